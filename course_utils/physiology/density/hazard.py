"""Fracture hazard from density and turnover: a teaching scale, not a clinical calculator.

    HR = g^(−ΔBMD/SD)·(CTX/CTX_ref)^b

Left out: falls, earlier fractures, glucocorticoids, architecture beyond what turnover stands for.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.density.scores import reference
from course_utils.physiology.density.sites import DENSITY

FRACTURES = {"vertebral": "lumbar_spine", "hip": "femoral_neck", "nonvertebral": "total_hip"}
ABSOLUTE = ("vertebral", "hip")
REFERENCE_AGE = 65.0


def hazard_ratio(fracture, density_change, turnover_ratio=1.0, parameters=DENSITY):
    """How much a change in density and turnover multiplies the hazard of a fracture.

    Parameters
    ----------
    fracture : str
        ``vertebral`` (density of the spine), ``hip`` (femoral neck) or ``nonvertebral``
        (total hip).
    density_change : float or array (n,)
        Difference in density, percent of the young reference mean.
    turnover_ratio : float or array (n,)
        sCTX relative to the state compared with; must be positive.
    parameters : mapping, the table ``chain_density``

    Returns
    -------
    float or array (n,)
        1 is no change.

    Raises
    ------
    KeyError
        If the fracture is unknown.
    ValueError
        If a turnover ratio is not positive.

    Source: gradients per SD of Marshall 1996 (the non-vertebral one recalled), turnover exponents
    calibrated.
    """
    site = fracture_site(fracture)
    turnover = np.asarray(turnover_ratio, dtype=float)[()]
    if not np.all(turnover > 0):
        raise ValueError("A turnover ratio must be positive.")
    mean, sd = reference(site, parameters)
    deviations = np.asarray(density_change, dtype=float)[()] / (100 * sd / mean)
    gradient, exponent = parameters[f"g_{fracture}"], parameters[f"b_{fracture}"]
    return gradient**-deviations * turnover**exponent


def annual_hazard(fracture, age, z=0.0, parameters=DENSITY):
    """Hazard per year at an age and Z-score, on the teaching scale for women.

        h = h65·2^((age − 65)/doubling)·g^(−Z)

    Parameters
    ----------
    fracture : str
        ``vertebral`` (morphometric) or ``hip``.
    age : float or array (n,)
        Years, 40 to 100.
    z : float or array (n,)
        Z-score at the site of that fracture.
    parameters : mapping, the table ``chain_density``

    Returns
    -------
    float or array (n,)
        Fractures per person and year.

    Raises
    ------
    KeyError
        If there is no absolute scale for the fracture.
    ValueError
        If an age is outside 40 to 100.

    Source: recalled; a teaching scale only.
    """
    if fracture not in ABSOLUTE:
        raise KeyError(f"Absolute hazards exist for {' and '.join(ABSOLUTE)}; got {fracture!r}.")
    age = np.asarray(age, dtype=float)[()]
    if not np.all((age >= 40) & (age <= 100)):
        raise ValueError("The teaching scale holds for ages between 40 and 100 years.")
    doublings = (age - REFERENCE_AGE) / parameters[f"double_{fracture}"]
    gradient = parameters[f"g_{fracture}"] ** (-np.asarray(z, dtype=float)[()])
    return parameters[f"h_{fracture}"] * 2**doublings * gradient


def cumulative_risk(times, hazard):
    """Share of people with at least one fracture by each time: 1 − exp(−∫h dt).

    Parameters
    ----------
    times : array (n,)
        Years, increasing.
    hazard : float or array (n,)
        Per year; must not be negative.

    Returns
    -------
    array (n,)
        0 at the first time. Leaves out deaths from other causes, so it is an upper bound.

    Raises
    ------
    ValueError
        If the times do not increase or a hazard is negative.
    """
    times = np.asarray(times, dtype=float)
    hazard = np.broadcast_to(np.asarray(hazard, dtype=float), times.shape)
    if times.size < 2 or np.any(np.diff(times) <= 0):
        raise ValueError("The times must increase and hold at least two values, in years.")
    if np.any(hazard < 0):
        raise ValueError("A hazard per year cannot be negative.")
    steps = np.diff(times) * (hazard[1:] + hazard[:-1]) / 2
    return -np.expm1(-np.concatenate([[0.0], np.cumsum(steps)]))


def fracture_site(fracture):
    """The site whose density counts for a fracture; an unknown fracture is refused in words."""
    if fracture in FRACTURES:
        return FRACTURES[fracture]
    raise KeyError(f"No fracture is called {fracture!r}; the model knows {', '.join(FRACTURES)}.")
