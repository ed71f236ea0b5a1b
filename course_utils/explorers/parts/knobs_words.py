"""What "Two knobs" says about a state."""

from __future__ import annotations


def figures(value):
    """A positive number with two or three figures and no exponent: ``"0.032"``, ``"10,100"``."""
    if value >= 100:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{float(f'{value:.2g}'):.7f}".rstrip("0").rstrip(".")


def reading(result):
    """Where half of the seats are taken, where half of the response is reached, and its top."""
    seats = f"half of the receptors are taken at a concentration of {seats_at(result)}"
    if not result["top"]:
        return f"{seats}, and the drug switches nothing on: the response stays 0"
    effect = f"half of the response is reached at {effect_at(result)}"
    ratio = result["half_occupancy"] / result["half_effect"]
    gap = f"{figures(ratio)} times less" if ratio >= 1.05 else "about as much"
    text = f"{seats}; {effect}, {gap}; with all receptors taken the response is {top(result)} of 1"
    if result["shift"] > 1:
        text += f"; the blocker makes {figures(result['shift'])} times more drug necessary"
    return text


def seats_at(result):
    """K_A as it appears beside the blocker."""
    return figures(result["half_occupancy"])


def effect_at(result):
    """EC50."""
    return figures(result["half_effect"])


def top(result):
    """Emax."""
    return figures(result["top"])
