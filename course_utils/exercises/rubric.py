"""The rubric of the capstone: what a machine can check of an audit, and what a person marks.

>>> from course_utils.exercises.rubric import check_audit
>>> check_audit({})
Claim audit [not started yet]
...

A machine finds out if a row exists; it cannot find out if it is the right row. So each
criterion gets a ceiling, the most points its visible parts allow, and a question for a person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from course_utils.exercises import progress, session
from course_utils.exercises.audit_checks import FIELDS, Finding, findings, unknown_fields
from course_utils.exercises.cards import Card, Note, Text
from course_utils.exercises.reading import in_words

KIND, ITEM = "audit", "L17.AUDIT"
LEVELS = ("excellent", "good", "developing", "missing")


@dataclass(frozen=True)
class Criterion:
    """One line of the rubric: points and words of its four levels, and the person's question."""

    key: str
    name: str
    points: tuple[int, int, int, int]
    words: tuple[str, str, str, str]
    ask: str


RUBRIC = (
    Criterion(
        "question",
        "question and endpoint",
        (6, 4, 2, 0),
        ("testable; people, comparator, endpoint and time named", "one of them missing", "vague",
         "none"),
        "Could a study answer this sentence with yes or no?",
    ),
    Criterion(
        "model",
        "use of the model",
        (6, 4, 2, 0),
        ("two changed settings, numbers told as the model's, its limits stated",
         "one changed setting", "one run only", "none"),
        "Are the model's numbers told as the model's, with what it leaves out?",
    ),
    Criterion(
        "evidence",
        "evidence",
        (8, 6, 3, 0),
        ("absolute numbers, an interval, two independent sources opened", "one of them missing",
         "relative numbers only", "none"),
        "Do the rows bear on this claim, in people like these, on this endpoint?",
    ),
    Criterion(
        "bias",
        "bias and transport",
        (6, 4, 2, 0),
        ("each with its direction", "listed, without direction", "generic", "none"),
        "Would this bias push the number the way the text says?",
    ),
    Criterion(
        "verdict",
        "verdict and repair",
        (6, 4, 2, 0),
        ("as strong as the evidence, and the repaired sentence is true", "slightly too strong",
         "does not fit the evidence", "none"),
        "Is the repaired sentence true as it stands?",
    ),
    Criterion(
        "communication",
        "card for a person",
        (5, 4, 2, 0),
        ("at most 150 words, counts of people, no jargon, no advice", "a little jargon", "dense",
         "none"),
        "Read it aloud to somebody of 13. Where did they stop you?",
    ),
    Criterion(
        "reproducibility",
        "reproducibility",
        (3, 2, 1, 0),
        ("restarts and runs, seed shown, units named", "one slip", "needs mending", "none"),
        "Restart the kernel and run all: do the same numbers come out?",
    ),
)  # fmt: skip
TOTAL = sum(criterion.points[0] for criterion in RUBRIC)


def rubric():
    """The rubric as a table.

    Returns
    -------
    DataFrame
        One row per criterion, one column per level, each with its points.
    """
    import pandas as pd

    rows = {
        line.name: [f"{p}: {w}" for p, w in zip(line.points, line.words, strict=True)]
        for line in RUBRIC
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=LEVELS)
    return table.rename_axis(f"criterion ({TOTAL} points)")


def blank_audit():
    """An audit with nothing filled in: field → what belongs there, as an empty value."""
    return {name: list(empty) if empty == [] else empty for name, empty in FIELDS.items()}


def check_audit(audit=None, *, example=False):
    """Say what a machine can of an audit, and keep a copy of it.

    Parameters
    ----------
    audit : dict
        The fields of `blank_audit()`. Anything may be missing.
    example : bool
        An audit worked out by the course: read the same way, kept nowhere.

    Returns
    -------
    Note
        A card: per criterion what was found, what is missing, the most points this allows, and
        what a person marks. Nothing is raised, and nothing you wrote is changed or lost.
    """
    if audit is None or audit is ...:
        return _note("not started yet", "open", [_HOW])
    if not isinstance(audit, dict):
        return _note("could not read", "odd", [f"I got {in_words(audit)}; {_HOW}"])
    if not _filled(audit):
        return _note("not started yet", "open", [_HOW])
    kept = "" if example else _keep(audit)
    seen = judged(audit)
    most = sum(ceiling(criterion, found) for criterion, found in seen)
    lines = [_line(criterion, found) for criterion, found in seen]
    words = [*unknown_fields(audit), *lines, _CLOSING, kept]
    return _note(f"at most {most} of {TOTAL}, before a person reads it", "info", words)


def mark_sheet(audit):
    """For whoever marks: one row per criterion with the ceiling and the open question.

    Parameters
    ----------
    audit : dict

    Returns
    -------
    DataFrame
        Index ``criterion``; columns ``points``, ``at_most``, ``missing``, ``a_person_marks``.
    """
    import pandas as pd

    rows = [
        (c.name, c.points[0], ceiling(c, f), "; ".join(x.words for x in f if not x.there), c.ask)
        for c, f in judged(audit)
    ]
    columns = ["criterion", "points", "at_most", "missing", "a_person_marks"]
    return pd.DataFrame(rows, columns=columns).set_index("criterion")


def judged(audit):
    """Each criterion with what the machine found: list of (Criterion, list of Finding)."""
    return [(criterion, findings(criterion.key, audit)) for criterion in RUBRIC]


def ceiling(criterion, found):
    """The most points a person can still give: one level down for each part that is missing."""
    missing = sum(not one.there for one in found)
    if not any(one.there for one in found):
        return criterion.points[-1]
    return criterion.points[min(missing, 2)]


def last_audit():
    """The audit checked last, as it was; empty if none is on record."""
    if KIND in _kept:
        return dict(_kept[KIND])
    try:
        events = [
            event
            for event in progress.records()
            if event["kind"] == KIND and event["item"] == progress.named(ITEM)
        ]
    except progress.ProgressError:
        return {}
    return json.loads(events[-1]["detail"]).get("audit", {}) if events else {}


_kept: dict = {}  # what this kernel checked last, where no progress is kept
_HOW = "Fill in the fields, as few as you like, and run the cell again: it reads what is there."
_CLOSING = (
    "The machine cannot tell if a row is the right one or a sentence true: a person marks that."
)


def _filled(audit):
    return any(value not in ("", None, ..., [], {}, ()) for value in map(_plain, audit.values()))


def _plain(value):
    return value if isinstance(value, (str, int, float, list, tuple, dict)) else value and "there"


def _keep(audit):
    copied = {str(name): value for name, value in audit.items()}
    _kept[KIND] = copied
    session.tried.add(ITEM)
    safe = json.loads(json.dumps(copied, default=str, ensure_ascii=False))
    trouble = progress.record(ITEM, "checked", kind=KIND, detail={"audit": safe})
    return trouble or "A copy is kept; `last_audit()` brings it back."


def _line(criterion, found):
    there = [one.words for one in found if one.there]
    missing = [one.words for one in found if not one.there]
    parts = [f"`{criterion.name}` at most {ceiling(criterion, found)} of {criterion.points[0]}."]
    parts += [f"Found: {'; '.join(there)}."] if there else []
    parts += [f"Missing: {'; '.join(missing)}."] if missing else []
    return " ".join([*parts, f"A person asks: {criterion.ask}"])


def _note(status, tone, words):
    return Note(Card("Claim audit", status, tone, tuple(Text(w) for w in words if w)))


__all__ = [
    "RUBRIC",
    "TOTAL",
    "Criterion",
    "Finding",
    "blank_audit",
    "ceiling",
    "check_audit",
    "judged",
    "last_audit",
    "mark_sheet",
    "rubric",
]
