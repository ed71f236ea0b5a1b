"""Many persons at once: the same rates function on arrays.

One step serves a whole block of persons, so its cost is shared. Nothing but NumPy and SciPy is
needed; models with inputs (drugs) go person by person instead.
"""

from __future__ import annotations

import warnings

import numpy as np
import scipy

from course_utils.physiology.flat import flat_rates
from course_utils.physiology.solve import MOST_STEPS, increasing, refuse_runaway

BLOCK = 5000
"""Persons stepped together: enough to drown the cost of a step, few enough for memory."""


def solve_many(model, times, values, *, start=None, rtol=1e-7, atol=1e-9):
    """Follow one model for many persons.

    Parameters
    ----------
    model : Model
        Without inputs.
    times : array (m,)
        Increasing times in the model's unit.
    values : dict of str to array (n,)
        Parameters in which persons differ, by symbol.
    start : array (s, n), optional
        Start values; the model's own unless given.

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

    Source: LSODA (Petzold 1983) with a banded Jacobian, through SciPy.
    """
    count = _count(values)
    if start is None:
        start = np.repeat(np.array(model.start())[:, None], count, axis=1)
    out = np.empty((len(times), len(model.states), count))
    for first in range(0, count, BLOCK):
        block = slice(first, first + BLOCK)
        numbers = model.parameters.numbers(**{s: v[block] for s, v in values.items()})
        settings = {"rtol": rtol, "atol": atol * np.array(model.sizes)}
        out[..., block] = integrate_many(
            model.rates, start[:, block], times, model.quantities, numbers, **settings
        )
    return out


def _count(values):
    lengths = {np.size(v) for v in values.values()}
    if len(lengths) != 1:
        raise ValueError("Give at least one parameter with one value per person, all alike long.")
    return lengths.pop()


def integrate_many(rates, start, times, quantities, numbers, *, rtol=1e-7, atol=1e-9):
    """Integrate the states (s, n) of n persons with one adaptive step for all.

    Persons do not act on each other, so with each person's states side by side the Jacobian is
    a narrow band, and one estimate of it costs 2s evaluations for all of them together.

    Parameters
    ----------
    rates : callable
        ``rates(t, y, numbers)``, plain arithmetic.
    start : array (s, n)
    times : array (m,)
    quantities : sequence of str, length s
    numbers : named tuple
        Floats, or arrays (n,) where persons differ.
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
    bound = flat_rates(rates, size, numbers).bind(numbers, np.exp)
    derivative = np.empty((count, size))

    def right(time, y):
        for place, rate in enumerate(bound(time, y.reshape(count, size).T.copy())):
            derivative[:, place] = rate
        return derivative.ravel()

    with np.errstate(over="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", scipy.integrate.ODEintWarning)
        result = scipy.integrate.odeint(
            right,
            start.T.ravel(),
            times,
            tfirst=True,
            ml=size - 1,
            mu=size - 1,
            rtol=rtol,
            atol=np.tile(np.broadcast_to(atol, size), count),
            mxstep=MOST_STEPS,
        )
    states = result.reshape(times.size, count, size).transpose(0, 2, 1)
    refuse_runaway(np.abs(states).max(axis=2).T, start, times, quantities)
    return states
