"""The picture of "Six tissues, one drug": a bar for each tissue before its untreated outline."""

from __future__ import annotations

import numpy as np

from course_utils.explorers.kit.drawing import end_label
from course_utils.explorers.kit.labels import apart
from course_utils.explorers.parts.tissue_facts import SIX
from course_utils.explorers.parts.tissue_words import direction
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER, text_color
from course_utils.figures.style import new_figure, note, title

BOX = (0.135, 0.26, 0.725, 0.65)
LOOK_OF = {"rise": LOOKS["formation"], "fall": LOOKS["resorption"], "stay": LOOKS["baseline"]}
SIGN = {"rise": "▲", "fall": "▼", "stay": "="}
MARKS = {"before": "before\nmenopause", "after": "after\nmenopause"}
EDGE = 5.55
NAMES, PEOPLE = -0.045, -0.165  # heights below the axis, share of its height


def draw(_baseline):
    """Axis, names of the tissues and of the rows below; they do not move."""
    figure, ax = new_figure(8, 4.6)
    figure.set_layout_engine("none")
    ax.set_position(BOX)
    ax.set(xlim=(-0.55, EDGE), ylim=(0, 1.1))
    ax.set_xticks([])
    ax.grid(visible=False, axis="x")
    title(ax, "Estrogen signal (1: all receptors hold estradiol)")
    note(ax, "bars: model", "lower right").set(x=1.185, y=PEOPLE - 0.06)
    below = {"transform": ax.get_xaxis_transform(), "size": FONT_SIZE, "va": "top"}
    for place, tissue in enumerate(SIX):
        ax.text(place, NAMES, tissue, ha="center", weight="bold", **below)
    ax.text(-0.62, PEOPLE, "found in\npeople", ha="right", color=MUTED, **below)
    return figure, _bars(ax) | _words(ax, below) | _marks(ax)


def _bars(ax):
    (outline,) = ax.plot([], [], color=LOOKS["baseline"].color, linestyle="--", linewidth=1.6)
    bars = ax.bar(range(len(SIX)), 0, 0.5, edgecolor=PAPER, linewidth=0, zorder=2.5)
    return {"outline": outline} | {("bar", t): bar for t, bar in zip(SIX, bars, strict=True)}


def _words(ax, below):
    found = {}
    for place, tissue in enumerate(SIX):
        value = ax.text(place, 0, " ", ha="center", va="bottom", size=FONT_SIZE, weight="bold")
        value.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 1})
        found["value", tissue] = value
        found["people", tissue] = ax.text(place, PEOPLE, " ", ha="center", color=MUTED, **below)
    found["no drug"] = end_label(ax, " ", LOOKS["baseline"].color)
    return found


def _marks(ax):
    """Two levels to compare with; the labels stand right of the axis."""
    found = {}
    for name, words in MARKS.items():
        found[name] = ax.axhline(0, color=INK, linewidth=1.2, linestyle=":", zorder=2)
        found[f"{name} words"] = end_label(ax, words, INK)
    return found


def update(artists, result):
    """Set the bars, their values, the outline without a drug, and the words from studies."""
    before = result["without"]
    artists["outline"].set_data(*_outline(before))
    for tissue, signal in result["signals"].items():
        way = direction(before, signal)
        look, bar = LOOK_OF[way], artists["bar", tissue]
        bar.set(height=signal, facecolor=look.color, hatch=look.hatch)
        value = artists["value", tissue]
        value.set(text=f"{signal:.2f} {SIGN[way]}", y=max(signal, before) + 0.015)
        value.set_color(text_color(look.color))
        artists["people", tissue].set_text(result["people"][tissue])
    _show_marks(artists, result)


def _outline(height):
    """Corners of six open boxes, parted by gaps."""
    corners = [(p + dx, y) for p in range(len(SIX)) for dx, y in _BOX]
    x, y = np.array(corners).T
    return x, y * height


_BOX = ((-0.36, 0.0), (-0.36, 1.0), (0.36, 1.0), (0.36, 0.0), (np.nan, np.nan))


def _show_marks(artists, result):
    shown = [artists["no drug"]]
    shown[0].set_text(f"no drug {result['without']:.2f}\n(dashed)")
    shown[0].xy = (EDGE, result["without"])
    for name, level in result["marks"].items():
        label = artists[f"{name} words"]
        label.xy = (EDGE, level)
        artists[name].set_ydata([level, level])
        for artist in (artists[name], label):
            artist.set_visible(result["thresholds"])
        shown += [label] * result["thresholds"]
    apart(*shown)
