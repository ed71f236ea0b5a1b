"""The one way onto the page: what a notebook gets, and what is refused."""

import base64
import html.parser
import io

import numpy as np
import pytest
from IPython.utils.capture import capture_output
from PIL import Image

from course_utils.figures.present import Described, png_bytes, reduce_colors, show
from course_utils.figures.style import COLORS, new_figure

ALT = "A line that rises from 0 to 1 over 3 years."
SUMMARY = "The line rises by 1 in 3 years."


@pytest.fixture
def figure():
    figure, ax = new_figure(4, 2)
    ax.plot([0, 3], [0, 1], color=COLORS["formation"])
    return figure


class _Page(html.parser.HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def _bundle(figure, alt=ALT, summary=SUMMARY):
    return Described(figure, alt, summary)._repr_mimebundle_()


def test_the_bundle_carries_picture_and_words(figure):
    bundle = _bundle(figure)
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    assert bundle["text/plain"] == SUMMARY
    page = _Page(bundle["text/html"])
    assert [tag for tag, _ in page.tags] == ["figure", "img", "figcaption"]
    image = page.tags[1][1]
    assert image["alt"] == ALT
    assert page.text == SUMMARY
    kind, data = image["src"].split(",")
    assert kind == "data:image/png;base64"
    assert data == bundle["image/png"]
    assert base64.b64decode(data) == png_bytes(figure)


def test_words_cannot_break_out_of_the_html(figure):
    alt = "A curve \"below\" 5 < 6 & 'above' <script>alert(1)</script>"
    page = _Page(_bundle(figure, alt, alt)["text/html"])
    assert [tag for tag, _ in page.tags] == ["figure", "img", "figcaption"]
    assert page.tags[1][1]["alt"] == alt
    assert page.text == alt


@pytest.mark.parametrize("words", ["", None, "a line", "   spaces   only    "])
def test_missing_words_are_refused(figure, words):
    with pytest.raises(ValueError, match="at least 20 characters"):
        show(figure, alt=words, summary=SUMMARY)
    with pytest.raises(ValueError, match="summary text"):
        show(figure, alt=ALT, summary=words)


@pytest.mark.parametrize("thing", [None, 3, "figure", [1, 2]])
def test_what_is_no_figure_is_refused_in_words(thing):
    with pytest.raises(TypeError, match=r"takes a matplotlib Figure or Axes"):
        show(thing, alt=ALT, summary=SUMMARY)


def test_line_breaks_in_words_become_spaces(figure):
    described = Described(figure, "A line that rises\n   from 0 to 1.", SUMMARY)
    assert described.alt == "A line that rises from 0 to 1."


def test_show_displays_once_and_returns_nothing(figure):
    with capture_output() as shown:
        assert show(figure, alt=ALT, summary=SUMMARY) is None
        assert show(Described(figure, ALT, SUMMARY)) is None
        assert show(figure.axes[0], alt=ALT, summary=SUMMARY) is None
    # Outside a notebook the words alone are printed, never the picture's bytes.
    printed = shown.stdout.splitlines() or [out.data["text/plain"] for out in shown.outputs]
    assert printed == [SUMMARY] * 3


def test_a_pyplot_figure_is_not_drawn_a_second_time_by_the_notebook():
    from matplotlib import pyplot

    figure, ax = pyplot.subplots()
    ax.plot([0, 1])
    with capture_output():
        show(figure, alt=ALT, summary=SUMMARY)
    assert figure.number not in pyplot.get_fignums()


def test_the_picture_has_the_size_of_the_figure(figure):
    with Image.open(io.BytesIO(png_bytes(figure))) as picture:
        assert picture.size == (400, 200)


def test_saved_bytes_do_not_follow_the_reader_s_settings(figure):
    import matplotlib

    usual = png_bytes(figure)
    changed = {"savefig.bbox": "tight", "savefig.facecolor": "black", "savefig.dpi": 30}
    with matplotlib.rc_context(changed):
        assert png_bytes(figure) == usual


def test_line_colors_survive_the_small_palette(figure):
    with Image.open(io.BytesIO(png_bytes(figure))) as picture:
        colors = {color for _count, color in picture.convert("RGB").getcolors(256)}
    assert tuple(bytes.fromhex(COLORS["formation"][1:])) in colors
    assert (255, 255, 255) in colors


@pytest.mark.parametrize("colors", [2, 3, 16, 64, 256])
def test_palette_never_exceeds_what_is_asked(colors):
    noise = np.random.default_rng(1).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    few = reduce_colors(Image.fromarray(noise), colors)
    assert len(few.convert("RGB").getcolors(300)) <= colors


def test_a_picture_with_few_colors_is_kept_exactly():
    stripes = np.zeros((10, 30, 3), dtype=np.uint8)
    stripes[:, :10], stripes[:, 10:20] = (213, 94, 0), (0, 114, 178)
    few = reduce_colors(Image.fromarray(stripes), 64)
    assert np.array_equal(np.asarray(few.convert("RGB")), stripes)
