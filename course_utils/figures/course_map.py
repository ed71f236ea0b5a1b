"""The map of the course: which lesson works on which link of the chain."""

from __future__ import annotations

from typing import NamedTuple

from course_utils.figures.chain import LINKS
from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, FONT_SIZE, GRID, INK, MUTED, new_figure


class Stop(NamedTuple):
    """One lesson: its number, its title and the links it fills."""

    number: str
    title: str
    links: tuple


MODULES = {
    "Bone remodeling": (
        Stop("01", "Bone is never finished", ("bone cells",)),
        Stop("02", "The brake and the accelerator", ("hormones", "bone cells")),
        Stop("03", "When estrogen falls", ("bone cells", "density")),
        Stop("04", "Measuring bone", ("density",)),
    ),
    "Estrogen-receptor pharmacology": (
        Stop("05", "From dose to blood", ("dose", "concentration")),
        Stop("06", "Bind and activate", ("receptor",)),
        Stop("07", "One drug, two answers", ("receptor", "density")),
        Stop("08", "Same drug, different tissue", ("receptor",)),
    ),
    "HPG feedback": (
        Stop("09", "The hormone thermostat", ("hormones",)),
        Stop("10", "Total, free and the ratio", ("hormones",)),
        Stop("11", "Four ways to push the loop", ("hormones",)),
        Stop("12", "What bone answers to in men", ("hormones", "density", "fracture")),
    ),
    "HRT-versus-SERM evidence": (
        Stop("13", "From percent to people", ("fracture", "evidence")),
        Stop("14", "Density is not fracture", ("density", "fracture", "evidence")),
        Stop("15", "Trial or cohort?", ("evidence",)),
        Stop("16", "The whole balance sheet", ("decision",)),
    ),
    "Capstone": (Stop("17", "Capstone: virtual clinic, virtual trial", LINKS),),
}
"""Module → its lessons, in course order; a test compares them with the notebooks."""


def course_map():
    """Lessons against links of the chain, a filled circle where a lesson works on a link.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8, 6.4)
    figure.set_layout_engine("none")
    ax.set_position((0.36, 0.01, 0.64, 0.98))
    row = 0
    for module, stops in MODULES.items():
        _label(ax, row, module, weight="bold")
        for stop in stops:
            row += 1
            _stop(ax, stop, row)
        row += 1.4
    _columns(ax, row)
    return Described(figure, _alt(), "Read a row for a lesson, a column for a link of the chain.")


def _stop(ax, stop, row):
    columns = [LINKS.index(link) for link in stop.links]
    title = stop.title.removeprefix("Capstone: ")
    words = f"{stop.number}  {title[0].upper()}{title[1:]}"
    _label(ax, row, words)
    ax.plot((-0.45, len(LINKS) - 0.55), (row, row), color=GRID, linewidth=1, zorder=0)
    ax.plot(columns, [row] * len(columns), color=COLORS["formation"], linewidth=2.5)
    ax.plot(columns, [row] * len(columns), "o", color=COLORS["formation"], markersize=9)


def _label(ax, row, words, **look):
    ax.text(-0.6, row, words, ha="right", va="center", size=FONT_SIZE, color=INK, **look)


def _columns(ax, bottom):
    """Names of the links, on two heights so that neighbors keep clear of each other."""
    for column, link in enumerate(LINKS):
        height = -0.7 if column % 2 else -1.6
        ax.text(column, height, link, ha="center", va="center", color=MUTED, size=FONT_SIZE)
    ax.set(xlim=(-0.6, len(LINKS) + 0.1), ylim=(bottom - 0.8, -2.2))
    ax.set_axis_off()


def _alt():
    stops = [stop for stops in MODULES.values() for stop in stops]
    places = (
        f"{link} {', '.join(stop.number for stop in stops if link in stop.links)}" for link in LINKS
    )
    return f"Which lessons work on which link of the chain: {'; '.join(places)}."
