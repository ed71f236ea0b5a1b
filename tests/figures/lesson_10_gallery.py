"""The figures of lesson 10, once each, for the tests that hold for all figures."""

import numpy as np

from course_utils.exercises import lesson_10 as data
from course_utils.figures import lesson_10 as draw
from course_utils.physiology.axis import binding_pools, free_testosterone
from course_utils.physiology.axis.free_loop import shbg_and_the_loop
from course_utils.physiology.parameters import parameter_set

SHBG = np.linspace(5, 100, 96)


def _bars():
    return draw.pool_bars(
        {f"SHBG {shbg}": binding_pools(17.35, shbg=shbg)["testosterone"] for shbg in (20, 40, 80)}
    )


def _curves():
    curves = {total: free_testosterone(total, SHBG) for total in (17.35, 10.4)}
    marks = ((17.35, 20), (17.35, 40), (10.4, 20), (10.4, 60))
    return draw.free_by_shbg(SHBG, curves, marks, rule=0.02)


def _age():
    line, folds = data.fall_as_shbg_rises()
    return draw.free_falls_with_age(
        *line, folds, data.fall_with_age(), "Khosla 2005, men of many ages"
    )


LESSON_10 = {
    "pools": _bars,
    "free over SHBG": _curves,
    "tube and man": lambda: draw.tube_and_man(shbg_and_the_loop(np.linspace(10, 100, 46))),
    "age": _age,
    "assays": lambda: draw.assay_agreement(
        parameter_set("sex_steroid_assays"), "Huhtaniemi 2012, 3,174 men"
    ),
    "plane of labs": lambda: draw.ratio_plane(data.FIVE_MEN),
    "plane of trials": lambda: draw.ratio_plane(moves=data.trial_moves()),
}
