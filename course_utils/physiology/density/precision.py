"""What a scanner reports: true density plus noise, and when a change is more than noise."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.density.sites import DENSITY, site_symbol


def measured_density(bmd, site="lumbar_spine", seed=0, parameters=DENSITY):
    """Density as scanned: truth plus normal noise of the size of the precision error.

    Parameters
    ----------
    bmd : float or array (n,)
        True density, g/cm²; must be positive.
    site : str
        ``lumbar_spine``, ``total_hip`` or ``femoral_neck``.
    seed : int or numpy.random.Generator
        The same seed gives the same noise.
    parameters : mapping with ``LS_precision`` and so on

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If a density is not positive.
    KeyError
        If the site is unknown.

    Leaves out: operators who differ, scanners that drift, a patient who gained weight.
    """
    bmd = np.asarray(bmd, dtype=float)
    if not np.all(bmd > 0):
        raise ValueError("A bone mineral density must be a positive number of g/cm².")
    noise = np.random.default_rng(seed).standard_normal(bmd.shape)
    return (bmd + density_precision(site, parameters) * noise)[()]


def density_precision(site="lumbar_spine", parameters=DENSITY):
    """Precision error of a site, g/cm²: standard deviation of repeated scans."""
    return parameters[f"{site_symbol(site)}_precision"]


def precision_error(first, second):
    """Precision error from people scanned twice: root mean square of their own deviations.

        RMS-SD = √( Σ (x1 − x2)²/2 / n )

    Parameters
    ----------
    first, second : array (n,)
        Two scans of the same people, g/cm².

    Returns
    -------
    float, g/cm²

    Raises
    ------
    ValueError
        If the scans do not pair up.

    Source: standard deviation of two values; usual practice in densitometry.
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape or first.ndim != 1 or not first.size:
        raise ValueError("Each person needs one first and one second scan.")
    return float(np.sqrt(np.mean((first - second) ** 2 / 2)))


def least_significant_density(error, parameters=DENSITY):
    """Smallest change of density between two scans that is not noise: 2.77·precision error.

    Parameters
    ----------
    error : float
        Precision error, g/cm²; must be positive.

    Returns
    -------
    float, g/cm²

    Raises
    ------
    ValueError
        If the precision error is not positive.

    Source: 1.96·√2 for two noisy measurements with 95 % confidence.
    """
    if not error > 0:
        raise ValueError(f"A precision error must be positive (g/cm²); got {error!r}.")
    return parameters["lsc_factor"] * error


def is_real_change(before, after, error, parameters=DENSITY):
    """Whether a change is at least the least significant one; arrays answer one by one."""
    change = np.abs(np.asarray(after, dtype=float) - np.asarray(before, dtype=float))
    return (change >= least_significant_density(error, parameters))[()]
