"""Lesson 12: is it testosterone or estradiol? The signal in a man's bone, and what follows."""

import numpy as np

from course_utils.explorers.kit.controls import Choice, Levels, Number
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.listening_lines import EQUAL, equal_signal
from course_utils.explorers.parts.listening_picture import draw, update
from course_utils.explorers.parts.listening_words import reading
from course_utils.physiology.bone.mass import resting_bone_mass
from course_utils.physiology.bone.men import BONE_MEN_NUMBERS, men_bone_mass, men_bone_signal

TESTOSTERONE = sorted({*range(50, 1201, 25), 204, 1037})  # ng/dL
YEARS = np.linspace(0, 3, 37)


def compute(testosterone, estradiol, weight, drug, efficacy, dose):
    """Signal, three years of bone and the level it comes to rest at, for David's bone (model)."""
    own = {"weight": weight, "efficacy": efficacy, "dose": dose if drug == "SERM" else 0}
    start = BONE_MEN_NUMBERS["T_start"], BONE_MEN_NUMBERS["E2_start"]
    before = sum(men_bone_signal(*start, weight))
    parts = men_bone_signal(testosterone, estradiol, **own)
    mass = men_bone_mass(YEARS, before, sum(parts))
    return {
        "place": (testosterone, estradiol),
        "start": start,
        "weight": weight,
        "drug": drug,
        "efficacy": efficacy,
        "dose": dose,
        "before": before,
        "parts": parts,
        "signal": sum(parts),
        "years": YEARS,
        "mass": mass,
        "change": 100 * (mass[-1] / mass[0] - 1),
        "rest": resting_bone_mass(signal=sum(parts)).B,
        "lines": {level: equal_signal(level, own) for level in EQUAL},
    }


EXPLORER = Declaration(
    name="who_does_bone_listen_to",
    title="Who does bone listen to?",
    picture=(
        "Left, estradiol over testosterone with model lines of equal signal in bone and an arrow "
        "from David's levels to the chosen ones; right, the two parts of the signal and three "
        "years of modeled bone mass with the level it rests at. David is fictional."
    ),
    controls=(
        Levels("testosterone", "Testosterone", "ng/dL", TESTOSTERONE, 500),
        Number("estradiol", "Estradiol", "pg/mL", 0, 60, 1, 25),
        Number("weight", "Direct share of testosterone w_A", "", 0, 0.4, 0.05, 0, decimals=2),
        Choice("drug", "Drug in bone", {"none": "none", "SERM": "SERM"}, "none"),
        Number("efficacy", "Efficacy ε of the SERM", "", 0, 1, 0.025, 0.5, decimals=3),
        Number("dose", "Dose d of the SERM", "", 0, 20, 1, 10),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    pinned=("mass",),
    tries=(
        Try(
            "A man without aromatase: testosterone 1,037, estradiol 0. What is left of the signal, "
            "and what if testosterone has a share of its own?",
            tuple({"testosterone": 1037, "estradiol": 0, "weight": w} for w in (0, 0.15)),
        ),
        Try(
            "Clomiphene raises estradiol to 37. Does it matter whether the drug sits in bone?",
            tuple({"testosterone": 475, "estradiol": 37, "drug": d} for d in ("none", "SERM")),
        ),
        Try(
            "An aromatase inhibitor: testosterone rises to 475, estradiol falls to 10. Bone?",
            ({"testosterone": 475, "estradiol": 10},),
        ),
    ),
)
