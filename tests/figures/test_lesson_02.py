"""Figures of lesson 02 against the blueprint's numbers and the bibliography."""

from itertools import pairwise

import numpy as np
import pytest

from course_utils.bibliography import read_bib
from course_utils.datasets import FOLDER
from course_utils.figures import lesson_02 as draw
from course_utils.figures.signal_map import LINES, PLACES, STEPS
from course_utils.physiology.bone.levers import LEVERS, lever_response
from tests.figures.lesson_02_gallery import LESSON_02, antibodies, halved


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_the_trap_is_told_with_the_blueprints_shares():
    """(1, 0.5) 64 %, (1, 1) 40 %, (1, 2) 13 %."""
    described = LESSON_02["trap"]()
    assert {"64 %", "40 %", "13 %"} <= set(_texts(described))


def test_one_ratio_different_shares():
    """(0.1, 0.1) 14.3 %, (2, 2) 49.3 %."""
    described = LESSON_02["occupancy"]()
    assert {"14 %", "40 %", "49 %", "ratio 1 : 1"} <= set(_texts(described))
    assert described.summary.startswith("One ratio, different outcomes")


def test_the_map_of_occupancy_draws_the_occupancy_it_is_given():
    flat = draw.occupancy_map(((1, 1),), occupancy=lambda L, O: 0.3 + 0 * L * O)  # noqa: E741
    assert "30 %" in _texts(flat)


def test_both_cells_rise_when_opg_is_halved():
    described = draw.cells_over_time(halved(), "half the OPG production", 20)
    assert "osteoclasts at 1.35 and osteoblasts at 1.21" in described.summary
    first = described.figure.axes[0].lines
    assert any(line.get_ydata()[0] == pytest.approx(1) for line in first)


def test_an_end_of_the_change_is_drawn_and_told():
    described = LESSON_02["infusion"]()
    assert "from day 20 to day 80" in described.summary
    upright = [line for line in described.figure.axes[0].lines if len(set(line.get_xdata())) == 1]
    assert [line.get_xdata()[0] for line in upright] == [20, 80]


def test_less_opg_ends_where_the_blueprint_says():
    described = LESSON_02["less OPG"]()
    assert "1.81" in described.summary and "1.45" in described.summary


def test_each_lever_has_its_panel():
    tables = {lever: lever_response(lever, np.geomspace(0.25, 4, 9)) for lever in LEVERS}
    described = draw.four_levers(tables)
    assert [ax.get_title("left") for ax in described.figure.axes] == list(LEVERS)
    assert "OPG 0.74, 0.83" in described.summary


def test_trial_marks_are_no_lines_and_name_their_study():
    described = draw.two_antibodies(**antibodies())
    below = described.figure.axes[2:]
    assert [len(ax.containers) for ax in below] == [1, 1]
    assert "marks: Austin 2012" in _texts(described)
    assert "mark: McClung 2014" in _texts(described)
    values = below[0].containers[0].lines[0].get_ydata()
    assert list(values) == [3.2, 4.4, 5.0]


def test_the_map_of_signals_is_whole():
    assert {step.start for step in STEPS} | {step.end for step in STEPS} == set(PLACES)
    assert {step.seen for step in STEPS} == set(LINES)
    known = read_bib((FOLDER / "sources.bib").read_text(encoding="utf-8"))
    assert {key for step in STEPS for key in step.sources} <= set(known)


def test_the_map_of_signals_has_consistent_signs():
    """Along each way from estradiol to osteoclasts the product of signs is negative."""
    sign = {(step.start, step.end): step.sign for step in STEPS}
    ways = [
        ("estradiol", "osteoclasts"),
        ("estradiol", "RANKL", "osteoclasts"),
        ("estradiol", "OPG", "RANKL", "osteoclasts"),
    ]
    for way in ways:
        assert np.prod([sign[pair] for pair in pairwise(way)]) == -1
    building = ("load", "sclerostin", "osteoblasts")
    assert np.prod([sign[pair] for pair in pairwise(building)]) == 1


def test_every_arrow_says_where_it_was_seen():
    written = _texts(draw.signal_map())
    assert [text for text in written if text in LINES] == [step.seen for step in STEPS]
