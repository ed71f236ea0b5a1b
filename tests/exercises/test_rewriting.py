"""Rewriting texts and code for a class set."""

import pytest

from course_utils.exercises.drawing import Follows, Vary, draw, shuffled
from course_utils.exercises.rewriting import count, exchanged, filled, in_letters, with_defaults

SOURCE = 'def rise(table, α=1, before=8,\n         after=16):\n    """é"""\n    return after\n'


def test_numbers_are_exchanged_all_at_once():
    assert exchanged("from 18 % to 25 %", {"18": "25", "25": "30"}) == "from 25 % to 30 %"


@pytest.mark.parametrize("text", ["180", "1.8", "L18", "18.5", "0.18", "18,000", "x18"])
def test_a_number_inside_another_stays(text):
    assert exchanged(text, {"18": "25", "8": "9"}) == text


@pytest.mark.parametrize("text", ["18 %", "at 18.", "(18)", "$d = 18$", "18, 19", "−18"])
def test_a_number_on_its_own_is_found(text):
    assert count(text, "18") == 1


def test_placeholders_of_other_names_stay():
    shown = {"dose": "20", "dose.1": "Twenty"}
    assert filled("{dose.1}: {dose} of {other} {}", shown) == "Twenty: 20 of {other} {}"


def test_defaults_are_exchanged_and_the_rest_stays():
    new = with_defaults(SOURCE, {"before": 9, "after": 0.5, "absent": 1})
    assert new == SOURCE.replace("before=8", "before=9").replace("after=16", "after=0.5")


def test_a_named_letter_is_renamed_and_a_computed_one_looked_up():
    letters = {"A": "B", "B": "A"}
    named = 'def key():\n    """Why é."""\n    return "A"'
    assert in_letters(named, "key()", letters) == (named.replace('"A"', '"B"'), "key()")
    for body in ("return min('AB')", "x = 1\n    return 'A'"):
        source, call = in_letters(f"def key():\n    {body}", "key()", letters)
        names = {}
        exec(f"{source}\nfound = {call}", names)
        assert names["found"] == "B"


def test_a_draw_depends_on_seed_exercise_and_attempt_alone():
    numbers = {"a": Vary(1, (2, 3, 4, 5, 6)), "b": Follows(2, lambda a: 2 * a)}
    assert draw(numbers, 0, "L01.E1") == {"a": 1, "b": 2}
    assert draw(numbers, 7, "L01.E1") == draw(numbers, 7, "L01.E1")
    drawn = [draw(numbers, seed, "L01.E1", n) for seed in range(1, 9) for n in range(3)]
    assert {d["a"] for d in drawn} == {2, 3, 4, 5, 6}
    assert all(d["b"] == 2 * d["a"] for d in drawn)


def test_an_order_is_the_same_on_every_computer():
    assert shuffled("ABCD", 7, "L05.E5") == ["C", "A", "D", "B"]
