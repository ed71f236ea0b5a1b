"""The figures of lesson 05 with the numbers of the lesson."""

import numpy as np

from course_utils.exercises import lesson_05 as data
from course_utils.figures import lesson_05 as draw
from course_utils.physiology.drugs import (
    Regimen,
    drug,
    exposure,
    half_life_to_k,
    person_factors,
    repeated_bolus,
)

DAYS = np.arange(0, 120, 1 / 12)
HOURS = np.linspace(0, 24, 97)[:-1]


def _amounts(days, mg, half_life_hours):
    return repeated_bolus(24 * days, mg, 24, 1, half_life_to_k(half_life_hours))


def _doses():
    days = np.arange(0, 12.0)
    courses = [100 * _amounts(days, dose, 27.7) for dose in (1, 2)]
    return draw.two_doses(days, *courses, ninety=3.8)


def _ratios():
    late = 400 + HOURS / 24
    fast = _amounts(late, 15.5, 10)
    table = exposure(Regimen("clomiphene"), 401).table(late)
    both = table["zuclomiphene_nmol_per_l"] / table["enclomiphene_nmol_per_l"]
    return {
        "teaching, 30 d": _amounts(late, 9.5, 720) / fast,
        "teaching, 14 d": _amounts(late, 9.5, 336) / fast,
        "catalog": both.to_numpy(),
    }


def _swings():
    days = np.linspace(140, 168, 5601)[:-1]
    plans = ((100, 7), (200, 14))
    return draw.swings(days, *(data.testosterone_course(*plan, days) for plan in plans))


def _tamoxifen():
    table = exposure(Regimen("tamoxifen", average=True), 121).table(np.linspace(0.05, 120, 600))
    names = {"tamoxifen": 371.5, "desmethyltamoxifen": 357.5, "endoxifen": 373.5}
    levels = {n: table[f"{n}_nmol_per_l"] * mass / 1000 for n, mass in names.items()}
    levels["N-desmethyltamoxifen"] = levels.pop("desmethyltamoxifen")
    ordered = {n: levels[n].to_numpy() for n in ("N-desmethyltamoxifen", "tamoxifen", "endoxifen")}
    return draw.parent_and_metabolites(table.index.to_numpy(), ordered)


def _activity():
    activity = np.geomspace(0.01, 15, 61)
    to_mass = 373.5 / 1000
    women = [drug("tamoxifen").scaled(activity=times) for times in activity]
    level = [woman.average_levels(20)["endoxifen"] * to_mass for woman in women]
    people = drug("tamoxifen").scaled(**person_factors("tamoxifen", 400, seed=5))
    spread = people.average_levels(20)["endoxifen"] * to_mass
    return draw.endoxifen_by_activity(activity, level, spread, data.label_fall())


def _day():
    routes = ("estradiol_oral", "estradiol_patch")
    tables = [exposure(name, 29).table(28 + HOURS / 24 - 1e-6) for name in routes]
    return draw.level_over_a_day(HOURS, *(t["estradiol_added_pg_per_ml"] for t in tables))


LESSON_05 = {
    "two doses": _doses,
    "two isomers": lambda: draw.two_isomers(
        DAYS, _amounts(DAYS, 15.5, 10), _amounts(DAYS, 9.5, 720)
    ),
    "ratio by hour": lambda: draw.ratio_by_hour(HOURS, _ratios(), 20.0, "Helo 2017, 15 men"),
    "swings": _swings,
    "parent and metabolites": _tamoxifen,
    "endoxifen by activity": _activity,
    "two routes": lambda: draw.two_routes(1000, 0.05, 50),
    "level over a day": _day,
    "clots by route": lambda: draw.clots_by_route(data.clot_rows()),
    "missed week": lambda: draw.missed_week(data.missed_week()),
}
