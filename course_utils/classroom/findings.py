"""What `doctor` reports, and the package versions it compares with."""

import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One thing looked at: fine or not, a sentence about it, and what to type to mend it."""

    ok: bool
    what: str
    mend: str = ""


def read_lock(text: str) -> dict[str, str]:
    """Package name to version, for the packages this system needs.

    Parameters
    ----------
    text : str
        Lines such as ``numpy==2.4.6 ; python_version < '3.12' \\``, with hashes below.
    """
    from packaging.requirements import InvalidRequirement, Requirement

    wanted = {}
    for line in text.splitlines():
        try:
            requirement = Requirement(line.partition(" #")[0].rstrip(" \\"))
        except InvalidRequirement:
            continue  # hashes, options and comments
        pins = [pin.version for pin in requirement.specifier if pin.operator == "=="]
        if pins and (requirement.marker is None or requirement.marker.evaluate()):
            wanted[requirement.name] = pins[0]
    return wanted


def installed_version(name: str) -> str:
    """Version of an installed package; empty when it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def install_command(lock: Path | None) -> str:
    """The command that installs exactly the tested packages."""
    if lock is None:
        return "make lab"
    return f"{python_command()} -m pip install --require-hashes -r {quoted(lock)}"


def python_command() -> str:
    """This environment's Python, as one types it."""
    return quoted(sys.executable)


def quoted(path: Path | str) -> str:
    """A path as one types it: in quotes when it holds a space."""
    return f'"{path}"' if " " in str(path) else str(path)
