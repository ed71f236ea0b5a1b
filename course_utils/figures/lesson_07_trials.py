"""Figures of lesson 07 that lay arms of trials on the models: marks are trials, strokes models."""

from __future__ import annotations

import numpy as np

from course_utils.figures.effect_rows import Z_95
from course_utils.figures.palette import PAPER
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

TICKS = (1, 2, 5, 10, 20, 50, 100, 200)
DASHES = {"tamoxifen": ":", "raloxifene": (0, (6, 2))}
MARKERS = {"tamoxifen": "P", "raloxifene": "s"}
SITES = {"lumbar_spine": "spine", "total_hip": "hip", "total_body": "whole body"}
BANDS = ((2.5, 9.5, "assumed 5"), (68, 147, "assumed 100"))
LETTERS = "abcdefghij"
SHORT = {
    "before menopause, GnRH agonist": "women on agonist",
    "men, GnRH agonist": "men on agonist",
}


def trials_on_curve(levels, curves, rows):
    """What a drug changes per year, over estradiol: model curves and pairs of arms (F3).

    Parameters
    ----------
    levels : array (n,)
        Estradiol, pg/mL, rising.
    curves : dict
        Drug → treated minus untreated, percent per year, array (n,).
    rows : DataFrame indexed by study
        ``drug``, ``people``, ``estradiol`` (pg/mL, assumed), ``per_year`` (treated minus
        control), ``se`` over ``over_years``.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 5.2)
    ax.set_xscale("log")
    ax.set(xlim=(1, 200), ylim=(-2.7, 5.9), xlabel="estradiol, pg/mL (logarithmic)")
    ax.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
    ax.set_xticks([], minor=True)
    title(ax, "Treated minus untreated, % of density per year")
    ax.axhline(0, color=INK, linewidth=1.2)
    for low, high, text in BANDS:
        ax.axvspan(low, high, color=MUTED, alpha=0.1, linewidth=0)
        words(ax, (low * high) ** 0.5, -2.6, text, MUTED, ha="center")
    note(ax, "model", "lower left")
    for drug, curve in curves.items():
        model_line(ax, levels, curve, "", "SERM", linestyle=DASHES[drug], linewidth=2.6)
    _curve_names(ax, levels, curves)
    _trial_marks(ax, rows)
    return Described(figure, *_curve_words(rows))


def _curve_names(ax, levels, curves):
    for y, drug in ((-1.55, "tamoxifen"), (-1.95, "raloxifene")):
        style = {"color": COLORS["SERM"], "linestyle": DASHES[drug], "linewidth": 2.6}
        ax.plot([11, 16], [y, y], **style)
        ax.plot(19, y, MARKERS[drug], color=COLORS["SERM"], markersize=9)
        words(ax, 22, y, drug, va="center")


def _trial_marks(ax, rows):
    for estradiol, group in rows.groupby("estradiol"):
        spread = np.linspace(-1, 1, len(group)) if len(group) > 1 else [0.0]
        width = 0.5 if estradiol < 50 else 0.0
        for shift, row in zip(spread, group.itertuples(), strict=True):
            x, letter = estradiol * np.exp(width * shift), LETTERS[rows.index.get_loc(row.Index)]
            half = 0.0 if np.isnan(row.se) else Z_95 * row.se / row.over_years
            style = {"color": COLORS["SERM"], "markeredgecolor": INK, "markersize": 10}
            style |= {"yerr": half or None, "capsize": 4, "ecolor": INK, "zorder": 5}
            ax.errorbar(x, row.per_year, fmt=MARKERS[row.drug], **style)
            words(ax, x * 1.075, row.per_year, letter, va="center", weight="bold", zorder=6)
    key = [
        f"{letter}  {study}, {SHORT.get(people, people)} {signed(value, 1)}"
        for letter, study, people, value in zip(
            LETTERS, rows.index, rows["people"], rows["per_year"], strict=False
        )
    ]
    for line, text in enumerate(key):
        words(ax, 10.5, 5.5 - 0.52 * line, text, va="center")


def _curve_words(rows):
    seen = listed(
        f"{study}, {row.people}, {signed(row.per_year, 1)}"
        for study, row in zip(rows.index, rows.itertuples(), strict=True)
    )
    alt = (
        "Two falling model curves over estradiol, above zero on the left and below on the right, "
        f"with marks of trials, % per year: {seen}."
    )
    gain = int((rows["per_year"] > 0).sum())
    summary = (
        f"Of {len(rows)} pairs of arms {gain}, all at low estradiol, favor the drug, and "
        f"{len(rows) - gain}, at high estradiol, speaks against it: the signs of the model curve."
    )
    return alt, summary


def arms_and_models(rows):
    """The own change of each arm, beside two models (F4).

    Parameters
    ----------
    rows : DataFrame indexed by study
        ``drugs``, ``people``, ``site``, ``years``, ``change``, ``se``, ``teaching`` and
        ``chain`` (percent since the start).

    Returns
    -------
    Described
    """
    groups = list(dict.fromkeys(rows["people"]))
    figure, ax = new_figure(8.0, 0.37 * (len(rows) + len(groups)) + 1.3)
    heights, labels, y = [], [], 0.0
    ax.set(xlim=(-19, 5.5), xlabel="change of density since the start, %")
    for group in groups:
        words(ax, -18.7, -y, group[0].upper() + group[1:], weight="bold", va="center")
        y += 1
        for study, row in rows[rows["people"] == group].iterrows():
            _arm(ax, -y, row)
            heights.append(-y)
            labels.append(f"{row['drugs']}\n{study}, {SITES[row['site']]}, {row['years']} y")
            y += 1.25
    ax.set(ylim=(-y + 0.2, 1.9))
    ax.set_yticks(heights, labels)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    ax.axvline(0, color=INK, linewidth=1)
    title(ax, "What happened in each arm")
    _arm_key(ax)
    return Described(figure, *_arm_words(rows))


def _arm(ax, y, row):
    half = 0.0 if np.isnan(row["se"]) else Z_95 * row["se"]
    look = {"color": COLORS["SERM"], "markeredgecolor": INK, "markersize": 10, "zorder": 4}
    if not half:
        look["markerfacecolor"] = PAPER
        look["markeredgewidth"] = 1.8
    ax.errorbar(row["change"], y, xerr=half or None, fmt="o", capsize=5, elinewidth=2, **look)
    ax.vlines(row["teaching"], y - 0.36, y + 0.36, color=INK, linewidth=2.6, zorder=5)
    if not np.isnan(row["chain"]):
        ends = (y - 0.36, y + 0.36)
        style = {"color": INK, "linewidth": 2.6, "linestyle": (0, (1.4, 0.9)), "zorder": 5}
        ax.vlines(row["chain"], *ends, **style)


def _arm_key(ax):
    y = 1.35
    ax.plot(-18.4, y, "o", color=COLORS["SERM"], markeredgecolor=INK, markersize=10)
    words(ax, -17.9, y, "trial, hollow: no interval", va="center")
    for x, style, text in ((-8.2, "-", "teaching model"), (0.9, (0, (1.4, 0.9)), "full chain")):
        ax.vlines(x, y - 0.36, y + 0.36, color=INK, linewidth=2.6, linestyle=style)
        words(ax, x + 0.35, y, text, va="center")


def _arm_words(rows):
    worst = (rows["change"] - rows["teaching"]).abs().argsort().iloc[::-1].iloc[:3]
    told = listed(
        f"{row.drugs} ({row.Index}) {signed(row.change, 1)} %, model {signed(row.teaching, 1)}"
        for row in rows.iloc[worst].itertuples()
    )
    told = told.replace("ABCSG-12", "ABCSG 12")  # read aloud, a hyphen sounds like a minus
    alt = (
        f"{len(rows)} rows in four groups: marks of trial arms with strokes for two models. "
        f"Farthest apart: {told}."
    )
    same = int((np.sign(rows["change"]) == np.sign(rows["teaching"])).sum())
    return alt, (
        f"The teaching model has the sign of {same} of {len(rows)} arms. Farthest apart: {told}."
    )


def turn_in_men(models, found):
    """Where the effect of raloxifene turns: two models and two studies of men (F7).

    Parameters
    ----------
    models : dict
        Name of the model → estradiol at the turn, pg/mL.
    found : dict
        ``fell`` and ``did not fall`` (mean, standard error) and ``threshold``, pg/mL.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 2.9)
    ax.set(xlim=(0, 40), ylim=(-0.7, 3.6), xlabel="estradiol before treatment, pg/mL")
    ax.set_yticks((3, 2, 1, 0), ("marker fell", "did not fall", "threshold", "turn in models"))
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    title(ax, "Men on raloxifene: below which estradiol does it slow resorption?")
    for y, name in ((3, "fell"), (2, "did not fall")):
        mean, error = found[name]
        style = {"color": COLORS["testosterone"], "capsize": 5, "markersize": 9, "elinewidth": 2}
        ax.errorbar(mean, y, xerr=Z_95 * error, fmt="s", **style)
        text = f"{mean:g}, Doran 2001"
        words(ax, mean - Z_95 * error - 0.8, y, text, ha="right", va="center")
    ax.plot(found["threshold"], 1, "D", color=COLORS["testosterone"], markersize=9)
    text = f"{plain(found['threshold'], 1)}, Uebelhart 2004"
    words(ax, found["threshold"] - 0.9, 1, text, ha="right", va="center")
    for (name, x), style in zip(models.items(), ("-", (0, (1.4, 0.9))), strict=True):
        ax.vlines(x, -0.4, 0.4, color=INK, linewidth=2.8, linestyle=style)
        side = {"ha": "right"} if style == "-" else {"ha": "left"}
        words(
            ax, x + (-0.5 if style == "-" else 0.5), 0, f"{name} {plain(x, 1)}", va="center", **side
        )
    told = listed(f"{name} {plain(x, 1)}" for name, x in models.items())
    alt = (
        f"Four rows on one axis of estradiol. Doran 2001: the marker fell at "
        f"{found['fell'][0]:g} and not at {found['did not fall'][0]:g} pg/mL; Uebelhart 2004: "
        f"threshold {plain(found['threshold'], 1)}. Turns of the models: {told}."
    )
    return Described(figure, alt, alt.split(". ", 1)[1])
