"""What each color means, with the sizes and settings behind the house style.

Every meaning has a color and a second cue (line style, marker or hatch), so a
figure still reads in gray.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.colors import to_hex, to_rgb

FONT_SIZE = 11
TITLE_SIZE = 12
INK = "#1A1A1A"
MUTED = "#595959"
GRID = "#DDDDDD"
PAPER = "#FFFFFF"


@dataclass(frozen=True)
class Look:
    """How one quantity is drawn: a color, and the cues that work without color."""

    color: str
    line: str = "-"
    marker: str = "o"
    hatch: str = ""


LOOKS = {
    "resorption": Look("#D55E00", "-", "v", "\\\\\\"),
    "formation": Look("#0072B2", "-", "^", "///"),
    "estradiol": Look("#009E73", "-", "D"),
    "testosterone": Look("#4D4D4D", "--", "s"),
    "LH": Look(INK, "-.", "p"),
    "SERM": Look("#CC79A7", ":", "P"),
    "placebo": Look("#949494", "-", "o"),
    "bone mass": Look(INK, "-", "o"),
    "osteocyte": Look("#E69F00", "-.", "*"),
    "prediction": Look(MUTED, "--", "x"),
    "baseline": Look("#949494", "--", "o"),
}
COLORS = {meaning: look.color for meaning, look in LOOKS.items()}
"""Meaning → color. Okabe–Ito hues and grays: told apart with every common color vision."""

RC = {
    "font.family": "DejaVu Sans",
    "font.size": FONT_SIZE,
    "text.color": INK,
    "text.usetex": False,
    "axes.titlesize": TITLE_SIZE,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": FONT_SIZE,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.facecolor": PAPER,
    "axes.linewidth": 0.8,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "xtick.labelsize": FONT_SIZE,
    "ytick.labelsize": FONT_SIZE,
    "xtick.color": INK,
    "ytick.color": INK,
    "lines.linewidth": 2.2,
    "lines.markersize": 7,
    "hatch.linewidth": 0.8,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "savefig.bbox": None,
    "path.sketch": None,
}


def look_of(meaning):
    """The `Look` of a meaning, or a refusal that lists the meanings there are."""
    if meaning not in LOOKS:
        raise ValueError(f"No color is set for {meaning!r}; there is one for {', '.join(LOOKS)}.")
    return LOOKS[meaning]


def contrast(color, background=PAPER):
    """Contrast ratio of two colors, from 1 (same) to 21 (black on white).

    (L1 + 0.05) / (L2 + 0.05), L the relative luminance. Source: WCAG 2.2, section 1.4.3.
    """

    def luminance(name):
        rgb = np.array(to_rgb(name))
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    dark, light = sorted((luminance(color), luminance(background)))
    return (light + 0.05) / (dark + 0.05)


def text_color(color, background=PAPER):
    """`color`, darkened just enough to be read as text (contrast 4.5 or more)."""
    rgb = np.array(to_rgb(color))
    while contrast(rgb, background) < 4.6:
        rgb = rgb * 0.96
    return to_hex(rgb)
