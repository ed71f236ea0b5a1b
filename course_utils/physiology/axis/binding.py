"""Binding proteins: how much of a total hormone level is free.

SHBG holds testosterone, dihydrotestosterone and estradiol at one shared site; albumin holds
each of them loosely and is never short of sites. At equilibrium mass action gives

    Fᵢ = totalᵢ / (1 + Kᵢ_alb·Alb + Kᵢ·P)          free steroid i
    P  = SHBG / (1 + Σ Kᵢ·Fᵢ)                      free SHBG

Left out: the two coupled sites of the SHBG dimer, cortisol-binding globulin, and the weaker
steroids that also sit on SHBG. One ligand alone gives the quadratic of Vermeulen et al. 1999.

Source: Södergård et al. 1982; Vermeulen et al. 1999.
"""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.units import (
    estradiol_pg_per_ml_to_pmol_per_l,
    testosterone_ng_per_dl_to_nmol_per_l,
)

VERMEULEN = parameter_set("binding_vermeulen1999")
SODERGARD = parameter_set("binding_sodergard1982")

STEROIDS = ("testosterone", "estradiol", "dht")
MOL_PER_NMOL = 1e-9
PMOL_PER_NMOL = 1000.0
MOST_STEPS = 200
SETTLED = 4e-16  # relative step of Newton's method, a rounding error

Pools = namedtuple("Pools", "free albumin_bound shbg_bound")


def free_testosterone(total, shbg, albumin=None, parameters=VERMEULEN):
    """Free testosterone from total testosterone and SHBG, in closed form.

        F = [−b + √(b² + 4·n·K·T)] / (2·n·K),   n = 1 + K_alb·Alb,   b = n + K·(SHBG − T)

    Parameters
    ----------
    total : float or array (n,)
        T, total testosterone, nmol/L; must not be negative.
    shbg : float or array (n,)
        SHBG, nmol/L; must not be negative.
    albumin : float or array (n,), optional
        g/L; 43 if not given.
    parameters : ParameterSet
        ``VERMEULEN`` or ``SODERGARD``.

    Returns
    -------
    float or array (n,)
        Free testosterone, pmol/L.

    Raises
    ------
    ValueError
        If a level is negative or missing.

    Source: Vermeulen et al. 1999, J Clin Endocrinol Metab 84:3666.
    """
    total, shbg = _level(total, "testosterone", "nmol/L"), _level(shbg, "SHBG", "nmol/L")
    loose = _loose("testosterone", albumin, parameters)
    tight = parameters["testosterone_shbg"] * MOL_PER_NMOL
    b = loose + tight * (shbg - total)
    root = np.sqrt(b * b + 4 * loose * tight * total)
    # The two forms are equal; each is used where it does not subtract near-equal numbers.
    shrinking = np.where(b > 0, 2 * total / (b + root + (total == 0)), 0.0)
    free = np.where(b > 0, shrinking, (root - b) / (2 * loose * tight))
    return _plain(free * PMOL_PER_NMOL)


def binding_pools(
    testosterone, estradiol=0.0, dht=0.0, *, shbg, albumin=None, parameters=VERMEULEN
):
    """Free, albumin-bound and SHBG-bound part of each steroid, competing for SHBG.

        P + Σ Kᵢ·P·totalᵢ / (nᵢ + Kᵢ·P) = SHBG,   nᵢ = 1 + Kᵢ_alb·Alb

    The left side rises with the free SHBG P and bends downward, so Newton's method from
    P = 0 climbs to the only solution without ever passing it.

    Parameters
    ----------
    testosterone, estradiol, dht : float or array
        Total levels, nmol/L; must not be negative. Arrays are matched by broadcasting.
    shbg : float or array
        nmol/L.
    albumin : float or array, optional
        g/L; 43 if not given.
    parameters : ParameterSet
        ``VERMEULEN`` or ``SODERGARD``.

    Returns
    -------
    dict of str to Pools
        ``testosterone``, ``estradiol``, ``dht``; each with ``free``, ``albumin_bound`` and
        ``shbg_bound``, nmol/L. The three add up to the total.

    Raises
    ------
    ValueError
        If a level is negative or missing.

    Source: Södergård et al. 1982, J Steroid Biochem 16:801.
    """
    totals = [
        _level(value, name, "nmol/L")
        for value, name in zip((testosterone, estradiol, dht), STEROIDS, strict=True)
    ]
    loose = [_loose(name, albumin, parameters) for name in STEROIDS]
    tight = [parameters[f"{name}_shbg"] * MOL_PER_NMOL for name in STEROIDS]
    *totals, shbg, _ = np.broadcast_arrays(*totals, _level(shbg, "SHBG", "nmol/L"), loose[0])
    sites = _free_sites(totals, loose, tight, shbg)
    return {
        name: _split(total, n, k * sites)
        for name, total, n, k in zip(STEROIDS, totals, loose, tight, strict=True)
    }


def binding_table(
    testosterone_ng_per_dl, estradiol_pg_per_ml, shbg, albumin=None, parameters=VERMEULEN
):
    """Total and free testosterone and estradiol in laboratory units.

    Parameters
    ----------
    testosterone_ng_per_dl, estradiol_pg_per_ml : float or array (n,)
    shbg : float or array (n,)
        nmol/L.
    albumin : float or array (n,), optional
        g/L.
    parameters : ParameterSet

    Returns
    -------
    DataFrame
        One row per sample: ``testosterone_nmol_per_l``, ``free_testosterone_pmol_per_l``,
        ``free_testosterone_percent``, ``estradiol_pmol_per_l``, ``free_estradiol_pmol_per_l``,
        ``free_estradiol_percent``, ``bioavailable_testosterone_nmol_per_l`` (free plus
        albumin-bound).

    Raises
    ------
    ValueError
        If a level is negative or missing.
    """
    import pandas as pd

    total_t = np.atleast_1d(testosterone_ng_per_dl_to_nmol_per_l(testosterone_ng_per_dl))
    total_e = np.atleast_1d(estradiol_pg_per_ml_to_pmol_per_l(estradiol_pg_per_ml))
    pools = binding_pools(
        total_t, total_e / PMOL_PER_NMOL, shbg=shbg, albumin=albumin, parameters=parameters
    )
    t, e = pools["testosterone"], pools["estradiol"]
    columns = {
        "testosterone_nmol_per_l": total_t,
        "free_testosterone_pmol_per_l": t.free * PMOL_PER_NMOL,
        "free_testosterone_percent": 100 * t.free / sum(t),
        "bioavailable_testosterone_nmol_per_l": t.free + t.albumin_bound,
        "estradiol_pmol_per_l": total_e,
        "free_estradiol_pmol_per_l": e.free * PMOL_PER_NMOL,
        "free_estradiol_percent": 100 * e.free / sum(e),
    }
    rows = np.broadcast_arrays(*columns.values())
    return pd.DataFrame(dict(zip(columns, rows, strict=True)))


def _free_sites(totals, loose, tight, shbg):
    """Free SHBG, nmol/L, by Newton's method from zero."""
    sites = np.zeros_like(shbg, dtype=float)
    for _ in range(MOST_STEPS):
        value, slope = sites - shbg, np.ones_like(sites)
        for total, n, k in zip(totals, loose, tight, strict=True):
            value = value + k * sites * total / (n + k * sites)
            slope = slope + k * n * total / (n + k * sites) ** 2
        step = -value / slope
        sites = np.maximum(sites + step, 0.0)
        if np.all(np.abs(step) <= SETTLED * (sites + SETTLED)):
            break
    return sites


def _split(total, loose, tight):
    free = total / (loose + tight)
    return Pools(_plain(free), _plain((loose - 1) * free), _plain(tight * free))


def _loose(steroid, albumin, parameters):
    """1 + K_alb·Alb: how many times the free level is free or on albumin."""
    grams = _level(parameters["albumin"] if albumin is None else albumin, "albumin", "g/L")
    return 1 + parameters[f"{steroid}_albumin"] * grams / parameters["albumin_mass"]


def _level(value, name, unit):
    number = np.asarray(value, dtype=float)
    if not np.all(np.isfinite(number)) or np.any(number < 0):
        raise ValueError(f"The level of {name} in {unit} cannot be negative or missing.")
    return number


def _plain(value):
    return float(value) if np.ndim(value) == 0 else value
