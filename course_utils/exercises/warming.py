"""``warmup``: three ungraded questions from earlier lessons, answers folded away."""

from __future__ import annotations

from course_utils.exercises import registry
from course_utils.exercises.cards import Card, Folded, Note, Text


def warmup(lesson):
    """Show the warm-up questions of a lesson.

    Parameters
    ----------
    lesson : str
        Such as "L01".
    """
    try:
        questions = registry.get_warmup(lesson)
    except registry.UnknownId as error:
        return Note(Card("Warm-up", "no questions", "odd", (Text(str(error)),)))
    start = Text("Answer each from memory, then open it. Nothing is graded or stored.")
    blocks = (Folded(question.ask, _answer(question)) for question in questions)
    return Note(
        Card(f"Warm-up · {lesson}", f"{len(questions)} questions", "info", (start, *blocks))
    )


def _answer(question):
    return question.answer() if callable(question.answer) else question.answer
