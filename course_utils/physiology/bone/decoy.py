"""OPG as a decoy: how much RANKL it leaves free to occupy RANK.

A teaching model in arbitrary units. It holds the two amounts fixed and lets them bind to
equilibrium; it leaves out production and removal, the RANKL that RANK itself holds, and the
cells. The Lemaire and Pivonka models of this package put those back.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.parameters import parameter_set

DECOY = parameter_set("rankl_decoy")


def trapped_rankl(rankl, opg, dissociation=DECOY["Kd"]):
    """RANKL bound to OPG at equilibrium, both amounts being used up by the binding.

        x² − (L + O + Kd)·x + L·O = 0,   smaller root, written without cancellation:
        x = 2·L·O / [s + √(s² − 4·L·O)],   s = L + O + Kd

    Parameters
    ----------
    rankl, opg : float or array (n,)
        Total L and O, same arbitrary units; must not be negative.
    dissociation : float
        Kd, same units; must be positive.

    Returns
    -------
    float or array (n,)
        Between 0 and the smaller of the two amounts.

    Raises
    ------
    ValueError
        If an amount is negative or the dissociation constant is not positive.

    Source: law of mass action for one ligand and one decoy.
    """
    rankl, opg = _amount(rankl, "RANKL"), _amount(opg, "OPG")
    _positive(dissociation, "The dissociation constant of RANKL and OPG")
    total = rankl + opg + dissociation
    gap = (rankl - opg) ** 2 + dissociation * (2 * (rankl + opg) + dissociation)
    return 2 * rankl * opg / (total + np.sqrt(gap))


def free_rankl(rankl, opg, dissociation=DECOY["Kd"]):
    """RANKL that OPG leaves free.

        L_free = L − [(L + O + Kd) − √((L + O + Kd)² − 4·L·O)]/2

    computed as the positive root of F² + (O − L + Kd)·F − Kd·L = 0 without cancellation.

    Parameters and errors as in :func:`trapped_rankl`.

    Returns
    -------
    float or array (n,)
        Same units; between 0 and ``rankl``.
    """
    rankl, opg = _amount(rankl, "RANKL"), _amount(opg, "OPG")
    _positive(dissociation, "The dissociation constant of RANKL and OPG")
    excess = rankl - opg - dissociation
    root = np.sqrt(excess**2 + 4 * dissociation * rankl)
    spared = 2 * dissociation * rankl / (root + np.abs(excess))
    return np.where(excess > 0, (excess + root) / 2, spared)[()]


def rank_occupancy(rankl, opg, dissociation=DECOY["Kd"], half_occupancy=DECOY["Kr"]):
    """Fraction of RANK occupied by the RANKL that OPG leaves free.

        occupancy = L_free/(Kr + L_free)

    Parameters
    ----------
    rankl, opg : float or array (n,)
        Total L and O, arbitrary units; must not be negative.
    dissociation, half_occupancy : float
        Kd of RANKL and OPG, and Kr, the free RANKL at half occupancy, same units; positive.

    Returns
    -------
    float or array (n,)
        Between 0 and 1.

    Raises
    ------
    ValueError
        If an amount is negative or a constant is not positive.

    Source: teaching assumption; RANK is taken to hold a negligible part of the RANKL.
    """
    _positive(half_occupancy, "The RANKL that occupies half of RANK")
    free = free_rankl(rankl, opg, dissociation)
    return free / (half_occupancy + free)


def _amount(value, name):
    amount = np.asarray(value, dtype=float)
    if not np.all(amount >= 0):
        raise ValueError(f"The amount of {name} cannot be negative or missing; got {value}.")
    return amount[()]


def _positive(value, name):
    if not np.all(np.asarray(value, dtype=float) > 0):
        raise ValueError(f"{name} must be positive; got {value}.")
