"""What "The crossing point" says about a state."""

from __future__ import annotations

FLAT = 5e-4  # a change of the signal that rounds to nothing


def reading(result):
    """Signals without and with the drug, the crossing, and three years of bone."""
    before, after = result["signals"]
    moved = verb(before, after)
    who = "this person" if result["person"] == "custom" else result["person"]
    text = (
        f"at {result['estradiol']:g} pg/mL {drug(result)} {moved} the signal in bone, "
        f"{before:.3f} without and {after:.3f} with it; {crossing(result)}; "
        f"in the model the bone mass of {who} changes over 3 years by "
        f"{percent(result['bone alone'][-1])} without and "
        f"{percent(result['bone with'][-1])} with the drug"
    )
    return text


def verb(before, after):
    """``"raises"``, ``"lowers"`` or ``"leaves"``."""
    if abs(after - before) < FLAT:
        return "does not change"
    return "raises" if after > before else "lowers"


def drug(result):
    """The drug; its efficacy is said when it is not the listed one."""
    name = result["drug"]
    name = f"a {name}" if name.startswith("pure") else name
    return f"{name} with efficacy {result['efficacy']:g}" if result["changed"] else name


def crossing(result):
    """Where the sign turns, in words."""
    if result["crossing"] is None:
        return "with efficacy 1 there is no crossing point"
    if result["crossing"] == 0:
        return "with efficacy 0 it lowers the signal at any estradiol"
    return f"the sign turns at {result['crossing']:.1f} pg/mL"


def percent(value):
    """``"+1.1 %"`` with a true minus; ``"0.0 %"`` has no sign."""
    text = f"{value:+.1f} %".replace("-", "−")
    return "0.0 %" if text[1:] == "0.0 %" else text
