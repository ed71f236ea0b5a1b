"""Ligands at the estrogen receptor, from one key and one lock to the signal in each tissue.

The ladder: ``ladder`` (occupancy, competition, operational model, two states), ``antagonism``,
``assays`` (constants from data), ``teaching`` and ``coregulators`` (the small model of the
lessons), ``partition`` (the full model), ``equilibrium`` and ``microstates`` (who holds the
receptor), ``tissues`` (signals and readouts as tables).
"""

from course_utils.physiology.receptors.antagonism import (
    antagonized_effect,
    apparent_dissociation,
    dose_ratio,
    effect_after_inactivation,
    gaddum,
    irreversible_occupancy,
)
from course_utils.physiology.receptors.assays import (
    DisplacementFit,
    SchildFit,
    bound_with_depletion,
    displacement,
    fit_displacement,
    fit_schild,
    half_inhibition,
    inhibition_constant,
)
from course_utils.physiology.receptors.coregulators import (
    RankOneFit,
    coregulator_efficacy,
    efficacy_odds,
    rank_one_fit,
)
from course_utils.physiology.receptors.equilibrium import (
    apparent_dissociation_constant,
    coregulator_fractions,
    crossover_estradiol,
    half_occupying_concentration,
    intrinsic_efficacy,
    occupancies,
    shape_fractions,
)
from course_utils.physiology.receptors.ladder import (
    competitive_occupancy,
    competitive_signal,
    del_castillo_katz,
    half_effect_concentration,
    hill,
    maximal_effect,
    occupancy,
    operational,
    two_state,
)
from course_utils.physiology.receptors.microstates import state_probabilities, state_table
from course_utils.physiology.receptors.mixtures import DRUGS, LIGANDS, mixture
from course_utils.physiology.receptors.partition import (
    Coefficients,
    signal,
    stimulus,
    tissue_coefficients,
)
from course_utils.physiology.receptors.teaching import (
    TEACHING_LIGANDS,
    TEACHING_TISSUES,
    bone_signal,
    crossover,
    dose_for_signal,
    tissue_efficacies,
    tissue_signal,
    two_ligand_signal,
)
from course_utils.physiology.receptors.terms import (
    SHAPES,
    TISSUES,
    TissueTerms,
    receptor_parameters,
    tissue_terms,
)
from course_utils.physiology.receptors.tissues import (
    hyperplasia_probability,
    tissue_readouts,
    tissue_signals,
    tsec_dose_response,
)

__all__ = [
    "DRUGS",
    "LIGANDS",
    "SHAPES",
    "TEACHING_LIGANDS",
    "TEACHING_TISSUES",
    "TISSUES",
    "Coefficients",
    "DisplacementFit",
    "RankOneFit",
    "SchildFit",
    "TissueTerms",
    "antagonized_effect",
    "apparent_dissociation",
    "apparent_dissociation_constant",
    "bone_signal",
    "bound_with_depletion",
    "competitive_occupancy",
    "competitive_signal",
    "coregulator_efficacy",
    "coregulator_fractions",
    "crossover",
    "crossover_estradiol",
    "del_castillo_katz",
    "displacement",
    "dose_for_signal",
    "dose_ratio",
    "effect_after_inactivation",
    "efficacy_odds",
    "fit_displacement",
    "fit_schild",
    "gaddum",
    "half_effect_concentration",
    "half_inhibition",
    "half_occupying_concentration",
    "hill",
    "hyperplasia_probability",
    "inhibition_constant",
    "intrinsic_efficacy",
    "irreversible_occupancy",
    "maximal_effect",
    "mixture",
    "occupancies",
    "occupancy",
    "operational",
    "rank_one_fit",
    "receptor_parameters",
    "shape_fractions",
    "signal",
    "state_probabilities",
    "state_table",
    "stimulus",
    "tissue_coefficients",
    "tissue_efficacies",
    "tissue_readouts",
    "tissue_signal",
    "tissue_signals",
    "tissue_terms",
    "tsec_dose_response",
    "two_ligand_signal",
    "two_state",
]
