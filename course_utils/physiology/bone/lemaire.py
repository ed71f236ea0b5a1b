"""Osteoblasts and osteoclasts coupled by RANK, RANKL and OPG (Lemaire 2004).

The published equations, with infusions of parathyroid hormone, OPG and RANKL. They leave out
hormones other than parathyroid hormone, sclerostin and Wnt, and the amount of bone; the
multipliers of :func:`lemaire_cells` are where a fuller model takes hold.
"""

from __future__ import annotations

from collections import namedtuple

import scipy

from course_utils.physiology.arithmetic import formula
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set

LEMAIRE_NUMBERS = parameter_set("lemaire2004")
SMALLEST_STEP = 1e-300

LemaireCells = namedtuple("LemaireCells", "R B C")


@formula
def tgf_beta_effect(osteoclasts, p):
    """Share of the largest TGF-β effect, released by osteoclasts: πC = (C + f0·Cs)/(C + Cs)."""
    return (osteoclasts + p.f0 * p.Cs) / (osteoclasts + p.Cs)


@formula
def pth_effect(p):
    """Occupied parathyroid hormone receptors: πP = (I_P + S_P)/k_P / (I_P/k_P + k6/k5)."""
    return (p.I_P + p.S_P) / (p.I_P + p.k_P * p.k6 / p.k5)


@formula
def rankl_effect(R, B, pth, p, m_L=1.0, m_O=1.0):
    """RANK occupied by RANKL per RANK, less what OPG traps (πL of the paper).

        πL = (k3/k4)·K_LP·πP·B·(1 + I_L/r_L) / [1 + k3·K/k4 + k1/(k2·kO)·(K_OP·R/πP + I_O)]

    ``m_L`` and ``m_O`` multiply RANKL and OPG production; 1 is the published model.
    """
    # Both sides of the fraction are multiplied by πP, so that no hormone means no RANKL.
    opg = (m_O * p.K_OP * R + p.I_O * pth) / p.kO
    trapped = (1 + p.k3 * p.K / p.k4) * pth + p.k1 / p.k2 * opg
    return p.k3 / p.k4 * m_L * p.K_LP * pth * pth * B / trapped * (1 + p.I_L / p.r_L)


@formula
def lemaire_cells(R, B, C, pth, p, m_R=1.0, m_B=1.0, m_L=1.0, m_O=1.0, m_A=1.0):
    """Rates of the three cell numbers, open to multipliers of single processes.

        dR/dt = m_R·D_R·πC − f0·d_B·R/πC
        dB/dt = f0·d_B·R/πC − m_B·k_B·B
        dC/dt = D_C·πL(m_L, m_O) − m_A·D_A·πC·C

    Parameters
    ----------
    R, B, C : float or array
        Responding osteoblasts, active osteoblasts, active osteoclasts, pM.
    pth : float or array
        πP, see :func:`pth_effect`.
    p : named tuple with the symbols of ``lemaire2004``
    m_R, m_B, m_L, m_O, m_A : float or array
        Multipliers of progenitor supply, osteoblast death, RANKL production, OPG production
        and osteoclast death. At 1 the equations are the published ones.

    Returns
    -------
    tuple of three floats or arrays
        pM per day.
    """
    tgf = tgf_beta_effect(C, p)
    maturing = p.f0 * p.d_B * R / tgf
    return (
        m_R * p.D_R * tgf - maturing,
        maturing - m_B * p.k_B * B,
        p.D_C * rankl_effect(R, B, pth, p, m_L, m_O) - m_A * p.D_A * tgf * C,
    )


@formula
def lemaire_rates(time, state, p):
    """The published model: three cell numbers, three infusions.

    Parameters
    ----------
    time : float
        Days; the equations do not depend on it.
    state : sequence
        R, B, C in pM.
    p : named tuple with the symbols of ``lemaire2004``
        ``I_P``, ``I_O``, ``I_L`` are infusions of parathyroid hormone, OPG and RANKL in pM
        per day.

    Returns
    -------
    tuple (dR/dt, dB/dt, dC/dt), pM per day

    Source: Lemaire et al. 2004, J Theor Biol 229:293.
    """
    R, B, C = state
    return lemaire_cells(R, B, C, pth_effect(p), p)


def lemaire_steady_state(parameters=LEMAIRE_NUMBERS, **changes):
    """Cells at rest under constant parameters and infusions.

    The first two equations give R and B from C in closed form,

        R = D_R·πC²/(f0·d_B),   B = D_R·πC/k_B,

    and the third is left with one unknown: D_C·πL/πC falls with C while D_A·C rises, so
    there is exactly one root. It lies below the C that no OPG would allow.

    Parameters
    ----------
    parameters : ParameterSet
    **changes
        Parameters to replace, for example ``K_OP=8e4`` or ``I_P=1000``.

    Returns
    -------
    named tuple (R, B, C), pM

    Raises
    ------
    KeyError, ValueError
        If a parameter is unknown or its value impossible.

    Source: Lemaire et al. 2004, J Theor Biol 229:293; steady state derived from its equations.
    """
    p = (parameters.replace(**changes) if changes else parameters).numbers()
    roof = 2 * p.D_C / p.D_A * rankl_effect(0.0, p.D_R / p.k_B, pth_effect(p), p)
    C = scipy.optimize.brentq(_osteoclast_surplus, 0.0, roof, (p,), xtol=SMALLEST_STEP, rtol=1e-15)
    return LemaireCells(*_resting_osteoblasts(C, p), C)


def _resting_osteoblasts(C, p):
    tgf = tgf_beta_effect(C, p)
    return p.D_R * tgf**2 / (p.f0 * p.d_B), p.D_R * tgf / p.k_B


def _osteoclast_surplus(C, p):
    """(D_C·πL − D_A·πC·C)/πC with the osteoblasts at rest; falls with C."""
    R, B = _resting_osteoblasts(C, p)
    birth = p.D_C * rankl_effect(R, B, pth_effect(p), p) / tgf_beta_effect(C, p)
    return birth - p.D_A * C


_REST = lemaire_steady_state()

LEMAIRE = Model(
    name="lemaire2004",
    states=(
        State("R", "responding_osteoblasts", "pM", _REST.R),
        State("B", "active_osteoblasts", "pM", _REST.B),
        State("C", "active_osteoclasts", "pM", _REST.C),
    ),
    rates=lemaire_rates,
    parameters=LEMAIRE_NUMBERS,
    source="lemaire2004",
)
