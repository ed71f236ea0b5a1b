"""The picture of the bias lab: people's years on their shelves, and the ratio that comes out."""

from __future__ import annotations

from textwrap import fill

from matplotlib.patches import Rectangle

from course_utils.explorers.parts.bias_words import SHELVED, missing
from course_utils.explorers.parts.effect_marks import (
    empty_interval,
    hide,
    move_interval,
    ratio_axis,
    ratio_words,
)
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER, TITLE_SIZE, text_color
from course_utils.figures.people import UNAFFECTED
from course_utils.figures.style import new_figure, note, title

PEOPLE = 12
YEARS = 5
STRIPS, RATIO = (0.02, 0.2, 0.545, 0.715), (0.63, 0.36, 0.345, 0.4)
LEFT, LETTERS = 0.62, 36  # where the words on the right begin, and how long a line is
WIDEST = (0.1, 6.0)
TREATED, EVENT = LOOKS["formation"], LOOKS["resorption"]
SHELVES = ("untreated", "treated", "left_out")


def draw(baseline):
    """Empty strips, an axis of ratios, and the answer of the default settings as ghost."""
    figure, (ax, ratio) = new_figure(8, 4.6, ncols=2)
    figure.set_layout_engine("none")
    return figure, _strips(ax) | _answer(ratio, baseline)


def _strips(ax):
    ax.set_position(STRIPS)
    ax.set(xlim=(-0.05, YEARS + 0.1), ylim=(PEOPLE - 0.4, -0.6), xlabel="years since day one")
    ax.set_yticks([])
    ax.grid(visible=False, axis="y")
    ax.spines["left"].set_visible(False)
    title(ax, "Twelve of the simulated people")
    _key(ax)
    artists = {}
    for i in range(PEOPLE):
        for shelf in SHELVES:
            artists[shelf, i] = ax.add_patch(Rectangle((0, i - 0.3), 0, 0.6, **_shelf_style(shelf)))
    style = {"linestyle": "none", "zorder": 5, "clip_on": False}
    (artists["starts"],) = ax.plot([], [], ">", color=INK, markersize=8, **style)
    (artists["events"],) = ax.plot([], [], "X", color=EVENT.color, markersize=9, **style)
    return artists


def _shelf_style(shelf):
    """Treated years are hatched, untreated plain, years left out an empty dotted frame."""
    if shelf == "left_out":
        return {"facecolor": PAPER, "edgecolor": MUTED, "linestyle": ":", "linewidth": 1.2}
    treated = {"facecolor": TREATED.color, "hatch": TREATED.hatch}
    fill = treated if shelf == "treated" else {"facecolor": UNAFFECTED}
    return {"edgecolor": PAPER, "linewidth": 0, **fill}


def _key(ax):
    """What strips and marks mean, in a line of their own under the axis."""
    on_page = {"transform": ax.figure.transFigure, "clip_on": False}
    text = {"size": FONT_SIZE, "color": MUTED, "va": "center", "transform": ax.figure.transFigure}
    for shelf, x in zip(SHELVES, (0.148, 0.02, 0.3), strict=True):
        ax.add_patch(Rectangle((x, 0.033), 0.026, 0.034, **(_shelf_style(shelf) | on_page)))
        ax.text(x + 0.033, 0.05, shelf.replace("_", " "), **text)
    for mark, color, x, words in ((">", INK, 0.432, "start"), ("X", EVENT.color, 0.514, "event")):
        ax.plot([x], [0.05], mark, color=color, markersize=8, **on_page)
        ax.text(x + 0.014, 0.05, words, **text)


def _answer(ax, baseline):
    ax.set_position(RATIO)
    ratio_axis(ax, WIDEST, "rate ratio, drug against none")
    ax.set_ylim(0, 1)
    _default(ax, baseline["answer"])
    note(ax, "simulated people", "lower right")
    marks = empty_interval(ax, "formation", simulated=True)
    on_page = {"transform": ax.figure.transFigure, "va": "top", "linespacing": 1.35}
    green = LOOKS["estradiol"].color
    (true,) = ax.plot([], [], color=green, linewidth=2.6, linestyle=(0, (5, 1, 1, 1)))
    found = {("answer", part): mark for part, mark in marks.items()} | {"true": true}
    style = {"size": FONT_SIZE, "color": text_color(green), "ha": "center", "va": "bottom"}
    found["true label"] = ax.text(1, 1.01, "true", **style)
    style = {"size": TITLE_SIZE, "weight": "bold", **on_page}
    found["truth"] = ax.text(LEFT, 0.955, " ", color=text_color(green), **style)
    found["finds"] = ax.text(LEFT, 0.885, " ", color=INK, **style)
    found["shelved"] = ax.text(LEFT, 0.205, " ", color=MUTED, size=FONT_SIZE, **on_page)
    return found


def _default(ax, answer):
    """The answer of the default settings, gray."""
    look = LOOKS["baseline"]
    ax.plot([answer.ci_low, answer.ci_high], [0.3, 0.3], color=look.color, linewidth=1.6)
    ax.plot(answer.estimate, 0.3, look.marker, color=look.color, markersize=6)
    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
    words = {"ha": "center", "va": "top", "size": FONT_SIZE, "color": text_color(look.color)}
    ax.text(answer.estimate, 0.25, "default", bbox=box, **words)


def update(artists, result):
    """Shelve the years of the twelve, then show what the analysis makes of all of them."""
    _shelve(artists, result["twelve"])
    true = result["true_ratio"]
    artists["true"].set_data([true, true], [0, 1])
    artists["true label"].set_x(true)
    nothing = ": no effect" if true == 1 else ""
    artists["truth"].set_text(f"True ratio {true:.2f}{nothing}")
    marks = {key[1]: mark for key, mark in artists.items() if key[0] == "answer"}
    answer = result["answer"]
    if answer is None:
        hide(marks)
        artists["finds"].set_text("Finds no answer")
        artists["shelved"].set_text(fill(missing(result), LETTERS))
        return
    move_interval(marks, 0.65, answer.estimate, answer.ci_low, answer.ci_high)
    words = ratio_words(answer.estimate, answer.ci_low, answer.ci_high)
    artists["finds"].set_text(f"Finds {words}")
    artists["shelved"].set_text(fill(SHELVED[result["analysis"]], LETTERS))


def _shelve(artists, twelve):
    for i in range(PEOPLE):
        for shelf in SHELVES:
            low, high = getattr(twelve[i], shelf) if i < len(twelve) else (0.0, 0.0)
            artists[shelf, i].set(x=low, width=high - low, visible=high > low)
    people = list(enumerate(twelve))
    starts = [(strip.start, i) for i, strip in people if strip.start is not None]
    events = [(strip.end, i) for i, strip in people if strip.event]
    for name, places in (("starts", starts), ("events", events)):
        artists[name].set_data(*(zip(*places, strict=True) if places else ((), ())))
