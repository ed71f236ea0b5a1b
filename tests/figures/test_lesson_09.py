"""Figures of lesson 09 against the blueprint's numbers and the measured rows."""

import numpy as np
import pytest

from course_utils.bibliography import read_bib
from course_utils.datasets import FOLDER
from course_utils.figures import lesson_09 as draw
from course_utils.physiology.axis.cycle_rates import gnrh_released
from course_utils.physiology.parameters import parameter_set
from tests.figures.lesson_09_gallery import (
    LESSON_09,
    brain,
    pushes,
    rest,
    supplies,
    testis,
    two_women,
    watched,
    without_pauses,
)


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_the_loop_is_drawn_with_its_levels():
    described = LESSON_09["axis"]()
    assert {"500 ng/dL", "25 pg/mL", "LH 5.0 IU/L"} <= set(_texts(described))


def test_the_curves_cross_where_the_blueprint_says():
    described = LESSON_09["crossing, supplied"]()
    assert {"500", "643", "1,000", "wire cut: LH stays"} <= set(_texts(described))
    assert "643 ng/dL at LH 2.4 IU/L" in described.summary


@pytest.mark.parametrize("changes", [{}, {"T_input": 500}, {"capacity": 0.5}])
def test_a_mark_lies_on_both_curves(changes):
    level, lh = rest(**changes)
    made = testis(changes.get("T_input", 0), changes.get("capacity", 1))
    assert brain(level) == pytest.approx(lh)
    assert made(lh) == pytest.approx(level)


def test_without_a_cut_no_line_is_drawn_for_it():
    described = draw.crossing(brain, {"his testis": testis()}, {"at rest": rest()})
    assert "wire cut: LH stays" not in _texts(described)
    assert "wire cut" not in described.alt


def test_what_is_handed_back_is_the_gap():
    supplied, closed, cut = supplies()
    described = draw.kept_of_supply(supplied, closed, cut)
    assert "357 handed back" in _texts(described)
    assert np.all(np.diff(cut) == pytest.approx(20))


def test_more_gain_moves_less_on_both_sides():
    for reached in pushes().values():
        moved = np.abs(np.array(list(reached.values())) - 500)
        assert np.all(np.diff(moved) < 0)
    assert "643 at gain 3.4" in LESSON_09["push"]().summary


def test_a_sample_each_minute_is_told_in_the_singular():
    assert "50 in samples of every minute" in LESSON_09["watched each minute"]().summary


def test_counted_peaks_are_marked_one_by_one():
    profile, seen = watched()
    described = draw.watched_pulses(profile, seen)
    for ax, (_samples, found) in zip(described.figure.axes[1:], seen.values(), strict=True):
        assert len(ax.lines[1].get_xdata()) == len(found)


def test_the_flare_has_the_blueprint_times():
    """1.8 × at once, below the start on day 2, 0.32 on day 7, 0.19 on day 14."""
    _table, drive = without_pauses()
    assert drive[0] == pytest.approx(1.82, abs=0.01)
    assert drive[8] < 1
    assert drive[[28, 56]] == pytest.approx([0.32, 0.19], abs=0.005)


def test_measured_marks_carry_their_study_and_intervals():
    described = LESSON_09["two sites"]()
    assert _texts(described).count("Pitteloud 2008") == 2
    assert "Sheckter 1989" in _texts(described)
    assert [len(ax.containers) for ax in described.figure.axes] == [2, 1, 1]
    known = read_bib((FOLDER / "sources.bib").read_text(encoding="utf-8"))
    assert {"pitteloud2008", "sheckter1989"} <= set(known)


def test_the_wire_turns_where_gnrh_is_lowest():
    estradiol = np.geomspace(5, 400, 200)
    gnrh = gnrh_released(estradiol, 0.5, parameter_set("roeblitz2013").numbers())
    described = draw.turning_wire(estradiol, gnrh, man=25)
    assert f"falls until {estradiol[np.argmin(gnrh)]:.0f} pg/mL" in described.summary


def test_gnrh_that_does_not_swing_brings_no_surge():
    usual, fixed = two_women()
    assert usual["lh_iu_per_l"].max() > 100
    assert fixed["lh_iu_per_l"].max() < 15
    assert fixed["estradiol_pg_per_ml"].max() > 220
