"""Rows of the evidence tables that an audit names: found, too many, or not there."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from course_utils.datasets import load
from course_utils.exercises.reading import in_words

TABLES = (
    "bmd_outcomes", "fracture_outcomes", "safety_outcomes", "hormone_outcomes", "turnover_markers",
    "meta_analyses", "associations", "case_reports", "pharmacokinetics", "tissue_activity",
)  # fmt: skip
MOST_ROWS = 4
SPREAD = ("ci_low", "se", "sd", "iqr_low")
RECALLED = "recalled_unverified"


class Found(NamedTuple):
    """What one entry of the evidence leads to."""

    rows: object
    studies: frozenset
    has_interval: bool
    problem: str


def look_up(entry):
    """The rows one entry names.

    Parameters
    ----------
    entry : pair
        (table, {column: value, …}), such as
        ``("bmd_outcomes", {"trial_id": "RLX_PREV_3Y", "arm": "placebo"})``.

    Returns
    -------
    Found
        ``problem`` is one clause, or "" if the entry names one to four checked rows.
    """
    table, wanted, problem = _parts(entry)
    if problem:
        return _nothing(problem)
    rows = load(table, include_unverified=True)
    for column, value in wanted.items():
        if column not in rows:
            return _nothing(f"{table} has no column {column!r}{_near(column, rows.columns)}")
        left = rows[[_same(cell, value) for cell in rows[column]]]
        if left.empty:
            return _nothing(
                f"{table} has no row with {column} {value!r}{_near(value, rows[column])}"
            )
        rows = left
    return _judged(table, rows)


def _parts(entry):
    if not (isinstance(entry, (list, tuple)) and len(entry) == 2 and isinstance(entry[1], dict)):
        told = f"an entry of the evidence is {in_words(entry)}, not a pair (table, conditions)"
        return "", {}, told
    table, wanted = entry
    if table not in TABLES:
        return "", {}, f"no table of evidence is called {table!r}{_near(table, TABLES)}"
    if not wanted:
        return "", {}, f"the entry for {table} names no row"
    return table, wanted, ""


def _judged(table, rows):
    if len(rows) > MOST_ROWS:
        more = "add an arm, an outcome or a time"
        return _nothing(f"the entry for {table} fits {len(rows)} rows; {more}")
    if "verification" in rows and (rows["verification"] == RECALLED).all():
        return _nothing(f"that row of {table} is recalled and was never checked")
    key = "trial_id" if "trial_id" in rows else "citation_key"
    studies = frozenset(str(name) for name in rows[key].dropna())
    spread = any(rows[column].notna().any() for column in SPREAD if column in rows)
    return Found(rows, studies, spread, "")


def _nothing(problem):
    return Found(None, frozenset(), False, problem)


def _same(cell, value):
    if isinstance(value, str):
        return str(cell).casefold() == value.strip().casefold()
    try:
        return abs(float(cell) - float(value)) < 1e-9
    except (TypeError, ValueError):
        return False


def _near(word, known):
    names = sorted({str(name) for name in known if isinstance(name, str)})
    close = get_close_matches(str(word), names, n=2, cutoff=0.5)
    return f"; near it: {', '.join(close)}" if close else ""
