"""Run a saved notebook in a fresh kernel and say which exercises are done.

The answers are read from what ``check()`` puts out, never from tags: students split,
copy and convert cells, and a report that hangs on cell metadata breaks when they do.
"""

import ast
import logging
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from course_utils.classroom import CourseError
from course_utils.classroom.editions import cell_source, read_notebook

CHECK_TYPE = "application/vnd.bone-course.check+json"
PROGRESS_OFF = {"COURSE_PROGRESS": "off"}
# From best to worst: when an id is checked twice in a notebook, the best result counts.
STATUSES = ("correct", "partly correct", "incorrect", "could not read", "not attempted")
ERROR, MISSING = "error", "missing"
CHECK_CALL = re.compile(r"""\bcheck\(\s*["']([^"']+)["']""")


@dataclass(frozen=True)
class Row:
    """One exercise of the lesson, and how it stands in this notebook."""

    exercise: str
    title: str
    status: str
    points: float
    possible: float
    note: str = ""


@dataclass(frozen=True)
class Report:
    """What a fresh run of the saved file showed."""

    rows: list[Row]
    saved: datetime
    first_error: str = ""

    @property
    def points(self) -> float:
        """Points reached."""
        return sum(row.points for row in self.rows)

    @property
    def possible(self) -> float:
        """Points the lesson offers."""
        return sum(row.possible for row in self.rows)


def verify(path: Path, timeout: float = 60.0, declared: Iterable[Any] | None = None) -> Report:
    """Run the saved file top to bottom and read its checks; the file is not written to.

    Parameters
    ----------
    path : Path
        The notebook as saved on disk.
    timeout : float
        Seconds one cell may take before it is interrupted; must be positive.
    declared : iterable, optional
        The exercises that exist (``id``, ``title``, ``points``); by default the course's.

    Returns
    -------
    Report
        One row per exercise of the lesson the notebook belongs to.

    Raises
    ------
    CourseError
        If the file is no readable notebook or no kernel starts.
    """
    if timeout <= 0:
        raise CourseError(f"The timeout must be a positive number of seconds, not {timeout:g}.")
    notebook, saved = load(path)
    known = {item.id: item for item in (_registered() if declared is None else declared)}
    death = run(notebook, path.parent, timeout)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    lesson = belonging(path.name, cells, known)
    rows = [judge(item, cells, bool(death)) for item in lesson]
    troubles = [_first_error(cells, timeout), death]
    return Report(rows, saved, " ".join(filter(None, troubles)))


def load(path: Path) -> tuple[Any, datetime]:
    """The saved notebook, as if never run, and when it was saved."""
    import nbformat

    if not path.is_file():
        raise CourseError(f"There is no notebook {path}; give the path of an .ipynb file.")
    raw = path.read_bytes()
    read_notebook(raw, path.name)
    try:
        notebook = nbformat.reads(raw.decode("utf-8-sig"), as_version=4)
    except Exception as problem:  # nbformat raises many kinds, from old or odd files
        raise CourseError(f"{path.name} is not a readable notebook ({problem}).") from problem
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook, datetime.fromtimestamp(path.stat().st_mtime)


def run(notebook: Any, folder: Path, timeout: float) -> str:
    """Execute in a fresh kernel with progress switched off; a sentence if the kernel died."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    late = {"ename": "TimeoutError", "evalue": "stopped", "traceback": []}
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        allow_errors=True,
        interrupt_on_timeout=True,
        error_on_timeout=late,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.log = logging.getLogger("course.verify.silent")
    client.log.setLevel(logging.CRITICAL + 1)
    try:
        # A fresh kernel is one without the person's own IPython startup files, too.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            env = os.environ | PROGRESS_OFF | {"IPYTHONDIR": home}
            client.execute(env=env, stderr=subprocess.DEVNULL)
    except (DeadKernelError, CellTimeoutError):
        return "The Python that ran the notebook ended before the last cell."
    except Exception as problem:
        raise CourseError(
            f"No fresh kernel could run the notebook ({_one_line(str(problem))}); "
            "'course doctor' looks for the reason."
        ) from problem
    return ""


def belonging(name: str, cells: list[Any], known: dict[str, Any]) -> list[Any]:
    """The declared exercises of the notebook's lesson.

    The ids the notebook checks tell the lesson; its file name does when it checks none.
    """
    checked = {id for cell in cells for id in [*checked_ids(cell), *results(cell)]}
    lessons = {id.split(".")[0] for id in checked & set(known)}
    if not lessons and (number := re.match(r"\d\d", name)):
        lessons = {f"L{number[0]}"}
    return [item for id, item in sorted(known.items()) if id.split(".")[0] in lessons]


def judge(item: Any, cells: list[Any], died: bool = False) -> Row:
    """One exercise's row: the best check result, else an error, else missing."""
    found = [results(cell)[item.id] for cell in cells if item.id in results(cell)]
    if found:
        best = min(found, key=lambda result: STATUSES.index(result["status"]))
        note = f"class set {best['class_set']}" if best.get("class_set") else ""
        return Row(item.id, item.title, best["status"], best["points"], item.points, note)
    names = {item.id, *getattr(item, "formerly", ())}
    callers = [cell for cell in cells if names.intersection(checked_ids(cell))]
    if not callers:
        note = "the cell with its check is gone"
        return Row(item.id, item.title, MISSING, 0, item.points, note)
    failures = [problem for cell in callers if (problem := _error(cell))]
    if failures:
        return Row(item.id, item.title, ERROR, 0, item.points, failures[0])
    note = "not reached" if died else "its check shows no result; put it last in its cell"
    return Row(item.id, item.title, ERROR if died else MISSING, 0, item.points, note)


def results(cell: Any) -> dict[str, dict]:
    """What the checks in one cell put out, by exercise id."""
    found = {}
    for output in cell.get("outputs", []):
        data = output.get("data", {}).get(CHECK_TYPE)
        if isinstance(data, dict) and data.get("status") in STATUSES:
            found[data.get("id")] = {"points": 0} | data
    return found


def checked_ids(cell: Any) -> list[str]:
    """The exercise ids a cell's code calls ``check`` with."""
    source = cell_source(cell)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # broken code, or a line of IPython magic
        return CHECK_CALL.findall(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [
        str(call.args[0].value).strip().upper()
        for call in calls
        if getattr(call.func, "id", getattr(call.func, "attr", "")) == "check"
        and isinstance(call.args[0], ast.Constant)
    ]


def _error(cell: Any) -> str:
    """One line about the error a cell ended with; empty when it did not."""
    errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
    if not errors:
        return ""
    return _one_line(f"{errors[0].ename}: {errors[0].evalue}")


def _first_error(cells: list[Any], timeout: float) -> str:
    for number, cell in enumerate(cells, start=1):
        problem = _error(cell)
        if problem.startswith("KeyboardInterrupt"):
            problem = f"it took longer than {timeout:g} s and was stopped"
        if problem:
            return f"Code cell [{number}] stopped with an error: {problem}"
    return ""


def _one_line(text: str, width: int = 160) -> str:
    plain = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", text).split())
    return plain if len(plain) <= width else plain[: width - 1] + "…"


def _registered() -> list[Any]:
    from course_utils.exercises import registry

    return registry.all_exercises()
