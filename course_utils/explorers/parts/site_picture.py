"""The picture of one remodeling site: two kinds of cells and the bone they leave."""

from __future__ import annotations

import numpy as np

from course_utils.explorers.kit.drawing import end_label, ghost, keep_apart, line, shade, under
from course_utils.figures.style import COLORS, INK, new_figure, note
from course_utils.physiology.bone import DAYS_PER_CYCLE, komarova_steady_state

BONE = "bone_mass_percent"
REST = dict(zip(("osteoclasts_cells", "osteoblasts_cells"), komarova_steady_state(), strict=True))
PANELS = {
    "osteoclasts_cells": ("Osteoclasts, cells", "resorption", 0, 17),
    "osteoblasts_cells": ("Osteoblasts, cells", "formation", 0, 500),
    BONE: ("Bone at the site, % of the start", "bone mass", 80, 110),
}
MOST_CYCLES = 20


def draw(baseline):
    """Osteoclasts, osteoblasts and bone over the same days; the default stays as ghost."""
    figure, axes = new_figure(8, 4.8, nrows=3, sharex=True, height_ratios=(1, 1, 1.8))
    artists, site = {}, baseline["site"]
    for ax, (name, (title, meaning, *_limits)) in zip(axes, PANELS.items(), strict=True):
        ax.set_title(title)
        # One pit is followed by rest, so its ghost runs on level.
        ghost(ax, [*site.index, DAYS_PER_CYCLE * MOST_CYCLES], [*site[name], site[name].iloc[-1]])
        artists[name] = line(ax, meaning)
        ax.set_ylim(_limits)
    for ax, name, word in zip(axes, REST, ("drains bone", "fills bone"), strict=False):
        artists[f"{name} area"], artists[f"{name} word"] = shade(ax, word, PANELS[name][1])
    artists["end"] = end_label(axes[2], "", INK)
    artists["ghost end"] = end_label(axes[2], "default", COLORS["baseline"])
    note(axes[0], "model")
    axes[2].set_xlabel("days since the first burst")
    return figure, artists


def update(artists, result):
    """Move the curves; the axes grow with the number of cycles and the change of bone."""
    # Every fifth row is plenty for twenty cycles; 800 rows a cycle keep each burst in.
    rows = next(n for n in (1, 2, 4, 5) if result["cycles"] <= 4 * n)
    site, last_day = result["site"].iloc[::rows], DAYS_PER_CYCLE * result["cycles"]
    for name, rest in REST.items():
        artists[f"{name} area"].set_xy(under(site.index, site[name], rest))
        for part in ("area", "word"):
            artists[f"{name} {part}"].set_visible(result["flows"])
    for name in site:
        artists[name].set_data(site.index, site[name])
    _fit(artists[BONE].axes, last_day, site[BONE])
    artists["end"].set_text(f"end {result['end']:.1f} %" if result["end"] else "none left")
    artists["end"].xy, artists["ghost end"].xy = (last_day, result["end"]), (last_day, 100)
    keep_apart(artists["ghost end"], artists["end"])


def _fit(ax, last_day, bone):
    """Limits that change seldom: those of one pit, or the next 20 %."""
    _, _, low, high = PANELS[BONE]
    ax.set_xlim(0, last_day)
    ax.set_ylim(
        low if bone.min() >= low else max(0, np.floor(bone.min() / 20) * 20),
        high if bone.max() <= high else np.ceil(bone.max() / 20) * 20,
    )
