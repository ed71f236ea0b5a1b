"""What a committed lesson says by its saved outputs: its links of the chain, predictions, claims.

The cards of the course also save plain words; decks and handouts read those, so that neither
needs a kernel or the equations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from course_utils.classroom.editions import as_text

LINKS = (
    "dose",
    "concentration",
    "receptor",
    "hormones",
    "bone cells",
    "density",
    "fracture",
    "evidence",
    "decision",
)
"""The chain of the strip; the classroom may not import it from the figures."""

TITLE = re.compile(r"^(L\d\d\.P\d+) · (.*?) \[[^\]]*\]$", re.MULTILINE)
OPTION = re.compile(r"^  ([A-Z])  (.*)$", re.MULTILINE)
TODAY = re.compile(r"\(link (\d) of 9\)")


class Asked(NamedTuple):
    """A prediction as its card asks it."""

    name: str
    title: str
    prompt: str
    options: dict[str, str]


class Stated(NamedTuple):
    """A claim as its card states it, and what would have to be true."""

    name: str
    text: str
    needed: str


def shown(cell: dict, kind: str = "text/plain") -> Iterator[str]:
    """The saved outputs of one kind."""
    for output in cell.get("outputs", ()):
        if kind in (data := output.get("data", {})):
            yield as_text(data[kind])


def todays_links(cells: list[dict]) -> tuple[int, ...]:
    """Numbers of the links that the lesson fills, from 1, as its strip says."""
    strips = (text for cell in cells for text in shown(cell) if text.startswith("Today: "))
    return tuple(map(int, TODAY.findall(next(strips, "").partition("Finished")[0])))


def prediction(words: str) -> Asked | None:
    """What a prediction card asks; None if the words are of something else."""
    found = TITLE.search(words)
    if not found:
        return None
    prompt = words[found.end() :].partition("\n  A  ")[0].strip()
    return Asked(*found.groups(), prompt, dict(OPTION.findall(words)))


def claim(words: str) -> Stated | None:
    """What a claim card states; None if the words are of something else."""
    found = re.match(r"Claim (\S+): (.+)", words)
    if not found:
        return None
    lines = dict(line.partition(": ")[::2] for line in words.splitlines())
    return Stated(*found.groups(), lines.get("What would have to be true", ""))
