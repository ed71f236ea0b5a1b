"""One remodeling site: its cells, and the bone they remove and replace."""

from __future__ import annotations

import numpy as np

from course_utils.figures.flows import MASS, hatched
from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, INK, MUTED, model_line, new_figure, title, words
from course_utils.figures.wording import plain
from course_utils.physiology.bone import lowest_point, refilled_day


def one_site(table, marks=True):
    """Osteoclasts, osteoblasts and bone at one remodeling site (F2).

    Parameters
    ----------
    table : DataFrame
        One cycle, as `course_utils.physiology.bone.remodeling_site` returns it.
    marks : bool
        Mark the deepest point and the day 95 % of the hole is refilled.

    Returns
    -------
    Described
        The bone panel is drawn twice: enlarged, and from 0 to 100 %.
    """
    figure, axes = new_figure(
        8.0, 6.0, nrows=3, ncols=2, sharex="col", width_ratios=(4, 1), height_ratios=(1, 1, 1.5)
    )
    for spare in axes[:2, 1]:
        spare.remove()
    clasts, blasts, bone = axes[:, 0]
    _cells_panel(clasts, table["osteoclasts_cells"], "Osteoclasts, cells", "resorption", "drains")
    _cells_panel(blasts, table["osteoblasts_cells"], "Osteoblasts, cells", "formation", "fills")
    _bone_panel(bone, table[MASS])
    _whole_panel(axes[2, 1], table[MASS])
    for ax in (bone, axes[2, 1]):
        ax.set_xlabel("days")
    if marks:
        _mark_site((clasts, blasts, bone), table)
    return Described(figure, *_site_sentences(table))


def _cells_panel(ax, cells, name, meaning, verb):
    """Cells over time; those above their resting number work, and are hatched."""
    days, rest = cells.index.to_numpy(dtype=float), cells.iloc[-1]
    ax.set(xlim=(days[0], days[-1]), ylim=(0, 1.25 * cells.max()))
    hatched(ax, days, rest, np.maximum(cells, rest), meaning)
    model_line(ax, days, cells, "", meaning)
    title(ax, name)
    place = {"transform": ax.transAxes, "ha": "right", "va": "center"}
    words(ax, 0.98, 0.6, f"hatched: {verb} bone", COLORS[meaning], **place)


def _bone_panel(ax, bone):
    low = min(80.0, np.floor(bone.min() / 5) * 5)
    ax.set_ylim(low, max(103.0, bone.max() + 2))
    days = bone.index.to_numpy(dtype=float)
    deepest = lowest_point(bone.to_frame())[0]
    hatched(ax, days, bone, 100, "resorption", days <= deepest)
    hatched(ax, days, bone, 100, "formation", days >= deepest)
    model_line(ax, days, bone)
    title(ax, f"Bone, % of the start (axis from {low:.0f})")


def _whole_panel(ax, bone):
    ax.set_ylim(0, max(103.0, bone.max() + 2))
    ax.set_xlim(bone.index[0], bone.index[-1])
    model_line(ax, bone.index, bone)
    title(ax, "From 0")


def _mark_site(axes, table):
    """A dotted line through all panels at the deepest point, words at the bone curve."""
    day, low = lowest_point(table)
    full = refilled_day(table)
    for ax in axes:
        ax.axvline(day, color=MUTED, linestyle=":", linewidth=1.4)
    bone, days, height = axes[-1], np.ptp(table.index), np.ptp(axes[-1].get_ylim())
    bone.plot(day, low, "v", color=INK, markersize=9)
    lowest = f"lowest: {plain(low, 1)} % on day {plain(day)}"
    words(bone, day + 0.04 * days, low - 0.1 * height, lowest, va="center")
    if np.isfinite(full):
        level = table[MASS].loc[full]
        bone.plot(full, level, "o", color=INK, markersize=8)
        refilled = f"95 % refilled: day {plain(full)}"
        words(bone, full, level - 0.16 * height, refilled, va="center")


def _site_sentences(table):
    day, low = lowest_point(table)
    full, end = refilled_day(table), table[MASS].iloc[-1]
    clasts, blasts = table["osteoclasts_cells"], table["osteoblasts_cells"]
    refilled = "less than 95 % of the hole is refilled"
    if np.isfinite(full):
        refilled = f"95 % of the hole is refilled by day {plain(full)}"
    alt = (
        f"Three panels over {plain(table.index[-1])} days, model. Osteoclasts fall from "
        f"{plain(clasts.iloc[0], 1)} to {plain(clasts.iloc[-1], 1)}. Osteoblasts peak at "
        f"{plain(blasts.max())} on day {plain(blasts.idxmax())}. Bone is lowest at "
        f"{plain(low, 1)} percent on day {plain(day)} and ends at {plain(end, 1)} percent."
    )
    summary = (
        f"In this model the hole is deepest on day {plain(day)} at {plain(low, 1)} % of the "
        f"starting bone, where filling overtakes digging; "
        f"{refilled}, and bone ends at {plain(end, 1)} %."
    )
    return alt, summary
