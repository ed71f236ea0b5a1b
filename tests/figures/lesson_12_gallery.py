"""The figures of lesson 12, once each, for the tests that hold for all figures."""

import numpy as np

from course_utils.exercises import lesson_12 as data
from course_utils.exercises import lesson_12_studies as studies
from course_utils.figures import lesson_12 as draw


def _grids():
    models = {f"share {w:g}": studies.factorial_spine(w) for w in (0, 0.3)}
    return draw.factorial_grids(studies.trial_in_words(), models)


def _share():
    return draw.share_of_testosterone(
        *studies.anastrozole_by_share(), data.effect_with_interval(), -1.69
    )


LESSON_12 = {
    "three spines": lambda: draw.three_spines(data.CASES),
    "five levels": lambda: draw.five_levels(data.one_man()),
    "factorial": _grids,
    "share": _share,
    "two men": lambda: draw.same_drug_two_men(np.linspace(0, 3, 37), studies.two_men()),
    "density and fractures": lambda: draw.density_and_fractures(
        studies.density_on_testosterone(), data.fractures()
    ),
}
