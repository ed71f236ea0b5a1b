"""Bone cells and bone mass: two flows and a stock, and one remodeling site.

Teaching models of the first module. They leave out every signal that tells the cells what
to do (RANKL, OPG, sclerostin, hormones); later lessons put those back.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve

KOMAROVA = parameter_set("komarova2003")
TWO_FLOWS = parameter_set("two_flows")

FULL_BONE_PERCENT = 100.0
DAYS_PER_CYCLE = 200
DAY_STEP = 0.25


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
    return pd.DataFrame(
        {
            "formation_percent_per_year": formation,
            "resorption_percent_per_year": resorption,
            "bone_mass_percent": mass,
        },
        index=pd.Index(times, name="time_year"),
    )


def komarova_steady_state(parameters=KOMAROVA):
    """Osteoclasts and osteoblasts at rest: both rates of change are zero.

        γ  = g12·g21 − (1 − g11)(1 − g22)
        C̄ = (b1/a1)^((1−g22)/γ) · (b2/a2)^(g21/γ)
        B̄ = (b1/a1)^(g12/γ) · (b2/a2)^((1−g11)/γ)

    Parameters
    ----------
    parameters : mapping with a1, a2, b1, b2, g11, g12, g21, g22

    Returns
    -------
    (float, float)
        Cells at one site: C̄ osteoclasts, B̄ osteoblasts.

    Raises
    ------
    ValueError
        If γ is zero, when the equations have no single resting point.

    Source: Komarova et al. 2003, Bone 33:206.
    """
    p = parameters
    gamma = p["g12"] * p["g21"] - (1 - p["g11"]) * (1 - p["g22"])
    if gamma == 0:
        raise ValueError("These exponents leave no single resting point (γ = 0).")
    clasts, blasts = p["b1"] / p["a1"], p["b2"] / p["a2"]
    osteoclasts = clasts ** ((1 - p["g22"]) / gamma) * blasts ** (p["g21"] / gamma)
    osteoblasts = clasts ** (p["g12"] / gamma) * blasts ** ((1 - p["g11"]) / gamma)
    return osteoclasts, osteoblasts


def komarova_rates(osteoclasts, osteoblasts, parameters=KOMAROVA, rest=None):
    """How fast the two cell numbers and the bone at one site change, per day.

        dC/dt = a1·C^g11·B^g21 − b1·C
        dB/dt = a2·C^g12·B^g22 − b2·B
        dz/dt = k2·max(B − B̄, 0) − k1·max(C − C̄, 0)

    Parameters
    ----------
    osteoclasts, osteoblasts : float or array (n,)
        C and B, cells at the site; must be positive.
    parameters : mapping with the Komarova symbols
    rest : (float, float), optional
        C̄ and B̄, if they are known already; computed from the parameters if not.

    Returns
    -------
    tuple of three floats or arrays
        dC/dt and dB/dt (cells per day), dz/dt (percent per day).

    Source: Komarova et al. 2003, Bone 33:206; z in the ``max`` form of the 2005 model file.
    """
    p = parameters
    rest_osteoclasts, rest_osteoblasts = rest or komarova_steady_state(p)
    birth_c = p["a1"] * osteoclasts ** p["g11"] * osteoblasts ** p["g21"]
    birth_b = p["a2"] * osteoclasts ** p["g12"] * osteoblasts ** p["g22"]
    filling = p["k2"] * np.maximum(osteoblasts - rest_osteoblasts, 0)
    digging = p["k1"] * np.maximum(osteoclasts - rest_osteoclasts, 0)
    return birth_c - p["b1"] * osteoclasts, birth_b - p["b2"] * osteoblasts, filling - digging


def remodeling_site(burst=None, formation_efficiency=None, cycles=1, parameters=KOMAROVA):
    """Cells and bone at one site through one or more remodeling cycles.

    Every cycle starts with the same burst of osteoclasts on resting osteoblasts and runs for
    200 days, by when the cells are back at rest and bone has stopped changing.

    Parameters
    ----------
    burst : float, optional
        Osteoclasts at the start of each cycle, cells; the table's ``C0`` if not given.
    formation_efficiency : float, optional
        k2, percent of bone per osteoblast and day; the table's ``k2`` if not given.
    cycles : int
        How many cycles follow each other, at least 1.
    parameters : ParameterSet

    Returns
    -------
    DataFrame indexed by ``time_day`` with ``osteoclasts_cells``, ``osteoblasts_cells`` and
    ``bone_mass_percent``. A new burst shows as two rows a quarter of a day apart.

    Raises
    ------
    ValueError
        If the burst, the efficiency or the number of cycles is out of range.

    Source: Komarova et al. 2003, Bone 33:206. Leaves out all signals between the cells
    other than the two power laws, and the difference between sites.
    """
    changes = {"C0": burst, "k2": formation_efficiency}
    p = parameters.replace(**{k: v for k, v in changes.items() if v is not None})
    if cycles != int(cycles) or cycles < 1:
        raise ValueError(f"The number of cycles must be a whole number from 1; got {cycles}.")
    return _repeat(_one_cycle(p), int(cycles))


def _one_cycle(parameters):
    numbers = dict(parameters)
    rest = komarova_steady_state(numbers)

    def rates(_time, state):
        return komarova_rates(state[0], state[1], numbers, rest)

    days = np.arange(0, DAYS_PER_CYCLE + DAY_STEP / 2, DAY_STEP)
    start = [numbers["C0"], rest[1], FULL_BONE_PERCENT]
    cells = solve(rates, start, days, ("osteoclasts", "osteoblasts", "bone mass"))
    names = ["osteoclasts_cells", "osteoblasts_cells", "bone_mass_percent"]
    return pd.DataFrame(cells.T, columns=names, index=pd.Index(days, name="time_day"))


def _repeat(cycle, cycles):
    """Lay the same cycle end to end; bone carries over, the cells start afresh."""
    change = cycle["bone_mass_percent"].iloc[-1] - FULL_BONE_PERCENT
    later = cycle.iloc[:-1]
    parts = [
        later.assign(bone_mass_percent=later["bone_mass_percent"] + n * change).set_axis(
            later.index + n * DAYS_PER_CYCLE
        )
        for n in range(cycles)
    ]
    last = cycle.iloc[[-1]].set_axis([cycles * DAYS_PER_CYCLE])
    parts.append(last.assign(bone_mass_percent=FULL_BONE_PERCENT + cycles * change))
    return pd.concat(parts).rename_axis("time_day")


def lowest_point(site):
    """Day and bone mass (percent) at which the hole is deepest in one cycle."""
    day = site["bone_mass_percent"].idxmin()
    return float(day), float(site["bone_mass_percent"].loc[day])


def refilled_day(site, fraction=0.95):
    """First day after the deepest point when ``fraction`` of the hole is filled again.

    Returns ``nan`` if the hole is never filled that far.
    """
    day, low = lowest_point(site)
    goal = low + fraction * (FULL_BONE_PERCENT - low)
    after = site["bone_mass_percent"].loc[day:]
    reached = after.index[after >= goal]
    return float(reached[0]) if len(reached) else float("nan")
