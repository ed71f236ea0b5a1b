"""A remodeling site cycle after cycle: what each burst of osteoclasts digs and what is refilled."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.bone.flows import FULL_BONE_PERCENT
from course_utils.physiology.bone.komarova import KOMAROVA, KOMAROVA_SITE, komarova_steady_state
from course_utils.physiology.solve import solve

DAYS_PER_CYCLE = 200
DAY_STEP = 0.25
TOLERANCE = 1e-9


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
    days = np.arange(0, DAYS_PER_CYCLE + DAY_STEP / 2, DAY_STEP)
    start = {"C": parameters["C0"], "B": komarova_steady_state(parameters)[1]}
    return solve(KOMAROVA_SITE, days, parameters=parameters, start=start, rtol=TOLERANCE)


def _repeat(cycle, cycles):
    """Lay the same cycle end to end; bone carries over, the cells start afresh."""
    import pandas as pd

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
