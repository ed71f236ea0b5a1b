"""Figures of lesson 10 against the blueprint's numbers and the evidence tables."""

import numpy as np

from course_utils.figures import lesson_10 as draw
from course_utils.physiology.axis import binding_pools
from tests.figures.lesson_10_gallery import LESSON_10


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_each_bar_is_as_long_as_its_total():
    described = draw.pool_bars({"a": binding_pools(10.4, shbg=60)["testosterone"]})
    bars = described.figure.axes[0].patches
    assert sum(bar.get_width() for bar in bars) == np.float64(10.4).round(12)
    assert "136 pmol/L" in described.summary


def test_the_blueprints_free_levels_are_written():
    assert {"468", "323", "265", "136"} <= set(_texts(LESSON_10["free over SHBG"]()))


def test_total_rises_in_the_man_only():
    summary = LESSON_10["tube and man"]().summary
    assert "in a tube total 17.3 to 17.3" in summary
    assert "in a man total 17.3 to 22.2" in summary


def test_measured_marks_name_their_study_and_are_no_lines():
    described = LESSON_10["age"]()
    assert any("Khosla 2005" in text for text in _texts(described))
    marks = [line for line in described.figure.axes[0].lines if line.get_marker() == "D"]
    assert [tuple(line.get_xydata()[0]) for line in marks] == [(-26, -9), (-60, -38)]


def test_thirteen_of_a_hundred():
    described = LESSON_10["assays"]()
    assert "13" in described.summary and {"0.93", "0.72", "0.74", "0.32"} <= set(_texts(described))


def test_the_shading_follows_estradiol_alone():
    described = draw.ratio_plane((("x", 100, 25), ("y", 900, 25)))
    assert {"x  0.84", "y  0.84"} <= set(_texts(described))


def test_trials_are_arrows_with_their_study():
    written = _texts(LESSON_10["plane of trials"]())
    assert any("Helo 2017" in text for text in written)
    assert any("Burnett-Bowie 2009" in text for text in written)
