"""Frames of one figure, fast: a fixed background, moving artists on top, one small PNG.

The background (axes, grid, ghosts) is drawn once and kept. A frame restores it, draws the
moving artists and encodes the pixels. Only axis limits not seen before, a change of size or of
the pinned curves draw the background anew.
"""

from __future__ import annotations

import matplotlib
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.text import Text

from course_utils.explorers.kit.backgrounds import Backgrounds
from course_utils.explorers.kit.encoding import color_table, encode
from course_utils.explorers.kit.lettering import Lettering
from course_utils.figures.palette import RC
from course_utils.figures.present import png_bytes

PAGE_DPI = 100
LAYOUT_DPI = 200  # words are as wide as on a sharp screen: rounding to pixels adds little
NARROWEST, WIDEST = 400, 2800  # px of a frame: half a page, and 1,400 px with two pixels each

UNKNOWN = object()  # the table of colors before the first frame


def house_style():
    """A context in which matplotlib's own defaults are those of the house."""
    return matplotlib.rc_context(RC)


class Frame:
    """One figure whose moving artists can be drawn again and again.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Complete, with its moving artists in their first position.
    artists : dict of Artist
        The moving artists; everything else belongs to the background.
    """

    def __init__(self, figure, artists):
        self.figure, self.artists = figure, artists
        self._limits = self._background = self._lettering = None
        self._backgrounds = Backgrounds()
        self._table = UNKNOWN
        figure.set_dpi(LAYOUT_DPI)
        with house_style():
            figure.draw_without_rendering()
        figure.set_dpi(PAGE_DPI)
        # The axes keep the places of this first layout, so that nothing jumps later.
        figure.set_layout_engine("none")
        for artist in artists.values():
            artist.set_animated(True)
        self._in_order = sorted(artists.values(), key=lambda artist: artist.get_zorder())

    @property
    def page_size(self):
        """Width and height on the page, px."""
        return tuple(round(inches * PAGE_DPI) for inches in self.figure.get_size_inches())

    def fit(self, pixels):
        """Draw frames `pixels` wide from now on; tell whether that is a change."""
        pixels = min(max(round(pixels), NARROWEST), WIDEST)
        dpi = pixels / self.figure.get_size_inches()[0]
        changed = abs(dpi - self.figure.dpi) > 0.1
        if changed:
            self.figure.set_dpi(dpi)
            self.forget()
        return changed

    def forget(self):
        """Draw the background anew with the next frame."""
        self._limits = None
        self._backgrounds.forget()

    def live(self):
        """The artists as they are now, as the bytes of a PNG."""
        limits = tuple((*ax.get_xlim(), *ax.get_ylim()) for ax in self.figure.axes)
        if limits != self._limits:
            self._change_background(limits)
        self.figure.canvas.restore_region(self._background)
        self._draw_artists()
        pixels = self._pixels
        if self._table is UNKNOWN:
            self._table = color_table(pixels)
        return encode(pixels, self._table)

    def still(self):
        """The same picture for pages without a kernel: smaller, the same bytes every time."""
        return png_bytes(self.figure)

    @property
    def _pixels(self):
        return np.asarray(self.figure.canvas.buffer_rgba())

    def _letters(self):
        """The lettering of the canvas; a canvas of another size has a renderer of its own."""
        renderer = self.figure.canvas.get_renderer()
        if self._lettering is None or self._lettering.renderer is not renderer:
            self._lettering = Lettering(renderer)
        return self._lettering

    def _draw_artists(self):
        with self._letters() as letters:
            for artist in filter(_is_seen, self._in_order):
                if isinstance(artist, Text):
                    letters.draw(artist)
                else:
                    artist.draw(letters.renderer)

    def _change_background(self, limits):
        canvas, letters = self.figure.canvas, self._letters()
        letters.forget()
        if self._backgrounds.find(limits, self._pixels):
            for ax in self.figure.axes:
                ax.apply_aspect()  # drawing would have done it
        else:
            with house_style(), letters:
                canvas.draw()
            self._backgrounds.keep(limits, self._pixels)
        self._background = canvas.copy_from_bbox(self.figure.bbox)
        self._limits = limits


def _is_seen(artist):
    """Whether there is anything to draw."""
    empty = isinstance(artist, Line2D) and not len(artist.get_xdata(orig=True))
    return artist.get_visible() and not empty
