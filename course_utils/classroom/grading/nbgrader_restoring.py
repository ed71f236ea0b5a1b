"""The first step on a submission in nbgrader: its locked cells and their marks as released."""

import re
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import OverwriteCells

from course_utils.classroom.grading.export_metadata import nbgrader

KINDS = ("grade", "solution", "task")
HIDDEN = re.compile(r"(?ms)^[^\n]*BEGIN (HIDDEN TESTS|MARK SCHEME).*?END \1[^\n]*\n?")


class RestoreCells(OverwriteCells):
    """nbgrader's ``OverwriteCells``, for submissions that had more done to them.

    What a cell is (graded, answer, task) is read from the gradebook again, never from the
    submission. A grade cell that was deleted comes back at the end: nbgrader's own way fails
    if the cell before it is gone too, and the place does not matter here, since an answer is
    found by the id of its exercise. Students also hand in the lesson from their own workspace
    instead of the assignment; its cells are known by their own ids.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Overwrite what is locked, then add what is missing."""
        self.add_missing_cells = True
        self._known: dict[str, dict] = {}
        self._named = {_grade_id(cell) for cell in nb.cells}
        self._student = resources["nbgrader"]["student"]
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell: NotebookNode, resources: dict, cell_index: int) -> tuple:
        """Restore what the gradebook knows of one cell; forget marks it does not know."""
        known, grade_id = self._marks_by_id(), self._grade_id_of(cell)
        if grade_id not in known:
            cell.metadata.pop("nbgrader", None)
            return cell, resources
        self._put_back(cell, grade_id)
        cell.metadata.nbgrader = NotebookNode(known[grade_id])
        return super().preprocess_cell(cell, resources, cell_index)

    def add_missing_grade_cells(
        self, nb: NotebookNode, resources: dict
    ) -> tuple[NotebookNode, dict]:
        """Append the cells with points that are not there."""
        there = {_grade_id(cell) for cell in nb.cells}
        missing = {
            grade_id: marks
            for grade_id, marks in sorted(self._marks_by_id().items())
            if (marks["grade"] or marks["task"]) and grade_id not in there
        }
        nb.cells += [self._restored(grade_id, marks) for grade_id, marks in missing.items()]
        if missing:
            names = ", ".join(missing)
            self.log.warning(
                "%s: not in the notebook, put back at its end: %s", self._student, names
            )
        return nb, resources

    def add_missing_task_cells(
        self, nb: NotebookNode, resources: dict
    ) -> tuple[NotebookNode, dict]:
        """Nothing left to do: the step before took them along."""
        return nb, resources

    def report_change(self, name: str, attr: str, old: Any, new: Any) -> None:
        """Say whose cell was changed: several submissions may write one log."""
        what = "the text" if attr == "checksum" else attr
        self.log.warning("%s: %s of %s was changed and is restored", self._student, what, name)

    def _grade_id_of(self, cell: NotebookNode) -> str | None:
        own = cell.get("id")
        return _grade_id(cell) or (own if own not in self._named else None)

    def _put_back(self, cell: NotebookNode, grade_id: str) -> None:
        """Give a cell left as it came the master's lines.

        In a check they are the hidden ones; nbgrader itself would warn of a change in every check
        of every honest student. In a copy from the workspace they mark an answer as open.
        """
        master = self.gradebook.find_source_cell(grade_id, self.notebook_id, self.assignment_id)
        came, own = _as_released(master.source).strip(), cell.source.strip()
        if own == came if _grade_id(cell) else own in came:
            cell.source = master.source

    def _restored(self, grade_id: str, marks: dict) -> NotebookNode:
        master = self.gradebook.find_source_cell(grade_id, self.notebook_id, self.assignment_id)
        make = new_code_cell if master.cell_type == "code" else new_markdown_cell
        cell = make(master.source, metadata={"nbgrader": NotebookNode(marks)})
        # With the released source a deleted answer counts as no answer.
        cell.metadata.nbgrader.checksum = master.checksum
        return cell

    def _marks_by_id(self) -> dict[str, dict]:
        """Grade id to the nbgrader metadata it must have."""
        if not self._known:
            notebook = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
            points = {c.name: c.max_score for c in [*notebook.grade_cells, *notebook.task_cells]}
            names = [{c.name for c in found} for found in _kinds(notebook)]
            self._known = {
                cell.name: nbgrader(
                    cell.name,
                    cell.cell_type,
                    locked=cell.locked,
                    points=points.get(cell.name),
                    **{kind: cell.name in own for kind, own in zip(KINDS, names, strict=True)},
                )
                for cell in notebook.source_cells
            }
        return self._known


def _grade_id(cell: NotebookNode) -> str | None:
    marks = cell.metadata.get("nbgrader")
    named = marks.get("grade_id") if isinstance(marks, dict) else None
    return named if isinstance(named, str) else None


def _as_released(source: str) -> str:
    """A cell of the master without what nbgrader takes out of the students' version."""
    return HIDDEN.sub("", source)


def _kinds(notebook: Any) -> tuple:
    return notebook.grade_cells, notebook.solution_cells, notebook.task_cells
