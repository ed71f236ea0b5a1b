"""`course verify` runs the saved file, reads only check results, and writes nothing."""

from types import SimpleNamespace

import nbformat
import pytest

from course_utils.classroom import CourseError
from course_utils.classroom.verify import (
    CHECK_TYPE,
    belonging,
    checked_ids,
    judge,
    results,
    verify,
)
from tests.classroom.tiny_course import code, notebook_bytes

DECLARED = [SimpleNamespace(id=f"L01.E{i}", title=f"Task {i}", points=2.0) for i in range(1, 8)]

# A stand-in for check(), so that a failing exercise cannot hide a failing report.
FAKE_CHECK = f'''
import os
words = {{1: "correct", 0.5: "partly correct", ...: "not attempted", "?": "could not read"}}
class Result:
    def __init__(self, id, answer):
        status = words.get(answer, "incorrect")
        self.data = {{"id": id, "status": status, "code": "", "points": 2.0 * (answer == 1)}}
    def _repr_mimebundle_(self, **options):
        return {{"text/plain": "said", "{CHECK_TYPE}": self.data}}
def check(id, answer):
    assert os.environ["COURSE_PROGRESS"] == "off"
    return Result(id, answer)
'''


def executed(source, *outputs):
    cell = nbformat.from_dict(code(source))
    cell.outputs = [nbformat.from_dict(output) for output in outputs]
    return cell


def shown(id, status, points=0.0):
    data = {CHECK_TYPE: {"id": id, "status": status, "code": "", "points": points}}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}


FAILED = {"output_type": "error", "ename": "NameError", "evalue": "no\npits", "traceback": []}


def test_fresh_run_reports_every_outcome_and_leaves_the_folder_alone(tmp_path):
    path = tmp_path / "copy of mine.ipynb"
    cells = [
        code(FAKE_CHECK),
        code("open('here.txt', encoding='utf-8').close()"),
        code('check("L01.E1", 1)', outputs=[shown("L01.E1", "incorrect")]),
        code('check("L01.E2", 0.5)'),
        code('check("L01.E3", 7)'),
        code('check("L01.E4", ...)'),
        code('check("L01.E5", "?")'),
        code('check("L01.E6", no_such_name)'),
        code("while True: pass"),
        code("1 + 1"),
    ]
    path.write_bytes(notebook_bytes(*cells))
    (tmp_path / "here.txt").write_text("", encoding="utf-8")
    before = path.read_bytes(), path.stat().st_mtime_ns
    report = verify(path, timeout=2, declared=DECLARED)
    assert [row.status for row in report.rows] == [
        "correct",
        "partly correct",
        "incorrect",
        "not attempted",
        "could not read",
        "error",
        "missing",
    ]
    assert (report.points, report.possible) == (2.0, 14.0)
    assert report.first_error.startswith("Code cell [8] stopped with an error: NameError")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy of mine.ipynb", "here.txt"]


def test_dead_kernel_ends_in_a_report(tmp_path):
    path = tmp_path / "01_x.ipynb"
    path.write_bytes(notebook_bytes(code("import os; os._exit(1)"), code('check("L01.E1", 1)')))
    report = verify(path, timeout=20, declared=DECLARED[:1])
    assert "ended before the last cell" in report.first_error
    assert [(row.status, row.note) for row in report.rows] == [("error", "not reached")]


def test_best_of_two_checks_counts():
    cells = [
        executed('check("L01.E1", a)', shown("L01.E1", "correct", 2.0)),
        executed('check("L01.E1", b)', shown("L01.E1", "incorrect")),
    ]
    assert judge(DECLARED[0], cells).status == "correct"
    assert judge(DECLARED[0], cells[::-1]).points == 2.0


def test_deleted_check_is_missing_and_raising_check_is_an_error():
    assert judge(DECLARED[0], [executed("pits = 3")]).status == "missing"
    row = judge(DECLARED[0], [executed('check("L01.E1", pits)', FAILED)])
    assert (row.status, row.note) == ("error", "NameError: no pits")


def test_check_whose_result_is_hidden_is_explained():
    row = judge(DECLARED[0], [executed('check("L01.E1", pits);')])
    assert row.status == "missing" and "put it last" in row.note


def test_outcome_does_not_depend_on_cell_metadata():
    cell = executed('check("L01.E1", a)', shown("L01.E1", "correct", 2.0))
    cell.metadata = nbformat.from_dict({"tags": ["exercise:L99.E9"]})
    assert judge(DECLARED[0], [cell]).status == "correct"


def test_former_id_still_finds_its_exercise():
    renamed = SimpleNamespace(id="L01.E1", title="x", points=2.0, formerly=("L01.E0",))
    assert judge(renamed, [executed('check("L01.E0", pits)', FAILED)]).status == "error"


@pytest.mark.parametrize(
    "source, found",
    [
        ('check("L01.E1", x)', ["L01.E1"]),
        ("exercises.check('l01.e1 ', x)", ["L01.E1"]),
        ('# check("L01.E1", x)', []),
        ('%time check("L01.E1", x)', ["L01.E1"]),
        ("check()", []),
        ("check(name, x)", []),
        ('print("L01.E1")', []),
    ],
)
def test_ids_are_read_from_code(source, found):
    assert checked_ids({"source": source}) == found


def test_made_up_results_are_ignored():
    assert results(executed("x", shown("L01.E1", "brilliant"))) == {}


def test_lesson_is_told_by_its_checks_then_by_its_file_name():
    known = {item.id: item for item in DECLARED[:1]}
    known["L02.E1"] = SimpleNamespace(id="L02.E1", title="x", points=1.0)
    ask = [executed('check("L01.E1", 1)')]
    assert [item.id for item in belonging("02_other.ipynb", ask, known)] == ["L01.E1"]
    assert [item.id for item in belonging("02_other.ipynb", [], known)] == ["L02.E1"]
    assert belonging("diary.ipynb", [], known) == []


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[1]", b"\xff\xfe", b'{"cells": 3}'])
def test_unreadable_notebook_is_one_sentence(tmp_path, content):
    path = tmp_path / "x.ipynb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CourseError, match=r"no notebook|not a readable notebook"):
        verify(path, declared=DECLARED)


@pytest.mark.parametrize("timeout", [0, -1])
def test_timeout_must_be_positive(tmp_path, timeout):
    with pytest.raises(CourseError, match="positive number of seconds"):
        verify(tmp_path / "x.ipynb", timeout, DECLARED)


def test_kernel_that_cannot_start_is_one_sentence(tmp_path, monkeypatch):
    from nbclient import NotebookClient

    def fail(*_, **__):
        raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(NotebookClient, "execute", fail)
    path = tmp_path / "x.ipynb"
    path.write_bytes(notebook_bytes(code("1")))
    with pytest.raises(CourseError, match="course doctor"):
        verify(path, declared=DECLARED)
