"""The axis of a man drawn as a loop, and what GnRH without pauses does to it."""

from __future__ import annotations

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from course_utils.figures.cells import stage
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    PAPER,
    model_line,
    new_figure,
    settle,
    title,
    words,
)

PLACES = {
    "hypothalamus": (3.6, 8.2),
    "pituitary": (3.6, 5.2),
    "testis": (3.6, 1.7),
    "testosterone": (9.8, 1.7),
    "estradiol": (9.8, 5.2),
}
FRAMES = {
    "hypothalamus": INK,
    "pituitary": INK,
    "testis": INK,
    "testosterone": COLORS["testosterone"],
    "estradiol": COLORS["estradiol"],
}
HALF_WIDTH, HALF_HEIGHT = 1.75, 0.62
BESIDE = 5.55  # where a wire stops, clear of the box it holds back
ARROW, BAR = "-|>,head_length=7,head_width=4", "-[,widthB=10,lengthB=0"


def the_axis(rest):
    """Brain, pituitary and testis with their messengers and the model's levels at rest (F1).

    Parameters
    ----------
    rest : Hormones
        ``lh_iu_per_l``, ``testosterone_ng_per_dl``, ``estradiol_pg_per_ml``.

    Returns
    -------
    Described
    """
    lh = f"LH {rest.lh_iu_per_l:.1f} IU/L"
    levels = {
        "testosterone": f"{rest.testosterone_ng_per_dl:.0f} ng/dL",
        "estradiol": f"{rest.estradiol_pg_per_ml:.0f} pg/mL",
    }
    figure, ax = new_figure(8.0, 4.7)
    stage(ax, 16, 9.4)
    _drives(ax, lh)
    _holds_back(ax)
    for name, place in PLACES.items():
        _box(ax, name, levels.get(name, ""), *place)
    words(ax, 15.9, 0.35, "arrow: drives   bar: holds back", MUTED, ha="right", va="center")
    words(ax, 15.9, 9.1, "levels: model", MUTED, ha="right", va="center", style="italic")
    settle(figure)
    told = f"{lh}, testosterone {levels['testosterone']}, estradiol {levels['estradiol']}"
    alt = (
        "A loop. The hypothalamus drives the pituitary with GnRH in pulses; the pituitary drives "
        "the testis with LH, and with FSH for sperm; the testis makes testosterone, aromatase "
        "makes estradiol of it. Testosterone holds the hypothalamus back, estradiol holds back "
        f"hypothalamus and pituitary. Levels at rest in the model: {told}."
    )
    return Described(figure, alt, f"A loop of three organs; at rest in the model: {told}.")


def _drives(ax, lh):
    _line(ax, (3.6, 7.58), (3.6, 5.82), ARROW)
    words(ax, 3.85, 6.72, "GnRH, in pulses", va="center")
    _line(ax, (3.6, 4.58), (3.6, 2.32), ARROW)
    words(ax, 3.85, 3.45, lh, COLORS["formation"], va="center", weight="bold")
    _line(ax, (2.5, 4.58), (2.5, 2.32), ARROW)
    words(ax, 2.3, 3.45, "FSH", va="center", ha="right")
    words(ax, 3.6, 0.62, "Leydig cells: testosterone\nSertoli cells: sperm", MUTED, **_CENTER)
    _line(ax, (5.35, 1.7), (8.05, 1.7), ARROW)
    _line(ax, (9.8, 2.32), (9.8, 4.58), ARROW)
    words(ax, 10.05, 3.45, "aromatase", va="center")


_CENTER = {"ha": "center", "va": "center"}


def _holds_back(ax):
    green, gray = COLORS["estradiol"], COLORS["testosterone"]
    _line(ax, (8.05, 5.2), (BESIDE, 5.2), BAR, color=green)
    ax.plot([9.8, 9.8], [5.82, 7.9], color=green, linewidth=1.8)
    _line(ax, (9.8, 7.9), (BESIDE, 7.9), BAR, color=green)
    ax.plot([11.55, 14.2, 14.2], [1.7, 1.7, 8.55], color=gray, linestyle="--", linewidth=1.8)
    _line(ax, (14.2, 8.55), (BESIDE, 8.55), BAR, color=gray, linestyle="--")


def _line(ax, start, end, head, **style):
    look = {"color": INK, "linewidth": 1.8, "shrinkA": 0, "shrinkB": 0, "zorder": 2} | style
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle=head, **look))


def _box(ax, name, level, x, y):
    corner, size = (x - HALF_WIDTH, y - HALF_HEIGHT), (2 * HALF_WIDTH, 2 * HALF_HEIGHT)
    look = {"facecolor": PAPER, "edgecolor": FRAMES[name], "linewidth": 2.2, "zorder": 3}
    ax.add_patch(FancyBboxPatch(corner, *size, boxstyle="round,pad=0,rounding_size=0.25", **look))
    shift = 0.24 if level else 0
    words(ax, x, y + shift, name, weight="bold", ha="center", va="center", zorder=4)
    if level:
        words(ax, x, y - 0.3, level, ha="center", va="center", zorder=4)


def flare(table, drive):
    """Drive of the pituitary, LH and testosterone after GnRH loses its pauses (F3).

    Parameters
    ----------
    table : DataFrame
        As ``follow_loop`` returns it, from the day the pauses end.
    drive : array (n,)
        Drive of the pituitary, 1 under normal pulses.

    Returns
    -------
    Described
    """
    days = table.index.to_numpy()
    figure, axes = new_figure(8.0, 5.0, nrows=2, sharex=True, height_ratios=(1, 1.3))
    shown = {
        "LH": (table["lh_iu_per_l"], "formation"),
        "testosterone": (table["testosterone_ng_per_dl"], "testosterone"),
    }
    shown = {name: (line / line.iloc[0], look) for name, (line, look) in shown.items()}
    for ax, top in zip(axes, (2.0, 1.4), strict=True):
        ax.set(xlim=(days[0], days[-1]), ylim=(0, top))
        ax.axhline(1, color=MUTED, linewidth=1.2, linestyle=":")
    title(axes[0], "Drive of the pituitary by GnRH, × usual")
    model_line(axes[0], days, drive, "drive", "bone mass")
    title(axes[1], "Hormones, × start")
    for name, (line, look) in shown.items():
        model_line(axes[1], days, line, name, look)
    axes[1].set(xlabel="days of GnRH without pauses", xticks=range(0, 29, 7))
    return Described(figure, *_flare_told(days, drive, shown))


def _flare_told(days, drive, shown):
    lh, testosterone = (line for line, _look in shown.values())
    ends = f"LH {lh.iloc[-1]:.2f} and testosterone {testosterone.iloc[-1]:.2f} times the start"
    peaks = f"LH {lh.max():.2f} on day {lh.idxmax():.1f}, testosterone "
    peaks += f"{testosterone.max():.2f} on day {testosterone.idxmax():.1f}"
    alt = (
        f"Two panels over {days[-1]:.0f} days, model. The drive starts at {drive[0]:.1f} times "
        f"the usual and ends at {drive[-1]:.2f}. Hormones rise to a peak ({peaks}) and then fall "
        f"to {ends}."
    )
    return alt, f"A flare, then silence (model): peaks {peaks}; after four weeks {ends}."
