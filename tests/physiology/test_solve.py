"""The door to the solver against solutions written on paper."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology import right_hand_side
from course_utils.physiology.many import solve_many
from course_utils.physiology.solve import RanAway, integrate, solve
from tests.physiology.two_compartments import DRIVEN, EXPLOSIVE, GUT, SINKING, gut_rates

TIMES = np.linspace(0, 20, 41)


@pytest.fixture(params=[False, True], ids=["plain", "compiled"])
def engine(request, monkeypatch):
    if request.param:
        pytest.importorskip("numba", reason="the optional compiler numba is not installed")
    monkeypatch.setattr(right_hand_side, "COMPILE", request.param)


def bateman(times, dose, at=0.0, ka=2.0, ke=0.3):
    since = np.maximum(times - at, 0)
    return dose * ka / (ka - ke) * (np.exp(-ke * since) - np.exp(-ka * since)) * (times >= at)


def test_doses_superpose(engine):
    doses = [(0, {"gut": 10}), (3.3, {"gut": 4}), (3.3, {"gut": 1}), (7, {"blood": 2})]
    table = solve(GUT, TIMES, doses=doses)
    drunk = bateman(TIMES, 10) + bateman(TIMES, 5, at=3.3)
    injected = 2 * np.exp(-0.3 * np.maximum(TIMES - 7, 0)) * (TIMES >= 7)
    assert np.allclose(table["amount_in_blood_mg"], drunk + injected, rtol=1e-6, atol=1e-8)


def test_the_value_at_the_time_of_a_dose_is_the_one_after_it(engine):
    table = solve(GUT, [0, 1, 2], doses=[(0, {"gut": 1}), (1, {"blood": 5}), (2, {"blood": 7})])
    before = bateman(np.array([1.0, 2.0]), 1)
    assert table["amount_in_gut_mg"].iloc[0] == 1
    assert table["amount_in_blood_mg"].loc[1] == pytest.approx(before[0] + 5)
    assert table["amount_in_blood_mg"].loc[2] == pytest.approx(
        before[1] + 5 * np.exp(-0.3) + 7, rel=1e-6
    )


def test_a_changed_parameter_acts_from_its_time_on(engine):
    table = solve(GUT, TIMES, start={"blood": 1}, changes=[(5, {"ke": 0.0}), (9, {"ke": 0.5})])
    open_time = np.clip(TIMES, 0, 5) * 0.3 + np.clip(TIMES - 9, 0, None) * 0.5
    assert np.allclose(table["amount_in_blood_mg"], np.exp(-open_time), rtol=1e-6)


def test_inputs_follow_their_segments(engine):
    def segment(start, stop, base, weight):
        rows = np.array([[weight], [0.0]])
        return SimpleNamespace(
            start=start, stop=stop, base=np.array([base, 0.0]), weights=rows, rates=np.array([0.7])
        )

    inputs = SimpleNamespace(segments=[segment(0, 6, 1.0, 2.0), segment(6, 20, 0.0, 0.0)])
    table = solve(DRIVEN, TIMES, inputs=inputs)["amount_in_blood_mg"]
    early = TIMES[TIMES <= 6]
    exact = (1 - np.exp(-0.3 * early)) / 0.3 + 2 / 0.4 * (
        np.exp(-0.3 * early) - np.exp(-0.7 * early)
    )
    assert np.allclose(table[TIMES <= 6], exact, rtol=1e-6)
    assert np.allclose(
        table[TIMES >= 6], exact[-1] * np.exp(-0.3 * (TIMES[TIMES >= 6] - 6)), rtol=1e-6
    )


def test_events_are_found_where_the_curve_crosses():
    half = {"half": lambda time, state: state[1] - 0.5}
    table = solve(GUT, TIMES, start={"blood": 1}, events=half)
    assert table.attrs["events"]["half"] == [pytest.approx(np.log(2) / 0.3, rel=1e-5)]


def test_a_runaway_quantity_is_named(engine):
    with pytest.raises(RanAway, match="bone cells ran away"):
        solve(EXPLOSIVE, [0, 10])


def test_a_quantity_below_zero_under_a_root_is_refused_in_words(engine):
    with pytest.raises(RanAway, match="bone cells"):
        solve(SINKING, [0, 10])


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: solve(GUT, [0, 2, 1]), "times must increase"),
        (lambda: solve(GUT, [0, 1], start={"blod": 1}), "Did you mean blood"),
        (lambda: solve(GUT, [0, 1], doses=[(0, {"gutt": 1})]), "Did you mean gut"),
        (lambda: solve(GUT, [0, 2], changes=[(1, {"kee": 1})]), "ke"),
        (lambda: solve(GUT, [0, 2], changes=[(1, {"ke": -1})]), "must be between"),
        (lambda: integrate(gut_rates, [0, np.nan], [0, 1], ["gut", "blood"]), "finite"),
    ],
)
def test_impossible_settings_are_refused_in_words(act, sentence):
    with pytest.raises((ValueError, KeyError), match=sentence):
        act()


@settings(max_examples=30, deadline=None)
@given(ka=st.floats(0.5, 10), ke=st.floats(0.01, 0.4), dose=st.floats(0.1, 100))
def test_compiled_and_plain_agree_to_1e_8(ka, ke, dose):
    pytest.importorskip("numba", reason="the optional compiler numba is not installed")
    model = GUT.replace(ka=ka, ke=ke)
    tables = []
    for right_hand_side.COMPILE in (False, True):
        tables.append(solve(model, TIMES, start={"gut": dose}).to_numpy())
    assert np.allclose(*tables, rtol=1e-8, atol=1e-8 * dose)


def test_many_persons_at_once_equal_each_alone(engine):
    ke = np.random.default_rng(3).uniform(0.05, 0.5, 1200)
    start = np.vstack([np.full(1200, 5.0), np.zeros(1200)])
    many = solve_many(GUT, [0, 4, 8], {"ke": ke}, start=start)
    assert many.shape == (3, 2, 1200)
    assert np.allclose(many[2, 1], bateman(np.array(8.0), 5.0, ke=ke), rtol=1e-6)


def test_persons_with_values_of_different_length_are_refused():
    with pytest.raises(ValueError, match="one value per person"):
        solve_many(GUT, [0, 1], {"ke": np.ones(3), "ka": np.ones(2)})


def test_bare_numbers_have_their_exact_solution():
    times = np.linspace(0, 5, 11)
    (amount,) = integrate(lambda _t, y: -y, [1.0], times, ("amount",))
    assert amount == pytest.approx(np.exp(-times), rel=1e-7)


def test_a_bare_quantity_that_runs_away_is_named():
    with pytest.raises(ArithmeticError, match="osteoclasts ran away"):
        integrate(lambda _t, y: y**2, [1.0], [0, 2], ("osteoclasts",))
