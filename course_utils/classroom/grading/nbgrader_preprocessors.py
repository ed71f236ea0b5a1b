"""What nbgrader does with a submission here: run it in the sandbox, score it outside.

nbgrader by itself runs a submission as the person who grades and believes what the cells
print. These two steps stand in the place of its ``Execute`` step. The first runs the
notebook where it can reach nothing; the second throws away what the grade cells put out and
writes what the course's own scoring says of the answers, as the number that nbgrader reads.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer

from course_utils.classroom import CourseError
from course_utils.classroom.grading.export_cells import checked_exercise
from course_utils.classroom.grading.sealed.exercises.handing import MIME
from course_utils.exercises.marking import CLAIM_RUBRIC, course_verdict

KEY = "course_grading"
CLAIM_CALL = re.compile(r'record_verdict\(\s*"(C-[\w-]+)"')


class RunInSandbox(NbGraderPreprocessor):
    """Run the submission where it sees no gradebook, no master and no network."""

    cell_seconds = Float(60, help="Seconds one cell may take.").tag(config=True)
    notebook_seconds = Float(600, help="Seconds a whole submission may take.").tag(config=True)
    memory_gib = Float(4, help="Memory a submission may use, in GiB.").tag(config=True)
    variant = Integer(0, help="Number of the class variant; 0 is the standard.").tag(config=True)
    trust = Bool(
        False, help="Run submissions with your own rights, without any sandbox: code you trust."
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Replace the outputs by those of a fresh run, and keep the answers handed over.

        Raises
        ------
        CourseError
            If this machine has no sandbox and ``trust`` was not set. Nothing is run then, and
            nothing is marked.
        """
        from course_utils.classroom.grading.sandbox import Limits, run_submission

        limits = Limits(
            cell_seconds=self.cell_seconds,
            notebook_seconds=self.notebook_seconds,
            memory_bytes=int(self.memory_gib * 1024**3),
        )
        student = resources["nbgrader"]["student"]
        if self.trust:
            self.log.warning("%s: run with your own rights, without a sandbox.", student)
        executed = run_submission(nb, limits, self.variant or None, trust=self.trust)
        for event in executed.events:
            self.log.warning("%s: %s %s", student, event.cell, event.words)
        resources[KEY] = executed
        return executed.notebook, resources


class TrustedScores(NbGraderPreprocessor):
    """Put the trusted score in the place of whatever a grade cell showed."""

    variant = Integer(0, help="Number of the class variant; 0 is the standard.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Score every exercise that has a grade cell.

        Raises
        ------
        CourseError
            If the submission was not run in the sandbox before.
        """
        from course_utils.classroom.grading.scoring import score

        if KEY not in resources:
            raise CourseError("RunInSandbox must come before TrustedScores in nbgrader_config.py.")
        cells = [cell for cell in nb.cells if _is_scored(cell)]
        ids = [checked_exercise(cell.metadata.nbgrader.grade_id) for cell in cells]
        scored = score(resources[KEY], ids, self.variant or None)
        for cell, result in zip(cells, scored, strict=True):
            cell.outputs = shown(result, cell.metadata.nbgrader.points)
        _settle_the_rest(nb)
        return nb, resources


def shown(result: Any, points: float) -> list[NotebookNode]:
    """The outputs of a grade cell: words for the student, then the number nbgrader reads.

    Parameters
    ----------
    result : Scored
    points : float
        What the cell is worth in the gradebook; the number never exceeds it.
    """
    share = result.points / result.max_points if result.max_points else 0.0
    earned = round(points * min(max(share, 0.0), 1.0), 4)
    words = f"{result.id}, {result.status}: {earned:g} of {points:g} points. {result.words}"
    return [
        new_output("display_data", data={"text/plain": words}),
        # Only the first execute_result counts for nbgrader, and this is the only one.
        new_output("execute_result", data={"text/plain": f"{earned:g}"}, execution_count=1),
    ]


def _is_check(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


def _is_scored(cell: NotebookNode) -> bool:
    return _is_check(cell) and checked_exercise(cell.metadata.nbgrader.grade_id) is not None


def _settle_the_rest(nb: NotebookNode) -> None:
    """The course's verdict beside the student's, and no number where nobody scores."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if MIME not in output.get("data", ())]
        if _is_check(cell) and not _is_scored(cell):
            cell.outputs = [new_output("error", ename="NotScored", evalue="", traceback=[])]
        elif cell.cell_type == "code" and utils.is_grade(cell) and utils.is_solution(cell):
            cell.outputs = list(_course_verdict(cell.source))


def _course_verdict(source: str) -> Iterator[NotebookNode]:
    claim = CLAIM_CALL.search(source)
    if claim is None:
        return
    with suppress(ValueError):  # the student changed the id into one that does not exist
        lines = course_verdict(claim[1])
        if CLAIM_RUBRIC[0] not in source:
            lines += CLAIM_RUBRIC
        yield new_output("display_data", data={"text/plain": "\n".join(lines)})
