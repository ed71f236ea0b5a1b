"""Balance sheets: the printed numbers, the arithmetic of years and baselines, refusals."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.datasets import load
from course_utils.evidence.balance import GROUPS, SHEETS, balance_lines
from course_utils.evidence.balance_rows import find_row, yearly_difference, yearly_rate


def lines(*args, **how):
    return balance_lines(*args, **how).set_index("outcome")


def test_estrogen_plus_progestogen_over_five_years_is_what_the_trial_printed():
    # USPSTF 2012, table 2: events per 10,000 women-years; the lung clots of the lesson are +4.5.
    sheet = lines("estrogen_progestogen", 5)
    printed = {"Stroke": 9, "Clots in the lung": 9, "Clots in deep veins": 12, "Any fracture": -46}
    for outcome, per_10000 in printed.items():
        assert sheet.difference[outcome] == pytest.approx(per_10000 * 5 / 10)
    assert sheet.difference["Coronary events"] == pytest.approx((41 - 35) * 5 / 10)
    assert sheet.difference["Diabetes"] == pytest.approx(-7.5)


def test_raloxifene_in_ruth_spares_as_many_breast_cancers_as_it_adds_clots():
    # Barrett-Connor 2006, abstract: 1.2 per 1,000 woman-years each.
    sheet = lines("raloxifene_ruth", 5)
    assert sheet.difference["Breast cancer"] == pytest.approx(-6.0)
    assert sheet.difference["Clots"] == pytest.approx(6.0)
    assert sheet.difference["Clinical spine fracture"] == pytest.approx(-6.5)
    assert sheet.difference["Fatal stroke"] == pytest.approx(3.5)


def test_interval_of_a_printed_difference_is_that_of_the_printed_ratio():
    # Where the ratio's interval touches 1, the difference's must touch 0.
    sheet = lines("raloxifene_ruth")
    assert sheet.ci_low["Fatal stroke"] == pytest.approx(0, abs=1e-9)  # HR 1.49 (1.00 to 2.24)
    ratio = (1.95 - 1) / (1.44 - 1)
    assert sheet.ci_high["Clots"] == pytest.approx(6 * ratio)


def test_spine_fractures_on_x_ray_count_once_per_woman():
    sheet = lines("raloxifene_more", 3)
    # 10.1 % in 3 years and the ratio 0.64 (0.53 to 0.76) of the fourth year.
    assert sheet.difference["Spine fracture on X-ray"] == pytest.approx(-0.36 * 101)
    many = {"fracture": 4}
    assert lines("raloxifene_more", 10, many).difference["Spine fracture on X-ray"] > -0.36 * 1000


def test_what_is_known_only_as_a_ratio_gets_no_events():
    row = lines("estrogen_alone").loc["Coronary events"]
    assert math.isnan(row.difference) and row.ratio == "ratio 0.95 (0.78 to 1.15)"


def test_counts_become_rates_over_person_years():
    row = find_row("MORE", "invasive_breast_cancer", "cummings1999")
    difference = yearly_difference(row)
    assert difference.estimate == pytest.approx((13 / 5129 - 27 / 2576) / 3.33)
    assert yearly_rate(find_row("WHI_EP", "pulmonary_embolism", "manson2013")) == 9e-4


def test_a_patch_changes_the_clots_alone_and_says_that_a_cohort_told_so():
    oral, patch = lines("estrogen_progestogen"), lines("estrogen_progestogen", route="patch")
    clots = oral.group == "clots"
    assert (patch.design[clots] == "cohort").all() and (oral.design == "trial").all()
    pd.testing.assert_series_equal(oral.difference[~clots], patch.difference[~clots])
    # 14 per 10,000 without treatment (WHI) and the ratio 1.1 (0.8 to 1.8) of the E3N cohort.
    deep = patch.loc["Clots in deep veins"]
    expected = [14 * 5 / 10 * (ratio - 1) for ratio in (1.1, 0.8, 1.8)]
    assert [deep.difference, deep.ci_low, deep.ci_high] == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(
    sheet=st.sampled_from(sorted(SHEETS)),
    years=st.integers(1, 10),
    group=st.sampled_from(GROUPS),
    times=st.floats(0.25, 4),
)
def test_a_baseline_moves_its_own_lines_and_keeps_their_sign(sheet, years, group, times):
    before, after = lines(sheet, years), lines(sheet, years, {group: times})
    own = before.group == group
    pd.testing.assert_frame_equal(before[~own], after[~own])
    for outcome in before[own].dropna(subset="difference").index:
        one, two = before.difference[outcome], after.difference[outcome]
        assert one * two >= 0 and abs(two) <= 1000
        if "X-ray" not in outcome:
            assert two == pytest.approx(times * one)


@pytest.mark.parametrize("name", list(SHEETS))
def test_every_line_names_a_source_and_its_interval_holds_it(name):
    known = set(load("safety_outcomes").citation_key) | set(load("fracture_outcomes").citation_key)
    for row in balance_lines(name).itertuples():
        assert set(row.citation_key.split("; ")) <= known
        if not math.isnan(row.ci_low):
            assert row.ci_low <= row.difference <= row.ci_high
        assert math.isnan(row.difference) == bool(row.ratio)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("tibolone",), "no sheet 'tibolone'; there are estrogen_progestogen"),
        (("lasofoxifene", 5, None, "patch"), "No patch of lasofoxifene was studied"),
        (("lasofoxifene", 0), "Years must be above 0"),
        (("lasofoxifene", 5, {"hip": 2}), "no group 'hip'; there are fracture"),
        (("lasofoxifene", 5, {"stroke": 0}), "multiplied by more than 0"),
        (("lasofoxifene", 5, None, "nasal"), "oral or patch"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(args, words):
    with pytest.raises(ValueError, match=words):
        balance_lines(*args)


def test_a_row_must_be_one():
    with pytest.raises(ValueError, match="0 rows of safety_outcomes fit MORE hair uspstf2012"):
        find_row("MORE", "hair", "uspstf2012")
