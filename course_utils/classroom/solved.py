"""Solved editions of the lessons, for those who teach: reference code in every stub."""

from collections.abc import Callable
from pathlib import Path

from course_utils.classroom import CourseError, files
from course_utils.classroom.editions import (
    LessonFile,
    cell_tags,
    lesson_files,
    read_notebook,
    without_outputs,
    write_notebook,
)
from course_utils.classroom.paths import COURSE_FOLDER

EXERCISE_TAG = "exercise:"
DEFAULT_OUTPUT = Path("build") / "solved"
MARKER = "SOLVED_EDITIONS.txt"
MARKER_TEXT = (
    "Solved editions of the lessons, written by 'course solved'.\n"
    "They are written again each time; keep notes of your own elsewhere.\n"
)


def write_solved(
    root: Path, output: Path | None = None, find: Callable[[str], object] | None = None
) -> list[Path]:
    """Write every lesson with the reference answers in its stub cells.

    Parameters
    ----------
    root : Path
        The course folder.
    output : Path, optional
        Where to; ``build/solved`` in the course folder by default. Never a folder of
        lessons, a student's workspace, or a folder with other things in it.
    find : callable, optional
        Exercise id to exercise; the course's own registry by default.

    Returns
    -------
    list of Path
        The notebooks written, in course order.

    Raises
    ------
    CourseError
        If the folder is refused, or a tagged cell names no exercise.
    """
    output = (output or root / DEFAULT_OUTPUT).expanduser().resolve()
    refuse_unsuitable(output, root.resolve(), MARKER)
    find = find or _registered
    editions = [(item, _edition(item, find)) for item in lesson_files(root)]
    files.replace(output / MARKER, MARKER_TEXT.encode("utf-8"))
    for item, data in editions:
        files.replace(output / item.name, data)
    return [output / item.name for item, _ in editions if item.is_notebook]


def solved_edition(raw: bytes, name: str, find: Callable[[str], object]) -> bytes:
    """One notebook with its stubs filled in and its outputs gone."""
    notebook = without_outputs(read_notebook(raw, name))
    cells = [_fill(cell, name, find) for cell in notebook["cells"]]
    return write_notebook(notebook | {"cells": cells})


def exercise_id(cell: dict) -> str | None:
    """The exercise a stub cell is tagged with, or None."""
    tagged = [tag for tag in cell_tags(cell) if tag.startswith(EXERCISE_TAG)]
    return tagged[0].removeprefix(EXERCISE_TAG) if tagged else None


def _edition(item: LessonFile, find: Callable[[str], object]) -> bytes:
    raw = item.source.read_bytes()
    return solved_edition(raw, item.name, find) if item.is_notebook else raw


def _fill(cell: dict, name: str, find: Callable[[str], object]) -> dict:
    """The cell with the reference code, if it is a stub."""
    wanted = exercise_id(cell)
    if wanted is None:
        return cell
    try:
        lines = find(wanted).solved_source().splitlines(keepends=True)
    except LookupError as problem:
        raise CourseError(f"{name} has a stub for {wanted}, which no lesson declares.") from problem
    return cell | {"source": lines}


def _registered(wanted: str) -> object:
    from course_utils.exercises import registry

    return registry.get(wanted)


def refuse_unsuitable(output: Path, root: Path, marker: str) -> None:
    """Stop before a lesson, a student's work or anybody's notes could be covered.

    Parameters
    ----------
    output, root : Path
        Where to write, and the course folder; both resolved.
    marker : str
        The file that an earlier run left in a folder it may write to again.

    Raises
    ------
    CourseError
        With the reason and what to do.
    """
    around = (output, *output.parents)
    if output == root or root / "lessons" in around:
        raise CourseError(f"{output} belongs to the course itself; name another folder.")
    if any((folder / COURSE_FOLDER).is_dir() for folder in around):
        raise CourseError(f"{output} lies in a student's workspace; name another folder.")
    if output.exists() and not output.is_dir():
        raise CourseError(f"{output} is a file; name a folder.")
    if output.is_dir() and any(output.iterdir()) and not (output / marker).is_file():
        raise CourseError(f"{output} holds other things; name an empty or a new folder.")
