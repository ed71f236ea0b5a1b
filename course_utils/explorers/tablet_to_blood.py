"""Lesson 05: equal doses at equal intervals; two isomers of one tablet drift apart."""

from course_utils.explorers.kit.controls import Choice, Levels, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.kit.optional import Optional
from course_utils.explorers.parts.tablet_courses import DRUGS, courses, measured_ratio
from course_utils.explorers.parts.tablet_picture import draw, update
from course_utils.explorers.parts.tablet_words import reading

HOURS = (6, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240, 336)
TIMES = (0.4, 0.45, *(n / 10 for n in range(5, 21)))
SHOWN = {"both": "both", "enclomiphene": "enclomiphene", "zuclomiphene": "zuclomiphene"}
STOPS = (7, 14, 21, *range(25, 181, 5))


def compute(drug, interval, days, stop_day, multiplier, shown, logarithmic):
    """Amounts in the body over time (one compartment for each part of the drug)."""
    stop = None if stop_day == "never" or stop_day >= days else stop_day
    parts = courses(drug, interval, days, stop, multiplier)
    picked = [p for p in parts if shown in ("both", p.name)] if len(parts) > 1 else parts
    return {
        "drug": drug,
        "days": days,
        "stop": stop,
        "parts": {part.name: part for part in picked},
        "ratio": parts[1].average / parts[0].average if len(parts) > 1 else None,
        "plateau_ratio": parts[1].plateau / parts[0].plateau if len(parts) > 1 else None,
        "measured": measured_ratio() if len(parts) > 1 else None,
        "logarithmic": logarithmic,
    }


EXPLORER = Declaration(
    name="tablet_to_blood",
    title="Tablet to blood",
    picture=(
        "Model curves over days: the amount of a drug, or of the two isomers of clomiphene, in the "
        "body under repeated doses. Blood levels follow the amounts if both spread equally. The "
        "multiplier acts on zuclomiphene, or on a drug without isomers."
    ),
    controls=(
        Choice("drug", "Drug", DRUGS, "clomiphene"),
        Levels("interval", "Interval", "h", HOURS, 24),
        Number("days", "Days", "", 7, 180, 1, 60),
        Optional("stop_day", "Stop on day", "", STOPS, "never", "never stopped"),
        Levels("multiplier", "Half-life multiplier", "", TIMES, 1),
        Choice("shown", "Isomers of clomiphene", SHOWN, "both"),
        Toggle("logarithmic", "Logarithmic axis", "logarithmic axis", default=True),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try("One tablet a day for 60 days. Has each isomer reached its plateau?", ({},)),
        Try(
            "Stop on day 60 and read day 75. What is left of each isomer?",
            ({"stop_day": 60, "days": 75},),
        ),
        Try(
            "Men on clomiphene had 20 times as much zuclomiphene as enclomiphene. Shorten the "
            "half-life of zuclomiphene to 0.45 times. Does the plateau of the model agree?",
            ({"multiplier": 0.45},),
        ),
    ),
    pinned=("slow",),
)
