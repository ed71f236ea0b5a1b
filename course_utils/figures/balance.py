"""The balance sheet: fewer and more events per 1,000 people, all on one denominator."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.figures.palette import INK, LOOKS, MUTED
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, words
from course_utils.figures.wording import listed, plain, signed

FEWER, MORE = LOOKS["formation"], LOOKS["resorption"]


def balance_sheet(table, years, *, population=1000, treatment="treatment", study=""):
    """Bars of extra or spared events, one per outcome, left for fewer and right for more.

        bar = difference in risk · population, over the stated years

    There is no total: outcomes differ in how bad they are, and that weight is a person's own.

    Parameters
    ----------
    table : DataFrame
        ``outcome`` and ``difference``: events more (+) or fewer (−) with treatment than
        without, per `population` people over `years`; optional ``ci_low`` and ``ci_high``
        in the same unit. Drawn from top to bottom as given.
    years : float
        How long the people are followed; the same for all rows.
    population : int
        The one denominator.
    treatment : str
        What is compared with what, such as ``"estrogen plus progestin, against placebo"``.
    study : str
        Where the numbers come from.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a row has no difference, an interval that does not hold it, or a difference
        larger than the population; the row is named.

    Source: natural frequencies on one denominator, Gigerenzer et al. 2007.
    """
    rows = _rows(table, population)
    figure, ax = new_figure(8.0, 1.4 + 0.42 * len(rows))
    figure.set_layout_engine("none")
    height = figure.get_size_inches()[1]
    ax.set_position((0.27, 0.75 / height, 0.7, 0.42 * len(rows) / height))
    _frame(ax, rows, f"events per {population:,} people over {years:g} years")
    _bars(ax, rows)
    figure.text(0.012, 1 - 0.24 / height, _capital(treatment), weight="bold", size=12, color=INK)
    if study:
        figure.text(0.012, 0.12 / height, study, color=MUTED, size=11, style="italic")
    return Described(figure, *_sentences(rows, years, population, treatment, study))


def _rows(table, population):
    missing = [name for name in ("outcome", "difference") if name not in table]
    if missing or len(table) == 0:
        raise ValueError("A balance sheet needs rows with the columns outcome and difference.")
    rows = table.reset_index(drop=True)
    for limit in ("ci_low", "ci_high"):
        if limit not in rows:
            rows = rows.assign(**{limit: np.nan})
    for row in rows.itertuples():
        if not abs(row.difference) <= population:
            raise ValueError(
                f"Row {row.outcome!r}: a difference of {row.difference} in {population:,} people "
                "cannot be."
            )
        if pd.notna(row.ci_low) != pd.notna(row.ci_high):
            raise ValueError(f"Row {row.outcome!r} has only one limit of its interval.")
        if pd.notna(row.ci_low) and not row.ci_low <= row.difference <= row.ci_high:
            raise ValueError(f"Row {row.outcome!r}: the difference lies outside its interval.")
    return rows


def _frame(ax, rows, unit):
    ends = rows[["difference", "ci_low", "ci_high"]].to_numpy(dtype=float)
    low, high = min(np.nanmin(ends), 0.0), max(np.nanmax(ends), 0.0)
    air = 0.16 * ((high - low) or 1.0)
    ax.set(xlim=(low - air, high + air), ylim=(len(rows) - 0.5, -0.5), xlabel=unit)
    ax.set_yticks(range(len(rows)), [str(name) for name in rows["outcome"]])
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False, axis="y")
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=INK, linewidth=1.2)
    ax.xaxis.set_major_formatter(lambda value, _place: signed(value, 0 if value % 1 == 0 else 1))
    style = {"ha": "center", "va": "bottom", "transform": ax.get_xaxis_transform()}
    zero = (0 - ax.get_xlim()[0]) / np.ptp(ax.get_xlim())
    for share, text, look in ((zero, "← fewer events", FEWER), (1 - zero, "more events →", MORE)):
        side = -1 if look is FEWER else 1
        if share > 0.25:
            style["ha"] = "right" if look is FEWER else "left"
            words(ax, side * 0.02 * np.ptp(ax.get_xlim()), 1.02, text, look.color, **style)


def _bars(ax, rows):
    step = 0.012 * np.ptp(ax.get_xlim())
    for place, row in enumerate(rows.itertuples()):
        look = MORE if row.difference > 0 else FEWER
        style = {"height": 0.56, "facecolor": look.color, "hatch": look.hatch, "edgecolor": "white"}
        ax.barh(place, row.difference, **style)
        ends = [row.difference]
        if pd.notna(row.ci_low):
            ends += [row.ci_low, row.ci_high]
            ax.plot(ends[1:], (place, place), color=INK, linewidth=1.6, marker="|", markersize=9)
        side = 1 if row.difference > 0 else -1
        edge = max(*ends, 0) if side > 0 else min(*ends, 0)
        text = signed(row.difference, _digits(row.difference))
        words(ax, edge + side * step, place, text, va="center", ha="left" if side > 0 else "right")


def _digits(value):
    return 0 if abs(value - round(value)) < 0.05 else 1


def _capital(text):
    return f"{text[:1].upper()}{text[1:]}"


def _sentences(rows, years, population, treatment, study):
    told = [f"{row.outcome} {_said(row)}" for row in rows.itertuples()]
    source = f" ({study})" if study else ""
    unit = f"per {population:,} people over {years:g} years"
    alt = f"Bars left and right of zero, events {unit}, {treatment}: {'; '.join(told)}."
    fewer, more = rows[rows["difference"] < 0], rows[rows["difference"] > 0]
    parts = [
        f"{word} events of {listed(map(_short, part.itertuples()))}"
        for word, part in (("fewer", fewer), ("more", more))
        if len(part)
    ]
    return alt, f"{_capital(treatment)}, {unit}: {'; '.join(parts) or 'no difference'}{source}."


def _short(row):
    return f"{row.outcome} ({signed(row.difference, _digits(row.difference))})"


def _said(row):
    digits = _digits(row.difference)
    if pd.isna(row.ci_low):
        return signed(row.difference, digits)
    return f"{signed(row.difference, digits)} ({plain(row.ci_low, 1)} to {plain(row.ci_high, 1)})"
