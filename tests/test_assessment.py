"""Every outcome of every lesson is checked by a task, and the page that says so is current."""

import re

import pytest

from course_utils.classroom.handouts.reading import read_lesson
from course_utils.exercises import registry
from tests.assessment_page import BY_HAND, LEVELS, PAGE, cells, lessons, outcomes, page, quiz, tasks

TASKS = tasks()
every_lesson = pytest.mark.parametrize("lesson", lessons())


def of(lesson):
    return TASKS[TASKS["lesson"] == lesson]


def by_hand(lesson):
    """The tasks a person marks, as the notebook holds them."""
    shown = cells(lessons()[lesson])
    ids = {cell.id for cell in shown}
    found = [name for name in ("repair", "exit") if f"l{lesson}-{name}" in ids]
    found += ["text"] if f"l{lesson}-write" in ids else []
    found += ["audit"] if any("check_audit(" in cell.source for cell in shown) else []
    own = any(re.match(r'record_verdict\("[^"]+", verdict=None', cell.source) for cell in shown)
    return {*found, *(["claims"] if own else [])}


@every_lesson
def test_every_outcome_is_checked(lesson):
    checked = {number for numbers in of(lesson)["outcomes"] for number in numbers}
    assert checked == set(range(1, len(outcomes(lessons()[lesson])) + 1))


@every_lesson
def test_most_outcomes_are_checked_by_more_than_a_prediction(lesson):
    """A prediction is a guess before the lesson; it shows nothing learned."""
    rows = of(lesson)[~of(lesson)["task"].str.match(r"P\d")]
    checked = {number for numbers in rows["outcomes"] for number in numbers}
    assert len(checked) >= len(outcomes(lessons()[lesson])) - 2


@every_lesson
def test_every_task_of_the_lesson_is_listed_and_no_other(lesson):
    listed = set(of(lesson)["task"])
    exercises = {e.id[4:] for e in registry.all_exercises() if e.id[1:3] == lesson}
    predictions = {asked["id"][4:] for asked in read_lesson(lessons()[lesson])["predictions"]}
    assert listed == exercises | predictions | by_hand(lesson)
    assert by_hand(lesson) <= set(BY_HAND)


def test_levels_and_outcomes_are_those_of_the_quiz_bank():
    assert set(TASKS["level"]) | {item["bloom"] for item in quiz()} == set(LEVELS)
    assert set(TASKS["course_outcome"]) == {item["outcome"] for item in quiz()} | {"O10"}


def test_exercises_ask_for_more_than_recall():
    exercises = TASKS[TASKS["task"].str.match(r"E\d")]
    assert (exercises["level"] == "remember").mean() < 0.1
    assert exercises["level"].isin(["analyze", "evaluate"]).mean() > 0.25


def test_the_page_is_written_from_the_tables():
    assert PAGE.read_text(encoding="utf-8") == page()
