"""Rules about exercises and predictions: notebook and registry say the same.

An exercise is a leaf: a line that says what is checked, a stub, its check, and no other
cell that touches the student's answer.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import Any

from course_utils.classroom.rules.lesson import Cell, Lesson, Problem

EXERCISE = "exercise:"


def check(lesson: Lesson, registry: Any) -> Iterator[Problem]:
    """Every disagreement between a lesson and the registry.

    Parameters
    ----------
    lesson : Lesson
    registry : object
        With ``all_exercises()`` and ``all_predictions()``.
    """
    exercises = _of_lesson(registry.all_exercises(), lesson)
    yield from stubs(lesson, exercises)
    yield from known_ids(lesson, exercises, ("check", "hint", "solution"), "exercise")
    yield from one_check_each(lesson, exercises)
    predictions = _of_lesson(registry.all_predictions(), lesson)
    yield from known_ids(lesson, predictions, ("predict", "prediction", "reveal"), "prediction")
    yield from foretold(lesson, predictions)


def _of_lesson(items: list, lesson: Lesson) -> dict[str, Any]:
    return {item.id: item for item in items if item.id.split(".")[0] == lesson.code}


def stubs(lesson: Lesson, exercises: dict[str, Any]) -> Iterator[Problem]:
    """Each exercise has one stub, and each stub an exercise."""
    tagged = [
        (cell, tag.removeprefix(EXERCISE))
        for cell in lesson.cells
        for tag in cell.tags
        if tag.startswith(EXERCISE)
    ]
    count = Counter(id for _, id in tagged)
    for id in exercises:
        if count[id] != 1:
            told = f"The exercise {id} needs one stub tagged exercise:{id}, not {count[id]}."
            yield Problem(None, "stub", told)
    for cell, id in tagged:
        if id not in exercises:
            yield cell.problem("stub", f"No exercise {id} is declared for this lesson.")
        elif not cell.is_code:
            yield cell.problem("stub", f"The tag of {id} belongs on the code cell.")
        else:
            yield from one_stub(lesson, cell, exercises[id])


def one_stub(lesson: Lesson, cell: Cell, exercise: Any) -> Iterator[Problem]:
    """The stub, the line before it, the check after it, and nobody else at the answer."""
    wanted = exercise.stub_source()
    if cell.tree is None or _shape(cell.source) != _shape(wanted):
        told = f"The stub of {exercise.id} must be `{wanted.replace(chr(10), chr(0x23CE))}`."
        yield cell.problem("stub", told)
    if exercise.checked_line not in _lines_before(lesson, cell):
        told = f"The text right before the stub lacks the line: {exercise.checked_line}"
        yield cell.problem("checked-line", told)
    after = next((other for other in lesson.code_cells if other.number > cell.number), None)
    call = f'check("{exercise.id}", {exercise.variable})'
    if after is None or after.source.strip() != call:
        yield cell.problem("check-cell", f"The code cell after the stub must be `{call}`.")
    own = {cell.number, after.number if after else 0}
    for other in lesson.code_cells:
        if other.number not in own and touches(other, exercise.variable):
            told = f"The cell uses {exercise.variable}, the student's answer to {exercise.id}."
            yield other.problem("uses-answer", told)


def _shape(source: str) -> str:
    """Code without comments, layout and docstrings."""
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if not _is_text(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and len(node.body) > 1 and _is_text(node.body[0]):
            del node.body[0]
    return ast.dump(tree)


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _lines_before(lesson: Lesson, cell: Cell) -> list[str]:
    before = lesson.cells[cell.number - 2] if cell.number > 1 else None
    if before is None or not before.is_markdown:
        return []
    return [line.strip() for line in before.source.splitlines()]


def touches(cell: Cell, name: str) -> bool:
    """Whether the code reads or sets a name, f-strings and ``@name`` in queries included."""
    return any(_touches(node, name) for node in cell.nodes())


def _touches(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id == name
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name == name
    if isinstance(node, ast.alias):
        return (node.asname or node.name.partition(".")[0]) == name
    return isinstance(node, ast.Constant) and f"@{name}" in str(node.value).split()


def called_ids(cell: Cell, function: str) -> list[str | None]:
    """The ids a cell calls a function with; None for one that is not written out."""
    ids: list[str | None] = []
    for name, call in cell.calls():
        if name.rpartition(".")[2] == function:
            first = call.args[0] if call.args else None
            plain = isinstance(first, ast.Constant) and isinstance(first.value, str)
            ids.append(first.value if plain else None)
    return ids


def known_ids(lesson: Lesson, items: dict, functions: tuple, kind: str) -> Iterator[Problem]:
    """Every id a lesson mentions is declared for it, and written out."""
    for cell in lesson.code_cells:
        for function in functions:
            for id in called_ids(cell, function):
                if id is None:
                    told = f'Call {function} with the id written out, as {function}("L01.E1", …).'
                    yield cell.problem("unknown-id", told)
                elif id not in items:
                    yield cell.problem("unknown-id", f"No {kind} {id} is declared for this lesson.")


def one_check_each(lesson: Lesson, exercises: dict[str, Any]) -> Iterator[Problem]:
    """Each exercise is checked in one place, demonstrations in lint.ALLOWED aside."""
    seen: set[str | None] = set()
    for cell in lesson.code_cells:
        for id in called_ids(cell, "check"):
            if id in exercises and not lesson.permitted(cell, "check"):
                if id in seen:
                    yield cell.problem("check-cell", f"The exercise {id} is checked once more.")
                seen.add(id)


def foretold(lesson: Lesson, predictions: dict[str, Any]) -> Iterator[Problem]:
    """Each prediction is asked once and revealed in a later cell."""
    asked, shown = _places(lesson, "predict"), _places(lesson, "reveal")
    for id in predictions:
        if len(asked.get(id, [])) != 1:
            told = f"The prediction {id} must be asked once, not {len(asked.get(id, []))} times."
            yield Problem(None, "prediction", told)
        elif not any(place > asked[id][0] for place in shown.get(id, [])):
            told = f"The prediction {id} is never revealed in a later cell."
            yield Problem(asked[id][0], "prediction", told)
        elif min(shown[id]) <= asked[id][0]:
            told = f"The prediction {id} is revealed before it is asked."
            yield Problem(min(shown[id]), "prediction", told)


def _places(lesson: Lesson, function: str) -> dict[str | None, list[int]]:
    found: dict[str | None, list[int]] = {}
    for cell in lesson.code_cells:
        for id in called_ids(cell, function):
            found.setdefault(id, []).append(cell.number)
    return found
