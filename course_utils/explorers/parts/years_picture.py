"""The picture of "Ten years of bone": the stock above its two flows, and their difference."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb

from course_utils.explorers.kit.drawing import end_label, ghost, line
from course_utils.explorers.kit.labels import apart
from course_utils.explorers.parts.crossing_words import percent
from course_utils.explorers.parts.years_course import (
    CHANGE,
    FORMATION,
    LAST_YEAR,
    MASS,
    RESORPTION,
    mass_at,
)
from course_utils.explorers.parts.years_words import off, treated_words
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, text_color
from course_utils.figures.style import new_figure, note

LEFT, WIDTH = 0.066, 0.735
PLACES = {"mass": (0.565, 0.385), "flows": (0.325, 0.17), "change": (0.085, 0.17)}
FLOORS, TOP = (84, 70, 50, 30), 102  # percent of year 0
HEIGHTS = (4, 6, 8, 12)  # percent of year 0 per year, above and below 0
MOST_TURNOVER = 20
LOOK_OF = {"none": "prediction", "raloxifene": "SERM", "estradiol": "estradiol"}
SHADE = 1 / 8
EVERY = 2  # rows of the table per point of a curve


def draw(baseline):
    """Three axes over the same years; the untreated default stays as ghost in each."""
    figure, axes = new_figure(8, 5.6, nrows=3, sharex=True)
    figure.set_layout_engine("none")
    axes = dict(zip(PLACES, axes, strict=True))
    for name, (bottom, height) in PLACES.items():
        axes[name].set_position((LEFT, bottom, WIDTH, height))
        axes[name].set_xlim(0, LAST_YEAR)
    axes["mass"].set(ylim=(FLOORS[0], TOP), title="Bone mass, % of year 0")
    axes["flows"].set(ylim=(0, MOST_TURNOVER), title="The two flows, % of year 0 per year")
    axes["change"].set(ylim=(-HEIGHTS[0], HEIGHTS[0]), title="Change of bone mass, % per year")
    axes["change"].set_xlabel("years since the menopausal transition began")
    axes["change"].axhline(0, color=INK, linewidth=0.8, zorder=2)
    axes["change"].set_xticks(range(0, LAST_YEAR + 1, 2))
    _ghosts(axes, baseline["untreated"])
    key = {"color": MUTED, "size": FONT_SIZE, "ha": "right", "va": "bottom"}
    figure.text(0.99, 0.012, "gray dashes:\ndefault", **key)
    note(axes["mass"], "model")
    return figure, _stock(axes["mass"]) | _flows(axes["flows"]) | _change(axes["change"])


def _ghosts(axes, table):
    for name, column in (
        ("mass", MASS),
        ("flows", RESORPTION),
        ("flows", FORMATION),
        ("change", CHANGE),
    ):
        ghost(axes[name], table.index, table[column])


def _stock(ax):
    other, followed = line(ax, "bone mass"), line(ax, "bone mass")
    return {
        "other": other,
        "followed": followed,
        "mass span": _span(ax),
        "followed label": end_label(ax, " ", INK),
        "other label": end_label(ax, " ", INK),
        "off": _corner(ax),
    }


def _flows(ax):
    found = {"flows span": _span(ax)}
    for meaning in ("resorption", "formation"):
        found[meaning] = line(ax, meaning)
        found[f"{meaning} label"] = end_label(ax, meaning, LOOKS[meaning].color)
    found["formation"].set_linestyle((0, (5, 1)))
    return found


def _change(ax):
    (worst,) = ax.plot([], [], "v", color=INK, markersize=9, zorder=4)
    return {
        "change span": _span(ax),
        "change": line(ax, "bone mass"),
        "worst": worst,
        "change label": end_label(ax, " ", INK),
        "worst words": _corner(ax),
    }


def _span(ax):
    """The years of treatment, shaded; move it with ``set_bounds``."""
    gray = 1 - SHADE * (1 - np.array(to_rgb(MUTED)))
    return ax.axvspan(0, 0, facecolor=gray, edgecolor="none", zorder=0.5)


def _corner(ax):
    """Words over the right end of an Axes."""
    place = {"transform": ax.transAxes, "ha": "right", "va": "bottom"}
    return ax.text(1, 1.0, " ", color=INK, size=FONT_SIZE, **place)


def update(artists, result):
    """Move the curves, the shaded years, the mark of the fastest loss and the labels."""
    followed = result["followed"].iloc[::EVERY]
    _fit(artists, result)
    _show_stock(artists, result)
    for meaning, column in (("resorption", RESORPTION), ("formation", FORMATION)):
        artists[meaning].set_data(followed.index, followed[column])
        artists[f"{meaning} label"].xy = (LAST_YEAR, followed[column].loc[LAST_YEAR])
    _stack(artists["resorption label"], artists["formation label"])
    _show_change(artists, result, followed)
    for name in PLACES:
        span = artists[f"{name} span"]
        start, end = result["start"], result["stop"] or LAST_YEAR
        span.set_bounds(start, 0, end - start, 1)
        span.set_visible(result["chosen"])


def _fit(artists, result):
    """Limits that change seldom: the next floor for bone, the next height for its change."""
    lowest = min(result[name][MASS].loc[:LAST_YEAR].min() for name in ("treated", "untreated"))
    ends = (
        ("followed", (next(low for low in FLOORS if low <= lowest), TOP)),
        ("change", _height(result["followed"][CHANGE].abs().max())),
    )
    for name, limits in ends:
        if artists[name].axes.get_ylim() != limits:
            artists[name].axes.set_ylim(*limits)


def _height(largest):
    needed = min(1.15 * largest, HEIGHTS[-1])  # the mark of the fastest loss needs room
    height = next(height for height in HEIGHTS if needed <= height)
    return -height, height


def _stack(*labels):
    """Keep end labels apart and above the foot of their Axes, where other labels may follow."""
    apart(*labels)
    ax, points = labels[0].axes, 72 / labels[0].figure.dpi
    foot = ax.bbox.y0 * points - 4
    anchor = {label: ax.transData.transform(label.xy)[1] * points for label in labels}
    for label in sorted(labels, key=lambda label: anchor[label] + label.get_position()[1]):
        half = 0.675 * FONT_SIZE * (label.get_text().count("\n") + 1)
        center = max(anchor[label] + label.get_position()[1], foot + half)
        label.set_position((6, center - anchor[label]))
        foot = center + half


def _show_stock(artists, result):
    """The course that is followed drawn thick, the other one thin."""
    untreated = ("untreated", LOOKS["bone mass"], result["untreated"])
    name = treated_words(result)
    if not result["chosen"]:
        name = f"{name}\nfrom year {result['start']}"
    treated = (name, LOOKS[LOOK_OF[result["treatment"]]], result["treated"])
    pair = (treated, untreated) if result["chosen"] else (untreated, treated)
    for part, width, (words, look, table) in zip(
        ("followed", "other"), (3, 1.6), pair, strict=True
    ):
        curve, label = artists[part], artists[f"{part} label"]
        curve.set_data(table.index[::EVERY], table[MASS].to_numpy()[::EVERY])
        curve.set(color=look.color, linestyle=look.line, linewidth=width)
        end = mass_at(table, LAST_YEAR)
        label.set_text(f"{words}\n{end:.1f} %")
        label.set_color(text_color(look.color))
        label.xy = (LAST_YEAR, end)
    _stack(artists["followed label"], artists["other label"])
    stopped = result["chosen"] and result["stop"] is not None
    artists["off"].set_text(f"first year after the stop: {off(result)}" if stopped else "")


def _show_change(artists, result, followed):
    artists["change"].set_data(followed.index, followed[CHANGE])
    end = followed[CHANGE].loc[LAST_YEAR]
    artists["change label"].set_text(f"{percent(end)}\nper year")
    artists["change label"].xy = (LAST_YEAR, end)
    year, rate = result["steepest"]
    some = rate < -0.05
    artists["worst"].set_data([year] if some else [], [rate] if some else [])
    words = f"▼ fastest loss: year {year:.1f}, {-rate:.1f} %"
    artists["worst words"].set_text(words if some else "no loss")
