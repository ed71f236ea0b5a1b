"""Figures of lesson 12 about trials in men: factorial grid, anastrozole, density and fractures."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from course_utils.figures.people import draw_crowd
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    FONT_SIZE,
    INK,
    MUTED,
    PAPER,
    TITLE_SIZE,
    data_points,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

FELL, HELD, UNSAID = "fell", "held", "not said"
TINTS = {FELL: COLORS["resorption"], HELD: PAPER, UNSAID: PAPER}
DEEPEST = 2.4  # percent; the strongest tint
POPULATION = 1000


def factorial_grids(trial, models):
    """The ten groups of the factorial trial, in words, beside models as grids (F3).

    Parameters
    ----------
    trial : DataFrame indexed by dose of gel, columns ``open`` and ``blocked``
        What the abstract says of each group: fell, held or not said.
    models : dict
        Heading → DataFrame of the same shape, change of bone mass in percent.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 4.3, ncols=1 + len(models))
    grids = {"trial, in words\n(Finkelstein 2016)": trial, **models}
    for ax, (heading, table) in zip(axes, grids.items(), strict=True):
        _grid(ax, table)
        title(ax, heading if table is trial else f"model, % in 16 weeks,\n{heading}")
    axes[0].set_yticks(np.arange(len(trial)), [f"{dose} g" for dose in trial.index])
    axes[0].set_ylabel("testosterone gel a day")
    for ax in axes[1:]:
        ax.set_yticks([])
    told = listed(
        f"{heading.replace(chr(10), ' ')}: {plain(t['blocked'].iloc[0], 1)} to "
        f"{plain(t['blocked'].iloc[-1], 1)} % with aromatase blocked and "
        f"{plain(t['open'].iloc[0], 1)} to {signed(t['open'].iloc[-1], 1)} % with it open"
        for heading, t in models.items()
    )
    alt = (
        "Grids of five doses of testosterone by aromatase open or blocked. In the trial the spine "
        f"fell at all five doses when blocked. From no gel to 10 g, {told}."
    )
    summary = (
        f"In the trial all five blocked groups lost spine density. From no gel to 10 g, {told}."
    )
    return Described(figure, alt, summary)


def _grid(ax, table):
    rows = len(table)
    ax.set(xlim=(0, 2), ylim=(-0.5, rows - 0.5))
    ax.set_xticks((0.5, 1.5), ("aromatase\nopen", "blocked"))
    ax.tick_params(length=0)
    ax.grid(visible=False)
    for row in range(rows):
        for column, way in enumerate(("open", "blocked")):
            _cell(ax, column, row, table[way].iloc[row])


def _cell(ax, column, row, value):
    if isinstance(value, str):
        strength, text = 0.6 * (value == FELL), value
        hatch = "//" if value == UNSAID else ""
    else:
        strength, text, hatch = min(1, max(0, -value) / DEEPEST), signed(value, 1), ""
    look = {"facecolor": _tint(0.75 * strength), "edgecolor": MUTED, "linewidth": 0.8}
    ax.add_patch(Rectangle((column, row - 0.5), 1, 1, hatch=hatch, **look))
    paper = {"boxstyle": "square,pad=0.15", "facecolor": PAPER, "edgecolor": "none"}
    box = {"bbox": paper} if hatch else {}
    words(ax, column + 0.5, row, text, ha="center", va="center", weight="bold", **box)


def _tint(strength):
    red, green, blue = (int(COLORS["resorption"][at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(1 - strength * (1 - part) for part in (red, green, blue))


def share_of_testosterone(shares, change, trial, own):
    """Model change on anastrozole over the share of testosterone, beside the trial (F4).

    Parameters
    ----------
    shares, change : array (n,)
        w_A and percent in a year.
    trial : tuple of float
        Effect against placebo, lower and upper limit, percentage points.
    own : float
        Change of the treated group alone, percent.

    Returns
    -------
    Described
    """
    effect, low, high = trial
    figure, ax = new_figure(8.0, 4.0)
    ax.set(xlim=(0, shares[-1]), ylim=(-4.4, 1.7))
    ax.set_xlabel("direct share of testosterone in the signal, $w_A$")
    title(ax, "Spine, one year on anastrozole, %")
    ax.axhline(0, color=INK, linewidth=1)
    note(ax, "line: model; band: Burnett-Bowie 2009", "upper left")
    ax.axhspan(low, high, facecolor=COLORS["resorption"], alpha=0.13, linewidth=0)
    ax.axhline(effect, color=COLORS["resorption"], linewidth=1.6, linestyle=(0, (1, 2)))
    middle = shares[-1] / 2
    text = f"trial, against placebo: {plain(effect, 1)} ({plain(low, 1)} to {plain(high, 1)})"
    words(ax, middle, effect + 0.12, text, ha="center", weight="bold")
    ax.plot(middle, own, "v", color=COLORS["resorption"], markersize=10)
    words(ax, middle * 1.05, own, f"anastrozole group alone {plain(own, 1)}", va="center")
    model_line(ax, shares, change, "teaching\nmodel", "bone mass", linewidth=2.6)
    for at in (0, -1):
        side = {"ha": "left"} if at == 0 else {"ha": "right"}
        place = shares[at] + (0.006 if at == 0 else -0.006)
        words(ax, place, change[at] + 0.16, signed(change[at], 1), weight="bold", **side)
    alt = (
        f"A rising model line from {signed(change[0], 1)} % at no share of testosterone to "
        f"{signed(change[-1], 1)} % at a share of {shares[-1]:g}, above a band of the trial, "
        f"{plain(effect, 1)} ({plain(low, 1)} to {plain(high, 1)})."
    )
    summary = (
        f"The trial found {plain(effect, 1)} percentage points (interval from its P, "
        f"{plain(low, 1)} to {plain(high, 1)}); the model gives {plain(change[0], 1)} % without a "
        f"share for testosterone and {signed(change[-1], 1)} % with {shares[-1]:g}."
    )
    return Described(figure, alt, summary)


def density_and_fractures(density, fractures):
    """Spine density in one trial of testosterone, fractures in another (F6).

    Parameters
    ----------
    density : DataFrame indexed by arm
        ``change``, ``low``, ``high`` in percent after one year.
    fractures : DataFrame indexed by arm
        ``with_fracture`` and ``men``.

    Returns
    -------
    Described
    """
    figure, (left, right) = new_figure(8.0, 3.9, ncols=2)
    figure.set_layout_engine("none")
    left.set_position((0.07, 0.17, 0.33, 0.67))
    right.set_position((0.46, 0.14, 0.53, 0.7))
    _density(left, density)
    risks = POPULATION * fractures["with_fracture"] / fractures["men"]
    drug, placebo = risks["testosterone"], risks["placebo"]
    draw_crowd(right, round(drug), before=round(placebo), population=POPULATION)
    found = f"placebo {placebo:.0f}, testosterone {drug:.0f}"
    heading = f"Fractures, of 1,000 men in about 3 years:\n{found}"
    figure.text(0.47, 0.85, heading, size=TITLE_SIZE, weight="bold", va="bottom")
    figure.text(0.47, 0.17, "hollow: those more on testosterone", va="top", size=FONT_SIZE)
    figure.text(0.08, 0.02, "Snyder 2017: 211 men, CT", color=MUTED, style="italic", size=FONT_SIZE)
    figure.text(
        0.98,
        0.02,
        "Snyder 2024: 5,204 men",
        color=MUTED,
        style="italic",
        ha="right",
        size=FONT_SIZE,
    )
    seen = listed(
        f"{arm} {signed(row.change, 1)} % ({plain(row.low, 1)} to {plain(row.high, 1)})"
        for arm, row in zip(density.index, density.itertuples(), strict=True)
    )
    counted = f"{placebo:.0f} of 1,000 men on placebo and {drug:.0f} on testosterone"
    alt = (
        f"Left, spongy spine density after a year: {seen}. Right, 1,000 dots: {counted} had a "
        "fracture within about three years; a plus marks the ones more."
    )
    summary = f"Density: {seen} (Snyder 2017). Fractures: {counted} (Snyder 2024), other men."
    return Described(figure, alt, summary)


def _density(ax, density):
    for place, (arm, row) in enumerate(density.iterrows()):
        meaning = "placebo" if arm == "placebo" else "testosterone"
        limits = ([row["low"]], [row["high"]])
        data_points(ax, [place], [row["change"]], limits, arm, meaning, badge=False, markersize=10)
        words(ax, place + 0.1, row["change"], signed(row["change"], 1), va="center", weight="bold")
    ax.set(xlim=(-0.5, len(density) - 0.3), ylim=(-3, 12))
    ax.set_xticks(range(len(density)), list(density.index))
    ax.axhline(0, color=INK, linewidth=1)
    ax.grid(axis="x", visible=False)
    title(ax, "Spongy spine density,\nchange in 1 year, %")
