"""Explorers: move one control and see everything that depends on it.

``explore("one_pit_ten_pits")`` shows a panel with controls, a picture and a sentence.
An explorer module declares controls, a model function, a drawing and a sentence;
`kit` turns the declaration into an object, `frame` draws it, `panel` shows it.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from course_utils.explorers.kit import Explorer

NAMES = ("hundred_people", "one_pit_ten_pits")
"""The explorers there are, in the order of the lessons."""


def explore(name):
    """Open an explorer.

    Parameters
    ----------
    name : str
        One of `NAMES`.

    Returns
    -------
    Explorer
        Shown as a live panel at the end of a cell, as a still picture elsewhere.

    Raises
    ------
    ValueError
        If there is no explorer of that name; the nearest name is given.
    """
    if name not in NAMES:
        near = get_close_matches(str(name), NAMES, n=1, cutoff=0.0)
        raise ValueError(
            f"There is no explorer {str(name)[:40]!r}. Did you mean {near[0]!r}? "
            f"There are {' and '.join(NAMES)}."
        )
    return Explorer(import_module(f"{__name__}.{name}").EXPLORER)


__all__ = ["NAMES", "Explorer", "explore"]
