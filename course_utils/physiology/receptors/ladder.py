"""The first rungs from concentration to effect: occupancy, competition, efficacy, two states.

Each rung keeps the one below as a limit. All assume equilibrium and one binding site per
receptor. The full model of the course is :mod:`course_utils.physiology.receptors.partition`.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.receptors.checks import nonnegative, positive


def occupancy(concentration, dissociation):
    """Fraction of receptors bound at equilibrium by one ligand.

        θ = C / (C + K)

    Parameters
    ----------
    concentration : float or array (n,)
        Unbound ligand, in the unit of ``dissociation`` (for example nM); not negative.
    dissociation : float or array
        K, the concentration that fills half of the receptors; positive.

    Returns
    -------
    float or array (n,)
        θ between 0 and 1.

    Raises
    ------
    ValueError
        If a concentration is negative or K is not positive.

    Leaves out: efficacy, competitors, ligand bound to plasma proteins, depletion of the ligand.
    Source: law of mass action (Langmuir 1918, recalled).
    """
    concentration = nonnegative(concentration, "The concentration")
    return concentration / (concentration + positive(dissociation, "The dissociation constant"))


def competitive_occupancy(concentrations, dissociations):
    """Fraction of receptors held by each of several ligands that share one site.

        θ_i = (C_i/K_i) / (1 + Σ_j C_j/K_j)

    Parameters
    ----------
    concentrations : sequence of m floats or arrays (n,)
        Unbound ligands, each in the unit of its own K; not negative.
    dissociations : sequence of m floats
        K_i; positive.

    Returns
    -------
    array (m,) or (m, n)
        One row per ligand; the empty fraction is 1 minus the sum of the rows.

    Raises
    ------
    ValueError
        If the numbers of ligands differ, a concentration is negative or a K is not positive.

    Leaves out: efficacy; that ligands change the receptor for its partners (partition function).
    Source: law of mass action for competing ligands (Gaddum 1937).
    """
    if len(concentrations) != len(dissociations):
        raise ValueError(
            f"Each ligand needs one concentration and one K; got {len(concentrations)} "
            f"concentrations and {len(dissociations)} dissociation constants."
        )
    pairs = zip(concentrations, dissociations, strict=True)
    ratios = [
        nonnegative(c, "A concentration") / positive(k, "A dissociation constant") for c, k in pairs
    ]
    ratios = np.stack(np.broadcast_arrays(*ratios))
    return ratios / (1 + ratios.sum(axis=0))


def competitive_signal(concentrations, dissociations, efficacies):
    """Signal of several ligands on one site: each occupancy weighs as much as its efficacy.

        S = Σ ε_i·θ_i

    Parameters
    ----------
    concentrations, dissociations
        As in :func:`competitive_occupancy`.
    efficacies : sequence of m floats
        ε_i, 0 for a pure antagonist, 1 for a full agonist.

    Returns
    -------
    float or array (n,)

    Leaves out: spare receptors (a signal can saturate before occupancy does) and basal activity.
    """
    occupied = competitive_occupancy(concentrations, dissociations)
    return np.tensordot(nonnegative(efficacies, "An efficacy", "no unit"), occupied, axes=1)


def hill(concentration, half, slope=1.0):
    """Empirical S-curve.

        E = C^n / (C^n + C50^n)

    Parameters
    ----------
    concentration : float or array (n,)
        In the unit of ``half``; not negative.
    half : float
        C50; positive.
    slope : float
        n; positive. 1 gives :func:`occupancy`.

    Leaves out: a mechanism. The slope counts neither sites nor molecules.
    Source: Hill 1910 (recalled).
    """
    ratio = nonnegative(concentration, "The concentration") / positive(half, "C50")
    raised = ratio ** positive(slope, "The slope", "no unit")
    return raised / (1 + raised)


def operational(agonist, dissociation, tau, slope=1.0):
    """Effect as a fraction of the greatest effect the tissue can give.

        E = (τ·A)^n / [(K_A + A)^n + (τ·A)^n];   with n = 1  E = τ·A/[(K_A + A) + τ·A]

    Parameters
    ----------
    agonist : float or array (n,)
        Unbound agonist, in the unit of ``dissociation``; not negative.
    dissociation : float
        K_A, affinity; positive.
    tau : float or array
        τ, receptors over the number that gives half of the greatest effect; not negative.
    slope : float
        n of the transducer; positive.

    Returns
    -------
    float or array (n,)
        E between 0 and 1. With small τ, E/τ is the occupancy.

    Raises
    ------
    ValueError
        If a concentration or τ is negative, or K_A or n is not positive.

    Leaves out: basal activity without ligand, and which partner proteins make τ large.
    Source: Black and Leff 1983 (Proc R Soc Lond B 220:141).
    """
    agonist = nonnegative(agonist, "The agonist")
    slope = positive(slope, "The slope", "no unit")
    drive = (nonnegative(tau, "The transducer ratio tau", "no unit") * agonist) ** slope
    return drive / ((positive(dissociation, "K_A") + agonist) ** slope + drive)


def maximal_effect(tau, slope=1.0):
    """Effect at full occupancy in the operational model: Emax = τ^n/(1 + τ^n)."""
    drive = nonnegative(tau, "The transducer ratio tau", "no unit") ** slope
    return drive / (1 + drive)


def half_effect_concentration(dissociation, tau, slope=1.0):
    """Concentration of half the agonist's own maximal effect in the operational model.

        EC50 = K_A / [(2 + τ^n)^(1/n) − 1];   with n = 1  K_A/(1 + τ)

    Parameters
    ----------
    dissociation : float
        K_A; positive.
    tau : float or array
        τ; not negative.
    slope : float
        n; positive.
    """
    tau = nonnegative(tau, "The transducer ratio tau", "no unit")
    slope = positive(slope, "The slope", "no unit")
    return positive(dissociation, "K_A") / ((2 + tau**slope) ** (1 / slope) - 1)


def del_castillo_katz(concentration, dissociation, gating):
    """Active fraction when a bound receptor still has to change shape: A+R ⇌ AR ⇌ AR*.

        P = E·c/(1 + c·(1 + E)),   c = C/K,   E = [AR*]/[AR]

    Parameters
    ----------
    concentration : float or array (n,)
        In the unit of ``dissociation``; not negative.
    dissociation : float
        K of the inactive shape; positive.
    gating : float
        E, the efficacy as an equilibrium constant; not negative.

    Leaves out: activity of the empty receptor (see :func:`two_state`).
    Source: del Castillo and Katz 1957.
    """
    ratio = nonnegative(concentration, "The concentration") / positive(dissociation, "K")
    gating = nonnegative(gating, "The gating constant", "no unit")
    return gating * ratio / (1 + ratio * (1 + gating))


def two_state(concentration, dissociation, basal, preference):
    """Active fraction of a receptor that also changes shape without ligand.

        P = L·(1 + α·c) / [1 + c + L·(1 + α·c)],   c = C/K,   L = [R*]/[R]

    Parameters
    ----------
    concentration : float or array (n,)
        In the unit of ``dissociation``; not negative.
    dissociation : float
        K at the inactive shape R; positive.
    basal : float
        L, active over inactive receptors without ligand; positive.
    preference : float
        α: how much tighter the ligand holds R*. Above 1 agonist, 1 neutral antagonist,
        below 1 inverse agonist; not negative.

    Returns
    -------
    float or array (n,)
        From L/(1+L) without ligand to αL/(1+αL) at saturation; with L → 0 and αL = E it is
        :func:`del_castillo_katz`.

    Leaves out: a third shape. Tamoxifen-like and raloxifene-like shapes need the partition
    function.
    Source: two-state model of allosteric receptors (Monod, Wyman and Changeux 1965, recalled).
    """
    ratio = nonnegative(concentration, "The concentration") / positive(dissociation, "K")
    basal = positive(basal, "The basal equilibrium L", "no unit")
    active = basal * (1 + nonnegative(preference, "The preference alpha", "no unit") * ratio)
    return active / (1 + ratio + active)
