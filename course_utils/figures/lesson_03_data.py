"""Figure that lays models over what was measured in women through menopause.

Marks are people in a study; lines are models.
"""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    MUTED,
    model_line,
    new_figure,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

STYLES = ({"linestyle": "-", "linewidth": 2.2}, {"linestyle": (0, (5, 1.6)), "linewidth": 2.2})
UNTREATED = COLORS["placebo"]


def women_over(courses, rates, change):
    """Model menopause over the density women lost in two cohorts (F5).

    Parameters
    ----------
    courses : dict
        Label → Series of bone (any unit), by years from the final menstrual period.
    rates : DataFrame
        ``study``, ``start``, ``end`` (years from the final period) and ``value``, percent per
        year: means over these years.
    change : mapping
        ``study``, ``start``, ``end`` and ``value``: the change in percent over these years.

    Returns
    -------
    Described
    """
    figure, (above, below) = new_figure(8.0, 6.0, nrows=2, sharex=True)
    above.set(xlim=(-5, 7), ylim=(-4.4, 0.9))
    below.set(ylim=(-17, 1.5), xlabel="years from the final menstrual period")
    title(above, "Spine density, change in % per year")
    title(below, f"Spine density, % change since {plain(change['start'])} years")
    for ax in (above, below):
        ax.axvline(0, color=MUTED, linewidth=1, zorder=0.6)
    lines = {name: course.loc[-5.001:7.001] for name, course in courses.items()}
    for (name, course), style in zip(lines.items(), STYLES, strict=False):
        model_line(above, course.index, _slope(course), **style)
        since = 100 * (course / at_year(course, change["start"]) - 1)
        model_line(below, course.index, since, name, **style)
    _rate_marks(above, rates)
    _one_mark(below, change)
    return Described(figure, *_women_words(lines, rates, change))


def at_year(course, year):
    """A course read between its years."""
    return float(np.interp(year, course.index, course))


def _slope(course):
    """Percent of the mass at the time, per year."""
    values = course.to_numpy(dtype=float)
    return 100 * np.gradient(np.log(values), course.index.to_numpy(dtype=float))


def mean_rate(course, start, end):
    """Change over some years in percent of the first, per year."""
    return 100 * (at_year(course, end) / at_year(course, start) - 1) / (end - start)


def _rate_marks(ax, rates):
    for row in rates.itertuples():
        middle, half = (row.start + row.end) / 2, (row.end - row.start) / 2
        marker = "s" if row.study == rates["study"].iloc[0] else "o"
        style = {"color": UNTREATED, "capsize": 5, "elinewidth": 3, "capthick": 2, "markersize": 9}
        ax.errorbar(middle, row.value, xerr=half, fmt=marker, zorder=3, **style)
        _name_span(ax, row, f"{row.study} {signed(row.value, 1)}")


def _name_span(ax, row, text):
    """Beside the span, on the side where the curves leave room."""
    if row.start < 0:
        words(ax, row.start - 0.15, row.value, text, UNTREATED, ha="right", va="center")
    elif row.end < 5:
        words(ax, row.end + 0.15, row.value, text, UNTREATED, va="center")
    else:
        words(ax, row.start + 0.05, row.value + 0.12, text, UNTREATED, va="bottom")


def _one_mark(ax, change):
    ax.plot(change["end"], change["value"], "s", color=UNTREATED, markersize=9, zorder=4)
    text = f"{change['study']} {signed(change['value'], 1)}"
    words(ax, change["end"] + 0.2, change["value"] + 0.1, text, UNTREATED, va="center")


def _women_words(lines, rates, change):
    seen = [
        f"{row.study} {signed(row.value, 1)} % per year from year {plain(row.start)} to "
        f"{plain(row.end)}"
        for row in rates.itertuples()
    ]
    told = []
    for name, course in lines.items():
        each = [signed(mean_rate(course, row.start, row.end), 1) for row in rates.itertuples()]
        told.append(f"{flat(name)} {listed(each)}")
    alt = (
        f"Above, change of spine density per year: {'; '.join(seen)}; below, {change['study']} "
        f"{signed(change['value'], 1)} % over ten years. Model lines for the same years, in the "
        f"same order: {'; '.join(told)}."
    )
    ends = [
        f"{flat(name)} {signed(mean_rate(c, change['start'], change['end']) * 10, 1)} %"
        for name, c in lines.items()
    ]
    summary = (
        f"From {plain(-change['start'])} years before to {plain(change['end'])} years after the "
        f"final period {change['study']} measured {signed(change['value'], 1)} % at the spine; "
        f"model: {listed(ends)}."
    )
    return alt, summary


def flat(name):
    """A label on one line."""
    return name.replace("\n", " ")
