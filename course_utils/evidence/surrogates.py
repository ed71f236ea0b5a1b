"""Density as a stand-in for fracture: what it predicts, and how many people each would need."""

from __future__ import annotations

import math

from scipy import stats


def fracture_ratio_from_density(change_percent, gradient=2.0, mean=0.80, sd=0.11):
    """Fracture risk ratio that a change in density alone would predict.

        RR = g^(−Δ·mean/(100·SD))

    Parameters
    ----------
    change_percent : float or array
        Difference in density against the comparator, percent of its mean.
    gradient : float
        g, risk ratio per SD lower density, above 0.
    mean, sd : float
        Of the reference population, g/cm², above 0.

    Returns
    -------
    float or array
        Ratio; +2.6 % gives 0.877 with the default values (teaching assumptions).

    Raises
    ------
    ValueError
        If gradient, mean or sd is not positive.

    Source: the gradient of risk per SD; Marshall, Johnell and Wedel 1996, BMJ 312:1254–1259,
    doi:10.1136/bmj.312.7041.1254.
    """
    if not (gradient > 0 and mean > 0 and sd > 0):
        raise ValueError("Gradient, mean and sd must be above 0.")
    return gradient ** (-change_percent * mean / (100 * sd))


def share_explained(predicted_ratio, observed_ratio):
    """Share of the observed log risk reduction that the prediction accounts for.

        ln(predicted) / ln(observed)

    Parameters
    ----------
    predicted_ratio, observed_ratio : float
        Risk ratios above 0; the observed one must not be 1.

    Returns
    -------
    float
        1 means all of it. This compares trials, not patients.

    Raises
    ------
    ValueError
        If a ratio is not positive or the observed one is 1.

    Source: definition.
    """
    if not (predicted_ratio > 0 and observed_ratio > 0) or observed_ratio == 1:
        raise ValueError("Both ratios must be above 0, and the observed one must not be 1.")
    return math.log(predicted_ratio) / math.log(observed_ratio)


def people_per_arm_for_risks(risk_percent, other_percent, power=0.8, alpha=0.05):
    """People per arm to find a difference between two risks.

        n = (z₁₋α/₂ + z_power)² (p₁(1−p₁) + p₂(1−p₂)) / (p₁ − p₂)²

    Parameters
    ----------
    risk_percent, other_percent : float
        Risks over the trial, percent, between 0 and 100 and not equal.
    power, alpha : float
        Between 0 and 1.

    Returns
    -------
    float
        People per arm, not rounded.

    Raises
    ------
    ValueError
        If a number is outside its range or the risks are equal.

    Source: normal approximation, unpooled variance.
    """
    p, q = risk_percent / 100, other_percent / 100
    if not (0 < p < 1 and 0 < q < 1) or p == q:
        raise ValueError("Give two different risks between 0 and 100 percent.")
    return _z(power, alpha) ** 2 * (p * (1 - p) + q * (1 - q)) / (p - q) ** 2


def people_per_arm_for_means(difference, sd, power=0.8, alpha=0.05):
    """People per arm to find a difference between two means.

        n = 2 (z₁₋α/₂ + z_power)² (SD/Δ)²

    Parameters
    ----------
    difference, sd : float
        In the same unit; the difference must not be 0, the SD must be above 0.
    power, alpha : float
        Between 0 and 1.

    Returns
    -------
    float
        People per arm, not rounded.

    Raises
    ------
    ValueError
        If the difference is 0 or the SD is not positive.

    Source: normal approximation.
    """
    if difference == 0 or not sd > 0:
        raise ValueError("The difference must not be 0 and the SD must be above 0.")
    return 2 * (_z(power, alpha) * sd / difference) ** 2


def _z(power, alpha):
    if not (0 < power < 1 and 0 < alpha < 1):
        raise ValueError("Power and alpha lie between 0 and 1.")
    return float(stats.norm.isf(alpha / 2) + stats.norm.ppf(power))
