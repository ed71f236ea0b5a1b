"""The figures of lesson 07, once each, for the tests that hold for all figures."""

from functools import cache

import numpy as np

from course_utils.exercises import lesson_07_trials as trials
from course_utils.figures import lesson_07 as draw
from course_utils.physiology.bone import bone_mass, change_since, therapy
from course_utils.physiology.receptors import bone_signal, crossover, tissue_signals

LEVELS = np.geomspace(1, 200, 61)
SWALLOWED = {"tamoxifen": {"tamoxifen": 232, "desmethyltamoxifen": 467, "endoxifen": 17}}
SWALLOWED["raloxifene"] = {"raloxifene": 1.86}
FLOOR = {"ABCSG-12, with tamoxifen": -11.6, "ABCSG-12, with anastrozole": -17.3}


@cache
def arms():
    """The arms with both models."""
    return trials.arms()


def pairs():
    """Treated minus control per year, at the estradiol assumed."""
    table = trials.contrasts()
    each = (table["treated"] - table["control"]) / table["over_years"]
    before = table["people"] == trials.BEFORE
    return table.assign(per_year=each, estradiol=np.where(before, 100.0, 5.0))


def effect(drug):
    """Percent per year over two years, from rest at each estradiol."""
    found = []
    for level in LEVELS[::4]:
        course = bone_mass([0, 2], therapy(0, serm=drug), estradiol=level)
        found.append(change_since(course, 0).iloc[-1] / 2)
    return np.interp(np.log(LEVELS), np.log(LEVELS[::4]), found)


def receptor_panels():
    """Teaching and full receptor."""
    small = {"levels": LEVELS, "no drug": bone_signal(LEVELS)}
    small |= {drug: bone_signal(LEVELS, drug) for drug in SWALLOWED}
    large = {"levels": LEVELS, "no drug": tissue_signals(LEVELS)["bone_signal"]}
    large |= {drug: tissue_signals(LEVELS, **c)["bone_signal"] for drug, c in SWALLOWED.items()}
    small["turns"] = {"tamoxifen": crossover(0.6), "raloxifene": crossover(0.65)}
    large["turns"] = {"tamoxifen": 12.6, "raloxifene": 18.9}
    return {"Teaching receptor": small, "Full receptor": large}


def floor():
    """Loss in three years at any signal."""
    estradiol = np.array([100, 60, 40, 25, 15, 10, 7, 5, 3, 2, 1, 0.5, 0])
    signals, losses = bone_signal(estradiol), []
    for level in estradiol:
        course = bone_mass([0, 3], therapy(0, estradiol=level), estradiol=100)
        losses.append(change_since(course, 0).iloc[-1])
    marks = {"model, with tamoxifen": (0.627, -4.96), "model, with anastrozole": (0.134, -12.76)}
    return draw.floor_of_model(signals, losses, marks, FLOOR)


LESSON_07 = {
    "two answers": lambda: draw.two_answers(
        LEVELS, bone_signal(LEVELS), bone_signal(LEVELS, "tamoxifen"), {"Ana": 5, "Priya": 100}
    ),
    "dose family": lambda: draw.dose_family(
        LEVELS,
        {d: bone_signal(LEVELS, efficacy=0.6, dose=d) for d in (0, 2, 5, 20, 100)},
        (10.5, bone_signal(10.5)),
    ),
    "trials on the curve": lambda: draw.trials_on_curve(
        LEVELS, {drug: effect(drug) for drug in SWALLOWED}, pairs()
    ),
    "arms and models": lambda: draw.arms_and_models(arms()),
    "two receptors": lambda: draw.two_receptors(receptor_panels()),
    "floor": floor,
    "men": lambda: draw.turn_in_men({"teaching": 13.0, "full receptor": 18.9}, trials.men()),
}
