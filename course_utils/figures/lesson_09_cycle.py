"""The menstrual cycle: the wire that changes its sign, and cycles with and without it."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    PAPER,
    label_line_end,
    model_line,
    new_figure,
    settle,
    title,
    words,
)

ROWS = {
    "lh_iu_per_l": ("LH, IU/L", "formation"),
    "estradiol_pg_per_ml": ("Estradiol, pg/mL", "estradiol"),
    "progesterone_ng_per_ml": ("Progesterone, ng/mL", "osteocyte"),
}


def cycles(runs, surges=()):
    """LH, estradiol and progesterone through cycles, for one run or two laid over each other.

    Parameters
    ----------
    runs : dict
        Name → table as ``menstrual_cycle`` returns it; the first is drawn solid.
    surges : sequence of float
        Days of LH surges in the first run, marked.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 5.6, nrows=3, sharex=True)
    first = next(iter(runs.values()))
    for ax, (column, (name, look)) in zip(axes, ROWS.items(), strict=True):
        highest = max(table[column].max() for table in runs.values())
        ax.set(xlim=(first.index[0], first.index[-1]), ylim=(0, 1.12 * highest))
        title(ax, name)
        for day in surges:
            ax.axvline(day, color=MUTED, linestyle=":", linewidth=1.2)
        _courses(ax, column, look, runs)
    axes[-1].set_xlabel("days")
    settle(figure)
    peaks = "; ".join(
        f"{name}: LH between {table['lh_iu_per_l'].min():.0f} and {table['lh_iu_per_l'].max():.0f}"
        f" IU/L, estradiol up to {table['estradiol_pg_per_ml'].max():.0f} pg/mL"
        for name, table in runs.items()
    )
    days = ", ".join(f"{day:.0f}" for day in surges)
    whose = f" ({next(iter(runs))})" if len(runs) > 1 else ""
    told = f" LH surges{whose} on days {days}." if len(surges) else ""
    alt = f"Three rows over {first.index[-1]:.0f} days, model. {peaks}.{told}"
    return Described(figure, alt, f"In this model {peaks}.{told}")


def _courses(ax, column, look, runs):
    styles = ({"linestyle": "-"}, {"linestyle": "--", "color": INK, "linewidth": 1.8})
    for (name, table), style in zip(runs.items(), styles, strict=False):
        label = name if len(runs) > 1 else ""
        line = model_line(ax, table.index, table[column], "", look, **style)
        if label:
            label_line_end(ax, table.index[-1], table[column].iloc[-1], label, line.get_color())


def turning_wire(estradiol, gnrh, man):
    """GnRH against estradiol: first held back, then driven.

    Parameters
    ----------
    estradiol, gnrh : array (n,)
        pg/mL; GnRH released per day, any unit.
    man : float
        Estradiol of a man, pg/mL, marked.

    Returns
    -------
    Described
    """
    gnrh = np.asarray(gnrh, dtype=float) / np.min(gnrh)
    turn = float(estradiol[np.argmin(gnrh)])
    figure, ax = new_figure(8.0, 3.8)
    ax.set_xscale("log")
    ax.set(xlim=(estradiol[0], estradiol[-1]), ylim=(0, 1.08 * gnrh.max()))
    ticks = [tick for tick in (5, 10, 25, 50, 100, 200, 400) if tick <= estradiol[-1]]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.set_xlabel("estradiol, pg/mL (log axis)")
    title(ax, "GnRH per day, × its lowest")
    model_line(ax, estradiol, gnrh, "", "bone mass")
    ax.axvline(turn, color=MUTED, linestyle=":", linewidth=1.4)
    middle = 0.62 * gnrh.max()
    boxed = {"facecolor": PAPER, "edgecolor": "none", "pad": 2}
    words(ax, 0.93 * turn, middle, "negative:\nmore estradiol,\nless GnRH", ha="right", bbox=boxed)
    words(ax, 1.08 * turn, middle, "positive:\nmore estradiol,\nmore GnRH", ha="left", bbox=boxed)
    here = float(np.interp(man, estradiol, gnrh))
    ax.plot(man, here, "D", color=COLORS["estradiol"], markersize=9, zorder=5)
    words(ax, man, here - 0.5, "a man's level", COLORS["estradiol"], ha="center", va="top")
    told = f"falls until {turn:.0f} pg/mL and rises beyond"
    alt = (
        f"One curve, model, estradiol on a log axis: GnRH per day {told}, to {gnrh[-1]:.1f} times "
        f"its lowest. A man's {man:g} pg/mL lies on the falling side."
    )
    return Described(
        figure, alt, f"In this model of the cycle GnRH {told}; a man stays on the left."
    )
