"""What reaches the body over time: pieces of a constant plus fading exponentials.

On each segment [t0, t1) channel i is

    c_i(t) = base_i + Σ_j A_ij·exp(−λ_j·(t − t0))

A dose adds its weights w_j to the amplitudes; a constant rate r adds (r·w_j/λ_j)(1−e^(−λ_j·t));
between events each amplitude fades on its own. So the sum is exact at any time.
"""

from __future__ import annotations

from bisect import bisect_right
from math import exp, isfinite
from typing import NamedTuple

import numpy as np

from course_utils.physiology.drugs.channels import CHANNELS, NAMES
from course_utils.physiology.drugs.interventions import Intervention
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.drugs.superposition import Plan

NOTHING = 1e-30  # an amplitude below this is no molecule in any unit used here


class Segment(NamedTuple):
    """One piece: ``base`` (19,), ``weights`` (19, m), ``rates`` (m,) in 1/d; days."""

    start: float
    stop: float
    base: np.ndarray
    weights: np.ndarray
    rates: np.ndarray


class Exposure:
    """All inputs of one person (or of n persons on one schedule) as functions of time.

    Attributes
    ----------
    channels : tuple of str
        The 19 inputs, in the order of ``at``.
    starts : array (s,)
        Start of each segment, days; the last segment ends at ``end_day``.
    base, weights, rates : arrays (s, 19), (s, 19, m), (m,)
        The numbers of all segments; with n persons a last axis n.
    breaks : tuple of float
        Times between 0 and ``end_day`` where a solver must restart.
    """

    def __init__(self, starts, base, weights, rates, end_day):
        self.channels = NAMES
        self.starts = starts
        self.end_day = end_day
        self.base = base
        self.weights = weights
        self.rates = rates
        self.breaks = tuple(starts[1:].tolist())
        self._edges = starts.tolist()
        self._stops = [*self._edges[1:], float("inf")]
        self._pieces = [None] * len(starts)
        self._here = 0

    @property
    def segments(self):
        """The pieces as a list of :class:`Segment`."""
        stops = [*self._edges[1:], self.end_day]
        rows = zip(self._edges, stops, self.base, self.weights, strict=True)
        return [Segment(*row, self.rates) for row in rows]

    def at(self, time):
        """The 19 inputs at one time (days), as a tuple of floats; made for inner loops."""
        here = self._here
        if not self._edges[here] <= time < self._stops[here]:
            self._here = here = max(bisect_right(self._edges, time) - 1, 0)
        base, rates, terms, start = self._pieces[here] or self._piece(here)
        if not terms:
            return base
        if self.rates.ndim > 1:
            return self._people_at(here, time)
        passed = time - start
        fades = [exp(-rate * passed) for rate in rates]
        values = list(base)
        for channel, place, amount in terms:
            values[channel] += amount * fades[place]
        return tuple(values)

    def _piece(self, here):
        """Segment ``here`` as plain Python numbers, without its empty rows."""
        weights = self.weights[here]
        size = np.abs(weights)
        size = size.max(axis=2) if size.ndim > 2 else size
        channels, columns = np.nonzero(size > NOTHING)
        used = sorted(set(columns.tolist()))
        if self.rates.ndim > 1:
            piece = tuple(self.base[here]), used, used, self._edges[here]
        else:
            amounts = weights[channels, columns].tolist()
            places = [used.index(column) for column in columns.tolist()]
            terms = list(zip(channels.tolist(), places, amounts, strict=True))
            rates = self.rates[used].tolist()
            piece = tuple(self.base[here].tolist()), rates, terms, self._edges[here]
        self._pieces[here] = piece
        return piece

    def _people_at(self, here, time):
        fades = np.exp(-self.rates * (time - self._edges[here]))
        return tuple(self.base[here] + (self.weights[here] * fades).sum(axis=1))

    def values(self, times):
        """The inputs at many times: array (k, 19), with n persons (k, 19, n)."""
        times = np.asarray(times, dtype=float)
        here = np.clip(np.searchsorted(self.starts, times, side="right") - 1, 0, None)
        passed = (times - self.starts[here]).reshape(-1, *(1,) * self.rates.ndim)
        fades = np.exp(-self.rates * passed)
        return self.base[here] + (self.weights[here] * fades[:, None]).sum(axis=2)

    def table(self, times):
        """The inputs at ``times`` (k,) as a DataFrame indexed by ``time_day``.

        With n persons the columns have a second level ``person``.
        """
        import pandas as pd

        values = self.values(times)
        index = pd.Index(np.asarray(times, dtype=float), name="time_day")
        columns = [channel.column for channel in CHANNELS]
        if values.ndim == 2:
            return pd.DataFrame(values, index=index, columns=columns)
        people = range(values.shape[2])
        wide = pd.MultiIndex.from_product([columns, people], names=["input", "person"])
        return pd.DataFrame(values.reshape(len(index), -1), index=index, columns=wide)

    def __repr__(self):
        return f"Exposure over {self.end_day:g} days in {len(self._edges)} segments"


def exposure(regimens, end_day):
    """Everything that reaches the body from day 0 to ``end_day``.

    Parameters
    ----------
    regimens : Regimen, Intervention, str, or a list or tuple of them
        Several drugs add; a string is a drug at its usual dose, () is no treatment.
    end_day : float
        Last day, positive.

    Returns
    -------
    Exposure

    Raises
    ------
    ValueError
        If ``end_day`` is not a positive number of days.
    TypeError
        If an item is none of these.

    Source: superposition of linear kinetics.
    """
    end_day = float(end_day)
    if not isfinite(end_day) or end_day <= 0:
        raise ValueError(f"The last day must be a positive number of days; got {end_day!r}.")
    plan = Plan(end_day)
    for item in plan_items(regimens):
        plan.add(item)
    return Exposure(*plan.segments(), end_day)


def plan_items(regimen):
    """A plan as a list of regimens and interventions; anything else is refused in words."""
    single = isinstance(regimen, (str, Regimen, Intervention))
    items = [regimen] if single else regimen
    # A dict would lose its values, such as doses, without a word.
    fine = isinstance(items, (list, tuple))
    if not fine or not all(isinstance(i, (str, Regimen, Intervention)) for i in items):
        raise TypeError(
            "A plan is the name of a drug, a Regimen, an Intervention, or a list of them; "
            f"() is nothing. Another dose is Regimen('raloxifene', 120). Got {regimen!r}."
        )
    return [Regimen(item) if isinstance(item, str) else item for item in items]
