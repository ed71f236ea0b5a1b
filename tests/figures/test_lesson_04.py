"""Figures of lesson 04 against the tables they draw and published numbers."""

import numpy as np
import pandas as pd
import pytest

from course_utils.figures import lesson_04 as draw
from course_utils.figures.lesson_04_sites import first_seen
from course_utils.physiology.density.rhythm import daily_ctx
from course_utils.physiology.density.scanner import scan_spine

WOMEN = pd.DataFrame(
    {
        "age_low_y": [21.0, 71.0],
        "age_high_y": [30.0, 80.0],
        "value": [1.064, 0.902],
        "sd": [0.106, 0.167],
    }
)
HOURS = np.linspace(0, 24, 241)


def visits():
    """One person per arm and meal; the fed placebo person falls at week 24 only."""
    rows = [
        (person, arm, week, "no" if person % 2 and week == 24 else "yes", change)
        for person, arm, changes in (
            (1, "placebo", (0, 2, -30, 1)),
            (2, "placebo", (0, -2, -4, 3)),
            (3, "drug", (0, -35, -55, -33)),
            (4, "drug", (0, -30, -32, -31)),
        )
        for week, change in zip((0, 12, 24, 52), changes, strict=True)
    ]
    return pd.DataFrame(rows, columns=["person", "arm", "week", "fasting", "ctx_change_percent"])


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_scores_are_told_with_the_arithmetic_of_the_table():
    readings = {75: ((0.850 - 1.064) / 0.106, (0.850 - 0.902) / 0.167)}
    described = draw.scores_by_age(WOMEN, 0.850, readings, "a survey")
    assert "at 75 years T is −2.0 and Z is −0.3" in described.summary
    assert "a survey" in _texts(described)


def test_dots_beyond_the_limit_are_counted_and_marked_otherwise():
    described = draw.repeat_scans([1.0, 1.0, 1.0], [1.0, 1.03, 0.99], 0.03)
    assert "1 of 3 people" in described.summary
    markers = {line.get_marker() for line in described.figure.axes[0].lines}
    assert {"o", "D"} <= markers
    assert "synthetic" in _texts(described)


@pytest.mark.parametrize(("change", "words"), [(-0.015, "inside the noise"), (0.2, "outside")])
def test_a_change_lies_inside_or_outside(change, words):
    described = draw.change_and_limits(change, {"one room": 0.02, "another": 0.03})
    assert words in described.summary


def test_chances_are_read_off_the_first_line():
    percent = np.linspace(-8, 8, 161)
    trials = pd.DataFrame({"label": ["a drug\n3 years"], "mean_pct_change": [1.28]})
    described = draw.chance_by_change(percent, {"error 0.010": np.abs(percent) / 8}, trials)
    assert "a drug, 3 years: 16 %" in described.summary
    assert "model" in _texts(described)


def test_meals_show_only_when_asked_for():
    hidden, shown = (draw.marker_visits(visits(), 30, meals=meals) for meals in (False, True))
    assert "after a meal" not in _texts(hidden) and "after a meal" in _texts(shown)
    assert "−17 % on placebo" in hidden.summary
    assert "−30 % after a meal, −4 % fasting" in shown.summary


def test_the_day_tells_qvists_numbers():
    """Qvist 2002: about ±40 % around the mean, peak near 05:00, low near 14:00."""
    described = draw.daily_rhythm(
        HOURS, daily_ctx(HOURS), daily_ctx(HOURS, fasting=True), "Qvist 2002"
    )
    assert "140 %" in described.alt and "60 %" in described.alt
    assert "between 90 and 110 %" in described.alt


def test_both_scans_show_the_place_only_with_numbers():
    scans = scan_spine(seed=1), scan_spine({"L3": 0.8}, seed=2)
    blind = draw.scan_pair(*scans, ("then", "now"))
    told = draw.scan_pair(*scans, ("then", "now"), numbers=True)
    assert "L3" not in blind.summary and "L3 changes by" in told.summary
    assert "−20 % in area" in told.summary


def test_blocks_report_what_they_are_given():
    described = draw.two_blocks({"small": (3, 3, 3, 0.75), "large": (4, 4, 4, 1.0)})
    assert "the small block 0.75 and the large block 1.00" in described.summary


def test_a_loss_is_first_seen_where_it_crosses_the_limit():
    assert first_seen([0, 1, 2], [0, -2, -4], 3) == pytest.approx(1.5)
    assert np.isnan(first_seen([0, 1], [0, -1], 3))


def test_three_sites_compare_model_and_study_at_five_years():
    years = np.linspace(-5, 10, 31)
    courses = {name: -(years + 5) * k for name, k in (("lumbar spine", 1.0), ("femoral neck", 0.8))}
    limits = dict.fromkeys(courses, 3.0)
    measured = {"lumbar spine": -10.6, "femoral neck": -9.1}
    described = draw.three_sites(years, courses, limits, measured, "SWAN")
    assert "lumbar spine −10.0 % (study −10.6 %)" in described.alt
    assert "the lumbar spine −2.0 years after" in described.summary
