"""Answers that are an order of steps: reading, judging, what is said about a wrong order."""

import pytest

from course_utils.exercises.ordering import Order, leading_run, neighbors_swapped
from course_utils.exercises.reading import Blank, CannotRead

CARDS = {"A": "It rains.", "B": "The river rises.", "C": "The cellar floods.", "D": "Snow falls."}
ANSWER = Order(CARDS, steps=3)
KEY = ("A", "B", "C")


@pytest.mark.parametrize(
    "raw",
    ["ABC", "abc", "A B C", "A, B, C", "a-b-c", "A → B → C", ["A", "B", "C"], ("a", "b", "c")],
)
def test_one_order_in_many_spellings(raw):
    assert ANSWER.read(raw) == KEY
    assert ANSWER.accepts(ANSWER.read(raw), KEY)


@pytest.mark.parametrize("raw", [None, ..., "", "  "])
def test_no_answer_is_blank(raw):
    with pytest.raises(Blank):
        ANSWER.read(raw)


@pytest.mark.parametrize("raw", ["ABX", "it rains", 3, {"A": 1}, {"A", "B"}, [1, 2], [], b"ABC"])
def test_what_is_no_order_is_said_in_words(raw):
    with pytest.raises(CannotRead, match="this exercise takes 3 letters from A to D"):
        ANSWER.read(raw)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("ABB", "repeated"),
        ("ABD", "stranger"),
        ("AB", "missing"),
        ("BAC", "neighbors"),
        ("CBA", "start"),
    ],
)
def test_a_wrong_order_gets_a_question_of_its_own(value, code):
    slip = ANSWER.slip(tuple(value), KEY)
    assert slip.code == code
    assert slip.message.endswith("?")


def test_a_right_beginning_is_said():
    long = Order({letter: letter for letter in "ABCDE"}, steps=5)
    slip = long.slip(tuple("ABEDC"), tuple("ABCDE"))
    assert slip.code == "order"
    assert slip.message.startswith("The first 2 steps stand in order")


def test_only_one_swap_of_neighbors_earns_half():
    assert ANSWER.right_parts(("B", "A", "C"), KEY)
    assert not ANSWER.right_parts(("C", "B", "A"), KEY)
    assert not ANSWER.right_parts(("A", "B", "D"), KEY)
    assert neighbors_swapped("ABDC", "ABCD")
    assert not neighbors_swapped("BADC", "ABCD")
    assert not neighbors_swapped("ABC", "ABCD")


def test_the_leading_run_counts_from_the_start():
    assert leading_run("ABX", "ABC") == 2
    assert leading_run("XBC", "ABC") == 0
    assert leading_run("AB", "ABC") == 2


def test_the_line_before_the_stub_names_letters_and_number():
    assert ANSWER.describe().startswith("3 letters from `'A'` to `'D'`")
    assert ANSWER.options == CARDS
