"""Figures of lesson 08 against the tables and the blueprint's numbers."""

import numpy as np
import pytest

from course_utils.evidence.tissue_matrix import (
    DRUGS,
    LEVELS,
    TISSUES,
    evidence_level,
    tissue_matrix,
)
from course_utils.figures.lesson_08 import HATCHES, SIGNS, TINTS
from tests.figures.lesson_08_gallery import LESSON_08, dials, full_of, trial_course


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_every_cell_of_the_matrix_is_drawn_with_its_word():
    matrix, written = tissue_matrix(), _texts(LESSON_08["drugs and tissues"]())
    assert len(written) == len(DRUGS) * len(TISSUES)
    for direction, count in matrix["direction"].value_counts().items():
        assert written.count(SIGNS[direction]) == count
    assert written.count("–") == len(written) - len(matrix)


def test_every_direction_and_level_has_a_look():
    matrix = tissue_matrix()
    assert set(matrix["direction"]) <= set(TINTS) == set(SIGNS)
    assert set(matrix["level"]) <= set(LEVELS) == set(HATCHES)


def test_the_framed_cells_are_as_in_the_trials():
    cells = tissue_matrix().set_index(["drug", "tissue"])["direction"]
    assert cells["tamoxifen", "endometrium"] == "like"
    assert cells["raloxifene", "endometrium"] == "neutral"
    assert cells["ospemifene", "endometrium"] == "like"
    assert cells["tamoxifen", "bone"] == "it depends"


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("clinical (P-1)", "trial"),
        ("clinical, men 60 mg", "trial in men"),
        ("clinical (review)", "cohort, review or label"),
        ("regulatory label", "cohort, review or label"),
        ("molecular", "animals or cells"),
    ],
)
def test_levels_of_evidence(kind, level):
    assert evidence_level(kind) == level


def test_an_unknown_kind_of_evidence_is_refused():
    with pytest.raises(ValueError, match="hearsay"):
        evidence_level("hearsay")


def test_one_dial_demands_what_the_uterus_does_not_show():
    """Blueprint: tamoxifen odds uterus over bone 1.0, raloxifene 60."""
    odds, ratio = dials()
    over_bone = odds["uterus"] / odds["bone"]
    assert over_bone["tamoxifen"] == pytest.approx(1.0)
    assert over_bone["raloxifene"] == pytest.approx(60, abs=2)
    assert "0.43" in LESSON_08["dials"]().summary
    others = odds.drop(columns="uterus")
    miss = others.loc["raloxifene"] / (ratio * others.loc["tamoxifen"])
    assert np.exp(abs(np.log(miss))).max() < 2.5  # what the lesson says of the four others


def test_shapes_hardly_differ_and_partners_do():
    (shapes, partners), (other_shapes, other_partners) = (
        full_of("raloxifene", tissue) for tissue in ("bone", "breast")
    )
    assert max(abs(shapes[k] - other_shapes[k]) for k in shapes) < 0.05
    assert other_partners["corepressor"] - partners["corepressor"] > 0.6


def test_the_pair_ends_where_the_blueprint_says():
    """Uterus .90 to .29, bone .90 to .73, brain .90 to .36."""
    summary = LESSON_08["pair"]().summary
    assert "bone 0.90 to 0.73" in summary
    assert "brain 0.90 to 0.36" in summary
    assert "uterus 0.90 to 0.29" in summary


def test_trials_are_marks_and_the_model_agrees_with_the_bounds():
    described = LESSON_08["pair in trials"]()
    lining = described.figure.axes[0]
    assert {"Pickar 2003: 27", "Pickar 2009:\nbelow 1"} <= set(_texts(described))
    assert [line.get_linestyle() for line in lining.lines[1:]] == ["None"] * 3
    course = trial_course()["hyperplasia_two_years_percent"]
    assert course.iloc[0] == pytest.approx(27.27, abs=2)
    assert np.interp(6.3, course.index, course) < 1
