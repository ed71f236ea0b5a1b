"""The gallery: all explorers on one page, for the lecture hall.

Voilà runs a notebook with one cell and shows what it returns. Nothing is fetched from
other machines.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from course_utils.classroom import CourseError

NOTEBOOK = "explorers.ipynb"
CELL = "from course_utils.explorers.kit.gallery import gallery\n\ngallery()"
WIDGETS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
)
TEMPLATES = Path(__file__).with_name("voila")


def serve(options: Iterable[str] = ()) -> int:
    """Show the gallery until it is stopped; return the exit code of Voilà.

    Raises
    ------
    CourseError
        If Voilà is not installed.
    """
    if find_spec("voila") is None:
        raise CourseError(
            "The gallery needs Voilà, which is not installed. Type: pip install -e '.[apps]'"
        )
    with tempfile.TemporaryDirectory(prefix="explorers-", ignore_cleanup_errors=True) as folder:
        write_notebook(Path(folder))
        command = [*voila_command(Path(folder)), *options]
        return subprocess.run(command, env=environment(), check=False).returncode


def write_notebook(folder: Path) -> Path:
    """Write the notebook with the one cell that shows the gallery."""
    cell = {"cell_type": "code", "id": "gallery", "metadata": {}, "source": CELL}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {
        "cells": [cell | {"execution_count": None, "outputs": []}],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path = folder / NOTEBOOK
    path.write_text(json.dumps(book), encoding="utf-8")
    return path


def voila_command(folder: Path) -> list[str]:
    """The command line of Voilà, with the extensions it needs and no other."""
    return [
        sys.executable,
        "-m",
        "voila",
        str(folder / NOTEBOOK),
        "--VoilaConfiguration.template=course",
        *(f"--VoilaConfiguration.extension_allowlist={name}" for name in WIDGETS),
    ]


def environment() -> dict[str, str]:
    """The environment of Voilà: our page template is on Jupyter's search path."""
    searched = [str(TEMPLATES), os.environ.get("JUPYTER_PATH", "")]
    return {**os.environ, "JUPYTER_PATH": os.pathsep.join(filter(None, searched))}
