"""The gallery is served by Voilà alone, from a notebook made for the moment."""

import json
import re
import subprocess
from types import SimpleNamespace

import nbformat
import pytest
from typer.testing import CliRunner

from course_utils.classroom import CourseError, apps, cli


def test_the_notebook_is_valid_and_holds_one_cell(tmp_path):
    path = apps.write_notebook(tmp_path)
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert [cell.source for cell in book.cells] == [apps.CELL]
    compile(apps.CELL, "cell", "exec")


def test_voila_gets_the_notebook_our_page_and_the_extensions_it_needs(tmp_path):
    command = apps.voila_command(tmp_path)
    assert command[1:4] == ["-m", "voila", str(tmp_path / apps.NOTEBOOK)]
    assert "--VoilaConfiguration.template=course" in command
    allowed = [word.rpartition("=")[2] for word in command if "extension_allowlist" in word]
    assert allowed == list(apps.WIDGETS)


def test_our_page_takes_nothing_from_other_machines(monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", "/elsewhere")
    folders = apps.environment()["JUPYTER_PATH"]
    assert folders.startswith(str(apps.TEMPLATES))
    assert folders.endswith("/elsewhere")
    page = apps.TEMPLATES / "voila" / "templates" / "course"
    text = (page / "index.html.j2").read_text(encoding="utf-8")
    assert not re.search(r'(src|href)="http', text)
    assert json.loads((page / "conf.json").read_text(encoding="utf-8")) == {"base_template": "lab"}


def test_the_command_passes_its_options_and_its_exit_code_on(monkeypatch):
    seen = []

    def run(command, **_options):
        seen.extend(command)
        return SimpleNamespace(returncode=3)

    monkeypatch.setattr(subprocess, "run", run)
    done = CliRunner().invoke(cli.app, ["apps", "--port", "8901", "--no-browser"])
    assert done.exit_code == 3
    assert {"--port=8901", "--no-browser"} <= set(seen)


def test_without_voila_one_sentence_says_what_to_type(monkeypatch):
    monkeypatch.setattr(apps, "find_spec", lambda _name: None)
    with pytest.raises(CourseError, match="pip install"):
        apps.serve()
    done = CliRunner().invoke(cli.app, ["apps"])
    assert done.exit_code == 1
    assert "needs Voilà" in done.output
