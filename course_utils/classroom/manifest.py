"""What the course itself wrote into a workspace, remembered in ``.course/manifest.json``.

A file whose SHA-256 equals the remembered one is untouched and may be replaced. Every
other file is the student's.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from course_utils import __version__
from course_utils.classroom import CourseError, files
from course_utils.classroom.paths import COURSE_FOLDER, MANIFEST_NAME

FORMAT = 1
LOCK_NAME = "lock.sqlite"


@dataclass(frozen=True)
class Entry:
    """One lesson file in the workspace.

    ``written`` is the SHA-256 of the bytes the course last wrote under this very name,
    None when it never did. ``offered`` is the SHA-256 of the newest edition the student
    was given, in place or beside. ``version`` is the course version it came from.
    """

    written: str | None
    offered: str
    version: str = __version__


@dataclass
class Manifest:
    """The entries of one workspace, by file name below it.

    ``planned`` holds, for each file a run was about to write, the SHA-256 of what it meant
    to write. After a crash those bytes are recognized as the course's own.
    """

    path: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    planned: dict[str, list[str]] = field(default_factory=dict)

    def plan(self, hashes: dict[str, str]) -> None:
        """Note what is about to be written, before the first file is touched."""
        fresh = {
            name: hash
            for name, hash in hashes.items()
            if hash not in self.planned.get(name, [])
            and (name not in self.entries or self.entries[name].offered != hash)
        }
        for name, hash in fresh.items():
            self.planned.setdefault(name, []).append(hash)
        if fresh:
            self._save()

    def remember(self, name: str, entry: Entry) -> None:
        """Store an entry at once, so that an interruption leaves at most one file in doubt."""
        if self.entries.get(name) == entry and name not in self.planned:
            return
        self.entries[name] = entry
        self.planned.pop(name, None)
        self._save()

    def wrote(self, name: str, present: str | None) -> bool:
        """Whether the file now called ``name``, with this SHA-256, is the course's own."""
        written = self.entries[name].written if name in self.entries else None
        return present is not None and present in (written, *self.planned.get(name, []))

    def _save(self) -> None:
        content = {
            "format": FORMAT,
            "course_version": __version__,
            "files": {name: vars(self.entries[name]) for name in sorted(self.entries)},
        }
        if self.planned:
            content["planned"] = self.planned
        files.replace(self.path, (json.dumps(content, indent=1) + "\n").encode("utf-8"))


def load(workspace: Path) -> Manifest:
    """Read the manifest of a workspace; an empty one when there is none yet.

    Raises
    ------
    CourseError
        If the file is damaged or was written by a later course.
    """
    path = workspace / COURSE_FOLDER / MANIFEST_NAME
    if not path.exists():
        return Manifest(path)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        newer = content["format"] > FORMAT
        entries = {} if newer else {n: Entry(**e) for n, e in content["files"].items()}
        planned = {n: [*map(str, hashes)] for n, hashes in content.get("planned", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise CourseError(
            f"{path} is damaged and nothing was changed; delete that one file and type "
            "'course start': your notebooks stay as they are."
        ) from problem
    if newer:
        raise CourseError(f"{path} was written by a newer course; update the course first.")
    return Manifest(path, entries, planned)


@contextmanager
def locked(workspace: Path, wait_seconds: float = 10.0) -> Iterator[None]:
    """Let one command at a time change a workspace.

    SQLite's file lock works on every system and vanishes with its process, so a crash
    leaves no lock behind.
    """
    folder = workspace / COURSE_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    try:
        door = sqlite3.connect(folder / LOCK_NAME, timeout=wait_seconds, isolation_level=None)
    except sqlite3.Error as problem:
        raise CourseError(_no_lock(folder)) from problem
    with closing(door):
        try:
            door.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as problem:
            busy = "locked" in str(problem)
            raise CourseError(_busy(workspace) if busy else _no_lock(folder)) from problem
        yield


def _busy(workspace: Path) -> str:
    return f"Another course command is working in {workspace}; wait a moment and type it again."


def _no_lock(folder: Path) -> str:
    return f"No permission to write in {folder}; choose a folder of your own."
