"""What happened to a submission, in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_NAME = 60


@dataclass(frozen=True)
class Event:
    """One thing a person should know of a run.

    ``kind`` is time, memory, processes, output, outside, network, died or unreadable; ``cell``
    the id of the cell, "" for the notebook; ``words`` one sentence.
    """

    kind: str
    cell: str
    words: str


# (kind, what the error says, sentence)
_ERRORS = (
    ("memory", r"MemoryError", "asked for more memory than a submission may use"),
    ("network", r"gaierror|Network is unreachable|Connection refused|name resolution",
     "tried to use the network, which is switched off"),
    ("processes", r"Resource temporarily unavailable|can't start new thread",
     "tried to start more processes than a submission may have"),
    ("outside", r"File too large|No space left on device|Disk quota",
     "tried to write more than a submission may store"),
    ("outside", r"Read-only file system|Operation not permitted|Permission denied",
     "tried to change something outside its own folder"),
    ("outside", r"No such file or directory: '(?:/|\.\./|~)",
     "looked for something outside its own folder, which is not there"),
)  # fmt: skip


def named(cell: str) -> str:
    """A cell's id as it can stand in a report."""
    return re.sub(r"[^\w.-]", "", cell)[:LONGEST_NAME] or "without a name"


def from_error(cell: str, name: str, value: str) -> Event | None:
    """The event behind an error that a cell ended with; None for an everyday error."""
    said = f"{name[:200]}: {value[:2000]}"
    for kind, pattern, words in _ERRORS:
        if re.search(pattern, said):
            return Event(kind, cell, f"Cell {named(cell)} {words}.")
    return None


def too_slow(cell: str, seconds: float, *, whole: bool) -> Event:
    """A cell was stopped because its time, or the notebook's, was over."""
    if whole:
        words = f"The notebook took longer than {seconds:g} s in all; it was stopped at cell"
        return Event("time", cell, f"{words} {named(cell)}.")
    return Event("time", cell, f"Cell {named(cell)} ran longer than {seconds:g} s and was stopped.")


def would_not_stop(cell: str) -> Event:
    """A cell went on after it was told to stop, so everything was ended."""
    words = f"Cell {named(cell)} did not obey the stop; the notebook was ended there."
    return Event("died", cell, words)


def too_much_output(cell: str, most: int) -> Event:
    """A cell printed or showed more than is kept."""
    size = f"{most / 1e6:.3g} MB"
    words = f"Cell {named(cell)} put out more than {size}; the rest was dropped and it was stopped."
    return Event("output", cell, words)


def too_much_memory(cell: str, most: int) -> Event:
    """The submission as a whole used more than it may, and was ended."""
    words = (
        f"At cell {named(cell)} the submission used more than {most / 1024**3:.3g} GiB of memory "
        "and was ended."
    )
    return Event("memory", cell, words)


def too_much_stored(cell: str) -> Event:
    """The submission wrote too much into the folder of its sockets, and was ended."""
    words = f"At cell {named(cell)} the submission filled a folder that is not its own; it ended."
    return Event("outside", cell, words)


def died(cell: str) -> Event:
    """The kernel ended by itself, or by what a cell did."""
    words = f"Python itself ended in cell {named(cell)}; the cells after it were not run."
    return Event("died", cell, words)


def unreadable(cell: str) -> Event:
    """Something came out that is no proper message."""
    words = (
        f"Cell {named(cell)} sent something that is not a message of a notebook; it was dropped."
    )
    return Event("unreadable", cell, words)
