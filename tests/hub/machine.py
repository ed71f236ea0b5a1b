"""A private view of this machine in which a class has accounts and a home each.

Bubblewrap gives it its own list of accounts, its own ``/home`` and ``/srv``, and its own numbering
of processes. Student and instructor are different users for the kernel, the real list of accounts
stays as it is, and with the first process of the view all others end. Folders that only their
owner may enter, as ``/root``, appear in it with nothing but Python and the course, read-only.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST_NUMBER = 60600  # free between what systems give to people and what they give to services
EXCHANGE = "/srv/nbgrader/exchange"
HUB_FOLDER = "/srv/hub"
SHELL = "/bin/bash"
SLOW = 120  # seconds any single step may take on a busy machine


def why_not():
    """Say why no class can be set up on this machine; None if it can."""
    if not sys.platform.startswith("linux"):
        return "a class with real accounts needs Linux: nbgrader's exchange relies on file owners"
    if os.geteuid() != 0:
        return "only the administrator (root) can start servers as other users"
    missing = [name for name in ("bwrap", "nsenter") if not shutil.which(name)]
    if missing:
        return f"{', '.join(missing)} not found; on Debian: apt-get install bubblewrap util-linux"
    trial = subprocess.run(
        ["bwrap", "--dev-bind", "/", "/", "--tmpfs", "/srv", "--unshare-pid", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    if trial.returncode:
        return f"this machine allows no private view of its files: {trial.stderr.strip()}"
    return None


@dataclass
class Machine:
    """The private view: run programs in it, as the administrator or as a person."""

    folder: Path
    people: dict
    first: int

    def home(self, name):
        """The folder on the real disk that is ``/home/name`` inside."""
        return self.folder / "home" / name

    def start(self, command, log, ready, **environment):
        """Start a program as the administrator; return its process number when it is ready."""
        with (self.folder / log).open("a", encoding="utf-8") as words:
            door = subprocess.Popen(
                [*self._door(), *command],
                stdout=words,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=clean_environment(**environment),
            )
        wait(ready, SLOW, alive=lambda: door.poll() is None or self._last_words(log))
        return children(door.pid)[0]

    def _last_words(self, log):
        raise RuntimeError((self.folder / log).read_text(encoding="utf-8")[-2000:])

    def as_root(self, *command):
        """Run a short program as the administrator."""
        subprocess.run([*self._door(), *command], env=clean_environment(), check=True)

    def as_person(self, name, *command, seconds=SLOW):
        """Run a program as one person, in the home; return what it printed."""
        number = str(self.people[name])
        become = ["setpriv", f"--reuid={number}", f"--regid={number}", "--clear-groups"]
        inside = ["env", f"--chdir=/home/{name}", f"HOME=/home/{name}", f"USER={name}"]
        return subprocess.run(
            [*self._door(), *become, *inside, *command],
            capture_output=True,
            text=True,
            timeout=seconds,
            env=clean_environment(COURSE_ROOT=str(ROOT)),
            check=False,
        )

    def _door(self):
        return ["nsenter", f"--target={self.first}", "--mount", "--pid", "--"]


@contextmanager
def running_machine(folder, names):
    """Set up the private view for these people; end every process in it at the end."""
    people = {name: FIRST_NUMBER + place for place, name in enumerate(names)}
    make_folders(folder, people)
    told, tell = os.pipe()
    # The number of the first process is told before all folders are in place; "ready" comes after.
    first_program = ["sh", "-c", "echo ready; exec sleep infinity"]
    command = ["bwrap", *view(folder), "--info-fd", str(tell), "--", *first_program]
    keeper = subprocess.Popen(
        command, pass_fds=[tell], env=clean_environment(), stdout=subprocess.PIPE, text=True
    )
    os.close(tell)
    try:
        with os.fdopen(told, encoding="utf-8") as words:
            first = json.load(words)["child-pid"]
        assert keeper.stdout.readline() == "ready\n"
        machine = Machine(folder, people, first)
        # Bubblewrap's /proc is partly covered, and then the kernel lets no instructor open the
        # sandbox for marking, which has a /proc of its own.
        machine.as_root("mount", "-t", "proc", "proc", "/proc")
        yield machine
    finally:
        keeper.kill()
        keeper.communicate()


def make_folders(folder, people):
    """Write the list of accounts and make homes, the exchange and the hub's folder."""
    for file, line in (("passwd", passwd_line), ("group", group_line)):
        there = Path("/etc", file).read_text(encoding="utf-8")
        lines = [line(name, number) for name, number in people.items()]
        (folder / file).write_text("\n".join([there.rstrip(), *lines, ""]), encoding="utf-8")
    for name, number in people.items():
        home = folder / "home" / name
        home.mkdir(parents=True)
        home.chmod(0o700)
        os.chown(home, number, number)
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o777)
    (folder / "hub").mkdir(mode=0o700)


def passwd_line(name, number):
    """One line of the list of accounts."""
    return f"{name}:x:{number}:{number}::/home/{name}:{SHELL}"


def group_line(name, number):
    """One line of the list of groups."""
    return f"{name}:x:{number}:"


def view(folder):
    """Bubblewrap's options for the private view."""
    options = ["--dev-bind", "/", "/", "--unshare-pid", "--proc", "/proc", "--die-with-parent"]
    for name in ("passwd", "group"):
        options += ["--ro-bind", str(folder / name), f"/etc/{name}"]
    options += ["--tmpfs", "/srv"]
    for place in (EXCHANGE, HUB_FOLDER):
        options += opened(Path(place).parent, above=Path("/srv"))
        options += ["--bind", str(folder / Path(place).name), place]
    options += ["--bind", str(folder / "home"), "/home"]
    return options + make_readable([Path(sys.base_prefix).resolve(), ROOT])


def make_readable(places):
    """Options that show these folders to everybody although a folder above is closed."""
    options, covered = [], set()
    for place in places:
        closed = first_closed(place)
        if closed is None:
            options += ["--ro-bind", str(place), str(place)]
            continue
        if closed not in covered:
            covered.add(closed)
            options += ["--tmpfs", str(closed)]
        options += [*opened(place, above=closed), "--ro-bind", str(place), str(place)]
    return options


def first_closed(place):
    """The topmost folder on the way to a place that others may not enter, or None."""
    way = [*reversed(place.parents), place]
    return next((folder for folder in way if not folder.stat().st_mode & 0o001), None)


def opened(place, above):
    """Options that make the folders between two places, open to everybody."""
    between = [place, *place.parents][: len(place.parts) - len(above.parts)]
    return [word for one in reversed(between) for word in ("--perms", "0755", "--dir", str(one))]


def clean_environment(**more):
    """The environment of a fresh login: nothing of the person who runs the tests."""
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"PATH": path, "LANG": "C.UTF-8", "HOME": "/", **more}


def children(number):
    """The process numbers of the children of a process."""
    try:
        words = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="utf-8")
    except OSError:
        return []
    return [int(word) for word in words.split()]


def wait(look, seconds=SLOW, alive=lambda: True):
    """Look again and again until there is something to see; return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and alive():
        seen = look()
        if seen:
            return seen
        time.sleep(0.05)
    raise TimeoutError(f"nothing came of {look} in {seconds} s")
