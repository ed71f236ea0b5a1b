"""Crowds of dots that can be refilled, and the outline of how many there were by default."""

from __future__ import annotations

import numpy as np

from course_utils.figures.palette import FONT_SIZE, LOOKS, text_color
from course_utils.figures.people import (
    crowd_groups,
    crowd_marks,
    crowd_positions,
    crowd_signs,
    dot_room,
)

FILL = 0.78  # dot diameter as part of the distance between two dots


def empty_crowd(ax):
    """The marks of a crowd, still without people: (style, group) → line."""
    ax.set_axis_off()
    ax.set_aspect("equal", anchor="W")
    marks = {("mark", group): ax.plot([], [], **look)[0] for group, look in crowd_marks(9).items()}
    signs = {("sign", group): ax.plot([], [], **look)[0] for group, look in crowd_signs(9).items()}
    return marks | signs


def fill_crowd(lines, affected, before, people):
    """Show `affected` of `people`, compared with `before`.

    Parameters
    ----------
    lines : dict
        What `empty_crowd` returned.
    affected, before, people : int
        As in `course_utils.figures.people.crowd_groups`.
    """
    places = crowd_positions(people)
    groups = crowd_groups(affected, before, people)
    width, height = np.ptp(places, axis=0) + 1
    ax = lines["mark", "affected"].axes
    ax.set(xlim=(-0.7, width - 0.3), ylim=(0.3 - height, 0.7))
    size = FILL * dot_room(ax, width, height)
    styles = {"mark": crowd_marks(size), "sign": crowd_signs(size)}
    for (kind, group), line in lines.items():
        # Small dots bear fewer signs than large ones.
        line.set_visible(group in styles[kind])
        line.set(**styles[kind].get(group, {}))
        line.set_data(*places[groups[group]].T)


def outline(ax):
    """An empty gray line and its words; move the line with ``set_data(*around_first(...))``."""
    look = LOOKS["baseline"]
    (line,) = ax.plot([], [], color=look.color, linestyle=look.line, linewidth=1.6, zorder=1.5)
    line.set_clip_on(False)
    color = text_color(look.color)
    words = ax.text(0, -0.01, " ", transform=ax.transAxes, va="top", size=FONT_SIZE, color=color)
    return line, words


def around_first(count, people):
    """x and y of the line around the first `count` of `people`, block by block of 100."""
    corners = crowd_positions(people)[::100]
    inside = np.clip(count - 100 * np.arange(len(corners)), 0, 100)
    blocks = [_around_block(n) + corner for n, corner in zip(inside, corners, strict=True) if n]
    return np.concatenate([np.full((1, 2), np.nan), *blocks]).T


def _around_block(count):
    """Corners around the first `count` of 100 dots, with a gap (NaN) after the last."""
    full, rest = divmod(int(count), 10)
    right, bottom = 10 if full else rest, full + (rest > 0)
    x = [0, right, right, rest, rest, 0, 0, np.nan]
    y = [0, 0, full or bottom, full or bottom, bottom, bottom, 0, np.nan]
    return np.column_stack([x, np.negative(y)]) + np.array([-0.5, 0.5])
