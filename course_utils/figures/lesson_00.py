"""Figures of lesson 00: two crowds, the unit ladders and three arms of a trial."""

from __future__ import annotations

import re
from textwrap import fill

import numpy as np

from course_utils.figures.ladders import unit_ladders
from course_utils.figures.people import draw_crowd
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    FONT_SIZE,
    INK,
    MUTED,
    data_points,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

__all__ = ["arm_words", "trial_arms", "two_crowds", "unit_ladders"]

Z_95 = 1.959964  # a normal distribution has 95 % of its area within ± this many standard errors


def two_crowds(before, after, names, outcome, population=100, study=""):
    """The same number of people twice: at one risk, and at another.

    Parameters
    ----------
    before, after : float
        Risks in percent, 0 to 100.
    names : (str, str)
        What distinguishes the two crowds, e.g. ``("placebo", "raloxifene 60 mg")``.
    outcome : str
        What happens to the affected, e.g. ``"had hot flashes"``.
    population : int
        100 or 1000.
    study : str
        Where the risks come from, if from a study.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a risk is outside 0 to 100 % or the population is neither 100 nor 1000.
    """
    counts = [_people(risk, population) for risk in (before, after)]
    labels = [f"{counts[0]} of {population}", _compared(counts, population)]
    figure, axes = _crowd_figure(population)
    for ax, name, label, count in zip(axes, names, labels, counts, strict=True):
        draw_crowd(ax, count, counts[0], population)
        title(ax, f"{name}\n{label}")
    if study:
        figure.text(0.99, 0.02, study, ha="right", color=MUTED, size=FONT_SIZE, style="italic")
    figure.text(0.02, 0.02, _crowd_key(counts), color=INK, size=FONT_SIZE)
    risks = (before, after)
    return Described(figure, *_crowd_sentences(counts, risks, names, outcome, population, study))


def _people(risk, population):
    if not 0 <= risk <= 100:
        raise ValueError(f"A risk lies between 0 and 100 percent; {risk} is outside.")
    return round(risk * population / 100)


def _crowd_figure(population):
    """Two crowds of 100 stand side by side; crowds of 1,000 need the whole width each."""
    if population == 100:
        height, boxes = 4.5, [(0.02, 0.1, 0.47, 0.76), (0.51, 0.1, 0.47, 0.76)]
        figure, axes = new_figure(8.0, height, ncols=2)
    else:
        height, boxes = 6.8, [(0.02, 0.53, 0.96, 0.38), (0.02, 0.06, 0.96, 0.38)]
        figure, axes = new_figure(8.0, height, nrows=2)
    figure.set_layout_engine("none")
    for ax, box in zip(axes, boxes, strict=True):
        ax.set_position(box)
        ax.set_anchor("NW")
    return figure, axes


def _change(counts):
    more = counts[1] - counts[0]
    return f"{abs(more)} {'more' if more > 0 else 'fewer'}" if more else "no difference"


def _compared(counts, population):
    return f"{counts[1]} of {population}, {_change(counts)}"


def _crowd_key(counts):
    rings = {1: " · ring with plus: more", -1: " · ring with bar: fewer", 0: ""}
    return "filled with cross: affected" + rings[int(np.sign(counts[1] - counts[0]))]


def _crowd_sentences(counts, risks, names, outcome, population, study):
    source = f" ({study})" if study else ""
    points = risks[1] - risks[0]
    decimals = 0 if float(points).is_integer() else 1
    alt = (
        f"Two crowds of {population} dots: {names[0]} with {counts[0]} filled, "
        f"{names[1]} with {counts[1]} filled or ringed, {_change(counts)}."
    )
    about = "" if all(float(risk * population / 100).is_integer() for risk in risks) else "About "
    summary = (
        f"{about}{counts[0]} of {population} people {outcome} with {names[0]} and "
        f"{counts[1]} of {population} with {names[1]}: {_change(counts)}, "
        f"a change of {signed(points, decimals)} percentage points{source}."
    )
    return alt, summary


def trial_arms(table, study, outcome):
    """Mean change in each arm of a trial with its 95 % interval, and a line at zero.

        interval = mean ± 1.96 · standard error

    Parameters
    ----------
    table : DataFrame
        Columns ``arm``, ``mean_pct_change`` (%) and ``se`` (percentage points); one row
        per arm, drawn from left to right.
    study : str
        Named in the figure, e.g. ``"Johnston 2000"``.
    outcome : str
        What changed, e.g. ``"lumbar-spine density after 36 months"``.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a column is missing or the table is empty.
    """
    means, half = _means(table)
    arms = [arm_words(arm) for arm in table["arm"]]
    figure, ax = new_figure(8.0, 3.8)
    ax.axhline(0, color=MUTED, linewidth=1.2)
    ax.set(xlim=(-0.5, len(arms) - 0.3), ylabel="change from baseline, %")
    ax.set_xticks(range(len(arms)), [fill(arm, 100 // (len(arms) + 1)) for arm in arms])
    ax.grid(visible=False, axis="x")
    title(ax, outcome[:1].upper() + outcome[1:])
    note(ax, f"{study}: mean, 95 % interval", "lower right")
    for place, (arm, mean, width) in enumerate(zip(arms, means, half, strict=True)):
        meaning = "placebo" if "placebo" in arm.lower() else "SERM"
        limits = ([mean - width], [mean + width])
        data_points(ax, [place], [mean], limits, study, meaning, markersize=9, badge=False)
        words(ax, place + 0.08, mean, f"{signed(mean, 2)} %", COLORS[meaning], va="center")
    return Described(figure, *_arm_sentences(arms, means, half, study, outcome))


def arm_words(arm):
    """The name of an arm as people write it: ``raloxifene_60mg`` → ``raloxifene 60 mg``."""
    return re.sub(r"(\d)(?=[mµ]?g\b)", r"\1 ", str(arm).replace("_", " "))


def _means(table):
    missing = [name for name in ("arm", "mean_pct_change", "se") if name not in table.columns]
    if missing:
        raise ValueError(f"The table needs the columns arm, mean_pct_change, se; no {missing[0]}.")
    if table.empty:
        raise ValueError("The table has no rows, so there is nothing to draw.")
    values = table[["mean_pct_change", "se"]].to_numpy(dtype=float)
    return values[:, 0], Z_95 * values[:, 1]


def _arm_sentences(arms, means, half, study, outcome):
    told = [f"{arm} {signed(mean, 2)} %" for arm, mean in zip(arms, means, strict=True)]
    spans = [
        f"{arm} {signed(mean, 2)} % ({plain(mean - width, 2)} to {plain(mean + width, 2)})"
        for arm, mean, width in zip(arms, means, half, strict=True)
    ]
    alt = f"Points with 95 % intervals and a zero line, {outcome}: {'; '.join(spans)}."
    return alt, f"Change from baseline in {outcome}: {listed(told)} ({study})."
