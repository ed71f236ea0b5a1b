"""Turnover markers: what a blood sample tells about osteoclasts and osteoblasts.

sCTX counts as osteoclasts, P1NP (and osteocalcin and bone alkaline phosphatase) as active
osteoblasts, each relative to the person's own baseline. Left out: kidney function, food before
the sample, time of day, fractures.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.density.sites import DENSITY

MARKERS = {
    "sctx": "osteoclasts",
    "p1np": "osteoblasts",
    "osteocalcin": "osteoblasts",
    "bone_alp": "osteoblasts",
}
VARIATION = {"sctx": "sctx_cv", "p1np": "p1np_cv", "osteocalcin": "p1np_cv", "bone_alp": "p1np_cv"}


def marker_change(cells, at_start):
    """Change of a marker since the start, percent: 100·(cells/cells at start − 1).

    Parameters
    ----------
    cells, at_start : float or array (n,)
        Osteoclasts for sCTX, active osteoblasts for P1NP; must be positive.

    Returns
    -------
    float or array (n,)
    """
    return 100 * (_positive(cells, "cells") / _positive(at_start, "cells at the start") - 1)


def measured(level, marker="sctx", seed=0, parameters=DENSITY):
    """A marker as a laboratory reports it: the true level with within-person and assay noise.

        measured = level·exp(s·ε − s²/2),  ε ~ N(0, 1),  s² = ln(1 + CV²)

    The mean over many samples is the true level and their coefficient of variation is CV.

    Parameters
    ----------
    level : float or array (n,)
        True level; any unit; must be positive.
    marker : str
        ``sctx``, ``p1np``, ``osteocalcin`` or ``bone_alp``.
    seed : int or numpy.random.Generator
        The same seed gives the same noise.
    parameters : mapping with ``sctx_cv`` and ``p1np_cv``

    Returns
    -------
    float or array (n,)

    Raises
    ------
    KeyError
        If the marker is unknown.
    ValueError
        If a level is not positive.
    """
    level = _positive(level, "marker level")
    spread = np.sqrt(np.log(1 + variation(marker, parameters) ** 2))
    noise = np.random.default_rng(seed).standard_normal(np.shape(level))
    return level * np.exp(spread * noise - spread**2 / 2)


def least_significant_change(marker="sctx", samples=1, parameters=DENSITY):
    """Smallest change between two visits that is not noise, with 95 % confidence.

        LSC = 1.96·√2·CV/√samples

    Parameters
    ----------
    marker : str
    samples : int
        Samples averaged at each visit, at least 1.
    parameters : mapping with the coefficients of variation and ``lsc_factor``

    Returns
    -------
    float
        Percent.

    Raises
    ------
    KeyError
        If the marker is unknown.
    ValueError
        If ``samples`` is below 1.

    Source: textbook formula for two noisy measurements.
    """
    if samples < 1:
        raise ValueError(f"Each visit needs at least one sample; got {samples}.")
    return 100 * parameters["lsc_factor"] * variation(marker, parameters) / np.sqrt(samples)


def variation(marker, parameters=DENSITY):
    """Coefficient of variation of a marker within a person, assay included."""
    if marker not in VARIATION:
        raise KeyError(f"No marker is called {marker!r}; the model knows {', '.join(VARIATION)}.")
    return parameters[VARIATION[marker]]


def _positive(value, name):
    value = np.asarray(value, dtype=float)
    if not np.all(value > 0):
        raise ValueError(f"Each value of {name} must be positive.")
    return value[()]
