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

NAMES = (
    "hundred_people",
    "one_pit_ten_pits",
    "trap_and_trigger",
    "ten_years_of_bone",
    "signal_or_noise",
    "tablet_to_blood",
    "two_knobs",
    "crossing_point",
    "six_tissues_one_drug",
    "open_and_closed",
    "three_pools",
    "push_the_loop",
    "who_does_bone_listen_to",
    "per_thousand",
    "does_the_scan_predict",
    "bias_lab",
    "balance_sheet",
    "whole_chain",
)
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


__all__ = ["NAMES", "Explorer", "explore"]
