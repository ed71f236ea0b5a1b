"""The numbers of the capstone against published values and arithmetic."""

import numpy as np
import pandas as pd
import pytest

from course_utils.exercises import check, lesson_17, registry
from course_utils.exercises import lesson_17_data as data
from course_utils.exercises.misconceptions import MISCONCEPTIONS
from course_utils.exercises.trial_plan import FIELDS, lock_plan

PLAN = dict.fromkeys(FIELDS, "words") | {"per_arm": 10, "years": 2, "expected": 1.5, "seed": 4}


def test_the_keys_follow_from_published_numbers_and_formulas():
    # 2·(1.96 + 1.2816)²·(2.5/2)² = 32.8 at the end; 0.92³ of those enrolled are left.
    assert registry.get("L17.E1").key == pytest.approx(32.84 / 0.92**3, abs=0.05)
    # Cummings 1999: 49 of 5,129 and 8 of 2,576 women.
    extra = 49 / 5129 - 8 / 2576
    assert registry.get("L17.E2").key == pytest.approx((1000 * extra, 1 / extra))
    assert registry.get("L17.E3").key == pytest.approx((1.543, -4.025, 0.0, 0.997), abs=0.001)
    assert (registry.get("L17.E4").key, registry.get("L17.E5").key) == ("C", "B")
    assert sum(registry.get(f"L17.E{n}").points for n in range(1, 6)) == 10


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L17.E1", 33, "planted"),
        ("L17.E1", 31.5, "planted"),
        ("L17.E1", 84, "planted"),
        ("L17.E1", 21, "planted"),
        ("L17.E2", (9.55, 105), "planted"),
        ("L17.E2", (64.5, 155), "planted"),
        ("L17.E4", "A", "M-EPI-6"),
        ("L17.E4", "D", "M-ODE-4"),
        ("L17.E5", "C", "M-EPI-7"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert result.status in {"incorrect", "partly correct"} and result.code == code


def test_a_plan_of_forty_two_is_right():
    assert check("L17.E1", 42).status == "correct"
    assert round(lesson_17.women_to_enroll(lesson_17.design_numbers())) == data.PER_ARM


def test_predictions_come_true_as_the_lesson_tells_them():
    rights = [registry.get_prediction(f"L17.P{n}").right() for n in range(1, 4)]
    assert rights == ["D", "C", "B"]
    happened = registry.get_prediction("L17.P3").happened()
    assert "placebo −3.1 against −1.3" in happened


def test_the_published_arms_are_those_of_the_abstracts():
    """Johnston 2000: −1.32 (0.22) and 1.28 (0.23) %; Ettinger 2004: 0.6 and 2.6 %."""
    johnston = data.published_arms("RLX_PREV_3Y")
    assert johnston["mean"].tolist() == [-1.32, 1.28] and johnston["se"].tolist() == [0.22, 0.23]
    assert data.published_arms("ULTRA")["mean"].tolist() == [0.6, 2.6]
    assert data.difference(johnston) == pytest.approx((2.60, np.hypot(0.22, 0.23)))


def test_a_held_link_takes_its_part_out_and_nothing_else():
    held = data.links_held()
    assert held.loc["hormones", "difference"] == pytest.approx(held.iloc[0]["difference"], abs=0.01)
    assert held.loc["receptor", "difference"] == 0
    assert held.loc["fracture", "hazard_ratio"] == 1


def test_changes_by_arm_leave_out_those_who_left():
    trial = pd.DataFrame(
        [(p, arm, year, value)
         for p, arm, end in ((1, "b", 1.02), (2, "b", np.nan), (3, "a", 0.99), (4, "a", 0.97))
         for year, value in ((0, 1.0), (2, end))],
        columns=["person", "arm", "year", "x"],
    )  # fmt: skip
    found = data.changes_by_arm(trial, "x")
    assert found.index.tolist() == ["b", "a"] and found["n"].tolist() == [1, 2]
    assert found["mean"].to_numpy() == pytest.approx([2.0, -2.0])


def test_the_copy_of_the_student_waits_for_a_plan():
    assert "No plan is locked" in repr(data.run_locked("ULTRA"))
    assert data.own_copy("ULTRA") is None
    lock_plan("ULTRA", PLAN)
    assert data.run_locked("ULTRA").index.tolist() == ["placebo", "patch"]
    assert "You expected 1.5 percentage points; the trial found 2.0" in data.ultra_sentence(PLAN)
    own = data.own_copy("ULTRA").loc["difference"]
    assert (own["expected"], round(own["study"], 1)) == (1.5, 2.0)
    arms = data.run_locked("ULTRA")["mean"]
    assert own["model"] == pytest.approx(arms["patch"] - arms["placebo"], abs=0.02)


def test_too_many_people_are_refused_in_words():
    with pytest.raises(ValueError, match="10 to 80 people"):
        data.run_copy("ULTRA", 5000)


def test_codes_are_known():
    wrong = [w for n in range(1, 6) for w in registry.get(f"L17.E{n}").wrong]
    assert {w.code for w in wrong} - {""} <= set(MISCONCEPTIONS)
