"""The figures of lesson 15 with the numbers of the lesson."""

import numpy as np

from course_utils.evidence import bias
from course_utils.exercises import lesson_15 as data
from course_utils.figures import lesson_15 as draw


def _immortal():
    cohort = bias.immortal_time_cohort()
    answers = {
        "naive": bias.naive_rate_ratio(cohort),
        "years sorted": bias.person_time_rr(cohort),
        "landmark at 3 years": bias.landmark_rr(cohort),
    }
    return draw.analyses(answers, 1.0)


def _healthy():
    cohort = bias.healthy_user_cohort()
    answers = {
        "raw": bias.person_time_rr(cohort),
        "within true tenths": bias.person_time_rr(cohort, 10),
        "within tenths\nof a questionnaire": bias.person_time_rr(data.with_noise(cohort, 1.0), 10),
    }
    return draw.analyses(answers, 1.0)


def _mixture():
    ends = data.early_and_late()
    share = np.linspace(0, 100, 101)
    early, late = 10 * share / 100, 20 * (1 - share / 100)
    ratio = (early * ends["early"][0] + late * ends["late"][0]) / (early + late)
    return draw.mixture_line(
        share, ratio, {"trial-like": 20, "cohort-like": 80}, ends, "Hernán 2008"
    )


LESSON_15 = {
    "shelves": lambda: draw.shelves(data.synthetic_people()),
    "answers, immortal time": _immortal,
    "answers, healthy users": _healthy,
    "tenths": lambda: draw.tenths(data.by_tenth(bias.healthy_user_cohort())),
    "pairs": lambda: draw.side_by_side(data.pairs(), "Hazard or risk ratio, hormones against none"),
    "timing": lambda: draw.side_by_side(
        data.timing(), "Hazard ratio, hormones against none", limits=(0.25, 2.3)
    ),
    "starts": lambda: draw.who_started_when(data.starts(), "Prentice 2008"),
    "mixture": _mixture,
}
