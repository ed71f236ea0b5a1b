"""One way to put a figure on the page: the picture, its alt text and its sentence.

JupyterLab and exported pages read the HTML, other viewers the PNG, and a
screen reader or a text console the words.
"""

from __future__ import annotations

import base64
import html
import io
import sys
from dataclasses import dataclass, field

import matplotlib
import numpy as np
from matplotlib.figure import FigureBase
from PIL import Image

from course_utils.figures.palette import COLORS, GRID, INK, MUTED, PAPER
from course_utils.figures.style import RC

SHORTEST_ALT = 20
HOUSE_CODES = tuple(int(color[1:], 16) for color in (PAPER, INK, MUTED, GRID, *COLORS.values()))


@dataclass(frozen=True)
class Described:
    """A figure together with the words computed from the same result.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        What the picture shows, with its numbers, for people who do not see it.
    summary : str
        One sentence with the point of the picture, printed under it for everybody.

    Raises
    ------
    TypeError
        If `figure` is no matplotlib figure.
    ValueError
        If `alt` or `summary` is missing or too short to say anything.
    """

    figure: FigureBase = field(repr=False)
    alt: str
    summary: str

    def __post_init__(self):
        if not isinstance(self.figure, FigureBase):
            raise TypeError(
                "show() takes a matplotlib Figure or Axes, or a figure that brings its own text, "
                f"not {type(self.figure).__name__}."
            )
        object.__setattr__(self, "alt", _sentence(self.alt, "alt", "what the picture shows"))
        object.__setattr__(
            self, "summary", _sentence(self.summary, "summary", "the point of the picture")
        )

    def __repr__(self):
        return self.summary

    def _repr_mimebundle_(self, include=None, exclude=None):
        picture = base64.b64encode(png_bytes(self.figure)).decode("ascii")
        return {
            "text/html": figure_html(picture, self.alt, self.summary),
            "image/png": picture,
            "text/plain": self.summary,
        }


def show(figure, alt="", summary=""):
    """Show a figure with its alt text and its one-sentence summary.

    Parameters
    ----------
    figure : Figure, Axes or Described
        The lesson's own figure functions return a `Described`, which brings its text.
    alt : str
        What the picture shows, with its numbers; at least 20 characters.
    summary : str
        One sentence printed under the picture.

    Raises
    ------
    TypeError
        If `figure` is nothing that can be shown.
    ValueError
        If the words are missing.
    """
    from IPython.display import display

    if not isinstance(figure, Described):
        figure = Described(getattr(figure, "figure", figure), alt, summary)
    _forget(figure.figure)
    display(figure)


def png_bytes(figure, dpi=100, colors=64):
    """`figure` as a small PNG: few colors, no metadata, the same bytes every time.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    dpi : float
        Pixels per inch; 8 inches become 800 px.
    colors : int
        Size of the palette, 2 to 256.
    """
    raw, small = io.BytesIO(), io.BytesIO()
    with matplotlib.rc_context(RC):
        figure.savefig(raw, format="png", dpi=dpi, pil_kwargs={"compress_level": 1})
    with Image.open(raw) as picture:
        few = reduce_colors(picture.convert("RGB"), colors)
    few.save(small, format="PNG", optimize=True)
    return small.getvalue()


def reduce_colors(picture, colors=64):
    """An RGB image as palette image with at most `colors` colors.

    Half of the palette are the house colors that occur and the most frequent others as they
    are, so that flat areas and lines keep their exact color; the other half is chosen by median
    cut for the soft edges.
    """
    pixels = np.asarray(picture, dtype=np.int32)
    codes = (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
    found, where, counts = np.unique(codes, return_inverse=True, return_counts=True)
    house = np.isin(found, HOUSE_CODES)
    frequent = found[np.lexsort((found, -counts, ~house))][: colors // 2]
    palette = np.unique(
        np.concatenate([_channels(frequent), _median_cut(picture, colors - colors // 2)]), axis=0
    )
    distance = ((_channels(found)[:, None, :] - palette) ** 2).sum(axis=2)
    nearest = distance.argmin(axis=1).astype(np.uint8)
    few = Image.fromarray(nearest[where.reshape(codes.shape)])
    few.putpalette(palette.astype(np.uint8).tobytes())
    return few


def _channels(codes):
    return np.column_stack([codes >> 16, (codes >> 8) & 255, codes & 255])


def _median_cut(picture, colors):
    cut = picture.quantize(colors, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return np.array(cut.getpalette("RGB"), dtype=np.int32).reshape(-1, 3)[:colors]


def figure_html(picture, alt, summary):
    """The HTML of one figure; `picture` is a PNG in base64."""
    return (
        '<figure style="margin:0.5em 0">'
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{picture}"'
        ' style="max-width:100%">'
        f"<figcaption>{html.escape(summary, quote=False)}</figcaption></figure>"
    )


def _sentence(text, name, purpose):
    words = " ".join(str(text or "").split())
    if len(words) < SHORTEST_ALT:
        raise ValueError(
            f"A figure needs {name} text that says in one sentence {purpose}, with its numbers: "
            f"at least {SHORTEST_ALT} characters, this one has {len(words)}."
        )
    return words


def _forget(figure):
    """Close a pyplot figure, which the notebook would otherwise draw a second time."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and getattr(figure, "number", None) in pyplot.get_fignums():
        pyplot.close(figure)
