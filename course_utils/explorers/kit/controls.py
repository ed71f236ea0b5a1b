"""The kinds of control an explorer may declare: number, levels, choice, toggle.

A control knows its own limits and how to say no. It never shows anything:
the panel turns controls into widgets, the kit turns them into state.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

from course_utils.explorers.kit.choices import Choice, Toggle, lower_first, shorten

__all__ = ["Choice", "Levels", "Number", "Toggle"]

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)

MINUS = "−"


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
        self._between(number)
        nearest = self.low + round((number - self.low) / self.step) * self.step
        if abs(nearest - number) > self.step * 1e-6:
            raise ValueError(
                f"{self.label} moves in steps of {self.format(self.step)}: {_plain(number)} lies "
                f"between two steps, {self.text(nearest)} is the nearest."
            )
        return self._tidy(nearest)

    def _between(self, number):
        if not self.low <= number <= self.high:
            raise ValueError(
                f"{self.label} goes from {self.text(self.low)} to {self.text(self.high)}, "
                f"so {_plain(number)} is refused."
            )

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
        typed = text.strip().removesuffix(self.unit).strip().replace(MINUS, "-")
        if not _NUMBER.fullmatch(typed):
            raise ValueError(self._unreadable(text.strip()))
        return self.accept(float(typed.replace(",", ".")))

    def _unreadable(self, value):
        shown = f"“{shorten(value)}”" if str(value) else "An empty box"
        return (
            f"{shown} is not a number. {self.label} takes a number "
            f"from {self.text(self.low)} to {self.text(self.high)}."
        )

    def _tidy(self, value):
        rounded = round(value, self.decimals)
        return int(rounded) if self.decimals == 0 else rounded

    def format(self, value):
        """The number alone, as the entry box shows it."""
        return f"{value:.{self.decimals}f}".replace("-", MINUS)

    def text(self, value):
        """The number with its unit: ``"18 %"``."""
        return f"{self.format(value)} {self.unit}".strip()

    def phrase(self, value):
        """How a sentence names the setting: ``"baseline risk 18 %"``."""
        return f"{lower_first(self.label)} {self.text(value)}"

    @cached_property
    def values(self):
        """All values, in order; a slider stands at one of their places."""
        steps = round((self.high - self.low) / self.step)
        return tuple(self._tidy(self.low + place * self.step) for place in range(steps + 1))

    @property
    def ends(self):
        """The two extreme values."""
        return (self._tidy(self.low), self._tidy(self.high))


@dataclass(frozen=True)
class Levels(Number):
    """A number that moves over given values, for logarithmic or uneven steps.

    Parameters
    ----------
    name, label, unit : str
        As in `Number`.
    levels : tuple of float
        The values, rising.
    default : float
        The starting value, one of them.
    decimals : int or None
        Digits after the point; None writes each value as short as possible.
    """

    levels: tuple = ()

    def __init__(self, name, label, unit, levels, default, decimals=None):
        ends = {"low": levels[0], "high": levels[-1], "step": 0}
        given = {"name": name, "label": label, "unit": unit, "default": default} | ends
        for field, value in (given | {"levels": tuple(levels), "decimals": decimals}).items():
            object.__setattr__(self, field, value)

    def accept(self, value):
        """Return the level that equals `value`; raise ValueError in words if there is none."""
        number = self._finite(value)
        self._between(number)
        nearest = min(self.levels, key=lambda level: abs(level - number))
        if not math.isclose(nearest, number, rel_tol=1e-6, abs_tol=1e-12):
            raise ValueError(
                f"{self.label} moves over fixed values: {_plain(number)} is none of them, "
                f"{self.text(nearest)} is the nearest."
            )
        return nearest

    def format(self, value):
        """The number alone, as the entry box shows it."""
        return (
            f"{value:.10g}".replace("-", MINUS) if self.decimals is None else super().format(value)
        )

    @property
    def values(self):
        """All values, in order."""
        return self.levels

    @property
    def ends(self):
        """The two extreme values."""
        return (self.levels[0], self.levels[-1])


def _plain(number):
    """A refused number as it is read."""
    return f"{number:.6g}".replace("-", MINUS)
