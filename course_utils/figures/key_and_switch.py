"""A drawing: one receptor empty, one with estradiol, one with 4-hydroxytamoxifen."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Ellipse, FancyBboxPatch, Polygon

from course_utils.figures.cells import paler, stage
from course_utils.figures.palette import COLORS, INK, MUTED
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, note, settle, words

RECEPTOR = COLORS["formation"]
LID = COLORS["osteocyte"]
PARTNER = COLORS["testosterone"]


def key_and_switch():
    """Empty seat, full press, half turn: what a ligand does to the lid of the receptor.

    Returns
    -------
    Described
        A drawing, not to scale.

    Source: crystal structures of Brzozowski 1997 and Shiau 1998, simplified.
    """
    figure, ax = new_figure(8.0, 4.1)
    stage(ax, 16, 8.2)
    for x, name, draw in (
        (2.7, "empty", _empty),
        (8.0, "with estradiol", _agonist),
        (13.3, "with 4-hydroxytamoxifen", _antagonist),
    ):
        _receptor(ax, x)
        draw(ax, x)
        words(ax, x, 7.85, name, ha="center", va="center", weight="bold")
    note(ax, "drawing, not to scale", "lower right")
    settle(figure)
    alt = (
        "Drawing of three receptors with a pocket and a lid. Empty: the lid swings loose. With "
        "estradiol: the lid is shut over the pocket and a partner protein sits on it. With "
        "4-hydroxytamoxifen: its tail sticks out of the pocket, the lid lies on the place of the "
        "partner, and the partner stays away."
    )
    summary = (
        "Both ligands sit in the same pocket; only estradiol lets the lid shut, so that a partner "
        "protein can dock."
    )
    return Described(figure, alt, summary)


def _receptor(ax, x):
    turn = np.radians(np.linspace(125, 415, 90))
    outer = np.column_stack([1.75 * np.cos(turn), 1.6 * np.sin(turn)])
    pocket = np.radians(np.linspace(35, -215, 60))
    inner = np.column_stack([0.75 * np.cos(pocket), 0.2 + 0.75 * np.sin(pocket)])
    outline = np.add(np.vstack([outer, inner]), (x, 3.3))
    body = Polygon(outline, facecolor=paler(RECEPTOR, 0.6), edgecolor=RECEPTOR, linewidth=1.8)
    ax.add_patch(body)


def _empty(ax, x):
    _lid(ax, x + 1.5, 5.7, 62)
    words(ax, x, 1.05, "the lid swings loose", MUTED, ha="center")
    words(ax, x, 3.55, "seat", MUTED, ha="center", va="center")


def _agonist(ax, x):
    ax.add_patch(Ellipse((x, 3.45), 1.15, 0.62, facecolor=COLORS["estradiol"], zorder=4))
    _lid(ax, x, 4.72, 0)
    _partner(ax, x, 5.4, "partner docks")
    words(ax, x, 1.05, "lid shut: switch pressed", INK, ha="center")


def _antagonist(ax, x):
    ax.add_patch(Ellipse((x, 3.45), 1.15, 0.62, facecolor=COLORS["SERM"], zorder=4))
    ax.plot((x - 0.2, x - 0.35), (3.7, 5.3), color=COLORS["SERM"], linewidth=5, zorder=4)
    _lid(ax, x + 0.75, 5.3, 14)
    _partner(ax, x, 6.75, "partner kept out", resting=True)
    words(ax, x - 0.6, 5.1, "tail", MUTED, ha="right", va="center")
    words(ax, x, 1.05, "lid in the partner's place", INK, ha="center")


def _lid(ax, x, y, tilt):
    turn = np.radians(tilt)
    box = np.array([(-0.85, -0.17), (0.85, -0.17), (0.85, 0.17), (-0.85, 0.17)])
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    corners = np.add(box @ spin, (x, y))
    ax.add_patch(Polygon(corners, facecolor=LID, edgecolor=INK, linewidth=1.2, zorder=5))


def _partner(ax, x, y, text, resting=False):
    body = FancyBboxPatch(
        (x - 1.55, y - 0.38),
        3.1,
        0.76,
        boxstyle="round,pad=0.05,rounding_size=0.3",
        facecolor=paler(PARTNER, 0.75),
        edgecolor=PARTNER,
        linestyle="--" if resting else "-",
        linewidth=1.6,
        zorder=4,
    )
    ax.add_patch(body)
    words(ax, x, y, text, INK, ha="center", va="center", zorder=6)
