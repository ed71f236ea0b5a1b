"""Look over the lessons and say in sentences what does not keep to the rules.

Run it as ``python -m course_utils.classroom.lint [NOTEBOOK ...]``. Each rule has its place in
the folder ``rules``.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from course_utils.classroom import CourseError, normalize
from course_utils.classroom.notebooks import lesson_paths
from course_utils.classroom.paths import for_people
from course_utils.classroom.rules import code, glossary, outputs, prose, structure, tasks
from course_utils.classroom.rules.lesson import SHORTEST_REASON, Lesson, Problem

__all__ = ["ALLOWED", "Problem", "lint", "main"]

ALLOWED: dict[tuple[str, str, str], str] = {}
"""Exceptions: (lesson such as "01_living_bone", cell id or "*", tag or call) to the reason.

What can be allowed: the tag ``raises-exception``, a marker of nbval, the calls in
``rules.code.HIDING``, "except" for a handler that swallows errors, and "check" for a cell
that demonstrates the feedback to a wrong answer.
"""


def lint(
    path: Path,
    registry: Any = None,
    allowed: dict[tuple[str, str, str], str] | None = None,
) -> list[Problem]:
    """Every fault of one lesson.

    Parameters
    ----------
    path : Path
        The notebook, named ``NN_name.ipynb`` in a folder of lessons.
    registry : object, optional
        With ``all_exercises()`` and ``all_predictions()``; the course's own by default.
    allowed : dict, optional
        Exceptions with reasons; ALLOWED by default.

    Returns
    -------
    list of Problem
        In the order of the cells, those of the whole lesson first.
    """
    try:
        notebook = normalize.read(path)
    except CourseError as problem:
        return [Problem(None, "unreadable", str(problem))]
    lesson = Lesson(path, notebook, ALLOWED if allowed is None else allowed)
    prose.places.cache_clear()  # the file may have changed since the last look
    found = list(_all_rules(lesson, path.read_bytes(), registry or _registry()))
    found += _stale_permits(lesson)
    return sorted(dict.fromkeys(found), key=lambda problem: problem.cell or 0)


def _all_rules(lesson: Lesson, raw: bytes, registry: Any) -> Iterator[Problem]:
    yield from structure.check(lesson)
    yield from structure.normal_form(lesson, raw)
    yield from code.check(lesson)
    yield from prose.check(lesson)
    yield from glossary.check(lesson)
    yield from outputs.check(lesson)
    yield from tasks.check(lesson, registry)


def _registry() -> Any:
    from course_utils.exercises import registry

    return registry


def _stale_permits(lesson: Lesson) -> Iterator[Problem]:
    """Exceptions without a reason, and those nothing needs any more."""
    for key, reason in lesson.permits.items():
        name, cell, what = key
        if name == lesson.name and key not in lesson.used:
            short = len(reason.strip()) < SHORTEST_REASON
            fault = "gives no reason" if short else "is needed by no cell; take it out"
            told = f"The exception for {what!r} in cell {cell!r} {fault}."
            yield Problem(None, "allow-list", told)


def unknown_lessons(paths: Iterable[Path], allowed: dict | None = None) -> list[str]:
    """Names in the allow-list that are no lessons."""
    names = {path.stem for path in paths}
    return sorted({key[0] for key in (ALLOWED if allowed is None else allowed)} - names)


def sentence(path: Path, problem: Problem) -> str:
    """A problem as one line for a person."""
    place = f", cell {problem.cell}" if problem.cell else ""
    return f"{for_people(path)}{place}: {problem.sentence} [{problem.rule}]"


def main(arguments: Iterable[str] = ()) -> int:
    """Print every problem; the exit code is 1 if there is one, or if there is no lesson."""
    paths = [Path(argument) for argument in arguments] or lesson_paths()
    lines = [sentence(path, problem) for path in paths for problem in lint(path)]
    if not arguments:
        unknown = unknown_lessons(paths)
        lines += [f"lint.ALLOWED names {name}, which is no lesson." for name in unknown]
    for line in lines:
        print(line)
    if not paths:
        print("There is no lesson to look at.")
    print(f"{len(paths)} lessons, {len(lines)} problems")
    return 1 if lines or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
