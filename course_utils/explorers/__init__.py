"""Explorers: move one control and see everything that depends on it.

``explore("one_pit_ten_pits")`` shows a panel with controls, a picture and a sentence.

An explorer module declares controls, a model function, a drawing and a sentence. What
happens with them:

    controls → state → compute → result → update → picture
    (panel)    (kit)   (pace)           ↘ summarize → sentence, alt text

One module here is one explorer. Its picture, words and people are in `parts`; what all share is
in `kit`:

- `explorer` keeps the state, the pinned states and the words; it works without a browser.
- `frame` draws: background once, moving artists each time, one small PNG.
- `panel` shows it in JupyterLab, Notebook 7 and Voilà. A person's newest wish replaces older
  ones; `pace` computes it beside the kernel's main thread, so that it can be overtaken.
- `fallback` is what remains on pages without a kernel: still picture, sentence, table.

State travels between explorer and exercise as a plain dict: hand ``explorer.state`` to a check,
or ``explorer.set(**state)`` to the explorer. ``explorer.as_code()`` is the line of Python that
brings the picture back, pinned states included.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from course_utils.explorers.kit import Explorer

LESSON_OF = {
    "hundred_people": "L00",
    "one_pit_ten_pits": "L01",
    "trap_and_trigger": "L02",
    "ten_years_of_bone": "L03",
    "signal_or_noise": "L04",
    "tablet_to_blood": "L05",
    "two_knobs": "L06",
    "crossing_point": "L07",
    "six_tissues_one_drug": "L08",
    "open_and_closed": "L09",
    "cycle_turns": "L09",
    "three_pools": "L10",
    "push_the_loop": "L11",
    "who_does_bone_listen_to": "L12",
    "per_thousand": "L13",
    "does_the_scan_predict": "L14",
    "bias_lab": "L15",
    "balance_sheet": "L16",
    "whole_chain": "L17",
}
"""Explorer → its lesson, in the order of the lessons."""

NAMES = tuple(LESSON_OF)
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
            f"There are {', '.join(NAMES[:-1])} and {NAMES[-1]}."
        )
    return Explorer(import_module(f"{__name__}.{name}").EXPLORER)


__all__ = ["LESSON_OF", "NAMES", "Explorer", "explore"]
