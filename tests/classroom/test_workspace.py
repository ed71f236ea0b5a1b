"""The workspace keeps every byte a student wrote, whatever happens."""

import contextlib
import errno
import json
import multiprocessing
import os
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from course_utils.classroom import CourseError, editions, files, manifest, workspace
from tests.classroom.tiny_course import (
    BONE,
    PICTURE,
    START,
    lesson_bytes,
    make_course,
    notebook_bytes,
)

TODAY = date(2026, 11, 21)
BESIDE = "01_bone_remodeling/01_living_bone (new version 2026-11-21).ipynb"


def start(course):
    return {s.name: s.kind for s in workspace.start(course.workspace, course.root, TODAY)}


def test_start_copies_lessons_and_pictures_and_nothing_for_lecturers(course):
    assert start(course) == {START: "new", BONE: "new", PICTURE: "new"}
    assert set(course.tree()) == {START, BONE, PICTURE, ".course/manifest.json"}


def test_student_copy_has_no_outputs_no_counts_and_no_clicker_keys(course):
    start(course)
    shown = course.mine(BONE).read_text(encoding="utf-8")
    cells = json.loads(shown)["cells"]
    run = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(run) == 3
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in run)
    assert "Key B" not in shown and "µ–θ" in shown


def test_student_copy_is_written_as_nbformat_would(course):
    import nbformat

    start(course)
    notebook = nbformat.read(course.mine(BONE), as_version=4)
    nbformat.validate(notebook)
    assert (nbformat.writes(notebook) + "\n").encode() == course.mine(BONE).read_bytes()


def test_manifest_holds_the_sha256_of_what_was_written(course):
    start(course)
    content = json.loads(course.mine(".course/manifest.json").read_text(encoding="utf-8"))
    for name in (START, BONE, PICTURE):
        assert content["files"][name]["written"] == files.sha256(course.mine(name).read_bytes())


def test_second_start_changes_no_byte_and_writes_nothing(course, monkeypatch):
    start(course)
    before = course.tree()
    monkeypatch.setattr(os, "replace", pytest.fail)
    assert set(start(course).values()) == {"same"}
    assert course.tree() == before


def test_untouched_lesson_is_replaced(course):
    start(course)
    course.publish(BONE, lesson_bytes("new bone"))
    assert start(course)[BONE] == "replaced"
    assert b"new bone" in course.mine(BONE).read_bytes()


def test_changed_lesson_is_kept_and_the_new_version_stands_beside_it(course):
    start(course)
    mine = course.mine(BONE).read_bytes() + b"\n"
    course.mine(BONE).write_bytes(mine)
    course.publish(BONE, lesson_bytes("new bone"))
    assert start(course)[BONE] == "beside"
    assert course.mine(BONE).read_bytes() == mine
    assert b"new bone" in course.mine(BESIDE).read_bytes()
    before = course.tree()
    assert start(course)[BONE] == "kept"
    assert course.tree() == before


def test_a_lesson_that_was_only_run_counts_as_changed(course):
    start(course)
    run = json.loads(course.mine(BONE).read_bytes())
    run["cells"][1]["execution_count"] = 1
    course.mine(BONE).write_bytes(editions.write_notebook(run))
    course.publish(BONE, lesson_bytes("new bone"))
    assert start(course)[BONE] == "beside"


def test_changed_lesson_without_a_new_version_is_left_in_peace(course):
    start(course)
    course.mine(BONE).write_bytes(b"my own words")
    before = course.tree()
    assert start(course)[BONE] == "kept"
    assert course.tree() == before


def test_deleted_new_version_does_not_come_back(course):
    start(course)
    course.mine(BONE).write_bytes(b"mine")
    course.publish(BONE, lesson_bytes("new bone"))
    start(course)
    course.mine(BESIDE).unlink()
    assert start(course)[BONE] == "kept"
    assert not course.mine(BESIDE).exists()


def test_two_new_versions_on_one_day_get_a_number(course):
    start(course)
    course.mine(BONE).write_bytes(b"mine")
    for word in ("second", "third"):
        course.publish(BONE, lesson_bytes(word))
        start(course)
    assert b"second" in course.mine(BESIDE).read_bytes()
    assert b"third" in course.mine(BESIDE.replace("21)", "21, 2)")).read_bytes()


def test_students_own_file_with_the_name_of_a_new_version_is_never_covered(course):
    start(course)
    course.mine(BONE).write_bytes(b"mine")
    course.mine(BESIDE).write_bytes(b"also mine")
    course.publish(BONE, lesson_bytes("new bone"))
    start(course)
    assert course.mine(BESIDE).read_bytes() == b"also mine"
    assert b"new bone" in course.mine(BESIDE.replace("21)", "21, 2)")).read_bytes()


def test_files_that_were_there_before_start_stay(course):
    course.mine(BONE).parent.mkdir(parents=True)
    course.mine(BONE).write_bytes(b"mine since last year")
    course.mine("diary.txt").write_bytes(b"dear diary")
    assert start(course)[BONE] == "beside"
    assert course.mine(BONE).read_bytes() == b"mine since last year"
    assert course.mine("diary.txt").read_bytes() == b"dear diary"


def test_deleted_lesson_stays_deleted_even_when_a_new_version_comes(course):
    start(course)
    course.mine(BONE).unlink()
    assert start(course)[BONE] == "deleted"
    course.publish(BONE, lesson_bytes("new bone"))
    assert start(course)[BONE] == "deleted"
    assert not course.mine(BONE).exists()


@pytest.mark.parametrize(
    "wanted", ["01", "1", "L01", "l01", "01_living_bone", "01_living_bone.ipynb", BONE,
               "01_bone_remodeling", "01_bone_remodeling/"],
)  # fmt: skip
def test_restore_brings_back_lesson_and_pictures(course, wanted):
    start(course)
    course.mine(BONE).unlink()
    course.mine(PICTURE).unlink()
    before = course.tree()
    workspace.restore(course.workspace, course.root, wanted, TODAY)
    assert set(course.tree()) - set(before) == {BONE, PICTURE}
    assert start(course)[BONE] == "same"


def test_restore_puts_a_fresh_copy_beside_a_changed_lesson(course):
    start(course)
    course.mine(BONE).write_bytes(b"mine")
    for _ in range(2):
        steps = workspace.restore(course.workspace, course.root, "01", TODAY)
        assert steps[0].path.name == "01_living_bone (fresh copy 2026-11-21).ipynb"
    assert course.mine(BONE).read_bytes() == b"mine"
    assert len(list(course.mine(BONE).parent.glob("*.ipynb"))) == 2


def test_restore_of_an_unknown_lesson_names_the_nearest(course):
    start(course)
    with pytest.raises(CourseError, match="nearest names are 01_living_bone"):
        workspace.restore(course.workspace, course.root, "01_living_bones", TODAY)


def test_a_folder_in_a_lessons_place_is_left_alone(course):
    start(course)
    course.mine(BONE).unlink()
    course.mine(BONE).mkdir()
    course.publish(BONE, lesson_bytes("new bone"))
    assert start(course)[BONE] == "beside"
    assert course.mine(BONE).is_dir()


@pytest.mark.parametrize(
    "damage", [b"{", b"[]", b'{"format": 1}', b'{"format": 1, "files": {"a": {}}}', b"\xff\xfe"]
)
def test_damaged_manifest_stops_with_a_sentence_and_can_be_deleted(course, damage):
    start(course)
    course.mine(BONE).write_bytes(b"mine")
    course.mine(".course/manifest.json").write_bytes(damage)
    before = course.tree()
    with pytest.raises(CourseError, match="damaged and nothing was changed"):
        start(course)
    assert course.tree() == before
    course.mine(".course/manifest.json").unlink()
    assert start(course) == {START: "same", BONE: "beside", PICTURE: "same"}
    assert course.mine(BONE).read_bytes() == b"mine"


def test_manifest_of_a_later_course_is_refused(course):
    start(course)
    course.mine(".course/manifest.json").write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(CourseError, match="newer course"):
        start(course)


def test_unreadable_shipped_lesson_stops_with_its_name(course):
    course.publish(BONE, b"not json")
    with pytest.raises(CourseError, match=r"01_living_bone.ipynb is not a readable notebook"):
        start(course)


class Trouble:
    """Lets a named os function fail at its n-th call."""

    def __init__(self, monkeypatch, name, at, error):
        self.left, self.error, self.real = at, error, getattr(os, name)
        monkeypatch.setattr(os, name, self)

    def __call__(self, *args, **options):
        self.left -= 1
        if self.left == 0:
            raise self.error
        return self.real(*args, **options)


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
# A second start of the changed course below calls each of these at most so often.
FAULTS = [
    (name, at, error)
    for name, calls in (("fsync", 7), ("replace", 6), ("link", 2))
    for at in range(1, calls + 1)
    for error in (FULL, KeyboardInterrupt())
]


def needs_links(name):
    return name == "link" and os.name == "nt"


@pytest.mark.parametrize("name, at, error", [f for f in FAULTS if not needs_links(f[0])])
def test_interrupted_update_loses_nothing_and_the_next_one_heals(
    course, monkeypatch, name, at, error
):
    start(course)
    course.mine(BONE).write_bytes(b"mine")
    old_start = course.mine(START).read_bytes()
    course.publish(START, lesson_bytes("new start"))
    course.publish(BONE, lesson_bytes("new bone"))
    course.publish("02_b/02_two.ipynb", lesson_bytes("two"))
    with monkeypatch.context() as patch:
        Trouble(patch, name, at, error)
        with contextlib.suppress(OSError, KeyboardInterrupt):
            start(course)
    assert course.mine(BONE).read_bytes() == b"mine"
    assert course.mine(START).read_bytes() in (
        old_start,
        editions.student_edition(lesson_bytes("new start"), ""),
    )
    start(course)
    assert course.mine(BONE).read_bytes() == b"mine"
    assert set(course.tree()) == {
        START, BONE, BESIDE, PICTURE, "02_b/02_two.ipynb", ".course/manifest.json",
    }  # fmt: skip
    assert b"new start" in course.mine(START).read_bytes()
    assert set(start(course).values()) == {"same", "kept"}


def test_lessons_half_updated_by_crashes_are_still_known_as_untouched(course, monkeypatch):
    """Killed after a file took its place and before the manifest said so; then a newer one."""
    start(course)
    for word in ("second", "third"):
        course.publish(BONE, lesson_bytes(word))
        with monkeypatch.context() as patch:
            patch.setattr(manifest.Manifest, "remember", _killed)
            with pytest.raises(KeyboardInterrupt):
                start(course)
    course.publish(BONE, lesson_bytes("fourth"))
    assert start(course)[BONE] == "replaced"
    assert "planned" not in course.mine(".course/manifest.json").read_text(encoding="utf-8")


def _killed(record, name, entry):
    if name == BONE:
        raise KeyboardInterrupt


def test_faults_do_strike(course, monkeypatch):
    """The fault injection above would prove nothing if it never fired."""
    Trouble(monkeypatch, "replace", 1, FULL)
    with pytest.raises(OSError, match="space"):
        start(course)
    assert not list(course.workspace.rglob(files.TEMPORARY_PREFIX + "*"))


def test_a_torn_write_leaves_no_half_file(course, monkeypatch):
    start(course)
    before = course.tree()
    course.publish(START, lesson_bytes("new start"))
    Trouble(monkeypatch, "fsync", 1, FULL)
    with pytest.raises(OSError, match="space"):
        start(course)
    assert course.tree() == before


def test_litter_of_a_killed_run_is_swept(course):
    start(course)
    litter = course.mine(BONE).parent / f"{files.TEMPORARY_PREFIX}abc"
    litter.write_bytes(b"half")
    start(course)
    assert not litter.exists()


def test_save_at_the_last_moment_is_seen(course, monkeypatch):
    """JupyterLab saves after we looked and before we replace."""
    start(course)
    course.publish(BONE, lesson_bytes("new bone"))
    real = os.fsync

    def save_meanwhile(descriptor):
        course.mine(BONE).write_bytes(b"just saved")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    assert start(course)[BONE] == "beside"
    assert course.mine(BONE).read_bytes() == b"just saved"


def test_disk_without_links_still_never_covers(course, monkeypatch):
    def no_links(source, target):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    start(course)
    target = course.mine(BONE)
    shipped = target.read_bytes()
    assert not files.place(target, b"other")
    assert target.read_bytes() == shipped


def test_second_command_waits_and_then_says_so(course):
    start(course)
    with (
        manifest.locked(course.workspace),
        pytest.raises(CourseError, match="Another course command"),
        manifest.locked(course.workspace, wait_seconds=0.05),
    ):
        pytest.fail("two at once")


def test_a_crash_leaves_no_lock_behind(course):
    start(course)
    door = sqlite3.connect(course.mine(".course/lock.sqlite"), isolation_level=None)
    door.execute("BEGIN EXCLUSIVE")
    door.close()  # what the system does for a process that dies
    assert start(course)[BONE] == "same"


def _update_in_a_process(folder, root):
    workspace.start(Path(folder), Path(root), TODAY)


def test_two_updates_at_once_are_harmless(course):
    start(course)
    course.mine(BONE).write_bytes(b"mine")
    for name in (START, BONE):
        course.publish(name, lesson_bytes("new"))
    spawn = multiprocessing.get_context("spawn")
    arguments = (str(course.workspace), str(course.root))
    both = [spawn.Process(target=_update_in_a_process, args=arguments) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert set(course.tree()) == {START, BONE, BESIDE, PICTURE, ".course/manifest.json"}
    assert course.mine(BONE).read_bytes() == b"mine"


class StudentLife(RuleBasedStateMachine):
    """Random edits, deletions, updates, crashes: no byte a student wrote may be lost."""

    names = st.sampled_from([START, BONE, PICTURE, BESIDE, "01_bone_remodeling/notes.ipynb"])

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.course = make_course(Path(self.folder.name))
        self.mine = {}
        self.serial = 0

    def teardown(self):
        self.folder.cleanup()

    def fresh(self):
        self.serial += 1
        return f"student's words {self.serial}".encode()

    @rule(name=names)
    def writes(self, name):
        path = self.course.mine(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.mine[name] = self.fresh()
        path.write_bytes(self.mine[name])

    @rule(name=names)
    def deletes(self, name):
        self.course.mine(name).unlink(missing_ok=True)
        self.mine.pop(name, None)

    @rule(source=names, goal=names)
    def renames(self, source, goal):
        if source in self.mine:
            self.course.mine(goal).parent.mkdir(parents=True, exist_ok=True)
            os.replace(self.course.mine(source), self.course.mine(goal))
            self.mine[goal] = self.mine.pop(source)

    @rule(name=st.sampled_from([START, BONE]), version=st.integers(0, 3))
    def course_publishes(self, name, version):
        self.course.publish(name, lesson_bytes(f"version {version}"))

    @rule()
    def student_gets_the_manifest_deleted(self):
        self.course.mine(".course/manifest.json").unlink(missing_ok=True)

    @rule()
    def updates(self):
        start(self.course)

    @rule(wanted=st.sampled_from(["00", "01"]))
    def restores(self, wanted):
        workspace.restore(self.course.workspace, self.course.root, wanted, TODAY)
        name = {"00": START, "01": BONE}[wanted]
        assert self.course.mine(name).exists()

    @rule(name=st.sampled_from(["fsync", "replace"]), at=st.integers(1, 6))
    def update_crashes(self, name, at):
        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(OSError):
            Trouble(patch, name, at, FULL)
            start(self.course)

    @invariant()
    def nothing_of_mine_is_lost(self):
        for name, data in self.mine.items():
            assert self.course.mine(name).read_bytes() == data

    @invariant()
    def no_half_file_stands_anywhere(self):
        for path in self.course.workspace.rglob("0*.ipynb"):
            data = path.read_bytes()
            assert data.startswith(b"student's words") or json.loads(data)["cells"]


StudentLife.TestCase.settings = settings(max_examples=120, stateful_step_count=20, deadline=None)
TestStudentLife = StudentLife.TestCase


def test_empty_course_is_named(course):
    for path in (course.root / "lessons").rglob("*.ipynb"):
        path.unlink()
    with pytest.raises(CourseError, match="no lessons"):
        start(course)


def test_notebook_with_byte_order_mark_is_read(course):
    raw = b"\xef\xbb\xbf" + notebook_bytes()
    assert editions.read_notebook(raw, "x")["cells"] == []
