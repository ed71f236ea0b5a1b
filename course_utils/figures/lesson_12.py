"""Figures of lesson 12 about rare men and one man's drugs: what bone did, and what it might do."""

from __future__ import annotations

import numpy as np

from course_utils.figures.lesson_12_trials import (
    density_and_fractures,
    factorial_grids,
    share_of_testosterone,
)
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    LOOKS,
    MUTED,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

__all__ = [
    "density_and_fractures",
    "factorial_grids",
    "five_levels",
    "same_drug_two_men",
    "share_of_testosterone",
    "three_spines",
]

HEADS = {
    "Rochira 2000": ("no aromatase", "patch, µg twice a week"),
    "Herrmann 2005": ("no aromatase", "estradiol, pg/mL; months"),
    "Smith 2008": ("no ERα", "estradiol;\nage"),
}
MARKERS = {"Rochira 2000": "o", "Herrmann 2005": "s", "Smith 2008": "X"}


def three_spines(cases):
    """Spine density of three men, scan after scan (F1).

    Parameters
    ----------
    cases : dict
        Study → list of (estrogen, time, density in g/cm²).

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.4)
    ticks, labels, told, x = [], [], [], 0.0
    for study, scans in cases.items():
        places = x + np.arange(len(scans))
        told.append(_one_spine(ax, study, places, [value for *_, value in scans]))
        ticks.extend(places)
        labels.extend(f"{estrogen}\n{time}" for estrogen, time, _ in scans)
        x = places[-1] + 2.1
    ax.set(xlim=(-0.7, x - 1.1), ylim=(0.52, 1.5))
    ax.set_xticks(ticks, labels)
    ax.tick_params(axis="x", length=0)
    ax.grid(axis="x", visible=False)
    title(ax, "Spine density by DXA, g/cm²")
    alt = (
        f"Marks in three groups, one man each, in the order of scans: {listed(told)}. "
        "The words under the marks give the estrogen and the time."
    )
    return Described(figure, alt, f"Spine density in g/cm²: {listed(told)}.")


def _one_spine(ax, study, places, values):
    color = COLORS["estradiol"] if study != "Smith 2008" else COLORS["resorption"]
    ax.plot(places, values, color=COLORS["baseline"], linestyle=":", linewidth=1.4)
    ax.plot(places, values, MARKERS[study], color=color, markersize=10, zorder=4)
    for place, value in zip(places, values, strict=True):
        words(ax, place, value + 0.03, f"{value:.3f}", ha="center", va="bottom")
    who, below = HEADS[study]
    middle = float(np.mean(places))
    words(ax, middle, 1.48, f"{who}\n{study}", color, ha="center", va="top", weight="bold")
    words(ax, middle, 0.535, below, MUTED, ha="center", va="bottom")
    return f"{who} ({study}) {', '.join(f'{value:.3f}' for value in values)}"


def five_levels(table):
    """One man without aromatase: spongy bone over estradiol and over testosterone (F2).

    Parameters
    ----------
    table : DataFrame indexed by months
        ``estradiol_pg_per_ml``, ``testosterone_nmol_per_l``, ``radius_mg_per_cm3``.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 3.7, ncols=2, sharey=True)
    panels = (
        ("estradiol_pg_per_ml", "estradiol, pg/mL", "estradiol"),
        ("testosterone_nmol_per_l", "testosterone, nmol/L", "testosterone"),
    )
    for ax, (column, label, meaning) in zip(axes, panels, strict=True):
        ax.plot(
            table[column],
            table["radius_mg_per_cm3"],
            LOOKS[meaning].marker,
            color=COLORS[meaning],
            markersize=10,
        )
        gap = 0.035 * table[column].max()
        for month, row in table.iterrows():
            side = _side(column, month)
            place = row[column] + (gap if side == "left" else -gap), row["radius_mg_per_cm3"]
            words(ax, *place, f"{month} mo", ha=side, va="center")
        ax.set(xlabel=label, ylim=(44, 92), xlim=(0, table[column].max() * 1.22))
    words(axes[0], 8.2, 49.0, "below 10", MUTED, ha="center", va="top")
    title(axes[0], "Spongy bone of the radius, mg/cm³")
    note(axes[1], "Herrmann 2005, one man", "upper right")
    told = listed(
        f"month {month}: {row.radius_mg_per_cm3:.0f} at {row.estradiol_pg_per_ml:g} pg/mL and "
        f"{row.testosterone_nmol_per_l:g} nmol/L"
        for month, row in zip(table.index, table.itertuples(), strict=True)
    )
    alt = f"Two panels with five marks each, rising over estradiol, falling over T: {told}."
    summary = (
        "In one man spongy bone of the radius (mg/cm³) rose and fell with estradiol and ran "
        f"against testosterone; {told}."
    )
    return Described(figure, alt, summary)


def _side(column, month):
    crowded = column == "testosterone_nmol_per_l" and month == 36
    return "right" if crowded or (column == "estradiol_pg_per_ml" and month == 0) else "left"


def same_drug_two_men(years, men):
    """Bone over three years of two men, without and with a SERM in bone (F5).

    Parameters
    ----------
    years : array (n,)
    men : dict
        Heading → (change without, change with the SERM), percent, arrays (n,).

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 3.7, ncols=2, sharey=True)
    told = []
    for ax, (heading, (without, with_drug)) in zip(axes, men.items(), strict=True):
        ax.set(xlim=(0, years[-1]), ylim=(-6.0, 3.2), xlabel="years")
        ax.set_xticks(range(int(years[-1]) + 1))
        ax.axhline(0, color=INK, linewidth=1)
        title(ax, heading)
        model_line(ax, years, without, f"no SERM\nin bone {signed(without[-1], 1)}", "bone mass")
        model_line(ax, years, with_drug, f"SERM\nin bone {signed(with_drug[-1], 1)}", "SERM")
        told.append(
            f"{heading}: {signed(without[-1], 1)} % without and {signed(with_drug[-1], 1)} % with "
            "the SERM in bone"
        )
    axes[0].set_ylabel("change of bone mass, %")
    alt = f"Two panels with two model curves each over {plain(years[-1])} years. {listed(told)}."
    return Described(figure, alt, f"After three years in the model: {listed(told)}.")
