"""Figures of lesson 06: two knobs, a blocker, three drugs. Models only."""

from __future__ import annotations

import numpy as np

from course_utils.figures.key_and_switch import key_and_switch
from course_utils.figures.lesson_06_assays import (
    competition,
    five_laboratories,
    schild_plot,
    squares,
)
from course_utils.figures.lesson_06_seats import (
    DRUG_LINES,
    log_axis,
    seats_taken,
    short,
    spare_seats,
)
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    model_line,
    new_figure,
    title,
    words,
)
from course_utils.figures.wording import listed
from course_utils.physiology.receptors import (
    antagonized_effect,
    half_effect_concentration,
    maximal_effect,
    occupancy,
    operational,
)

__all__ = [
    "blocked",
    "competition",
    "five_laboratories",
    "key_and_switch",
    "schild_plot",
    "seats_taken",
    "spare_seats",
    "squares",
    "three_drugs",
    "two_knobs",
]


def two_knobs(grips=(0.1, 1.0, 10.0), presses=(30.0, 3.0, 0.3), tau=3.0):
    """Curves of effect: three affinities at one efficacy, three efficacies at one affinity (F1).

    Parameters
    ----------
    grips : sequence of float
        K_A of the left panel.
    presses : sequence of float
        τ of the right panel, with K_A = 1.
    tau : float
        τ of the left panel.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 4.0, ncols=2, sharey=True)
    grid = np.geomspace(0.001, 300, 241)
    for ax in axes:
        log_axis(ax, 0.001, 300, "concentration")
        ax.set(ylim=(0, 1.12))
    title(axes[0], f"Affinity: same τ = {tau:g}")
    title(axes[1], "Efficacy: same K = 1")
    left = [_knob(axes[0], grid, k, tau, f"K {k:g}", n) for n, k in enumerate(grips)]
    right = [_knob(axes[1], grid, 1.0, t, f"τ {t:g}", n) for n, t in enumerate(presses)]
    axes[0].set_ylabel("effect, fraction of the tissue's most")
    alt = (
        "Two panels of model curves over concentration. Left, affinity: three equal curves side "
        f"by side, {listed(left)}. Right, efficacy: three curves of different height, "
        f"{listed(right)}. Dots mark half of each curve's own top."
    )
    summary = (
        "In this model affinity moves the curve sideways only; efficacy moves it upward and "
        f"sideways: {listed(right)}."
    )
    return Described(figure, alt, summary)


def _knob(ax, grid, grip, tau, name, number):
    meaning, line = DRUG_LINES[number]
    model_line(ax, grid, operational(grid, grip, tau), "", meaning, linestyle=line)
    half, top = half_effect_concentration(grip, tau), maximal_effect(tau)
    ax.plot(half, top / 2, "o", color=COLORS[meaning], markersize=8, zorder=4)
    place = (half / 1.5, top / 2 + 0.02) if name.startswith("K") else (grid[-1] * 0.8, top + 0.02)
    words(ax, *place, name, COLORS[meaning], ha="right", va="bottom")
    return f"{name} with half at {short(half)} and top {top:.2f}"


def blocked(blockers=(0, 1, 10, 100), tau=3.0, lost=()):
    """An agonist's curve beside rising amounts of a competitive blocker (F2).

    Parameters
    ----------
    blockers : sequence of float
        B/K_B.
    tau : float
        τ of the agonist; its K_A is 1.
    lost : sequence of float
        Shares of the receptors that a lasting blocker leaves, drawn as dashed lines.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.8)
    grid = np.geomspace(0.01, 10_000, 241)
    log_axis(ax, 0.01, 10_000, "agonist, multiples of its K")
    top = maximal_effect(tau)
    ax.set(ylim=(0, 1.2 * top))
    title(ax, "Effect of the agonist, fraction of the tissue's most")
    told = []
    for blocker in blockers:
        effect = antagonized_effect(grid, 1, tau, blocker, 1)
        look = "bone mass" if not blocker else "SERM"
        model_line(ax, grid, effect, "", look, linestyle="-")
        half = half_effect_concentration(1 + blocker, tau)
        ax.plot(half, top / 2, "o", color=COLORS[look], markersize=8, zorder=4)
        name = f"× {1 + blocker:g}" if blocker else "no blocker"
        side = {"ha": "left", "va": "top"} if blocker else {"ha": "right", "va": "bottom"}
        words(ax, half * (1.25 if blocker else 0.8), top / 2, name, COLORS[look], **side)
        told.append(f"{blocker:g} K of blocker moves it {1 + blocker:g} fold")
    for left in lost:
        _lasting(ax, grid, tau, left)
    alt = (
        f"Model curves of effect, equal in shape and top {top:.2f}, side by side to the right: "
        f"{listed(told[1:])}."
    )
    if lost:
        alt += " Dashed: with most seats blocked for good the top is lower."
    return Described(figure, alt, f"Same top, more agonist needed: {listed(told[1:])} (model).")


def _lasting(ax, grid, tau, left):
    effect = operational(grid, 1, tau * left)
    model_line(ax, grid, effect, "", "resorption", linestyle="--")
    words(
        ax,
        grid[-1] * 0.9,
        effect[-1] + 0.02,
        f"lasting blocker, {100 * left:g} % of the seats left",
        COLORS["resorption"],
        ha="right",
        va="bottom",
    )


def three_drugs(drugs):
    """Seats and effect of three drugs, one panel each, for reading off three words.

    Parameters
    ----------
    drugs : dict
        Name → (K_A in nM, τ).

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 3.4, ncols=len(drugs), sharey=True)
    grid = np.geomspace(0.01, 1000, 241)
    told = []
    for ax, (name, (grip, tau)) in zip(axes, drugs.items(), strict=True):
        log_axis(ax, 0.01, 1000, "nM")
        ax.set(ylim=(0, 1.3), yticks=np.arange(0, 1.1, 0.25))
        ax.set_xticks([0.01, 1, 100], ["0.01", "1", "100"])
        title(ax, f"Drug {name}")
        model_line(ax, grid, occupancy(grid, grip), "", "baseline", linewidth=1.6)
        model_line(ax, grid, operational(grid, grip, tau), "", "SERM", linestyle="-", linewidth=3)
        half, top = half_effect_concentration(grip, tau), maximal_effect(tau)
        ax.plot(grip, 0.5, "o", color=INK, mfc="white", markersize=9, zorder=4)
        ax.plot(half, top / 2, "o", color=COLORS["SERM"], markersize=9, zorder=5)
        told.append(
            f"{name} half of the seats at {short(grip)}, half of its effect at {short(half)} nM, "
            f"top {top:.2f}"
        )
    words(axes[0], 2.2, 0.46, "seats", MUTED, va="center")
    words(axes[0], 900, 0.22, "effect", COLORS["SERM"], ha="right", va="bottom")
    alt = f"Three panels, model. {'; '.join(told)}."
    return Described(figure, alt, "Dashed: seats taken, ring at half. Thick: effect, dot at half.")
