"""The door to the solver: an exact solution, and failures named in words."""

import numpy as np
import pytest

from course_utils.physiology.solve import solve


def test_decay_has_its_exact_solution():
    times = np.linspace(0, 5, 11)
    (amount,) = solve(lambda _t, y: -y, [1.0], times, ("amount",))
    assert amount == pytest.approx(np.exp(-times), rel=1e-7)


def test_a_quantity_that_runs_away_is_named():
    with pytest.raises(ArithmeticError, match="osteoclasts ran away"):
        solve(lambda _t, y: y**2, [1.0], [0, 2], ("osteoclasts",))


@pytest.mark.parametrize("times", [[0], [0, 0], [1, 0]])
def test_times_must_increase(times):
    with pytest.raises(ValueError, match="must increase"):
        solve(lambda _t, y: -y, [1.0], times, ("amount",))


def test_start_must_be_finite():
    with pytest.raises(ValueError, match="start value"):
        solve(lambda _t, y: -y, [np.nan], [0, 1], ("amount",))
