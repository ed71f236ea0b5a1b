"""Sizes of effects: the public door.

From counts of people (`counts`), events per person-time (`rates`) or printed estimates with
intervals (`intervals`) to ratios, differences and numbers needed to treat (`needed`). Written
here: what changes between two percentages, said in three ways.

>>> from course_utils.evidence.effects import risk_ratio
>>> risk_ratio(733, 8506, 896, 8102)
risk ratio 0.779 (95 % interval 0.710 to 0.855); log Wald (Katz) interval
"""

from __future__ import annotations

import math

from course_utils.evidence.counts import (
    odds_ratio,
    reduction,
    relative_risk_reduction,
    risk_difference,
    risk_ratio,
    two_by_two,
)
from course_utils.evidence.intervals import (
    Effect,
    effect_from_interval,
    se_from_interval,
    se_from_p,
)
from course_utils.evidence.needed import NumberNeeded, at_baseline, number_needed
from course_utils.evidence.rates import (
    per_thousand,
    per_thousand_sentence,
    rate_difference,
    rate_ratio,
    risk_over_years,
)

__all__ = [
    "Effect",
    "NumberNeeded",
    "at_baseline",
    "difference_sentence",
    "effect_from_interval",
    "number_needed",
    "odds_ratio",
    "per_thousand",
    "per_thousand_sentence",
    "percentage_points",
    "rate_difference",
    "rate_ratio",
    "reduction",
    "relative_change_percent",
    "relative_risk_reduction",
    "risk_difference",
    "risk_over_years",
    "risk_ratio",
    "se_from_interval",
    "se_from_p",
    "two_by_two",
]

SAME = 1e-9
UNDEFINED = "relative change undefined: nothing to divide by"


def percentage_points(before_percent, after_percent):
    """Difference of two percentages, in percentage points.

        Δ = after − before

    Parameters
    ----------
    before_percent, after_percent : float
        Share of people with the event, percent, 0 to 100.

    Returns
    -------
    float
        Percentage points; positive if the share rose.

    Raises
    ------
    ValueError
        If a percentage is not a number between 0 and 100.

    Source: definition.
    """
    return _percent(after_percent) - _percent(before_percent)


def relative_change_percent(before, after):
    """Change relative to the first percentage.

        100 · (after − before) / before

    Parameters
    ----------
    before, after : float
        Share of people with the event, percent, 0 to 100.

    Returns
    -------
    float
        Percent of the first value; NaN if the first value is 0, because there is nothing
        to divide by.

    Raises
    ------
    ValueError
        If a percentage is not a number between 0 and 100.

    Source: definition.
    """
    before, after = _percent(before), _percent(after)
    return math.nan if before < SAME else 100 * (after - before) / before


def difference_sentence(before, after, out_of=100):
    """Say the difference of two percentages as people, as points and as relative change.

    Parameters
    ----------
    before, after : float
        Share of people with the event, percent, 0 to 100.
    out_of : int
        Number of people to count, 1 or more.

    Returns
    -------
    str
        ``"7 more of 100; +7 percentage points; +39 % relative"`` for 18 and 25.

    Raises
    ------
    ValueError
        If a percentage is not between 0 and 100 or `out_of` is not a whole number from 1.

    Source: definition; counts first, as natural frequencies are understood better.
    """
    people = _people(before, after, _whole(out_of))
    points = _signed(percentage_points(before, after))
    unit = "percentage point" if points in {"+1", "−1"} else "percentage points"
    change = relative_change_percent(before, after)
    relative = UNDEFINED if math.isnan(change) else f"{_signed(change, 0)} % relative"
    return f"{people}; {points} {unit}; {relative}"


def _people(before, after, out_of):
    extra = percentage_points(before, after) * out_of / 100
    if abs(extra) < SAME:
        return f"no difference of {out_of:,}"
    return f"{_plain(abs(extra))} {'more' if extra > 0 else 'fewer'} of {out_of:,}"


def _signed(value, digits=1):
    sign = "−" if value < -SAME else "+" if value > SAME else ""
    return sign + _plain(abs(value), digits)


def _plain(value, digits=1):
    """A rounded number; one that would round to zero keeps a figure that is not zero."""
    if SAME < value < 0.5 * 10**-digits:
        return f"{value:.1g}"
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _percent(value):
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not 0 <= number <= 100:
        raise ValueError(f"A percentage must be a number between 0 and 100; got {value!r}.")
    return number


def _whole(value):
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        number = 0
    if number < 1 or number != value:
        raise ValueError(f"Count out of a whole number of people, 1 or more; got {value!r}.")
    return number
