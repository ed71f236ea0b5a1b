"""Predictions: lock by button or by text, stay locked, reveal beside what happened."""

import pytest

from course_utils.exercises import (
    live,
    predict,
    predicted_curve,
    prediction,
    progress,
    reveal,
    session,
)


def test_nothing_is_locked_at_first():
    assert prediction("L00.P1") is None
    assert "predict(" in repr(predict("L00.P1"))
    assert "17 nmol/L" in repr(predict("L00.P1"))


def test_a_letter_is_locked_without_a_widget():
    card = predict("L00.P1", "b")
    assert card.choice == prediction("L00.P1") == "B"
    assert "B is locked" in repr(card)


def test_a_second_choice_is_refused_in_words():
    predict("L00.P1", "A")
    card = predict("L00.P1", "B")
    assert prediction("L00.P1") == "A"
    assert "A is locked and stays" in repr(card)
    assert "reset=True" in repr(card)


def test_the_same_choice_again_changes_nothing():
    predict("L00.P1", "A")
    assert "A is locked. Go on" in repr(predict("L00.P1", "A"))


def test_a_reset_opens_it_again(store):
    predict("L00.P1", "A")
    assert predict("L00.P1", reset=True).choice is None
    assert predict("L00.P1", "B").choice == "B"


@pytest.mark.parametrize("choice", ["Z", 3, object(), "x" * 10**6])
def test_a_choice_off_the_list_is_refused_in_words(choice):
    card = predict("L00.P1", choice)
    assert prediction("L00.P1") is None
    assert "A, B, C" in repr(card)


def test_the_lock_outlives_the_kernel(store):
    predict("L01.P2", "A")
    session.forget()
    assert prediction("L01.P2") == "A"
    assert "A is locked and stays" in repr(predict("L01.P2", "C"))


def test_of_two_notebooks_the_first_lock_holds(store):
    progress.lock_prediction("L01.P2", "C")
    session.forget()
    predict("L01.P2", "A")
    assert prediction("L01.P2") == "C"


def test_a_reveal_compares():
    predict("L01.P1", "A")
    shown = repr(reveal("L01.P1"))
    assert "not what you predicted" in shown
    assert "You predicted A: It sinks while the drain runs fast and climbs back" in shown
    assert "What happened: C. The level sinks from 100 to 84 %" in shown
    assert "Why: A level answers" in shown


def test_a_reveal_agrees():
    predict("L01.P2", "B")
    assert "as you predicted" in repr(reveal("L01.P2"))


def test_a_reveal_without_a_lock_still_explains():
    shown = repr(reveal("L01.P3"))
    assert "You had not locked a prediction" in shown
    assert "Why: About 14 % is dug in all" in shown


def test_unknown_ids_are_answered_in_words():
    assert prediction("L99.P1") is None
    for call in (predict, reveal):
        assert "no prediction called 'L00.P9'" in repr(call("L00.P9"))
        assert "comes first" in repr(call(3))


def test_the_panel_locks_at_the_press_of_its_button():
    card = predict("L01.P1")
    _prompt, options, button, message = card.panel().children
    button.click()
    assert "Choose one of the options first" in message.value
    options.value = "D"
    button.click()
    assert prediction("L01.P1") == "D"
    assert options.disabled
    assert button.disabled
    assert "D is locked" in message.value
    assert 'role="status"' in message.value


def test_the_panel_offers_every_option():
    options = predict("L01.P3").panel().children[1]
    assert [letter for _, letter in options.options] == ["A", "B", "C", "D"]
    assert options.value is None


def test_the_live_view_is_only_for_notebooks(monkeypatch):
    card = predict("L01.P1")
    assert set(card._repr_mimebundle_()) == {"text/html", "text/plain"}
    monkeypatch.setattr(live, "_in_notebook", lambda: True)
    bundle = card._repr_mimebundle_()
    assert bundle[live.WIDGET_TYPE]["model_id"] == card.panel().model_id
    predict("L01.P1", "A")
    assert live.WIDGET_TYPE not in card._repr_mimebundle_()


def test_a_broken_widget_leaves_the_card(monkeypatch):
    card = predict("L01.P1")
    monkeypatch.setattr(live, "_in_notebook", lambda: True)
    monkeypatch.setattr(card, "panel", lambda: 1 / 0)
    assert set(card._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_the_locked_sketch_comes_back_in_years_and_percent():
    assert predicted_curve("L01.P1") is None
    predict("L01.P1", "C")
    curve = predicted_curve("L01.P1")
    assert curve[0] == (0.0, 100.0)
    assert curve[-1] == (6.0, 84.0)
