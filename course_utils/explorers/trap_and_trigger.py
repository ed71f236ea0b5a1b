"""Lesson 02: RANKL is the trigger, OPG the trap; what the trap leaves free turns RANK on."""

import numpy as np

from course_utils.explorers.kit.controls import Levels, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.trap_picture import draw, update
from course_utils.explorers.parts.trap_words import reading
from course_utils.physiology.bone import DECOY, free_rankl, rank_occupancy, trapped_rankl

AMOUNTS = tuple(
    value
    for power in (0.01, 0.1, 1)
    for value in (round(power * step, 3) for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9))
    if 0.05 <= value <= 5
)
HOLDS = (0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
HALVES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1)
GRID = np.geomspace(AMOUNTS[0], AMOUNTS[-1], 61)


def compute(rankl, opg, dissociation, half_occupancy, ratios):
    """What OPG holds, what it leaves free, and RANK occupied, here and on the whole map."""
    return {
        "rankl": rankl,
        "opg": opg,
        "trapped": float(trapped_rankl(rankl, opg, dissociation)),
        "free": float(free_rankl(rankl, opg, dissociation)),
        "occupied": float(rank_occupancy(rankl, opg, dissociation, half_occupancy)),
        "grid": GRID,
        "map": rank_occupancy(GRID[None, :], GRID[:, None], dissociation, half_occupancy),
        "ratios": ratios,
    }


EXPLORER = Declaration(
    name="trap_and_trigger",
    title="Trap and trigger",
    picture=(
        "A map of the share of RANK occupied, RANKL to the right and OPG upward, with a dot at "
        "the chosen amounts; beside it bars for RANKL held by OPG, RANKL free and RANK occupied."
    ),
    controls=(
        Levels("rankl", "RANKL, the trigger", "units", AMOUNTS, DECOY["L"]),
        Levels("opg", "OPG, the trap", "units", AMOUNTS, DECOY["O"]),
        Levels("dissociation", "Looseness of the trap, Kd", "units", HOLDS, DECOY["Kd"]),
        Levels("half_occupancy", "RANKL for half of RANK, Kr", "units", HALVES, DECOY["Kr"]),
        Toggle("ratios", "Lines of equal ratio", "lines of equal ratio shown", default=True),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try(
            "Slide along the line 1 : 1, from 0.1 of each to 2 of each. The ratio stays the same; "
            "does the share of RANK occupied?",
            ({"rankl": 0.1, "opg": 0.1}, {}, {"rankl": 2, "opg": 2}),
        ),
        Try(
            "Start from 1 and 1 and halve OPG. How much more of RANK is occupied?",
            ({}, {"opg": 0.5}),
        ),
        Try(
            "Start from 1 and 1 and double OPG. Is the step down as large as the step up was?",
            ({}, {"opg": 2}),
        ),
    ),
)
