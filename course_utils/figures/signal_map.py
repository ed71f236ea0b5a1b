"""From estradiol and load to the bone cells: which arrow was seen where."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from course_utils.figures.cells import stage
from course_utils.figures.palette import COLORS, GRID, INK, MUTED, PAPER
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, settle, words


class Step(NamedTuple):
    """One arrow: from, to, whether it drives (+1) or holds back (−1), seen in whom, sources."""

    start: str
    end: str
    sign: int
    seen: str
    sources: tuple[str, ...]
    at: tuple[float, float]
    bend: float = 0.0


STEPS = (
    Step("load", "sclerostin", -1, "animals", ("galea2017",), (4.2, 8.1)),
    Step("estradiol", "sclerostin", -1, "people", ("modder2011",), (4.2, 6.45)),
    Step("estradiol", "RANKL", -1, "people", ("eghbali2003",), (4.5, 5.05)),
    Step("estradiol", "OPG", +1, "cells", ("bord2003",), (4.2, 3.5)),
    Step("estradiol", "osteoclasts", -1, "animals", ("hughes1996",), (7.4, 1.4), 0.42),
    Step("OPG", "RANKL", -1, "people", ("whyte2002", "boyce2008"), (7.45, 3.75)),
    Step("RANKL", "osteoclasts", +1, "people", ("papapoulos2012",), (10.5, 4.55)),
    Step("sclerostin", "osteoblasts", -1, "people", ("vanlierop2017", "mcclung2014"), (10.5, 7.7)),
    Step("osteoclasts", "osteoblasts", +1, "inferred", ("lemaire2004",), (13.6, 5.8)),
)
"""Each arrow with the most human evidence the course has read for it."""

PLACES = {
    "load": (1.6, 8.3),
    "estradiol": (1.6, 5.0),
    "sclerostin": (7.4, 7.7),
    "RANKL": (7.4, 5.0),
    "OPG": (7.4, 2.5),
    "osteoclasts": (13.6, 4.0),
    "osteoblasts": (13.6, 7.7),
}
FRAMES = {
    "load": MUTED,
    "estradiol": COLORS["estradiol"],
    "sclerostin": COLORS["osteocyte"],
    "RANKL": INK,
    "OPG": COLORS["placebo"],
    "osteoclasts": COLORS["resorption"],
    "osteoblasts": COLORS["formation"],
}
LINES = {
    "people": {"linestyle": "-", "linewidth": 2.6},
    "animals": {"linestyle": (0, (5, 2)), "linewidth": 1.8},
    "cells": {"linestyle": (0, (1, 1.5)), "linewidth": 1.8},
    "inferred": {"linestyle": (0, (7, 2, 1, 2)), "linewidth": 1.2},
}
HALF_WIDTH, HALF_HEIGHT = 1.42, 0.5


def signal_map():
    """The wiring of the lesson with a word at each arrow: people, animals, cells or inferred.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.75)
    stage(ax, 16, 9.5)
    for step in STEPS:
        _arrow(ax, step)
    for name, (x, y) in PLACES.items():
        _node(ax, name, x, y)
    words(ax, 7.4, 8.85, "caught by romosozumab", MUTED, ha="center", va="center")
    words(ax, 7.6, 5.95, "caught by denosumab", MUTED, ha="center", va="center")
    words(ax, 15.9, 0.35, "arrow: drives   bar: holds back", MUTED, ha="right", va="center")
    settle(figure)
    return Described(figure, *_sentences())


def _node(ax, name, x, y):
    box = FancyBboxPatch(
        (x - HALF_WIDTH, y - HALF_HEIGHT),
        2 * HALF_WIDTH,
        2 * HALF_HEIGHT,
        boxstyle="round,pad=0,rounding_size=0.25",
        facecolor=PAPER,
        edgecolor=FRAMES[name],
        linewidth=2.2,
        zorder=3,
    )
    ax.add_patch(box)
    words(ax, x, y, name, weight="bold", ha="center", va="center", zorder=4)


def _arrow(ax, step):
    head = "-|>,head_length=7,head_width=4" if step.sign > 0 else "-[,widthB=7,lengthB=0"
    arrow = FancyArrowPatch(
        *_ends(step),
        arrowstyle=head,
        connectionstyle=f"arc3,rad={step.bend}",
        color=MUTED if step.seen == "inferred" else INK,
        shrinkA=0,
        shrinkB=3,
        zorder=2,
        **LINES[step.seen],
    )
    ax.add_patch(arrow)
    paper = {"facecolor": PAPER, "edgecolor": GRID, "boxstyle": "round,pad=0.2"}
    words(ax, *step.at, step.seen, ha="center", va="center", bbox=paper, zorder=5)


def _ends(step):
    """Where the arrow leaves one box and meets the next: sideways, or up and down in a column."""
    (x0, y0), (x1, y1) = PLACES[step.start], PLACES[step.end]
    if x0 == x1:
        up = HALF_HEIGHT if y1 > y0 else -HALF_HEIGHT
        return (x0, y0 + up), (x1, y1 - up)
    if step.bend:
        return (x0, y0 - HALF_HEIGHT), (x1, y1 - HALF_HEIGHT)
    aside = 0.25 * (y0 > y1) - 0.25 * (y0 < y1)  # two arrows into one side stay apart
    return (x0 + HALF_WIDTH, y0), (x1 - HALF_WIDTH, y1 + aside)


def _sentences():
    verb = {1: "drives", -1: "holds back"}
    told = "; ".join(f"{s.start} {verb[s.sign]} {s.end} ({s.seen})" for s in STEPS)
    seen = [step.seen for step in STEPS]
    count = ", ".join(f"{seen.count(level)} in {level}" for level in ("people", "animals", "cells"))
    return (
        f"Map of signals, each arrow with where it was seen: {told}.",
        f"Of {len(STEPS)} arrows, the strongest evidence is {count}, "
        f"and {seen.count('inferred')} is inferred.",
    )
