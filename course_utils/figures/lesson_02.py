"""Figures of lesson 02: the trap, the map of occupancy, the cells, four levers, two antibodies."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb

from course_utils.figures.flows import hatched
from course_utils.figures.molecules import cast_of_molecules
from course_utils.figures.present import Described
from course_utils.figures.signal_map import signal_map
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    PAPER,
    label_line_end,
    model_line,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.two_antibodies import two_antibodies
from course_utils.figures.wording import listed, plain
from course_utils.physiology.bone import rank_occupancy

__all__ = [
    "cast_of_molecules",
    "cells_over_time",
    "four_levers",
    "less_opg",
    "occupancy_map",
    "signal_map",
    "trap_curve",
    "two_antibodies",
]

AMOUNTS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5)
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
FOLDS = {0.25: "¼", 0.5: "½", 1: "1", 2: "2", 4: "4"}
CLASTS, BLASTS = "osteoclasts_fold", "osteoblasts_fold"
MEANINGS = {"osteoclasts": "resorption", "osteoblasts": "formation"}


def trap_curve(opg, occupied, marks=(0.0, 0.5, 1.0, 2.0)):
    """RANK occupied as OPG is added to one unit of RANKL.

    Parameters
    ----------
    opg, occupied : array (n,)
        OPG in arbitrary units, rising; share of RANK occupied.
    marks : sequence of float
        Amounts of OPG whose share is written.

    Returns
    -------
    Described
    """
    opg, percent = np.asarray(opg, dtype=float), 100 * np.asarray(occupied, dtype=float)
    figure, ax = new_figure(8.0, 3.4)
    ax.set(xlim=(opg[0] - 0.03, opg[-1]), ylim=(0, 100))
    ax.set_xlabel("OPG per unit of RANKL, arbitrary units")
    title(ax, "RANK occupied, %, with 1 unit of RANKL")
    model_line(ax, opg, percent, "", "resorption")
    ax.axvline(1, color=MUTED, linestyle=":", linewidth=1.4)
    words(ax, 1.02, 88, "as much trap as trigger", MUTED, va="center")
    shares = np.interp(marks, opg, percent)
    ax.plot(marks, shares, "o", color=INK, markersize=8)
    for mark, share in zip(marks, shares, strict=True):
        words(ax, mark + 0.04, share + 3, f"{plain(share)} %", va="bottom")
    told = listed(f"{plain(s)} % with {m:g}" for m, s in zip(marks, shares, strict=True))
    alt = f"One falling curve, model: RANK occupied against OPG. {told} units of OPG."
    summary = f"In this model one unit of RANKL occupies {told} units of OPG beside it."
    return Described(figure, alt, summary)


def occupancy_map(points=((1, 1), (0.1, 0.1)), occupancy=rank_occupancy):
    """RANK occupied over RANKL and OPG, with the line of equal amounts (F1).

    Parameters
    ----------
    points : sequence of (RANKL, OPG)
        Marked with their share.
    occupancy : callable
        (RANKL, OPG) → share of RANK occupied.

    Returns
    -------
    Described
    """
    grid = np.geomspace(AMOUNTS[0], AMOUNTS[-1], 81)
    figure, ax = new_figure(8.0, 4.6)
    share = occupancy(grid[None, :], grid[:, None])
    white = np.array([1.0, 1.0, 1.0])
    color = np.array(to_rgb(COLORS["resorption"]))
    tints = [tuple(white - s * (white - color)) for s in np.linspace(0.02, 0.75, len(SHARES) + 1)]
    ax.contourf(grid, grid, share, levels=(0, *SHARES, 1), colors=tints)
    ax.set(xscale="log", yscale="log", xlabel="RANKL, arbitrary units")
    ax.set_ylabel("OPG, arbitrary units")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks(AMOUNTS, [f"{amount:g}" for amount in AMOUNTS])
        axis.set_ticks([], minor=True)
    title(ax, "Share of RANK occupied")
    ax.grid(visible=False)
    _contours(ax, grid, share)
    ax.plot(AMOUNTS[::6], AMOUNTS[::6], color=INK, linestyle=(0, (5, 3)), linewidth=1.6)
    _tag(ax, 3.1, 3.1, "ratio 1 : 1")
    told = [_marked(ax, *point, occupancy(*point)) for point in points]
    note(ax, "model", "upper left")
    alt = (
        "A map, model, with RANKL to the right and OPG upward; color deepens with the share of "
        f"RANK occupied, from the upper left to the lower right. Marked on the line of equal "
        f"ratio: {listed(told)}."
    )
    return Described(figure, alt, f"One ratio, different outcomes: in this model {listed(told)}.")


def _contours(ax, grid, share):
    """Lines of equal share, each named at the foot of the map."""
    for level in SHARES:
        across = [np.interp(level, row, grid, left=np.nan, right=np.nan) for row in share]
        ax.plot(across, grid, color=INK, linewidth=1)
        if np.isfinite(across[3]):
            _tag(ax, across[3], grid[3], f"{100 * level:.0f} %")


def _tag(ax, x, y, text):
    paper = {"boxstyle": "square,pad=0.12", "facecolor": PAPER, "edgecolor": "none"}
    words(ax, x, y, text, ha="center", va="center", bbox=paper, zorder=4)


def _marked(ax, rankl, opg, share):
    ax.plot(rankl, opg, "o", color=INK, markersize=11, markeredgecolor=PAPER, zorder=5)
    text = f"{100 * share:.0f} %"
    paper = {"boxstyle": "square,pad=0.12", "facecolor": PAPER, "edgecolor": "none"}
    words(ax, rankl * 0.86, opg * 1.12, text, ha="right", weight="bold", bbox=paper, zorder=6)
    return f"{text} with {rankl:g} of each" if rankl == opg else f"{text} at {rankl:g} and {opg:g}"


def cells_over_time(table, change, from_day, until_day=None):
    """Osteoclasts and osteoblasts as multiples of rest, under a change that may end again.

    Parameters
    ----------
    table : DataFrame
        As ``solve(LEMAIRE, …)`` returns it.
    change : str
        What was changed, such as ``"half the OPG production"``.
    from_day, until_day : float
        When; None if it stays.

    Returns
    -------
    Described
    """
    cells = {name: table[f"active_{name}_pmol_per_l"] for name in MEANINGS}
    cells = {name: line / line.iloc[0] for name, line in cells.items()}
    top, low = (f(f(line) for line in cells.values()) for f in (max, min))
    figure, ax = new_figure(8.0, 3.5)
    ax.set(xlim=(table.index[0], table.index[-1]), xlabel="days")
    ax.set_ylim(low - 0.12 * (top - low), top + 0.25 * (top - low))
    title(ax, f"Cells, multiples of rest (axis from {ax.get_ylim()[0]:.1f})")
    for day, told in ((from_day, change), (until_day, "")):
        if day is not None:
            ax.axvline(day, color=MUTED, linestyle=":", linewidth=1.4)
            place = day + 0.012 * table.index[-1]
            words(ax, place, top + 0.12 * (top - low), told, MUTED, va="center")
    for name, line in cells.items():
        model_line(ax, line.index, line, f"{name} {line.iloc[-1]:.2f}", MEANINGS[name])
    return Described(figure, *_course(cells, change, from_day, until_day))


def _course(cells, change, from_day, until_day):
    ends = " and ".join(f"{name} at {line.iloc[-1]:.2f}" for name, line in cells.items())
    days = f"from day {plain(from_day)}"
    days += f" to day {plain(until_day)}" if until_day is not None else ""
    peaks = ", ".join(
        f"{name} between {line.min():.2f} and {line.max():.2f}" for name, line in cells.items()
    )
    last = plain(max(line.index[-1] for line in cells.values()))
    alt = f"Two curves over {last} days, model, both at 1 at first: {peaks} times rest."
    return alt, f"In this model, with {change} {days}, the cells end with {ends} times rest."


def less_opg(table):
    """Both cell numbers at rest against OPG production (F2).

    Parameters
    ----------
    table : DataFrame
        As :func:`course_utils.physiology.bone.levers.lever_response` returns it, OPG at most 1.

    Returns
    -------
    Described
    """
    percent = 100 * table.index.to_numpy()
    figure, ax = new_figure(8.0, 3.4)
    ax.set(xlim=(percent.max(), percent.min()), ylim=(0.95, 1.06 * table[CLASTS].max()))
    ax.set_xlabel("OPG production, % of rest")
    title(ax, "Cells at rest, multiples (axis from 0.95)")
    hatched(ax, percent, table[BLASTS], table[CLASTS], "resorption")
    ends = table.loc[table.index.min()]
    for column, look in ((CLASTS, "resorption"), (BLASTS, "formation")):
        order = np.argsort(-percent)
        name = column.split("_")[0]
        model_line(ax, percent[order], table[column].to_numpy()[order], name, look)
    told = f"osteoclasts {ends[CLASTS]:.2f} and osteoblasts {ends[BLASTS]:.2f} times rest"
    least = plain(percent.min())
    alt = (
        f"Two rising curves, model, as OPG production falls from 100 to {least} percent: {told} "
        "at the end. The hatched gap between them widens."
    )
    return Described(
        figure,
        alt,
        f"In this model both cell types rise as OPG falls; at {least} % of OPG: {told}.",
    )


def four_levers(tables):
    """Both cell numbers at rest against each of four signals.

    Parameters
    ----------
    tables : dict
        Lever → table from :func:`course_utils.physiology.bone.levers.lever_response`.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 5.6, nrows=2, ncols=2, sharex=True, sharey=True)
    top = max(table.to_numpy().max() for table in tables.values())
    for ax, (lever, table) in zip(axes.flat, tables.items(), strict=True):
        _lever(ax, lever, table, top)
    for ax in axes[1]:
        ax.set_xlabel("signal, multiple of rest")
    for ax in axes[:, 0]:
        ax.set_ylabel("cells, multiple of rest")
    settle(figure)
    told = [_doubled(lever, table) for lever, table in tables.items()]
    alt = (
        "Four panels, model: osteoclasts and osteoblasts against one signal each, from a quarter "
        f"to four times rest. Doubled: {'; '.join(told)} (osteoclasts, osteoblasts, times rest)."
    )
    summary = (
        f"In this model, each signal doubled moves osteoclasts and osteoblasts to: "
        f"{'; '.join(told)} times rest."
    )
    return Described(figure, alt, summary)


def _lever(ax, lever, table, top):
    folds = table.index.to_numpy()
    ax.set_xscale("log")
    ax.set(xlim=(folds[0], folds[-1]), ylim=(0, 1.08 * top))
    ax.set_xticks(list(FOLDS), list(FOLDS.values()))
    ax.set_xticks([], minor=True)
    title(ax, lever)
    clasts, blasts = table[CLASTS], table[BLASTS]
    hatched(ax, folds, blasts, clasts, "resorption", clasts > blasts)
    hatched(ax, folds, clasts, blasts, "formation", blasts > clasts)
    model_line(ax, folds, clasts, "", "resorption")
    model_line(ax, folds, blasts, "", "formation")
    for column, look in ((CLASTS, "resorption"), (BLASTS, "formation")):
        name = column.split("_")[0]
        label_line_end(ax, folds[-1], table[column].iloc[-1], name, COLORS[look])
    ax.plot(1, 1, "o", color=INK, markersize=7)


def _doubled(lever, table):
    at = [np.interp(np.log(2), np.log(table.index), table[column]) for column in (CLASTS, BLASTS)]
    return f"{lever} {at[0]:.2f}, {at[1]:.2f}"
