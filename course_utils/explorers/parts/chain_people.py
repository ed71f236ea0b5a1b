"""Who may take what in "The whole chain", and why some pairs are not run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from course_utils.datasets import profiles
from course_utils.physiology.drugs.adherence import AtRandom
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.person import Person
from course_utils.physiology.units import DAYS_PER_YEAR

NAMES = ("ana", "mei", "david", "luis", "priya", "walter")
STOP = DAYS_PER_YEAR / 2  # Luis takes testosterone for the first half year
WITH_AGONIST = {("priya", "tamoxifen"), ("priya", "ai"), ("walter", "raloxifene")}


@dataclass(frozen=True)
class Therapy:
    """A line of the menu.

    Parameters
    ----------
    words, said : str
        As the menu and as the picture names it.
    drugs : tuple
        Names in the catalog with the dose in mg; None is the usual dose.
    channel, unit : str
        The input of the chain whose level the picture follows, and its unit.
    people : tuple
        In whom the chain runs it.
    where : str
        The same in words.
    """

    words: str
    said: str
    drugs: tuple
    channel: str
    unit: str
    people: tuple
    where: str


AFTER = ("ana", "mei")
WOMEN = "after the menopause"
MEN = "in men with low testosterone"
NONE = Therapy("none", "no drug", (), "", "", NAMES, "")
THERAPIES = {
    "none": NONE,
    "hrt_oral": Therapy(
        "HRT, tablet",
        "conj. estrogens 0.625 mg",
        (("conjugated_estrogens", None),),
        "estradiol_added",
        "pg/mL",
        AFTER,
        WOMEN,
    ),
    "hrt_patch": Therapy(
        "HRT, patch",
        "estradiol patch 50 µg a day",
        (("estradiol_patch", None),),
        "estradiol_added",
        "pg/mL",
        AFTER,
        WOMEN,
    ),
    "raloxifene": Therapy(
        "raloxifene",
        "raloxifene 60 mg daily",
        (("raloxifene", None),),
        "raloxifene",
        "nmol/L",
        (*AFTER, "david", "walter"),
        "after the menopause, in David and in Walter",
    ),
    "tamoxifen": Therapy(
        "tamoxifen",
        "tamoxifen 20 mg daily",
        (("tamoxifen", None),),
        "endoxifen",
        "nmol/L",
        (*AFTER, "david", "priya"),
        "in women and in David",
    ),
    "tsec": Therapy(
        "TSEC",
        "BZA 20 + CE 0.45 mg daily",
        (("bazedoxifene", 20), ("conjugated_estrogens", 0.45)),
        "bazedoxifene",
        "nmol/L",
        AFTER,
        WOMEN,
    ),
    "trt": Therapy(
        "TRT",
        "testosterone 100 mg weekly",
        (("testosterone_cypionate", None),),
        "testosterone_input",
        "ng/dL a day",
        ("david", "luis"),
        MEN,
    ),
    "clomiphene": Therapy(
        "clomiphene",
        "clomiphene 25 mg daily",
        (("clomiphene", None),),
        "zuclomiphene",
        "nmol/L",
        ("david", "luis"),
        MEN,
    ),
    "ai": Therapy(
        "aromatase inhibitor",
        "anastrozole 1 mg daily",
        (("anastrozole", None),),
        "anastrozole",
        "nmol/L",
        (*AFTER, "david", "priya"),
        "in women and in David",
    ),
    "gnrh_agonist": Therapy(
        "GnRH agonist",
        "triptorelin 3.75 mg / 28 d",
        (("triptorelin", None),),
        "triptorelin",
        "ng/mL",
        ("priya", "walter"),
        "in Priya and in Walter",
    ),
}


def name_of(key):
    """``"Ana"``."""
    return profiles()[key].name


@cache
def person_of(key):
    """The fictional person as the chain knows them.

    Ages come from the profiles; David is the chain's man with secondary hypogonadism, Luis and
    Walter are healthy men before treatment, Priya's ovaries work until 51.
    """
    age = profiles()[key]["age"]
    if key == "ana":
        return Person.woman(age, age - profiles()[key]["years_since_menopause"])
    if key in ("mei", "priya"):
        return Person.woman(age)
    return Person.man(age, "secondary hypogonadism" if key == "david" else "healthy")


def refusal_of(person, therapy):
    """What is said of a pair that is not run, as a clause; empty where it is run."""
    line = THERAPIES[therapy]
    if person in line.people:
        return ""
    return f"{line.words} is run only {line.where}; {name_of(person)} is shown without it"


def reference_of(person, therapy):
    """The therapy without which the effect is counted: nothing, or the GnRH agonist alone."""
    return "gnrh_agonist" if (person, therapy) in WITH_AGONIST else "none"


def regimens_of(person, therapy, adherence, drug_of=str):
    """What the person takes: a list of `Regimen`, doses spread out evenly.

    Parameters
    ----------
    person, therapy : str
    adherence : float
        Percent of the doses taken; injections given along with a tablet are all given.
    drug_of : callable
        Name in the catalog → what `Regimen` gets as its drug.
    """
    first = STOP if person == "luis" and therapy != "trt" else 0.0
    taken = AtRandom(adherence / 100)
    chosen = THERAPIES[therapy].drugs
    plans = [
        Regimen(drug_of(name), dose, start=first, average=True, adherence=taken)
        for name, dose in chosen
    ]
    if first:
        plans.append(Regimen(drug_of("testosterone_cypionate"), stop=STOP, average=True))
    if (person, therapy) in WITH_AGONIST:
        plans.append(Regimen(drug_of("triptorelin"), average=True))
    return plans


def usual_level(therapy):
    """Average of the followed input once steady, all doses taken, in its unit."""
    line = THERAPIES[therapy]
    name, dose = line.drugs[0]
    plan = Regimen(name, dose)
    return float(plan.drug.average_levels(plan.dose, plan.every)[line.channel])
