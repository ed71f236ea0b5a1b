"""Numbers, pairs and letters as people really type them."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from course_utils.exercises.reading import (
    Blank,
    CannotRead,
    read_items,
    read_letter,
    read_number,
)

FORMS = [
    17.3,
    "17.3",
    "17,3",
    " 17.3 ",
    "17.3 nmol/L",
    "17,3nmol/l",
    "17.3 nM",
    "+17.3",
    "1.73e1",
    np.float64(17.3),
    np.array(17.3),
    np.array([17.3]),
    np.array([[17.3]]),
    pd.Series([17.3]),
    pd.Series([17.3], index=["x"]),
    Decimal("17.3"),
    Fraction(173, 10),
]


@pytest.mark.parametrize("raw", FORMS)
def test_one_number_in_many_forms(raw):
    assert read_number(raw, "nmol/L") == pytest.approx(17.3)


@pytest.mark.parametrize("raw", [17, np.int64(17), np.int8(17), "17", "17."])
def test_whole_numbers(raw):
    assert read_number(raw, "") == 17.0


def test_a_minus_sign_from_a_text_program():
    assert read_number("−1,32 %", "%") == -1.32


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (float("nan"), "NaN"),
        (np.float32("nan"), "NaN"),
        (float("-inf"), "infinity"),
        ("1e999", "infinity"),
        (10**400, "too large"),
        (True, "bool"),
        (np.bool_(True), "bool"),
        (1j, "complex"),
        ((17.3,), "comma"),
        ([17.3], "list of 1"),
        ([], "list of 0"),
        (b"17.3", "bytes"),
        ("seventeen", "does not start as a number"),
        ("17.3 ng/dL", "another unit"),
        ("1 442", "more than one number"),
        ("1.442,5", "more than one number"),
        ("9" * 1000, "1,000 characters"),
        (np.arange(3), "array of 3"),
        (pd.Series([1.0, 2.0]), "2 values"),
        (pd.DataFrame({"a": [1]}), "table of 1 rows"),
        (pd.NaT, "NaTType"),
        (len, "function"),
    ],
)
def test_what_cannot_be_read_is_said(raw, word):
    with pytest.raises(CannotRead, match=word):
        read_number(raw, "nmol/L")


@pytest.mark.parametrize("raw", [None, ..., "", "...", "…", "   "])
def test_blanks(raw):
    with pytest.raises(Blank):
        read_number(raw, "%")


NAMES = ["change", "relative change"]


@pytest.mark.parametrize(
    "raw",
    [
        (7, 39),
        [7, 39],
        np.array([7, 39]),
        pd.Series([7, 39]),
        {"relative change": 39, "change": 7},
        {"a": 7, "b": 39},
    ],
)
def test_pairs_in_many_forms(raw):
    assert list(read_items(raw, NAMES)) == [7, 39]


@pytest.mark.parametrize("raw", [(7,), (7, 39, 1), 7, "7, 39", {7, 39}, np.eye(2)])
def test_pairs_of_another_shape(raw):
    with pytest.raises(CannotRead, match="2 numbers"):
        read_items(raw, NAMES)


def test_a_pair_of_blanks_is_blank():
    with pytest.raises(Blank):
        read_items((..., None), NAMES)


OPTIONS = {"A": "Up.", "B": "Down."}


@pytest.mark.parametrize("raw", ["B", "b", " b ", "B)", "(b)", "B.", "down."])
def test_letters(raw):
    assert read_letter(raw, OPTIONS) == "B"


@pytest.mark.parametrize("raw", ["C", "AB", 2, ["B"], "x" * 500])
def test_other_letters(raw):
    with pytest.raises(CannotRead, match="A, B"):
        read_letter(raw, OPTIONS)
