"""Lesson 07: one drug, two answers. One receptor, two ligands; estradiol sets the sign."""

from course_utils.explorers.kit.controls import Choice, Levels
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.kit.optional import Optional
from course_utils.explorers.parts.crossing_people import (
    ESTRADIOL,
    PEOPLE,
    bone_change,
    own_estradiol,
)
from course_utils.explorers.parts.crossing_picture import draw, update
from course_utils.explorers.parts.crossing_words import reading
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import TEACHING_LIGANDS, bone_signal, crossover

PERSONS = {name: name for name in PEOPLE} | {"somebody else": "custom"}
DRUGS = {name: name for name in (*TEACHING_LIGANDS[1:], "pure antagonist")}
DOSES = (0, 0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100)
OWN = {"estradiol": "estradiol at the person's own level", "efficacy": "efficacy as listed"}
GRID = (*(n / 10 for n in range(20)), *(2 * 1.06**n for n in range(79)), 200)


def compute(person, estradiol, drug, efficacy, dose):
    """Signals over estradiol and for the people, and three years of bone (teaching models)."""
    level = own_estradiol(person) if estradiol == "own" else estradiol
    listed = parameter_set("er_teaching").get(f"efficacy_{drug}_bone", 0.0)
    used = listed if efficacy == "own" else efficacy
    seen = {name: bone_signal(own_estradiol(name), efficacy=used, dose=dose) for name in PEOPLE}
    return {
        "person": person,
        "estradiol": level,
        "drug": drug,
        "efficacy": used,
        "changed": used != listed,
        "dose": dose,
        "x": GRID,
        "alone": bone_signal(GRID),
        "with_drug": bone_signal(GRID, efficacy=used, dose=dose),
        "signals": tuple(bone_signal(level, efficacy=used, dose=d) for d in (0.0, dose)),
        "crossing": crossover(used) if used < 1 else None,
        "people": seen,
        "bone alone": bone_change(person, level, 0.0, 0.0),
        "bone with": bone_change(person, level, used, dose),
    }


EXPLORER = Declaration(
    name="crossing_point",
    title="The crossing point",
    picture=(
        "Left, two model curves of the signal in bone over estradiol, without and with a drug, an "
        "arrow for each person; right, three years of modeled bone mass. The people are fictional."
    ),
    controls=(
        Choice("person", "Person", PERSONS, "Ana"),
        Optional("estradiol", "Estradiol", "pg/mL", (*ESTRADIOL, 200), "own", OWN["estradiol"]),
        Choice("drug", "Drug", DRUGS, "tamoxifen"),
        Optional(
            "efficacy", "Efficacy in bone", "", [n / 20 for n in range(21)], "own", OWN["efficacy"]
        ),
        Levels("dose", "Dose d = C/K", "", DOSES, 20),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    pinned=("with drug", "bone with"),
    tries=(
        Try("Ana, estradiol 5 pg/mL: which way does the arrow of tamoxifen point?", ({},)),
        Try("Now Priya, estradiol 100 pg/mL, same drug, same dose.", ({"person": "Priya"},)),
        Try(
            "Set estradiol to 10.5 pg/mL and move the dose. How long is the arrow?",
            ({"estradiol": 10.5, "dose": 5}, {"estradiol": 10.5, "dose": 100}),
        ),
    ),
)
