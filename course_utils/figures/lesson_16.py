"""Lesson 16: ratios of trials, cohorts and detours on one axis, and two sheets of one drug."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.figures.balance import FEWER, MORE
from course_utils.figures.effect_axis import effect_limits, null_line, set_effect_axis
from course_utils.figures.palette import FONT_SIZE, INK, LOOKS, MUTED
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, text_color, title, words
from course_utils.figures.wording import plain, signed

ROW = 0.44  # inches per line
KINDS = {
    "trial": {"marker": "s", "color": INK, "line": "-"},
    "cohort": {"marker": "o", "color": LOOKS["resorption"].color, "line": "--"},
    "indirect": {"marker": "D", "color": LOOKS["formation"].color, "line": ":"},
}
"""Where a ratio comes from, and how its mark looks; what was not randomized is hollow."""
MEANT = {
    "trial": "measured in a randomized trial",
    "cohort": "observed, not randomized",
    "indirect": "computed by a detour",
}


def ratio_rows(rows, heading, *, favors=("fewer", "more")):
    """One ratio per line with its interval; the mark says where the number comes from.

    Parameters
    ----------
    rows : DataFrame
        ``label``, ``kind`` (trial, cohort or indirect), ``estimate``, ``ci_low``, ``ci_high``.
    heading : str
        Which events in whom.
    favors : (str, str)
        Words left and right of 1.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a kind is unknown.
    """
    unknown = set(rows["kind"]) - set(KINDS)
    if unknown:
        raise ValueError(f"There is no kind {sorted(unknown)[0]!r}; there are {', '.join(KINDS)}.")
    figure, ax = new_figure(8.0, 1.42 + ROW * len(rows))
    figure.set_layout_engine("none")
    height = figure.get_size_inches()[1]
    ax.set_position((0.36, 0.82 / height, 0.38, ROW * len(rows) / height))
    ax.set_ylim(len(rows) - 0.5, -0.5)
    set_effect_axis(ax, effect_limits(rows["ci_low"], rows["ci_high"], True), True)
    ax.grid(visible=False, axis="y")
    ax.spines["left"].set_visible(False)
    ax.set_yticks(range(len(rows)), rows["label"])
    ax.tick_params(axis="y", length=0)
    null_line(ax, True)
    for place, row in enumerate(rows.itertuples()):
        _mark(ax, place, row)
    _foot(figure, ax, rows, favors)
    figure.text(0.012, 1 - 0.26 / height, heading, weight="bold", size=12, color=INK)
    return Described(figure, *_ratios_told(rows, heading))


def _mark(ax, place, row):
    look = KINDS[row.kind]
    line = {"color": look["color"], "linewidth": 1.8, "linestyle": look["line"]}
    ax.plot([row.ci_low, row.ci_high], [place, place], **line)
    fill = look["color"] if row.kind == "trial" else "white"
    dot = {"markersize": 8, "markerfacecolor": fill, "markeredgewidth": 1.8}
    ax.plot(row.estimate, place, look["marker"], color=look["color"], **dot)
    style = {"va": "center", "transform": ax.get_yaxis_transform()}
    words(ax, 1.04, place, _with_interval(row), **style)


def _foot(figure, ax, rows, favors):
    sides = ((-6, "right", f"← {favors[0]}", FEWER), (6, "left", f"{favors[1]} →", MORE))
    for shift, align, text, look in sides:
        style = {"color": text_color(look.color), "ha": align, "va": "bottom", "size": FONT_SIZE}
        at = {"xycoords": ax.get_xaxis_transform(), "textcoords": "offset points"}
        ax.annotate(text, (1, 1), (shift, 2), **at, **style)
    height = figure.get_size_inches()[1]
    ends = (0.012, 0.36, 0.66)
    used = [kind for kind in KINDS if kind in set(rows["kind"])]
    for left, kind in zip(ends, used, strict=False):
        look = KINDS[kind]
        fill = look["color"] if kind == "trial" else "white"
        spot = ax.plot(left + 0.012, 0.2 / height, look["marker"], color=look["color"])[0]
        spot.set(transform=figure.transFigure, clip_on=False)
        spot.set(markerfacecolor=fill, markeredgewidth=1.8)
        figure.text(left + 0.03, 0.2 / height, MEANT[kind], color=MUTED, size=11, va="center")


def _with_interval(row):
    return f"{row.estimate:.2f} ({row.ci_low:.2f} to {row.ci_high:.2f})"


def _ratios_told(rows, heading):
    told = "; ".join(
        f"{' '.join(row.label.split())}: {_with_interval(row)}, {row.kind}"
        for row in rows.itertuples()
    )
    alt = f"{heading}. Ratios with 95 % intervals on a logarithmic axis around 1: {told}."
    clear = [" ".join(r.label.split()) for r in rows.itertuples() if r.ci_high < 1 or r.ci_low > 1]
    counted = f"{len(clear)} of {len(rows)} intervals leave out 1"
    names = f": {'; '.join(clear)}".rstrip(".") if clear else ""
    return alt, f"{heading}: {counted}{names}."


def two_sheets(sheets, years):
    """Sheets of one drug below each other, on one axis of events per 1,000 people.

    Parameters
    ----------
    sheets : dict
        Heading → lines of :func:`course_utils.evidence.balance.balance_lines`.
    years : float

    Returns
    -------
    Described
    """
    counts = [len(lines) for lines in sheets.values()]
    figure, axes = new_figure(
        8.0, 1.1 + 0.38 * (sum(counts) + 2), nrows=len(sheets), sharex=True, height_ratios=counts
    )
    ends = pd.concat(sheets.values())[["difference", "ci_low", "ci_high"]].to_numpy(dtype=float)
    low, high = np.nanmin(ends), np.nanmax(ends)
    for ax, (heading, lines) in zip(axes, sheets.items(), strict=True):
        ax.set(ylim=(len(lines) - 0.5, -0.5), xlim=(low - 18, high + 12))
        ax.set_yticks(range(len(lines)), lines["outcome"])
        ax.tick_params(axis="y", length=0)
        ax.grid(visible=False, axis="y")
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color=INK, linewidth=1.2)
        ax.xaxis.set_major_formatter(lambda value, _place: signed(value))
        title(ax, heading)
        for place, line in enumerate(lines.itertuples()):
            _bar(ax, place, line)
    axes[-1].set_xlabel(f"events per 1,000 women over {years:g} years")
    return Described(figure, *_sheets_told(sheets, years))


def _bar(ax, place, line):
    if np.isnan(line.difference):
        text = f"no rate printed; {line.ratio}"
        words(ax, -0.8, place, text, MUTED, va="center", ha="right")
        return
    look = MORE if line.difference > 0 else FEWER
    style = {"height": 0.56, "facecolor": look.color, "hatch": look.hatch, "edgecolor": "white"}
    ax.barh(place, line.difference, **style)
    ends = [line.difference, 0]
    if not np.isnan(line.ci_low):
        ends += [line.ci_low, line.ci_high]
        ax.plot(ends[2:], (place, place), color=INK, linewidth=1.6, marker="|", markersize=9)
    side = 1 if line.difference > 0 else -1
    edge, digits = (max(ends) if side > 0 else min(ends)), int(abs(line.difference) % 1 >= 0.05)
    text, align = signed(line.difference, digits), "left" if side > 0 else "right"
    words(ax, edge + side, place, text, va="center", ha=align)


def _sheets_told(sheets, years):
    parts = []
    for heading, lines in sheets.items():
        known = [
            f"{line.outcome} {signed(line.difference, 1)}"
            for line in lines.itertuples()
            if not np.isnan(line.difference)
        ]
        parts.append(f"{heading}: {', '.join(known)}")
    told = "; ".join(parts)
    alt = f"Bars of events per 1,000 women over {plain(years)} years, two panels. {told}."
    return alt, f"Per 1,000 women over {plain(years)} years. {told}."
