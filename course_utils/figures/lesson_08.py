"""Figures of lesson 08: the matrix of drugs and tissues, shape and company, dials, and a pair."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch, Rectangle

from course_utils.figures.lesson_08_dials import dial_test
from course_utils.figures.lesson_08_pair import pair_in_trials, pair_of_ligands
from course_utils.figures.lesson_08_receptor import company_of
from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, FONT_SIZE, GRID, INK, MUTED, PAPER, new_figure, words
from course_utils.figures.wording import listed

__all__ = ["company_of", "dial_test", "drug_by_tissue", "pair_in_trials", "pair_of_ligands"]

TINTS = {
    "like": (COLORS["estradiol"], 0.30),
    "partly like": (COLORS["estradiol"], 0.30),
    "against": (COLORS["resorption"], 0.28),
    "neutral": (COLORS["placebo"], 0.25),
    "it depends": (COLORS["osteocyte"], 0.35),
    "other": (COLORS["placebo"], 0.10),
}
SIGNS = {
    "like": "▲ like",
    "partly like": "▲ partly",
    "against": "▼ against",
    "neutral": "= neutral",
    "it depends": "▲▼ both",
    "other": "unclear",
}
HATCHES = {
    "trial": "",
    "trial in men": "..",
    "cohort, review or label": "///",
    "animals or cells": "xx",
}


def drug_by_tissue(matrix, names, outlined=()):
    """A table in color: a word in each cell, a hatch for the evidence behind it (F1).

    Parameters
    ----------
    matrix : DataFrame
        From :func:`course_utils.evidence.tissue_matrix.tissue_matrix`.
    names : dict
        Tissue → the name over its column, in order.
    outlined : sequence of (drug, tissue)
        Cells with a heavy frame.

    Returns
    -------
    Described
    """
    drugs = list(dict.fromkeys(matrix["drug"]))
    figure, ax = new_figure(8.0, 1.5 + 0.36 * len(drugs))
    ax.set(xlim=(-0.05, len(names)), ylim=(len(drugs) + 0.02, -0.02))
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.xaxis.tick_top()
    heads = [name.replace(" ", "\n", 1) for name in names.values()]
    ax.set_xticks(np.arange(len(names)) + 0.5, heads)
    ax.set_yticks(np.arange(len(drugs)) + 0.5, drugs)
    filled = {(cell.drug, cell.tissue): cell for cell in matrix.itertuples()}
    for row, drug in enumerate(drugs):
        for column, tissue in enumerate(names):
            _cell(ax, column, row, filled.get((drug, tissue)), (drug, tissue) in outlined)
    _key(figure, set(matrix["level"]))
    return Described(figure, *_told(matrix, drugs, names))


def _cell(ax, column, row, cell, heavy):
    box = {"xy": (column + 0.02, row + 0.05), "width": 0.96, "height": 0.9}
    if cell is None:
        ax.add_patch(Rectangle(**box, facecolor=PAPER, edgecolor=GRID, linewidth=0.8))
        words(ax, column + 0.5, row + 0.5, "–", MUTED, ha="center", va="center")
        return
    color, depth = TINTS[cell.direction]
    tint = tuple(1 - depth * (1 - np.array(to_rgb(color))))
    ax.add_patch(Rectangle(**box, facecolor=tint, edgecolor=PAPER, hatch=HATCHES[cell.level]))
    if heavy:
        ax.add_patch(Rectangle(**box, facecolor="none", edgecolor=INK, linewidth=2.4, zorder=4))
    ground = {"facecolor": tint, "edgecolor": "none", "pad": 0.8} if HATCHES[cell.level] else None
    label = SIGNS[cell.direction]
    words(ax, column + 0.5, row + 0.51, label, ha="center", va="center", bbox=ground, zorder=5)


def _key(figure, levels):
    """What the hatches mean, below the table."""
    used = [level for level in HATCHES if level in levels]
    paints = {"facecolor": GRID, "edgecolor": MUTED, "linewidth": 0.8}
    patches = [Patch(hatch=HATCHES[level], label=level, **paints) for level in used]
    patches.append(Patch(facecolor=PAPER, edgecolor=GRID, label="– nothing in the table"))
    style = {"frameon": False, "fontsize": FONT_SIZE, "columnspacing": 1.2}
    figure.legend(handles=patches, loc="outside lower center", ncols=len(patches), **style)


def _told(matrix, drugs, names):
    cells = len(drugs) * len(names)
    levels = [f"{n} from {level}" for level, n in matrix["level"].value_counts().items()]
    some = [
        f"{cell.drug} in {names[cell.tissue]}: {cell.direction}"
        for cell in matrix[matrix["tissue"] == "endometrium"].itertuples()
    ]
    alt = (
        f"A table of {len(drugs)} drugs and {len(names)} tissues; {len(matrix)} of {cells} cells "
        f"are filled: {listed(levels)}. {listed(some)}."
    )
    summary = (
        f"Of {cells} cells {cells - len(matrix)} are empty: for them the course has found nothing "
        "in people."
    )
    return alt, summary
