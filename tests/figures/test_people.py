"""Crowds: everybody stands somewhere, nobody is counted twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.figures.people import crowd_groups, crowd_positions, draw_crowd
from course_utils.figures.style import new_figure


@pytest.mark.parametrize(("population", "columns", "rows"), [(100, 10, 10), (1000, 50, 20)])
def test_every_person_has_a_place_of_their_own(population, columns, rows):
    places = crowd_positions(population)
    assert len({tuple(place) for place in places}) == population
    assert len(np.unique(places[:, 0])) == columns
    assert len(np.unique(places[:, 1])) == rows


@given(st.integers(0, 100), st.integers(0, 100))
def test_groups_part_the_crowd(affected, before):
    groups = crowd_groups(affected, before, 100)
    sizes = {name: len(range(100)[part]) for name, part in groups.items()}
    assert sum(sizes.values()) == 100
    assert sizes["affected"] + sizes["more"] == affected
    assert sizes["affected"] + sizes["fewer"] == before
    assert min(sizes["more"], sizes["fewer"]) == 0


@pytest.mark.parametrize(("affected", "before"), [(25, 18), (18, 25), (0, 0), (100, 100)])
def test_the_drawn_dots_are_the_people(affected, before):
    _figure, ax = new_figure(4, 4)
    drawn = draw_crowd(ax, affected, before)
    count = {name: len(lines[0].get_xdata()) for name, lines in drawn.items()}
    assert count["affected"] + count["more"] == affected
    assert sum(count.values()) == 100


def test_affected_dots_bear_a_sign_that_is_no_color():
    _figure, ax = new_figure(4, 4)
    drawn = draw_crowd(ax, 25, 18)
    assert [line.get_marker() for line in drawn["affected"]] == ["o", "x"]
    assert [line.get_marker() for line in drawn["more"]] == ["o", "+"]
    assert [line.get_marker() for line in drawn["unaffected"]] == ["o"]


def test_impossible_crowds_are_refused():
    with pytest.raises(ValueError, match="100 or 1000 people"):
        crowd_positions(50)
    with pytest.raises(ValueError, match="101 of 100"):
        crowd_groups(101)
