"""The simulated class stays within its bounds and reports what it measured."""

from types import SimpleNamespace

import pytest

from benchmarks.classroom import load


@pytest.mark.parametrize("wrong", [["--students", "0"], ["--students", "201"], ["--minutes", "11"]])
def test_a_class_without_bounds_is_refused(wrong, capsys):
    with pytest.raises(SystemExit):
        load.read_options(wrong)
    assert "at most" in capsys.readouterr().err


def test_a_class_that_does_not_fit_is_refused(monkeypatch):
    little = SimpleNamespace(available=1e9)
    monkeypatch.setattr(load.psutil, "virtual_memory", lambda: little)
    with pytest.raises(SystemExit, match=r"need about 7\.8 GB of memory and 1\.0 GB are free"):
        load.main(["--students", "30"])


def test_the_table_has_the_median_and_the_slow_end():
    options = load.read_options(["--students", "2", "--minutes", "0.5"])
    waited = [[0.1] * 19, [0.1] * 18 + [0.9]]
    lines = "\n".join(load.table(options, 5.0, waited, used=3.8, memory=[200, 220]))
    assert "2 students" in lines and "in 30 s" in lines
    for words, value in {"median ": "100 ms", "step ": "100 ms", "kernel ": "210 MB"}.items():
        assert any(words in line and line.endswith(value) for line in lines.splitlines()), words
