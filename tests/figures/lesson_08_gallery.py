"""The figures of lesson 08, once each, for the tests that hold for all figures."""

import numpy as np

from course_utils.evidence.tissue_matrix import TISSUES, tissue_matrix
from course_utils.figures import lesson_08 as draw
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import (
    coregulator_fractions,
    efficacy_odds,
    mixture,
    rank_one_fit,
    shape_fractions,
    tissue_efficacies,
    tissue_readouts,
    tissue_signal,
    tsec_dose_response,
)

FULL = 1e6  # nM: every receptor holds the drug


def full_of(drug, tissue):
    """Shapes and partners of receptors that all hold one drug."""
    held = mixture(0, **{drug: FULL})
    return shape_fractions(tissue, held), coregulator_fractions(tissue, held)


def dials():
    """Odds of tamoxifen and raloxifene, and the ratio of their dials without the uterus."""
    table = tissue_efficacies().loc[["tamoxifen", "raloxifene"]]
    fit = rank_one_fit(table.drop(columns="uterus"))
    return efficacy_odds(table), fit.preference["raloxifene"] / fit.preference["tamoxifen"]


def trial_course():
    """Bazedoxifene beside conjugated estrogens 0.625 mg, full model."""
    table = tsec_dose_response(np.linspace(0, 14, 71), 85.0)
    one_year = table["endometrial_hyperplasia_percent"] / 100
    return table.assign(hyperplasia_two_years_percent=100 * (1 - (1 - one_year) ** 2))


def _pair():
    dose = np.linspace(0, 20, 101)
    tissues = ("bone", "brain", "uterus")
    signals = {t: tissue_signal(t, 60, "bazedoxifene", dose) for t in tissues}
    return draw.pair_of_ligands(dose, signals, tissue_signal("bone", 5))


def _pair_in_trials():
    alone = tissue_readouts(5.0).iloc[0]
    untreated = {"bone": alone["bone_signal"], "brain": alone["brain_signal_relative"]}
    return draw.pair_in_trials(trial_course(), parameter_set("tissue_trials"), 6.3, untreated)


LESSON_08 = {
    "drugs and tissues": lambda: draw.drug_by_tissue(
        tissue_matrix(), TISSUES, [("tamoxifen", "endometrium"), ("raloxifene", "endometrium")]
    ),
    "raloxifene's company": lambda: draw.company_of(
        {f"raloxifene\nin {t}": full_of("raloxifene", t) for t in ("bone", "breast")}
    ),
    "two drugs' company": lambda: draw.company_of(
        {
            f"{d}\nin {t}": full_of(d, t)
            for t in ("bone", "uterus")
            for d in ("tamoxifen", "raloxifene")
        }
    ),
    "dials": lambda: draw.dial_test(*dials(), "uterus"),
    "pair": _pair,
    "pair in trials": _pair_in_trials,
}
