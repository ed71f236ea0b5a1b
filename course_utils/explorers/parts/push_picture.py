"""The picture of "Push the loop": five curves over the same days and a table of one day."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from course_utils.explorers.kit.drawing import line
from course_utils.explorers.parts.hormone_looks import step_above
from course_utils.explorers.parts.push_courses import DAYS, LAST_DAY
from course_utils.explorers.parts.push_words import ROWS, course, figures, moment
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED
from course_utils.figures.style import new_figure, note, title

PANELS = {
    "lh_iu_per_l": ("LH, IU/L", "LH", (6, 12)),
    "testosterone_ng_per_dl": ("Testosterone, ng/dL", "testosterone", (600, 1200, 2400)),
    "estradiol_pg_per_ml": ("Estradiol, pg/mL", "estradiol", (50, 100, 200)),
    "testis_capacity": ("Testis capacity (1: healthy)", "bone mass", (1.1,)),
    "bone_signal": ("Signal in bone, estradiol alone", "bone mass", (1.1,)),
}
DRAWN = slice(None, None, 2)  # every second day is enough for the eye
SHADE = "#EDEDED"
COLUMNS = {"names": 0.0, "now": 0.7, "without": 1.0}  # right ends of the numbers, of the width
LINES, LAST_LINE, FOOT = 1.5, 0.03, -0.42


def draw(baseline):
    """Five small panels and the table; all curves move."""
    figure, grid = new_figure(8, 6.0, nrows=3, ncols=2, sharex=True)
    axes = dict(zip(PANELS, grid.flat, strict=False))
    artists = {}
    for name, ax in axes.items():
        artists |= _panel(ax, name)
    for ax in (grid[2, 0], grid[1, 1]):
        ax.tick_params(labelbottom=True)
        ax.set_xlabel("days")
    note(axes["lh_iu_per_l"], "model")
    return figure, artists | _table(grid[2, 1])


def _panel(ax, name):
    words, meaning, tops = PANELS[name]
    title(ax, words)
    ax.set(xlim=(0, LAST_DAY), ylim=(0, tops[0]))
    ax.set_xticks(range(0, LAST_DAY + 1, 90))
    span = ax.add_patch(Rectangle((0, 0), 0, 1, transform=ax.get_xaxis_transform()))
    span.set(facecolor=SHADE, edgecolor="none", zorder=0.6)
    gray = LOOKS["baseline"]
    style = {"color": gray.color, "linestyle": gray.line, "linewidth": 1.6}
    (untreated,) = ax.plot([], [], zorder=2.5, **style)
    (cursor,) = ax.plot([], [], color=INK, linewidth=1, linestyle=":", zorder=2)
    curve = line(ax, meaning)
    curve.set(linestyle="-", linewidth=2.4)
    (dot,) = ax.plot([], [], "o", color=curve.get_color(), markersize=7, zorder=5, clip_on=False)
    parts = {"span": span, "untreated": untreated, "cursor": cursor, "dot": dot}
    return {name: curve} | {(name, part): artist for part, artist in parts.items()}


def _table(ax):
    """Both arms read at one day; names stay, two columns of numbers move."""
    ax.grid(visible=False)
    ax.tick_params(left=False, labelleft=False, bottom=False, labelbottom=False)
    ax.spines[["left", "bottom"]].set_visible(False)
    place = {"transform": ax.transAxes, "va": "baseline", "size": FONT_SIZE, "linespacing": LINES}
    ax.text(COLUMNS["names"], LAST_LINE, "\n".join(["", *ROWS.values()]), color=INK, **place)
    found = {"day": title(ax, " ")}
    found["course"] = ax.text(COLUMNS["names"], FOOT, " ", color=MUTED, **place)
    for name, color in (("now", INK), ("without", MUTED)):
        column = ax.text(COLUMNS[name], LAST_LINE, " ", color=color, ha="right", **place)
        found[name, "column"] = column
    found["now", "column"].set_weight("bold")
    return found


def update(artists, result):
    """Move curves, shading, cursor and the two columns."""
    for name, (_words, _meaning, tops) in PANELS.items():
        _show(artists, name, tops, result)
    day = f"Day {result['day']}"
    artists["day"].set_text(f"{day}, {moment(result)}" if result["given"] else f"{day}, untreated")
    with_drug = figures(result["now"]) if result["given"] else ["–"] * len(ROWS)
    artists["course"].set_text(course(result))
    artists["now", "column"].set_text("\n".join(["━ treated", *with_drug]))
    artists["without", "column"].set_text("\n".join(["╌ untreated", *figures(result["without"])]))


def _show(artists, name, tops, result):
    ax, day, given = artists[name].axes, result["day"], result["given"]
    curves = result["treated"][name], result["untreated"][name]
    top = step_above(1.03 * max(curve.max() for curve in curves), tops)
    if ax.get_ylim()[1] != top:
        ax.set_ylim(0, top)
    artists[name].set_data(DAYS[DRAWN], curves[0][DRAWN])
    artists[name, "untreated"].set_data(DAYS[DRAWN], curves[1][DRAWN])
    artists[name, "untreated"].set_visible(given)
    artists[name, "cursor"].set_data([day, day], [0, top])
    artists[name, "dot"].set_data([day], [result["now"][name]])
    start, stop = result["span"]
    artists[name, "span"].set(x=start, width=max(0, stop - start), visible=given)
