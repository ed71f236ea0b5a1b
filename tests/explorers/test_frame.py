"""Frames keep the house colors and white paper."""

import io

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from course_utils.explorers.frame import HOUSE_PALETTE, encode
from course_utils.figures.palette import COLORS, INK, PAPER


def one_color(color):
    pixel = np.rint(255 * np.array([*to_rgb(color), 1])).astype(np.uint8)
    return np.tile(pixel, (4, 5, 1))


def decoded(rgba):
    return np.asarray(Image.open(io.BytesIO(encode(rgba))).convert("RGB")).astype(int)


@pytest.mark.parametrize("color", [PAPER, INK, *COLORS.values()])
def test_a_house_color_stays_as_it_is(color):
    picture = one_color(color)
    assert np.abs(decoded(picture) - picture[..., :3]).max() <= 4


def test_paper_is_pure_white():
    assert (decoded(one_color(PAPER)) == 255).all()


@pytest.mark.parametrize("strength", [0.1, 0.25, 0.5, 0.77])
@pytest.mark.parametrize("color", [INK, *COLORS.values()])
def test_soft_edges_keep_their_shade(color, strength):
    mixed = np.array(to_rgb(color)) * strength + 1 - strength
    assert np.abs(decoded(one_color(mixed)) - np.rint(255 * mixed)).max() <= 10


def test_the_palette_fits_one_byte():
    assert len(HOUSE_PALETTE.getpalette()) <= 3 * 256
