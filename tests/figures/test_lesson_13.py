"""Figures of lesson 13 against the numbers they are given."""

import numpy as np
import pandas as pd
import pytest

from course_utils.evidence.fracture_table import claimed_cells
from course_utils.figures import lesson_13 as draw
from tests.figures.lesson_13_gallery import LESSON_13


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_five_headlines_are_the_blueprints():
    written = " ".join(_texts(LESSON_13["five headlines"]()))
    for words in ("35 % fewer", "3.5 percentage points", "35 of 1,000", "Treat 29", "89.9 or 93.4"):
        assert words in written
    assert "Ettinger 1999" in written


def test_the_line_of_one_ratio_goes_through_its_baseline():
    described = LESSON_13["two baselines"]()
    line = described.figure.axes[0].lines[0]
    at = np.interp(10, *line.get_xydata().T)
    assert at == pytest.approx(1000 * 0.10 * 0.35)
    assert "number needed 29" in described.summary and "number needed 257" in described.summary


def test_early_looks_tell_each_interval():
    table = pd.DataFrame(
        {"fewer": [90.0, 41.0], "low": [37.0, 17.0], "high": [99.0, 59.0]}, index=[0.5, 3.0]
    )
    summary = draw.early_looks(table, "a trial").summary
    assert "90 % (37 to 99) after 0.5 and 41 % (17 to 59) after 3 years (a trial)" in summary


def test_bands_are_the_article_and_marks_the_trials():
    measured = pd.DataFrame(
        {
            "drug": ["raloxifene", "lasofoxifene", "hormone therapy", "bazedoxifene"],
            "fracture": "vertebral",
            "label": ["a", "b", "c", "d"],
            "fewer": [36.0, 42.0, 32.0, 35.0],
            "low": [24.0, 30.0, 4.0, np.nan],
            "high": [47.0, 53.0, 52.0, np.nan],
        }
    )
    described = draw.rebuilt(claimed_cells(), measured, "vertebral")
    ax = described.figure.axes[0]
    widths = [np.ptp(band.get_paths()[0].vertices[:, 0]) for band in ax.collections[:1]]
    assert widths == [pytest.approx(10)]  # 50 to 60 %
    assert "hormone therapy 50–60 % (measured 32 %)" in described.summary
    hollow = [line for line in ax.lines if line.get_marker() == "D"]
    assert [line.get_xdata()[0] for line in hollow] == [35.0]


def test_cells_without_a_claim_have_no_band():
    described = LESSON_13["article, nonvertebral"]()
    assert "raloxifene not consistent" in described.alt
    assert "bazedoxifene not consistent (measured −11 to 50 %)" in described.alt


def test_the_wrong_diamond_says_so():
    assert "three trials: wrong" in LESSON_13["hip versions"]().summary


def test_one_mark_for_each_reference():
    described = LESSON_13["references"]()
    ax = described.figure.axes[0]
    drawn = sum(len(line.get_xdata()) for line in ax.lines)
    assert drawn == 34 + 3  # and the three of the key
    assert "Of 34 references 6 right, 17 wrong and 11 untraced" in described.summary
