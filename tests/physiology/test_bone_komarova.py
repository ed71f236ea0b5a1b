"""The Komarova site as an ODE model: stability, bursts, parathyroid hormone."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_utils.physiology.bone import (
    KOMAROVA,
    KOMAROVA_SITE,
    komarova_modes,
    komarova_rates,
    komarova_steady_state,
    remodeling_site,
    repeated_bursts,
)
from course_utils.physiology.solve import RanAway, solve


def swing(g11, days):
    """Osteoclasts relative to rest after a small push, day by day."""
    rest = komarova_steady_state({**KOMAROVA, "g11": g11})
    start = {"C": rest[0] * 1.001, "B": rest[1]}
    table = solve(KOMAROVA_SITE.replace(g11=g11), days, start=start)
    return table["osteoclasts_cells"].to_numpy() / rest[0] - 1


def test_the_model_starts_with_the_event_of_the_paper():
    assert KOMAROVA_SITE.start() == pytest.approx([11, 212.1320344, 100], rel=1e-9)


@given(
    g11=st.floats(-1, 1.5, allow_subnormal=False),
    g12=st.floats(0.3, 2),
    g21=st.floats(-2, -0.1),
    g22=st.floats(-1, 0.5, allow_subnormal=False),
)
def test_modes_are_those_of_a_numeric_jacobian(g11, g12, g21, g22):
    numbers = {**KOMAROVA, "g11": g11, "g12": g12, "g21": g21, "g22": g22}
    assume(abs(g12 * g21 - (1 - g11) * (1 - g22)) > 0.2)
    rest = np.array(komarova_steady_state(numbers))
    columns = []
    for i in (0, 1):
        step = rest[i] * 1e-5 * np.eye(2)[i]
        ahead = np.array(komarova_rates(*(rest + step), numbers)[:2])
        behind = np.array(komarova_rates(*(rest - step), numbers)[:2])
        columns.append((ahead - behind) / (2 * step[i]))
    expected = np.sort_complex(np.linalg.eigvals(np.array(columns).T))
    np.testing.assert_allclose(np.sort_complex(komarova_modes(numbers)), expected, atol=1e-6)


def test_damping_is_lost_at_the_hopf_point():
    hopf = 1 + KOMAROVA["b2"] / KOMAROVA["b1"] * (1 - KOMAROVA["g22"])
    assert hopf == pytest.approx(1.1)
    for g11, grows in ((hopf - 0.02, False), (hopf, None), (hopf + 0.02, True)):
        mode = komarova_modes({**KOMAROVA, "g11": g11})[0]
        assert (mode.real > 0) is grows if grows is not None else abs(mode.real) < 1e-15


def test_swings_have_the_period_and_the_damping_of_their_mode():
    mode = komarova_modes({**KOMAROVA, "g11": 1.05})[0]
    period = 2 * np.pi / mode.imag
    before, after = swing(1.05, [0.0, period, 2 * period])[1:]
    assert after / before == pytest.approx(np.exp(mode.real * period), rel=0.01)


def test_one_burst_is_a_cycle_and_a_late_second_one_repeats_it():
    days = np.arange(0, 400.5, 0.5)
    two = repeated_bursts(days, [0, 200])
    one = remodeling_site()
    shared = np.arange(0, 200, 0.5)
    np.testing.assert_allclose(two.loc[shared], one.loc[shared], rtol=1e-6)
    gain = two["bone_mass_percent"].loc[399.5] - two["bone_mass_percent"].loc[199.5]
    assert gain == pytest.approx(one["bone_mass_percent"].iloc[-1] - 100, abs=0.01)


def test_no_burst_no_change():
    table = repeated_bursts([0.0, 100.0, 1000.0], [])
    np.testing.assert_allclose(table, table.iloc[[0]].to_numpy().repeat(3, axis=0), rtol=1e-9)


@settings(deadline=None)
@given(days=st.lists(st.integers(0, 300), max_size=6), size=st.floats(0.1, 100))
def test_cells_stay_positive_under_any_bursts(days, size):
    table = repeated_bursts(np.arange(0, 400, 5.0), days, size)
    assert (table[["osteoclasts_cells", "osteoblasts_cells"]] > 0).all(axis=None)


def test_a_pulse_of_parathyroid_hormone_calls_osteoclasts_then_osteoblasts():
    rest = dict(zip("CB", komarova_steady_state(), strict=True))
    changes = [(1.0, {"g21": -0.3}), (2.0, {"g21": -0.5})]
    table = solve(KOMAROVA_SITE, np.arange(0, 300, 0.25), start=rest, changes=changes)
    assert table["osteoclasts_cells"].max() > 1.2 * rest["C"]
    assert table["osteoclasts_cells"].idxmax() == pytest.approx(2, abs=0.25)
    assert table["osteoblasts_cells"].idxmax() > table["osteoclasts_cells"].idxmax()
    end = table.iloc[-1]
    assert (end["osteoclasts_cells"], end["osteoblasts_cells"]) == pytest.approx(
        tuple(rest.values()), rel=1e-3
    )


def test_a_runaway_is_named():
    with pytest.raises(RanAway, match="osteoclasts"):
        solve(KOMAROVA_SITE.replace(g11=2.0, g21=0.1), [0.0, 1000.0])
