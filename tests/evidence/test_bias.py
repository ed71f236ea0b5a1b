"""Simulated studies: the naive answer is wrong as computed by hand, the right one is right."""

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.special import expit, logit
from scipy.stats import norm

from course_utils.datasets import load
from course_utils.evidence.bias import (
    answers,
    clinic_odds_ratio,
    clinic_sample,
    completer_difference,
    drop_out_trial,
    healthy_user_cohort,
    immortal_time_cohort,
    landmark_rr,
    naive_rate_ratio,
    person_time_rr,
    person_years,
    weighted_difference,
    weighted_odds_ratio,
)

MANY = 400_000
SIMULATORS = [immortal_time_cohort, healthy_user_cohort, drop_out_trial, clinic_sample]


def expected_immortal_time_ratio(rate=0.02, delay=3.0, years=5.0, share=0.5):
    """Expected naive ratio of a null drug, from the exponential distribution alone."""

    def mean(function):
        return quad(function, 0, delay)[0] / delay

    stay = np.exp(-rate * years)
    user_events = mean(lambda s: np.exp(-rate * s) - stay)
    user_years = mean(lambda s: s * np.exp(-rate * s) + (np.exp(-rate * s) - stay) / rate)
    too_early = mean(lambda s: 1 - np.exp(-rate * s))
    early_years = mean(lambda s: (1 - np.exp(-rate * s) * (1 + rate * s)) / rate)
    other_events = (1 - share) * (1 - stay) + share * too_early
    other_years = (1 - share) * (1 - stay) / rate + share * early_years
    return (user_events / user_years) / (other_events / other_years)


def test_the_published_draw_of_the_course():
    """Null drug, 20,000 people, seed 20261121: 0.56 and 1.06."""
    cohort = immortal_time_cohort()
    assert naive_rate_ratio(cohort).estimate == pytest.approx(0.56, abs=0.03)
    assert person_time_rr(cohort).estimate == pytest.approx(1.06, abs=0.03)


def test_the_published_draw_of_healthy_users():
    """Crude 0.73, within tenths of frailty 1.05."""
    cohort = healthy_user_cohort()
    assert naive_rate_ratio(cohort).estimate == pytest.approx(0.73, abs=0.03)
    assert person_time_rr(cohort, strata=10).estimate == pytest.approx(1.05, abs=0.03)


@pytest.mark.parametrize("delay", [1.0, 3.0])
def test_naive_ratio_agrees_with_the_formula(delay):
    expected = expected_immortal_time_ratio(delay=delay)
    cohort = immortal_time_cohort(people=MANY, start_delay_years=delay, seed=7)
    assert naive_rate_ratio(cohort).estimate == pytest.approx(expected, rel=0.03)
    assert expected < 0.85


@pytest.mark.parametrize("truth", [0.6, 1.0, 1.5])
def test_person_time_finds_the_truth(truth):
    cohort = immortal_time_cohort(people=MANY, true_rate_ratio=truth, seed=3)
    right = person_time_rr(cohort)
    assert naive_rate_ratio(cohort).ci_high < truth
    assert right.estimate == pytest.approx(truth, rel=0.03)
    assert landmark_rr(cohort, 3.0).estimate == pytest.approx(truth, rel=0.05)


def test_without_delay_there_is_no_immortal_time():
    cohort = immortal_time_cohort(start_delay_years=0.0)
    assert naive_rate_ratio(cohort).estimate == person_time_rr(cohort).estimate


@pytest.mark.parametrize("truth", [0.7, 1.0])
def test_strata_of_frailty_find_the_truth(truth):
    cohort = healthy_user_cohort(people=MANY, true_rate_ratio=truth, seed=3)
    assert naive_rate_ratio(cohort).ci_high < 0.85 * truth
    assert person_time_rr(cohort, strata=100).estimate == pytest.approx(truth, rel=0.03)


def test_frailer_users_bias_the_other_way():
    cohort = healthy_user_cohort(people=50_000, frailty_on_use=0.8)
    assert naive_rate_ratio(cohort).ci_low > 1.1


def test_both_biases_at_once_need_both_repairs():
    cohort = healthy_user_cohort(people=MANY, start_delay_years=3.0, seed=5)
    assert person_time_rr(cohort).estimate < 0.85
    assert person_time_rr(cohort, strata=100).estimate == pytest.approx(1.0, abs=0.03)


def test_the_stored_cohort_has_the_planted_bias():
    """True ratio 1: counting from day one gives about half, sorting the years about 1."""
    cohort = load("cohort_synthetic")
    assert naive_rate_ratio(cohort).ci_high < 0.8
    for right in (person_time_rr(cohort), person_time_rr(cohort, 10), landmark_rr(cohort)):
        assert right.ci_low < 1 < right.ci_high


def test_person_years_keep_every_year_and_every_event():
    cohort = immortal_time_cohort(people=2_000)
    for naive in (True, False):
        table = person_years(cohort, naive)
        assert table["person_years"].sum() == pytest.approx(cohort["follow_up_years"].sum())
        assert table["events"].sum() == cohort["event"].sum()
    shifted = (
        person_years(cohort)["person_years"] - person_years(cohort, naive=True)["person_years"]
    )
    assert shifted["untreated"] == pytest.approx(cohort["start_years"].sum())


def test_crude_interval_is_the_textbook_one():
    """With one stratum var(ln RR) must be 1/a + 1/b."""
    cohort = immortal_time_cohort(people=5_000)
    events, answer = person_years(cohort)["events"], person_time_rr(cohort)
    expected = np.exp(1.959964 * np.sqrt((1 / events).sum()))
    assert answer.ci_high / answer.estimate == pytest.approx(expected)


def expected_pull(share=0.7, pull=1.0):
    """Mean z among those who stay, by integrating the normal density."""
    chance = [
        quad(lambda z, p=p: z**p * expit(logit(share) + pull * z) * norm.pdf(z), -8, 8)[0]
        for p in (0, 1)
    ]
    return chance[1] / chance[0]


@pytest.mark.parametrize("truth", [0.0, 2.6])
def test_drop_out_bias_agrees_with_the_integral(truth):
    trial = drop_out_trial(people=MANY, true_difference=truth, seed=2)
    naive, right = completer_difference(trial), weighted_difference(trial)
    assert naive.estimate == pytest.approx(truth - 2.5 * expected_pull(), abs=0.05)
    assert naive.ci_high < truth
    assert right.estimate == pytest.approx(truth, abs=0.05)


def test_equal_pull_in_both_arms_does_not_bias_the_difference():
    trial = drop_out_trial(people=MANY, pull_drug=1.0)
    assert completer_difference(trial).estimate == pytest.approx(2.6, abs=0.05)


def test_uninformative_drop_out_does_no_harm():
    trial = drop_out_trial(people=MANY, pull_control=0.0)
    assert completer_difference(trial).estimate == pytest.approx(2.6, abs=0.05)


@pytest.mark.parametrize("truth", [0.5, 1.0, 2.0])
def test_selection_bias_agrees_with_the_closed_form(truth):
    chance = {(u, f): 1 - 0.95 * 0.7**u * 0.7**f for u in (0, 1) for f in (0, 1)}
    factor = chance[1, 1] * chance[0, 0] / (chance[1, 0] * chance[0, 1])
    sample = clinic_sample(people=MANY, true_odds_ratio=truth, seed=4)
    assert clinic_odds_ratio(sample).estimate == pytest.approx(truth * factor, rel=0.05)
    assert clinic_odds_ratio(sample).ci_high < truth
    assert weighted_odds_ratio(sample).estimate == pytest.approx(truth, rel=0.05)


def test_a_scan_for_one_reason_alone_does_not_bias():
    sample = clinic_sample(people=MANY, scan_for_drug=0.0)
    assert clinic_odds_ratio(sample).estimate == pytest.approx(1.0, rel=0.05)


def right_answer(people):
    return answers(people).iloc[-1]


@pytest.mark.parametrize("simulate", SIMULATORS)
def test_intervals_of_the_right_analysis_cover_a_null_effect(simulate):
    """60 studies of nothing: 95 % intervals miss about 3 of them; 10 would be a fault."""
    null = {"true_difference": 0.0} if simulate is drop_out_trial else {}
    rows = [right_answer(simulate(people=8_000, seed=seed, **null)) for seed in range(60)]
    missed = sum(not row["ci_low"] <= row["truth"] <= row["ci_high"] for row in rows)
    assert missed < 10


@pytest.mark.parametrize("simulate", SIMULATORS)
def test_seed_decides_the_people(simulate):
    pd.testing.assert_frame_equal(simulate(people=50), simulate(people=50))
    assert not simulate(people=50).equals(simulate(people=50, seed=1))


@pytest.mark.parametrize("simulate", SIMULATORS)
def test_answers_is_a_table_for_a_forest_plot(simulate):
    people = simulate()
    table = answers(people)
    assert list(table.columns[:5]) == ["label", "measure", "estimate", "ci_low", "ci_high"]
    assert (table["truth"] == people.attrs["truth"]).all()
    assert set(table["measure"]) == {people.attrs["measure"]}


@pytest.mark.parametrize(
    ("simulate", "wrong", "words"),
    [
        (immortal_time_cohort, {"true_rate_ratio": 0}, "true_rate_ratio must be above 0"),
        (immortal_time_cohort, {"start_delay_years": -1}, "0 or more years"),
        (immortal_time_cohort, {"share_of_users": 1}, "between 0 and 1"),
        (immortal_time_cohort, {"people": 0}, "whole number above 0"),
        (drop_out_trial, {"share_staying": 0}, "between 0 and 1"),
        (drop_out_trial, {"early_sd": float("nan")}, "above 0 percent"),
        (clinic_sample, {"scan_for_drug": 1}, "from 0 to below 1"),
    ],
)
def test_impossible_parameters_are_refused_in_words(simulate, wrong, words):
    with pytest.raises(ValueError, match=words):
        simulate(**wrong)


def test_tables_that_do_not_fit_are_refused_in_words():
    cohort = immortal_time_cohort(people=100)
    with pytest.raises(ValueError, match="no column 'event'"):
        naive_rate_ratio(cohort.drop(columns="event"))
    with pytest.raises(ValueError, match="events and person-years on both"):
        naive_rate_ratio(cohort.assign(event=False))
    with pytest.raises(ValueError, match="beyond a landmark"):
        landmark_rr(cohort, 9.0)
    with pytest.raises(ValueError, match="none of the simulators"):
        answers(pd.DataFrame({"x": [1]}))
    with pytest.raises(ValueError, match="all four groups"):
        clinic_odds_ratio(clinic_sample(people=3))
