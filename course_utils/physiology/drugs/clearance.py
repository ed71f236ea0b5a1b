"""Clearance, half-life and availability: what decides the level, and how fast it comes.

Teaching versions for a linear body; none of them depends on the number of compartments
except the half-life, which belongs to one.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.drugs.ranges import not_negative, plain, positive, share

LN2 = np.log(2.0)


def half_life_to_k(half_life):
    """Elimination rate constant from a half-life.

        k = ln 2 / t½

    Parameters
    ----------
    half_life : float or array (n,)
        t½ in any unit of time; positive.

    Returns
    -------
    float or array (n,)
        k, one per the same unit of time.

    Raises
    ------
    ValueError
        If a half-life is not positive.

    Source: definition of the half-life.
    """
    return LN2 / positive("half-life", half_life)


def half_life(clearance, volume):
    """Half-life from clearance and volume.

        t½ = ln 2 · V / CL

    Parameters
    ----------
    clearance : float or array (n,)
        CL, volume per time; positive.
    volume : float or array (n,)
        V in the same unit of volume; positive.

    Returns
    -------
    float or array (n,)
        t½ in the unit of time of the clearance.

    Raises
    ------
    ValueError
        If clearance or volume is not positive.

    Source: one-compartment mass balance, k = CL/V.
    """
    return LN2 * positive("volume", volume) / positive("clearance", clearance)


def average_at_steady_state(rate, clearance):
    """Average concentration once input and elimination balance.

        C_ss = R/CL,   R = F·dose/interval

    Parameters
    ----------
    rate : float or array (n,)
        R, amount reaching the blood per time; not negative.
    clearance : float or array (n,)
        CL; positive.

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If the rate is negative or the clearance is not positive.

    Source: mass balance at steady state; holds for any linear body, whatever its compartments.
    """
    return plain(not_negative("rate", rate) / positive("clearance", clearance))


def area_under_curve(dose, clearance, availability=1.0):
    """Area under the whole curve of one dose.

        AUC = F·D/CL

    Parameters
    ----------
    dose : float or array (n,)
        D, amount; not negative.
    clearance : float or array (n,)
        CL; positive.
    availability : float or array (n,)
        F, 0 to 1.

    Returns
    -------
    float or array (n,)
        Amount per volume, times time.

    Raises
    ------
    ValueError
        If a number is outside the ranges above.

    Source: mass balance; holds for any linear body.
    """
    amount = share("availability", availability) * not_negative("dose", dose)
    return plain(amount / positive("clearance", clearance))


def oral_availability(absorbed, hepatic_clearance, hepatic_flow, gut_extraction=0.0):
    """Share of a swallowed dose that reaches the blood: what the gut and the liver let pass.

        F = f_abs·(1 − E_gut)·(1 − E_liver),   E_liver = CL_h/Q_h

    Parameters
    ----------
    absorbed : float or array (n,)
        f_abs, 0 to 1.
    hepatic_clearance, hepatic_flow : float or array (n,)
        CL_h and Q_h in the same unit; 0 ≤ CL_h ≤ Q_h, Q_h positive.
    gut_extraction : float or array (n,)
        E_gut, 0 to 1.

    Returns
    -------
    float or array (n,)
        F, 0 to 1.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1 or the liver clears more than flows through it.

    Source: well-stirred liver (Rowland 1973, recalled). A patch skips both factors. Leaves out
    drug that bile brings back to the gut.
    """
    cleared = not_negative("hepatic clearance", hepatic_clearance)
    extraction = cleared / positive("hepatic blood flow", hepatic_flow)
    passed = 1 - share("hepatic extraction (clearance over flow)", extraction)
    gut = 1 - share("gut extraction", gut_extraction)
    return plain(share("absorbed share", absorbed) * gut * passed)
