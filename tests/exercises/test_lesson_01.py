"""The numbers of the lesson's blueprint, as regression values with its tolerances."""

import numpy as np
import pytest

from course_utils.exercises import check, lesson_01, registry
from course_utils.physiology.bone import komarova_steady_state, lagging_formation


def test_the_keys_are_the_blueprint_values():
    assert registry.get("L01.E1").key == pytest.approx(1.061, abs=0.005)
    assert registry.get("L01.E2").key[:2] == pytest.approx((95.0, 100.0))
    assert registry.get("L01.E3").key == "C"
    assert registry.get("L01.E4").key == pytest.approx(98.3, abs=0.2)
    assert registry.get("L01.E5").key == pytest.approx(6.4, abs=0.2)


def test_reference_arithmetic_agrees_with_the_model():
    assert registry.get("L01.E1").key == pytest.approx(komarova_steady_state()[0])
    far = lagging_formation(np.linspace(0, 20, 201), resorption=16)["bone_mass_percent"].iloc[-1]
    assert registry.get("L01.E5").key == pytest.approx(100 - far, abs=0.01)


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L01.E1", 11, "M-ODE-3"),
        ("L01.E1", 0.0667, "planted"),
        ("L01.E1", 212, "planted"),
        ("L01.E1", 0.106, "M-NUM-1"),
        ("L01.E3", "A", "M-BONE-3"),
        ("L01.E3", "B", "M-BONE-3"),
        ("L01.E3", "D", "M-BONE-3"),
        ("L01.E4", 89.5, "M-BONE-3"),
        ("L01.E4", 83.2, "planted"),
        ("L01.E4", 99.98, "planted"),
        ("L01.E4", 101.6, "planted"),
        ("L01.E5", 0, "planted"),
        ("L01.E5", 12.8, "planted"),
        ("L01.E5", 16, "planted"),
        ("L01.E5", 3.2, "planted"),
        ("L01.E5", 8, "M-BONE-4"),
        ("L01.E5", "it grows", "M-BONE-4"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert (result.status, result.code) == ("incorrect", code)


def test_the_bath_ends_where_arithmetic_says():
    """Two years at twice a drain of 8 %/y cost 16 %."""
    level = lesson_01._bath_level()
    assert level[-1] == pytest.approx(84, abs=0.1)
    assert level[3] == pytest.approx(84, abs=0.1)


def test_sketches_differ_clearly():
    levels = list(lesson_01._BATH_LEVELS.values())
    for i, one in enumerate(levels):
        for other in levels[i + 1 :]:
            assert np.abs(one - other).max() >= 15


def test_predicted_losses_are_the_models():
    assert lesson_01._weak_formation_losses() == pytest.approx((1.7, 16.8), abs=0.2)


def test_the_prediction_on_the_deepest_point_agrees_with_the_exercise():
    asked = registry.get_prediction("L01.P2")
    assert asked.right() == "B"
    assert "day 12" in asked.happened()


def test_a_balanced_rise_in_turnover_costs_bone_once():
    """ΔR times the lag: (12 − 8) × 0.8 = 3.2 % of bone, lost for good within a few years."""
    assert registry.get_prediction("L01.P4").right() == "A"
    assert lesson_01._faster_turnover_levels() == pytest.approx((97.06, 96.8), abs=0.05)
