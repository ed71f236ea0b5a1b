"""Lesson 04: two noisy scans of many people. When is a change more than noise?"""

from course_utils.evidence.bias_cohorts import SEED
from course_utils.explorers.kit.controls import Levels, Number
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.signal_people import (
    TRIAL_YEARS,
    chances,
    counts,
    scanned,
    stacked,
)
from course_utils.explorers.parts.signal_picture import draw, update
from course_utils.explorers.parts.signal_words import reading
from course_utils.physiology.density import least_significant_density

PEOPLE = (50, 70, 100, 150, 200, 300, 400, 500, 700, 1000, 1500, 2000)


def compute(true_change, precision_error, baseline, years, people, seed):
    """Measured changes of simulated people, what the rule says of them, and the exact chances."""
    true = true_change * years / TRIAL_YEARS
    least = least_significant_density(precision_error)
    measured = scanned(baseline, baseline * (1 + true / 100), precision_error, seed)[:, :people]
    places, heights, verdicts = stacked(measured[1] - measured[0], least)
    percent = 100 / baseline
    return {
        "true": true,
        "least": least,
        "least_percent": percent * least,
        "mean": percent * float((measured[1] - measured[0]).mean()),
        "places": percent * places,
        "heights": heights,
        "verdicts": verdicts,
        "counts": counts(*measured, precision_error),
        "chances": chances(baseline * true / 100, precision_error),
        "people": people,
        "years": years,
        "baseline": baseline,
        "error": precision_error,
        "seed": seed,
    }


EXPLORER = Declaration(
    name="signal_or_noise",
    title="Signal or noise",
    picture=(
        "Simulated people as dots, stacked where their measured change of density lies; a band "
        "around zero holds changes that may be noise, and a line marks the true change that all "
        "of them have; below, a bar with the shares of rise, unclear and fall."
    ),
    controls=(
        Number("true_change", "True change in 3 years", "%", -5, 8, 0.1, 1.3, decimals=1),
        Number("precision_error", "Precision error", "g/cm²", 0.005, 0.020, 0.001, 0.010, 3),
        Number("baseline", "Density at the start", "g/cm²", 0.5, 1.2, 0.01, 0.78, decimals=2),
        Number("years", "Years between the scans", "", 1, 5, 1, 3),
        Levels("people", "Simulated people", "", PEOPLE, 300),
        Number("seed", "Seed of the chance", "", SEED, SEED + 19, 1, SEED),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try(
            "Everybody truly gains 1.3 %. Guess before you look: of 300 people, how many show a "
            "gain that counts? Does anybody show a loss that counts?",
            ({},),
        ),
        Try(
            "Halve the precision error to 0.005. Does the share that counts as a rise double?",
            ({"precision_error": 0.005},),
        ),
        Try(
            "Set the true change to 0. Who still gets a change that counts, and how many?",
            ({"true_change": 0}, {"true_change": 0, "people": 2000}),
        ),
    ),
)
