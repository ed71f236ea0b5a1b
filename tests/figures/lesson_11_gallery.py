"""The figures of lesson 11, once each, for the tests that hold for all figures."""

from functools import lru_cache

import numpy as np

from course_utils.exercises import lesson_11_data as data
from course_utils.figures import lesson_11 as draw
from course_utils.physiology.axis import degarelix, loop_settings, steady_state, triptorelin


def david(therapies=(), **changes):
    return steady_state(loop_settings("david", therapies, **changes))


def _bars():
    pushes = ("testosterone", "clomiphene", "aromatase_inhibitor", "gnrh_agonist")
    return draw.four_pushes({"nothing": david(), **{name: david(name) for name in pushes}})


def _routes():
    roads = {
        "clomiphene": [david(d=d, eps=0.05) for d in np.linspace(0, 14, 15)],
        "aromatase inhibitor": [david(inhibited=left) for left in np.linspace(1, 0.16, 15)],
        "testosterone": [david(T_input=given) for given in np.linspace(0, 500, 15)],
    }
    return draw.routes(david(), roads, level=475)


def _gnrh():
    days = np.arange(0, 56.1, 0.25)
    lines = [
        drug(days, injections=(0, 28))["testosterone_ng_per_dl"]
        for drug in (triptorelin, degarelix)
    ]
    return draw.two_gnrh_drugs(*lines, injections=(0, 28))


men = lru_cache(data.every_push_on_every_man)
beside = lru_cache(data.beside_the_trials)
back = lru_cache(data.sperm_after_testosterone)

LESSON_11 = {
    "pushes on David": _bars,
    "roads of pushes": _routes,
    "pushes on men": lambda: draw.pushes_on_men(men()),
    "two GnRH drugs": _gnrh,
    "sperm line": lambda: draw.sperm_line(
        data.sperm_on_testosterone(), [(38.5, 0.5)], "men\n(Human Reprod 2005)"
    ),
    "restart of Luis": lambda: draw.restart(data.restarts(np.arange(0, 241.0)), (21, 111)),
    "sperm comes back": lambda: draw.sperm_comes_back(
        back(), data.published_recovery(), "Liu 2006, 1,549 men"
    ),
    "pushes beside trials": lambda: draw.beside_trials(beside()),
}
