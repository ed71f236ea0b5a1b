"""Amount of bone and its mineral, from the cells that make and remove it.

Two pools, trabecular and cortical, each relative to the healthy young adult, and the mean
mineralization, which lags because young bone still takes up mineral. Left out: surface that
shrinks with loss, periosteal growth, cortical pores and trabecular plates as shapes.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import formula, positive
from course_utils.physiology.units import DAYS_PER_YEAR


@formula
def volume_rate(V, B, C, turnover, adapt, regain):
    """Bone volume fills with osteoblasts and drains with osteoclasts.

        n = B·V^(−μ) − C·V,   dV/dt = k·n if n < 0,  k·γ·n if n > 0

    Fewer trabeculae carry the same load, so each is strained more and gets more new bone (μ);
    the cortex goes on losing bone into old age (μ = 0). Bone comes back more slowly than it
    goes (γ): a cavity is refilled at most to its old surface, and a lost trabecula leaves no
    surface to build on. γ moves no steady state.

    Parameters
    ----------
    V : float or array
        Volume relative to the healthy young adult; must be positive.
    B, C : float or array
        Active osteoblasts and osteoclasts relative to rest.
    turnover : float
        k, share of the pool renewed per year.
    adapt : float
        μ, how formation answers the strain of lost bone.
    regain : float
        γ, speed of net gain relative to net loss, between 0 and 1.

    Returns
    -------
    float or array, per day

    Source: conservation of mass; adaptation to strain reviewed by Hart et al. 2017, refilling
    by Seeman 2003; k, μ and γ calibrated. At fixed cells V tends to (B/C)^(1/(1 + μ)).
    """
    balance = B / V**adapt - C * V
    return turnover / DAYS_PER_YEAR * (balance - (1 - regain) * positive(balance))


@formula
def mineralization_rate(M, C, p):
    """More turnover means younger, less mineralized bone: dM/dt = [1 + a_M·(1 − C) − M]/τM.

    Parameters
    ----------
    M : float or array
        Mean mineralization relative to the healthy young adult.
    C : float or array
        Osteoclasts relative to rest, a stand-in for turnover.
    p : named tuple with ``a_M`` and ``tau_M`` (years)

    Returns
    -------
    float or array, per day

    Source: calibrated.
    """
    return (1 + p.a_M * (1 - C) - M) / (p.tau_M * DAYS_PER_YEAR)
