"""What "The cycle turns" says about a state."""

from __future__ import annotations

from course_utils.explorers.parts.turns_course import COLUMNS, LAST_DAY

NAMES = ("LH {:.0f} IU/L", "FSH {:.0f} IU/L", "estradiol {:,.0f} pg/mL")


def reading(result):
    """Surges with their days, how far apart they are, and the highest level of each hormone."""
    peaks = [result[name].max() for name in COLUMNS]
    highest = ", ".join(name.format(peak) for name, peak in zip(NAMES, peaks, strict=False))
    highest += f" and progesterone {peaks[3]:.1f} ng/mL"
    return f"in {LAST_DAY} days {surges(result['surges'])}; the highest levels are {highest}"


def surges(found):
    """``"LH surges on days 14, 43 and 71, each time with an ovulation, at last 28 days apart"``."""
    if not found:
        return "LH never surges and nothing ovulates"
    days = [f"{day:.0f}" for day, _ovulates in found]
    when = f"on days {', '.join(days[:-1])} and {days[-1]}" if days[1:] else f"on day {days[0]}"
    return f"LH surges {when}, {_ovulations(found)}{_apart(found)}"


def _ovulations(found):
    times = sum(ovulates for _day, ovulates in found)
    if times == len(found):
        return "each time with an ovulation" if times > 1 else "with an ovulation"
    return f"with an ovulation {times} of {len(found)} times" if times else "without ovulation"


def _apart(found):
    # The difference of the days as they are written.
    return f", at last {round(found[-1][0]) - round(found[-2][0])} days apart" if found[1:] else ""
