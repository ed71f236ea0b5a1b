"""Many persons at once: the same rates function on arrays.

One step serves a whole block of persons, so its cost is shared. Nothing but NumPy and SciPy is
needed.
"""

from __future__ import annotations

import warnings
from itertools import pairwise

import numpy as np
import scipy

from course_utils.physiology.flat import flat_rates, idle_channels
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
    idle = idle_channels(inputs.base, inputs.weights) if inputs else ()
    breaks = [t for t in (inputs.breaks if inputs else ()) if times[0] < t < times[-1]]
    for start, stop in pairwise([times[0], *breaks, times[-1]]):
        inside = (times >= start) & (times <= stop)
        grid = np.unique(np.concatenate([[start], times[inside], [stop]]))
        given = segment_of_many(inputs, start, block) if inputs else None
        part = integrate_many(
            model.rates, state, grid, model.quantities, numbers, given=given, idle=idle, **settings
        )
        out[inside] = part[np.searchsorted(grid, times[inside])]
        state = part[-1]
    return out


def segment_of_many(inputs, start, block):
    """The inputs of the segment that holds from ``start``, as a function of time.

    c_i(t) = base_i + Σ_j weight_ij · exp(−rate_j · (t − start of the segment))
    """
    here = max(int(np.searchsorted(inputs.starts, start, side="right")) - 1, 0)
    base, weights, rates = inputs.base[here], inputs.weights[here], inputs.rates
    if rates.ndim > 1:
        base, weights, rates = base[:, block], weights[..., block], rates[:, block]
    began = inputs.starts[here]
    return lambda time: base + (weights * np.exp(-rates * (time - began))).sum(axis=1)


def integrate_many(
    rates, start, times, quantities, numbers, *, given=None, idle=(), rtol=1e-7, atol=1e-9
):
    """Integrate the states (s, n) of n persons with one adaptive step for all.

    Persons do not act on each other, so with each person's states side by side the Jacobian is
    a narrow band.

    Parameters
    ----------
    rates : callable
        ``rates(t, y, numbers[, inputs])``, plain arithmetic.
    start : array (s, n)
    times : array (m,)
    quantities : sequence of str, length s
    numbers : named tuple
        Floats, or arrays (n,) where persons differ.
    given : callable, optional
        ``given(t)``: the inputs, array (channels,) or (channels, n).
    idle : tuple of int
        Channels of ``given`` that stay 0.
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
    channels = 0 if given is None else len(given(times[0]))
    flat = flat_rates(rates, size, numbers, channels, idle)
    places, slopes = flat.slopes
    bound, bound_slopes = flat.bind(numbers, np.exp), slopes.bind(numbers, np.exp)
    derivative, band = np.empty((count, size)), np.zeros((2 * size - 1, count, size))

    def at(time, y):
        state = y.reshape(count, size).T.copy()
        return (time, state) if given is None else (time, state, given(time))

    def right(time, y):
        for place, rate in enumerate(bound(*at(time, y))):
            derivative[:, place] = rate
        return derivative.ravel()

    def jacobian(time, y):
        for (i, j), slope in zip(places, bound_slopes(*at(time, y)), strict=True):
            band[size - 1 + i - j, :, j] = slope
        return band.reshape(2 * size - 1, -1)

    solver = scipy.integrate.ode(right, jacobian).set_integrator(
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
