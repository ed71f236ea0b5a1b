"""Watch from outside what a sandbox uses as a whole, and end it when that is too much.

Limits on single processes are set inside; many small processes together are seen only here.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

EVERY = 0.25
MOST_STORED = 20 * 1024**2
MOST_FILES = 100
LEFT_FOR_THE_MACHINE = 256 * 1024**2


class Watch(threading.Thread):
    """Kills the process ``pid`` and with it all it started; ``reason`` then says why.

    Parameters
    ----------
    pid : int
    memory : int
        Bytes the process and its descendants may use together.
    folder : Path
        The one folder of ours the sandbox can write to.
    """

    def __init__(self, pid: int, memory: int, folder: Path):
        super().__init__(daemon=True)
        self.pid, self.memory, self.folder = pid, memory, folder
        self.reason = ""
        self._over = threading.Event()

    def run(self) -> None:
        """Look again and again until the process is gone or `stop` is called."""
        while not self._over.wait(EVERY):
            try:
                self.reason = self._too_much()
            except psutil.Error:
                return
            if self.reason:
                end(self.pid)
                return

    def stop(self) -> None:
        """Watch no longer."""
        self._over.set()

    def _too_much(self) -> str:
        if _stored_too_much(self.folder):
            return "stored"
        if psutil.virtual_memory().available < LEFT_FOR_THE_MACHINE:
            return "memory"
        family = [psutil.Process(self.pid)]
        family += family[0].children(recursive=True)
        if _sum(family, lambda p: p.memory_info().rss) < self.memory:
            return ""
        # Processes forked from one another share pages; count each page once before judging.
        shared = _sum(family, lambda p: p.memory_full_info().pss)
        return "memory" if shared >= self.memory else ""


def _sum(family: list[psutil.Process], bytes_of: Callable[[psutil.Process], int]) -> int:
    total = 0
    for process in family:
        with suppress(psutil.Error):
            total += bytes_of(process)
    return total


def _stored_too_much(folder: Path) -> bool:
    with suppress(OSError), os.scandir(folder) as found:
        sizes = []
        for entry in found:
            with suppress(OSError):
                sizes.append(entry.stat(follow_symlinks=False).st_size)
            if len(sizes) > MOST_FILES or sum(sizes) > MOST_STORED or entry.is_dir():
                return True
    return False


def end(pid: int) -> None:
    """Kill the sandbox; the kernel of Linux ends everything inside with it."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
