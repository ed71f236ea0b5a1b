"""Words drawn once and stamped afterwards.

In a moving picture most of the time goes into words that have been drawn before. The stamp
is what matplotlib itself drew for the same words at the same place within a pixel. Words that
stand where they stood before are not even laid out again: their stamps are known.
"""

from __future__ import annotations

import math
from functools import lru_cache, partial

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.text import Annotation, Text

from course_utils.explorers.kit.letters import Paper, inked, place

MARGIN = 3  # px around the words, so that no soft edge is cut off
WHOLE, HALF = np.uint16(255), np.uint16(128)


class Lettering:
    """Within ``with Lettering(renderer):`` words are stamped; formulas and turned words are drawn.

    Parameters
    ----------
    renderer : RendererAgg
    most : int
        How many stamps are kept, and of how many texts it is known where they stand.
    """

    def __init__(self, renderer, most=200):
        self.renderer, self.most = renderer, most
        self._pixels = np.asarray(renderer.buffer_rgba())
        # Asked for by matplotlib's layout first, then by the stamp.
        self._measure = lru_cache(maxsize=most)(renderer.get_text_width_height_descent)
        self._stamp = lru_cache(maxsize=most)(partial(_stamp, renderer))
        self._known = {}
        self._pressed = []
        self._all_stamped = True

    def __enter__(self):
        self.renderer.draw_text = self._draw_text
        self.renderer.get_text_width_height_descent = self._measure
        return self

    def __exit__(self, *_fault):
        del self.renderer.draw_text, self.renderer.get_text_width_height_descent

    def forget(self):
        """Lay words out anew: limits or size have changed."""
        self._known.clear()

    def draw(self, text):
        """Draw a `Text` or `Annotation`; one that stands as before is only stamped again."""
        key = _content(text)
        if key not in self._known:
            self._draw_anew(text, key)
            return
        stamps = self._known[key] = self._known.pop(key)  # the last one used stands last
        for stamp in stamps:
            _press(self._pixels, *stamp)

    def _draw_anew(self, text, key):
        self._pressed, self._all_stamped = [], key is not None
        text.draw(self.renderer)
        if self._all_stamped:
            if len(self._known) >= self.most:
                del self._known[next(iter(self._known))]
            self._known[key] = self._pressed

    def _draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        look = _look(gc)
        if angle or ismath or look is None:
            self._all_stamped = False
            plain = type(self.renderer).draw_text
            plain(self.renderer, gc, x, y, s, prop, angle, ismath, mtext)
        else:
            (left, right), (top, down) = place(x), place(y)
            stamp = self._stamp(s, prop.copy(), (right, down), look)
            self._pressed.append((left, top, *stamp))
            _press(self._pixels, left, top, *stamp)


def _content(text):
    """Everything that decides how a text looks; None if it is more than words."""
    if type(text) not in (Text, Annotation) or text.get_bbox_patch() or text.get_path_effects():
        return None
    anchor = None
    if isinstance(text, Annotation):
        if text.arrow_patch is not None:
            return None
        anchor = tuple(text.xy)
    words = (id(text), text.get_text(), text.get_unitless_position(), anchor)
    style = (to_rgba(text.get_color()), text.get_alpha(), hash(text.get_fontproperties()))
    return (*words, *style, text.get_ha(), text.get_va(), text.get_rotation())


def _look(gc):
    """Color of the words; None if they are cut off by a frame, which a stamp cannot do."""
    clipped = gc.get_clip_rectangle() is not None or gc.get_clip_path()[0] is not None
    return None if clipped else (tuple(gc.get_rgb()), gc.get_antialiased())


def _stamp(renderer, words, prop, shares, look):
    """Ink of some words, what it lets through, and where it lies around their starting point."""
    width, height, descent = renderer.get_text_width_height_descent(words, prop, False)
    width, height = math.ceil(width) + 2 * MARGIN, math.ceil(height) + 2 * MARGIN
    base = math.ceil(height - descent - MARGIN)
    paper = Paper(width + 1, height + 1, renderer.dpi)
    gc = paper.new_gc()
    gc.set_foreground(look[0], isRGBA=True)
    gc.set_antialiased(look[1])
    paper.draw_text(gc, MARGIN + shares[0], base + shares[1], words, prop, 0)
    drawn = np.asarray(paper.buffer_rgba())
    rows, columns = inked(drawn[..., 3])
    top, left, drawn = rows.start, columns.start, drawn[rows, columns].astype(np.uint16)
    # The fourth channel stays as it is, so that whole rows of pixels are mixed in one sweep.
    ink = np.full(drawn.shape, HALF)
    ink[..., :3] += drawn[..., :3] * drawn[..., 3:]
    through = np.full(drawn.shape, WHOLE)
    through[..., :3] -= drawn[..., 3:]
    return ink, through, MARGIN - left, base - top


def _press(pixels, left, top, ink, through, before, above):
    """Put a stamp on the picture; what lies outside is left out."""
    height, width = ink.shape[:2]
    x, y = left - before, top - above
    rows = slice(max(0, y), max(0, min(pixels.shape[0], y + height)))
    columns = slice(max(0, x), max(0, min(pixels.shape[1], x + width)))
    part = slice(rows.start - y, rows.stop - y), slice(columns.start - x, columns.stop - x)
    spot = pixels[rows, columns]
    mixed = spot * through[part]
    mixed += ink[part]
    mixed += mixed >> 8
    mixed >>= 8
    spot[...] = mixed  # the nearest of (pixels · through + ink) / 255
