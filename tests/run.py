"""Run everything that checks the course and say in one line how it went.

Five parts: the tests of the code, pages in a browser, a class on a real JupyterHub, every lesson as
shipped (strictly compared with its saved output, network off), and every solved edition.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from course_utils.classroom.notebooks import nbval_arguments, offline_environment

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "build" / "test"
SOLVED = "build/solved"
# One process per processor; all cells of a lesson stay in one of them.
LESSON_BY_LESSON = ("-n", "auto", "--dist", "loadfile")


@dataclass
class Part:
    """What one run of pytest left behind."""

    name: str
    exit_code: int = 0
    tests: int = 0
    failed: int = 0
    seconds: Counter = field(default_factory=Counter)
    lost: tuple = ()
    left_out: str = ""

    @property
    def green(self):
        """True if the run ended well, ran something and left no lesson out."""
        if self.left_out:
            return True
        return self.exit_code == 0 and self.tests > 0 and self.failed == 0 and not self.lost


def main():
    """Run the parts, print the verdict, return the exit code."""
    options = read_options()
    start = time.perf_counter()
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    runs = {
        "tests": run_tests,
        "browser": run_browser,
        "hub": run_hub,
        "lessons": lambda: run_lessons(strict=not options.loose),
        "solved": run_solved,
    }
    parts = [runs[name]() for name in options.only or runs]
    for line in lesson_table(parts):
        print(line)
    for part in parts:
        if part.left_out:
            print(f"course: {part.name} left out: {part.left_out}")
    print(verdict(parts, time.perf_counter() - start), flush=True)
    return 0 if all(part.green for part in parts) else 1


def read_options():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = ("tests", "browser", "hub", "lessons", "solved")
    parser.add_argument("--only", action="append", choices=parts, help="run this part alone")
    parser.add_argument(
        "--loose",
        action="store_true",
        help="run the lessons without comparing output, for package versions outside the lock",
    )
    return parser.parse_args()


def run_tests():
    """Run the unit, property, contract and notebook tests, one process per processor."""
    chosen = ("-m", "not browser and not hub", "-n", "auto", "--dist", "worksteal")
    return run_pytest("tests", "tests", *chosen)


def run_browser():
    """Open lessons and explorers in a browser, one page after the other."""
    from chromium import find_or_install

    return run_pytest("browser", "tests/browser", CHROMIUM_PATH=find_or_install())


def run_hub():
    """Let a class work on a real JupyterHub, where this machine allows it."""
    sys.path.append(str(ROOT / "tests" / "hub"))
    from machine import why_not

    reason = why_not()
    return Part("hub", left_out=reason) if reason else run_pytest("hub", "tests/hub")


def run_lessons(strict):
    """Run every lesson as a student gets it."""
    options = (*nbval_arguments(strict), *LESSON_BY_LESSON)
    part = run_pytest("lessons", *options, "lessons", **offline_environment())
    part.lost = lessons_without_a_test(ROOT / "lessons", part.seconds)
    return part


def run_solved():
    """Write the solved editions and run them."""
    shutil.rmtree(ROOT / SOLVED, ignore_errors=True)
    write = [sys.executable, "-m", "course_utils", "solved", "--output", SOLVED]
    code = subprocess.run(write, cwd=ROOT, check=False).returncode
    if code:
        return Part("solved", exit_code=code)
    options = (*nbval_arguments(strict=False), *LESSON_BY_LESSON)
    part = run_pytest("solved", *options, SOLVED, **offline_environment())
    part.lost = lessons_without_a_test(ROOT / "lessons", part.seconds)
    return part


def run_pytest(name, *arguments, **environment):
    """Run pytest once and read its report."""
    print(f"\ncourse: {name}", flush=True)
    report = REPORTS / f"{name}.xml"
    command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments]
    settings = {**os.environ, **own_folders(), **environment}
    done = subprocess.run(command, cwd=ROOT, env=settings, check=False)
    return read_report(name, report, done.returncode)


def own_folders():
    """Keep a person's own Jupyter and IPython settings out of the tests."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
    folders = {name: REPORTS / "home" / name.lower() for name in names}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {name: str(folder) for name, folder in folders.items()}


def read_report(name, report, exit_code):
    """Read pytest's JUnit file into a Part; seconds are summed per lesson."""
    part = Part(name, exit_code)
    cases = ElementTree.parse(report).iter("testcase") if report.exists() else ()
    for case in cases:
        part.tests += case.find("skipped") is None
        part.failed += any(case.find(kind) is not None for kind in ("failure", "error"))
        code = lesson_code(f"{case.get('classname')} {case.get('name')}")
        if code:
            part.seconds[code] += float(case.get("time"))
    return part


def lesson_code(text):
    """Return the code of the lesson named in a test's name, as L01, or None."""
    number = re.search(r"(\d\d)_\w+\.ipynb", text)
    return f"L{number.group(1)}" if number else None


def lessons_without_a_test(folder, seconds):
    """Return the lessons in a folder that no test ran."""
    codes = {lesson_code(path.name) for path in folder.glob("*/*.ipynb")}
    return tuple(sorted(codes - set(seconds)))


def lesson_table(parts):
    """Yield one line per part with the seconds of each lesson."""
    for part in parts:
        if part.name != "tests" and part.seconds:
            times = ", ".join(f"{code} {part.seconds[code]:.1f} s" for code in sorted(part.seconds))
            yield f"course: {part.name}: {times}"


def verdict(parts, seconds):
    """Return the last line a person reads."""
    minutes = f"{int(seconds // 60)} min {int(seconds % 60):02d} s"
    if all(part.green for part in parts):
        count = sum(part.tests for part in parts)
        shipped = next((part.seconds for part in parts if part.name == "lessons"), {})
        times = [f"{code} {shipped[code]:.1f} s" for code in sorted(shipped)]
        without = [f"{part.name} left out" for part in parts if part.left_out]
        return ", ".join([f"course: all green, {count} tests", *without, *times, minutes])
    faults = "; ".join(fault(part) for part in parts if not part.green)
    return f"course: NOT green, {faults}, {minutes}"


def fault(part):
    """Say in a few words what is wrong with a part."""
    if part.failed:
        return f"{part.name}: {part.failed} of {part.tests} tests failed"
    if part.lost:
        return f"{part.name}: no test ran {', '.join(part.lost)}"
    if part.tests == 0:
        return f"{part.name}: no test ran"
    return f"{part.name}: ended with code {part.exit_code}"


if __name__ == "__main__":
    sys.exit(main())
