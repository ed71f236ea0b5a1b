"""A class moves an explorer: ``python -m benchmarks.classroom.load --students 30 --minutes 1``.

Each simulated student has a kernel of their own on this machine, moves the slider by one place,
waits for the new picture, looks at it and moves on. The clock runs from the message a page would
send to the answer with the picture. Nothing leaves the machine, and the run ends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.classroom.student import Student, megabytes, stop_all
from course_utils.explorers import NAMES

MOST_STUDENTS, MOST_MINUTES = 200, 10
ROOM_PER_STUDENT = 260e6  # bytes; measured 240 MB, see docs/hub.md
AT_ONCE = 4  # kernels starting at the same time


def main(arguments=None):
    """Run the class and print the table."""
    options = read_options(arguments)
    needed = options.students * ROOM_PER_STUDENT
    free = psutil.virtual_memory().available
    if needed > free:
        sys.exit(
            f"{options.students} students need about {needed / 1e9:.1f} GB of memory and "
            f"{free / 1e9:.1f} GB are free; choose fewer with --students."
        )
    with tempfile.TemporaryDirectory(prefix="class") as folder:
        for line in asyncio.run(lesson(options, Path(folder))):
            print(line)


def read_options(arguments):
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=bounded(int, MOST_STUDENTS), default=30)
    parser.add_argument("--minutes", type=bounded(float, MOST_MINUTES), default=1.0)
    parser.add_argument("--explorer", choices=NAMES, default="whole_chain", help="(whole_chain)")
    parser.add_argument(
        "--look", type=float, default=1.0, help="seconds a student looks at a picture (1)"
    )
    return parser.parse_args(arguments)


def bounded(kind, most):
    """A reader of numbers above 0 and not above ``most``."""

    def read(text):
        value = kind(text)
        if not 0 < value <= most:
            raise argparse.ArgumentTypeError(f"choose a number above 0, at most {most}")
        return value

    return read


async def lesson(options, folder):
    """Start all kernels, let the class work, end all kernels; return the lines to print."""
    students = [Student(folder, number) for number in range(options.students)]
    door = asyncio.Semaphore(AT_ONCE)
    begin = time.perf_counter()
    try:
        await asyncio.gather(*(get_ready(one, options.explorer, door) for one in students))
        ready = time.perf_counter() - begin
        before = [one.cpu_seconds for one in students]
        end = time.perf_counter() + 60 * options.minutes
        waited = await asyncio.gather(*(work(one, end, options.look) for one in students))
        used = sum(one.cpu_seconds for one in students) - sum(before)
        memory = [megabytes(one.process) for one in students]
    finally:
        await stop_all(students)
    return table(options, ready, waited, used, memory)


async def get_ready(student, explorer, door):
    """Start one kernel and show the explorer in it."""
    async with door:
        await student.start()
        await student.show(explorer)


async def work(student, end, look):
    """Move, wait and look until the time is over; return the seconds waited."""
    chance = random.Random(student.number)
    await asyncio.sleep(chance.uniform(0, look))
    waited = []
    while time.perf_counter() < end:
        waited.append(await student.step())
        await asyncio.sleep(chance.uniform(0.5, 1.5) * look)
    return waited


def table(options, ready, waited, used, memory):
    """The lines of the result."""
    times = [1000 * seconds for one in waited for seconds in one]
    slow = statistics.quantiles(times, n=20)[-1]
    steps, processors = len(times), psutil.cpu_count()
    yield f"{options.students} students, {options.explorer}, {processors} processors"
    yield f"  all kernels ready after       {ready:8.1f} s"
    yield f"  steps                         {steps:8d}   in {60 * options.minutes:g} s"
    yield f"  slider to picture, median     {statistics.median(times):8.0f} ms"
    yield f"  slider to picture, 95th perc. {slow:8.0f} ms"
    yield f"  slowest student, median       {slowest(waited):8.0f} ms"
    yield f"  processor time per step       {1000 * used / steps:8.0f} ms"
    yield f"  memory per student's kernel   {statistics.median(memory):8.0f} MB"
    yield f"  memory of all kernels         {sum(memory) / 1000:8.2f} GB"


def slowest(waited):
    """The largest of the students' medians, ms."""
    return max(1000 * statistics.median(one) for one in waited if one)


if __name__ == "__main__":
    main()
