"""What "Trap and trigger" says about a state."""

from __future__ import annotations

from course_utils.explorers.parts.knobs_words import figures


def reading(result):
    """What OPG holds and leaves free, and the share of RANK that this turns on."""
    return (
        f"of {result['rankl']:g} units of RANKL, {figures(result['rankl'] / result['opg'])} per "
        f"unit of OPG, OPG holds {amount(result['trapped'])} and leaves {amount(result['free'])} "
        f"free, and {percent(result['occupied'])} of RANK is occupied at equilibrium (model, "
        "arbitrary units)"
    )


def amount(value):
    """Arbitrary units with three figures after the point: ``"0.200"``."""
    return f"{value:.3f}"


def percent(share):
    """A share with one figure after the point: ``"40.0 %"``."""
    return f"{100 * share:.1f} %"
