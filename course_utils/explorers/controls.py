"""The three kinds of control an explorer may declare.

A control knows its own limits and how to say no. It never shows anything:
the panel turns controls into widgets, the kit turns them into state.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number between two limits that moves in steps.

    Parameters
    ----------
    name : str
        Python name of the setting, as used in ``explorer.set(name=...)``.
    label : str
        What a person reads, in sentence case.
    unit : str
        Unit as it follows the number: ``"%"``, ``"cells"``.
    low, high, step, default : float
        Limits (both allowed), step and starting value, in that unit.
    decimals : int
        Digits after the point when the value is shown.
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    default: float
    decimals: int = 0

    def accept(self, value):
        """Return `value` on its step as int or float; raise ValueError in words if it is not."""
        number = self._finite(value)
        if not self.low <= number <= self.high:
            raise ValueError(
                f"{self.label} goes from {self.text(self.low)} to {self.text(self.high)}, "
                f"so {number:.6g} is refused."
            )
        nearest = self.low + round((number - self.low) / self.step) * self.step
        if abs(nearest - number) > self.step * 1e-6:
            raise ValueError(
                f"{self.label} moves in steps of {self.format(self.step)}: {number:.6g} lies "
                f"between two steps, {self.text(nearest)} is the nearest."
            )
        return self._tidy(nearest)

    def _finite(self, value):
        """Any kind of number as a float; words, True and NaN are refused."""
        try:
            number = math.nan if isinstance(value, str | bool) else float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if math.isnan(number):
            raise ValueError(self._unreadable(value))
        return number

    def read(self, text):
        """Return the value a person typed; a decimal comma is understood.

        Raises
        ------
        ValueError
            In words, when the text is no number or the number is not allowed.
        """
        typed = text.strip().removesuffix(self.unit).strip().replace("−", "-")
        if not _NUMBER.fullmatch(typed):
            raise ValueError(self._unreadable(text.strip()))
        return self.accept(float(typed.replace(",", ".")))

    def _unreadable(self, value):
        shown = f"“{_shorten(value)}”" if str(value) else "An empty box"
        return (
            f"{shown} is not a number. {self.label} takes a number "
            f"from {self.text(self.low)} to {self.text(self.high)}."
        )

    def _tidy(self, value):
        rounded = round(value, self.decimals)
        return int(rounded) if self.decimals == 0 else rounded

    def format(self, value):
        """The number alone, as the entry box shows it."""
        return f"{value:.{self.decimals}f}"

    def text(self, value):
        """The number with its unit: ``"18 %"``."""
        return f"{self.format(value)} {self.unit}".strip()

    def phrase(self, value):
        """How a sentence names the setting: ``"baseline risk 18 %"``."""
        return f"{_lower_first(self.label)} {self.text(value)}"

    @property
    def ends(self):
        """The two extreme values."""
        return (self._tidy(self.low), self._tidy(self.high))


@dataclass(frozen=True)
class Choice:
    """One of a few values, each with the words a person reads.

    Parameters
    ----------
    name, label : str
        As in `Number`.
    options : dict
        Words shown → value handed to the model, in reading order.
    default
        The starting value (not the words).
    """

    name: str
    label: str
    options: dict
    default: object

    def accept(self, value):
        """Return `value` if it is one of the options; raise ValueError in words otherwise."""
        for words, option in self.options.items():
            if isinstance(value, bool) == isinstance(option, bool) and value in (option, words):
                return option
        allowed = ", ".join(repr(option) for option in self.options.values())
        refused = _shorten(repr(value))
        raise ValueError(f"{self.label} is one of {allowed}, so {refused} is refused.")

    def text(self, value):
        """The words shown for `value`."""
        return next(words for words, option in self.options.items() if option == value)

    def phrase(self, value):
        """How a sentence names the setting."""
        return f"{_lower_first(self.label)} {self.text(value)}"

    @property
    def ends(self):
        """The first and the last option."""
        values = list(self.options.values())
        return (values[0], values[-1])


@dataclass(frozen=True)
class Toggle:
    """Something that is on or off.

    Parameters
    ----------
    name, label : str
        As in `Number`.
    when_on : str
        What a sentence says while it is on; nothing is said while it is off.
    default : bool
        Starting state.
    """

    name: str
    label: str
    when_on: str
    default: bool = False

    def accept(self, value):
        """Return `value` if it is True or False; raise ValueError in words otherwise."""
        if not isinstance(value, bool):
            raise ValueError(
                f"{self.label} is True or False, so {_shorten(repr(value))} is refused."
            )
        return value

    def phrase(self, value):
        """How a sentence names the setting."""
        return self.when_on if value else ""

    @property
    def ends(self):
        """Off and on."""
        return (False, True)


def _shorten(value, limit=40):
    words = str(value)
    return words if len(words) <= limit else words[: limit - 1] + "…"


def _lower_first(words):
    # An abbreviation at the start (RANKL, OPG) keeps its capitals.
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
