"""The articles' table of fracture reductions as bands, with trials as marks on them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.figures.palette import COLORS, INK, MUTED
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, settle, title, words
from course_utils.figures.wording import plain

ROW = 0.27  # inches for each line
EDGES = (-25, 75)  # percent fewer
BAND = 0.9  # least width of a band in percent, so that a single number can be seen


def rebuilt(claimed, measured, fracture):
    """What an article says about one kind of fracture, and what was measured (F4).

    Parameters
    ----------
    claimed : DataFrame indexed by ``drug``, ``fracture``
        ``low``, ``high`` in percent fewer; missing for "no consistent effect".
    measured : DataFrame
        ``drug``, ``fracture``, ``label``, ``fewer``, ``low``, ``high``.
    fracture : str
        ``vertebral`` or ``nonvertebral``.

    Returns
    -------
    Described
    """
    drugs = claimed.xs(fracture, level="fracture")
    rows = measured[measured["fracture"] == fracture]
    lines = len(rows) + len(drugs)
    figure, ax = new_figure(8.0, 1.0 + ROW * lines)
    ax.set(xlim=EDGES, ylim=(-0.6, lines - 0.4), xlabel="fewer fractures, %")
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=INK, linewidth=1)
    title(ax, f"{fracture.capitalize()}: article (bands), trials (marks)")
    place, told = lines - 1, []
    for drug, claim in drugs.iterrows():
        found = rows[rows["drug"] == drug]
        _band(ax, claim, place, len(found))
        _left(ax, place, f"{drug.capitalize()}: {_says(claim)}", weight="bold")
        for step, (_, row) in enumerate(found.iterrows(), start=1):
            _left(ax, place - step, row["label"], color=MUTED)
            _mark(ax, place - step, row)
        told.append(f"{drug} {_says(claim)} ({_range(found)})")
        place -= len(found) + 1
    figure.draw_without_rendering()  # the first pass finds the room the labels on the left need
    settle(figure)
    return Described(figure, *_sentences(fracture, told))


def _left(ax, height, text, color=INK, **style):
    words(ax, -0.012, height, text, color, ha="right", va="center",
          transform=ax.get_yaxis_transform(), **style)  # fmt: skip


def _band(ax, claim, place, marks):
    if pd.isna(claim["low"]):
        return
    low, high = claim["low"], claim["high"]
    spare = max(0, BAND - (high - low)) / 2
    box = {"ymin": place - marks - 0.45, "ymax": place + 0.45}
    heights = np.array([box["ymin"], box["ymax"]])
    look = {"color": COLORS["osteocyte"], "alpha": 0.35, "linewidth": 0}
    ax.fill_betweenx(heights, low - spare, high + spare, **look)


def _mark(ax, height, row):
    if pd.isna(row["low"]):
        face = {"markerfacecolor": "#FFFFFF", "markeredgecolor": INK, "markeredgewidth": 1.8}
        ax.plot(row["fewer"], height, "D", color=INK, markersize=7, **face)
        return
    spread = [[row["fewer"] - row["low"]], [row["high"] - row["fewer"]]]
    ax.errorbar(row["fewer"], height, xerr=spread, fmt="o", color=INK, capsize=3, elinewidth=1.6)


def _says(claim):
    if pd.isna(claim["low"]):
        return "not consistent"
    if claim["low"] == claim["high"]:
        return f"{claim['low']:.0f} %"
    return f"{claim['low']:.0f}–{claim['high']:.0f} %"


def _range(found):
    ends = [plain(value) for value in (found["fewer"].min(), found["fewer"].max())]
    return f"measured {ends[0]} %" if ends[0] == ends[1] else f"measured {ends[0]} to {ends[1]} %"


def _sentences(fracture, told):
    cells = "; ".join(told)
    alt = (
        f"Bands for the article's numbers and marks with intervals for trials, in percent fewer "
        f"{fracture} fractures: {cells}. Hollow marks have no printed interval."
    )
    return alt, f"The article's {fracture} cells beside the trials: {cells}."
