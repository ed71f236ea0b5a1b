"""The nine panels of "The whole chain": where they stand, what their axes show, what fills them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_rgb

from course_utils.explorers.parts.chain_course import YEARS
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, TITLE_SIZE
from course_utils.figures.wording import plain

WIDTH, HEIGHT = 800, 730  # px of the page
LEFT, ACROSS, WIDE = 60, 260, 196
TOP, DOWN, HIGH = 110, 214, 100
ROWS = (52, 33, 14)  # px above a panel: title, then two lines of words


class Panel(NamedTuple):
    """One link: title, badge, curves with their meaning, limits and ticks, unit, kind of axis.

    ``wide`` are limits and ticks for large changes.
    """

    title: str
    badge: str
    curves: tuple = ()
    limits: tuple = (0, 1)
    ticks: tuple = ()
    unit: str = ""
    log: bool = False
    wide: tuple = ()


PANELS = {
    "dose": Panel("1 dose", "S", (("dose", "bone mass"),), (0, 112), (0, 50, 100), " %"),
    "concentration": Panel(
        "2 concentration", "M", (("level", "bone mass"),), (0, 150), (0, 50, 100), " %"
    ),
    "receptor": Panel("3 receptor", "M", (("signal", "estradiol"),), (0, 1.2), (0, 0.5, 1)),
    "hormones": Panel(
        "4 hormones",
        "M",
        (("estradiol", "estradiol"), ("testosterone", "testosterone")),
        (0.01, 40),
        (0.1, 1, 10),
        "×",
        True,
    ),
    "cells": Panel(
        "5 bone cells",
        "M",
        (("resorbing", "resorption"), ("building", "formation")),
        (0.3, 4),
        (0.5, 1, 2),
        "×",
        True,
    ),
    "density": Panel(
        "6 density",
        "M",
        (("density", "bone mass"),),
        (-11, 11),
        (-10, -5, 0, 5, 10),
        " %",
        wide=((-33, 13), (-30, -20, -10, 0, 10)),
    ),
    "fracture": Panel(
        "7 fracture",
        "M",
        (("hazard", "bone mass"),),
        (0.4, 3),
        (0.5, 1, 2),
        "×",
        True,
        ((0.25, 20), (0.5, 1, 2, 5, 10)),
    ),
    "evidence": Panel("8 evidence", "V"),
    "decision": Panel("9 decision", "S"),
}
RATIOS, RATIO_TICKS = (0.25, 8), (0.5, 1, 2, 5)
SIGN = 26  # px, width of the sign of a curve
BAND = 0.25  # strength of the color of a band
LINES = {"evidence": 3, "decision": 6}  # lines of words; others have two


def arrange(figure, axes):
    """Put the nine Axes in their places; return them by name."""
    figure.set_layout_engine("none")
    placed = dict(zip(PANELS, axes.flat, strict=True))
    for number, ax in enumerate(placed.values()):
        bottom = HEIGHT - TOP - HIGH - DOWN * (number // 3)
        left = LEFT + ACROSS * (number % 3)
        ax.set_position((left / WIDTH, bottom / HEIGHT, WIDE / WIDTH, HIGH / HEIGHT))
    for name, ax in placed.items():
        _dress(ax, name, PANELS[name])
    return placed


def _dress(ax, name, panel):
    ax.margins(0)
    if name == "evidence":
        _ratio_axis(ax)
    elif name == "decision":
        ax.set_axis_off()
    else:
        ax.set_yscale("log" if panel.log else "linear")
        ax.set_xlim(0, YEARS)
        fit(ax, panel, False)
        ax.set_yticks([], minor=True)
        ax.set_xticks((0, 5, 10), ("0", "5", "10 years"))
        ax.get_xticklabels()[-1].set_ha("right")
        ax.tick_params(length=2)
    above(ax, 0, 0, panel.title, size=TITLE_SIZE, weight="bold", color=INK)


def fit(ax, panel, wide):
    """Limits for changes as most people have them, or for large ones."""
    limits, ticks = panel.wide if wide else (panel.limits, panel.ticks)
    if ax.get_ylim() != limits:
        ax.set_ylim(limits)
        ax.set_yticks(ticks, [_tick(panel, value) for value in ticks])


def _tick(panel, value):
    number = plain(value, 0 if value == round(value) else 1)
    return f"×{number}" if panel.unit == "×" else f"{number}{panel.unit}"


def _ratio_axis(ax):
    ax.set_xscale("log")
    low = 60 / HIGH  # the marks stand low, words above them
    ax.set(xlim=RATIOS, ylim=(0, 1))
    ax.set_xticks(RATIO_TICKS, [f"{value:g}" for value in RATIO_TICKS])
    ax.set_xticks([], minor=True)
    ax.set_yticks([])
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    ax.plot([1, 1], [0, low], color=MUTED, linewidth=1)


def above(ax, row, left, text="", **style):
    """Words above a panel, `row` 0 to 2 and on downward, from `left` px of its left edge."""
    height = ROWS[row] if row < len(ROWS) else ROWS[-1] - 19 * (row - len(ROWS) + 1)
    box = ax.get_position()
    x, y = box.x0 + (left - 30) / WIDTH, box.y1 + height / HEIGHT
    style = {"size": FONT_SIZE, "va": "center", "transform": ax.figure.transFigure} | style
    return ax.text(x, y, text, **style)


def badge(ax):
    """The badge at the right end of a title."""
    return above(ax, 0, WIDE + 30, " ", ha="right", color=MUTED, style="italic")


def words(ax, name):
    """The moving lines of words above a panel; where there are two curves, each has its sign."""
    curves = PANELS[name].curves
    rows = range(LINES.get(name, 2))
    if len(curves) == 2:
        for row, (_, meaning) in enumerate(curves):
            _sign(ax, row, LOOKS[meaning])
        return [above(ax, 1 + row, SIGN + 6, " ", color=INK) for row in rows]
    colors = (INK, MUTED) if len(rows) == 2 else (INK,) * len(rows)
    return [above(ax, 1 + row, 0, " ", color=colors[row]) for row in rows]


def _sign(ax, row, look):
    """A piece of a curve with its marker in front of the words."""
    box = ax.get_position()
    left, height = box.x0 - 30 / WIDTH, box.y1 + ROWS[1 + row] / HEIGHT
    x = (left, left + SIGN / 2 / WIDTH, left + SIGN / WIDTH)
    style = {"transform": ax.figure.transFigure, "clip_on": False, "solid_capstyle": "butt"}
    ax.plot(x, [height] * 3, color=look.color, linewidth=6, **style)
    ax.plot(x[1:2], [height], color=look.color, marker=look.marker, markersize=11, **style)


def curve(ax, meaning, signed=False):
    """Line, gray line without the therapy and band of one quantity, all empty.

    A `signed` line ends in its marker, to be told from the other of its panel.
    """
    look, gray = LOOKS[meaning], LOOKS["baseline"]
    tint = 1 - BAND * (1 - np.array(to_rgb(look.color)))  # opaque: few colors, small pictures
    (band,) = ax.fill([0, 0], [0, 0], color=tint, linewidth=0, zorder=1.8)
    style = {"color": gray.color, "linestyle": gray.line, "linewidth": 1.4, "zorder": 2}
    (without,) = ax.plot([], [], **style)
    style = {"color": look.color, "linestyle": look.line, "linewidth": 2, "zorder": 3}
    end = {"marker": look.marker, "markevery": [-1], "markersize": 6, "clip_on": False}
    (line,) = ax.plot([], [], **style, **(end if signed else {}))
    return line, without, band


def mark(ax, meaning, simulated=False):
    """Point and interval of an estimate, empty; hollow if the model made it."""
    look = LOOKS[meaning]
    dash = (0, (2, 1)) if simulated else "-"
    (span,) = ax.plot([], [], color=look.color, linewidth=1.8, linestyle=dash, zorder=4)
    style = {"markerfacecolor": "white", "markeredgewidth": 1.6} if simulated else {}
    style |= {"color": look.color, "marker": "D" if simulated else "o", "markersize": 6}
    (point,) = ax.plot([], [], linestyle="none", zorder=5, **style)
    return point, span
