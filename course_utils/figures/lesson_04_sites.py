"""Figure of lesson 04: three sites of one skeleton after the final period."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, INK, MUTED, model_line, new_figure, title, words
from course_utils.figures.wording import listed, plain, signed

LOOKS = {
    "lumbar spine": ("resorption", "-", "v"),
    "total hip": ("bone mass", "--", "o"),
    "femoral neck": ("formation", "-.", "^"),
}


def three_sites(years, courses, limits, measured, study):
    """Density of three sites around the final period, and when each change can be seen.

    Parameters
    ----------
    years : array (n,)
        Years since the final period.
    courses : dict
        Site → change since the first year shown, percent, array (n,).
    limits : dict
        Site → least significant change, percent.
    measured : dict
        Site → change from the first to the fifth year after, percent, as `study` found it.
    study : str

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.6)
    low = min(np.min(course) for course in courses.values())
    ax.set(xlim=(years[0], years[-1]), ylim=(1.12 * low, 2.5))
    ax.set_xlabel("years since the final period")
    title(ax, "Change of density, % (model lines, study marks)")
    ax.axhline(0, color=INK, linewidth=0.8)
    ax.axvline(0, color=MUTED, linewidth=0.8, linestyle=":")
    seen = {}
    for site, course in courses.items():
        meaning, line, marker = LOOKS[site]
        model_line(ax, years, course, site, meaning, linestyle=line)
        seen[site] = first_seen(years, course, limits[site])
        ax.plot(seen[site], -limits[site], "|", color=COLORS[meaning], markersize=22, mew=3)
        if site in measured:
            style = {"markeredgecolor": INK, "markersize": 12, "zorder": 5}
            ax.plot(5, measured[site], marker, color=COLORS[meaning], **style)
    _name_marks(ax, measured)
    key = f"marks with a rim: {study}\nupright dash: change equals LSC"
    words(ax, years[0] + 0.2, 1.08 * low, key, MUTED, va="bottom")
    told = listed(f"the {site} {plain(year, 1)} years after" for site, year in seen.items())
    model = {site: float(np.interp(5, years, courses[site])) for site in measured}
    pairs = listed(
        f"{site} {signed(model[site], 1)} % (study {signed(value, 1)} %)"
        for site, value in measured.items()
    )
    alt = (
        f"Three falling lines, model, from {plain(years[0])} to {plain(years[-1])} years around "
        f"the final period. Five years after it: {pairs}. The change equals the least "
        f"significant change: {told} the period."
    )
    summary = (
        f"In this model, with a first scan {plain(-years[0])} years before the final period, a "
        f"change that counts is reached at {told} the period."
    )
    return Described(figure, alt, summary)


def _name_marks(ax, measured):
    """The value beside each mark: above the lines for the highest, below for the others."""
    top = max(measured, key=measured.get)
    for site, value in measured.items():
        up = site == top
        text, color = f"{site} {signed(value, 1)}", COLORS[LOOKS[site][0]]
        place = (5.15, value + 0.45) if up else (4.6, value - 1.2)
        words(ax, *place, text, color, ha="left" if up else "right", va="bottom" if up else "top")


def first_seen(years, course, limit):
    """Year at which a falling course has lost the least significant change; nan if never."""
    gone = np.flatnonzero(-np.asarray(course) >= limit)
    if not gone.size:
        return float("nan")
    here = gone[0]
    return float(
        np.interp(limit, -np.asarray(course)[here - 1 : here + 1], years[here - 1 : here + 1])
    )
