"""The tables of lesson 07: arms of trials beside the group's estradiol and two models."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from course_utils.datasets import load
from course_utils.physiology.bone import bone_mass, change_since, therapy
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.person import Person, simulate
from course_utils.physiology.units import DAYS_PER_YEAR, estradiol_pmol_per_l_to_pg_per_ml

BEFORE, AFTER = "before menopause", "after menopause"
ON_AGONIST, MEN = "before menopause, GnRH agonist", "men, GnRH agonist"
SPINE, HIP, BODY = "lumbar_spine", "total_hip", "total_body"

# study, drug, people, trial, treated arm, control arm, site, time_y, years the numbers count
PAIRS = (
    ("Powles 1996", "tamoxifen", BEFORE, "POWLES1996", "tamoxifen_premenopausal",
     "placebo_premenopausal", SPINE, 3, 1),
    ("Love 1992", "tamoxifen", AFTER, "LOVE1992", "tamoxifen_20mg", "placebo", SPINE, 2, 1),
    ("Grey 1995", "tamoxifen", AFTER, "GREY1995", "tamoxifen_20mg", "placebo", SPINE, 2, 2),
    ("Johnston 2000", "raloxifene", AFTER, "RLX_PREV_3Y", "raloxifene_60mg", "placebo", SPINE,
     3, 3),
    ("ZIPP 2004", "tamoxifen", ON_AGONIST, "ZIPP_BONE", "goserelin_tamoxifen", "goserelin", BODY,
     2, 2),
    ("Smith 2004, hip", "raloxifene", MEN, "SMITH2004", "raloxifene_60mg", "no_raloxifene", HIP,
     1, 1),
    ("Smith 2004, spine", "raloxifene", MEN, "SMITH2004", "raloxifene_60mg", "no_raloxifene",
     SPINE, 1, 1),
)  # fmt: skip


def _value(trial, arm, site, time, table):
    chosen = (table["trial_id"] == trial) & (table["arm"] == arm) & (table["site"] == site)
    return table[chosen & (table["time_y"] == time)].iloc[0]


def contrasts():
    """Pairs of arms that differ by one SERM, treated and control.

    Returns
    -------
    DataFrame indexed by ``study``
        ``drug``, ``people``, ``site``, ``treated`` and ``control`` (percent over
        ``over_years`` years), ``se`` of their difference if both are printed (independent
        arms), ``verification``.
    """
    table, rows = load("bmd_outcomes"), []
    for study, drug, people, trial, treated, control, site, time, years in PAIRS:
        arms = [_value(trial, arm, site, time, table) for arm in (treated, control)]
        changes = [float(arm["mean_pct_change"]) for arm in arms]
        se = sum(float(arm["se"]) ** 2 for arm in arms) ** 0.5
        rows.append((study, drug, people, site, *changes, years, se, arms[0]["verification"]))
    columns = ["study", "drug", "people", "site", "treated", "control", "over_years", "se"]
    return pd.DataFrame(rows, columns=[*columns, "verification"]).set_index("study")


class Arm(NamedTuple):
    """One arm of a trial, and how both models play it."""

    drugs: tuple
    study: str
    people: str
    trial: str
    arm: str
    site: str
    years: int
    serm: str | None = None
    suppressed: str | None = None


PERSON_OF = {BEFORE: "Priya", ON_AGONIST: "Priya", AFTER: "Ana", MEN: "Walter"}
AGONIST = "triptorelin"  # stands for every GnRH agonist
ARMS = (
    Arm(("tamoxifen",), "Powles 1996", BEFORE, "POWLES1996", "tamoxifen_premenopausal", SPINE, 3,
        "tamoxifen"),
    Arm(("tamoxifen",), "ZIPP 2004", BEFORE, "ZIPP_BONE", "tamoxifen", BODY, 2, "tamoxifen"),
    Arm(("raloxifene",), "Eng-Wong 2006", BEFORE, "ENGWONG2006", "raloxifene_premenopausal", SPINE,
        2, "raloxifene"),
    Arm((AGONIST,), "ZEBRA 2003", ON_AGONIST, "ZEBRA_BONE", "goserelin", SPINE, 2, None,
        "suppressed"),
    Arm((AGONIST,), "ZIPP 2004", ON_AGONIST, "ZIPP_BONE", "goserelin", BODY, 2, None,
        "suppressed"),
    Arm((AGONIST, "tamoxifen"), "ZIPP 2004", ON_AGONIST, "ZIPP_BONE", "goserelin_tamoxifen", BODY,
        2, "tamoxifen", "suppressed"),
    Arm((AGONIST, "tamoxifen"), "ABCSG-12", ON_AGONIST, "ABCSG12_BONE", "goserelin_tamoxifen",
        SPINE, 3, "tamoxifen", "suppressed"),
    Arm((AGONIST, "anastrozole"), "ABCSG-12", ON_AGONIST, "ABCSG12_BONE", "goserelin_anastrozole",
        SPINE, 3, None, "suppressed_inhibited"),
    Arm(("tamoxifen",), "Powles 1996", AFTER, "POWLES1996", "tamoxifen_postmenopausal", SPINE, 3,
        "tamoxifen"),
    Arm(("raloxifene",), "Johnston 2000", AFTER, "RLX_PREV_3Y", "raloxifene_60mg", SPINE, 3,
        "raloxifene"),
    Arm((AGONIST,), "Smith 2004", MEN, "SMITH2004", "no_raloxifene", HIP, 1, None, "suppressed"),
    Arm((AGONIST, "raloxifene"), "Smith 2004", MEN, "SMITH2004", "raloxifene_60mg", HIP, 1,
        "raloxifene", "suppressed"),
)  # fmt: skip


def persons():
    """Priya, Ana and Walter (fictional) as persons of the full chain."""
    p = parameter_set("trial_people")
    return {
        "Priya": Person.woman(p["age_Priya"]),
        "Ana": Person.woman(p["age_Ana"], final_period_age=p["final_period_Ana"]),
        "Walter": Person.man(p["age_Walter"]),
    }


def teaching_change(arm):
    """Change of bone mass (percent) at the end of an arm in the teaching model.

    Parameters
    ----------
    arm : Arm
    """
    numbers, person = parameter_set("crossing_people"), PERSON_OF[arm.people]
    start = numbers["Ana_menopause"] if person == "Ana" else 0.0
    level = None if arm.suppressed is None else parameter_set("trial_people")[arm.suppressed]
    plan = therapy(start, serm=arm.serm, estradiol=level)
    rest = {"Priya": numbers["Priya"], "Walter": numbers["Walter_before"]}.get(person)
    course = bone_mass(sorted({0.0, start, start + arm.years}), plan, estradiol=rest)
    return float(change_since(course, start).iloc[-1])


def chain_change(arm):
    """Change of density (percent) at the arm's site in the full chain; NaN for the whole body.

    Parameters
    ----------
    arm : Arm
    """
    if arm.site == BODY:
        return np.nan
    days = [0.0, arm.years * DAYS_PER_YEAR]
    table = simulate(persons()[PERSON_OF[arm.people]], list(arm.drugs), times=days)
    return float(table[f"{arm.site}_bmd_percent"].iloc[-1])


def arms(models=True):
    """The arms of ``ARMS``: the published change, and the same in both models.

    Returns
    -------
    DataFrame indexed by ``study``
        ``drugs``, ``people``, ``site``, ``years``, ``change`` and ``se`` (percent since the
        start; an annual rate is multiplied by the years), ``verification``, and with
        ``models`` also ``teaching`` and ``chain``.
    """
    table, rows = load("bmd_outcomes"), []
    for arm in ARMS:
        found = _value(arm.trial, arm.arm, arm.site, arm.years, table)
        times = arm.years if found["value_type"] == "annual_rate_of_change" else 1
        both = (teaching_change(arm), chain_change(arm)) if models else (np.nan, np.nan)
        seen = (times * float(found["mean_pct_change"]), float(found["se"]))
        named = " + ".join(arm.drugs).replace(AGONIST, "GnRH agonist")
        row = (arm.study, named, arm.people, arm.site, arm.years)
        rows.append((*row, *seen, *both, found["verification"]))
    columns = ["study", "drugs", "people", "site", "years", "change", "se", "teaching", "chain"]
    return pd.DataFrame(rows, columns=[*columns, "verification"]).set_index("study")


def men():
    """Estradiol of men, pg/mL, around which the effect of raloxifene on a marker turned.

    Returns
    -------
    dict
        ``fell`` and ``did not fall``: mean and standard error at baseline of the men whose
        NTX fell, and of the others (Doran 2001); ``threshold`` (Uebelhart 2004).
    """
    rows = load("hormone_outcomes").query("trial_id == 'DORAN2001' and hormone == 'estradiol'")
    found = [(float(row.value), float(row.spread)) for row in rows.itertuples()]
    limits = load("reference_ranges").query("citation_key == 'uebelhart2004'")
    threshold = limits.loc[limits["analyte"] == "estradiol", "value"].iloc[0]
    both = dict(zip(("fell", "did not fall"), found, strict=True))
    return both | {"threshold": float(estradiol_pmol_per_l_to_pg_per_ml(threshold))}
