"""Figures of lesson 07 against the algebra and the published arms."""

import numpy as np
import pytest

from course_utils.figures import lesson_07 as draw
from tests.figures.lesson_07_gallery import LESSON_07, LEVELS, pairs


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_one_arrow_goes_up_and_one_down():
    described = LESSON_07["two answers"]()
    assert {"Ana 0.45 → 0.63", "Priya 1.00 → 0.80"} <= set(_texts(described))


def test_all_doses_meet_where_the_algebra_says():
    described = LESSON_07["dose family"]()
    assert "E2* = 10.5 pg/mL" in _texts(described)
    curves = [line for line in described.figure.axes[0].lines if len(line.get_xdata()) == 61]
    at_turn = [np.interp(10.5, line.get_xdata(), line.get_ydata()) for line in curves]
    assert len(curves) == 5
    assert np.ptp(at_turn) < 0.005


def test_every_pair_of_arms_is_marked_and_named():
    described, rows = LESSON_07["trials on the curve"](), pairs()
    ax = described.figure.axes[0]
    drawn = sorted(bar.lines[0].get_ydata()[0] for bar in ax.containers)
    assert drawn == pytest.approx(sorted(rows["per_year"]))
    named = " ".join(_texts(described))
    assert all(study in named for study in rows.index)
    assert "6, all at low estradiol" in described.summary


def test_only_printed_spreads_become_intervals():
    rows = pairs()
    printed = rows.index[rows["se"].notna()]
    assert list(printed) == ["Johnston 2000", "Smith 2004, hip", "Smith 2004, spine"]
    bars = LESSON_07["trials on the curve"]().figure.axes[0].containers
    assert sum(bar.has_yerr for bar in bars) == 3


def test_arms_keep_models_and_trials_apart():
    described = LESSON_07["arms and models"]()
    ax = described.figure.axes[0]
    assert len(ax.containers) == 12
    assert {"teaching model", "full chain", "trial, hollow: no interval"} <= set(_texts(described))
    assert "11 of 12 arms" in described.summary


def test_two_receptors_keep_their_own_turns():
    described = LESSON_07["two receptors"]()
    left, right = ([t.get_text() for t in ax.texts] for ax in described.figure.axes)
    assert {"10.5", "13.0"} <= set(left) and {"12.6", "18.9"} <= set(right)
    assert not {"10.5", "13.0"} & set(right)


def test_the_floor_lies_above_the_anastrozole_arm():
    assert "loses 15.1 %" in LESSON_07["floor"]().summary
    assert "−17.3 %" in LESSON_07["floor"]().summary


def test_men_turn_later_than_both_models():
    described = LESSON_07["men"]()
    assert {"teaching 13.0", "full receptor 18.9", "22, Doran 2001"} <= set(_texts(described))


def test_a_person_with_more_signal_than_the_drug_gives_is_pulled_down():
    flat = np.full(LEVELS.shape, 0.5)
    described = draw.two_answers(LEVELS, np.linspace(0, 1, 61), flat, {"Eve": 150})
    assert "0.50" in described.summary
