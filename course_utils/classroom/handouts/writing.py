"""``course handouts``: two printable pages for each lesson, set by Typst."""

from __future__ import annotations

import importlib.util
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course_utils.classroom import CourseError, files
from course_utils.classroom.editions import find_lessons, lesson_files
from course_utils.classroom.handouts.reading import read_lesson

DEFAULT_OUTPUT = Path("build") / "handouts"
TEMPLATE = Path(__file__).with_name("handout.typ")
NO_HANDOUT = "18"  # from here on: the appendix


def write_handouts(
    root: Path, wanted: Iterable[str] = (), output: Path | None = None
) -> list[Path]:
    """Write the handouts of the lessons asked for, one PDF each.

    Parameters
    ----------
    root : Path
        The course folder.
    wanted : iterable of str
        Lessons as ``01``, ``L01`` or a name; all of them by default.
    output : Path, optional
        Where to; ``build/handouts`` in the course folder by default.

    Returns
    -------
    list of Path
        The files written, in course order.

    Raises
    ------
    CourseError
        If Typst is missing, or a lesson is unknown, has no handout or cannot be read.
    """
    folder = output or root / DEFAULT_OUTPUT
    written = []
    for path in chosen_lessons(root, wanted):
        target = folder / f"{path.stem}.pdf"
        files.replace(target, printed(read_lesson(path)))
        written.append(target)
    return written


def chosen_lessons(root: Path, wanted: Iterable[str] = ()) -> list[Path]:
    """The notebooks of the lessons asked for, each once, in course order."""
    known = lesson_files(root)
    asked = [item for word in wanted for item in find_lessons(word, known)]
    notebooks = asked or [item for item in known if item.is_notebook]
    found = sorted({item.source for item in notebooks if item.number < NO_HANDOUT})
    if not found:
        raise CourseError("The appendix has no handout; ask for a lesson from 00 to 17.")
    return found


def printed(lesson: dict[str, Any], kind: str = "pdf", ppi: float | None = None) -> Any:
    """The two pages as PDF, or as a list of PNG pictures.

    Parameters
    ----------
    lesson : dict
        From :func:`read_lesson`.
    kind : str
        ``"pdf"`` or ``"png"``.
    ppi : float, optional
        Dots per inch of a picture.

    Returns
    -------
    bytes or list of bytes
    """
    typst = _typst()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = folder / "handout.typ"
        source.write_bytes(TEMPLATE.read_bytes())
        (folder / "figure.png").write_bytes(lesson["figure"]["png"])
        words = lesson | {"figure": {"text": lesson["figure"]["text"]}}
        (folder / "handout.json").write_text(json.dumps(words), encoding="utf-8")
        options = {"root": str(folder), "font_paths": [str(_fonts())], "ignore_system_fonts": True}
        try:
            return typst.compile(str(source), format=kind, ppi=ppi, **options)
        except typst.TypstError as problem:
            raise CourseError(f"The handout of lesson {lesson['number']}: {problem}") from problem


def _typst() -> Any:
    try:
        import typst
    except ImportError as problem:
        raise CourseError(
            "Handouts need Typst; type: pip install 'receptor-to-fracture[teach]'"
        ) from problem
    return typst


def _fonts() -> Path:
    """DejaVu Sans as it comes with matplotlib, so that every computer sets the same lines."""
    package = importlib.util.find_spec("matplotlib")
    return Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"
