"""What a person marks in a lesson: its points, and the words to mark by.

>>> from course_utils.exercises.marking import audit_items
>>> sum(item.points for item in audit_items())
40

A machine marks the exercises. A verdict on a claim, a repaired sentence, an exit question and
the capstone's audit need a reader; each is one item with a rubric both sides can see.
"""

from __future__ import annotations

from typing import NamedTuple

CLAIM_POINTS, ANSWER_POINTS = 1, 1
CLAIM_RUBRIC = (
    f"Marked by a person, {CLAIM_POINTS} point: a verdict on the scale, a confidence, and a reason",
    "that names evidence. Half of it if no evidence is named. Agreeing is not asked for.",
)
REPAIR_RUBRIC = (
    f"marked by a person, {ANSWER_POINTS} point: true as it stands, and it says in whom, compared "
    "with what and over how long; half of it if one of these is missing"
)
EXIT_RUBRIC = (
    f"marked by a person, {ANSWER_POINTS} point: answers the question in your own words and uses "
    "an idea of this lesson by name; half of it if only one of the two"
)


class Item(NamedTuple):
    """One thing a person marks: its key, points, heading, levels and the marker's question."""

    key: str
    points: int
    title: str
    levels: tuple[str, ...]
    ask: str


def course_verdict(register_id):
    """The course's own verdict on a claim, line by line; for those who mark.

    Parameters
    ----------
    register_id : str
        Id of the claim, such as ``"C-S3-06"``.

    Returns
    -------
    list of str

    Raises
    ------
    ValueError
        If the register has no such claim.
    """
    # Opens the tables of claims, so it waits until a verdict is asked for.
    from course_utils.evidence.claims import reference_verdict

    return [f"{heading}: {words}" for heading, words in reference_verdict(register_id).lines]


def audit_items():
    """The capstone's audit, one item per criterion of its rubric.

    Returns
    -------
    list of Item
    """
    from course_utils.exercises.rubric import RUBRIC

    return [Item(line.key, line.points[0], line.name, _levels(line), line.ask) for line in RUBRIC]


def _levels(criterion):
    pairs = zip(criterion.points, criterion.words, strict=True)
    return tuple(f"{points}: {words}" for points, words in pairs)
