"""One remodeling cycle, called by lost osteocytes (Graham 2013) and driven by Wnt-10b (Cook 2022).

Good for one cycle only. Microdamage takes osteocytes, those that stay call osteoblasts and
osteoclasts, and the cycle ends when the osteocytes are back. Nothing switches the Wnt-10b
terms off: with a large fold change the preosteoblasts grow without end, so a longer run
means nothing. The model leaves out hormones and names RANKL, OPG and sclerostin only through
exponents.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.arithmetic import formula, positive
from course_utils.physiology.bone.flows import FULL_BONE_PERCENT
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve

COOK = parameter_set("cook2022")
CYCLE_DAYS = 100
TOLERANCE, SMALLEST = 1e-9, 1e-14
"""The cells die away by many powers of ten, so small numbers count."""


@formula
def cycle_rates(time, state, p):
    """Osteocytes S, preosteoblasts P, osteoblasts B, osteoclasts C and bone volume z.

        dS/dt = α1·B^g31·u
        dP/dt = α2·S^g21·u^g22 + α3·P^g32·u + π·α3adj·P^f12 − M − δ·P
        dB/dt = M − α1·B^g31·u − (β2 − β2adj·π)·B^f23
        dC/dt = α4·S^g41·P^g42·(ε + B)^g43·u^g44 − β3·C^f34
        dz/dt = k2·B − k1·C
        M = β1·P^f12·C^f14 + π·β1adj·P^f12
        u = max(1 − S/K_S, 0),   π = Wnt/(Wnt + K_W)

    Parameters
    ----------
    time : float
        Days; the equations do not depend on it.
    state : sequence
        S, P, B, C in cells, z in percent of the bone before the cycle.
    p : named tuple with the symbols of ``cook2022``
        ``Wnt`` is the fold change of Wnt-10b: 0 normal, −1 none.

    Returns
    -------
    tuple of five floats or arrays
        Cells per day, and percent per day for the bone.

    Source: Graham et al. 2013, PLoS ONE 8:e63884 (structure, osteocyte numbers); Cook et al.
    2022, AIChE J 68:e17809 (Wnt-10b and the numbers used).
    """
    S, P, B, C, _ = state
    empty = positive(1 - S / p.K_S)
    wnt = p.Wnt / (p.Wnt + p.K_W)
    ready = P**p.f12
    maturing = p.beta1 * ready * C**p.f14 + p.beta1_adj * wnt * ready
    embedding = p.alpha1 * B**p.g31 * empty
    calling = p.alpha2 * S**p.g21 * empty**p.g22 + p.alpha3 * P**p.g32 * empty
    return (
        embedding,
        calling + p.alpha3_adj * wnt * ready - maturing - p.delta * P,
        maturing - embedding - (p.beta2 - p.beta2_adj * wnt) * B**p.f23,
        p.alpha4 * S**p.g41 * P**p.g42 * (p.epsilon + B) ** p.g43 * empty**p.g44
        - p.beta3 * C**p.f34,
        p.k2 * B - p.k1 * C,
    )


COOK_CYCLE = Model(
    name="cook2022",
    states=(
        State("S", "osteocytes", "cells", COOK["K_S"] - COOK["rho"]),
        State("P", "preosteoblasts", "cells", 0.0),
        State("B", "osteoblasts", "cells", 0.0),
        State("C", "osteoclasts", "cells", 0.0),
        State("z", "bone_volume", "%", FULL_BONE_PERCENT),
    ),
    rates=cycle_rates,
    parameters=COOK,
    source="cook2022",
)


def wnt_cycle(wnt=0.0, lost_osteocytes=None, times=None, parameters=COOK):
    """Follow one remodeling cycle from the loss of osteocytes to its end.

    Parameters
    ----------
    wnt : float
        Fold change of Wnt-10b: 0 normal, −1 none, 5 and 50 the transgenic mice of the paper.
    lost_osteocytes : float, optional
        Osteocytes lost at the start, cells; the table's ``rho`` if not given.
    times : array (n,), optional
        Days; one cycle of 100 days in steps of half a day if not given.
    parameters : ParameterSet

    Returns
    -------
    DataFrame indexed by ``time_day`` with the four cell numbers and ``bone_volume_percent``.

    Raises
    ------
    ValueError
        If the fold change or the loss is out of range, or more osteocytes are lost than exist.

    Source: Cook et al. 2022, AIChE J 68:e17809. One cycle only: the equations do not end a
    second one.
    """
    changed = {"Wnt": wnt} | ({} if lost_osteocytes is None else {"rho": lost_osteocytes})
    p = parameters.replace(**changed)
    if p["rho"] > p["K_S"]:
        raise ValueError(f"At most {p['K_S']:g} osteocytes can be lost; got {p['rho']:g}.")
    if times is None:
        times = np.linspace(0, CYCLE_DAYS, 2 * CYCLE_DAYS + 1)
    start = {"S": p["K_S"] - p["rho"]}
    return solve(COOK_CYCLE, times, parameters=p, start=start, rtol=TOLERANCE, atol=SMALLEST)
