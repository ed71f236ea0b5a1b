"""Constants from binding data: exact relations, recovery of known truth, coverage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from course_utils.physiology.receptors import (
    bound_with_depletion,
    competitive_occupancy,
    displacement,
    dose_ratio,
    fit_displacement,
    fit_schild,
    half_inhibition,
    inhibition_constant,
    occupancy,
)

# The machine that runs these may be busy.
PATIENT = settings(deadline=None)
CONSTANT = st.floats(1e-3, 1e3)


@PATIENT
@given(CONSTANT, CONSTANT, CONSTANT)
def test_cheng_prusoff_is_the_half_point_of_competition(k_i, tracer, k_tracer):
    def excess(log_competitor):
        bound = competitive_occupancy((tracer, np.exp(log_competitor)), (k_tracer, k_i))[0]
        return bound / occupancy(tracer, k_tracer) - 0.5

    ic50 = np.exp(brentq(excess, np.log(1e-6), np.log(1e12), xtol=1e-12))
    assert half_inhibition(k_i, tracer, k_tracer) == pytest.approx(ic50, rel=1e-8)
    assert inhibition_constant(ic50, tracer, k_tracer) == pytest.approx(k_i, rel=1e-8)


def test_the_published_assay_gives_the_printed_relative_affinities():
    # IC50 5.7, 30 and 47 nM for estradiol, 4-hydroxytamoxifen and endoxifen at one tracer:
    # the tracer cancels, so the relative binding affinity is the ratio of the IC50 values.
    tracer, k_tracer = 3.0, 0.4
    constants = [inhibition_constant(ic50, tracer, k_tracer) for ic50 in (5.7, 30.0, 47.0)]
    relative = [100 * constants[0] / k for k in constants[1:]]
    assert relative == pytest.approx([19.0, 12.1], abs=0.05)


@PATIENT
@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6), CONSTANT)
def test_depleted_binding_obeys_mass_action(ligand, receptor, constant):
    bound = bound_with_depletion(ligand, receptor, constant)
    assert 0 <= bound <= min(ligand, receptor) * (1 + 1e-12)
    assert bound * constant == pytest.approx((ligand - bound) * (receptor - bound), rel=1e-6)


@PATIENT
@given(st.floats(0, 1e5, allow_subnormal=False), CONSTANT)
def test_few_receptors_deplete_nothing(ligand, constant):
    receptor = 1e-9 * constant
    bound = bound_with_depletion(ligand, receptor, constant)
    assert bound / receptor == pytest.approx(occupancy(ligand, constant), rel=1e-6, abs=1e-12)


def test_many_receptors_bind_every_ligand():
    assert bound_with_depletion(2.0, 1e6, 0.1) == pytest.approx(2.0, rel=1e-6)


def noisy_curve(seed, ic50=12.0, noise=0.03):
    competitor = np.geomspace(0.05, 3000, 12)
    noise = np.random.default_rng(seed).normal(0, noise, competitor.size)
    return competitor, displacement(competitor, ic50, top=1.0, bottom=0.1) + noise


def test_a_clean_curve_is_recovered_with_its_zero_dose():
    competitor = np.concatenate([[0.0], np.geomspace(0.1, 1000, 9)])
    fit = fit_displacement(competitor, displacement(competitor, 7.5, top=900, bottom=40))
    assert (fit.ic50, fit.top, fit.bottom) == pytest.approx((7.5, 900, 40), rel=1e-6)
    assert fit.residual_sd < 1e-4


def test_the_interval_covers_the_truth_as_often_as_it_says():
    fits = [fit_displacement(*noisy_curve(seed)) for seed in range(300)]
    covered = np.mean([fit.low < 12.0 < fit.high for fit in fits])
    # 300 binomial draws at 0.95 have a standard deviation of 0.013.
    assert 0.91 < covered < 0.985
    assert all(fit.low < fit.ic50 < fit.high for fit in fits)


def test_a_wider_confidence_gives_a_wider_interval():
    data = noisy_curve(1)
    narrow, wide = fit_displacement(*data, confidence=0.8), fit_displacement(*data, confidence=0.99)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_schild_recovers_simple_competition():
    blocker = np.array([1.0, 3.0, 10.0, 30.0, 100.0])
    fit = fit_schild(blocker, dose_ratio(blocker, 2.5))
    assert (fit.slope, fit.dissociation) == pytest.approx((1.0, 2.5), rel=1e-12)
    # At B = K_B the dose ratio is 2, which defines pA2.
    assert 10**-fit.pa2 == pytest.approx(2.5, rel=1e-12)


def test_schild_interval_covers_slope_one_and_excludes_a_false_one():
    blocker = np.geomspace(1, 300, 8)
    noise = 10 ** np.random.default_rng(5).normal(0, 0.04, blocker.size)
    honest = fit_schild(blocker, 1 + blocker / 2.5 * noise)
    bent = fit_schild(blocker, 1 + (blocker / 2.5) ** 0.6 * noise)
    assert honest.slope_low < 1 < honest.slope_high
    assert bent.slope_high < 1
    assert honest.dissociation_low < 2.5 < honest.dissociation_high


def test_schild_agrees_with_a_library_regression():
    from scipy.stats import linregress, t

    blocker, ratios = np.array([1.0, 4.0, 9.0, 40.0]), np.array([1.5, 2.6, 6.1, 19.0])
    fit = fit_schild(blocker, ratios)
    line = linregress(np.log10(blocker), np.log10(ratios - 1))
    reach = t.ppf(0.975, 2) * line.stderr
    expected = (line.slope, line.slope - reach, line.slope + reach)
    assert (fit.slope, fit.slope_low, fit.slope_high) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: fit_displacement([1, 2, 3], [3, 2, 1]), "at least 4 pairs"),
        (lambda: fit_displacement([1, 2, 3, 4], [3, 2, 1]), "at least 4 pairs"),
        (lambda: fit_displacement([1, 2, 3, 4], [1, 1, 1, 1]), "no displacement curve"),
        (lambda: fit_displacement([1, 2, 3, 4], [0, 1, 2, 3]), "no displacement curve"),
        (lambda: fit_displacement([-1, 2, 3, 4], [3, 2, 1, 0]), "must not be negative"),
        (lambda: fit_schild([1, 2, 3], [2, 3, 0.9]), "dose ratio must be above 1"),
        (lambda: fit_schild([2, 2, 2], [2, 3, 4]), "must differ"),
        (lambda: inhibition_constant(0, 1, 1), "IC50 must be greater than zero"),
    ],
)
def test_what_cannot_be_fitted_is_refused_in_words(act, words):
    with pytest.raises(ValueError, match=words):
        act()
