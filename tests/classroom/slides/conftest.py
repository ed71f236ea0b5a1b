"""The tiny lesson of this folder is found by its name."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent)]


@pytest.fixture
def deck(tmp_path):
    """The deck of the tiny lesson."""
    import tiny_lesson

    from course_utils.classroom.slides.decks import read_deck

    return read_deck(tiny_lesson.write(tmp_path / "lesson"))
