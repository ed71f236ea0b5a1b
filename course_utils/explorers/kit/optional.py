"""A control that takes one of several levels, or a word that stands before the first of them."""

from __future__ import annotations

from dataclasses import dataclass

from course_utils.explorers.kit.controls import Levels


@dataclass(frozen=True)
class Optional(Levels):
    """Levels, and at the lower end a word: "own" leaves the value to a menu, "never" says none.

    Parameters
    ----------
    name, label, unit : str
        As in `Number`.
    levels : tuple of float
        The values, rising.
    word : str
        What stands before the first level; it is the default and the value in the state.
    said : str
        How a sentence names the setting while the word is chosen.
    """

    word: str = ""
    said: str = ""

    def __init__(self, name, label, unit, levels, word, said):
        super().__init__(name, label, unit, levels, word)
        object.__setattr__(self, "word", word)
        object.__setattr__(self, "said", said)

    def accept(self, value):
        """Return the word or the level that equals `value`; raise ValueError in words if none."""
        if isinstance(value, str) and value.strip().lower() == self.word:
            return self.word
        return super().accept(value)

    def read(self, text):
        """Return the value a person typed, a number or the word."""
        return self.word if text.strip().lower() == self.word else super().read(text)

    def _unreadable(self, value):
        return f"{super()._unreadable(value).removesuffix('.')}, or the word “{self.word}”."

    def format(self, value):
        """The number or the word alone, as the entry box shows it."""
        return value if value == self.word else super().format(value)

    def text(self, value):
        """The number with its unit, or the word."""
        return value if value == self.word else super().text(value)

    def phrase(self, value):
        """How a sentence names the setting."""
        return self.said if value == self.word else super().phrase(value)

    @property
    def values(self):
        """The word, then all levels in order."""
        return (self.word, *self.levels)
