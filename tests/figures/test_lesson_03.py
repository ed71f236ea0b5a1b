"""Figures of lesson 03 against the tables they draw and the published changes."""

import numpy as np
import pandas as pd
import pytest

from course_utils.figures import lesson_03 as draw
from course_utils.figures.lesson_03_data import mean_rate
from course_utils.physiology.bone import bone_mass
from tests.figures.lesson_03_gallery import (
    ARMS,
    DECADE,
    DIFFERENCES,
    SPANS,
    TEN_YEARS,
    menopause,
    starts,
    steady,
    stop,
    three_arms,
)


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_signal_stands_above_flows_above_stock_on_one_time_axis():
    table = bone_mass(DECADE)
    signal, flows, stock = draw.signal_flows_stock(table).figure.axes
    assert signal.get_xlim() == flows.get_xlim() == stock.get_xlim()
    tops = [ax.get_position().y0 for ax in (signal, flows, stock)]
    assert tops == sorted(tops, reverse=True)
    assert np.array_equal(stock.lines[0].get_ydata(), table["bone_mass_percent"])
    assert np.array_equal(signal.lines[0].get_ydata(), table["estrogen_signal"])


def test_the_fastest_loss_is_that_of_the_blueprint():
    """−2.62 % per year at 2.88 years in the specification, on a coarser solver."""
    described = draw.signal_flows_stock(bone_mass(DECADE))
    assert "fastest: −2.6 % per year in year 2.9" in _texts(described)


def test_a_straight_fall_is_told_with_its_own_slope():
    years = np.linspace(0, 10, 101)
    table = pd.DataFrame(
        {
            "estrogen_signal": 1.0,
            "resorption_percent_per_year": 9.0,
            "formation_percent_per_year": 8.0,
            "bone_mass_percent": 100 - years,
        },
        index=years,
    )
    assert "1.0 % of year 0 per year, and 90.0 %" in draw.signal_flows_stock(table).summary


def test_a_prediction_is_drawn_dashed():
    described = draw.signal_flows_stock(bone_mass(DECADE), predicted=[100, 90])
    stock = described.figure.axes[2]
    dashed = next(line for line in stock.lines if line.get_linestyle() == "--")
    assert np.interp(5, dashed.get_xdata(), dashed.get_ydata()) == pytest.approx(95)
    assert "your prediction dashed" in described.alt


def test_courses_end_at_the_values_of_the_specification():
    """Bone in year 20 by start of therapy: 98.9, 98.2 and 96.5 %, untreated 86.9 %."""
    told = starts().summary
    for end in ("98.9 % (from year 3)", "98.2 % (from year 5)", "96.5 % (from year 10)"):
        assert end in told
    assert "86.9 % (never)" in told


def test_stopping_returns_near_the_untreated_course():
    assert "88.0 % (stopped in year 10)" in stop().summary
    assert "hormone therapy" in _texts(stop())


def test_courses_that_look_alike_get_different_dashes():
    lines = [line for line in starts().figure.axes[0].lines if len(line.get_xdata()) > 2]
    assert len({str(line._unscaled_dash_pattern) for line in lines}) == len(lines)


def test_a_steady_loss_is_read_back_as_its_rate():
    """exp(−1.3 % · t) loses 1.3 % of the current bone per year at every age."""
    described = draw.women_over({"steady": steady(-1.3)}, SPANS, TEN_YEARS)
    rate = described.figure.axes[0].lines
    curve = next(line for line in rate if len(line.get_xdata()) > 100)
    assert np.allclose(curve.get_ydata(), -1.3, atol=1e-6)
    assert mean_rate(steady(-1.3), 0, 10) == pytest.approx(100 * (np.exp(-0.091) - 1) / 10)


def test_marks_of_the_cohorts_span_their_years():
    above = draw.women_over({"model": menopause()}, SPANS, TEN_YEARS).figure.axes[0]
    spans = [c.lines[2][0].get_segments()[0] for c in above.containers]
    assert [(s[0][0], s[1][0], s[0][1]) for s in spans] == [
        (-1, 2, -2.46),
        (-2, 0, -1.7),
        (0, 2, -3.3),
        (2, 7, -1.1),
    ]


def test_the_teaching_model_loses_too_little_around_the_final_period():
    """SWAN −7.38 % in three years; the blueprint's table gives 96.5 of 100."""
    assert 3 * mean_rate(menopause(), -1, 2) == pytest.approx(-3.5, abs=0.1)
    described = draw.women_over({"teaching\nmodel": menopause()}, SPANS, TEN_YEARS)
    assert "SWAN measured −10.6 %" in described.summary


def test_trial_marks_are_means_with_95_percent_intervals():
    ax = draw.trials_over({"teaching model": three_arms()}, ARMS).figure.axes[0]
    low, high = ax.containers[0].lines[2][0].get_segments()[0][:, 1]
    assert (low, high) == pytest.approx((-1.32 - 1.96 * 0.22, -1.32 + 1.96 * 0.22), abs=1e-4)


def test_a_mean_without_interval_is_named_and_said_so():
    described = draw.trials_over({"teaching model": three_arms()}, ARMS)
    written = _texts(described)
    assert written.count("PEPI") == 2
    assert any("marks without: PEPI 1996, none printed" in text for text in written)


def test_both_models_stand_beside_each_other_on_one_scale():
    figure = draw.trials_over({"A": three_arms(), "B": three_arms()}, ARMS).figure
    assert figure.axes[0].get_ylim() == figure.axes[1].get_ylim()


def test_differences_count_the_models_inside_the_intervals():
    told = draw.trial_differences(DIFFERENCES).summary
    assert told == (
        "Of 3 intervals from trials the teaching model falls inside 2 and the full chain inside 1."
    )
