"""The registry of misconceptions: codes in unbroken rows, both halves filled."""

import re

from course_utils.exercises.misconceptions import MISCONCEPTIONS, lookup

ROWS = {
    "BONE": 9,
    "SIG": 3,
    "PK": 4,
    "PD": 8,
    "FB": 8,
    "LAB": 4,
    "EPI": 13,
    "ODE": 4,
    "NUM": 2,
}


def test_every_code_of_the_curriculum_is_there():
    wanted = {f"M-{family}-{n}" for family, count in ROWS.items() for n in range(1, count + 1)}
    assert set(MISCONCEPTIONS) == wanted


def test_belief_and_counter_are_sentences():
    for row in MISCONCEPTIONS.values():
        for words in row:
            assert re.fullmatch(r"[A-Z“0-9].*[.?]”?", words)
            assert len(words.split()) <= 20


def test_a_slip_has_no_entry():
    assert lookup("near") is None
    assert lookup("M-BONE-3").belief.startswith("A stock")
