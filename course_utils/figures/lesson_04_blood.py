"""Figures of lesson 04 from blood: markers at each visit, and the hour of the day."""

from __future__ import annotations

import numpy as np

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
from course_utils.figures.wording import plain, signed

CHANGE = "ctx_change_percent"


def marker_visits(changes, limit, meals=True):
    """CTX of every person at every visit, in percent of the start, one panel per arm (F4).

    Parameters
    ----------
    changes : DataFrame
        Columns ``person``, ``arm``, ``week``, ``fasting`` and ``ctx_change_percent``.
    limit : float
        Least significant change, percent.
    meals : bool
        Mark the samples that were taken after a meal.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 4.2, ncols=2, sharey=True)
    for ax, arm in zip(axes, ("placebo", "drug"), strict=True):
        _courses(ax, changes[changes["arm"] == arm], limit, meals)
        title(ax, f"{arm}, {changes.loc[changes['arm'] == arm, 'person'].nunique()} people")
    axes[0].set_ylabel("change of CTX since week 0, %")
    note(axes[1], "synthetic")
    mean = changes.groupby(["arm", "week"])[CHANGE].mean()
    alt = (
        f"Two panels of thin lines over 52 weeks, synthetic people, with the mean of each arm "
        f"thick: placebo {_visits(mean['placebo'])}, drug {_visits(mean['drug'])}. "
        f"A band marks changes below {limit:.0f} %."
    )
    return Described(figure, alt, _meal_sentence(changes, mean) if meals else _mean_sentence(mean))


def _courses(ax, rows, limit, meals):
    weeks = sorted(rows["week"].unique())
    ax.set(xlim=(-3, 56), ylim=(-75, 55), xticks=weeks, xlabel="weeks")
    ax.axhspan(-limit, limit, color=MUTED, alpha=0.1, linewidth=0)
    ax.axhline(0, color=INK, linewidth=0.8)
    for _, person in rows.groupby("person"):
        ax.plot(person["week"], person[CHANGE], color=COLORS["baseline"], linewidth=0.8)
    fed = rows[rows["fasting"] == "no"] if meals else rows[:0]
    fast = rows.drop(fed.index)
    ax.plot(fast["week"], fast[CHANGE], "o", color=MUTED, markersize=3.5)
    ax.plot(fed["week"], fed[CHANGE], "v", color=COLORS["resorption"], markersize=7, zorder=4)
    if len(fed):
        words(ax, 26, fed[CHANGE].min() - 1, "after a meal", COLORS["resorption"], va="top")
    mean = rows.groupby("week")[CHANGE].mean()
    ax.plot(mean.index, mean, color=INK, linewidth=2.6, zorder=5)
    middle = (mean.iloc[-2] + mean.iloc[-1]) / 2
    words(ax, 39, middle + 4, "mean", ha="right", va="bottom", weight="bold")


def _visits(mean):
    return ", ".join(f"{signed(value)} % in week {week}" for week, value in mean.items() if week)


def _mean_sentence(mean):
    return (
        f"At week 24 the mean change of CTX is {signed(mean['placebo', 24])} % on placebo and "
        f"{signed(mean['drug', 24])} % on the drug."
    )


def _meal_sentence(changes, mean):
    week = changes[(changes["week"] == 24) & (changes["arm"] == "placebo")]
    fed, fast = (week.loc[week["fasting"] == word, CHANGE].mean() for word in ("no", "yes"))
    return (
        f"Placebo at week 24: {signed(fed)} % after a meal, {signed(fast)} % fasting, "
        f"{signed(mean['placebo', 24])} % when nobody asks."
    )


def daily_rhythm(hours, fed, fasting, study):
    """CTX over a day, with and without food.

    Parameters
    ----------
    hours : array (n,)
        0 to 24.
    fed, fasting : array (n,)
        CTX relative to its mean over the day.
    study : str
        Where peak, low and swing come from.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.5)
    fed, fasting = 100 * np.asarray(fed), 100 * np.asarray(fasting)
    ax.set(xlim=(0, 24), ylim=(45, 155), xticks=range(0, 25, 3), xlabel="hour of the day")
    title(ax, "Serum CTX, % of the mean over the day")
    ax.axhline(100, color=MUTED, linestyle=":", linewidth=1.4)
    model_line(ax, hours, fed, "eating\nas usual", "resorption")
    model_line(ax, hours, fasting, "fasting", "bone mass", linestyle="--")
    for hour in (8, 14):
        ax.axvline(hour, color=MUTED, linewidth=0.8)
        for line, color in ((fed, COLORS["resorption"]), (fasting, INK)):
            value = float(np.interp(hour, hours, line))
            ax.plot(hour, value, "o", color=color, markersize=6)
            words(ax, hour - 0.25, value - 1, plain(value), color, ha="right", va="top")
    drop = _drop(hours, fed), _drop(hours, fasting)
    alt = (
        f"Two curves over 24 hours, drawn through the results of {study}: eating as usual, CTX "
        f"peaks near 5 in the morning at {plain(fed.max())} % and is lowest near 14 at "
        f"{plain(fed.min())} %; fasting, it stays between {plain(fasting.min())} and "
        f"{plain(fasting.max())} %."
    )
    summary = (
        f"From 8:00 to 14:00 CTX falls by {drop[0]:.0f} % in someone who eats as usual and by "
        f"{drop[1]:.0f} % in someone who fasts (drawn after {study})."
    )
    return Described(figure, alt, summary)


def _drop(hours, line):
    early, late = np.interp([8, 14], hours, line)
    return 100 * (1 - late / early)
