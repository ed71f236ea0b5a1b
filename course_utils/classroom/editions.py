"""The lessons as they ship, and the edition of each that a student receives.

The student edition carries no outputs and no execution counts, because a shown answer
spoils the prediction, and no notes for the lecturer, because those name the keys of the
clicker questions. Plain JSON in, plain JSON out: the bytes are the ones `nbformat` writes.
"""

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course_utils.classroom import CourseError
from course_utils.classroom.paths import nearest_names

# An allow-list, so that TEACHING.md and editors' litter stay behind.
ASSET_SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".csv", ".json", ".txt", ".pdf"}
LECTURER_TAG = "lecturer"


@dataclass(frozen=True)
class LessonFile:
    """One file a student receives: its place below ``lessons/`` and its student edition."""

    name: str
    source: Path

    @property
    def is_notebook(self) -> bool:
        """Whether this is a lesson and not a picture or table beside it."""
        return self.source.suffix == ".ipynb"

    @property
    def stem(self) -> str:
        """File name without its suffix, for example ``01_living_bone``."""
        return self.source.stem

    @property
    def number(self) -> str:
        """The lesson's number as written in its file name, for example ``01``."""
        return self.stem.split("_")[0]

    def data(self) -> bytes:
        """The bytes that go into a workspace."""
        raw = self.source.read_bytes()
        return student_edition(raw, self.name) if self.is_notebook else raw


def lesson_files(root: Path) -> list[LessonFile]:
    """Every notebook and asset under ``lessons/``, in order."""
    lessons = root / "lessons"
    found = [
        LessonFile(PurePosixPath(*path.relative_to(lessons).parts).as_posix(), path)
        for path in sorted(lessons.rglob("*"))
        if path.is_file() and _ships(path.relative_to(lessons))
    ]
    if not any(item.is_notebook for item in found):
        raise CourseError(f"There are no lessons in {lessons}; get a complete copy of the course.")
    return found


def find_lessons(wanted: str, files: list[LessonFile]) -> list[LessonFile]:
    """The notebooks meant by ``01``, ``L01``, ``01_living_bone``, a file or a folder name.

    Raises
    ------
    CourseError
        If nothing is called that; the sentence names what comes nearest.
    """
    notebooks = [item for item in files if item.is_notebook]
    word = wanted.strip().replace("\\", "/").rstrip("/").rpartition("/")[2].lower()
    word = word.removesuffix(".ipynb")
    number = word.removeprefix("l").zfill(2)
    for matches in (
        [item for item in notebooks if item.stem.lower() == word],
        [item for item in notebooks if item.number == number],
        [item for item in notebooks if item.source.parent.name.lower() == word],
    ):
        if matches:
            return matches
    known = [item.stem for item in notebooks]
    raise CourseError(
        f"There is no lesson called {wanted!r}; the nearest names are "
        f"{nearest_names(word, known)} (a number such as {notebooks[0].number} works too)."
    )


def read_notebook(raw: bytes, name: str) -> dict:
    """Notebook JSON as a dict, or one sentence about what is wrong with it."""
    try:
        notebook = json.loads(raw.decode("utf-8-sig"))
        if not isinstance(notebook["cells"], list):
            raise TypeError("'cells' is not a list")
    except (ValueError, KeyError, TypeError) as problem:
        raise CourseError(f"{name} is not a readable notebook ({problem}).") from problem
    return notebook


def write_notebook(notebook: dict) -> bytes:
    """The bytes `nbformat` would write for this notebook, on every system alike."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8")


def cell_source(cell: dict) -> str:
    """A cell's text, whether stored as one string or as a list of lines."""
    return as_text(cell.get("source", ""))


def as_text(value: str | list[str]) -> str:
    """What a notebook stores as one string or as a list of lines, as one string."""
    return value if isinstance(value, str) else "".join(value)


def cell_tags(cell: dict) -> list[str]:
    """A cell's tags; empty when it has none."""
    return list(cell.get("metadata", {}).get("tags", []))


def without_outputs(notebook: dict) -> dict:
    """The same notebook as if it had never been run."""
    cells = [
        cell | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return notebook | {"cells": cells}


def student_edition(raw: bytes, name: str) -> bytes:
    """The student's bytes for one shipped lesson."""
    notebook = without_outputs(read_notebook(raw, name))
    cells = [cell for cell in notebook["cells"] if LECTURER_TAG not in cell_tags(cell)]
    return write_notebook(notebook | {"cells": cells})


def _ships(relative: Path) -> bool:
    """Only files inside a lesson folder, of a known kind, and nothing hidden."""
    hidden = any(part.startswith((".", "~", "_")) for part in relative.parts)
    known = relative.suffix == ".ipynb" or relative.suffix.lower() in ASSET_SUFFIXES
    return len(relative.parts) > 1 and known and not hidden
