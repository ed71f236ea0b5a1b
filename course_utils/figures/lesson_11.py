"""Figures of lesson 11: four pushes on one man, and where each of them leads."""

from __future__ import annotations

import numpy as np

from course_utils.figures.lesson_11_data import beside_trials
from course_utils.figures.lesson_11_men import pushes_on_men
from course_utils.figures.lesson_11_time import (
    restart,
    sperm_comes_back,
    sperm_line,
    two_gnrh_drugs,
)
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    PAPER,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.wording import listed

__all__ = [
    "beside_trials",
    "four_pushes",
    "pushes_on_men",
    "restart",
    "routes",
    "sperm_comes_back",
    "sperm_line",
    "two_gnrh_drugs",
]

PANELS = (
    ("lh_iu_per_l", "LH, IU/L", "LH", "...", 1),
    ("testosterone_ng_per_dl", "Testosterone, ng/dL", "testosterone", "\\\\\\", 0),
    ("estradiol_pg_per_ml", "Estradiol, pg/mL", "estradiol", "///", 0),
)
BOXED = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
ROUTES = (  # color, line, how far its name stands above the end
    ("SERM", (0, (1, 1.2)), 0),
    ("resorption", "-", 0),
    ("testosterone", "--", -3),
    ("formation", "-.", 0),
)


def four_pushes(settings, person="David"):
    """Where LH, testosterone and estradiol rest under each push, as bars.

    Parameters
    ----------
    settings : dict
        Name of the push → Hormones; the first is the man untreated.
    person : str

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 3.5, ncols=3, sharey=True)
    names, places = list(settings), np.arange(len(settings))[::-1]
    for ax, (field, said, meaning, hatch, digits) in zip(axes, PANELS, strict=True):
        values = [getattr(rest, field) for rest in settings.values()]
        title(ax, said)
        ax.grid(visible=False, axis="y")
        ax.set(xlim=(0, 1.3 * max(values)), yticks=places, yticklabels=names)
        looks = {"facecolor": "none", "edgecolor": COLORS[meaning], "hatch": hatch}
        ax.barh(places, values, height=0.62, linewidth=1.6, **looks)
        ax.axvline(values[0], color=MUTED, linewidth=1, linestyle=(0, (2, 2)))
        for place, value in zip(places, values, strict=True):
            at = value + 0.03 * max(values)
            words(ax, at, place, f"{value:.{digits}f}", va="center", bbox=BOXED)
    axes[0].tick_params(axis="y", length=0)
    note(axes[0], "model", "upper right")
    settle(figure)
    told = listed(f"{_plain(name)}: {_levels(rest)}" for name, rest in settings.items())
    alt = (
        f"Three rows of bars for fictional {person}, model: LH, testosterone and estradiol. {told}."
    )
    point = f"In this model each push rests elsewhere (LH, testosterone, estradiol): {told}."
    return Described(figure, alt, point)


def _plain(name):
    return name.replace("-\n", "").replace("\n", " ")


def _levels(rest):
    lh, testosterone, estradiol = rest
    return f"{lh:.1f} IU/L, {testosterone:.0f} ng/dL, {estradiol:.0f} pg/mL"


def routes(start, roads, level=None):
    """Testosterone against estradiol as the dose of each push grows from nothing.

    Parameters
    ----------
    start : Hormones
        The man untreated.
    roads : dict
        Name → list of Hormones, from no dose to the largest; the name is written at the end.
    level : float, optional
        Testosterone (ng/dL) at which a vertical line compares the roads.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.4)
    ax.set(xlim=(100, 760), ylim=(0, 60), xlabel="testosterone, ng/dL")
    title(ax, "Estradiol, pg/mL")
    note(ax, "model", "upper left")
    ends = []
    for (name, road), (meaning, line, above) in zip(roads.items(), ROUTES, strict=False):
        x, y = np.array([rest[1:] for rest in road]).T
        ax.plot(x, y, color=COLORS[meaning], linestyle=line, linewidth=2.6)
        ax.plot(x[-1], y[-1], "o", color=COLORS[meaning], markersize=7)
        words(ax, x[-1] + 12, y[-1] + above, name, COLORS[meaning], va="center")
        ends.append(f"{name.replace(chr(10), ' ')} ends at {x[-1]:.0f} ng/dL and {y[-1]:.0f} pg/mL")
    ax.plot(*start[1:], "o", color=INK, markersize=11, zorder=5)
    words(ax, start[1] - 12, start[2] - 0.4, "David", weight="bold", ha="right", va="center")
    if level is not None:
        ax.axvline(level, color=MUTED, linestyle=":", linewidth=1.6)
        words(ax, level + 6, 57, f"{level:.0f} ng/dL", MUTED, va="center")
    told = listed(ends)
    alt = (
        "Testosterone to the right, estradiol upward, model. From David's point, "
        f"{start[1]:.0f} ng/dL and {start[2]:.0f} pg/mL, one line for each push: {told}."
    )
    return Described(figure, alt, f"From David's {start[1]:.0f} and {start[2]:.0f}: {told}.")
