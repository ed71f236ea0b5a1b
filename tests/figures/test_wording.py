"""Numbers as people read them."""

import pytest

from course_utils.figures.wording import listed, plain, signed


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(-1.32, 1, "−1.3"), (-0.04, 1, "0.0"), (12.0, 0, "12"), (0.05, 2, "0.05")],
)
def test_plain(value, digits, text):
    assert plain(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"), [(7, "+7"), (-7, "−7"), (0, "0"), (-0.2, "0"), (0.4, "0")]
)
def test_signed(value, text):
    assert signed(value) == text


def test_listed():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", 3]) == "a, b and 3"
