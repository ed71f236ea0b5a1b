"""Conversions between mass and amount units of the two sex steroids.

Laboratories report mass (ng/dL, pg/mL), cells meet molecules (nmol/L, pmol/L).
The molar masses come from the parameter table ``molar_mass``.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.parameters import parameter_set

NG_PER_L_IN_ONE_NG_PER_DL = 10.0
PMOL_IN_ONE_NMOL = 1000.0
DAYS_PER_YEAR = 365.25


def _amount(value, unit):
    """``value`` as float or float array; refuse negatives and non-numbers in words."""
    try:
        number = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"A concentration in {unit} must be a number, not {value!r}.") from None
    if np.any(number < 0) or np.any(np.isnan(number)):
        raise ValueError(f"A concentration in {unit} cannot be negative or missing.")
    return number.item() if number.ndim == 0 else number


def testosterone_ng_per_dl_to_nmol_per_l(concentration):
    """Testosterone from ng/dL to nmol/L.

        c [nmol/L] = 10 · c [ng/dL] / M,   M = 288.4 g/mol

    Parameters
    ----------
    concentration : float or array (n,)
        Testosterone, ng/dL; must not be negative.

    Returns
    -------
    float or array (n,)
        Testosterone, nmol/L.

    Raises
    ------
    ValueError
        If a concentration is negative, missing or not a number.

    Source: definition of the mole; molar mass in the parameter table ``molar_mass``.
    """
    mass = _amount(concentration, "ng/dL") * NG_PER_L_IN_ONE_NG_PER_DL
    return mass / parameter_set("molar_mass")["testosterone"]


def testosterone_nmol_per_l_to_ng_per_dl(concentration):
    """Testosterone from nmol/L to ng/dL, the inverse of the function above.

        c [ng/dL] = c [nmol/L] · M / 10

    Parameters and errors as in :func:`testosterone_ng_per_dl_to_nmol_per_l`.
    """
    mass = _amount(concentration, "nmol/L") * parameter_set("molar_mass")["testosterone"]
    return mass / NG_PER_L_IN_ONE_NG_PER_DL


def estradiol_pg_per_ml_to_pmol_per_l(concentration):
    """Estradiol from pg/mL to pmol/L.

        c [pmol/L] = 1000 · c [pg/mL] / M,   M = 272.4 g/mol   (1 pg/mL = 1 ng/L)

    Parameters
    ----------
    concentration : float or array (n,)
        Estradiol, pg/mL; must not be negative.

    Returns
    -------
    float or array (n,)
        Estradiol, pmol/L.

    Raises
    ------
    ValueError
        If a concentration is negative, missing or not a number.

    Source: definition of the mole; molar mass in the parameter table ``molar_mass``.
    """
    mass = _amount(concentration, "pg/mL")
    return mass * PMOL_IN_ONE_NMOL / parameter_set("molar_mass")["estradiol"]


def estradiol_pmol_per_l_to_pg_per_ml(concentration):
    """Estradiol from pmol/L to pg/mL, the inverse of the function above.

        c [pg/mL] = c [pmol/L] · M / 1000

    Parameters and errors as in :func:`estradiol_pg_per_ml_to_pmol_per_l`.
    """
    amount = _amount(concentration, "pmol/L")
    return amount * parameter_set("molar_mass")["estradiol"] / PMOL_IN_ONE_NMOL
