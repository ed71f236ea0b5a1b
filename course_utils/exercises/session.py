"""What this kernel remembers: tries, hints taken, solutions asked for, locked predictions.

The progress store repeats the lasting part on disk; the memory here works without it.
"""

from __future__ import annotations

from collections import Counter

from course_utils.exercises import progress
from course_utils.exercises.cards import Card, Note, Text

tried: set[str] = set()
hints_taken: Counter[str] = Counter()
solutions_asked: Counter[str] = Counter()
locked: dict[str, str] = {}
_class_set = {"seed": 0}


def forget():
    """Start afresh, as a new kernel would."""
    for memory in (tried, hints_taken, solutions_asked, locked):
        memory.clear()
    _switch_to(0)


def use_variant(seed):
    """Check against a class set: other numbers, other letters, progress kept apart.

    Parameters
    ----------
    seed : int
        The number of the class set; 0 is the standard edition.

    Returns
    -------
    Note
        A card that names the class set.

    Raises
    ------
    ValueError
        If the seed is no whole number from 0 on.
    """
    if type(seed) is not int or seed < 0:
        raise ValueError(f"A class set has a whole number from 0 on, not {seed!r}.")
    if seed != class_set():
        forget()
        _switch_to(seed)
    if not seed:
        return Note(Card("Standard edition", "", "info", ()))
    words = Text("Numbers and letters of the exercises belong to this set, and so do the checks.")
    return Note(Card(f"Class set {seed}", "", "info", (words,)))


def class_set():
    """The seed of the class set in use; 0 is the standard edition."""
    return _class_set["seed"]


def _switch_to(seed):
    _class_set["seed"] = seed
    progress.use_class_set(seed)


def has_tried(id):
    """True after any answer to this exercise, in this kernel or an earlier one."""
    return id in tried or progress.has(id)
