"""Bias lab: the promised ratios, a closed form that knows no simulation, the shelves."""

import numpy as np
import pytest
from pictures import faults_of, random_states
from scipy.integrate import quad

from course_utils.evidence import bias
from course_utils.explorers.bias_lab import EXPLORER, compute
from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.bias_people import twelve_people

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


def found(**changes):
    return run(**changes)["answer"].estimate


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_try_a_a_useless_drug_looks_good_until_the_years_are_sorted():
    naive, sorted_years = (found(**state) for state in EXPLORER.tries[0].states)
    assert naive == pytest.approx(0.56, abs=0.03)
    assert sorted_years == pytest.approx(1.06, abs=0.03)


def test_the_naive_answer_is_what_the_integrals_say():
    """Users enter the count with all their years, early events fall to the others."""
    rate, end, delay = 0.02, 5.0, 3.0

    def over_starts(what):
        return quad(lambda start: what(start) / delay, 0, delay)[0]

    def years(start):  # of a person who starts: all up to event or end
        return np.exp(-rate * start) * (start + (1 - np.exp(-rate * (end - start))) / rate)

    user_events = over_starts(lambda s: np.exp(-rate * s) - np.exp(-rate * end))
    user_years = over_starts(years)
    all_events, all_years = 1 - np.exp(-rate * end), (1 - np.exp(-rate * end)) / rate
    other_events, other_years = 2 * all_events - user_events, 2 * all_years - user_years
    expected = (user_events / user_years) / (other_events / other_years)
    answer = run(people=50_000)["answer"]
    error = np.log(answer.ci_high / answer.ci_low) / (2 * 1.96)
    assert abs(np.log(answer.estimate / expected)) < 3 * error


def test_try_b_without_delay_only_chance_is_left():
    answers = [run(**state)["answer"] for state in EXPLORER.tries[1].states]
    logs = np.log([answer.estimate for answer in answers])
    error = np.log(answers[0].ci_high / answers[0].ci_low) / (2 * 1.96)
    assert abs(logs.mean()) < 3 * error / np.sqrt(len(logs))
    assert abs(logs).max() < abs(np.log(found())) / 4


def test_try_c_healthy_users_need_groups_of_equal_frailty():
    naive, sorted_years, strata = (found(**state) for state in EXPLORER.tries[2].states)
    assert naive == pytest.approx(0.73, abs=0.03)
    assert sorted_years == pytest.approx(naive)  # all start on day one
    assert strata == pytest.approx(1.05, abs=0.031)


def test_the_lab_is_the_library():
    cohort = bias.treatment_cohort(start_delay_years=1.5, people=5000, seed=20261130)
    expected = bias.landmark_rr(cohort)
    answer = run(delay=1.5, people=5000, seed=20261130, analysis="landmark")["answer"]
    assert (answer.estimate, answer.ci_low) == (expected.estimate, expected.ci_low)


@pytest.mark.parametrize("analysis", ["naive", "person_time", "strata", "landmark"])
def test_every_year_of_a_person_is_on_one_shelf(analysis):
    cohort = bias.treatment_cohort(people=4000)
    for strip in twelve_people(cohort, analysis):
        shelves = (strip.untreated, strip.treated, strip.left_out)
        assert sum(high - low for low, high in shelves) == pytest.approx(strip.end)
        if analysis in ("person_time", "strata") and strip.start is not None:
            assert strip.treated == (strip.start, strip.end)
        if analysis == "naive" and strip.start is not None:
            assert strip.treated == (0, strip.end)


def test_the_twelve_show_all_kinds():
    people = twelve_people(bias.treatment_cohort(), "naive")
    kinds = {(strip.start is not None, strip.event) for strip in people}
    assert len(people) == 12 and len(kinds) == 4


@pytest.mark.parametrize(("share", "who"), [(0, "nobody"), (100, "everybody")])
def test_without_comparison_there_is_no_answer(explorer, share, who):
    explorer.set(share=share)
    assert f"there is no answer: {who} is meant to use the drug" in explorer.summary
    assert len(explorer._frame.artists["answer", "point"].get_xdata()) == 0


def test_the_drawn_answer_is_the_computed_one(explorer):
    explorer.set(analysis="person_time", true_ratio=0.75)
    answer, artists = explorer.result["answer"], explorer._frame.artists
    assert artists["answer", "point"].get_xdata() == [answer.estimate]
    assert artists["answer", "span"].get_xdata() == pytest.approx([answer.ci_low, answer.ci_high])
    assert artists["true"].get_xdata() == [0.75, 0.75]
    hatched = [artists["treated", i] for i in range(12) if artists["treated", i].get_visible()]
    assert len(hatched) == sum(strip.start is not None for strip in explorer.result["twelve"])


def test_any_state_has_an_answer_or_says_why_not():
    for state in random_states(EXPLORER, np.random.default_rng(1), 80):
        result = compute(**state)
        reading = EXPLORER.summarize(result)
        assert "nan" not in reading and "inf" not in reading
        assert (result["answer"] is None) == ("there is no answer" in reading)


def test_words_keep_apart_and_on_the_page(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 12):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt
