"""Lemaire 2004: published resting cells, the curriculum's multipliers, and invariants."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.bone import (
    LEMAIRE,
    LEMAIRE_NUMBERS,
    lemaire_cells,
    lemaire_rates,
    lemaire_steady_state,
)
from course_utils.physiology.bone.lemaire import pth_effect, rankl_effect, tgf_beta_effect
from course_utils.physiology.solve import solve

resting = lemaire_steady_state()
PUBLISHED = (7.734377443555e-4, 7.283395929497e-4, 9.127528388901e-4)

factor = st.floats(0.1, 10)
RATES = ["D_R", "d_B", "k_B", "D_C", "D_A", "k1", "k3", "k_P"]
AMOUNTS = ["K_OP", "K_LP", "S_P", "K", "Cs"]
wide = st.fixed_dictionaries(
    {symbol: factor for symbol in RATES + AMOUNTS}
    | {"f0": st.floats(0.1, 5)}
    | {infusion: st.floats(0, 5, allow_subnormal=False) for infusion in ("I_P", "I_O", "I_L")}
)
INFUSED = {"I_P": 1000.0, "I_O": 1e5, "I_L": 1e4}


def scaled(factors):
    """The table's numbers times the factors; infusions times a typical dose."""
    base = {**LEMAIRE_NUMBERS, **INFUSED}
    return LEMAIRE_NUMBERS.replace(**{s: base[s] * f for s, f in factors.items()})


def relative_rates(cells, p):
    return max(
        abs(r) / x for r, x in zip(lemaire_rates(0.0, cells, p.numbers()), cells, strict=True)
    )


def test_published_resting_cells():
    assert resting == pytest.approx(PUBLISHED, rel=1e-12)
    assert resting == pytest.approx((7.734e-4, 7.283e-4, 9.128e-4), abs=1e-7)


def test_facts_of_the_resting_state():
    p = LEMAIRE_NUMBERS.numbers()
    assert tgf_beta_effect(resting.C, p) == pytest.approx(PUBLISHED[1] * p.k_B / p.D_R, rel=1e-12)
    assert pth_effect(p) == pytest.approx(250 / 86 / 150, rel=1e-12)
    rank = p.k3 * p.K / p.k4
    trap = p.k1 / (p.k2 * p.kO) * p.K_OP * resting.R / pth_effect(p)
    assert (rank, trap) == (pytest.approx(0.341, abs=5e-4), pytest.approx(22.9, abs=0.3))


@pytest.mark.parametrize(
    ("symbol", "times", "osteoclasts", "osteoblasts"),
    [
        ("K_OP", 0.8, 1.10, 1.06),
        ("K_OP", 0.6, 1.24, 1.15),
        ("K_OP", 0.5, 1.35, 1.21),
        ("K_OP", 0.4, 1.48, 1.28),
        ("K_OP", 0.25, 1.81, 1.45),
        ("K_OP", 1.5, 0.84, 0.90),
        ("K_LP", 1.5, 1.20, 1.12),
        ("K_LP", 2.0, 1.37, 1.22),
        ("S_P", 1.5, 1.43, 1.26),
    ],
)
def test_multipliers_of_the_curriculum(symbol, times, osteoclasts, osteoblasts):
    cells = lemaire_steady_state(**{symbol: LEMAIRE_NUMBERS[symbol] * times})
    _, b, c = np.divide(cells, resting)
    assert (b, c) == pytest.approx((osteoblasts, osteoclasts), abs=0.01)


def test_a_simulation_ends_at_the_resting_cells_of_its_infusion():
    table = solve(LEMAIRE, [0.0, 5000.0], changes=[(0.0, {"I_P": 1000.0})])
    assert tuple(table.iloc[-1]) == pytest.approx(lemaire_steady_state(I_P=1000), rel=1e-6)


@given(wide)
def test_cells_at_rest_do_not_move(factors):
    p = scaled(factors)
    rest = lemaire_steady_state(p)
    assert min(rest) > 0
    assert relative_rates(rest, p) < 1e-8


@given(wide, factor, factor)
def test_speed_moves_no_resting_cells(factors, osteoblasts, osteoclasts):
    p = scaled(factors)
    speeds = {"D_R": osteoblasts, "d_B": osteoblasts, "k_B": osteoblasts}
    speeds |= {"D_C": osteoclasts, "D_A": osteoclasts}
    faster = p.replace(**{s: p[s] * f for s, f in speeds.items()})
    assert lemaire_steady_state(faster) == pytest.approx(lemaire_steady_state(p), rel=1e-9)


@settings(deadline=None)
@given(factors=wide, start=st.tuples(*[st.floats(1e-7, 1e-1)] * 3))
def test_cells_stay_positive(factors, start):
    table = solve(
        LEMAIRE,
        np.linspace(0, 200, 41),
        parameters=scaled(factors),
        start=dict(zip("RBC", start, strict=True)),
    )
    assert (table > 0).all(axis=None)


@given(wide, st.floats(1.01, 3))
def test_directions_hold_for_all_parameters(factors, more):
    p = scaled(factors)
    rest = lemaire_steady_state(p)
    opg = lemaire_steady_state(p, K_OP=p["K_OP"] * more)
    rankl = lemaire_steady_state(p, K_LP=p["K_LP"] * more)
    pth = lemaire_steady_state(p, S_P=p["S_P"] * more)
    assert (opg.C, opg.B) < (rest.C, rest.B)
    assert rankl.C > rest.C and rankl.B > rest.B
    assert pth.C > rest.C and pth.B > rest.B


@given(*[factor] * 5)
def test_multipliers_are_changes_of_parameters(m_R, m_B, m_L, m_O, m_A):
    p = LEMAIRE_NUMBERS.numbers()
    R, B, C = 1e-3, 5e-4, 2e-3
    rates = lemaire_cells(R, B, C, pth_effect(p), p, m_R, m_B, m_L, m_O, m_A)
    other = LEMAIRE_NUMBERS.replace(
        D_R=p.D_R * m_R, k_B=p.k_B * m_B, K_LP=p.K_LP * m_L, K_OP=p.K_OP * m_O, D_A=p.D_A * m_A
    )
    assert rates == pytest.approx(lemaire_rates(0.0, (R, B, C), other.numbers()), rel=1e-9)


def test_one_line_serves_arrays():
    p = LEMAIRE_NUMBERS.numbers()
    cells = np.outer(resting, [0.5, 1.0, 2.0])
    one = [lemaire_rates(0.0, column, p) for column in cells.T]
    np.testing.assert_allclose(np.array(lemaire_rates(0.0, cells, p)).T, one, rtol=1e-14)
    assert rankl_effect(cells[0], cells[1], pth_effect(p), p).shape == (3,)


def test_wrong_parameters_are_refused_in_words():
    with pytest.raises(KeyError, match="K_OP"):
        lemaire_steady_state(K_OPG=1)
    with pytest.raises(ValueError, match="RANKL release"):
        lemaire_steady_state(k2=0)
    with pytest.raises(ValueError, match="OPG infusion"):
        lemaire_steady_state(I_O=-1)
