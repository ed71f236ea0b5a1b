"""One remodeling site: osteoclasts and osteoblasts coupled by two power laws (Komarova).

The model leaves out every named signal between the cells (RANKL, OPG, TGF-β, hormones): four
exponents stand for all of them. The 2003 and the 2005 paper share the equations; the second
lets parathyroid hormone raise one exponent, g21, for a while.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from course_utils.physiology.arithmetic import formula, positive
from course_utils.physiology.bone.flows import FULL_BONE_PERCENT
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve

KOMAROVA = parameter_set("komarova2003")


@formula
def resting_cells(p):
    """C̄ and B̄ of :func:`komarova_steady_state`, from a named tuple of parameters."""
    gamma = p.g12 * p.g21 - (1 - p.g11) * (1 - p.g22)
    clasts, blasts = p.b1 / p.a1, p.b2 / p.a2
    osteoclasts = clasts ** ((1 - p.g22) / gamma) * blasts ** (p.g21 / gamma)
    osteoblasts = clasts ** (p.g12 / gamma) * blasts ** ((1 - p.g11) / gamma)
    return osteoclasts, osteoblasts


@formula
def site_flows(C, B, rest_c, rest_b, p):
    """The three rates of :func:`komarova_rates`, given the resting cells."""
    filling = p.k2 * positive(B - rest_b)
    digging = p.k1 * positive(C - rest_c)
    birth_c = p.a1 * C**p.g11 * B**p.g21
    birth_b = p.a2 * C**p.g12 * B**p.g22
    return birth_c - p.b1 * C, birth_b - p.b2 * B, filling - digging


@formula
def site_rates(time, state, p):
    """:func:`komarova_rates` in the form the solver takes: state (C, B, z), parameters ``p``.

    The resting cells follow the parameters, also when these change during a run.
    """
    C, B, _ = state
    rest_c, rest_b = resting_cells(p)
    return site_flows(C, B, rest_c, rest_b, p)


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
    p = SimpleNamespace(**parameters)
    if p.g12 * p.g21 == (1 - p.g11) * (1 - p.g22):
        raise ValueError("These exponents leave no single resting point (γ = 0).")
    return resting_cells(p)


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
    rest_c, rest_b = rest or komarova_steady_state(parameters)
    return site_flows(osteoclasts, osteoblasts, rest_c, rest_b, SimpleNamespace(**parameters))


KOMAROVA_SITE = Model(
    name="komarova2003",
    states=(
        State("C", "osteoclasts", "cells", KOMAROVA["C0"]),
        State("B", "osteoblasts", "cells", komarova_steady_state()[1]),
        State("z", "bone_mass", "%", FULL_BONE_PERCENT),
    ),
    rates=site_rates,
    parameters=KOMAROVA,
    source="komarova2003",
)


def komarova_modes(parameters=KOMAROVA):
    """How a small disturbance of the resting cells dies away, swings or grows.

    Eigenvalues of the Jacobian at (C̄, B̄), whose trace is b1(g11 − 1) + b2(g22 − 1) and whose
    determinant is −b1·b2·γ. A negative real part means damping; an imaginary part means
    swings with period 2π/|imaginary part|. At g11 = 1 + (b2/b1)(1 − g22) damping is lost.

    Parameters
    ----------
    parameters : mapping with the Komarova symbols

    Returns
    -------
    (complex, complex), 1/day

    Source: Komarova et al. 2003, Bone 33:206; eigenvalues derived from its equations.
    """
    p = SimpleNamespace(**parameters)
    gamma = p.g12 * p.g21 - (1 - p.g11) * (1 - p.g22)
    half = (p.b1 * (p.g11 - 1) + p.b2 * (p.g22 - 1)) / 2
    root = complex(half**2 + p.b1 * p.b2 * gamma) ** 0.5
    return half + root, half - root


def repeated_bursts(times, days, size=None, parameters=KOMAROVA):
    """A site at rest that receives bursts of osteoclasts, also before the last has faded.

    Unlike :func:`remodeling_site`, the cells are not put back to rest before a burst.

    Parameters
    ----------
    times : array (n,)
        Increasing times of the result, days.
    days : sequence of float
        When the bursts come, days.
    size : float, optional
        Osteoclasts added by each burst, cells; up to the table's ``C0`` if not given.
    parameters : ParameterSet

    Returns
    -------
    DataFrame indexed by ``time_day``, columns as in :func:`remodeling_site`.

    Raises
    ------
    ValueError
        If the exponents leave no resting point or the times do not increase.

    Source: Komarova et al. 2003, Bone 33:206.
    """
    rest_c, rest_b = komarova_steady_state(parameters)
    burst = parameters["C0"] - rest_c if size is None else size
    return solve(
        KOMAROVA_SITE,
        np.asarray(times, dtype=float),
        parameters=parameters,
        start={"C": rest_c, "B": rest_b},
        doses=[(day, {"C": burst}) for day in days],
    )
