"""Bone cells under hormones: one signal moves RANKL, OPG, apoptosis and sclerostin.

The hormone signal H is 1 in a healthy young adult. Its lack z = 1 − H multiplies single
processes of the Lemaire cells; with z = 0 and everything else at rest the equations are the
published ones. All quantities count relative to the healthy young adult. Left out: sites with
turnover of their own, osteocyte death, vitamin D and calcium as quantities, loading.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import exp, formula, positive, saturating
from course_utils.physiology.bone.lemaire import lemaire_cells
from course_utils.physiology.bone.volume import mineralization_rate, volume_rate
from course_utils.physiology.model import State
from course_utils.physiology.units import DAYS_PER_YEAR

BONE_STATES = (
    State("Hf", "hormone_signal", "", 1.0),
    State("Y", "sclerostin", "", 1.0),
    State("R", "responding_osteoblasts", "", 1.0),
    State("B", "osteoblasts", "", 1.0),
    State("C", "osteoclasts", "", 1.0),
    State("Vt", "trabecular_volume", "", 1.0),
    State("Vc", "cortical_volume", "", 1.0),
    State("M", "mineralization", "", 1.0),
    State("IGF", "igf_1", "", 1.0),
)
BONE = tuple(state.symbol for state in BONE_STATES)


@formula
def androgen_effect(T, p):
    """Androgen effect on bone, 0 to 1: a = T^n/(T^n + T_half^n); T in ng/dL, not negative."""
    return saturating(T, p.T_half, p.n_T)


@formula
def hormone_signal(estrogen_signal, T, p):
    """H: what estrogen and androgen together tell bone, 1 in the healthy young adult.

        H = [c_H·S_bone + w_A·a(T)]/H_rest,   a = T^n/(T^n + T_half^n)

    Parameters
    ----------
    estrogen_signal : float or array
        S_bone, 1 in a premenopausal woman.
    T : float or array
        Testosterone, ng/dL; must not be negative.
    p : named tuple with ``w_A``, ``T_half``, ``n_T``, ``c_H`` and ``H_rest``
        c_H = 1 − w_A·a(T_woman); H_rest is 1 in women and makes H = 1 in a
        healthy man.

    Source: calibrated; T_half lies near the threshold of Finkelstein et al. 2016.
    """
    return (p.c_H * estrogen_signal + p.w_A * androgen_effect(T, p)) / p.H_rest


@formula
def sclerostin_rate(Y, Hf, Vt, Vc, block, p):
    """dY/dt = k_Y·[½(Vt + Vc)·exp(a_Y·z)·(1 − block) − Y]: osteocytes go with bone volume."""
    return p.k_Y * (0.5 * (Vt + Vc) * exp(p.a_Y * (1 - Hf)) * (1 - block) - Y)


@formula
def bone_cell_rates(time, Hf, Y, R, B, C, IGF, parathyroid, rankl_block, p):
    """Rates of the three cell numbers under hormones, relative to rest and per day.

        m_L = exp(a_L·z)·(1 − block)   RANKL        m_O = exp(−a_O·z)·W^0.3   OPG
        m_A = exp(−a_A·z)              osteoclast death
        m_B = exp(a_B·z)               osteoblast death
        m_R = W^0.35·IGF^0.25·exp(−aging·years since aging_day)   progenitors
        W = 2/(1 + Y),  z = 1 − Hf

    put into :func:`course_utils.physiology.bone.lemaire.lemaire_cells`, with the osteoblast
    lineage slowed by s_B and the osteoclasts by s_C. Slowing moves no steady state; it makes
    the lag of formation behind resorption.

    Parameters
    ----------
    time : float
        Days since the scenario started.
    Hf, Y, R, B, C, IGF : float or array
        Hormone signal in bone, sclerostin, cells, IGF-1: all relative to rest.
    parathyroid : float or array
        Parathyroid hormone as a multiple of its baseline.
    rankl_block : float or array
        Share of free RANKL that is neutralized.
    p : named tuple with the symbols of ``lemaire2004`` and ``chain_bone``, the cells at rest
        ``R_rest``, ``B_rest``, ``C_rest`` (pM) and ``pth_rest`` (πP at baseline)

    Returns
    -------
    tuple (dR/dt, dB/dt, dC/dt)

    Source: Lemaire et al. 2004, J Theor Biol 229:293; multipliers calibrated.
    """
    z = 1 - Hf
    wnt = 2 / (1 + positive(Y))
    aged = exp(-p.aging * (time - p.aging_day) / DAYS_PER_YEAR)
    m_R = wnt**p.wnt_R * positive(IGF) ** p.igf_R * aged
    dR, dB, dC = lemaire_cells(
        R * p.R_rest,
        B * p.B_rest,
        C * p.C_rest,
        p.pth_rest * parathyroid,
        p,
        m_R,
        exp(p.a_B * z),
        exp(p.a_L * z) * (1 - rankl_block),
        exp(-p.a_O * z) * wnt**p.wnt_O,
        exp(-p.a_A * z),
    )
    return p.s_B * dR / p.R_rest, p.s_B * dB / p.B_rest, p.s_C * dC / p.C_rest


@formula
def bone_rates(time, state, H, drugs, p):
    """Rates of the nine quantities of ``BONE``.

        dHf/dt  = (H − Hf)/τH
        dIGF/dt = (IGF drive − IGF)/τ

    and the equations of :func:`sclerostin_rate`, :func:`bone_cell_rates`,
    :func:`course_utils.physiology.bone.volume.volume_rate` and
    :func:`course_utils.physiology.bone.volume.mineralization_rate`.

    Parameters
    ----------
    time : float
        Days since the scenario started.
    state : sequence of nine
        All relative to the healthy young adult.
    H : float or array
        Hormone signal, see :func:`hormone_signal`.
    drugs : sequence of four
        IGF drive (multiple of baseline), parathyroid hormone (multiple of baseline), shares of
        sclerostin and of free RANKL that are neutralized.
    p : named tuple, as in :func:`bone_cell_rates`

    Returns
    -------
    tuple of nine, per day
    """
    Hf, Y, R, B, C, Vt, Vc, M, IGF = state
    igf_drive, parathyroid, sclerostin_block, rankl_block = drugs
    dR, dB, dC = bone_cell_rates(time, Hf, Y, R, B, C, IGF, parathyroid, rankl_block, p)
    return (
        (H - Hf) / p.tau_H,
        sclerostin_rate(Y, Hf, Vt, Vc, sclerostin_block, p),
        dR,
        dB,
        dC,
        volume_rate(Vt, B, C, p.k_t, p.adapt_t, p.regain),
        volume_rate(Vc, B, C, p.k_c, p.adapt_c, p.regain),
        mineralization_rate(M, C, p),
        (igf_drive - IGF) / p.tau_IGF,
    )
