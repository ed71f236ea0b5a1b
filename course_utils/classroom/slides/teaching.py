"""TEACHING.md of a module: minutes, clicker questions and points to discuss."""

from __future__ import annotations

import re
from dataclasses import dataclass

from course_utils.classroom.slides.blocks import Key, Question

LESSON = re.compile(r"^## Lesson (\d\d) · .*$", re.MULTILINE)
ITEM = re.compile(r"^(\d)\. \*(.+?)\*\s+(.*?)\n\s+\*\*Key ([A-Z])(.*?)(?=^\d\. |\Z)", re.M | re.S)
SPREAD = re.compile(r"(\d+(?: / \d+)+) %")
CLICKER = re.compile(r"clicker (\d)( asked first)?")
NOT_SHOWN = ("no",)


@dataclass(frozen=True)
class Section:
    """One row of the table of minutes."""

    name: str
    in_class: str
    shown: str

    @property
    def minutes(self) -> int:
        """Minutes in class; 0 if the row names none."""
        found = re.match(r"\d+", self.in_class)
        return int(found[0]) if found else 0

    @property
    def clickers(self) -> list[int]:
        """The clicker questions of this section; their keys come at its end."""
        return [int(number) for number, _first in CLICKER.findall(self.in_class)]

    @property
    def asked_first(self) -> list[int]:
        """Those of them that open the section, so that all of it resolves the vote."""
        return [int(number) for number, first in CLICKER.findall(self.in_class) if first]


@dataclass(frozen=True)
class Clicker:
    """A clicker question, its key and what to ask after the vote."""

    asked: Question
    key: Key
    follow_up: str


@dataclass(frozen=True)
class Teaching:
    """What TEACHING.md says about one lesson."""

    sections: list[Section]
    clickers: dict[int, Clicker]
    mistakes: list[str]
    opening: str
    shorter: str
    do_nothing: str
    exit_answer: str


def read_teaching(text: str, lesson: str) -> Teaching:
    """The part about one lesson, such as "01"."""
    part = _lesson_part(text, lesson)
    intro = part.partition("\n### ")[0]
    return Teaching(
        sections=_sections(intro),
        clickers=_clickers(_chapter(part, "Clicker questions")),
        mistakes=re.findall(r"^- (.*)$", _chapter(part, "What goes wrong"), re.MULTILINE),
        opening=_line(intro, "**Question:**"),
        shorter=_line(intro, "**For 45 minutes in class:**"),
        do_nothing=_line(intro, "**Do nothing option:**"),
        exit_answer=" ".join(_chapter(part, "Answer to the exit question").split()),
    )


def _lesson_part(text: str, lesson: str) -> str:
    starts = list(LESSON.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)]
    parts = {start[1]: text[start.end() : end] for start, end in zip(starts, ends, strict=True)}
    return parts.get(lesson, "")


def _chapter(part: str, name: str) -> str:
    return part.partition(f"\n### {name}\n")[2].partition("\n### ")[0]


def _line(text: str, start: str) -> str:
    return next((line for line in text.splitlines() if line.startswith(start)), "")


def _sections(text: str) -> list[Section]:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("| ")
    ]
    return [Section(row[0], row[2], row[3]) for row in rows[1:] if len(row) == 4]


def _clickers(text: str) -> dict[int, Clicker]:
    return {int(item[1]): _clicker(item) for item in ITEM.finditer(text)}


def _clicker(item: re.Match) -> Clicker:
    number, prompt, options, letter, rest = item.groups()
    spread = SPREAD.search(rest)
    shares = tuple(int(share) for share in spread[1].split(" / ")) if spread else ()
    asked = Question(f"clicker {number}", "Vote", prompt.strip(), _options(options))
    # After the forecast of the vote stands what to ask and how to resolve it.
    follow_up = rest.partition(" Ask:")[2] or rest.rpartition("(estimate)")[2]
    return Clicker(asked, Key(asked, letter, shares), _ask(" ".join(follow_up.split())))


def _ask(words: str) -> str:
    words = words.lstrip(". ")
    return words[:1].upper() + words[1:]


def _options(text: str) -> dict[str, str]:
    parts = [part.strip().rstrip(".") for part in " ".join(text.split()).split(" · ")]
    return {part[0]: part[1:].lstrip(": ") for part in parts if part}
