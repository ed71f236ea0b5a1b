"""Figure of lesson 10 about the laboratory: two kinds of assay on the same blood."""

from __future__ import annotations

import numpy as np

from course_utils.figures.people import draw_crowd
from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, INK, MUTED, new_figure, title, words
from course_utils.figures.wording import listed

ROWS = {  # label of a row → symbol, meaning
    "testosterone,\nall men": ("testosterone_all", "testosterone"),
    "testosterone\nbelow 11 nmol/L": ("testosterone_low", "testosterone"),
    "estradiol above\n40.8 pmol/L": ("estradiol_high", "estradiol"),
    "estradiol up to\n40.8 pmol/L": ("estradiol_low", "estradiol"),
}
MARKERS = {"testosterone": "s", "estradiol": "D"}
PEOPLE = 100


def assay_agreement(numbers, study):
    """Correlation of two assays, and how many men with low estradiol one of them finds (F6).

    Parameters
    ----------
    numbers : ParameterSet
        ``sex_steroid_assays``.
    study : str

    Returns
    -------
    Described
    """
    figure, (dots, crowd) = new_figure(8.0, 4.0, ncols=2)
    figure.set_layout_engine("none")
    dots.set_position((0.2, 0.15, 0.3, 0.68))
    crowd.set_position((0.6, 0.12, 0.36, 0.68))
    told = _correlations(dots, numbers)
    found = round(numbers["low_estradiol_found"])
    draw_crowd(crowd, found, population=PEOPLE)
    heading = f"100 men with low estradiol:\nimmunoassay finds {found}"
    crowd.text(0, 1.04, heading, transform=crowd.transAxes, color=INK, size=12, weight="bold")
    figure.text(0.99, 0.02, study, ha="right", color=MUTED, size=11, style="italic")
    alt = (
        "Left, four marks on a scale from 0 to 1, correlation of immunoassay and mass "
        f"spectrometry: {listed(told)}. Right, 100 dots, men with low estradiol by mass "
        f"spectrometry; {found} are filled, those the immunoassay calls low."
    )
    summary = (
        f"The two assays agree on testosterone ({numbers['testosterone_all']:.2f}) and hardly on "
        f"low estradiol ({numbers['estradiol_low']:.2f}): of 100 men who are low by mass "
        f"spectrometry the immunoassay calls {found} low ({study})."
    )
    return Described(figure, alt, summary)


def _correlations(ax, numbers):
    places = np.arange(len(ROWS))[::-1]
    ax.set(xlim=(0, 1.18), ylim=(-0.6, len(ROWS) - 0.4), xticks=(0, 0.5, 1))
    ax.set_yticks(places, list(ROWS))
    ax.set_xlabel("correlation")
    title(ax, "Two assays, one blood")
    for place, (symbol, meaning) in zip(places, ROWS.values(), strict=True):
        ax.plot([0, numbers[symbol]], [place, place], color=COLORS["baseline"], linewidth=1.2)
        ax.plot(numbers[symbol], place, MARKERS[meaning], color=COLORS[meaning], markersize=10)
        words(ax, numbers[symbol] + 0.05, place + 0.1, f"{numbers[symbol]:.2f}", va="bottom")
    return [
        f"{label.replace(chr(10), ' ')} {numbers[symbol]:.2f}"
        for label, (symbol, _) in ROWS.items()
    ]
