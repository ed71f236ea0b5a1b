"""Small drawings of bone and its cells, made of matplotlib patches."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Ellipse, FancyBboxPatch, Polygon

from course_utils.figures.palette import COLORS, FONT_SIZE, INK, MUTED, text_color

MATRIX = "#EFE8DA"
BONE_EDGE = "#8A7F6A"


def paler(color, share=0.55):
    """`color` mixed with white."""
    return tuple(share + (1 - share) * np.array(to_rgb(color)))


def stage(ax, width, height):
    """Turn `ax` into an empty stage of `width` × `height` units without axes."""
    ax.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    ax.set_axis_off()


def pit(center, width, depth, level):
    """Outline of a pit in a surface at `level`: x and y from left to right."""
    turn = np.linspace(np.pi, 2 * np.pi, 40)
    return center + width / 2 * np.cos(turn), level + depth * np.sin(turn)


def bone(ax, left, right, level, pits=(), zorder=1):
    """Bone below a surface at `level`, with pits given as (center, width, depth)."""
    outline = [(left, 0), (left, level)]
    for center, width, depth in pits:
        outline += list(zip(*pit(center, width, depth, level), strict=True))
    outline += [(right, level), (right, 0)]
    ax.add_patch(Polygon(outline, facecolor=MATRIX, edgecolor="none", zorder=zorder))
    ax.plot(*np.array(outline[1:-1]).T, color=BONE_EDGE, linewidth=1.6, zorder=zorder + 0.1)


def new_bone(ax, center, width, depth, level, top):
    """Freshly laid bone that fills a pit from its floor up to `top`, hatched as formation."""
    x, y = pit(center, width, depth, level)
    inside = y <= top
    color = COLORS["formation"]
    ax.fill_between(
        x[inside],
        y[inside],
        top,
        facecolor=paler(color, 0.8),
        edgecolor=color,
        hatch="///",
        linewidth=0,
        zorder=1.5,
    )


def osteoclast(ax, x, y, size=1.0):
    """A large cell with several nuclei and a ruffled border toward the bone."""
    turn = np.linspace(0, 2 * np.pi, 160)
    ruffle = np.where(np.sin(turn) < -0.1, 0.05 * np.sin(16 * turn), 0)
    outline = np.column_stack([0.95 * np.cos(turn), (0.55 + ruffle) * np.sin(turn)])
    body = Polygon(
        outline * size + (x, y),
        facecolor=paler(COLORS["resorption"]),
        edgecolor=COLORS["resorption"],
        linewidth=1.8,
        zorder=3,
    )
    ax.add_patch(body)
    for dx, dy in ((-0.5, 0.05), (-0.17, 0.2), (0.2, 0.15), (0.52, 0.03), (0.02, -0.12)):
        _nucleus(ax, x + dx * size, y + dy * size, 0.24 * size, COLORS["resorption"])


def osteoblast(ax, x, y, size=0.5, angle=0.0):
    """A small block-shaped cell with one nucleus."""
    corner = (x - 0.42 * size, y - 0.42 * size)
    body = FancyBboxPatch(
        corner,
        0.84 * size,
        0.84 * size,
        boxstyle=f"round,pad=0,rounding_size={0.18 * size}",
        facecolor=paler(COLORS["formation"]),
        edgecolor=COLORS["formation"],
        linewidth=1.6,
        zorder=3,
    )
    ax.add_patch(body)
    _nucleus(ax, x, y, 0.36 * size, COLORS["formation"])


def osteocyte(ax, x, y, size=0.5):
    """A cell inside the bone with fine processes that reach to its neighbors."""
    for turn in np.linspace(0, 2 * np.pi, 9)[:-1] + 0.2:
        reach = size * np.array([np.cos(turn), 0.62 * np.sin(turn)])
        ax.plot((x, x + reach[0]), (y, y + reach[1]), color=MUTED, linewidth=0.9, zorder=2)
    body = Ellipse(
        (x, y),
        0.8 * size,
        0.44 * size,
        facecolor=paler(COLORS["osteocyte"]),
        edgecolor=MUTED,
        linewidth=1.3,
        zorder=3,
    )
    ax.add_patch(body)
    _nucleus(ax, x, y, 0.24 * size, COLORS["osteocyte"])


def resting_cell(ax, x, y, size=0.4, color=MUTED):
    """A small flat cell: a precursor, or a cell that prepares the surface."""
    body = Ellipse(
        (x, y), size, 0.5 * size, facecolor=paler(color), edgecolor=color, linewidth=1.3, zorder=3
    )
    ax.add_patch(body)


def pointer(ax, words, at, target, color=INK, ha="center"):
    """Words at `at` with a thin line to `target`."""
    ax.annotate(
        words,
        target,
        xytext=at,
        ha=ha,
        va="bottom",
        size=FONT_SIZE,
        color=text_color(color),
        linespacing=1.25,
        arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 1, "shrinkA": 2, "shrinkB": 2},
        zorder=4,
    )


def _nucleus(ax, x, y, size, color):
    ax.add_patch(Ellipse((x, y), size, size, facecolor=color, edgecolor="none", zorder=3.5))
