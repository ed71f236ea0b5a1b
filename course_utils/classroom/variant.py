"""Class sets: all lessons with other numbers and letters, with key and solved edition.

A class set has a number, its seed. The same seed gives the same bytes.
"""

import csv
import functools
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from course_utils.classroom import CourseError, files
from course_utils.classroom.editions import (
    LessonFile,
    cell_source,
    lesson_files,
    read_notebook,
    student_edition,
    write_notebook,
)
from course_utils.classroom.solved import exercise_id, refuse_unsuitable, solved_edition

MARKER = "CLASS_SET.txt"
STUDENTS, INSTRUCTOR, KEY = "students", "instructor", "key.csv"
SETUP = "from course_utils.exercises import"
COLUMNS = (
    "exercise",
    "title",
    "kind",
    "points",
    "varies",
    "why_not",
    "standard_numbers",
    "numbers",
    "letters",
    "standard_key",
    "key",
    "unit",
    "tolerance",
)
ABOUT = """Class set {seed}, written by 'course variant --seed {seed}'.
students/    the lessons to hand out: no outputs, the numbers and letters of this set
instructor/  the same lessons solved, and key.csv
It is written again each time; keep notes of your own elsewhere.
"""


def write_variant(root: Path, seed: int, output: Path | None = None) -> list[Path]:
    """Write one class set.

    Parameters
    ----------
    root : Path
        The course folder.
    seed : int
        The number of the class set, from 1 on.
    output : Path, optional
        Where to; ``build/variant_<seed>`` in the course folder by default. Never a folder of
        lessons, a student's workspace, or a folder with other things in it.

    Returns
    -------
    list of Path
        The students' folder, the instructor's folder and the key.

    Raises
    ------
    CourseError
        If the seed or the folder is refused, or a lesson does not fit its exercises.
    """
    if seed < 1:
        raise CourseError(f"A class set has a number from 1 on, not {seed}.")
    default = root / "build" / f"variant_{seed}"
    output = (output or default).expanduser().resolve()
    refuse_unsuitable(output, root.resolve(), MARKER)
    editions = [both_editions(item, seed) for item in lesson_files(root)]
    files.replace(output / MARKER, ABOUT.format(seed=seed).encode("utf-8"))
    for name, students, instructor in editions:
        files.replace(output / STUDENTS / name, students)
        files.replace(output / INSTRUCTOR / name, instructor)
    files.replace(output / INSTRUCTOR / KEY, key_table(seed).encode("utf-8"))
    return [output / STUDENTS, output / INSTRUCTOR, output / INSTRUCTOR / KEY]


def both_editions(item: LessonFile, seed: int) -> tuple[str, bytes, bytes]:
    """Name of a file, what students get of it, and what the instructor gets."""
    raw = item.source.read_bytes()
    if not item.is_notebook:
        return item.name, raw, raw
    varied = varied_lesson(raw, item.name, seed)
    find = functools.partial(_find, seed=seed)
    return item.name, student_edition(varied, item.name), solved_edition(varied, item.name, find)


def varied_lesson(raw: bytes, name: str, seed: int, find: Callable | None = None) -> bytes:
    """One lesson with the numbers and letters of a class set.

    Parameters
    ----------
    raw : bytes
        The lesson as it ships.
    name : str
        For messages.
    seed : int
    find : callable, optional
        Exercise id and seed to exercise; the course's own registry by default.
    """
    notebook = read_notebook(raw, name)
    cells, find = notebook["cells"], find or _find
    stubs = [place for place, cell in enumerate(cells) if exercise_id(cell)]
    if not stubs:
        return raw
    exchanged = {_setup_place(cells, name): lambda source: _with_switch(source, seed)}
    for place in stubs:
        wanted = exercise_id(cells[place])
        varied, standard = find(wanted, seed), find(wanted, 0)
        for before in task_places(cells, place):
            exchanged[before] = functools.partial(_task, varied=varied, standard=standard)
        exchanged[place] = functools.partial(_stub, varied=varied, standard=standard)
        exchanged[place + 1] = functools.partial(_check, varied=varied, standard=standard)
    new = [
        cell | {"source": exchanged[place](cell_source(cell)).splitlines(keepends=True)}
        if place in exchanged
        else cell
        for place, cell in enumerate(cells)
    ]
    return write_notebook(notebook | {"cells": new})


def task_places(cells: list[dict], stub: int) -> list[int]:
    """Where the task of a stub stands: the Markdown from its heading down to the stub.

    Parameters
    ----------
    cells : list of dict
        Of the lesson.
    stub : int
        The place of the tagged cell.
    """
    heading = f"### {exercise_id(cells[stub])} "
    for start in range(stub - 1, -1, -1):
        if exercise_id(cells[start]):
            break
        if heading in cell_source(cells[start]):
            between = range(start, stub)
            return [place for place in between if cells[place]["cell_type"] == "markdown"]
    return [stub - 1]


def key_table(seed: int) -> str:
    """The key of a class set as CSV, one line per exercise."""
    from course_utils.exercises import registry

    table = io.StringIO()
    lines = csv.writer(table, lineterminator="\n")
    lines.writerow(COLUMNS)
    for varied in registry.all_exercises(seed):
        lines.writerow(_row(varied, registry.get(varied.id)))
    return table.getvalue()


def _find(wanted: str, seed: int) -> Any:
    from course_utils.exercises import registry

    return registry.get(wanted, seed)


def _setup_place(cells: list[dict], name: str) -> int:
    for place, cell in enumerate(cells):
        if cell["cell_type"] == "code" and SETUP in cell_source(cell):
            return place
    raise CourseError(f"{name} has exercises and no cell that imports from the exercises.")


def _with_switch(source: str, seed: int) -> str:
    """The set-up cell with the line that tells every check which class set this is."""
    return f"{source.rstrip()}\n{SETUP} use_variant\n\nuse_variant({seed})"


def _task(markdown: str, varied: Any, standard: Any) -> str:
    from course_utils.exercises.variants import task_text

    return task_text(markdown, varied, standard)


def _stub(source: str, varied: Any, standard: Any) -> str:
    new = varied.stub_source()
    return source if new == standard.stub_source() else new


def _check(source: str, varied: Any, standard: Any) -> str:
    """The cell after the stub, if it hands in a variable that has another name in class sets."""
    return re.sub(rf"\b{re.escape(standard.variable)}\b", varied.variable, source)


def _row(varied: Any, standard: Any) -> list[str]:
    from course_utils.exercises.variants import why_not

    reason = why_not(varied)
    return [
        varied.id,
        varied.title,
        type(varied.answer).__name__.lower(),
        f"{varied.points:g}",
        "no" if reason else "yes",
        reason,
        _pairs(standard.drawn),
        _pairs(varied.drawn),
        _pairs(varied.letters),
        _key(standard),
        _key(varied),
        *_unit_and_tolerance(varied.answer),
    ]


def _pairs(values: dict) -> str:
    written = {
        name: f"{value:.6g}" if isinstance(value, float) else value
        for name, value in sorted(values.items())
    }
    return "; ".join(f"{name}={value}" for name, value in written.items())


def _key(exercise: Any) -> str:
    kind = type(exercise.answer).__name__
    if kind in ("Function", "Table"):
        return "see the solved lesson"
    key = exercise.key
    if isinstance(key, tuple):
        separator = "; " if kind == "Numbers" else ""
        return separator.join(f"{part:.6g}" if kind == "Numbers" else part for part in key)
    return f"{key:.6g}" if isinstance(key, float) else str(key)


def _unit_and_tolerance(answer: Any) -> tuple[str, str]:
    kinds = getattr(answer, "kinds", [answer])
    if not hasattr(kinds[0], "within"):
        return getattr(answer, "unit", ""), ""
    units = "; ".join(kind.unit for kind in kinds)
    return units, "; ".join(kind.within.removeprefix("within ") for kind in kinds)
