"""GnRH drive, GnRH receptor, the pool of LH and LH itself: shared by both sexes.

Mean field: pulses are averaged out. A GnRH agonist first empties the pool of LH (flare), then
removes receptors; an antagonist blocks them at once. The flare itself needs receptors, so a
later depot meets few of them and hardly flares. GnRH keeps up its own receptors, so they fade
behind an antagonist. The published model (Tornøe 2007) has no loss of receptors; it needs
another LH clearance to stay suppressed by an agonist, and escapes a monthly antagonist.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import formula, lesser, positive, saturating


@formula
def aromatase_block(anastrozole, p):
    """Share of whole-body aromatization that anastrozole stops: I = AI_max·c/(c + AI_half).

    Parameters
    ----------
    anastrozole : float or array
        Plasma concentration, nM.
    p : named tuple with the symbols of ``chain_axis``

    Returns
    -------
    float or array
        Between 0 and ``AI_max``.
    """
    return p.AI_max * anastrozole / (anastrozole + p.AI_half)


@formula
def gnrh_drugs(triptorelin, degarelix, p):
    """What a GnRH agonist and an antagonist do at the receptor.

        oA  = c^γ/(c^γ + EC50^γ)         stimulation of release by the agonist
        oAd = c^γd/(c^γd + EC50d^γd)     loss of receptors to the agonist
        oD  = Imax·c^δ/(c^δ + IC50^δ)    block by the antagonist

    Parameters
    ----------
    triptorelin, degarelix : float or array
        Plasma concentrations, ng/mL.
    p : named tuple with the symbols of ``chain_axis``

    Returns
    -------
    tuple of three floats or arrays between 0 and 1

    Source: Tornøe et al. 2007, Br J Clin Pharmacol 63:648; the loss of receptors is calibrated.
    """
    agonist, antagonist = positive(triptorelin), positive(degarelix)
    return (
        saturating(agonist, p.EC50, p.gamma_A),
        saturating(agonist, p.EC50_down, p.gamma_down),
        p.Imax * saturating(antagonist, p.IC50, p.delta_D),
    )


@formula
def pituitary_rates(G, P, Rg, LH, feedback, drugs, p):
    """Rates of GnRH drive, LH pool, GnRH receptors and LH.

        dG/dt  = (d·N − G)/τG
        dP/dt  = krel·[G·g·(1 − oD) − P·ρ],   g = Rg³,   ρ = (1 + Emax·oA·Rg^n)(1 − oD)
        dRg/dt = k_r·(1 − oD − Rg) − k_down·oAd·Rg
        dLH/dt = keLH·[π·LH0·P·ρ − LH]

    Parameters
    ----------
    G, P, Rg : float or array
        GnRH drive, LH pool and GnRH receptors, relative to rest.
    LH : float or array
        IU/L.
    feedback : float or array
        N, 1 at rest; falls with estradiol and testosterone.
    drugs : tuple
        oA, oAd, oD of :func:`gnrh_drugs`.
    p : named tuple with the symbols of ``chain_axis``, ``drive`` (d) and ``pituitary`` (π)

    Returns
    -------
    tuple (dG/dt, dP/dt, dRg/dt, dLH/dt), per day

    Source: Tornøe et al. 2007, Br J Clin Pharmacol 63:648, with a GnRH drive and receptor loss.
    """
    stimulated, lost, blocked = drugs
    release = P * (1 + p.Emax * stimulated * positive(Rg) ** p.n_gate) * (1 - blocked)
    refill = G * Rg**p.n_receptor * (1 - blocked)
    return (
        (p.drive * feedback - G) / p.tau_G,
        p.k_rel * (refill - release),
        p.k_recover * (1 - blocked - Rg) - p.k_down * lost * Rg,
        p.k_LH * (p.pituitary * p.LH0 * release - LH),
    )


@formula
def fsh_rate(FSH, G, P, Rg, feedback, drugs, p):
    """Rate of FSH, which follows GnRH less steeply than LH and answers inhibin B.

        dFSH/dt = keF·{π·FSH0·NF·g·d^0.3·(1 + 0.3·Emax·oA·P)(1 − oD)·min(1, G)^0.6 − FSH}

    Parameters as in :func:`pituitary_rates`; ``feedback`` is NF, 1 at rest; ``p`` also has
    ``FSH0``. The three exponents and shares are ``fsh_drive``, ``fsh_flare`` and ``fsh_pool``.

    Returns
    -------
    float or array, IU/L per day

    Source: calibrated.
    """
    stimulated, _lost, blocked = drugs
    synthesis = Rg**p.n_receptor * p.drive**p.fsh_drive * lesser(1.0, positive(G)) ** p.fsh_pool
    flare = (1 + p.fsh_flare * p.Emax * stimulated * P) * (1 - blocked)
    return p.k_F * (p.pituitary * p.FSH0 * feedback * synthesis * flare - FSH)
