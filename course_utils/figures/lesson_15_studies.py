"""Figures of lesson 15 from published studies: cohorts beside trials, starts, and mixtures."""

from __future__ import annotations

import numpy as np

from course_utils.figures.effect_axis import null_line, set_effect_axis
from course_utils.figures.effect_rows import check_effect
from course_utils.figures.palette import LOOKS, PAPER
from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, MUTED, model_line, new_figure, settle, title, words
from course_utils.figures.wording import listed

DESIGNS = {"cohort": LOOKS["osteocyte"], "trial": LOOKS["formation"]}
MARKS = {"cohort": "D", "trial": "s"}


def side_by_side(rows, heading, limits=(0.5, 2.0)):
    """Published ratios with intervals, cohorts and trials under the same question.

    Parameters
    ----------
    rows : DataFrame
        ``question``, ``design`` (cohort or trial), ``study``, ``estimate``, ``ci_low`` and
        ``ci_high``, in the order from top to bottom.
    heading : str
        What the ratios compare.
    limits : (float, float)
        Ends of the axis.

    Returns
    -------
    Described
    """
    for row in rows.itertuples():
        check_effect(row.question, row.estimate, row.ci_low, row.ci_high, ratio=True)
    questions = list(dict.fromkeys(rows["question"]))
    figure, ax = new_figure(8.0, 1.0 + 0.34 * len(rows) + 0.17 * len(questions))
    set_effect_axis(ax, limits, ratio=True)
    null_line(ax, ratio=True)
    title(ax, heading)
    place, ticks = 0.0, {}
    for question in questions:
        group = rows[rows["question"] == question]
        ticks[question] = place + (len(group) - 1) / 2
        for row in group.itertuples():
            _mark(ax, place, row)
            place += 1
        place += 0.45
    ax.set_yticks(list(ticks.values()), list(ticks))
    ax.set(ylim=(place - 0.6, -0.8), xlabel="fewer events with hormones  ←  ratio  →  more events")
    ax.grid(visible=False, axis="y")
    settle(figure)
    return Described(figure, *_told(rows, heading))


def _mark(ax, place, row):
    """Interval and point; the study stands in a column of its own, right of the axis."""
    look, mark = DESIGNS[row.design], MARKS[row.design]
    ax.plot([row.ci_low, row.ci_high], [place, place], color=look.color, linewidth=2)
    fill = {"markerfacecolor": PAPER, "markeredgewidth": 2} if row.design == "cohort" else {}
    ax.plot(row.estimate, place, mark, color=look.color, markersize=8, **fill)
    column = {"transform": ax.get_yaxis_transform(), "va": "center"}
    words(ax, 1.02, place, row.study, look.color, **column)


def _told(rows, heading):
    flat = rows.assign(question=rows["question"].str.replace("\n", " "))
    told = "; ".join(
        f"{question}: "
        + ", ".join(
            f"{r.design} {r.estimate:.2f}" for r in flat[flat["question"] == question].itertuples()
        )
        for question in dict.fromkeys(flat["question"])
    )
    alt = f"{heading}. Intervals with diamonds for cohorts, squares for trials. {told}."
    lower = _cohort_lower(rows)
    if lower:
        return alt, f"In {sum(lower)} of {len(lower)} pairs the cohort lies below the trial."
    low, high = flat.loc[flat["estimate"].idxmin()], flat.loc[flat["estimate"].idxmax()]
    ends = [f"{r['estimate']:.2f} ({r['question']})" for r in (low, high)]
    return alt, f"The estimates run from {ends[0]} to {ends[1]}."


def _cohort_lower(rows):
    """For each question with both designs: whether the cohort's estimate is the lower."""
    wide = rows.pivot_table(index="question", columns="design", values="estimate", sort=False)
    if set(wide) != set(DESIGNS):
        return []
    wide = wide.dropna()
    return list(wide["cohort"] < wide["trial"])


def who_started_when(shares, study):
    """How long after menopause the users of two data sets first took hormones.

    Parameters
    ----------
    shares : DataFrame
        Rows are spans of years (index), columns ``trial`` and ``cohort``, percent of users.
    study : str
        Where the numbers come from.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.3)
    place = np.arange(len(shares), dtype=float)
    for design, shift in (("cohort", -0.2), ("trial", 0.2)):
        look = DESIGNS[design]
        hatch = "///" if design == "trial" else ""
        style = {"color": look.color, "hatch": hatch, "edgecolor": PAPER, "linewidth": 0}
        ax.bar(place + shift, shares[design], width=0.38, **style)
        for x, value in zip(place + shift, shares[design], strict=True):
            words(ax, x, value + 1.5, f"{value:.0f}", look.color, ha="center", va="bottom")
    words(ax, 0.06, shares["cohort"].iloc[0] - 8, "cohort", COLORS["osteocyte"], weight="bold")
    words(ax, 0.45, shares["trial"].iloc[0] - 8, "trial", COLORS["formation"], weight="bold")
    ax.set_xticks(place, shares.index)
    ax.set(ylim=(0, 90), xlabel="years from menopause to the first hormones")
    ax.grid(visible=False, axis="x")
    title(ax, "Share of users, %")
    words(ax, place[-1] + 0.5, 84, study, MUTED, ha="right", va="top", style="italic")
    told = listed(
        f"{span} years: {row['cohort']:.0f} % of the cohort and {row['trial']:.0f} % of the trial"
        for span, row in shares.iterrows()
    )
    alt = (
        f"Paired bars, share of users by years from menopause to first hormones ({study}): {told}."
    )
    first = shares.iloc[0]
    summary = (
        f"Of the cohort's users {first['cohort']:.0f} % had begun within 5 years of menopause, of "
        f"the trial's {first['trial']:.0f} %."
    )
    return Described(figure, alt, summary)


def mixture_line(share, ratio, studies, ends, study):
    """The average ratio of a study as its mixture of women changes.

    Parameters
    ----------
    share : array (n,)
        Women who start early, percent.
    ratio : array (n,)
        The average ratio of such a mixture.
    studies : dict
        Name of a study → its share of early starters, percent.
    ends : dict
        ``early`` and ``late`` → (estimate, lower limit, upper limit) as published.
    study : str
        Where the ends come from.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.9)
    ax.set(xlim=(-9, 109), ylim=(0.55, 1.6), xlabel="women who start early, % of the study")
    title(ax, "Average ratio that an unbiased study would find")
    ax.axhline(1, color=MUTED, linewidth=1.2)
    model_line(ax, share, ratio, meaning="bone mass", linestyle="--")
    found = {}
    for (name, early), mark in zip(studies.items(), "os", strict=False):
        found[name] = float(np.interp(early, share, ratio))
        ax.plot(early, found[name], mark, color=COLORS["resorption"], markersize=9, zorder=5)
        above = found[name] > 1
        style = {"ha": "center", "va": "bottom"} if above else {"ha": "right", "va": "top"}
        height = found[name] + (0.04 if above else -0.04)
        words(ax, early, height, f"{name}\n{found[name]:.2f}", COLORS["resorption"], **style)
    for x, which in ((0, "late"), (100, "early")):
        middle, low, high = ends[which]
        ax.plot([x, x], [low, high], color=COLORS["osteocyte"], linewidth=2)
        ax.plot(x, middle, "D", color=COLORS["osteocyte"], markersize=8, zorder=5)
        side = {"ha": "left", "x": x + 2} if x == 0 else {"ha": "right", "x": x - 2}
        told = f"all {which}\n{middle:.2f}\n{study}"
        y, va = (high, "top") if x == 0 else (low, "bottom")
        words(ax, side["x"], y, told, COLORS["osteocyte"], ha=side["ha"], va=va)
    told = listed(
        f"{name} ({studies[name]:.0f} % early) {value:.2f}" for name, value in found.items()
    )
    alt = (
        f"A dashed line falls from {ratio[0]:.2f} with no early starters to {ratio[-1]:.2f} with "
        f"early starters only; at its ends stand the values of {study} with wide intervals. On the "
        f"line: {told}."
    )
    return Described(
        figure, alt, f"One truth for each woman, two averages without any bias: {told}."
    )
