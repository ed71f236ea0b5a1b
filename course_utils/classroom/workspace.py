"""The student's own copies of the lessons, and how new versions reach them.

One rule: bytes the course did not write are never written to. An untouched file is
replaced by its new version; beside a changed one the new version gets a name of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from course_utils.classroom import files, manifest
from course_utils.classroom.editions import LessonFile, find_lessons, lesson_files
from course_utils.classroom.manifest import Entry, Manifest
from course_utils.classroom.paths import COURSE_FOLDER


@dataclass(frozen=True)
class Step:
    """What happened to one lesson file.

    ``kind`` is ``new``, ``replaced``, ``beside``, ``same``, ``kept`` (changed by the
    student, newest version offered before) or ``deleted`` (by the student, left so).
    """

    kind: str
    name: str
    path: Path
    is_notebook: bool = True


def start(workspace: Path, root: Path, today: date | None = None) -> list[Step]:
    """Make a workspace, or bring an existing one up to date.

    Parameters
    ----------
    workspace : Path
        The student's folder; made when missing. Files already in it stay.
    root : Path
        The course folder that holds ``lessons/``.
    today : date, optional
        The date put into the names of new versions.

    Returns
    -------
    list of Step
        One per lesson file, in course order.

    Raises
    ------
    CourseError, OSError
        If nothing can be read or written. Running it again mends an interrupted run.
    """
    lessons = lesson_files(root)
    return list(_bring(workspace, lessons, today or date.today()))


def update(workspace: Path, root: Path, today: date | None = None) -> list[Step]:
    """Bring new lesson versions; the same as `start` on a workspace that exists."""
    return start(workspace, root, today)


def restore(workspace: Path, root: Path, wanted: str, today: date | None = None) -> list[Step]:
    """Bring back one deleted lesson, or a folder of them, with the pictures they need.

    A lesson that is still there stays; a fresh copy is put beside it when it differs.
    """
    lessons = lesson_files(root)
    chosen = find_lessons(wanted, lessons)
    folders = {item.source.parent for item in chosen}
    assets = [
        item
        for item in lessons
        if not item.is_notebook
        and any(folder in item.source.parents for folder in folders)
        and files.fingerprint(workspace / item.name) is None
    ]
    return list(_bring(workspace, chosen + assets, today or date.today(), restoring=True))


def _bring(
    workspace: Path, lessons: list[LessonFile], today: date, restoring: bool = False
) -> Iterator[Step]:
    """Settle one lesson file after the other, remembering each before the next."""
    with manifest.locked(workspace):
        record = manifest.load(workspace)
        files.sweep(workspace / COURSE_FOLDER)
        editions = [(item, item.data()) for item in lessons]
        record.plan({item.name: files.sha256(data) for item, data in editions})
        for item, data in editions:
            files.sweep((workspace / item.name).parent)
            step, entry = _settle(workspace, item, data, record, today, restoring)
            record.remember(item.name, entry)
            yield step


def _settle(
    workspace: Path, item: LessonFile, data: bytes, record: Manifest, today: date, restoring: bool
) -> tuple[Step, Entry]:
    """Decide about one file, and do it. Returns what happened and what to remember."""
    target, newest, entry = workspace / item.name, files.sha256(data), record.entries.get(item.name)
    up_to_date = Entry(newest, newest)

    def step(kind: str, path: Path = target) -> Step:
        return Step(kind, item.name, path, item.is_notebook)

    present = files.fingerprint(target)
    if present is None and entry is not None and not restoring:
        return step("deleted"), entry
    if present is None and files.place(target, data):
        return step("new"), up_to_date
    if present == newest:
        return step("same"), _unless_known(entry, up_to_date)
    if record.wrote(item.name, present) and files.replace(target, data, expected=present):
        return step("replaced"), up_to_date
    if entry is not None and entry.offered == newest and not restoring:
        return step("kept"), entry
    label = f"{'fresh copy' if restoring else 'new version'} {today.isoformat()}"
    beside = _put_beside(target, data, label)
    return step("beside", beside), Entry(entry.written if entry else None, newest)


def _unless_known(entry: Entry | None, up_to_date: Entry) -> Entry:
    """Keep an entry that says the same already, so that nothing is written again."""
    if entry and (entry.written, entry.offered) == (up_to_date.written, up_to_date.offered):
        return entry
    return up_to_date


def _put_beside(target: Path, data: bytes, label: str) -> Path:
    """Store ``data`` next to ``target`` under a free name; reuse a copy that is there already."""
    for sibling in sorted(target.parent.iterdir()):
        ours = sibling.name.startswith(f"{target.stem} (") and sibling.suffix == target.suffix
        if ours and files.fingerprint(sibling) == files.sha256(data):
            return sibling
    for number in count(1):
        suffix = "" if number == 1 else f", {number}"
        beside = target.with_name(f"{target.stem} ({label}{suffix}){target.suffix}")
        if files.place(beside, data):
            return beside
    raise AssertionError("count() never ends")
