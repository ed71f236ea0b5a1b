"""``check``: read an answer, compare it with the reference, say something useful.

It never raises, and its text never holds the reference answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from course_utils.exercises import progress, registry, session
from course_utils.exercises.cards import Card, Shown, Text
from course_utils.exercises.reading import Blank, CannotRead, type_name

RESULT_TYPE = "application/vnd.bone-course.check+json"

CORRECT, PARTLY, INCORRECT = "correct", "partly correct", "incorrect"
NOT_ATTEMPTED, COULD_NOT_READ = "not attempted", "could not read"
STATUSES = (CORRECT, PARTLY, INCORRECT, NOT_ATTEMPTED, COULD_NOT_READ)

_SHOWN = {
    CORRECT: ("good", "Correct"),
    PARTLY: ("part", "Partly correct"),
    INCORRECT: ("look", "Look again"),
    NOT_ATTEMPTED: ("open", "Not answered yet"),
    COULD_NOT_READ: ("odd", "Could not read the answer"),
}


class Verdict(NamedTuple):
    """Status, code for the record, message for the student."""

    status: str
    code: str
    message: str


@dataclass(frozen=True, repr=False)
class CheckResult(Shown):
    """What a check found.

    ``status`` is one of ``STATUSES``; ``code`` is a misconception code, the name of a slip,
    or ""; ``points`` are the points earned; ``note`` says if progress could not be kept;
    ``class_set`` is 0 in the standard edition.
    """

    exercise_id: str
    status: str
    code: str
    message: str
    points: float
    points_possible: float = 0.0
    title: str = ""
    note: str = ""
    class_set: int = 0

    def card(self):
        tone, word = _SHOWN[self.status]
        if self.status in (CORRECT, PARTLY):
            word = f"{word}, {self.points:g} of {self.points_possible:g} points"
        heading = f"{self.exercise_id} · {self.title}" if self.title else self.exercise_id
        if self.class_set:
            heading = f"{heading} · class set {self.class_set}"
        blocks = tuple(Text(words) for words in (self.message, self.note) if words)
        return Card(heading, word, tone, blocks, live=True)

    def data(self):
        """The machine-readable entry that ``course verify`` collects."""
        entry = {
            "id": self.exercise_id,
            "status": self.status,
            "code": self.code,
            "points": self.points,
        }
        return {RESULT_TYPE: entry | ({"class_set": self.class_set} if self.class_set else {})}


def check(exercise_id, answer=...):
    """Check an answer.

    Parameters
    ----------
    exercise_id : str
        Such as "L00.E1".
    answer : anything
        What you worked out; ``...`` or ``None`` means not answered yet.

    Returns
    -------
    CheckResult
        Shown as a card at the end of a cell. No answer makes this function raise.
    """
    try:
        exercise = registry.get(exercise_id, session.class_set())
    except registry.UnknownId as error:
        return CheckResult("check", COULD_NOT_READ, "unknown-id", str(error), 0.0)
    except Exception as error:
        return CheckResult("check", COULD_NOT_READ, "course-fault", _fault(error), 0.0)
    verdict = judge(exercise, answer)
    points = {CORRECT: exercise.points, PARTLY: exercise.points / 2}.get(verdict.status, 0.0)
    note = _remember(exercise.id, verdict, points)
    about = (exercise.points, exercise.title, note, exercise.class_set)
    return CheckResult(exercise.id, *verdict, points, *about)


def _remember(id, verdict, points):
    if verdict.status == NOT_ATTEMPTED or verdict.code == "course-fault":
        return ""
    session.tried.add(id)
    return progress.record(id, verdict.status, verdict.code, points)


def judge(exercise, raw):
    """The verdict on a raw answer; keeps nothing and never raises."""
    try:
        value = exercise.answer.read(raw)
    except Blank:
        return Verdict(NOT_ATTEMPTED, "", _invitation(exercise))
    except CannotRead as error:
        return _typed_words(exercise, raw) or Verdict(COULD_NOT_READ, "type", str(error))
    except BaseException as error:
        # An answer is anybody's object: measuring or converting it may run any code.
        message = f"Looking at this answer stopped with {type_name(error)}. {_wanted(exercise)}"
        return Verdict(COULD_NOT_READ, "type", message)
    try:
        return _compare(exercise, value)
    except Exception as error:
        return Verdict(COULD_NOT_READ, "course-fault", _fault(error))


def _compare(exercise, value):
    answer, key = exercise.answer, exercise.key
    if answer.accepts(value, key):
        return Verdict(CORRECT, "", exercise.right)
    right = answer.right_parts(value, key)
    status = PARTLY if right else INCORRECT
    code, message = _explain(exercise, value, key)
    praise = f"Right: {' and '.join(right)}. " if right else ""
    return Verdict(status, code, praise + message)


def _explain(exercise, value, key):
    """A planted message first, then a general slip, then the exercise's own nudge."""
    for wrong, wrong_value in zip(exercise.wrong, exercise.wrong_values, strict=True):
        fits_type = type(wrong_value) is type(value)
        if fits_type and exercise.answer.matches(value, wrong_value, key):
            return wrong.code or "planted", wrong.message
    return exercise.answer.slip(value, key) or ("other", exercise.nudge)


def _typed_words(exercise, raw):
    """A planted answer in words, such as "it grows" where a number is asked for."""
    if type(raw) is not str or len(raw) > 200:
        return None
    said = " ".join(raw.casefold().split())
    for wrong in exercise.wrong:
        if isinstance(wrong.value, str) and wrong.value.casefold() == said:
            return Verdict(INCORRECT, wrong.code or "planted", wrong.message)
    return None


def _invitation(exercise):
    return f'{_wanted(exercise)} Stuck? Try `hint("{exercise.id}")`.'


def _wanted(exercise):
    words = exercise.answer.describe()
    return f"`{exercise.signature}` should be {words}."


def _fault(error):
    return (
        f"The course could not work out its own answer here ({type_name(error)}), so yours was "
        "not judged. Typing `course doctor` in a terminal looks for the cause."
    )
