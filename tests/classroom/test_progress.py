"""The progress table, and carrying progress between computers without loss."""

from types import SimpleNamespace

import pytest

from course_utils.classroom import CourseError, progress
from course_utils.exercises import progress as kept

DECLARED = [
    SimpleNamespace(id="L01.E1", title="Count pits", points=2.0),
    SimpleNamespace(id="L01.E2", title="Fill pits", points=3.0),
]


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "one")


def make_workspace(folder):
    (folder / ".course").mkdir(parents=True)
    return folder


def did(monkeypatch, workspace, item, *statuses, points=2.0):
    monkeypatch.setenv("COURSE_PROGRESS", str(progress.store(workspace)))
    for status in statuses:
        kept.record(item, status, points=points if status == "correct" else 0)


def test_nothing_tried_gives_no_records(workspace):
    assert progress.records(workspace) == []


def test_best_result_stays_and_tries_are_counted(workspace, monkeypatch):
    did(monkeypatch, workspace, "L01.E1", "not attempted", "incorrect", "correct", "incorrect")
    (row,) = progress.records(workspace)
    assert (row["status"], row["points"], row["tries"]) == ("correct", 2.0, 3)
    assert row["first_correct"] < row["last_seen"]


def test_hints_are_not_tries(workspace, monkeypatch):
    did(monkeypatch, workspace, "L01.E1", "incorrect")
    kept.record("L01.E1", "shown", kind="hint")
    assert progress.records(workspace)[0]["tries"] == 1


def test_table_lists_every_exercise_and_totals_add_up(workspace, monkeypatch):
    did(monkeypatch, workspace, "L01.E1", "correct")
    did(monkeypatch, workspace, "L77.E1", "correct")
    rows = progress.records(workspace)
    lines = progress.table(rows, DECLARED)
    assert [line[1] for line in lines] == ["L01.E1", "L01.E2"]
    assert lines[0][3] == "correct" and lines[0][6] == "2 of 2"
    assert lines[1][3] == "not attempted" and lines[1][6] == "0 of 3"
    assert progress.totals(rows, DECLARED) == "1 of 2 exercises correct, 2 of 5 points."


def test_a_class_set_has_a_line_of_its_own_and_counts_nowhere_else(workspace, monkeypatch):
    did(monkeypatch, workspace, "L01.E1", "incorrect")
    did(monkeypatch, workspace, "L01.E1@7", "correct")
    did(monkeypatch, workspace, "L01.E2@7", "incorrect")
    did(monkeypatch, workspace, "L01.E1@12", "correct")
    rows = progress.records(workspace)
    assert progress.totals(rows, DECLARED) == "0 of 2 exercises correct, 0 of 5 points."
    assert progress.of_class_sets(rows) == [
        "Class set 7: 1 correct of 2 tried, 2 points.",
        "Class set 12: 1 correct of 1 tried, 2 points.",
    ]


def test_export_and_import_carry_everything(workspace, tmp_path, monkeypatch):
    did(monkeypatch, workspace, "L01.E1", "correct")
    kept.lock_prediction("L01.P1", "B")
    kept.save_verdict("C-1", "holds", "high", "trial – µg")
    progress.export(workspace, tmp_path / "p.json")
    other = make_workspace(tmp_path / "two")
    assert progress.bring(other, tmp_path / "p.json") == 1
    assert progress.records(other) == progress.records(workspace)
    monkeypatch.setenv("COURSE_PROGRESS", str(progress.store(other)))
    assert kept.get_prediction("L01.P1") == "B"
    assert kept.get_verdict("C-1")["reason"] == "trial – µg"


def test_import_twice_adds_nothing_and_loses_nothing(workspace, tmp_path, monkeypatch):
    did(monkeypatch, workspace, "L01.E1", "correct")
    progress.export(workspace, tmp_path / "p.json")
    other = make_workspace(tmp_path / "two")
    did(monkeypatch, other, "L01.E1", "incorrect")
    did(monkeypatch, other, "L01.E2", "correct")
    progress.bring(other, tmp_path / "p.json")
    after = progress.records(other)
    assert progress.bring(other, tmp_path / "p.json") == 0
    assert progress.records(other) == after
    assert [(r["exercise_id"], r["status"], r["tries"]) for r in after] == [
        ("L01.E1", "correct", 2),
        ("L01.E2", "correct", 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"course_progress": {"events": {}}}',
        '{"course_progress": {"events": {"columns": ["points"], "rows": [["x"]]},'
        ' "predictions": {"columns": [], "rows": []}, "verdicts": {"columns": [], "rows": []}}}',
        '{"course_progress": {"events": {"columns": ["a b"], "rows": []},'
        ' "predictions": {"columns": [], "rows": []}, "verdicts": {"columns": [], "rows": []}}}',
    ],
)
def test_other_files_are_neither_read_nor_covered(workspace, tmp_path, monkeypatch, text):
    did(monkeypatch, workspace, "L01.E1", "correct")
    other = tmp_path / "other.json"
    other.write_text(text, encoding="utf-8")
    for command in (progress.bring, progress.export):
        with pytest.raises(CourseError, match="is no progress file"):
            command(workspace, other)
    assert other.read_text(encoding="utf-8") == text


def test_file_of_another_layout_is_refused_in_words(workspace, tmp_path):
    part = '{"columns": ["select"], "rows": [["x"]]}'
    source = tmp_path / "p.json"
    source.write_text(
        f'{{"course_progress": {{"events": {part}, "predictions": {part}, "verdicts": {part}}}}}',
        encoding="utf-8",
    )
    with pytest.raises(CourseError, match="cannot be used"):
        progress.bring(workspace, source)


def test_damaged_store_is_said_in_words(workspace, tmp_path):
    progress.store(workspace).write_bytes(b"not a database, but long enough to be looked at" * 30)
    with pytest.raises(CourseError, match="cannot be used"):
        progress.records(workspace)
    with pytest.raises(CourseError, match="cannot be used"):
        progress.export(workspace, tmp_path / "p.json")


def test_nothing_to_export_is_said(workspace, tmp_path):
    with pytest.raises(CourseError, match="nothing to write"):
        progress.export(workspace, tmp_path / "p.json")
