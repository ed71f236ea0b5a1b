"""What lesson 12 lays beside the model: rare men, the factorial trial, the anastrozole trial."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.datasets import load
from course_utils.physiology.axis import loop_settings
from course_utils.physiology.axis.loop import estradiol_from
from course_utils.physiology.bone.men import BONE_MEN_NUMBERS, men_bone_mass, men_bone_signal
from course_utils.physiology.parameters import parameter_set

DOSES = {"0": "T_0", "1.25": "T_1_25", "2.5": "T_2_5", "5": "T_5", "10": "T_10"}
WEEKS_PER_YEAR = 52.18
FACTORIAL = parameter_set("men_factorial")
_PHASES = ("start", "4 mo", "7 mo", "best", "early", "end")
SHARES = np.linspace(0, 0.4, 41)


def _spine(case):
    rows = load("case_reports")
    rows = rows[(rows["case_id"] == case) & (rows["site_or_specimen"] == "lumbar_spine")]
    return rows[rows["quantity"] == "areal_bmd"]


def spines():
    """Spine density of three men in the order of their scans.

    Returns
    -------
    dict
        Study → list of (estrogen, time, g/cm²): the patch in µg twice a week, the estradiol level
        in pg/mL, or a word.
    """
    given = {
        "CYP19_ROCHIRA2000": (("0", "50", "50", "25", "12.5", "12.5"), _PHASES),
        "CYP19_HERRMANN": (("<10", "45", "12", "27", "17"), ("0", "6", "12", "24", "36")),
        "ESR1_SMITH": (("high", "high"), ("28½", "32")),
    }
    studies = ("Rochira 2000", "Herrmann 2005", "Smith 2008")
    return {
        study: list(zip(*labels, _spine(case)["value"], strict=True))
        for study, (case, labels) in zip(studies, given.items(), strict=True)
    }


CASES = spines()


def one_man():
    """The man without aromatase who was measured at five levels (Herrmann 2005).

    Returns
    -------
    DataFrame indexed by months
        Estradiol in pg/mL (the first one reported as below 10), testosterone in nmol/L, density
        of the spongy radius by CT in mg/cm³ and of the spine by DXA in g/cm².
    """
    rows = load("case_reports")
    rows = rows[rows["case_id"] == "CYP19_HERRMANN"]
    wide = rows.pivot_table(index="time_label", columns="quantity", values="value")
    wide.index = [0 if time == "baseline" else int(time.split()[0]) for time in wide.index]
    names = {
        "estradiol": "estradiol_pg_per_ml",
        "total_testosterone": "testosterone_nmol_per_l",
        "trabecular_hydroxyapatite_qct": "radius_mg_per_cm3",
        "areal_bmd": "spine_g_per_cm2",
    }
    wide = wide.rename_axis(index="months", columns=None)
    return wide.sort_index()[list(names)].rename(columns=names)


def years_of_bone(testosterone, estradiol, weight=0.0, efficacy=0.0, dose=0.0, years=3.0):
    """Change of bone mass from David's start, percent, at 37 times from 0 to ``years`` (model)."""
    start = BONE_MEN_NUMBERS["T_start"], BONE_MEN_NUMBERS["E2_start"]
    return change_of_bone(start, (testosterone, estradiol), weight, efficacy, dose, years)


def change_of_bone(before, after, weight=0.0, efficacy=0.0, dose=0.0, years=1.0):
    """Change of bone mass, percent, when (testosterone, estradiol) go from one pair to another.

    Parameters
    ----------
    before, after : pair of float
        ng/dL and pg/mL.
    weight, efficacy, dose : float
        As in :func:`course_utils.physiology.bone.men.men_bone_signal`; the drug comes with
        ``after``.
    years : float

    Returns
    -------
    array (37,)
    """
    rest = sum(men_bone_signal(*before, weight))
    new = sum(men_bone_signal(*after, weight, efficacy, dose))
    mass = men_bone_mass(np.linspace(0, years, 37), rest, new)
    return 100 * (mass / mass[0] - 1)


def factorial_levels():
    """Testosterone and estradiol in the ten groups of the factorial trial, as the model takes them.

    Returns
    -------
    DataFrame indexed by dose of gel, g a day
        ``testosterone`` ng/dL; ``open`` and ``blocked`` estradiol, pg/mL: what the aromatase of
        the teaching loop makes of it, and the share of that left under a block.
    """
    levels = np.array([FACTORIAL[symbol] for symbol in DOSES.values()])
    estradiol = estradiol_from(levels, loop_settings("healthy").numbers())
    columns = {"testosterone": levels, "open": estradiol, "blocked": FACTORIAL["left"] * estradiol}
    return pd.DataFrame(columns, index=pd.Index(list(DOSES), name="gel_g_per_day"))


def factorial_spine(weight):
    """Change of bone mass in the ten groups after the weeks of the trial, percent (model).

    Parameters
    ----------
    weight : float
        Direct share of testosterone, w_A.

    Returns
    -------
    DataFrame indexed by dose, columns ``open`` and ``blocked``
    """
    levels = factorial_levels()
    years = FACTORIAL["weeks"] / WEEKS_PER_YEAR
    healthy = loop_settings("healthy").numbers()
    start = healthy.T_ref, healthy.E_ref
    cells = {
        way: [
            change_of_bone(start, pair, weight, years=years)[-1]
            for pair in zip(levels["testosterone"], levels[way], strict=True)
        ]
        for way in ("open", "blocked")
    }
    return pd.DataFrame(cells, index=levels.index)


def anastrozole_by_share():
    """Change of bone in a year on anastrozole for each share of testosterone (model).

    Returns
    -------
    pair of array (41,)
        w_A and percent; hormones as measured in the trial, 319 to 524 ng/dL and 15 to 12 pg/mL.
    """
    rows = load("hormone_outcomes")
    rows = rows[rows["citation_key"] == "burnettbowie2009"]
    wide = rows.pivot_table(index="time_d", columns="hormone", values="value", aggfunc="first")
    before, after = (
        (wide.loc[day, "total_testosterone"], wide.loc[day, "estradiol"]) for day in (0, 91)
    )
    return SHARES, np.array([change_of_bone(before, after, w)[-1] for w in SHARES])


def trial_in_words():
    """What the abstract of the factorial trial says of the spine in its ten groups.

    Returns
    -------
    DataFrame indexed by dose, columns ``open`` and ``blocked``
        fell; held, where both hormones lay above the thresholds it names; or not said.

    Source: Finkelstein 2016, abstract.
    """
    levels = factorial_levels()
    limits = load("reference_ranges")
    limits = limits[limits["citation_key"] == "finkelstein2016"].set_index("analyte")["value"]
    enough = (levels["testosterone"] > limits["total_testosterone"]) & (
        levels["open"] > limits["estradiol"]
    )
    words = {"open": np.where(enough, "held", "not said"), "blocked": "fell"}
    return pd.DataFrame(words, index=levels.index)


def two_men():
    """Bone of David on clomiphene and of Walter on a GnRH agonist, without and with a SERM there.

    Returns
    -------
    dict
        Heading → (without, with) over 37 times in three years, percent (model).
    """
    healthy = loop_settings("healthy").numbers()
    full = healthy.T_ref, healthy.E_ref
    drug = {"efficacy": 0.5, "dose": 10.0}
    return {
        "David, estradiol 17 → 37": (years_of_bone(475, 37), years_of_bone(475, 37, **drug)),
        "Walter, estradiol 25 → 5": (
            change_of_bone(full, (20, 5), years=3),
            change_of_bone(full, (20, 5), years=3, **drug),
        ),
    }


def density_on_testosterone():
    """Change of spongy spine density in a year, percent with 95 % interval (Snyder 2017)."""
    rows = load("bmd_outcomes")
    rows = rows[(rows["trial_id"] == "T_TRIALS_BONE") & (rows["site"] == "lumbar_spine")]
    rows = rows[rows["value_type"] == "change_from_baseline"].set_index("arm")
    named = rows[["mean_pct_change", "ci_low", "ci_high"]].set_axis(
        ["change", "low", "high"], axis=1
    )
    return named.loc[["placebo", "testosterone_gel"]].set_axis(["placebo", "testosterone"], axis=0)
