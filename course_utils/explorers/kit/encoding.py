"""Pixels of a frame as a small PNG, quick rather than smallest.

A picture of few colors needs one byte per pixel, which is encoded three times faster than
three. The table of colors is made once per figure and stays, so that a color never changes
while something moves.
"""

from __future__ import annotations

import io

import numpy as np
from matplotlib.colors import to_rgb
from PIL import Image

from course_utils.figures.palette import COLORS, GRID, INK, MUTED
from course_utils.figures.people import UNAFFECTED

FAR = 12  # steps of 255 at which another color is seen to be another
FEW = 0.002  # part of the pixels that may be as far off
MOST = 256  # colors of one byte


def encode(pixels, table):
    """Pixels as PNG.

    Parameters
    ----------
    pixels : array (height, width, 4)
        RGBA, 0 to 255.
    table : PIL.Image.Image or None
        Palette image from `color_table`; None keeps every color and takes longer.

    Returns
    -------
    bytes
    """
    picture = _rgb(pixels)
    stream = io.BytesIO()
    few = picture if table is None else _reduced(picture, table)
    few.save(stream, format="PNG", compress_level=1)
    return stream.getvalue()


def color_table(pixels):
    """The house colors and what else a picture needs, or None if one byte cannot hold them."""
    picture = _rgb(pixels)
    missing = np.asarray(picture)[_far(picture, HOUSE_PALETTE)]
    if not len(missing):
        return HOUSE_PALETTE
    table = _palette([*_colors(HOUSE_PALETTE), *_most_needed(missing)])
    return table if _far(picture, table).mean() <= FEW else None


def _rgb(pixels):
    height, width = pixels.shape[:2]
    # The fourth byte of each pixel is left out while reading: no picture in between.
    return Image.frombytes(
        "RGB", (width, height), np.ascontiguousarray(pixels), "raw", "RGBX", 0, 1
    )


def _reduced(picture, table):
    return picture.quantize(palette=table, dither=Image.Dither.NONE)


def _far(picture, table):
    """Where a picture would look different with a table of colors."""
    shown = np.asarray(_reduced(picture, table).convert("RGB"), dtype=np.int16)
    return np.abs(np.asarray(picture, dtype=np.int16) - shown).max(axis=2) > FAR


def _most_needed(pixels):
    """As many colors as the house leaves room for, by median cut."""
    room = MOST - len(_colors(HOUSE_PALETTE))
    cut = Image.fromarray(pixels[None]).quantize(room, method=Image.Quantize.MEDIANCUT)
    return _colors(cut)


def _colors(table):
    return np.array(table.getpalette("RGB"), dtype=np.uint8).reshape(-1, 3)


def _palette(colors):
    table = Image.new("P", (1, 1))
    table.putpalette(np.array(colors[:MOST], dtype=np.uint8).tobytes())
    return table


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
    return _palette(colors)


HOUSE_PALETTE = house_palette()
