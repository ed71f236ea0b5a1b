"""Pivonka 2008 against the bone-models package, whose equations we integrate ourselves."""

import contextlib
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from course_utils.physiology.bone import (
    LEMAIRE,
    PIVONKA,
    PIVONKA_NUMBERS,
    lemaire_steady_state,
    pivonka_rates,
    pivonka_steady_state,
)
from course_utils.physiology.bone.pivonka import pivonka_cells
from course_utils.physiology.solve import solve

ON, OFF, END = 20.0, 80.0, 200.0
BEFORE, DURING, AFTER = 10.0, 50.0, 100.0
CELLS = ("OBp", "OBa", "OCa")
LOADS = {
    "I_P": "PTH_injection",
    "I_O": "OPG_injection",
    "I_L": "RANKL_injection",
    "I_T": "TGFb_injection",
    "J_OBp": "OBp_injection",
    "J_OBa": "OBa_injection",
    "J_OCa": "OCa_injection",
}

VARIED = ["D_OBu", "D_OBp", "A_OBa", "D_OCp", "A_OCa", "K8", "beta_OPG", "R_RANKL"]


class Load:
    """What the package calls a load case: injections between two days."""

    start_time, end_time = ON, OFF

    def __init__(self, **injections):
        for attribute in LOADS.values():
            setattr(self, attribute, 0.0)
        for symbol, value in injections.items():
            setattr(self, LOADS[symbol], value)


def package_model(name, **injections):
    module = pytest.importorskip(f"bone_models.models.{name}_model", reason="needs the test extra")
    return getattr(module, f"{name.capitalize()}_Model")(load_case=Load(**injections))


def package_run(model, days, start):
    """Cells of the package's equations; time is only told whether the load is on."""
    rows, state = [], np.array(start, dtype=float)
    for left, right, now in ((0.0, ON, BEFORE), (ON, OFF, DURING), (OFF, END, AFTER)):
        inside = days[(days >= left) & (days < right) | (days == right) & (right == END)]
        run = solve_ivp(
            lambda _t, x, now=now: model.bone_cell_population_model(x, now),
            (left, right),
            state,
            "LSODA",
            np.union1d(inside, [left, right]),
            rtol=1e-11,
            atol=1e-18,
        )
        rows.append(run.y.T[np.isin(run.t, inside)])
        state = run.y[:, -1]
    return np.concatenate(rows)


def test_published_steady_state():
    rest = pivonka_steady_state()
    assert rest == pytest.approx((6.1964e-4, 5.5839e-4, 8.0696e-4), rel=1e-5)
    with contextlib.redirect_stdout(io.StringIO()):
        package = package_model("pivonka").calculate_steady_state()
    assert rest == pytest.approx(package, rel=1e-8)


@pytest.mark.parametrize(
    "load",
    [
        {"I_P": 1000.0},
        {"I_O": 2e5},
        {"I_L": 1e4},
        {"I_T": 1e-4},
        {"J_OBp": 1e-5},
        {"J_OBa": 1e-5},
        {"J_OCa": 1e-5},
        {"I_P": 300.0, "I_O": 5e4},
    ],
    ids=str,
)
def test_loads_agree_with_the_package(load):
    days = np.linspace(0, END, 101)
    changes = [(ON, load), (OFF, dict.fromkeys(load, 0.0))]
    ours = solve(PIVONKA, days, changes=changes).iloc[:, :3]
    theirs = package_run(package_model("pivonka", **load), days, pivonka_steady_state())
    np.testing.assert_allclose(ours, theirs, rtol=1e-6)


def test_lemaire_agrees_with_the_package_as_well():
    days, load = np.linspace(0, END, 101), {"I_P": 1000.0}
    ours = solve(LEMAIRE, days, changes=[(ON, load), (OFF, {"I_P": 0.0})])
    theirs = package_run(package_model("lemaire", **load), days, lemaire_steady_state())
    np.testing.assert_allclose(ours, theirs, rtol=1e-6)


factor = st.floats(0.3, 3)


@given(
    factors=st.fixed_dictionaries({s: factor for s in VARIED}),
    pth=st.floats(0, 2000, allow_subnormal=False),
    opg=st.floats(0, 2e5, allow_subnormal=False),
    rankl=st.floats(0, 2e4, allow_subnormal=False),
)
def test_cells_at_rest_do_not_move(factors, pth, opg, rankl):
    changes = {s: PIVONKA_NUMBERS[s] * f for s, f in factors.items()}
    p = PIVONKA_NUMBERS.replace(**changes, I_P=pth, I_O=opg, I_L=rankl)
    rest = pivonka_steady_state(p)
    assert min(rest) > 0
    rates = pivonka_cells(*rest, p.numbers())
    assert max(abs(r) / x for r, x in zip(rates, rest, strict=True)) < 1e-8


@given(factor, factor)
def test_speed_moves_no_resting_cells(osteoblasts, osteoclasts):
    speeds = {
        "D_OBu": osteoblasts,
        "D_OBp": osteoblasts,
        "A_OBa": osteoblasts,
        "D_OCp": osteoclasts,
        "A_OCa": osteoclasts,
    }
    p = PIVONKA_NUMBERS.replace(**{s: PIVONKA_NUMBERS[s] * f for s, f in speeds.items()})
    assert pivonka_steady_state(p) == pytest.approx(pivonka_steady_state(), rel=1e-10)


def test_only_one_number_of_osteoclasts_is_at_rest():
    p = PIVONKA_NUMBERS.numbers()
    osteoclasts = np.geomspace(1e-9, 1, 2000)
    tgf = osteoclasts * p.alpha * p.k_res / p.D_TGF
    matured = p.D_OBu * tgf / (p.K1 + tgf)
    resting = matured * (p.K2 + tgf) / (p.D_OBp * p.K2), matured / p.A_OBa
    rates = pivonka_cells(*resting, osteoclasts, p)
    np.testing.assert_allclose(rates[:2], 0, atol=1e-15)
    assert np.count_nonzero(np.diff(np.sign(rates[2]))) == 1


@settings(deadline=None)
@given(
    start=st.tuples(*[st.floats(1e-6, 1e-2)] * 3),
    pth=st.floats(0, 5000, allow_subnormal=False),
    opg=st.floats(0, 1e6, allow_subnormal=False),
)
def test_cells_stay_positive_and_come_back(start, pth, opg):
    days = np.concatenate([np.linspace(0, 60, 61), [3000.0]])
    table = solve(
        PIVONKA,
        days,
        start=dict(zip(CELLS, start, strict=True)),
        changes=[(5.0, {"I_P": pth, "I_O": opg}), (40.0, {"I_P": 0.0, "I_O": 0.0})],
    )
    assert (table.iloc[:, :3] > 0).all(axis=None)
    assert tuple(table.iloc[-1, :3]) == pytest.approx(pivonka_steady_state(), rel=1e-5)


def test_bone_volume_rests_with_the_cells_and_falls_under_continuous_pth():
    rest = [*pivonka_steady_state(), 100.0]
    assert abs(pivonka_rates(0.0, rest, PIVONKA_NUMBERS.numbers())[3]) < 1e-12
    table = solve(PIVONKA, [0.0, 50.0, 100.0], parameters=PIVONKA_NUMBERS.replace(I_P=1000))
    assert table["bone_volume_percent"].is_monotonic_decreasing


def test_directions():
    rest = pivonka_steady_state()
    assert pivonka_steady_state(I_L=1e4).OCa > rest.OCa
    assert pivonka_steady_state(I_P=500).OCa > rest.OCa
    assert pivonka_steady_state(I_O=1e5).OCa < rest.OCa


def test_cells_that_cannot_rest_are_refused():
    with pytest.raises(ValueError, match="no living cells"):
        pivonka_steady_state(alpha=0)
    with pytest.raises(KeyError, match="K8"):
        pivonka_steady_state(K9=1)
