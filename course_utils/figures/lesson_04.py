"""Figures of lesson 04: scores by age, repeat scans, limits, and the chance to see a change."""

from __future__ import annotations

import numpy as np

from course_utils.figures.lesson_04_blood import daily_rhythm, marker_visits
from course_utils.figures.lesson_04_scans import scan_pair, two_blocks
from course_utils.figures.lesson_04_sites import three_sites
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    data_points,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

__all__ = [
    "chance_by_change",
    "change_and_limits",
    "daily_rhythm",
    "marker_visits",
    "repeat_scans",
    "scan_pair",
    "scores_by_age",
    "three_sites",
    "two_blocks",
]


def scores_by_age(reference, bmd, readings, study):
    """One density among the published means of every age group (F1).

    Parameters
    ----------
    reference : DataFrame
        Rows with ``age_low_y``, ``age_high_y``, ``value`` and ``sd`` (g/cm²); the first row is
        the young reference.
    bmd : float
        The density to place, g/cm².
    readings : dict
        Age in years → (T-score, Z-score).
    study : str
        Where the reference values come from.

    Returns
    -------
    Described
    """
    middle = (reference["age_low_y"] + reference["age_high_y"]).to_numpy(dtype=float) / 2
    mean, sd = reference["value"].to_numpy(dtype=float), reference["sd"].to_numpy(dtype=float)
    figure, ax = new_figure(8.0, 4.4)
    ax.set(xlim=(15, 100), ylim=(0.6, 1.3), xticks=range(20, 90, 10), xlabel="age, years")
    title(ax, "Spine density, g/cm²: mean ± 1 SD of each age group")
    data_points(ax, middle, mean, (mean - sd, mean + sd), study, zorder=3)
    ax.axhline(mean[0], color=MUTED, linestyle=":", linewidth=1.4)
    words(ax, 99, mean[0] + 0.012, "young mean", MUTED, ha="right", va="bottom")
    ax.axhline(bmd, color=COLORS["resorption"], linewidth=1.6)
    words(ax, 99, bmd + 0.008, f"{bmd:.3f}", COLORS["resorption"], ha="right", va="bottom")
    for age, (t, z) in readings.items():
        ax.plot(age, bmd, "s", color=COLORS["resorption"], markersize=9, zorder=4)
        said = f"at {age:g}:\nT {signed(t, 1)}\nZ {signed(z, 1)}"
        words(ax, age + 2.5, bmd - 0.02, said, va="top")
    told = listed(
        f"at {age:g} years T is {plain(t, 1)} and Z is {plain(z, 1)}"
        for age, (t, z) in readings.items()
    )
    alt = (
        f"Means with one standard deviation for {mean.size} age groups ({study}), from "
        f"{mean[0]:.3f} in the youngest to {mean[-1]:.3f} g/cm² in the oldest, and a line at "
        f"{bmd:.3f} g/cm²: {told}."
    )
    return Described(figure, alt, f"The same {bmd:.3f} g/cm²: {told}.")


def repeat_scans(first, second, limit, site="spine"):
    """Difference of two scans against their mean, with the limits of noise (F2).

    Parameters
    ----------
    first, second : array (n,)
        Two scans of the same people, g/cm².
    limit : float
        Least significant change, g/cm².
    site : str

    Returns
    -------
    Described
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    mean, gap = (first + second) / 2, second - first
    beyond = np.abs(gap) >= limit
    figure, ax = new_figure(8.0, 3.8)
    top = 1.45 * max(limit, np.abs(gap).max())
    ax.set(ylim=(-top, top), xlabel=f"mean of the two {site} scans, g/cm²")
    ax.set_xlim(mean.min() - 0.03, mean.max() + 0.04)
    title(ax, f"Second {site} scan minus first, g/cm², minutes apart")
    ax.axhspan(-limit, limit, color=MUTED, alpha=0.1, linewidth=0)
    ax.axhline(0, color=INK, linewidth=0.8)
    for side in (-limit, limit):
        ax.axhline(side, color=MUTED, linestyle="--", linewidth=1.4)
        style = {"ha": "right", "va": "bottom" if side > 0 else "top"}
        words(ax, mean.max() + 0.03, 1.04 * side, signed(side, 3), MUTED, **style)
    ax.plot(mean[~beyond], gap[~beyond], "o", color=INK, markersize=6)
    ax.plot(mean[beyond], gap[beyond], "D", color=COLORS["resorption"], markersize=8)
    note(ax, "synthetic")
    many = int(beyond.sum())
    alt = (
        f"{gap.size} dots, synthetic people: the second {site} scan differs from the first by "
        f"up to {np.abs(gap).max():.3f} g/cm² either way; dashed limits at ±{limit:.3f} g/cm², "
        f"{many} dots outside, drawn as diamonds."
    )
    summary = (
        f"Nothing happened between the scans, and {many} of {gap.size} people still differ by "
        f"{limit:.3f} g/cm² or more."
    )
    return Described(figure, alt, summary)


def change_and_limits(change, limits):
    """One measured change beside the least significant change of several scan rooms.

    Parameters
    ----------
    change : float
        g/cm².
    limits : dict
        Name of the room → least significant change, g/cm².

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 2.7)
    names, sizes = list(limits), np.array(list(limits.values()))
    places = np.arange(sizes.size)[::-1]
    wide = 1.25 * max(sizes.max(), abs(change))
    ax.set(xlim=(-wide, wide), ylim=(-0.6, sizes.size - 0.1), xlabel="change of density, g/cm²")
    ax.set_yticks(places, [f"{name}\n±{size:.3f}" for name, size in limits.items()])
    title(ax, "Bars: may be noise. Line: the change on the report")
    style = {"height": 0.5, "facecolor": COLORS["baseline"], "edgecolor": MUTED, "alpha": 0.45}
    ax.barh(places, 2 * sizes, left=-sizes, hatch="...", **style)
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.axvline(change, color=COLORS["resorption"], linewidth=2.4)
    words(ax, change, sizes.size - 0.45, f" {signed(change, 3)}", COLORS["resorption"], ha="right")
    inside = [name for name, size in limits.items() if abs(change) < size]
    held = f"inside the noise of {listed(inside)}" if inside else "outside the noise of all"
    alt = (
        f"{len(names)} bars around zero reach ±"
        f"{listed(f'{size:.3f} ({name})' for name, size in limits.items())} g/cm²; a line at "
        f"{signed(change, 3)} g/cm² lies {held}."
    )
    return Described(figure, alt, f"A change of {signed(change, 3)} g/cm² lies {held}.")


def chance_by_change(percent, chances, trials):
    """Chance that one person's two scans show a true change as one that counts (F3).

    Parameters
    ----------
    percent : array (n,)
        True change, percent of the density at the start.
    chances : dict
        Label of a line → chances between 0 and 1, array (n,).
    trials : DataFrame
        Columns ``label``, ``mean_pct_change``: group means from trials, marked on the axis.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.3)
    ax.set(xlim=(percent[0], percent[-1]), ylim=(-28, 126), yticks=range(0, 101, 25))
    ax.set_xlabel("true change, % of the start")
    title(ax, "Chance that it counts in one person, %")
    for (name, chance), line in zip(chances.items(), ("-", "--", "-."), strict=False):
        model_line(ax, percent, 100 * np.asarray(chance), linestyle=line)
        # Each name stands beside its line, where the line passes a height of its own.
        height = 62 if line == "-" else 92
        rise = percent >= 0
        side = 0.2 if line == "-" else -0.2
        foot = height if side > 0 else height - 16  # a label left of its line keeps clear below
        x = np.interp(foot, 100 * np.asarray(chance)[rise], percent[rise])
        words(ax, x + side, height - 3, name, va="top", ha="left" if side > 0 else "right")
    ax.axhline(0, color=INK, linewidth=0.8)
    for row in trials.itertuples():
        ax.plot(row.mean_pct_change, -4, "D", color=COLORS["formation"], markersize=8, zorder=4)
        words(ax, row.mean_pct_change, -8, row.label, COLORS["formation"], ha="center", va="top")
    first, chance = next(iter(chances.items()))
    at = [100 * np.interp(x, percent, chance) for x in trials["mean_pct_change"]]
    pairs = zip(trials["label"].str.replace("\n", ", "), at, strict=True)
    told = listed(f"{label}: {plain(value)} %" for label, value in pairs)
    alt = (
        f"{len(chances)} lines, model: the chance that a true change counts, from near 0 % at no "
        f"change to near 100 % for large changes. Diamonds mark mean changes in trials. With "
        f"{first}, {told}."
    )
    return Described(figure, alt, f"In this model, with {first}: {told}.")
