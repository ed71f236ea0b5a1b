"""The last line of `make test` tells the truth."""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("run", Path(__file__).with_name("run.py"))
run = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(run)

CELL = '<testcase classname="lessons.01_bone.01_living_bone.ipynb" name="Cell {}" time="1.5">{}'


def report(folder, *outcomes):
    """Write a JUnit file with one cell per outcome."""
    cells = [CELL.format(i, one) + "</testcase>" for i, one in enumerate(outcomes)]
    path = folder / "lessons.xml"
    path.write_text(f"<testsuites><testsuite>{''.join(cells)}</testsuite></testsuites>", "utf-8")
    return path


def green_part(name="lessons"):
    return run.Part(name, tests=4, seconds=Counter({"L01": 11.84, "L00": 9.1}))


def test_verdict_names_tests_lessons_and_time():
    parts = [run.Part("tests", tests=400), green_part(), green_part("solved")]
    expected = "course: all green, 408 tests, L00 9.1 s, L01 11.8 s, 4 min 02 s"
    assert run.verdict(parts, 242.3) == expected


def test_verdict_names_a_part_that_this_machine_cannot_run():
    absent = run.Part("hub", left_out="needs Linux")
    expected = "course: all green, 4 tests, hub left out, L00 9.1 s, L01 11.8 s, 1 min 00 s"
    assert run.verdict([absent, green_part()], 60) == expected


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (run.Part("tests", exit_code=1, tests=9, failed=2), "tests: 2 of 9 tests failed"),
        (run.Part("tests", exit_code=2, tests=9), "tests: ended with code 2"),
        (run.Part("tests", exit_code=5), "tests: no test ran"),
        (run.Part("lessons", tests=3, lost=("L01",)), "lessons: no test ran L01"),
    ],
)
def test_verdict_names_each_fault(part, words):
    assert not part.green
    line = run.verdict([green_part(), part], 60)
    assert line == f"course: NOT green, {words}, 1 min 00 s"


@pytest.mark.parametrize("fault", ["<failure/>", "<error/>"])
def test_report_counts_failures_and_seconds(tmp_path, fault):
    part = run.read_report("lessons", report(tmp_path, "", fault, "<skipped/>"), 0)
    assert (part.tests, part.failed) == (2, 1)
    assert part.seconds == {"L01": 4.5}
    assert not part.green


def test_a_run_without_a_report_is_not_green(tmp_path):
    assert not run.read_report("tests", tmp_path / "absent.xml", 0).green


def test_a_lesson_nobody_ran_is_found(tmp_path):
    for name in ("00_start_here", "01_bone"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.ipynb").touch()
    assert run.lessons_without_a_test(tmp_path, {"L00": 1.0}) == ("L01",)
