"""The figures of lesson 02, once each, for the tests that hold for all figures."""

import numpy as np

from course_utils.figures import lesson_02 as draw
from course_utils.physiology.bone import LEMAIRE, rank_occupancy
from course_utils.physiology.bone.levers import LEVERS, lever_response
from course_utils.physiology.drugs import denosumab, sclerostin_antibody
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.person import Person, simulate
from course_utils.physiology.solve import solve


def halved():
    """Half the OPG production from day 20."""
    return solve(LEMAIRE, np.arange(0, 161.0), changes=[(20, {"K_OP": 1e5})])


def infused():
    """Parathyroid hormone from day 20 to day 80."""
    return solve(LEMAIRE, np.arange(0, 161.0), changes=[(20, {"I_P": 250}), (80, {"I_P": 0})])


def antibodies():
    """Both antibodies and nothing, in a woman of 70."""
    woman, days = Person.woman(age=70, final_period_age=50), np.linspace(0, 3 * 365.25, 61)
    return {
        "rankl": simulate(woman, denosumab(), times=days),
        "sclerostin": simulate(woman, sclerostin_antibody(), years=1),
        "untreated": simulate(woman, times=days),
        "measured": parameter_set("bone_probes"),
    }


def _trap():
    opg = np.linspace(0, 3, 301)
    return draw.trap_curve(opg, rank_occupancy(1, opg))


LESSON_02 = {
    "molecules": draw.cast_of_molecules,
    "signal map": draw.signal_map,
    "trap": _trap,
    "occupancy": lambda: draw.occupancy_map(((2, 2), (1, 1), (0.1, 0.1))),
    "less OPG in time": lambda: draw.cells_over_time(halved(), "half the OPG production", 20),
    "infusion": lambda: draw.cells_over_time(infused(), "an infusion of PTH", 20, 80),
    "less OPG": lambda: draw.less_opg(lever_response("OPG", np.linspace(0.25, 1, 31))),
    "levers": lambda: draw.four_levers(
        {lever: lever_response(lever, np.geomspace(0.25, 4, 33)) for lever in LEVERS}
    ),
    "antibodies": lambda: draw.two_antibodies(**antibodies()),
}
