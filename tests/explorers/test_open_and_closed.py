"""Open and closed: the blueprint's numbers, the loop that is cut, and the words on the page."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.open_and_closed import EXPLORER, compute, drive_in_time

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_the_default_man_rests_undisturbed():
    result = run()
    for state in ("closed", "cut"):
        assert list(result[state].values()) == pytest.approx([5.0, 500, 25.0])


def test_try_a_supplied_testosterone_does_not_add_up():
    result = run(**EXPLORER.tries[0].states[0])
    lh, testosterone, estradiol = result["closed"].values()
    assert (testosterone, lh) == (pytest.approx(643, abs=0.5), pytest.approx(2.4, abs=0.05))
    assert estradiol == pytest.approx(0.05 * testosterone)
    assert result["cut"]["testosterone_ng_per_dl"] == pytest.approx(1000)


def test_try_b_half_a_testis_is_more_than_half_the_testosterone():
    result = run(**EXPLORER.tries[1].states[0])
    assert result["closed"]["lh_iu_per_l"] == pytest.approx(7.3, abs=0.05)
    assert result["closed"]["testosterone_ng_per_dl"] == pytest.approx(406, abs=0.5)
    assert result["cut"]["testosterone_ng_per_dl"] == pytest.approx(250)


def test_try_c_continuous_gnrh_flares_then_suppresses():
    start, second, fourteenth = (run(**state) for state in EXPLORER.tries[2].states)
    assert start["drive now"] == pytest.approx(1.8, abs=0.05)
    assert 0.95 < second["drive now"] < 1
    assert fourteenth["drive now"] == pytest.approx(0.19, abs=0.005)
    assert start["closed"]["lh_iu_per_l"] > 5 > fourteenth["closed"]["lh_iu_per_l"]
    # Receptors vanish at (1 + 20·occ)/60 per day towards 1/21, from 1/2.1.
    receptors = 1 / 21 + (1 / 2.1 - 1 / 21) * np.exp(-21 * 14 / 60)
    drive = receptors * (1 / 1.05) / ((1 / 2.1) * (0.055 / 0.105))
    assert fourteenth["drive now"] == pytest.approx(drive, rel=1e-4)


def test_pulses_keep_the_drive():
    assert np.allclose(drive_in_time("pulsatile"), 1)
    assert np.all(np.diff(drive_in_time("continuous")) < 0)


def test_exponent_zero_is_the_loop_cut():
    result = run(exponent=0, supplied=300, capacity=0.7)
    assert result["closed"] == result["cut"]
    assert "the loop is cut" in EXPLORER.summarize(result)


def test_the_cut_loop_adds_up_at_any_setting():
    # With the loop cut LH stays 5·g, so testosterone is A·1780·LH²/(64 + LH²) plus the input.
    for state in random_states(EXPLORER, np.random.default_rng(3), 100):
        result = compute(**state)
        lh = 5 * result["drive now"]
        made = state["capacity"] * 1780 * lh**2 / (64 + lh**2) + state["supplied"]
        assert result["cut"]["testosterone_ng_per_dl"] == pytest.approx(made, rel=1e-9)


def test_a_steeper_loop_holds_testosterone_closer():
    held = [run(supplied=500, exponent=n)["closed"]["testosterone_ng_per_dl"] for n in range(9)]
    assert np.all(np.diff(held) < 0)
    assert min(held) > 500


def test_any_state_is_finite_and_below_its_axis(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(1), 200):
        result = compute(**state)
        levels = [*result["closed"].values(), *result["cut"].values()]
        assert np.isfinite(levels).all()
        tops = (24, 2400, 120) * 2
        assert all(level <= top for level, top in zip(levels, tops, strict=True))


def test_words_keep_apart_and_bars_show_the_levels(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 12):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt
    explorer.reset().set(supplied=500)
    bar = explorer._frame.artists["testosterone_ng_per_dl", "closed"]
    assert bar.get_height() == pytest.approx(643, abs=0.5)


def test_the_drive_is_drawn_only_until_the_chosen_day(explorer):
    explorer.set(gnrh="continuous", day=7)
    assert explorer._frame.artists["drive"].get_xdata().max() == 7


def test_with_exponent_0_no_bar_is_called_closed(explorer):
    assert explorer._frame.artists["lh_iu_per_l", "tick"].get_text() == "loop\nclosed"
    explorer.set(exponent=0)
    assert explorer._frame.artists["lh_iu_per_l", "tick"].get_text() == "loop\ncut"
