"""From a table of results to effects ready for pooling; rows that must not be pooled are refused.

Rows carry either `estimate`, `ci_low`, `ci_high` and `measure` (ratios go to the log scale), or
`yi` with `vi` or `sei`, already on the scale of the analysis.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from course_utils.evidence.intervals import RATIOS, at, effect_from_interval, number

# Trials whose people are already in another trial of the tables: sub-population, extension.
PART_OF = {"BZA_301_LATIN": "BZA_301", "CORE": "MORE"}
VERSIONS = ("arm", "outcome", "analysis_set", "follow_up_y", "time_y", "citation_key")
UNVERIFIED = "recalled_unverified"


@dataclass(frozen=True)
class Effects:
    """Effects on the scale of the analysis: arrays (k,), labels, measure and remarks."""

    yi: np.ndarray
    vi: np.ndarray
    labels: tuple
    measure: str
    is_ratio: bool
    table: pd.DataFrame
    note: str = ""

    def __len__(self):
        return len(self.yi)

    def take(self, keep):
        """The same for some rows (positions or mask)."""
        chosen = np.arange(len(self))[keep]
        labels = tuple(self.labels[i] for i in chosen)
        table = self.table.iloc[chosen]
        return Effects(
            self.yi[chosen], self.vi[chosen], labels, self.measure, self.is_ratio, table, self.note
        )


def read_rows(rows, measure=None, allow_mixed=False, allow_overlap=False):
    """Check a table of results and bring it to the scale of the analysis.

    Parameters
    ----------
    rows : pandas.DataFrame (k rows) or Effects
        Columns `estimate`, `ci_low`, `ci_high`, `measure` and perhaps `ci_level` (percent);
        or `yi` and one of `vi`, `sei`. `trial_id`, `study` or the index gives the label.
    measure : str, optional
        The measure, if the table has no such column: RR, OR, HR, IRR, RD, IRD, MD or SMD.
    allow_mixed : bool
        Pool different ratios (HR with RR) as if they were one; the result says so.
    allow_overlap : bool
        Pool rows of one trial all the same, for instance its separate strata.

    Returns
    -------
    Effects

    Raises
    ------
    ValueError
        Names the row: a missing interval, a lower limit above the upper, an estimate outside
        its interval, a variance that is not positive, mixed measures, overlapping rows.

    Source: rules of the evidence tables; Cochrane Handbook 2019 (2nd ed.), chapter 10.
    """
    if isinstance(rows, Effects):
        return rows
    table = pd.DataFrame(rows)
    if table.empty:
        raise ValueError("There are no rows to pool; check the filter.")
    labels = row_labels(table)
    if not allow_overlap:
        refuse_overlap(table, labels)
    kind, mixed = _measure(table, measure, labels, allow_mixed)
    _refuse_other_scales(table)
    yi, vi = _analysis_scale(table, labels, measure or kind)
    note = "; ".join(filter(None, [mixed, *_remarks(table)]))
    return Effects(yi, vi, labels, kind, kind.split("+")[0] in RATIOS, table, note)


def row_labels(table):
    """One label per row: trial, study or the index."""
    for column in ("trial_id", "study", "trial"):
        if column in table:
            return tuple(str(value) for value in table[column])
    return tuple(str(value) for value in table.index)


def refuse_overlap(table, labels):
    """Raise if two rows hold the same people.

    Raises
    ------
    ValueError
        Names both rows and what differs between them.

    Source: rules of the evidence tables: never pool rows of one trial that differ only in
    analysis set, follow-up or citation; BZA_301_LATIN is part of BZA_301; CORE continues MORE.
    """
    if not {"trial_id", "study", "trial"} & set(table.columns):
        return
    seen = {}
    for position, label in enumerate(labels):
        family = PART_OF.get(label, label)
        if family in seen:
            raise ValueError(_overlap_words(table, labels, seen[family], position))
        seen[family] = position


def _overlap_words(table, labels, first, second):
    one, two = labels[first], labels[second]
    if one != two:
        return (
            f"Rows {one} and {two} hold the same people (one is a part or a continuation of the "
            "other); keep one of them."
        )
    columns = [c for c in VERSIONS if c in table]
    differing = [c for c in columns if _differ(table[c].iloc[first], table[c].iloc[second])]
    what = "they differ in " + ", ".join(differing) if differing else "they are the same"
    return (
        f"Rows {first + 1} and {second + 1} are both of trial {one} ({what}) and share people; "
        "keep one of them. For arms of one trial use network(); for separate strata say "
        "allow_overlap=True."
    )


def _differ(one, two):
    missing = pd.isna(one), pd.isna(two)
    return missing[0] != missing[1] or (not any(missing) and one != two)


def _measure(table, given, labels, allow_mixed):
    """The measure of the result and a remark if several were allowed."""
    column = table["measure"] if "measure" in table else pd.Series([given or ""] * len(table))
    kinds = [str(x).removeprefix("log_") if pd.notna(x) else given or "" for x in column]
    for kind, label in zip(kinds, labels, strict=True):
        if kind == "" and "yi" not in table:
            raise ValueError(f"{at(label)}no measure; the row has no effect to pool.")
    found = sorted(set(kinds))
    if len(found) == 1:
        return found[0], ""
    if not (allow_mixed and set(found) <= set(RATIOS)):
        raise ValueError(_mixed_words(found, kinds, labels))
    return "+".join(found), f"{' and '.join(found)} pooled as if they were one measure"


def _mixed_words(found, kinds, labels):
    rows = ", ".join(f"{label} {kind}" for label, kind in zip(labels, kinds, strict=True))
    words = f"The rows mix {' and '.join(kind or 'no measure' for kind in found)} ({rows})."
    if set(found) <= set(RATIOS):
        return f"{words} Keep one, or say allow_mixed=True to treat them as one ratio."
    return f"{words} These are on different scales and cannot be pooled."


def _refuse_other_scales(table):
    for column in ("value_type", "rate_unit"):
        if column == "rate_unit" and not ("measure" in table and "RD" in set(table["measure"])):
            continue
        values = sorted(table[column].dropna().astype(str).unique()) if column in table else []
        if len(values) > 1:
            raise ValueError(f"The rows mix {column}: {', '.join(values)}. Keep one.")


def _remarks(table):
    outcomes = sorted(table["outcome"].dropna().unique()) if "outcome" in table else []
    if len(outcomes) > 1:
        yield f"the rows hold {len(outcomes)} outcomes: {', '.join(outcomes)}"
    if "verification" in table and (table["verification"] == UNVERIFIED).any():
        yield "a row is recalled and was not checked"


def _analysis_scale(table, labels, measure):
    if "yi" in table:
        return _given(table, labels)
    missing = [c for c in ("estimate", "ci_low", "ci_high") if c not in table]
    if missing:
        raise ValueError(
            f"The table lacks {', '.join(missing)}. Needed are estimate, ci_low and ci_high, "
            "or yi with vi or sei."
        )
    effects = [
        _printed(row, label, measure)
        for (_, row), label in zip(table.iterrows(), labels, strict=True)
    ]
    return np.array([e.yi for e in effects]), np.array([e.vi for e in effects])


def _printed(row, label, measure):
    own = row.get("measure")
    if str(own).startswith("log_"):
        raise ValueError(f"{at(label)}{own} needs columns yi and sei (log scale).")
    if not math.isfinite(number(row["estimate"])):
        raise ValueError(f"{at(label)}the estimate is missing.")
    level = number(row.get("ci_level", 95))
    level = 95 if math.isnan(level) else level
    kind = own if isinstance(own, str) else measure.split("+")[0]
    return effect_from_interval(
        number(row["estimate"]), row["ci_low"], row["ci_high"], kind, level, label
    )


def _given(table, labels):
    if not {"vi", "sei"} & set(table.columns):
        raise ValueError("With yi a variance vi or a standard error sei is needed.")
    yi = table["yi"].to_numpy(float)
    vi = table["vi"].to_numpy(float) if "vi" in table else table["sei"].to_numpy(float) ** 2
    for y, v, label in zip(yi, vi, labels, strict=True):
        if not math.isfinite(y):
            raise ValueError(f"{at(label)}the estimate yi is missing.")
        if not (v > 0 and math.isfinite(v)):
            raise ValueError(f"{at(label)}the variance must be above 0; got {v}.")
    return yi, vi
