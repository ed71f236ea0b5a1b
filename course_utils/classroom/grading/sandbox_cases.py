"""The inputs that functions are called on in the sandbox; never what should come out."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode

from course_utils.exercises import registry

LESSON = re.compile(r"\bL\d\d(?=\.E\d)", re.IGNORECASE)


def cases_for(notebook: NotebookNode, variant: int | None = None) -> dict[str, list]:
    """Exercise id → inputs of each case, for the lessons whose exercises a notebook names."""
    text = "\n".join(c.source for c in notebook.cells if c.cell_type == "code")
    lessons = {found.upper() for found in LESSON.findall(text)}
    if not lessons:
        return {}
    return {
        exercise.id: [[_plain(a) for a in case.arguments] for case in exercise.answer.cases]
        for exercise in registry.all_exercises(variant or 0)
        if exercise.is_function and exercise.lesson in lessons
    }


def _plain(argument: Any) -> Any:
    """A number as it is, a table as its columns and their types."""
    if not hasattr(argument, "columns"):
        return argument.item() if hasattr(argument, "item") else argument
    columns = {name: _column(argument[name]) for name in argument.columns}
    types = {name: str(argument[name].dtype) for name in argument.columns}
    return {"columns": columns, "types": types}


def _column(values: Any) -> list:
    return [None if missing else value for value, missing in _pairs(values)]


def _pairs(values: Any) -> Any:
    return zip(values.tolist(), values.isna().tolist(), strict=True)
