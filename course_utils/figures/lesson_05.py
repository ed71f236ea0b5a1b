"""Figures of lesson 05: build-up, two isomers, their ratio by the hour, swings, a missed week."""

from __future__ import annotations

import numpy as np

from course_utils.figures.lesson_05_routes import clots_by_route, level_over_a_day, two_routes
from course_utils.figures.lesson_05_tamoxifen import endoxifen_by_activity, parent_and_metabolites
from course_utils.figures.lesson_05_time import missed_week, swings
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    label_line_end,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain

__all__ = [
    "clots_by_route",
    "endoxifen_by_activity",
    "level_over_a_day",
    "missed_week",
    "parent_and_metabolites",
    "ratio_by_hour",
    "swings",
    "two_doses",
    "two_isomers",
    "two_routes",
]

FAST, SLOW = "formation", "SERM"  # colors of the two isomers, as in the explorer
THIN, THICK = 1.4, 3.0


def two_doses(days, single, double, ninety):
    """The same drug at one and at two tablets a day, with the day of 90 % (P1).

    Parameters
    ----------
    days, single, double : array (n,)
        Days, and amounts in percent of one tablet.
    ninety : float
        Day on which 90 % of the plateau is reached.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.6)
    ax.set(xlim=(0, days[-1]), ylim=(0, 1.2 * np.max(double)), xlabel="days since the first tablet")
    title(ax, "In the body right after a tablet, % of one tablet")
    ax.axvline(ninety, color=MUTED, linestyle=":", linewidth=1.4)
    words(ax, ninety + 0.1, 1.13 * np.max(double), f"day {ninety:.1f}: 90 % of both", MUTED)
    for amounts, name, look in ((double, "double dose", "--"), (single, "single dose", "-")):
        model_line(ax, days, amounts, name, "bone mass", linestyle=look, drawstyle="steps-post")
        at = 0.9 * amounts[-1]
        ax.plot(ninety, at, "o", color=INK, markersize=8)
    alt = (
        f"Two rising staircases, model: they level off at {plain(single[-1])} and "
        f"{plain(double[-1])} % of one tablet and reach nine tenths of that on the same day, "
        f"{ninety:.1f}."
    )
    summary = (
        f"Twice the dose is twice as high ({plain(double[-1])} instead of {plain(single[-1])} %) "
        f"and not a day sooner."
    )
    return Described(figure, alt, summary)


def two_isomers(days, fast, slow):
    """Amounts of both isomers of clomiphene under one tablet a day, on a log axis (F1).

    Parameters
    ----------
    days, fast, slow : array (n,)
        Days; enclomiphene and zuclomiphene in the body, mg.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.3)
    ax.set(yscale="log", xlim=(0, days[-1]), ylim=(1, 1000), xlabel="days since the first tablet")
    ax.set_yticks((1, 10, 100, 1000), ("1", "10", "100", "1,000"))
    ax.set_yticks((), minor=True)
    title(ax, "In the body, mg (each step is ten times more)")
    mean = {"enclomiphene": _last_day(days, fast), "zuclomiphene": _last_day(days, slow)}
    style = {"linestyle": "-", "linewidth": THIN}
    ax.plot(days, fast, color=COLORS[FAST], **style)
    label_line_end(ax, days[-1], mean["enclomiphene"], "enclomiphene\nhalf-life 10 h", COLORS[FAST])
    model_line(ax, days, slow, "zuclomiphene\nhalf-life 30 d", SLOW, linestyle="-", linewidth=THICK)
    _ratio_arrow(ax, days, fast, slow, 10)
    _ratio_arrow(ax, days, fast, slow, days[-1] * 0.9)
    ratio = mean["zuclomiphene"] / mean["enclomiphene"]
    alt = (
        f"Two curves on a logarithmic axis, model. Enclomiphene jags up and down daily around "
        f"{plain(mean['enclomiphene'])} mg from the second day on. Zuclomiphene starts lower "
        f"and climbs for the whole {plain(days[-1])} days, to {plain(mean['zuclomiphene'])} mg."
    )
    summary = (
        f"After {plain(days[-1])} days of the same tablet this model holds {ratio:.0f} mg of "
        "zuclomiphene for each milligram of enclomiphene."
    )
    return Described(figure, alt, summary)


def _last_day(days, amounts):
    return float(np.mean(np.asarray(amounts)[np.asarray(days) >= days[-1] - 1]))


def _ratio_arrow(ax, days, fast, slow, day):
    """A double arrow between the daily means on one day, with their ratio."""
    here = (np.asarray(days) >= day - 0.5) & (np.asarray(days) < day + 0.5)  # one whole day
    low, high = np.mean(np.asarray(fast)[here]), np.mean(np.asarray(slow)[here])
    arrow = {"arrowstyle": "<->", "color": INK, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (day, low), (day, high), arrowprops=arrow, zorder=5)
    told = f"day {day:.0f}: {high / low:.0f} : 1"
    style = {"va": "center", "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1.5}}
    side = 1.5 if day < 60 else -1.5
    words(ax, day + side, (low * high) ** 0.5, told, ha="left" if side > 0 else "right", **style)


def ratio_by_hour(hours, courses, measured, study):
    """Zuclomiphene over enclomiphene by the hour after the tablet, at steady state.

    Parameters
    ----------
    hours : array (n,)
        Since the last tablet.
    courses : dict
        Name of the model → ratio, array (n,).
    measured : float
        Ratio of the measured medians.
    study : str
        Where it was measured.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.4)
    ax.set(yscale="log", xlim=(0, 27.5), ylim=(6, 160), xlabel="hours since the last tablet")
    ax.set_xticks((0, 6, 12, 18, 24))
    ax.set_yticks((10, 20, 50, 100), ("10", "20", "50", "100"))
    ax.set_yticks((), minor=True)
    title(ax, "Zuclomiphene per enclomiphene in blood, steady")
    for (name, ratio), look in zip(courses.items(), ("-", "--", "-."), strict=False):
        model_line(ax, hours, ratio, "", SLOW if look == "-." else "bone mass", linestyle=look)
        _name_line(ax, hours, ratio, name, SLOW if look == "-." else "bone mass")
    ax.axhline(measured, color=COLORS["baseline"], linewidth=1.2, zorder=1)
    ax.plot(25.6, measured, "D", color=INK, markersize=10, zorder=5)
    words(ax, 25.6, measured * 1.14, f"{measured:.0f}", ha="center", weight="bold")
    words(ax, 27.4, measured * 0.86, "hour not\ntold", MUTED, ha="right", va="top")
    note(ax, f"mark: {study}", "lower right")
    spans = {name: (np.nanmin(ratio), np.nanmax(ratio)) for name, ratio in courses.items()}
    told = listed(f"{name}: {low:.0f} to {high:.0f}" for name, (low, high) in spans.items())
    told = told.replace("\n", " ")
    alt = (
        f"{len(courses)} model curves of the ratio over the 24 hours after a tablet, rising as "
        f"enclomiphene fades ({told}); a diamond at {measured:.0f} for {study}, the hour unknown."
    )
    summary = (
        f"The ratio depends on the hour of the blood sample as much as on the model: {told}; "
        f"measured {measured:.0f} ({study})."
    )
    return Described(figure, alt, summary)


def _name_line(ax, hours, ratio, name, meaning):
    """The name of a curve above its middle, on white so that no line runs through it."""
    hour = 5.0
    place = np.interp(hour, hours, ratio)
    style = {"ha": "center", "va": "center", "zorder": 4}
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    words(ax, hour, place, name, COLORS[meaning], bbox=box, **style)
