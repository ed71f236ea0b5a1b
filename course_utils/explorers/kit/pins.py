"""Pinned states: kept for comparison as gray curves with a direct label, and as rows of words."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from course_utils.figures.palette import FONT_SIZE, MUTED, PAPER

MOST = 3
DASHES = ((0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)), (0, (3, 1)))
PLACES = (0.3, 0.5, 0.7)  # where along a curve its label stands, so that three keep apart


@dataclass
class Pin:
    """One kept state.

    Parameters
    ----------
    state : dict
        Its settings.
    settings, reading : str
        What the table of pinned states says about it.
    curves : list of (Axes, array, array)
        The curves as they were when it was pinned.
    drawn : list of Artist
        Their copies and labels in the picture.
    """

    state: dict
    settings: str
    reading: str
    curves: list = field(default_factory=list)
    drawn: list = field(default_factory=list)

    def draw(self, slot):
        """Put the curves into the picture; `slot` 0, 1 or 2 sets dashes and label."""
        self.erase()
        for ax, x, y in self.curves:
            self.drawn += _copy(ax, x, y, slot)

    def erase(self):
        """Take curves and labels out of the picture."""
        for artist in self.drawn:
            artist.remove()
        self.drawn.clear()


def curves_now(lines):
    """The visible ones of some moving lines, as (Axes, x, y)."""
    found = ((line.axes, *line.get_data()) for line in lines if line.get_visible())
    return [(ax, np.array(x, float), np.array(y, float)) for ax, x, y in found if len(x)]


def _copy(ax, x, y, slot):
    """A thin gray line, and the word that names it."""
    look = {"color": MUTED, "linewidth": 1.3, "linestyle": DASHES[slot], "zorder": 1.6}
    (line,) = ax.plot(x, y, scalex=False, scaley=False, **look)
    to_part = ax.transData + ax.transAxes.inverted()  # a logarithmic axis has even parts too
    part = to_part.transform(np.column_stack([x, y]))[:, 0]
    at = np.nanargmin(np.where(np.isfinite(part), np.abs(part - PLACES[slot]), np.nan))
    word = ax.annotate(f"pin {slot + 1}", (x[at], y[at]), color=MUTED, size=FONT_SIZE - 1)
    word.set(ha="center", va="center", zorder=1.7, annotation_clip=True)
    word.set_bbox({"boxstyle": "square,pad=0.1", "facecolor": PAPER, "edgecolor": "none"})
    return [line, word]
