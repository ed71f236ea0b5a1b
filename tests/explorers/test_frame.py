"""Frames keep the house colors, white paper and the look of their words."""

import io
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties
from PIL import Image

from course_utils.explorers.kit import backgrounds, letters
from course_utils.explorers.kit.encoding import HOUSE_PALETTE, color_table, encode
from course_utils.explorers.kit.lettering import Lettering
from course_utils.explorers.kit.letters import Paper
from course_utils.figures.palette import COLORS, INK, PAPER
from course_utils.figures.style import new_figure


def one_color(color):
    pixel = np.rint(255 * np.array([*to_rgb(color), 1])).astype(np.uint8)
    return np.tile(pixel, (4, 5, 1))


def decoded(rgba):
    return np.asarray(Image.open(io.BytesIO(encode(rgba, HOUSE_PALETTE))).convert("RGB")).astype(
        int
    )


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


def test_a_color_map_keeps_its_colors():
    waves = np.indices((160, 200)).astype(np.uint8)
    picture = np.dstack([waves[0], waves[1], 255 - waves[0], np.full_like(waves[0], 255)])
    assert color_table(picture) is None
    exact = np.asarray(Image.open(io.BytesIO(encode(picture, None))))
    assert (exact == picture[..., :3]).all()


def test_a_color_of_its_own_joins_the_table():
    strange = np.array([200, 10, 120, 255], dtype=np.uint8)
    picture = one_color(INK)
    picture[2:] = strange
    table = color_table(picture)
    shown = np.asarray(Image.open(io.BytesIO(encode(picture, table))).convert("RGB")).astype(int)
    assert np.abs(shown[2:] - strange[:3]).max() <= 4
    assert color_table(one_color(INK)) is HOUSE_PALETTE


@pytest.mark.parametrize("dpi", [100, 117, 133.7, 200])
def test_stamped_words_look_as_drawn_ones(dpi):
    figure, ax = new_figure(4, 2)
    figure.set_dpi(dpi)
    words = [
        ax.text(0.013, 0.2, "bone 98.3 %, ends", color=COLORS["resorption"], size=11),
        ax.text(0.517, 0.61, "two\nlines −4", color=INK, weight="bold", ha="center"),
        ax.text(0.9, 0.9, "turned", rotation=30, color=INK),
        ax.text(0.99, 0.05, "over the edge", color=INK),
    ]
    figure.canvas.draw()
    paper = figure.canvas.copy_from_bbox(figure.bbox)

    def pixels():
        figure.canvas.restore_region(paper)
        for word in words:
            word.set_animated(True)
            figure.draw_artist(word)
        return np.asarray(figure.canvas.buffer_rgba()).astype(int)

    drawn = pixels()
    for _ in range(2):  # once cut, once stamped again
        with lettering(figure):
            assert np.abs(pixels() - drawn).max() <= 2
    assert (pixels() == drawn).all()


WORDS = st.text("abgijkpqyAWÄ−0123456789%×(),.–—½² ", min_size=1, max_size=20)
SIZES = st.sampled_from([9, 11, 13, 17.5])
SHIFT = st.floats(0, 3)


@given(WORDS, SIZES, st.floats(60, 350), SHIFT, SHIFT, st.booleans())
def test_words_from_known_letters_are_drawn_to_the_pixel(words, size, dpi, right, down, smooth):
    looks = FontProperties(size=size, weight="bold" if size == 13 else "normal")
    drawn = []
    for kind in (RendererAgg, Paper, Paper):
        paper = kind(700, 200, dpi)
        gc = paper.new_gc()
        gc.set_foreground(COLORS["resorption"])
        gc.set_antialiased(smooth)
        paper.draw_text(gc, 20 + right, 120 + down, words, looks, 0)
        drawn.append(np.asarray(paper.buffer_rgba()))
    assert (drawn[0] == drawn[1]).all()
    assert (drawn[0] == drawn[2]).all()


def test_letters_are_put_together_where_matplotlib_draws_them_one_by_one():
    if not hasattr(RendererAgg, "_draw_text_glyphs_and_boxes"):
        pytest.skip("this matplotlib draws a line of words as one")
    known = letters._ink.cache_info()
    stamps = Lettering(new_figure(4, 2)[0].canvas.get_renderer())
    with stamps:
        for number in range(40):
            stamps._stamp(
                f"after {number} months", FontProperties(size=11), (0, 0), ((*to_rgb(INK), 1), True)
            )
    found = letters._ink.cache_info()
    assert found.hits - known.hits > 3 * (found.misses - known.misses)


def test_of_many_texts_those_drawn_last_are_kept():
    figure, ax = new_figure(4, 2)
    standing, counting = (ax.text(0.1, y, "bone", color=INK) for y in (0.2, 0.7))
    stamps = Lettering(figure.canvas.get_renderer(), most=5)
    drawn_anew = []
    draw_anew = stamps._draw_anew
    stamps._draw_anew = lambda text, key: (drawn_anew.append(text), draw_anew(text, key))
    with stamps:
        for number in range(20):
            counting.set_text(f"{number} %")
            stamps.draw(standing)
            stamps.draw(counting)
    assert drawn_anew.count(standing) == 1
    assert len(stamps._known) == 5


@cache
def lettering(figure):
    return Lettering(figure.canvas.get_renderer())


def test_words_that_stand_still_are_stamped_and_follow_when_they_move():
    figure, ax = new_figure(4, 2)
    word = ax.text(0.2, 0.2, "bone 98 %", color=INK, animated=True)
    figure.canvas.draw()
    paper = figure.canvas.copy_from_bbox(figure.bbox)
    stamps = Lettering(figure.canvas.get_renderer())

    def drawn(draw):
        figure.canvas.restore_region(paper)
        with stamps:
            draw(word)
        return np.asarray(figure.canvas.buffer_rgba()).copy()

    for change in ({}, {"text": "bone 97 %"}, {"x": 0.4}, {"color": "red"}, {"size": 14}):
        word.set(**change)
        laid_out = drawn(lambda text: text.draw(stamps.renderer))
        for _ in range(2):
            assert (drawn(stamps.draw) == laid_out).all(), change


def test_backgrounds_are_kept_within_bounds_and_come_back_as_they_were(monkeypatch):
    monkeypatch.setattr(backgrounds, "MOST_BYTES", 50_000)
    draws, kept = np.random.default_rng(0), backgrounds.Backgrounds()
    pictures = [draws.integers(0, 256, (50, 50, 4), dtype=np.uint8) for _ in range(9)]
    for limits, picture in enumerate(pictures):
        kept.keep(limits, picture)
    canvas = np.zeros((50, 50, 4), dtype=np.uint8)
    assert kept.find(8, canvas)
    assert (canvas == pictures[8]).all()
    assert not kept.find(0, canvas)
    kept.forget()
    assert not kept.find(8, canvas)
