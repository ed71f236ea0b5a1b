"""Fixtures of the classroom tests."""

import pytest

from tests.classroom.tiny_course import make_course


@pytest.fixture
def course(tmp_path):
    """A tiny course and the place of a workspace, made afresh for each test."""
    return make_course(tmp_path)
