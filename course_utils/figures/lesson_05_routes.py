"""Figures of lesson 05 on the two routes of estradiol: the way, the day, and clots."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import FancyBboxPatch, Polygon

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    data_points,
    model_line,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.wording import listed, plain

ROUTES = {"oral": ("resorption", "v"), "transdermal": ("formation", "o")}
SAID = {"oral": "tablet", "transdermal": "patch or gel"}


def two_routes(swallowed, available, patch):
    """What a tablet and a patch hand to gut and liver, and what reaches the blood.

    Parameters
    ----------
    swallowed, patch : float
        µg a day in the tablet, and released by the patch.
    available : float
        Share of the tablet that reaches the blood, 0 to 1.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.9)
    ax.set(xlim=(-0.5, 100.5), ylim=(0, 52))
    ax.axis("off")
    arrives = swallowed * available
    scale = 15 / swallowed
    _ribbon(ax, 14, 42, 36, swallowed * scale, swallowed * scale, "resorption")
    _ribbon(ax, 56, 84, 36, swallowed * scale, arrives * scale, "resorption")
    _ribbon(ax, 14, 84, 10, patch * scale, patch * scale, "formation")
    _station(ax, 7, 36, "tablet\n" + _micrograms(swallowed))
    _station(ax, 49.5, 36, "gut wall\nand liver")
    _station(ax, 7, 10, "patch\n" + _micrograms(patch))
    _station(ax, 91, 23, "blood", height=38)
    words(ax, 69, 46, f"about {_micrograms(arrives)} left", ha="center")
    words(
        ax,
        69,
        26.5,
        "the rest is changed on the\nway or never absorbed",
        MUTED,
        ha="center",
        va="top",
    )
    words(ax, 45, 13, f"{_micrograms(patch)}, through the skin", ha="center")
    words(ax, 45, 5, "the liver sees it later, as every organ does", MUTED, ha="center")
    settle(figure)
    alt = (
        f"Two ribbons as wide as the amounts. A tablet of {_micrograms(swallowed)} meets gut wall "
        f"and liver first and leaves about {_micrograms(arrives)} for the blood. A patch hands "
        f"its {_micrograms(patch)} a day straight to the blood."
    )
    summary = (
        f"For the same {_micrograms(arrives)} a day in blood the tablet sends "
        f"{swallowed / patch:.0f} times as much past gut wall and liver."
    )
    return Described(figure, alt, summary)


def _micrograms(amount):
    return f"{amount:,.0f} µg"


def _ribbon(ax, left, right, height, begin, end, meaning):
    """A band that may narrow on its way."""
    xy = [
        (left, height - begin / 2),
        (left, height + begin / 2),
        (right, height + end / 2),
        (right, height - end / 2),
    ]
    hatch = "///" if meaning == "formation" else None
    color = COLORS[meaning]
    ax.add_patch(Polygon(xy, facecolor=color, edgecolor=color, alpha=0.45, hatch=hatch))


def _station(ax, x, y, text, height=11):
    box = {"boxstyle": "round,pad=0,rounding_size=1.5", "facecolor": "white", "edgecolor": INK}
    ax.add_patch(FancyBboxPatch((x - 7, y - height / 2), 14, height, **box, zorder=3))
    words(ax, x, y, text, ha="center", va="center", zorder=4, weight="bold")


def level_over_a_day(hours, tablet, patch):
    """Estradiol added to the blood over one steady day, by route.

    Parameters
    ----------
    hours, tablet, patch : array (n,)
        Hours since the tablet; pg/mL.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.4)
    tablet, patch = np.asarray(tablet), np.asarray(patch)
    ax.set(xlim=(0, 24), ylim=(0, 1.25 * tablet.max()), xlabel="hours since the tablet")
    ax.set_xticks(range(0, 25, 6))
    title(ax, "Estradiol added to the blood, pg/mL, one steady day")
    model_line(ax, hours, patch, "patch", "formation")
    model_line(ax, hours, tablet, "tablet", "resorption", linestyle="--")
    settle(figure)
    alt = (
        f"Two curves over 24 hours, model. The patch stays at {plain(patch.mean())} pg/mL; the "
        f"tablet swings from {plain(tablet.min())} to {plain(tablet.max())} around a mean of "
        f"{plain(tablet.mean())}."
    )
    summary = (
        f"The average is {plain(tablet.mean())} pg/mL either way; the tablet swings between "
        f"{plain(tablet.min())} and {plain(tablet.max())} in this model."
    )
    return Described(figure, alt, summary)


def clots_by_route(rows):
    """Clots in users of estrogen against non-users, by route, with 95 % intervals (F3).

    Parameters
    ----------
    rows : DataFrame
        Columns ``study``, ``route`` (oral, transdermal), ``measure``, ``estimate``, ``ci_low``
        and ``ci_high``.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.9)
    places = np.arange(len(rows))[::-1] - np.repeat(np.arange(len(rows) // 2), 2) * 0.5
    ax.set(xscale="log", xlim=(0.3, 42), ylim=(places.min() - 0.6, places.max() + 1.1))
    ax.set_xticks((0.5, 1, 2, 4, 8, 16), ("0.5", "1", "2", "4", "8", "16"))
    ax.set_xticks((), minor=True)
    ax.set_xlabel("odds or hazard, times that of women who did not use estrogen")
    ax.set_yticks(places, [SAID[route] for route in rows["route"]])
    ax.grid(visible=False, axis="y")
    title(ax, "Clots in veins (VTE), by route; observational")
    ax.axvline(1, color=INK, linewidth=1)
    told = []
    for place, row in zip(places, rows.itertuples(), strict=True):
        meaning, marker = ROUTES[row.route]
        style = {"badge": False, "fmt": "none", "capsize": 0}
        data_points(ax, [row.estimate], [place], ([place], [place]), row.study, meaning, **style)
        ax.plot((row.ci_low, row.ci_high), (place, place), color=COLORS[meaning], linewidth=2.2)
        ax.plot(row.estimate, place, marker, color=COLORS[meaning], markersize=10)
        span = f"{row.estimate:g} ({row.ci_low:g} to {row.ci_high:g})"
        words(ax, row.ci_high * 1.08, place, span, va="center")
        told.append(f"{row.study}, {SAID[row.route]}: {row.measure} {span}")
    for place, study in zip(places[::2], rows["study"][::2], strict=True):
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        words(ax, 0.31, place + 0.5, study, va="center", weight="bold", bbox=box)
    note(ax, "marks: studies", "upper right")
    alt = f"Dots with 95 % intervals on a logarithmic axis. {'. '.join(told)}."
    oral, skin = (rows[rows["route"] == route] for route in ROUTES)
    summary = (
        f"In both studies the estimate for tablets is above 1 "
        f"({listed(f'{value:g}' for value in oral['estimate'])}) and that for patches near 1 "
        f"({listed(f'{value:g}' for value in skin['estimate'])})."
    )
    return Described(figure, alt, summary)
