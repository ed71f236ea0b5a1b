"""The figures of lesson 09, once each, for the tests that hold for all figures."""

import numpy as np

from course_utils.figures import lesson_09 as draw
from course_utils.physiology.axis import (
    LOOP,
    find_pulses,
    follow_loop,
    loop_gain,
    loop_settings,
    menstrual_cycle,
    open_loop,
    pulsatile_man,
    sample_blood,
    steady_state,
    surge_days,
)
from course_utils.physiology.axis.cycle import unvarying_gnrh
from course_utils.physiology.axis.cycle_rates import gnrh_released
from course_utils.physiology.axis.loop import (
    estradiol_from,
    feedback,
    gnrh_drive,
    lh_at_rest,
    testosterone_at_rest,
)
from course_utils.physiology.parameters import parameter_set

P = LOOP.numbers()


def brain(level):
    """LH that the healthy brain asks for."""
    return lh_at_rest(feedback(level, estradiol_from(level, P), P), 1.0, P)


def testis(supplied=0, capacity=1):
    """What a testis and a supply give, as a function of LH."""
    return lambda lh: testosterone_at_rest(lh, capacity, supplied, P)


testis.__test__ = False


def rest(**changes):
    """Testosterone and LH at rest."""
    found = steady_state(loop_settings(**changes))
    return found.testosterone_ng_per_dl, found.lh_iu_per_l


def supplies():
    """Levels reached with the loop closed and cut."""
    supplied = np.linspace(0, 1000, 51)
    settings = [loop_settings(T_input=x) for x in supplied]
    closed = [steady_state(each).testosterone_ng_per_dl for each in settings]
    cut = [open_loop(each).testosterone_ng_per_dl for each in settings]
    return supplied, np.array(closed), np.array(cut)


def pushes():
    """Two pushes of loops with gains 0, 1, 3.4 and 6."""
    loops = [LOOP.replace(n_f=steepness) for steepness in (0, 1.75, 6, 10.5)]
    told = {"500 ng/dL supplied": {"T_input": 500}, "Half of the testis lost": {"capacity": 0.5}}
    return {
        name: {
            abs(loop_gain(loop)): steady_state(loop.replace(**change)).testosterone_ng_per_dl
            for loop in loops
        }
        for name, change in told.items()
    }


def watched(minutes=(10, 60)):
    """A simulated day and its samples."""
    profile = pulsatile_man(24, seed=3)
    samples = {every: sample_blood(profile, seed=3, every_minutes=every) for every in minutes}
    return profile, {every: (each, find_pulses(each)) for every, each in samples.items()}


def without_pauses():
    """Four weeks of GnRH without pauses, and its drive."""
    given = loop_settings(therapies="gnrh_agonist")
    table = follow_loop(np.linspace(0, 28, 113), changes=[(0.0, given)])
    return table, gnrh_drive(table["gnrh_receptors"].to_numpy(), given.numbers())


def two_women():
    """Cycles with GnRH that follows the ovary, and with GnRH that does not."""
    days = np.arange(0, 85, 0.1)
    usual = menstrual_cycle(days)
    return usual, menstrual_cycle(days, parameters=unvarying_gnrh(usual))


def _turning():
    estradiol = np.geomspace(5, 400, 200)
    numbers = parameter_set("roeblitz2013").numbers()
    return draw.turning_wire(estradiol, gnrh_released(estradiol, 0.5, numbers), man=25)


def _cycles():
    usual, fixed = two_women()
    return draw.cycles({"usual": usual, "fixed": fixed}, surge_days(usual))


LESSON_09 = {
    "axis": lambda: draw.the_axis(steady_state()),
    "crossing": lambda: draw.crossing(brain, {"his testis": testis()}, {"at rest": rest()}),
    "crossing, supplied": lambda: draw.crossing(
        brain,
        {"his testis": testis(), "+ 500 supplied": testis(500)},
        {"before": rest(), "500 supplied": rest(T_input=500)},
        cut=5,
    ),
    "crossing, half": lambda: draw.crossing(
        brain,
        {"whole": testis(), "half": testis(0, 0.5)},
        {"whole testis": rest(), "half a testis": rest(capacity=0.5)},
    ),
    "kept": lambda: draw.kept_of_supply(*supplies()),
    "push": lambda: draw.same_push(pushes()),
    "watched": lambda: draw.watched_pulses(*watched()),
    "watched each minute": lambda: draw.watched_pulses(*watched((1,))),
    "flare": lambda: draw.flare(*without_pauses()),
    "two sites": lambda: draw.two_sites(parameter_set("feedback_sites")),
    "turning": _turning,
    "cycle": lambda: draw.cycles({"cycle": two_women()[0]}, surge_days(two_women()[0])),
    "two cycles": _cycles,
}
