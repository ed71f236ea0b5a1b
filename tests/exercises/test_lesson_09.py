"""The numbers of the lesson's blueprint, and every wrong answer as a student would round it."""

import numpy as np
import pytest

from course_utils.exercises import check, lesson_09, registry
from course_utils.physiology.axis import LOOP, loop_gain, loop_settings, steady_state
from course_utils.physiology.axis.loop import (
    estradiol_from,
    feedback,
    lh_at_rest,
    testosterone_at_rest,
)

testosterone_at_rest.__test__ = False


def test_the_keys_are_the_blueprint_values():
    assert registry.get("L09.E1").key == pytest.approx(575, abs=1)
    assert registry.get("L09.E2").key == pytest.approx(9.6, abs=0.05)
    assert registry.get("L09.E3").key == pytest.approx((500, 548, 643, 911), abs=1)
    assert registry.get("L09.E4").key == "C"
    assert registry.get("L09.E5").key == "D"
    assert registry.get("L09.E6").key == 3


def test_ten_points():
    ids = [f"L09.E{number}" for number in range(1, 7)]
    assert sum(registry.get(id).points for id in ids) == 10


@pytest.mark.parametrize("level", [50, 205, 500, 900])
def test_the_brain_of_the_lesson_is_the_brain_of_the_library(level):
    p = LOOP.numbers()
    felt = feedback(level, estradiol_from(level, p), p)
    assert lesson_09.lh_of(level) == pytest.approx(lh_at_rest(felt, 1.0, p))


@pytest.mark.parametrize(("lh", "supplied", "capacity"), [(5, 0, 1), (2, 300, 1), (9, 0, 0.25)])
def test_the_testis_of_the_lesson_is_the_testis_of_the_library(lh, supplied, capacity):
    made = testosterone_at_rest(lh, capacity, supplied, LOOP.numbers())
    assert lesson_09.testosterone_of(lh, supplied, capacity) == pytest.approx(made)


def test_halving_finds_the_rest_of_the_library():
    for supplied in (0, 150, 500, 1000):
        rest = steady_state(loop_settings(T_input=supplied)).testosterone_ng_per_dl
        assert lesson_09.steady_testosterone(supplied) == pytest.approx(rest, abs=1e-6)


def test_the_loops_of_the_lesson_rest_at_500_with_gains_0_1_3_6():
    loops = lesson_09.loops_of_gain()
    levels = [steady_state(loop).testosterone_ng_per_dl for loop in loops]
    assert levels == pytest.approx([500] * 4)
    assert np.abs([loop_gain(loop) for loop in loops]) == pytest.approx([0, 1, 3.43, 6], abs=0.01)


def test_the_gain_by_hand_agrees():
    by_hand = 2 * 64 / 89 * -3 * (0.7 * 60 / 85 + 0.3)
    assert loop_gain(LOOP) == pytest.approx(by_hand)


def test_the_strip_holds_as_many_bursts_as_the_rule_finds():
    man = lesson_09.pulsatile_man(5, seed=lesson_09.STRIP)
    assert len(man.attrs["pulse_hours"]) == registry.get("L09.E6").key


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L09.E1", 800, "M-FB-2"),
        ("L09.E1", 500, "planted"),
        ("L09.E1", 643, "planted"),
        ("L09.E1", 275, "planted"),
        ("L09.E1", 300, "planted"),
        ("L09.E1", "575 nmol/L", "type"),
        ("L09.E2", 1.25, "M-FB-1"),
        ("L09.E2", 10, "planted"),
        ("L09.E2", 5, "planted"),
        ("L09.E2", 7.3, "planted"),
        ("L09.E2", 263, "planted"),
        ("L09.E3", lambda supplied: 500 + supplied, "M-FB-2"),
        ("L09.E4", "A", "M-FB-1"),
        ("L09.E4", "B", "M-FB-1"),
        ("L09.E4", "D", "planted"),
        ("L09.E5", "A", "M-FB-6"),
        ("L09.E5", "C", "M-FB-6"),
        ("L09.E5", "B", "planted"),
        ("L09.E6", 6, "planted"),
        ("L09.E6", 5, "planted"),
        ("L09.E6", 4, "planted"),
        ("L09.E6", 31, "planted"),
    ],
)
def test_listed_wrong_answers(id, answer, code):
    assert check(id, answer).code == code


def test_going_round_and_round_is_named():
    result = check("L09.E3", lesson_09._round_and_round)
    assert "halve an interval" in result.message


@pytest.mark.parametrize(
    ("id", "letter", "told"),
    [
        ("L09.P1", "B", "643"),
        ("L09.P2", "A", "406"),
        ("L09.P3", "C", "50 pulses"),
        ("L09.P4", "D", "5.0"),
        ("L09.P5", "A", "0 surges"),
    ],
)
def test_what_came_true(id, letter, told):
    asked = registry.get_prediction(id)
    assert asked.right() == letter
    assert told in asked.happened()


def test_the_warm_up_recalls_the_decoy():
    answer = registry.get_warmup("L09")[2].answer
    assert "20 %" in answer()
