"""Per thousand: the promised numbers, the dots, the refusal, and the words on the page."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.evidence import effects
from course_utils.explorers.kit import Explorer
from course_utils.explorers.per_thousand import EXPLORER, compute

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_the_default_is_the_raloxifene_trial():
    # Ettinger 1999: 10.1 and 6.6 % in 3 years.
    result = run()
    assert -100 * result["difference"].estimate == pytest.approx(3.5, abs=0.01)
    assert 100 * result["reduction"].estimate == pytest.approx(34.7, abs=0.05)
    assert result["needed"].value == pytest.approx(28.6, rel=0.01)
    assert "29 people treated for 3 years for one event fewer" in EXPLORER.summarize(result)


def test_try_a_the_percent_stays_and_the_number_needed_does_not():
    before, after = (run(**state) for state in EXPLORER.tries[0].states)
    assert before["reduction"].estimate == after["reduction"].estimate
    assert (round(before["needed"].value), round(after["needed"].value)) == (29, 262)
    assert "−35 % relative" in EXPLORER.summarize(after)


def test_try_b_with_200_people_the_interval_holds_1():
    ratio = run(**EXPLORER.tries[1].states[0])["trial_ratio"]
    assert ratio.low < 1 < ratio.high
    assert run()["trial_ratio"].high < 1


def test_try_c_one_more_fracture_per_96_or_97_men():
    # 1 / (2.46 % · 0.42) is 96.8; the rounded shares 3.50 and 2.46 % give 96.2.
    needed = run(**EXPLORER.tries[2].states[0])["needed"]
    assert needed.kind == "NNTH"
    assert abs(needed.value) == pytest.approx(96.8, abs=0.05)
    assert pytest.approx(96.2, abs=0.1) == 1 / (0.035 - 0.0246)


def test_the_trial_is_the_two_by_two_table_of_the_library():
    result = run(people_per_arm=1000)
    assert result["events"] == [66, 101]
    table = effects.two_by_two(66, 1000, 101, 1000)
    assert result["trial_ratio"].low == pytest.approx(table.loc["RR", "ci_low"])


def test_years_carry_a_constant_rate():
    # The same rate over 6 years: 1 − (1 − 0.101)².
    assert run(years=6)["untreated"] == pytest.approx(1 - 0.899**2)


def test_a_ratio_is_not_carried_above_100_percent():
    result = run(baseline=30, ratio=2, years=10)
    assert result["refusal"]
    assert "there is no treated risk" in EXPLORER.summarize(result)


def dots(explorer, group):
    return {
        key[2]: len(mark.get_xdata()) if mark.get_visible() else 0
        for key, mark in explorer._frame.artists.items()
        if key[0] == group and key[1] == "mark"
    }


@pytest.mark.parametrize(
    "state", [{}, {"baseline": 1.1}, {"ratio": 1.42, "baseline": 2.46}, {"ratio": 1}], ids=str
)
def test_every_person_has_a_dot(explorer, state):
    explorer.set(**state)
    result = explorer.result
    before = round(1000 * result["untreated"])
    after = round(1000 * (result["untreated"] + result["difference"].estimate))
    assert dots(explorer, "untreated")["affected"] == before
    treated = dots(explorer, "treated")
    assert sum(treated.values()) == 1000
    assert treated["affected"] + treated["more"] == after
    assert treated["fewer"] == max(0, before - after)
    assert f"{after} of 1,000" in explorer._frame.artists["treated", "title"].get_text()


def test_without_a_treated_risk_no_treated_dot_is_drawn(explorer):
    explorer.set(baseline=30, ratio=2, years=10)
    assert sum(dots(explorer, "treated").values()) == 0
    assert "no such risk" in explorer._frame.artists["treated", "title"].get_text()
    explorer.reset()
    assert sum(dots(explorer, "treated").values()) == 1000


def test_the_interval_can_be_hidden(explorer):
    shown = explorer.set(interval=True)._frame.artists["trial", "point"].get_xdata()
    assert len(shown) == 1
    explorer.set(interval=False)
    assert len(explorer._frame.artists["trial", "point"].get_xdata()) == 0
    assert "0.65 (" not in explorer.summary


def test_any_state_is_finite_or_refused_in_words():
    for state in random_states(EXPLORER, np.random.default_rng(1), 400):
        reading = EXPLORER.summarize(compute(**state))
        assert "nan" not in reading and "inf" not in reading
        assert " of 1,000 have the event in " in reading


def test_words_keep_apart_and_on_the_page(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 12):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt
