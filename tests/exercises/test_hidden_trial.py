"""Track B: the budget, the lock, and the truth that only the key knows."""

import pytest

from course_utils.exercises import hidden_trial as hidden
from course_utils.exercises.trial_plan import FIELDS, lock_plan


def plan(**changes):
    return dict.fromkeys(FIELDS, "words") | {
        "per_arm": 150, "years": 3, "expected": 1.0, "seed": 5
    } | changes  # fmt: skip


def key_for(truth):
    return next(f"key {n}" for n in range(200) if hidden.truth_of(f"key {n}") == truth)


def test_every_truth_has_a_key_and_a_key_keeps_its_truth():
    for truth in hidden.TRUTHS:
        assert hidden.truth_of(key_for(truth)) == truth


def test_the_price_is_that_of_the_list():
    """200 people for 3 years: 6 credits, 8 for the scans, 200·3·0.012·0.05 for fractures."""
    bill = hidden.price(100, 3)
    assert bill == pytest.approx(
        {"people followed": 6, "scans": 8, "fractures judged": 0.36, "total": 14.36}
    )
    assert hidden.price(100, 3, scans=False, fractures=False)["total"] == pytest.approx(6)


def test_nothing_runs_without_plan_key_or_money():
    assert "Lock a plan first" in repr(hidden.hidden_trial("a key"))
    lock_plan("TRACK_B", plan(per_arm=5000))
    assert "Give the key" in repr(hidden.hidden_trial())
    assert "a group has 100" in repr(hidden.hidden_trial("a key"))
    lock_plan("TRACK_B", reset=True)
    lock_plan("TRACK_B", plan(per_arm=0))
    assert "above 0" in repr(hidden.hidden_trial("a key"))


def test_density_up_and_fractures_up_is_what_scans_do_not_show():
    lock_plan("TRACK_B", plan(per_arm=1400, years=3))
    seen = hidden.hidden_trial(key_for("testosterone_like"), scans=False)
    assert "spine_percent" not in seen and seen["people_with_fracture"].sum() > 60
    lock_plan("TRACK_B", reset=True)
    lock_plan("TRACK_B", plan(per_arm=300))
    scans = hidden.hidden_trial(key_for("testosterone_like"), fractures=False)
    gap = scans.loc["tablet", "spine_percent"] - scans.loc["placebo", "spine_percent"]
    assert gap == pytest.approx(6.8, abs=1.0) and "people_with_fracture" not in scans


def test_the_same_plan_and_key_give_the_same_trial():
    lock_plan("TRACK_B", plan())
    first, second = (hidden.hidden_trial("a key") for _ in range(2))
    assert first.equals(second)
