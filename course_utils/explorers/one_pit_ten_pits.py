"""Lesson 01: one remodeling site, once or many times over."""

from course_utils.explorers.kit.controls import Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.site_picture import BONE, MOST_CYCLES, draw, update
from course_utils.figures.wording import signed
from course_utils.physiology.bone import DAYS_PER_CYCLE, lowest_point, remodeling_site

EFFICIENCY = ("% per cell per day", 0.0010, 0.0024, 0.0001, 0.0017)


def compute(burst, formation_efficiency, cycles, flows):
    """The site until the last day, or until no bone is left (model: Komarova 2003)."""
    site = remodeling_site(burst, formation_efficiency, cycles)
    empty = site.index[site[BONE] <= 0]
    return {
        "site": site.loc[: empty[0]] if len(empty) else site,
        "lowest": lowest_point(site.loc[:DAYS_PER_CYCLE]),
        "end": 0.0 if len(empty) else float(site[BONE].iloc[-1]),
        "empty_day": float(empty[0]) if len(empty) else None,
        "cycles": cycles,
        "flows": flows,
    }


def summarize(result):
    """Deepest point of the first pit and the balance at the end."""
    reading = "the first pit is deepest on day {:.1f} with {:.1f} % of the bone".format(
        *result["lowest"]
    )
    if result["empty_day"] is not None:
        return f"{reading}; on day {result['empty_day']:.0f} no bone is left and the model ends"
    reading = f"{reading}; bone ends at {result['end']:.1f} % of the start"
    if result["cycles"] == 1:
        return reading
    per_cycle = signed((result["end"] - 100) / result["cycles"], 1)
    return f"{reading}, {per_cycle} percentage points per cycle"


EXPLORER = Declaration(
    name="one_pit_ten_pits",
    title="One pit, ten pits",
    picture="Three model curves over days: osteoclasts, osteoblasts and bone mass at one site.",
    controls=(
        Number("burst", "Osteoclast burst", "cells", 2, 16, 1, 11),
        Number("formation_efficiency", "Formation efficiency", *EFFICIENCY, decimals=4),
        Number("cycles", "Number of cycles", "", 1, MOST_CYCLES, 1, 1),
        Toggle("flows", "Mark drains and fills", "drains and fills marked"),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=summarize,
    pinned=(BONE,),
    tries=(
        Try(
            "Raise the burst to 16. The pit gets deeper; does bone end lower than at 11?",
            ({"burst": 16},),
        ),
        Try(
            "Lower formation efficiency to 0.0015, first for 1 cycle, then for 10.",
            (
                {"formation_efficiency": 0.0015},
                {"formation_efficiency": 0.0015, "cycles": 10},
            ),
        ),
        Try(
            "Raise formation efficiency to 0.0019. What would you ask before calling this good?",
            ({"formation_efficiency": 0.0019},),
        ),
    ),
)
