"""Run a student's notebook so that it can harm nobody, and get its outputs back.

Three processes share the work. The student's code runs under bubblewrap, without network,
files or keys; a runner beside it moves messages and knows nothing; this process, which holds
keys and gradebook, sees only the finished notebook as plain JSON.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_utils.classroom import CourseError
from course_utils.classroom.grading.sandbox_cases import cases_for
from course_utils.classroom.grading.sandbox_command import Account, why_not
from course_utils.classroom.grading.sandbox_events import Event
from course_utils.classroom.grading.sandbox_kernel import NAME, SETTINGS, STARTED, kernelspec
from course_utils.classroom.grading.sandbox_seal import sealed_course

SPARE_SECONDS = 180
MOST_RESULT = 64 * 1024**2


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    ``memory_bytes`` bounds each process and all of them together; ``output_bytes`` is for one
    cell; the other sizes are for one process.
    """

    cell_seconds: float = 60
    notebook_seconds: float = 600
    memory_bytes: int = 4 * 1024**3
    processes: int = 64
    file_bytes: int = 100 * 1024**2
    cpu_seconds: int = 600
    output_bytes: int = 5 * 1024**2


@dataclass(frozen=True)
class Executed:
    """A notebook that was run, and what a person should know of the run."""

    notebook: NotebookNode
    events: list[Event] = field(default_factory=list)


def run_submission(
    notebook: Path | NotebookNode,
    limits: Limits | None = None,
    variant: int | None = None,
    *,
    trust: bool = False,
) -> Executed:
    """Run a notebook in the sandbox.

    Parameters
    ----------
    notebook : Path or NotebookNode
        Left as it is; its old outputs are not looked at.
    limits : Limits, optional
    variant : int, optional
        The class set whose cases functions are called on.
    trust : bool
        Run it as your own code, with your rights, where there is no sandbox. Only time and
        output are limited then.

    Returns
    -------
    Executed
        The same cells with new outputs; nothing a submission does makes this function raise.

    Raises
    ------
    CourseError
        If this machine has no sandbox or it did not start, or if the file cannot be read as a
        notebook. No code of the submission was run then.
    """
    if not trust and (problem := why_not()):
        raise CourseError(problem)
    document = _bare(_read(notebook))
    with tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True) as folder:
        _prepare(Path(folder), document, limits or Limits(), variant, trust)
        spare = (limits or Limits()).notebook_seconds + SPARE_SECONDS
        _call_runner(Path(folder), spare)
        if not (Path(folder) / STARTED).exists():
            raise CourseError(
                "The sandbox did not start, perhaps because this machine is too busy; nothing "
                "was run or marked, so type the command again."
            )
        return _result(Path(folder), document)


def _read(notebook: Path | NotebookNode) -> NotebookNode:
    if isinstance(notebook, NotebookNode):
        return notebook
    if notebook.stat().st_size > MOST_RESULT:
        raise CourseError(f"{notebook} is larger than {MOST_RESULT >> 20} MB; it was not opened.")
    try:
        return nbformat.read(notebook, as_version=4)
    except OSError:
        raise
    except Exception:
        raise CourseError(f"{notebook} is not a notebook that can be read.") from None


def _bare(notebook: NotebookNode) -> NotebookNode:
    """A copy without the outputs it came with."""
    copy = nbformat.from_dict(json.loads(json.dumps(notebook)))
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.source = cell.get("source", "")
    return copy


def _prepare(
    folder: Path, notebook: NotebookNode, limits: Limits, variant: int | None, trust: bool
) -> None:
    account = Account(0, False) if trust else Account.choose()
    settings = {
        "limits": asdict(limits),
        "course": str(_course()),
        "shut_in": not trust,
        "account": account.number,
        "separate": account.separate,
    }
    texts = {
        SETTINGS: settings,
        "cases.json": cases_for(notebook, variant),
        "notebook.ipynb": notebook,
    }
    for name, content in texts.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    (folder / "cases.json").chmod(0o644)
    kernelspec(folder / "kernels", course=None if not trust else _course())


@functools.cache
def _course() -> Path:
    """The course as the sandbox sees it, made once per process."""
    folder = tempfile.TemporaryDirectory(prefix="course-")
    atexit.register(folder.cleanup)
    course = Path(folder.name) / "course"
    course.mkdir(mode=0o755)
    return sealed_course(course)


def _call_runner(folder: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "course_utils.classroom.grading.sandbox_runner", str(folder)]
    with open(folder / "runner.log", "wb") as log:
        runner = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            runner.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _end(runner)


def _end(runner: subprocess.Popen) -> None:
    """End the runner and its group; bubblewrap ends with the process that started it."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(runner.pid, signal.SIGKILL)
        else:
            runner.kill()
    runner.wait()


def _result(folder: Path, notebook: NotebookNode) -> Executed:
    """What the runner left, if it is whole; else the notebook without any output."""
    try:
        path = folder / "result.json"
        if path.stat().st_size > MOST_RESULT:
            raise ValueError("too large")
        told = json.loads(path.read_text(encoding="utf-8"))
        executed = nbformat.from_dict(told["notebook"])
        return Executed(executed, [Event(**event) for event in told["events"]])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        words = "The submission could not be run to a result; nothing of it was kept."
        return Executed(notebook, [Event("died", "", words)])


__all__ = ["NAME", "Event", "Executed", "Limits", "run_submission", "why_not"]
