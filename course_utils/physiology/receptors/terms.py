"""Terms of the partition function that depend on the tissue and not on concentrations.

Symbols and equations are those of :mod:`course_utils.physiology.receptors.partition`.
"""

from __future__ import annotations

from typing import NamedTuple

from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors.checks import known
from course_utils.physiology.receptors.mixtures import LIGANDS, nanomolar_per_unit

TISSUES = ("bone", "uterus", "breast", "vagina", "hypothalamus_pituitary")
SUBTYPES = ("alpha", "beta")
SHAPES = ("A", "T", "R")
# The sets behind stimulus and signal; readouts of a signal have their own.
SETS = ("er_ligands", "er_conformations", "er_tissues")
ALL_SETS = (*SETS, "er_readouts")


class TissueTerms(NamedTuple):
    """Partition-function terms of one tissue, before the concentrations are known.

    ``apo`` is Q_0; ``active`` Ā_i and ``total`` Q̄_i have one number per ligand; ``reach_alpha``
    and ``reach_beta`` are x_i per unit of concentration; ``beta_share`` is w.
    """

    apo: float
    active: tuple
    total: tuple
    reach_alpha: tuple
    reach_beta: tuple
    beta_share: float
    amplification: float


def receptor_parameters(parameters=None):
    """The parameter sets of the receptor, with the caller's sets in place of the table's.

    Parameters
    ----------
    parameters : mapping, optional
        From set name (one of ``ALL_SETS``) to a ParameterSet or any mapping from symbol to value;
        values may be arrays over persons.

    Raises
    ------
    KeyError
        If a set name is unknown.
    """
    given = dict(parameters or {})
    for name in given:
        known(name, ALL_SETS, "receptor parameter set")
    return {name: given.get(name, parameter_set(name)) for name in ALL_SETS}


def tissue_terms(tissue, parameters=None):
    """Q_0, Ā_i, Q̄_i and the biophase factors of one tissue.

    Parameters
    ----------
    tissue : str
        One of ``TISSUES``.
    parameters : mapping, optional
        As in :func:`receptor_parameters`.

    Returns
    -------
    TissueTerms

    Raises
    ------
    KeyError
        If the tissue or a parameter set is unknown.

    Source: equations in the docstring of this module; numbers mostly calibrated.
    """
    known(tissue, TISSUES, "tissue")
    sets = receptor_parameters(parameters)
    ligands, shapes, tissues = (sets[name] for name in SETS)
    active, total, apo = shape_weights(tissue, shapes, tissues)
    return TissueTerms(
        apo=apo,
        active=tuple(_shape_mean(i, active, ligands) for i in LIGANDS),
        total=tuple(_shape_mean(i, total, ligands) for i in LIGANDS),
        reach_alpha=tuple(_reach(i, "alpha", tissue, ligands, shapes) for i in LIGANDS),
        reach_beta=tuple(_reach(i, "beta", tissue, ligands, shapes) for i in LIGANDS),
        beta_share=tissues[f"w_{tissue}"],
        amplification=_amplification(tissue, tissues),
    )


def shape_weights(tissue, shapes, tissues):
    """A_k and Q_k of the three shapes, and Q_0, in one tissue."""
    a1, a2, r = (tissues[f"{supply}_{tissue}"] for supply in ("a1", "a2", "r"))
    active = [shapes[f"K_{k}1"] * a1 + shapes[f"K_{k}2"] * a2 for k in SHAPES]
    total = [1 + a + shapes[f"K_{k}r"] * r for k, a in zip(SHAPES, active, strict=True)]
    return active, total, 1 + shapes["K_0r"] * r


def shape_shares(ligand, ligands):
    """p_A, p_T, p_R of one ligand; divided by their sum so that any change keeps Σp = 1."""
    shares = [ligands[f"p_{k}_{ligand}"] for k in SHAPES]
    return [share / sum(shares) for share in shares]


def _shape_mean(ligand, weights, ligands):
    shares = shape_shares(ligand, ligands)
    return sum(p * weight for p, weight in zip(shares, weights, strict=True))


def _reach(ligand, subtype, tissue, ligands, shapes):
    # Most pairs of ligand and tissue have no barrier and no row in the table.
    barrier = f"access_{ligand}_{tissue}"
    access = shapes[barrier] if barrier in set(shapes) else 1.0
    unbound = shapes["K_p"] * ligands[f"fu_{ligand}"] * access * nanomolar_per_unit(ligand)
    return unbound / ligands[f"K_{subtype}_{ligand}"]


def _amplification(tissue, tissues):
    # The feedback loop reads the stimulus itself: no amplification between X and signal.
    if f"X50_{tissue}" in set(tissues):
        return 1 / tissues[f"X50_{tissue}"]
    return 0.0
