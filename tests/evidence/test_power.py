"""Power: the inverse of the size of a trial, and a simulation that knows no formula."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from course_utils.evidence.power import power_for_means, power_for_risks
from course_utils.evidence.surrogates import people_per_arm_for_means, people_per_arm_for_risks


@settings(max_examples=80, deadline=None)
@given(
    risk=st.floats(0.5, 60),
    other=st.floats(0.5, 60),
    power=st.floats(0.06, 0.99),
    alpha=st.floats(0.01, 0.1),
)
def test_a_trial_of_the_asked_size_has_the_asked_power(risk, other, power, alpha):
    if abs(risk - other) < 0.05:
        return
    people = people_per_arm_for_risks(risk, other, power, alpha)
    assert power_for_risks(risk, other, people, alpha) == pytest.approx(power)
    people = people_per_arm_for_means(risk - other, 4, power, alpha)
    assert power_for_means(risk - other, 4, people, alpha) == pytest.approx(power)


def test_the_sizes_of_the_lesson():
    # 37 people find 2.6 % of density (SD 4 %), 980 the fall from 10.1 to 6.6 %.
    assert power_for_means(2.6, 4, 37) == pytest.approx(0.8, abs=0.005)
    assert power_for_risks(10.1, 6.6, 980) == pytest.approx(0.8, abs=0.005)
    assert power_for_risks(10.1, 6.6, 37) < 0.1


def test_power_agrees_with_simulated_trials():
    draws, people, trials = np.random.default_rng(7), 980, 20_000
    a, c = draws.binomial(people, [[0.066], [0.101]], (2, trials)) / people
    error = np.sqrt((a * (1 - a) + c * (1 - c)) / people)
    found = np.mean((c - a) / error > stats.norm.isf(0.025))
    assert power_for_risks(10.1, 6.6, people) == pytest.approx(found, abs=0.012)


def test_no_difference_is_found_by_chance_only():
    assert power_for_risks(5, 5, 1000) == power_for_means(0, 4, 1000) == 0.025


@pytest.mark.parametrize(
    "ask", [lambda: power_for_risks(5, 4, 0), lambda: power_for_means(2, 4, -1)]
)
def test_a_trial_needs_people(ask):
    with pytest.raises(ValueError, match="People per arm must be above 0"):
        ask()
