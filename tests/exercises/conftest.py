"""Each test starts with an empty memory and keeps no progress unless it asks for a file."""

import pytest

from course_utils.exercises import session


@pytest.fixture(autouse=True)
def fresh_kernel(monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    session.forget()
    yield
    session.forget()


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    path = tmp_path / "progress.sqlite"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    return path
