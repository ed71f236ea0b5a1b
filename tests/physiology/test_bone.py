"""Bone models against published numbers, exact solutions and invariants."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from course_utils.physiology.bone import (
    KOMAROVA,
    flows_to_stock,
    komarova_rates,
    komarova_steady_state,
    lagging_formation,
    lowest_point,
    refilled_day,
    remodeling_site,
)

flow = st.floats(0, 50, allow_subnormal=False)


def test_komarova_resting_point_is_the_published_one():
    osteoclasts, osteoblasts = komarova_steady_state()
    assert osteoclasts == pytest.approx(1.0606601718, abs=1e-9)
    assert osteoblasts == pytest.approx(212.1320344, abs=1e-6)


@pytest.mark.parametrize(
    ("g21", "osteoclasts", "osteoblasts"), [(-0.5, 1.061, 212.1), (-0.3, 4.05, 809.6)]
)
def test_paracrine_exponent_moves_the_resting_point(g21, osteoclasts, osteoblasts):
    rest = komarova_steady_state({**KOMAROVA, "g21": g21})
    assert rest == pytest.approx((osteoclasts, osteoblasts), rel=2e-3)


@given(
    a1=st.floats(0.5, 10), a2=st.floats(0.5, 10), b1=st.floats(0.05, 1), b2=st.floats(0.005, 0.2)
)
def test_nothing_changes_at_the_resting_point(a1, a2, b1, b2):
    parameters = {**KOMAROVA, "a1": a1, "a2": a2, "b1": b1, "b2": b2}
    rest = komarova_steady_state(parameters)
    rates = np.array(komarova_rates(*rest, parameters))
    assert np.allclose(rates, 0, atol=1e-8 * max(rest))


def test_default_site_follows_the_blueprint_run():
    site = remodeling_site()
    day, low = lowest_point(site)
    assert low == pytest.approx(89.84, abs=0.05)
    assert day == pytest.approx(12.2, abs=0.5)
    assert refilled_day(site) == pytest.approx(84, abs=0.75)
    assert site["osteoblasts_cells"].max() == pytest.approx(395.9, abs=0.05)
    assert site["osteoblasts_cells"].idxmax() == pytest.approx(14.2, abs=0.5)
    assert site["bone_mass_percent"].iloc[-1] == pytest.approx(99.98, abs=0.05)


@pytest.mark.parametrize(
    ("settings", "end"),
    [
        ({"formation_efficiency": 0.0015}, 98.3),
        ({"formation_efficiency": 0.0019}, 101.6),
        ({"formation_efficiency": 0.0015, "cycles": 10}, 83.2),
    ],
)
def test_formation_efficiency_decides_the_end(settings, end):
    assert remodeling_site(**settings)["bone_mass_percent"].iloc[-1] == pytest.approx(end, abs=0.05)


@pytest.mark.parametrize(("burst", "low"), [(5, 95.64), (16, 85.2)])
def test_burst_decides_the_depth(burst, low):
    assert lowest_point(remodeling_site(burst=burst))[1] == pytest.approx(low, abs=0.05)


def test_site_agrees_with_another_solver_and_the_equations_written_out():
    rest_c, rest_b = 1.0606601717798212, 212.13203435596427

    def rates(_t, y):
        c, b, _ = y
        bone = 0.0017 * max(b - rest_b, 0) - 0.24 * max(c - rest_c, 0)
        return [3 * c**0.5 * b**-0.5 - 0.2 * c, 4 * c - 0.02 * b, bone]

    site = remodeling_site()
    days = site.index.to_numpy()
    other = solve_ivp(
        rates, (0, days[-1]), [11, rest_b, 100], "DOP853", days, rtol=1e-11, atol=1e-11, max_step=1
    )
    assert np.allclose(site.to_numpy().T, other.y, rtol=1e-5)


@settings(deadline=None)
@given(cycles=st.integers(1, 20), efficiency=st.floats(0.0010, 0.0024))
def test_cycles_add_up(cycles, efficiency):
    one = remodeling_site(formation_efficiency=efficiency)["bone_mass_percent"].iloc[-1] - 100
    many = remodeling_site(formation_efficiency=efficiency, cycles=cycles)
    assert many["bone_mass_percent"].iloc[-1] - 100 == pytest.approx(cycles * one, abs=1e-9)
    assert many.index.is_monotonic_increasing
    assert many.index.is_unique
    assert (many[["osteoclasts_cells", "osteoblasts_cells"]] > 0).all(axis=None)


def test_the_table_of_numbers_is_not_changed_by_a_run():
    remodeling_site(formation_efficiency=0.0015)
    assert KOMAROVA["k2"] == 0.0017


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"cycles": 0}, "whole number from 1"),
        ({"cycles": 1.5}, "whole number from 1"),
        ({"burst": "many"}, "osteoclasts"),
        ({"formation_efficiency": -1}, "formation efficiency"),
        ({"burst": float("nan")}, "osteoclasts"),
    ],
)
def test_bad_settings_are_refused_in_words(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        remodeling_site(**settings)


@given(formation=flow, resorption=flow, start=st.floats(50, 150), years=st.floats(0.1, 50))
def test_constant_flows_change_the_stock_linearly(formation, resorption, start, years):
    table = flows_to_stock([0, years / 3, years], formation, resorption, start)
    expected = start + (formation - resorption) * years
    assert table["bone_mass_percent"].iloc[-1] == pytest.approx(expected, abs=1e-9)


def test_stock_is_lowest_where_the_flows_cross():
    times = np.linspace(0, 10, 1001)
    resorption = 8 + 4 * np.exp(-((times - 4) ** 2))
    table = flows_to_stock(times, 9, resorption)
    recrossing = times[(resorption > 9).nonzero()[0][-1]]
    assert table["bone_mass_percent"].idxmin() == pytest.approx(recrossing, abs=0.02)
    assert resorption.argmax() < table["bone_mass_percent"].argmin()


@given(step=st.floats(1, 30))
def test_balanced_turnover_step_costs_step_times_lag_once(step):
    table = lagging_formation(np.linspace(0, 60, 601), 8 + step)
    assert table["bone_mass_percent"].iloc[-1] == pytest.approx(100 - 0.8 * step, abs=1e-6)
    assert table["formation_percent_per_year"].iloc[-1] == pytest.approx(8 + step)


def test_lagging_formation_is_the_solution_of_its_equation():
    times = np.linspace(0, 10, 20001)
    table = lagging_formation(times, 16)
    formation = table["formation_percent_per_year"].to_numpy()
    slope = np.gradient(formation, times)[1:-1]
    assert np.allclose(slope, ((16 - formation) / 0.8)[1:-1], atol=1e-5)
    gain = np.gradient(table["bone_mass_percent"].to_numpy(), times)[1:-1]
    assert np.allclose(gain, (formation - 16)[1:-1], atol=1e-5)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (([0, 1], -1, 8), "negative"),
        (([1, 1], 8, 8), "must increase"),
        (([0], 8, 8), "must increase"),
    ],
)
def test_bad_flows_are_refused_in_words(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        flows_to_stock(*arguments)


def test_what_is_dug_in_all_and_when_digging_ends():
    """The lesson says: 14 % dug until about day 23, more than the deepest point shows."""
    site = remodeling_site()
    above_rest = (site["osteoclasts_cells"] - komarova_steady_state()[0]).clip(lower=0)
    assert np.trapezoid(KOMAROVA["k1"] * above_rest, site.index) == pytest.approx(14.1, abs=0.05)
    assert site.index[above_rest == 0][0] == pytest.approx(23.2, abs=0.5)
