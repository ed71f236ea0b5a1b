"""Plans: locked once, told apart by a fingerprint, and no result before the lock."""

import pytest

from course_utils.exercises import progress, session
from course_utils.exercises.trial_plan import (
    FIELDS,
    fingerprint,
    lock_plan,
    locked_plan,
    published,
)

GOOD = dict.fromkeys(FIELDS, "words") | {"per_arm": 40, "years": 2, "expected": 1.5, "seed": 1}


def result():
    return "Placebo: 0.6 %."


def test_a_fingerprint_changes_with_every_sign_and_not_with_the_order():
    assert fingerprint(GOOD) != fingerprint(GOOD | {"per_arm": 41})
    assert fingerprint(GOOD) == fingerprint(dict(reversed(GOOD.items())))
    assert len(fingerprint({})) == 12


def test_the_result_stays_shut_until_a_plan_is_locked():
    def must_not_run():
        raise AssertionError

    assert "closed" in repr(published("X", must_not_run, str))
    lock_plan("X", GOOD)
    shown = repr(published("X", result, lambda plan: f"You expected {plan['expected']}."))
    assert "You expected 1.5." in shown and "0.6" in shown


def test_the_first_plan_stays_and_survives_a_new_kernel(store):
    assert fingerprint(GOOD) in repr(lock_plan("X", GOOD))
    session.forget()
    again = repr(lock_plan("X", GOOD | {"expected": 9.0}))
    assert "differs, and the first one stays" in again
    assert locked_plan("X") == GOOD
    assert progress.get_prediction("L17.PLAN.X")


def test_a_lock_is_taken_away_on_purpose_only(store):
    lock_plan("X", GOOD)
    lock_plan("X", reset=True)
    assert locked_plan("X") is None


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (None, "has these entries"),
        (..., "has these entries"),
        (5, "I got a number"),
        ("text", "a plan is a dict"),
        ({}, "Still open"),
        (GOOD | {"question": ...}, "Still open: question"),
        (GOOD | {"seed": "one"}, "seed must be a number"),
        (GOOD | {"per_arm": True}, "per_arm must be a number"),
        (GOOD | {"seed": 1.5}, "seed must be a whole number"),
        (GOOD | {"seed": -1}, "seed must be a whole number"),
        (GOOD | {"per_arm": float("inf")}, "per_arm must be a whole number"),
        (GOOD | {"people": object()}, "plain words and numbers"),
    ],
)
def test_what_is_missing_is_said_in_words(plan, words):
    assert words in repr(lock_plan("X", plan))
    assert locked_plan("X") is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"per_arm": 200}, "per_arm may be 10 to 80 here; you wrote 200"),
        ({"years": 3}, "years may be 2 here"),
        ({"expected": float("nan")}, "expected may be -20 to 20"),
    ],
)
def test_a_plan_that_cannot_be_run_opens_nothing(change, words):
    assert words in repr(lock_plan("ULTRA", GOOD | change))
    assert "closed" in repr(published("ULTRA", result, str))
