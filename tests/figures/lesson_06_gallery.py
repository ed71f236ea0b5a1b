"""The figures of lesson 06, once each, for the tests that hold for all figures."""

import numpy as np

from course_utils.exercises.lesson_06 import DRUGS
from course_utils.figures import lesson_06 as draw
from course_utils.figures.lesson_06_data import relative_binding
from course_utils.physiology.receptors import (
    displacement,
    dose_ratio,
    fit_displacement,
    fit_schild,
    half_inhibition,
)

SEED = 20261121
TRACERS = {"little tracer": 0.1, "three times as much": 0.3}


def experiment():
    """Two synthetic competition experiments: K_i 0.5 nM, tracer K 0.1 nM."""
    rng = np.random.default_rng(SEED)
    competitor = np.geomspace(0.01, 100, 13)
    runs = {}
    for name, tracer in TRACERS.items():
        curve = displacement(competitor, half_inhibition(0.5, tracer, 0.1), 100)
        points = curve + 4 * rng.standard_normal(competitor.size)
        runs[name] = (points, fit_displacement(competitor, points))
    return competitor, runs


def blockers():
    """Synthetic dose ratios of a competitive blocker and of one that only weakens the grip."""
    rng = np.random.default_rng(2026)
    amount = np.array([2.0, 5, 10, 20, 50, 100, 200])
    chance = np.exp(0.12 * rng.standard_normal((2, amount.size)))
    simple = dose_ratio(amount, 2.0)
    leveling = dose_ratio(amount, 2.0) / dose_ratio(amount, 40.0)
    return {"blocker X": (amount, simple * chance[0]), "blocker Y": (amount, leveling * chance[1])}


def _squares():
    competitor, runs = experiment()
    points = runs["little tracer"][0]
    tried = np.geomspace(0.1, 10, 101)
    sums = [np.sum((points - displacement(competitor, ic50, 100)) ** 2) for ic50 in tried]
    return draw.squares(tried, sums, tried[np.argmin(sums)])


def _schild():
    sets = blockers()
    return draw.schild_plot(sets, {name: fit_schild(*pair) for name, pair in sets.items()})


LESSON_06 = {
    "key and switch": draw.key_and_switch,
    "seats taken": draw.seats_taken,
    "squares": _squares,
    "competition, one": lambda: draw.competition(
        experiment()[0], {"little tracer": experiment()[1]["little tracer"]}
    ),
    "competition, two": lambda: draw.competition(*experiment()),
    "five laboratories": lambda: draw.five_laboratories(relative_binding()),
    "two knobs": draw.two_knobs,
    "spare seats": draw.spare_seats,
    "blocked": draw.blocked,
    "blocked for good": lambda: draw.blocked(lost=(0.1,)),
    "Schild": _schild,
    "three drugs": lambda: draw.three_drugs(DRUGS),
}
