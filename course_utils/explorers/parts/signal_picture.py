"""The picture of "Signal or noise": people as dots over their measured change."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb

from course_utils.explorers.parts.crossing_words import percent
from course_utils.explorers.parts.signal_people import FALL, RISE, UNCLEAR, piles
from course_utils.explorers.parts.signal_words import expected, number, simulated
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, TITLE_SIZE, text_color
from course_utils.figures.style import new_figure, note

CLOUD, BAR = (0.04, 0.425, 0.92, 0.415), (0.04, 0.125, 0.92, 0.055)
WIDTHS = (
    5,
    8,
    10,
    12,
    16,
    20,
    25,
    30,
    40,
)  # percent; the axis ends at one of these, below and above 0
SPREADS = 1.8  # nearly all dots lie within so many least significant changes of the true one
PEAK = 0.782  # share of people per least significant change where a normal curve is highest
WORDS = {FALL: "counts as a fall", UNCLEAR: "unclear", RISE: "counts as a rise"}
MEANINGS = {FALL: "resorption", UNCLEAR: "placebo", RISE: "formation"}
PLACES = {FALL: (0, "left"), UNCLEAR: (0.5, "center"), RISE: (1, "right")}


def draw(baseline):
    """Axes and empty piles; the shares of the default settings stay as dashes at the bar."""
    figure, (ax, bar) = new_figure(8, 5.2, nrows=2)
    figure.set_layout_engine("none")
    ax.set_position(CLOUD)
    ax.set_xlim(-WIDTHS[1], WIDTHS[1])
    ax.set_xlabel("measured change of density, % of the start")
    ax.set_yticks([])
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=INK, linewidth=0.8, zorder=1)
    figure.text(CLOUD[0], 0.957, "Each dot is one simulated person", weight="bold", size=TITLE_SIZE)
    return figure, _cloud(ax) | _heads(ax) | _bar(bar, baseline)


def _cloud(ax):
    gray = 1 - (1 - np.array(to_rgb(MUTED))) / 8
    style = {"color": INK, "size": FONT_SIZE, "ha": "center", "va": "bottom"}
    above = {"transform": ax.get_xaxis_transform()}
    found = {
        "band": ax.axvspan(0, 0, facecolor=gray, edgecolor="none", zorder=0.5),
        "band words": ax.text(0, 1.1, " ", **(style | above | {"color": MUTED})),
        "true": ax.axvline(0, color=LOOKS["estradiol"].color, linestyle=(0, (4, 2)), zorder=4),
        "true words": ax.text(0, 1.01, " ", **(style | above)),
        "badge": note(ax, "synthetic", "upper left"),
    }
    found["true words"].set_color(text_color(LOOKS["estradiol"].color))
    for verdict, meaning in MEANINGS.items():
        look = LOOKS[meaning]
        style = {"color": look.color, "markeredgewidth": 0, "zorder": 3}
        (found["dots", verdict],) = ax.plot([], [], look.marker, **style)
    return found


def _heads(ax):
    """The seed, and three heads over the bar: verdict, people, chance."""
    style = {"size": FONT_SIZE, "transform": ax.figure.transFigure}
    right = sum(CLOUD[::2])
    found = {"seed": ax.text(right, 0.957, " ", color=MUTED, ha="right", **style)}
    for verdict, (place, side) in PLACES.items():
        x = CLOUD[0] + place * CLOUD[2]
        style |= {"color": text_color(LOOKS[MEANINGS[verdict]].color), "linespacing": 1.25}
        found["head", verdict] = ax.text(x, 0.19, " ", ha=side, va="bottom", **style)
    return found


def _bar(ax, baseline):
    """Shares of the simulated people in one bar of 100 %."""
    ax.set_position(BAR)
    ax.set(xlim=(0, 100), ylim=(-0.75, 0.75), xticks=(0, 20, 40, 60, 80, 100))
    ax.set_xticklabels([f"{tick} %" for tick in (0, 20, 40, 60, 80, 100)])
    ax.set_yticks([])
    ax.set_xlabel("share of the simulated people (dashes: default)")
    ax.spines["left"].set_visible(False)
    found = {}
    for verdict, meaning in MEANINGS.items():
        look = LOOKS[meaning]
        style = {"facecolor": _light(look.color), "edgecolor": look.color, "hatch": look.hatch}
        (found["bar", verdict],) = ax.barh([0], [0], height=0.9, linewidth=1.2, **style)
    for edge in np.cumsum(_shares(baseline))[:2]:
        ax.plot([edge, edge], [-0.75, 0.75], color=MUTED, linestyle=(0, (2, 1)), linewidth=1.4)
    return found


def _light(color):
    return 1 - 0.5 * (1 - np.array(to_rgb(color)))


def _shares(result):
    """Shares of fall, unclear and rise among the simulated people, percent."""
    return [100 * result["counts"][verdict] / result["people"] for verdict in MEANINGS]


def update(artists, result):
    """Pile up the dots, move band and line, fill the bar and say the shares."""
    _fit(artists["true"].axes, result)
    _show_dots(artists, result)
    limit = result["least_percent"]
    artists["band"].set_bounds(-limit, 0, 2 * limit, 1)
    artists["band words"].set_text(f"may be noise: less than {limit:.1f} % up or down")
    artists["true"].set_xdata([result["true"]] * 2)
    artists["true words"].set_text(f"true change of all: {percent(result['true'])}")
    edge = 0.78 * artists["true"].axes.get_xlim()[1]  # the words stay on the page
    artists["true words"].set_x(min(max(result["true"], -edge), edge))
    artists["seed"].set_text(f"seed {result['seed']}, {result['people']:,} people")
    left = 0.0
    for verdict, share in zip(MEANINGS, _shares(result), strict=True):
        artists["bar", verdict].set_bounds(left, -0.45, share, 0.9)
        left += share
        artists["head", verdict].set_text(
            f"{WORDS[verdict]}\n{number(result, verdict)} of {result['people']:,}, "
            f"{simulated(result, verdict)}\nchance: {expected(result, verdict)}"
        )


def _fit(ax, result):
    """The next width that holds all dots; a height that mostly follows the number of people."""
    usual = abs(result["true"]) + SPREADS * result["least_percent"]
    needed = max(usual, 1.02 * np.abs(result["places"]).max())
    width = next(width for width in WIDTHS if needed <= width)
    peak = PEAK * result["people"] / piles(result["people"])
    top = max(round(peak + 3.5 * peak**0.5), int(result["heights"].max()) + 1)
    if ax.get_xlim()[1] != width or ax.get_ylim()[1] != top:
        ax.set(xlim=(-width, width), ylim=(0, top))


def _show_dots(artists, result):
    """Dots as large as the piles allow, side by side and one on the other."""
    ax = artists["true"].axes
    points = 72 / ax.figure.dpi
    wide, high = ax.bbox.width * points, ax.bbox.height * points
    across = wide * result["least_percent"] / piles(result["people"]) / np.ptp(ax.get_xlim())
    size = max(1.6, min(9.0, 0.92 * across, 0.92 * high / ax.get_ylim()[1]))
    for verdict in MEANINGS:
        seen = result["verdicts"] == verdict
        dots = artists["dots", verdict]
        dots.set_data(result["places"][seen], result["heights"][seen] - 0.5)
        dots.set_markersize(size)
