"""The picture of "Trap and trigger": a map of RANK occupied, and bars for one point of it."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb

from course_utils.explorers.parts.trap_words import amount, percent
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER
from course_utils.figures.style import new_figure, note

MAP, BARS = (0.082, 0.125, 0.47, 0.79), (0.625, 0.125, 0.35, 0.79)
TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5)
SHADES = np.arange(1, 20) / 20  # the map changes its color every 5 %
CONTOURS = (0.1, 0.25, 0.5, 0.75, 0.9)
RATIOS = {"4 : 1": 4, "1 : 1": 1, "1 : 4": 0.25}
ROWS = {
    "trapped": (2, "Held by OPG", "placebo"),
    "free": (1, "Free RANKL", "osteocyte"),
    "occupied": (0, "RANK occupied", "resorption"),
}
THICK = 0.3


def draw(baseline):
    """Empty map and bars; the default settings stay as an open ring and as dashed ticks."""
    figure, (ax, bars) = new_figure(8, 4.6, ncols=2)
    figure.set_layout_engine("none")
    return figure, _map(ax) | _bars(bars, baseline)


def _map(ax):
    ax.set_position(MAP)
    ends = np.log10([TICKS[0], TICKS[-1]])
    ax.set(xlim=ends, ylim=ends, xlabel="RANKL, arbitrary units", ylabel="OPG, arbitrary units")
    ax.set_title("RANK occupied")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks(np.log10(TICKS), [f"{tick:g}" for tick in TICKS])
    ax.grid(visible=False)
    shades = PolyCollection([], facecolors=_tints(LOOKS["resorption"].color), zorder=1)
    ax.add_collection(shades, autolim=False)
    (contours,) = ax.plot([], [], color=INK, linewidth=1, zorder=2)
    (dot,) = ax.plot([], [], "o", color=INK, markersize=13, zorder=6, clip_on=False)
    dot.set(markeredgecolor=PAPER, markeredgewidth=2)
    (start,) = ax.plot([0], [0], "o", color=INK, markersize=17, zorder=5)
    start.set(markerfacecolor="none", markeredgewidth=1.2)
    found = {"shades": shades, "contours": contours, "dot": dot, "start": start}
    found |= {("contour", level): _tag(ax, f"{100 * level:.0f} %") for level in CONTOURS}
    return found | _ratio_lines(ax) | {"badge": note(ax, "model", "upper left")}


def _tints(color):
    """One color per shade, from almost white to almost full."""
    strength = (0.9 * SHADES)[:, None]
    return 1 - strength * (1 - np.array(to_rgb(color)))


def _tag(ax, words, **style):
    """Small words on paper, so that they read on any color."""
    box = {"boxstyle": "square,pad=0.12", "facecolor": PAPER, "edgecolor": "none"}
    place = {"ha": "center", "va": "center", "size": FONT_SIZE, "bbox": box, "zorder": 3}
    return ax.text(0, 0, words, color=INK, **(place | style))


def _ratio_lines(ax):
    """Lines along which RANKL : OPG stays the same, in one curve with gaps."""
    low, high = ax.get_xlim()
    x, y = [], []
    for ratio in RATIOS.values():
        shift = np.log10(ratio)
        span = np.array([max(low, low + shift), min(high, high + shift)])
        x += [*span, np.nan]
        y += [*(span - shift), np.nan]
    (lines,) = ax.plot(x, y, color=INK, linewidth=1.3, linestyle=(0, (5, 3)), zorder=2.5)
    corner = {"transform": ax.transAxes, "ha": "right", "va": "bottom", "size": FONT_SIZE}
    found = {"ratio lines": lines}
    found["ratio", "key"] = ax.text(1, 1.015, "dashed: RANKL : OPG", color=MUTED, **corner)
    for words, ratio in RATIOS.items():
        shift = np.log10(ratio)
        end = high - 0.17 + min(shift, 0)
        found["ratio", words] = _tag(ax, words, style="italic")
        found["ratio", words].set_position((end, end - shift))
    return found


def _bars(ax, baseline):
    ax.set_position(BARS)
    ax.set(xlim=(0, 100), ylim=(-0.4, 2.75), xlabel="percent of all RANKL, or of all RANK")
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    found = {}
    for name, (row, words, meaning) in ROWS.items():
        look = LOOKS[meaning]
        style = {"facecolor": _light(look.color), "edgecolor": look.color, "linewidth": 1.4}
        (bar,) = ax.barh([row], [0], height=THICK, hatch=look.hatch, zorder=3, **style)
        usual = [100 * _shares(baseline)[name]] * 2
        ghost = LOOKS["baseline"]
        ax.plot(usual, [row - 0.27, row + 0.27], color=ghost.color, linestyle=(0, (3, 1.5)))
        text = {"size": FONT_SIZE, "color": INK, "va": "bottom"}
        ax.text(0, row + 0.3, words, weight="bold", **text)
        found[name] = bar
        found[name, "words"] = ax.text(100, row + 0.3, " ", ha="right", **text)
    corner = {"transform": ax.transAxes, "ha": "right", "va": "bottom", "size": FONT_SIZE}
    ax.text(1, 1.015, "ring, gray dashes: default", color=MUTED, **corner)
    return found


def _light(color):
    return 1 - 0.55 * (1 - np.array(to_rgb(color)))


def _shares(result):
    """The three bars as shares of 1."""
    return {
        "trapped": result["trapped"] / result["rankl"],
        "free": result["free"] / result["rankl"],
        "occupied": result["occupied"],
    }


def update(artists, result):
    """Color the map, lead the contours through it, move the dot and the bars."""
    axis = np.log10(result["grid"])
    _shade(artists["shades"], axis, result["map"])
    _lead_contours(artists, axis, result["map"])
    artists["dot"].set_data([np.log10(result["rankl"])], [np.log10(result["opg"])])
    for name, artist in artists.items():
        if name == "ratio lines" or name[0] == "ratio":
            artist.set_visible(result["ratios"])
    for name, share in _shares(result).items():
        artists[name].set_width(100 * share)
        words = percent(share)
        if name in result and name != "occupied":
            words = f"{amount(result[name])} units, {words}"
        artists[name, "words"].set_text(words)


def _reached(axis, occupied, shares, **beyond):
    """Per OPG (rows) the RANKL at which each share of RANK is reached; occupancy rises with it."""
    return np.array([np.interp(shares, row, axis, **beyond) for row in occupied])


def _shade(shades, axis, occupied):
    """Paint all that lies right of each contour, one over the other."""
    edges = _reached(axis, occupied, SHADES).T
    corners = [[axis[-1], axis[-1]], [axis[-1], axis[0]]]
    shades.set_verts([np.vstack([np.column_stack([edge, axis]), corners]) for edge in edges])


def _lead_contours(artists, axis, occupied):
    """Lines in one curve with gaps, each named near the foot of the map."""
    rows = _reached(axis, occupied, CONTOURS, left=np.nan, right=np.nan)
    gap = np.full((1, len(CONTOURS)), np.nan)
    x = np.vstack([rows, gap]).T.ravel()
    artists["contours"].set_data(x, np.tile([*axis, np.nan], len(CONTOURS)))
    foot = len(axis) // 20
    for level, place in zip(CONTOURS, rows[foot], strict=True):
        tag = artists["contour", level]
        tag.set_visible(bool(axis[0] + 0.13 < place < axis[-1] - 0.13))
        tag.set_position((place if tag.get_visible() else axis[0], axis[foot]))
