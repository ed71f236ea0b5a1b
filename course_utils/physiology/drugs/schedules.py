"""Who takes what and when: regimens, adherence, and interventions that are not drugs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from course_utils.physiology.drugs.adherence import FULL
from course_utils.physiology.drugs.catalog import Drug, drug

MILLIGRAMS = {"mg": 1.0, "ug": 1e-3, "µg": 1e-3, "mcg": 1e-3, "g": 1e3}
MOST_USUAL_DOSES = 100.0  # beyond that a unit has been mistaken
SHORTEST_INTERVAL = 1.0 / 24.0  # days; closer doses are an infusion
DIGITS = 9  # event times to 1e-9 d, so that "the same time" is the same float


@dataclass(frozen=True)
class Regimen:
    """One drug taken in equal doses at equal intervals.

    Parameters
    ----------
    drug : str or Drug
        Name in the catalog, or a drug with changed numbers.
    dose : float, optional
        Amount of one dose; for a patch the amount per day. Default: the usual dose.
    unit : str
        ``mg``, ``ug`` (also ``µg``, ``mcg``) or ``g``; for a patch ``mg/d`` or ``ug/d``.
        Default: the unit of the drug.
    every : float, optional
        Days between doses (or patches); ``math.inf`` for a single dose. Default: usual.
    start, stop : float
        Days; doses fall on start, start + every, ... before ``stop``. ``stop`` None: to the end.
    average : bool
        Replace the doses by the constant daily average rate, entering the blood at once.
    adherence : Adherence
        Which doses are taken; default all.

    Raises
    ------
    KeyError
        If the drug is unknown.
    ValueError
        If dose, unit, interval or times are impossible; the sentence says what is accepted.
    """

    drug: Drug | str
    dose: float | None = None
    unit: str | None = None
    every: float | None = None
    start: float = 0.0
    stop: float | None = None
    average: bool = False
    adherence: object = FULL

    def __post_init__(self):
        given = drug(self.drug)
        usual = given.parameters
        fill = {
            "drug": given,
            "dose": usual["dose"] if self.dose is None else _number("dose", self.dose),
            "unit": given.unit if self.unit is None else self.unit,
            "every": usual["every"] if self.every is None else _number("interval", self.every),
            "start": _number("start", self.start),
            "stop": math.inf if self.stop is None else _number("stop", self.stop),
        }
        for name, value in fill.items():
            object.__setattr__(self, name, value)
        self._check_times()
        self._check_dose()
        if not hasattr(self.adherence, "taken"):
            raise ValueError(
                "The adherence must be a pattern such as AtRandom(0.8), WeekdaysOnly() or "
                f"Gap(30, 44); got {self.adherence!r}."
            )

    def _check_times(self):
        name = self.drug.label
        if not self.every >= SHORTEST_INTERVAL:
            raise ValueError(
                f"The interval between doses of {name} must be at least one hour "
                f"(1/24 day); got {self.every:g} days."
            )
        if self.average and math.isinf(self.every):
            raise ValueError(f"A single dose of {name} has no daily average; set average=False.")
        if not 0 <= self.start < math.inf or not self.stop > self.start:
            raise ValueError(
                f"{name} must start on day 0 or later and stop after its start; "
                f"got start {self.start:g} and stop {self.stop:g}."
            )

    def _check_dose(self):
        name, amount, most = self.drug.label, self.amount, self.drug.parameters["dose"]
        if not 0 <= amount <= MOST_USUAL_DOSES * most:
            raise ValueError(
                f"A dose of {name} must be between 0 and {MOST_USUAL_DOSES * most:g} "
                f"{self.drug.unit} (the usual dose is {most:g}); got {self.dose:g} {self.unit}."
            )

    @property
    def amount(self):
        """The dose in mg, or in mg/d for a patch."""
        mass, per, _ = str(self.unit).replace(" ", "").partition("/")
        right = bool(per) == self.drug.continuous and str(self.unit)[-2:] != "/h"
        if mass not in MILLIGRAMS or not right:
            rate = "/d" if self.drug.continuous else ""
            accepted = ", ".join(f"{unit}{rate}" for unit in MILLIGRAMS)
            raise ValueError(
                f"A dose of {self.drug.label} is given in {accepted}; got {self.unit!r}."
            )
        return self.dose * MILLIGRAMS[mass]

    def dose_times(self, end_day):
        """Days on which a dose is due before ``end_day``, shape (n,)."""
        last = min(self.stop, end_day)
        if self.start >= last:
            return np.empty(0)
        if math.isinf(self.every):
            return np.array([self.start])
        count = math.ceil(round((last - self.start) / self.every, DIGITS))
        return np.round(self.start + self.every * np.arange(count), DIGITS)

    def pulses(self, end_day):
        """Doses taken: arrays of times (days) and amounts (mg), each (n,)."""
        if self.average or self.drug.continuous:
            return np.empty(0), np.empty(0)
        times = self.dose_times(end_day)
        times = times[self.adherence.taken(times, self.start)]
        return times, np.full(times.shape, self.amount)

    def flows(self, end_day):
        """Constant inputs: list of (start, stop, rate in mg/d)."""
        last = min(self.stop, end_day)
        if self.start >= last:
            return []
        if self.average:
            rate = self.amount if self.drug.continuous else self.amount / self.every
            shares = self.adherence.average(self.start, last)
            return [(a, b, rate * share) for a, b, share in shares if b > a and share > 0]
        if not self.drug.continuous:
            return []
        worn = self.dose_times(end_day)
        worn = worn[self.adherence.taken(worn, self.start)]
        return [(a, b, self.amount) for a, b in _joined(worn, self.every, last)]


def _number(name, value):
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if math.isnan(number):
        raise ValueError(f"The {name} must be a number; got {value!r}.")
    return number


def _joined(starts, length, last):
    """Intervals [s, s+length) cut at ``last``, with touching ones made one."""
    joined = []
    for start in starts:
        stop = min(round(start + length, DIGITS), last)
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((float(start), float(stop)))
    return joined


def titration(name, steps, every=None, unit=None, stop=None, **options):
    """A drug whose dose changes: one :class:`Regimen` per step.

    Parameters
    ----------
    name : str or Drug
    steps : sequence of (day, dose)
        From each day on this dose; days rise.
    every, unit, stop, **options
        As in :class:`Regimen`.

    Returns
    -------
    list of Regimen

    Raises
    ------
    ValueError
        If the days do not rise, or a dose is impossible.
    """
    days = [day for day, _ in steps]
    if not days or any(b <= a for a, b in pairwise(days)):
        raise ValueError("The steps of a titration must be (day, dose) pairs with rising days.")
    ends = [*days[1:], stop]
    return [
        Regimen(name, dose, unit, every, day, end, **options)
        for (day, dose), end in zip(steps, ends, strict=True)
    ]
