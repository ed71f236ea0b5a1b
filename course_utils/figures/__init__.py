"""Figures: a result goes in, a picture with its sentences comes out.

`style` holds the colors and the helpers every picture uses, `present` puts a
picture on the page together with its text, `chain` draws the strip on top of
each lesson, and one module per lesson draws that lesson's own figures.
"""

from course_utils.figures.chain import LINKS, chain_strip
from course_utils.figures.present import Described, png_bytes, show
from course_utils.figures.style import (
    COLORS,
    data_points,
    label_line_end,
    model_line,
    new_figure,
    note,
)

__all__ = [
    "COLORS",
    "LINKS",
    "Described",
    "chain_strip",
    "data_points",
    "label_line_end",
    "model_line",
    "new_figure",
    "note",
    "png_bytes",
    "show",
]
