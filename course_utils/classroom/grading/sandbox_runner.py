"""Run one notebook through a shut-in kernel: ``python -m …sandbox_runner FOLDER``.

This process talks to the student's and knows no answer, no gradebook and no other
submission. What it leaves in ``FOLDER/result.json`` is plain JSON, to be measured again by
whoever reads it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from course_utils.classroom.grading import sandbox_events as events
from course_utils.classroom.grading.sandbox_kernel import NAME, PLACE, SETTINGS, STARTED
from course_utils.classroom.grading.sandbox_messages import checked, is_idle, keep, size
from course_utils.classroom.grading.sandbox_watch import Watch, end

START_SECONDS = 120
GRACE_SECONDS = 4.0
LOOK_SECONDS = 0.5
LONGEST_MESSAGE = 128 * 1024**2
OWN_MEMORY = 2 * 1024**3
MOST_OUTPUTS = 500
MOST_KEPT = 40 * 1024**2


class Ended(Exception):
    """The sandbox is gone or was ended; no further cell can run."""


class Run:
    """One notebook, one kernel, a list of events."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        self.limits = self.settings["limits"]
        self.notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
        self.events: list[events.Event] = []
        self.broken, self.room = 0, MOST_KEPT

    def execute(self) -> None:
        """Run every code cell in order, as far as the limits let it."""
        code = [c for c in self.notebook.cells if c.cell_type == "code" and c.source.strip()]
        cell = code[0] if code else None
        try:
            self._start()
            self.deadline = time.monotonic() + self.limits["notebook_seconds"]
            for cell in code:
                self._run_cell(cell)
        except Ended:
            self._say_why(cell)
        finally:
            self._stop()

    def _start(self) -> None:
        context = zmq.Context()
        context.setsockopt(zmq.MAXMSGSIZE, LONGEST_MESSAGE)
        context.setsockopt(zmq.LINGER, 0)
        specs = KernelSpecManager(kernel_dirs=[str(self.folder / "kernels")])
        place = self.folder / PLACE
        place.mkdir()
        where = {"transport": "ipc", "ip": str(place / "k")} if self.settings["shut_in"] else {}
        self.manager = KernelManager(
            kernel_name=NAME,
            kernel_spec_manager=specs,
            connection_file=str(self.folder / "connection.json"),
            context=context,
            **where,
        )
        self.manager.start_kernel(cwd=str(self.folder), **_quiet())
        self.pid = self.manager.provisioner.pid
        self.watch = Watch(self.pid, self.limits["memory_bytes"], place)
        self.watch.start()
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        self._ready(START_SECONDS)
        (self.folder / STARTED).touch()  # from here on, whatever happens is the submission's doing
        if self.settings["separate"]:
            place.chmod(0o750)  # the sockets stand; nothing else need be written here

    def _ready(self, seconds: float) -> None:
        """Wait until the main thread of the kernel answers."""
        until = time.monotonic() + seconds
        self.client.kernel_info()
        while True:
            self._drain()
            try:
                message = self.client.get_shell_msg(timeout=LOOK_SECONDS)
            except Empty:
                message = None
            if message and message["header"]["msg_type"] == "kernel_info_reply":
                return
            if time.monotonic() > until or not self.manager.is_alive():
                raise Ended

    def _drain(self) -> None:
        with suppress(Empty):
            while True:
                self.client.get_iopub_msg(timeout=0)

    def _run_cell(self, cell: Any) -> None:
        cell.outputs = []
        own = time.monotonic() + self.limits["cell_seconds"]
        self._drain()
        asked = self.client.execute(cell.source, allow_stdin=False, stop_on_error=False)
        until, replied = min(own, self.deadline), None
        room = min(self.limits["output_bytes"], self.room)
        while True:
            message = self._next(cell, until)
            replied = replied or self._has_replied(asked)
            if time.monotonic() > until:
                self._too_slow(cell, whole=self.deadline <= own)
                return
            if replied and message is None and time.monotonic() > replied + GRACE_SECONDS:
                self._flooded(cell)  # a message too long to be taken ends the stream of them
                raise Ended
            if not message or message["parent_header"].get("msg_id") != asked:
                continue
            if is_idle(message):
                return
            room -= size(message)
            if room > 0:
                self.room -= size(message)
                self.events += keep(cell, message)
            if room < 0 or len(cell.outputs) > MOST_OUTPUTS:
                self._flooded(cell)
                self._interrupt(cell)
                return

    def _next(self, cell: Any, until: float) -> dict | None:
        left = max(0.0, min(LOOK_SECONDS, until - time.monotonic()))
        try:
            return checked(self.client.get_iopub_msg(timeout=left))
        except Empty:
            if not self.manager.is_alive():
                raise Ended from None
            return None
        except Exception:
            # The student's process may put anything on the wire.
            self.broken += 1
            if self.broken == 1:
                self.events.append(events.unreadable(cell.get("id", "")))
            if self.broken > MOST_OUTPUTS:
                raise Ended from None
            return None

    def _has_replied(self, asked: str) -> float | None:
        """When the kernel said that the cell is done; None if it has not said so."""
        try:
            reply = self.client.get_shell_msg(timeout=0)
            return time.monotonic() if reply["parent_header"].get("msg_id") == asked else None
        except Exception:
            return None

    def _too_slow(self, cell: Any, *, whole: bool) -> None:
        seconds = self.limits["notebook_seconds" if whole else "cell_seconds"]
        self.events.append(events.too_slow(cell.get("id", ""), seconds, whole=whole))
        if whole:
            raise Ended
        self._interrupt(cell)

    def _flooded(self, cell: Any) -> None:
        most = self.limits["output_bytes"]
        self.events.append(events.too_much_output(cell.get("id", ""), most))

    def _interrupt(self, cell: Any) -> None:
        """Stop a cell; end everything if it does not obey."""
        self.manager.interrupt_kernel()
        try:
            self._ready(GRACE_SECONDS)
        except Ended:
            if self.manager.is_alive():
                self.events.append(events.would_not_stop(cell.get("id", "")))
            raise

    def _say_why(self, cell: Any) -> None:
        id = cell.get("id", "") if cell else ""
        reason = self.watch.reason if hasattr(self, "watch") else ""
        if reason == "memory":
            self.events.append(events.too_much_memory(id, self.limits["memory_bytes"]))
        elif reason:
            self.events.append(events.too_much_stored(id))
        elif not any(e.kind in ("time", "output", "died") and e.cell == id for e in self.events):
            self.events.append(events.died(id))

    def _stop(self) -> None:
        if hasattr(self, "watch"):
            self.watch.stop()
            end(self.pid)
        with suppress(Exception):
            self.client.stop_channels()

    def report(self) -> None:
        """Leave the result for the parent process."""
        told = [vars(event) for event in self.events]
        text = json.dumps({"notebook": self.notebook, "events": told})
        (self.folder / "result.json").write_text(text, encoding="utf-8")


def _quiet() -> dict:
    """Where the kernel's own prints go: nowhere."""
    nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - the child keeps it
    return {"stdout": nowhere, "stderr": nowhere}


def _limit_own_memory() -> None:
    if sys.platform.startswith("linux"):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (OWN_MEMORY, most))


def main(folder: Path) -> None:
    """Run the notebook of a folder and report, whatever happens."""
    _limit_own_memory()
    run = Run(folder)
    try:
        run.execute()
    finally:
        run.report()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
