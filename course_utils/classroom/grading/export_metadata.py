"""Cells as nbgrader reads them: its metadata, in its present schema."""

from typing import Any

SCHEMA_VERSION = 3


def nbgrader(
    grade_id: str,
    cell_type: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    task: bool = False,
    points: float | None = None,
) -> dict:
    """The ``nbgrader`` entry of a cell's metadata."""
    marks = {
        "cell_type": cell_type,
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": task,
    }
    return marks if points is None else marks | {"points": float(points)}


def notebook_cell(
    cell_type: str, id: str, source: str, marks: dict, like: dict | None = None
) -> dict:
    """A notebook cell with nbgrader's metadata, otherwise like another one."""
    metadata = dict((like or {}).get("metadata", {})) | {"nbgrader": marks}
    cell: dict[str, Any] = {
        "cell_type": cell_type,
        "id": id,
        "metadata": metadata,
        "source": source.splitlines(keepends=True),
    }
    return cell | ({"outputs": [], "execution_count": None} if cell_type == "code" else {})


def points_of(cells: list[dict]) -> tuple[float, float]:
    """Points of a source notebook: what the machine marks, and what a person marks."""
    marks = [cell.get("metadata", {}).get("nbgrader", {}) for cell in cells]
    by_machine = sum(m["points"] for m in marks if m.get("grade") and not m["solution"])
    by_person = sum(
        m["points"] for m in marks if m.get("task") or (m.get("grade") and m["solution"])
    )
    return by_machine, by_person
