"""The picture of "Does the scan predict?": curves and trials, a simulated trial, its power."""

from __future__ import annotations

import numpy as np

from course_utils.explorers.kit.drawing import end_label, ghost, line
from course_utils.explorers.parts.effect_marks import (
    centered_words,
    empty_interval,
    move_interval,
    ratio_axis,
    ratio_figures,
)
from course_utils.explorers.parts.scan_trials import real_trials
from course_utils.figures.effect_axis import set_effect_axis
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER, text_color
from course_utils.figures.style import new_figure, note, spread, title

CURVES = (0.075, 0.13, 0.47, 0.775)
FOREST, POWER = (0.715, 0.5, 0.27, 0.405), (0.715, 0.13, 0.27, 0.19)
LOWEST, HIGHEST = 0.016, 6.0
RATIOS = (0.1, 5.0)
ROWS = {"predicted": 2.0, "expected": 1.0, "trial": 0.0}
MORE_LOW = -0.75  # where the further trials stand
DATA = LOOKS["SERM"]


def draw(baseline):
    """Axes, trial results and the default curve as ghost."""
    figure, (ax, forest, power) = new_figure(8, 4.6, ncols=3)
    figure.set_layout_engine("none")
    artists = _curves(ax, baseline)
    _trials(ax)
    return figure, artists | _forest(forest) | _power(power)


def _curves(ax, baseline):
    ax.set_position(CURVES)
    set_effect_axis(ax, (LOWEST, HIGHEST), ratio=True, axis="y")
    ax.set(xlim=(-6, 41), xlabel="difference in spine density, %")
    ax.axhline(1, color=MUTED, linewidth=1.2, zorder=1)
    title(ax, "Fracture risk ratio")
    ghost(ax, *baseline["curve"])
    (point,) = ax.plot([], [], "o", color=INK, markersize=9, zorder=5)
    point.set(markerfacecolor=PAPER, markeredgewidth=2)
    note(ax, "lines: model", "lower left")
    return {
        "curve": line(ax, "prediction"),
        "expected_curve": line(ax, "bone mass"),
        "point": point,
        "curve label": end_label(ax, "density\nalone", LOOKS["prediction"].color),
        "expected label": end_label(ax, "with\nquality", INK),
    }


def _trials(ax):
    """What trials found: filled marks with a name, never lines."""
    color, dark = DATA.color, text_color(DATA.color)
    style = {"color": dark, "size": FONT_SIZE, "zorder": 6}
    style |= {"bbox": {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}}
    for name, (change, ratio) in real_trials().items():
        ax.plot(change, ratio, DATA.marker, color=color, markersize=10, zorder=6)
        words = f"{name} {ratio_figures(ratio)}"
        if name == "raloxifene":  # the curves fan out around this mark, so its name stands below
            ax.plot([change, change], [0.125, 0.85 * ratio], color=color, linewidth=1, zorder=5)
            ax.text(-4.8, 0.105, words, va="center", **style)
        else:
            ax.text(change - 1.6, ratio, words, ha="right", va="center", **style)
    words = "crosses: trials\n(MORE; Riggs 1990)"
    ax.text(-4.8, 0.083, words, color=dark, size=FONT_SIZE, va="top", linespacing=1.3)


def _forest(ax):
    ax.set_position(FOREST)
    ratio_axis(ax, RATIOS, "risk ratio (ticks: 39 more)")
    ax.set_ylim(-1.0, 2.75)
    title(ax, "A simulated trial")
    found = {}
    for row, meaning in zip(ROWS, ("prediction", "bone mass", "formation"), strict=True):
        marks = empty_interval(ax, meaning, simulated=True)
        words = centered_words(ax, meaning)
        words.set_y(ROWS[row] + 0.2)
        found |= {(row, part): mark for part, mark in marks.items()} | {(row, "words"): words}
    (found["more trials"],) = ax.plot([], [], "|", color=LOOKS["formation"].color, markersize=11)
    return found


def _power(ax):
    """Chance of a trial of this size to find the change of density, and that of fractures."""
    ax.set_position(POWER)
    ax.set(xlim=(0, 138), ylim=(1.6, -0.6), xlabel="% of such trials find it")
    ax.set_xticks((0, 50, 100))
    ax.set_yticks((0, 1), ("density", "fractures"))
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False, axis="y")
    ax.axvline(80, color=MUTED, linewidth=1, linestyle=":")
    title(ax, "Power")
    found = {}
    for place, (name, meaning) in enumerate((("density", "prediction"), ("fracture", "formation"))):
        look = LOOKS[meaning]
        hatch = look.hatch or "..."
        (found[name, "bar"],) = ax.barh(
            place, 0, 0.6, color=look.color, hatch=hatch, edgecolor=PAPER
        )
        found[name, "power"] = ax.text(0, place, " ", va="center_baseline", size=FONT_SIZE)
    return found


def update(artists, result):
    """Move curves, point, the three rows of ratios and the bars."""
    for name in ("curve", "expected_curve"):
        artists[name].set_data(*result[name])
    shown = result["quality"] != 1
    artists["expected_curve"].set_visible(shown)
    artists["point"].set_data([result["change"]], [result["expected"]])
    labels = artists["curve label"], artists["expected label"]
    for label, name in zip(labels, ("curve", "expected_curve"), strict=True):
        label.xy = (41, max(result[name][1][-1], LOWEST))
    labels[1].set_visible(shown)
    _apart(labels if shown else labels[:1])
    _ratios(artists, result)
    for name in ("density", "fracture"):
        percent = 100 * result[f"{name}_power"]
        artists[name, "bar"].set_width(percent)
        artists[name, "power"].set(text=f"{percent:.0f} %", x=percent + 3)


def _apart(labels):
    """Keep the end labels, of two lines each, from overlapping."""
    points = 72 / labels[0].figure.dpi
    anchors = [label.axes.transData.transform(label.xy)[1] * points for label in labels]
    heights = spread(anchors, [2.7 * FONT_SIZE] * len(labels))
    for label, anchor, height in zip(labels, anchors, heights, strict=True):
        label.set_position((6, height - anchor))


def _ratios(artists, result):
    first, *others = result["trials"]
    for name in ("predicted", "expected"):
        marks = {part: artists[name, part] for part in ("span", "point", "below", "above")}
        move_interval(marks, ROWS[name], *[result[name]] * 3)
    marks = {part: artists["trial", part] for part in ("span", "point", "below", "above")}
    ratio = first.ratio
    move_interval(marks, ROWS["trial"], ratio.estimate, ratio.low, ratio.high)
    artists["predicted", "words"].set_text(f"density predicts {ratio_figures(result['predicted'])}")
    artists["expected", "words"].set_text(f"true with quality {ratio_figures(result['expected'])}")
    artists["trial", "words"].set_text(f"it finds {first.words}")
    inside = [t.ratio.estimate for t in others if RATIOS[0] <= t.ratio.estimate <= RATIOS[1]]
    artists["more trials"].set_data(inside, np.full(len(inside), MORE_LOW))
