"""Figure of lesson 14: the line through trials, its two bands, and what lies outside."""

from __future__ import annotations

import numpy as np

from course_utils.figures.effect_axis import set_effect_axis
from course_utils.figures.palette import PAPER, text_color
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    FONT_SIZE,
    INK,
    MUTED,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

MARKS = {"estrogen or SERM": ("P", "SERM"), "another class": ("s", "formation")}
WARNED = ("^", "resorption")
NAMES = {  # where a name stands: gain, ratio, and which end is there
    "bazedoxifene": (1.15, 0.352, "center"),
    "toremifene, men": (2.3, 0.228, "center"),
    "raloxifene": (2.75, 0.49, "left"),
    "lasofoxifene": (3.6, 0.94, "center"),
    "estrogen": (5.6, 0.405, "center"),
    "estrogen + progestogen": (6.8, 1.09, "center"),
    "teriparatide": (8.8, 0.345, "right"),
    "denosumab": (9.45, 0.31, "left"),
}


def trial_line(trials, line, warned=None):
    """Ratio of spine fractures over the gain of density: trials, line and bands (F3).

    Parameters
    ----------
    trials : DataFrame
        ``drug``, ``kind``, ``gain`` (percent), ``estimate``, ``ci_low``, ``ci_high``.
    line : DataFrame indexed by gain
        ``estimate``, ``ci_low``, ``ci_high``, ``prediction_low``, ``prediction_high``.
    warned : DataFrame indexed by name, optional
        Results that were not in the fit: ``gain``, ``estimate``, ``ci_low``, ``ci_high``. The
        names of the fitted trials are left out then.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.8)
    widest = float(line.index[-1])
    set_effect_axis(ax, (0.17, 1.7) if warned is None else (0.055, 6.0), ratio=True, axis="y")
    ax.set(xlim=(-0.03 * widest, 1.01 * widest), xlabel="gain of spine density over placebo, %")
    title(ax, "Fracture ratio against placebo (logarithmic)")
    ax.axhline(1, color=MUTED, linewidth=1.2, zorder=1)
    _bands(ax, line, float(trials["gain"].max()))
    _marks(ax, trials, named=warned is None)
    if warned is not None:
        _outside(ax, warned)
    note(ax, "line and bands: fitted to the marks", "lower left")
    settle(figure)
    return Described(figure, *_sentences(trials, line, warned))


def _bands(ax, line, last):
    x, inside = line.index.to_numpy(), line.index <= last + 1e-9
    style = {"color": INK, "linewidth": 0}
    ax.fill_between(x, line["prediction_low"], line["prediction_high"], alpha=0.08, **style)
    ax.fill_between(x, line["ci_low"], line["ci_high"], alpha=0.14, **style)
    for edge in ("prediction_low", "prediction_high"):
        ax.plot(x, line[edge], color=MUTED, linewidth=1.2, linestyle=":")
    ax.plot(x[inside], line["estimate"][inside], color=INK, linewidth=2.2)
    ax.plot(x[~inside], line["estimate"][~inside], color=INK, linewidth=1.8, linestyle="--")
    high = line["prediction_high"].iloc[-1]
    style = {"textcoords": "offset points", "va": "center", "annotation_clip": False}
    look = {"size": FONT_SIZE, "color": text_color(MUTED)}
    ax.annotate("a new\ntrial,\n95 %", (x[-1], high), xytext=(6, 0), **style, **look)
    place = max(np.searchsorted(x, 0.62 * x[-1]), inside.sum() + len(x) // 40)
    spot = (x[place], line["estimate"].iloc[place])
    shift = (6, 12) if line["estimate"].iloc[-1] < line["estimate"].iloc[0] else (0, -16)
    look = {"size": FONT_SIZE, "color": INK}
    ax.annotate("the line, beyond the trials", spot, xytext=shift, **style, **look)


def _marks(ax, trials, named):
    for row in trials.itertuples():
        marker, meaning = MARKS[row.kind]
        bars = {"elinewidth": 1.6, "capsize": 3} if named else {"elinewidth": 0}
        yerr = [[row.estimate - row.ci_low], [row.ci_high - row.estimate]]
        look = {"fmt": marker, "color": COLORS[meaning], "ecolor": INK, "zorder": 4} | bars
        size = {"markersize": 11 if named else 7, "markeredgecolor": PAPER}
        ax.errorbar(row.gain, row.estimate, yerr=yerr if named else None, **look, **size)
        if named:
            at = (row.gain + 0.2, row.estimate, "left")
            x, y, side = NAMES.get(row.drug, at)
            words(ax, x, y, row.drug, INK, ha=side, va="center", zorder=5)


def _outside(ax, warned):
    marker, meaning = WARNED
    for name, row in warned.iterrows():
        if np.isfinite(row["ci_low"]):
            ax.vlines(row["gain"], row["ci_low"], row["ci_high"], color=INK, linewidth=1.6)
        ax.plot(row["gain"], row["estimate"], marker, color=COLORS[meaning], markersize=12)
        right = row["gain"] < 20
        style = {"ha": "left" if right else "right", "va": "bottom"}
        x, text = row["gain"] + (0.9 if right else -0.9), f"{name} {plain(row['estimate'], 2)}"
        words(ax, x, 1.02 * row["estimate"], text, COLORS[meaning], **style)


def _sentences(trials, line, warned):
    seen = listed(
        f"{row.drug} {signed(row.gain, 1)} %, ratio {plain(row.estimate, 2)}"
        for row in trials.itertuples()
    )
    first, last = line.iloc[0], line.iloc[-1]
    alt = (
        f"Marks of {len(trials)} trials: {seen}. The line fitted to them runs from ratio "
        f"{plain(first['estimate'], 2)} at a gain of {plain(line.index[0])} % to "
        f"{plain(last['estimate'], 2)} at {plain(line.index[-1])} %; an outer band shows where "
        "a new trial would be expected."
    )
    if warned is None:
        summary = (
            f"Through {len(trials)} trials the line runs from ratio {plain(first['estimate'], 2)} "
            f"at a gain of 0 % to {plain(last['estimate'], 2)} at {plain(line.index[-1])} %, where "
            f"a new trial would be expected between {plain(last['prediction_low'], 2)} and "
            f"{plain(last['prediction_high'], 2)}."
        )
        return alt, summary
    told = listed(f"{name} {plain(row['estimate'], 2)}" for name, row in warned.iterrows())
    low, high = (plain(end, 2) for end in (trials["estimate"].min(), trials["estimate"].max()))
    alt = alt.replace(seen, f"ratios {low} to {high}")
    return f"{alt} Far above it: {told}.", f"Far above the line and its band lie {told}."
