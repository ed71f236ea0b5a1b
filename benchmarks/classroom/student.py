"""One simulated student: a kernel of their own, and an explorer moved by messages.

The messages are those the page sends (``panel.js``) and the answer is the one it waits for, with
the picture in it. Drawing in the browser is not part of it.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

import psutil
from jupyter_client import AsyncKernelManager

SLOW = 120  # seconds any single step may take
SHOW = 'from course_utils.explorers import explore\nexplore("{name}")'
ROOT = Path(__file__).resolve().parents[2]


class Student:
    """A kernel, and the explorer shown in it.

    Parameters
    ----------
    folder : Path
        Where the sockets of the kernel lie.
    number : int
        Tells students apart; also where on the slider a student begins.
    """

    def __init__(self, folder, number):
        self.number = number
        self.manager = AsyncKernelManager(connection_file=str(folder / f"{number}.json"))
        if os.name != "nt":
            self.manager.transport, self.manager.ip = "ipc", str(folder / str(number))
        self.client = self._panel = self._control = None
        self._asked = 0

    async def start(self):
        """Start the kernel and wait until it answers."""
        await self.manager.start_kernel(cwd=str(ROOT), env=os.environ | {"OMP_NUM_THREADS": "1"})
        self.client = self.manager.client()
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=SLOW)

    async def stop(self):
        """End the kernel, whatever it is doing."""
        if self.client is not None:
            self.client.stop_channels()
        if self.manager.has_kernel:
            await self.manager.shutdown_kernel(now=True)

    async def run(self, code):
        """Run a cell; return what arrived in between."""
        asked, arrived = self.client.execute(code), []
        while True:
            message = await self.client.get_iopub_msg(timeout=SLOW)
            if message["parent_header"].get("msg_id") != asked:
                continue
            arrived.append(message)
            if message["msg_type"] == "error":
                raise RuntimeError("\n".join(message["content"]["traceback"]))
            if message["content"].get("execution_state") == "idle":
                return arrived

    async def show(self, name):
        """Show an explorer, as the cell of a lesson does."""
        for message in await self.run(SHOW.format(name=name)):
            state = message["content"].get("data", {}).get("state", {})
            if message["msg_type"] == "comm_open" and "form" in state:
                self._panel = message["content"]["comm_id"]
                numbers = (row for row in state["form"]["controls"] if row["kind"] == "number")
                self._control = next(numbers)
        if self._panel is None:
            raise RuntimeError(f"explore({name!r}) showed no panel")

    async def step(self):
        """Move the first slider by one place; return the seconds until the new picture."""
        self._asked += 1
        width = self._control["places"]
        place = abs((self.number + self._asked) % (2 * width) - width)  # there and back
        wish = {"number": self._asked, "places": {self._control["name"]: place}}
        begin = time.perf_counter()
        self._send({"method": "custom", "content": wish})
        while not self._answers(await self.client.get_iopub_msg(timeout=SLOW)):
            pass
        return time.perf_counter() - begin

    def _send(self, data):
        content = {"comm_id": self._panel, "data": data}
        self.client.shell_channel.send(self.client.session.msg("comm_msg", content))

    def _answers(self, message):
        if message["msg_type"] != "comm_msg":
            return False
        shown = message["content"]["data"].get("state", {}).get("shown", {})
        return shown.get("number") == self._asked

    @property
    def process(self):
        """The kernel's process."""
        return psutil.Process(self.manager.provisioner.pid)

    @property
    def cpu_seconds(self):
        """Processor time the kernel has used so far."""
        used = self.process.cpu_times()
        return used.user + used.system


def megabytes(process):
    """Memory of a process; where the system tells it, shared pages are shared out (PSS)."""
    memory = process.memory_full_info()
    return getattr(memory, "pss", memory.rss if sys.platform == "win32" else memory.uss) / 1e6


async def stop_all(students):
    """End all kernels, also those that did not start."""
    await asyncio.gather(*(student.stop() for student in students), return_exceptions=True)
