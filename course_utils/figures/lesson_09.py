"""Figures of lesson 09: curves that cross, what is kept of a supply, one push and many gains."""

from __future__ import annotations

import numpy as np

from course_utils.figures.lesson_09_axis import flare, the_axis
from course_utils.figures.lesson_09_cycle import cycles, turning_wire
from course_utils.figures.lesson_09_pulses import two_sites, watched_pulses
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    FONT_SIZE,
    INK,
    MUTED,
    PAPER,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed

__all__ = [
    "crossing",
    "cycles",
    "flare",
    "kept_of_supply",
    "same_push",
    "the_axis",
    "turning_wire",
    "two_sites",
    "watched_pulses",
]

LINES = ("-", (0, (6, 2)), (0, (2, 1.5)))
MOST_LH = 10.5


def crossing(brain, testes, rests, cut=None, highest=1100):
    """LH as the brain sets it and testosterone as testes make it; the axis rests where they cross.

    Parameters
    ----------
    brain : callable
        Testosterone (ng/dL) → LH (IU/L).
    testes : dict
        Name → callable, LH → testosterone.
    rests : dict
        Name → (testosterone, LH) where that testis meets the brain.
    cut : float, optional
        LH held fixed, as with the wire from blood to brain cut.
    highest : float
        Right end of the testosterone axis, ng/dL.

    Returns
    -------
    Described
    """
    level, lh = np.linspace(1, highest, 400), np.linspace(0, MOST_LH, 400)
    figure, ax = new_figure(8.0, 4.4)
    ax.set(xlim=(0, highest), ylim=(0, 1.12 * MOST_LH), xlabel="testosterone, ng/dL")
    title(ax, "LH, IU/L")
    asked = np.array([brain(at) for at in level])
    ax.plot(level, asked, color=COLORS["formation"], linewidth=2.4)
    words(ax, 30, 9.3, "the brain asks", COLORS["formation"], va="center")
    for (name, testis), line in zip(testes.items(), LINES, strict=False):
        ax.plot(testis(lh), lh, color=COLORS["testosterone"], linestyle=line, linewidth=2.2)
        _along(ax, testis, name, highest)
    ends = [_rest(ax, *rest) for rest in rests.values()]
    note(ax, "model", "upper right")
    told = listed(
        f"{name}: {level} ng/dL at LH {lh} IU/L"
        for name, (level, lh) in zip(rests, ends, strict=True)
    )
    beside = _cut(ax, cut, testes, highest) if cut is not None else ""
    alt = (
        "Testosterone to the right, LH upward, model. One curve falls: the LH the brain asks for. "
        f"Others rise: what the testis makes. They cross at: {told}.{beside}"
    )
    return Described(figure, alt, f"Where the curves cross, the model rests: {told}.{beside}")


def _along(ax, testis, name, highest):
    """The name of a testis at the upper part of its curve."""
    height = 8.7 if testis(8.7) < highest else 3.4
    place = float(testis(height))
    left = height > 5 and place > 0.62 * highest
    shift = -12 if left else 12
    ax.annotate(
        name,
        (place, height),
        xytext=(shift, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        size=FONT_SIZE,
        color=INK,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
    )


def _rest(ax, level, lh):
    ax.plot(level, lh, "o", color=INK, markersize=10, zorder=5)
    text = f"{level:.0f}"
    boxed = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
    words(ax, level + 22, lh, text, weight="bold", va="center", bbox=boxed, zorder=4)
    return text, f"{lh:.1f}"


def _cut(ax, lh, testes, highest):
    """The cut wire: LH stays, and each testis follows it."""
    ax.plot([0, highest], [lh, lh], color=MUTED, linestyle=":", linewidth=2)
    ends = {name: float(testis(lh)) for name, testis in testes.items()}
    last = max(ends.values())
    ax.plot(last, lh, "o", color=MUTED, markersize=9, markerfacecolor=PAPER, zorder=5)
    words(ax, last + 16, lh - 0.3, f"{last:,.0f}", MUTED, va="top", weight="bold")
    words(ax, 20, lh + 0.2, "wire cut: LH stays", MUTED, va="bottom")
    told = listed(f"{name} {end:,.0f} ng/dL" for name, end in ends.items())
    return f" With LH held at {lh:.1f} IU/L (wire cut): {told}."


def kept_of_supply(supplied, closed, cut, marked=500):
    """Testosterone against what is supplied, with the loop closed and cut (F2).

    Parameters
    ----------
    supplied, closed, cut : array (n,)
        ng/dL; `closed` and `cut` are the levels reached.
    marked : float
        The supply at which the difference is written.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.0)
    ax.set(xlim=(supplied[0], supplied[-1]), ylim=(0, 1.05 * np.max(cut)))
    ax.set_xlabel("testosterone supplied, as the level it would give alone, ng/dL")
    title(ax, "Testosterone reached, ng/dL")
    note(ax, "model", "upper left")
    ax.fill_between(supplied, closed, cut, hatch="///", facecolor="none", edgecolor="#BBBBBB")
    model_line(ax, supplied, closed, "loop closed", "testosterone", linestyle="-")
    model_line(ax, supplied, cut, "loop cut", "prediction", linestyle=":")
    low, high = (float(np.interp(marked, supplied, line)) for line in (closed, cut))
    ax.annotate(
        "", (marked, low), (marked, high), arrowprops={"arrowstyle": "<->", "color": INK, "lw": 1.6}
    )
    boxed = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    back = f"{high - low:.0f} handed back"
    words(ax, marked + 15, (low + high) / 2, back, va="center", weight="bold", bbox=boxed)
    for value, va in ((low, "top"), (high, "bottom")):
        ax.plot(marked, value, "o", color=INK, markersize=8, zorder=5)
        shift = -30 if va == "top" else 30
        words(ax, marked - 8, value + shift, f"{value:,.0f}", ha="right", va=va, weight="bold")
    told = f"{low:.0f} with the loop closed and {high:,.0f} with the loop cut"
    alt = (
        f"Two rising curves from 500, model: testosterone against supply. At {marked} supplied: "
        f"{told}. The gap between them is hatched."
    )
    return Described(figure, alt, f"In this model {marked} ng/dL supplied gives {told} (ng/dL).")


def same_push(pushes):
    """The same disturbance in loops of different gain (F4).

    Parameters
    ----------
    pushes : dict
        Title of the push → dict of gain (a positive size) → testosterone reached, ng/dL.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 3.2, ncols=2, sharey=True)
    for ax, (name, reached) in zip(axes, pushes.items(), strict=True):
        _pushed(ax, name, reached)
    axes[0].set_ylabel("size of the gain")
    note(axes[0], "model", "lower right")
    told = "; ".join(
        f"{name}: " + ", ".join(f"{level:,.0f} at gain {gain:.1f}" for gain, level in row.items())
        for name, row in pushes.items()
    )
    alt = f"Two panels of bars from 500 ng/dL, model. {told}. The larger the gain, the shorter."
    return Described(
        figure,
        alt,
        f"The same push in loops of different gain (model, testosterone in ng/dL): {told}.",
    )


def _pushed(ax, name, reached):
    gains, levels = list(reached), np.array(list(reached.values()))
    title(ax, name)
    ax.grid(visible=False, axis="y")
    right = np.sign(levels[0] - 500)  # +1 for pushes up
    spread = 1.3 * np.max(np.abs(levels - 500))
    ax.set_xlim(*sorted((500 - 0.1 * right * spread, 500 + right * spread)))
    rows = np.arange(len(gains))[::-1]
    fill = {"facecolor": "#D9D9D9", "edgecolor": COLORS["testosterone"], "linewidth": 1.5}
    ax.barh(rows, levels - 500, left=500, height=0.55, **fill)
    ax.axvline(500, color=INK, linewidth=1.4)
    ax.set_yticks(rows, [f"{gain:.1f}" + (" (cut)" if gain == 0 else "") for gain in gains])
    for row, level in zip(rows, levels, strict=True):
        ha, shift = ("left", 5) if right > 0 else ("right", -5)
        place = {"xytext": (shift, 0), "textcoords": "offset points", "ha": ha, "va": "center"}
        ax.annotate(f"{level:,.0f}", (level, row), size=FONT_SIZE, color=INK, **place)
    ax.set_xlabel("testosterone, ng/dL")
