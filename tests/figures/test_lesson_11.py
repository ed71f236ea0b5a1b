"""Figures of lesson 11 against the blueprint's numbers and the evidence tables."""

import numpy as np
import pandas as pd

from course_utils.figures import lesson_11 as draw
from tests.figures.lesson_11_gallery import LESSON_11, david


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_every_bar_has_its_number():
    described = LESSON_11["pushes on David"]()
    assert {"204", "475", "350", "17", "39", "12"} <= set(_texts(described))
    assert len(described.figure.axes) == 3


def test_replace_and_hide_share_a_road_and_block_leaves_it():
    slope = david().estradiol_pg_per_ml / david().testosterone_ng_per_dl
    drawn = LESSON_11["roads of pushes"]().figure.axes[0].lines
    lines = [line for line in drawn if len(line.get_xdata()) > 9]
    ratios = [line.get_ydata()[-1] / line.get_xdata()[-1] for line in lines]
    assert np.allclose(ratios[::2], slope)
    assert ratios[1] < slope / 4


def test_the_table_of_men_names_who_answers():
    assert "these men only: healthy, quiet hypothalamus." in LESSON_11["pushes on men"]().summary


def test_the_agonist_flares_and_the_antagonist_does_not():
    summary = LESSON_11["two GnRH drugs"]().summary
    assert "agonist (triptorelin) from 485 to a peak of 929" in summary
    assert "antagonist (degarelix) from 321 to a peak of 321" in summary


def test_days_100_and_130_are_told_for_each_course():
    summary = LESSON_11["restart of Luis"]().summary
    assert "nothing 457 and 471, clomiphene 701 and 471" in summary


def test_measured_recovery_is_drawn_as_marks_with_intervals():
    described = LESSON_11["sperm comes back"]()
    lower = described.figure.axes[1]
    assert {"67", "90", "96", "100"} <= {text.get_text() for text in lower.texts}
    assert not [line for line in lower.lines if line.get_linestyle() not in ("None", "none")]


def test_a_model_without_the_drug_has_no_tick():
    row = {"study": "x\ny", "hormone": "LH", "seen": 2.0, "loop": np.nan, "chain": 1.0}
    described = draw.beside_trials(pd.DataFrame([row, row | {"hormone": "FSH", "loop": 1.9}]))
    assert "LH: x 2.00 in men, 1.00 in the chain." in described.alt
    assert "the loop comes within 15 % in 1 of 1" in described.summary
