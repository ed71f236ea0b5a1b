"""The picture of "Two knobs": seats taken and response, and where each is half of its most."""

from __future__ import annotations

from matplotlib.ticker import FixedLocator, FuncFormatter

from course_utils.explorers.kit.drawing import end_label, ghost, line
from course_utils.explorers.kit.labels import apart
from course_utils.explorers.parts.knobs_words import effect_at, seats_at, top
from course_utils.figures.palette import FONT_SIZE, LOOKS, MUTED, PAPER, text_color
from course_utils.figures.style import new_figure, note, spread

SEATS, RESPONSE = LOOKS["estradiol"], LOOKS["formation"]
DECADES = (1e-5, 1e5)
ROWS = {"seats": 0.72, "effect": 0.26}
LETTERS = 0.075  # height of a line of words, share of the axis
EXAMPLE_LOOKS = {"A": (0, (4, 1.5)), "B": (0, (1, 1.2))}


def draw(baseline):
    """A ruler with the two half points above the curves; the default response is the ghost."""
    figure, (ruler, ax) = new_figure(8, 4.7, nrows=2, sharex=True, height_ratios=(1, 4.2))
    ax.set(xscale="log", xlim=DECADES, ylim=(-0.02, 1.06))
    _plain_ticks(ax)
    ax.set_xlabel("free drug, in multiples of a reference K_A")
    ax.set_title("Share of 1 (all receptors, all response)")
    ghost(ax, baseline["x"], baseline["response"])
    note(ruler, "model", "upper left").set_x(1.02)
    artists = _curves(ax) | _examples(ax) | _ruler(ruler)
    return figure, artists


def _curves(ax):
    seats, response = line(ax, "estradiol"), line(ax, "formation")
    seats.set(linewidth=1.3, linestyle=(0, (5, 1)))
    response.set_linewidth(3.4)
    (half,) = ax.plot([], [], "o", color=RESPONSE.color, markersize=9, zorder=5)
    half.set(markerfacecolor=PAPER, markeredgewidth=2)
    return {
        "seats": seats,
        "response": response,
        "half": half,
        "seats label": end_label(ax, " ", SEATS.color),
        "response label": end_label(ax, " ", RESPONSE.color),
    }


def _examples(ax):
    """Two drugs to compare with, thin and gray, each with its letter."""
    found = {}
    for name, dashes in EXAMPLE_LOOKS.items():
        (found[name],) = ax.plot([], [], color=MUTED, linewidth=1.6, linestyle=dashes, zorder=2)
        place = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "bottom"}
        words = ax.text(0.99, 0, f"drug {name}", size=FONT_SIZE, color=MUTED, **place)
        found[f"{name} words"] = words
    return found


def _ruler(ax):
    """Two rows over the same axis: where half of the seats are taken, and half of the response."""
    ax.set_ylim(0, 1)
    ax.set_title("Concentration for half of …")
    ax.tick_params(which="both", length=0, labelleft=False, labelbottom=False)
    ax.grid(visible=False, axis="y")
    ax.spines[["left", "bottom"]].set_visible(False)
    found = {}
    for name, look, marker in (("seats", SEATS, "D"), ("effect", RESPONSE, "o")):
        (mark,) = ax.plot([], [], marker, color=look.color, markersize=9, zorder=4)
        mark.set(markerfacecolor=PAPER if name == "effect" else look.color, markeredgewidth=2)
        style = {"size": FONT_SIZE, "color": text_color(look.color), "va": "center_baseline"}
        place = {"xytext": (9, 0), "textcoords": "offset points"}
        words = ax.annotate(" ", (1, ROWS[name]), **place, **style)
        found[f"{name} mark"], found[f"{name} words"] = mark, words
    return found


def update(artists, result):
    """Move both curves, the marks of their halves and the labels at their ends."""
    ax = artists["response"].axes
    _set_axis(ax, result)
    artists["seats"].set_data(result["x"], result["occupancy"])
    artists["response"].set_data(result["x"], result["response"])
    _show_examples(artists, result)
    _show_halves(artists, result)
    right = ax.get_xlim()[1]
    labels = artists["seats label"], artists["response label"]
    said = f"response,\ntop {top(result)}" if result["top"] else "no response"
    labels[0].set_text("seats taken")
    labels[1].set_text(said)
    for label, name in zip(labels, ("occupancy", "response"), strict=True):
        label.xy = (right, result[name][-1])
    apart(*labels)


def _set_axis(ax, result):
    """Change the axis only where it must change: that draws the background anew."""
    scale, limits = ("log", DECADES) if result["logarithmic"] else ("linear", (0, result["end"]))
    if ax.get_xscale() != scale:
        ax.set_xscale(scale)
        _plain_ticks(ax)
    if ax.get_xlim() != limits:
        ax.set_xlim(limits)


def _plain_ticks(ax):
    """Numbers without exponents; on a logarithmic axis every second power of ten."""
    if ax.get_xscale() == "log":
        ax.xaxis.set_major_locator(FixedLocator([1e-4, 1e-2, 1, 1e2, 1e4]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:,g}"))


def _show_examples(artists, result):
    ends = [result["examples"][name][-1] for name in EXAMPLE_LOOKS]
    for name, height in zip(EXAMPLE_LOOKS, spread(ends, [LETTERS] * 2), strict=True):
        curve, words = artists[name], artists[f"{name} words"]
        curve.set_data(result["x"], result["examples"][name])
        words.set_y(height + 0.008)
        curve.set_visible(result["overlay"])
        words.set_visible(result["overlay"])


def _show_halves(artists, result):
    some = result["top"] > 0
    effect = [result["half_effect"]] if some else []
    artists["half"].set_data(effect, [result["top"] / 2] if some else [])
    artists["seats mark"].set_data([result["half_occupancy"]], [ROWS["seats"]])
    artists["effect mark"].set_data(effect, [ROWS["effect"]] if some else [])
    _beside(artists["seats words"], result["half_occupancy"], f"the seats: {seats_at(result)}")
    told = f"the response (EC50): {effect_at(result)}" if some else "the response: there is none"
    _beside(artists["effect words"], result["half_effect"] if some else 1, told)


def _beside(words, x, text):
    """Right of the mark, or left of it where the page ends."""
    words.set_text(text)
    left, right_end = words.axes.bbox.intervalx
    right = words.axes.transData.transform((x, 0))[0] < left + 0.55 * (right_end - left)
    words.xy = (x, words.xy[1])
    words.set_position((9 if right else -9, 0))
    words.set_ha("left" if right else "right")
