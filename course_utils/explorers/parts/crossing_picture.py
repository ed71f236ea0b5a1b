"""The picture of "The crossing point": signal over estradiol, arrows, and three years of bone."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from course_utils.explorers.kit.drawing import end_label, ghost, line
from course_utils.explorers.kit.labels import apart
from course_utils.explorers.parts.crossing_people import PEOPLE, YEARS, own_estradiol
from course_utils.explorers.parts.crossing_words import FLAT, percent
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER
from course_utils.figures.style import new_figure, note, title
from course_utils.physiology.receptors import bone_signal

SIGNAL, BONE = (0.06, 0.13, 0.455, 0.785), (0.715, 0.13, 0.175, 0.785)
TICKS = (0, 1, 2, 5, 10, 20, 50, 100, 200)
HEIGHTS = (3, 6, 10, 15, 20)  # percent; the right axis ends at one of these, above and below 0
ARROWS = {"up": "^", "down": "v"}


def draw(baseline):
    """Both axes, the curve without a drug and the people on it; they do not move."""
    figure, (ax, bone) = new_figure(8, 4.6, ncols=2)
    figure.set_layout_engine("none")
    return figure, _signal(ax, baseline) | _bone(bone)


def _signal(ax, baseline):
    ax.set_position(SIGNAL)
    ax.set_xscale("asinh", linear_width=1.5)
    ax.set(xlim=(0, 200), ylim=(-0.02, 1.2), xlabel="estradiol, pg/mL (scale shrinks to the right)")
    ax.xaxis.set(minor_locator=NullLocator(), major_locator=FixedLocator(TICKS))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:g}"))
    title(ax, "Signal in bone (1: estradiol 100, no drug)")
    alone, x = LOOKS["estradiol"], baseline["x"]
    ax.plot(x, baseline["alone"], color=alone.color, linestyle=alone.line, zorder=2.5)
    ghost(ax, x, baseline["with_drug"])
    _people(ax)
    note(ax, "model", "upper left")
    label = end_label(ax, "no drug", alone.color)
    label.xy = (200, baseline["alone"][-1])
    label.set_animated(False)
    return _moving(ax) | {"no drug label": label}


def _people(ax):
    """Names on the curve without a drug, at each person's own estradiol; names at the top."""
    names = {}
    for name in PEOPLE:
        names.setdefault(own_estradiol(name), []).append(name)
    for level, group in names.items():
        at = (level, bone_signal(level))
        look = {"color": LOOKS["estradiol"].color, "markerfacecolor": PAPER, "markersize": 7}
        ax.plot(*at, "o", zorder=3.5, markeredgewidth=1.6, **look)
        ax.text(level, 1.12, ", ".join(group), color=INK, size=FONT_SIZE, ha="center")


def _moving(ax):
    drug = LOOKS["SERM"]
    (cross,) = ax.plot([], [], "D", color=INK, markersize=8, zorder=4)
    cross.set(markerfacecolor=PAPER, markeredgewidth=1.8)
    (foot,) = ax.plot([], [], color=INK, linewidth=1, linestyle=":", zorder=2)
    (dot,) = ax.plot([], [], "o", color=LOOKS["estradiol"].color, markersize=11, zorder=5)
    dot.set_clip_on(False)
    (stem,) = ax.plot([], [], color=INK, linewidth=2.6, zorder=4.5)
    (others,) = ax.plot([], [], color=MUTED, linewidth=1.4, zorder=2.8)
    found = {"with drug": line(ax, "SERM"), "cross": cross, "foot": foot, "dot": dot, "stem": stem}
    found["with drug"].set_linewidth(2.8)
    for name, marker in ARROWS.items():
        (found[name],) = ax.plot(
            [], [], marker, color=INK, markersize=11, zorder=4.6, clip_on=False
        )
        (found[f"others {name}"],) = ax.plot([], [], marker, color=MUTED, markersize=7, zorder=2.9)
    words = ax.text(1, 0.01, " ", size=FONT_SIZE, color=INK, ha="center", va="bottom")
    return found | {
        "others": others,
        "with label": end_label(ax, " ", drug.color),
        "cross words": words,
    }


def _bone(ax):
    ax.set_position(BONE)
    ax.set(xlim=(0, 3), ylim=(-HEIGHTS[0], HEIGHTS[0]), xlabel="years")
    ax.set_xticks((0, 1, 2, 3))
    ax.yaxis.set_major_formatter(
        lambda value, _place: f"{value:+g}".replace("-", "−") if value else "0"
    )
    ax.yaxis.set_major_locator(MaxNLocator(6, integer=True, steps=(1, 2, 5, 10)))
    ax.axhline(0, color=MUTED, linewidth=1, zorder=1)
    heading = title(ax, " ")
    alone, drug = line(ax, "estradiol"), line(ax, "SERM")
    return {
        "bone title": heading,
        "bone alone": alone,
        "bone with": drug,
        "bone alone label": end_label(ax, " ", LOOKS["estradiol"].color),
        "bone with label": end_label(ax, " ", LOOKS["SERM"].color),
    }


def update(artists, result):
    """Move the curve with the drug, all arrows, the crossing and the bone curves."""
    artists["with drug"].set_data(result["x"], result["with_drug"])
    artists["with label"].set_text(result["drug"].replace(" ", "\n"))
    artists["with label"].xy = (200, result["with_drug"][-1])
    artists["no drug label"].xy = (200, result["alone"][-1])
    apart(artists["no drug label"], artists["with label"])
    _cross(artists, result)
    _arrow(artists, result)
    _others(artists, result)
    _show_bone(artists, result)


def _cross(artists, result):
    """The point where both curves meet, named at the foot of the axis."""
    at = result["crossing"]
    shown = at is not None and 0 < at <= 200 and result["dose"] > 0
    artists["cross"].set_data([at] if shown else [], [bone_signal(at)] if shown else [])
    artists["foot"].set_data([at, at] if shown else [], [0.13, bone_signal(at)] if shown else [])
    words = artists["cross words"]
    words.set_text(f"crossing\n{at:.1f} pg/mL" if shown else "")
    if shown:
        words.set_x(min(max(at, 1.6), 90))


def _arrow(artists, result):
    x, (before, after) = result["estradiol"], result["signals"]
    artists["dot"].set_data([x], [before])
    artists["stem"].set_data([x, x], [before, after])
    for name in ARROWS:
        shown = abs(after - before) >= FLAT and (after > before) == (name == "up")
        artists[name].set_data([x] if shown else [], [after] if shown else [])


def _others(artists, result):
    """Thin arrows for the people who are not chosen."""
    stems, heads = [], {name: [] for name in ARROWS}
    for name, after in result["people"].items():
        x = own_estradiol(name)
        before = bone_signal(x)
        stems += [(x, before), (x, after), (np.nan, np.nan)]
        if abs(after - before) >= FLAT:
            heads["up" if after > before else "down"].append((x, after))
    artists["others"].set_data(*zip(*stems, strict=True))
    for name, points in heads.items():
        artists[f"others {name}"].set_data(*zip(*points, strict=True) if points else ([], []))


def _show_bone(artists, result):
    ax = artists["bone with"].axes
    who = "Bone" if result["person"] == "custom" else f"{result['person']}: bone"
    artists["bone title"].set_text(f"{who}, %")
    largest = max(np.abs(result[f"bone {name}"]).max() for name in ("alone", "with"))
    height = next(limit for limit in HEIGHTS if largest <= limit or limit == HEIGHTS[-1])
    if ax.get_ylim()[1] != height:
        ax.set_ylim(-height, height)
    for name, words in (("alone", "no drug"), ("with", "drug")):
        curve, label = result[f"bone {name}"], artists[f"bone {name} label"]
        artists[f"bone {name}"].set_data(YEARS, curve)
        label.set_text(f"{words}\n{percent(curve[-1])}")
        label.xy = (3, curve[-1])
    apart(artists["bone alone label"], artists["bone with label"])
