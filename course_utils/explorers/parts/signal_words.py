"""What "Signal or noise" says about a state."""

from __future__ import annotations

from course_utils.explorers.parts.crossing_words import percent
from course_utils.explorers.parts.signal_people import FALL, RISE, UNCLEAR


def reading(result):
    """Limit, counted verdicts of the simulated people, exact chances and the mean."""
    years = f"{result['years']} year" + "s" * (result["years"] > 1)
    told = " and ".join(
        f"{name} for {number(result, verdict)}" for verdict, name in _VERDICTS.items()
    )
    return (
        f"a change counts from {result['least']:.4f} g/cm², {result['least_percent']:.1f} % of "
        f"the start; with a true change of {percent(result['true'])} in {years} in everybody it "
        f"counts as {told} of {result['people']:,} simulated people, and their mean change is "
        f"{signed(result['mean'])}; over very many people {expected(result, RISE)} would count "
        f"as a rise, {expected(result, FALL)} as a fall, and {expected(result, UNCLEAR)} would "
        "stay unclear"
    )


_VERDICTS = {RISE: "a rise", FALL: "a fall"}


def number(result, verdict):
    """How many people got a verdict."""
    return f"{result['counts'][verdict]:,}"


def simulated(result, verdict):
    """Their share: ``"11.0 %"``."""
    return f"{100 * result['counts'][verdict] / result['people']:.1f} %"


def expected(result, verdict):
    """The chance of a verdict, as precise as it is small: ``"11 %"``, ``"0.4 %"``."""
    chance = 100 * result["chances"][verdict]
    if chance < 0.05:
        return "less than 0.1 %"
    if chance > 99.95:
        return "more than 99.9 %"
    return f"{chance:.1f} %" if chance < 9.95 or chance > 99 else f"{chance:.0f} %"


def signed(value):
    """A change with two figures after the point: ``"+1.28 %"``."""
    return f"{value:+.2f} %".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")
