"""Lecture decks: every lesson as slides that need neither a kernel nor a network.

The slide types of the committed lesson say what is shown; TEACHING.md beside it brings the
minutes, the clicker questions and what goes wrong.
"""

from __future__ import annotations

import re
from pathlib import Path

from course_utils.classroom import CourseError, notebooks
from course_utils.classroom.slides.pages import write_decks
from course_utils.classroom.slides.rules import broken

__all__ = ["broken", "chosen_lessons", "write_decks"]
LAST = "17"  # the appendix, from 18 on, is no lecture


def chosen_lessons(root: Path, names: list[str]) -> list[Path]:
    """The lessons a person named ("01", "L01", "01_living_bone"), or all with a deck.

    The file of a notebook is taken as it is: a lecturer's own copy, and beside it its TEACHING.md.

    Raises
    ------
    CourseError
        If a name fits no lesson.
    """
    lessons = [path for path in notebooks.lesson_paths(root) if path.name[:2] <= LAST]
    if not names:
        return lessons
    own = [Path(name) for name in names if _is_file(name)]
    wanted = {name: _number(name) for name in names if not _is_file(name)}
    known = {path.name[:2] for path in lessons}
    if unknown := [name for name, number in wanted.items() if number not in known]:
        raise CourseError(f"There is no deck for {unknown[0]}; lessons 00 to {LAST} have one.")
    return [path for path in lessons if path.name[:2] in wanted.values()] + own


def _is_file(name: str) -> bool:
    return name.endswith(".ipynb") and Path(name).is_file()


def _number(name: str) -> str:
    found = re.match(r"[Ll]?(\d{1,2})(?!\d)", Path(name).name)
    return found[1].zfill(2) if found else ""
