"""Each finding notices its fault and says what to type."""

import json
import sys
from pathlib import Path

import pytest

from course_utils.classroom import doctor
from course_utils.classroom.findings import installed_version, quoted, read_lock

LOCK = """\
--hash-checking
numpy==2.4.6 ; python_full_version < '3.0' \\
    --hash=sha256:00
numpy==2.5.5 ; python_full_version >= '3.0' \\
    --hash=sha256:00
typer==0.29.2 \\
    --hash=sha256:00
# a comment
pytz==2026.1  # via pandas
"""


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "lab.txt"
    path.write_text(LOCK, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "version, ok", [((3, 10, 9), False), ((3, 11, 0), True), ((3, 14, 1), True)]
)
def test_python_version(version, ok):
    finding = doctor.python_version(version)
    assert finding.ok is ok
    assert bool(finding.mend) is not ok


def test_lock_keeps_only_what_this_system_needs():
    assert read_lock(LOCK) == {"numpy": "2.5.5", "typer": "0.29.2", "pytz": "2026.1"}


def test_tested_versions_are_fine(lock):
    assert doctor.locked_versions(lock, read_lock(LOCK).get).ok


def test_other_and_missing_versions_are_named_with_their_cure(lock):
    installed = {"numpy": "1.26.0", "typer": "0.29.2"}
    finding = doctor.locked_versions(lock, lambda name: installed.get(name, ""))
    assert not finding.ok
    assert "numpy is 1.26.0 (tested with 2.5.5)" in finding.what
    assert "pytz is missing" in finding.what and "typer" not in finding.what
    assert "pip install --require-hashes -r" in finding.mend and str(lock) in finding.mend


def test_many_differences_are_counted(lock):
    lock.write_text("\n".join(f"p{i}==1" for i in range(20)), encoding="utf-8")
    assert "and 14 more" in doctor.locked_versions(lock, lambda name: "2").what


@pytest.mark.parametrize("content", [None, ""])
def test_missing_or_empty_lock_is_said(tmp_path, content):
    path = tmp_path / "lab.txt"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    for where in (path, None):
        assert "lab.txt, is missing or empty" in doctor.locked_versions(where).what


def test_package_that_is_not_there():
    assert installed_version("no-such-package-at-all") == ""
    assert not doctor.package("no-such-package-at-all", "X", None).ok
    assert doctor.package("pytest", "pytest", None).ok


def write_kernel(folder, program):
    place = folder / "kernels" / "python3"
    place.mkdir(parents=True)
    spec = {
        "argv": [program, "-m", "ipykernel_launcher"],
        "display_name": "x",
        "language": "python",
    }
    (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


@pytest.mark.parametrize(
    "program, ok", [(sys.executable, True), ("python", True), ("/other/bin/python3", False)]
)
def test_kernel_must_run_this_python(tmp_path, monkeypatch, program, ok):
    write_kernel(tmp_path, program)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    finding = doctor.kernel()
    assert finding.ok is ok
    assert ok or "kernelspec remove python3" in finding.mend


def test_unknown_kernel_gets_the_command_that_makes_it():
    finding = doctor.kernel("no-such-kernel")
    assert not finding.ok
    assert "ipykernel install --sys-prefix --name no-such-kernel" in finding.mend


def test_two_environments_are_told_apart_although_both_link_to_one_python(tmp_path):
    other = tmp_path / "other" / "bin" / "python"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"")
    assert not doctor.runs_this_python(str(other))
    assert doctor.runs_this_python(str(Path(sys.executable).parent / "python3"))


@pytest.mark.parametrize("listed", [[doctor.WIDGETS], {doctor.WIDGETS: True}])
def test_widgets_switched_off_are_noticed(tmp_path, monkeypatch, listed):
    assert doctor.widgets(None).ok
    config = tmp_path / "labconfig" / "page_config.json"
    config.parent.mkdir()
    config.write_text(json.dumps({"disabledExtensions": listed}), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    finding = doctor.widgets(None)
    assert not finding.ok
    assert f"labextension enable {doctor.WIDGETS}" in finding.mend


def test_settings_missing_outdated_and_right(tmp_path):
    assert "missing" in doctor.overrides(tmp_path, tmp_path).what
    place = tmp_path / doctor.OVERRIDES
    place.parent.mkdir(parents=True)
    place.write_text("{}", encoding="utf-8")
    assert "outdated" in doctor.overrides(tmp_path, tmp_path).what
    place.write_bytes(doctor.SHIPPED_OVERRIDES.read_bytes())
    assert doctor.overrides(tmp_path, tmp_path).ok


def test_font_of_the_figures_is_found():
    assert doctor.font().ok


def test_write_access_to_a_workspace_made_or_not(tmp_path):
    assert doctor.write_access(tmp_path / "a" / "b").ok
    assert doctor.write_access(tmp_path).ok
    assert list(tmp_path.iterdir()) == []


def test_no_write_access_is_noticed(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    finding = doctor.write_access(tmp_path / "my_course")
    assert not finding.ok
    assert finding.mend.startswith("course start ")


def test_little_disk_space_is_noticed(tmp_path):
    assert not doctor.disk_space(tmp_path, lambda _: 120.0).ok
    assert doctor.disk_space(tmp_path, lambda _: 5000.0).what == "5.0 GB of disk space are free."


def test_every_finding_is_a_sentence_and_every_fault_has_a_cure(tmp_path):
    findings = doctor.examine(tmp_path / "my_course", None)
    assert len(findings) == 10
    assert all(finding.what.endswith(".") for finding in findings)
    assert all(finding.ok or finding.mend for finding in findings)
    assert not findings[1].ok, "no course folder was given"


def test_paths_with_spaces_are_quoted():
    assert quoted("/a b/c") == '"/a b/c"'
    assert quoted("/ab") == "/ab"
