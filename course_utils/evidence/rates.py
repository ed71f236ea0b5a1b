"""Effects from events per person-time, and statements per 1,000 people over stated years."""

from __future__ import annotations

import math

from scipy import stats

from course_utils.evidence.intervals import Effect, at, checked_level, figures, number, z_value

NO_EVENT = "an arm had no event, so 0.5 events were added to both arms: ln 0 is not defined"


def rate_ratio(
    events,
    person_years,
    events_comparator,
    person_years_comparator,
    level=95,
    method="log",
    name="",
):
    """Ratio of two event rates.

        IRR = (x₁/T₁) / (x₂/T₂),   log: SE(ln IRR) = √(1/x₁ + 1/x₂)

    "exact" conditions on the total: x₁ of x₁+x₂ events is binomial with
    π = IRR·T₁/(IRR·T₁ + T₂), and the Clopper–Pearson limits of π are carried back.

    Parameters
    ----------
    events, events_comparator : int
        Events in each arm.
    person_years, person_years_comparator : float
        Time at risk in the same unit in both arms, above 0.
    level : float
        Confidence level, percent.
    method : str
        "log" or "exact".
    name : str
        Row or trial, used in error messages.

    Returns
    -------
    Effect
        Ratio. With "log" and an arm without events, 0.5 is added to both counts (see `note`).

    Raises
    ------
    ValueError
        If a count is negative or not whole, time is not positive, or the method is unknown.

    Source: Rothman, Greenland and Lash, Modern Epidemiology; the exact interval is Clopper and
    Pearson 1934, Biometrika 26:404–413, doi:10.1093/biomet/26.4.404.
    """
    x1, t1, x2, t2 = _checked(
        events, person_years, events_comparator, person_years_comparator, name
    )
    if method == "exact":
        return _exact(x1, t1, x2, t2, level, name)
    if method != "log":
        raise ValueError(f"Unknown method {method!r}; known are 'log' and 'exact'.")
    note = NO_EVENT if 0 in (x1, x2) else ""
    x1, x2 = (x1 + 0.5, x2 + 0.5) if note else (x1, x2)
    y, se = math.log(x1 / t1) - math.log(x2 / t2), math.sqrt(1 / x1 + 1 / x2)
    half = z_value(level) * se
    limits = math.exp(y - half), math.exp(y + half)
    return Effect("IRR", math.exp(y), *limits, se, level, "log Wald interval", note, str(name))


def rate_difference(
    events, person_years, events_comparator, person_years_comparator, level=95, name=""
):
    """Difference of two event rates, treated minus comparison, with the Wald interval.

        IRD = x₁/T₁ − x₂/T₂,   SE = √(x₁/T₁² + x₂/T₂²)

    Parameters and errors are those of `rate_ratio`. The result is in events per person and
    unit of time; `per_thousand` turns it into people.

    Source: Rothman, Greenland and Lash, Modern Epidemiology.
    """
    x1, t1, x2, t2 = _checked(
        events, person_years, events_comparator, person_years_comparator, name
    )
    estimate, se = x1 / t1 - x2 / t2, math.sqrt(x1 / t1**2 + x2 / t2**2)
    half = z_value(level) * se
    limits = estimate - half, estimate + half
    return Effect("IRD", estimate, *limits, se, level, "Wald interval", name=str(name))


def per_thousand(rate, years, per=1, people=1000):
    """Events expected among a number of people over some years, at a constant rate.

        people · years · rate / per

    This is exact for events that can recur and a close upper bound for first events while
    rate · years is small; `risk_over_years` gives the other.

    Parameters
    ----------
    rate : float or Effect
        Events per `per` person-years: a rate, or a difference of rates (negative: fewer).
        An Effect must be an IRD.
    years : float
        Follow-up, years, above 0.
    per : float
        10_000 for a rate per 10,000 person-years.
    people : int
        Number of people to speak of.

    Returns
    -------
    float or tuple of float
        Events per `people` over `years`; for an Effect (estimate, low, high).

    Raises
    ------
    ValueError
        If years, per or people is not positive, or the effect is not a rate difference.

    Source: definition. WHI estrogen plus progestin, 18 against 9 pulmonary emboli per 10,000
    person-years, is +4.5 per 1,000 women over 5 years.
    """
    if not (years > 0 and per > 0 and people > 0):
        raise ValueError(f"Years, per and people must be above 0; got {years}, {per}, {people}.")
    factor = people * years / per
    if not isinstance(rate, Effect):
        return rate * factor
    if rate.measure != "IRD":
        raise ValueError(f"A rate difference (IRD) is needed; got {rate.measure}.")
    return rate.estimate * factor, rate.low * factor, rate.high * factor


def risk_over_years(rate, years):
    """Share of people with a first event, at a constant rate.

        risk = 1 − exp(−rate · years)

    Parameters
    ----------
    rate : float
        Events per person-year, from 0.
    years : float
        Follow-up, years, from 0.

    Returns
    -------
    float
        Risk between 0 and 1.

    Raises
    ------
    ValueError
        If rate or years is negative.

    Source: exponential survival.
    """
    if not (rate >= 0 and years >= 0):
        raise ValueError(f"Rate and years must not be negative; got {rate} and {years}.")
    return -math.expm1(-rate * years)


def per_thousand_sentence(difference, years, people=1000):
    """Say a difference as people: "35 fewer per 1,000 over 3 years (95 % interval …)".

    Parameters
    ----------
    difference : Effect
        RD (risk over the whole follow-up of `years`) or IRD (per person-year).
    years : float
        Follow-up, years.
    people : int
        Number of people to speak of.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the effect is neither RD nor IRD, or years is not positive.

    Source: definition.
    """
    if difference.measure not in ("RD", "IRD"):
        raise ValueError(f"A risk or rate difference is needed; got {difference.measure}.")
    if not years > 0:
        raise ValueError(f"Years must be above 0; got {years!r}.")
    factor = people * (years if difference.measure == "IRD" else 1)
    values = (difference.estimate, difference.low, difference.high)
    middle, low, high = (_more_or_fewer(factor * value) for value in values)
    period = f"{years:g} year" + ("" if years == 1 else "s")
    level = f"{difference.level:g} % interval"
    return f"{middle} per {people:,} over {period} ({level} {low} to {high})"


def _more_or_fewer(count):
    word = "more" if count > 0 else "fewer"
    return "no difference" if count == 0 else f"{float(f'{abs(count):.3g}'):,g} {word}"


def _checked(events, time, events_comparator, time_comparator, name):
    pairs = ((events, time), (events_comparator, time_comparator))
    values = [number(value) for pair in pairs for value in pair]
    for count in values[::2]:
        if not (count >= 0 and count == math.floor(count) and math.isfinite(count)):
            raise ValueError(
                f"{at(name)}events must be a whole number from 0; got {figures(count)}."
            )
    for years in values[1::2]:
        if not (years > 0 and math.isfinite(years)):
            raise ValueError(f"{at(name)}person-time must be above 0; got {figures(years)}.")
    return values


def _exact(x1, t1, x2, t2, level, name):
    if x1 + x2 == 0:
        raise ValueError(f"{at(name)}no event in either arm: the rate ratio is not defined.")
    tail = (1 - checked_level(level) / 100) / 2
    low = 0.0 if x1 == 0 else stats.beta.ppf(tail, x1, x2 + 1)
    high = 1.0 if x2 == 0 else stats.beta.isf(tail, x1 + 1, x2)
    estimate = math.inf if x2 == 0 else (x1 / t1) / (x2 / t2)
    limits = low / (1 - low) * t2 / t1, math.inf if high == 1 else high / (1 - high) * t2 / t1
    words = "exact conditional interval"
    return Effect("IRR", estimate, *map(float, limits), math.nan, level, words, name=str(name))
