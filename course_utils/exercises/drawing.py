"""Numbers and orders that differ from one class set to the next, drawn by a seed.

The draw is a hash of seed, exercise and name, so that a class set is the same on every
computer and under every version of Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Vary:
    """A number of a task that other class sets may change.

    Parameters
    ----------
    standard : object
        Its value in the standard edition, the default of the reference's parameter.
    others : tuple
        The values to draw from; without the standard one.
    shown : str or callable
        How ``{name}`` in hints and messages writes it: a format such as ``"{:.2f}"``, or a
        function of the value.
    in_task : callable, optional
        If the task writes it otherwise: a function of the value that returns one text or
        several, each of which stands there once; hints reach them as ``{name.0}``, ``{name.1}``.
    """

    standard: object
    others: tuple
    shown: str | Callable = "{:g}"
    in_task: Callable | None = None

    def draw(self, lot, drawn):
        return self.others[lot % len(self.others)]


@dataclass(frozen=True)
class Follows:
    """A number that follows from those declared before it; ``rule`` takes them by name."""

    standard: object
    rule: Callable
    shown: str | Callable = "{:g}"
    in_task: Callable | None = None

    def draw(self, lot, drawn):
        names = self.rule.__code__.co_varnames[: self.rule.__code__.co_argcount]
        return self.rule(**{name: drawn[name] for name in names})


def word(number, value):
    """How hints and messages write a value."""
    return number.shown.format(value) if isinstance(number.shown, str) else number.shown(value)


def texts(number, value):
    """The texts in which the task shows a value."""
    found = number.in_task(value) if number.in_task else word(number, value)
    return (found,) if isinstance(found, str) else tuple(found)


def draw(numbers, seed, id, attempt=0):
    """One value for each number.

    Parameters
    ----------
    numbers : dict
        Name → :class:`Vary` or :class:`Follows`.
    seed : int
        0 gives the standard values.
    id : str
        The exercise.
    attempt : int
        Another attempt draws other values.
    """
    if not seed:
        return {name: number.standard for name, number in numbers.items()}
    drawn: dict[str, object] = {}
    for name, number in numbers.items():
        drawn[name] = number.draw(_lot(seed, id, name, attempt), drawn)
    return drawn


def shuffled(items: Iterable[str], seed, id):
    """The items in the order of this seed."""
    return sorted(items, key=lambda item: _lot(seed, id, item))


def _lot(*words):
    name = "/".join(map(str, words)).encode("utf-8")
    return int.from_bytes(hashlib.sha256(name).digest()[:8], "big")
