"""Figures of lesson 05 against what they are given and against arithmetic."""

import numpy as np
import pandas as pd
import pytest

from course_utils.figures import lesson_05 as draw

DAYS = np.arange(0, 60, 0.25)
HOURS = np.arange(0, 24.0)


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_twice_the_dose_is_told_with_both_plateaus():
    days = np.arange(0, 12.0)
    course = 100 * (2 - 0.5**days)
    described = draw.two_doses(days, course, 2 * course, ninety=3.32)
    assert "400 instead of 200 %" in described.summary
    assert "day 3.3: 90 % of both" in _texts(described)


def test_isomers_report_the_ratio_of_the_daily_means():
    described = draw.two_isomers(DAYS, np.full(DAYS.size, 5.0), np.full(DAYS.size, 100.0))
    assert "20 mg of zuclomiphene for each" in described.summary
    assert described.figure.axes[0].get_yscale() == "log"
    assert "day 10: 20 : 1" in _texts(described)


def test_the_measured_ratio_is_a_mark_beside_the_hours():
    lines = {"one": 10 + HOURS, "two": 5 + HOURS}
    described = draw.ratio_by_hour(HOURS, lines, 20, "a study")
    marks = [line for line in described.figure.axes[0].lines if line.get_marker() == "D"]
    assert marks[0].get_xdata()[0] > 24
    assert "one: 10 to 33" in described.summary and "measured 20 (a study)" in described.summary
    assert "model" in _texts(described) and "mark: a study" in _texts(described)


def test_swings_are_peak_over_trough():
    days = np.arange(0, 28, 0.5)
    described = draw.swings(days, 100 * 2 ** (-(days % 7) / 7), 200 * 2 ** (-(days % 14) / 7))
    assert "peak over trough 1.9" in described.summary  # sampled half a day before the end
    assert "peak over trough 3.8" in described.summary


def test_metabolites_are_told_at_the_end():
    levels = {"N-desmethyltamoxifen": [1, 160.0], "tamoxifen": [1, 80.0], "endoxifen": [1, 6.0]}
    described = draw.parent_and_metabolites([0, 120], levels)
    assert "N-desmethyltamoxifen 160, tamoxifen 80 and endoxifen 6" in described.summary


def test_endoxifen_compares_a_tenth_with_the_median():
    activity = np.geomspace(0.01, 15, 61)
    described = draw.endoxifen_by_activity(activity, 6 * activity**0.262, [3, 6, 9], 0.25)
    assert "keeps 55 % of the endoxifen" in described.summary
    assert "a diamond at 1.5" in described.alt
    assert "poor metabolizers, −75 %: product information" in _texts(described)


@pytest.mark.parametrize(("swallowed", "share", "times"), [(1000, 0.05, 20), (2000, 0.025, 40)])
def test_routes_compare_what_liver_and_blood_receive(swallowed, share, times):
    described = draw.two_routes(swallowed, share, 50)
    assert f"{times} times as much" in described.summary
    assert "about 50 µg left" in _texts(described)


def test_a_day_tells_average_and_swing():
    tablet = 40 + 20 * np.sin(2 * np.pi * HOURS / 24)
    described = draw.level_over_a_day(HOURS, tablet, np.full(24, 40.0))
    assert "average is 40 pg/mL" in described.summary
    assert "between 20 and 60" in described.summary


def test_clots_name_measure_and_interval():
    rows = pd.DataFrame(
        {
            "study": ["A 2001", "A 2001"],
            "route": ["oral", "transdermal"],
            "measure": ["OR", "OR"],
            "estimate": [3.0, 1.0],
            "ci_low": [2.0, 0.5],
            "ci_high": [4.5, 2.0],
        }
    )
    described = draw.clots_by_route(rows)
    assert "A 2001, tablet: OR 3 (2 to 4.5)" in described.alt
    assert "above 1 (3)" in described.summary


def test_a_missed_week_reports_what_is_left_at_its_end():
    days = np.arange(-7, 28.0)
    names = ("zuclomiphene", "endoxifen", "raloxifene", "enclomiphene")
    left = (80.0, 30.0, 5.0, 0.0)
    courses = {
        name: (days, np.where(days == 7, share, 100.0))
        for name, share in zip(names, left, strict=True)
    }
    described = draw.missed_week(courses)
    assert "80 % of zuclomiphene, 30 % of endoxifen, 5 % of raloxifene" in described.summary
    assert _texts(described).count("model") == 1
