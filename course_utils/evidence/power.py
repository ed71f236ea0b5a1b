"""How likely a trial of a given size is to find a difference that is there."""

from __future__ import annotations

import math

from scipy import stats

from course_utils.evidence.surrogates import people_per_arm_for_means, people_per_arm_for_risks


def power_for_risks(risk_percent, other_percent, people_per_arm, alpha=0.05):
    """Chance that a trial finds a difference between two risks.

        power = Φ(z₁₋α/₂ · (√(n / n₅₀) − 1))

    n₅₀ are the people per arm `people_per_arm_for_risks` asks for a power of one half.

    Parameters
    ----------
    risk_percent, other_percent : float
        Risks over the trial, percent, between 0 and 100.
    people_per_arm : float
        n, above 0.
    alpha : float
        Two-sided, between 0 and 1.

    Returns
    -------
    float
        Between α/2 and 1; α/2 if the risks are equal. The chance of finding the opposite
        difference is left out; it is below α/2.

    Raises
    ------
    ValueError
        If a risk is not between 0 and 100 percent or `people_per_arm` is not positive.

    Source: normal approximation, unpooled variance; the inverse of `people_per_arm_for_risks`.
    """
    if risk_percent == other_percent and 0 < risk_percent < 100:
        return alpha / 2
    half = people_per_arm_for_risks(risk_percent, other_percent, power=0.5, alpha=alpha)
    return _power(people_per_arm, half, alpha)


def power_for_means(difference, sd, people_per_arm, alpha=0.05):
    """Chance that a trial finds a difference between two means.

        power = Φ(z₁₋α/₂ · (√(n / n₅₀) − 1))

    Parameters
    ----------
    difference, sd : float
        In the same unit; the SD must be above 0.
    people_per_arm, alpha : float
        As in `power_for_risks`.

    Returns
    -------
    float
        Between α/2 and 1; α/2 if there is no difference.

    Raises
    ------
    ValueError
        If the SD or `people_per_arm` is not positive.

    Source: normal approximation; the inverse of `people_per_arm_for_means`.
    """
    if difference == 0 and sd > 0:
        return alpha / 2
    half = people_per_arm_for_means(difference, sd, power=0.5, alpha=alpha)
    return _power(people_per_arm, half, alpha)


def _power(people, half, alpha):
    if not people > 0:
        raise ValueError(f"People per arm must be above 0; got {people!r}.")
    critical = stats.norm.isf(alpha / 2)
    return float(stats.norm.cdf(critical * (math.sqrt(people / half) - 1)))
