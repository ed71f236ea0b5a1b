"""Effects from counts of people: two groups, with and without the event."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from course_utils.evidence.intervals import Effect, at, number, z_value

CORRECTION = 0.5
CORRECTED = "a cell was 0, so 0.5 was added to all four cells: a log ratio of 0 is not defined"


def risk_ratio(events, n, events_comparator, n_comparator, level=95, name=""):
    """Risk ratio with the log Wald (Katz) interval.

        RR = (a/n₁) / (c/n₂),   SE(ln RR) = √(1/a − 1/n₁ + 1/c − 1/n₂)

    Parameters
    ----------
    events, n : int
        People with the event and all people in the treated arm.
    events_comparator, n_comparator : int
        The same in the comparison arm.
    level : float
        Confidence level, percent.
    name : str
        Row or trial, used in error messages.

    Returns
    -------
    Effect
        Ratio. If an arm has no event, or nobody is without one, 0.5 is added to all four
        cells and `note` says so.

    Raises
    ------
    ValueError
        If a count is negative, not whole, above its n, or an arm is empty.

    Source: Katz et al. 1978, Biometrics 34:469–474, doi:10.2307/2530610.
    """
    a, b, c, d = table = cells(events, n, events_comparator, n_comparator, name)
    needed = a == 0 or c == 0 or b + d == 0
    (a, b, c, d), note = _corrected(table, needed)
    y = math.log(a / (a + b)) - math.log(c / (c + d))
    se = math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    return _ratio("RR", y, se, level, "log Wald (Katz) interval", note, name)


def odds_ratio(events, n, events_comparator, n_comparator, level=95, name=""):
    """Odds ratio with the Woolf interval.

        OR = ad / bc,   SE(ln OR) = √(1/a + 1/b + 1/c + 1/d)

    Parameters, returns and errors are those of `risk_ratio`; 0.5 is added to all four cells
    if any of them is 0.

    Source: Woolf 1955, Annals of Human Genetics 19:251–253,
    doi:10.1111/j.1469-1809.1955.tb01348.x.
    """
    table = cells(events, n, events_comparator, n_comparator, name)
    (a, b, c, d), note = _corrected(table, 0 in table)
    se = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return _ratio("OR", math.log(a * d / (b * c)), se, level, "Woolf interval", note, name)


def risk_difference(events, n, events_comparator, n_comparator, level=95, method="wald", name=""):
    """Risk difference, treated minus comparison: negative means fewer events.

        RD = p₁ − p₂,   Wald SE = √(p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂)

    Newcombe's interval joins the Wilson limits (lᵢ, uᵢ) of the two risks:

        RD − √((p₁−l₁)² + (u₂−p₂)²)   to   RD + √((u₁−p₁)² + (p₂−l₂)²)

    Parameters
    ----------
    events, n, events_comparator, n_comparator : int
        As in `risk_ratio`.
    level : float
        Confidence level, percent.
    method : str
        "wald", or "newcombe", which stays between −1 and 1 and works with zero cells.
    name : str
        Row or trial, used in error messages.

    Returns
    -------
    Effect
        A proportion, not percent: −0.024 is 2.4 percentage points fewer.

    Raises
    ------
    ValueError
        As in `risk_ratio`, or if the method is unknown.

    Source: Newcombe 1998, Statistics in Medicine 17:873–890 (its method 10),
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    """
    a, b, c, d = cells(events, n, events_comparator, n_comparator, name)
    p1, p2, n1, n2 = a / (a + b), c / (c + d), a + b, c + d
    se = math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    if method == "wald":
        half = z_value(level) * se
        low, high, words = p1 - p2 - half, p1 - p2 + half, "Wald interval"
    elif method == "newcombe":
        low, high, words = *_newcombe(p1, n1, p2, n2, level), "Newcombe interval"
    else:
        raise ValueError(f"Unknown method {method!r}; known are 'wald' and 'newcombe'.")
    no_width = se == 0 and method == "wald"
    note = "no spread in either arm: the Wald interval has no width; use 'newcombe'"
    return Effect("RD", p1 - p2, low, high, se, level, words, note if no_width else "", str(name))


def relative_risk_reduction(events, n, events_comparator, n_comparator, level=95, name=""):
    """Relative risk reduction, 1 − RR, with the mirrored interval of `risk_ratio`.

        RRR = 1 − RR,   from 1 − RR_high to 1 − RR_low

    Parameters and errors are those of `risk_ratio`. The result is a proportion: 0.35 is 35 %.

    Source: definition.
    """
    ratio = risk_ratio(events, n, events_comparator, n_comparator, level, name)
    return reduction(ratio)


def reduction(ratio):
    """Relative reduction, 1 − ratio, of any ratio effect.

    Parameters
    ----------
    ratio : Effect
        RR, HR, OR or IRR.

    Returns
    -------
    Effect
        Proportion; negative means an increase. It has no standard error of its own.

    Raises
    ------
    ValueError
        If the effect is not a ratio.

    Source: definition.
    """
    if not ratio.is_ratio:
        raise ValueError(f"A relative reduction needs a ratio; got {ratio.measure}.")
    return Effect(
        "RRR",
        1 - ratio.estimate,
        1 - ratio.high,
        1 - ratio.low,
        math.nan,
        ratio.level,
        f"1 − {ratio.measure}; {ratio.method}",
        ratio.note,
        ratio.name,
    )


def two_by_two(events, n, events_comparator, n_comparator, level=95, name=""):
    """Everything a two-by-two table says: RR, RRR, RD and OR with intervals.

    Parameters and errors are those of `risk_ratio`.

    Returns
    -------
    pandas.DataFrame
        One row per measure, indexed RR, RRR, RD, OR; columns of `Effect.table`.

    Source: `risk_ratio`, `risk_difference` (Wald), `odds_ratio`.
    """
    counts = (events, n, events_comparator, n_comparator)
    ratio = risk_ratio(*counts, level=level, name=name)
    difference = risk_difference(*counts, level=level, name=name)
    odds = odds_ratio(*counts, level=level, name=name)
    effects = [ratio, reduction(ratio), difference, odds]
    return pd.concat([e.table() for e in effects]).set_index(pd.Index([e.measure for e in effects]))


def cells(events, n, events_comparator, n_comparator, name=""):
    """The four cells a, b, c, d (event and no event, treated then comparison), checked."""
    a, n1 = _count(events, "events", name), _count(n, "n", name)
    c, n2 = _count(events_comparator, "events", name), _count(n_comparator, "n", name)
    for count, people, arm in ((a, n1, "treated"), (c, n2, "comparison")):
        if people == 0:
            raise ValueError(f"{at(name)}the {arm} arm has no people (n = 0).")
        if count > people:
            raise ValueError(f"{at(name)}{count} events among {people} people ({arm} arm).")
    return a, n1 - a, c, n2 - c


def _count(value, what, name):
    count = number(value)
    if not (count >= 0 and count == math.floor(count) and math.isfinite(count)):
        raise ValueError(f"{at(name)}{what} must be a whole number from 0; got {value!r}.")
    return int(count)


def _corrected(table, needed):
    if not needed:
        return table, ""
    return tuple(cell + CORRECTION for cell in table), CORRECTED


def _ratio(measure, y, se, level, method, note, name):
    half = z_value(level) * se
    low, high = math.exp(y - half), math.exp(y + half)
    return Effect(measure, math.exp(y), low, high, se, level, method, note, str(name))


def _newcombe(p1, n1, p2, n2, level):
    (l1, u1), (l2, u2) = _wilson(p1, n1, level), _wilson(p2, n2, level)
    difference = p1 - p2
    return (
        difference - math.hypot(p1 - l1, u2 - p2),
        difference + math.hypot(u1 - p1, p2 - l2),
    )


def _wilson(p, n, level):
    z = z_value(level)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    return float((middle - half) / scale), float((middle + half) / scale)
