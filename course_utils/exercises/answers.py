"""Answers a student types: a number, several numbers, one letter.

Every kind of answer, here and in ``code_answers``, knows the same five things: ``read`` what
was handed in, ``accepts`` a value, ``matches`` a planted wrong one, explain a general
``slip``, and say which parts are right.
``read`` also prepares reference and planted answers, so that all travel one road.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from course_utils.exercises import reading
from course_utils.exercises.reading import Blank
from course_utils.exercises.slips import Slip, number_slip, swapped_pair


@dataclass(frozen=True)
class Number:
    """One number with a unit.

    Parameters
    ----------
    unit : str
        Shown before the stub and accepted at the end of a text answer.
    tolerance : float
        Half width of the accepted range, in ``unit``; a fraction of the key if ``relative``.
    relative : bool
    converted_from : float, optional
        The number a unit conversion starts from; finds conversions run backwards.
    """

    unit: str
    tolerance: float
    relative: bool = False
    converted_from: float | None = None

    def read(self, raw):
        return reading.read_number(raw, self.unit)

    def margin(self, key):
        return self.tolerance * abs(key) if self.relative else self.tolerance

    def accepts(self, value, key):
        # The 1e-9 keeps a number exactly on the edge inside, whatever its binary rounding.
        return abs(value - key) <= self.margin(key) + 1e-9 * abs(key)

    def same_precision(self, value, target, relative_width=0.012):
        """True if ``value`` is ``target`` as read from a number rounded to about 1 percent."""
        return abs(value - target) <= relative_width * abs(target)

    def matches(self, value, wrong, key):
        if wrong == 0:
            return value == 0
        width = min(self.margin(key) / abs(key), 0.012) if key else 0.012
        rounded = float(f"{wrong:.2g}")
        return value == rounded or abs(value - wrong) <= width * abs(wrong)

    def slip(self, value, key):
        return number_slip(value, key, self)

    def right_parts(self, value, key):
        return []

    @property
    def within(self):
        if self.relative:
            return f"within ±{100 * self.tolerance:g} %"
        return f"within ±{self.tolerance:g}"

    def describe(self):
        unit = f" in {self.unit}" if self.unit else ""
        return f"a number{unit}, {self.within}"


class Part(NamedTuple):
    """One named number of a longer answer."""

    name: str
    unit: str
    tolerance: float


@dataclass(frozen=True)
class Numbers:
    """Several named numbers in one tuple, judged one by one.

    ``swap_code`` is the misconception behind two right numbers in the wrong places.
    """

    parts: tuple[Part, ...]
    swap_code: str = "swapped"

    @property
    def kinds(self):
        return [Number(part.unit, part.tolerance) for part in self.parts]

    def read(self, raw):
        items = reading.read_items(raw, [part.name for part in self.parts])
        return tuple(self._read_part(*pair) for pair in zip(items, self.kinds, strict=True))

    @staticmethod
    def _read_part(item, kind):
        try:
            return kind.read(item)
        except Blank:
            return None

    def _right(self, values, keys):
        pairs = zip(values, keys, self.kinds, strict=True)
        return [v is not None and kind.accepts(v, key) for v, key, kind in pairs]

    def accepts(self, values, keys):
        return all(self._right(values, keys))

    def matches(self, values, wrong, keys):
        if None in values:
            return False
        rows = zip(values, wrong, keys, self.kinds, strict=True)
        return all(kind.matches(value, bad, key) for value, bad, key, kind in rows)

    def slip(self, values, keys):
        swapped = swapped_pair(values, keys, self.kinds)
        if swapped:
            return Slip(self.swap_code, swapped.message)
        rows = zip(values, keys, self.kinds, self._right(values, keys), strict=True)
        for value, key, kind, right in rows:
            if value is None:
                return Slip("open-part", "The other number is still open.")
            if not right and (found := kind.slip(value, key)):
                return found
        return None

    def right_parts(self, values, keys):
        pairs = zip(self.parts, self._right(values, keys), strict=True)
        return [f"the {part.name} in {part.unit}" for part, right in pairs if right]

    def describe(self):
        names = ", ".join(f"{part.name} in {part.unit}" for part in self.parts)
        widths = {part.tolerance for part in self.parts}
        within = ", ".join(f"±{width:g}" for width in sorted(widths))
        return f"a tuple of {len(self.parts)} numbers ({names}), each within {within}"


@dataclass(frozen=True)
class Choice:
    """One letter out of a few; ``options`` maps letters to sentences."""

    options: dict[str, str]

    def read(self, raw):
        return reading.read_letter(raw, self.options)

    def accepts(self, value, key):
        return value == key

    def matches(self, value, wrong, key):
        return value == wrong

    def slip(self, value, key):
        return None

    def right_parts(self, value, key):
        return []

    def describe(self):
        letters = list(self.options)
        return f"one letter from `{letters[0]!r}` to `{letters[-1]!r}`"
