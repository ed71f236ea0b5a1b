"""The cells a person marks: verdicts on claims, open answers, the capstone's audit."""

import textwrap
from collections.abc import Iterator

from course_utils.classroom.grading.export_metadata import nbgrader, notebook_cell
from course_utils.exercises import marking

TEXT_STUB = "*Write your answer here, in place of this line.*"


def claim_source(source: str, register_id: str) -> str:
    """The cell of one claim: rubric, the student's call, and for the marker the course's verdict.

    Parameters
    ----------
    source : str
        The lesson's cell, a call of ``record_verdict`` that is still open.
    register_id : str
        Id of the claim.
    """
    rubric = "\n".join(f"# {line}" for line in marking.CLAIM_RUBRIC)
    verdict = "\n".join(_comment(line) for line in marking.course_verdict(register_id))
    return f"{rubric}\n{source}\n### BEGIN SOLUTION\n{verdict}\n### END SOLUTION"


def answer_cells(id: str, heading: str, rubric: str) -> Iterator[dict]:
    """The rubric of an open answer, which stays, and the cell of text a student writes over."""
    words = f"**{heading}** ({rubric})."
    name = f"{id}-rubric"
    yield notebook_cell("markdown", name, words, nbgrader(name, "markdown", locked=True))
    source = "### BEGIN SOLUTION\nNo fixed wording: mark by the rubric above.\n### END SOLUTION"
    marks = nbgrader(id, "markdown", grade=True, solution=True, points=marking.ANSWER_POINTS)
    yield notebook_cell("markdown", id, source, marks)


def audit_cells() -> Iterator[dict]:
    """One task cell per criterion of the capstone's audit."""
    for item in marking.audit_items():
        id = f"l17-audit-{item.key}"
        marks = nbgrader(id, "markdown", locked=True, task=True, points=item.points)
        yield notebook_cell("markdown", id, _criterion(item), marks)


def _criterion(item: marking.Item) -> str:
    levels = "\n".join(f"- {level}" for level in item.levels)
    return (
        f"**Audit, {item.title}** ({item.points} points, marked by a person)\n\n{levels}\n\n"
        f"=== BEGIN MARK SCHEME ===\n\nAsk: {item.ask}\n\n=== END MARK SCHEME ==="
    )


def _comment(line: str) -> str:
    wrapped = textwrap.wrap(line, 96, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"# {part}" for part in wrapped)
