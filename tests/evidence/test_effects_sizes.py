"""Ratios, differences and numbers needed: published examples, identities, refusals."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.evidence.effects import (
    Effect,
    at_baseline,
    effect_from_interval,
    number_needed,
    odds_ratio,
    per_thousand,
    per_thousand_sentence,
    rate_difference,
    rate_ratio,
    reduction,
    relative_risk_reduction,
    risk_difference,
    risk_over_years,
    risk_ratio,
    se_from_interval,
    se_from_p,
    two_by_two,
)
from course_utils.evidence.surrogates import (
    fracture_ratio_from_density,
    people_per_arm_for_means,
    people_per_arm_for_risks,
    share_explained,
)

WHI = (733, 8506, 896, 8102)
tables = st.tuples(*[st.integers(1, 400)] * 4).map(lambda t: (t[0], t[0] + t[1], t[2], t[2] + t[3]))


def difference(estimate, low, high):
    return Effect("RD", estimate, low, high, math.nan, 95, "made for the test")


def test_the_whi_table():
    table = two_by_two(*WHI).round(3)
    assert list(table.loc["RR", ["estimate", "ci_low", "ci_high"]]) == [0.779, 0.71, 0.855]
    rd = risk_difference(*WHI)
    points = [100 * x for x in (-rd.estimate, -rd.high, -rd.low)]
    assert points == pytest.approx([2.44, 1.54, 3.35], abs=0.01)
    assert round(odds_ratio(*WHI).estimate, 3) == 0.758
    assert repr(number_needed(rd)).startswith("NNTB 41 ")


def test_more_36_months():
    rrr = 1 - 6.6 / 10.1
    nnt = number_needed(at_baseline(effect_from_interval(6.6 / 10.1, 0.5, 0.8, "RR"), 10.1))
    assert (round(100 * rrr, 1), round(nnt.value, 1)) == (34.7, 28.6)
    low = number_needed(at_baseline(effect_from_interval(0.653, 0.5, 0.8, "RR"), 1.1))
    assert round(low.value) == 262


def test_one_extra_fracture_per_96_men():
    ratio = effect_from_interval(1.42, 1.04, 1.97, "RR")
    needed = number_needed(at_baseline(ratio, 2.46))
    assert needed.kind == "NNTH"
    assert abs(needed.value) == pytest.approx(96.8, abs=0.1)


def test_clinical_fractures_averted_at_six_months():
    sentence = per_thousand_sentence(risk_difference(1, 2259, 10, 2292), 0.5)
    assert sentence.startswith("3.92 fewer per 1,000 over 0.5 years")


def test_the_balance_sheet_of_estrogen_plus_progestin():
    per_year = {
        "chd": 41 - 35,
        "stroke": 33 - 24,
        "pe": 18 - 9,
        "dvt": 25 - 14,
        "diabetes": 72 - 88,
    }
    five = {name: per_thousand(rate, 5, per=10_000) for name, rate in per_year.items()}
    assert five == {"chd": 3, "stroke": 4.5, "pe": 4.5, "dvt": 5.5, "diabetes": -8}
    assert per_thousand(-1.2, 5, per=1000) == pytest.approx(-6)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((0, 10, 0, 10), -0.2775, 0.2775),
    ],
)
def test_newcombe_1998_table_ii(counts, low, high):
    effect = risk_difference(*counts, method="newcombe")
    assert (effect.low, effect.high) == pytest.approx((low, high), abs=5e-5)


def test_altman_1998_interval_through_infinity():
    needed = number_needed(difference(-0.10, -0.25, 0.05))
    assert repr(needed) == "NNTB 10 (95 % interval NNTB 4 to ∞ to NNTH 20)"
    assert needed.crosses_zero


def test_no_difference_needs_infinitely_many():
    assert repr(number_needed(difference(0.0, -0.1, 0.1))).startswith("∞ (95 % interval NNTB 10")


def test_harm_is_said_as_harm():
    assert repr(number_needed(difference(0.1, 0.05, 0.2))) == (
        "NNTH 10 (95 % interval NNTH 5 to NNTH 20)"
    )


@given(tables)
def test_swapping_arms_inverts_ratios_and_mirrors_the_difference(counts):
    swapped = (*counts[2:], *counts[:2])
    for function in (risk_ratio, odds_ratio):
        one, two = function(*counts), function(*swapped)
        assert one.estimate == pytest.approx(1 / two.estimate)
        assert one.low == pytest.approx(1 / two.high)
        assert one.se == pytest.approx(two.se)
    one, two = risk_difference(*counts), risk_difference(*swapped)
    assert (one.estimate, one.low) == pytest.approx((-two.estimate, -two.high))


@given(tables)
def test_the_number_needed_goes_back_to_the_difference(counts):
    rd = risk_difference(*counts)
    needed = number_needed(rd)
    assert 1 / needed.value == pytest.approx(-rd.estimate, abs=1e-12)
    assert needed.crosses_zero == (rd.low < 0 < rd.high)


@given(tables)
def test_the_standard_error_comes_back_from_interval_and_from_p(counts):
    effect = risk_ratio(*counts)
    assert se_from_interval(effect.low, effect.high) == pytest.approx(effect.se)


def test_standard_error_from_p():
    """Altman and Bland 2011: RR 0.81, p = 0.03 gives SE 0.097 on the log scale."""
    assert se_from_p(0.81, 0.03) == pytest.approx(0.211 / 2.17, rel=0.005)


def test_zero_cells_are_said():
    corrected = risk_ratio(0, 20, 3, 22)
    assert corrected.estimate == pytest.approx((0.5 / 21) / (3.5 / 23))
    assert "0.5 was added" in corrected.note
    assert risk_ratio(10, 10, 3, 10).note == ""
    assert odds_ratio(10, 10, 3, 10).note
    assert "0.5 events" in rate_ratio(0, 10, 3, 10).note


def test_rates():
    ratio = rate_ratio(30, 1000, 60, 1000)
    assert (ratio.estimate, ratio.se) == pytest.approx((0.5, math.sqrt(1 / 30 + 1 / 60)))
    rd = rate_difference(30, 1000, 60, 1000)
    assert rd.se == pytest.approx(math.sqrt(90) / 1000)
    assert per_thousand(rd, 2)[0] == pytest.approx(-60)
    exact = rate_ratio(30, 1000, 60, 1000, method="exact")
    assert exact.low < ratio.low < ratio.high < exact.high
    assert rate_ratio(5, 10, 0, 10, method="exact").high == math.inf
    assert risk_over_years(0.02, 5) == pytest.approx(1 - math.exp(-0.1))


def test_relative_reduction_mirrors_the_ratio():
    ratio, rrr = risk_ratio(*WHI), relative_risk_reduction(*WHI)
    assert (rrr.low, rrr.high) == pytest.approx((1 - ratio.high, 1 - ratio.low))
    assert reduction(ratio).estimate == rrr.estimate


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: risk_ratio(9, 8, 1, 8, name="MORE"), "Row MORE: 9 events among 8 people"),
        (lambda: risk_ratio(-1, 8, 1, 8, name="MORE"), "Row MORE: events must be a whole number"),
        (lambda: risk_ratio(0, 0, 1, 8), "no people"),
        (lambda: risk_ratio(1.5, 8, 1, 8), "whole number"),
        (lambda: rate_ratio(1, 0, 1, 8, name="RUTH"), "Row RUTH: person-time"),
        (lambda: effect_from_interval(1, 2, 0.5, "RR", name="HERS"), "Row HERS: the lower limit"),
        (lambda: effect_from_interval(3, 0.5, 2, "RR"), "outside its interval"),
        (lambda: effect_from_interval(1, None, 2, "RR"), "missing"),
        (lambda: effect_from_interval(1, -1, 2, "RR"), "above 0"),
        (lambda: effect_from_interval(1, 0.5, 2, "XX"), "unknown measure"),
        (lambda: number_needed(risk_ratio(*WHI)), "baseline"),
        (lambda: at_baseline(effect_from_interval(3, 2, 5, "RR"), 40), "above 100 %"),
        (lambda: se_from_p(0.8, 0), "p value"),
        (lambda: risk_ratio(*WHI, level=0), "confidence level"),
    ],
)
def test_refusals_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_density_predicts_part_of_the_fractures():
    assert fracture_ratio_from_density(2.6) == pytest.approx(0.877, abs=5e-4)
    assert fracture_ratio_from_density(35) == pytest.approx(0.171, abs=5e-4)
    assert share_explained(0.877, 0.653) == pytest.approx(0.31, abs=0.005)


def test_trial_sizes():
    assert people_per_arm_for_risks(10.1, 6.6) == pytest.approx(980, abs=15)
    assert people_per_arm_for_risks(0.6, 0.4) == pytest.approx(19_500, abs=100)
    assert people_per_arm_for_means(2.6, 4) == pytest.approx(37, abs=0.5)
