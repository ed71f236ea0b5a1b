"""A drawing of who tells whom: RANKL, RANK, OPG and sclerostin between the bone cells."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from course_utils.figures.cells import bone, osteoblast, osteoclast, osteocyte, pointer, stage
from course_utils.figures.palette import COLORS, INK, MUTED
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, note, settle, words

TRAP = COLORS["placebo"]


def cast_of_molecules():
    """Four molecules between three cells: trigger, switch, trap and the osteocyte's brake (F5).

    Returns
    -------
    Described
        A drawing, not to scale.
    """
    figure, ax = new_figure(8.0, 3.9)
    stage(ax, 16, 7.6)
    bone(ax, 0, 16, 2.3)
    _osteoblasts(ax)
    _osteoclast(ax)
    _traps(ax)
    _sclerostin(ax)
    note(ax, "drawing, not to scale", "lower right")
    settle(figure)
    alt = (
        "Drawing: osteoblasts on the left carry RANKL, small triangles. A free triangle drifts to "
        "the cup-shaped RANK on an osteoclast on the right. Two free cups, OPG, hold triangles "
        "in between. From an osteocyte in the bone small squares, sclerostin, rise to the "
        "osteoblasts and end in a bar."
    )
    summary = (
        "RANKL is the trigger, RANK the switch, OPG the trap that catches RANKL on its way; "
        "sclerostin is the osteocyte's brake on the builders."
    )
    return Described(figure, alt, summary)


def _osteoblasts(ax):
    for x in (1.6, 2.9, 4.2):
        osteoblast(ax, x, 2.85, 1.2)
        _trigger(ax, x, 3.75)
    pointer(ax, "osteoblasts\nmake RANKL, the trigger", (2.9, 5.3), (2.9, 4.0), COLORS["formation"])


def _osteoclast(ax):
    osteoclast(ax, 12.6, 3.0, 1.5)
    for x, tilt in ((11.6, 100), (12.6, 90), (13.6, 80)):
        _cup(ax, x, 4.25, tilt, COLORS["resorption"])
    _trigger(ax, 12.6, 4.32)
    text = "osteoclast with RANK, the switch"
    pointer(ax, text, (12.4, 6.6), (13.6, 4.5), COLORS["resorption"])
    arrow = {"arrowstyle": "->", "color": INK, "connectionstyle": "arc3,rad=-0.25"}
    ax.annotate("", (12.5, 4.75), (4.45, 3.9), arrowprops=arrow, zorder=2)


def _traps(ax):
    for x, y in ((7.2, 3.5), (8.8, 3.2)):
        _cup(ax, x, y, 90, TRAP)
        _trigger(ax, x, y + 0.07)
    pointer(ax, "OPG, the trap:\na free cup that looks like RANK", (9.8, 0.7), (9.0, 2.6), MUTED)


def _sclerostin(ax):
    osteocyte(ax, 5.6, 0.9, 1.2)
    for x, y in ((4.85, 1.35), (4.45, 1.7)):
        box = Rectangle((x - 0.11, y - 0.11), 0.22, 0.22, facecolor=COLORS["osteocyte"], zorder=4)
        ax.add_patch(box)
    bar = {"arrowstyle": "-[,widthB=0.5,lengthB=0", "color": INK, "linewidth": 1.4}
    ax.annotate("", (4.2, 2.2), (5.2, 1.05), arrowprops=bar, zorder=3)
    text = "osteocyte: sclerostin,\nthe brake on building"
    words(ax, 4.1, 0.75, text, INK, ha="right", va="center")


def _trigger(ax, x, y):
    corners = np.add([(-0.2, 0.17), (0.2, 0.17), (0, -0.2)], (x, y))
    ax.add_patch(Polygon(corners, facecolor=INK, edgecolor="none", zorder=5))


def _cup(ax, x, y, tilt, color):
    """A half circle that opens upward (tilt 90), with a short stem below."""
    turn = np.radians(tilt + np.linspace(90, 270, 25))
    ax.plot(x + 0.3 * np.cos(turn), y + 0.3 * np.sin(turn), color=color, linewidth=3, zorder=4)
    foot = np.radians(tilt + 180)
    stem = np.array([0.3, 0.6])
    ax.plot(x + stem * np.cos(foot), y + stem * np.sin(foot), color=color, linewidth=3, zorder=4)
