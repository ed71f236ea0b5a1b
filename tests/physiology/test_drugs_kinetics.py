"""The small pharmacokinetic functions against lesson values, limits and an ODE."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp

from course_utils.physiology.drugs import (
    accumulation_ratio,
    area_under_curve,
    average_at_steady_state,
    bateman,
    bolus,
    half_life,
    half_life_to_k,
    infusion,
    metabolite,
    oral_availability,
    repeat_dose,
    repeated_bolus,
    steady_state,
    time_of_peak,
    time_to_fraction,
)
from course_utils.physiology.parameters import parameter_set

HALF_LIVES = parameter_set("pk_half_lives")
rate = st.floats(0.01, 20)
amount = st.floats(0, 1000, allow_subnormal=False)


@pytest.mark.parametrize(
    ("drug", "ratio"),
    [
        ("enclomiphene", 1.23),
        ("zuclomiphene", 43.8),
        ("raloxifene", 2.21),
        ("tamoxifen", 9.17),
        ("anastrozole", 3.53),
    ],
)
def test_accumulation_of_daily_tablets_is_the_lesson_value(drug, ratio):
    assert accumulation_ratio(HALF_LIVES[drug], 24) == pytest.approx(ratio, abs=0.006 * ratio)


@pytest.mark.parametrize(
    ("t_half", "tau", "ratio"), [(10, 24, 1.234), (720, 24, 43.78), (192, 168, 2.200)]
)
def test_accumulation_ratio_of_the_exercise(t_half, tau, ratio):
    assert accumulation_ratio(t_half, tau) == pytest.approx(ratio, abs=6e-4 * ratio)


def test_zuclomiphene_outweighs_enclomiphene_44_to_1():
    def level(share, t_half):
        return average_at_steady_state(share, half_life_to_k(t_half))

    assert level(0.38, 720) / level(0.62, 10) == pytest.approx(44.1, abs=0.05)
    assert level(0.38, 13.6 * 24) / level(0.62, 10) == pytest.approx(20, abs=0.05)


def test_ninety_percent_of_the_plateau_takes_3_32_half_lives():
    assert time_to_fraction(1) == pytest.approx(3.32, abs=0.002)
    assert time_to_fraction(30) == pytest.approx(99.7, abs=0.05)
    assert infusion(time_to_fraction(30), 1, half_life_to_k(30), 1) * half_life_to_k(
        30
    ) == pytest.approx(0.9, rel=1e-12)


def test_zuclomiphene_at_day_60_and_15_days_after_stopping():
    k = half_life_to_k(30)
    reached = repeated_bolus(60, 1, 1, 1, k, doses=60) / repeated_bolus(3000, 1, 1, 1, k)
    assert reached == pytest.approx(0.75, abs=0.02)
    left = repeated_bolus([60, 75], 1, 1, 1, k, doses=60)
    assert left[1] / left[0] == pytest.approx(0.71, abs=0.005)


@given(ka=rate, k=rate, volume=st.floats(0.5, 50))
@settings(deadline=None)
def test_bateman_curve_solves_its_differential_equation(ka, k, volume):
    def rates(_, y):
        return [-ka * y[0], ka * y[0] - k * y[1]]

    times = np.linspace(0, 5, 6)
    exact = solve_ivp(
        rates, (0, 5), [3.0, 0.0], t_eval=times, method="LSODA", rtol=1e-10, atol=1e-12
    )
    assert bateman(times, 3, volume, ka, k) * volume == pytest.approx(
        exact.y[1], rel=1e-6, abs=1e-8
    )


@given(k=rate, gap=st.floats(1e-12, 1e-4), time=st.floats(0, 30, allow_subnormal=False))
@settings(deadline=None)
def test_equal_rates_are_the_limit_of_unequal_ones(k, gap, time):
    limit = bateman(time, 1, 1, k, k)
    assert limit == pytest.approx(k * time * np.exp(-k * time), rel=1e-12)
    assert bateman(time, 1, 1, k * (1 + gap), k) == pytest.approx(
        limit, rel=2 * gap * (1 + k * time), abs=1e-300
    )


@given(ka=rate, k=rate, time=st.floats(0, 10, allow_subnormal=False))
@settings(deadline=None)
def test_flip_flop_absorption_and_elimination_trade_places(ka, k, time):
    assert bateman(time, 1, 1, ka, k) / ka == pytest.approx(
        bateman(time, 1, 1, k, ka) / k, rel=1e-9, abs=1e-300
    )


@given(slow=st.floats(0.02, 0.2), fast=st.floats(1, 20))
@settings(deadline=None)
def test_the_last_slope_is_the_slower_rate(slow, fast):
    late = bateman([200, 201], 1, 1, slow, fast)
    assert np.log(late[0] / late[1]) == pytest.approx(slow, rel=1e-9)


@given(ka=rate, k=rate)
@settings(deadline=None)
def test_the_peak_is_where_the_curve_turns(ka, k):
    peak = time_of_peak(ka, k)
    around = bateman([0.999 * peak, peak, 1.001 * peak], 1, 1, ka, k)
    assert around[1] >= around[0]
    assert around[1] >= around[2]
    assert time_of_peak(k, k) == pytest.approx(1 / k)


@given(
    dose=amount,
    ka=st.floats(0.2, 5),
    k=st.floats(0.05, 5),
    share=st.floats(0, 1, allow_subnormal=False),
)
@settings(deadline=None)
def test_area_under_the_curve_is_dose_over_clearance(dose, ka, k, share):
    ends = [0, 5 / max(ka, k), 5 / min(ka, k), 30 / min(ka, k)]
    area = sum(
        quad(lambda t: bateman(t, dose, 7, ka, k, share), a, b)[0]
        for a, b in itertools.pairwise(ends)
    )
    assert area == pytest.approx(area_under_curve(dose, 7 * k, share), rel=1e-6, abs=1e-9)


@given(
    ka=st.floats(0.1, 30),
    k=st.floats(0.01, 3),
    tau=st.floats(0.2, 9),
    doses=st.integers(1, 25),
    time=st.floats(-1, 300, allow_subnormal=False),
)
@settings(deadline=None)
def test_geometric_sums_equal_the_sum_dose_by_dose(ka, k, tau, doses, time):
    starts = tau * np.arange(doses)
    given_by = starts[starts <= time]
    whole = repeat_dose(time, 5, tau, 2, ka, k, 0.4, doses)
    parts = sum(bateman(time - start, 5, 2, ka, k, 0.4) for start in given_by)
    assert whole == pytest.approx(parts, rel=1e-7, abs=1e-12)
    bolus_parts = sum(bolus(time - start, 5, 2, k) for start in given_by)
    assert repeated_bolus(time, 5, tau, 2, k, doses) == pytest.approx(
        bolus_parts, rel=1e-9, abs=1e-12
    )


@given(k=st.floats(0.05, 3), tau=st.floats(0.2, 9), time=st.floats(0, 90, allow_subnormal=False))
@settings(deadline=None)
def test_repeated_doses_with_equal_rates_use_the_exact_limit(k, tau, time):
    starts = tau * np.arange(int(time // tau) + 1)
    parts = sum(bateman(time - start, 1, 1, k, k) for start in starts)
    assert repeat_dose(time, 1, tau, 1, k, k) == pytest.approx(parts, rel=1e-9, abs=1e-12)
    nearly = repeat_dose(time, 1, tau, 1, k * (1 + 3e-6), k)
    assert nearly == pytest.approx(parts, rel=1e-4, abs=1e-9)


@given(dose=st.floats(0.1, 100), tau=st.floats(0.1, 9), volume=rate, k=st.floats(0.05, 3))
@settings(deadline=None)
def test_steady_state_repeats_itself_and_averages_rate_over_clearance(dose, tau, volume, k):
    peak, trough, average = steady_state(dose, tau, volume, k)
    assert (trough + dose / volume) == pytest.approx(peak, rel=1e-9)
    assert average == pytest.approx(average_at_steady_state(dose / tau, volume * k), rel=1e-12)
    assert peak == pytest.approx(
        accumulation_ratio(half_life(volume * k, volume), tau) * dose / volume, rel=1e-9
    )
    middle = quad(lambda t: peak * np.exp(-k * t), 0, tau)[0] / tau
    assert average == pytest.approx(middle, rel=1e-9)


@given(k=rate, times_rate=amount, stop=st.floats(0.1, 20))
@settings(deadline=None)
def test_infusion_is_the_integral_of_boluses(k, times_rate, stop):
    time = stop + 1.5
    inner = quad(lambda s: bolus(time - s, times_rate, 4, k), 0, stop, epsabs=1e-13)[0]
    assert infusion(time, times_rate, 4 * k, 4, stop) == pytest.approx(inner, rel=1e-6, abs=1e-9)


@given(k=rate, km=rate, fraction=st.floats(0, 1, allow_subnormal=False))
@settings(deadline=None)
def test_parent_and_metabolite_conserve_moles(k, km, fraction):
    """What is in the body plus what has left is the dose, at any time."""
    time, dose = 2.3, 10.0
    parent = bolus(time, dose, 1, k)
    made = fraction * (dose - parent)
    here = metabolite(time, dose, k, km, 1, fraction)
    gone = km * quad(lambda t: metabolite(t, dose, k, km, 1, fraction), 0, time)[0]
    assert here + gone == pytest.approx(made, rel=1e-7, abs=1e-9)


def test_the_liver_takes_its_share_of_a_tablet_before_the_body_sees_it():
    assert oral_availability(1, 0, 90) == 1
    assert oral_availability(0.6, 87, 90) == pytest.approx(0.02)
    assert oral_availability(1, 45, 90, gut_extraction=0.5) == pytest.approx(0.25)


def test_functions_take_arrays():
    k = np.array([0.1, 0.2, 0.4])
    assert np.allclose(bolus(2.0, 1, 1, k), [bolus(2.0, 1, 1, one) for one in k])
    assert np.allclose(accumulation_ratio(k, 1), [accumulation_ratio(one, 1) for one in k])


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: half_life_to_k(0), "half-life must be positive"),
        (lambda: bolus(1, -1, 1, 1), "dose must not be negative"),
        (lambda: bateman(1, 1, 1, 1, 1, 1.5), "availability must be between 0 and 1"),
        (lambda: infusion(1, 1, 0, 1), "clearance must be positive"),
        (lambda: oral_availability(1, 100, 90), "hepatic extraction"),
        (lambda: time_to_fraction(1, 1), "remaining share must be positive"),
        (lambda: accumulation_ratio(10, float("nan")), "interval must be positive"),
        (lambda: repeat_dose(1, 1, -1, 1, 1, 1), "interval must be positive"),
    ],
)
def test_impossible_numbers_are_refused_in_words(act, sentence):
    with pytest.raises(ValueError, match=sentence):
        act()
