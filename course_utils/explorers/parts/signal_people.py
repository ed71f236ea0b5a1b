"""Simulated people for "Signal or noise": the same true change in all, two noisy scans each."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.stats import norm

from course_utils.physiology.density import (
    is_real_change,
    least_significant_density,
    measured_density,
)

TRIAL_YEARS = 3  # the true change is given per so many years
MOST_PEOPLE = 2000
FALL, UNCLEAR, RISE = -1, 0, 1


@lru_cache(maxsize=64)
def scanned(before, after, error, seed):
    """First and second scan of ``MOST_PEOPLE`` people, g/cm², shape (2, people).

    The same seed gives the same luck in all states, and a smaller group is the beginning of a
    larger one, so that the picture moves smoothly.
    """
    draws = np.random.default_rng(seed)
    numbers = {"LS_precision": error}
    truths = (np.full(MOST_PEOPLE, before), np.full(MOST_PEOPLE, after))
    return np.array([measured_density(t, seed=draws, parameters=numbers) for t in truths])


def counts(first, second, error):
    """How many people count as a fall, as unclear and as a rise."""
    counted = is_real_change(first, second, error)
    falls = int(np.sum(counted & (second < first)))
    rises = int(np.sum(counted & (second > first)))
    return {FALL: falls, UNCLEAR: first.size - falls - rises, RISE: rises}


def chances(change, error):
    """Chance of one person to count as a fall, as unclear and as a rise.

        P(rise) = Φ((Δ − LSC)/(√2·e)),   P(fall) = Φ((−Δ − LSC)/(√2·e))

    Parameters
    ----------
    change : float
        True change Δ, g/cm².
    error : float
        Precision error e, g/cm²; positive.

    Source: difference of two normal measurements.
    """
    least, spread = least_significant_density(error), np.sqrt(2) * error
    rise, fall = (float(norm.cdf((sign * change - least) / spread)) for sign in (1, -1))
    return {FALL: fall, UNCLEAR: 1 - fall - rise, RISE: rise}


def piles(people):
    """How many piles of dots stand between no change and the least significant change.

    As many as make the piles about as high as the dots are wide, for any number of people.
    """
    return max(5, round(0.87 * people**0.5))


def stacked(change, least):
    """Dots for a histogram of changes, piled up in bins that end where the verdict changes.

    Parameters
    ----------
    change : array (n,)
        Measured changes, g/cm².
    least : float
        Least significant change, g/cm²; positive.

    Returns
    -------
    places : array (n,)
        Middle of each person's bin, g/cm².
    heights : array (n,)
        1 for the lowest dot of a pile.
    verdicts : array (n,)
        ``FALL``, ``UNCLEAR`` or ``RISE``.
    """
    width = least / piles(change.size)
    # Bins open outward, because a change that equals the limit counts.
    size = np.floor(np.abs(change) / width)
    bins = np.where(change < 0, -size - 1, size).astype(int)
    order = np.argsort(bins, kind="stable")
    _, first, sizes = np.unique(bins[order], return_index=True, return_counts=True)
    heights = np.empty(change.size)
    heights[order] = np.arange(change.size) - np.repeat(first, sizes) + 1
    verdicts = np.where(np.abs(change) < least, UNCLEAR, np.sign(change)).astype(int)
    return (bins + 0.5) * width, heights, verdicts
