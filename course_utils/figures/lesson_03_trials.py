"""Figures that lay models over trials: three arms over time, and treated minus untreated.

Marks are people in a trial; lines and the short upright strokes are models.
"""

from __future__ import annotations

import numpy as np

from course_utils.figures.lesson_00 import Z_95
from course_utils.figures.lesson_03_data import at_year, flat
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    FONT_SIZE,
    INK,
    LOOKS,
    MUTED,
    data_points,
    model_line,
    new_figure,
    text_color,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

ARMS = {"placebo": "placebo", "raloxifene": "SERM", "estrogen": "estradiol"}


def trials_over(models, arms):
    """Model courses of three arms under the changes measured in trials (F4).

    Parameters
    ----------
    models : dict
        Heading of a panel → dict of arm (placebo, raloxifene, estrogen) → Series of the change
        in percent, by years on treatment.
    arms : DataFrame
        ``arm``, ``study``, ``time_y``, ``mean_pct_change`` and ``se`` (missing if none was
        printed).

    Returns
    -------
    Described
    """
    count = len(models)
    figure, axes = new_figure(8.0, 4.4, ncols=count, sharey=True, squeeze=False)
    for ax, (heading, courses) in zip(axes[0], models.items(), strict=True):
        ax.set(xlim=(0, 4.05 if count > 1 else 3.75), ylim=(-5.2, 7), xlabel="years on treatment")
        ax.set_xticks(range(4))
        ax.axhline(0, color=MUTED, linewidth=0.8, zorder=0.8)
        title(ax, heading if count > 1 else f"Spine density, % change since the start: {heading}")
        for arm, course in courses.items():
            model_line(ax, course.index, course, meaning=ARMS[arm])
            _name_line(ax, arm, course)
        _trial_marks(ax, arms)
    if count > 1:
        axes[0][0].set_ylabel("spine density, % change since the start")
    return Described(figure, *_trial_words(models, arms))


def _name_line(ax, arm, course):
    """The name of an arm beside its line, on the side away from zero."""
    up = course.iloc[-1] > 0
    year = 1.55
    height = at_year(course, year) + (0.25 if up else -0.3)
    words(ax, year, height, arm, COLORS[ARMS[arm]], ha="center", va="bottom" if up else "top")


def _trial_marks(ax, arms):
    for study, rows in arms.groupby("study", sort=False):
        shift = 0.0 if rows["se"].notna().all() else 0.25
        for row in rows.itertuples():
            half = 0.0 if np.isnan(row.se) else Z_95 * row.se
            look = {"markersize": 9} | ({} if half else {"capsize": 0})
            value, place, meaning = row.mean_pct_change, row.time_y + shift, ARMS[row.arm]
            interval = (value - half, value + half)
            data_points(ax, place, value, interval, study, meaning, badge=False, zorder=4, **look)
            if not half:
                _name_mark(ax, (place, value), study.partition(" ")[0], text_color(COLORS[meaning]))
    key = [_key_words(study, rows) for study, rows in arms.groupby("study", sort=False)]
    place = {"transform": ax.transAxes, "size": FONT_SIZE, "color": MUTED}
    ax.text(0.02, 0.025, "\n".join(key), **place)


def _name_mark(ax, place, name, color):
    """A name right of a mark, as far away in a narrow panel as in a wide one."""
    look = {"color": color, "size": FONT_SIZE, "va": "center", "zorder": 5}
    ax.annotate(name, place, xytext=(9, 0), textcoords="offset points", **look)


def _key_words(study, rows):
    printed = rows["se"].notna().all()
    return f"marks with bars: {study}" if printed else f"marks without: {study}, none printed"


def _trial_words(models, arms):
    seen = [
        f"{row.study}, {row.arm} {signed(row.mean_pct_change, 1)} %"
        + ("" if np.isnan(row.se) else f" ± {plain(Z_95 * row.se, 1)}")
        for row in arms.itertuples()
    ]
    told = "; ".join(
        f"{heading}: "
        + listed([f"{arm} {signed(course.iloc[-1], 1)} %" for arm, course in courses.items()])
        for heading, courses in models.items()
    )
    seen = "; ".join(seen)
    alt = (
        f"Lines of models and marks of trials, spine density after three years. Marks: {seen}. "
        f"Lines, {told}."
    )
    return alt, f"Spine density after three years, models, {told}. In the trials: {seen}."


def trial_differences(rows):
    """What treatment changed against a comparison group: trials, and two models beside (F6).

    Parameters
    ----------
    rows : DataFrame
        ``label`` (broken after a comma), ``arm`` (raloxifene, estrogen), ``estimate``,
        ``ci_low``, ``ci_high`` (percent), and ``teaching`` and ``chain``, the same difference
        in the two models.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 0.8 * len(rows) + 1.5)
    heights = np.arange(len(rows))[::-1]
    ax.set(xlim=(0, 9), ylim=(-0.7, len(rows) - 0.35))
    ax.set_xlabel("treated minus comparison group, % of spine density")
    ax.set_yticks(heights, [label.replace(", ", "\n") for label in rows["label"]])
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    title(ax, "What the treatment changed")
    for height, row in zip(heights, rows.itertuples(), strict=True):
        look = LOOKS[ARMS[row.arm]]
        limits = np.array([[row.estimate - row.ci_low], [row.ci_high - row.estimate]])
        style = {"color": look.color, "capsize": 5, "elinewidth": 2, "markersize": 9}
        ax.errorbar(row.estimate, height, xerr=limits, fmt=look.marker, zorder=4, **style)
        ax.vlines(row.teaching, height - 0.28, height + 0.28, color=INK, linewidth=2.4)
        ends = (height - 0.28, height + 0.28)
        ax.vlines(row.chain, *ends, color=INK, linewidth=2.4, linestyle=(0, (2, 1)))
    _difference_key(ax, heights[0])
    return Described(figure, *_difference_words(rows))


def _difference_key(ax, top):
    x = 5.4
    ax.errorbar(x, top + 0.25, xerr=0.2, fmt="o", color=MUTED, capsize=4)
    words(ax, x + 0.35, top + 0.25, "trials, 95 % interval", MUTED, va="center")
    for down, style, text in ((0.15, "-", "teaching model"), (0.55, (0, (2, 1)), "full chain")):
        y = top + 0.25 - down - 0.2
        ax.vlines(x, y - 0.14, y + 0.14, color=INK, linewidth=2.4, linestyle=style)
        words(ax, x + 0.35, y, text, INK, va="center")


def _difference_words(rows):
    each = [
        f"{flat(row.label)}: {plain(row.estimate, 1)} % ({plain(row.ci_low, 1)} to "
        f"{plain(row.ci_high, 1)}), teaching model {plain(row.teaching, 1)}, "
        f"chain {plain(row.chain, 1)}"
        for row in rows.itertuples()
    ]
    inside = {
        name: sum(row.ci_low <= getattr(row, name) <= row.ci_high for row in rows.itertuples())
        for name in ("teaching", "chain")
    }
    alt = f"Rows with marks and intervals, and two strokes for the models. {'; '.join(each)}."
    summary = (
        f"Of {len(rows)} intervals from trials the teaching model falls inside "
        f"{inside['teaching']} and the full chain inside {inside['chain']}."
    )
    return alt, summary
