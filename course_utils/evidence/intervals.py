"""An effect with its interval, and the way back from a printed interval to a standard error."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
from scipy import stats

RATIOS = {
    "RR": "risk ratio",
    "OR": "odds ratio",
    "HR": "hazard ratio",
    "IRR": "rate ratio",
}
DIFFERENCES = {
    "RD": "risk difference",
    "IRD": "rate difference",
    "MD": "mean difference",
    "SMD": "standardized mean difference",
    "RRR": "relative risk reduction",
}
NAMES = RATIOS | DIFFERENCES
MEASURES = ", ".join(NAMES)


@dataclass(frozen=True)
class Effect:
    """One effect: estimate, interval, and what was done to get them.

    `estimate`, `low` and `high` are on the scale people read (a ratio of 0.78, a risk
    difference of −0.024). `se` is the standard error on the scale of the analysis: the
    natural logarithm for ratios, the plain scale for differences; NaN where the interval has
    no standard error behind it. `level` is in percent.
    """

    measure: str
    estimate: float
    low: float
    high: float
    se: float
    level: float
    method: str
    note: str = ""
    name: str = ""

    @property
    def is_ratio(self):
        """True for ratios, which are pooled on the log scale."""
        return self.measure in RATIOS

    @property
    def yi(self):
        """Estimate on the scale of the analysis (log for ratios)."""
        return math.log(self.estimate) if self.is_ratio else self.estimate

    @property
    def vi(self):
        """Squared standard error on the scale of the analysis."""
        return self.se**2

    def table(self):
        """One row: name, measure, estimate, interval, method, note."""
        row = {
            "name": self.name,
            "measure": NAMES.get(self.measure, self.measure),
            "estimate": self.estimate,
            "ci_low": self.low,
            "ci_high": self.high,
            "ci_level": self.level,
            "method": self.method,
            "note": self.note,
        }
        return pd.DataFrame([row])

    def __repr__(self):
        name = f"{self.name}: " if self.name else ""
        what = NAMES.get(self.measure, self.measure)
        interval = interval_words(self.low, self.high, self.level)
        note = f". Note: {self.note}" if self.note else ""
        return f"{name}{what} {figures(self.estimate)} ({interval}); {self.method}{note}"


def z_value(level=95):
    """Standard normal quantile of a two-sided interval.

        z = Φ⁻¹(½ + level/200)

    Parameters
    ----------
    level : float
        Confidence level, percent, between 0 and 100; 95 gives 1.96.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the level is not between 0 and 100.

    Source: definition.
    """
    return float(stats.norm.ppf(0.5 + checked_level(level) / 200))


def se_from_interval(low, high, level=95, log=True):
    """Standard error behind a printed interval.

        SE = (ln high − ln low) / (2z)        (ratios; without ln for differences)

    Parameters
    ----------
    low, high : float
        Limits; for ratios both must be above 0.
    level : float
        Confidence level, percent.
    log : bool
        True for ratios, false for differences.

    Returns
    -------
    float
        Standard error, log units if `log`, else the unit of the limits.

    Raises
    ------
    ValueError
        If a limit is missing, the lower is above the upper, or a ratio's limit is not positive.

    Source: Altman and Bland 2011, BMJ 343:d2304, doi:10.1136/bmj.d2304.
    """
    low, high = checked_interval(low, high, log)
    width = math.log(high / low) if log else high - low
    return width / (2 * z_value(level))


def se_from_p(estimate, p_value, log=True):
    """Standard error behind an estimate and its two-sided p value (normal test).

        SE = |y| / Φ⁻¹(1 − p/2)        y = ln estimate for ratios

    Parameters
    ----------
    estimate : float
        Ratio (log=True) or difference (log=False), not the value of no effect.
    p_value : float
        Two-sided, between 0 and 1, both excluded. "p < 0.01" is not a value.
    log : bool
        True for ratios.

    Returns
    -------
    float
        Standard error, log units if `log`, else the unit of the estimate.

    Raises
    ------
    ValueError
        If p is not between 0 and 1, or the estimate is the value of no effect.

    Source: Altman and Bland 2011, BMJ 343:d2090, doi:10.1136/bmj.d2090.
    """
    if not 0 < p_value < 1:
        raise ValueError(f"A p value lies between 0 and 1, both excluded; got {p_value!r}.")
    if log and not estimate > 0:
        raise ValueError(f"A ratio must be above 0; got {estimate!r}.")
    effect = abs(math.log(estimate) if log else estimate)
    if not effect > 0:
        raise ValueError("An estimate of no effect has p = 1 and says nothing about its error.")
    return float(effect / stats.norm.isf(p_value / 2))


def effect_from_interval(estimate, low, high, measure, level=95, name=""):
    """An effect as printed in a paper, with the standard error its interval implies.

    Parameters
    ----------
    estimate, low, high : float
        As printed; ratios above 0.
    measure : str
        RR, OR, HR, IRR, RD, IRD, MD, SMD or RRR.
    level : float
        Confidence level of the printed interval, percent.
    name : str
        Row or trial, used in error messages.

    Returns
    -------
    Effect

    Raises
    ------
    ValueError
        If the interval is missing, reversed, or does not hold the estimate.

    Source: Altman and Bland 2011, BMJ 343:d2304, doi:10.1136/bmj.d2304.
    """
    log = checked_measure(measure, name) in RATIOS
    low, high = checked_interval(low, high, log, name)
    if not low <= estimate <= high:
        raise ValueError(
            f"{at(name)}the estimate {estimate} lies outside its interval {low} to {high}."
        )
    se = se_from_interval(low, high, level, log)
    return Effect(
        measure, float(estimate), low, high, se, level, "interval as printed", name=str(name)
    )


def checked_measure(measure, name=""):
    """The measure, if it is known."""
    if measure not in NAMES:
        raise ValueError(f"{at(name)}unknown measure {measure!r}; known are {MEASURES}.")
    return measure


def checked_interval(low, high, log, name=""):
    """Both limits as floats: present, in order, positive for ratios."""
    low, high = number(low), number(high)
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError(f"{at(name)}the interval is missing; give both limits.")
    if low > high:
        raise ValueError(f"{at(name)}the lower limit {low} is above the upper limit {high}.")
    if low == high:
        raise ValueError(f"{at(name)}the interval {low} to {high} has no width.")
    if log and low <= 0:
        raise ValueError(f"{at(name)}limits of a ratio must be above 0; got {low} to {high}.")
    return low, high


def checked_level(level):
    """The confidence level in percent."""
    if not 0 < level < 100:
        raise ValueError(f"A confidence level lies between 0 and 100 percent; got {level!r}.")
    return level


def at(name):
    """Where the error is: "Row MORE: " or the start of the sentence."""
    return f"Row {name}: " if name != "" and name is not None else "Input: "


def number(value):
    """A float; NaN for anything that is not a number."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def figures(value):
    """A number for reading: three figures, a true minus sign."""
    if math.isnan(value):
        return "not defined"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value and not 1e-4 <= abs(value) < 1e6:
        return f"{value:.2e}".replace("-", "−")
    text = f"{value:#.3g}".rstrip(".") if abs(value) < 1000 else f"{value:,.0f}"
    return text.replace("-", "−")


def interval_words(low, high, level):
    """The interval in words."""
    if math.isnan(low) or math.isnan(high):
        return "no interval"
    return f"{level:g} % interval {figures(low)} to {figures(high)}"
