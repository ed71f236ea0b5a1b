"""The picture of "Open and closed": bars with and without feedback, and the drive by GnRH."""

from __future__ import annotations

from matplotlib.colors import to_rgba

from course_utils.explorers.kit.drawing import line
from course_utils.explorers.parts.hormone_looks import HORMONES, level, step_above
from course_utils.explorers.parts.loop_words import drive
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER, text_color
from course_utils.figures.style import new_figure, note, title

TOPS = {
    "lh_iu_per_l": (12, 24),
    "testosterone_ng_per_dl": (1200, 2400),
    "estradiol_pg_per_ml": (60, 120),
}
BARS = {"closed": 0, "cut": 1}
DRIVE_TOP = 2.1


def draw(baseline):
    """Three pairs of bars above the drive; the undisturbed levels are fixed lines."""
    figure, grid = new_figure(8, 5.2, nrows=2, ncols=3, height_ratios=(2.3, 1))
    artists = {}
    for ax, name in zip(grid[0], HORMONES, strict=True):
        artists |= _pair(ax, name, baseline["usual"][name])
    spec = grid[1, 0].get_subplotspec().get_gridspec()
    for ax in grid[1]:
        ax.remove()
    artists |= _drive(figure.add_subplot(spec[1, :]))
    note(grid[0, 2], "model")
    return figure, artists


def _pair(ax, name, usual):
    words, unit, look = HORMONES[name]
    title(ax, f"{words}, {unit}")
    ax.grid(visible=False, axis="x")
    ax.set(xlim=(-0.6, 2.25), ylim=(0, TOPS[name][0]))
    ax.set_xticks(list(BARS.values()), ["", "loop\ncut"])
    ax.tick_params(axis="x", length=0)
    ax.plot([-0.6, 1.46], [usual, usual], color=MUTED, linewidth=1.2, linestyle="--", zorder=1.5)
    label = f"before\n{level(name, usual)}"
    ax.text(1.52, usual, label, size=FONT_SIZE, color=MUTED, va="center", zorder=1.6)
    # Like the other tick, but it moves: with exponent 0 this loop is cut as well.
    under = {"xytext": (0, -3.5), "textcoords": "offset points", "ha": "center", "va": "top"}
    tick = ax.annotate("loop\nclosed", (0, 0), size=FONT_SIZE, color=INK, **under)
    return _bars(ax, name, look) | {(name, "tick"): tick}


def _bars(ax, name, look):
    """Filled for the closed loop, hatched and hollow for the one that was cut."""
    fills = {
        "closed": {"facecolor": look.color, "edgecolor": look.color},
        "cut": {"facecolor": to_rgba(look.color, 0.12), "edgecolor": look.color, "hatch": "///"},
    }
    found = {}
    for state, place in BARS.items():
        (bar,) = ax.bar([place], [0], width=0.72, linewidth=1.4, zorder=2, **fills[state])
        style = {"size": FONT_SIZE, "ha": "center", "va": "bottom", "weight": "bold", "zorder": 4}
        found[name, state] = bar
        number = ax.text(place, 0, " ", color=text_color(look.color), **style)
        number.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 0.6})
        found[name, state, "number"] = number
    return found


def _drive(ax):
    """The drive as far as the chosen day; what comes later is for the slider to find."""
    title(ax, "Drive of the pituitary by GnRH, × the usual")
    ax.set(xlim=(0, 28), ylim=(0, DRIVE_TOP), xlabel="days since the start of GnRH")
    ax.set_xticks(range(0, 29, 7))
    ax.set_yticks((0, 1, 2))
    ax.axhline(1, color=MUTED, linewidth=1.2, linestyle="--", zorder=1.5)
    (dot,) = ax.plot([], [], "o", color=INK, markersize=8, zorder=5, clip_on=False)
    words = ax.annotate(" ", (0, 1), xytext=(8, 8), textcoords="offset points", size=FONT_SIZE)
    words.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})
    curve = line(ax, "prediction")
    curve.set(color=LOOKS["bone mass"].color, linestyle="-", linewidth=2.4)
    return {"drive": curve, "dot": dot, "drive words": words}


def update(artists, result):
    """Set the bars and their numbers; draw the drive until the chosen day."""
    for name in HORMONES:
        ax = artists[name, "closed"].axes
        values = {state: result[state][name] for state in BARS}
        top = step_above(1.12 * max(values.values()), TOPS[name])
        if ax.get_ylim()[1] != top:
            ax.set_ylim(0, top)
        artists[name, "tick"].set_text("loop\nclosed" if result["exponent"] else "loop\ncut")
        for state, value in values.items():
            artists[name, state].set_height(value)
            artists[name, state, "number"].set_text(level(name, value))
            artists[name, state, "number"].set_y(value + 0.015 * top)
    _show_drive(artists, result)


def _show_drive(artists, result):
    day, now = result["day"], result["drive now"]
    passed = result["days"] <= day
    artists["drive"].set_data(result["days"][passed], result["drive"][passed])
    artists["dot"].set_data([day], [now])
    words = artists["drive words"]
    words.set_text(f"day {day}: {drive(result)}")
    words.xy = (day, now)
    right = day < 17
    words.set_ha("left" if right else "right")
    words.set_position((9 if right else -2, 9 if now < 1.5 else -5))
