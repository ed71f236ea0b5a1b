"""Every state of one receptor, one by one: ligand × shape × partner.

The sums of :mod:`course_utils.physiology.receptors.partition` come from these 122 states. Here
each state gets its weight as a product of equilibrium steps, so that detailed balance can be
checked and a student can see who is there.
"""

from __future__ import annotations

from typing import NamedTuple

from course_utils.physiology.receptors.checks import known
from course_utils.physiology.receptors.mixtures import LIGANDS
from course_utils.physiology.receptors.terms import (
    SHAPES,
    SUBTYPES,
    receptor_parameters,
    shape_shares,
    tissue_terms,
)

PARTNERS = {"coactivator_1": ("1", "a1"), "coactivator_2": ("2", "a2"), "corepressor": ("r", "r")}
NOBODY = "none"
EMPTY = "empty"


class Microstate(NamedTuple):
    """Who holds the receptor, its shape and its partner."""

    ligand: str
    shape: str
    partner: str


class Step(NamedTuple):
    """One elementary step and its equilibrium ratio [after]/[before]."""

    before: Microstate
    after: Microstate
    ratio: float


BARE = Microstate(EMPTY, EMPTY, NOBODY)
REPRESSED = Microstate(EMPTY, EMPTY, "corepressor")


def binding_steps(tissue, concentrations, subtype="alpha", parameters=None):
    """Steps that make every state from the bare receptor along one path.

    Ligand and shape first (ratio x_i·p_ik), partner second (ratio K_kp·supply).

    Parameters
    ----------
    tissue, concentrations, subtype, parameters
        As in :func:`~course_utils.physiology.receptors.equilibrium.occupancies`.

    Returns
    -------
    list of Step
        121 steps, a tree over the 122 states.
    """
    known(subtype, SUBTYPES, "receptor subtype")
    sets = receptor_parameters(parameters)
    supplies = _supplies(tissue, sets)
    reach = getattr(tissue_terms(tissue, parameters), f"reach_{subtype}")
    steps = [Step(BARE, REPRESSED, sets["er_conformations"]["K_0r"] * supplies["corepressor"])]
    for ligand, factor, c in zip(LIGANDS, reach, concentrations, strict=True):
        for shape, p in zip(SHAPES, shape_shares(ligand, sets["er_ligands"]), strict=True):
            alone = Microstate(ligand, shape, NOBODY)
            steps.append(Step(BARE, alone, factor * c * p))
            steps += _partner_steps(alone, supplies, sets["er_conformations"])
    return steps


def closing_steps(tissue, concentrations, subtype="alpha", parameters=None):
    """Steps that close cycles: a ligand binds to the receptor that holds a co-repressor.

        ratio = x_i·p_ik·K_kr/K_0r

    The linkage relation: whatever helps the partner to bind helps the ligand by the same factor.
    """
    shapes = receptor_parameters(parameters)["er_conformations"]
    closing = []
    for step in binding_steps(tissue, concentrations, subtype, parameters):
        if step.before == BARE and step.after != REPRESSED:
            after = step.after._replace(partner="corepressor")
            help_ = shapes[f"K_{step.after.shape}r"] / shapes["K_0r"]
            closing.append(Step(REPRESSED, after, step.ratio * help_))
    return closing


def _supplies(tissue, sets):
    return {p: sets["er_tissues"][f"{supply}_{tissue}"] for p, (_, supply) in PARTNERS.items()}


def _partner_steps(alone, supplies, shapes):
    return [
        Step(alone, alone._replace(partner=p), shapes[f"K_{alone.shape}{mark}"] * supplies[p])
        for p, (mark, _) in PARTNERS.items()
    ]


def state_probabilities(tissue, concentrations, subtype="alpha", parameters=None):
    """Probability of each state at equilibrium.

    Parameters
    ----------
    tissue, concentrations, subtype, parameters
        As in :func:`~course_utils.physiology.receptors.equilibrium.occupancies`.

    Returns
    -------
    dict
        Microstate → float or array; the values add up to 1.

    Source: Boltzmann weights; each weight is the product of the ratios along its path.
    """
    weights = {BARE: 1.0}
    for step in binding_steps(tissue, concentrations, subtype, parameters):
        weights[step.after] = weights[step.before] * step.ratio
    everything = sum(weights.values())
    return {state: weight / everything for state, weight in weights.items()}


def state_table(tissue, concentrations, subtype="alpha", parameters=None):
    """The states as a DataFrame with ligand, shape, partner and probability, likely first."""
    import pandas as pd

    probabilities = state_probabilities(tissue, concentrations, subtype, parameters)
    table = pd.DataFrame(list(probabilities), columns=list(Microstate._fields))
    table["probability"] = list(probabilities.values())
    return table.sort_values("probability", ascending=False, ignore_index=True)
