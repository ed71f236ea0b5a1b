"""Two knobs: affinity, efficacy and a blocker move the curve as the equations say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.knobs_words import figures
from course_utils.explorers.two_knobs import EXPLORER, compute

DEFAULTS = EXPLORER.defaults
STATES = st.fixed_dictionaries({c.name: st.sampled_from(c.values) for c in EXPLORER.controls})


def run(**changes):
    return compute(**(DEFAULTS | changes))


def test_try_a_more_efficacy_moves_the_potency_and_leaves_the_binding():
    low, high = run(), run(tau=30)
    assert low["half_effect"] == pytest.approx(0.25)
    assert high["half_effect"] == pytest.approx(0.032, abs=5e-4)
    assert low["half_occupancy"] == high["half_occupancy"] == 1
    assert high["top"] == pytest.approx(0.968, abs=5e-4)


def test_try_b_a_blocker_shifts_the_curve_11_fold_under_the_same_top():
    free, blocked = run(), run(antagonist=10)
    assert blocked["half_effect"] / free["half_effect"] == pytest.approx(11)
    assert blocked["top"] == free["top"] == pytest.approx(0.75)
    assert "11 times more drug" in EXPLORER.summarize(blocked)


def test_try_c_full_occupancy_gives_little_response():
    result = run(tau=0.3)
    assert result["top"] == pytest.approx(0.231, abs=5e-4)
    assert result["half_effect"] == pytest.approx(0.769, abs=5e-4)
    assert result["occupancy"][-1] == pytest.approx(1, abs=1e-4)
    assert result["response"][-1] == pytest.approx(0.231, abs=5e-4)


@pytest.mark.parametrize("blocker, ratio, said", [(1, 2, "2"), (10, 11, "11"), (100, 101, "101")])
def test_the_dose_ratio(blocker, ratio, said):
    result = run(antagonist=blocker)
    assert result["shift"] == pytest.approx(ratio)
    assert f"makes {said} times more drug necessary" in EXPLORER.summarize(result)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(STATES)
def test_curves_rise_stay_between_zero_and_one_and_meet_their_halves(state):
    result = compute(**state)
    for name in ("occupancy", "response"):
        curve = result[name]
        assert np.all(np.diff(curve) >= -1e-12) and curve.min() >= 0 and curve.max() <= 1
    assert result["response"].max() <= result["top"] + 1e-12
    # The response runs ahead of the seats as soon as efficacy is above none.
    assert result["half_effect"] <= result["half_occupancy"]
    if state["logarithmic"] and state["tau"]:
        log_x = np.log10(result["x"])
        at = np.interp(np.log10(result["half_effect"]), log_x, result["response"])
        assert at == pytest.approx(result["top"] / 2, rel=0.01)


def test_no_efficacy_is_said_in_words():
    assert "the response stays 0" in EXPLORER.summarize(run(tau=0))


@pytest.mark.parametrize(
    "value, text", [(0.0323, "0.032"), (9.9e-5, "0.000099"), (10100, "10,100"), (1, "1")]
)
def test_figures_have_no_exponent(value, text):
    assert figures(value) == text


def test_no_words_overlap_in_any_corner_and_in_random_states():
    explorer = Explorer(EXPLORER)
    for state in random_states(EXPLORER, np.random.default_rng(6), 40):
        explorer.set(**state)
        assert faults_of(explorer) == [], state
        artists = explorer._frame.artists
        assert np.array_equal(artists["response"].get_ydata(), explorer.result["response"])
        assert artists["A"].get_visible() == state["overlay"]
