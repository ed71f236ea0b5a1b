"""From one row of a trial table to a difference in events per person-year."""

from __future__ import annotations

import math
from functools import cache

import pandas as pd

from course_utils.datasets import load
from course_utils.evidence.balance_sheets import PRINTED
from course_utils.evidence.intervals import RATIOS, Effect
from course_utils.evidence.rates import rate_difference

PER = {
    "per_10000_person_years": 10_000,
    "per_1000_person_years": 1_000,
    "per_100_person_years": 100,
    "percent_per_year": 100,
}


def find_row(trial_id, outcome, citation_key, table="safety_outcomes", arm=None):
    """The one row of a trial table that says this.

    Parameters
    ----------
    trial_id, outcome, citation_key : str
        As in the table.
    table : str
        A table of `course_utils.datasets`.
    arm : str, optional
        Needed where a source reports several arms.

    Returns
    -------
    pandas.Series

    Raises
    ------
    ValueError
        If no row, or more than one, fits.
    """
    rows = _table(table)
    keep = (rows.trial_id == trial_id) & (rows.outcome == outcome)
    keep &= rows.citation_key == citation_key
    if arm is not None:
        keep &= rows.arm == arm
    if keep.sum() != 1:
        wanted = " ".join(filter(None, (trial_id, arm, outcome, citation_key)))
        raise ValueError(f"{keep.sum()} rows of {table} fit {wanted}; one is needed.")
    return rows[keep].iloc[0]


def ratio_in(row):
    """The ratio a row prints, as an `Effect`; None if it prints none with an interval."""
    if row["measure"] not in RATIOS or pd.isna(row["ci_low"]):
        return None
    limits = [float(row[name]) for name in ("estimate", "ci_low", "ci_high")]
    return Effect(row["measure"], *limits, math.nan, float(row["ci_level"]), "as printed")


def yearly_rate(row):
    """Events per person-year in the comparison arm.

        rate, or  −ln(1 − risk) / years  where the share of people with the event is printed

    Returns
    -------
    float
        NaN if the row prints neither.
    """
    value = float(row["rate_comparator"])
    if row["rate_unit"] == "percent_with_event":
        return -math.log1p(-value / 100) / float(row["follow_up_y"])
    return value / PER[row["rate_unit"]] if row["rate_unit"] in PER else math.nan


def yearly_difference(row):
    """Events per person-year, treated minus comparison, from whatever the row prints.

    Taken in this order: a printed difference (its interval, or that of the trial's ratio for
    the same outcome); two rates, with the interval of the printed ratio

        low = rate₀ · (ratio_low − 1),   high = rate₀ · (ratio_high − 1);

    two counts over person-years (people · follow-up).

    Returns
    -------
    Effect or None
        IRD; limits are NaN where no interval was printed. None if the row holds a ratio only.
    """
    if row["measure"] == "RD":
        return _printed(row)
    if pd.notna(row["rate_arm"]) and row["rate_unit"] in PER:
        change = (float(row["rate_arm"]) - float(row["rate_comparator"])) / PER[row["rate_unit"]]
        ratio = ratio_in(row)
        return _difference(change, *_carried(yearly_rate(row), ratio), "difference of two rates")
    if pd.notna(row["events_arm"]):
        return rate_difference(*_counts(row))
    return None


def _printed(row):
    scale = PER[row["rate_unit"]]
    change = float(row["estimate"]) / scale
    if pd.notna(row["ci_low"]):
        limits = float(row["ci_low"]) / scale, float(row["ci_high"]) / scale
        return _difference(change, *limits, "difference as printed")
    same = row["outcome"].removesuffix(PRINTED)
    table = "fracture_outcomes" if same.endswith("_fracture") else "safety_outcomes"
    outcome = same.removesuffix("_fracture")
    ratio = ratio_in(find_row(row["trial_id"], outcome, row["citation_key"], table))
    return _difference(
        change,
        *_carried(change / (ratio.estimate - 1), ratio),
        "difference as printed, interval from the ratio",
    )


def _carried(rate, ratio):
    """Limits of the difference that the limits of a ratio make at a rate."""
    if ratio is None:
        return math.nan, math.nan
    return rate * (ratio.low - 1), rate * (ratio.high - 1)


def _counts(row):
    """Events and person-years of both arms; half of the randomized where n is not known."""
    half = _randomized(row["trial_id"]) / 2
    years = float(row["follow_up_y"])
    for side in ("arm", "comparator"):
        people = row[f"n_{side}"]
        yield int(row[f"events_{side}"])
        yield years * (half if pd.isna(people) else float(people))


def _randomized(trial_id):
    trials = _table("trials")
    return float(trials[trials.trial_id == trial_id]["n_randomized"].iloc[0])


def _difference(change, low, high, method):
    return Effect("IRD", change, low, high, math.nan, 95, method)


@cache
def _table(name):
    return load(name)
