"""What one student needs: ``python -m benchmarks.classroom.sizing``.

Memory of a Lab server and of a kernel, step by step, and the processor time of one move of an
explorer. The figures of docs/hub.md come from here.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
import psutil

from benchmarks.classroom.student import ROOT, Student, megabytes, stop_all

EXPLORERS = ("hundred_people", "one_pit_ten_pits", "balance_sheet", "whole_chain")
"""A light one, one with an equation solver, one with many rows, and the heaviest."""
LONGEST = "lessons/05_capstone/17_virtual_clinic.ipynb"
STEPS = 20


def main():
    """Print memory first, then processor time."""
    print("memory, MB")
    with tempfile.TemporaryDirectory(prefix="sizing") as folder:
        print(f"  Lab server, one page open     {server_memory(Path(folder)):8.0f}")
        for words, value in asyncio.run(kernel_memory(Path(folder))):
            print(f"  {words:<28}  {value:8.0f}")
        print("explorer: processor seconds to show it, and per move")
        for words, shown, moved in asyncio.run(explorer_times(Path(folder))):
            print(f"  {words:<28}  {shown:8.2f}  {moved:8.3f}")


def server_memory(folder):
    """Memory of a Lab server of its own after it has served a page."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    options = [f"--port={port}", "--ip=127.0.0.1", "--no-browser", f"--ServerApp.root_dir={folder}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    command = [sys.executable, "-m", "jupyterlab", *options, "--IdentityProvider.token="]
    server = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/lab", server)
        return megabytes(psutil.Process(server.pid))
    finally:
        server.terminate()
        server.wait()


def wait_for(address, server, seconds=120):
    """Open a page as soon as it can be opened."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                page.read()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"the Lab server did not answer within {seconds} s")


async def kernel_memory(folder):
    """Memory of one kernel: bare, after the longest lesson, with the heaviest explorer."""
    student = Student(folder, 0)
    try:
        await student.start()
        found = [("kernel, bare", megabytes(student.process))]
        for cell in nbformat.read(ROOT / LONGEST, as_version=4).cells:
            if cell.cell_type == "code":
                await student.run(cell.source)
        found.append((f"after {Path(LONGEST).stem}", megabytes(student.process)))
        await student.show(EXPLORERS[-1])
        for _ in range(STEPS):
            await student.step()
        found.append((f"and {EXPLORERS[-1]}, {STEPS} moves", megabytes(student.process)))
    finally:
        await stop_all([student])
    return found


async def explorer_times(folder):
    """Name, processor seconds to show and to move, each explorer in a fresh kernel."""
    found = []
    for number, name in enumerate(EXPLORERS, start=1):
        student = Student(folder, number)
        try:
            await student.start()
            begin = student.cpu_seconds
            await student.show(name)
            shown = student.cpu_seconds
            for _ in range(STEPS):
                await student.step()
            found.append((name, shown - begin, (student.cpu_seconds - shown) / STEPS))
        finally:
            await stop_all([student])
    return found


if __name__ == "__main__":
    main()
