"""Many draws of uncertain numbers for one person and one plan, followed together.

One run after the other costs some 15 ms each. Here the states of all draws form one array and
one step serves them all, so that 50 draws of ten years cost about as much as four single runs.
The equations are those of :mod:`course_utils.physiology.chain`; only the steps are coarser.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_utils.physiology.chain import CHAINS
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.drugs.channels import DEFAULTS
from course_utils.physiology.drugs.exposure import exposure
from course_utils.physiology.flat import flat_rates
from course_utils.physiology.links import HELD_STATES, check_links
from course_utils.physiology.scenario import parameters_of
from course_utils.physiology.uncertainty import draws
from course_utils.physiology.units import DAYS_PER_YEAR

MOST = 200  # draws of the Latin hypercube; fewer are its first ones
GAMMA = 1 + 1 / np.sqrt(2)  # with this value the method damps whatever is fast
FIRST, GROWTH = 0.02, 1.5  # days of the first step after a jump, growth from step to step
MONTH, HALF_YEAR = DAYS_PER_YEAR / 12, DAYS_PER_YEAR / 2  # longest steps: history, scenario
NUDGE = 1e-6  # share of a step by which a stage stays before a jump at its end
TINY = 1e-7  # relative size of the change that measures a slope


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
        Symbols of the states.
    kept : array (n,) of bool
        False for draws the model refused: their numbers make no viable person.
    """

    days: np.ndarray
    states: np.ndarray
    inputs: np.ndarray
    numbers: tuple
    symbols: tuple
    kept: np.ndarray

    def state(self, symbol):
        """One state: array (m, n)."""
        return self.states[:, self.symbols.index(symbol)]


def follow_draws(person, regimens, years, count, seed, off=()):
    """Follow one person under `count` draws of the chain's uncertain numbers.

    A generator function: it yields the part done (0 to 1) and returns the result.

    Parameters
    ----------
    person : Person
    regimens : sequence of Regimen
        With ``average=True``; a drug may be scaled by arrays (count,).
    years : float
    count : int
        Draws, 1 to 200.
    seed : int
        As in :func:`course_utils.physiology.uncertainty.draws`.
    off : sequence of str
        Links held at their start, as in :func:`course_utils.physiology.scenario.simulate`.

    Returns
    -------
    Ensemble

    Raises
    ------
    ValueError
        If a link is unknown or the number of draws is impossible.

    Source: ROS2, a stiff method of second order (Verwer et al. 1999; recalled), steps of up to
    half a year. Leaves out control of the step size: against ``simulate`` the density of the
    spine is off by up to 0.2 percentage points where hormones fall at once, else by 0.1.
    """
    off, days = check_links(off), years * DAYS_PER_YEAR
    if not 1 <= count <= MOST:
        raise ValueError(f"The number of draws must be 1 to {MOST}; got {count!r}.")
    start, kept, values = _started(person, seed)
    start, kept = start[:, :count], kept[:count]
    values = {symbol: value[:count] for symbol, value in values.items()}
    if "receptor" in off:
        seen = start[CHAINS[person.sex].position("E2")]
        values = values | {"receptor_live": np.zeros(count), "estradiol_held": seen}
    given = exposure([] if "concentration" in off else list(regimens), days)
    held = set().union(*(HELD_STATES.get(link, set()) for link in off))
    numbers = parameters_of(person).numbers(**values)
    grid = _grid(0.0, days, given.breaks, HALF_YEAR)
    states, viable = yield from _march(person.sex, numbers, start, grid, given.values, held)
    symbols = CHAINS[person.sex].symbols
    return Ensemble(grid, states, given.values(grid), numbers, symbols, kept & viable)


@lru_cache(maxsize=16)
def _started(person, seed):
    """State on day 0 of all draws (s, 200), which of them are viable, and their numbers."""
    model, parameters = CHAINS[person.sex], parameters_of(person)
    sets = draws(chain_parameters(person.sex), MOST, seed)
    values = {symbol: np.array([one[symbol] for one in sets]) for symbol in sets[0]}
    known = dict(parameters) | values
    rest = {s: known[n] for s, n in (("LH", "LH0"), ("FSH", "FSH0"), ("T", "T0"), ("E2", "E0"))}
    start = np.stack([np.broadcast_to(value, MOST).astype(float) for value in model.start(rest)])
    days = person.history_years * DAYS_PER_YEAR
    if not days:
        return start, np.full(MOST, True), values
    grid, numbers = _grid(-days, 0.0, (), MONTH), parameters.numbers(**values)
    states, viable = finished(_march(person.sex, numbers, start, grid, _untreated, set()))
    return states[-1], viable, values


def finished(steps):
    """What a generator function returns, its steps passed over."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _untreated(times):
    return np.tile(np.array(DEFAULTS, dtype=float), (len(times), 1))


def _grid(first, last, breaks, longest):
    """Times from `first` to `last`: short steps at the start and after each break, then longer."""
    times = [first]
    for stop in (*breaks, last):
        step = FIRST
        while stop - times[-1] > 1.5 * step:
            times.append(times[-1] + step)
            step = min(step * GROWTH, longest)
        times.append(stop)
    return np.array(times)


def _march(sex, numbers, start, grid, given, held):
    """Step all draws along the grid; yields the part done, returns (m, s, n) and who is viable.

        y' = y + h·(3/2·k1 + 1/2·k2),  W = 1 − γ·h·J
        W·k1 = f(t, y),  W·k2 = f(t + h, y + h·k1) − 2·k1
    """
    sizes = np.array(CHAINS[sex].sizes)
    rates = _rates_of(sex, numbers, held)
    late = grid[1:] - NUDGE * np.diff(grid)
    early_given, late_given = given(grid[:-1]), given(late)
    states, viable = np.empty((grid.size, *start.shape)), np.full(start.shape[1], True)
    states[0] = start
    with np.errstate(all="ignore"):
        for at, step in enumerate(np.diff(grid)):
            slopes, here = _slopes(rates, grid[at], states[at], early_given[at], sizes)
            inverse = np.linalg.inv(np.eye(sizes.size) - GAMMA * step * slopes)
            one = _apply(inverse, here)
            there = rates(late[at], (states[at] + step * one)[..., None], late_given[at])
            two = _apply(inverse, there[..., 0] - 2 * one)
            new = states[at] + step * (1.5 * one + 0.5 * two)
            fine = np.all(np.isfinite(new), axis=0)
            states[at + 1] = np.where(fine, new, states[at])  # a lost draw stands still
            viable &= fine
            yield (at + 1) / (grid.size - 1)
    return states, viable


def _rates_of(sex, numbers, held):
    """The chain's rates for states (s, n, k): n draws, k copies of each."""
    model, columns = CHAINS[sex], _as_columns(numbers)
    flat = flat_rates(model.rates, len(model.states), numbers, len(DEFAULTS))
    bound = flat.bind(columns, np.exp)
    live = np.array([symbol not in held for symbol in model.symbols], dtype=float)

    def rates(time, state, given):
        given = [value if np.ndim(value) == 0 else value[:, None] for value in given]
        found = np.empty_like(state)
        for row, rate in enumerate(bound(time, state, given)):
            found[row] = rate * live[row]
        return found

    return rates


def _as_columns(numbers):
    """Parameters that differ between draws as columns (n, 1), so that they meet (n, k)."""
    parts = []
    for value in numbers:
        if isinstance(value, tuple):
            parts.append(_as_columns(value))
        else:
            parts.append(value if np.ndim(value) == 0 else value[:, None])
    return type(numbers)(*parts)


def _slopes(rates, time, state, given, sizes):
    """Jacobian of each draw (n, s, s) and the rates (s, n), from one call."""
    nudges = TINY * (np.abs(state) + sizes[:, None])
    many = np.repeat(state[..., None], sizes.size + 1, axis=2)
    for place, nudge in enumerate(nudges):
        many[place, :, place + 1] += nudge
    found = rates(time, many, given)
    here = found[..., 0]
    slopes = (found[..., 1:] - here[..., None]) / nudges.T
    return slopes.transpose(1, 0, 2), here


def _apply(matrices, vectors):
    """Matrices (n, s, s) times vectors (s, n)."""
    return np.einsum("nij,jn->in", matrices, vectors)
