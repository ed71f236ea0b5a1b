"""Three pools: the blueprint's numbers, what adds up, and the words on the page."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.three_pools import EXPLORER, compute
from course_utils.physiology.axis import free_testosterone

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


@pytest.mark.parametrize(
    ("shbg", "free", "percent"),
    [(20, 468, 2.70), (40, 323, 1.86), (60, 242, 1.39), (80, 192, 1.10)],
)
def test_the_default_man_with_more_and_less_shbg(shbg, free, percent):
    result = run(shbg=shbg)
    assert result["free"] == pytest.approx(free, abs=0.7)
    assert result["percent"]["free"] == pytest.approx(percent, abs=0.01)
    assert sum(result["pools"].values()) == pytest.approx(17.35)


def test_try_a_the_total_stays_while_the_free_part_falls():
    before, after = (run(**state) for state in EXPLORER.tries[0].states)
    assert (round(before["free"]), round(after["free"])) == (468, 192)
    assert before["total"] == after["total"]


def test_try_b_one_total_two_stories():
    low, high = (run(**state) for state in EXPLORER.tries[1].states)
    assert (round(low["free"]), round(high["free"])) == (265, 136)


def test_try_c_the_ratio_does_not_fix_the_signal():
    walk = [run(**state) for state in EXPLORER.tries[2].states]
    assert [result["ratio"] for result in walk] == pytest.approx([20, 20, 20], abs=0.03)
    assert [round(result["signal"], 2) for result in walk] == [0.45, 0.84, 0.94]


def test_estradiol_hardly_competes_for_shbg():
    # The quadratic for testosterone alone (Vermeulen 1999) differs by less than 0.2 %.
    for shbg in (5, 40, 120):
        alone = free_testosterone(17.35, shbg)
        assert run(shbg=shbg, estradiol=80)["free"] == pytest.approx(alone, rel=2e-3)


def test_the_dot_lies_on_the_curve_and_more_protein_means_less_free():
    for state in random_states(EXPLORER, np.random.default_rng(3), 60):
        result = compute(**state)
        at = list(result["x"]).index(state["shbg"])
        assert result["free along"][at] == pytest.approx(result["free"], rel=1e-9)
        assert np.all(np.diff(result["free along"]) < 0)
        more = compute(**(state | {"albumin": 55}))["free"]
        assert more <= result["free"] * (1 + 1e-9)


def test_any_state_is_finite_and_adds_up():
    for state in random_states(EXPLORER, np.random.default_rng(1), 200):
        result = compute(**state)
        parts = result["pools"].values()
        assert min(parts) > 0
        assert sum(parts) == pytest.approx(state["total"], rel=1e-9)
        assert 0 < result["signal"] < 1.07


def test_words_keep_apart_and_on_the_page(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 14):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt


def test_the_bar_is_as_long_as_the_total(explorer):
    explorer.set(total=10.4, shbg=60)
    bars = [explorer._frame.artists[name] for name in ("shbg_bound", "albumin_bound", "free")]
    assert bars[-1].get_x() + bars[-1].get_width() == pytest.approx(10.4)
    assert bars[1].get_x() == pytest.approx(bars[0].get_width())


def test_ratio_lines_can_be_hidden(explorer):
    explorer.set(lines=False)
    assert not explorer._frame.artists["rays"].get_visible()
    assert not explorer._frame.artists["ratio 20"].get_visible()
