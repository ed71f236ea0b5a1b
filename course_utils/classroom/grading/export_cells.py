"""One lesson as the notebook nbgrader starts from: answers, checks and rubrics as its cells.

The source notebook holds the reference code between ``### BEGIN SOLUTION`` marks and the
number of points between ``### BEGIN HIDDEN TESTS`` marks; nbgrader takes both out of the
version that students receive. What nbgrader calls a grade id is the cell's own id.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from course_utils.classroom import CourseError
from course_utils.classroom.editions import cell_source, read_notebook, student_edition
from course_utils.classroom.grading.export_marks import answer_cells, audit_cells, claim_source
from course_utils.classroom.grading.export_metadata import nbgrader, notebook_cell
from course_utils.classroom.solved import exercise_id
from course_utils.exercises import marking

CHECK_CELL = re.compile(r"(l\d\d)-(e\d+)-check")
CHECK_CALL = re.compile(r'check\("(L\d\d\.E\d+)", (\w+)\)')
OPEN_CLAIM = re.compile(r'record_verdict\(\s*"(C-[\w-]+)",\s*verdict=None')
AUDIT_AFTER = "l17-desk-rubric-table"
ASKED = (
    ("-repair", "Your repaired sentence", marking.REPAIR_RUBRIC),
    ("-exit", "Your answer to the exit question", marking.EXIT_RUBRIC),
)


def source_notebook(raw: bytes, name: str, find: Callable[[str], Any]) -> dict:
    """The nbgrader source of one lesson.

    Parameters
    ----------
    raw : bytes
        The lesson as shipped, or a class variant of it.
    name : str
        Its file name, for error sentences.
    find : callable
        Exercise id to exercise.

    Returns
    -------
    dict
        A notebook without outputs, ready for ``nbgrader generate_assignment``.

    Raises
    ------
    CourseError
        If a check belongs to no exercise, or a stub has no check.
    """
    notebook = read_notebook(student_edition(raw, name), name)
    cells = [new for cell in notebook["cells"] for new in _converted(cell, name, find)]
    _must_pair(cells, name)
    return notebook | {"cells": cells}


def checked_exercise(grade_id: str) -> str | None:
    """The exercise behind a grade id: ``l01-e2-check`` is ``L01.E2``; else None."""
    found = CHECK_CELL.fullmatch(grade_id)
    return f"{found[1].upper()}.{found[2].upper()}" if found else None


def _converted(cell: dict, name: str, find: Callable) -> Iterator[dict]:
    """The cell as nbgrader wants it, and what belongs right after it."""
    id, source = cell["id"], cell_source(cell)
    if stub := exercise_id(cell):
        yield _graded(cell, _with_solution(source, _found(stub, name, find)), solution=True)
    elif checked := checked_exercise(id):
        yield _check(cell, source, _found(checked, name, find))
    elif claim := OPEN_CLAIM.match(source):
        lines = claim_source(source, claim[1])
        yield _graded(cell, lines, solution=True, grade=True, points=marking.CLAIM_POINTS)
    elif re.fullmatch(r"l\d\d-e\d+-(task|checked)", id):
        yield _graded(cell, source, locked=True)
    else:
        yield cell
        yield from _asked_after(id)


def _asked_after(id: str) -> Iterator[dict]:
    for ending, heading, rubric in ASKED:
        if id.endswith(ending):
            yield from answer_cells(f"{id}-answer", heading, rubric)
    if id == AUDIT_AFTER:
        yield from audit_cells()


def _with_solution(stub: str, exercise: Any) -> str:
    """The stub as shipped, then the reference code between nbgrader's marks."""
    return f"{stub}\n### BEGIN SOLUTION\n{exercise.solved_source()}\n### END SOLUTION"


def _check(cell: dict, source: str, exercise: Any) -> dict:
    """The check students see; hidden behind it, the points as nbgrader reads them.

    The hidden number is for plain nbgrader. With the course's own preprocessors the output
    of this cell is replaced by what the trusted scoring says.
    """
    hidden = f"### BEGIN HIDDEN TESTS\n{source}.points\n### END HIDDEN TESTS"
    lines = f"{source}\n{hidden}"
    return _graded(cell, lines, grade=True, locked=True, points=exercise.points)


def _graded(cell: dict, source: str, **marks: Any) -> dict:
    kind = cell["cell_type"]
    return notebook_cell(kind, cell["id"], source, nbgrader(cell["id"], kind, **marks), cell)


def _found(id: str, name: str, find: Callable) -> Any:
    try:
        return find(id)
    except LookupError as problem:
        raise CourseError(f"{name} has a cell for {id}, which no lesson declares.") from problem


def _must_pair(cells: list[dict], name: str) -> None:
    stubs = {exercise_id(cell) for cell in cells} - {None}
    checks = {checked_exercise(cell["id"]) for cell in cells} - {None}
    if odd := sorted(stubs ^ checks):
        raise CourseError(f"{name} has a stub without its check, or the reverse: {', '.join(odd)}.")
    for cell in cells:
        call = CHECK_CALL.match(cell_source(cell))
        wanted = checked_exercise(cell["id"])
        if wanted and not (call and call[1] == wanted):
            raise CourseError(f"{name}: cell {cell['id']} should begin with the check of {wanted}.")
