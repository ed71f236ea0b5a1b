"""The picture of "Tablet to blood": amounts in the body over days."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from course_utils.explorers.kit.drawing import end_label
from course_utils.explorers.kit.labels import apart
from course_utils.explorers.parts.tablet_words import name, share, study
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED, PAPER
from course_utils.figures.style import new_figure, note, title

BOX = (0.085, 0.13, 0.66, 0.78)
ENDS = (7, 14, 30, 60, 90, 120, 150, 180)  # the axis of days ends at one of these
FOOT = 0.032  # half a line of words, share of the axis
DECADES = 5  # the logarithmic axis shows at least so many below its top
FAST, SLOW, DATA = LOOKS["formation"], LOOKS["SERM"], LOOKS["bone mass"]


def draw(baseline):
    """Empty curves, plateaus and labels; the default course of the slow isomer is a ghost."""
    figure, ax = new_figure(8, 4.6)
    figure.set_layout_engine("none")
    ax.set_position(BOX)
    ax.set(yscale="log", xlim=(0, 60), ylim=(0.01, 1000), xlabel="days since the first dose")
    ax.yaxis.set_minor_locator(NullLocator())
    title(ax, "In the body, mg")
    _plain_ticks(ax, ax.get_ylim())
    note(ax, "lines: model, dashed: plateau").set(x=1.0, y=1.015, va="bottom")
    return figure, _curves(ax, baseline) | _marks(ax)


def _curves(ax, baseline):
    found = {}
    for key, look in (("fast", FAST), ("slow", SLOW)):
        # Steps of dots would look like noise, so both are solid: a thin and a thick line.
        width = 1.3 if key == "fast" else 2.8
        (found[key],) = ax.plot([], [], color=look.color, linewidth=width)
        (plateau,) = ax.plot([], [], color=look.color, linestyle=(0, (6, 3)), linewidth=1)
        found[f"{key} plateau"] = plateau
        found[f"{key} label"] = end_label(ax, " ", look.color)
    gray = LOOKS["baseline"]
    slow = baseline["parts"]["zuclomiphene"]
    (ghost,) = ax.plot(slow.times, slow.amounts, color=gray.color, linestyle=gray.line)
    ghost.set(linewidth=1.4, zorder=1.5)
    return found | {"ghost": ghost}


def _marks(ax):
    """The measured ratio as a mark with its study, and the day of the stop."""
    (mark,) = ax.plot([], [], "D", color=DATA.color, markersize=8, zorder=5, clip_on=False)
    (stop,) = ax.plot([], [], color=MUTED, linewidth=1.2, linestyle=":", zorder=2)
    word = ax.text(0, 0.975, " ", size=FONT_SIZE, color=MUTED, va="top", zorder=4)
    word.set_transform(ax.get_xaxis_transform())
    word.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 1})
    label = end_label(ax, " ", INK)
    return {"measured": mark, "measured label": label, "stop": stop, "stop word": word}


def update(artists, result):
    """Move curves, plateaus, labels and marks; the axes change seldom."""
    ax = artists["slow"].axes
    parts = dict(zip(_keys(result), result["parts"].values(), strict=True))
    _set_axes(ax, result, max(max(p.amounts.max(), p.plateau) for p in parts.values()))
    labels = [_show(artists, key, parts.get(key)) for key in ("fast", "slow")]
    labels.append(_measured(artists, result))
    stop = result["stop"]
    artists["stop"].set_data([stop, stop] if stop else [], ax.get_ylim() if stop else [])
    artists["stop word"].set(text=" stop" if stop else "", x=stop or 0)
    artists["ghost"].set_visible("zuclomiphene" in result["parts"])
    apart(*[label for label in labels if label is not None])


def _keys(result):
    """Which curve draws which part: enclomiphene is the fast one, all others the slow one."""
    return ["fast" if part == "enclomiphene" else "slow" for part in result["parts"]]


def _show(artists, key, part):
    """One curve with plateau and label; nothing for a part that is not shown."""
    curve, plateau = artists[key], artists[f"{key} plateau"]
    label = artists[f"{key} label"]
    for artist in (curve, plateau, label):
        artist.set_visible(part is not None)
    if part is None:
        return None
    curve.set_data(part.times, part.amounts)
    right = curve.axes.get_xlim()[1]
    plateau.set_data([0, right], [part.plateau, part.plateau])
    label.set_text(f"{name(part.name).replace(' ', chr(10))}\n{share(part)}")
    level = part.average if part.left is None else part.amounts[-1]
    label.xy = (right, max(level, _foot(curve.axes, label.get_text().count("\n") + 1)))
    return label


def _foot(ax, lines):
    """The level at which a label of so many lines stands clear of the axis below."""
    height = ax.transAxes.transform((0, FOOT * lines))
    return ax.transData.inverted().transform(height)[1]


def _measured(artists, result):
    """Where zuclomiphene would stand at the measured ratio; only while both are taken."""
    label, mark = artists["measured label"], artists["measured"]
    shown = len(result["parts"]) > 1 and result["stop"] is None
    label.set_visible(shown)
    mark.set_visible(shown)
    if not shown:
        return None
    right = mark.axes.get_xlim()[1]
    level = result["measured"] * result["parts"]["enclomiphene"].average
    mark.set_data([right], [level])
    label.set_text(f" {result['measured']:.0f} × enclomiphene\n measured in men,\n {study()}")
    label.xy = (right, level)
    return label


def _set_axes(ax, result, most):
    end = next(limit for limit in ENDS if result["days"] <= limit)
    if ax.get_xlim()[1] != end:
        ax.set_xlim(0, end)
    scale = "log" if result["logarithmic"] else "linear"
    limits = _log_limits(most) if result["logarithmic"] else (0, _round_up(1.08 * most))
    if ax.get_yscale() != scale:
        ax.set_yscale(scale)
        ax.yaxis.set_minor_locator(NullLocator())
    if ax.get_ylim() != limits:
        ax.set_ylim(limits)
        _plain_ticks(ax, limits)


def _log_limits(most):
    top = int(np.ceil(np.log10(1.6 * most)))
    return 10.0 ** (top - DECADES), 10.0**top


def _round_up(value):
    """The next of 1, 2, 3, 4, 5, 6, 8, 10 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(power * next(step for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * power >= value))


def _plain_ticks(ax, limits):
    if ax.get_yscale() == "log":
        low, high = np.log10(limits)
        ax.yaxis.set_major_locator(FixedLocator(10.0 ** np.arange(round(low), round(high) + 1)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:,g}"))
