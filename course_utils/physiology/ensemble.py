"""Many draws of uncertain numbers for one person and one plan, followed together.

The states of all draws form one array and one step serves them all, so that 50 draws of ten years
cost about as much as two single runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_utils.physiology.chain import CHAINS
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.drugs.exposure import exposure
from course_utils.physiology.links import check_links, switched_off
from course_utils.physiology.many import solve_block, solve_many
from course_utils.physiology.scenario import parameters_of
from course_utils.physiology.uncertainty import draws
from course_utils.physiology.units import DAYS_PER_YEAR

MOST = 200  # draws of the Latin hypercube; fewer are its first ones
ROWS_PER_YEAR = 4
TOLERANCES = {"rtol": 3e-4, "atol": 3e-6}  # moves a band by less than 0.3 % of its range


@dataclass(frozen=True)
class Ensemble:
    """All draws along time.

    Attributes
    ----------
    days : array (m,)
    states : array (m, s, n)
        In the order of the model's states.
    inputs : array (m, 19) or (m, 19, n)
        Channels of :mod:`course_utils.physiology.drugs.channels`.
    numbers : named tuple
        Parameters of the chain; arrays (n,) where draws differ.
    symbols : tuple of str
    """

    days: np.ndarray
    states: np.ndarray
    inputs: np.ndarray
    numbers: tuple
    symbols: tuple

    def state(self, symbol):
        """One state: array (m, n)."""
        return self.states[:, self.symbols.index(symbol)]


def follow_draws(person, regimens, years, count, seed, off=()):
    """Follow one person under `count` draws of the chain's uncertain numbers.

    Parameters
    ----------
    person : Person
    regimens : sequence of Regimen
        With ``average=True``; a drug may be scaled by arrays (count,).
    years : float
    count, seed : int
        Draws, 1 to 200, as in :func:`course_utils.physiology.uncertainty.draws`.
    off : sequence of str
        Links held, as in :func:`course_utils.physiology.scenario.simulate`.

    Returns
    -------
    Ensemble
        A row for each quarter of a year.

    Raises
    ------
    ValueError
        If a link is unknown or the number of draws is impossible.
    RanAway
        If the numbers of a draw make no viable person.
    """
    off, days = check_links(off), years * DAYS_PER_YEAR
    if not 1 <= count <= MOST:
        raise ValueError(f"The number of draws must be 1 to {MOST}; got {count!r}.")
    model = CHAINS[person.sex]
    start, numbers = _first_draws(person, count, seed, off)
    given = exposure([] if "concentration" in off else list(regimens), days)
    times = np.linspace(0, days, round(years * ROWS_PER_YEAR) + 1)
    states = solve_block(model, times, start, numbers, inputs=given, **TOLERANCES)
    return Ensemble(times, states, given.values(times), numbers, model.symbols)


@lru_cache(maxsize=64)
def _first_draws(person, count, seed, off):
    """State on day 0 of `count` draws (s, count), and their numbers."""
    start, values = _started(person, seed)
    start, values = start[:, :count], {s: value[:count] for s, value in values.items()}
    held = switched_off(start[CHAINS[person.sex].position("E2")], off)
    values |= {symbol: np.broadcast_to(value, count) for symbol, value in held.items()}
    return start, parameters_of(person).numbers(**values)


@lru_cache(maxsize=16)
def _started(person, seed):
    """State on day 0 of all draws (s, 200), and their numbers by symbol."""
    model, parameters = CHAINS[person.sex], parameters_of(person)
    sets = draws(chain_parameters(person.sex), MOST, seed)
    values = {symbol: np.array([one[symbol] for one in sets]) for symbol in sets[0]}
    known = dict(parameters) | values
    rest = {s: known[n] for s, n in (("LH", "LH0"), ("FSH", "FSH0"), ("T", "T0"), ("E2", "E0"))}
    start = np.stack([np.broadcast_to(value, MOST).astype(float) for value in model.start(rest)])
    days = person.history_years * DAYS_PER_YEAR
    if not days:
        return start, values
    history = solve_many(
        model,
        [-days, 0.0],
        values,
        parameters=parameters,
        start=start,
        inputs=exposure([], days),
        **TOLERANCES,
    )
    return history[-1], values
