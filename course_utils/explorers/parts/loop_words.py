"""What "Open and closed" says about a state."""

from __future__ import annotations

from course_utils.explorers.parts.hormone_looks import HORMONES, level


def reading(result):
    """The three hormones with the loop closed, testosterone with the loop cut, the GnRH drive."""
    closed = ", ".join(
        f"{words(name)} {level(name, result['closed'][name])} {unit}"
        for name, (_words, unit, _look) in HORMONES.items()
    )
    cut = level("testosterone", result["cut"]["testosterone_ng_per_dl"])
    usual = level("testosterone", result["usual"]["testosterone_ng_per_dl"])
    if not result["exponent"]:
        text = f"the loop is cut and the model rests at {closed}"
    else:
        text = f"the closed loop rests at {closed}; with the loop cut testosterone would be {cut}"
    text += f" (undisturbed {usual} ng/dL)"
    if result["gnrh"] == "continuous":
        text += f"; on day {result['day']} GnRH drives the pituitary with {drive(result)}"
    return text


def drive(result):
    """``"0.19 × the usual drive"``."""
    return f"{result['drive now']:.2f} × the usual drive"


def words(hormone):
    """The hormone within a sentence."""
    name = HORMONES[hormone][0]
    return name if name.isupper() else name.lower()
