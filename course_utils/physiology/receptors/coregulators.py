"""Can one dial per drug and one dial per tissue explain selectivity? The rank-one test.

If ε = 1/(1 + ρ·χ), the odds (1 − ε)/ε are ρ·χ: every row of the table is a multiple of every
other. The uterus breaks it. The full model has two co-activators and a co-repressor instead
(:mod:`course_utils.physiology.receptors.partition`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from course_utils.physiology.receptors.checks import nonnegative, share
from course_utils.physiology.receptors.teaching import tissue_efficacies


class RankOneFit(NamedTuple):
    """Best account of a tissue table with one dial per ligand and one per tissue.

    ``preference`` is ρ per ligand, ``balance`` is χ per tissue (1 in the first tissue), ``fold``
    the observed odds over ρ·χ (1 everywhere if one dial per tissue were enough).
    """

    preference: object
    balance: object
    fold: object
    worst: float


def coregulator_efficacy(preference, balance):
    """Efficacy from one dial of the ligand and one dial of the tissue.

        ε = 1/(1 + ρ·χ)

    Parameters
    ----------
    preference : float or array
        ρ, how much the ligand-shaped receptor prefers co-repressor; not negative.
    balance : float or array
        χ, co-repressor over co-activator in the cell; not negative.

    Leaves out: a second dial. The table of tissues needs one; see :func:`rank_one_fit`.
    """
    product = nonnegative(preference, "rho", "no unit") * nonnegative(balance, "chi", "no unit")
    return 1 / (1 + product)


def efficacy_odds(efficacies):
    """Odds against pressing, (1 − ε)/ε: ρ·χ if one dial per tissue were enough; ∞ at ε = 0."""
    values = np.asarray(share(efficacies, "An efficacy"))
    with np.errstate(divide="ignore"):
        odds = (1 - values) / values
    if hasattr(efficacies, "columns"):
        return type(efficacies)(odds, index=efficacies.index, columns=efficacies.columns)
    return odds.item() if odds.ndim == 0 else odds


def rank_one_fit(efficacies=None):
    """Fit odds = ρ·χ to a table of efficacies, by least squares on the logarithms.

    Parameters
    ----------
    efficacies : DataFrame, optional
        Ligands × tissues; the teaching table without estradiol unless given. Cells with ε of
        0 or 1 have no finite log odds and are left out.

    Returns
    -------
    RankOneFit
        ``worst`` is the largest fold error in either direction: 1 means rank one.

    Raises
    ------
    ValueError
        If a row or column has no usable cell.
    """
    table = tissue_efficacies().drop(index="estradiol") if efficacies is None else efficacies
    logs = np.log(efficacy_odds(table).where((table > 0) & (table < 1)))
    if logs.isna().all(axis=0).any() or logs.isna().all(axis=1).any():
        raise ValueError("Each ligand and each tissue needs one efficacy above 0 and below 1.")
    rho, chi = _additive_fit(logs.to_numpy())
    fold = np.exp(logs - np.add.outer(rho, chi))
    worst = float(np.exp(np.nanmax(np.abs(np.log(fold.to_numpy())))))
    row = logs.sum(axis=1) * 0 + np.exp(rho)
    return RankOneFit(row, logs.sum(axis=0) * 0 + np.exp(chi), fold, worst)


def _additive_fit(logs):
    """Least-squares row and column effects of the cells that are present; first column 0."""
    rows, columns = np.nonzero(np.isfinite(logs))
    cells = np.arange(rows.size)
    design = np.zeros((rows.size, sum(logs.shape)))
    design[cells, rows] = 1
    design[cells, logs.shape[0] + columns] = 1
    best = np.linalg.lstsq(design, logs[rows, columns], rcond=None)[0]
    row, column = best[: logs.shape[0]], best[logs.shape[0] :]
    return row + column[0], column - column[0]
