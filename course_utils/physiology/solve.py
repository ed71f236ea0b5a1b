"""The one door to the ODE solver."""

from __future__ import annotations

import numpy as np
from scipy.integrate import solve_ivp

RELATIVE_TOLERANCE = 1e-9
ABSOLUTE_TOLERANCE = 1e-9
RUNAWAY = 1e9


def solve(rates, start, times, quantities):
    """Integrate dy/dt = rates(t, y) and return y at the asked times.

    Parameters
    ----------
    rates : callable
        ``rates(t, y)`` gives dy/dt; ``y`` has shape (s,), ``t`` the unit of ``times``.
    start : sequence of float, shape (s,)
        State at ``times[0]``.
    times : array (n,)
        Increasing times.
    quantities : sequence of str, length s
        Plain-word names of the states, used when one of them runs away.

    Returns
    -------
    array (s, n)

    Raises
    ------
    ValueError
        If the times do not increase or the start values are not finite.
    ArithmeticError
        If a state grows beyond a billion times its start; the sentence names the quantity.

    Source: LSODA (Petzold 1983) through SciPy.
    """
    times = np.asarray(times, dtype=float)
    start = np.asarray(start, dtype=float)
    if times.size < 2 or np.any(np.diff(times) <= 0):
        raise ValueError("The times must increase and hold at least two values.")
    if not np.all(np.isfinite(start)):
        raise ValueError(f"Each start value ({', '.join(quantities)}) must be a finite number.")
    limit = RUNAWAY * max(1.0, np.abs(start).max())

    def runs_away(_time, state):
        return limit - np.abs(state).max()

    runs_away.terminal = True
    result = solve_ivp(
        rates,
        (times[0], times[-1]),
        start,
        method="LSODA",
        t_eval=times,
        events=runs_away,
        rtol=RELATIVE_TOLERANCE,
        atol=ABSOLUTE_TOLERANCE,
    )
    if result.status != 0 or not np.all(np.isfinite(result.y)):
        raise ArithmeticError(_runaway(result, quantities))
    return result.y


def _runaway(result, quantities):
    stopped = result.status == 1
    time = result.t_events[0][-1] if stopped else result.t[-1]
    state = result.y_events[0][-1] if stopped else result.y[:, -1]
    name = quantities[int(np.argmax(np.nan_to_num(np.abs(state), nan=np.inf)))]
    return f"The model stopped near time {time:.4g}: {name} ran away. Check the parameters."
