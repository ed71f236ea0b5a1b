"""The funnel plot: small studies scatter wide, large ones lie close to the pooled effect."""

from __future__ import annotations

import numpy as np

from course_utils.figures.chain import FILL
from course_utils.figures.effect_axis import effect_limits, null_line, set_effect_axis
from course_utils.figures.effect_rows import (
    Z_95,
    from_pooled,
    read_effects,
    read_summary,
    standard_errors,
)
from course_utils.figures.palette import COLORS, GRID, INK, MUTED
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, note
from course_utils.figures.wording import plain


def funnel(table, summary=None, *, measure=None, asymmetry="", digits=2):
    """Effects against their standard errors, with the region sampling alone would fill.

        region: pooled ± 1.96 · SE, on the logarithmic scale for ratios

    The region is no confidence interval: it holds 95 % of studies only if all estimate the
    same effect and none is missing.

    Parameters
    ----------
    table : DataFrame or Pooled
        As for `forest`: ``estimate``, ``ci_low``, ``ci_high`` (95 %) and a label.
    summary : mapping or result
        With ``estimate``, ``ci_low`` and ``ci_high``; the middle of the funnel.
    measure : str, optional
        As for `forest`.
    asymmetry : str
        Result of a test for asymmetry, such as ``"Egger: P = 0.19"``.
    digits : int
        Decimals of the effects.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a row cannot be drawn; it is named. If the summary is missing.

    Source: Sterne and Egger, J Clin Epidemiol 2001.
    """
    if hasattr(table, "ratio_or_value"):
        table, summary, found = from_pooled(table)
        measure = measure or found
    rows, name, ratio = read_effects(table, measure)
    if summary is None:
        raise ValueError("A funnel needs a pooled result for its middle: estimate and interval.")
    middle = read_summary(summary, ratio)[0]["estimate"]
    errors = standard_errors(rows, ratio)
    deepest = 1.08 * errors.max()
    edges = _edges(middle, deepest, ratio)
    figure, ax = new_figure(8.0, 4.4)
    figure.set_layout_engine("none")
    ax.set_position((0.1, 0.15, 0.87, 0.8))
    ends = [*rows["estimate"], *edges]
    set_effect_axis(ax, effect_limits(min(ends), max(ends), ratio), ratio)
    ax.set(ylim=(deepest, -0.03 * deepest), xlabel=f"{name}{', logarithmic axis' if ratio else ''}")
    ax.set_ylabel(f"standard error{' of the logarithm' if ratio else ''}")
    ax.fill((edges[0], middle, edges[1]), (deepest, 0, deepest), color=FILL, zorder=0)
    for edge in edges:
        ax.plot((edge, middle), (deepest, 0), color=MUTED, linestyle="--", linewidth=1)
    ax.plot((middle, middle), (0, deepest), color=MUTED, linewidth=1.2)
    null_line(ax, ratio, linestyle=":", color=COLORS["testosterone"])
    ax.plot(rows["estimate"], errors, "o", color=INK, markersize=8, markeredgecolor=GRID)
    note(ax, "dashed: 95 % of studies of one effect", "lower left")
    if asymmetry:
        note(ax, asymmetry, "lower right")
    return Described(figure, *_sentences(rows, errors, middle, name, asymmetry, ratio, digits))


def _edges(middle, depth, ratio):
    reach = Z_95 * depth
    if ratio:
        return middle * np.exp(-reach), middle * np.exp(reach)
    return middle - reach, middle + reach


def _sentences(rows, errors, middle, measure, asymmetry, ratio, digits):
    effect = np.log(rows["estimate"]) if ratio else rows["estimate"]
    off = (effect - (np.log(middle) if ratio else middle)) / errors
    outside, left = int((off.abs() > Z_95).sum()), int((off < 0).sum())
    test = f" {asymmetry}." if asymmetry else ""
    alt = (
        f"Funnel plot of {len(rows)} studies, {measure} against standard error, from "
        f"{plain(errors.min(), 2)} at the top to {plain(errors.max(), 2)} at the bottom, around "
        f"the pooled {plain(middle, digits)}. {left} lie left of it, {len(rows) - left} right."
    )
    summary = (
        f"{outside} of {len(rows)} studies lie outside the region that holds 95 % of studies of "
        f"one effect, {plain(middle, digits)}.{test}"
    )
    return alt, summary
