"""Figures of lesson 05 on tamoxifen: what the body makes of it, and what the enzyme decides."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    INK,
    MUTED,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain

LOOK = {
    "tamoxifen": ("bone mass", "-", 2.2),
    "N-desmethyltamoxifen": ("testosterone", "--", 2.2),
    "endoxifen": ("resorption", "-.", 2.6),
}


def parent_and_metabolites(days, levels):
    """Tamoxifen and two of its metabolites under one tablet a day.

    Parameters
    ----------
    days : array (n,)
        Since the first tablet.
    levels : dict
        Name → ng/mL, array (n,); names as in ``LOOK``.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.9)
    ax.set(yscale="log", xlim=(0, days[-1]), ylim=(0.5, 400), xlabel="days since the first tablet")
    ax.set_yticks((1, 10, 100), ("1", "10", "100"))
    ax.set_yticks((), minor=True)
    title(ax, "In blood, ng/mL (each step is ten times more)")
    for name, level in levels.items():
        meaning, look, width = LOOK[name]
        said = name.replace("N-desmethyl", "N-desmethyl-\n")
        model_line(ax, days, level, said, meaning, linestyle=look, linewidth=width)
    told = listed(f"{name} {plain(level[-1])}" for name, level in levels.items())
    alt = (
        f"Three rising curves on a logarithmic axis, model, over {plain(days[-1])} days. At the "
        f"end, in ng/mL: {told}."
    )
    return Described(figure, alt, f"From one tablet a day this model makes, in ng/mL: {told}.")


def endoxifen_by_activity(activity, level, people, label_share):
    """Endoxifen against the activity of CYP2D6, with the label's poor metabolizers.

    Parameters
    ----------
    activity, level : array (n,)
        Activity over the median; steady endoxifen, ng/mL.
    people : array (m,)
        Endoxifen of model people at median activity, ng/mL: what else varies.
    label_share : float
        Endoxifen of poor metabolizers over that of others, from the product information.

    Returns
    -------
    Described
    """
    low, high = np.quantile(people, (0.05, 0.95))
    figure, ax = new_figure(8.0, 4.2)
    ax.set(xscale="log", xlim=(0.0045, 20), ylim=(0, 15.5))
    ax.set_xlabel("CYP2D6 activity, times the median (probe drug)")
    ax.set_xticks((0.01, 0.1, 1, 10), ("0.01", "0.1", "1", "10"))
    ax.set_xticks((), minor=True)
    title(ax, "Steady endoxifen on 20 mg tamoxifen a day, ng/mL")
    note(ax, "line: model", "upper left")
    model_line(ax, activity, level, "", "resorption")
    at = float(np.interp(1, activity, level))
    ax.plot((1, 1), (low, high), color=MUTED, linewidth=7, alpha=0.45, solid_capstyle="butt")
    words(
        ax, 0.85, 11.8, "nine in ten model\npeople at this activity", MUTED, ha="right", va="center"
    )
    for x in (0.01, 0.1, 1, 10):
        y = float(np.interp(x, activity, level))
        ax.plot(x, y, "o", color=INK, markersize=7, zorder=4)
        below = x > 0.01  # the name of the diamond stands below the first dot
        place = (x * 1.09, y - 0.25) if below else (x, y + 0.45)
        style = {"va": "top"} if below else {"va": "bottom", "ha": "center"}
        words(ax, *place, f"{y:.1f}", **style)
    ax.plot(0.0065, label_share * at, "D", color=INK, markersize=9, zorder=4)
    told = f"poor metabolizers, {100 * (label_share - 1):.0f} %: product information"
    words(ax, 0.0075, 0.35, told.replace("-", "−"), va="bottom")
    tenth = float(np.interp(0.1, activity, level))
    alt = (
        f"A rising curve, model, on a logarithmic axis of enzyme activity: {tenth:.1f} ng/mL at a "
        f"tenth of the median, {at:.1f} at the median; at the median a bar from {low:.1f} to "
        f"{high:.1f} for nine in ten model people; a diamond at {label_share * at:.1f} for poor "
        "metabolizers in the product information, their activity not told."
    )
    summary = (
        f"With a tenth of the enzyme activity the model keeps {100 * tenth / at:.0f} % of the "
        f"endoxifen, and nine in ten people of equal activity span {low:.1f} to {high:.1f} ng/mL."
    )
    return Described(figure, alt, summary)
