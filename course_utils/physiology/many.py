"""Many persons at once: the same rates function on arrays.

One step serves a whole block of persons, so its cost is shared. Nothing but NumPy and SciPy is
needed.
"""

from __future__ import annotations

import warnings
from itertools import pairwise

import numpy as np
import scipy

from course_utils.physiology.many_rates import rates_of_many, segment_of_many
from course_utils.physiology.solve import MOST_STEPS, increasing, refuse_runaway

BLOCK = 5000
"""Persons stepped together: enough to drown the cost of a step, few enough for memory."""


def solve_many(
    model, times, values, *, parameters=None, start=None, inputs=None, rtol=1e-7, atol=1e-9
):
    """Follow one model for many persons.

    Parameters
    ----------
    model : Model
    times : array (m,)
        Increasing times in the model's unit.
    values : dict of str to array (n,)
        Parameters in which persons differ, by symbol.
    parameters : ParameterSet, optional
        Instead of the model's own.
    start : array (s, n), optional
        Start values; the model's own unless given.
    inputs : Exposure, optional
        For models that take inputs; the same for all persons, or one for each of the n.

    Returns
    -------
    array (m, s, n)

    Raises
    ------
    KeyError
        If a parameter is unknown.
    ValueError
        If the persons' values have different lengths or the times do not increase.
    RanAway
        If a state grows beyond a billion times its start.

    Source: VODE (Brown et al. 1989), backward differences with a banded Jacobian, through SciPy.
    """
    times, count = increasing(times), _count(values)
    if start is None:
        start = np.repeat(np.array(model.start())[:, None], count, axis=1)
    out = np.empty((times.size, len(model.states), count))
    for first in range(0, count, BLOCK):
        block = slice(first, first + BLOCK)
        shared = {symbol: value[block] for symbol, value in values.items()}
        numbers = (parameters or model.parameters).numbers(**shared)
        out[..., block] = solve_block(
            model, times, start[:, block], numbers, inputs=inputs, block=block, rtol=rtol, atol=atol
        )
    return out


def _count(values):
    lengths = {np.size(v) for v in values.values()}
    if len(lengths) != 1:
        raise ValueError("Give at least one parameter with one value per person, all alike long.")
    return lengths.pop()


def solve_block(
    model, times, state, numbers, *, inputs=None, block=slice(None), rtol=1e-7, atol=1e-9
):
    """Follow persons whose numbers are known, through all stretches without a jump of the inputs.

    Parameters
    ----------
    model, times, inputs, rtol, atol
        As in `solve_many`; ``times`` an array.
    state : array (s, n)
        At the first time.
    numbers : named tuple
        Of the rates function; arrays (n,) where persons differ.
    block : slice
        Which persons of ``inputs`` these are.

    Returns
    -------
    array (m, s, n)

    Raises
    ------
    RanAway
        If a state grows beyond a billion times its start.
    """
    settings = {"rtol": rtol, "atol": atol * np.array(model.sizes)}
    out = np.empty((times.size, *state.shape))
    breaks = [t for t in (inputs.breaks if inputs else ()) if times[0] < t < times[-1]]
    for start, stop in pairwise([times[0], *breaks, times[-1]]):
        inside = (times >= start) & (times <= stop)
        grid = np.unique(np.concatenate([[start], times[inside], [stop]]))
        segment = segment_of_many(inputs, start, block) if inputs else None
        rates = rates_of_many(model.rates, *state.shape, numbers, segment)
        part = integrate_many(rates, state, grid, model.quantities, **settings)
        out[inside] = part[np.searchsorted(grid, times[inside])]
        state = part[-1]
    return out


def integrate_many(rates, start, times, quantities, *, rtol=1e-7, atol=1e-9):
    """Integrate the states (s, n) of n persons with one adaptive step for all.

    Persons do not act on each other, so with each person's states side by side the Jacobian is
    a narrow band.

    Parameters
    ----------
    rates : tuple of callable
        Rates and slopes, from :func:`course_utils.physiology.many_rates.rates_of_many`.
    start : array (s, n)
    times : array (m,)
    quantities : sequence of str, length s
    atol : float or array (s,)

    Returns
    -------
    array (m, s, n)

    Raises
    ------
    RanAway
        If a state grows beyond a billion times its start.
    """
    times, start = increasing(times), np.asarray(start, dtype=float)
    size, count = start.shape
    solver = scipy.integrate.ode(*rates).set_integrator(
        "vode",
        method="bdf",
        lband=size - 1,
        uband=size - 1,
        rtol=rtol,
        atol=np.tile(np.broadcast_to(atol, size), count),
        nsteps=MOST_STEPS,
    )
    solver.set_initial_value(start.T.ravel(), times[0])
    states = np.full((times.size, size, count), np.nan)
    states[0] = start
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for row, time in enumerate(times[1:], start=1):
            states[row] = solver.integrate(time).reshape(count, size).T
            if not solver.successful():
                states[row] = np.nan
                break
    refuse_runaway(np.abs(states).max(axis=2).T, start, times, quantities)
    return states
