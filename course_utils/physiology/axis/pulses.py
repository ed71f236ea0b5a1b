"""LH pulse by pulse: the pulsatile mode of the male axis.

Pulses come at random intervals (gamma), each releases a random mass of LH (log-normal) with a
short time constant, and LH is cleared at its usual rate. Testosterone answers through the same
saturating curve as in the mean-field model. Time is in hours here.

Left out: feedback of testosterone and estradiol on the intervals, the day-night rhythm, and
the testis capacity. The mean-field model in ``male.py`` has the feedback instead.
"""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from course_utils.physiology.parameters import parameter_set

PULSES = parameter_set("lh_pulses")

MINUTES = 60.0
RUN_IN_HOURS = 96.0  # twelve half-lives of testosterone, so that the start is forgotten


def pulse_train(hours, seed, parameters=PULSES, run_in=0.0):
    """Times and masses of random LH pulses.

    Intervals are gamma-distributed with mean ``interval`` and shape ``shape``; masses are
    log-normal with mean ``mass`` and coefficient of variation ``mass_cv``.

    Parameters
    ----------
    hours : float
        Length of the record, h.
    seed : int or numpy.random.Generator
        The same seed gives the same pulses.
    parameters : ParameterSet
    run_in : float
        Hours of pulses before time 0.

    Returns
    -------
    (array, array)
        Times from ``−run_in`` to ``hours`` (h) and masses (IU/L of blood).

    Raises
    ------
    ValueError
        If the record has no length.

    Source: renewal process as in Keenan & Veldhuis's models of LH; numbers calibrated.
    """
    if not hours > 0:
        raise ValueError(f"The record must last more than 0 hours; got {hours}.")
    p, random = parameters, np.random.default_rng(seed)
    length = hours + run_in
    expected = length / p["interval"]
    count = int(expected + 10 * np.sqrt(expected) + 10)
    waits = random.gamma(p["shape"], p["interval"] / p["shape"], count)
    spread = np.sqrt(np.log1p(p["mass_cv"] ** 2))
    masses = p["mass"] * np.exp(spread * random.standard_normal(count) - spread**2 / 2)
    times = np.cumsum(waits) - random.uniform() * waits[0] - run_in
    inside = times <= hours
    return times[inside], masses[inside]


def pulsatile_man(hours=24.0, seed=1, parameters=PULSES):
    """LH and testosterone of a man, minute by minute.

        LH(t) = Σⱼ mⱼ·r/(r − k)·(e^(−k(t−tⱼ)) − e^(−r(t−tⱼ))),   r = 1/τ_release
        dT/dt = k_T·[(T_M − T_ADR)·(1 + H3(LH))/(1 + H3(LH0)) + T_ADR − T]

    Because H3 bends downward, pulses of a given mean LH make slightly less testosterone than
    a steady level would.

    Parameters
    ----------
    hours : float
        Length of the record, h.
    seed : int or numpy.random.Generator
    parameters : ParameterSet
        ``lh_pulses``.

    Returns
    -------
    DataFrame indexed by ``time_hour``: ``lh_iu_per_l`` and ``testosterone_ng_per_dl``. The
    true pulse times are in ``attrs["pulse_hours"]``.

    Raises
    ------
    ValueError
        If the record has no length.

    Source: physiology of the mean field (Tornøe et al. 2007) driven pulse by pulse.
    """
    import pandas as pd

    p = parameters
    times, masses = pulse_train(hours, seed, p, run_in=RUN_IN_HOURS)
    grid = np.arange(-RUN_IN_HOURS * MINUTES, np.floor(hours * MINUTES) + 1) / MINUTES
    lh = _cleared(grid, times, masses, p)
    testosterone = _testosterone(lh, p)
    kept = grid >= 0
    table = pd.DataFrame(
        {"lh_iu_per_l": lh[kept], "testosterone_ng_per_dl": testosterone[kept]},
        index=pd.Index(grid[kept], name="time_hour"),
    )
    table.attrs["pulse_hours"] = times[times >= 0]
    return table


def _cleared(grid, times, masses, p):
    """LH on the grid, exact: the difference of two fading sums over the pulses."""
    release, clearance = 1 / p["tau_release"], p["k_LH"]
    fading = [_fading(grid, times, masses, rate) for rate in (clearance, release)]
    lh = release / (release - clearance) * (fading[0] - fading[1])
    return np.maximum(lh, 0.0)  # the difference of two equal sums may round below zero


def _fading(grid, times, masses, rate):
    """Σ mⱼ·e^(−rate·(t − tⱼ)) over the pulses before each grid time."""
    step = grid[1] - grid[0]
    place = np.searchsorted(grid, times)
    inside = place < grid.size
    place, late = place[inside], grid[place[inside]] - times[inside]
    arriving = np.bincount(place, masses[inside] * np.exp(-rate * late), grid.size)
    return _faded_sum(arriving, np.exp(-rate * step))


def _faded_sum(arriving, fade):
    """yᵢ = fade·yᵢ₋₁ + xᵢ, starting at x₀."""
    return np.array(list(accumulate(arriving.tolist(), lambda total, new: fade * total + new)))


def _testosterone(lh, p):
    """Testosterone on the minute grid; production is taken as linear within a minute."""
    stimulus = 1 + p["L_max"] * _hill(lh, p)
    usual = 1 + p["L_max"] * _hill(p["LH0"], p)
    goal = (p["T_M"] - p["T_ADR"]) * stimulus / usual + p["T_ADR"]
    fade = np.exp(-p["k_T"] / MINUTES)
    middle = (goal[1:] + goal[:-1]) / 2
    arriving = np.concatenate([[goal.mean()], (1 - fade) * middle])
    return _faded_sum(arriving, fade)


def _hill(lh, p):
    return lh ** p["kappa"] / (p["L_50"] ** p["kappa"] + lh ** p["kappa"])
