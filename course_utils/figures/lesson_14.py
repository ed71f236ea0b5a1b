"""Figures of lesson 14: fluoride, what density promised, and the price of an outcome."""

from __future__ import annotations

import numpy as np

from course_utils.figures.effect_axis import set_effect_axis
from course_utils.figures.lesson_14_line import trial_line
from course_utils.figures.lesson_14_threshold import four_rows, two_doses
from course_utils.figures.palette import LOOKS, PAPER
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

__all__ = [
    "fluoride_trial",
    "four_rows",
    "people_needed",
    "promised_and_seen",
    "trial_line",
    "two_doses",
]

RATIOS = (0.12, 5.0)
TRIAL = LOOKS["SERM"]
OPEN = {"color": INK, "markerfacecolor": "none", "markeredgewidth": 1.4}


def fluoride_trial(density, fractures, study):
    """What the scans showed at three places, and what broke (F1).

    Parameters
    ----------
    density : dict
        Place → difference from placebo, percent.
    fractures : dict
        Place → (number on fluoride, number on placebo).
    study : str

    Returns
    -------
    Described
    """
    figure, (left, right) = new_figure(8.0, 3.6, ncols=2, width_ratios=(1, 1.15))
    _scans(left, density)
    _counts(right, fractures, study)
    settle(figure)
    scans = listed(f"{place} {signed(value)} %" for place, value in density.items())
    broken = listed(f"{place} {on} against {off}" for place, (on, off) in fractures.items())
    alt = (
        f"Left, marks: density on fluoride minus placebo after four years, {scans}. Right, bars: "
        f"numbers of fractures on fluoride against placebo, {broken} ({study})."
    )
    on, off = fractures["elsewhere"]
    summary = (
        f"Spine density rose by {density['spine']:.0f} %, and {on} fractures outside the spine "
        f"stood against {off} on placebo."
    )
    return Described(figure, alt, summary)


def _scans(ax, density):
    places = np.arange(len(density))[::-1]
    values = np.array(list(density.values()), dtype=float)
    ax.axvline(0, color=INK, linewidth=1)
    ax.hlines(places, 0, values, color=MUTED, linewidth=1.2)
    ax.plot(values, places, TRIAL.marker, color=COLORS["bone mass"], markersize=10)
    for place, value in zip(places, values, strict=True):
        words(ax, value, place + 0.16, f"{signed(value)} %", ha="center", va="bottom")
    ax.set_yticks(places, list(density))
    ax.set(xlim=(-10, 42), ylim=(-0.6, len(density) - 0.35), xlabel="fluoride minus placebo, %")
    ax.grid(visible=False, axis="y")
    title(ax, "Density after 4 years")


def _counts(ax, fractures, study):
    looks = {"fluoride": ("formation", "///", 0.19), "placebo": ("placebo", "", -0.19)}
    for row, pair in enumerate(reversed(fractures.values())):
        for (arm, (meaning, hatch, shift)), count in zip(looks.items(), pair, strict=True):
            color = COLORS[meaning]
            ax.barh(row + shift, count, 0.34, color=color, hatch=hatch, edgecolor=PAPER)
            text = f"{count:.0f}  {arm}"
            words(ax, count + 4, row + shift, text, INK, va="center_baseline")
    ax.set_yticks(range(len(fractures)), list(fractures)[::-1])
    ax.set(xlim=(0, 260), ylim=(-0.55, len(fractures) - 0.2), xlabel="number of fractures")
    ax.grid(visible=False, axis="y")
    title(ax, "Fractures in 4 years")
    note(ax, study, "lower right")


def promised_and_seen(rows):
    """Per treatment the ratio that density alone gives, and the one a trial found (F2).

    Parameters
    ----------
    rows : DataFrame indexed by treatment
        ``gain`` (percent), ``predicted``, ``estimate``, ``ci_low``, ``ci_high``; an interval
        may be missing.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 0.52 * len(rows) + 1.5)
    set_effect_axis(ax, RATIOS, ratio=True)
    places = np.arange(len(rows))[::-1]
    ax.axvline(1, color=MUTED, linewidth=1.2)
    for place, row in zip(places, rows.itertuples(), strict=True):
        if np.isfinite(row.ci_low):
            ax.hlines(place, row.ci_low, row.ci_high, color=INK, linewidth=1.8)
        ax.plot(row.estimate, place, TRIAL.marker, color=COLORS["SERM"], markersize=11)
        ax.plot(row.predicted, place, "D", markersize=9, **OPEN)
    labels = [f"{name}  +{row.gain:g} %" for name, row in rows.iterrows()]
    ax.set_yticks(places, labels)
    ax.set(ylim=(-0.6, len(rows) + 0.25), xlabel="fracture risk ratio against placebo")
    ax.grid(visible=False, axis="y")
    _key(ax, len(rows) - 0.25)
    title(ax, "Promised by density, and seen")
    told = listed(
        f"{name}: promised {plain(row.predicted, 2)}, seen {plain(row.estimate, 2)}"
        for name, row in rows.iterrows()
    )
    better = int((rows["estimate"] < rows["predicted"]).sum())
    alt = f"Rows with an open diamond (model) and a filled cross (trial) on a ratio axis. {told}."
    summary = (
        f"Of {len(rows)} results {better} are better than density alone promised and "
        f"{len(rows) - better} are worse."
    )
    return Described(figure, alt, summary)


def _key(ax, y):
    ax.plot(0.14, y, "D", markersize=9, **OPEN)
    words(ax, 0.155, y, "model: density alone", MUTED, va="center_baseline")
    ax.plot(1.15, y, TRIAL.marker, color=COLORS["SERM"], markersize=11)
    words(ax, 1.29, y, "trial", va="center_baseline")


def people_needed(people):
    """People per arm for three endpoints, on a logarithmic axis (F4).

    Parameters
    ----------
    people : dict
        Endpoint → people per arm.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 2.9)
    places = np.arange(len(people))[::-1]
    values = np.array(list(people.values()), dtype=float)
    hatches = ("", "...", "///")
    for place, value, hatch in zip(places, values, hatches, strict=True):
        ax.barh(place, value, 0.55, color=COLORS["formation"], hatch=hatch, edgecolor=PAPER)
        words(ax, value * 1.12, place, f"{value:,.0f}", va="center_baseline", weight="bold")
    ax.set_xscale("log")
    ax.set(xlim=(10, 100_000), ylim=(-0.5, len(people) - 0.35))
    ax.set_xlabel("people per arm (logarithmic axis)")
    ax.set_xticks((10, 100, 1_000, 10_000, 100_000), ("10", "100", "1,000", "10,000", "100,000"))
    ax.set_xticks([], minor=True)
    ax.set_yticks(places, list(people))
    ax.grid(visible=False, axis="y")
    title(ax, "People per arm for 80 % power")
    told = listed(f"{name} {value:,.0f}" for name, value in people.items())
    alt = f"Three bars on a logarithmic axis, people per arm: {told}."
    summary = f"Per arm a trial needs: {told}."
    return Described(figure, alt, summary)
