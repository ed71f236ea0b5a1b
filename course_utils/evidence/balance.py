"""The balance sheet: what one trial says about many outcomes, on one denominator.

A sheet belongs to one trial. Two sheets are not a comparison of two treatments: other people
took part, and other events were counted. There is no total: how much an outcome weighs is a
person's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from course_utils.evidence.balance_rows import find_row, ratio_in, yearly_difference, yearly_rate
from course_utils.evidence.balance_sheets import BASELINE_IN, GROUPS, ONCE, SHEETS
from course_utils.evidence.intervals import Effect
from course_utils.evidence.needed import at_baseline
from course_utils.evidence.rates import per_thousand, risk_over_years

__all__ = ["GROUPS", "SHEETS", "balance_lines"]

PATCH = ("E3N", "venous_thromboembolism", "canonico2010", "safety_outcomes", "transdermal_estrogen")
CLOT_RATES = {
    "Clots in the lung": "pulmonary_embolism",
    "Clots in deep veins": "deep_vein_thrombosis",
}
ROUTES = ("oral", "patch")


@dataclass(frozen=True)
class _Line:
    """One outcome: a yearly difference, or a ratio with the rate it acts on, or only a ratio."""

    outcome: str
    group: str
    source: str
    change: Effect | None = None
    ratio: Effect | None = None
    rate: float | None = None
    design: str = "trial"

    def per_thousand(self, years, multiplier):
        """Events more (+) or fewer (−) per 1,000 people: estimate and limits; NaN if unknown."""
        if self.rate is not None:
            baseline = 100 * risk_over_years(self.rate * multiplier, years)
            effect = at_baseline(self.ratio, baseline)
            return [1000 * value for value in (effect.estimate, effect.low, effect.high)]
        if self.change is None:
            return [float("nan")] * 3
        scaled = {k: getattr(self.change, k) * multiplier for k in ("estimate", "low", "high")}
        return list(per_thousand(replace(self.change, **scaled), years))


def balance_lines(sheet, years=5, multipliers=None, route="oral"):
    """The lines of one trial's sheet, for people with other baselines and other years.

        events per 1,000 = 1000 · m · years · (rate₁ − rate₀)

    m multiplies the baseline; the ratio of the two rates stays. Spine fractures found on X-ray
    count once per woman: 1000 · p₀ · (ratio − 1) with p₀ = 1 − exp(−m · rate₀ · years).

    Parameters
    ----------
    sheet : str
        A key of `SHEETS`.
    years : float
        Above 0. Rates are taken as constant; the trials lasted 3 to 8 years.
    multipliers : dict, optional
        Group of `GROUPS` → how many times the trial's baseline, above 0; 1 where not named.
    route : {"oral", "patch"}
        With a patch of estrogen the clots come from a cohort, which was not randomized; what
        a patch does to the other lines was not measured in this trial of tablets.

    Returns
    -------
    DataFrame
        One row per outcome: ``outcome``, ``group``, ``difference``, ``ci_low``, ``ci_high``
        (events per 1,000 people, NaN where unknown), ``ratio`` in words where only a ratio was
        printed, ``design`` (trial or cohort), ``citation_key``.

    Raises
    ------
    ValueError
        If the sheet, a group or the route is unknown, years or a multiplier is not positive,
        or a patch is asked of something that is no estrogen.

    Source: the row of each line; natural frequencies on one denominator, Gigerenzer et al. 2007.
    """
    multipliers = multipliers or {}
    _check(sheet, years, multipliers, route)
    rows = [
        (
            line.outcome,
            line.group,
            *line.per_thousand(years, multipliers.get(line.group, 1.0)),
            _ratio_words(line),
            line.design,
            line.source,
        )
        for line in _lines(sheet, route)
    ]
    columns = ["outcome", "group", "difference", "ci_low", "ci_high"]
    return pd.DataFrame(rows, columns=[*columns, "ratio", "design", "citation_key"])


def _check(sheet, years, multipliers, route):
    if sheet not in SHEETS:
        raise ValueError(f"There is no sheet {sheet!r}; there are {', '.join(SHEETS)}.")
    if route not in ROUTES:
        raise ValueError(f"The route is {' or '.join(ROUTES)}; got {route!r}.")
    if route == "patch" and not SHEETS[sheet].tablets:
        raise ValueError(f"No patch of {SHEETS[sheet].treatment} was studied; choose oral.")
    if not years > 0:
        raise ValueError(f"Years must be above 0; got {years!r}.")
    for group, value in multipliers.items():
        if group not in GROUPS:
            raise ValueError(f"There is no group {group!r}; there are {', '.join(GROUPS)}.")
        if not value > 0:
            raise ValueError(f"The baseline of {group} is multiplied by more than 0; got {value}.")


@cache
def _lines(sheet, route):
    chosen = SHEETS[sheet]
    lines = (_line(chosen.trial_id, *line) for line in chosen.lines)
    return tuple(_with_patch(chosen.trial_id, line) if route == "patch" else line for line in lines)


def _line(trial_id, words, group, where):
    row = find_row(trial_id, *where)
    ratio, source = ratio_in(row), where[1]
    if where[0] != ONCE:
        return _Line(words, group, source, yearly_difference(row), ratio)
    other = BASELINE_IN.get((trial_id, ONCE))
    baseline = find_row(trial_id, ONCE, other, *where[2:]) if other else row
    keys = "; ".join(filter(None, (source, other)))
    return _Line(words, group, keys, ratio=ratio, rate=yearly_rate(baseline))


def _with_patch(trial_id, line):
    """The clot lines with the ratio of a cohort of patch users at the trial's own rate."""
    if line.group != "clots":
        return line
    row = find_row(*PATCH)
    ratio, change = ratio_in(row), None
    rate = _rate_without(trial_id, CLOT_RATES[line.outcome])
    if rate is not None:
        limits = (rate * (x - 1) for x in (ratio.estimate, ratio.low, ratio.high))
        change = Effect("IRD", *limits, float("nan"), ratio.level, "ratio of a cohort")
    return _Line(line.outcome, line.group, PATCH[2], change, ratio, design="cohort")


def _rate_without(trial_id, outcome):
    """Events per person-year without treatment; None if no table prints them."""
    try:
        return yearly_rate(find_row(trial_id, outcome, "manson2013"))
    except ValueError:
        return None


def _ratio_words(line):
    if line.change is not None or line.rate is not None or line.ratio is None:
        return ""
    ratio = line.ratio
    return f"ratio {ratio.estimate:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"
