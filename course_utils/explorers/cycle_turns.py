"""Lesson 09: the menstrual cycle, in which estradiol first holds LH down and then drives it."""

from course_utils.explorers.kit.controls import Levels, Number
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.turns_course import follow_cycles
from course_utils.explorers.parts.turns_picture import draw, update
from course_utils.explorers.parts.turns_words import reading
from course_utils.physiology.axis.cycle import ROEBLITZ

THRESHOLDS = (0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3)
PROGESTERONE = (0, 10, 20)  # with less, the model's closed follicles grow without limit
DOSES = (0, 0.5, 1, 3, 5, 10)


def compute(threshold, pulses, progesterone, dose, day):
    """Four hormones over 84 days, and the surges among them."""
    courses = follow_cycles(threshold, pulses, progesterone, dose, day if dose else 0)
    return courses | {"dose": dose, "day": day}


EXPLORER = Declaration(
    name="cycle_turns",
    title="The cycle turns",
    picture=(
        "Four model curves over 84 days, LH, FSH, estradiol and progesterone of a woman, solid, "
        "over the published cycle, gray and dashed; LH surges are marked, filled where an "
        "ovulation follows, and dotted lines carry the days of ovulation through all four."
    ),
    controls=(
        Levels("threshold", "Estradiol the positive wires need", "×", THRESHOLDS, 1),
        Number("pulses", "GnRH pulses per day", "", 4, 32, 2, round(ROEBLITZ.parameters["f_0"])),
        Levels("progesterone", "Progesterone supplied", "ng/mL", PROGESTERONE, 0),
        Levels("dose", "One dose of cetrorelix", "mg", DOSES, 0),
        Number("day", "Day of that dose", "", 0, 28, 0.5, 13.5, decimals=1),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    pinned=("lh_iu_per_l", "estradiol_pg_per_ml"),
    tries=(
        Try(
            "Let the positive wires need twice, then three times the estradiol. Do the surges get "
            "smaller, later, or both? When do they end?",
            ({}, {"threshold": 2}, {"threshold": 3}),
        ),
        Try(
            "Supply a steady progesterone of 10 ng/mL. Estradiol still climbs: does LH follow it?",
            ({"progesterone": 10},),
        ),
        Try(
            "Block the GnRH receptors with 5 mg of cetrorelix on day 13.5, then on day 14. "
            "Is the surge lost, or late? And the ovulation?",
            tuple({"dose": 5, "day": day} for day in (13.5, 14)),
        ),
    ),
)
