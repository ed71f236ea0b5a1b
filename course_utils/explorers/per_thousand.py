"""Lesson 13: one ratio, carried to a baseline and over years, told as people of 1,000."""

import math

from course_utils.evidence import effects
from course_utils.explorers.kit.controls import Levels, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.thousand_picture import draw, update
from course_utils.explorers.parts.thousand_words import reading

BASELINE_YEARS = 3  # the raloxifene trial counted spine fractures over three years
BASELINES = sorted({*(n / 10 for n in range(1, 120)), 2.46, *(n / 2 for n in range(24, 61))})
RATIOS = sorted({*(n / 100 for n in range(10, 201)), 0.653})
PEOPLE = (50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2200, 3000, 5000, 7000)


def compute(baseline, ratio, years, people_per_arm, interval):
    """What a ratio makes of a baseline after some years, and what a trial would see of it."""
    rate = -math.log1p(-baseline / 100) / BASELINE_YEARS
    untreated = effects.risk_over_years(rate, years)
    result = {"years": years, "untreated": untreated, "interval": interval, "refusal": ""}
    exact = effects.Effect("RR", ratio, ratio, ratio, math.nan, 95, "chosen")
    try:
        difference = effects.at_baseline(exact, 100 * untreated)
    except ValueError as refusal:
        return result | {"refusal": str(refusal)}
    events = [round(p * people_per_arm) for p in (untreated + difference.estimate, untreated)]
    counts = (events[0], people_per_arm, events[1], people_per_arm)
    return result | {
        "difference": difference,
        "reduction": effects.reduction(exact),
        "needed": effects.number_needed(difference) if difference.estimate else None,
        "events": events,
        "people_per_arm": people_per_arm,
        "trial_ratio": effects.risk_ratio(*counts),
        "trial_needed": effects.number_needed(effects.risk_difference(*counts)).interval,
    }


EXPLORER = Declaration(
    name="per_thousand",
    title="Per thousand",
    picture=(
        "Two groups of 1,000 people drawn as dots, without and with treatment; beside them the "
        "same change in percent, as people, as a number needed, and what a trial would show."
    ),
    controls=(
        Levels("baseline", "Baseline risk in 3 years", "%", BASELINES, 10.1),
        Levels("ratio", "Risk ratio", "", RATIOS, 0.653),
        Number("years", "Years", "", 1, 10, 1, 3),
        Levels("people_per_arm", "People per arm", "", (*PEOPLE, 10_000, 14_000, 20_000), 2200),
        Toggle("interval", "Show the interval of a trial", "interval shown", default=True),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try(
            "Lower the baseline to 1.1 %. Which of the three numbers stay, which change?",
            ({}, {"baseline": 1.1}),
        ),
        Try(
            "Shrink the trial to 200 people per arm. Does its interval still tell help from harm?",
            ({"people_per_arm": 200},),
        ),
        Try(
            "Set a risk ratio of 1.42 at a baseline of 2.46 %, as with testosterone in TRAVERSE. "
            "How many men for one more fracture?",
            ({"ratio": 1.42, "baseline": 2.46},),
        ),
    ),
)
