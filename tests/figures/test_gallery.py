"""What must hold for every figure: readable words, known colors, small stable pictures."""

import io
import re
import struct
from itertools import combinations

import pytest
from matplotlib import rc_context
from matplotlib.colors import to_hex
from matplotlib.text import Text
from PIL import Image

from course_utils.figures.cells import BONE_EDGE, MATRIX
from course_utils.figures.chain import FILL
from course_utils.figures.palette import (
    COLORS,
    GRID,
    INK,
    MUTED,
    PAPER,
    RC,
    contrast,
    text_color,
)
from course_utils.figures.people import UNAFFECTED
from course_utils.figures.present import png_bytes
from tests.figures.gallery import GALLERY


@pytest.fixture(scope="module", params=GALLERY)
def drawn(request):
    with rc_context(RC):  # Ticks are laid out anew at every look, by the style then in force.
        described = GALLERY[request.param]()
        yield described, png_bytes(described.figure), request.param


def _words(figure):
    """Texts that are really drawn, with their boxes: no hidden axes, no ticks out of view."""
    hidden = set()
    for ax in figure.axes:
        if not ax.axison:
            hidden |= {ax.xaxis.label, ax.yaxis.label}
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            used = axis.get_major_ticks() + axis.get_minor_ticks() if ax.axison else []
            shown = {tick.label1 for tick in used if low <= tick.get_loc() <= high}
            # Axes keep spare ticks from earlier layouts; only the ones in use are drawn.
            for tick in axis.majorTicks + axis.minorTicks:
                hidden |= {tick.label1, tick.label2} - shown
    renderer = figure.canvas.get_renderer()
    for text in figure.findobj(Text):
        if text not in hidden and text.get_visible() and text.get_text().strip():
            yield text, text.get_window_extent(renderer)


def test_no_two_texts_overlap(drawn):
    figure = drawn[0].figure
    boxes = [(text.get_text(), box.padded(-1)) for text, box in _words(figure)]
    for (one, box), (two, other) in combinations(boxes, 2):
        assert not box.overlaps(other), f"{one!r} covers {two!r}"


def test_every_text_lies_inside_the_picture(drawn):
    figure = drawn[0].figure
    for text, box in _words(figure):
        inside = box.x0 >= -1 and box.y0 >= -1
        inside &= box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1
        assert inside, f"{text.get_text()!r} is cut off"


def test_text_is_large_enough(drawn):
    for text, _box in _words(drawn[0].figure):
        assert text.get_fontsize() >= 11, text.get_text()
        assert text.get_fontname() == "DejaVu Sans", text.get_text()


def test_text_contrast_on_the_pixels_around_it(drawn):
    """The ground is the most frequent color in the box of a text; the page is drawn for real."""
    described, png, _name = drawn
    with Image.open(io.BytesIO(png)) as picture:
        page = picture.convert("RGB")
    for text, box in _words(described.figure):
        corners = (box.x0, page.height - box.y1, box.x1, page.height - box.y0)
        part = page.crop([round(corner) for corner in corners])
        ground = max(part.getcolors(part.width * part.height))[1]
        shade = [channel / 255 for channel in ground]
        assert contrast(text.get_color(), shade) >= 4.5, text.get_text()


def test_lines_and_texts_use_the_palette(drawn):
    hues = {INK, MUTED, GRID, PAPER, UNAFFECTED, FILL, MATRIX, BONE_EDGE, *COLORS.values()}
    known = {to_hex(color) for color in hues} | {text_color(color) for color in hues}
    figure = drawn[0].figure
    for ax in figure.axes:
        written = [text for text in ax.texts if text.get_text()]
        for artist in [*ax.lines, *written]:
            assert to_hex(artist.get_color()) in known, artist


def test_alt_and_summary_are_sentences(drawn):
    described = drawn[0]
    for words in (described.alt, described.summary):
        assert 20 <= len(words) <= 500
        assert "nan" not in words and "\n" not in words and "  " not in words
        assert words[0] == words[0].upper() and words[-1] in ".?"
        assert not re.search(r"-\d", words), "a minus sign, not a hyphen"


def test_picture_is_small_at_notebook_width(drawn):
    with Image.open(io.BytesIO(drawn[1])) as picture:
        assert picture.mode == "P"
        assert picture.width == 800
        assert len(picture.convert("RGB").getcolors(256)) <= 64
    assert len(drawn[1]) < 40_000


def test_picture_has_no_metadata(drawn):
    assert _chunks(drawn[1]) <= {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def _chunks(png):
    found, place = set(), 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        found.add(png[place + 4 : place + 8])
        place += 12 + length
    return found


def test_drawing_again_gives_the_same_bytes(drawn):
    described, png, name = drawn
    again = GALLERY[name]()
    assert png_bytes(again.figure) == png
    assert (again.alt, again.summary) == (described.alt, described.summary)
