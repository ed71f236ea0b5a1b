"""Build the copy of the course that the sandbox shows: no keys, no classroom, no lessons.

A copy in a folder of its own, rather than the course itself with parts hidden, means that
whatever nobody thought of is not there.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from course_utils.classroom.grading.sandbox_shake import shaken
from course_utils.classroom.paths import course_root

COMPILED = "receptor-to-fracture"
PACKAGE = "course_utils.exercises"
LESSON = re.compile(r"lesson_\d\d\w*")
SEALED = Path(__file__).with_name("sealed") / "exercises"

Needs = dict[str, set[str]]


def sealed_course(target: Path) -> Path:
    """Make the sandbox's course folder.

    Parameters
    ----------
    target : Path
        Where ``course_utils`` and ``datasets`` are put.

    Returns
    -------
    Path
        ``target``.
    """
    root = course_root()
    left_out = shutil.ignore_patterns("classroom", "exercises", "*.map")
    shutil.copytree(root / "course_utils", target / "course_utils", ignore=left_out)
    shutil.copytree(root / "datasets", target / "datasets")
    shutil.copytree(
        SEALED,
        target / "course_utils" / "exercises",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name, source in open_modules(root).items():
        path = target / "course_utils" / "exercises" / f"{name}.py"
        path.write_text(source, encoding="utf-8")
    _copy_compiled(target / "cache")
    _open_to_all(target)
    return target


def _copy_compiled(target: Path) -> None:
    """The equations that `course_utils.physiology.compiled` keeps, if there are any."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    if (home / COMPILED).is_dir():
        shutil.copytree(home / COMPILED, target / COMPILED)


def _open_to_all(folder: Path) -> None:
    """The sandbox may run under another account, which must be able to read the copy."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def open_modules(root: Path) -> dict[str, str]:
    """Module → source, for the modules of the exercises that lessons need besides ``check``.

    Lesson modules come reduced to the names that notebooks use; what those import follows.
    """
    folder = root / "course_utils" / "exercises"
    needs: Needs = {}
    for path in sorted((root / "lessons").rglob("*.ipynb")):
        _merge(needs, _imports(_code(path)))
    done: dict[str, str] = {}
    while waiting := [name for name in needs if needs[name] and _is_open(folder, name)]:
        name = waiting[0]
        wanted, needs[name] = needs[name], set()
        before = done.get(name)
        done[name] = _reduced(folder / f"{name}.py", name, wanted | _kept_before(before))
        if done[name] != before:
            _merge(needs, _imports(done[name]))
    return done


def _is_open(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").is_file()


def _kept_before(source: str | None) -> set[str]:
    if source is None:
        return set()
    return {
        target
        for node in ast.parse(source).body
        for target in (getattr(node, "name", None), *_assigned(node))
        if target
    }


def _assigned(node: ast.stmt) -> Iterator[str]:
    for target in getattr(node, "targets", []):
        yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name))


def _reduced(path: Path, name: str, wanted: set[str]) -> str:
    source = path.read_text(encoding="utf-8")
    return shaken(source, wanted) if LESSON.fullmatch(name) else source


def _merge(needs: Needs, more: Iterable[tuple[str, str]]) -> None:
    for module, name in more:
        needs.setdefault(module, set()).add(name)


def _code(path: Path) -> str:
    """The code of a notebook, without the lines only IPython understands."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    return re.sub(r"(?m)^\s*[%!?].*$", "pass", lines)


def _imports(source: str) -> list[tuple[str, str]]:
    """(module, name) for everything taken from the modules of the exercises."""
    tree = ast.parse(source)
    modules: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
            modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{PACKAGE}."):
            module = node.module.removeprefix(f"{PACKAGE}.")
            found += [(module, alias.name) for alias in node.names]
    attributes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    for node in attributes:
        if isinstance(node.value, ast.Name) and node.value.id in modules:
            found.append((modules[node.value.id], node.attr))
    return found
