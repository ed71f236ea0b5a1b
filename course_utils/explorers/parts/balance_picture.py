"""The picture of the balance sheet: bars around zero, and beside them the weights of a person."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from course_utils.explorers.parts.balance_words import change, per
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER, text_color
from course_utils.figures.style import new_figure, title

ROWS = 8
PARTS = ("name", "bar", "interval", "trial", "value")
MAIN, SIDE = (0.245, 0.175, 0.505, 0.655), (0.79, 0.175, 0.175, 0.655)
HALF, LETTER = 202, 7.2  # px on the page: half of the main axis, and a letter
ENDS = (5, 10, 20, 30, 50, 100, 200, 300, 500, 1000)  # the axis ends at one of these
WEIGHED = (10, 20, 50, 100, 200, 500, 1000, 2000, 4000)
FEWER, MORE, TRIAL = LOOKS["formation"], LOOKS["resorption"], LOOKS["baseline"]
UNSAID = "no weights set:\nhow much an\noutcome matters\nis for a person\nto say"


def draw(_baseline):
    """Empty rows on both axes; a gray tick shows the people of the trial itself."""
    figure, (ax, side) = new_figure(8, 4.7, ncols=2)
    figure.set_layout_engine("none")
    _frame(ax, MAIN)
    _frame(side, SIDE)
    side.xaxis.set_major_locator(MaxNLocator(2))
    side.xaxis.set_major_formatter("{x:,.0f}")
    ax.axvline(0, color=INK, linewidth=1.2)
    title(side, "Weight × events")
    parts = {("sheet", i): _row(ax, i) for i in range(ROWS)}
    artists = {(*key, name): mark for key, row in parts.items() for name, mark in row.items()}
    for i in range(ROWS):
        artists["side", i] = side.add_patch(_bar(i, "#949494", "xxx"))
        artists["side words", i] = _text(side, i, INK)
    return figure, artists | _around(ax, side)


def _frame(ax, box):
    ax.set_position(box)
    ax.set(ylim=(ROWS - 0.5, -0.5), xlim=(-1, 1))
    ax.set_yticks([])
    ax.grid(visible=False, axis="y")
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_formatter(
        lambda value, _place: f"{value:+g}".replace("-", "−") if value else "0"
    )


def _row(ax, place):
    """The marks of one outcome: name, bar, interval, value, and the trial's own value."""
    (interval,) = ax.plot([], [], color=INK, linewidth=1.6, marker="|", markersize=9, zorder=4)
    (trial,) = ax.plot([], [], color=TRIAL.color, linewidth=3, zorder=3)
    name = ax.text(-0.02, place, " ", transform=ax.get_yaxis_transform())
    name.set(ha="right", va="center_baseline", size=FONT_SIZE, color=INK)
    bar = ax.add_patch(_bar(place, MORE.color, MORE.hatch))
    return {
        "name": name,
        "bar": bar,
        "interval": interval,
        "trial": trial,
        "value": _text(ax, place, INK),
    }


def _bar(place, color, hatch):
    style = {"facecolor": color, "hatch": hatch, "edgecolor": PAPER, "linewidth": 0}
    return Rectangle((0, place - 0.29), 0, 0.58, **style)


def _text(ax, place, color):
    return ax.text(0, place, " ", va="center_baseline", size=FONT_SIZE, color=color)


def _around(ax, side):
    """Words that move with the state but belong to no row."""
    on_page = {"transform": ax.figure.transFigure, "size": FONT_SIZE}
    ax.text(
        0.012, 0.012, "gray line: as in the trial · whisker: 95 % interval", color=MUTED, **on_page
    )
    above = {"transform": ax.transAxes, "va": "bottom", "size": FONT_SIZE}
    ax.text(0.48, 1.01, "← fewer events", ha="right", color=text_color(FEWER.color), **above)
    ax.text(0.52, 1.01, "more events →", color=text_color(MORE.color), **above)
    return {
        "title": ax.text(0.012, 0.945, " ", weight="bold", **(on_page | {"size": 12})),
        "people": ax.text(0.012, 0.895, " ", color=MUTED, **on_page),
        "unit": ax.text(0.4975, 0.067, " ", ha="center", color=INK, **on_page),
        "route": ax.text(0.988, 0.012, " ", ha="right", color=text_color(MORE.color), **on_page),
        "unsaid": side.text(0.5, 0.5, UNSAID, transform=side.transAxes, **_unsaid()),
    }


def _unsaid():
    return {"ha": "center", "va": "center", "size": FONT_SIZE, "color": MUTED, "style": "italic"}


def update(artists, result):
    """Lay out the lines of the sheet; the axes grow in a few steps."""
    lines = [
        _Shown(*pair, result["interval"])
        for pair in zip(result["lines"].itertuples(), result["in_trial"], strict=True)
    ]
    end = next(step for step in ENDS if all(line.fits(step) for line in lines))
    artists["sheet", 0, "bar"].axes.set_xlim(-end, end)
    for i in range(ROWS):
        row = {part: artists["sheet", i, part] for part in PARTS}
        for artist in row.values():
            artist.set_visible(i < len(lines))
        if i < len(lines):
            _lay(row, i, lines[i], end)
    _weigh(artists, [line.weighed for line in result["lines"].itertuples()])
    sheet = result["sheet"]
    artists["title"].set_text(f"{sheet.treatment.capitalize()} against placebo")
    artists["people"].set_text(f"{sheet.trial_id.split('_')[0]}: {sheet.people}")
    artists["unit"].set_text(f"events {per(result)}")
    artists["route"].set_text(_short(result))


class _Shown:
    """One line with the words at its end and the place they take."""

    def __init__(self, line, own, interval):
        self.line, self.own = line, own
        self.known = bool(np.isfinite(line.difference))
        self.limits = (line.ci_low, line.ci_high)
        self.interval = interval and bool(np.isfinite(line.ci_low))
        self.moved = self.known and abs(own - line.difference) > 1e-9
        self.right = not self.known or line.difference >= 0
        self.words = line.ratio.replace("ratio", "ratio only")
        if self.known:
            self.words = change(line) + (" observational" if line.design == "cohort" else "")

    @property
    def edge(self):
        """Where bar, interval and the trial's own mark end on the side of the words."""
        reach = [self.line.difference] if self.known else []
        reach += self.limits if self.interval else ()
        reach += [self.own] if self.moved else []
        return max(reach, default=0) if self.right else min(reach)

    def fits(self, end):
        """Whether the words have room on an axis from −end to end."""
        if not self.known:
            return True
        both = [abs(limit) for limit in self.limits if self.interval]
        needed = LETTER * len(self.words) + 8
        return (
            max(both, default=0) <= end
            and abs(self.edge) / end * HALF + needed <= HALF + 20 * self.right
        )


def _short(result):
    """A few words about the route, for the foot of the picture."""
    if not result["patch"]:
        return ""
    if result["sheet"].tablets:
        return "patch: cohort for clots, tablets for all else"
    return f"no patch of {result['sheet'].treatment} studied: tablets"


def _lay(row, place, shown, end):
    row["name"].set_text(shown.line.outcome)
    row["bar"].set_visible(shown.known)
    row["interval"].set_visible(shown.interval)
    row["interval"].set_data(shown.limits, [place, place])
    row["interval"].set_linestyle("-" if shown.line.design == "trial" else (0, (2, 1)))
    row["trial"].set_visible(shown.moved)
    row["trial"].set_data([shown.own, shown.own], [place - 0.36, place + 0.36])
    side = 1 if shown.right else -1
    row["value"].set(text=shown.words, x=shown.edge + side * 0.02 * end)
    row["value"].set(ha="left" if shown.right else "right", color=INK if shown.known else MUTED)
    row["value"].set_style("normal" if shown.known else "italic")
    if shown.known:
        _bar_of(row["bar"], shown.line)


def _bar_of(bar, line):
    """Randomized: filled and hatched. Observational: hollow, with a dashed edge."""
    look = MORE if line.difference > 0 else FEWER
    bar.set_width(line.difference)
    if line.design == "trial":
        bar.set(facecolor=look.color, hatch=look.hatch, edgecolor=PAPER, linewidth=0)
    else:
        bar.set(facecolor=PAPER, hatch="", edgecolor=look.color, linewidth=1.8, linestyle="--")


def _weigh(artists, weighed):
    """Each bar times the weight of its outcome; nothing is summed."""
    weighed = weighed + [0.0] * (ROWS - len(weighed))
    end = next(step for step in WEIGHED if step >= max(weighed) / 0.6)
    artists["side", 0].axes.set_xlim(0, end)
    for i, length in enumerate(weighed):
        artists["side", i].set_width(length)
        artists["side words", i].set(text=f"{length:,.0f}" if length else "", x=length + 0.03 * end)
    artists["unsaid"].set_visible(not any(weighed))
