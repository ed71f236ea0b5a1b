"""Figures of lesson 15: years on their shelves, answers beside the truth, tenths of frailty."""

from __future__ import annotations

import numpy as np

from course_utils.figures.effect_axis import null_line, set_effect_axis
from course_utils.figures.lesson_15_studies import (
    mixture_line,
    side_by_side,
    who_started_when,
)
from course_utils.figures.palette import LOOKS, PAPER
from course_utils.figures.people import UNAFFECTED
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    label_line_end,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.wording import listed

__all__ = [
    "analyses",
    "mixture_line",
    "shelves",
    "side_by_side",
    "tenths",
    "who_started_when",
]
KINDS = ((True, False, 4), (True, True, 3), (False, False, 2), (False, True, 3))
IMMORTAL = "#BBDDF2"  # the blue of treated years, thinned
TREATED, EVENT = LOOKS["formation"], LOOKS["resorption"]


def twelve(people):
    """Twelve people that show all kinds: users or not, with an event or not.

    Parameters
    ----------
    people : DataFrame
        Columns ``started``, ``start_years``, ``follow_up_years`` and ``event``.

    Returns
    -------
    list of namedtuple
        Users first, by their start; the first of each kind in the order of the table.
    """
    started, event = people["started"].astype(bool), people["event"].astype(bool)
    chosen = [
        row
        for user, ended, count in KINDS
        for row in people[(started == user) & (event == ended)].head(count).itertuples()
    ]
    return sorted(chosen, key=lambda row: (not row.started, row.start_years if row.started else 0))


def shelves(people):
    """The years of twelve people, shelved twice: as the naive analysis does, and by what was taken.

    Parameters
    ----------
    people : DataFrame
        As for `twelve`.

    Returns
    -------
    Described
    """
    rows = twelve(people)
    figure, axes = new_figure(8.0, 4.5, ncols=2, sharey=True)
    for ax, naive in zip(axes, (True, False), strict=True):
        title(ax, "Naive: users from day one" if naive else "Each year on its own shelf")
        ax.set(xlim=(-0.05, 5.1), ylim=(len(rows) - 0.3, -0.7), xlabel="years since day one")
        ax.set_yticks([])
        ax.grid(visible=False, axis="y")
        ax.spines["left"].set_visible(False)
        for i, row in enumerate(rows):
            _strip(ax, i, row, naive)
    users = [row for row in rows if row.started]
    _name_shelves(axes[0], len(users))
    settle(figure)
    waited = sum(row.start_years for row in users)
    alt = (
        f"Twelve simulated people as strips over five years, {len(users)} of them users, drawn "
        f"twice. Left, the years of a user before the first dose are cross-hatched and count as "
        f"treated. Right, these {waited:.1f} years are plain, untreated. No user has an event "
        "before the start; all early events stand in people who never took the drug."
    )
    summary = (
        f"Among these {len(users)} users, {waited:.1f} years passed before the first dose; in none "
        "of them could an event of a user happen."
    )
    return Described(figure, alt, summary)


def _strip(ax, place, row, naive):
    """One person: plain years, hatched treated years, the start and the event."""
    end, low = row.follow_up_years, place - 0.32
    ax.broken_barh([(0, end)], (low, 0.64), facecolor=UNAFFECTED, linewidth=0)
    if row.started:
        start = row.start_years
        style = {"hatch": TREATED.hatch, "edgecolor": PAPER, "linewidth": 0}
        ax.broken_barh([(start, end - start)], (low, 0.64), facecolor=TREATED.color, **style)
        if naive:
            style |= {"hatch": "xxx", "edgecolor": TREATED.color}
            ax.broken_barh([(0, start)], (low, 0.64), facecolor=IMMORTAL, **style)
        ax.plot(row.start_years, place, ">", color=INK, markeredgecolor=PAPER, markersize=9)
    if row.event:
        ax.plot(end, place, "X", color=EVENT.color, markersize=9, markeredgecolor=PAPER, zorder=5)


def _name_shelves(ax, users):
    """Direct labels in the free space behind short strips, and the meaning of the marks."""
    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    style = {"va": "center", "ha": "center", "bbox": box}
    words(ax, 3.6, 1, "treated", COLORS["formation"], **style)
    words(ax, 0.8, users - 2, "immortal", COLORS["formation"], **style)
    words(ax, 2.5, users, "untreated", MUTED, **style)
    ax.figure.supxlabel("▸ first dose      ✖ event", size=11, color=INK)


def analyses(answers, truth, unit="rate ratio, drug against none"):
    """What several analyses of simulated people find, beside the truth.

    Parameters
    ----------
    answers : dict
        Name of the analysis → `course_utils.evidence.bias.Answer`.
    truth : float
        The ratio that was planted.
    unit : str
        What the axis shows.

    Returns
    -------
    Described
    """
    many = len(answers)
    figure, ax = new_figure(8.0, 1.5 + 0.52 * many)
    lows, highs = zip(*((a.ci_low, a.ci_high) for a in answers.values()), strict=True)
    set_effect_axis(ax, (min(0.5, *lows) / 1.04, max(1.3, *highs) * 1.04), ratio=True)
    null_line(ax, ratio=True, color=COLORS["estradiol"], linewidth=2.4, linestyle="-.")
    ax.set(ylim=(many - 0.4, -0.9), xlabel=unit)
    ax.set_yticks(range(many), answers)
    ax.grid(visible=False, axis="y")
    words(ax, truth, -0.62, f"truth {truth:.2f} ", COLORS["estradiol"], ha="right", va="center")
    for i, answer in enumerate(answers.values()):
        holds = answer.ci_low <= truth <= answer.ci_high
        color = TREATED.color if holds else EVENT.color
        ax.plot([answer.ci_low, answer.ci_high], [i, i], color=color, linestyle=(0, (3, 1)))
        style = {"markerfacecolor": PAPER, "markeredgewidth": 2, "markersize": 9}
        ax.plot(answer.estimate, i, "o" if holds else "X", color=color, **style)
        box = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
        style = {"ha": "center", "va": "bottom", "bbox": box}
        words(ax, answer.estimate, i - 0.2, f"{answer.estimate:.2f}", color, **style)
    note(ax, "simulated people", "lower left")
    told = listed(
        f"{name}: {a.estimate:.2f} ({a.ci_low:.2f} to {a.ci_high:.2f})"
        for name, a in answers.items()
    )
    alt = (
        f"{many} analyses of simulated people with their 95 % intervals and a line at the true "
        f"ratio {truth:.2f}: {told}. A circle marks an interval that holds the truth, a cross one "
        "that misses it."
    )
    missed = [n for n, a in answers.items() if not a.ci_low <= truth <= a.ci_high]
    which = f"Missed by: {listed(missed)}." if missed else "Every interval holds it."
    return Described(figure, alt, f"The truth is {truth:.2f}; {told}. {which}")


def tenths(table):
    """Rates of users and non-users, and the share of users, in each tenth of frailty.

    Parameters
    ----------
    table : DataFrame
        Rows are tenths from the least to the most frail; columns ``users``, ``others`` (events
        per 100 person-years) and ``share_of_users`` (percent).

    Returns
    -------
    Described
    """
    figure, (rates, share) = new_figure(
        8.0, 4.7, nrows=2, sharex=True, gridspec_kw={"height_ratios": (2.2, 1)}
    )
    place = np.arange(1, len(table) + 1)
    for column, meaning, name in (
        ("others", "resorption", "others"),
        ("users", "formation", "users"),
    ):
        look = LOOKS[meaning]
        marks = {"markerfacecolor": PAPER, "markeredgewidth": 1.8, "markersize": 8}
        line = "-" if column == "others" else "--"
        rates.plot(place, table[column], look.marker, linestyle=line, color=look.color, **marks)
        label_line_end(rates, place[-1], table[column].iloc[-1], name, look.color)
    rates.set(ylim=(0, None), xlim=(0.4, len(table) + 1.4))
    title(rates, "Events per 100 person-years: alike within each tenth")
    note(rates, "simulated people", "upper left")
    bars = {"color": TREATED.color, "hatch": TREATED.hatch, "edgecolor": PAPER, "linewidth": 0}
    share.bar(place, table["share_of_users"], width=0.7, **bars)
    share.set(ylim=(0, 100), xticks=place, xlabel="tenth of frailty, from robust (1) to frail (10)")
    title(share, "Share of users, %")
    first, last = table.iloc[0], table.iloc[-1]
    alt = (
        f"Above, two lines rise together over ten tenths of frailty, simulated people: users from "
        f"{first['users']:.1f} to {last['users']:.1f}, others from {first['others']:.1f} to "
        f"{last['others']:.1f} events per 100 person-years. Below, bars for the share of users "
        f"fall from {first['share_of_users']:.0f} to {last['share_of_users']:.0f} %."
    )
    summary = (
        f"Within a tenth users and others fare alike; but of the most robust tenth "
        f"{first['share_of_users']:.0f} % take the drug, of the most frail "
        f"{last['share_of_users']:.0f} %."
    )
    return Described(figure, alt, summary)
