"""Trap and trigger: the promised numbers, the law of mass action, and what the map shows."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.trap_picture import CONTOURS, RATIOS, SHADES
from course_utils.explorers.trap_and_trigger import EXPLORER, compute

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


@pytest.mark.parametrize(
    ("rankl", "opg", "free", "occupied"),
    [
        (1, 1, 0.200, 0.400),
        (0.1, 0.1, 0.050, 0.143),
        (2, 2, 0.292, 0.493),
        (1, 0.5, 0.542, 0.644),
        (1, 2, 0.046, 0.132),
        (0.2, 0.1, 0.128, 0.299),
    ],
)
def test_reference_values_of_the_lesson(rankl, opg, free, occupied):
    result = run(rankl=rankl, opg=opg)
    assert result["free"] == pytest.approx(free, abs=0.001)
    assert result["occupied"] == pytest.approx(occupied, abs=0.001)


def occupied_in(attempt):
    return [round(run(**state)["occupied"], 3) for state in EXPLORER.tries[attempt].states]


def test_try_a_the_same_ratio_hides_three_outcomes():
    assert occupied_in(0) == [0.143, 0.4, 0.493]
    states = [DEFAULTS | state for state in EXPLORER.tries[0].states]
    assert {state["rankl"] / state["opg"] for state in states} == {1}


def test_try_b_half_of_the_trap():
    assert occupied_in(1) == [0.4, 0.644]


def test_try_c_twice_the_trap():
    assert occupied_in(2) == [0.4, 0.132]


def test_any_state_obeys_the_law_of_mass_action_and_keeps_rankl():
    for state in random_states(EXPLORER, np.random.default_rng(3), 300):
        result = compute(**state)
        held, free = result["trapped"], result["free"]
        free_trap = state["opg"] - held
        assert held + free == pytest.approx(state["rankl"])
        assert free * free_trap == pytest.approx(state["dissociation"] * held, rel=1e-6)
        ratio = result["occupied"] / (1 - result["occupied"])
        assert ratio == pytest.approx(free / state["half_occupancy"])
        assert "nan" not in EXPLORER.summarize(result)


@pytest.mark.parametrize("state", [{}, {"dissociation": 0.01}, {"half_occupancy": 1}], ids=str)
def test_more_trigger_raises_and_more_trap_lowers_everywhere(state):
    result = run(**state)
    assert np.all(np.diff(result["map"], axis=1) > 0)
    assert np.all(np.diff(result["map"], axis=0) < 0)


def test_equal_ratio_is_no_line_of_equal_occupancy():
    along = np.diag(run()["map"])
    assert np.all(np.diff(along) > 0)
    assert along[-1] / along[0] > 5


def test_the_dot_and_the_bars_show_the_state(explorer):
    explorer.set(rankl=5, opg=0.5)
    artists, result = explorer._frame.artists, explorer.result
    dot = artists["dot"]
    assert 10 ** dot.get_xdata()[0] == pytest.approx(5)
    assert 10 ** dot.get_ydata()[0] == pytest.approx(0.5)
    assert artists["free"].get_width() == pytest.approx(100 * result["free"] / 5)
    total = artists["free"].get_width() + artists["trapped"].get_width()
    assert total == pytest.approx(100)
    assert artists["occupied"].get_width() == pytest.approx(100 * result["occupied"])


def test_contours_lie_where_they_say(explorer):
    explorer.set(dissociation=0.2, half_occupancy=0.1)
    x, y = explorer._frame.artists["contours"].get_data()
    pieces = np.split(np.column_stack([x, y]), np.flatnonzero(np.isnan(y)))
    found = [piece[np.isfinite(piece).all(axis=1)] for piece in pieces]
    for share, points in zip(CONTOURS, found, strict=False):
        for rankl, opg in 10 ** points[::9]:
            on_it = run_at(rankl, opg, dissociation=0.2, half_occupancy=0.1)
            assert on_it == pytest.approx(share, abs=0.003)


def run_at(rankl, opg, **constants):
    return compute(**(DEFAULTS | constants | {"rankl": rankl, "opg": opg}))["occupied"]


def test_shades_end_at_their_contours(explorer):
    shades = explorer._frame.artists["shades"].get_paths()
    assert len(shades) == len(SHADES)
    half = shades[list(SHADES).index(0.5)].vertices[:-3]
    inside = half[(half[:, 0] > np.log10(0.06)) & (half[:, 0] < np.log10(4.5))]
    for rankl, opg in 10 ** inside[::9]:
        assert run_at(rankl, opg) == pytest.approx(0.5, abs=0.003)


def test_lines_of_equal_ratio_can_be_hidden(explorer):
    artists = explorer._frame.artists
    x, y = artists["ratio lines"].get_data()
    some = np.isfinite(y)
    ratios = {round(ratio, 6) for ratio in 10 ** (x[some] - y[some])}
    assert ratios == set(RATIOS.values())
    explorer.set(ratios=False)
    parts = [name for name in artists if name == "ratio lines" or name[0] == "ratio"]
    assert len(parts) == 2 + len(RATIOS)
    assert not any(artists[name].get_visible() for name in parts)


def test_words_keep_apart_and_on_the_page(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 12):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt
