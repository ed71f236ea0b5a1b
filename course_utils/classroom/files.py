"""Writing files so that a crash, a full disk or a second process loses nothing.

Every write goes to a temporary file in the same folder first. The finished file then
takes its place in one step: ``replace`` puts it over a file that is ours, ``place`` puts
it where nothing stands and refuses to cover anything.
"""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TEMPORARY_PREFIX = ".course-writing-"
UNREADABLE = "unreadable"
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows knows no quota error


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(path: Path) -> str | None:
    """SHA-256 of a file; None when nothing is there, ``"unreadable"`` when it cannot be read.

    A folder, a broken link or a locked file is there but unreadable. Callers then treat
    it like something the student made, and leave it alone.
    """
    try:
        return sha256(path.read_bytes())
    except OSError:
        return UNREADABLE if os.path.lexists(path) else None


def replace(path: Path, data: bytes, expected: str | None = None) -> bool:
    """Write ``data`` over ``path`` in one step.

    Parameters
    ----------
    path : Path
        The file to write; its folder is made when missing.
    data : bytes
        The whole new content.
    expected : str, optional
        SHA-256 the present file must still have.

    Returns
    -------
    bool
        False, with nothing written, when the present file is not the expected one.
    """
    with _written_beside(path, data) as temporary:
        # Looked at again only now, because JupyterLab may save while we write.
        if expected is not None and fingerprint(path) != expected:
            return False
        os.replace(temporary, path)
    _sync_folder(path.parent)
    return True


def place(path: Path, data: bytes) -> bool:
    """Write ``data`` to ``path`` only if nothing stands there; False when something does."""
    with _written_beside(path, data) as temporary:
        try:
            _move_without_covering(temporary, path)
        except FileExistsError:
            return False
    _sync_folder(path.parent)
    return True


def sweep(folder: Path) -> None:
    """Remove temporary files that an interrupted run left in ``folder``."""
    if not folder.is_dir():
        return
    for leftover in folder.glob(TEMPORARY_PREFIX + "*"):
        _remove(leftover)


@contextmanager
def _written_beside(path: Path, data: bytes) -> Iterator[Path]:
    """A temporary file in the folder of ``path``, complete and on disk; gone afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(6)}"
    try:
        with open(temporary, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        yield temporary
    finally:
        _remove(temporary)


def _move_without_covering(source: Path, target: Path) -> None:
    """Rename that raises FileExistsError instead of covering a file."""
    if os.name == "nt":
        os.rename(source, target)  # Windows refuses to cover by itself
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # Some disks (FAT, network shares) know no links: reserve the name, then fill it.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        os.replace(source, target)


def _remove(path: Path) -> None:
    with suppress(OSError):  # a leftover is harmless; the next run sweeps it away
        path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Ask the disk to remember the new name too, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def explain(problem: OSError) -> str:
    """One sentence about a failed read or write, for the person at the keyboard."""
    place = f" ({problem.filename})" if problem.filename else ""
    if problem.errno in FULL:
        return f"The disk is full{place}; free some space and type the same command again."
    if isinstance(problem, PermissionError) or problem.errno == errno.EROFS:
        return f"No permission to read or write there{place}; choose a folder of your own."
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return f"A file stands where a folder is needed{place}; move it or choose another folder."
    return f"Reading or writing failed{place}: {problem.strerror or problem}."
