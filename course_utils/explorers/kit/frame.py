"""Frames of one figure, fast: a fixed background, moving artists on top, one small PNG.

The background (axes, grid, ghosts) is drawn once and kept. A frame restores it, draws the
moving artists and encodes the pixels. Only a change of axis limits, of size or of the pinned
curves draws the background anew.
"""

from __future__ import annotations

import matplotlib
import numpy as np
from matplotlib.artist import Artist

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

    def live(self):
        """The artists as they are now, as the bytes of a PNG."""
        canvas = self.figure.canvas
        limits = [(*ax.get_xlim(), *ax.get_ylim()) for ax in self.figure.axes]
        if limits != self._limits:
            self._draw_background(limits)
        canvas.restore_region(self._background)
        self._draw_artists()
        pixels = np.asarray(canvas.buffer_rgba())
        if self._table is UNKNOWN:
            self._table = color_table(pixels)
        return encode(pixels, self._table)

    def still(self):
        """The same picture for pages without a kernel: smaller, the same bytes every time."""
        return png_bytes(self.figure)

    def _draw_artists(self):
        renderer = self.figure.canvas.get_renderer()
        if self._lettering is None or self._lettering.renderer is not renderer:
            self._lettering = Lettering(renderer)
        with self._lettering:
            for artist in filter(Artist.get_visible, self._in_order):
                self.figure.draw_artist(artist)

    def _draw_background(self, limits):
        canvas = self.figure.canvas
        with house_style():
            canvas.draw()
        self._background = canvas.copy_from_bbox(self.figure.bbox)
        self._limits = limits
