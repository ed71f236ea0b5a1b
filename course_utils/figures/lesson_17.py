"""Figures of lesson 17: a band of draws, links held, and a copied trial beside its original."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    PAPER,
    look_of,
    new_figure,
    note,
    text_color,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

__all__ = ["links_held", "spine_bands", "trial_and_copy"]

Z95 = 1.96
LEAST = 0.05  # percentage points; less is nothing, to one decimal
CLEAR = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}  # keeps the zero line off the words


def spine_bands(years, draws, who, share=90):
    """Spine change under draws of uncertain numbers, one band per plan (F1).

    Parameters
    ----------
    years : array (m,)
    draws : dict
        Plan → array (m, n), percent since the start; the first is the one without a drug.
    who : str
    share : int
        Percent of the draws inside a band.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.2)
    ax.set(xlim=(0, years[-1] * 1.32), xlabel="years from now", xticks=range(int(years[-1]) + 1))
    title(ax, f"{who}: spine density, % since the start")
    ax.axhline(0, color=INK, linewidth=0.8)
    told = []
    for (plan, values), meaning in zip(draws.items(), ("placebo", "SERM"), strict=False):
        told.append(_band(ax, years, plan, np.asarray(values, dtype=float), meaning, share))
    note(ax, "model, synthetic person", "lower left")
    count = next(iter(draws.values())).shape[1]
    alt = (
        f"Model bands over {years[-1]:g} years from {count} draws ({share} % of them inside): "
        f"{'; '.join(told)}."
    )
    summary = f"{who}, {count} draws after {years[-1]:g} years: {listed(told)}."
    return Described(figure, alt, summary)


def _band(ax, years, plan, values, meaning, share):
    look = look_of(meaning)
    low, middle, high = np.percentile(values, [(100 - share) / 2, 50, (100 + share) / 2], axis=1)
    ax.fill_between(years, low, high, color=look.color, alpha=0.25, linewidth=0)
    for edge in (low, high):
        ax.plot(years, edge, color=look.color, linewidth=0.8)
    ax.plot(years, middle, color=look.color, linestyle=look.line, linewidth=2.6)
    label = f"{plan}\n{signed(low[-1], 1)} to {signed(high[-1], 1)} %"
    words(ax, years[-1] * 1.02, middle[-1], label, text_color(look.color), va="center")
    return f"{plan} {signed(low[-1], 1)} to {signed(high[-1], 1)} %"


def links_held(table, drug, years):
    """What is left of a drug's effect on the spine when a link stands still (F2).

    Parameters
    ----------
    table : DataFrame indexed by the link held
        ``difference`` (percentage points) and ``hazard_ratio``; first row: none held.
    drug : str
    years : float

    Returns
    -------
    Described
    """
    figure, (left, right) = new_figure(8.0, 0.42 * len(table) + 1.2, ncols=2, sharey=True)
    places = np.arange(len(table))[::-1]
    for ax, column, start in ((left, "difference", 0), (right, "hazard_ratio", 1)):
        values = table[column].to_numpy(dtype=float)
        ax.axvline(start, color=INK, linewidth=1)
        ax.hlines(places, start, values, color=COLORS["SERM"], linewidth=5)
        _say_values(ax, places, values, column)
        ax.grid(visible=False, axis="y")
    left.set_yticks(places, ["all links on", *(f"{link} held" for link in table.index[1:])])
    left.set(xlim=(-0.4, 5.2), ylim=(-1.2, len(table) - 0.3), xlabel="percentage points")
    right.set(xlim=(0.5, 1.16), xlabel="times the hazard without")
    title(left, f"Spine, {drug} minus none")
    title(right, f"Spine fractures, year {years:g}")
    note(right, "model", "lower right")
    told = "; ".join(
        f"{name} held {plain(row['difference'], 1)} points, hazard × {row['hazard_ratio']:.2f}"
        for name, row in table.iloc[1:].iterrows()
    )
    first = table.iloc[0]
    alt = (
        f"Model bars. All links on: {drug} minus none {plain(first['difference'], 1)} percentage "
        f"points after {years:g} years, hazard of spine fractures × {first['hazard_ratio']:.2f}. "
        f"{told}."
    )
    silent = [name for name, row in table.iloc[1:].iterrows() if abs(row["difference"]) < LEAST]
    return Described(
        figure,
        alt,
        f"Of the {plain(first['difference'], 1)} percentage points nothing is left with "
        f"{listed(silent)} held.",
    )


def _say_values(ax, places, values, column):
    for place, value in zip(places, values, strict=True):
        if column == "difference":
            said = signed(value, 1) if abs(value) >= LEAST else "0"
            words(ax, max(value, 0) + 0.12, place, said, va="center")
        else:
            words(ax, max(value, 1) + 0.015, place, f"{value:.2f}", va="center")


def trial_and_copy(table, study, title_words="Spine change, %"):
    """The arms and the difference of a copied trial beside the published ones (F3, F4).

    Parameters
    ----------
    table : DataFrame indexed by arm, last row ``difference``
        ``model``, ``model_se``, ``study``, ``study_se``; a standard error may be missing.
        With a column ``expected`` the difference a plan expected is marked too.
    study : str
        As it is cited, such as ``"Johnston 2000"``.
    title_words : str

    Returns
    -------
    Described
    """
    expected = table["expected"].iloc[-1] if "expected" in table else np.nan
    planned = bool(np.isfinite(expected))
    figure, ax = new_figure(8.0, 0.95 * len(table) + 1.2 + 0.4 * planned)
    places = np.arange(len(table))[::-1].astype(float)
    ax.axvline(0, color=INK, linewidth=1)
    for place, row in zip(places, table.itertuples(), strict=True):
        _model_row(ax, place + 0.18, row.model, row.model_se)
        _study_row(ax, place - 0.18, row.study, row.study_se, study)
    ax.axhline(0.5, color=MUTED, linewidth=0.8)
    ax.set_yticks(places, list(table.index))
    if planned:
        _plan_row(ax, -0.54, expected)
    ax.set(ylim=(-0.6 - 0.36 * planned, len(table) - 0.4), xlim=_limits(table, expected))
    ax.set_xlabel("%, or percentage points")
    ax.grid(visible=False, axis="y")
    title(ax, title_words)
    told = [
        f"{name} model {signed(row['model'], 1)}, {study} {signed(row['study'], 1)}"
        for name, row in table.iterrows()
    ]
    if planned:
        told.append(f"expected difference {signed(expected, 1)}")
    bare = table["study_se"].isna().all()
    marks = "marks without intervals" if bare else "marks with 95 % intervals"
    alt = f"Model as hatched bars, study as {marks}: {'; '.join(told)}."
    return Described(figure, alt, f"Percent, copy and trial: {'; '.join(told)}.")


def _limits(table, expected):
    half = Z95 * table["model_se"].fillna(0)
    ends = [*(table["model"] - half), *(table["model"] + half), *table["study"]]
    ends += [expected] if np.isfinite(expected) else []
    return min(-5.6, min(ends) - 0.5), max(8.6, max(ends) + 4.1)


def _plan_row(ax, place, value):
    ax.plot(value, place, "D", color=INK, markerfacecolor=PAPER, markersize=9)
    said = f"your plan expected {signed(value, 1)}"
    words(ax, value + 0.35, place, said, INK, va="center", bbox=CLEAR)


def _model_row(ax, place, value, se):
    half = Z95 * se if np.isfinite(se) else 0.0
    ax.barh(place, 2 * half, 0.2, value - half, facecolor="none", edgecolor=MUTED, hatch="////")
    ax.vlines(value, place - 0.12, place + 0.12, color=INK, linewidth=2.4)
    said = f"model {signed(value, 1)}"
    words(ax, value + half + 0.2, place, said, MUTED, va="center", bbox=CLEAR)


def _study_row(ax, place, value, se, study):
    half = Z95 * se if np.isfinite(se) else 0.0
    if half:
        ax.hlines(place, value - half, value + half, color=INK, linewidth=1.8)
    ax.plot(value, place, "o", color=INK, markersize=9)
    said = f"{study} {signed(value, 1)}" + ("" if half else " (no interval)")
    words(ax, value + max(half, 0.15) + 0.2, place, said, INK, va="center", bbox=CLEAR)
