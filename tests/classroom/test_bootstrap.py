"""The environment is built once, and built anew when the lock or its place changes."""

import pytest

from course_utils.classroom import bootstrap


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder with locks and an environment that was completed there."""
    locks = {name: tmp_path / f"{name}.txt" for name in ("installer", "lab", "hub", "test")}
    for name, path in locks.items():
        path.write_text(f"{name}==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "LOCKS", locks)
    monkeypatch.setattr(bootstrap, "venv_runs", lambda: True)
    return tmp_path


def complete(profile):
    text = bootstrap.expected_stamp(profile)
    bootstrap.stamp_path(profile).write_text(text, encoding="utf-8")


def test_an_unfinished_environment_is_not_ready(course):
    assert not bootstrap.is_ready("lab")


def test_a_complete_environment_is_ready(course):
    complete("lab")
    assert bootstrap.is_ready("lab")
    assert not bootstrap.is_ready("test")


def test_the_environment_of_a_class_server_serves_students_too(course):
    complete("hub")
    assert bootstrap.is_ready("lab") and bootstrap.is_ready("hub")
    assert not bootstrap.is_ready("test")


def test_the_test_environment_serves_students_too(course):
    complete("test")
    assert bootstrap.is_ready("lab")


@pytest.mark.parametrize("name", ["lab.txt", "pyproject.toml"])
def test_a_changed_lock_asks_for_a_new_environment(course, name):
    complete("lab")
    complete("test")
    (course / name).write_text("numpy==2\n", encoding="utf-8")
    assert not bootstrap.is_ready("lab")
    assert not bootstrap.is_ready("test")


def test_a_moved_folder_is_noticed(course, monkeypatch):
    complete("lab")
    assert not bootstrap.was_moved()
    moved = course / "elsewhere" / ".venv"
    moved.parent.mkdir()
    (course / ".venv").rename(moved)
    monkeypatch.setattr(bootstrap, "VENV", moved)
    assert bootstrap.was_moved()
    assert not bootstrap.is_ready("lab")


def test_pip_takes_over_when_uv_fails(course, monkeypatch):
    tried = []
    monkeypatch.setattr(bootstrap, "make_venv", lambda: None)
    monkeypatch.setattr(bootstrap, "have_uv", lambda: True)
    monkeypatch.setattr(bootstrap, "run_python", lambda *args, **options: 0)

    def install(tool, profile):
        tried.append(tool)
        return tool == "pip"

    monkeypatch.setattr(bootstrap, "install_with", install)
    bootstrap.prepare("lab")
    assert tried == ["uv", "pip"]
    assert bootstrap.is_ready("lab")


def test_a_failed_installation_leaves_no_stamp(course, monkeypatch):
    monkeypatch.setattr(bootstrap, "make_venv", lambda: None)
    monkeypatch.setattr(bootstrap, "have_uv", lambda: False)
    monkeypatch.setattr(bootstrap, "install_with", lambda tool, profile: False)
    with pytest.raises(SystemExit, match="could not be installed"):
        bootstrap.prepare("lab")
    assert not bootstrap.stamp_path("lab").exists()


def test_jupyterlab_opens_the_workspace_on_the_first_page(course):
    options = bootstrap.lab_options()
    assert f"--ServerApp.root_dir={course / 'my_course'}" in options
    assert "--LabApp.default_url=/lab/tree/00_start_here/00_start_here.ipynb" in options


def test_an_old_python_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 0))
    with pytest.raises(SystemExit, match="or newer is needed"):
        bootstrap.main(["lab"])


def test_an_unknown_command_shows_what_can_be_typed(capsys):
    assert bootstrap.main(["lap"]) == 2
    assert "lab [ARGS]" in capsys.readouterr().out
