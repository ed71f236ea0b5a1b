"""Controls know their limits and say no in words."""

import math

import numpy as np
import pytest

from course_utils.explorers.kit.choices import lower_first
from course_utils.explorers.kit.controls import Choice, Levels, Number, Toggle

RISK = Number("risk", "Baseline risk", "%", 0, 50, 1, 18)
SPEED = Number("speed", "Speed", "mm per day", 0.0010, 0.0024, 0.0001, 0.0017, decimals=4)
SIZE = Choice("size", "People shown", {"100": 100, "1,000": 1000}, 100)
MARKED = Toggle("marked", "Mark flows", "flows marked")


@pytest.mark.parametrize(
    ("control", "given", "kept"),
    [
        (RISK, 0, 0),
        (RISK, 50.0, 50),
        (RISK, np.int64(7), 7),
        (RISK, np.float64(7), 7),
        (SPEED, 0.0010000000000000002, 0.001),
        (SPEED, 0.0024, 0.0024),
        (SIZE, 1000, 1000),
        (SIZE, "1,000", 1000),
        (MARKED, True, True),
    ],
)
def test_accepted_values_come_back_on_their_step(control, given, kept):
    assert control.accept(given) == kept
    assert type(control.accept(given)) is type(kept)


@pytest.mark.parametrize(
    "value",
    [-1, 51, 17.5, math.nan, math.inf, -math.inf, "18", True, None, [18], 10**400, "x" * 10_000],
)
def test_a_refused_number_is_answered_in_one_short_sentence(value):
    with pytest.raises(ValueError, match="Baseline risk") as refusal:
        RISK.accept(value)
    assert str(refusal.value).endswith(".")
    assert len(str(refusal.value)) < 200


def test_a_refusal_names_both_limits_with_their_unit():
    with pytest.raises(ValueError, match=r"from 0 % to 50 %, so 51 is refused"):
        RISK.accept(51)


def test_a_value_between_two_steps_names_the_nearest():
    with pytest.raises(ValueError, match=r"steps of 0\.0001.*0\.0018 mm per day is the nearest"):
        SPEED.accept(0.00176)


@pytest.mark.parametrize(
    ("control", "typed", "value"),
    [
        (RISK, "20", 20),
        (RISK, " 20 % ", 20),
        (RISK, "2e1", 20),
        (SPEED, "0,0015", 0.0015),
        (SPEED, ",0015", 0.0015),
        (SPEED, "0.0015 mm per day", 0.0015),
    ],
)
def test_typed_numbers_are_read_with_point_or_comma(control, typed, value):
    assert control.read(typed) == value


@pytest.mark.parametrize("typed", ["", "  ", "twenty", "1;5", "0x10", "nan", "inf", "1 2", "−3"])
def test_unreadable_or_forbidden_text_is_refused_in_words(typed):
    with pytest.raises(ValueError, match=r"Baseline risk .*from 0 % to 50 %"):
        RISK.read(typed)


@pytest.mark.parametrize("value", [500, "many", None, True, 1])
def test_a_choice_lists_what_it_offers(value):
    with pytest.raises(ValueError, match="People shown is one of 100, 1000"):
        SIZE.accept(value)


@pytest.mark.parametrize("value", [1, 0, "True", None])
def test_a_toggle_takes_true_and_false_only(value):
    with pytest.raises(ValueError, match="Mark flows is True or False"):
        MARKED.accept(value)


def test_phrases_read_like_part_of_a_sentence():
    assert RISK.phrase(18) == "baseline risk 18 %"
    assert Number("x", "RANKL", "units", 0, 1, 1, 0).phrase(1) == "RANKL 1 units"
    assert SIZE.phrase(1000) == "people shown 1,000"
    assert MARKED.phrase(True) == "flows marked"
    assert MARKED.phrase(False) == ""


def test_a_number_below_zero_has_a_minus_sign():
    control = Number("change", "Change", "%", -3, 3, 1, 0)
    levels = Levels("power", "Power", "", (-0.5, 0, 0.5), 0)
    assert (control.text(-2), levels.text(-0.5)) == ("−2 %", "−0.5")
    assert control.read("-2") == control.read("−2 %") == -2
    with pytest.raises(ValueError, match="so −5 is refused"):
        control.read("-5")


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("GnRH pulses", "GnRH pulses"),
        ("RANKL blocked", "RANKL blocked"),
        ("T-score", "T-score"),
        ("Baseline risk", "baseline risk"),
        ("A drug", "a drug"),
    ],
)
def test_abbreviations_keep_their_capitals_inside_a_sentence(words, inside):
    assert lower_first(words) == inside
