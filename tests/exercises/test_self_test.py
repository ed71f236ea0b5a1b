"""The self-test: every question, every option, with its reason; the panel to its end."""

import pytest

from course_utils.datasets import quiz_bank
from course_utils.exercises import live, self_test
from course_utils.exercises.self_test import questions, verdict
from course_utils.exercises.self_test_panel import Panel

BANK = quiz_bank()


@pytest.mark.parametrize("item", BANK, ids=[item["id"] for item in BANK])
@pytest.mark.parametrize("letter", "ABCD")
def test_every_option_gets_a_word_and_all_four_reasons(item, letter):
    word, lines = verdict(item, letter)
    assert word == ("right" if letter == item["key"] else f"the answer is {item['key']}")
    assert lines[0].startswith(letter)
    for reason in item["why"].values():
        assert any(reason in line for line in lines)


@pytest.mark.parametrize("written", ["L07", "07", "7", 7, " l7 "])
def test_a_lesson_is_found_however_it_is_written(written):
    assert {item["lesson"] for item in questions(written)} == {"07"}


@pytest.mark.parametrize("wrong", ["L17", "L00", "seven", -1, 3.5, object()])
def test_a_lesson_without_questions_is_named_in_words(wrong):
    assert "covers L01 to L16" in repr(self_test(wrong))


def test_the_card_folds_every_answer():
    text = repr(self_test())
    assert text.count("Answer and reasons") == len(BANK)
    assert all(item["stem"] in text for item in BANK)


def answer_all(panel, choose):
    for place, item in enumerate(panel.items):
        assert panel.place == place
        panel.options.value = choose(item)
        panel.check.click()
        panel.next.click()


def test_the_panel_counts_right_answers_and_starts_again():
    panel = Panel(questions("L01"))
    answer_all(panel, lambda item: item["key"])
    assert "4 of 4 right" in panel.message.value
    panel.next.click()
    answer_all(panel, lambda item: "A" if item["key"] != "A" else "B")
    assert "0 of 4 right" in panel.message.value


def test_an_answer_counts_once_and_none_is_asked_for():
    panel = Panel(questions("L01"))
    panel.check.click()
    assert "Choose one of the options first" in panel.message.value
    panel.options.value = panel.item["key"]
    panel.check.click()
    assert panel.check.disabled and panel.options.disabled
    assert panel.right == 1


def test_questions_may_be_skipped_to_the_end():
    panel = Panel(questions("L01"))
    for _ in panel.items:
        panel.next.click()
    assert "0 of 4 right" in panel.message.value


def test_a_notebook_gets_the_panel_and_the_card(monkeypatch):
    card = self_test("L05")
    monkeypatch.setattr(live, "_in_notebook", lambda: True)
    bundle = card._repr_mimebundle_()
    assert bundle[live.WIDGET_TYPE]["model_id"] == card.panel().model_id
    assert "Answer and reasons" in bundle["text/html"]
