"""Frames of one figure, fast: a fixed background, moving artists on top, one small PNG.

The background (axes, grid, ghost) is drawn once and kept. A frame restores it,
draws the moving artists and encodes the pixels. Only a change of axis limits
draws the background anew.
"""

from __future__ import annotations

import io

import matplotlib
import numpy as np
from matplotlib.colors import to_rgb
from PIL import Image

from course_utils.figures.palette import COLORS, GRID, INK, MUTED, RC
from course_utils.figures.people import UNAFFECTED
from course_utils.figures.present import png_bytes

LIVE_DPI = 200  # two pixels per page pixel: sharp on high-density screens and at 200 % zoom
PAGE_DPI = 100


def house_style():
    """A context in which matplotlib's own defaults are those of the house."""
    return matplotlib.rc_context(RC)


class Frame:
    """One figure whose moving artists can be drawn again and again.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Complete, with its moving artists in their first position.
    artists : dict of str to Artist
        The moving artists; everything else belongs to the background.
    dpi : float
        Pixels per inch of the live frames.
    """

    def __init__(self, figure, artists, dpi=LIVE_DPI):
        self.figure = figure
        self.artists = artists
        self._limits = self._background = None
        figure.set_dpi(dpi)
        with house_style():
            figure.draw_without_rendering()
        # The axes keep the places of this first layout, so that nothing jumps later.
        figure.set_layout_engine("none")
        for artist in artists.values():
            artist.set_animated(True)
        self._in_order = sorted(artists.values(), key=lambda artist: artist.get_zorder())

    @property
    def page_size(self):
        """Width and height on the page, px."""
        return tuple(round(inches * PAGE_DPI) for inches in self.figure.get_size_inches())

    def live(self):
        """The artists as they are now, as the bytes of a PNG."""
        canvas = self.figure.canvas
        limits = [(*ax.get_xlim(), *ax.get_ylim()) for ax in self.figure.axes]
        if limits != self._limits:
            self._draw_background(limits)
        canvas.restore_region(self._background)
        for artist in self._in_order:
            self.figure.draw_artist(artist)
        return encode(canvas.buffer_rgba())

    def still(self):
        """The same picture for pages without a kernel: smaller, the same bytes every time."""
        return png_bytes(self.figure)

    def _draw_background(self, limits):
        with house_style():
            self.figure.canvas.draw()
        self._background = self.figure.canvas.copy_from_bbox(self.figure.bbox)
        self._limits = limits


def encode(pixels):
    """RGBA pixels as a PNG in the house colors, quick rather than smallest.

    One byte per pixel compresses three times faster than four.
    """
    picture = Image.fromarray(np.asarray(pixels)).convert("RGB")
    few = picture.quantize(palette=HOUSE_PALETTE, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    few.save(stream, format="PNG", compress_level=1)
    return stream.getvalue()


def house_palette(apart=6):
    """White, the house colors and their steps to white, as a palette image.

    Colors closer than `apart` in every channel are left out: Pillow would take
    either of them, and paper must stay white.
    """
    inks = [np.array(to_rgb(ink)) for ink in (INK, MUTED, GRID, UNAFFECTED, *COLORS.values())]
    colors = [np.ones(3) * 255]
    for step in np.linspace(0, 1, 24, endpoint=False):
        for ink in inks:
            color = np.rint(255 * (ink + (1 - ink) * step))
            if min(np.abs(np.array(colors) - color).max(axis=1)) >= apart:
                colors.append(color)
    palette = Image.new("P", (1, 1))
    palette.putpalette(np.array(colors[:256], dtype=np.uint8).tobytes())
    return palette


HOUSE_PALETTE = house_palette()
