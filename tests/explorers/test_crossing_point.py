"""The crossing point: signs, the crossing, three years of bone, and what the picture shows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import faults_of, random_states

from course_utils.explorers.crossing_point import DOSES, EXPLORER, compute
from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.crossing_people import own_estradiol

DEFAULTS = EXPLORER.defaults
STATES = st.fixed_dictionaries({c.name: st.sampled_from(c.values) for c in EXPLORER.controls})
SIGNAL = pytest.approx


def run(**changes):
    return compute(**(DEFAULTS | changes))


def after(course, *years):
    return [course[12 * year] for year in years]


def test_try_a_ana_gains_signal():
    assert run()["signals"] == SIGNAL((0.446, 0.627), abs=0.001)


def test_try_b_priya_loses_signal():
    assert run(person="Priya")["signals"] == SIGNAL((1.0, 0.797), abs=0.001)


@pytest.mark.parametrize("dose", DOSES)
def test_try_c_at_the_crossing_no_dose_changes_anything(dose):
    result = run(estradiol=10.5, dose=dose)
    before, now = result["signals"]
    assert result["crossing"] == pytest.approx(10.5)
    assert now == pytest.approx(before, abs=1e-12)
    assert "does not change" in EXPLORER.summarize(result)


def test_raloxifene_crosses_at_13():
    assert run(drug="raloxifene")["crossing"] == pytest.approx(13.0, abs=0.05)


def test_doubling_the_dose_pushes_priya_further_down_toward_its_limit():
    signals = [run(person="Priya", dose=dose)["signals"][1] for dose in (20, 40, 100)]
    assert signals == sorted(signals, reverse=True)
    assert signals[-1] > 0.60 * 107 / 100  # efficacy over the reference signal


def test_three_years_of_bone_are_those_of_the_lessons():
    ana, priya = run(), run(person="Priya")
    assert after(ana["bone alone"], 1, 2, 3) == pytest.approx([-1.0, -1.8, -2.4], abs=0.1)
    assert after(priya["bone alone"], 1, 2, 3) == pytest.approx([0, 0, 0], abs=0.01)
    assert after(priya["bone with"], 1, 2, 3) == pytest.approx([-1.5, -2.2, -2.6], abs=0.1)
    held = run(person="Priya", estradiol=5)
    assert after(held["bone alone"], 1, 2, 3) == pytest.approx([-4.3, -6.5, -7.7], abs=0.1)
    assert after(held["bone with"], 1, 2, 3) == pytest.approx([-2.9, -4.2, -5.0], abs=0.1)


def test_a_man_at_rest_whose_estradiol_falls_loses_bone():
    walter = run(person="Walter")
    assert walter["bone alone"][-1] < walter["bone with"][-1] < 0


def test_somebody_else_rests_at_the_estradiol_chosen():
    assert run(person="custom", estradiol=50)["bone alone"] == pytest.approx(np.zeros(37), abs=1e-3)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(STATES)
def test_the_sign_is_that_of_efficacy_against_occupancy(state):
    result = compute(**state)
    before, now = result["signals"]
    occupied = result["estradiol"] / (result["estradiol"] + 7)
    if state["dose"] and abs(result["efficacy"] - occupied) > 1e-9:
        assert np.sign(now - before) == np.sign(result["efficacy"] - occupied)
    else:
        assert now == pytest.approx(before)
    with_drug, alone = result["bone with"][-1], result["bone alone"][-1]
    # More signal never leaves less bone, less signal never more.
    assert (with_drug - alone) * (now - before) >= -1e-6
    if state["estradiol"] == "own":
        assert result["estradiol"] == own_estradiol(state["person"])


def test_a_chosen_efficacy_replaces_the_listed_one_and_is_said():
    result = run(efficacy=0.3)
    assert result["crossing"] == pytest.approx(3.0)
    assert "tamoxifen with efficacy 0.3" in EXPLORER.summarize(result)
    assert "with efficacy" not in EXPLORER.summarize(run(efficacy=0.6))


def test_no_words_overlap_and_arrows_point_as_the_signals_do():
    explorer = Explorer(EXPLORER)
    for state in random_states(EXPLORER, np.random.default_rng(7), 40):
        explorer.set(**state)
        assert faults_of(explorer) == [], state
        artists, (before, now) = explorer._frame.artists, explorer.result["signals"]
        assert len(artists["up"].get_xdata()) == (now - before >= 5e-4)
        assert len(artists["down"].get_xdata()) == (before - now >= 5e-4)
        low, high = artists["bone with"].axes.get_ylim()
        assert low <= artists["bone with"].get_ydata().min()
        assert artists["bone alone"].get_ydata().max() <= high


def test_both_dots_of_the_still_picture_have_arrows_in_opposite_directions():
    artists = Explorer(EXPLORER)._frame.artists
    assert list(artists["others up"].get_xdata()) == [5, 5]
    assert list(artists["others down"].get_xdata()) == [100]
