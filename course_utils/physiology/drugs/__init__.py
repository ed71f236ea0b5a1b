"""Dose → concentration: kinetics, the drugs of the course, regimens and exposure.

`exposure` turns regimens into the inputs of the full model; `drug` finds a drug; `kinetics`,
`clearance` and `accumulation` hold the small functions a student writes.
"""

from course_utils.physiology.drugs.accumulation import (
    SteadyState,
    accumulation_ratio,
    repeat_dose,
    repeated_bolus,
    steady_state,
    time_to_fraction,
)
from course_utils.physiology.drugs.adherence import FULL, AtRandom, Full, Gap, WeekdaysOnly
from course_utils.physiology.drugs.catalog import DRUGS, Drug, all_drugs, drug
from course_utils.physiology.drugs.channels import CHANNELS, DEFAULTS, INDEX, NAMES, Channel
from course_utils.physiology.drugs.clearance import (
    area_under_curve,
    average_at_steady_state,
    half_life,
    half_life_to_k,
    oral_availability,
)
from course_utils.physiology.drugs.exposure import Exposure, Segment, exposure
from course_utils.physiology.drugs.interventions import (
    Intervention,
    calcium_and_vitamin_d,
    denosumab,
    gonadotropin,
    growth_hormone_secretagogue,
    sclerostin_antibody,
)
from course_utils.physiology.drugs.kinetics import (
    bateman,
    bolus,
    infusion,
    metabolite,
    time_of_peak,
)
from course_utils.physiology.drugs.linear import Entry, Response, chain, two_compartments
from course_utils.physiology.drugs.schedules import Regimen, titration
from course_utils.physiology.drugs.variability import person_factors

__all__ = [
    "CHANNELS",
    "DEFAULTS",
    "DRUGS",
    "FULL",
    "INDEX",
    "NAMES",
    "AtRandom",
    "Channel",
    "Drug",
    "Entry",
    "Exposure",
    "Full",
    "Gap",
    "Intervention",
    "Regimen",
    "Response",
    "Segment",
    "SteadyState",
    "WeekdaysOnly",
    "accumulation_ratio",
    "all_drugs",
    "area_under_curve",
    "average_at_steady_state",
    "bateman",
    "bolus",
    "calcium_and_vitamin_d",
    "chain",
    "denosumab",
    "drug",
    "exposure",
    "gonadotropin",
    "growth_hormone_secretagogue",
    "half_life",
    "half_life_to_k",
    "infusion",
    "metabolite",
    "oral_availability",
    "person_factors",
    "repeat_dose",
    "repeated_bolus",
    "sclerostin_antibody",
    "steady_state",
    "time_of_peak",
    "time_to_fraction",
    "titration",
    "two_compartments",
]
