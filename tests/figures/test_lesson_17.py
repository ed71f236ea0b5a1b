"""Figures of lesson 17 against the numbers they are given."""

import numpy as np
import pandas as pd

from course_utils.figures import lesson_17 as draw
from tests.figures.lesson_17_gallery import COPY, HELD, OWN


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_bands_are_told_by_their_edges_at_the_end():
    years = np.array([0.0, 1.0])
    end = np.linspace(-10, 0, 101)
    draws = {"no drug": np.stack([np.zeros(101), end]), "tablet": np.stack([np.zeros(101), -end])}
    described = draw.spine_bands(years, draws, "Ana")
    assert "no drug −9.5 to −0.5 %" in described.summary
    assert "tablet +0.5 to +9.5 %" in described.alt
    assert "101 draws" in described.summary
    assert "model, synthetic person" in _texts(described)


def test_links_that_carry_the_effect_are_named():
    described = draw.links_held(HELD, "raloxifene", 3)
    assert "concentration, receptor, cells and density held" in described.summary
    assert "density held 0.0 points, hazard × 0.91" in described.alt


def test_model_and_study_never_look_alike():
    described = draw.trial_and_copy(COPY, "Johnston 2000")
    ax = described.figure.axes[0]
    assert all(patch.get_hatch() for patch in ax.patches)
    assert "placebo model −3.1, Johnston 2000 −1.3" in described.summary
    assert "Johnston 2000 +2.6" in _texts(described)


def test_a_missing_interval_is_said():
    table = pd.DataFrame(COPY).assign(study_se=np.nan)
    assert "Ettinger 2004 +2.6 (no interval)" in _texts(draw.trial_and_copy(table, "Ettinger 2004"))


def test_a_plan_stands_beside_the_copy_and_the_trial():
    described = draw.trial_and_copy(OWN, "Ettinger 2004")
    assert "your plan expected +1.5" in _texts(described)
    told = "difference model +2.3, Ettinger 2004 +2.0; expected difference +1.5"
    assert told in described.summary
    assert "without intervals" in described.alt
    assert "plan" not in " ".join(_texts(draw.trial_and_copy(COPY, "Johnston 2000")))


def test_a_wild_expectation_and_a_tiny_copy_stay_on_the_page():
    wild = OWN.assign(expected=[np.nan, np.nan, 20.0], model_se=[np.nan, 3.0, 4.0])
    low, high = draw.trial_and_copy(wild, "Ettinger 2004").figure.axes[0].get_xlim()
    assert low < 2.3 - 1.96 * 4 and high > 20
