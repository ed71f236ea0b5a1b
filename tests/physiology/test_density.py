"""Markers, sites, scores and hazards."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology.density import (
    DENSITY,
    FRACTURES,
    MARKERS,
    SITES,
    annual_hazard,
    category,
    cumulative_risk,
    density_of,
    density_precision,
    hazard_ratio,
    is_real_change,
    least_significant_change,
    least_significant_density,
    marker_change,
    measured,
    measured_density,
    precision_error,
    relative_density,
    site_density,
    t_score,
    z_score,
)

shares = st.floats(0, 1, allow_subnormal=False)
ratios = st.floats(0.2, 3)


@given(share=shares, mineral=shares)
def test_a_healthy_young_adult_has_relative_density_one(share, mineral):
    assert relative_density(1.0, 1.0, 1.0, share, mineral) == pytest.approx(1, abs=1e-15)


@given(vt=ratios, vc=ratios, share=shares)
def test_without_a_change_in_mineral_density_is_the_mean_of_the_two_volumes(vt, vc, share):
    assert relative_density(vt, vc, 1.0, share, 0.4) == pytest.approx(share * vt + (1 - share) * vc)


def test_trabecular_loss_shows_most_at_the_spine_and_least_at_the_neck():
    lost = {site: 1 - site_density(site, 0.8, 1.0, 1.0) for site in SITES}
    assert lost["lumbar_spine"] > lost["total_hip"] > lost["femoral_neck"] > 0


def test_scores_of_the_reference_itself():
    assert t_score(0.858, "femoral_neck") == pytest.approx(0)
    assert t_score(0.858 - 0.120, "femoral_neck") == pytest.approx(-1)
    assert t_score(0.942 + 2 * 0.122, "total_hip") == pytest.approx(2)


def test_the_worked_example_of_the_course():
    """Femoral neck 0.700 g/cm² with mean 0.858 and SD 0.120 is T = −1.32."""
    assert t_score(0.700) == pytest.approx(-1.32, abs=0.005)


@given(score=st.floats(-6, 4, allow_subnormal=False), site=st.sampled_from(sorted(SITES)))
def test_density_and_score_undo_each_other(score, site):
    bmd = density_of(score, site)
    assert t_score(bmd, site) == pytest.approx(score, abs=1e-12)


def test_z_is_zero_at_what_the_age_expects_and_counts_in_the_same_sd():
    assert z_score(0.75, 0.75) == 0
    assert z_score(0.75, 0.80) - z_score(0.75, 0.70) == pytest.approx(t_score(0.70) - t_score(0.80))


@pytest.mark.parametrize(
    ("score", "word"),
    [
        (0.3, "normal"),
        (-1.0, "normal"),
        (-1.01, "low bone mass"),
        (-2.49, "low bone mass"),
        (-2.5, "osteoporosis"),
        (-4, "osteoporosis"),
    ],
)
def test_words_for_scores_are_those_of_the_who(score, word):
    assert category(score) == word
    assert list(category(np.array([score, score]))) == [word, word]


def test_a_marker_that_follows_cells_changes_with_them():
    assert marker_change(0.7, 1.4) == pytest.approx(-50)
    assert list(marker_change(np.array([1.0, 2.0]), 1.0)) == [0, 100]


@pytest.mark.parametrize("marker", MARKERS)
def test_noise_keeps_the_mean_and_has_the_stated_variation(marker):
    sample = measured(np.full(200_000, 40.0), marker, seed=7)
    cv = least_significant_change(marker) / 100 / DENSITY["lsc_factor"]
    assert sample.mean() == pytest.approx(40, rel=0.002)
    assert sample.std() / sample.mean() == pytest.approx(cv, rel=0.01)
    assert np.all(sample > 0)


def test_the_same_seed_gives_the_same_noise():
    level = np.linspace(0.1, 0.6, 5)
    assert np.array_equal(measured(level, seed=3), measured(level, seed=3))
    assert not np.array_equal(measured(level, seed=3), measured(level, seed=4))
    assert measured(0.3, seed=1) > 0


def test_least_significant_change_keeps_false_alarms_at_five_percent():
    pairs = measured(np.full((2, 100_000), 0.3), "p1np", seed=11)
    change = 100 * np.abs(pairs[1] - pairs[0]) / 0.3
    false = np.mean(change > least_significant_change("p1np"))
    assert false == pytest.approx(0.05, abs=0.005)


def test_averaging_four_samples_halves_it():
    assert least_significant_change("sctx", 4) == pytest.approx(least_significant_change() / 2)


@pytest.mark.parametrize("site", SITES)
def test_repeated_scans_give_back_the_precision_error(site):
    true = np.linspace(0.6, 1.1, 50_000)
    first, second = (measured_density(true, site, seed) for seed in (1, 2))
    assert precision_error(first, second) == pytest.approx(density_precision(site), rel=0.02)


def test_a_least_significant_density_of_the_course():
    """Precision error 0.010 g/cm²: 0.0277; so 0.780 to 0.765 in a year may be noise."""
    assert least_significant_density(0.010) == pytest.approx(0.0277, abs=0.00005)
    assert not is_real_change(0.780, 0.765, 0.010)
    assert list(is_real_change([0.780, 0.780], [0.750, 0.808], 0.010)) == [True, True]


@given(
    change=st.floats(-30, 30, allow_subnormal=False),
    turnover=ratios,
    more=st.floats(0.1, 10),
    fracture=st.sampled_from(sorted(FRACTURES)),
)
def test_more_density_and_less_turnover_mean_fewer_fractures(change, turnover, more, fracture):
    now = hazard_ratio(fracture, change, turnover)
    assert hazard_ratio(fracture, change + more, turnover) < now
    assert hazard_ratio(fracture, change, turnover * (1 + more)) > now
    assert hazard_ratio(fracture, 0) == 1


def test_one_standard_deviation_costs_the_published_gradient():
    """Marshall 1996: 2.3 per SD of spine density for vertebral, 2.6 of the neck for hip."""
    assert hazard_ratio("vertebral", -100 * 0.110 / 1.047) == pytest.approx(2.3)
    assert hazard_ratio("hip", -100 * 0.120 / 0.858) == pytest.approx(2.6)


def test_hazard_doubles_with_age_as_the_table_says():
    for fracture, years in (("hip", 6), ("vertebral", 9)):
        ratio = annual_hazard(fracture, 65 + years) / annual_hazard(fracture, 65)
        assert ratio == pytest.approx(2)
    assert annual_hazard("hip", 65, z=-1) / annual_hazard("hip", 65) == pytest.approx(2.6)


@given(hazard=st.floats(0, 0.5, allow_subnormal=False), years=st.floats(0.5, 40))
def test_cumulative_risk_of_a_constant_hazard_is_the_exponential(hazard, years):
    times = np.linspace(0, years, 7)
    expected = 1 - np.exp(-hazard * times)
    assert cumulative_risk(times, hazard) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: site_density("wrist", 1, 1, 1), "No site is called 'wrist'"),
        (lambda: t_score(0.0), "positive number of g/cm²"),
        (lambda: t_score(float("nan")), "positive number of g/cm²"),
        (lambda: measured(0.3, "ctx"), "No marker is called 'ctx'"),
        (lambda: measured(-0.3), "must be positive"),
        (lambda: least_significant_change("sctx", 0), "at least one sample"),
        (lambda: measured_density(0.0), "positive number of g/cm²"),
        (lambda: precision_error([0.7], [0.7, 0.8]), "one first and one second scan"),
        (lambda: least_significant_density(0), "must be positive"),
        (lambda: hazard_ratio("rib", 1), "No fracture is called 'rib'"),
        (lambda: hazard_ratio("hip", 1, 0), "must be positive"),
        (lambda: annual_hazard("nonvertebral", 70), "vertebral and hip"),
        (lambda: annual_hazard("hip", 30), "between 40 and 100"),
        (lambda: cumulative_risk([0, 0], 0.1), "must increase"),
        (lambda: cumulative_risk([0, 1], -0.1), "cannot be negative"),
    ],
)
def test_impossible_requests_are_refused_in_words(act, sentence):
    with pytest.raises((KeyError, ValueError), match=sentence):
        act()
