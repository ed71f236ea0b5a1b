"""The test of one dial per drug and one per tissue: odds of two drugs against each other."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, INK, MUTED, model_line, new_figure, title, words
from course_utils.figures.wording import listed, plain

TICKS = (0.3, 1, 3, 10, 30)
BELOW = {"liver"}  # whose name would cross the line; the others stand right of their point


def dial_test(odds, ratio, odd_one):
    """Odds against pressing, one drug over the other, with the line that one dial allows (F2).

    Parameters
    ----------
    odds : DataFrame
        Two drugs × tissues: (1 − ε)/ε.
    ratio : float
        ρ of the second drug over ρ of the first, from the tissues other than `odd_one`.
    odd_one : str
        The tissue that is held back.

    Returns
    -------
    Described
    """
    first, second = odds.index
    figure, ax = new_figure(8.0, 4.3)
    ax.set(xscale="log", yscale="log", xlim=(0.22, 40), ylim=(0.25, 60))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks(TICKS, [f"{tick:g}" for tick in TICKS])
        axis.set_ticks([], minor=True)
    ax.set_xlabel(f"odds against pressing, {first}")
    title(ax, f"Odds against pressing, {second}")
    line = np.array([0.25, 20.0])
    model_line(ax, line, ratio * line, "", "SERM")
    words(ax, 4.4, 5.2, "one dial per tissue:\nall points on this line", COLORS["SERM"], va="top")
    for tissue in odds.columns:
        _tissue(ax, tissue, *odds[tissue], tissue == odd_one)
    told = _miss(ax, odds, ratio, odd_one)
    seen = [f"{t} {plain(odds[t][first], 1)} and {plain(odds[t][second], 1)}" for t in odds]
    alt = (
        f"Points on two logarithmic axes, teaching assumptions: odds against pressing of {first} "
        f"and {second}, {listed(seen)}; a dotted line of slope one, model, passes near all but "
        f"the {odd_one}."
    )
    return Described(figure, alt, told)


def _tissue(ax, name, x, y, odd):
    look = {"color": COLORS["resorption"], "marker": "D"} if odd else {"color": INK, "marker": "o"}
    ax.plot(x, y, linestyle="", markersize=10 if odd else 8, **look)
    below = name in BELOW
    place = (x, y / 1.18) if below else (x * 1.13, y)
    style = {"ha": "center", "va": "top"} if below else {"ha": "left", "va": "center"}
    weight = "bold" if odd else "normal"
    words(ax, *place, name, look["color"], weight=weight, **style)


def _miss(ax, odds, ratio, odd_one):
    """An arrow from where the line wants the odd tissue to where the table has it."""
    first, second = odds.index
    x, y = odds[odd_one][first], odds[odd_one][second]
    wanted = ratio * x
    arrow = {"arrowstyle": "->", "color": COLORS["resorption"], "linewidth": 1.6}
    ax.annotate("", (x, y / 1.15), (x, wanted * 1.05), arrowprops=arrow)
    fold = y / wanted
    text = f"{fold:.0f}-fold off"
    words(ax, x / 1.13, (y * wanted) ** 0.5, text, COLORS["resorption"], ha="right", va="center")
    words(ax, 36, 0.33, "points: teaching assumptions", MUTED, ha="right", va="center")
    return (
        f"One dial per tissue asks {second} for an efficacy of {1 / (1 + wanted):.2f} in the "
        f"{odd_one}; the table says {1 / (1 + y):.2f}, odds {fold:.0f} times as high."
    )
