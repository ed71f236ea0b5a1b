"""Tablet to blood: plateaus, what is left after a stop, the ratio of the isomers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import faults_of, random_states

from course_utils.datasets import load
from course_utils.explorers.kit import Explorer
from course_utils.explorers.tablet_to_blood import EXPLORER, compute

DEFAULTS = EXPLORER.defaults
STATES = st.fixed_dictionaries({c.name: st.sampled_from(c.values) for c in EXPLORER.controls})


def run(**changes):
    return compute(**(DEFAULTS | changes))


def parts(**changes):
    found = run(**changes)["parts"]
    return found["enclomiphene"], found["zuclomiphene"]


def test_try_a_at_day_60_one_isomer_is_at_75_percent_the_other_has_long_been_flat():
    fast, slow = parts()
    assert slow.reached == pytest.approx(0.75)
    assert fast.reached == pytest.approx(1)
    assert parts(days=7)[0].average == pytest.approx(fast.average, rel=0.001)
    peaks = [fast.amounts[fast.times == day].item() for day in (2, 59)]
    assert peaks[0] == pytest.approx(peaks[1], rel=0.01)


def test_try_b_15_days_after_the_stop():
    fast, slow = parts(stop_day=60, days=75)
    assert slow.left == pytest.approx(0.71, abs=0.005)
    assert fast.left < 1e-6
    assert "enclomiphene is gone" in EXPLORER.summarize(run(stop_day=60, days=75))
    level = np.interp([60, 75], slow.times, slow.amounts)
    assert level[1] / level[0] == pytest.approx(2**-0.5, rel=1e-3)


def test_try_c_a_shorter_half_life_gives_the_measured_ratio():
    assert run()["plateau_ratio"] == pytest.approx(44.1, abs=0.1)
    assert run(multiplier=0.45)["plateau_ratio"] == pytest.approx(20, abs=0.3)
    table = load("pharmacokinetics")
    assert table[table["parameter"] == "css_ratio"]["value"].item() == run()["measured"] == 20


def test_the_ratio_of_averages_on_the_plateau_is_that_of_shares_times_half_lives():
    fast, slow = parts()
    assert slow.plateau / fast.plateau == pytest.approx(0.38 * 720 / (0.62 * 10))


@pytest.mark.parametrize("drug, ratio", [("raloxifene", 2.21), ("tamoxifen", 9.17)])
def test_steady_peaks_over_the_first_are_the_published_accumulation(drug, ratio):
    course = run(drug=drug, days=180)["parts"][drug]
    assert course.amounts.max() / course.amounts[0] == pytest.approx(ratio, abs=0.01)


def test_doses_add_up_as_one_by_one():
    fast, slow = parts(interval=48, days=20)
    for course, share, half in ((fast, 0.62, 10), (slow, 0.38, 720)):
        passed = 24 * course.times[:, None] - 48 * np.arange(10)
        one = np.where(passed >= 0, 2.0 ** (-np.clip(passed, 0, None) / half), 0)
        assert course.amounts == pytest.approx(25 * share * one.sum(axis=1), rel=1e-6)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(STATES)
def test_amounts_are_finite_and_never_above_the_steady_peak(state):
    result = compute(**state)
    for course in result["parts"].values():
        passed = np.log(2) * state["interval"] / course.half_life
        steady_peak = course.plateau * passed / -np.expm1(-passed)
        assert np.all(course.amounts > -1e-12)
        assert course.amounts.max() <= steady_peak * (1 + 1e-9)
        assert course.times[-1] <= state["days"]
        assert 0 <= course.reached <= 1 and (course.left is None or 0 <= course.left < 1)


def test_the_measured_ratio_is_a_mark_and_vanishes_where_it_has_no_meaning():
    explorer = Explorer(EXPLORER)
    mark = explorer._frame.artists["measured"]
    fast = explorer.result["parts"]["enclomiphene"]
    assert mark.get_ydata() == pytest.approx([20 * fast.average])
    assert mark.get_linestyle() == "None"
    for state in ({"stop_day": 30}, {"drug": "tamoxifen"}, {"shown": "zuclomiphene"}):
        assert explorer.reset().set(**state) and not mark.get_visible()


def test_no_words_overlap_and_the_curves_fit_the_axis():
    explorer = Explorer(EXPLORER)
    for state in random_states(EXPLORER, np.random.default_rng(5), 40):
        explorer.set(**state)
        assert faults_of(explorer) == [], state
        slow = explorer._frame.artists["slow"]
        if slow.get_visible():
            assert slow.get_ydata().max() <= slow.axes.get_ylim()[1]
