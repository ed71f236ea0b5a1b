"""Hypothalamus, pituitary and gonads, from a loop for the blackboard to published models.

    loop.py, loop_time.py   the teaching loop at rest and in time
    binding.py              free hormone: SHBG and albumin
    free_loop.py            the teaching loop when the brain feels free hormone
    pulses.py               LH pulse by pulse
    pulse_counting.py       blood samples and the rule that finds pulses in them
    cycle.py                the menstrual cycle (Röblitz 2013); equations in cycle_rates.py
    gnrh_drugs.py           GnRH agonist and antagonist in men (Tornøe 2007)
    history.py              the first model of the male axis (Smith 1980)

The mean-field axes of the chain from dose to fracture are in ``male.py`` and ``female.py``.
"""

from course_utils.physiology.axis.binding import (
    SODERGARD,
    VERMEULEN,
    Pools,
    binding_pools,
    binding_table,
    free_testosterone,
)
from course_utils.physiology.axis.cycle import (
    ROEBLITZ,
    cycle_lengths,
    menstrual_cycle,
    surge_days,
)
from course_utils.physiology.axis.female import FEMALE_AXIS, female_axis_rates, ovarian_reserve
from course_utils.physiology.axis.gnrh_drugs import DEGARELIX, TRIPTORELIN, degarelix, triptorelin
from course_utils.physiology.axis.history import SMITH, smith_steady_state
from course_utils.physiology.axis.loop import (
    LOOP,
    PEOPLE,
    THERAPIES,
    Hormones,
    loop_gain,
    loop_settings,
    open_loop,
    steady_state,
)
from course_utils.physiology.axis.loop_time import LOOP_IN_TIME, follow_loop, stop_testosterone
from course_utils.physiology.axis.male import MALE_AXIS, male_axis_rates
from course_utils.physiology.axis.pulse_counting import find_pulses, match_pulses, sample_blood
from course_utils.physiology.axis.pulses import PULSES, pulsatile_man, pulse_train

__all__ = [
    "DEGARELIX",
    "FEMALE_AXIS",
    "LOOP",
    "LOOP_IN_TIME",
    "MALE_AXIS",
    "PEOPLE",
    "PULSES",
    "ROEBLITZ",
    "SMITH",
    "SODERGARD",
    "THERAPIES",
    "TRIPTORELIN",
    "VERMEULEN",
    "Hormones",
    "Pools",
    "binding_pools",
    "binding_table",
    "cycle_lengths",
    "degarelix",
    "female_axis_rates",
    "find_pulses",
    "follow_loop",
    "free_testosterone",
    "loop_gain",
    "loop_settings",
    "male_axis_rates",
    "match_pulses",
    "menstrual_cycle",
    "open_loop",
    "ovarian_reserve",
    "pulsatile_man",
    "pulse_train",
    "sample_blood",
    "smith_steady_state",
    "steady_state",
    "stop_testosterone",
    "surge_days",
    "triptorelin",
]
