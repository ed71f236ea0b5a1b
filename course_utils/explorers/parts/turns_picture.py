"""The picture of "The cycle turns": four hormones over the same days, surges marked."""

from __future__ import annotations

import numpy as np

from course_utils.explorers.kit.drawing import ghost, line
from course_utils.explorers.parts.hormone_looks import step_above
from course_utils.explorers.parts.turns_course import DAYS, LAST_DAY
from course_utils.figures.palette import INK, MUTED, PAPER
from course_utils.figures.style import new_figure, note, title

PANELS = {
    "lh_iu_per_l": ("LH, IU/L", "LH", (160, 320)),
    "fsh_iu_per_l": ("FSH, IU/L", "formation", (16, 32, 64)),
    "estradiol_pg_per_ml": ("Estradiol, pg/mL", "estradiol", (500, 1000, 2000, 8000)),
    "progesterone_ng_per_ml": ("Progesterone, ng/mL", "osteocyte", (24, 48, 96)),
}
LEFT, WIDTH, TOP, HEIGHT, STEP = 0.075, 0.91, 0.95, 0.165, 0.228  # of the page
SHOWN = DAYS[DAYS <= LAST_DAY + 0.01]
MARK = {"marker": "v", "linestyle": "none", "markersize": 8, "color": INK, "clip_on": False}
KEY = "days   (▼ LH surge and ovulation, ▽ surge alone; gray dashes: as published)"


def draw(baseline):
    """Four panels over the same days; the published cycle stays gray and dashed."""
    figure, grid = new_figure(8, 6.6, nrows=4, sharex=True)
    figure.set_layout_engine("none")
    axes, artists = dict(zip(PANELS, grid, strict=True)), {}
    for row, (name, ax) in enumerate(axes.items()):
        ax.set_position((LEFT, TOP - row * STEP - HEIGHT, WIDTH, HEIGHT))
        artists |= _panel(ax, name, baseline[name])
    lh = axes["lh_iu_per_l"]
    (artists["with"],) = lh.plot([], [], zorder=5, **MARK)
    (artists["without"],) = lh.plot([], [], zorder=5, markerfacecolor=PAPER, **MARK)
    (artists["dose"],) = lh.plot([], [], **(MARK | {"marker": "^", "color": MUTED}), zorder=5)
    artists["dose words"] = lh.annotate(
        "", (0, 0), xytext=(8, 26), textcoords="offset points", color=MUTED, va="bottom"
    )
    axes["progesterone_ng_per_ml"].set_xlabel(KEY)
    note(lh, "published model (Röblitz 2013)").set(position=(1, 1.1), verticalalignment="bottom")
    return figure, artists


def _panel(ax, name, usual):
    words, meaning, tops = PANELS[name]
    title(ax, words)
    ax.set(xlim=(0, LAST_DAY), ylim=(0, tops[0]))
    ax.set_xticks(range(0, LAST_DAY + 1, 14))
    ghost(ax, SHOWN, usual)
    (days,) = ax.plot([], [], color=MUTED, linestyle=":", linewidth=1.2, zorder=2)
    curve = line(ax, meaning)
    curve.set(linestyle="-", linewidth=2.2)
    return {name: curve, (name, "days"): days}


def update(artists, result):
    """Move curves, surges and the injection."""
    for name, (_words, _meaning, tops) in PANELS.items():
        ax, top = artists[name].axes, step_above(1.05 * result[name].max(), tops)
        if ax.get_ylim()[1] != top:
            ax.set_ylim(0, top)
        artists[name].set_data(SHOWN, result[name])
        ovulations = [day for day, ovulates in result["surges"] if ovulates]
        artists[name, "days"].set_data(_verticals(ovulations, top))
    _marks(artists, result)


def _verticals(days, top):
    """One line that goes up at each day and is broken between."""
    x = np.repeat(np.asarray(days, dtype=float), 3)
    return x, np.tile([0, top, np.nan], len(days))


def _marks(artists, result):
    top = artists["lh_iu_per_l"].axes.get_ylim()[1]
    for name, wanted in (("with", True), ("without", False)):
        days = [day for day, ovulates in result["surges"] if ovulates is wanted]
        height = np.interp(days, SHOWN, result["lh_iu_per_l"]) + 0.06 * top
        artists[name].set_data(days, height)
    given = [result["day"]] if result["dose"] else []
    artists["dose"].set_data(given, [0.0] * len(given))
    words = artists["dose words"]
    words.set_text(f"{result['dose']:g} mg of cetrorelix" if given else "")
    words.xy = (result["day"], 0)
