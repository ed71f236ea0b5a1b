"""Bone cells at rest, for one person or many."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.bone.lemaire import pth_effect, rankl_effect, tgf_beta_effect

HALVINGS = 100


def resting_cells(p, m_R=1.0, m_B=1.0, m_L=1.0, m_O=1.0, m_A=1.0, parathyroid=1.0):
    """Lemaire cells at rest under constant multipliers, by halving an interval.

    The first two equations give R and B in closed form,

        R = m_R·D_R·πC²/(f0·d_B),   B = m_R·D_R·πC/(m_B·k_B),

    and what is left, D_C·πL/πC − m_A·D_A·C, falls with C: one root.

    Parameters
    ----------
    p : named tuple with the symbols of ``lemaire2004``
        Floats, or arrays (n,) where persons differ.
    m_R, m_B, m_L, m_O, m_A : float or array (n,)
        Multipliers as in :func:`course_utils.physiology.bone.lemaire.lemaire_cells`.
    parathyroid : float or array (n,)
        Parathyroid hormone as a multiple of its baseline.

    Returns
    -------
    tuple (R, B, C) in pM; floats if everything given is a float

    Source: Lemaire et al. 2004, J Theor Biol 229:293; steady state derived from its equations.
    """
    pth = pth_effect(p) * parathyroid

    def osteoblasts(C):
        tgf = tgf_beta_effect(C, p)
        return m_R * p.D_R * tgf**2 / (p.f0 * p.d_B), m_R * p.D_R * tgf / (m_B * p.k_B)

    def surplus(C):
        R, B = osteoblasts(C)
        born = p.D_C * rankl_effect(R, B, pth, p, m_L, m_O) / tgf_beta_effect(C, p)
        return born - m_A * p.D_A * C

    # Without OPG the osteoclasts would be more numerous than at any rest.
    high = 2 * p.D_C / (m_A * p.D_A) * rankl_effect(0.0, m_R * p.D_R / (m_B * p.k_B), pth, p, m_L)
    low = 0.0 * high
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        rises = surplus(middle) > 0
        low, high = np.where(rises, middle, low), np.where(rises, high, middle)
    C = 0.5 * (low + high)
    C = C if np.ndim(C) else float(C)
    return (*osteoblasts(C), C)
