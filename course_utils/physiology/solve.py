"""The one door to the ODE solver.

    solve(model, times)           a table of one model's states
    integrate(rates, start, …)    the same on bare numbers

Many persons at once have their own door, :mod:`course_utils.physiology.many`.

LSODA switches between stiff and non-stiff steps by itself. Wherever a dose, a parameter
change or a drug's exposure breaks the right-hand side, the solver is stopped exactly there
and started again, so nobody has to tune a step size.
"""

from __future__ import annotations

import warnings
from itertools import pairwise

import numpy as np
import scipy

from course_utils.physiology.right_hand_side import RanAway, compiled_rates, plain_rates

RELATIVE_TOLERANCE = 1e-8
ABSOLUTE_TOLERANCE = 1e-10
MOST_STEPS = 100_000
RUNAWAY = 1e9

__all__ = ["RanAway", "integrate", "solve"]


def solve(
    model,
    times,
    *,
    parameters=None,
    start=None,
    changes=(),
    doses=(),
    inputs=None,
    events=None,
    rtol=RELATIVE_TOLERANCE,
    atol=ABSOLUTE_TOLERANCE,
):
    """Follow a model in time.

    Parameters
    ----------
    model : Model
    times : array (n,)
        Increasing times in the model's unit; the model starts at the first.
    parameters : ParameterSet or dict, optional
        Instead of the model's own; a dict holds the values that differ, by symbol.
    start : dict, optional
        Start values that differ, by symbol.
    changes : sequence of (time, dict)
        From that time on these parameters have these values.
    doses : sequence of (time, dict)
        Amounts added to states, by symbol. A value at the time of a dose is the one after it.
    inputs : Exposure, optional
        Time-varying inputs, for models that take them.
    events : dict of str to callable, optional
        ``f(time, state)``; the times where one crosses zero are in ``table.attrs["events"]``.
    rtol, atol : float
        Tolerances; ``atol`` counts in typical sizes of each state.

    Returns
    -------
    DataFrame indexed by time, one column per state, unit in the name.

    Raises
    ------
    ValueError
        If the times do not increase or a value is impossible.
    KeyError
        If a parameter or state is unknown; the nearest right name is given.
    TypeError
        If the model takes inputs and none are given.
    RanAway
        If a state grows beyond bounds; the sentence names the quantity.

    Source: LSODA (Petzold 1983) through SciPy.
    """
    import pandas as pd

    times = increasing(times)
    parameters = model.run_with(parameters, inputs)
    parts = _parts(model, times, parameters, changes, doses, inputs)
    state, rows, found = model.start(start), np.empty((times.size, len(model.states))), {}
    for part in parts:
        state = [value + part.dose.get(i, 0.0) for i, value in enumerate(state)]
        piece = integrate(
            model.rates,
            state,
            part.grid,
            model.quantities,
            numbers=part.numbers,
            segment=part.segment,
            events=events,
            rtol=rtol,
            atol=atol * np.array(model.sizes),
            found=found,
        )
        rows[part.rows] = piece.T[part.keep]
        state = piece[:, -1].tolist()
    for i, amount in _dose_at(model, doses, times[-1]).items():
        rows[-1, i] += amount
    table = pd.DataFrame(rows, pd.Index(times, name=f"time_{model.time_unit}"), model.columns)
    if events:
        table.attrs["events"] = found
    return table


class _Part:
    """A stretch of time without a break, with the output rows that fall into it."""

    def __init__(self, start, stop, times, numbers, dose, segment, last):
        inside = (times >= start) & ((times <= stop) if last else (times < stop))
        self.rows = np.flatnonzero(inside)
        self.grid = np.unique(np.concatenate([[start], times[inside], [stop]]))
        self.keep = np.searchsorted(self.grid, times[inside])
        self.numbers, self.dose, self.segment = numbers, dose, segment


def _parts(model, times, parameters, changes, doses, inputs):
    """Cut the time axis wherever something jumps."""
    first, end = times[0], times[-1]
    segments = list(inputs.segments) if inputs is not None else []
    jumps = [t for t, _ in changes] + [t for t, _ in doses] + [s.start for s in segments]
    cuts = sorted({float(t) for t in jumps if first < t < end} | {first, end})
    parts = []
    for start, stop in pairwise(cuts):
        current = parameters.replace(**values_at(changes, start))
        dose = _dose_at(model, doses, start)
        segment = next((s for s in reversed(segments) if s.start <= start), None)
        parts.append(_Part(start, stop, times, current.numbers(), dose, segment, last=stop == end))
    return parts


def _dose_at(model, doses, time):
    """Amounts given at this time by place of the state; several at once add up."""
    total = {}
    for _, new in (dose for dose in doses if dose[0] == time):
        for symbol, amount in new.items():
            place = model.position(symbol)
            total[place] = total.get(place, 0.0) + amount
    return total


def values_at(changes, time):
    """Parameter values in force: of each parameter the last one set."""
    values = {}
    for _, new in sorted((c for c in changes if c[0] <= time), key=lambda change: change[0]):
        values |= new
    return values


def increasing(times):
    """Times as an array; refused in words unless they increase."""
    times = np.asarray(times, dtype=float)
    if times.ndim != 1 or times.size < 2 or not np.all(np.diff(times) > 0):
        raise ValueError("The times must increase and hold at least two values.")
    return times


def integrate(
    rates,
    start,
    times,
    quantities,
    *,
    numbers=None,
    segment=None,
    events=None,
    rtol=RELATIVE_TOLERANCE,
    atol=ABSOLUTE_TOLERANCE,
    found=None,
):
    """Integrate bare numbers over one stretch of time without a break.

    Parameters
    ----------
    rates : callable
        ``rates(t, y)``, or ``rates(t, y, numbers[, inputs])`` if ``numbers`` are given.
    start : sequence of float, shape (s,)
        State at ``times[0]``.
    times : array (n,)
        Increasing times.
    quantities : sequence of str, length s
        Plain-word names of the states, used when one of them runs away.
    numbers : named tuple, optional
        Parameters, handed to ``rates``.
    segment : Segment, optional
        Inputs of this stretch: base + Σ weights·exp(−rate·(t − start)).
    events : dict of str to callable, optional
        Crossings of zero are added to ``found``, by name.

    Returns
    -------
    array (s, n)

    Raises
    ------
    ValueError
        If the times do not increase or the start values are not finite.
    RanAway
        If a state grows beyond a billion times its start.
    """
    times = increasing(times)
    start = np.asarray(start, dtype=float)
    if not np.all(np.isfinite(start)):
        raise ValueError(f"Each start value ({', '.join(quantities)}) must be a finite number.")
    right = compiled_rates(rates, start.size, numbers, segment) if not events else None
    right = right or plain_rates(rates, numbers, segment, quantities, start.size)
    if events:
        states = _run_events(right, start, times, events, found, rtol, atol)
    else:
        try:
            states = _run(right, start, times, rtol, atol)
        except TypeError:
            # A negative quantity under a fractional power is complex in Python.
            raise RanAway.negative(quantities) from None
    refuse_runaway(states, start, times, quantities)
    return states


def _run(right, start, times, rtol, atol):
    """LSODA on an output grid; stops at the end of the stretch, never beyond."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", scipy.integrate.ODEintWarning)
        states, _ = scipy.integrate.odeint(
            right.function,
            start,
            times,
            args=right.arguments,
            tfirst=True,
            tcrit=times[-1:],
            rtol=rtol,
            atol=atol,
            mxstep=MOST_STEPS,
            full_output=True,
        )
    return states.T


def _run_events(right, start, times, events, found, rtol, atol):
    result = scipy.integrate.solve_ivp(
        right.function,
        (times[0], times[-1]),
        start,
        method="LSODA",
        t_eval=times,
        events=list(events.values()),
        rtol=rtol,
        atol=atol,
    )
    for name, crossings in zip(events, result.t_events, strict=True):
        found.setdefault(name, []).extend(crossings.tolist())
    states = np.full((start.size, times.size), np.nan)
    states[:, : result.y.shape[1]] = result.y
    return states


def refuse_runaway(states, start, times, quantities):
    """Raise `RanAway` if a state (row) left all bounds at some time (column)."""
    limit = RUNAWAY * max(1.0, np.abs(start).max())
    wild = ~np.isfinite(states) | (np.abs(states) > limit)
    if wild.any():
        column = int(np.argmax(wild.any(axis=0)))
        state = np.abs(np.nan_to_num(states[:, column], nan=np.inf))
        raise RanAway.near(times[column], state, quantities)
