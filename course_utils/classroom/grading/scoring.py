"""Score an executed notebook in a process that no student's code ran in.

The values come from `handover`, the key from the registry of exercises. What a notebook
prints, and what it claims about its own points, is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from course_utils.classroom.grading.handover import NotPlain, handed_over, rebuilt
from course_utils.classroom.grading.sandbox import Executed
from course_utils.exercises import registry
from course_utils.exercises.checking import (
    CORRECT,
    COULD_NOT_READ,
    NOT_ATTEMPTED,
    PARTLY,
    judge,
)
from course_utils.exercises.declarations import Exercise


@dataclass(frozen=True)
class Scored:
    """What one exercise earned: points of how many, the status of `check`, one sentence."""

    id: str
    points: float
    max_points: float
    words: str
    status: str = NOT_ATTEMPTED


def score(
    executed: Executed, exercise_ids: Iterable[str], variant: int | None = None
) -> list[Scored]:
    """Points for every exercise of a list.

    Parameters
    ----------
    executed : Executed
        From `course_utils.classroom.grading.sandbox.run_submission`.
    exercise_ids : iterable of str
    variant : int, optional
        The class set; the standard edition if left out.

    Returns
    -------
    list of Scored
        One per id, in order. Nothing in the notebook makes this function raise.
    """
    ids = list(exercise_ids)
    answers = handed_over(executed.notebook, ids)
    return [_scored(id, answers, variant or 0) for id in ids]


def _scored(id: str, answers: dict[str, Any], variant: int) -> Scored:
    try:
        exercise = registry.get(id, variant)
    except registry.UnknownId as problem:
        return Scored(id, 0.0, 0.0, str(problem), COULD_NOT_READ)
    if id not in answers:
        words = "Nothing was handed over: its check did not run, or was not there."
        return Scored(id, 0.0, exercise.points, words)
    return _judged(exercise, id, answers[id])


def _judged(exercise: Exercise, id: str, answer: Any) -> Scored:
    try:
        value = rebuilt(answer)
    except NotPlain as problem:
        words = f"What was handed over cannot be an answer. {problem}"
        return Scored(id, 0.0, exercise.points, words, COULD_NOT_READ)
    verdict = judge(exercise, value)
    earned = {CORRECT: exercise.points, PARTLY: exercise.points / 2}.get(verdict.status, 0.0)
    return Scored(id, earned, exercise.points, verdict.message, verdict.status)
