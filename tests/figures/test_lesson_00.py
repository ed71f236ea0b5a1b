"""Figures of lesson 00 against the numbers they draw."""

import numpy as np
import pytest

from course_utils.figures.lesson_00 import arm_words, trial_arms, two_crowds, unit_ladders
from tests.figures.gallery import JOHNSTON, NAMES


def test_crowds_count_before_they_compare():
    told = two_crowds(18, 25, NAMES, "had hot flashes", study="a trial").summary
    assert told == (
        "18 of 100 people had hot flashes with placebo and 25 of 100 with raloxifene 60 mg: "
        "7 more, a change of +7 percentage points (a trial)."
    )


def test_a_risk_that_falls_is_told_as_fewer():
    told = two_crowds(2, 1.5, NAMES, "broke a hip", population=1000).summary
    assert "20 of 1000" in told and "15 of 1000" in told
    assert "5 fewer, a change of −0.5 percentage points" in told


def test_equal_risks_make_no_difference():
    assert "no difference, a change of 0 percentage points" in (
        two_crowds(18, 18, NAMES, "had hot flashes").summary
    )


@pytest.mark.parametrize("risk", [-1, 101, float("nan")])
def test_impossible_risks_are_refused(risk):
    with pytest.raises(ValueError, match="between 0 and 100 percent"):
        two_crowds(risk, 10, NAMES, "had hot flashes")


def test_the_drawn_rings_are_the_difference():
    figure = two_crowds(18, 25, NAMES, "had hot flashes").figure
    signs = {line.get_marker(): len(line.get_xdata()) for line in figure.axes[1].lines}
    assert signs["x"] == 18
    assert signs["+"] == 7


def test_ladders_tell_both_units():
    ladder = unit_ladders({"David": 500}, {"Ana": 25})
    assert "500 ng/dL = 17.3 nmol/L" in ladder.alt
    assert "25 pg/mL = 91.8 pmol/L" in ladder.summary


def test_rungs_of_the_two_units_stand_at_the_same_amount():
    """10 nmol/L testosterone is 288.4 ng/dL (molar mass 288.4 g/mol)."""
    ax = unit_ladders({"David": 205}, {"Ana": 5}).figure.axes[0]
    places = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert places["0.3"] == pytest.approx(0.3 * 28.84, rel=1e-3)
    assert places["1000"] == 1000


def test_ladders_refuse_zero():
    with pytest.raises(ValueError, match="above zero"):
        unit_ladders({"David": 0}, {"Ana": 5})


def test_arms_are_drawn_with_their_95_percent_intervals():
    figure = trial_arms(JOHNSTON, "Johnston 2000", "spine density").figure
    ax = figure.axes[0]
    bars = [collection.get_segments()[0][:, 1] for collection in ax.collections]
    means, errors = JOHNSTON["mean_pct_change"].to_numpy(), JOHNSTON["se"].to_numpy()
    assert np.allclose([bar.mean() for bar in bars], means)
    assert np.allclose([np.ptp(bar) / 2 for bar in bars], 1.959964 * errors)


def test_arms_are_told_with_their_numbers():
    described = trial_arms(JOHNSTON, "Johnston 2000", "spine density")
    assert "placebo −1.32 % (−1.75 to −0.89)" in described.alt
    assert "raloxifene 60 mg +1.28 %" in described.summary
    assert "(Johnston 2000)" in described.summary


def test_arms_without_errors_are_refused():
    with pytest.raises(ValueError, match="no se"):
        trial_arms(JOHNSTON.drop(columns="se"), "Johnston 2000", "spine density")
    with pytest.raises(ValueError, match="no rows"):
        trial_arms(JOHNSTON.iloc[:0], "Johnston 2000", "spine density")


@pytest.mark.parametrize(
    ("arm", "words"),
    [
        ("raloxifene_60mg", "raloxifene 60 mg"),
        ("placebo", "placebo"),
        ("E2_0.5mg", "E2 0.5 mg"),
    ],
)
def test_arms_are_written_as_people_write_them(arm, words):
    assert arm_words(arm) == words
