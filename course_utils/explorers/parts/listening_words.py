"""What "Who does bone listen to?" says about a state."""

from __future__ import annotations


def reading(result):
    """The signal and its parts, three years of bone, and where it comes to rest."""
    through, direct = result["parts"]
    share = "all of it through the estrogen receptor"
    if result["weight"]:
        share = (
            f"{through:.2f} through the estrogen receptor, {direct:.2f} from testosterone itself"
        )
    if not result["signal"]:
        share = "nothing is left of it"
    return (
        f"the signal in bone is {result['signal']:.2f} ({share}; David's was "
        f"{result['before']:.2f}); in the model the bone mass of David changes by "
        f"{percent(result['change'])} in 3 years and comes to rest at {result['rest']:.1f} % of a "
        "young adult's"
    )


def percent(value):
    """``"+1.9 %"`` with a true minus; a change that rounds to nothing has no sign."""
    text = f"{value:+.1f} %".replace("-", "−")
    return "0.0 %" if text[1:] == "0.0 %" else text


def drug(result):
    """The SERM in bone, or what it is set to while there is none."""
    knobs = f"ε {result['efficacy']:g}, d {result['dose']:g}"
    return (
        f"SERM in bone: {knobs}" if result["drug"] == "SERM" else f"no SERM in bone (set: {knobs})"
    )
