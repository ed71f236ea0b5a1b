"""What the tests of explorers share."""

import sys
from pathlib import Path

import pytest

# pytest runs in importlib mode, which does not put a test's own folder on the path.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def tiny():
    """Make a small explorer."""
    from tiny import tiny

    return tiny
