"""Fixtures of the tests about lessons."""

import pytest

from course_utils.classroom.lint import lint
from tests.lessons import planted


@pytest.fixture
def rules_broken(tmp_path):
    """Save a notebook and return the set of rules it breaks."""

    def look(cells_or_book, registry=None, allowed=None):
        book = cells_or_book
        if isinstance(book, list):
            book = planted.notebook(book)
        path = planted.save(book, tmp_path)
        problems = lint(path, registry or planted.FakeRegistry(), allowed or {})
        return {problem.rule for problem in problems}

    return look
