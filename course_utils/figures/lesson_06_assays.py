"""Figures of lesson 06 with points: competition, sums of squares, five laboratories, Schild."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    model_line,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.wording import listed
from course_utils.physiology.receptors import displacement

SETS = (("SERM", "o"), ("formation", "s"))
STUDY_LOOKS = (
    ("formation", "o"),
    ("resorption", "s"),
    ("estradiol", "D"),
    ("SERM", "^"),
    ("testosterone", "v"),
)


def squares(ic50, sums, best):
    """Sum of squared misses for every IC50 tried, with the least one marked.

    Parameters
    ----------
    ic50, sums : array (n,)
        nM and squared percentage points.
    best : float
        The IC50 with the least sum.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 2.9)
    ax.set(xscale="log", xlim=(ic50[0], ic50[-1]), ylim=(0, None))
    _plain_ticks(ax, ic50[0], ic50[-1])
    ax.set_xlabel("IC50 tried, nM")
    title(ax, "Sum of squared misses, (% of tracer)²")
    note(ax, "model", "upper left")
    model_line(ax, ic50, sums, "", "SERM", linestyle="-")
    ax.set_ylim(0, 1.25 * max(sums))
    ax.plot(best, min(sums), "o", color=INK, markersize=9, clip_on=False, zorder=4)
    words(ax, best, min(sums) + 0.09 * max(sums), f"least at {best:.2g} nM", ha="center")
    alt = f"A valley, model: the sum of squared misses is least at an IC50 of {best:.2g} nM."
    return Described(figure, alt, f"The points fit best at an IC50 of {best:.2g} nM.")


def competition(concentration, runs, truth=None):
    """Bound tracer beside a competitor: synthetic points, fitted curves, IC50 with interval.

    Parameters
    ----------
    concentration : array (n,)
        Competitor, nM.
    runs : dict
        Name → (points (n,) in % of the tracer bound alone, DisplacementFit).
    truth : dict, optional
        Name → the IC50 the points were made with, drawn as a short upright line.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.1)
    ax.set(xscale="log", xlim=(concentration[0] * 0.7, concentration[-1] * 1.4), ylim=(-4, 116))
    _plain_ticks(ax, concentration[0], concentration[-1])
    ax.set_xlabel("competitor, nM")
    title(ax, "Tracer still bound, % of the tracer bound alone")
    told = [
        _run(ax, concentration, name, *run, (truth or {}).get(name), look)
        for (name, run), look in zip(runs.items(), SETS, strict=False)
    ]
    note(ax, "points: synthetic", "lower left")
    alt = (
        f"Falling curves, model, through synthetic points: {listed(told)}. "
        "Bars at half height show the intervals."
    )
    return Described(figure, alt, f"Fitted to synthetic points: {listed(told)}.")


def _run(ax, concentration, name, points, fit, true_ic50, look):
    meaning, marker = look
    color = COLORS[meaning]
    ax.plot(concentration, points, marker, color=color, markersize=7, zorder=3)
    grid = np.geomspace(concentration[0], concentration[-1], 200)
    curve = displacement(grid, fit.ic50, fit.top, fit.bottom)
    model_line(ax, grid, curve, "", meaning, linestyle="-" if marker == "o" else "--")
    half = (fit.top + fit.bottom) / 2
    ax.plot((fit.low, fit.high), (half, half), color=INK, linewidth=4, zorder=4)
    if true_ic50 is not None:
        ax.plot((true_ic50, true_ic50), (half - 7, half + 7), color=INK, linewidth=1.6, zorder=5)
    text = f"{name}: IC50 {fit.ic50:.1f}\n({fit.low:.1f} to {fit.high:.1f}) nM"
    at_right = marker == "s"
    x = fit.high * 1.25 if at_right else fit.low / 1.25
    words(
        ax,
        x,
        half + (7 if at_right else -7),
        text,
        color,
        ha="left" if at_right else "right",
        va="center",
        linespacing=1.3,
    )
    return f"{name} IC50 {fit.ic50:.1f} ({fit.low:.1f} to {fit.high:.1f}) nM"


def _plain_ticks(ax, low, high):
    ticks = 10.0 ** np.arange(np.ceil(np.log10(low)), np.floor(np.log10(high)) + 1)
    ax.set_xticks(ticks, [f"{tick:,g}" for tick in ticks])
    ax.set_xticks([], minor=True)


def five_laboratories(table):
    """Relative binding to ERα of each ligand in each study, on one log axis.

    Parameters
    ----------
    table : DataFrame
        Columns ``ligand``, ``study`` and ``percent`` (estradiol 100).

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.6)
    span = table.groupby("ligand")["percent"].agg(lambda v: v.max() / v.min())
    ligands = span.sort_values(ascending=False).index
    studies = list(dict.fromkeys(table["study"]))
    ax.set(xscale="log", xlim=(0.012, 1500), ylim=(len(ligands) - 0.5, -1.5))
    ax.set_xlabel("binding to ERα, % of estradiol (each step tenfold)")
    title(ax, "How tightly it binds, laboratory by laboratory")
    ax.set_yticks(range(len(ligands)), ligands)
    ax.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.set_xticks([], minor=True)
    ax.axvline(100, color=MUTED, linestyle=":", linewidth=1.4)
    words(ax, 100, -1.1, "estradiol", MUTED, ha="center", va="center")
    for row, ligand in enumerate(ligands):
        _ligand_row(ax, row, table[table["ligand"] == ligand], studies, span[ligand])
    _key(ax, studies)
    settle(figure)
    folds = [f"{name} × {short_fold(span[name])}" for name in ligands]
    alt = (
        f"Marks of {len(studies)} studies in one row per ligand, on a logarithmic axis of binding "
        f"relative to estradiol, from {table['percent'].min():g} to {table['percent'].max():g} %. "
        "Rows are ordered by how far the studies lie apart."
    )
    summary = f"One molecule, one receptor, highest over lowest number: {listed(folds)}."
    return Described(figure, alt, summary)


def _look(number):
    meaning, marker = STUDY_LOOKS[number]
    return COLORS[meaning], marker


def short_fold(value):
    """A fold change with two figures: ``"1.6"``, ``"105"``."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def _ligand_row(ax, row, rows, studies, fold):
    ax.plot((rows["percent"].min(), rows["percent"].max()), (row, row), color=MUTED, linewidth=1)
    for study, percent in zip(rows["study"], rows["percent"], strict=True):
        color, marker = _look(studies.index(study))
        ax.plot(percent, row, marker, color=color, markersize=9, zorder=3)
    words(ax, 1300, row, f"× {short_fold(fold)}", INK, ha="right", va="center")


def _key(ax, studies):
    handles = []
    for number, study in enumerate(studies):
        color, marker = _look(number)
        handles += ax.plot([], [], marker, color=color, markersize=9, label=study)
    ax.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.42, -0.16),
        ncols=3,
        frameon=False,
        fontsize=11,
    )


def schild_plot(blockers, fits):
    """Schild plot of synthetic dose ratios, with lines and the slopes' intervals.

    Parameters
    ----------
    blockers : dict
        Name → (antagonist (n,) in nM, dose ratio (n,)).
    fits : dict
        Name → SchildFit.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.0)
    x = np.concatenate([np.log10(pair[0]) for pair in blockers.values()])
    y = np.concatenate([np.log10(pair[1] - 1) for pair in blockers.values()])
    ax.set(xlim=(x.min() - 0.15, x.max() + 2.2), ylim=(y.min() - 0.3, y.max() + 0.35))
    ax.set_xlabel("log10 of the blocker, nM")
    title(ax, "log10 of (dose ratio − 1)")
    ticks = np.arange(np.ceil(x.min()), np.floor(x.max()) + 1)
    ax.set_xticks(ticks)
    told = []
    for (name, (antagonist, ratio)), look in zip(blockers.items(), SETS, strict=False):
        told.append(_blocker(ax, name, antagonist, ratio, fits[name], look))
    note(ax, "points: synthetic", "lower right")
    alt = f"Synthetic points with fitted straight lines, model: {listed(told)}."
    return Described(figure, alt, f"Slopes with 95 % intervals: {listed(told)}.")


def _blocker(ax, name, antagonist, ratio, fit, look):
    meaning, marker = look
    x, y = np.log10(antagonist), np.log10(ratio - 1)
    ends = np.array([x.min() - 0.1, x.max() + 0.15])
    line = y.mean() + fit.slope * (ends - x.mean())
    ax.plot(x, y, marker, color=COLORS[meaning], markersize=8, zorder=3)
    slope = f"slope {fit.slope:.2f} ({fit.slope_low:.2f} to {fit.slope_high:.2f})"
    style = "-" if marker == "o" else "--"
    model_line(ax, ends, line, f"{name}:\n{slope}", meaning, linestyle=style)
    return f"{name} {slope}"
