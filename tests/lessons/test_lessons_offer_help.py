"""A lesson with exercises imports what its cards tell a student to type."""

import re

import nbformat
import pytest

from course_utils.classroom.notebooks import lesson_paths

RECOMMENDED = {"check", "hint", "solution", "predict", "reveal", "record_verdict"}


@pytest.mark.parametrize("path", lesson_paths(), ids=lambda path: path.stem)
def test_hint_and_solution_can_be_typed(path):
    cells = nbformat.read(path, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    imported = re.findall(r"from course_utils\.exercises import \(?([^)]*?)\)?\n(?=\S|$)", code)
    names = set(re.findall(r"\w+", " ".join(imported)))
    assert names >= RECOMMENDED or "check(" not in code
