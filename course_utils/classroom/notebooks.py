"""The lessons as notebooks: find them, run them afresh, save them in their normal form."""

import copy
import logging
import os
import re
import statistics
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course_utils.classroom import CourseError, files, normalize, words
from course_utils.classroom.paths import course_root, for_people

LESSON_NAME = re.compile(r"\d\d_\w+\.ipynb")
CELL_SECONDS = 60


def lesson_paths(root: Path | None = None) -> list[Path]:
    """Every lesson notebook, ``lessons/*/NN_name.ipynb``, in course order."""
    found = (root or course_root()).joinpath("lessons").glob("*/*.ipynb")
    return sorted(path for path in found if LESSON_NAME.fullmatch(path.name))


def nbval_arguments(strict: bool = True) -> list[str]:
    """Arguments for pytest that run notebooks under nbval.

    Parameters
    ----------
    strict : bool
        Compare every text, table and HTML output with the saved one; pictures are not
        compared. If False, the cells only have to run.
    """
    common = ["--nbval-current-env", f"--nbval-cell-timeout={CELL_SECONDS}"]
    if not strict:
        return ["--nbval-lax", *common]
    rules = course_root() / "tests" / "nbval_sanitize.cfg"
    return ["--nbval", *common, "--nbval-sanitize-with", str(rules)]


def offline_environment() -> dict[str, str]:
    """Environment variables for a run of lessons: network off, no progress kept."""
    paths = [str(course_root() / "tests" / "network_off"), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "COURSE_PROGRESS": "off"}


def execute(notebook: Any, folder: Path) -> Any:
    """Run a copy of the notebook top to bottom in a fresh kernel.

    Parameters
    ----------
    notebook : NotebookNode
    folder : Path
        Where the kernel runs.

    Returns
    -------
    NotebookNode
        With the outputs of this run only.

    Raises
    ------
    CourseError
        If a cell fails, also where an Output widget hides it, takes over 60 s, or the
        kernel dies.
    """
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    fresh = _unexecuted(notebook)
    try:
        client = _run(fresh, folder)
    except CellExecutionError as problem:
        raise CourseError(f"{_place(fresh)} stopped with {_short(problem)}.") from problem
    except CellTimeoutError as problem:
        raise CourseError(f"{_place(fresh)} took longer than {CELL_SECONDS} s.") from problem
    except DeadKernelError as problem:
        raise CourseError(f"{_place(fresh)} ended the Python that ran it.") from problem
    if hidden := _hidden_errors(client.widget_state):
        raise CourseError(f"A widget hides an error: {hidden[0]}.")
    return fresh


def _unexecuted(notebook: Any) -> Any:
    fresh = copy.deepcopy(notebook)
    fresh.metadata.pop("widgets", None)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return fresh


def _run(notebook: Any, folder: Path) -> Any:
    from nbclient import NotebookClient

    # Widget state is collected, because errors inside Output widgets show nowhere else;
    # normalize() leaves it out of the file.
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.log = logging.getLogger("course.lessons.silent")
    client.log.setLevel(logging.CRITICAL + 1)
    # A person's own IPython startup files must not reach the saved outputs.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        env = os.environ | offline_environment() | {"IPYTHONDIR": home}
        client.execute(env=env, stderr=subprocess.DEVNULL)
    return client


def _hidden_errors(widgets: dict[str, dict]) -> list[str]:
    outputs = (output for state in widgets.values() for output in _listed(state.get("outputs")))
    return [
        f"{output['ename']}: {output['evalue']}"
        for output in outputs
        if output.get("output_type") == "error"
    ]


def _listed(value: Any) -> list:
    return list(value) if isinstance(value, list | tuple) else []


def _place(notebook: Any) -> str:
    """The cell at which a run ended: the last one that was started."""
    started = [
        number
        for number, cell in enumerate(notebook.cells, start=1)
        if cell.cell_type == "code" and (cell.execution_count is not None or cell.outputs)
    ]
    return f"Cell {started[-1]}" if started else "The first code cell"


def _short(problem: Any) -> str:
    return " ".join(f"{problem.ename}: {problem.evalue}".split())


def refresh_lessons(paths: Iterable[Path] | None = None) -> list[Path]:
    """Execute lessons afresh and save them in their normal form.

    A lesson that fails is left as it is, and the others still run.

    Parameters
    ----------
    paths : iterable of Path, optional
        Notebooks; every lesson by default.

    Returns
    -------
    list of Path
        The files whose bytes changed.

    Raises
    ------
    CourseError
        If lessons failed; the sentence names each with its cell.
    """
    changed, failed = [], []
    for path in lesson_paths() if paths is None else map(Path, paths):
        try:
            changed += [path] if _refresh(path) else []
        except CourseError as problem:
            failed.append(f"{path.name}: {problem}")
    if failed:
        raise CourseError(" ".join(failed))
    return changed


def _refresh(path: Path) -> bool:
    """Bring one lesson up to date; whether its bytes changed."""
    before = path.read_bytes()
    lesson = words.fill(normalize.read(path))
    after = normalize.normalize(execute(lesson, path.parent))
    data = normalize.to_bytes(after)
    if data == before:
        print(f"same     {for_people(path)}: {_size(after)}", flush=True)
        return False
    # Somebody may save in JupyterLab while the lesson runs; their version wins.
    if not files.replace(path, data, expected=files.sha256(before)):
        raise CourseError("the file changed while it ran; run it again.")
    print(f"written  {for_people(path)}: {_size(after)}", flush=True)
    return True


def _size(notebook: Any) -> str:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    lines = [len(cell.source.splitlines()) for cell in code]
    median = f", {statistics.median(lines):g} lines of code at the median" if lines else ""
    return f"{len(notebook.cells)} cells, {len(code)} with code{median}"
