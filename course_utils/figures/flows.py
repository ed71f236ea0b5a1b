"""Flows above stock on one time axis: the two panels that return in several lessons."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.ticker import MaxNLocator

from course_utils.figures.style import (
    LOOKS,
    PAPER,
    label_line_end,
    look_of,
    model_line,
    new_figure,
    title,
    words,
)

FORMATION = "formation_percent_per_year"
RESORPTION = "resorption_percent_per_year"
MASS = "bone_mass_percent"


def flows_and_stock_axes():
    """A figure with a flow panel above a stock panel, sharing the time axis."""
    figure, axes = new_figure(8.0, 5.2, nrows=2, sharex=True, height_ratios=(1, 1.15))
    title(axes[0], "Flows, % of reference mass per year")
    axes[1].set_xlabel("years")
    return figure, axes


def flow_axis(ax, time, top):
    """Limits for flows up to `top`, from zero, with few whole-number ticks."""
    ax.set(xlim=(time[0], time[-1]), ylim=(0, 1.25 * top))
    ax.yaxis.set_major_locator(MaxNLocator(4, integer=True))


def hatched(ax, x, low, high, meaning, where=None):
    """Fill between two curves with the color and hatch of `meaning`."""
    look = look_of(meaning)
    return ax.fill_between(
        x,
        low,
        high,
        where=where,
        facecolor=to_rgba(look.color, 0.18),
        edgecolor=look.color,
        hatch=look.hatch,
        linewidth=0,
    )


def draw_flows(ax, table):
    """Both flows with the gap between them hatched: drains, fills, or neither."""
    time = table.index.to_numpy(dtype=float)
    formation, resorption = table[FORMATION].to_numpy(), table[RESORPTION].to_numpy()
    flow_axis(ax, time, max(formation.max(), resorption.max()))
    hatched(ax, time, formation, resorption, "resorption", resorption > formation)
    hatched(ax, time, resorption, formation, "formation", formation > resorption)
    # The wide line under the narrow one keeps both in sight where they coincide.
    model_line(ax, time, formation, "formation", "formation", linewidth=4.4)
    model_line(ax, time, resorption, "resorption", "resorption", linewidth=1.8)
    _gap_word(ax, time, formation, resorption)


def _gap_word(ax, time, formation, resorption):
    """Name the widest gap: inside it where there is room, else below it."""
    gap = resorption - formation
    widest = int(np.argmax(np.abs(gap)))
    if abs(gap[widest]) < 1e-9:
        return
    meaning, word = ("resorption", "drains") if gap[widest] > 0 else ("formation", "fills")
    wide = time[np.isclose(gap, gap[widest], rtol=0.05)]
    style = {"va": "center", "bbox": {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}}
    if np.ptp(wide) > 0.15 * np.ptp(time):
        x, y = np.mean(wide[[0, -1]]), (formation[widest] + resorption[widest]) / 2
        style["ha"] = "center"
    else:
        x = time[widest] + 0.07 * np.ptp(time)
        y = 0.75 * np.interp(x, time, np.minimum(formation, resorption))
    words(ax, x, y, word, LOOKS[meaning].color, **style)


def draw_stock(ax, table, label="bone mass", predicted=None):
    """The stock, with a dashed sketch of what was predicted if there is one."""
    time, mass = table.index.to_numpy(dtype=float), table[MASS].to_numpy()
    sketch = None if predicted is None else sketched(predicted, time)
    shown = mass if sketch is None else np.concatenate([mass, sketch])
    room = max(0.15 * np.ptp(shown), 0.5)
    low = np.floor(shown.min() - room)
    ax.set_ylim(low, shown.max() + room)
    title(ax, f"Stock: bone mass, % of reference mass (axis from {low:.0f})")
    model_line(ax, time, mass, label)
    if sketch is not None:
        look = LOOKS["prediction"]
        ax.plot(time, sketch, look.line, color=look.color, linewidth=2)
        label_line_end(ax, time[-1], sketch[-1], "your prediction", look.color)
    return sketch


def sketched(predicted, time):
    """A sketch as one value per time.

    Parameters
    ----------
    predicted : array (n,) or (n, 2)
        Levels spread evenly over the time axis, or (time, level) pairs.
    time : array (m,)

    Returns
    -------
    array (m,)

    Raises
    ------
    ValueError
        If there are fewer than two levels or one of them is no number.
    """
    points = np.asarray(predicted, dtype=float)
    if points.ndim == 1:
        points = np.column_stack([np.linspace(time[0], time[-1], points.size), points])
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < 2 or np.isnan(points).any():
        raise ValueError("A prediction is a row of at least two levels, or (time, level) pairs.")
    return np.interp(time, points[:, 0], points[:, 1])
