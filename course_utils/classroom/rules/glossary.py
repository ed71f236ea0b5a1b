"""Rules about the words of a lesson: every mark names a term, and the table is up to date."""

from collections.abc import Iterator

from course_utils.classroom import CourseError, words
from course_utils.classroom.rules.lesson import Lesson, Problem


def check(lesson: Lesson) -> Iterator[Problem]:
    """Every fault in the marks of a lesson and in its table of words."""
    try:
        filled = words.fill(lesson.notebook)
    except CourseError as problem:
        yield Problem(None, "words", str(problem))
        return
    if [cell.source for cell in filled.cells] != [cell.source for cell in lesson.notebook.cells]:
        told = "The links to words and their table are not up to date: `make lessons`."
        yield Problem(None, "words", told)
    for use, number in words.used_before(lesson.notebook):
        told = f"{use.label!r} stands here before its link in cell {use.cell + 1}; link it here."
        yield Problem(number + 1, "words", told)
