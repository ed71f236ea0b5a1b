"""The commands speak plainly, exit 0 or 1, and never show a traceback."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from course_utils.classroom import cli, doctor, paths, workspace
from course_utils.classroom import verify as verifying
from course_utils.classroom.doctor import Finding
from course_utils.exercises import registry
from tests.classroom.tiny_course import BONE, START, lesson_bytes


@pytest.fixture
def course(course, monkeypatch):
    monkeypatch.setattr(paths, "course_root", lambda: course.root)
    monkeypatch.chdir(course.root.parent)
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    return course


def run(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def refused(*words):
    """The one sentence of a command that must fail."""
    result = run(*words)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.stderr.startswith("course: ") and result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    return result.stderr


def test_start_says_where_to_go_next(course):
    result = run("start", course.workspace)
    assert result.exit_code == 0
    assert "Your workspace is my work (new)." in result.stdout
    assert START.replace("/", os.sep) in result.stdout
    again = run("start", course.workspace)
    assert "Nothing to do: 2 lessons checked" in again.stdout


def test_start_without_a_folder_goes_beside_the_lessons_or_here(course, monkeypatch):
    run("start")
    assert (course.root.parent / "my_course" / START).exists()
    monkeypatch.chdir(course.root / "lessons")
    run("start")
    assert (course.root / "my_course" / START).exists()


def test_update_finds_the_workspace_around_us(course, monkeypatch):
    run("start", course.workspace)
    course.mine(BONE).write_bytes(b"mine")
    course.publish(BONE, lesson_bytes("new bone"))
    course.publish(START, lesson_bytes("new start"))
    monkeypatch.chdir(course.mine(BONE).parent)
    said = run("update").stdout
    assert f"updated    {START}" in said
    assert f"kept       {BONE}: you changed or ran it" in said
    assert "01_living_bone (new version " in said


def test_restore_speaks(course):
    run("start", course.workspace)
    course.mine(BONE).unlink()
    assert f"left out   {BONE}" in run("update", course.workspace).stdout
    assert f"restored   {BONE}" in run("restore", "L01", course.workspace).stdout
    assert "in place" in run("restore", "L01", course.workspace).stdout
    assert "nearest names" in refused("restore", "banana", course.workspace)


@pytest.mark.parametrize("command", ["start", "update"])
def test_course_folders_are_no_workspace(course, command):
    for folder in (course.root, course.root / "lessons", course.root / "lessons" / "x"):
        assert "belongs to the course" in refused(command, folder)


def test_update_without_a_workspace_says_how_to_make_one(course):
    assert "course start" in refused("update")
    assert "course start" in refused("progress")


def test_a_file_in_the_way_is_one_sentence(course):
    course.workspace.write_text("not a folder", encoding="utf-8")
    assert "folder is needed" in refused("start", course.workspace)
    assert course.workspace.read_text(encoding="utf-8") == "not a folder"


def test_damaged_manifest_is_one_sentence(course):
    run("start", course.workspace)
    course.mine(".course/manifest.json").write_text("{", encoding="utf-8")
    assert "damaged" in refused("update", course.workspace)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write anywhere")
def test_read_only_folder_is_one_sentence(course):
    course.workspace.mkdir()
    course.workspace.chmod(0o500)
    assert "No permission" in refused("start", course.workspace)


@pytest.mark.parametrize("error, said", [(OSError(28, "No space left"), "disk is full"),
                                         (PermissionError(13, "denied"), "No permission"),
                                         (OSError(30, "Read-only"), "No permission"),
                                         (OSError(5, "I/O error"), "I/O error")])  # fmt: skip
def test_system_errors_are_one_sentence(course, monkeypatch, error, said):
    def fail(*_):
        raise error

    monkeypatch.setattr(workspace, "start", fail)
    assert said in refused("start", course.workspace)


def test_interruption_is_one_sentence(course, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(workspace, "start", stop)
    result = run("start", course.workspace)
    assert result.exit_code == 130 and "Nothing of yours was changed" in result.stderr


@pytest.mark.parametrize("ok, code", [(True, 0), (False, 1)])
def test_doctor_exit_code_and_cure(course, monkeypatch, ok, code):
    finding = Finding(ok, "The pit is deep.", "" if ok else "fill it")
    monkeypatch.setattr(doctor, "examine", lambda *_: [finding])
    result = run("doctor")
    assert result.exit_code == code
    assert ("Type: fill it" in result.stdout) is not ok


def test_verify_prints_the_table(course, monkeypatch, tmp_path):
    rows = [verifying.Row("L01.E1", "Pits", "correct", 2.0, 2.0)]
    from datetime import datetime

    report = verifying.Report(rows, datetime(2026, 11, 21, 9, 5), "Code cell [3] stopped")
    monkeypatch.setattr(verifying, "verify", lambda *_: report)
    result = run("verify", tmp_path / "x.ipynb")
    assert result.exit_code == 0
    assert "L01.E1    Pits   correct  2 of 2" in result.stdout
    assert "2 of 2 points." in result.stdout and "Code cell [3] stopped" in result.stdout


def test_verify_of_nothing_is_one_sentence(course):
    assert "no notebook" in refused("verify", "nowhere.ipynb")


def test_progress_before_and_after(course, monkeypatch):
    from course_utils.exercises import progress as kept

    exercise = SimpleNamespace(id="L01.E1", title="Pits", points=2.0)
    monkeypatch.setattr(registry, "all_exercises", lambda: [exercise])
    run("start", course.workspace)
    assert "No exercise tried yet" in run("progress", course.workspace).stdout
    monkeypatch.chdir(course.mine(BONE).parent)
    kept.record("L01.E1", "correct", points=2.0)
    said = run("progress", "--export", "p.json").stdout
    assert "1 of 1 exercises correct, 2 of 2 points." in said
    assert "0 new entries" in run("progress", "--import", "p.json").stdout


def test_lessons_refreshes_or_only_checks(course, monkeypatch):
    from course_utils.classroom import lint, notebooks

    called = []
    monkeypatch.setattr(notebooks, "refresh_lessons", lambda paths: called.append(paths))
    monkeypatch.setattr(lint, "main", lambda paths: called.append(paths) or 1)
    one = course.root / "lessons" / BONE
    assert run("lessons").exit_code == 0
    assert run("lessons", one).exit_code == 0
    assert run("lessons", "--check", one).exit_code == 1
    assert called == [None, [one], [str(one)]]


def test_solved_lists_what_it_wrote_and_refuses_a_workspace(course, monkeypatch):
    exercise = SimpleNamespace(solved_source=lambda: "pits = 42")
    monkeypatch.setattr(registry, "get", lambda _: exercise)
    said = run("solved", "--output", "out").stdout
    assert said.splitlines()[1] == f"written  {os.path.join('out', *BONE.split('/'))}"
    run("start", course.workspace)
    assert "workspace" in refused("solved", "--output", course.workspace)


def test_module_and_help_work_without_loading_the_science():
    probe = (
        "import sys; sys.argv = ['course', '--help']\n"
        "try: import runpy; runpy.run_module('course_utils', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'numpy', 'scipy', 'pandas', 'matplotlib', 'IPython', 'nbformat', 'nbclient'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    for command in ("start", "update", "restore", "doctor", "verify", "solved", "progress", "apps"):
        assert f"  {command} " in done.stdout
