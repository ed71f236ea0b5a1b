"""Lesson 16: what is known, open or no line on each sheet; and which date stands on what."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from course_utils.figures.palette import COLORS, GRID, INK, LOOKS, MUTED, PAPER
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, text_color, words
from course_utils.figures.wording import listed

TINTS = {
    "fewer": (LOOKS["formation"].color, "///"),
    "more": (LOOKS["resorption"].color, "\\\\\\"),
    "open": (COLORS["placebo"], ""),
}
SIGNS = {"fewer": "▼ fewer", "more": "▲ more", "open": "open"}
MISSING = "no line"
LANES = {"trial": 0.47, "label": 0.53}


def known_or_open(states):
    """A grid: outcomes down, treatments across, and what the trial can say (F2).

    Parameters
    ----------
    states : DataFrame
        Index outcome, one column per treatment; fewer, more, open or no line.

    Returns
    -------
    Described
    """
    rows, columns = states.shape
    figure, ax = new_figure(8.0, 1.15 + 0.42 * rows)
    ax.set(xlim=(-0.03, columns), ylim=(rows + 0.02, -0.02))
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.xaxis.tick_top()
    ax.set_xticks(np.arange(columns) + 0.5, states.columns)
    ax.set_yticks(np.arange(rows) + 0.5, states.index)
    for row, outcome in enumerate(states.index):
        for column, name in enumerate(states.columns):
            _cell(ax, column, row, states.loc[outcome, name])
    return Described(figure, *_known_told(states))


def _cell(ax, column, row, state):
    box = {"xy": (column + 0.02, row + 0.05), "width": 0.96, "height": 0.9}
    place = {"ha": "center", "va": "center", "zorder": 5}
    if state == MISSING:
        ax.add_patch(Rectangle(**box, facecolor=PAPER, edgecolor=GRID, linewidth=0.8))
        words(ax, column + 0.5, row + 0.5, MISSING, MUTED, **place)
        return
    color, hatch = TINTS[state]
    tint = tuple(1 - 0.34 * (1 - np.array(to_rgb(color))))
    ax.add_patch(Rectangle(**box, facecolor=tint, edgecolor=PAPER, hatch=hatch))
    ground = {"facecolor": tint, "edgecolor": "none", "pad": 1.0}
    words(ax, column + 0.5, row + 0.5, SIGNS[state], bbox=ground, **place)


def _known_told(states):
    flat = states.stack()
    counts = flat.value_counts()
    told = listed(f"{counts.get(state, 0)} {state}" for state in (*TINTS, MISSING))
    rows = "; ".join(
        f"{outcome} " + ", ".join(f"{n} {state}" for state, n in row.value_counts().items())
        for outcome, row in states.iterrows()
    )
    alt = f"A grid of {len(states)} outcomes and {states.shape[1]} treatments. {rows}."
    return alt, f"Of {flat.size} cells: {told}."


def two_clocks(events):
    """Trials on the left of a line of years, labels and licenses on the right (F3).

    Parameters
    ----------
    events : sequence of (str, str, str)
        Date as written, ``trial`` or ``label``, and what happened; in order of time.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 0.7 + 0.5 * len(events))
    figure.set_layout_engine("none")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, 1), ylim=(len(events) - 0.4, -1.0))
    ax.set_axis_off()
    ax.plot([0.5, 0.5], [-0.5, len(events) - 0.5], color=MUTED, linewidth=1.5)
    heads = {"trial": "What was counted", "label": "What was permitted or printed"}
    for kind, x in LANES.items():
        align = {"ha": "right" if kind == "trial" else "left", "va": "center"}
        words(ax, x + (-0.05 if kind == "trial" else 0.05), -0.72, heads[kind], INK, **align).set(
            weight="bold"
        )
    for place, event in enumerate(events):
        _event(ax, place, *event)
    return Described(figure, *_clocks_told(events))


def _event(ax, place, date, kind, what):
    left = kind == "trial"
    look = LOOKS["formation"] if left else LOOKS["resorption"]
    ax.plot(0.5, place, "s" if left else "^", color=look.color, markersize=9, zorder=3)
    side, align = (-1, "right") if left else (1, "left")
    style = {"va": "center", "zorder": 4}
    words(ax, 0.5 + side * 0.025, place, what, ha=align, **style)
    words(ax, 0.5 - side * 0.025, place, date, text_color(look.color), **style).set(
        ha="left" if left else "right"
    )


def _clocks_told(events):
    def of(kind):
        return "; ".join(f"{date} {what.splitlines()[0]}" for date, k, what in events if k == kind)

    alt = (
        f"A line of years. Left, trials: {of('trial')}. Right, labels and licenses: {of('label')}."
    )
    trials = sum(kind == "trial" for _, kind, _ in events)
    summary = (
        f"{trials} counts of trials and {len(events) - trials} decisions about labels, each with "
        "its own date."
    )
    return alt, summary
