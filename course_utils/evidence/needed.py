"""Number needed to treat, and one relative effect carried to another baseline risk."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from course_utils.evidence.intervals import Effect, figures


@dataclass(frozen=True)
class NumberNeeded:
    """Number needed to treat for one more person to benefit (NNTB) or to be harmed (NNTH).

    `value`, `low` and `high` are 1 / (fewer events per person): positive means benefit,
    negative harm. When `crosses_zero` is true the interval runs through infinity, from `low`
    (harm) by ∞ to `high` (benefit), and is not the stretch between the two numbers.
    """

    value: float
    low: float
    high: float
    crosses_zero: bool
    level: float
    difference: Effect
    note: str = ""

    @property
    def kind(self):
        """NNTB, NNTH, or "none" if the difference is exactly 0."""
        return _kind(self.value)

    @property
    def interval(self):
        """The interval in Altman's words."""
        if self.crosses_zero:
            return f"{_say(self.high)} to ∞ to {_say(self.low)}"
        near, far = sorted((self.low, self.high), key=abs)
        return f"{_say(near)} to {_say(far)}"

    def table(self):
        """One row: kind, number, interval in words."""
        row = {"kind": self.kind, "number_needed": abs(self.value), "interval": self.interval}
        return pd.DataFrame([row | {"ci_level": self.level, "note": self.note}])

    def __repr__(self):
        return f"{_say(self.value)} ({self.level:g} % interval {self.interval})"


def number_needed(difference):
    """Number needed to treat, with an interval that behaves when the difference crosses 0.

        NNT = 1 / ARR,   ARR = −RD        (events are bad: fewer is benefit)

    The limits of the ARR are inverted. If they have different signs, the interval is
    "NNTB b to ∞ to NNTH h": all numbers above b for benefit and above h for harm.

    Parameters
    ----------
    difference : Effect
        A risk difference (RD, proportion) or a rate difference (IRD, then the number is of
        person-years). Treated minus comparison, events unwanted.

    Returns
    -------
    NumberNeeded

    Raises
    ------
    ValueError
        If the effect is not a difference of risks or rates.

    Source: Altman 1998, BMJ 317:1309–1312, doi:10.1136/bmj.317.7168.1309.
    """
    if difference.measure not in ("RD", "IRD"):
        raise ValueError(
            f"A number needed to treat needs a risk difference; got {difference.measure}. "
            "From a ratio, choose a baseline first: at_baseline(ratio, baseline_percent)."
        )
    crosses = difference.low < 0 < difference.high
    value, from_high, from_low = (
        _inverse(-x) for x in (difference.estimate, difference.high, difference.low)
    )
    note = "the difference is compatible with benefit and harm" if crosses else ""
    return NumberNeeded(
        value, from_high, from_low, crosses, difference.level, difference, note or difference.note
    )


def at_baseline(ratio, baseline_percent):
    """Risk difference that one relative effect makes at a baseline risk.

        RD = p₀ (RR − 1)

    For an odds ratio, p₁ = OR·p₀ / (1 − p₀ + OR·p₀); for a hazard or rate ratio,
    p₁ = 1 − (1 − p₀)^HR.

    Parameters
    ----------
    ratio : Effect
        RR, OR, HR or IRR with its interval.
    baseline_percent : float
        Risk without the treatment, percent, above 0 and below 100. Taken as known: its own
        uncertainty is not in the interval.

    Returns
    -------
    Effect
        RD as a proportion, over the same years as the baseline.

    Raises
    ------
    ValueError
        If the effect is not a ratio, the baseline is outside 0 to 100, or the treated risk
        would be above 100 percent.

    Source: Cochrane Handbook 2019 (2nd ed.), chapter 15 (interpreting results).
    """
    if not ratio.is_ratio:
        raise ValueError(f"A ratio is needed; got {ratio.measure}.")
    if not 0 < baseline_percent < 100:
        raise ValueError(f"The baseline lies between 0 and 100 percent; got {baseline_percent!r}.")
    p0 = baseline_percent / 100
    values = [_treated(ratio.measure, x, p0) - p0 for x in (ratio.estimate, ratio.low, ratio.high)]
    words = f"{ratio.measure} carried to a baseline of {baseline_percent:g} %"
    return Effect("RD", *values, math.nan, ratio.level, words, ratio.note, ratio.name)


def _treated(measure, ratio, p0):
    if measure == "OR":
        return ratio * p0 / (1 - p0 + ratio * p0)
    if measure in ("HR", "IRR"):
        return 1 - (1 - p0) ** ratio
    if ratio * p0 > 1:
        raise ValueError(
            f"A risk ratio of {figures(ratio)} at a baseline of {100 * p0:g} % gives a risk "
            "above 100 %; the ratio cannot be carried so far."
        )
    return ratio * p0


def _inverse(reduction):
    return math.copysign(math.inf, reduction) if reduction == 0 else 1 / reduction


def _kind(value):
    if math.isinf(value):
        return "none"
    return "NNTB" if value > 0 else "NNTH"


def _say(value):
    """Rounded up to a whole person, as is usual: NNT 28.6 is 29 people."""
    if math.isinf(value):
        return "∞"
    whole = math.ceil(abs(value) - 1e-9)
    return f"{_kind(value)} {whole:,}"
