"""The figures of lesson 14 with the numbers of the lesson."""

import numpy as np

from course_utils.evidence.surrogates import fracture_ratio_from_density
from course_utils.evidence.synthesis import predict_effect
from course_utils.exercises import lesson_14 as data
from course_utils.figures import lesson_14 as draw


def _line(widest, warned=None):
    trials = data.trials_of_density()
    line = predict_effect(data.line_through(trials), np.linspace(0, widest, 121))
    return draw.trial_line(trials, line, warned)


def _promised():
    rows = data.promised()
    return draw.promised_and_seen(rows.assign(predicted=fracture_ratio_from_density(rows["gain"])))


LESSON_14 = {
    "fluoride": lambda: draw.fluoride_trial(*data.fluoride(), "Riggs 1990"),
    "promised and seen": _promised,
    "line": lambda: _line(14),
    "line and warnings": lambda: _line(37, data.warnings()),
    "people needed": lambda: draw.people_needed(data.people_table()),
    "four rows": lambda: draw.four_rows(data.article_rows(), (42, 27), (33, 1.1)),
    "two doses": lambda: draw.two_doses(*data.doses_by_place()),
}
