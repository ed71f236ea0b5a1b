"""Moving parts that several explorers share: curve, ghost, label, area, dots.

Each function draws one thing into an Axes in the house style and returns the
artist that an explorer's ``update`` moves. A ghost belongs to the background.
"""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgba

from course_utils.figures.palette import FONT_SIZE, LOOKS, text_color
from course_utils.figures.style import spread


def line(ax, meaning, **style):
    """An empty curve in the color of `meaning`; move it with ``set_data``."""
    look = LOOKS[meaning]
    (curve,) = ax.plot([], [], color=look.color, linestyle=look.line, zorder=3, **style)
    return curve


def ghost(ax, x, y):
    """The curve of the default settings, gray and dashed, for comparison."""
    look = LOOKS["baseline"]
    ax.plot(x, y, color=look.color, linestyle=look.line, linewidth=1.4, zorder=1.5)


def end_label(ax, words, color):
    """A label right of a curve's end; move it with ``xy``, then call `keep_apart`."""
    return ax.annotate(
        words,
        (0, 0),
        xytext=(6, 0),
        textcoords="offset points",
        color=text_color(color),
        size=FONT_SIZE,
        va="center",
        annotation_clip=False,
    )


def keep_apart(*labels):
    """Push the end labels of one Axes apart where they would overlap."""
    to_pixels, points = labels[0].axes.transData.transform, 72 / labels[0].figure.dpi
    anchors = [to_pixels(label.xy)[1] * points for label in labels]
    heights = spread(anchors, [1.35 * FONT_SIZE] * len(labels))
    for label, anchor, height in zip(labels, anchors, heights, strict=True):
        label.set_position((6, height - anchor))


def shade(ax, word, meaning):
    """An empty hatched area and its word; move the area with ``set_xy(under(...))``."""
    look = LOOKS[meaning]
    (area,) = ax.fill(
        [0, 0],
        [0, 0],
        facecolor=to_rgba(look.color, 0.25),
        edgecolor=look.color,
        hatch=look.hatch,
        linewidth=0,
        zorder=2,
    )
    label = ax.text(1, 1.03, f"hatched: {word}", transform=ax.transAxes, ha="right", va="bottom")
    label.set(color=text_color(look.color), size=FONT_SIZE)
    return area, label


def under(x, y, rest):
    """Corners of the area between a curve and the level `rest` below it."""
    x, y = np.asarray(x, dtype=float), np.maximum(np.asarray(y, dtype=float), rest)
    return np.column_stack([[*x, x[-1], x[0]], [*y, rest, rest]])
