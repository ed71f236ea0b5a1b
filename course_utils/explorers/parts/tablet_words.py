"""What "Tablet to blood" says about a state."""

from __future__ import annotations

from course_utils.datasets import cite
from course_utils.explorers.parts.tablet_courses import STUDY

GONE = 0.005


def reading(result):
    """Share of the plateau or of what was there at the stop, and the ratio of the isomers."""
    parts = result["parts"].values()
    if result["stop"] is not None:
        told = " and ".join(f"{name(part.name)} {_left(part)}" for part in parts)
        since = result["days"] - result["stop"]
        return f"{since:g} {'day' if since == 1 else 'days'} after the stop {told}"
    told = " and ".join(f"{name(p.name)} is at {100 * p.reached:.0f} %" for p in parts)
    text = f"after {result['days']} days {told} of its plateau"
    if result["ratio"] is None:
        return text
    return (
        f"{text}; there is {result['ratio']:.0f} times as much zuclomiphene as enclomiphene, "
        f"{result['plateau_ratio']:.0f} times on the plateau; measured {result['measured']:.0f} "
        f"times in men ({study()})"
    )


def _left(part):
    if part.left < GONE:
        return "is gone"
    return f"is at {100 * part.left:.0f} % of its amount on the day of the stop"


def share(part):
    """``"75 % of plateau"``, or after a stop ``"71 % left"``."""
    if part.left is None:
        return f"{100 * part.reached:.0f} % of plateau"
    return f"{100 * part.left:.0f} % left" if part.left >= GONE else "gone"


def name(part):
    """A name to read: ``testosterone_cypionate`` loses its underscore."""
    return part.replace("_", " ")


def study():
    """The study of the measured ratio, short."""
    return cite(STUDY, style="short")
