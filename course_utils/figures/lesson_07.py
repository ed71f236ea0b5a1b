"""Figures of lesson 07: two answers on one curve, any dose, two receptors, the floor."""

from __future__ import annotations

import numpy as np

from course_utils.figures.lesson_07_trials import arms_and_models, trials_on_curve, turn_in_men
from course_utils.figures.palette import PAPER
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    label_line_end,
    model_line,
    new_figure,
    note,
    title,
    words,
)
from course_utils.figures.wording import listed, plain, signed

__all__ = [
    "arms_and_models",
    "dose_family",
    "floor_of_model",
    "trials_on_curve",
    "turn_in_men",
    "two_answers",
    "two_receptors",
]

TICKS = (1, 2, 5, 10, 20, 50, 100, 200)
ESTRADIOL = "estradiol, pg/mL (logarithmic)"
DASHES = {"tamoxifen": ":", "raloxifene": (0, (6, 2))}


def log_estradiol(ax, low=1, high=200):
    """A logarithmic axis of estradiol with plain ticks."""
    ax.set_xscale("log")
    ax.set(xlim=(low, high), xlabel=ESTRADIOL)
    ticks = [tick for tick in TICKS if low <= tick <= high]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.set_xticks([], minor=True)


def two_answers(levels, alone, with_drug, people, drug="tamoxifen"):
    """One curve without and one with a drug, and an arrow for each person (F1).

    Parameters
    ----------
    levels, alone, with_drug : array (n,)
        Estradiol, pg/mL, rising; signal in bone without and with the drug.
    people : dict
        Name → estradiol of that person, pg/mL.
    drug : str

    Returns
    -------
    Described
    """
    levels = np.asarray(levels, dtype=float)
    figure, ax = new_figure(8.0, 4.2)
    log_estradiol(ax, levels[0], levels[-1])
    ax.set_ylim(0, 1.12)
    title(ax, "Signal in bone (1: estradiol 100 pg/mL, no drug)")
    note(ax, "model", "lower right")
    model_line(ax, levels, alone, "no drug", "estradiol")
    model_line(ax, levels, with_drug, f"with\n{drug}", "SERM")
    told = [_arrow(ax, n, x, levels, alone, with_drug) for n, x in people.items()]
    alt = (
        f"Two curves, model, of the signal in bone over estradiol: steep without a drug, nearly "
        f"flat with {drug}; they cross. Arrows from the first to the second: {listed(told)}."
    )
    return Described(figure, alt, f"One drug, in the model: {listed(told)}.")


def _arrow(ax, name, level, levels, alone, with_drug):
    at = np.log(level), np.log(levels)
    before, after = (float(np.interp(*at, curve)) for curve in (alone, with_drug))
    ax.annotate(
        "",
        (level, after),
        (level, before),
        arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 2.4, "shrinkA": 0},
        zorder=5,
    )
    ax.plot(level, before, "o", color=COLORS["estradiol"], markersize=10, zorder=6)
    side = {"ha": "right", "x": level * 0.92} if after < before else {"ha": "left", "x": level}
    text = f"{name} {plain(before, 2)} → {plain(after, 2)}"
    beyond = before - 0.09 if after > before else before + 0.06
    words(ax, side["x"], beyond, text, va="center", ha=side["ha"], weight="bold")
    return f"{name} at {level:g} pg/mL from {plain(before, 2)} to {plain(after, 2)}"


def dose_family(levels, curves, crossing):
    """The signal at several doses, all through one point (F2).

    Parameters
    ----------
    levels : array (n,)
        Estradiol, pg/mL, rising.
    curves : dict
        Dose d (0 is no drug) → signal, array (n,).
    crossing : pair
        Estradiol and signal of the common point.

    Returns
    -------
    Described
    """
    levels = np.asarray(levels, dtype=float)
    figure, ax = new_figure(8.0, 4.2)
    log_estradiol(ax, levels[0], levels[-1])
    ax.set_ylim(0, 1.12)
    title(ax, "Signal in bone at five doses (1: estradiol 100 pg/mL, no drug)")
    note(ax, "model", "lower right")
    for dose, curve in curves.items():
        meaning = "SERM" if dose else "estradiol"
        wide = 1.2 + 0.5 * list(curves).index(dose)
        text = f"d = {dose:g}" if dose else "d = 0, no drug"
        style = {"linewidth": wide, "linestyle": "-"}
        model_line(ax, levels, curve, text, meaning, **style)
    x, y = crossing
    ax.plot([x, x], [0, y], color=MUTED, linestyle=":", linewidth=1.4)
    mark = {"color": INK, "markerfacecolor": PAPER, "markersize": 12, "markeredgewidth": 2.2}
    ax.plot(x, y, "D", zorder=6, **mark)
    words(ax, x * 1.08, 0.05, f"E2* = {plain(x, 1)} pg/mL", weight="bold")
    doses = listed(f"{dose:g}" for dose in curves)
    alt = (
        f"Five curves, model, of the signal over estradiol at doses {doses}. The larger the dose, "
        f"the flatter the curve, and all cross at {plain(x, 1)} pg/mL and signal {plain(y, 2)}."
    )
    summary = f"In the model the curves of all doses cross at {plain(x, 1)} pg/mL."
    return Described(figure, alt, summary)


def two_receptors(panels):
    """The same curves from two receptor models, side by side (F5).

    Parameters
    ----------
    panels : dict
        Heading → dict with ``levels`` (pg/mL), ``no drug``, ``tamoxifen`` and ``raloxifene``
        (signals, arrays), and ``turns``: drug → estradiol of its crossing.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 4.4, ncols=2, sharey=True)
    told = []
    for ax, (heading, panel) in zip(axes, panels.items(), strict=True):
        log_estradiol(ax)
        ax.set_xlabel("estradiol, pg/mL")
        ax.set_ylim(0, 1.16)
        title(ax, heading)
        note(ax, "model", "lower right")
        _receptor(ax, panel)
        turns = listed(f"{drug} {plain(x, 1)}" for drug, x in panel["turns"].items())
        told.append(f"{heading.lower()}, {turns} pg/mL")
    words(axes[0], 1.1, 1.07, "signal in bone", MUTED, va="center")
    for y, drug in ((0.93, "tamoxifen"), (0.84, "raloxifene")):
        style = {"color": COLORS["SERM"], "linestyle": DASHES[drug], "linewidth": 2.4}
        axes[0].plot([1.15, 2.1], [y, y], **style)
        words(axes[0], 2.3, y, drug, va="center")
    alt = (
        "Two panels, model: signal in bone over estradiol without a drug, with tamoxifen and with "
        f"raloxifene. Each drug crosses the line without a drug once: {'; '.join(told)}."
    )
    return Described(figure, alt, f"The turn lies, in two models: {'; '.join(told)}.")


def _receptor(ax, panel):
    levels = panel["levels"]
    model_line(ax, levels, panel["no drug"], "", "estradiol")
    for drug, x in panel["turns"].items():
        model_line(ax, levels, panel[drug], "", "SERM", linestyle=DASHES[drug], linewidth=2.4)
        y = float(np.interp(np.log(x), np.log(levels), panel["no drug"]))
        style = {"color": INK, "markerfacecolor": PAPER, "markeredgewidth": 2, "markersize": 9}
        ax.plot(x, y, "D", zorder=6, **style)
        first = drug == "tamoxifen"
        place = {"ha": "left", "va": "top"} if first else {"ha": "right", "va": "bottom"}
        shift = (1.15, -0.03) if first else (0.9, 0.03)
        words(ax, x * shift[0], y + shift[1], plain(x, 1), weight="bold", zorder=7, **place)
    end = float(np.asarray(panel["no drug"])[-1])
    label_line_end(ax, levels[-1], end, "no\ndrug", COLORS["estradiol"])


def floor_of_model(signals, losses, marks, trials):
    """What any receptor could do: loss in three years against the signal left in bone (F6).

    Parameters
    ----------
    signals, losses : array (n,)
        Signal from 1 to 0; change of bone mass in three years, percent.
    marks : dict
        Label → (signal, change) of the model's own arms.
    trials : dict
        Label → change in a trial, percent.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.2)
    ax.set(xlim=(1.02, -0.02), ylim=(-19.5, 1.2))
    ax.set_xlabel("signal that is left in bone (1: before the treatment)")
    title(ax, "Bone after three years, % change")
    model_line(ax, signals, losses, "", "bone mass")
    for label, value in trials.items():
        ax.axhline(value, color=COLORS["SERM"], linewidth=2.4, linestyle=(0, (1, 1.2)))
        words(ax, 1.0, value + 0.35, f"{label} {signed(value, 1)} %", va="bottom")
    for label, (x, y) in marks.items():
        ax.plot(x, y, "o", color=INK, markersize=9, zorder=5)
        above = x > 0.5
        place = (x - 0.02, y + 0.5, "left") if above else (x + 0.02, y - 0.3, "right")
        where = {"ha": place[2], "va": "bottom" if above else "top"}
        words(ax, *place[:2], f"{label} {signed(y, 1)} %", **where)
    low = float(np.min(losses))
    ax.axhspan(-19.5, low, color=MUTED, alpha=0.13, linewidth=0)
    words(ax, 0.02, -18.9, "no receptor of this model gets here", ha="right", va="bottom")
    seen = listed(f"{label} {signed(value, 1)} %" for label, value in trials.items())
    seen = seen.replace("ABCSG-12", "ABCSG 12")  # read aloud, a hyphen sounds like a minus
    alt = (
        f"A falling curve, model: the less signal is left, the more bone is lost in three years, "
        f"at most {plain(-low, 1)} % at signal 0. Two level lines from a trial: {seen}."
    )
    summary = (
        f"With no signal at all the model loses {plain(-low, 1)} % in three years; the trial "
        f"lost: {seen}."
    )
    return Described(figure, alt, summary)
