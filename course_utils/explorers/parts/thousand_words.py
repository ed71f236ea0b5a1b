"""How "Per thousand" says a change: as people, in points, in percent and as a number needed."""

from __future__ import annotations

import math

from course_utils.explorers.parts.effect_marks import ratio_words
from course_utils.figures.wording import plain, signed

TOO_FAR = "this ratio of this baseline is more than 100 %, so it cannot be carried so far"


def reading(result):
    """The whole reading as one clause."""
    time = period(result["years"])
    before = f"{count(1000 * result['untreated'])} of 1,000 have the event in {time} untreated"
    if result["refusal"]:
        return f"{before}; there is no treated risk: {TOO_FAR}"
    after = count(1000 * (result["untreated"] + result["difference"].estimate))
    parts = [f"{before}, {after} treated: {people(result)}", points(result), relative(result)]
    parts.append(needed(result))
    if result["interval"]:
        parts.append(f"a trial of this size expects {trial(result)}")
    return "; ".join(parts)


def period(years):
    """``"3 years"``."""
    return "1 year" if years == 1 else f"{years} years"


def count(number):
    """People of 1,000: with one digit after the point where it matters."""
    return plain(number, 0 if number >= 99.5 else 1)


def people(result):
    """``"35.0 fewer per 1,000"``."""
    change = 1000 * result["difference"].estimate
    if abs(change) < 1e-9:
        return "as many per 1,000"
    digits = 2 if abs(change) < 0.95 else 0 if abs(change) >= 99.5 else 1
    return f"{abs(change):.{digits}f} {'more' if change > 0 else 'fewer'} per 1,000"


def points(result):
    """``"−3.5 percentage points"``."""
    change = 100 * result["difference"].estimate
    return f"{signed(change, 2 if abs(change) < 0.95 else 1)} percentage points"


def relative(result):
    """``"−35 % relative"``."""
    return f"{signed(-100 * result['reduction'].estimate, 0)} % relative"


def needed(result):
    """``"29 people treated for 3 years for one event fewer"``."""
    if result["needed"] is None:
        return "no number needed: nothing changes"
    number = result["needed"].value
    change = "fewer" if number > 0 else "more"
    whole = math.ceil(abs(number) - 1e-9)
    return f"{whole:,} people treated for {period(result['years'])} for one event {change}"


def trial(result):
    """What a trial would expect: events, risk ratio and number needed with intervals."""
    treated, untreated = result["events"]
    if not treated + untreated:
        return f"no event in {result['people_per_arm']:,} per arm and cannot tell"
    ratio = result["trial_ratio"]
    words = ratio_words(ratio.estimate, ratio.low, ratio.high)
    return (
        f"{treated:,} against {untreated:,} events in {result['people_per_arm']:,} per arm, risk "
        f"ratio {words}, number needed {result['trial_needed']}"
    )
