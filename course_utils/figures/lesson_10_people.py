"""Figures of lesson 10 about men: the loop against SHBG, and what age does to free hormone."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    model_line,
    new_figure,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

PLACES = {"tube": ("in a tube", ":"), "man": ("in a man", "-")}


def tube_and_man(table, marks=(40.0, 80.0)):
    """Total and free testosterone against SHBG, total held and with the loop alive (F4).

    Parameters
    ----------
    table : DataFrame
        From :func:`course_utils.physiology.axis.free_loop.shbg_and_the_loop`.
    marks : pair of float
        SHBG levels to compare, nmol/L.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 3.7, ncols=2)
    panels = (("total", "nmol_per_l", "Total, nmol/L"), ("free", "pmol_per_l", "Free, pmol/L"))
    for ax, (part, unit, heading) in zip(axes, panels, strict=True):
        names = {place: f"{part}_in_a_{place}_{unit}" for place in PLACES}
        top = 1.12 * max(table[name].max() for name in names.values())
        ax.set(xlim=(table.index[0], table.index[-1]), ylim=(0, top), xlabel="SHBG, nmol/L")
        title(ax, heading)
        for place, (said, line) in PLACES.items():
            course = table[names[place]]
            model_line(ax, table.index, course, said, "testosterone", linestyle=line)
            _two_marks(ax, course, marks, place)
    told = listed(_told(table, place, said, marks) for place, (said, _) in PLACES.items())
    low, high = marks
    alt = (
        f"Two panels, model: total and free testosterone against SHBG from {table.index[0]:g} to "
        f"{table.index[-1]:g} nmol/L. From SHBG {low:g} to {high:g}: {told}."
    )
    return Described(figure, alt, f"SHBG from {low:g} to {high:g} nmol/L in this model: {told}.")


def _two_marks(ax, course, marks, place):
    levels = np.interp(marks, course.index, course)
    fill = INK if place == "man" else "#FFFFFF"
    ax.plot(marks, levels, "s", color=fill, markeredgecolor=INK, markersize=7, zorder=5)


def _told(table, place, said, marks):
    columns = [f"total_in_a_{place}_nmol_per_l", f"free_in_a_{place}_pmol_per_l"]
    t0, t1 = (np.interp(mark, table.index, table[columns[0]]) for mark in marks)
    f0, f1 = (np.interp(mark, table.index, table[columns[1]]) for mark in marks)
    return f"{said} total {t0:.1f} to {t1:.1f} nmol/L and free {f0:.0f} to {f1:.0f} pmol/L"


def free_falls_with_age(testosterone, estradiol, folds, measured, study):
    """Fall of bioavailable estradiol against that of testosterone, model and measured (F5).

    Parameters
    ----------
    testosterone, estradiol : array (n,)
        Change as SHBG rises, percent; 0 first.
    folds : dict
        Multiple of SHBG → place on the model line, (testosterone, estradiol) in percent.
    measured : dict
        Label → (testosterone, estradiol), change in percent.
    study : str

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.4)
    ax.set(xlim=(4, -78), ylim=(-78, 4))
    ax.set_xlabel("change of bioavailable testosterone, %")
    title(ax, "Change of bioavailable estradiol, %")
    ends = [-72.0, -72.0]
    ax.plot([0, ends[0]], [0, ends[1]], color=MUTED, linestyle="--", linewidth=1.6)
    words(ax, -41, -56, "if estradiol fell\nas testosterone does", MUTED, ha="right", va="center")
    model_line(ax, testosterone, estradiol, "", "estradiol")
    words(ax, -47, -19, "only SHBG rises", COLORS["estradiol"], weight="bold")
    for fold, (x, y) in folds.items():
        ax.plot(x, y, "|", color=COLORS["estradiol"], markersize=14, markeredgewidth=2)
        words(ax, x + 1, y - 3, f"SHBG × {fold:g}", COLORS["estradiol"], ha="right", va="top")
    told = [_age_mark(ax, name, *place) for name, place in measured.items()]
    words(ax, 2, -75, f"marks: {study}", MUTED, style="italic")
    risen = listed(
        f"SHBG × {fold:g}: {signed(x)} and {signed(y)} %" for fold, (x, y) in folds.items()
    )
    alt = (
        "A plane of two changes, both downward. A model line in which only SHBG rises "
        f"({risen}), a dashed line of equal change, and two measured marks: {listed(told)}."
    )
    summary = (
        f"Measured against men of 20 to 39 years, testosterone and estradiol: {listed(told)} "
        f"({study}); the model with more SHBG alone runs close by."
    )
    return Described(figure, alt, summary)


def _age_mark(ax, name, x, y):
    ax.plot(x, y, "D", color=INK, markersize=10, zorder=5)
    words(ax, x - 1, y + 2, name, ha="left", va="bottom", weight="bold")
    return f"{name} {plain(x)} and {plain(y)} %"
