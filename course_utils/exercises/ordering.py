"""An answer that puts steps in order: a text of letters, such as "CAB", or a list of them.

It knows the same five things as the kinds in ``answers``. Cards may include some that do not
belong into the order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from course_utils.exercises import reading
from course_utils.exercises.reading import Blank, CannotRead
from course_utils.exercises.slips import Slip

SEPARATORS = re.compile(r"[\s,;>→-]+")


@dataclass(frozen=True)
class Order:
    """Letters of cards in the order of the steps.

    Parameters
    ----------
    cards : dict
        Letter → what the card says.
    steps : int
        How many cards the right order holds; the others do not belong.
    """

    cards: dict[str, str]
    steps: int

    @property
    def options(self):
        """The cards, under the name that exercises print lists from."""
        return self.cards

    def read(self, raw):
        if reading.is_blank(raw):
            raise Blank
        letters = self._letters(raw)
        if not letters or not set(letters) <= set(self.cards):
            raise CannotRead(f"I got {reading.in_words(raw)}; this exercise takes {self._wanted}.")
        return letters

    def _letters(self, raw):
        if isinstance(raw, str) and str.__len__(raw) <= reading.LONGEST_TEXT:
            return tuple(SEPARATORS.sub("", str.upper(raw)))
        if type(raw) in (list, tuple) and len(raw) <= reading.LONGEST_TEXT:
            return tuple(str.upper(item) for item in raw if type(item) is str and len(item) == 1)
        return ()

    def accepts(self, value, key):
        return value == key

    def matches(self, value, wrong, key):
        return value == wrong

    def slip(self, value, key):
        if len(set(value)) < len(value):
            return Slip("repeated", "A card appears twice. Which of its two places is the right?")
        if set(value) - set(key):
            return Slip("stranger", "One card says what does not happen here. Which one?")
        if set(key) - set(value):
            return Slip("missing", "A step is missing. Between which two cards do you jump?")
        if neighbors_swapped(value, key):
            return Slip("neighbors", "Two neighbors stand the wrong way round. Which one is cause?")
        run = leading_run(value, key)
        if not run:
            return Slip("start", "Which card needs no other card before it?")
        words = "The first step stands" if run == 1 else f"The first {run} steps stand"
        return Slip("order", f"{words} in order. What follows from the last of them?")

    def right_parts(self, value, key):
        return ["all steps but two neighbors"] if neighbors_swapped(value, key) else []

    @property
    def _wanted(self):
        first, *_, last = self.cards
        return f"{self.steps} letters from {first} to {last} in one text"

    def describe(self):
        letters = list(self.cards)
        return (
            f"{self.steps} letters from `{letters[0]!r}` to `{letters[-1]!r}` in one text, "
            "in the order of the steps"
        )


def neighbors_swapped(value, key):
    """Whether two neighbors exchanged turn the one order into the other."""
    if len(value) != len(key):
        return False
    apart = [i for i, pair in enumerate(zip(value, key, strict=True)) if len(set(pair)) > 1]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return tuple(value[i] for i in apart) == tuple(key[i] for i in reversed(apart))


def leading_run(value, key):
    """How many steps from the start agree."""
    for place, (one, other) in enumerate(zip(value, key, strict=False)):
        if one != other:
            return place
    return min(len(value), len(key))
