"""Data of lesson 14: eight trials with a scan and a count, two warnings, and three sizes."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from course_utils.datasets import load
from course_utils.evidence.surrogates import people_per_arm_for_means, people_per_arm_for_risks
from course_utils.evidence.synthesis import meta_regression, predict_effect
from course_utils.physiology.parameters import parameter_set

GAIN, BASELINE, TREATED = 2.6, 10.1, 6.6  # raloxifene: %, and % with a new fracture (MORE)
HIP, HIP_TREATED = 0.6, 0.4  # % with a hip fracture in a trial; teaching assumption
HORMONAL = "estrogen or SERM"
OTHER = "another class"

# trial, arm, spine outcome, where its spine density stands (trial, arm), kind, name, a remark.
PAIRS = (
    ("BZA_301", "bazedoxifene_20mg", "vertebral_morphometric", "BZA_301_LATIN", None,
     HORMONAL, "bazedoxifene", "density in a part of the same trial"),
    ("TOREMIFENE_ADT", "toremifene_80mg", "vertebral_morphometric", "TOREMIFENE_ADT", None,
     HORMONAL, "toremifene, men", "density in the first 197 men"),
    ("MORE", "raloxifene_60mg", "vertebral_morphometric", "RLX_PREV_3Y", None,
     HORMONAL, "raloxifene", "density from another trial of the dose"),
    ("PEARL", "lasofoxifene_0.25mg", "vertebral_morphometric", "LASO_CORAL", None,
     HORMONAL, "lasofoxifene", "density from another trial of the dose"),
    ("WHI_EA", "cee", "clinical_vertebral", "PEPI", "other_three_cee_regimens",
     HORMONAL, "estrogen", "density from another trial, average of three regimens"),
    ("WHI_EP", "cee_mpa", "clinical_vertebral", "PEPI", "cee_mpa_continuous",
     HORMONAL, "estrogen + progestogen", "density from another trial of the dose"),
    ("NEER2001", "teriparatide_20ug", "vertebral_morphometric", "NEER2001", None,
     OTHER, "teriparatide", "same trial"),
    ("FREEDOM", "denosumab_60mg_6mo", "vertebral_morphometric", "FREEDOM", None,
     OTHER, "denosumab", "same trial, density recalled"),
)  # fmt: skip


def spine_gain(trial, arm):
    """Spine density of an arm minus its comparator, percent, as the evidence table has it.

    Parameters
    ----------
    trial, arm : str

    Returns
    -------
    float
        A printed difference, or the difference of two printed changes, at the latest time.
    """
    table = load("bmd_outcomes", include_unverified=True)
    rows = table[(table["trial_id"] == trial) & (table["site"] == "lumbar_spine")]
    rows = rows[rows["time_y"] == rows["time_y"].max()]
    printed = rows[(rows["value_type"] == "difference_vs_comparator") & (rows["arm"] == arm)]
    if len(printed):
        return float(printed["mean_pct_change"].iloc[0])
    change = rows.set_index("arm")["mean_pct_change"]
    return round(float(change[arm] - change["placebo"]), 2)


def fracture_effect(trial, arm, outcome):
    """Ratio of an arm against placebo: longest follow-up, all people, the trial's own report.

    Parameters
    ----------
    trial, arm, outcome : str

    Returns
    -------
    pandas.Series
        A row of `fracture_outcomes` with an interval.
    """
    table = load("fracture_outcomes")
    rows = table[(table["trial_id"] == trial) & (table["arm"] == arm)]
    rows = rows[(rows["outcome"] == outcome) & rows["ci_low"].notna()]
    people = rows["analysis_set"].fillna("")
    part = people.str.contains("post hoc|first data|stratum")
    rows = rows.assign(quoted=people.str.contains("USPSTF"))[~part]
    rows = rows[rows["comparator"] == "placebo"]
    return rows.sort_values(["quoted", "follow_up_y"], ascending=[False, True]).iloc[-1]


def trials_of_density():
    """Eight trials: gain of spine density and ratio of spine fractures, against placebo.

    Returns
    -------
    pandas.DataFrame
        ``trial_id``, ``drug``, ``kind``, ``gain`` (percentage points of spine density),
        ``estimate``, ``ci_low``, ``ci_high``, ``measure``, ``density`` (where the gain was
        measured) and ``citation_key``.
    """
    rows = []
    for trial, arm, outcome, source, other_arm, kind, drug, density in PAIRS:
        effect = fracture_effect(trial, arm, outcome)
        ratio = {name: float(effect[name]) for name in ("estimate", "ci_low", "ci_high")}
        gain = spine_gain(source, other_arm or arm)
        about = {"trial_id": trial, "drug": drug, "kind": kind, "gain": gain}
        last = {"measure": effect["measure"], "density": density}
        rows.append(about | ratio | last | {"citation_key": effect["citation_key"]})
    return pd.DataFrame(rows)


def line_through(trials):
    """Meta-regression of the log ratio on the gain, with the wide test for few trials."""
    return meta_regression(trials, "gain", test="hartung-knapp", allow_mixed=True)


def warnings():
    """Fluoride and testosterone: gain in spine density and what happened to fractures.

    Returns
    -------
    pandas.DataFrame indexed by name
        ``gain`` (percent), ``estimate``, ``ci_low``, ``ci_high``. Fluoride: ratio of numbers of
        fractures, without an interval, since one woman can have several. Testosterone: density
        by QCT in one trial, any clinical fracture in another.
    """
    fractures = load("fracture_outcomes")
    fluoride = fractures[fractures["trial_id"] == "RIGGS1990"].set_index("outcome")
    counts = fluoride["events_arm"] / fluoride["events_comparator"]
    men = fracture_effect("TRAVERSE_FX", "testosterone_gel", "total")
    raised, gel = spine_gain("RIGGS1990", "sodium_fluoride_75mg"), men["estimate"]
    nan = math.nan
    rows = {
        "fluoride, spine": (raised, counts["vertebral_morphometric"], nan, nan),
        "fluoride, elsewhere": (raised, counts["nonvertebral"], nan, nan),
        "testosterone, any": (testosterone_gain(), gel, men["ci_low"], men["ci_high"]),
    }
    columns = ["gain", "estimate", "ci_low", "ci_high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def testosterone_gain():
    """Spine density by QCT, testosterone gel minus placebo in a year, percent (Snyder 2017)."""
    return spine_gain("T_TRIALS_BONE", "testosterone_gel")


def ratio_at(gain, trials=None):
    """Ratio that the line gives at a gain, with interval and prediction interval."""
    rows = trials_of_density() if trials is None else trials
    return predict_effect(line_through(rows), gain).iloc[0]


def smallest_safe_gain(fitted):
    """Gain from which the whole prediction interval lies below a ratio of 1, percent.

        smallest x with prediction_high(x) < 1

    Returns
    -------
    float
        The surrogate threshold effect, to 0.1.

    Source: Burzykowski and Buyse 2006, doi:10.1002/pst.207.
    """
    gains = np.arange(0, 15, 0.1)
    high = predict_effect(fitted, gains)["prediction_high"].to_numpy()
    return float(gains[np.argmax(high < 1)].round(1))


def people_table():
    """People per arm for density, for spine fractures on X-ray, and for hip fractures."""
    spread = parameter_set("density_trial")["sd_change"]
    return {
        "spine density": people_per_arm_for_means(GAIN, spread),
        "spine fracture on X-ray": people_per_arm_for_risks(BASELINE, TREATED),
        "hip fracture": people_per_arm_for_risks(HIP, HIP_TREATED),
    }


def two_doses():
    """Vertebral ratio of both doses and non-vertebral of 0.5 mg (Cummings 2010)."""
    places = (("0.25", "vertebral_morphometric"), ("0.5", "vertebral_morphometric"),
              ("0.5", "nonvertebral"))  # fmt: skip
    rows = [fracture_effect("PEARL", f"lasofoxifene_{dose}mg", outcome) for dose, outcome in places]
    return pd.DataFrame(rows)[["arm", "outcome", "measure", "estimate", "ci_low", "ci_high"]]


def doses_by_place():
    """`two_doses` with words for place and dose, and what the report leaves out.

    Returns
    -------
    (pandas.DataFrame, dict)
        For the figure.
    """
    rows = two_doses()
    place = rows["outcome"].map({"vertebral_morphometric": "spine", "nonvertebral": "elsewhere"})
    dose = rows["arm"].str.extract(r"_([0-9.]+)mg", expand=False) + " mg"
    words = "no significant reduction (number not seen)"
    return rows.assign(place=place, dose=dose), {("elsewhere", "0.25 mg"): words}


def fluoride():
    """Density at three places (percent) and fractures on fluoride and placebo (Riggs 1990).

    Returns
    -------
    (dict, dict)
    """
    scans = load("bmd_outcomes").query("trial_id == 'RIGGS1990'").set_index("site")
    counts = load("fracture_outcomes").query("trial_id == 'RIGGS1990'").set_index("outcome")
    density = {
        name: float(scans.loc[site, "mean_pct_change"])
        for name, site in (
            ("spine", "lumbar_spine"), ("hip neck", "femoral_neck"), ("radius shaft", "radius")
        )
    }  # fmt: skip
    fractures = {
        name: tuple(int(counts.loc[kind, f"events_{arm}"]) for arm in ("arm", "comparator"))
        for name, kind in (("spine", "vertebral_morphometric"), ("elsewhere", "nonvertebral"))
    }
    return density, fractures


def promised():
    """Six results for the comparison with density alone: gain, ratio, interval.

    Returns
    -------
    pandas.DataFrame indexed by treatment and kind of fracture
    """
    trials = trials_of_density().set_index("drug")[["gain", "estimate", "ci_low", "ci_high"]]
    chosen = {
        "raloxifene": "raloxifene, spine",
        "estrogen + progestogen": "estrogen + progestogen, spine",
        "teriparatide": "teriparatide, spine",
    }
    return pd.concat([trials.loc[list(chosen)].rename(index=chosen), warnings()])


def article_rows():
    """What article S4 states for four drugs, and what trials leave possible outside the spine.

    Returns
    -------
    pandas.DataFrame indexed by drug
        Percent. ``fall_low`` to ``effect_high``: claims S4-16 to S4-27, paraphrased (what became
        of them stands in the table `claims`); two drugs share a row. ``trial_low`` and
        ``trial_high``: the 95 % interval, as percent fewer, of Torgerson 2001, PEARL and MORE.
    """
    meta = load("meta_analyses").query("citation_key == 'torgerson2001'").iloc[0]
    laso = fracture_effect("PEARL", "lasofoxifene_0.5mg", "nonvertebral")
    more = fracture_effect("MORE", "raloxifene_60_and_120mg", "nonvertebral")
    rows = {
        "hormone therapy": (50, 70, 30, 40, *_fewer(meta)),
        "lasofoxifene": (40, 50, 24, 24, *_fewer(laso)),
        "raloxifene, bazedoxifene": (30, 40, 0, 0, *_fewer(more)),
    }
    columns = ["fall_low", "fall_high", "effect_low", "effect_high", "trial_low", "trial_high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _fewer(row):
    return round(100 * (1 - row["ci_high"])), round(100 * (1 - row["ci_low"]))
