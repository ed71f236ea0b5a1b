"""Effects with intervals, read from a table and checked before anything is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from course_utils.datasets import cite
from course_utils.figures.wording import plain

MEASURES = {
    "RR": "risk ratio",
    "HR": "hazard ratio",
    "OR": "odds ratio",
    "IRR": "rate ratio",
    "RD": "risk difference",
    "IRD": "rate difference",
    "MD": "mean difference",
    "SMD": "standardized mean difference",
}
LIMITED = ("estimate", "ci_low", "ci_high")
RATIOS = ("RR", "HR", "OR", "IRR")
Z_95 = 1.959964  # a normal distribution has 95 % of its area within ± this many standard errors


def read_effects(table, measure=None):
    """The rows of a forest or funnel plot, checked and completed.

    Parameters
    ----------
    table : DataFrame
        ``estimate``, ``ci_low``, ``ci_high``; ``label``, or ``trial_id`` with or without
        ``arm``; optional ``weight`` (any unit, drawn as percent of the sum) and
        ``measure``.
    measure : str, optional
        ``RR``, ``HR``, ``OR``, ``IRR``, ``RD``, ``MD``, ``SMD`` or other words. Needed if
        the table has no measure or mixes several.

    Returns
    -------
    rows : DataFrame
        With ``label``, ``estimate``, ``ci_low``, ``ci_high`` and ``weight`` in percent.
    measure : str
        In words.
    ratio : bool
        Whether effects are compared on a logarithmic scale around 1.

    Raises
    ------
    ValueError
        If a column is missing, measures are mixed without a name for the mixture, or a row
        has no interval, an interval that does not hold its estimate, or a ratio or weight
        that is not positive. The row is named.
    """
    missing = [name for name in LIMITED if name not in table]
    if missing:
        raise ValueError(
            f"The table has no column {missing[0]!r}; it needs an estimate with limits."
        )
    if len(table) == 0:
        raise ValueError("The table has no rows, so there is nothing to draw.")
    name, ratio = _measure(table, measure)
    rows = table.reset_index(drop=True).assign(label=_labels(table))
    for column in LIMITED:
        rows[column] = rows[column].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    for _, row in rows.iterrows():
        check_effect(row["label"], row["estimate"], row["ci_low"], row["ci_high"], ratio)
    return rows.assign(weight=_weights(rows, ratio)), name, ratio


def check_effect(label, estimate, low, high, ratio):
    """Refuse one effect that cannot be drawn, naming its row."""
    if not np.all(np.isfinite([estimate, low, high])):
        raise ValueError(f"Row {label!r} lacks its estimate or a limit of its interval.")
    if low > high:
        raise ValueError(f"Row {label!r} has its lower limit {low:g} above its upper {high:g}.")
    if not low <= estimate <= high:
        raise ValueError(f"Row {label!r}: {estimate:g} lies outside {low:g} to {high:g}.")
    if ratio and low <= 0:
        raise ValueError(f"Row {label!r} is a ratio; its limits must be above 0, got {low:g}.")


def interval_words(estimate, low, high, digits=2):
    """``"0.64 [0.53, 0.76]"`` with real minus signs."""
    return f"{plain(estimate, digits)} [{plain(low, digits)}, {plain(high, digits)}]"


def from_pooled(pooled):
    """Table, summary and measure of a result of `course_utils.evidence.pooling.pool`.

    Intervals are drawn as printed in the table that was pooled, where they are 95 %
    intervals, and computed from the variances elsewhere.

    Parameters
    ----------
    pooled : Pooled
        Or any object with its attributes.

    Returns
    -------
    table : DataFrame
    summary : dict
    measure : str
    """
    computed = pooled.table().iloc[:-1]
    rows = pooled.effects.table.reset_index(drop=True)
    if not _printed_95(rows):
        rows = rows.assign(**{name: computed[name] for name in LIMITED})
    rows = rows.assign(label=list(pooled.effects.labels), weight=list(pooled.weights))
    estimate, low, high = pooled.ratio_or_value
    summary = {"label": _pooled_label(pooled), "estimate": estimate, "ci_low": low, "ci_high": high}
    ends = dict(zip(("prediction_low", "prediction_high"), pooled.prediction, strict=True))
    spread = (
        f"I² = {pooled.i2:.0f} %, τ² = {pooled.tau2:.3f}, Q = {pooled.q:.1f} on {pooled.q_df} df"
    )
    return rows, summary | ends | {"note": spread}, pooled.measure or "effect"


def _printed_95(rows):
    """Whether every row comes with its own 95 % interval."""
    if not set(LIMITED) <= set(rows) or rows[list(LIMITED)].isna().any(axis=None):
        return False
    return "ci_level" not in rows or bool(rows["ci_level"].fillna(95).eq(95).all())


def _pooled_label(pooled):
    common = {"EE": "Common effect", "MH": "Mantel–Haenszel", "Peto": "Peto"}
    how = common.get(pooled.method, f"Random effects ({pooled.method})")
    return how if pooled.level == 95 else f"{how}, {pooled.level:g} % interval"


def read_summary(summary, ratio):
    """Pooled results as a list of dicts with label, estimate, limits and prediction limits.

    `summary` is a mapping, a list of mappings, a result object with the same names as
    attributes, or None. A prediction interval is ``prediction_low`` and ``prediction_high``.

    Raises
    ------
    ValueError
        If the estimate or its interval is missing or impossible.
    """
    if summary is None:
        return []
    several = summary if isinstance(summary, (list, tuple)) else [summary]
    return [_one_summary(one, ratio) for one in several]


def _one_summary(one, ratio):
    def get(name, default=np.nan):
        value = one.get(name) if isinstance(one, Mapping) else getattr(one, name, None)
        return default if value is None else value

    label = str(get("label", "Pooled"))
    read = {name: float(get(name)) for name in LIMITED}
    check_effect(label, *read.values(), ratio)
    read["label"], read["note"] = label, str(get("note", ""))
    prediction = [float(get("prediction_low")), float(get("prediction_high"))]
    if np.isfinite(prediction).all():
        check_effect("prediction interval", read["estimate"], *prediction, ratio)
    read["prediction"] = prediction if np.isfinite(prediction).all() else None
    return read


def _measure(table, measure):
    """(words, whether a ratio); several measures in one table need a name from the author."""
    found = [] if "measure" not in table else sorted(set(table["measure"].dropna()))
    if measure is None and len(found) != 1:
        what = f"mixes {' and '.join(found)}" if found else "names no measure"
        raise ValueError(f"The table {what}; say what is drawn, as in measure='HR or RR'.")
    name = str(measure if measure is not None else found[0])
    words = [MEASURES.get(part, part) for part in re.sub(r"[/+]", " or ", name).split(" or ")]
    ratio = name in RATIOS or all("ratio" in word for word in words)
    return " or ".join(words), ratio


def _labels(table):
    if "label" in table:
        return table["label"].astype(str).to_numpy()
    if "trial_id" not in table:
        raise ValueError("The table has neither 'label' nor 'trial_id' to name its rows.")
    trials = table["trial_id"].astype(str).str.replace("_", " ")
    named = trials
    if named.duplicated().any() and "arm" in table:
        named = trials + ", " + table["arm"].astype(str).str.replace("_", " ")
    if named.duplicated().any() and "citation_key" in table:
        named = trials + ", " + table["citation_key"].map(lambda key: cite(key, "short"))
    return named.to_numpy()


def _weights(rows, ratio):
    """Percent of the sum; inverse variances from the intervals if none are given."""
    if "weight" in rows:
        weight = pd.to_numeric(rows["weight"]).to_numpy(dtype=float)
        for label, value in zip(rows["label"], weight, strict=True):
            if not (np.isfinite(value) and value >= 0):
                raise ValueError(f"Row {label!r} has the weight {value}; it must be 0 or more.")
    else:
        weight = 1 / np.maximum(standard_errors(rows, ratio), 1e-12) ** 2
    return 100 * weight / weight.sum()


def standard_errors(rows, ratio):
    """SE = (upper − lower) / (2 · 1.96), of the logarithm for a ratio, from 95 % intervals."""
    low, high = rows["ci_low"].to_numpy(), rows["ci_high"].to_numpy()
    if ratio:
        low, high = np.log(low), np.log(high)
    return (high - low) / (2 * Z_95)
