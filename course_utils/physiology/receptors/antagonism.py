"""What a blocker does to an agonist's curve: sideways, down, or both."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.receptors.checks import nonnegative, positive, share
from course_utils.physiology.receptors.ladder import operational


def dose_ratio(antagonist, antagonist_dissociation):
    """How many times more agonist gives the same effect beside a competitive antagonist.

        r = 1 + B/K_B

    Parameters
    ----------
    antagonist : float or array (n,)
        B, unbound, in the unit of K_B; not negative.
    antagonist_dissociation : float
        K_B; positive.

    Raises
    ------
    ValueError
        If B is negative or K_B is not positive.

    Leaves out: irreversible, allosteric and partial-agonist blockers.
    Source: Gaddum 1937; Arunlakshana and Schild 1959.
    """
    antagonist = nonnegative(antagonist, "The antagonist")
    return 1 + antagonist / positive(antagonist_dissociation, "K_B")


def apparent_dissociation(dissociation, competitor, competitor_dissociation):
    """K of a ligand as it appears beside a competitor: K·(1 + B/K_B).

    Parameters and errors as in :func:`dose_ratio`; ``dissociation`` must be positive.
    """
    return positive(dissociation, "K") * dose_ratio(competitor, competitor_dissociation)


def gaddum(agonist, dissociation, antagonist, antagonist_dissociation):
    """Occupancy by an agonist beside a competitive antagonist.

        θ_A = A / [A + K_A·(1 + B/K_B)]

    Parameters
    ----------
    agonist, antagonist : float or array (n,)
        A and B, unbound, each in the unit of its own K; not negative.
    dissociation, antagonist_dissociation : float
        K_A and K_B; positive.

    Leaves out: efficacy of either ligand.
    Source: Gaddum 1937.
    """
    agonist = nonnegative(agonist, "The agonist")
    apparent = apparent_dissociation(dissociation, antagonist, antagonist_dissociation)
    return agonist / (agonist + apparent)


def antagonized_effect(agonist, dissociation, tau, antagonist, antagonist_dissociation):
    """Operational effect beside a competitive antagonist: K_A replaced by K_A·(1 + B/K_B).

    The curve moves right by the dose ratio and keeps its top.
    Parameters as in :func:`gaddum` and
    :func:`~course_utils.physiology.receptors.ladder.operational`.
    """
    apparent = apparent_dissociation(dissociation, antagonist, antagonist_dissociation)
    return operational(agonist, apparent, tau)


def irreversible_occupancy(concentration, dissociation, inactivation, time):
    """Fraction of receptors lost to a ligand that first binds, then stays for good.

        f = 1 − exp[−k·C/(C + K)·t]

    Parameters
    ----------
    concentration : float or array (n,)
        Unbound ligand, constant in time, in the unit of K; not negative.
    dissociation : float
        K of the reversible first step; positive.
    inactivation : float
        k, 1/time, of the lasting second step; not negative.
    time : float or array
        t, in the time unit of k; not negative.

    Leaves out: new receptors made meanwhile, depletion of the ligand.
    Source: rapid first step followed by first-order inactivation (Kitz and Wilson 1962, recalled).
    """
    concentration = nonnegative(concentration, "The concentration")
    reversible = concentration / (concentration + positive(dissociation, "K"))
    rate = nonnegative(inactivation, "The inactivation rate", "1/time") * reversible
    return -np.expm1(-rate * nonnegative(time, "The time", "time unit of the rate"))


def effect_after_inactivation(agonist, dissociation, tau, fraction_left):
    """Operational effect when only a fraction q of the receptors is left: τ becomes q·τ.

    With a large τ the curve first moves right (spare receptors), then its top falls.

    Parameters
    ----------
    agonist, dissociation, tau
        As in :func:`~course_utils.physiology.receptors.ladder.operational`.
    fraction_left : float or array
        q, between 0 and 1.

    Source: Black and Leff 1983, τ is proportional to the number of receptors.
    """
    return operational(agonist, dissociation, tau * share(fraction_left, "The fraction left"))
