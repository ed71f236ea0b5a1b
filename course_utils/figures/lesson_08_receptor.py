"""A receptor full of one drug: which shapes it has and who keeps it company, tissue by tissue."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgba

from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, FONT_SIZE, MUTED, PAPER, new_figure, title, words
from course_utils.figures.wording import listed, plain

SHAPES = {
    "A": ("estradiol's shape", "estradiol", ""),
    "T": ("tamoxifen's shape", "SERM", ".."),
    "R": ("raloxifene's shape", "osteocyte", "//"),
}
COMPANY = {
    "coactivator": ("co-activator", "formation", "///"),
    "none": ("alone", "placebo", ""),
    "corepressor": ("co-repressor", "resorption", "\\\\\\"),
}
NARROW = 9.0  # percent of the bar; smaller pieces carry no number


def company_of(rows):
    """Bars of shapes (left) and of partner proteins (right), one line per drug and tissue.

    Parameters
    ----------
    rows : dict
        Name of the line → (shapes, partners), each a dict of shares of 1 as
        ``shape_fractions`` and ``coregulator_fractions`` return them.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 1.5 + 0.5 * len(rows), ncols=2, sharey=True)
    parts = [_percent(rows, 0, SHAPES), _percent(rows, 1, COMPANY)]
    for ax, part, looks, name in zip(
        axes, parts, (SHAPES, COMPANY), ("Shape", "Partner"), strict=True
    ):
        _bars(ax, part, looks)
        title(ax, f"{name}, % of receptors (model)")
    axes[0].set_yticks(range(len(rows)), list(rows))
    names = [name.replace("\n", " ") for name in rows]
    told = [
        f"{name}: {_listed(shapes, SHAPES)}; {_listed(partners, COMPANY)}"
        for name, shapes, partners in zip(names, *parts, strict=True)
    ]
    alt = f"Two rows of bars, model, percent of receptors. {'. '.join(told)}."
    kept = [f"{n} {plain(p['corepressor'])} %" for n, p in zip(names, parts[1], strict=True)]
    summary = f"Receptors that hold a co-repressor in this model: {listed(kept)}."
    return Described(figure, alt, summary)


def _percent(rows, which, looks):
    """Shares of each line in percent, both co-activators together and no empty receptors."""
    found = []
    for line in rows.values():
        shares = dict(line[which])
        if which:
            shares["coactivator"] = shares.pop("coactivator_1") + shares.pop("coactivator_2")
        found.append({key: 100 * float(shares[key]) for key in looks})
    return found


def _listed(shares, looks):
    return ", ".join(f"{looks[k][0]} {plain(v)}" for k, v in shares.items() if v >= 0.5)


def _bars(ax, lines, looks):
    ax.set(xlim=(0, 100), ylim=(len(lines) - 0.5, -1.05))
    ax.grid(visible=False)
    ax.tick_params(axis="y", length=0)
    left = np.zeros(len(lines))
    for key, (_name, meaning, hatch) in looks.items():
        width = np.array([line[key] for line in lines])
        paint = {"facecolor": to_rgba(COLORS[meaning], 0.30), "edgecolor": COLORS[meaning]}
        ax.barh(range(len(lines)), width, 0.62, left=left, hatch=hatch, linewidth=0.8, **paint)
        for place, (start, size) in enumerate(zip(left, width, strict=True)):
            if size >= NARROW:
                _number(ax, start + size / 2, place, plain(size))
            elif key == "coactivator":
                style = {"ha": "left", "va": "center", "weight": "bold"}
                words(ax, start, place - 0.47, plain(size), COLORS[meaning], **style)
        left += width
    _heads(ax, lines, looks)


def _number(ax, x, y, text):
    ground = {"facecolor": PAPER, "edgecolor": "none", "boxstyle": "round,pad=0.12"}
    words(ax, x, y, text, ha="center", va="center", bbox=ground, zorder=5)


def _heads(ax, lines, looks):
    """Names of the pieces over the bars, where the first bar that has them shows them."""
    used = [key for key in looks if max(line[key] for line in lines) >= NARROW]
    for place, key in enumerate(used):
        side = ("left", "center", "right") if len(used) == 3 else ("left", "right")
        x = {"left": 0, "center": 50, "right": 100}[side[place] if len(used) > 1 else "left"]
        style = {"ha": {0: "left", 50: "center", 100: "right"}[x], "va": "center"}
        name, meaning, _hatch = looks[key]
        words(ax, x, -0.72, name, COLORS[meaning] if meaning != "placebo" else MUTED, **style)
    ax.tick_params(axis="x", labelsize=FONT_SIZE)
