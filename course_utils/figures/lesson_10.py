"""Figures of lesson 10: three pools, free against SHBG, and the plane of two hormones."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb, to_rgba

from course_utils.figures.lesson_10_assays import assay_agreement
from course_utils.figures.lesson_10_people import free_falls_with_age, tube_and_man
from course_utils.figures.present import Described
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
from course_utils.figures.wording import listed, plain
from course_utils.physiology.receptors import bone_signal

__all__ = [
    "assay_agreement",
    "free_by_shbg",
    "free_falls_with_age",
    "pool_bars",
    "ratio_plane",
    "tube_and_man",
]

POOLS = {
    "shbg_bound": ("on SHBG", 0.30, "///"),
    "albumin_bound": ("on albumin", 0.12, ".."),
    "free": ("free", 1.0, ""),
}
PMOL_PER_NMOL = 1000.0
BANDS = (0.6, 0.8, 0.9)
HIGHEST, WIDEST = 1120, 62  # ng/dL and pg/mL


def pool_bars(pools):
    """Total testosterone as bars of three pools, one bar per sample of blood (F1).

    Parameters
    ----------
    pools : dict
        Label of a bar → named tuple ``free, albumin_bound, shbg_bound`` in nmol/L.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 1.4 + 0.85 * len(pools))
    places = np.arange(len(pools))[::-1]
    total = max(sum(parts) for parts in pools.values())
    ax.set(xlim=(0, 1.22 * total), ylim=(-0.55, len(pools) - 0.2), xlabel="nmol/L in blood")
    ax.set_yticks(places, list(pools))
    ax.grid(visible=False)
    title(ax, "Where the testosterone is")
    told = [
        _bar(ax, place, label, pools[label]) for place, label in zip(places, pools, strict=True)
    ]
    note(ax, "model")
    alt = f"{len(pools)} bars in three parts, model. {'; '.join(told)}."
    settle(figure)
    return Described(figure, alt, f"Free is the thin end of each bar: {'; '.join(told)} (model).")


def _bar(ax, place, label, parts):
    left = 0.0
    for name, (said, strength, hatch) in POOLS.items():
        width = getattr(parts, name)
        fill = {"facecolor": to_rgba(COLORS["testosterone"], strength), "hatch": hatch}
        edge = {"edgecolor": COLORS["testosterone"], "linewidth": 1.2}
        ax.barh(place, width, left=left, height=0.62, **fill, **edge)
        if name != "free":
            text = f"{said}\n{width:.1f}"
            paper = {"boxstyle": "square,pad=0.2", "facecolor": PAPER, "edgecolor": "none"}
            middle = {"ha": "center", "va": "center", "linespacing": 1.15, "bbox": paper}
            words(ax, left + width / 2, place, text, **middle)
        left += width
    free = f"{parts.free * PMOL_PER_NMOL:.0f} pmol/L, {100 * parts.free / sum(parts):.1f} %"
    words(
        ax, left * 1.015, place, f"free {free.replace(', ', chr(10))}", va="center", weight="bold"
    )
    return f"{label}: free {free}"


def free_by_shbg(shbg, curves, marks=(), rule=None):
    """Free testosterone against SHBG for fixed totals (F2).

    Parameters
    ----------
    shbg : array (n,)
        nmol/L, rising.
    curves : dict
        Total in nmol/L → free testosterone in pmol/L, array (n,).
    marks : sequence of (total, shbg)
        Men marked with their number.
    rule : float, optional
        Share of the total that a rule of thumb calls free; drawn for the first curve.

    Returns
    -------
    Described
    """
    shbg = np.asarray(shbg, dtype=float)
    figure, ax = new_figure(8.0, 3.8)
    top = 1.05 * max(np.max(free) for free in curves.values())
    ax.set(xlim=(shbg[0], shbg[-1]), ylim=(0, top), xlabel="SHBG, nmol/L")
    title(ax, "Free testosterone, pmol/L")
    for (total, free), line in zip(curves.items(), ("-", "--"), strict=False):
        model_line(ax, shbg, free, f"total {total:g}\nnmol/L", "testosterone", linestyle=line)
    if rule is not None:
        level = PMOL_PER_NMOL * rule * next(iter(curves))
        ax.axhline(level, color=MUTED, linestyle=":", linewidth=1.6)
        label_line_end(ax, shbg[-1], level, f"rule of thumb:\n{100 * rule:g} % is free", MUTED)
    told = [_marked(ax, shbg, curves, *mark) for mark in marks]
    alt = (
        f"{len(curves)} falling curves, model: free testosterone against SHBG from {shbg[0]:g} to "
        f"{shbg[-1]:g} nmol/L at fixed totals. {listed(told)}."
    )
    return Described(figure, alt, f"Free testosterone in this model: {listed(told)}.")


def _marked(ax, shbg, curves, total, at):
    level = np.interp(at, shbg, curves[total])
    ax.plot(at, level, "s", color=INK, markersize=9, zorder=5)
    words(ax, at - 1.2, level - 12, plain(level), weight="bold", ha="right", va="top")
    return f"{plain(level)} pmol/L at total {total:g} and SHBG {at:g} nmol/L"


def ratio_plane(labs=(), ratios=(12, 20, 32), moves=()):
    """Testosterone against estradiol, shaded by bone signal, with lines of equal ratio (F3).

    Parameters
    ----------
    labs : sequence of (name, testosterone, estradiol)
        ng/dL and pg/mL; marked with the model's bone signal. Fictional.
    ratios : sequence of float
        Lines drawn from the corner, ng/dL per pg/mL.
    moves : sequence of (name, start, end)
        Trial results as arrows from (testosterone, estradiol) to the same.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 5.0)
    ax.set(xlim=(0, WIDEST), ylim=(0, HIGHEST), xlabel="total estradiol, pg/mL")
    ax.set_ylabel("total testosterone, ng/dL")
    ax.grid(visible=False)
    _bands(ax)
    for ratio in ratios:
        _ray(ax, ratio)
    told = [_lab(ax, *lab) for lab in labs] + [_move(ax, *move) for move in moves]
    note(ax, "shading: model" if moves else "model, fictional men", "lower right")
    alt = (
        "A plane with estradiol to the right and testosterone upward. The shading, model, "
        f"deepens with estradiol alone; lines of equal ratio {listed(f'{r:g}' for r in ratios)} "
        f"fan out from the corner. {'; '.join(told)}."
    )
    settle(figure)
    who = "Trial results" if moves else "Fictional men with their model signal in bone"
    return Described(figure, alt, f"{who}: {'; '.join(told)}.")


def _bands(ax):
    """The darker, the stronger the signal; each edge is named above the plane."""
    grid = np.linspace(0, WIDEST, 1241)
    edges = np.interp(BANDS, bone_signal(grid), grid)
    green = np.array(to_rgb(COLORS["estradiol"]))
    for step, (left, right) in enumerate(zip([0, *edges], [*edges, WIDEST], strict=True)):
        tint = 1 - (0.05 + 0.11 * step) * (1 - green)
        ax.axvspan(left, right, color=tuple(tint), linewidth=0, zorder=0.5)
    for edge, value in zip(edges, BANDS, strict=True):
        words(ax, edge, 1.01 * HIGHEST, f"{value:g}", COLORS["estradiol"], ha="center")
    words(ax, WIDEST, 1.01 * HIGHEST, "signal in bone, of 1", COLORS["estradiol"], ha="right")


def _ray(ax, ratio):
    end = min(WIDEST, HIGHEST / ratio)
    ax.plot([0, end], [0, ratio * end], color=MUTED, linestyle="--", linewidth=1.3, zorder=1)
    at = min(0.97 * end, WIDEST - 3.5)
    paper = {"boxstyle": "square,pad=0.15", "facecolor": PAPER, "edgecolor": "none"}
    words(ax, at, ratio * at, f"ratio {ratio:g}", ha="center", va="center", bbox=paper, zorder=2)


def _lab(ax, name, testosterone, estradiol):
    signal = float(bone_signal(estradiol))
    ax.plot(estradiol, testosterone, "D", color=INK, markersize=9, zorder=5)
    paper = {"boxstyle": "square,pad=0.1", "facecolor": PAPER, "edgecolor": "none"}
    text = f"{name}  {signal:.2f}"
    style = {"weight": "bold", "va": "center", "bbox": paper, "zorder": 4}
    words(ax, estradiol + 1.4, testosterone - 8, text, **style)
    ratio = testosterone / estradiol
    return f"{name} ({testosterone:g} ng/dL, {estradiol:g} pg/mL): ratio {ratio:.0f}, {signal:.2f}"


def _move(ax, name, start, end):
    """One trial: a square where it began, an arrow to where it came."""
    (t0, e0), (t1, e1) = start, end
    arrow = {"arrowstyle": "-|>", "color": COLORS["resorption"], "linewidth": 2.2}
    ax.annotate("", (e1, t1), (e0, t0), arrowprops={**arrow, "shrinkA": 5, "shrinkB": 3}, zorder=4)
    for x, y, fill in ((e0, t0, PAPER), (e1, t1, COLORS["resorption"])):
        edge = {"markeredgecolor": COLORS["resorption"], "markeredgewidth": 2}
        ax.plot(x, y, "s", color=fill, markersize=9, zorder=5, **edge)
    paper = {"boxstyle": "square,pad=0.15", "facecolor": PAPER, "edgecolor": "none"}
    words(ax, e1 + 1.2, t1 + 14, name, COLORS["resorption"], va="bottom", bbox=paper, zorder=3)
    flat = name.replace("\n", " ")
    return f"{flat}: ratio {t0 / e0:.0f} to {t1 / e1:.0f}, estradiol {e0:g} to {e1:g} pg/mL"
