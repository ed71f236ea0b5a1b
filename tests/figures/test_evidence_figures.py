"""Balance sheet, ladder, network and icon arrays: drawn numbers are the given ones."""

import pandas as pd
import pytest

from course_utils.figures.balance import balance_sheet
from course_utils.figures.icons import icon_arrays
from course_utils.figures.ladder import RUNGS, evidence_ladder
from course_utils.figures.network import network_graph
from tests.figures.evidence_gallery import DRUGS, PAIRS, WHI


def test_bars_reach_the_differences_and_sides_tell_the_sign():
    described = balance_sheet(WHI, 5)
    bars = [patch for patch in described.figure.axes[0].patches if patch.get_width()]
    assert [bar.get_width() for bar in bars] == list(WHI["difference"])
    assert bars[0].get_hatch() != bars[-1].get_hatch(), "sides differ without color"
    assert "diabetes −8" in described.alt and "stroke +4.5" in described.alt
    assert "fewer events of diabetes (−8)" in described.summary
    assert "per 1,000 people over 5 years" in described.summary


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"difference": float("nan")}, "'coronary disease': a difference of nan"),
        ({"difference": 1001.0}, "in 1,000 people"),
        ({"ci_low": 4.0, "ci_high": 5.0}, "lies outside its interval"),
        ({"ci_low": 1.0, "ci_high": float("nan")}, "only one limit"),
    ],
)
def test_impossible_balance_rows_are_refused_by_name(change, words):
    with pytest.raises(ValueError, match=words):
        balance_sheet(WHI[:1].assign(**change), 5)


def test_the_ladder_counts_the_rungs_between_claim_and_evidence():
    gap = evidence_ladder("bone density", "fracture that is felt")
    assert "2 rungs above its evidence" in gap.summary
    assert "below its evidence" in evidence_ladder(RUNGS[3], RUNGS[2]).summary
    assert "meet on the rung" in evidence_ladder(RUNGS[3], RUNGS[3]).summary
    filled = [p for p in gap.figure.axes[0].patches if p.get_linestyle() in ("-", "solid")]
    assert len(filled) == 3


def test_an_unknown_rung_is_refused_with_the_rungs_there_are():
    with pytest.raises(ValueError, match=r"'hope' is no rung.*bone density"):
        evidence_ladder("hope")


def test_nodes_grow_with_people_and_edges_with_trials():
    ax = network_graph(PAIRS, DRUGS).figure.axes[0]
    nodes = [line for line in ax.lines if line.get_marker() == "o"]
    ratio = (nodes[1].get_markersize() / nodes[0].get_markersize()) ** 2
    assert ratio == pytest.approx(DRUGS["raloxifene"] / DRUGS["placebo"])
    edges = [line for line in ax.lines if line.get_marker() != "o"]
    assert len(edges) == len(PAIRS)
    assert max(edges, key=lambda line: line.get_linewidth()) is edges[0]


def test_rows_of_the_same_pair_are_added_in_either_order():
    twice = pd.DataFrame(
        [("a", "b", 2), ("b", "a", 3)], columns=["treatment_a", "treatment_b", "trials"]
    )
    assert "a–b 5" in network_graph(twice, {"a": 10, "b": 10}).alt


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("a", "a", 1), "compares a treatment with itself"),
        (("a", "b", 0), "'a against b' has 0 trials"),
        (("a", "c", 1), "Treatment 'c' has no number of participants"),
    ],
)
def test_impossible_comparisons_are_refused(row, words):
    table = pd.DataFrame([row], columns=["treatment_a", "treatment_b", "trials"])
    with pytest.raises(ValueError, match=words):
        network_graph(table, {"a": 10, "b": 10})


def test_icons_show_as_many_people_as_counted():
    described = icon_arrays({"placebo": 101, "drug": 66}, "a fracture", years=3)
    marks = [
        sum(len(line.get_xdata()) for line in ax.lines if line.get_marker() == "x")
        for ax in described.figure.axes
    ]
    assert marks == [101, 66]
    assert "101 of 1,000" in described.summary and "35 fewer with drug" in described.summary


@pytest.mark.parametrize(
    ("counts", "population", "words"),
    [
        ({"a": 1}, 50, "100 or 1000 people"),
        ({"a": 1, "b": 2, "c": 3}, 1000, "1 to 2 groups"),
        ({}, 100, "1 to 3 groups"),
        ({"a": 101}, 100, "101 of 100"),
    ],
)
def test_impossible_crowds_are_refused(counts, population, words):
    with pytest.raises(ValueError, match=words):
        icon_arrays(counts, "a fracture", population=population)
