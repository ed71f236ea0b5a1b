"""The command line that shuts a kernel in: bubblewrap, what it may see, what it may use.

Only Linux has the means. Run by root, the sandbox gets an account number of its own, so that
its limit on processes counts nobody else; run by anybody else, it gets user namespaces.
"""

from __future__ import annotations

import functools
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HOME = "/home/student"
COURSE = "/course"
RUN = "/run/kernel"
NOBODY = 65534
SPARE_ACCOUNTS = range(61184, 65519)  # systemd keeps these free for short-lived services
SYSTEM = ("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/share/fonts",
          "/usr/share/fontconfig", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/fonts",
          "/etc/localtime", "/etc/alternatives")  # fmt: skip
LINKS = ("/bin", "/lib", "/lib32", "/lib64", "/sbin")
OF_PYTHON = ("bin", "lib", "lib64", "pyvenv.cfg")
SCRATCH_BYTES = 256 * 1024**2
SHARED_BYTES = 64 * 1024**2


@dataclass(frozen=True)
class Account:
    """Who the sandboxed process is outside; ``separate`` if it is not the person who grades."""

    number: int
    separate: bool

    @classmethod
    def choose(cls) -> Account:
        """A spare account where we may switch to one, else our own."""
        if os.geteuid() == 0:
            return cls(random.choice(SPARE_ACCOUNTS), separate=True)
        return cls(os.getuid(), separate=False)


def why_not() -> str | None:
    """Why submissions cannot be shut in on this machine, with what to do; None if they can."""
    if not sys.platform.startswith("linux"):
        return (
            "Other people's code is run only in a sandbox that Linux offers; grade in a Linux "
            "virtual machine or container (docs/grading.md says how)."
        )
    if shutil.which("bwrap") is None:
        return (
            "Other people's code is run only inside bubblewrap, which is not installed; install "
            "it (Debian and Ubuntu: apt install bubblewrap) and type the command again."
        )
    return _refused()


@functools.cache
def _refused() -> str | None:
    command = shut_in([shutil.which("true") or "/bin/true"], Account.choose())
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return (
            "This machine forbids the namespaces that shut a submission in; allow unprivileged "
            "user namespaces for bwrap, or grade as root in a Linux virtual machine "
            "(docs/grading.md names the settings)."
        )
    return None


def shut_in(
    inner: list[str],
    account: Account,
    *,
    read_only: dict[str, Path] | None = None,
    writable: dict[str, Path] | None = None,
    environment: dict[str, str] | None = None,
) -> list[str]:
    """The whole command line.

    Parameters
    ----------
    inner : list of str
        What runs inside.
    account : Account
    read_only, writable : dict
        Path inside → path outside.
    environment : dict
        All that the process gets to know of it.
    """
    command = ["bwrap", "--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"]
    command += _identity(account)
    command += _system()
    binds = {"--ro-bind": read_only or {}, "--bind": writable or {}}
    for option, paths in binds.items():
        command += _folders_above(Path(inside) for inside in paths)
        for inside, outside in paths.items():
            command += [option, str(outside), inside]
    command += ["--remount-ro", "/"]
    for name, value in (environment or {}).items():
        command += ["--setenv", name, value]
    return [*command, "--chdir", HOME, "--", *_as_account(account), *inner]


def _identity(account: Account) -> list[str]:
    apart = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts",
             "--unshare-cgroup-try", "--cap-drop", "ALL"]  # fmt: skip
    if account.separate:
        # These two let the process give up being root, and are gone once it has.
        return [*apart, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return ["--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY), *apart]


def _as_account(account: Account) -> list[str]:
    if not account.separate:
        return []
    number = str(account.number)
    return [
        "setpriv",
        "--reuid",
        number,
        "--regid",
        number,
        "--clear-groups",
        "--inh-caps=-all",
        "--",
    ]


def _system() -> list[str]:
    """System libraries and this Python, read-only; scratch folders that vanish."""
    visible = [Path(path) for path in SYSTEM if Path(path).exists()]
    visible += [path for path in python_paths() if not str(path).startswith(("/usr/lib/",))]
    command = []
    # First, so that a Python below one of these folders is laid over it and stays visible.
    for folder, size in ((HOME, SCRATCH_BYTES), ("/tmp", SCRATCH_BYTES)):
        command += ["--perms", "1777", "--size", str(size), "--tmpfs", folder]
    command += _folders_above(visible)
    for path in visible:
        command += ["--ro-bind", str(path), str(path)]
    for link in map(Path, LINKS):
        if link.is_symlink():
            command += ["--symlink", os.readlink(link), str(link)]
        elif link.exists():
            command += ["--ro-bind", str(link), str(link)]
    command += ["--proc", "/proc", "--dev", "/dev"]
    command += ["--perms", "1777", "--size", str(SHARED_BYTES), "--tmpfs", "/dev/shm"]
    return [*command, "--remount-ro", "/dev", *_hidden()]


def _folders_above(paths: Iterable[Path]) -> list[str]:
    """Make the folders above some paths; bubblewrap alone would close them to all but root."""
    above = {folder for path in paths for folder in path.parents if folder != Path("/")}
    made = sorted(above - {Path("/tmp")})
    return [word for folder in made for word in ("--perms", "0755", "--dir", str(folder))]


def python_paths() -> list[Path]:
    """The parts of the interpreter and of its environment that code needs to run."""
    prefixes = dict.fromkeys((sys.base_prefix, sys.prefix))
    parts = [Path(prefix) / name for prefix in prefixes for name in OF_PYTHON]
    return [path for path in parts if path.exists() and not _within(path, SYSTEM)]


def _within(path: Path, folders: tuple[str, ...]) -> bool:
    return any(path == Path(folder) or Path(folder) in path.parents for folder in folders)


def _hidden() -> list[str]:
    """An empty folder over the installed course, where it is installed beside the libraries."""
    package = Path(__file__).resolve().parents[2]
    inside = any(path in package.parents for path in python_paths())
    return ["--tmpfs", str(package)] if inside else []
