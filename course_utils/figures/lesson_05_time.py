"""Figures of lesson 05 over time: swings between injections, and a week without tablets."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    MUTED,
    label_line_end,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain

LOOKS = {
    "zuclomiphene": ("SERM", "-", 3.0),
    "endoxifen": ("resorption", "-.", 2.2),
    "raloxifene": ("bone mass", "--", 2.2),
    "enclomiphene": ("formation", "-", 1.4),
}


def swings(days, weekly, fortnightly):
    """Two schedules of the same weekly dose (F2).

    Parameters
    ----------
    days, weekly, fortnightly : array (n,)
        Days, and ester in the depot, mg.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.7)
    top = 1.18 * max(np.max(weekly), np.max(fortnightly))
    ax.set(xlim=(days[0], days[-1]), ylim=(0, top), xlabel="days since the first injection")
    title(ax, "Testosterone cypionate still in the depot, mg")
    told = []
    for amounts, name, meaning, look in (
        (fortnightly, "200 mg every\n2 weeks", "testosterone", "--"),
        (weekly, "100 mg\nevery week", "formation", "-"),
    ):
        model_line(ax, days, amounts, "", meaning, linestyle=look)
        label_line_end(ax, days[-1], amounts[-1], name, COLORS[meaning])
        swing = np.max(amounts) / np.min(amounts)
        told.append(
            f"{name.replace(chr(10), ' ')}: {plain(np.min(amounts))} to {plain(np.max(amounts))} "
            f"mg, peak over trough {swing:.1f}"
        )
    average = float(np.mean(weekly))
    ax.axhline(average, color=MUTED, linestyle=":", linewidth=1.4)
    label_line_end(ax, days[-1], average, "average of both", MUTED)
    alt = f"Two saw-tooth curves once steady, model. {told[0]}; {told[1]}."
    return Described(figure, alt, f"One weekly dose, two swings: {listed(reversed(told))}.")


def missed_week(courses, gap=7):
    """Levels around a week without tablets.

    Parameters
    ----------
    courses : dict
        Name → (days since the first missed tablet (n,), percent of the level before (n,)).
    gap : float
        Days without tablets.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.2)
    days = next(iter(courses.values()))[0]
    ax.set(xlim=(days[0], days[-1]), ylim=(-3, 112), xlabel="days since the first missed tablet")
    title(ax, "Level right before a tablet is due, % of before")
    ax.axvspan(0, gap, color=MUTED, alpha=0.1, linewidth=0)
    words(ax, gap / 2, 106, "no tablets", MUTED, ha="center", va="center")
    note(ax, "model", "lower right")
    for name, (meaning, look, width) in LOOKS.items():
        level = courses[name][1]
        drawn = {"linestyle": look, "linewidth": width}
        model_line(ax, days, level, "", meaning, **drawn)
        label_line_end(ax, days[-1], level[-1], name, COLORS[meaning])
    left = {name: np.interp(gap, *courses[name]) for name in LOOKS}
    told = listed(f"{plain(left[name])} % of {name}" for name in LOOKS)
    alt = (
        f"Four curves, model, over {plain(days[-1] - days[0])} days with a gray week without "
        f"tablets. At its end are left {told}; all climb back at the pace they built up."
    )
    return Described(figure, alt, f"After a week without tablets this model has left {told}.")
