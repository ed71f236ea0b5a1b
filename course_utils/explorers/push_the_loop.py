"""Lesson 11: four ways to push the loop, and what is left when the pushing stops."""

from course_utils.explorers.kit.controls import Choice, Levels, Number
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.push_courses import LAST_DAY, PERSONS, THERAPIES, follow_course
from course_utils.explorers.parts.push_picture import draw, update
from course_utils.explorers.parts.push_words import reading

DOSES = (0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2)


def compute(person, therapy, dose, start, stop, day):
    """Hormones, testis and bone signal with and without the course (teaching loop in time)."""
    given = therapy != "none" and dose > 0 and start < stop
    untreated = follow_course(person, "none", 0, 0, LAST_DAY)
    treated = follow_course(person, therapy, dose, start, stop) if given else untreated
    return {
        "person": person,
        "therapy": therapy,
        "dose": dose,
        "given": given,
        "span": (start, stop),
        "day": day,
        "treated": treated,
        "untreated": untreated,
        "now": {name: float(values[day]) for name, values in treated.items()},
        "without": {name: float(values[day]) for name, values in untreated.items()},
    }


EXPLORER = Declaration(
    name="push_the_loop",
    title="Push the loop",
    picture=(
        "Five model curves over 540 days, LH, testosterone, estradiol, testis capacity and the "
        "signal in bone, with a course of a drug (solid) and untreated (gray, dashed); the days of "
        "the course are shaded, a table reads both at the chosen day. The men are fictional; day 0 "
        "is Luis's last day of a year on testosterone."
    ),
    controls=(
        Choice("person", "Person", PERSONS, "david"),
        Choice("therapy", "Therapy", THERAPIES, "none"),
        Levels("dose", "Dose", "×", DOSES, 1),
        Number("start", "First day of the course", "", 0, LAST_DAY, 1, 30),
        Number("stop", "Last day of the course", "", 0, LAST_DAY, 1, LAST_DAY),
        Number("day", "Day to read", "", 0, LAST_DAY, 1, 360),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    pinned=("testosterone_ng_per_dl", "estradiol_pg_per_ml"),
    tries=(
        Try(
            "David takes clomiphene. LH and testosterone change; which way does estradiol go?",
            ({}, {"therapy": "clomiphene"}),
        ),
        Try(
            "Now an aromatase inhibitor at 1.75 ×. Testosterone becomes the same; what does not?",
            ({"therapy": "aromatase inhibitor", "dose": 1.75},),
        ),
        Try(
            "Luis stopped testosterone on day 0. Give clomiphene on days 21 to 111. Compare both "
            "columns on day 100, then on day 130: has the drug restarted his axis?",
            tuple(
                {"person": "luis", "therapy": "clomiphene", "start": 21, "stop": 111, "day": day}
                for day in (100, 130)
            ),
        ),
    ),
)
