"""Lesson 09: the hormone thermostat. The same disturbance with the feedback loop closed and cut."""

from functools import cache

import numpy as np

from course_utils.explorers.kit.controls import Choice, Number
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.loop_picture import draw, update
from course_utils.explorers.parts.loop_words import reading
from course_utils.physiology.axis import follow_loop, loop_settings, steady_state
from course_utils.physiology.axis.loop import gnrh_drive

DAYS = np.linspace(0, 28, 113)
WAYS = {"in pulses": "pulsatile", "continuous": "continuous"}


@cache
def drive_in_time(gnrh):
    """Drive of the pituitary over 28 days, 1 under normal pulses; the receptors set its pace."""
    given = loop_settings(therapies="gnrh_agonist" if gnrh == "continuous" else ())
    receptors = follow_loop(DAYS, changes=[(0.0, given)])["gnrh_receptors"].to_numpy()
    return gnrh_drive(receptors, given.numbers())


def compute(supplied, capacity, exponent, gnrh, day):
    """Hormones at rest with the receptors of that day, loop closed and loop cut (exponent 0)."""
    drive = drive_in_time(gnrh)
    now = float(np.interp(day, DAYS, drive))
    # A drive other than 1 acts as a pituitary of other capacity does: both multiply LH.
    settings = loop_settings(T_input=supplied, capacity=capacity, n_f=exponent, pituitary=now)
    return {
        "usual": steady_state()._asdict(),
        "closed": steady_state(settings)._asdict(),
        "cut": steady_state(settings.replace(n_f=0))._asdict(),
        "exponent": exponent,
        "gnrh": gnrh,
        "day": day,
        "days": DAYS,
        "drive": drive,
        "drive now": now,
    }


EXPLORER = Declaration(
    name="open_and_closed",
    title="Open and closed",
    picture=(
        "Three pairs of model bars, LH, testosterone and estradiol of a man at rest, with the "
        "feedback loop closed (filled) and cut (hatched); a line at the undisturbed level; below, "
        "the drive that GnRH gives the pituitary over 28 days."
    ),
    controls=(
        Number("supplied", "Testosterone supplied", "ng/dL", 0, 1000, 50, 0),
        Number("capacity", "Testis capacity", "", 0.1, 1.2, 0.05, 1, decimals=2),
        Number("exponent", "Feedback exponent (0: loop cut)", "", 0, 8, 1, 6),
        Choice("gnrh", "Way of GnRH", WAYS, "pulsatile"),
        Number("day", "Day of GnRH", "", 0, 28, 1, 0),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try(
            "His own testosterone is 500. Supply an amount that alone would give 500 more. "
            "Which level does he reach, and what does his LH do?",
            ({"supplied": 500},),
        ),
        Try(
            "Take half of the testis away. Does testosterone fall to half?",
            ({"capacity": 0.5},),
        ),
        Try(
            "Give GnRH continuously and move through the days. When is the drive below its start?",
            tuple({"gnrh": "continuous", "day": day} for day in (0, 2, 14)),
        ),
    ),
)
