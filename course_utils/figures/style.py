"""The house style: how lines, marks and labels are drawn.

Models are lines marked "model"; data are marks with intervals that name their
study. Nothing here touches matplotlib's global settings.
"""

from __future__ import annotations

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course_utils.figures.palette import (
    COLORS,
    FONT_SIZE,
    GRID,
    INK,
    LOOKS,
    MUTED,
    PAPER,
    RC,
    TITLE_SIZE,
    contrast,
    look_of,
    text_color,
)

__all__ = [
    "COLORS",
    "FONT_SIZE",
    "GRID",
    "INK",
    "LOOKS",
    "MUTED",
    "PAPER",
    "RC",
    "TITLE_SIZE",
    "contrast",
    "data_points",
    "label_line_end",
    "look_of",
    "model_line",
    "new_figure",
    "note",
    "settle",
    "spread",
    "text_color",
    "title",
    "words",
]

BADGE = "badge"
END_LABEL = "end label"


def new_figure(width=8.0, height=3.6, **subplots):
    """A figure and its axes in the house style, free of pyplot.

    Parameters
    ----------
    width, height : float
        Size in inches; 8 inches are the width of a notebook page (800 px at 100 dpi).
    **subplots
        Handed to ``Figure.subplots``: ``nrows``, ``ncols``, ``sharex``, ``height_ratios`` …

    Returns
    -------
    figure : matplotlib.figure.Figure
        With an Agg canvas, so it can be drawn in any thread.
    axes : Axes or array of Axes
        As ``Figure.subplots`` returns them.
    """
    with matplotlib.rc_context(RC):
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.subplots(**subplots)
    return figure, axes


def settle(figure):
    """Fix the layout of a drawing with equal scales, which each new draw would nudge."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")


def model_line(ax, x, y, label="", meaning="bone mass", **line):
    """Draw a model curve, name it at its right end and mark the figure as a model.

    Parameters
    ----------
    ax : Axes
        Set its limits first if the label must keep clear of other labels.
    x, y : array (n,)
        The curve.
    label : str
        Direct label; empty for none.
    meaning : str
        Key of `COLORS`; sets color and line style.
    **line
        Overrides for ``Axes.plot``, such as ``linewidth``.

    Returns
    -------
    matplotlib.lines.Line2D
    """
    look = look_of(meaning)
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    style = {"color": look.color, "linestyle": look.line, "linewidth": 2.2} | line
    (drawn,) = ax.plot(x, y, **style)
    if label:
        label_line_end(ax, x[-1], y[-1], label, look.color)
    if not _badges(ax.figure):
        note(ax, "model")
    return drawn


def data_points(ax, x, y, interval, label, meaning="bone mass", badge=True, **marks):
    """Draw measured values as marks with intervals, labeled with their study.

    Parameters
    ----------
    ax : Axes
    x, y : array (n,)
        Where and how much.
    interval : pair of arrays (n,)
        Lower and upper limit of each value, in the unit of `y`.
    label : str
        The study the values come from, e.g. ``"Johnston 2000"``.
    meaning : str
        Key of `COLORS`; sets color and marker.
    badge : bool
        Write the study into the corner of `ax`; False if the figure names it elsewhere.
    **marks
        Overrides for ``Axes.errorbar``.

    Returns
    -------
    matplotlib.container.ErrorbarContainer

    Raises
    ------
    ValueError
        If the study is not named or a value lies outside its interval.
    """
    if not str(label).strip():
        raise ValueError("Data points need the name of their study as label.")
    y = np.atleast_1d(np.asarray(y, dtype=float))
    low, high = (np.atleast_1d(np.asarray(limit, dtype=float)) for limit in interval)
    if np.any(low > y) or np.any(high < y):
        raise ValueError("Each value must lie inside its interval (lower limit, upper limit).")
    look = look_of(meaning)
    style = {"fmt": look.marker, "color": look.color, "capsize": 4, "elinewidth": 1.8} | marks
    drawn = ax.errorbar(x, y, yerr=np.array([y - low, high - y]), **style)
    if badge and label not in [text.get_text() for text in _badges(ax.figure)]:
        note(ax, label)
    return drawn


def label_line_end(ax, x, y, text, color=INK):
    """Write `text` right of the point (x, y), clear of the end labels already there.

    Call it once the limits of `ax` are set: the labels are kept apart in pixels.
    """
    label = ax.annotate(
        text,
        (x, y),
        xytext=(6, 0),
        textcoords="offset points",
        color=text_color(color),
        size=FONT_SIZE,
        va="center",
        gid=END_LABEL,
        annotation_clip=False,
    )
    _spread_labels(ax)
    return label


def _spread_labels(ax):
    """Push overlapping end labels apart, keeping their order and their mean height."""
    labels = [text for text in ax.texts if text.get_gid() == END_LABEL]
    points = 72 / ax.figure.dpi
    anchors = np.array([ax.transData.transform(label.xy)[1] * points for label in labels])
    lines = np.array([label.get_text().count("\n") + 1 for label in labels])
    heights = spread(anchors, 1.35 * FONT_SIZE * lines)
    for label, anchor, height in zip(labels, anchors, heights, strict=True):
        label.set_position((6, height - anchor))


def spread(positions, sizes):
    """Move positions apart until neighbors keep the mean of their sizes as distance.

    Parameters
    ----------
    positions, sizes : array (n,)
        Centers and heights, same unit.

    Returns
    -------
    array (n,)
        Centers in the order given; a group that must move keeps its mean.
    """
    positions, sizes = np.asarray(positions, dtype=float), np.asarray(sizes, dtype=float)
    order = np.argsort(positions, kind="stable")
    need = np.concatenate([[0.0], (sizes[order][1:] + sizes[order][:-1]) / 2]).cumsum()
    groups = []  # each group: members' slack positions that share one mean
    for slack in positions[order] - need:
        groups.append([slack])
        while len(groups) > 1 and np.mean(groups[-2]) > np.mean(groups[-1]):
            groups[-2].extend(groups.pop())
    means = np.concatenate([np.full(len(group), np.mean(group)) for group in groups])
    apart = np.empty_like(positions)
    apart[order] = means + need
    return apart


def note(ax, text, where="upper right"):
    """Put a small framed word, such as ``"model"`` or ``"synthetic"``, in a corner of `ax`."""
    vertical, horizontal = where.split()
    x = {"left": 0.01, "right": 0.99}[horizontal]
    y = {"lower": 0.03, "upper": 0.97}[vertical]
    return ax.text(
        x,
        y,
        text,
        transform=ax.transAxes,
        ha=horizontal,
        va={"lower": "bottom", "upper": "top"}[vertical],
        size=FONT_SIZE,
        color=MUTED,
        style="italic",
        gid=BADGE,
        bbox={"boxstyle": "round,pad=0.25", "facecolor": PAPER, "edgecolor": GRID},
        zorder=5,
    )


def title(ax, text, color=INK):
    """A short bold title over the left edge of `ax`."""
    return ax.set_title(
        text, loc="left", fontsize=TITLE_SIZE, fontweight="bold", color=text_color(color)
    )


def words(ax, x, y, text, color=INK, **style):
    """Plain text at data coordinates (x, y) in the house size, dark enough to read."""
    return ax.text(x, y, text, color=text_color(color), **({"size": FONT_SIZE} | style))


def _badges(figure):
    return [text for ax in figure.axes for text in ax.texts if text.get_gid() == BADGE]
