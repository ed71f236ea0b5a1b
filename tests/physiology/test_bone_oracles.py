"""Published bone models against libRoadRunner, which runs Antimony text written from the papers.

``oracles/*.ant`` was typed from the papers' equations, not exported from the course.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.bone import (
    COOK_CYCLE,
    KOMAROVA_SITE,
    LEMAIRE,
    PIVONKA,
    komarova_steady_state,
    repeated_bursts,
    wnt_cycle,
)
from course_utils.physiology.interchange import antimony
from course_utils.physiology.solve import solve
from tests.physiology.other_engine import oracle, roadrunner_run

TOLERANCE = 1e-6
YEAR = np.linspace(0, 365, 147)
INFUSIONS = [{"I_P": 1000.0}, {"I_O": 2e5}, {"I_L": 1e4}]
LEMAIRE_SYMBOLS = ["D_R", "d_B", "k_B", "D_C", "D_A", "k1", "k3", "K_OP", "K_LP", "S_P"]
COOK_NAMES = {
    "K_S": "K_S",
    "K_W": "K",
    "Wnt": "Wnt",
    "alpha1": "alpha_1",
    "alpha2": "alpha_2",
    "alpha3": "alpha_3",
    "alpha4": "alpha_4",
    "beta1": "beta_1",
    "beta2": "beta_2",
    "beta3": "beta_3",
    "f12": "f_12",
    "f14": "f_14",
    "f34": "f_34",
    "g21": "g_21",
    "g22": "g_22",
    "g44": "g_44",
}


def agree(ours, theirs):
    np.testing.assert_allclose(np.asarray(ours), theirs, rtol=TOLERANCE)


def window(values, start=20.0, stop=80.0):
    return [(start, values), (stop, dict.fromkeys(values, 0.0))]


# --- Komarova ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [{}, {"g21": -0.3}, {"g11": 1.05}, {"b2": 0.05, "a1": 2.0}, {"g22": 0.2, "g12": 0.8}],
)
def test_komarova_2003_one_event(values):
    names = {"a1": "alpha1", "b1": "beta1", "a2": "alpha2", "b2": "beta2"}
    rest = komarova_steady_state({**KOMAROVA_SITE.parameters, **values})
    theirs = {names.get(k, k): v for k, v in values.items()} | {"x1": 11.0, "x2": rest[1]}
    ours = solve(KOMAROVA_SITE.replace(**values), YEAR, start={"C": 11.0, "B": rest[1]})
    agree(ours, oracle("komarova2003", YEAR, ("x1", "x2", "z"), values=theirs))


def test_komarova_2003_bursts_that_overlap():
    days, size = [10.0, 25.0, 140.5], 9.0
    ours = repeated_bursts(YEAR, days, size)
    rest = dict(zip(("x1", "x2"), komarova_steady_state(), strict=True))
    doses = [(day, {"x1": size}) for day in days]
    agree(ours, oracle("komarova2003", YEAR, ("x1", "x2", "z"), values=rest, doses=doses))


@pytest.mark.parametrize(("pulse", "length"), [(0.15, 1.0), (-0.3, 1.0), (-0.45, 60.0)])
def test_komarova_2005_parathyroid_hormone(pulse, length):
    rest = dict(zip("CB", komarova_steady_state(), strict=True))
    changes = [(1.0, {"g21": pulse}), (1.0 + length, {"g21": -0.5})]
    ours = solve(KOMAROVA_SITE, YEAR, start=rest, changes=changes)
    values = {"g21_pth": pulse, "t_off": 1.0 + length}
    stops = [(1.0, {}), (1.0 + length, {})]
    states = ("x1", "x2", "z")
    agree(ours, oracle("komarova2005", YEAR, states, values=values, changes=stops))


# --- Lemaire and Pivonka -------------------------------------------------------------------


@pytest.mark.parametrize("infusion", [{}, *INFUSIONS, {"I_P": 200.0, "I_L": 3e3}])
def test_lemaire_infusions(infusion):
    changes = window(infusion)
    theirs = oracle("lemaire2004", YEAR, ("R", "B", "C"), changes=changes)
    agree(solve(LEMAIRE, YEAR, changes=changes), theirs)


@settings(max_examples=15, deadline=None)
@given(
    factors=st.dictionaries(
        st.sampled_from(LEMAIRE_SYMBOLS),
        st.floats(0.3, 3),
        min_size=1,
        max_size=4,
    ),
    start=st.floats(0.2, 5),
)
def test_lemaire_with_other_parameters_and_starts(factors, start):
    values = {symbol: LEMAIRE.parameters[symbol] * f for symbol, f in factors.items()}
    cells = {"R": 7.7e-4 * start, "B": 7.3e-4 / start, "C": 9.1e-4 * start}
    ours = solve(LEMAIRE.replace(**values), YEAR, start=cells)
    agree(ours, oracle("lemaire2004", YEAR, ("R", "B", "C"), values=values | cells))


def test_lemaire_cell_doses():
    doses = [(30.0, {"C": 1e-3}), (30.0, {"R": 5e-4}), (90.0, {"B": 1e-4})]
    ours = solve(LEMAIRE, YEAR, doses=doses)
    agree(ours, oracle("lemaire2004", YEAR, ("R", "B", "C"), doses=doses))


@pytest.mark.parametrize("infusion", [{}, *INFUSIONS])
def test_pivonka_infusions(infusion):
    changes = window(infusion)
    theirs = oracle("pivonka2008", YEAR, ("OBp", "OBa", "OCa", "BV"), changes=changes)
    agree(solve(PIVONKA, YEAR, changes=changes), theirs)


# --- one cycle -----------------------------------------------------------------------------


@pytest.mark.parametrize("wnt", [0.0, 1.8, 50.0, -1.0])
@pytest.mark.parametrize("lost", [20.0, 5.0])
def test_cook_one_cycle(wnt, lost):
    days = np.linspace(0, 100, 101)
    values = {"Wnt": wnt, "S": 200 - lost}
    theirs = oracle("cook2022", days, ("S", "P", "B", "C", "z"), values=values)
    np.testing.assert_allclose(
        wnt_cycle(wnt, lost, days), theirs, rtol=TOLERANCE, atol=1e-9 * theirs.max()
    )


@pytest.mark.parametrize(
    "values", [{"alpha1": 0.3, "beta1": 0.07}, {"g21": 1.8, "g44": 1.5}, {"f14": 0.8, "K_W": 3.0}]
)
def test_cook_with_other_parameters(values):
    days = np.linspace(0, 100, 101)
    start = {"P": 1.0, "B": 1.0, "C": 0.5}
    ours = solve(COOK_CYCLE.replace(Wnt=5.0, **values), days, start=start)
    renamed = {COOK_NAMES[k]: v for k, v in values.items()} | {"Wnt": 5.0} | start
    theirs = oracle("cook2022", days, ("S", "P", "B", "C", "z"), values=renamed)
    assert np.abs(ours - theirs).max().max() < TOLERANCE * 200
    np.testing.assert_allclose(ours["bone_volume_percent"], theirs[:, -1], rtol=TOLERANCE)


# --- what students export ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (KOMAROVA_SITE, [(20.0, {"g21": -0.4}), (50.0, {"g21": -0.5})]),
        (LEMAIRE, window({"I_P": 1000.0})),
        (PIVONKA, window({"I_L": 1e4})),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_exported_models_run_elsewhere_to_the_same_numbers(model, changes):
    theirs = roadrunner_run(antimony(model), YEAR, model.symbols, changes=changes)
    agree(solve(model, YEAR, changes=changes), theirs)
