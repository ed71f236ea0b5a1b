"""Pooling: properties that must hold for any data, and rows that must be refused."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.datasets import load
from course_utils.evidence.effects import at_baseline, effect_from_interval, number_needed
from course_utils.evidence.synthesis import (
    bucher,
    cumulative,
    egger,
    leave_one_out,
    meta_regression,
    pool,
    pool_mantel_haenszel,
    pool_peto,
    predict_effect,
    subgroups,
)

METHODS = ["EE", "DL", "REML", "PM", "ML", "EB", "HE", "HS", "SJ"]
samples = st.lists(
    st.tuples(st.floats(-3, 3).map(lambda y: round(y, 3)), st.floats(0.01, 2)),
    min_size=2,
    max_size=8,
).map(lambda rows: pd.DataFrame(rows, columns=["yi", "vi"]))


def trial(**changes):
    row = {"trial_id": "A", "measure": "RR", "estimate": 0.8, "ci_low": 0.6, "ci_high": 1.1}
    return row | changes


def rows(*changes):
    return pd.DataFrame([trial(**change) for change in changes])


@pytest.mark.parametrize("method", METHODS)
@given(data=samples, factor=st.sampled_from([0.01, 0.5, 7.0, 1000.0]))
@settings(max_examples=15, deadline=None)
def test_a_change_of_unit_changes_only_the_unit(method, data, factor):
    one = pool(data, method)
    other = pool(data.assign(yi=data.yi * factor, vi=data.vi * factor**2), method)
    assert other.estimate == pytest.approx(factor * one.estimate, rel=1e-5, abs=1e-6 * factor)
    assert other.tau2 == pytest.approx(factor**2 * one.tau2, rel=1e-5, abs=1e-6 * factor**2)
    assert other.i2 == pytest.approx(one.i2, abs=1e-3)


@given(data=samples)
@settings(max_examples=20, deadline=None)
def test_order_and_labels_do_not_matter(data):
    one, other = pool(data), pool(data.iloc[::-1].set_axis(list("abcdefgh")[: len(data)]))
    assert (other.estimate, other.tau2) == pytest.approx((one.estimate, one.tau2), abs=1e-6)


@given(data=samples)
@settings(max_examples=20, deadline=None)
def test_a_shift_moves_the_estimate_and_nothing_else(data):
    one, other = pool(data, "DL"), pool(data.assign(yi=data.yi + 5), "DL")
    assert other.estimate == pytest.approx(one.estimate + 5)
    assert (other.tau2, other.q) == pytest.approx((one.tau2, one.q), abs=1e-7)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("test", ["normal", "hartung-knapp"])
def test_one_trial_is_itself(method, test):
    result = pool(rows({}), method, test)
    assert result.estimate == pytest.approx(math.log(0.8))
    assert result.se == pytest.approx(math.log(1.1 / 0.6) / (2 * 1.959964), rel=1e-6)
    assert (result.tau2, result.q, result.q_df, result.i2) == (0, pytest.approx(0), 0, 0)


@pytest.mark.parametrize("method", METHODS)
def test_identical_trials_have_no_heterogeneity(method):
    result = pool(pd.DataFrame({"yi": [0.4] * 5, "vi": [0.2] * 5}), method)
    assert result.estimate == pytest.approx(0.4)
    assert result.se == pytest.approx(math.sqrt(0.2 / 5))
    assert (result.tau2, result.i2) == pytest.approx((0, 0))


@pytest.mark.parametrize("method", ["DL", "REML", "PM", "ML", "HE"])
def test_huge_heterogeneity_gives_equal_weights(method):
    data = pd.DataFrame({"yi": [-1000.0, 0.0, 1300.0], "vi": [0.01, 0.5, 4.0]})
    result = pool(data, method)
    assert result.estimate == pytest.approx(100, rel=1e-3)
    assert result.i2 > 99.9
    assert result.weights == pytest.approx([100 / 3] * 3, rel=1e-3)


def test_no_heterogeneity_at_the_boundary():
    """Less spread than chance: τ² is 0 and the random model is the common one."""
    data = pd.DataFrame({"yi": [0.1, 0.12, 0.09], "vi": [0.2, 0.3, 0.4]})
    common = pool(data, "EE")
    for method in METHODS[1:-1]:
        result = pool(data, method)
        assert result.tau2 == 0
        assert result.estimate == pytest.approx(common.estimate)
    assert pool(data).tau2_interval()[0] == 0


def test_hartung_knapp_can_be_narrower_and_the_floor_prevents_it():
    data = pd.DataFrame({"yi": [0.1, 0.12, 0.09], "vi": [0.2, 0.3, 0.4]})
    plain, floor = (
        pool(data, test="hartung-knapp"),
        pool(data, test="hartung-knapp at least normal"),
    )
    assert plain.se < pool(data).se <= floor.se


def test_prediction_of_higgins_thompson_and_spiegelhalter():
    data = pd.DataFrame({"yi": [-1.0, 0.0, 1.2, 0.4], "vi": [0.1, 0.2, 0.1, 0.3]})
    result = pool(data, "DL", prediction="hts")
    half = 4.302653 * math.sqrt(result.se**2 + result.tau2)
    assert result.prediction_high - result.estimate == pytest.approx(half, rel=1e-6)
    assert math.isnan(pool(data[:2], "DL", prediction="hts").prediction_low)


def test_two_trials_by_hand():
    result = pool(pd.DataFrame({"yi": [0.0, 1.0], "vi": [0.1, 0.3]}), "DL")
    assert result.q == pytest.approx(1 / 0.4)
    assert result.tau2 == pytest.approx((2.5 - 1) / (40 / 3 - (100 + 100 / 9) / (40 / 3)))


def test_arm_swap_inverts_the_pooled_ratio():
    counts = pd.DataFrame(
        {
            "events_arm": [3, 8],
            "n_arm": [50, 90],
            "events_comparator": [6, 9],
            "n_comparator": [60, 80],
        }
    )
    names = ["events_comparator", "n_comparator", "events_arm", "n_arm"]
    swapped = counts.set_axis(names, axis=1)
    for measure in ("RR", "OR", "RD"):
        one, two = (pool_mantel_haenszel(c, measure) for c in (counts, swapped))
        assert (one.estimate, one.se) == pytest.approx((-two.estimate, two.se))
    assert pool_peto(counts).estimate == pytest.approx(-pool_peto(swapped).estimate)


def test_from_the_table_to_a_pooled_result_in_one_call():
    table = load("fracture_outcomes")
    result = pool(table.query("outcome == 'hip' and citation_key == 'uspstf2012'"))
    assert (result.k, result.measure) == (2, "HR")
    assert 0.41 < result.ratio_or_value[0] < 0.95
    assert list(result.table().label) == ["WHI_EP", "WHI_EA", "pooled"]
    assert number_needed(at_baseline(result.effect(), 1.0)).kind == "NNTB"
    assert "2 trials" in repr(result)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rows({}, {"trial_id": "B", "ci_low": None}), "Row B: the interval is missing"),
        (rows({}, {"trial_id": "B", "ci_low": 1.2, "ci_high": 0.4}), "Row B: the lower limit"),
        (rows({}, {"trial_id": "B", "estimate": 2}), "Row B: the estimate .* outside"),
        (rows({}, {"trial_id": "B", "measure": "HR"}), "mix HR and RR .*B HR.*allow_mixed"),
        (rows({}, {"trial_id": "B", "measure": "RD"}), "different scales"),
        (rows({}, {"trial_id": "B", "measure": None}), "Row B: no measure"),
        (rows({"follow_up_y": 3}, {"follow_up_y": 4}), "both of trial A .*follow_up_y"),
        (rows({"arm": "low"}, {"arm": "high"}), "both of trial A .*arm"),
        (rows({"trial_id": "BZA_301"}, {"trial_id": "BZA_301_LATIN"}), "same people"),
        (rows({"trial_id": "CORE"}, {"trial_id": "MORE"}), "same people"),
        (rows({})[:0], "no rows"),
        (pd.DataFrame({"yi": [0.1], "vi": [0.0]}), "variance must be above 0"),
        (pd.DataFrame({"yi": [0.1]}), "vi or a standard error"),
        (pd.DataFrame({"estimate": [0.1], "measure": ["RR"]}), "lacks ci_low, ci_high"),
    ],
)
def test_bad_rows_are_refused_and_named(data, words):
    with pytest.raises(ValueError, match=words):
        pool(data)


def test_every_table_version_of_one_trial_is_refused():
    hip = load("fracture_outcomes").query("outcome == 'hip'")
    with pytest.raises(ValueError, match="WHI_EA"):
        pool(hip, allow_mixed=True)


def test_a_mixture_that_is_allowed_is_said():
    result = pool(rows({}, {"trial_id": "B", "measure": "HR"}), allow_mixed=True)
    assert "HR and RR pooled as if" in result.note


@pytest.mark.parametrize(
    ("counts", "words"),
    [((9, 8, 1, 8), "Row X: 9 events among 8"), ((-1, 8, 1, 8), "Row X: events must be")],
)
def test_bad_counts_are_refused(counts, words):
    columns = ["events_arm", "n_arm", "events_comparator", "n_comparator"]
    with pytest.raises(ValueError, match=words):
        pool_mantel_haenszel(pd.DataFrame([counts], columns=columns).assign(trial_id="X"))


def test_regression_on_an_exact_line():
    data = pd.DataFrame(
        {"yi": [1.0, 3.0, 5.0, 7.0], "vi": [0.1, 0.2, 0.1, 0.3], "dose": [0, 1, 2, 3]}
    )
    result = meta_regression(data, "dose")
    assert result.beta == pytest.approx((1, 2))
    assert (result.tau2, result.qe, result.r2) == pytest.approx((0, 0, 100))
    with pytest.raises(ValueError, match="not independent"):
        meta_regression(data.assign(twice=2 * data.dose), ["dose", "twice"])
    with pytest.raises(ValueError, match="no column 'age'"):
        meta_regression(data, "age")
    with pytest.raises(ValueError, match="too few"):
        meta_regression(data[:2], "dose")


def test_common_effect_q_splits_into_within_and_between():
    data = pd.DataFrame({"yi": [0.1, 0.5, 1.0, 1.4], "vi": [0.1, 0.2, 0.1, 0.3], "g": list("aabb")})
    split = subgroups(data, "g", "EE")
    within = sum(group.q for group in split.groups.values())
    assert split.q_between + within == pytest.approx(pool(data, "EE").q)


def test_leaving_out_and_adding_up():
    data = pd.DataFrame({"yi": [0.1, 0.5, 1.0], "vi": [0.1, 0.2, 0.1], "year": [3, 1, 2]})
    assert leave_one_out(data).estimate[0] == pytest.approx(pool(data[1:]).estimate)
    table = cumulative(data, "year")
    assert list(table.added) == ["1", "2", "0"]
    assert table.estimate.iloc[-1] == pytest.approx(pool(data).estimate)


def test_a_symmetric_funnel_has_no_slope():
    se = np.array([0.1, 0.2, 0.2, 0.4, 0.4])
    data = pd.DataFrame({"yi": [0.3, 0.5, 0.1, 0.7, -0.1], "sei": se})
    assert egger(data).slope == pytest.approx(0, abs=1e-12)
    with pytest.raises(ValueError, match="equal"):
        egger(data.assign(sei=0.2))


def test_bucher():
    one, other = (effect_from_interval(*x, "RR") for x in ((0.5, 0.4, 0.625), (0.8, 0.64, 1.0)))
    result = bucher(one, other)
    assert result.estimate == pytest.approx(0.625)
    assert result.se == pytest.approx(math.hypot(one.se, other.se))


def test_prediction_from_a_regression_at_zero_is_the_intercept():
    data = pd.DataFrame(
        {"yi": [0.1, -0.4, -0.2, -0.9], "vi": [0.02, 0.03, 0.02, 0.05], "gain": [0, 1, 2, 3]}
    )
    fitted = meta_regression(data, "gain", test="hartung-knapp")
    at = predict_effect(fitted, [0, 2])
    intercept = fitted.table().loc["intercept"]
    assert at.loc[0, ["estimate", "ci_low", "ci_high"]].to_list() == pytest.approx(
        intercept[["estimate", "ci_low", "ci_high"]].to_list()
    )
    half = fitted.cov[0, 0] + 4 * fitted.cov[0, 1] + 4 * fitted.cov[1, 1] + fitted.tau2
    wide = (at.loc[2, "prediction_high"] - at.loc[2, "prediction_low"]) / 2
    assert wide == pytest.approx(4.302653 * half**0.5)  # t with 2 degrees of freedom, 97.5 %
    two = meta_regression(data.assign(other=[1, 0, 0, 1]), ["gain", "other"])
    with pytest.raises(ValueError, match="One covariate"):
        predict_effect(two, 1)


def test_the_line_of_the_tuberculosis_vaccine_on_latitude():
    """Viechtbauer 2010 prints 0.2515 and −0.0291 (REML): a ratio of 0.961 at 10 degrees."""
    trials = pd.read_csv(Path(__file__).parent / "oracles" / "bcg_data.csv").assign(measure="RR")
    at = predict_effect(meta_regression(trials, "ablat"), 10)
    assert at["estimate"].item() == pytest.approx(np.exp(0.2515 - 0.291), abs=5e-4)
