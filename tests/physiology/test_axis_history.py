"""Smith 1980 against its equations in libRoadRunner and its resting point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology.axis import SMITH, smith_steady_state
from course_utils.physiology.axis.history import smith_rates
from course_utils.physiology.solve import solve
from tests.physiology.other_engine import oracle

RATE = st.floats(0.05, 20)


def test_a_day_agrees_with_the_published_equations():
    hours = np.linspace(0, 24, 97)
    theirs = oracle("smith1980", hours, ["R", "L", "T"])
    ours = solve(SMITH, hours, rtol=1e-10, atol=1e-12).to_numpy()
    assert np.allclose(ours, theirs, rtol=1e-6, atol=1e-6)


@given(c=RATE, h=RATE, b1=RATE, g1=RATE, b2=RATE, g2=RATE, b3=RATE)
def test_nothing_changes_at_the_resting_point(**values):
    settled = SMITH.parameters.replace(**values)
    rest = smith_steady_state(settled)
    assert rest[2] < values["c"] / values["h"]
    rates = smith_rates(0.0, rest, settled.numbers())
    assert np.allclose(rates, 0, atol=1e-9 * max(1.0, values["c"], *rest))


def test_release_stops_above_the_threshold():
    high = 2 * SMITH.parameters["c"] / SMITH.parameters["h"]
    release, _, _ = smith_rates(0.0, (0.0, 0.0, high), SMITH.parameters.numbers())
    assert release == pytest.approx(0)
