"""Which doses are taken: patterns of adherence.

Each pattern answers two questions: which of these dose times are taken, and what share of
the dose is taken on average in which stretch of time (for daily-average dosing).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DAYS_IN_WEEK = 7
WORKDAYS = 5


@dataclass(frozen=True)
class Full:
    """Every dose is taken."""

    def taken(self, times, start):
        """True for each of ``times`` (n,); ``start`` is the first day of the regimen."""
        return np.ones(len(times), dtype=bool)

    def average(self, start, stop):
        """List of (start, stop, share taken) that covers the regimen."""
        return [(start, stop, 1.0)]


@dataclass(frozen=True)
class AtRandom:
    """Each dose is taken with the same probability, independently of the others.

    ``share`` lies between 0 and 1. The draw of the k-th dose depends on ``seed`` and k only,
    so a longer simulation repeats the shorter one. Leaves out that real missed doses cluster.
    """

    share: float
    seed: int = 0

    def __post_init__(self):
        if not 0 <= self.share <= 1:
            raise ValueError(f"The share of doses taken must be 0 to 1; got {self.share!r}.")

    def taken(self, times, start):
        """Draw for each of ``times`` (n,)."""
        return np.random.default_rng(self.seed).random(len(times)) < self.share

    def average(self, start, stop):
        """The same share all the time."""
        return [(start, stop, self.share)]


@dataclass(frozen=True)
class WeekdaysOnly:
    """Doses on days 6 and 7 of each week of the regimen are missed."""

    def taken(self, times, start):
        """True on the first five days of each week counted from ``start``."""
        return np.floor(np.asarray(times) - start) % DAYS_IN_WEEK < WORKDAYS

    def average(self, start, stop):
        """Five sevenths all the time."""
        return [(start, stop, WORKDAYS / DAYS_IN_WEEK)]


@dataclass(frozen=True)
class Gap:
    """A run of missed doses: none from day ``first`` up to, not including, day ``back``."""

    first: float
    back: float

    def __post_init__(self):
        if not self.back > self.first:
            raise ValueError(
                f"A gap must end after it begins; got first day {self.first!r}, back {self.back!r}."
            )

    def taken(self, times, start):
        """False inside the gap."""
        times = np.asarray(times)
        return (times < self.first) | (times >= self.back)

    def average(self, start, stop):
        """Nothing in the gap, everything outside it."""
        first, back = max(start, min(self.first, stop)), min(stop, max(self.back, start))
        parts = [(start, first, 1.0), (first, back, 0.0), (back, stop, 1.0)]
        return [part for part in parts if part[1] > part[0]]


FULL = Full()
