"""Ratios with intervals on a fixed logarithmic axis, as explorers move them."""

from __future__ import annotations

import numpy as np

from course_utils.figures.effect_axis import null_line, set_effect_axis
from course_utils.figures.palette import FONT_SIZE, LOOKS, PAPER, text_color


def ratio_axis(ax, limits, label):
    """A logarithmic axis around 1, without marks on the left."""
    set_effect_axis(ax, limits, ratio=True)
    null_line(ax, ratio=True)
    ax.grid(visible=False)
    ax.tick_params(axis="y", left=False, labelleft=False)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(label)


def empty_interval(ax, meaning, simulated=False):
    """The marks of one estimate: interval, point, arrows for what lies beyond the axis.

    What is expected or simulated is hollow and dashed; what was observed is filled.

    Returns
    -------
    dict of str to Line2D
        ``span``, ``point``, ``below`` and ``above``; move them with `move_interval`.
    """
    look = LOOKS[meaning]
    style = {"color": look.color, "linestyle": "none", "clip_on": False, "zorder": 4}
    fill = {"markerfacecolor": PAPER, "markeredgewidth": 1.8} if simulated else {}
    line = {"linewidth": 2.0, "linestyle": (0, (2, 1)) if simulated else "-"}
    return {
        "span": ax.plot([], [], color=look.color, **line)[0],
        "point": ax.plot([], [], marker=look.marker, markersize=8, **(style | fill))[0],
        "below": ax.plot([], [], marker="<", markersize=7, **style)[0],
        "above": ax.plot([], [], marker=">", markersize=7, **style)[0],
    }


def move_interval(marks, place, estimate, low, high):
    """Put an estimate and its limits at height `place`; what lies beyond becomes an arrow."""
    left, right = marks["span"].axes.get_xlim()
    marks["span"].set_data(np.clip([low, high], left, right), [place, place])
    _at(marks["point"], estimate, place, left <= estimate <= right)
    _at(marks["below"], left, place, low < left)
    _at(marks["above"], right, place, high > right)


def hide(marks):
    """Show nothing, for a state that has no estimate."""
    for mark in marks.values():
        mark.set_data([], [])


def _at(mark, x, y, shown):
    mark.set_data([x] if shown else [], [y] if shown else [])


def centered_words(ax, meaning):
    """Empty words over the middle of an Axes; move them with ``set_text`` and ``set_y``."""
    color = text_color(LOOKS[meaning].color)
    style = {"transform": ax.get_yaxis_transform(), "ha": "center", "va": "bottom"}
    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
    return ax.text(0.5, 0.5, " ", size=FONT_SIZE, color=color, bbox=box, **style)


def ratio_words(estimate, low=None, high=None):
    """``"0.65"``, or with limits ``"0.65 (0.53 to 0.80)"``."""
    if low is None:
        return ratio_figures(estimate)
    return f"{ratio_figures(estimate)} ({ratio_figures(low)} to {ratio_figures(high)})"


def ratio_figures(ratio):
    """Two figures after the point; none for what is far off, one more for what is tiny."""
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.2f}" if ratio >= 0.05 else f"{ratio:.3f}"
