"""The rooms import each other only in the direction the contracts of pyproject.toml allow."""

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]


def test_import_contracts_hold(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("room", ["physiology", "evidence"])
def test_the_science_starts_without_the_notebook(room):
    code = (
        f"import course_utils.{room}, sys; "
        "found = {'matplotlib', 'IPython', 'ipywidgets'} & set(sys.modules); "
        "sys.exit(' '.join(sorted(found)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, f"course_utils.{room} brings in {done.stderr}"


def test_physiology_starts_without_pandas():
    code = "import course_utils.physiology, sys; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
