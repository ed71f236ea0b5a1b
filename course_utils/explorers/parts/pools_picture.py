"""The picture of "Three pools": a bar of pools, free over SHBG, and the plane of two hormones."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.patches import Rectangle

from course_utils.explorers.kit.drawing import ghost, line
from course_utils.explorers.parts.hormone_looks import step_above
from course_utils.explorers.parts.pools_words import POOLS, pool, ratio
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER, text_color
from course_utils.figures.style import new_figure, note, title
from course_utils.physiology.receptors import bone_signal

STEROID, SIGNAL = LOOKS["testosterone"], LOOKS["estradiol"]
FILLS = {
    "shbg_bound": {"facecolor": to_rgba(STEROID.color, 0.3), "hatch": "///"},
    "albumin_bound": {"facecolor": to_rgba(STEROID.color, 0.12), "hatch": ".."},
    "free": {"facecolor": STEROID.color},
}
BAR, FREE, PLANE = (0.03, 0.85, 0.94, 0.075), (0.075, 0.115, 0.37, 0.48), (0.55, 0.115, 0.37, 0.48)
WORDS = {"shbg_bound": 0.03, "albumin_bound": 0.38, "free": 0.72}  # of the width
FREE_TOPS = (600, 1200, 2700)  # pmol/L
HIGHEST, MOST_E2 = 1050, 80  # ng/dL and pg/mL
RATIOS = (5, 10, 20, 40, 80)
BANDS = (0.6, 0.8, 0.9, 0.95)  # bone signal at the edges of the shaded bands
BAND_INK = text_color(SIGNAL.color, to_hex(0.58 + 0.42 * np.array(to_rgb(SIGNAL.color))))


def draw(baseline):
    """Bar, curve and plane; the shading of the plane never moves."""
    figure, (bar, free, plane) = new_figure(8, 5.2, ncols=3)
    figure.set_layout_engine("none")
    artists = _bar(bar) | _free(free, baseline) | _plane(plane)
    note(free, "model", "upper right")
    return figure, artists


def _bar(ax):
    """Total testosterone as one bar; three words below it at fixed places."""
    ax.set_position(BAR)
    ax.set(xlim=(0, 36), ylim=(-0.5, 0.5))
    ax.grid(visible=False)
    ax.tick_params(left=False, labelleft=False, bottom=False, labelbottom=False)
    ax.spines[["left", "bottom"]].set_visible(False)
    heading = title(ax, " ")
    found = {"bar title": heading}
    for name, fill in FILLS.items():
        (part,) = ax.barh([0], [0], height=0.9, edgecolor=STEROID.color, linewidth=1.2, **fill)
        place = {"transform": ax.figure.transFigure, "va": "top", "linespacing": 1.3}
        words = ax.text(WORDS[name] + 0.03, 0.828, " ", size=FONT_SIZE, color=INK, **place)
        found[name], found[f"{name} words"] = part, words
        _swatch(ax, WORDS[name], fill)
    return found


def _swatch(ax, x, fill):
    """The pattern of one pool beside its words."""
    size = {"width": 0.02, "height": 0.031, "edgecolor": STEROID.color, "linewidth": 1.2}
    place = {"transform": ax.figure.transFigure, "clip_on": False}
    ax.add_patch(Rectangle((x, 0.787), **size, **place, **fill))


def _free(ax, baseline):
    ax.set_position(FREE)
    title(ax, "Free testosterone, pmol/L")
    ax.set(xlim=(0, 125), ylim=(0, FREE_TOPS[1]), xlabel="SHBG, nmol/L")
    ghost(ax, baseline["x"], baseline["free along"])
    curve = line(ax, "testosterone")
    curve.set_linestyle("-")
    (dot,) = ax.plot([], [], "s", color=INK, markersize=9, zorder=5)
    (foot,) = ax.plot([], [], color=INK, linewidth=1, linestyle=":", zorder=2)
    words = ax.annotate(" ", (40, 0), xytext=(9, 9), textcoords="offset points", size=FONT_SIZE)
    words.set(color=INK, weight="bold", zorder=6)
    words.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})
    return {"free along": curve, "free dot": dot, "foot": foot, "free number": words}


def _plane(ax):
    ax.set_position(PLANE)
    ax.set_title("Testosterone, ng/dL", pad=20)
    ax.set(xlim=(0, MOST_E2), ylim=(0, HIGHEST), xlabel="estradiol, pg/mL (green: signal in bone)")
    ax.grid(visible=False)
    _bands(ax)
    (rays,) = ax.plot(*_rays(), color=MUTED, linewidth=1.1, zorder=2, clip_on=True)
    found = {"rays": rays, "ratio": _ray_label(ax, "ratio", (2.5, HIGHEST))}
    for number in RATIOS:
        found[f"ratio {number}"] = _ray_label(ax, f"{number}", _ray_end(number))
    (dot,) = ax.plot([], [], SIGNAL.marker, color=INK, markersize=10, zorder=5, clip_on=False)
    dot.set(markerfacecolor=PAPER, markeredgewidth=2.2)
    words = ax.annotate(" ", (25, 500), xytext=(9, 9), textcoords="offset points", size=FONT_SIZE)
    words.set(color=INK, weight="bold", zorder=6, linespacing=1.25)
    words.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 1})
    return found | {"dot": dot, "dot words": words}


def _ray_label(ax, words, end):
    """The ratio of a line, above its end or right of it."""
    above = end[1] >= HIGHEST
    style = {"ha": "center" if above else "left", "va": "bottom" if above else "center"}
    offset = {"xytext": (0, 1) if above else (4, 0), "textcoords": "offset points"}
    style |= {"color": MUTED, "size": FONT_SIZE, "annotation_clip": False}
    return ax.annotate(words, end, **offset, **style)


def _bands(ax):
    """The darker, the stronger the signal in bone; each edge says its signal."""
    grid = np.linspace(0, MOST_E2, 801)
    edges = np.interp(BANDS, bone_signal(grid), grid)
    for strength, (left, right) in enumerate(zip([0, *edges], [*edges, MOST_E2], strict=True)):
        ax.axvspan(left, right, color=SIGNAL.color, alpha=0.06 + 0.09 * strength, lw=0, zorder=0.5)
    for edge, value in zip(edges, BANDS, strict=True):
        ax.text(edge + 1, 14, f"{value:g}", size=FONT_SIZE, color=BAND_INK)


def _ray_end(number):
    return (
        (HIGHEST / number, HIGHEST) if number * MOST_E2 > HIGHEST else (MOST_E2, number * MOST_E2)
    )


def _rays():
    """All ratio lines as one broken line."""
    ends = [_ray_end(number) for number in RATIOS]
    x = [value for end, _ in ends for value in (0, end, np.nan)]
    return x, [value for _, end in ends for value in (0, end, np.nan)]


def update(artists, result):
    """Set the pools, the curve of free testosterone and the man's place in the plane."""
    artists["bar title"].set_text(f"Total testosterone, {result['total']:g} nmol/L")
    left = 0.0
    for name in POOLS:
        width = result["pools"][name]
        artists[name].set(x=left, width=width)
        artists[f"{name} words"].set_text(pool(name, result))
        left += width
    _show_free(artists, result)
    _show_place(artists, result)


def _show_free(artists, result):
    ax = artists["free along"].axes
    top = step_above(1.15 * result["free"], FREE_TOPS)
    if ax.get_ylim()[1] != top:
        ax.set_ylim(0, top)
    shbg, free = result["shbg"], result["free"]
    artists["free along"].set_data(result["x"], result["free along"])
    artists["free dot"].set_data([shbg], [free])
    artists["foot"].set_data([shbg, shbg], [0, free])
    words = artists["free number"]
    words.set_text(f"{free:.0f}")
    words.xy = (shbg, free)
    words.set_ha("left" if shbg < 105 else "center")


def _show_place(artists, result):
    x, y = result["estradiol"], result["testosterone"]
    artists["rays"].set_visible(result["lines"])
    for name in ("ratio", *(f"ratio {number}" for number in RATIOS)):
        artists[name].set_visible(result["lines"])
    artists["dot"].set_data([x], [y])
    words = artists["dot words"]
    words.set_text(f"ratio {ratio(result)}\nsignal {result['signal']:.2f}")
    words.xy = (x, y)
    right, high = x < 45, y > 820
    words.set(ha="left" if right else "right", va="top" if high else "bottom")
    words.set_position((9 if right else -9, -7 if high else 7))
