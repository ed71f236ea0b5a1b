"""The kernel of submissions: ``python -m course_utils.classroom.grading.sandbox_kernel FILE``.

This process sets the limits, becomes bubblewrap, and is never seen by a student's code.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from course_utils.classroom.grading.sandbox_command import COURSE, HOME, RUN, Account, shut_in

# What the sealed twin of the exercises reads its cases from.
CASES = "BONE_COURSE_CASES"
NAME = "course-sandbox"
SETTINGS = "settings.json"
PLACE = "sockets"
STARTED = "started"
# Equations compiled before need not be compiled for every submission again.
KEEP_COMPILED = f'[ -d {COURSE}/cache ] && cp -rp {COURSE}/cache "$HOME/.cache"; exec "$@"'


def kernelspec(folder: Path, *, course: Path | None = None) -> Path:
    """Write the kernelspec ``course-sandbox`` below ``folder``.

    Parameters
    ----------
    folder : Path
    course : Path, optional
        For submissions that are trusted: the sealed course, run without any sandbox.

    Returns
    -------
    Path
        The directory of the kernelspec.
    """
    target = folder / NAME
    target.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, "-m", __name__, "{connection_file}"]
    text = {
        "argv": argv,
        "display_name": "Course sandbox",
        "language": "python",
        "interrupt_mode": "message",
    }
    if course is not None:
        text["argv"] = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        text["env"] = {"PYTHONPATH": str(course), CASES: str(folder.parent / "cases.json")}
    (target / "kernel.json").write_text(json.dumps(text, indent=1), encoding="utf-8")
    return target


def main(connection_file: str) -> None:
    """Shut a kernel in. Beside the connection file lie the settings of this run."""
    folder = Path(connection_file).resolve().parent
    settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    account = Account(settings["account"], settings["separate"])
    shared = _shared_folder(folder, connection_file, account)
    _limit(settings["limits"])
    command = shut_in(
        ["/bin/sh", "-c", KEEP_COMPILED, "sh",
         sys.executable, "-m", "ipykernel_launcher", "-f", f"{shared}/connection.json",
         "--HistoryManager.enabled=False"],
        account,
        read_only={COURSE: Path(settings["course"]), f"{RUN}/cases.json": folder / "cases.json"},
        writable={str(shared): shared},
        environment=_environment(),
    )  # fmt: skip
    os.execvp(command[0], command)


def _shared_folder(folder: Path, connection_file: str, account: Account) -> Path:
    """The one folder both sides see: the kernel's sockets and how to find them."""
    shared = folder / PLACE
    shared.mkdir(exist_ok=True)
    known = Path(shutil.copy(connection_file, shared / "connection.json"))
    known.chmod(0o640 if account.separate else 0o600)
    shared.chmod(0o770 if account.separate else 0o700)
    if account.separate:
        for path in (known, shared):
            os.chown(path, 0, account.number)
    return shared


def _environment() -> dict[str, str]:
    one_core = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return one_core | {
        "HOME": HOME,
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONPATH": COURSE,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "MPLCONFIGDIR": f"{HOME}/.matplotlib",
        "IPYTHONDIR": f"{HOME}/.ipython",
        "JUPYTER_RUNTIME_DIR": f"{HOME}/.runtime",
        CASES: f"{RUN}/cases.json",
    }


def _limit(limits: dict[str, int]) -> None:
    """Bound what every process inside may use; nothing inside can raise a bound again."""
    import resource  # Linux and macOS have it; this module is read on Windows too

    bounds = {
        resource.RLIMIT_AS: limits["memory_bytes"],
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_FSIZE: limits["file_bytes"],
        resource.RLIMIT_CPU: limits["cpu_seconds"],
        resource.RLIMIT_NOFILE: 512,
        resource.RLIMIT_CORE: 0,
    }
    for kind, bound in bounds.items():
        _, most = resource.getrlimit(kind)
        bound = bound if most == resource.RLIM_INFINITY else min(bound, most)
        resource.setrlimit(kind, (bound, bound))
    # If the machine itself runs short of memory, a submission goes first.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1])
