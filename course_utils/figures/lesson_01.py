"""Figures of lesson 01: flows over stock, one remodeling site, ten cycles, a doubling."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.figures.cartoons import cast_of_cells, four_phases, remodeling_vs_modeling
from course_utils.figures.flows import (
    FORMATION,
    MASS,
    RESORPTION,
    draw_flows,
    draw_stock,
    flow_axis,
    flows_and_stock_axes,
)
from course_utils.figures.present import Described
from course_utils.figures.remodeling import one_site
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    model_line,
    new_figure,
    title,
    words,
)
from course_utils.figures.wording import plain, signed
from course_utils.physiology.bone import DAYS_PER_CYCLE

__all__ = [
    "balanced_doubling",
    "cast_of_cells",
    "flows_over_stock",
    "four_phases",
    "one_flow",
    "one_site",
    "remodeling_vs_modeling",
    "staircase",
]


def flows_over_stock(table, predicted=None):
    """Formation and resorption above, the bone mass they leave below (F1).

    Parameters
    ----------
    table : DataFrame
        As `course_utils.physiology.bone.flows_to_stock` returns it.
    predicted : array (n,) or (n, 2), optional
        The student's sketch: levels spread over the time axis, or (time, level) pairs.

    Returns
    -------
    Described
    """
    figure, (above, below) = flows_and_stock_axes()
    draw_flows(above, table)
    draw_stock(below, table, predicted=predicted)
    return Described(figure, *_stock_sentences(table, predicted is not None))


def _stock_sentences(table, has_prediction):
    mass = table[MASS]
    start, low, end = mass.iloc[0], mass.min(), mass.iloc[-1]
    sketch = ", with your prediction dashed" if has_prediction else ""
    years = plain(table.index[-1] - table.index[0])
    alt = (
        f"Two panels over {years} years, model. Above: resorption "
        f"{_span(table[RESORPTION])} and formation {_span(table[FORMATION])} percent per year. "
        f"Below: bone mass from {plain(start, 1)} to {plain(end, 1)} percent, "
        f"lowest {plain(low, 1)}{sketch}."
    )
    return alt, f"In this model bone mass {_course(table)}"


def _course(table):
    """What the stock does and when, as the end of a sentence."""
    mass = table[MASS]
    start, low, end = (plain(value, 1) for value in (mass.iloc[0], mass.min(), mass.iloc[-1]))
    draining = table.index[(table[RESORPTION] - table[FORMATION]).to_numpy() > 1e-9]
    if draining.empty:
        return f"never falls, because resorption is never above formation: {start} to {end} %."
    first, last = plain(draining[0], 1), plain(draining[-1], 1)
    return (
        f"falls while resorption is above formation, from year {first} to {last}: from {start} % "
        f"to {low} % at its lowest, and it ends at {end} %."
    )


def _span(flow):
    low, high = plain(flow.min(), 1), plain(flow.max(), 1)
    return low if low == high else f"{low} to {high}"


def staircase(table_default, table_weak, names=("usual filling", "weaker filling")):
    """Many cycles at one site: a small shortfall, repeated (F3).

    Parameters
    ----------
    table_default, table_weak : DataFrame
        Several cycles each, as `course_utils.physiology.bone.remodeling_site` returns them.
    names : (str, str)
        Labels of the two lines.

    Returns
    -------
    Described
    """
    lines = [table_default[MASS], table_weak[MASS]]
    cycles = round(table_default.index[-1] / DAYS_PER_CYCLE)
    figure, ax = new_figure(8.0, 3.9)
    low = np.floor(min(line.min() for line in lines) / 10) * 10
    top = max(line.max() for line in lines)
    ax.set(xlim=(0, table_default.index[-1]), ylim=(low, top + 6), xlabel="days")
    ax.set_xticks(np.arange(0, table_default.index[-1] + 1, 2 * DAYS_PER_CYCLE))
    title(ax, f"Bone at one site, % of the start, {cycles} cycles (axis from {low:.0f})")
    for line, name, meaning in zip(lines, names, ("bone mass", "resorption"), strict=True):
        style = {"linestyle": "-" if meaning == "bone mass" else "--", "linewidth": 1.8}
        label = f"{name}:\n{plain(line.iloc[-1], 1)} %"
        model_line(ax, line.index, line, label, meaning, **style)
    ends = [plain(line.iloc[-1], 1) for line in lines]
    each = (table_weak[MASS].iloc[-1] - 100) / cycles
    alt = (
        f"Two zigzag lines over {cycles} cycles, model: {names[0]} ends at {ends[0]} percent, "
        f"{names[1]} ends at {ends[1]} percent of the starting bone."
    )
    summary = (
        f"In this model {names[0]} ends at {ends[0]} % after {cycles} cycles and {names[1]} at "
        f"{ends[1]} %: {signed(each, 1)} percentage points per cycle, repeated."
    )
    return Described(figure, alt, summary)


def balanced_doubling(table):
    """Turnover steps up, formation follows with a lag: the cost comes once (F4).

    Parameters
    ----------
    table : DataFrame
        As `course_utils.physiology.bone.lagging_formation` returns it: time 0 is the step.

    Returns
    -------
    Described
    """
    shown = _with_year_before(table)
    start, end = table[MASS].iloc[0], table[MASS].iloc[-1]
    figure, (above, below) = flows_and_stock_axes()
    draw_flows(above, shown)
    draw_stock(below, shown)
    years = table.index[-1]
    below.plot((0, years), (start, start), color=MUTED, linestyle=":", linewidth=1.4)
    style = {"arrowstyle": "<->", "color": INK, "linewidth": 1.4}
    below.annotate("", (0.62 * years, end), (0.62 * years, start), arrowprops=style)
    middle = (start + end) / 2
    words(below, 0.64 * years, middle, f"{signed(end - start, 1)} %, once", va="center")
    before, after = table[FORMATION].iloc[0], table[RESORPTION].iloc[-1]
    rates = f"{plain(before, 1)} to {plain(after, 1)}"
    alt = (
        f"Two panels, model. Resorption steps from {rates} percent per year in year 0, formation "
        f"follows with a lag. Bone mass falls from {plain(start, 1)} to {plain(end, 1)} percent, "
        f"then stays flat."
    )
    summary = (
        f"In this model a step in turnover from {rates} % per year costs "
        f"{plain(start - end, 1)} % of bone mass once, while formation catches up; "
        f"after that both flows are equal and the level is flat."
    )
    return Described(figure, alt, summary)


def _with_year_before(table):
    """The table with one quiet year in front, so that the step is seen."""
    before = table.iloc[[0, 0]].set_axis([-1.0, 0.0])
    before[RESORPTION] = before[FORMATION]
    return pd.concat([before, table]).rename_axis(table.index.name)


def one_flow(times, flow):
    """One flow alone, for the question what it says about the stock.

    Parameters
    ----------
    times : array (n,)
        Years.
    flow : array (n,)
        Resorption, percent of the reference mass per year.

    Returns
    -------
    Described
    """
    times, flow = np.asarray(times, dtype=float), np.asarray(flow, dtype=float)
    peak = int(np.argmax(flow))
    figure, ax = new_figure(8.0, 2.8)
    flow_axis(ax, times, flow.max())
    ax.set_xlabel("years")
    title(ax, "Resorption, % of reference mass per year")
    model_line(ax, times, flow, "resorption", "resorption")
    ax.plot(times[peak], flow[peak], "v", color=COLORS["resorption"], markersize=9)
    top = f"{plain(flow[peak], 1)} % per year in year {plain(times[peak], 1)}"
    alt = f"One curve, model: resorption rises to {top} and falls to {plain(flow[-1], 1)}."
    return Described(figure, alt, f"Resorption peaks at {top}; formation is not shown.")
