"""Is this environment fit for the course? Findings in plain words, each with its cure."""

import json
import os
import platform
import sys
from collections.abc import Callable
from importlib import util
from pathlib import Path

from course_utils.classroom import CourseError, files
from course_utils.classroom.findings import (
    Finding,
    install_command,
    installed_version,
    python_command,
    quoted,
    read_lock,
)
from course_utils.classroom.paths import COURSE_FOLDER, course_root, free_megabytes

OLDEST_PYTHON = (3, 11)
NEEDED_MEGABYTES = 500
WIDGETS = "@jupyter-widgets/jupyterlab-manager"
OVERRIDES = Path("share/jupyter/lab/settings/overrides.d/receptor-to-fracture.json")
SHIPPED_OVERRIDES = Path(__file__).parent / "jupyterlab" / "overrides.json"
NAMED_PACKAGES = 6


def examine(workspace: Path, root: Path | None) -> list[Finding]:
    """Look at everything the course needs.

    Parameters
    ----------
    workspace : Path
        The student's folder, made or not.
    root : Path or None
        The course folder; None when it was not found.

    Returns
    -------
    list of Finding
        In the order a person would mend them.
    """
    lock = root / "requirements" / "lab.txt" if root else None
    looks: list[Callable[[], Finding]] = [
        python_version,
        lambda: clone(root),
        lambda: locked_versions(lock),
        kernel,
        lambda: package("jupyterlab", "JupyterLab", lock),
        lambda: widgets(lock),
        lambda: overrides(root),
        font,
        lambda: write_access(workspace),
        lambda: disk_space(workspace),
    ]
    return [look() for look in looks]


def find_root() -> Path | None:
    """The course folder, or None when there is none near."""
    try:
        return course_root()
    except CourseError:
        return None


def python_version(version: tuple[int, ...] = tuple(sys.version_info[:3])) -> Finding:
    """Whether this Python is new enough."""
    oldest = ".".join(map(str, OLDEST_PYTHON))
    shown = ".".join(map(str, version))
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return Finding(True, f"Python {shown} on {platform.system()}.")
    return Finding(
        False,
        f"Python {shown} is too old; the course needs {oldest} or newer.",
        "install Python 3.13, then type: make lab",
    )


def clone(root: Path | None) -> Finding:
    """Whether the lessons are here, and so can be updated."""
    if root is not None:
        return Finding(True, f"The course folder is {root}.")
    return Finding(
        False,
        "The folder with the lessons was not found.",
        "cd FOLDER  (the folder you cloned the course into), then: course doctor",
    )


def locked_versions(lock: Path | None, installed: Callable[[str], str] | None = None) -> Finding:
    """Compare every installed package with the version the course was tested with."""
    wanted = read_lock(lock.read_text(encoding="utf-8")) if lock and lock.is_file() else {}
    if not wanted:
        return Finding(
            False,
            "The list of tested versions, requirements/lab.txt, is missing or empty.",
            "git checkout -- requirements/lab.txt  (in the course folder)",
        )
    installed = installed or installed_version
    wrong = [
        f"{name} is {installed(name) or 'missing'} (tested with {version})"
        for name, version in wanted.items()
        if installed(name) != version
    ]
    if not wrong:
        return Finding(True, f"All {len(wanted)} packages have the tested versions.")
    more = f" and {len(wrong) - NAMED_PACKAGES} more" if len(wrong) > NAMED_PACKAGES else ""
    named = ", ".join(wrong[:NAMED_PACKAGES])
    return Finding(
        False, f"Packages differ from the tested ones: {named}{more}.", install_command(lock)
    )


def package(name: str, spoken: str, lock: Path | None) -> Finding:
    """Whether one package is installed."""
    version = installed_version(name)
    if version:
        return Finding(True, f"{spoken} {version} is installed.")
    return Finding(False, f"{spoken} is not installed.", install_command(lock))


def kernel(name: str = "python3") -> Finding:
    """Whether notebooks that ask for ``python3`` get the Python of this environment."""
    install = f"{python_command()} -m ipykernel install --sys-prefix --name {name}"
    if util.find_spec("ipykernel") is None or util.find_spec("jupyter_client") is None:
        return Finding(False, "No notebook kernel is installed.", install_command(None))
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        return Finding(False, f"There is no notebook kernel called {name}.", install)
    program = spec.argv[0] if spec.argv else ""
    if runs_this_python(program):
        return Finding(True, f"The notebook kernel {name} runs this Python.")
    own = Path(sys.prefix) in Path(spec.resource_dir).parents
    mend = install if own else f"{python_command()} -m jupyter kernelspec remove {name}"
    return Finding(False, f"The notebook kernel {name} runs another Python, {program}.", mend)


def runs_this_python(program: str) -> bool:
    """Whether a kernel's program is this environment's Python.

    A bare ``python`` counts, since Jupyter replaces it. Links are not followed: the Pythons
    of two environments often link to the same file.
    """
    if program in ("python", "python3", f"python3.{sys.version_info[1]}"):
        return True
    folders = (Path(os.path.abspath(p)).parent for p in (program, sys.executable))
    return len({os.path.normcase(folder) for folder in folders}) == 1


def widgets(lock: Path | None) -> Finding:
    """Whether JupyterLab can show sliders: its widget extension is there and not disabled."""
    if util.find_spec("jupyter_core") is None:
        return Finding(
            False, "The sliders' JupyterLab extension is missing.", install_command(lock)
        )
    from jupyter_core.paths import jupyter_config_path, jupyter_path

    places = [Path(folder) / WIDGETS for folder in jupyter_path("labextensions")]
    if not any((place / "package.json").is_file() for place in places):
        return Finding(
            False, "The sliders' JupyterLab extension is missing.", install_command(lock)
        )
    configs = [Path(folder) / "labconfig" / "page_config.json" for folder in jupyter_config_path()]
    if any(_disables_widgets(config) for config in configs):
        return Finding(
            False,
            "The sliders' JupyterLab extension is switched off.",
            f"{python_command()} -m jupyter labextension enable {WIDGETS}",
        )
    return Finding(True, "JupyterLab can show sliders (its widgets extension is on).")


def overrides(root: Path | None, prefix: Path = Path(sys.prefix)) -> Finding:
    """Whether the course's JupyterLab setting, which keeps sliders safe, is in place."""
    place = prefix / OVERRIDES
    if place.is_file() and files.fingerprint(place) == files.fingerprint(SHIPPED_OVERRIDES):
        return Finding(True, "The course's JupyterLab settings are in place.")
    state = "outdated" if place.exists() else "missing"
    source = quoted(root or ".")
    return Finding(
        False,
        f"The course's JupyterLab settings are {state}; a slider could spoil a running figure.",
        f"{python_command()} -m pip install --no-deps --no-build-isolation -e {source}",
    )


def font() -> Finding:
    """Whether the font of the figures, which Matplotlib brings along, is there."""
    spec = util.find_spec("matplotlib")
    if spec and spec.origin:
        folder = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
        if (folder / "DejaVuSans.ttf").is_file():
            return Finding(True, "The font of the figures, DejaVu Sans, is there.")
    version = installed_version("matplotlib")
    pinned = f"matplotlib=={version}" if version else "matplotlib"
    mend = f"{python_command()} -m pip install --force-reinstall --no-deps {pinned}"
    return Finding(False, "The font of the figures, DejaVu Sans, is missing.", mend)


def write_access(workspace: Path) -> Finding:
    """Whether the workspace, or the folder it would be made in, can be written to."""
    candidates = (workspace / COURSE_FOLDER, workspace, *workspace.parents)
    folder = next(folder for folder in candidates if folder.is_dir())
    test = folder / f"{files.TEMPORARY_PREFIX}test"
    try:
        test.write_bytes(b"")
        test.unlink()
    except OSError as problem:
        return Finding(
            False,
            f"The workspace {workspace} cannot be written to ({problem.strerror or problem}).",
            f"course start {quoted(Path.home() / workspace.name)}",
        )
    return Finding(True, f"The workspace {workspace} can be written to.")


def disk_space(workspace: Path, free: Callable[[Path], float] = free_megabytes) -> Finding:
    """Whether there is room for notebooks and figures."""
    megabytes = free(workspace)
    if megabytes >= NEEDED_MEGABYTES:
        return Finding(True, f"{megabytes / 1000:.1f} GB of disk space are free.")
    return Finding(
        False,
        f"Only {megabytes:.0f} MB of disk space are free; the course needs {NEEDED_MEGABYTES} MB.",
        f"{python_command()} -m pip cache purge  (and delete what you no longer need)",
    )


def _disables_widgets(config: Path) -> bool:
    try:
        listed = json.loads(config.read_text(encoding="utf-8"))["disabledExtensions"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(listed.get(WIDGETS)) if isinstance(listed, dict) else WIDGETS in listed
