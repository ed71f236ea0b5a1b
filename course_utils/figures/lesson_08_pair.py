"""Estrogen and bazedoxifene together: the teaching model, and the full model beside trials."""

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

MEANINGS = {"bone": "bone mass", "brain": "testosterone", "uterus": "SERM", "breast": "resorption"}
DOSES = {"20 mg": 1.0, "40 mg": 2.0}


def pair_of_ligands(dose, signals, untreated):
    """Signal of each tissue as bazedoxifene is added to estrogen, teaching model (F3).

    Parameters
    ----------
    dose : array (n,)
        d of bazedoxifene, rising.
    signals : dict
        Tissue → signal, array (n,).
    untreated : float
        Signal after menopause without any drug.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.8)
    ax.set(xlim=(dose[0], dose[-1]), ylim=(0, 1), xlabel="dose d = C/K of bazedoxifene")
    title(ax, "Estrogen signal (1: all receptors hold estradiol)")
    for tissue, line in signals.items():
        name = f"{tissue} {line[-1]:.2f}"
        model_line(ax, dose, line, name, MEANINGS[tissue])
    ax.axhline(untreated, color=MUTED, linestyle=(0, (1, 2)), linewidth=1.6)
    words(
        ax, 0.3, untreated - 0.05, f"after menopause, no drug: {untreated:.2f}", MUTED, va="center"
    )
    told = listed(f"{t} {line[0]:.2f} to {line[-1]:.2f}" for t, line in signals.items())
    alt = (
        f"{len(signals)} falling curves, model, as the dose of bazedoxifene rises from "
        f"{plain(dose[0])} to {plain(dose[-1])}: {told}. A dotted line at {untreated:.2f} is the "
        "signal after menopause without drugs."
    )
    summary = f"In this model bazedoxifene on top of estrogen takes the signals from {told}."
    return Described(figure, alt, summary)


def pair_in_trials(table, measured, usual, untreated):
    """The full model over the dose of bazedoxifene: endometrium beside trials, bone and brain.

    Parameters
    ----------
    table : DataFrame
        From ``tsec_dose_response`` with the added column ``hyperplasia_two_years_percent``.
    measured : mapping
        ``hyperplasia_ce_0625`` and ``hyperplasia_tsec_below``, percent in two years.
    usual : float
        Concentration of bazedoxifene on 20 mg a day, nM.
    untreated : dict
        ``bone`` and ``brain``: signal without estrogen and drug.

    Returns
    -------
    Described
    """
    figure, (lining, others) = new_figure(8.0, 4.1, ncols=2)
    _lining(lining, table, measured, usual)
    _others(others, table, usual, untreated)
    return Described(figure, *_told(table, measured, usual, untreated))


def _axis(ax, table, usual):
    ax.set(xlim=(-0.4, table.index[-1]), xlabel="bazedoxifene, mg a day")
    ax.set_xticks([0, *(usual * d for d in DOSES.values())], ["0", "20", "40"])


def _lining(ax, table, measured, usual):
    _axis(ax, table, usual)
    ax.set(yscale="log", ylim=(0.05, 60))
    ax.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    ax.set_yticks([], minor=True)
    title(ax, "Hyperplasia in 2 years, %")
    course = table["hyperplasia_two_years_percent"]
    model_line(ax, course.index, course, "", "SERM")
    hollow = {"markerfacecolor": "white", "color": INK, "markersize": 8, "linestyle": ""}
    start = measured["hyperplasia_ce_0625"]
    ax.plot(0, start, "o", **hollow)
    words(ax, 0.6, start * 1.12, "Pickar 2003: 27", va="bottom")
    bound = measured["hyperplasia_tsec_below"]
    for factor in DOSES.values():
        ax.plot(usual * factor, bound, "_", color=INK, markersize=16, markeredgewidth=2)
        arrow = {"arrowstyle": "->", "color": INK}
        ax.annotate("", (usual * factor, bound / 2.6), (usual * factor, bound), arrowprops=arrow)
    words(ax, 1.5 * usual, bound * 1.3, "Pickar 2009:\nbelow 1", ha="center", va="bottom")


def _others(ax, table, usual, untreated):
    _axis(ax, table, usual)
    ax.set_ylim(0, 1.12)
    title(ax, "Signal, 1 before menopause")
    columns = {"bone": "bone_signal", "brain": "brain_signal_relative"}
    for name, column in columns.items():
        line = table[column]
        model_line(ax, line.index, line, name, MEANINGS[name])
        ax.axhline(untreated[name], color=MUTED, linestyle=(0, (1, 2)), linewidth=1.6)
        words(ax, 0.2, untreated[name] + 0.03, f"{name}, untreated", MUTED, va="bottom")
    note(ax, "model", "upper right")


def _told(table, measured, usual, untreated):
    at = {name: np.interp(usual, table.index, table[name]) for name in table}
    course = "hyperplasia_two_years_percent"
    model = f"{plain(table[course].iloc[0])} % at none and {plain(at[course], 1)} % at 20 mg"
    alt = (
        "Left, hyperplasia in two years against the dose of bazedoxifene beside estrogen, a "
        f"falling model curve, {model}; marks: {plain(measured['hyperplasia_ce_0625'])} % on "
        "estrogen alone and below 1 % at 20 and 40 mg. Right, model signals of bone and brain "
        f"that fall slowly, at 20 mg {at['bone_signal']:.2f} and "
        f"{at['brain_signal_relative']:.2f}, above {untreated['bone']:.2f} and "
        f"{untreated['brain']:.2f} untreated."
    )
    summary = (
        f"Hyperplasia in two years: model {model}, trials "
        f"{plain(measured['hyperplasia_ce_0625'])} % and below 1 %; the model's bone signal stays "
        f"at {at['bone_signal']:.2f}."
    )
    return alt, summary
