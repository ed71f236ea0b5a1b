"""Forest and funnel: numbers drawn are the numbers given, and bad rows are refused by name."""

import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Polygon, Rectangle

from course_utils.datasets import load
from course_utils.evidence.bias import answers, immortal_time_cohort
from course_utils.evidence.pooling import pool
from course_utils.figures.effect_rows import read_effects
from course_utils.figures.forest import forest
from course_utils.figures.funnel import funnel
from tests.figures.evidence_gallery import BCG, POOLED, TWENTY, VERTEBRAL, with_ratio

MIXED = {"measure": "RR or HR"}


def texts(described):
    figure = described.figure
    return [t.get_text() for t in figure.texts + [t for ax in figure.axes for t in ax.texts]]


def squares(described):
    ax = described.figure.axes[0]
    return [line for line in ax.lines if line.get_marker() == "s"]


def test_rows_stand_in_the_figure_as_given():
    words = texts(forest(VERTEBRAL, **MIXED))
    for label in VERTEBRAL["label"]:
        assert label in words
    assert "0.64 [0.53, 0.76]" in words and "0.58 [0.47, 0.70]" in words


def test_squares_lie_at_the_estimates_with_areas_like_the_weights():
    described = forest(VERTEBRAL.assign(weight=[50, 20, 15, 5, 10]), **MIXED)
    drawn = squares(described)
    assert [line.get_xdata()[0] for line in drawn] == pytest.approx(list(VERTEBRAL["estimate"]))
    areas = np.array([line.get_markersize() for line in drawn]) ** 2
    assert areas / areas[0] == pytest.approx([1.0, 0.4, 0.3, 0.1, 0.2])
    assert "50.0 %" in texts(described)


def test_default_weights_are_inverse_variances():
    rows, _, _ = read_effects(VERTEBRAL, "RR or HR")
    se = np.log(VERTEBRAL["ci_high"] / VERTEBRAL["ci_low"]) / (2 * 1.959964)
    assert rows["weight"].to_numpy() == pytest.approx(100 * se**-2 / (se**-2).sum())


def test_diamond_and_prediction_bar_span_their_intervals():
    ax = forest(with_ratio(BCG), POOLED, measure="RR").figure.axes[0]
    diamond = next(patch for patch in ax.patches if isinstance(patch, Polygon))
    bar = next(patch for patch in ax.patches if isinstance(patch, Rectangle))
    assert diamond.get_xy()[:, 0].min() == 0.344 and diamond.get_xy()[:, 0].max() == 0.696
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == pytest.approx((0.155, 1.549))
    assert bar.get_hatch()


def test_ratio_axis_is_logarithmic_and_holds_one_differences_hold_zero():
    ratio = forest(VERTEBRAL, **MIXED).figure.axes[0]
    assert ratio.get_xscale() == "log" and ratio.get_xlim()[0] < 1 < ratio.get_xlim()[1]
    plain = forest(TWENTY[:4], measure="MD").figure.axes[0]
    assert plain.get_xscale() == "linear" and plain.get_xlim()[0] < 0 < plain.get_xlim()[1]


def test_an_interval_off_the_axis_ends_in_an_arrow():
    ax = forest(VERTEBRAL, limits=(0.5, 1.2), **MIXED).figure.axes[0]
    assert [line.get_marker() for line in ax.lines].count("<") == 4


def test_alt_and_summary_give_the_numbers():
    described = forest(VERTEBRAL, POOLED, **MIXED)
    for text in (described.alt, described.summary):
        assert "0.49 [0.34, 0.70], prediction interval [0.15, 1.55]" in text
    assert "MORE 0.64 [0.53, 0.76]" in described.alt
    assert "below 1: 4; including 1: 1; above 1: 0" in described.alt


def test_counts_stand_beside_the_names():
    words = texts(forest(with_ratio(BCG), measure="RR", arms=("Vaccine", "None")))
    assert {"4/123", "505/88,391", "Vaccine", "None"} <= set(words)


def test_counts_of_the_table_are_checked():
    with pytest.raises(ValueError, match="'Aronson 1948' has 200 events in 123 people"):
        forest(with_ratio(BCG).assign(events_arm=200), measure="RR")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ci_low": np.nan}, "Row 'MORE' lacks"),
        ({"ci_low": 0.9, "ci_high": 0.5}, "Row 'MORE' has its lower limit 0.9 above"),
        ({"ci_low": 0.7}, "Row 'MORE': 0.64 lies outside"),
        ({"ci_low": -0.1}, "Row 'MORE' is a ratio"),
        ({"weight": -1.0}, "Row 'MORE' has the weight"),
    ],
)
def test_bad_rows_are_refused_by_name(change, words):
    with pytest.raises(ValueError, match=words):
        forest(VERTEBRAL[:1].assign(**change), measure="RR")


def test_mixed_measures_must_be_named():
    with pytest.raises(ValueError, match="mixes HR and RR"):
        forest(VERTEBRAL)
    assert "risk ratio or hazard ratio" in forest(VERTEBRAL, **MIXED).alt


def test_too_many_or_no_rows_are_refused():
    with pytest.raises(ValueError, match="up to 20 studies; this has 40"):
        forest(pd.concat([TWENTY, TWENTY]), measure="MD")
    with pytest.raises(ValueError, match="no rows"):
        forest(TWENTY[:0], measure="MD")
    with pytest.raises(ValueError, match="no column 'ci_low'"):
        forest(TWENTY.drop(columns="ci_low"), measure="MD")


def test_from_load_to_a_labeled_forest_in_three_lines():
    table = load("fracture_outcomes").query("outcome == 'hip' and measure == 'HR'")
    described = forest(table.dropna(subset=["ci_low"]), favors=("treatment", "comparator"))
    assert "hazard ratio" in described.alt
    assert any(re.search(r"favors treatment", text) for text in texts(described))


def test_a_pooled_result_brings_its_summary():
    pooled = pool(VERTEBRAL, allow_mixed=True)
    described, words = forest(pooled), texts(forest(pooled))
    assert "0.64 [0.53, 0.76]" in words and "Random effects (REML)" in words
    estimate, low, high = pooled.ratio_or_value
    assert f"{estimate:.2f} [{low:.2f}, {high:.2f}]" in described.summary
    assert f"{pooled.weights[0]:.1f} %" in words
    assert f"{estimate:.2f}" in funnel(pooled).alt


def test_several_analyses_of_one_study_carry_no_weights():
    described = forest(answers(immortal_time_cohort()), weights=False)
    words = texts(described)
    assert "Weight" not in words and not any("%" in text for text in words if "CI" not in text)
    assert len({line.get_markersize() for line in squares(described)}) == 1
    assert "naive: users from day one 0.56" in described.alt


def test_funnel_puts_each_study_at_its_standard_error():
    described = funnel(with_ratio(BCG), POOLED, measure="RR")
    ax = described.figure.axes[0]
    points = next(line for line in ax.lines if line.get_marker() == "o")
    a = BCG.iloc[0]
    se = np.sqrt(1 / a.events_arm - 1 / a.n_arm + 1 / a.events_comparator - 1 / a.n_comparator)
    assert points.get_ydata()[0] == pytest.approx(se, rel=1e-6)
    low, high = ax.get_ylim()
    assert low > high, "precise studies stand on top"


def test_funnel_edges_are_196_standard_errors_from_the_middle():
    table = TWENTY.assign(estimate=0.0, ci_low=-1.959964, ci_high=1.959964)
    ax = funnel(table, {"estimate": 0, "ci_low": -1, "ci_high": 1}, measure="MD").figure.axes[0]
    dashed = [line for line in ax.lines if line.get_linestyle() == "--"]
    deep = dashed[0].get_ydata()[0]
    assert sorted(line.get_xdata()[0] for line in dashed) == pytest.approx(
        [-1.959964 * deep, 1.959964 * deep]
    )


def test_a_funnel_needs_a_middle():
    with pytest.raises(ValueError, match="pooled result for its middle"):
        funnel(VERTEBRAL, **MIXED)
