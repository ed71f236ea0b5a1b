"""The lessons keep to every rule."""

import pytest

from course_utils.classroom.lint import lint, sentence, unknown_lessons
from course_utils.classroom.notebooks import lesson_paths

LESSONS = lesson_paths()


def test_the_first_lessons_are_found():
    assert {"00_start_here", "01_living_bone"} <= {path.stem for path in LESSONS}


def test_every_exception_belongs_to_a_lesson():
    assert unknown_lessons(LESSONS) == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_keeps_to_the_rules(path):
    problems = [sentence(path, problem) for problem in lint(path)]
    assert not problems, "\n".join(problems)
