"""The course as an nbgrader course folder: one assignment for each lesson with exercises.

``source/<lesson>/<lesson>.ipynb``, the settings and a table of points are the course's files.
Everything else in the folder (submissions, gradebook, feedback) is the teacher's and is
neither read nor written. A file of ours that the teacher edited stays as it is.
"""

import csv
import functools
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from course_utils.classroom import CourseError, files
from course_utils.classroom.editions import (
    LessonFile,
    cell_source,
    find_lessons,
    lesson_files,
    read_notebook,
    write_notebook,
)
from course_utils.classroom.grading.export_cells import checked_exercise, source_notebook
from course_utils.classroom.grading.export_metadata import points_of
from course_utils.classroom.grading.nbgrader_config import settings
from course_utils.classroom.solved import refuse_unsuitable

MARKER = "course_export.json"
CONFIG, POINTS = "nbgrader_config.py", "assignments.csv"
COLUMNS = ("name", "title", "points_by_machine", "points_by_person", "points", "exercises")


@dataclass(frozen=True)
class Step:
    """What happened to one file: ``new``, ``updated``, ``same`` or ``kept`` (edited by you)."""

    kind: str
    path: Path


def export_nbgrader(
    root: Path, output: Path, lessons: tuple[str, ...] = (), variant: int = 0
) -> list[Step]:
    """Write the course, or some of its lessons, as an nbgrader course folder.

    Parameters
    ----------
    root : Path
        The course folder.
    output : Path
        A new or empty folder, or one that this function wrote before.
    lessons : tuple of str
        Lessons as people name them (``"01"``, ``"01_living_bone"``); all by default.
    variant : int
        The class set; 0 is the standard edition.

    Returns
    -------
    list of Step
        One for each file of the course's, in order.

    Raises
    ------
    CourseError
        If the folder holds other things, belongs to a student or to another class set, or a
        lesson has no exercises.
    """
    output = output.expanduser().resolve()
    record = _record(output, root.resolve(), variant)
    chosen = _chosen(lesson_files(root), lessons)
    find = _exercises(variant)
    made = {item.stem: source_notebook(_raw(item, variant), item.name, find) for item in chosen}
    _remember(output, record)  # first, so that an interrupted export can be repeated
    steps = list(_write(output, made, record, variant))
    _remember(output, record)
    return steps


def assignment_row(name: str, notebook: dict) -> dict[str, Any]:
    """One line of the table of points."""
    by_machine, by_person = points_of(notebook["cells"])
    checked = (checked_exercise(cell["id"]) for cell in notebook["cells"])
    title = cell_source(notebook["cells"][0]).partition("\n")[0].lstrip("# ").strip()
    numbers = (by_machine, by_person, by_machine + by_person)
    ids = " ".join(id for id in checked if id)
    return dict(zip(COLUMNS, (name, title, *(f"{n:g}" for n in numbers), ids), strict=True))


def _chosen(all_files: list[LessonFile], wanted: tuple[str, ...]) -> list[LessonFile]:
    notebooks = [item for item in all_files if item.is_notebook]
    picked = [item for word in wanted for item in find_lessons(word, all_files)]
    with_exercises = [item for item in notebooks if "exercise:" in _text(item)]
    for item in picked:
        if item not in with_exercises:
            raise CourseError(f"{item.stem} has no exercises, so there is nothing to mark.")
    return [item for item in with_exercises if not wanted or item in picked]


def _text(item: LessonFile) -> str:
    return item.source.read_text(encoding="utf-8")


def _raw(item: LessonFile, variant: int) -> bytes:
    """The lesson's bytes in one class set."""
    raw = item.source.read_bytes()
    if not variant:
        return raw
    from course_utils.classroom.variant import varied_lesson

    return varied_lesson(raw, item.name, variant)


def _exercises(variant: int) -> Callable[[str], Any]:
    from course_utils.exercises import registry

    return functools.partial(registry.get, seed=variant)


def _write(output: Path, made: dict, record: dict, variant: int) -> Iterator[Step]:
    for name, notebook in made.items():
        place = f"source/{name}/{name}.ipynb"
        yield _settle(output, place, write_notebook(notebook), record)
    yield _settle(output, CONFIG, settings(variant).encode("utf-8"), record)
    yield _settle(output, POINTS, _points(output, record), record)


def _points(output: Path, record: dict) -> bytes:
    """The table over all assignments written so far, also those of earlier calls."""
    stream = io.StringIO(newline="")
    table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    table.writeheader()
    for place in sorted(record["files"]):
        path = PurePosixPath(place)
        if path.parts[0] == "source" and (output / path).is_file():
            notebook = read_notebook((output / path).read_bytes(), path.name)
            table.writerow(assignment_row(path.stem, notebook))
    return stream.getvalue().encode("utf-8")


def _settle(output: Path, place: str, data: bytes, record: dict) -> Step:
    """Write one file of ours, unless somebody else changed it since."""
    path, new = output / place, files.sha256(data)
    present, ours = files.fingerprint(path), record["files"].get(place)
    if present == new:
        record["files"][place] = new
        return Step("same", path)
    if present is not None and present != ours:
        return Step("kept", path)
    files.replace(path, data)
    record["files"][place] = new
    return Step("new" if present is None else "updated", path)


def _remember(output: Path, record: dict) -> None:
    text = json.dumps(record, indent=1, sort_keys=True) + "\n"
    files.replace(output / MARKER, text.encode("utf-8"))


def _record(output: Path, root: Path, variant: int) -> dict:
    """What was written here before, or a sentence why nothing may be written here."""
    refuse_unsuitable(output, root, MARKER)
    if (output / MARKER).is_file():
        return _earlier(output, variant)
    return {"files": {}, "variant": variant}


def _earlier(output: Path, variant: int) -> dict:
    try:
        record = json.loads((output / MARKER).read_text(encoding="utf-8"))
        before, _ = record["variant"], record["files"].items()
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise CourseError(
            f"{output / MARKER} cannot be read; restore it, or export to a new folder."
        ) from problem
    if before != variant:
        raise CourseError(
            f"{output} holds class set {before}, not {variant} (0 is the standard edition); "
            "give each class set a folder of its own."
        )
    return record
