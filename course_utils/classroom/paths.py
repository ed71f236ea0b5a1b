"""Where things are: the course folder, its lessons, the student's workspace."""

import os
import shutil
from difflib import get_close_matches
from pathlib import Path

from course_utils.classroom import CourseError

COURSE_FOLDER = ".course"
MANIFEST_NAME = "manifest.json"
PROGRESS_NAME = "progress.sqlite"
DEFAULT_WORKSPACE = "my_course"


def course_root() -> Path:
    """The cloned course folder, the one that holds ``lessons/``.

    Raises
    ------
    CourseError
        If the package was installed away from its lessons and none are near.
    """
    package_parent = Path(__file__).resolve().parents[2]
    here = Path.cwd().resolve()
    for folder in (package_parent, here, *here.parents):
        if (folder / "lessons").is_dir() and (folder / "course_utils").is_dir():
            return folder
    raise CourseError(
        "The folder with the lessons was not found; go into the folder you cloned the course "
        "into (the one that holds 'lessons') and type the command again."
    )


def nearest_workspace(root: Path) -> Path | None:
    """The workspace around the current folder, or None; never looks above the course."""
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if folder == root.resolve():
            return None
        if (folder / COURSE_FOLDER / MANIFEST_NAME).is_file():
            return folder
    return None


def default_workspace(root: Path) -> Path:
    """Where a workspace goes when nobody says: beside the lessons, or in the current folder."""
    here = Path.cwd().resolve()
    inside_course = here == root.resolve() or root.resolve() in here.parents
    return (root.resolve() if inside_course else here) / DEFAULT_WORKSPACE


def chosen_workspace(directory: Path | None, root: Path) -> Path:
    """The folder the person named, else the workspace around us, else the default one.

    Raises
    ------
    CourseError
        If the folder is no place for a student's work.
    """
    if directory is None:
        return nearest_workspace(root) or default_workspace(root)
    folder = Path(os.path.abspath(directory.expanduser()))
    real, root = folder.resolve(), root.resolve()
    if real == root or (root / "lessons") in (real, *real.parents):
        raise CourseError(
            f"{folder} belongs to the course itself; choose another folder, for example "
            f"{root / DEFAULT_WORKSPACE}."
        )
    return folder


def existing_workspace(directory: Path | None, root: Path) -> Path:
    """Like `chosen_workspace`, for commands that need a workspace made earlier."""
    folder = chosen_workspace(directory, root)
    if not (folder / COURSE_FOLDER / MANIFEST_NAME).is_file():
        raise CourseError(
            f"There is no workspace in {folder}; 'course start' makes one, and "
            "'course update FOLDER' finds one elsewhere."
        )
    return folder


def nearest_names(wrong: str, known: list[str], count: int = 3) -> str:
    """Names close to ``wrong`` for an error sentence; all of them when none is close."""
    lowered = {name.lower(): name for name in known}
    close = get_close_matches(wrong.lower(), list(lowered), n=count, cutoff=0.4)
    return ", ".join(lowered[name] for name in close) or ", ".join(known)


def for_people(path: Path) -> str:
    """A path as short as it can be said: relative to the current folder when inside it."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except (ValueError, OSError):
        return str(path)


def free_megabytes(folder: Path) -> float:
    """Free disk space at the nearest existing folder, in megabytes."""
    existing = next(f for f in (folder, *folder.parents) if f.exists())
    return shutil.disk_usage(existing).free / 1e6
