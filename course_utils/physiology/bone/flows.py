"""Bone as a stock between two flows.

Teaching models of the first module. They leave out every cell and every signal that tells
the cells what to do; the other modules of this package put those back.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.parameters import parameter_set

TWO_FLOWS = parameter_set("two_flows")
FULL_BONE_PERCENT = 100.0


def flows_to_stock(times, formation, resorption, start=FULL_BONE_PERCENT):
    """Bone mass filled by formation and drained by resorption.

        B(t) = B0 + ∫ (F − R) dt        (trapezoid rule)

    Parameters
    ----------
    times : array (n,)
        Increasing times, years.
    formation, resorption : float or array (n,)
        F and R, percent of the reference mass per year; must not be negative.
    start : float
        B0, percent of the reference mass.

    Returns
    -------
    DataFrame indexed by ``time_year`` with ``formation_percent_per_year``,
    ``resorption_percent_per_year`` and ``bone_mass_percent``.

    Raises
    ------
    ValueError
        If a flow is negative or the times do not increase.

    Source: conservation of mass.
    """
    times = np.asarray(times, dtype=float)
    if times.size < 2 or np.any(np.diff(times) <= 0):
        raise ValueError("The times must increase and hold at least two values, in years.")
    formation = np.broadcast_to(np.asarray(formation, dtype=float), times.shape)
    resorption = np.broadcast_to(np.asarray(resorption, dtype=float), times.shape)
    if np.any(formation < 0) or np.any(resorption < 0):
        raise ValueError("A flow in percent per year cannot be negative.")
    net = formation - resorption
    gains = np.diff(times) * (net[1:] + net[:-1]) / 2
    mass = start + np.concatenate([[0.0], np.cumsum(gains)])
    return _flow_table(times, formation, resorption, mass)


def lagging_formation(times, resorption, parameters=TWO_FLOWS, start=FULL_BONE_PERCENT):
    """Formation that follows a step in resorption with a lag, and the stock it leaves.

        dF/dt = (κ·R − F) / τ,   dB/dt = F − R,   F(0) = R before the step

    With κ = 1 a step of size ΔR costs ΔR·τ once, then the stock stays flat. The exact
    solution for constant R after the step is F = R + (F0 − R)·exp(−t/τ).

    Parameters
    ----------
    times : array (n,)
        Years since the step, increasing from 0.
    resorption : float
        R after the step, percent of the reference mass per year; must not be negative.
    parameters : ParameterSet
        ``turnover`` (R before the step, %/y), ``kappa`` (κ) and ``tau_F`` (τ, years).
    start : float
        Bone mass at time 0, percent of the reference mass.

    Returns
    -------
    DataFrame, as in :func:`flows_to_stock`.

    Raises
    ------
    ValueError
        If resorption is negative or the times do not increase.

    Source: teaching assumption (first-order coupling); the one-off deficit is the
    remodeling space.
    """
    times = np.asarray(times, dtype=float)
    lag, coupled = parameters["tau_F"], parameters["kappa"] * resorption
    before = parameters["turnover"]
    fade = np.exp(-times / lag)
    table = flows_to_stock(times, coupled + (before - coupled) * fade, resorption, start)
    filled = coupled * times + (before - coupled) * lag * (1 - fade)
    return table.assign(bone_mass_percent=start + filled - resorption * times)


def _flow_table(times, formation, resorption, mass):
    import pandas as pd

    return pd.DataFrame(
        {
            "formation_percent_per_year": formation,
            "resorption_percent_per_year": resorption,
            "bone_mass_percent": mass,
        },
        index=pd.Index(times, name="time_year"),
    )
