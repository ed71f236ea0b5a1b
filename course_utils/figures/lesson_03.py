"""Figures of lesson 03: the signal, the two flows and the stock, and courses side by side."""

from __future__ import annotations

import numpy as np

from course_utils.figures.flows import FORMATION, MASS, RESORPTION, draw_flows, sketched
from course_utils.figures.lesson_03_data import women_over
from course_utils.figures.lesson_03_trials import trial_differences, trials_over
from course_utils.figures.palette import GRID
from course_utils.figures.present import Described
from course_utils.figures.style import (
    INK,
    LOOKS,
    MUTED,
    label_line_end,
    look_of,
    model_line,
    new_figure,
    title,
    words,
)
from course_utils.figures.wording import listed, plain

__all__ = [
    "bone_courses",
    "signal_flows_stock",
    "trial_differences",
    "trials_over",
    "women_over",
]

SIGNAL = "estrogen_signal"
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (7, 2, 1.5, 2)), (0, (4, 1)))


def signal_flows_stock(table, predicted=None):
    """Estrogen signal, the two flows, and the bone they leave, on one time axis (F1).

    Parameters
    ----------
    table : DataFrame
        As `course_utils.physiology.bone.bone_mass` returns it.
    predicted : array (n,) or (n, 2), optional
        The student's sketch of bone mass.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 6.4, nrows=3, sharex=True, height_ratios=(0.75, 1, 1.25))
    years = table.index.to_numpy(dtype=float)
    axes[0].set(xlim=(years[0], years[-1]), ylim=(0, 1.12))
    title(axes[0], "Estrogen signal in bone, 1 = young adult")
    model_line(axes[0], years, table[SIGNAL], "signal", "estradiol")
    title(axes[1], "Flows, % of year 0 per year")
    draw_flows(axes[1], table)
    sketch = None if predicted is None else sketched(predicted, years)
    _stock(axes[2], table[MASS], sketch)
    axes[2].set_xlabel("years since the menopausal transition began")
    return Described(figure, *_sentences(table, sketch is not None))


def _stock(ax, mass, sketch):
    years = mass.index.to_numpy(dtype=float)
    shown = mass if sketch is None else np.concatenate([mass, sketch])
    low = 5 * np.floor((shown.min() - 0.5) / 5)
    ax.set_ylim(low, shown.max() + 1.5)
    title(ax, f"Bone mass, % of year 0 (axis from {low:.0f})")
    if sketch is not None:
        look = LOOKS["prediction"]
        ax.plot(years, sketch, look.line, color=look.color, linewidth=2)
        label_line_end(ax, years[-1], sketch[-1], "your\nprediction", look.color)
    model_line(ax, years, mass, "bone mass")
    year, rate = _fastest(mass)
    level = float(np.interp(year, years, mass))
    ax.plot(year, level, "v", color=INK, markersize=9, zorder=4)
    text = f"fastest: {plain(rate, 1)} % per year in year {plain(year, 1)}"
    words(ax, year + 0.25, level, text, va="bottom")


def _fastest(mass):
    """Year and size of the steepest change, % of year 0 per year."""
    years = mass.index.to_numpy(dtype=float)
    slope = np.gradient(mass.to_numpy(), years)
    lowest = int(np.argmin(slope))
    return years[lowest], slope[lowest]


def _sentences(table, has_prediction):
    first, last = table.iloc[0], table.iloc[-1]
    year, rate = _fastest(table[MASS])
    sketch = ", your prediction dashed" if has_prediction else ""
    alt = (
        f"Three panels over {plain(table.index[-1])} years, model. The estrogen signal falls from "
        f"{plain(first[SIGNAL], 2)} to {plain(last[SIGNAL], 2)}. Resorption rises from "
        f"{plain(first[RESORPTION], 1)} to {plain(last[RESORPTION], 1)} percent per year, "
        f"formation follows to {plain(last[FORMATION], 1)}. Bone mass falls to "
        f"{plain(last[MASS], 1)} percent{sketch}."
    )
    summary = (
        f"In this model bone is lost fastest in year {plain(year, 1)}, "
        f"{plain(-rate, 1)} % of year 0 per year, and {plain(last[MASS], 1)} % is left in year "
        f"{plain(table.index[-1])}."
    )
    return alt, summary


def bone_courses(courses, heading, meanings=(), since="the menopausal transition began", spans=()):
    """Several courses of bone mass in one panel (F2, F3).

    Parameters
    ----------
    courses : dict
        Label at the right end → Series or table of bone mass, percent, by year.
    heading : str
        What is drawn; the unit is added.
    meanings : sequence of str
        Key of `COLORS` for each course; bone mass where none is given.
    since : str
        What year 0 is.
    spans : sequence of (first, last, words)
        Years to shade, such as those of a treatment.

    Returns
    -------
    Described
    """
    lines = {name: _series(course) for name, course in courses.items()}
    figure, ax = new_figure(8.0, 4.2)
    low = 5 * np.floor((min(line.min() for line in lines.values()) - 0.5) / 5)
    last = max(line.index[-1] for line in lines.values())
    ax.set(xlim=(0, last), ylim=(low, 102.5), xlabel=f"years since {since}")
    ax.set_xticks(np.arange(0, last + 0.1, 2))
    title(ax, f"{heading}, % of year 0 (axis from {low:.0f})")
    for first, end, text in spans:
        ax.axvspan(first, end, facecolor=GRID, alpha=0.5, edgecolor="none", zorder=0.5)
        words(ax, (first + end) / 2, low + 0.3, text, MUTED, ha="center", va="bottom")
    looks = _looks(meanings, len(lines))
    for (name, line), (meaning, dashes) in zip(lines.items(), looks, strict=True):
        label = f"{name}: {plain(line.iloc[-1], 1)}"
        model_line(ax, line.index, line, label, meaning, linestyle=dashes)
    _model_below(ax)
    return Described(figure, *_course_words(lines, heading))


def _looks(meanings, count):
    """Meaning and line style of each course; the usual styles only where they tell apart."""
    meanings = [*meanings, *["bone mass"] * (count - len(meanings))]
    usual = [look_of(meaning).line for meaning in meanings]
    styles = usual if len(set(usual)) == count else DASHES
    return list(zip(meanings, styles, strict=False))


def _series(course):
    return course[MASS] if getattr(course, "ndim", 1) == 2 else course


def _model_below(ax):
    """Move the badge off the curves, which start in the upper corner."""
    for text in ax.texts:
        if text.get_text() == "model":
            text.set_position((0.01, 0.03))
            text.set(ha="left", va="bottom")


def _course_words(lines, heading):
    ends = [f"{plain(line.iloc[-1], 1)} % ({_flat(name)})" for name, line in lines.items()]
    year = plain(max(line.index[-1] for line in lines.values()))
    lows = [f"{_flat(name)} {plain(line.min(), 1)} %" for name, line in lines.items()]
    alt = (
        f"Curves of a model: {heading}, from 100 % in year 0. In year {year} they end at "
        f"{listed(ends)}; the lowest points are {listed(lows)}."
    )
    return alt, f"In this model, of the bone of year 0, year {year} has {listed(ends)}."


def _flat(name):
    return name.replace("\n", " ")
