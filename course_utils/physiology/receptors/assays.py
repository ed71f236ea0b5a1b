"""From what a binding assay shows to the constant it stands for, with its uncertainty."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
import scipy

from course_utils.physiology.receptors.checks import nonnegative, positive, share


class DisplacementFit(NamedTuple):
    """Fit of a displacement curve; ``low`` and ``high`` bound the IC50."""

    ic50: float
    low: float
    high: float
    top: float
    bottom: float
    residual_sd: float


class SchildFit(NamedTuple):
    """Schild regression: free slope with interval, and K_B with the slope held at 1."""

    slope: float
    slope_low: float
    slope_high: float
    pa2: float
    dissociation: float
    dissociation_low: float
    dissociation_high: float


def inhibition_constant(ic50, tracer, tracer_dissociation):
    """K_i of a competitor from its IC50 against a tracer.

        K_i = IC50 / (1 + L/K_L)

    Parameters
    ----------
    ic50 : float or array
        Competitor that displaces half of the bound tracer; positive.
    tracer : float
        L, unbound tracer, in the unit of K_L; not negative.
    tracer_dissociation : float
        K_L; positive.

    Leaves out: ligand depletion; tracer and competitor count as unbound.
    Source: Cheng and Prusoff 1973 (Biochem Pharmacol 22:3099).
    """
    return positive(ic50, "IC50") / _tracer_factor(tracer, tracer_dissociation)


def half_inhibition(inhibition, tracer, tracer_dissociation):
    """IC50 that a competitor with constant K_i shows against a tracer: K_i·(1 + L/K_L).

    Parameters and source as in :func:`inhibition_constant`.
    """
    return positive(inhibition, "K_i") * _tracer_factor(tracer, tracer_dissociation)


def _tracer_factor(tracer, dissociation):
    return 1 + nonnegative(tracer, "The tracer") / positive(dissociation, "K of the tracer")


def bound_with_depletion(ligand, receptor, dissociation):
    """Concentration of the complex when binding uses up a part of the ligand.

        B = {(R + L + K) − √[(R + L + K)² − 4·R·L]} / 2

    Parameters
    ----------
    ligand : float or array (n,)
        L, total ligand; not negative.
    receptor : float or array
        R, total receptor, same unit; not negative.
    dissociation : float
        K, same unit; positive.

    Returns
    -------
    float or array (n,)
        B; with R much smaller than K it is R·L/(L + K).

    Leaves out: competitors and nonspecific binding.
    Source: law of mass action with conservation of both partners.
    """
    ligand = nonnegative(ligand, "The ligand")
    receptor = nonnegative(receptor, "The receptor")
    total = ligand + receptor + positive(dissociation, "K")
    # Written without the difference of two near numbers, which would lose digits.
    return 2 * receptor * ligand / (total + np.sqrt(total**2 - 4 * receptor * ligand))


def displacement(competitor, ic50, top=1.0, bottom=0.0):
    """Bound tracer beside a competitor, with slope 1.

        y = bottom + (top − bottom)/(1 + C/IC50)

    Parameters
    ----------
    competitor : float or array (n,)
        C, in the unit of IC50; not negative.
    ic50 : float
        Positive.
    top, bottom : float
        Bound tracer without and with unlimited competitor, in the unit of the counts.
    """
    competitor = nonnegative(competitor, "The competitor")
    return bottom + (top - bottom) / (1 + competitor / positive(ic50, "IC50"))


def fit_displacement(competitor, bound, confidence=0.95):
    """Least-squares IC50 of a displacement curve, with its confidence interval.

    Parameters
    ----------
    competitor : array (n,)
        Competitor, any unit; not negative; at least four points.
    bound : array (n,)
        Bound tracer, any unit.
    confidence : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    DisplacementFit
        The interval is symmetric in log IC50 (Student's t with n − 3 degrees of freedom).

    Raises
    ------
    ValueError
        If there are fewer than four points, the lengths differ or the points show no curve.

    Leaves out: a free slope, unequal variances, replicates that share an error.
    """
    competitor, bound = _pairs(competitor, bound, least=4)
    best, covariance = _least_squares(competitor, bound)
    spare = competitor.size - best.size
    reach = _quantile(confidence, spare) * np.sqrt(covariance[2, 2])
    residual = bound - _displacement_by_log(competitor, *best)
    ends = [float(10**x) for x in (best[2], best[2] - reach, best[2] + reach)]
    spread = float(np.sqrt(np.sum(residual**2) / spare))
    return DisplacementFit(*ends, float(best[0]), float(best[1]), spread)


def _least_squares(competitor, bound):
    """Top, bottom and log10 IC50 with their covariance; ValueError if there is no fall."""
    start = (bound.max(), bound.min(), np.log10(np.median(competitor[competitor > 0])))
    with warnings.catch_warnings():
        warnings.simplefilter("error", scipy.optimize.OptimizeWarning)
        try:
            best, covariance = scipy.optimize.curve_fit(
                _displacement_by_log, competitor, bound, p0=start
            )
        except (RuntimeError, scipy.optimize.OptimizeWarning):
            best = (0.0, 0.0, 0.0)
    if best[0] <= best[1]:
        raise ValueError("These points show no displacement curve: bound tracer must fall.")
    return best, covariance


def _displacement_by_log(competitor, top, bottom, log_ic50):
    # Fitting the logarithm keeps IC50 positive and its interval honest.
    return bottom + (top - bottom) / (1 + competitor / 10**log_ic50)


def fit_schild(antagonist, dose_ratios, confidence=0.95):
    """Schild regression of measured dose ratios.

        log10(r − 1) = slope·log10 B − log10 K_B

    Parameters
    ----------
    antagonist : array (n,)
        B, unbound antagonist; positive; at least three points.
    dose_ratios : array (n,)
        r, EC50 beside B over EC50 alone; above 1.
    confidence : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    SchildFit
        A slope whose interval excludes 1 speaks against simple competition; K_B assumes slope 1
        and has the unit of ``antagonist``, pA2 = −log10 of B at r = 2 in that unit.

    Raises
    ------
    ValueError
        If there are fewer than three points, or a B or r is out of range.

    Leaves out: error in B, errors shared through the control curve.
    Source: Arunlakshana and Schild 1959.
    """
    antagonist, dose_ratios = _pairs(antagonist, dose_ratios, least=3)
    x = np.log10(positive(antagonist, "The antagonist"))
    if np.any(dose_ratios <= 1):
        raise ValueError("Each dose ratio must be above 1 (EC50 with over EC50 without blocker).")
    y = np.log10(dose_ratios - 1)
    slope, reach, intercept = _line(x, y, confidence)
    shift = x - y
    half = _quantile(confidence, x.size - 1) * shift.std(ddof=1) / np.sqrt(x.size)
    constants = [float(10**value) for value in shift.mean() + np.array([0, -half, half])]
    return SchildFit(slope, slope - reach, slope + reach, intercept / slope, *constants)


def _line(x, y, confidence):
    """Slope, half-width of its interval, and intercept of a straight line."""
    spread = np.sum((x - x.mean()) ** 2)
    if spread == 0:
        raise ValueError("The concentrations must differ from each other.")
    slope = np.sum((x - x.mean()) * (y - y.mean())) / spread
    intercept = y.mean() - slope * x.mean()
    variance = np.sum((y - intercept - slope * x) ** 2) / (x.size - 2)
    reach = _quantile(confidence, x.size - 2) * np.sqrt(variance / spread)
    return float(slope), float(reach), float(intercept)


def _quantile(confidence, degrees):
    share(confidence, "The confidence")
    return scipy.special.stdtrit(degrees, (1 + confidence) / 2)


def _pairs(x, y, least):
    x = np.atleast_1d(nonnegative(x, "The concentrations"))
    y = np.atleast_1d(np.asarray(y, dtype=float))
    if x.size < least or x.shape != y.shape or np.count_nonzero(x) == 0:
        raise ValueError(f"The fit needs at least {least} pairs; got {x.size} and {y.size} values.")
    return x, y
