"""Two units of one hormone on a logarithmic scale: the unit ladders of lesson 00."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    FONT_SIZE,
    LOOKS,
    MUTED,
    PAPER,
    new_figure,
    spread,
    title,
    words,
)
from course_utils.figures.wording import listed
from course_utils.physiology import units

LADDERS = {
    "testosterone": (
        "ng/dL",
        "nmol/L",
        units.testosterone_ng_per_dl_to_nmol_per_l,
        (10, 30, 100, 300, 1000),
        (0.3, 1, 3, 10, 30),
    ),
    "estradiol": (
        "pg/mL",
        "pmol/L",
        units.estradiol_pg_per_ml_to_pmol_per_l,
        (1, 3, 10, 30, 100, 300),
        (3, 10, 30, 100, 300, 1000),
    ),
}


def unit_ladders(testosterone, estradiol):
    """Mass and amount units of both hormones on logarithmic scales, with examples.

    Parameters
    ----------
    testosterone, estradiol : dict
        Name of an example → its value in ng/dL (testosterone) or pg/mL (estradiol), e.g.
        ``{"David": 205}``. Up to three examples each keep the picture readable.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a value is not above zero: a logarithmic scale has no place for it.
    """
    figure, axes = new_figure(8.0, 4.6, nrows=2)
    told = [
        _ladder(ax, hormone, examples)
        for ax, hormone, examples in zip(axes, LADDERS, (testosterone, estradiol), strict=True)
    ]
    alt = f"Two logarithmic ladders, mass units above, amount units below. {' '.join(told)}"
    return Described(figure, alt, f"The same amount in two units. {' '.join(told)}")


def _ladder(ax, hormone, examples):
    """Draw one ladder and return the sentence that tells its examples."""
    mass_unit, amount_unit, convert, mass_ticks, amount_ticks = LADDERS[hormone]
    factor = convert(1.0)
    _ladder_axes(ax, hormone, mass_ticks)
    for tick in mass_ticks:
        _rung(ax, tick, tick, 1)
    for tick in amount_ticks:
        _rung(ax, tick / factor, tick, -1)
    words(ax, mass_ticks[0] / 1.9, 0.42, mass_unit, ha="right", va="center")
    words(ax, mass_ticks[0] / 1.9, -0.42, amount_unit, ha="right", va="center")
    labels = {
        f"{name}\n{value:g} {mass_unit}\n= {convert(value):.3g} {amount_unit}": value
        for name, value in examples.items()
    }
    _examples(ax, labels, hormone)
    return f"{hormone.capitalize()}: {listed(label.replace(chr(10), ' ') for label in labels)}."


def _examples(ax, labels, hormone):
    """A mark per example, its label above, moved sideways where labels would touch."""
    look = LOOKS[hormone]
    values = np.array(list(labels.values()), dtype=float)
    if np.any(values <= 0):
        raise ValueError(f"Examples of {hormone} must be above zero on a logarithmic scale.")
    low, high = np.log10(ax.get_xlim())
    per_letter = (high - low) * 0.62 * FONT_SIZE / (72 * ax.figure.get_size_inches()[0])
    letters = [max(map(len, label.split("\n"))) + 2 for label in labels]
    places = 10 ** spread(np.log10(values), per_letter * np.array(letters))
    for label, value, place in zip(labels, values, places, strict=True):
        ax.plot((value, place), (0, 1.3), color=look.color, linewidth=1, zorder=1)
        ax.plot(value, 0, look.marker, color=look.color, markersize=9)
        words(ax, place, 1.35, label, look.color, ha="center", va="bottom")


def _ladder_axes(ax, hormone, ticks):
    low, high = ticks[0] / 1.6, ticks[-1] * 1.6
    ax.set(xscale="log", xlim=(ticks[0] / 4.2, ticks[-1] * 1.7), ylim=(-1.2, 3.9))
    ax.plot((low, high), (0, 0), color=MUTED, linewidth=1.2, zorder=1)
    ax.set_axis_off()
    title(ax, hormone, COLORS[hormone])


def _rung(ax, x, value, side):
    ax.plot((x, x), (0, 0.22 * side), color=MUTED, linewidth=1.2, zorder=1)
    place = "bottom" if side > 0 else "top"
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
    words(ax, x, 0.27 * side, f"{value:g}", MUTED, ha="center", va=place, bbox=paper)
