"""Lesson 06: affinity and efficacy, two knobs of one drug, and a blocker beside it."""

import numpy as np

from course_utils.explorers.kit.controls import Choice, Levels, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.knobs_picture import draw, update
from course_utils.explorers.parts.knobs_words import reading
from course_utils.physiology.receptors import (
    apparent_dissociation,
    half_effect_concentration,
    maximal_effect,
    occupancy,
    operational,
)

EXAMPLES = {"A": (0.1, 1.0), "B": (10.0, 9.0)}  # K_A and tau of the two drugs to compare with
GRID = np.logspace(-5, 5, 241)  # concentration, in units of the reference K_A
GROWING = (0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100)


def compute(log_dissociation, tau, antagonist, overlay, logarithmic):
    """Seats taken and response over concentration (operational model, competitive blocker)."""
    dissociation = 10.0**log_dissociation
    apparent = apparent_dissociation(dissociation, antagonist, 1.0)
    half_effect = half_effect_concentration(apparent, tau)
    # On a linear axis half of the effect and half of the seats shall both be seen.
    end = next((limit for limit in 10.0 ** np.arange(-1, 5) if limit >= 2.5 * apparent), 1e5)
    x = GRID if logarithmic else end * np.linspace(0, 1, 241) ** 2
    return {
        "x": x,
        "occupancy": occupancy(x, apparent),
        "response": operational(x, apparent, tau),
        "examples": {name: operational(x, *knobs) for name, knobs in EXAMPLES.items()},
        "dissociation": dissociation,
        "half_occupancy": apparent,
        "half_effect": half_effect,
        "shift": apparent / dissociation,
        "top": maximal_effect(tau),
        "overlay": overlay,
        "logarithmic": logarithmic,
        "end": end,
    }


EXPLORER = Declaration(
    name="two_knobs",
    title="Two knobs",
    picture=(
        "Two model curves over the concentration of a drug: the share of receptors it sits on "
        "(thin) and the response (thick); two marks above show where each is half of its most."
    ),
    controls=(
        Number("log_dissociation", "Binding constant, log10 K_A", "", -2, 2, 0.1, 0, decimals=1),
        Levels("tau", "Efficacy τ", "", GROWING, 3),
        Levels("antagonist", "Blocker B/K_B", "", GROWING, 0),
        Toggle("overlay", "Show drugs A and B", "drugs A and B shown"),
        Choice("logarithmic", "Axis", {"logarithmic": True, "linear": False}, True),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    pinned=("response",),
    tries=(
        Try(
            "Raise τ from 3 to 30 and leave the binding alone. Which of the two marks moves?",
            ({}, {"tau": 30}),
        ),
        Try(
            "Add a blocker at ten times its K_B. Does the top fall, does the curve move, or both?",
            ({"antagonist": 10},),
        ),
        Try(
            "Turn τ down to 0.3. How much response is left when every seat is taken?",
            ({"tau": 0.3},),
        ),
    ),
)
