"""Who holds the receptor, in which shape and with which partner: readouts of the partition.

Symbols are those of :mod:`course_utils.physiology.receptors.partition`.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.receptors.checks import known
from course_utils.physiology.receptors.mixtures import LIGANDS
from course_utils.physiology.receptors.terms import (
    SHAPES,
    SUBTYPES,
    receptor_parameters,
    shape_shares,
    shape_weights,
    tissue_terms,
)


def occupancies(tissue, concentrations, subtype="alpha", parameters=None):
    """Share of receptors held by each ligand, and the empty share.

        θ_i = x_i·Q̄_i/Z,   θ_0 = Q_0/Z,   θ_0 + Σθ_i = 1

    Parameters
    ----------
    tissue : str
        One of ``TISSUES``.
    concentrations : sequence of ten floats or arrays (n,)
        From :func:`~course_utils.physiology.receptors.mixtures.mixture`.
    subtype : str
        ``"alpha"`` or ``"beta"``.
    parameters : mapping, optional
        Parameter sets by name, as in
        :func:`~course_utils.physiology.receptors.terms.receptor_parameters`.

    Returns
    -------
    dict
        ``"empty"`` and the ten ligands → float or array (n,).

    Raises
    ------
    KeyError
        If the tissue, the subtype or a parameter set is unknown.
    """
    terms = tissue_terms(tissue, parameters)
    ratios = _ratios(terms, concentrations, subtype)
    held = [x * q for x, q in zip(ratios, terms.total, strict=True)]
    everything = terms.apo + sum(held)
    shares = [weight / everything for weight in (terms.apo, *held)]
    return dict(zip(("empty", *LIGANDS), shares, strict=True))


def shape_fractions(tissue, concentrations, subtype="alpha", parameters=None):
    """Share of receptors that are empty or in shape A, T or R.

        θ_k = Σ_i x_i·p_ik·Q_k/Z

    Parameters and errors as in :func:`occupancies`. Returns a dict with the keys ``"empty"``,
    ``"A"``, ``"T"`` and ``"R"``; the four add up to 1.
    """
    _, total, apo, bound = _by_shape(tissue, concentrations, subtype, parameters)
    weights = (apo, *(b * q for b, q in zip(bound, total, strict=True)))
    return _normalized(("empty", *SHAPES), weights)


def coregulator_fractions(tissue, concentrations, subtype="alpha", parameters=None):
    """Share of receptors without partner and with each of the three partners.

    Parameters and errors as in :func:`occupancies`. Returns a dict with the keys ``"none"``,
    ``"coactivator_1"``, ``"coactivator_2"`` and ``"corepressor"``; the four add up to 1, and
    the two co-activators together are the stimulus of this subtype.
    """
    sets = receptor_parameters(parameters)
    shapes, tissues = sets["er_conformations"], sets["er_tissues"]
    _, _, apo, bound = _by_shape(tissue, concentrations, subtype, parameters)
    weights = [1 + sum(bound)]
    for partner, supply in zip("12r", ("a1", "a2", "r"), strict=True):
        held = sum(b * shapes[f"K_{k}{partner}"] for k, b in zip(SHAPES, bound, strict=True))
        weights.append(held * tissues[f"{supply}_{tissue}"])
    weights[-1] = weights[-1] + apo - 1
    return _normalized(("none", "coactivator_1", "coactivator_2", "corepressor"), weights)


def _by_shape(tissue, concentrations, subtype, parameters):
    """A_k, Q_k, Q_0 and Σ_i x_i·p_ik of each shape."""
    sets = receptor_parameters(parameters)
    ratios = _ratios(tissue_terms(tissue, parameters), concentrations, subtype)
    shares = [shape_shares(ligand, sets["er_ligands"]) for ligand in LIGANDS]
    bound = [sum(x * p[k] for x, p in zip(ratios, shares, strict=True)) for k in range(len(SHAPES))]
    return (*shape_weights(tissue, sets["er_conformations"], sets["er_tissues"]), bound)


def _normalized(names, weights):
    everything = sum(weights)
    return {name: weight / everything for name, weight in zip(names, weights, strict=True)}


def _ratios(terms, concentrations, subtype):
    reach = getattr(terms, f"reach_{known(subtype, SUBTYPES, 'receptor subtype')}")
    return [x * c for x, c in zip(reach, concentrations, strict=True)]


def intrinsic_efficacy(ligand, tissue, parameters=None):
    """Share of receptors with a co-activator when this ligand holds them all: Ā_i/Q̄_i.

    Raises
    ------
    KeyError
        If the ligand or tissue is unknown.
    """
    terms, place = tissue_terms(tissue, parameters), _place(ligand)
    return terms.active[place] / terms.total[place]


def apparent_dissociation_constant(ligand, tissue, subtype="alpha", parameters=None):
    """Unbound concentration at the receptor that fills half of it in this tissue, nM.

        K_app = K_i·Q_0/Q̄_i

    Co-regulators that prefer the bound receptor tighten the hold of the ligand (linkage).

    Raises
    ------
    KeyError
        If the ligand, the tissue or the subtype is unknown.
    """
    known(subtype, SUBTYPES, "receptor subtype")
    terms, place = tissue_terms(tissue, parameters), _place(ligand)
    intrinsic = receptor_parameters(parameters)["er_ligands"][f"K_{subtype}_{ligand}"]
    return intrinsic * terms.apo / terms.total[place]


def half_occupying_concentration(ligand, tissue, subtype="alpha", parameters=None):
    """Total plasma concentration that fills half of the receptors: pg/mL (E2) or nM (drugs).

    The apparent constant over the unbound, accumulated share that reaches the receptor.
    Errors as in :func:`apparent_dissociation_constant`.
    """
    terms, place = tissue_terms(tissue, parameters), _place(ligand)
    known(subtype, SUBTYPES, "receptor subtype")
    return terms.apo / (getattr(terms, f"reach_{subtype}")[place] * terms.total[place])


def crossover_estradiol(ligand, tissue, subtype="alpha", parameters=None):
    """Estradiol at which adding the ligand changes the stimulus of one subtype by nothing.

        X(E2*) = ε_j,   E2* = E2_half·ε_j/(ε_E − ε_j),   ε = Ā/Q̄

    Below it the ligand raises the stimulus, above it the ligand lowers it, at any dose.

    Returns
    -------
    float
        pg/mL; infinite if the ligand is at least as efficacious as estradiol.

    Leaves out: the second subtype, whose own crossover differs a little.
    """
    efficacy = intrinsic_efficacy(ligand, tissue, parameters)
    gap = intrinsic_efficacy("estradiol", tissue, parameters) - efficacy
    half = half_occupying_concentration("estradiol", tissue, subtype, parameters)
    return half * efficacy / gap if gap > 0 else np.inf


def _place(ligand):
    return LIGANDS.index(known(ligand, LIGANDS, "ligand"))
