"""Bone in men: the teaching model of :mod:`.mass` with an optional share for testosterone.

Estradiol and a SERM act through the estrogen receptor; a chosen share of the signal comes from
testosterone itself. Left out: the androgen receptor's own saturation curve, dihydrotestosterone,
growth, muscle and everything that :mod:`.mass` leaves out.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.bone.mass import BONE_MASS_NUMBERS, signal_in_bone
from course_utils.physiology.bone.mass_course import bone_mass, therapy
from course_utils.physiology.parameters import parameter_set

BONE_MEN_NUMBERS = parameter_set("bone_men_teaching")


def men_bone_signal(testosterone, estradiol, weight=None, efficacy=0.0, dose=0.0):
    """Signal in a man's bone: the part of the estrogen receptor and the part of testosterone.

        S = (1 − w_A)·S_bone + w_A·min(1, T/500),   S_bone as in :func:`.mass.signal_in_bone`

    Parameters
    ----------
    testosterone, estradiol : float or array (n,)
        ng/dL and pg/mL; must not be negative.
    weight : float, optional
        w_A, between 0 and 1; 0 if not given.
    efficacy, dose : float
        ε in bone and d = C/K of a SERM there; a dose of 0 is no drug.

    Returns
    -------
    tuple of float or array (n,)
        Both parts; their sum is S.

    Raises
    ------
    ValueError
        If a hormone is negative or missing, or w_A, ε or d lie outside their ranges.

    Source: teaching assumption.
    """
    own = BONE_MEN_NUMBERS if weight is None else BONE_MEN_NUMBERS.replace(w_A=weight)
    bone = BONE_MASS_NUMBERS.replace(serm_efficacy=efficacy, serm_dose=dose)
    testosterone, estradiol = _level(testosterone), _level(estradiol)
    through_receptor = (1 - own["w_A"]) * signal_in_bone(estradiol, bone.numbers())
    direct = own["w_A"] * np.minimum(1, testosterone / own["T_full"])
    return through_receptor[()], direct[()]


def equivalent_estradiol(signal):
    """Estradiol that alone, without a drug, would give this signal in bone.

        E2 = K·s/(1 − s),   s = S·S_ref,   S_ref = E2_ref/(E2_ref + K)

    Parameters
    ----------
    signal : float
        S, 0 or more; below 1/S_ref, the signal of unlimited estradiol.

    Returns
    -------
    float
        pg/mL

    Raises
    ------
    ValueError
        If no estradiol gives the signal.
    """
    p = BONE_MASS_NUMBERS
    seated = signal * p["E2_ref"] / (p["E2_ref"] + p["K_E2"])
    if not 0 <= seated < 1:
        most = 1 + p["K_E2"] / p["E2_ref"]
        raise ValueError(f"No estradiol gives a signal of {signal:g}; it lies in 0 to {most:g}.")
    return p["K_E2"] * seated / (1 - seated)


def men_bone_mass(years, before, after):
    """Bone mass while the signal goes from one constant level to another at year 0.

    Parameters
    ----------
    years : array (n,)
        Increasing, from 0.
    before, after : float
        Signals S; bone has rested at the first one.

    Returns
    -------
    array (n,)
        Percent of the reference mass.

    Source: teaching model of :func:`.mass_course.bone_mass`, driven through
    :func:`equivalent_estradiol`.
    """
    change = therapy(0.0, estradiol=equivalent_estradiol(after))
    table = bone_mass(years, change, estradiol=equivalent_estradiol(before))
    return table["bone_mass_percent"].to_numpy()


def _level(value):
    level = np.asarray(value, dtype=float)
    if np.any(~(level >= 0)):
        raise ValueError("A hormone level cannot be negative or missing (ng/dL, pg/mL).")
    return level
