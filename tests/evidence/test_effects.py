"""Sizes of effects: known values, identities, and refusals in words."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_utils.evidence.effects import (
    difference_sentence,
    percentage_points,
    relative_change_percent,
)

percents = st.floats(0, 100, allow_nan=False)
OUTSIDE = [-0.1, 100.1, float("nan"), float("inf"), "many", None, [18]]


def test_hot_flashes_18_to_25_percent():
    assert percentage_points(18, 25) == 7
    assert relative_change_percent(18, 25) == pytest.approx(38.89, abs=0.005)


@pytest.mark.parametrize(
    ("before", "after", "out_of", "sentence"),
    [
        (18, 25, 100, "7 more of 100; +7 percentage points; +39 % relative"),
        (18, 25, 1000, "70 more of 1,000; +7 percentage points; +39 % relative"),
        (1, 2, 100, "1 more of 100; +1 percentage point; +100 % relative"),
        (2, 1, 100, "1 fewer of 100; −1 percentage point; −50 % relative"),
        (18, 18, 100, "no difference of 100; 0 percentage points; 0 % relative"),
        (18.3, 24.6, 1000, "63 more of 1,000; +6.3 percentage points; +34 % relative"),
    ],
)
def test_the_sentence(before, after, out_of, sentence):
    assert difference_sentence(before, after, out_of) == sentence


@pytest.mark.parametrize("after", [0, 3])
def test_nothing_to_divide_by(after):
    assert math.isnan(relative_change_percent(0, after))
    assert difference_sentence(0, after).endswith("relative change undefined: nothing to divide by")


@settings(deadline=None)
@given(percents, percents)
def test_points_turn_around_with_the_order(before, after):
    assert percentage_points(before, after) == -percentage_points(after, before)
    assert -100 <= percentage_points(before, after) <= 100


@settings(deadline=None)
@given(st.floats(0.001, 100), percents)
def test_relative_change_leads_back_to_the_second_value(before, after):
    change = relative_change_percent(before, after)
    assert before * (1 + change / 100) == pytest.approx(after, abs=1e-9)
    assert change >= -100 - 1e-9  # rounding


@settings(deadline=None)
@given(st.floats(0.01, 50), st.floats(0.01, 50), st.floats(0.1, 2))
def test_relative_change_does_not_depend_on_the_scale(before, after, factor):
    small = relative_change_percent(before, after)
    assert relative_change_percent(before * factor, after * factor) == pytest.approx(small)


@settings(deadline=None)
@given(percents, percents, st.sampled_from([1, 100, 1000, 10_000]))
def test_the_words_agree_with_the_direction(before, after, out_of):
    assume(abs(after - before) > 1e-6)
    sentence = difference_sentence(before, after, out_of)
    assert (" more of " in sentence) == (after > before)
    assert (" fewer of " in sentence) == (after < before)
    assert sentence.count(";") == 2
    assert "nan" not in sentence and "inf" not in sentence


@pytest.mark.parametrize("wrong", OUTSIDE, ids=repr)
def test_a_value_that_is_no_percentage_is_refused_in_words(wrong):
    for act in (percentage_points, relative_change_percent, difference_sentence):
        for pair in ((wrong, 18), (18, wrong)):
            with pytest.raises(ValueError, match="between 0 and 100; got"):
                act(*pair)


@pytest.mark.parametrize("wrong", [0, -5, 2.5, "ten", None, float("inf"), float("nan")], ids=repr)
def test_a_count_that_is_no_number_of_people_is_refused_in_words(wrong):
    with pytest.raises(ValueError, match="whole number of people"):
        difference_sentence(18, 25, wrong)
