"""What "Six tissues, one drug" says about a state."""

from __future__ import annotations

SAME = 5e-3  # a difference that two decimals do not show


def reading(result):
    """The level without a drug, then the tissues that rise, fall and stay."""
    start = (
        f"at {result['estradiol']:g} pg/mL estradiol alone gives every tissue a signal of "
        f"{result['without']:.2f}"
    )
    if not result["drugs"]:
        return start
    groups = {"rise": [], "fall": [], "stay": []}
    for tissue, signal in result["signals"].items():
        groups[direction(result["without"], signal)].append(f"{tissue} to {signal:.2f}")
    verbs = {"rise": "rise", "fall": "fall", "stay": "stay within 0.01"}
    told = [f"{verbs[name]}: {listed(group)}" for name, group in groups.items() if group]
    return f"{start}; with {' and '.join(result['drugs'])} these {', these '.join(told)}"


def direction(before, after):
    """``"rise"``, ``"fall"`` or ``"stay"``."""
    if abs(after - before) < SAME:
        return "stay"
    return "rise" if after > before else "fall"


def listed(items):
    """``"a, b and c"``."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if items[1:] else items)
