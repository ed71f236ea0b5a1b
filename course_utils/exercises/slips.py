"""Slips that need no planting: sign, unit prefix, inverted conversion, percent or fraction.

Each finder returns a :class:`Slip` or ``None``. A message names what the number would mean
and asks a question; it holds no number, so it cannot give the answer away.
"""

from __future__ import annotations

from typing import NamedTuple


class Slip(NamedTuple):
    """A code for the record and a sentence for the student."""

    code: str
    message: str


def number_slip(value, key, answer):
    """The first generic slip that explains a number outside the tolerance.

    Parameters
    ----------
    value, key : float
        The student's number and the reference.
    answer : Number
        Supplies unit, tolerance and the quantity a conversion started from.
    """
    finders = (_sign, _percent_or_fraction, _inverted, _power_of_ten, _near)
    return next((slip for find in finders if (slip := find(value, key, answer))), None)


def swapped_pair(values, keys, answers):
    """Two right numbers in the wrong places."""
    if len(values) != 2 or None in values:
        return None
    crossed = zip(reversed(values), keys, answers, strict=True)
    if not all(part.accepts(value, key) for value, key, part in crossed):
        return None
    return Slip(
        "swapped",
        "Both numbers are there, in the other order. Which one does the line “Checked” ask for "
        "first?",
    )


def _sign(value, key, answer):
    if key == 0 or not answer.accepts(-value, key):
        return None
    return Slip(
        "sign",
        "The size fits and the direction is turned round. Does the quantity rise or fall, "
        "and which direction counts as positive?",
    )


def _percent_or_fraction(value, key, answer):
    if answer.unit not in {"%", "percentage points"}:
        return None
    if answer.accepts(value * 100, key):
        return Slip(
            "percent-or-fraction",
            f"That is the size as a fraction of one. This exercise counts in {answer.unit}: "
            "how many of a hundred would it be?",
        )
    if answer.accepts(value / 100, key):
        return Slip(
            "percent-or-fraction",
            "That multiplies by a hundred once too often. "
            "Was one of your numbers in percent already?",
        )
    return None


def _inverted(value, key, answer):
    start = answer.converted_from
    if not start or key == 0 or not _is_ten_fold(value, start * start / key, answer, range(-3, 4)):
        return None
    return Slip(
        "M-NUM-1",
        "This is what the conversion gives when it runs the other way round. "
        f"Should a value in {answer.unit} be larger or smaller than the one you started from?",
    )


def _power_of_ten(value, key, answer):
    powers = [power for power in range(-6, 7) if power]
    if key == 0 or not _is_ten_fold(value, key, answer, powers):
        return None
    if "/" in answer.unit:
        where = "Which prefix (n, p, µ) or volume (L, dL, mL) changed on the way?"
    else:
        where = "At which step did a factor of ten come in?"
    return Slip("M-NUM-1", f"The digits fit and the decimal point stands elsewhere. {where}")


def _is_ten_fold(value, target, answer, powers):
    """True if ``value`` is ``target`` times one of the powers of ten, to the same precision."""
    return any(answer.same_precision(value, target * 10.0**power) for power in powers)


def _near(value, key, answer):
    if abs(value - key) > 3 * answer.margin(key):
        return None
    return Slip(
        "near",
        "Close, and still outside the stated tolerance. "
        "Did you round a number on the way, or use a shortened constant?",
    )
