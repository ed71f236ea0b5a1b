"""Letters drawn once: the paper on which words are drawn before they are stamped.

A number that changes brings words never seen before, but no new letters. From 3.11 on
matplotlib draws words letter by letter through one method of its renderer, which `Paper`
overrides; earlier ones never call it and draw as they always did.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

SHARES = 64  # FreeType tells this many places within a pixel apart
EMS = 3  # of a letter's size: room for the largest ones


class Paper(RendererAgg):
    """An empty transparent picture; words on it are put together from known letters."""

    def _draw_text_glyphs_and_boxes(self, gc, x, y, angle, glyphs, boxes):
        if angle or boxes:
            super()._draw_text_glyphs_and_boxes(gc, x, y, angle, glyphs, boxes)
            return
        for *letter, dx, dy in glyphs:
            (left, right), (up, more) = place(x + dx), place(self.height - y + dy)
            ink, before, below = _ink(*letter, right, more, self.dpi, gc.get_antialiased())
            bottom = self.height - up + below
            self._renderer.draw_text_image(ink, left + before, bottom, 0, gc)


@lru_cache(maxsize=4000)
def _ink(font, size, glyph, slant, extend, right, up, dpi, smooth):
    """Coverage of one letter, and how far it starts right of and ends below its origin."""
    em = math.ceil(size * dpi / 72)
    paper = RendererAgg(EMS * em, EMS * em, dpi)
    gc = paper.new_gc()
    gc.set_antialiased(smooth)
    letter = (font, size, glyph, slant, extend, 0, 0)
    paper._draw_text_glyphs_and_boxes(gc, em + right, 2 * em - up, 0, [letter], [])
    coverage = np.asarray(paper.buffer_rgba())[..., 3]
    rows, columns = inked(coverage)
    return coverage[rows, columns].copy(), columns.start - em, rows.stop - 2 * em


def inked(coverage):
    """Rows and columns with ink, as two slices."""
    return tuple(_span(coverage.any(axis=axis)) for axis in (1, 0))


def _span(line):
    places = np.flatnonzero(line)
    return slice(places[0], places[-1] + 1) if len(places) else slice(0, 0)


def place(position):
    """Whole pixels and the share of a pixel, as fine as letters are placed."""
    whole, share = divmod(round(position * SHARES), SHARES)
    return int(whole), share / SHARES
