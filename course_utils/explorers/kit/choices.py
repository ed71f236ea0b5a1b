"""Controls without numbers: one of a few options, and on or off."""

from __future__ import annotations

from dataclasses import dataclass


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
        refused = shorten(repr(value))
        raise ValueError(f"{self.label} is one of {allowed}, so {refused} is refused.")

    def text(self, value):
        """The words shown for `value`."""
        return next(words for words, option in self.options.items() if option == value)

    def phrase(self, value):
        """How a sentence names the setting."""
        return f"{lower_first(self.label)} {self.text(value)}"

    @property
    def values(self):
        """All options, in reading order."""
        return tuple(self.options.values())

    @property
    def ends(self):
        """The first and the last option."""
        return (self.values[0], self.values[-1])


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
                f"{self.label} is True or False, so {shorten(repr(value))} is refused."
            )
        return value

    def phrase(self, value):
        """How a sentence names the setting."""
        return self.when_on if value else ""

    @property
    def values(self):
        """Off and on."""
        return (False, True)

    @property
    def ends(self):
        """Off and on."""
        return (False, True)


def shorten(value, limit=40):
    """A refused value in few enough letters for a sentence."""
    words = str(value)
    return words if len(words) <= limit else words[: limit - 1] + "…"


def lower_first(words):
    """Words for the middle of a sentence."""
    # An abbreviation at the start (RANKL, GnRH, T-score) keeps its capitals.
    first = words.partition(" ")[0]
    kept = first[1:2] == "-" or any(letter.isupper() for letter in first[1:])
    return words if kept else words[:1].lower() + words[1:]
