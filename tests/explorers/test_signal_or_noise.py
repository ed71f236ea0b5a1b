"""Signal or noise: the promised shares, the piles of dots, and the luck that stays the same."""

import math

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.signal_people import FALL, RISE, UNCLEAR, scanned
from course_utils.explorers.signal_or_noise import EXPLORER, compute

DEFAULTS = EXPLORER.defaults
VERDICTS = (FALL, UNCLEAR, RISE)


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def percents(result):
    return [100 * result["chances"][verdict] for verdict in VERDICTS]


def test_try_a_nine_in_ten_stay_unclear_although_all_gained():
    result = run(**EXPLORER.tries[0].states[0])
    assert percents(result) == pytest.approx((0.4, 89, 11), abs=0.5)
    assert percents(result)[0] == pytest.approx(0.37, abs=0.02)
    assert "11 % would count as a rise, 0.4 % as a fall, and 89 % would stay unclear" in (
        EXPLORER.summarize(result)
    )


def test_try_b_with_half_the_error_30_percent_rise():
    assert percents(run(**EXPLORER.tries[1].states[0]))[2] == pytest.approx(30, abs=0.5)


def test_try_c_without_a_true_change_5_percent_still_count():
    for state in EXPLORER.tries[2].states:
        fall, _, rise = percents(run(**state))
        assert fall == pytest.approx(rise)
        assert fall + rise == pytest.approx(5, abs=0.1)


def test_the_limit_is_2_77_precision_errors():
    result = run()
    assert result["least"] == pytest.approx(0.0277, abs=1e-4)
    assert result["least_percent"] == pytest.approx(3.55, abs=0.01)


def test_chances_agree_with_the_normal_distribution_written_out():
    for state in random_states(EXPLORER, np.random.default_rng(0), 50):
        change = state["baseline"] * state["true_change"] / 100 * state["years"] / 3
        gap = 2.77 * state["precision_error"] - change
        rise = math.erfc(gap / (2 * state["precision_error"])) / 2
        assert compute(**state)["chances"][RISE] == pytest.approx(rise, abs=1e-9)


@pytest.mark.parametrize("seed", range(20261121, 20261126))
def test_many_simulated_people_agree_with_the_chances(seed):
    result = run(people=2000, seed=seed)
    for verdict in VERDICTS:
        chance = result["chances"][verdict]
        error = math.sqrt(2000 * chance * (1 - chance))
        assert abs(result["counts"][verdict] - 2000 * chance) < 4 * error + 1


def test_the_group_mean_finds_what_one_person_cannot():
    # The mean of 2,000 differences has an error of √2·e/√2000, 0.04 % of 0.78 g/cm².
    assert run(people=2000)["mean"] == pytest.approx(1.3, abs=4 * 0.041)


def test_a_smaller_group_is_the_beginning_of_a_larger_one():
    few, many = scanned(0.78, 0.79, 0.01, 1)[:, :50], scanned(0.78, 0.79, 0.01, 1)
    assert np.array_equal(few, many[:, :50])
    assert run()["counts"] == run()["counts"]
    assert run(seed=DEFAULTS["seed"] + 1)["mean"] != run()["mean"]


def test_noise_is_as_large_as_the_precision_error():
    first, _ = scanned(0.78, 0.79, 0.012, 3)
    assert first.std() == pytest.approx(0.012, rel=0.06)


def test_any_state_has_finite_piles_on_the_side_of_their_verdict():
    for state in random_states(EXPLORER, np.random.default_rng(1), 200):
        result = compute(**state)
        assert sum(result["counts"].values()) == state["people"] == result["heights"].size
        places, verdicts = result["places"], result["verdicts"]
        limit = result["least_percent"]
        assert np.all(np.isfinite(places)) and result["heights"].min() == 1
        for verdict in VERDICTS:
            assert np.sum(verdicts == verdict) == result["counts"][verdict]
        assert np.all(np.abs(places[verdicts == UNCLEAR]) < limit)
        assert np.all(places[verdicts == RISE] > limit)
        assert np.all(places[verdicts == FALL] < -limit)
        assert len(set(zip(places.round(9), result["heights"], strict=True))) == places.size


def test_the_picture_shows_every_person_once_within_its_axes(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(4), 20):
        explorer.set(**state)
        artists = explorer._frame.artists
        x = np.concatenate([artists["dots", verdict].get_xdata() for verdict in VERDICTS])
        y = np.concatenate([artists["dots", verdict].get_ydata() for verdict in VERDICTS])
        ax = artists["true"].axes
        assert x.size == state["people"]
        assert np.abs(x).max() < ax.get_xlim()[1]
        assert y.max() < ax.get_ylim()[1]


def test_the_bar_holds_the_shares(explorer):
    artists, counts = explorer._frame.artists, explorer.result["counts"]
    bars = [artists["bar", verdict] for verdict in VERDICTS]
    assert [bar.get_width() for bar in bars] == pytest.approx([counts[v] / 3 for v in VERDICTS])
    assert bars[2].get_x() + bars[2].get_width() == pytest.approx(100)


def test_the_picture_says_synthetic_and_the_seed(explorer):
    artists = explorer._frame.artists
    assert artists["badge"].get_text() == "synthetic"
    assert artists["seed"].get_text() == "seed 20261121, 300 people"
    assert "simulated" in explorer.alt


def test_words_keep_apart_and_on_the_page(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 16):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt
