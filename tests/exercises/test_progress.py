"""The progress file: where it is, what it keeps, two writers at once, trouble in words."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.exercises import progress

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from course_utils.exercises import progress
who = sys.argv[1]
notes = [progress.record(f"{who}-{n}", "correct", points=2) for n in range(200)]
sys.exit(any(notes))
"""


def test_nothing_is_kept_without_a_course_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_PROGRESS")
    monkeypatch.setattr(progress, "FOLDER", ".no-such-course-folder")
    monkeypatch.chdir(tmp_path)
    assert progress.place() is None
    assert progress.record("L00.E1", "correct") == ""
    assert progress.records() == []
    assert list(tmp_path.iterdir()) == []


def test_the_nearest_course_folder_above_is_used(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_PROGRESS")
    (tmp_path / ".course").mkdir()
    deep = tmp_path / "01_bone_remodeling" / "more"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert progress.place() == tmp_path.resolve() / ".course" / "progress.sqlite"
    assert progress.record("L00.E1", "correct", points=2) == ""
    assert progress.records()[0]["item"] == "L00.E1"


def test_it_can_be_switched_off_or_sent_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "OFF")
    assert progress.place() is None
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path))
    assert progress.place() == tmp_path / "progress.sqlite"
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "mine.db"))
    assert progress.place() == tmp_path / "mine.db"


def test_an_event_comes_back_as_it_was(store):
    progress.record("L00.E1", "incorrect", "M-NUM-1", 0, detail={"note": "µ"})
    (event,) = progress.records()
    assert tuple(event) == progress.COLUMNS
    assert (event["kind"], event["code"], event["detail"]) == ("check", "M-NUM-1", '{"note": "µ"}')
    assert event["at"].endswith("+00:00")


def test_events_come_oldest_first(store):
    for n in range(20):
        progress.record(f"item {n}", "correct")
    assert [event["item"] for event in progress.records(store)] == [f"item {n}" for n in range(20)]


def test_two_kernels_write_at_once_and_nothing_is_lost(store):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, who], cwd=ROOT) for who in ("one", "two")
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    items = [event["item"] for event in progress.records()]
    assert sorted(items) == sorted(f"{who}-{n}" for who in ("one", "two") for n in range(200))


def test_a_verdict_is_kept_and_replaced(store):
    assert progress.get_verdict("C-S3-01") is None
    progress.save_verdict("C-S3-01", "Overstated", "low", "first thought")
    progress.save_verdict("C-S3-01", "Supported", "high", "read it again")
    kept = progress.get_verdict("C-S3-01")
    assert (kept["verdict"], kept["confidence"], kept["reason"]) == (
        "Supported",
        "high",
        "read it again",
    )


def test_a_lock_is_not_overwritten(store):
    assert progress.lock_prediction("L01.P1", "B") == ("B", "")
    assert progress.lock_prediction("L01.P1", "C") == ("B", "")
    progress.release_prediction("L01.P1")
    assert progress.get_prediction("L01.P1") is None


def test_merging_adds_what_is_new_and_only_once(store, tmp_path, monkeypatch):
    progress.record("L00.E1", "correct", points=2)
    progress.lock_prediction("L01.P1", "B")
    other = tmp_path / "laptop.sqlite"
    monkeypatch.setenv("COURSE_PROGRESS", str(other))
    progress.record("L00.E2", "correct", points=2)
    progress.lock_prediction("L01.P1", "C")
    progress.lock_prediction("L01.P2", "A")
    assert progress.merge(other, store) == 1
    assert progress.merge(other, store) == 0
    monkeypatch.setenv("COURSE_PROGRESS", str(store))
    assert {event["item"] for event in progress.records()} == {"L00.E1", "L00.E2"}
    assert progress.get_prediction("L01.P1") == "B"
    assert progress.get_prediction("L01.P2") == "A"


def test_a_missing_file_to_merge_is_said(store, tmp_path):
    with pytest.raises(progress.ProgressError, match="does not exist"):
        progress.merge(tmp_path / "none.sqlite")


def one_sentence(words):
    return words.startswith("Progress was not saved") and words.endswith("not affected.")


def test_a_damaged_file_is_said_and_left_alone(store):
    store.write_bytes(b"this is no database at all, only some text" * 50)
    before = store.read_bytes()
    assert one_sentence(progress.record("L00.E1", "correct"))
    assert progress.get_prediction("L01.P1") is None
    with pytest.raises(progress.ProgressError):
        progress.records()
    assert store.read_bytes() == before


def test_a_newer_layout_is_said_and_left_alone(store):
    progress.record("L00.E1", "correct")
    with sqlite3.connect(store) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    assert "newer version of the course" in progress.record("L00.E2", "correct")
    with sqlite3.connect(store) as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (1,)
    database.close()


def test_a_file_locked_by_another_program_is_said(store, monkeypatch):
    progress.record("L00.E1", "correct")
    monkeypatch.setattr(progress, "WAIT_SECONDS", 0.05)
    holder = sqlite3.connect(store, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert one_sentence(progress.record("L00.E2", "correct"))
    holder.execute("ROLLBACK")
    holder.close()
    assert progress.record("L00.E2", "correct") == ""


def test_text_that_cannot_be_stored_is_said(store):
    assert one_sentence(progress.save_verdict("C-S3-01", "Supported", "low", "\ud800"))


def test_no_file_is_left_open(store):
    progress.record("L00.E1", "correct")
    progress.records()
    store.unlink()  # fails on Windows if a handle is still open
    assert not store.exists()
