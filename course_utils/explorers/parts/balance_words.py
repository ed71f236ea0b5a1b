"""How the balance sheet is read out: side by side, never summed."""

from __future__ import annotations

import math

from course_utils.explorers.kit.choices import lower_first
from course_utils.figures.wording import plain, signed

WEIGH = "your weights times events"
MOST = 2  # how many weighed lines are read out; the picture shows all


def reading(result):
    """All lines as one clause: fewer, more, what is only a ratio, and the weights if any."""
    lines = list(result["lines"].itertuples())
    known = [line for line in lines if not math.isnan(line.difference)]
    parts = [f"{result['sheet'].treatment} against placebo, {per(result)}"]
    for word, chosen in (
        ("fewer", [line for line in known if line.difference < 0]),
        ("more", [line for line in known if line.difference >= 0]),
    ):
        if chosen:
            told = ", ".join(_told(line, result["interval"]) for line in chosen)
            parts.append(f"{word}: {told}")
    only = [f"{lower_first(line.outcome)} {line.ratio[6:]}" for line in lines if line.ratio]
    parts += [f"known only as ratio: {', '.join(only)}"] if only else []
    more = (result["sheet"].note, route_words(result), _weights(result))
    parts += [words for words in more if words]
    return "; ".join(parts)


def per(result):
    """``"per 1,000 women over 5 years"``."""
    years = "1 year" if result["years"] == 1 else f"{result['years']} years"
    return f"per 1,000 women over {years}"


def change(line):
    """``"+4.5"``: one digit after the point, none from 100 on."""
    return signed(line.difference, 0 if abs(line.difference) >= 99.5 else 1)


def route_words(result):
    """What a patch changes, and on which evidence; nothing for tablets."""
    if not result["patch"]:
        return ""
    if not result["sheet"].tablets:
        return f"no patch of {result['sheet'].treatment} was studied, so this is the tablet"
    return "patch: clots not randomized; all else from tablets"


def _told(line, interval):
    words = f"{lower_first(line.outcome)} {change(line)}"
    if line.design == "cohort":
        words += " (observational)"
    if not interval:
        return words
    if math.isnan(line.ci_low):
        return f"{words} (no interval printed)"
    digits = 0 if max(abs(line.ci_low), abs(line.ci_high)) >= 99.5 else 1
    return f"{words} ({plain(line.ci_low, digits)} to {plain(line.ci_high, digits)})"


def _weights(result):
    weighed = result["lines"].query("weighed > 0").sort_values("weighed", ascending=False)
    told = [
        f"{lower_first(line.outcome)} {result['weights'][line.outcome]:.0f}"
        f" × {abs(line.difference):.1f}"
        for line in weighed.head(MOST).itertuples()
    ]
    first = f", the largest {MOST} of {len(weighed)}" if len(weighed) > MOST else ""
    return f"{WEIGH}, not summed{first}: {', '.join(told)}" if told else ""
