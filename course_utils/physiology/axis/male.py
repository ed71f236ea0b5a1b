"""The male axis, mean field: LH drives testosterone, aromatase makes estradiol, both restrain LH.

Twelve quantities of a man: the six of the pituitary (G, P, Rg, LH, FSH, InhB), testosterone,
estradiol, Leydig capacity and three steps of sperm formation. A patient is a healthy man with
some multipliers changed: GnRH drive d, pituitary π, Leydig λ, Sertoli σ, aromatase χ. Left out:
pulses, day rhythm, SHBG, local estradiol, illness.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import formula, greater, lesser, positive, saturating
from course_utils.physiology.axis.pituitary import (
    aromatase_block,
    fsh_rate,
    gnrh_drugs,
    pituitary_rates,
)

MALE_AXIS = ("G", "P", "Rg", "LH", "FSH", "InhB", "T", "E2", "LC", "Sp1", "Sp2", "Sp3")


@formula
def male_feedback(e, a, p):
    """How much GnRH the brain releases, 1 at rest: N = (1+φE+φA)/(1 + φE·e^hE + φA·a^hA).

    Parameters
    ----------
    e : float or array
        Stimulus at the estrogen receptor of hypothalamus and pituitary, relative to rest.
    a : float or array
        Testosterone relative to rest.
    p : named tuple with ``phi_E``, ``phi_A``, ``h_E``, ``h_A``
    """
    return (1 + p.phi_E + p.phi_A) / (1 + p.phi_E * e**p.h_E + p.phi_A * a**p.h_A)


@formula
def male_fsh_feedback(e, InhB, p):
    """Feedback on FSH, 1 at rest: NF = (1+φFE+φFI)/(1 + φFE·e + φFI·InhB)."""
    return (1 + p.phi_FE + p.phi_FI) / (1 + p.phi_FE * e + p.phi_FI * InhB)


@formula
def lh_effect(LH, p):
    """H3 of the paper: Lmax·LH^κ/(L50^κ + LH^κ)."""
    return p.Lmax * saturating(LH, p.L50, p.kappa)


@formula
def testosterone_production(LH, LC, p):
    """Testosterone made by the testis, ng/dL per day.

        prod = λ·LC·keT·(T0 − T_adrenal)·(1 + H3(LH))/(1 + H3(LH0))

    Parameters
    ----------
    LH : float or array
        LH and anything that acts like it, IU/L; must not be negative.
    LC : float or array
        Leydig capacity, 1 at rest.
    p : named tuple with the symbols of ``chain_male`` and ``leydig`` (λ)

    Source: Tornøe et al. 2007, Br J Clin Pharmacol 63:648, with an adrenal part and Leydig
    capacity.
    """
    rise = (1 + lh_effect(LH, p)) / (1 + lh_effect(p.LH0, p))
    return p.leydig * LC * p.k_T * (p.T0 - p.T_adrenal) * rise


@formula
def leydig_rate(LC, LH, p):
    """Leydig capacity follows LH: dLC/dt = [max·LH/(LH + (max−1)·LH0) − LC]/τL."""
    return (p.leydig_max * LH / (LH + (p.leydig_max - 1) * p.LH0) - LC) / p.tau_L


@formula
def estradiol_of_a_man(T, block, p):
    """Estradiol that aromatase makes from testosterone: χ(1−I)[E_adrenal + (E0−E_adrenal)·T/T0].

    Parameters
    ----------
    T : float or array
        ng/dL.
    block : float or array
        I of :func:`aromatase_block`.
    p : named tuple with the symbols of ``chain_male`` and ``aromatase`` (χ)

    Returns
    -------
    float or array, pg/mL
    """
    return p.aromatase * (1 - block) * (p.E_adrenal + (p.E0 - p.E_adrenal) * T / p.T0)


@formula
def sperm_support(ITT, f, p):
    """How strongly testis testosterone and FSH support sperm formation, 1 at rest.

        spr = σ·min(1.6, (1+s)·ITT²/(ITT²+s))·(1+u)·f/(f+u)

    Parameters
    ----------
    ITT : float or array
        Testosterone production of the testis relative to rest.
    f : float or array
        FSH relative to rest.
    p : named tuple with ``sertoli`` (σ), ``sperm_T`` (s), ``sperm_F`` (u), ``sperm_max``
    """
    by_testosterone = (1 + p.sperm_T) * ITT * ITT / (ITT * ITT + p.sperm_T)
    by_fsh = (1 + p.sperm_F) * f / (f + p.sperm_F)
    return p.sertoli * lesser(p.sperm_max, by_testosterone) * by_fsh


@formula
def inhibin_rate(InhB, Sp1, f, p):
    """dInhB/dt = [min(max, σ·(s·Sp1/σ + (1−s)·f)) − InhB]/τ, with σ kept off 0 in the ratio."""
    germ_cells = p.inhibin_sperm * Sp1 / greater(p.sertoli, p.sertoli_floor)
    target = p.sertoli * (germ_cells + (1 - p.inhibin_sperm) * f)
    return (lesser(p.inhibin_max, target) - InhB) / p.tau_I


@formula
def male_axis_rates(state, e, drugs, p):
    """Rates of the twelve quantities of ``MALE_AXIS``.

        dT/dt   = prod + keT·T_adrenal + testosterone given − keT·T
        dE2/dt  = keE·{χ(1−I)[E_adrenal + (E0−E_adrenal)·T/T0] − E2}
        dSp1/dt = (spr − Sp1)/τS,  dSp2/dt = (Sp1 − Sp2)/τS,  dSp3/dt = (Sp2 − Sp3)/τS

    and the equations of :func:`pituitary_rates`, :func:`fsh_rate`, :func:`leydig_rate` and
    :func:`inhibin_rate`.

    Parameters
    ----------
    state : sequence of twelve
        LH and FSH in IU/L, T in ng/dL, E2 in pg/mL, all others relative to rest.
    e : float or array
        Estrogen stimulus of hypothalamus and pituitary, relative to rest.
    drugs : sequence of five
        Anastrozole nM, triptorelin ng/mL, degarelix ng/mL, testosterone given ng/dL per day,
        hCG-like activity IU/L of LH.
    p : named tuple with the symbols of ``chain_axis``, ``chain_male`` and the five multipliers

    Returns
    -------
    tuple of twelve, per day

    Source: Tornøe et al. 2007 for LH and testosterone; the rest calibrated.
    """
    G, P, Rg, LH, FSH, InhB, T, E2, LC, Sp1, Sp2, Sp3 = state
    anastrozole, triptorelin, degarelix, testosterone_given, gonadotropin = drugs
    at_receptor = gnrh_drugs(triptorelin, degarelix, p)
    leydig_drive, f = positive(LH) + gonadotropin, FSH / p.FSH0
    made = testosterone_production(leydig_drive, LC, p)
    support = sperm_support(made / (p.k_T * (p.T0 - p.T_adrenal)), f, p)
    dG, dP, dRg, dLH = pituitary_rates(G, P, Rg, LH, male_feedback(e, T / p.T0, p), at_receptor, p)
    return (
        dG,
        dP,
        dRg,
        dLH,
        fsh_rate(FSH, G, P, Rg, male_fsh_feedback(e, InhB, p), at_receptor, p),
        inhibin_rate(InhB, Sp1, f, p),
        made + p.k_T * (p.T_adrenal - T) + testosterone_given,
        p.k_E * (estradiol_of_a_man(T, aromatase_block(anastrozole, p), p) - E2),
        leydig_rate(LC, leydig_drive, p),
        (support - Sp1) / p.tau_S,
        (Sp1 - Sp2) / p.tau_S,
        (Sp2 - Sp3) / p.tau_S,
    )
