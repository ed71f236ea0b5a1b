"""Figures of lesson 11 that run in time: two GnRH drugs, the sperm line, the restart."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    MUTED,
    PAPER,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed

LOOKS = (("placebo", "-"), ("SERM", (0, (1, 1.2))), ("estradiol", "-."), ("formation", "--"))
CASTRATE = 50  # ng/dL, the line drug trials draw


def two_gnrh_drugs(agonist, antagonist, injections):
    """Testosterone after injections of a GnRH agonist and of an antagonist.

    Parameters
    ----------
    agonist, antagonist : Series indexed by day, ng/dL
    injections : sequence of float
        Days, marked below.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.0)
    ax.set(xlim=(0, agonist.index[-1]), ylim=(0, 1000), xlabel="days after the first injection")
    title(ax, "Testosterone, ng/dL")
    note(ax, "published model (Tornøe 2007)", "upper right")
    ax.axhline(CASTRATE, color=MUTED, linestyle=":", linewidth=1.5)
    words(ax, agonist.index[-1] - 0.3, CASTRATE + 12, "50 ng/dL", MUTED, ha="right", va="bottom")
    told = []
    for name, line, meaning, style, place in (
        ("agonist (triptorelin)", agonist, "resorption", "-", (8.5, 560)),
        ("antagonist\n(degarelix)", antagonist, "formation", "--", (1.5, 85)),
    ):
        ax.plot(line.index, line, color=COLORS[meaning], linestyle=style, linewidth=2.4)
        words(ax, *place, name, COLORS[meaning])
        name = name.replace("\n", " ")
        below = line.index[line.to_numpy() < CASTRATE][0]
        told.append(
            f"{name} from {line.iloc[0]:.0f} to a peak of {line.max():.0f} ng/dL, below 50 on "
            f"day {np.ceil(below):.0f}"
        )
    ax.plot(injections, np.full(len(injections), 14.0), "^", color=MUTED, clip_on=False)
    said = listed(told)
    alt = f"Testosterone over {agonist.index[-1]:.0f} days, published model: {said}."
    return Described(figure, alt, f"One flares before it silences, one does not: {said}.")


def sperm_line(curves, marks, source):
    """Sperm output after testosterone begins, with the measured time to half of it.

    Parameters
    ----------
    curves : dict
        Name → Series indexed by day, 1 at rest.
    marks : sequence of (day, share)
        Measured.
    source : str
        Study of the marks.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.0)
    last = max(line.index[-1] for line in curves.values())
    ax.set(xlim=(0, last), ylim=(0, 108), xlabel="days on testosterone")
    title(ax, "Sperm output, % of before")
    ax.axhline(50, color=MUTED, linestyle=":", linewidth=1.2)
    told = []
    for (name, line), (meaning, style), shift in zip(
        curves.items(), LOOKS, ((-4, 26), (4, 66)), strict=False
    ):
        ax.plot(line.index, 100 * line, color=COLORS[meaning], linestyle=style, linewidth=2.4)
        day = float(np.interp(-shift[1], -100 * line.to_numpy(), line.index))
        side = {"ha": "right" if shift[0] < 0 else "left", "va": "center"}
        words(ax, day + shift[0], shift[1], name, COLORS[meaning], **side)
        half = float(np.interp(-50, -100 * line.to_numpy(), line.index))
        told.append(f"{name}, half after {half:.0f} days")
    for day, share in marks:
        ax.plot(day, 100 * share, "D", color=COLORS["resorption"], markersize=9, zorder=5)
        words(ax, day - 10, 100 * share - 4, source, COLORS["resorption"], ha="center", va="top")
        told.append(f"{source.replace(chr(10), ' ')}, half after {day:.0f} days")
    note(ax, "lines: model; mark: men", "upper right")
    said = listed(told)
    return Described(
        figure, f"Falling curves of sperm output: {said}.", f"Sperm output falls late: {said}."
    )


def restart(courses, shaded, days=(100, 130), least=450):
    """Testosterone after stopping, by what is taken; the days on drugs are shaded.

    Parameters
    ----------
    courses : dict
        Name → DataFrame indexed by day with ``testosterone_ng_per_dl``; untreated first.
    shaded : pair of float
        First and last day of the drugs.
    days : sequence of float
        Days whose levels are told.
    least : float
        A level drawn across, ng/dL.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.4)
    ax.set(xlim=(0, 240), ylim=(200, 850), xlabel="days after the last testosterone")
    title(ax, "Testosterone, ng/dL")
    ax.axvspan(*shaded, facecolor="#F2F2F2", edgecolor="#BBBBBB", hatch="..", linewidth=0)
    boxed = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    words(ax, np.mean(shaded), 222, "on clomiphene", MUTED, ha="center", bbox=boxed)
    ax.axhline(least, color=MUTED, linestyle=":", linewidth=1.4)
    words(ax, 238, least - 6, f"{least} ng/dL", MUTED, ha="right", va="top")
    told = []
    for (name, table), (meaning, style) in zip(courses.items(), LOOKS, strict=True):
        line = table["testosterone_ng_per_dl"]
        ax.plot(line.index, line, color=COLORS[meaning], linestyle=style, linewidth=2.6)
        levels = [f"{np.interp(day, line.index, line):.0f}" for day in days]
        told.append(f"{name} {' and '.join(levels)}")
    _name_courses(ax, courses)
    for day in days:
        ax.axvline(day, color=MUTED, linewidth=1)
        words(ax, day - 2, 815, f"day {day}", MUTED, ha="right", va="center", bbox=boxed)
    note(ax, "model", "upper right")
    said = listed(told)
    when = " and ".join(str(day) for day in days)
    alt = f"Testosterone over 240 days after stopping, model, four curves. On days {when}: {said}."
    return Described(figure, alt, f"Testosterone in ng/dL on days {when}, model: {said}.")


def _name_courses(ax, courses):
    """The untreated line is named below it, the others right of where they end."""
    boxed = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    words(ax, 62, 396, next(iter(courses)), COLORS["placebo"], ha="left", va="top", bbox=boxed)
    ends = {
        name: float(t["testosterone_ng_per_dl"].loc[:110].iloc[-1]) for name, t in courses.items()
    }
    treated = sorted(list(courses)[1:], key=ends.get)
    looks = dict(zip(courses, LOOKS, strict=True))
    for name, height in zip(treated, (650, 695, 740), strict=False):
        words(ax, 134, height, name, COLORS[looks[name][0]], va="center")


def sperm_comes_back(runs, recovery, source):
    """Sperm output of the model after stopping, over the share of men who recovered untreated.

    Parameters
    ----------
    runs : dict
        Name → Series indexed by day after stopping; untreated first.
    recovery : DataFrame
        ``month``, ``percent``, ``low``, ``high``.
    source : str
        Study of `recovery`.

    Returns
    -------
    Described
    """
    figure, (upper, lower) = new_figure(8.0, 5.6, nrows=2)
    upper.set(xlim=(0, 26), ylim=(0, 122), xticks=range(0, 25, 6))
    title(upper, "One man of the model: sperm output, % of a healthy man")
    note(upper, "model", "lower right")
    told = []
    for (name, run), (meaning, style), height in zip(
        runs.items(), LOOKS, (28, 50, 72), strict=False
    ):
        months = run.index.to_numpy() * 12 / 365.25
        look = {"color": COLORS[meaning], "linestyle": style, "linewidth": 2.4}
        upper.plot(months, 100 * run, **look)
        upper.plot([8, 9.6], [height, height], **look)
        words(upper, 10, height, name, COLORS[meaning], va="center")
        half = float(np.interp(50, 100 * run.to_numpy()[:60], run.index[:60]))
        told.append(f"{name}, half after {half:.0f} days")
    _recovered(lower, recovery, source)
    steps = listed(
        f"{row.percent:.0f} % by {row.month:.0f} months" for row in recovery.itertuples()
    )
    said = listed(told)
    alt = (
        f"Above, sperm output of the model: {said}. Below, men of {source} at 20 million: {steps}."
    )
    return Described(figure, alt, f"Model: {said}. Men without any drug ({source}): {steps}.")


def _recovered(ax, recovery, source):
    ax.set(xlim=(0, 26), ylim=(0, 118), xticks=range(0, 25, 6), xlabel="months after stopping")
    title(ax, "Real men, no drug: % back at 20 million sperm per mL")
    known = recovery.dropna()
    spread = [known["percent"] - known["low"], known["high"] - known["percent"]]
    look = {"color": COLORS["resorption"], "capsize": 4, "elinewidth": 1.8}
    ax.errorbar(known["month"], known["percent"], yerr=spread, fmt="D", **look)
    rest = recovery[recovery["low"].isna()]
    ax.plot(rest["month"], rest["percent"], "D", color=COLORS["resorption"], markerfacecolor=PAPER)
    for row in recovery.itertuples():
        words(
            ax, row.month + 0.4, row.percent - 9, f"{row.percent:.0f}", va="center", weight="bold"
        )
    note(ax, source, "lower right")
