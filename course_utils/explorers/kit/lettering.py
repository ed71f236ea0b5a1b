"""Words drawn once and stamped afterwards.

In a moving picture most of the time goes into words that have been drawn before. The stamp
is what matplotlib itself drew for the same words at the same place within a pixel.
"""

from __future__ import annotations

import math
from functools import lru_cache, partial

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

MARGIN = 3  # px around the words, so that no soft edge is cut off
SHARES = 64  # FreeType tells this many places within a pixel apart


class Lettering:
    """Within ``with Lettering(renderer):`` words are stamped; formulas and turned words are drawn.

    Parameters
    ----------
    renderer : RendererAgg
    most : int
        How many stamps are kept.
    """

    def __init__(self, renderer, most=400):
        self.renderer = renderer
        self._pixels = np.asarray(renderer.buffer_rgba())
        self._stamp = lru_cache(maxsize=most)(partial(_stamp, renderer))

    def __enter__(self):
        self.renderer.draw_text = self._draw_text

    def __exit__(self, *_fault):
        del self.renderer.draw_text

    def _draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        look = _look(gc)
        if angle or ismath or look is None:
            plain = type(self.renderer).draw_text
            plain(self.renderer, gc, x, y, s, prop, angle, ismath, mtext)
        else:
            (left, right), (top, down) = _place(x), _place(y)
            stamp = self._stamp(s, prop.copy(), (right, down), look)
            _press(self._pixels, left, top, *stamp)


def _place(position):
    """Whole pixels and the share of a pixel, as coarse as the stamps."""
    whole, share = divmod(round(position * SHARES), SHARES)
    return int(whole), share / SHARES


def _look(gc):
    """Color of the words; None if they are cut off by a frame, which a stamp cannot do."""
    clipped = gc.get_clip_rectangle() is not None or gc.get_clip_path()[0] is not None
    return None if clipped else (tuple(gc.get_rgb()), gc.get_antialiased())


def _stamp(renderer, words, prop, shares, look):
    """Color and coverage of some words, and where they lie around their starting point."""
    width, height, descent = renderer.get_text_width_height_descent(words, prop, False)
    width, height = math.ceil(width) + 2 * MARGIN, math.ceil(height) + 2 * MARGIN
    base = math.ceil(height - descent - MARGIN)
    paper = RendererAgg(width + 1, height + 1, renderer.dpi)
    gc = paper.new_gc()
    gc.set_foreground(look[0], isRGBA=True)
    gc.set_antialiased(look[1])
    paper.draw_text(gc, MARGIN + shares[0], base + shares[1], words, prop, 0)
    ink = np.asarray(paper.buffer_rgba())
    return ink[..., :3].astype(np.int32), ink[..., 3:].astype(np.int32), MARGIN, base


def _press(pixels, left, top, color, cover, before, above):
    """Put a stamp on the picture; what lies outside is left out."""
    height, width = cover.shape[:2]
    x, y = left - before, top - above
    rows = slice(max(0, y), max(0, min(pixels.shape[0], y + height)))
    columns = slice(max(0, x), max(0, min(pixels.shape[1], x + width)))
    part = slice(rows.start - y, rows.stop - y), slice(columns.start - x, columns.stop - x)
    under = pixels[rows, columns, :3].astype(np.int32)
    mixed = under + ((color[part] - under) * cover[part] + 127) // 255
    pixels[rows, columns, :3] = mixed
