"""TEACHING.md: minutes and clicker questions of one lesson."""

import tiny_lesson

from course_utils.classroom.slides.teaching import read_teaching


def test_only_the_part_of_the_lesson_is_read():
    teaching = read_teaching(tiny_lesson.TEACHING, "01")
    assert [section.minutes for section in teaching.sections] == [3, 0, 12, 3]
    assert [section.clickers for section in teaching.sections] == [[], [], [2], []]
    assert teaching.mistakes[0] == "The level of the bathtub copies the drain and forgets the tap."
    assert teaching.exit_answer == "More digging, or less filling."
    assert teaching.shorter.endswith("cut nothing.")


def test_a_clicker_question_can_open_its_section():
    text = tiny_lesson.TEACHING.replace("with clicker 2", "with clicker 2 asked first")
    section = read_teaching(text, "01").sections[2]
    assert (section.clickers, section.asked_first) == ([2], [2])
    assert read_teaching(tiny_lesson.TEACHING, "01").sections[2].asked_first == []


def test_clicker_questions_come_apart():
    second = read_teaching(tiny_lesson.TEACHING, "01").clickers[2]
    assert second.asked.prompt == "Two drugs. A is left of B. Which is it?"
    assert second.asked.options == {"A": "A", "B": "B and A", "C": "none"}
    assert (second.key.letter, second.key.spread) == ("A", (20, 30, 50))
    assert second.follow_up == "Which way? Then draw it."


def test_a_lesson_that_is_not_there_has_no_sections():
    assert read_teaching(tiny_lesson.TEACHING, "09").sections == []
