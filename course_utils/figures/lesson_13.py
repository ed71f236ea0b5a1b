"""Figures of lesson 13: five headlines, one ratio at two baselines, early looks, references."""

from __future__ import annotations

import numpy as np

from course_utils.figures.lesson_13_table import rebuilt
from course_utils.figures.palette import COLORS, GRID, MUTED, TITLE_SIZE
from course_utils.figures.present import Described
from course_utils.figures.style import data_points, new_figure, title, words
from course_utils.figures.wording import listed, plain

__all__ = ["by_baseline", "early_looks", "five_headlines", "rebuilt", "reference_squares"]

JUDGED = {
    "right": ("o", COLORS["formation"]),
    "wrong": ("X", COLORS["resorption"]),
    "untraced": ("d", COLORS["placebo"]),
}


def five_headlines(without, treated, years, outcome, study):
    """One result of one trial as five true sentences (F1).

    Parameters
    ----------
    without, treated : float
        Share of people with the event in each group, percent.
    years : float
    outcome : str
        Plural, such as ``"new spine fractures"``.
    study : str

    Returns
    -------
    Described
    """
    points = without - treated
    needed = int(np.ceil(100 / points - 1e-9))
    lines = (
        (f"“{100 * points / without:.0f} % fewer {outcome}”", "relative risk reduction"),
        (f"“Risk down by {points:.1f} percentage points”", "absolute risk reduction"),
        (f"“{10 * points:.0f} of 1,000 women spared”", "the same, as people"),
        (f"“Treat {needed} to spare one”", "number needed to treat"),
        (f"“{100 - without:.1f} or {100 - treated:.1f} % stay free”", "the other side"),
    )
    figure, ax = new_figure(8.0, 3.2)
    ax.set(xlim=(0, 1), ylim=(-0.6, len(lines) - 0.4))
    ax.set_axis_off()
    title(ax, f"{without:g} % without, {treated:g} % with the drug, {years:g} years")
    for place, (sentence, name) in enumerate(reversed(lines)):
        if place:
            ax.axhline(place - 0.5, color=GRID, linewidth=0.8)
        big = {"size": TITLE_SIZE + 2, "weight": "bold", "va": "center"}
        words(ax, 0.01, place, sentence, **big)
        words(ax, 0.99, place, name, MUTED, ha="right", va="center")
    words(ax, 0.99, len(lines) - 0.35, study, MUTED, ha="right", va="bottom", style="italic")
    told = "; ".join(sentence.strip("“”") for sentence, _ in lines)
    summary = f"Five true headlines about one result over {years:g} years: {told}."
    alt = f"Five cards with one sentence each, from {study}: {told}."
    return Described(figure, alt, summary)


def by_baseline(table, ratio, years=3):
    """Fewer people of 1,000 over the risk without treatment, with two trials on it (F3).

    Parameters
    ----------
    table : DataFrame indexed by ``trial``
        ``baseline_percent``, ``fewer``, ``low``, ``high`` per 1,000 people, and ``label``.
    ratio : float
        The ratio of the line.
    years : float

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.0)
    top = 1.12 * table["high"].max()
    edge = 1.25 * table["baseline_percent"].max()
    ax.set(xlim=(0, edge), ylim=(0, top), xlabel=f"risk without treatment in {years:g} years, %")
    title(ax, f"Women spared, of 1,000 in {years:g} years")
    ends = np.array([0, edge])
    slope = 10 * (1 - ratio)
    ax.plot(ends, slope * ends, color=COLORS["prediction"], linestyle="--")
    words(ax, 5.2, slope * 5.2 + 2, f"ratio {ratio:g}, carried", MUTED, ha="right", va="bottom")
    for trial, row in table.iterrows():
        limits = ([row["low"]], [row["high"]])
        at = ([row["baseline_percent"]], [row["fewer"]], limits)
        data_points(ax, *at, row["label"], "bone mass", badge=False, markersize=9)
        _beside(ax, trial, row)
    told = listed(
        f"{trial} {plain(row['fewer'], 1)} of 1,000 at a baseline of "
        f"{row['baseline_percent']:.1f} % (number needed {_needed(row['fewer'])})"
        for trial, row in table.iterrows()
    )
    alt = (
        f"A dashed straight line for one ratio of {ratio:g} and two measured marks with "
        f"intervals: {told}."
    )
    return Described(figure, alt, f"One ratio of {ratio:g}, two baselines: {told}.")


def _beside(ax, trial, row):
    """Left of a mark at a high baseline; over a mark at a low one, clear of the line."""
    text = f"{trial}: {plain(row['fewer'], 1)}\n{row['label']}\nNNT {_needed(row['fewer'])}"
    edge, top = ax.get_xlim()[1], ax.get_ylim()[1]
    if row["baseline_percent"] > 0.5 * edge:
        words(ax, row["baseline_percent"] - 0.25, row["fewer"] + 1, text, ha="right", va="bottom")
    else:
        words(ax, 0.02 * edge, row["high"] + 0.12 * top, text, va="bottom")


def _needed(fewer):
    return f"{int(np.ceil(1000 / fewer - 1e-9))}"


def early_looks(table, study):
    """Percent fewer events at each look into one trial, with intervals (F2b).

    Parameters
    ----------
    table : DataFrame indexed by ``years``
        ``fewer``, ``low``, ``high`` in percent.
    study : str

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.4)
    ax.set(xlim=(0, 3.6), ylim=(0, 105), xlabel="years since the start")
    title(ax, "Fewer women with a felt spine fracture, %")
    limits = (table["low"], table["high"])
    data_points(ax, table.index, table["fewer"], limits, study, "bone mass", markersize=9)
    for years, row in table.iterrows():
        words(ax, years + 0.07, row["fewer"], f"{row['fewer']:.0f} %", va="center", weight="bold")
    told = listed(
        f"{row['fewer']:.0f} % ({row['low']:.0f} to {row['high']:.0f}) after {years:g}"
        for years, row in table.iterrows()
    )
    alt = f"Four marks with intervals that shrink as the mark falls: {told} years."
    return Described(figure, alt, f"Fewer women with a felt fracture: {told} years ({study}).")


def reference_squares(audit):
    """Every reference of the articles as one mark: right, wrong or untraced (F6).

    Parameters
    ----------
    audit : DataFrame indexed by ``article``
        Counts ``right``, ``wrong``, ``untraced`` and ``entries``, with a last row ``all``.

    Returns
    -------
    Described
    """
    articles = audit.drop(index="all")
    figure, ax = new_figure(8.0, 3.0)
    most = articles["entries"].max()
    ax.set(xlim=(-1.4, most + 4.6), ylim=(-0.6, len(articles) - 0.4))
    ax.set_axis_off()
    title(ax, "Where the references of five articles lead")
    for place, (article, row) in enumerate(articles.iloc[::-1].iterrows()):
        words(ax, -0.5, place, article, ha="right", va="center", weight="bold")
        _marks(ax, place, row)
    for place, (name, (marker, color)) in enumerate(JUDGED.items()):
        height = len(articles) - 1.5 - place
        ax.plot(most + 0.6, height, marker, color=color, markersize=12)
        words(ax, most + 1.1, height, f"{audit.loc['all', name]} {name}", va="center")
    counts = audit.loc["all"]
    told = listed(f"{counts[name]} {name}" for name in JUDGED)
    rows = "; ".join(
        f"{article} " + ", ".join(f"{row[name]} {name}" for name in JUDGED)
        for article, row in articles.iterrows()
    )
    return Described(
        figure,
        f"One mark for each reference. {rows}.",
        f"Of {counts['entries']} references {told}.",
    )


def _marks(ax, place, row):
    start = 0
    for name, (marker, color) in JUDGED.items():
        across = start + np.arange(row[name])
        ax.plot(across, np.full(len(across), place), marker, color=color, markersize=12)
        start += row[name]
