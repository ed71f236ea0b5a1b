"""The picture of "Who does bone listen to?": lines of equal signal, its parts, and bone."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from course_utils.explorers.kit.drawing import end_label, ghost, line
from course_utils.explorers.kit.labels import apart
from course_utils.explorers.parts.listening_lines import EQUAL, TESTOSTERONE
from course_utils.explorers.parts.listening_words import drug, percent
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER, text_color
from course_utils.figures.style import new_figure, note, title

RECEPTOR, DIRECT = LOOKS["estradiol"], LOOKS["testosterone"]
PLANE, PARTS, BONE = (0.065, 0.125, 0.4, 0.79), (0.59, 0.765, 0.385, 0.1), (0.59, 0.125, 0.25, 0.4)
TICKS = (0, 2, 5, 10, 20, 40, 60)
MOST = 1.1  # of the signal
FEWEST = 4  # points of a line worth a label
CLOSE = 0.45  # inches between the labels of lines that do not reach the right edge
NO_LINE = "no tenth of the signal\nlies in this plane"
_BROKEN = (*TESTOSTERONE, np.nan)
LIMITS = ((88, 100), (72, 104))  # percent of a young adult's bone


def draw(baseline):
    """The plane, the bar of the signal and the bone; David's own levels stay."""
    figure, (plane, parts, bone) = new_figure(8, 4.9, ncols=3)
    figure.set_layout_engine("none")
    return figure, _plane(plane, baseline) | _parts(parts) | _bone(bone, baseline)


def _plane(ax, baseline):
    ax.set_position(PLANE)
    title(ax, "Estradiol, pg/mL")
    ax.set_yscale("asinh", linear_width=3)
    ax.set(xlim=(0, 1250), ylim=(-0.15, 64), xlabel="testosterone, ng/dL")
    ax.yaxis.set(minor_locator=NullLocator(), major_locator=FixedLocator(TICKS))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:g}"))
    ax.set_xticks(range(0, 1201, 300))
    found = {}
    (found["lines"],) = ax.plot([], [], color=RECEPTOR.color, linewidth=1.6, zorder=2)
    for level in EQUAL:
        found["word", level] = end_label(ax, " ", RECEPTOR.color)
        found["word", level].set_zorder(2.5)
    found["none"] = ax.text(625, 1, " ", size=FONT_SIZE, ha="center", va="center", zorder=2.5)
    found["none"].set(color=text_color(RECEPTOR.color))
    return found | _arrow(ax, *baseline["start"])


def _arrow(ax, testosterone, estradiol):
    """From David's levels, which stay, to the chosen ones."""
    ax.plot([testosterone], [estradiol], "o", color=INK, markersize=8, zorder=4).pop().set(
        markerfacecolor=PAPER, markeredgewidth=1.8
    )
    name = {"size": FONT_SIZE, "color": INK, "ha": "center", "zorder": 4.5}
    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.4}
    david = ax.annotate(
        " ", (testosterone, estradiol), xytext=(0, 9), textcoords="offset points", **name
    )
    david.set_bbox(box)
    (stem,) = ax.plot([], [], color=INK, linewidth=1.6, zorder=3.5)
    (dot,) = ax.plot([], [], "D", color=INK, markersize=9, zorder=5, clip_on=False)
    return {"david": david, "stem": stem, "dot": dot}


def _parts(ax):
    """The signal as one bar of two parts; David's own signal is a mark above it."""
    ax.set_position(PARTS)
    heading = title(ax, " ")
    ax.set(xlim=(0, MOST), ylim=(-0.5, 0.5))
    ax.set_xticks((0, 0.2, 0.4, 0.6, 0.8, 1.0))
    ax.grid(visible=False, axis="y")
    ax.tick_params(left=False, labelleft=False)
    ax.spines["left"].set_visible(False)
    fills = {
        "through": {"facecolor": RECEPTOR.color, "edgecolor": RECEPTOR.color},
        "direct": {
            "facecolor": to_rgba(DIRECT.color, 0.25),
            "edgecolor": DIRECT.color,
            "hatch": "///",
        },
    }
    found = {"signal": heading}
    for name, fill in fills.items():
        (found[name],) = ax.barh([0], [0], height=0.7, linewidth=1.2, zorder=2, **fill)
    (before,) = ax.plot([], [], color=INK, linewidth=2, linestyle=(0, (2, 1)), zorder=4)
    place = {"transform": ax.figure.transFigure, "size": FONT_SIZE, "va": "baseline"}
    keys = (("■ through receptor", 0.59, RECEPTOR), ("▨ testosterone itself", 0.79, DIRECT))
    for words, x, look in keys:
        ax.text(x, 0.665, words, color=text_color(look.color), **place)
    drug = ax.text(0.59, 0.61, " ", color=text_color(LOOKS["SERM"].color), **place)
    return found | {"before": before, "drug": drug}


def _bone(ax, baseline):
    ax.set_position(BONE)
    title(ax, "David's bone, % of a young adult")
    ax.set(xlim=(0, 3), ylim=LIMITS[0], xlabel="years")
    ax.set_xticks((0, 1, 2, 3))
    ghost(ax, baseline["years"], baseline["mass"])
    note(ax, "model", "lower left")
    curve = line(ax, "bone mass")
    curve.set_linewidth(2.6)
    (rest,) = ax.plot([], [], color=MUTED, linewidth=1.4, linestyle=":", zorder=2)
    return {
        "mass": curve,
        "rest": rest,
        "mass label": end_label(ax, " ", INK),
        "rest label": end_label(ax, " ", MUTED),
    }


def update(artists, result):
    """Move the lines of equal signal, the arrow, the bar and the bone."""
    _show_lines(artists, result)
    _show_arrow(artists, result)
    through, direct = result["parts"]
    now, before = result["signal"], result["before"]
    artists["signal"].set_text(f"Signal {now:.2f} (dashed: David {before:.2f})")
    artists["drug"].set_text(drug(result))
    artists["through"].set_width(through)
    artists["direct"].set(x=through, width=direct)
    artists["before"].set_data([result["before"]] * 2, [-0.5, 0.5])
    _show_bone(artists, result)


def _show_lines(artists, result):
    """One broken line through all levels; labels at the right ends, else in the middle."""
    artists["lines"].set_data(np.tile(_BROKEN, len(EQUAL)), _chained(result["lines"]))
    ends, middles = [], []
    for level in EQUAL:
        label, seen = artists["word", level], np.flatnonzero(~np.isnan(result["lines"][level]))
        long = len(seen) >= FEWEST
        label.set_text(f"{level:g}" if long else "")
        if long:
            at = seen[-1] if seen[-1] == len(TESTOSTERONE) - 1 else seen[len(seen) // 2]
            label.xy = (TESTOSTERONE[at], result["lines"][level][at])
            (ends if at == seen[-1] else middles).append(label)
    if ends:
        apart(*ends)
    _settle_middles(middles, [*ends, artists["david"]])
    artists["none"].set_text("" if ends or middles else NO_LINE)


def _chained(lines):
    return np.concatenate([[*lines[level], np.nan] for level in EQUAL])


def _settle_middles(labels, others):
    """Labels on a line; one that would come too close to other words is left out."""
    taken = [_pixels(other) for other in others]
    for label in labels:
        place = _pixels(label)
        if any(np.hypot(*(place - other)) < CLOSE * label.figure.dpi for other in taken):
            label.set_text("")
        label.set_position((6, 0))
        taken.append(place)


def _pixels(label):
    return label.axes.transData.transform(label.xy)


def _show_arrow(artists, result):
    (x0, y0), (x, y) = result["start"], result["place"]
    artists["stem"].set_data([x0, x], [y0, y])
    artists["dot"].set_data([x], [y])
    artists["david"].set_text("David")
    artists["david"].set_position((0, -18 if y >= y0 else 9))


def _show_bone(artists, result):
    ax, mass, rest = artists["mass"].axes, result["mass"], result["rest"]
    lowest = min(mass.min(), rest)
    limits = LIMITS[0] if lowest > LIMITS[0][0] and max(mass.max(), rest) < 100 else LIMITS[1]
    if ax.get_ylim() != limits:
        ax.set_ylim(limits)
    artists["mass"].set_data(result["years"], mass)
    artists["rest"].set_data([0, 3], [rest, rest])
    artists["mass label"].set_text(f"{percent(result['change'])}\nin 3 years")
    artists["mass label"].xy = (3, mass[-1])
    artists["rest label"].set_text(f"at rest\n{rest:.1f}")
    artists["rest label"].xy = (3, rest)
    apart(artists["mass label"], artists["rest label"])
