"""The forest plot: one row per study, its effect, its interval and its weight.

>>> from course_utils.datasets import load
>>> table = load("fracture_outcomes").query("outcome == 'hip' and measure == 'HR'")
>>> forest(table.dropna(subset=["ci_low"]), favors=("treatment", "comparator"))

or, with a pooled result: ``forest(pool(table))``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.patches import Polygon, Rectangle

from course_utils.figures.effect_axis import effect_limits, null_line, null_words, set_effect_axis
from course_utils.figures.effect_rows import from_pooled, interval_words, read_effects, read_summary
from course_utils.figures.palette import COLORS, GRID, INK, MUTED
from course_utils.figures.present import Described
from course_utils.figures.sheet import ROW, fitting_sheet
from course_utils.figures.wording import plain

MOST_ROWS = 20
LONGEST_ALT = 490
ARMS = ("arm", "comparator")


def forest(
    table,
    summary=None,
    *,
    measure=None,
    favors=None,
    arms=None,
    digits=2,
    limits=None,
    weights=True,
):
    """Draw studies as squares with intervals, and pooled results as diamonds under them.

    The area of a square is proportional to the weight of the study. Ratios stand on a
    logarithmic axis. A prediction interval is a bar in a row of its own. An interval that
    leaves the axis ends in an arrow.

    Parameters
    ----------
    table : DataFrame or Pooled
        A result of ``evidence.pooling.pool`` brings its own summary. Else one row per
        study, up to 20: ``estimate``, ``ci_low``, ``ci_high``; ``label`` or
        ``trial_id``; optional ``weight``, ``measure`` and the counts ``events_arm``,
        ``n_arm``, ``events_comparator``, ``n_comparator``. Weights are inverse variances
        if none are given.
    summary : mapping, list of mappings or result, optional
        ``estimate``, ``ci_low``, ``ci_high``; optional ``label``, ``prediction_low``,
        ``prediction_high`` and ``note``, a line such as ``"I² = 45 %, τ² = 0.02"``.
    measure : str, optional
        ``"RR"``, ``"HR"``, … or words; needed if the table mixes measures.
    favors : (str, str), optional
        What is better on the left and on the right of no effect.
    arms : (str, str), optional
        Headings of the two columns of counts.
    digits : int
        Decimals of the effects.
    limits : (float, float), optional
        Ends of the axis.
    weights : bool
        False leaves the weights out and draws all squares alike, for rows that are not
        studies of one question, such as several analyses of one study.

    Returns
    -------
    Described
        The figure with alt text and one sentence.

    Raises
    ------
    ValueError
        If a row cannot be drawn; it is named. If measures are mixed without saying so.

    Source: layout after metafor's forest plot (Viechtbauer 2010); areas as weights, Lewis
    and Clarke 2001.
    """
    if hasattr(table, "ratio_or_value"):
        table, summary, found = from_pooled(table)
        measure = measure or found
    rows, name, ratio = read_effects(table, measure)
    if len(rows) > MOST_ROWS:
        raise ValueError(f"A forest plot shows up to {MOST_ROWS} studies; this has {len(rows)}.")
    pooled = read_summary(summary, ratio)
    if not weights:
        rows = rows.assign(weight=np.nan)
    lines = _lines(rows, pooled, digits)
    columns = _columns(rows, lines, name, arms)
    notes = [_key(name, columns), *(one["note"] for one in pooled if one["note"])]
    sheet = fitting_sheet(columns, len(rows), len(notes) + bool(favors))
    spans = _spans(rows, pooled)
    set_effect_axis(sheet.ax, limits or effect_limits(*spans, ratio), ratio)
    null_line(sheet.ax, ratio)
    _draw_studies(sheet.ax, rows)
    _draw_pooled(sheet.ax, pooled, len(rows), ROW / sheet.row)
    sheet.favors(favors, 1.0 if ratio else 0.0)
    sheet.notes(notes)
    return Described(sheet.figure, *_sentences(rows, pooled, name, ratio, digits))


def _spans(rows, pooled):
    """Lower and upper ends of all intervals, prediction intervals included."""
    pairs = list(zip(rows["ci_low"], rows["ci_high"], strict=True))
    pairs += [(one["ci_low"], one["ci_high"]) for one in pooled]
    pairs += [one["prediction"] for one in pooled if one["prediction"]]
    return np.array(pairs).T


def _lines(rows, pooled, digits):
    """What stands in each line: kind, label, effect and weight as text."""
    lines = [
        ("study", row.label, interval_words(row.estimate, row.ci_low, row.ci_high, digits), share)
        for row, share in zip(rows.itertuples(), rows["weight"], strict=True)
    ]
    for one in pooled:
        effect = interval_words(one["estimate"], one["ci_low"], one["ci_high"], digits)
        lines.append(("pooled", one["label"], effect, None))
        if one["prediction"]:
            low, high = (plain(end, digits) for end in one["prediction"])
            lines.append(("prediction", "Prediction interval", f"[{low}, {high}]", None))
    return [(kind, label, text, _percent(share)) for kind, label, text, share in lines]


def _key(measure, columns):
    counts = "; counts are events/people" if len(columns[0]) > 1 else ""
    area = "; area of a square: weight" if len(columns[1]) > 1 else ""
    return f"{measure[:1].upper()}{measure[1:]}{area}{counts}"


def _percent(share):
    return "" if share is None or np.isnan(share) else f"{share:.1f} %"


def _columns(rows, lines, measure, arms):
    """(heading, side, texts) of each column: side is where it stands, left or right."""
    short = {"risk ratio": "RR", "hazard ratio": "HR", "odds ratio": "OR"}.get(measure)
    left = [(_heading(rows), "left", [line[1] for line in lines])]
    rest = len(lines) - len(rows)
    for heading, arm in zip(arms or ("Treated", "Control"), ARMS, strict=True):
        counts = _counts(rows, arm)
        if any(counts):
            left.append((heading, "right", counts + [""] * rest))
    effect = f"{short or 'Effect'} [95 % CI]"
    right = [(effect, "right", [line[2] for line in lines])]
    if any(line[3] for line in lines):
        right.append(("Weight", "right", [line[3] for line in lines]))
    return left, right


def _heading(rows):
    return "Study" if rows["weight"].notna().all() else "Analysis"


def _count(rows):
    one, many = {"Study": ("study", "studies"), "Analysis": ("analysis", "analyses")}[
        _heading(rows)
    ]
    return f"{len(rows)} {many if len(rows) > 1 else one}"


def _counts(rows, arm):
    """``"64/2,259"`` where a row has both counts; refuse counts that cannot be."""
    names = f"events_{arm}", f"n_{arm}"
    if not set(names) <= set(rows):
        return [""] * len(rows)
    texts = []
    for label, events, people in zip(rows["label"], *(rows[n] for n in names), strict=True):
        if pd.isna(events) or pd.isna(people):
            texts.append("")
            continue
        if not 0 <= events <= people:
            raise ValueError(f"Row {label!r} has {events:g} events in {people:g} people.")
        texts.append(f"{int(events)}/{int(people):,}")
    return texts


def _draw_studies(ax, rows):
    """Squares with whiskers; arrows where an interval leaves the axis."""
    low_end, high_end = ax.get_xlim()
    largest = 0.62 * ROW * 72
    for place, row in enumerate(rows.itertuples()):
        ends = max(row.ci_low, low_end), min(row.ci_high, high_end)
        ax.plot(ends, (place, place), color=INK, linewidth=1.4, solid_capstyle="butt", zorder=3)
        tips = (row.ci_low < low_end, ends[0], "<"), (row.ci_high > high_end, ends[1], ">")
        for gone, x, arrow in tips:
            mark = {"marker": arrow, "markersize": 7} if gone else {"marker": "|", "markersize": 7}
            ax.plot(x, place, color=INK, clip_on=False, zorder=3, **mark)
        share = np.sqrt(row.weight / rows["weight"].max()) if pd.notna(row.weight) else 0.6
        size = max(3.0, largest * share)
        if low_end <= row.estimate <= high_end:
            ax.plot(row.estimate, place, "s", color=COLORS["placebo"], markersize=size, zorder=2)


def _draw_pooled(ax, pooled, place, flat):
    """A diamond per pooled result over its dashed line; a bar for the prediction interval."""
    if pooled:
        ax.axhline(place - 0.5, color=MUTED, linewidth=0.8)
    half, thin = 0.36 * flat, 0.18 * flat
    for one in pooled:
        middle, low, high = one["estimate"], one["ci_low"], one["ci_high"]
        ax.plot(
            (middle, middle), (-0.5, place), color=MUTED, linestyle=":", linewidth=1.2, zorder=1
        )
        corners = [(low, place), (middle, place - half), (high, place), (middle, place + half)]
        ax.add_patch(Polygon(corners, facecolor=INK, edgecolor=INK, zorder=3))
        place += 1
        if one["prediction"]:
            start, end = one["prediction"]
            style = {"facecolor": GRID, "edgecolor": INK, "hatch": "////", "linewidth": 1.0}
            ax.add_patch(Rectangle((start, place - thin), end - start, 2 * thin, zorder=3, **style))
            place += 1


def _sentences(rows, pooled, measure, ratio, digits):
    sides = _sides(rows, ratio)
    told = _study_words(rows, digits)
    results = "".join(f" {_pooled_words(one, digits)}." for one in pooled)
    scale = "a logarithmic axis" if ratio else "an axis"
    alt = f"Forest plot of {_count(rows)}, {measure} on {scale}. {sides}{results}"
    alt = f"{alt} {told if len(alt) + len(told) < LONGEST_ALT else _range_words(rows, digits)}"
    main = f" {_pooled_words(pooled[0], digits)}." if pooled else f" {_range_words(rows, digits)}"
    return alt, f"{measure[:1].upper()}{measure[1:]}, {_count(rows)}.{main}"


def _sides(rows, ratio):
    null = 1.0 if ratio else 0.0
    below, above = int((rows["ci_high"] < null).sum()), int((rows["ci_low"] > null).sum())
    rest = len(rows) - below - above
    word = null_words(ratio)
    return f"Intervals below {word}: {below}; including {word}: {rest}; above {word}: {above}."


def _study_words(rows, digits):
    each = [
        f"{r.label} {interval_words(r.estimate, r.ci_low, r.ci_high, digits)}"
        for r in rows.itertuples()
    ]
    return f"{'; '.join(each)}."


def _pooled_words(one, digits):
    effect = interval_words(one["estimate"], one["ci_low"], one["ci_high"], digits)
    if not one["prediction"]:
        return f"{one['label']}: {effect}"
    low, high = (plain(end, digits) for end in one["prediction"])
    return f"{one['label']}: {effect}, prediction interval [{low}, {high}]"


def _range_words(rows, digits):
    low, high = rows.loc[rows["estimate"].idxmin()], rows.loc[rows["estimate"].idxmax()]
    if len(rows) == 1:
        return f"{low['label']}: {interval_words(*low[['estimate', 'ci_low', 'ci_high']], digits)}."
    return (
        f"From {plain(low['estimate'], digits)} ({low['label']}) to "
        f"{plain(high['estimate'], digits)} ({high['label']})."
    )
