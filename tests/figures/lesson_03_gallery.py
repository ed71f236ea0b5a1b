"""Figures of lesson 03, once each, joined to the gallery."""

import numpy as np
import pandas as pd

from course_utils.exercises.registry import get_prediction
from course_utils.figures import lesson_03
from course_utils.physiology.bone import BONE_MASS_NUMBERS, bone_mass, change_since, therapy

YEARS = np.linspace(0, 20, 241)
DECADE = np.linspace(0, 10, 241)

SPANS = pd.DataFrame(
    [
        ("SWAN", -1, 2, -2.46),
        ("Michigan", -2, 0, -1.7),
        ("Michigan", 0, 2, -3.3),
        ("Michigan", 2, 7, -1.1),
    ],
    columns=["study", "start", "end", "value"],
)
TEN_YEARS = {"study": "SWAN", "start": -5, "end": 5, "value": -10.6}
ARMS = pd.DataFrame(
    [
        ("placebo", "Johnston 2000", 3, -1.32, 0.22),
        ("raloxifene", "Johnston 2000", 3, 1.28, 0.23),
        ("placebo", "PEPI 1996", 3, -1.8, np.nan),
        ("estrogen", "PEPI 1996", 3, 5.0, np.nan),
    ],
    columns=["arm", "study", "time_y", "mean_pct_change", "se"],
)
DIFFERENCES = pd.DataFrame(
    [
        ("raloxifene, Delmas 1997", "raloxifene", 2.4, 1.62, 3.18, 2.8, 2.9),
        ("raloxifene, Miller 2008", "raloxifene", 1.49, 0.94, 2.04, 2.8, 2.9),
        ("hormone therapy, Wells 2002", "estrogen", 6.76, 5.83, 7.89, 5.9, 5.3),
    ],
    columns=["label", "arm", "estimate", "ci_low", "ci_high", "teaching", "chain"],
)


def menopause():
    """Bone mass of the teaching model by years from the final period."""
    course = bone_mass(np.linspace(-4, 8, 289))["bone_mass_percent"]
    return course.set_axis(course.index - BONE_MASS_NUMBERS["t_half"])


def steady(rate):
    """Bone that changes by one rate for ever, percent per year."""
    years = np.linspace(-5, 7, 145)
    return pd.Series(100 * np.exp(rate / 100 * years), index=years)


def since_start(plan):
    """Change of the teaching model in three years of treatment from year 5."""
    since = change_since(bone_mass(np.linspace(0, 8, 193), plan), 5).loc[5:8]
    return since.set_axis(since.index - 5)


def three_arms():
    """Placebo, raloxifene and estrogen, all with calcium."""
    return {
        "placebo": since_start(therapy(5, calcium=True)),
        "raloxifene": since_start(therapy(5, serm="raloxifene", calcium=True)),
        "estrogen": since_start(therapy(5, estradiol=60, calcium=True)),
    }


def starts():
    """Hormone therapy from four different years, and none."""
    begun = {f"from year {y}": bone_mass(YEARS, therapy(y, estradiol=60)) for y in (1, 3, 5, 10)}
    looks = ["estradiol"] * 4 + ["placebo"]
    heading = "Bone mass by start of hormone therapy"
    return lesson_03.bone_courses(begun | {"never": bone_mass(YEARS)}, heading, looks)


def stop():
    """Five years of hormone therapy, then none."""
    courses = {
        "never stopped": bone_mass(YEARS, therapy(5, estradiol=60)),
        "stopped in\nyear 10": bone_mass(YEARS, therapy(5, 10, estradiol=60)),
        "never treated": bone_mass(YEARS),
    }
    looks, spans = ("estradiol", "bone mass", "placebo"), [(5, 10, "hormone therapy")]
    return lesson_03.bone_courses(courses, "Bone mass", looks, spans=spans)


def gamma():
    """With and without adaptation."""
    deaf = BONE_MASS_NUMBERS.replace(adaptation=0)
    courses = {"γ = 0.65": bone_mass(YEARS), "γ = 0": bone_mass(YEARS, parameters=deaf)}
    return lesson_03.bone_courses(courses, "Bone mass with and without adaptation")


def tablet():
    """A SERM from year 5."""
    courses = {
        "untreated": bone_mass(DECADE),
        "raloxifene-like\nfrom year 5": bone_mass(DECADE, therapy(5, serm="raloxifene")),
    }
    return lesson_03.bone_courses(courses, "Bone mass", ("placebo", "SERM"))


LESSON_03 = {
    "signal, flows, stock": lambda: lesson_03.signal_flows_stock(bone_mass(DECADE)),
    **{
        f"signal, sketch {letter}": lambda letter=letter: lesson_03.signal_flows_stock(
            bone_mass(DECADE), get_prediction("L03.P1").sketches[letter]
        )
        for letter in "ABCD"
    },
    "adaptation": gamma,
    "a tablet": tablet,
    "starts": starts,
    "stop": stop,
    "women": lambda: lesson_03.women_over({"teaching\nmodel": menopause()}, SPANS, TEN_YEARS),
    "women, two models": lambda: lesson_03.women_over(
        {"teaching\nmodel": menopause(), "full\nchain": steady(-1.3)}, SPANS, TEN_YEARS
    ),
    "trials": lambda: lesson_03.trials_over({"teaching model": three_arms()}, ARMS),
    "trials, two models": lambda: lesson_03.trials_over(
        {"Teaching model": three_arms(), "Full chain": three_arms()}, ARMS
    ),
    "differences": lambda: lesson_03.trial_differences(DIFFERENCES),
}
