"""Figure of lesson 11: every push on men who differ in where the fault sits."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from course_utils.figures.present import Described
from course_utils.figures.style import INK, MUTED, new_figure, note, settle, title, words
from course_utils.figures.wording import listed

SHADES = ("#FFFFFF", "#DCEBF5", "#A9CCE6", "#6FA8D0")
PANELS = (
    ("testosterone_ng_per_dl", "Testosterone in blood, ng/dL", 1.0, (100, 300, 600)),
    ("sperm_output", "Sperm output, % of a healthy man", 100.0, (10, 40, 80)),
)


def pushes_on_men(table):
    """Testosterone and sperm after half a year, for each man and push, as two shaded tables.

    Parameters
    ----------
    table : DataFrame indexed by (man, push)
        ``testosterone_ng_per_dl`` and ``sperm_output`` (1 in a healthy man).

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 5.6, nrows=2)
    for ax, (column, said, scale, limits) in zip(axes, PANELS, strict=True):
        grid = scale * table[column].unstack(sort=False)
        title(ax, said)
        _table(ax, grid, limits)
    axes[0].tick_params(labelbottom=False)
    note(axes[0], "model", "upper right").set_position((0.998, 1.14))
    blood = table["testosterone_ng_per_dl"].unstack(sort=False)
    sperm = 100 * table["sperm_output"].unstack(sort=False)
    told = listed(_column(blood, sperm, push) for push in blood.columns)
    settle(figure)
    helped = _plain(", ".join(_risen(blood, blood.columns[1])))
    men = listed(_plain(man) for man in blood.index)
    alt = f"Two tables of the model, testosterone and (in percent) sperm of {men}: {told}."
    point = (
        f"{_plain(blood.columns[1]).capitalize()} raises testosterone in these men only: {helped}. "
        "Testosterone raises it in all, and sperm in none."
    )
    return Described(figure, alt, point)


def _column(blood, sperm, push):
    """Both numbers of every man under one push."""
    pairs = zip(blood[push], sperm[push], strict=True)
    return f"{_plain(push)} " + ", ".join(f"{level:.0f} ({share:.0f})" for level, share in pairs)


def _plain(name):
    return name.replace("-\n", "").replace("\n", " ")


def _risen(blood, push, least=50):
    first = blood.columns[0]
    return [man for man in blood.index if blood.loc[man, push] - blood.loc[man, first] > least]


def _table(ax, grid, limits):
    rows, columns = grid.shape
    ax.set(xlim=(-0.01, columns + 0.01), ylim=(rows + 0.02, -0.02))
    ax.set_xticks(np.arange(columns) + 0.5, list(grid.columns))
    ax.set_yticks(np.arange(rows) + 0.5, list(grid.index))
    ax.grid(visible=False)
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    for row in range(rows):
        for column in range(columns):
            value = grid.iat[row, column]
            shade = SHADES[int(np.searchsorted(limits, value, side="right"))]
            ax.add_patch(
                Rectangle((column, row), 1, 1, facecolor=shade, edgecolor=MUTED, linewidth=0.8)
            )
            weight = "bold" if value >= limits[1] else "normal"
            text = f"{value:,.0f}" if round(value) or not value else "< 1"
            words(ax, column + 0.5, row + 0.5, text, INK, ha="center", va="center", weight=weight)
