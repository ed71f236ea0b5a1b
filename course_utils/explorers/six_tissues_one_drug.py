"""Lesson 08: the same drug in six tissues, alone or with bazedoxifene as a second ligand."""

from course_utils.explorers.kit.controls import Choice, Levels, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.tissue_facts import SIX, in_people
from course_utils.explorers.parts.tissue_picture import draw, update
from course_utils.explorers.parts.tissue_words import reading
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import TEACHING_LIGANDS, competitive_signal, tissue_signal

ESTRADIOL = (*range(1, 21), 25, 30, 37, 40, 50, 60, 70, 80, 100, 120, 150)
DRUGS = {"none, estradiol only": "none"} | {name: name for name in TEACHING_LIGANDS[1:]}
AFTER, BEFORE = 5, 100  # estradiol after and before menopause, pg/mL, as in Ana's profile


def compute(drug, estradiol, second, dose, thresholds):
    """Signal of each tissue without and with the drugs; all share one receptor (teaching model)."""
    numbers = parameter_set("er_teaching")
    drugs = [name for name in (drug, second) if name != "none"]
    levels = (estradiol, *[dose] * len(drugs))
    constants = (numbers["K"], *[1.0] * len(drugs))
    signals = {}
    for tissue, column in SIX.items():
        efficacies = (1.0, *(numbers[f"efficacy_{name}_{column}"] for name in drugs))
        signals[tissue] = float(competitive_signal(levels, constants, efficacies))
    return {
        "drugs": drugs,
        "estradiol": estradiol,
        "without": tissue_signal("bone", estradiol),
        "signals": signals,
        "people": in_people(drugs),
        "thresholds": thresholds,
        "marks": {"before": tissue_signal("bone", BEFORE), "after": tissue_signal("bone", AFTER)},
    }


EXPLORER = Declaration(
    name="six_tissues_one_drug",
    title="Six tissues, one drug",
    picture=(
        "Six bars, the modeled estrogen signal of six tissues with a drug; a dashed outline behind "
        "each is the signal without it; below, what clinical studies found (table "
        "tissue_activity). A low signal at the heat control of the brain goes with hot flashes."
    ),
    controls=(
        Choice("drug", "Drug", DRUGS, "raloxifene"),
        Levels("estradiol", "Estradiol", "pg/mL", ESTRADIOL, 5),
        Choice("second", "Second ligand", {"none": "none", "bazedoxifene": "bazedoxifene"}, "none"),
        Number("dose", "Dose d = C/K of each", "", 0, 50, 1, 20),
        Toggle("thresholds", "Levels before and after menopause", "levels of menopause shown"),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try("Raloxifene at estradiol 5 pg/mL: which bars rise, which fall?", ({},)),
        Try("Change the drug to tamoxifen. Which bar turns round?", ({"drug": "tamoxifen"},)),
        Try(
            "No drug, estradiol 60, and bazedoxifene second: raise its dose from 0 to 20. Which "
            "bars fall first, and what is the price?",
            tuple(
                {"drug": "none", "estradiol": 60, "second": "bazedoxifene", "dose": dose}
                for dose in (0, 20)
            ),
        ),
    ),
)
