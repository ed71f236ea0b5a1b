"""The picture of "The whole chain": axes stand still, only lines, bands, marks and words move."""

from __future__ import annotations

import math

import numpy as np

from course_utils.explorers.parts import chain_words as said
from course_utils.explorers.parts.chain_course import SHARE
from course_utils.explorers.parts.chain_panels import (
    HEIGHT,
    PANELS,
    RATIOS,
    WIDTH,
    arrange,
    badge,
    curve,
    fit,
    mark,
    words,
)
from course_utils.explorers.parts.chain_people import STOP
from course_utils.explorers.parts.chain_trials import counts_of, density_of, fractures_of
from course_utils.figures.palette import FONT_SIZE, INK, MUTED
from course_utils.figures.style import new_figure
from course_utils.physiology.units import DAYS_PER_YEAR

KEY = (
    "M: the course model. V: verified data of a trial, circles. S: an assumption.",
    f"Gray dashed: without it. Shaded: {SHARE} % of the draws; line: the tables' values. "
    "×: times the start.",
)
HEIGHTS = {"model": 0.42, "trial": 0.14}  # of the marks in the panel of ratios


def draw(_baseline):
    """Axes and key; everything else moves."""
    figure, axes = new_figure(WIDTH / 100, HEIGHT / 100, nrows=3, ncols=3)
    placed, artists = arrange(figure, axes), {}
    for name, ax in placed.items():
        for quantity, meaning in PANELS[name].curves:
            line, without, band = curve(ax, meaning, len(PANELS[name].curves) == 2)
            artists |= {quantity: line, (quantity, "without"): without, (quantity, "band"): band}
        artists[name, "badge"] = badge(ax)
        artists |= {(name, row): text for row, text in enumerate(words(ax, name))}
    for place, ax, meaning in (
        ("model", placed["evidence"], "prediction"),
        ("trial", placed["evidence"], "bone mass"),
        ("density trial", placed["density"], "bone mass"),
    ):
        artists[place, "point"], artists[place, "span"] = mark(ax, meaning, place == "model")
    style = {"size": FONT_SIZE, "va": "center", "transform": figure.transFigure}
    artists["headline"] = axes[0, 0].text(22 / WIDTH, 1 - 20 / HEIGHT, " ", color=INK, **style)
    for row, text in enumerate(KEY):
        y = (32 - 18 * row) / HEIGHT
        axes[0, 0].text(22 / WIDTH, y, text, color=MUTED, **style)
    return figure, artists


def update(artists, result):
    """Move the curves to the chosen year, then marks, badges and words."""
    artists["headline"].set_text(said.headline(result))
    told = said.lines(result)
    for name, panel in PANELS.items():
        for quantity, _ in panel.curves:
            _move_curve(artists, quantity, result)
            if panel.wide:
                fit(artists[quantity].axes, panel, _is_wide(artists, quantity, panel.limits))
        artists[name, "badge"].set_text(_badge(name, panel, result))
        for row, text in enumerate(told[name]):
            artists[name, row].set_text(text)
    _mark_trials(artists, result)


def _is_wide(artists, quantity, limits):
    """Whether line, band or the line without leave the usual limits."""
    heights = [artists[quantity].get_ydata(), artists[quantity, "without"].get_ydata()]
    heights = np.concatenate([*heights, artists[quantity, "band"].get_xy()[:, 1]])
    return bool(heights.min() < limits[0] or heights.max() > limits[1])


def _badge(name, panel, result):
    if name in result["off"]:
        return said.OFF
    person, therapy = result["person"], result["therapy"]
    if name == "density" and density_of(person, therapy):
        return said.BADGES["M+V"]
    if name == "decision" and counts_of(person, therapy, result["years"]):
        return said.BADGES["V+S"]
    return said.BADGES[panel.badge]


def _move_curve(artists, quantity, result):
    if quantity == "dose":
        _move_dose(artists, result)
        return
    rows = slice(12 * result["years"] + 1)
    course, without = result["course"], result["without"]
    start = course[quantity][0]
    chosen = _shown(quantity, course[quantity], start)[rows]
    artists[quantity].set_data(_years(course)[rows], chosen)
    other = _shown(quantity, without[quantity], start)[rows]
    artists[quantity, "without"].set_data(_years(without)[rows], other)
    artists[quantity, "without"].set_visible(result["therapy"] != "none")  # else the same line
    artists[quantity, "band"].set_xy(_corners(result, quantity))


def _move_dose(artists, result):
    """Doses taken, percent; Luis starts after his testosterone."""
    late = result["person"] == "luis" and result["therapy"] != "trt"
    start = STOP / DAYS_PER_YEAR if late else 0
    share = 0 if result["therapy"] == "none" else result["adherence"]
    artists["dose"].set_data([start, start, result["years"]], [0, share, share])


def _years(course):
    return course["days"] / DAYS_PER_YEAR


def _shown(quantity, values, start):
    """As the axis shows it: hormones as times the start, cells as times their start."""
    if quantity in ("estradiol", "testosterone"):
        return values / start
    if quantity in ("resorbing", "building"):
        return 1 + values / 100
    return values


def _corners(result, quantity):
    """Corners of the band until the chosen year."""
    bands, end = result["bands"], result["years"]
    years = _years(bands)
    low, high = _shown(quantity, bands[quantity], result["course"][quantity][0])
    if quantity == "estradiol" or quantity == "testosterone":
        low, high = np.maximum(low, 1e-3), np.maximum(high, 1e-3)
    inside = years < end
    x = np.append(years[inside], end)
    low, high = (np.append(edge[inside], np.interp(end, years, edge)) for edge in (low, high))
    return np.column_stack([np.concatenate([x, x[::-1]]), np.concatenate([low, high[::-1]])])


def _mark_trials(artists, result):
    """Model and trial in the panel of ratios, and the trial's change of density."""
    person, therapy = result["person"], result["therapy"]
    ratio = (result["ratio"], *result["bands"]["ratio"]) if said.has_prediction(result) else None
    fractures, density = fractures_of(person, therapy), density_of(person, therapy)
    for place, found in (("model", ratio), ("trial", fractures)):
        height = HEIGHTS[place]
        at = ([], []) if found is None else ([found[0]], [height])
        span = ([], []) if found is None else (np.clip(found[1:3], *RATIOS), (height, height))
        artists[place, "point"].set_data(*at)
        artists[place, "span"].set_data(*span)
    at, span = ([], []), ([], [])
    if density is not None:
        at = ([density.years], [density.estimate])
        if not math.isnan(density.low):
            span = ((density.years, density.years), (density.low, density.high))
    artists["density trial", "point"].set_data(*at)
    artists["density trial", "span"].set_data(*span)
