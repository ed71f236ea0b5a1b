"""Figure of lesson 11: two models beside published changes of hormones, misses included."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, INK, MUTED, PAPER, new_figure, words
from course_utils.figures.wording import listed

OFF = 0.15  # a model this far away, as a fraction of the ratio, is called a miss
TICKS = (0.5, 0.7, 1, 1.5, 2, 3, 4)


def beside_trials(table):
    """Level on the drug over level before: men as marks, the two models as ticks.

    Parameters
    ----------
    table : DataFrame with ``study``, ``hormone``, ``seen``, ``loop``, ``chain``

    Returns
    -------
    Described
    """
    gaps = (table["study"] != table["study"].shift()).cumsum() - 1
    places = np.arange(len(table)) + 0.6 * gaps.to_numpy()
    figure, ax = new_figure(8.0, 6.9)
    ax.set_xscale("log")
    ax.set(xlim=(0.42, 5.2), ylim=(places[-1] + 0.8, -2.1), xlabel="level on the drug ÷ before")
    ax.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
    ax.minorticks_off()
    ax.set_yticks(places, table["hormone"])
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False, axis="y")
    ax.axvline(1, color=MUTED, linewidth=1.2)
    look = {"markersize": 17, "linestyle": "none", "markeredgewidth": 3}
    ax.plot(table["loop"], places, marker="|", color=COLORS["SERM"], **look)
    ax.plot(table["chain"], places, marker="|", color=COLORS["formation"], **look)
    ax.plot(table["seen"], places, "D", color=COLORS["resorption"], markersize=8, zorder=4)
    _studies(ax, table, places)
    _legend(ax)
    first = table[table["hormone"] == "LH"]
    alt = (
        "Ratios on a logarithmic axis, a mark for the men and a tick for each model, one row for "
        f"each hormone. LH: {listed(map(_row, first.itertuples()))}."
    )
    return Described(figure, alt, _point(table))


def _row(row):
    study = row.study.split("\n")[0]
    return f"{study} {row.seen:.2f} in men{_said(row.loop, 'loop')}{_said(row.chain, 'chain')}"


def _said(value, name):
    return "" if np.isnan(value) else f", {value:.2f} in the {name}"


def _point(table):
    counts, worst = [], []
    for name in ("loop", "chain"):
        both = table.dropna(subset=[name])
        off = np.abs(np.log(both[name] / both["seen"]))
        near, row = off < np.log(1 + OFF), both.loc[off.idxmax()]
        worst.append(f"for the {name} {row.hormone} on {row.study.split()[0]}")
        counts.append(f"the {name} comes within {100 * OFF:.0f} % in {near.sum()} of {len(both)}")
    return f"Beside the men, {listed(counts)} rows. Furthest off: {listed(worst)}."


def _studies(ax, table, places):
    for study in table["study"].unique():
        rows = places[(table["study"] == study).to_numpy()]
        boxed = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
        words(ax, 5.1, rows.mean(), study, INK, ha="right", va="center", bbox=boxed)
        ax.axhline(rows[0] - 0.8, color="#DDDDDD", linewidth=1)


def _legend(ax):
    for x, marker, color, text in (
        (0.45, "D", "resorption", "men in the study"),
        (1.02, "|", "SERM", "teaching loop (model)"),
        (2.35, "|", "formation", "full chain (model)"),
    ):
        size = 8 if marker == "D" else 17
        ax.plot(
            x,
            -1.4,
            marker,
            color=COLORS[color],
            markersize=size,
            markeredgewidth=3 if size > 8 else 1,
        )
        words(ax, 1.05 * x, -1.4, text, COLORS[color], va="center")
