"""The student's own table of exercises done, and carrying it to another computer.

The exercises keep events in an SQLite file (`course_utils.exercises.progress`). Here they
become a table for reading, and a JSON file that holds everything and can be merged back.
"""

import json
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from course_utils.classroom import CourseError, files
from course_utils.classroom.paths import COURSE_FOLDER, PROGRESS_NAME
from course_utils.classroom.verify import STATUSES

TABLES = ("events", "predictions", "verdicts")
NUMBERS = {"points"}


def store(workspace: Path) -> Path:
    """The file that holds a workspace's progress."""
    return workspace / COURSE_FOLDER / PROGRESS_NAME


def records(workspace: Path) -> list[dict]:
    """How each exercise tried in this workspace stands.

    Returns
    -------
    list of dict
        ``exercise_id``, ``status`` (the best so far), ``points`` (the most so far),
        ``tries``, ``first_correct`` and ``last_seen`` (ISO times, UTC); one per exercise.

    Raises
    ------
    CourseError
        If the file is there but cannot be read.
    """
    from course_utils.exercises import progress

    try:
        events = progress.records(store(workspace))
    except progress.ProgressError as problem:
        raise CourseError(_unusable(store(workspace), problem)) from problem
    return summarize(events)


def summarize(events: Iterable[dict]) -> list[dict]:
    """Events, oldest first, to one record per exercise; an empty answer is no try."""
    by_exercise: dict[str, list[dict]] = {}
    for event in events:
        if event["kind"] == "check" and event["status"] in STATUSES[:-1]:
            by_exercise.setdefault(event["item"], []).append(event)
    return [_record(name, tries) for name, tries in sorted(by_exercise.items())]


def table(rows: Iterable[dict], declared: Iterable[Any]) -> list[tuple[str, ...]]:
    """Lesson, exercise, title, status, tries, last time and points of each exercise.

    Parameters
    ----------
    rows : iterable of dict
        As `records` gives them.
    declared : iterable
        The exercises that exist (``id``, ``title``, ``points``).
    """
    seen = {row["exercise_id"]: row for row in rows}
    return [_line(item, seen.get(item.id)) for item in declared]


def totals(rows: Iterable[dict], declared: Iterable[Any]) -> str:
    """One sentence: how many exercises are correct, and the points."""
    declared = list(declared)
    known = {item.id for item in declared}
    mine = [row for row in rows if row["exercise_id"] in known]
    correct = sum(row["status"] == "correct" for row in mine)
    points = sum(row["points"] for row in mine)
    possible = sum(item.points for item in declared)
    return f"{correct} of {len(declared)} exercises correct, {points:g} of {possible:g} points."


def of_class_sets(rows: Iterable[dict]) -> list[str]:
    """One sentence for each class set in which something was tried; they count apart."""
    by_set: dict[int, list[dict]] = {}
    for row in rows:
        number = row["exercise_id"].partition("@")[2]
        if number.isdigit():
            by_set.setdefault(int(number), []).append(row)
    return [
        f"Class set {number}: {sum(row['status'] == 'correct' for row in mine)} correct of "
        f"{len(mine)} tried, {sum(row['points'] for row in mine):g} points."
        for number, mine in sorted(by_set.items())
    ]


def export(workspace: Path, target: Path) -> None:
    """Write everything the exercises remembered to a JSON file.

    Raises
    ------
    CourseError
        If nothing was remembered yet, or ``target`` is a file of another kind.
    """
    if target.exists():
        read_export(target)  # never covers a file that is not an earlier export
    path = store(workspace)
    if not path.is_file():
        raise CourseError("No exercise was tried yet, so there is nothing to write.")
    text = json.dumps({"course_progress": _dump(path)}, indent=1, ensure_ascii=False) + "\n"
    files.replace(target, text.encode("utf-8"))


def bring(workspace: Path, source: Path) -> int:
    """Merge an exported file into the workspace; nothing already there is changed.

    Returns
    -------
    int
        How many events were new here.

    Raises
    ------
    CourseError
        If the file is no export, or the progress cannot be written.
    """
    from course_utils.exercises import progress

    content = read_export(source)
    with tempfile.TemporaryDirectory() as folder:
        carrier = Path(folder) / PROGRESS_NAME
        _load(content, carrier)
        try:
            return progress.merge(carrier, store(workspace))
        except progress.ProgressError as problem:
            raise CourseError(_unusable(store(workspace), problem)) from problem


def read_export(source: Path) -> dict[str, dict]:
    """Table name to ``columns`` and ``rows`` of an exported file.

    Raises
    ------
    CourseError
        If the file is missing or holds something else.
    """
    if not source.is_file():
        raise CourseError(f"There is no file {source}.")
    try:
        content = json.loads(source.read_text(encoding="utf-8"))["course_progress"]
        tables = {name: content[name] for name in TABLES}
        sound = all(_is_sound(**part) for part in tables.values())
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise CourseError(
            f"{source} is no progress file; 'course progress --export FILE' writes one."
        )
    return tables


def _record(name: str, tries: list[dict]) -> dict:
    best = min(tries, key=lambda event: STATUSES.index(event["status"]))
    first = next((event["at"] for event in tries if event["status"] == "correct"), None)
    return {
        "exercise_id": name,
        "status": best["status"],
        "points": max(event["points"] for event in tries),
        "tries": len(tries),
        "first_correct": first,
        "last_seen": max(event["at"] for event in tries),
    }


def _line(item: Any, row: dict | None) -> tuple[str, ...]:
    lesson = item.id.split(".")[0]
    if row is None:
        return (lesson, item.id, item.title, "not attempted", "0", "", f"0 of {item.points:g}")
    last = _local_time(row["last_seen"])
    points = f"{row['points']:g} of {item.points:g}"
    return (lesson, item.id, item.title, row["status"], str(row["tries"]), last, points)


def _local_time(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return moment[:16]


def _dump(path: Path) -> dict[str, dict]:
    try:
        with closing(sqlite3.connect(path)) as database:
            return {name: _dump_table(database, name) for name in TABLES}
    except sqlite3.Error as problem:
        raise CourseError(_unusable(path, problem)) from problem


def _dump_table(database: sqlite3.Connection, name: str) -> dict:
    cursor = database.execute(f"SELECT * FROM {name}")
    columns = [column[0] for column in cursor.description]
    return {"columns": columns, "rows": [list(row) for row in cursor]}


def _load(content: dict[str, dict], path: Path) -> None:
    """Build a database of the exported tables, for the exercises' own merge to read."""
    with closing(sqlite3.connect(path)) as database:
        for name, part in content.items():
            columns = ", ".join(f'"{column}"' for column in part["columns"])
            database.execute(f"CREATE TABLE {name} ({columns})")
            marks = ", ".join("?" * len(part["columns"]))
            database.executemany(f"INSERT INTO {name} VALUES ({marks})", part["rows"])
        database.commit()


def _is_sound(columns: list[str], rows: list[list]) -> bool:
    """Whether a table has plain column names and rows of the right length and kinds."""
    kinds = [(int, float) if column in NUMBERS else str for column in columns]
    return all(column.isidentifier() for column in columns) and all(
        len(row) == len(kinds) and all(map(isinstance, row, kinds)) for row in rows
    )


def _unusable(path: Path, problem: Exception) -> str:
    return f"The progress file {path} cannot be used: {problem}"
