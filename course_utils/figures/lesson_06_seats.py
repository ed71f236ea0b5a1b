"""Figures of lesson 06: seats taken on two axes, and half of an effect with few seats."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, INK, model_line, new_figure, title, words
from course_utils.figures.wording import listed, plain
from course_utils.physiology.receptors import (
    half_effect_concentration,
    maximal_effect,
    occupancy,
    operational,
)

DRUG_LINES = (("SERM", "-"), ("formation", "--"), ("resorption", "-."), ("bone mass", ":"))


def short(value):
    """A concentration with two figures: ``"0.032"``, ``"10"``."""
    return f"{float(f'{value:.2g}'):g}"


def log_axis(ax, low, high, label):
    """A decade axis with plain numbers."""
    ax.set(xscale="log", xlim=(low, high), xlabel=label)
    ticks = 10.0 ** np.arange(np.ceil(np.log10(low) - 1e-9), np.floor(np.log10(high) + 1e-9) + 1)
    ax.set_xticks(ticks, [f"{tick:,g}" for tick in ticks])
    ax.set_xticks([], minor=True)


def seats_taken(marks=(0.1, 1.0, 10.0)):
    """Occupancy over concentration, on a linear and on a logarithmic axis.

    Parameters
    ----------
    marks : sequence of float
        Concentrations in units of K whose share is written.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 3.5, ncols=2, sharey=True)
    grids = (np.linspace(0, 11, 241), np.geomspace(0.01, 100, 241))
    for ax, grid in zip(axes, grids, strict=True):
        ax.set(ylim=(0, 108))
        model_line(ax, grid, 100 * occupancy(grid, 1), "", "estradiol")
    axes[0].set(xlim=(0, 11), xticks=(0, 5, 10), xlabel="concentration, multiples of K")
    log_axis(axes[1], 0.01, 100, "the same, each step tenfold")
    title(axes[0], "Seats taken, %")
    shares = [100 * occupancy(mark, 1) for mark in marks]
    for ax in axes:
        ax.plot(marks, shares, "o", color=INK, markersize=8, zorder=4)
    for mark, share in zip(marks, shares, strict=True):
        words(axes[1], mark * 1.5, share - 5, f"{plain(share)} %", va="center")
    told = listed(f"{plain(s)} % at {short(m)} K" for m, s in zip(marks, shares, strict=True))
    alt = (
        "The same model curve of seats taken, twice: on a linear axis it rises steeply and "
        f"flattens, on a logarithmic one it is an S. Marked: {told}."
    )
    return Described(figure, alt, f"Seats taken in this model: {told}.")


def spare_seats(presses=(1.0, 3.0, 30.0)):
    """Effect beside occupancy for three efficacies, with half of each effect marked (F3).

    Parameters
    ----------
    presses : sequence of float
        τ; K_A is 1.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.0)
    grid = np.geomspace(0.001, 100, 241)
    log_axis(ax, 0.001, 100, "concentration, multiples of K")
    ax.set(ylim=(0, 1.18))
    title(ax, "Seats taken and effect, fractions of 1")
    model_line(ax, grid, occupancy(grid, 1), "seats taken", "baseline", linewidth=1.6)
    told = []
    for number, tau in enumerate(presses):
        meaning, line = DRUG_LINES[number]
        model_line(
            ax, grid, operational(grid, 1, tau), f"effect, τ {tau:g}", meaning, linestyle=line
        )
        half = half_effect_concentration(1, tau)
        seats, effect = occupancy(half, 1), maximal_effect(tau) / 2
        ax.plot((half, half), (seats, effect), color=COLORS[meaning], linewidth=1.4)
        ax.plot(half, effect, "o", color=COLORS[meaning], markersize=8, zorder=4)
        ax.plot(half, seats, "o", color=COLORS[meaning], mfc="white", markersize=8, zorder=4)
        told.append(f"{plain(100 * seats)} % of the seats with τ {tau:g}")
    alt = (
        "Model curves over concentration: one thin curve of seats taken, and to the left of it "
        f"curves of effect, farther left with larger τ. Half of the effect comes at {listed(told)}."
    )
    return Described(figure, alt, f"Half of the effect, in this model: {listed(told)}.")
