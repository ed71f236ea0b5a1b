"""RANKL, OPG and RANK: the curriculum's table, mass balance and limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from course_utils.physiology.bone import free_rankl, rank_occupancy, trapped_rankl

amount = st.just(0.0) | st.floats(1e-15, 1e4)
constant = st.floats(1e-6, 1e3)


@pytest.mark.parametrize(
    ("rankl", "opg", "free", "occupancy"),
    [
        (1, 1, 0.200, 0.400),
        (0.1, 0.1, 0.050, 0.143),
        (2, 2, 0.292, 0.493),
        (1, 0.5, 0.542, 0.644),
        (1, 2, 0.046, 0.132),
        (0.2, 0.1, 0.128, 0.299),
        (1, 0, 1.0, 1 / 1.3),
        (0, 1, 0.0, 0.0),
    ],
)
def test_the_table_of_the_curriculum(rankl, opg, free, occupancy):
    assert free_rankl(rankl, opg) == pytest.approx(free, abs=0.001)
    assert rank_occupancy(rankl, opg) == pytest.approx(occupancy, abs=0.001)


@given(amount, amount, constant)
def test_mass_balance_and_mass_action(rankl, opg, kd):
    free, trapped = free_rankl(rankl, opg, kd), trapped_rankl(rankl, opg, kd)
    assert free + trapped == pytest.approx(rankl, rel=1e-12)
    assert 0 <= free <= rankl * (1 + 1e-12)
    assert trapped <= min(rankl, opg) * (1 + 1e-12)
    scale = max(rankl, opg, kd)
    assert free * (opg - trapped) == pytest.approx(kd * trapped, abs=1e-12 * scale**2)


@given(amount, amount, constant, st.floats(1.01, 10))
def test_directions(rankl, opg, kd, more):
    kr = 0.3
    here = rank_occupancy(rankl, opg, kd, kr)
    assert rank_occupancy(rankl * more, opg, kd, kr) >= here
    assert rank_occupancy(rankl, opg * more, kd, kr) <= here
    assert rank_occupancy(rankl, opg, kd * more, kr) >= here * (1 - 1e-12)


@given(amount, amount, constant, st.floats(1e-3, 1e3))
def test_only_ratios_to_the_constants_count(rankl, opg, kd, unit):
    here = rank_occupancy(rankl, opg, kd, 0.3)
    assert rank_occupancy(rankl * unit, opg * unit, kd * unit, 0.3 * unit) == pytest.approx(here)


def test_the_same_ratio_is_not_the_same_signal():
    assert rank_occupancy(2, 2) > 3 * rank_occupancy(0.1, 0.1)


def test_limits_of_tight_and_weak_binding():
    assert free_rankl(3.0, 1.0, 1e-12) == pytest.approx(2.0, abs=1e-9)
    assert free_rankl(1.0, 3.0, 1e-12) == pytest.approx(0.5e-12, rel=1e-6)
    assert free_rankl(1.0, 3.0, 1e12) == pytest.approx(1.0)


def test_binding_followed_in_time_ends_there():
    def rates(_t, y):
        bound = y[0]
        return [(1.3 - bound) * (0.9 - bound) - 0.05 * bound]

    run = solve_ivp(rates, (0, 400), [0.0], "LSODA", rtol=1e-11, atol=1e-13)
    assert trapped_rankl(1.3, 0.9) == pytest.approx(run.y[0, -1], rel=1e-8)


def test_arrays():
    grid = free_rankl(np.array([1.0, 2.0])[:, None], np.array([0.0, 1.0, 2.0]))
    assert grid.shape == (2, 3)
    assert grid[0] == pytest.approx([1.0, 0.2, 0.0456], abs=1e-4)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((-1, 1), "RANKL cannot be negative"),
        ((1, float("nan")), "OPG cannot be negative or missing"),
        ((1, 1, 0), "dissociation constant .* positive"),
        ((1, 1, 0.05, -1), "half of RANK must be positive"),
    ],
)
def test_impossible_amounts_are_refused(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        rank_occupancy(*arguments)
