"""Switch off links of the chain: hold a quantity at its start and see what it carried.

A link that is off keeps its quantities where they were at the start of the scenario.

    concentration   no drug reaches the blood
    receptor        estrogen receptors go on seeing the estradiol of the start, and no drug
    hormones        the axis stands still: GnRH, LH, FSH, testosterone, own estradiol
    cells           osteoblasts and osteoclasts stand still
    density         bone volume and mineral stand still
    fracture        hazards do not follow density
"""

from __future__ import annotations

from dataclasses import replace as replaced
from functools import cache

from course_utils.physiology.arithmetic import formula
from course_utils.physiology.axis.female import FEMALE_AXIS
from course_utils.physiology.axis.male import MALE_AXIS
from course_utils.physiology.drugs.exposure import exposure

LINKS = ("concentration", "receptor", "hormones", "cells", "density", "fracture")
HELD_STATES = {
    "hormones": {*MALE_AXIS, *FEMALE_AXIS},
    "cells": {"R", "B", "C"},
    "density": {"Vt", "Vc", "M"},
}


def check_links(off):
    """The links to hold, as a set; unknown ones are refused in words."""
    off = {off} if isinstance(off, str) else set(off)
    for link in sorted(off - set(LINKS)):
        raise ValueError(f"No link is called {link!r}; the chain has {', '.join(LINKS)}.")
    return frozenset(off)


def hold(model, parameters, inputs, start, off):
    """The model, parameters and inputs with some links held at their start.

    Parameters
    ----------
    model : Model
    parameters : DerivedParameters
    inputs : Exposure
    start : sequence of floats
        State at the start.
    off : set of str
        Some of ``LINKS``.

    Returns
    -------
    tuple (model, parameters, inputs)
    """
    if "concentration" in off:
        inputs = exposure([], inputs.end_day)
    if "receptor" in off:
        seen = start[model.position("E2")]
        parameters = parameters.replace(receptor_live=0.0, estradiol_held=seen)
    return still(model, off), parameters, inputs


def still(model, off):
    """The model with the states of some links standing still."""
    held = frozenset().union(*(HELD_STATES.get(link, ()) for link in off))
    if not held:
        return model
    return replaced(model, rates=_frozen(model.rates, model.symbols, held))


@cache
def _frozen(rates, symbols, held):
    """The rates with some states standing still."""
    live = [0.0 if symbol in held else 1.0 for symbol in symbols]

    @formula
    def frozen_rates(time, state, p, inputs):
        derivatives = rates(time, state, p, inputs)
        return tuple([d * on for d, on in zip(derivatives, live, strict=True)])

    return frozen_rates
