"""The numbers of the lesson's blueprint, as regression values with its tolerances."""

import numpy as np
import pytest

from course_utils.exercises import check, lesson_03, registry
from course_utils.physiology.bone import bone_mass, change_since, therapy


def test_the_keys_are_the_blueprint_values():
    assert registry.get("L03.E1").key == pytest.approx(92.8, abs=0.2)
    assert registry.get("L03.E3").key == pytest.approx((2.60, 0.62), abs=0.005)
    assert registry.get("L03.E4").key == "B"
    assert registry.get("L03.E5").key == pytest.approx(93.8, abs=0.3)


def test_full_signal_leaves_bone_at_rest_and_less_signal_costs_more():
    assert lesson_03.mass_after(1.0, 4) == pytest.approx(100)
    assert lesson_03.mass_after(0.0, 2) < lesson_03.mass_after(0.446, 2) < 100


def test_euler_steps_agree_with_the_packaged_solver():
    """A step down of estradiol to 5 pg/mL in year 0 is the signal 0.446 from the start."""
    course = bone_mass([0, 1e-6, 1, 3], therapy(1e-6, estradiol=5), estradiol=100)
    signal = float(course["estrogen_signal"].iloc[-1])
    for years in (1, 3):
        solved = course["bone_mass_percent"].loc[years]
        assert lesson_03.mass_after(signal, years) == pytest.approx(solved, abs=0.1)


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L03.E1", 7.2, "planted"),
        ("L03.E1", 94.3, "planted"),
        ("L03.E1", 89.6, "planted"),
        ("L03.E1", 15.07, "M-BONE-3"),
        ("L03.E3", (-0.04, 0.62), "planted"),
        ("L03.E3", (1.28, 0.45), "planted"),
        ("L03.E3", (2.60, 0.45), "planted"),
        ("L03.E3", (2.60, 0.88), "planted"),
        ("L03.E3", (2.60, 0.32), "planted"),
        ("L03.E3", (2.60, 1.25), "planted"),
        ("L03.E4", "A", "M-BONE-8"),
        ("L03.E4", "C", "planted"),
        ("L03.E5", 97.3, "M-BONE-4"),
        ("L03.E5", 97.7, "planted"),
        ("L03.E5", 89.1, "planted"),
        ("L03.E5", 91.9, "planted"),
        ("L03.E5", 3.9, "planted"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert result.status in {"incorrect", "partly correct"}
    assert result.code == code


def test_a_students_own_loop_is_accepted():
    def mass_after(signal, years):
        R, F, B = 8.0, 8.0, 100.0
        for _ in range(round(years * 100)):
            balance = 1 - 0.17 * (1 - signal) + 0.65 * (1 - B / 100)
            dR = (8 * (1 + 1.6 * (1 - signal)) - R) / 0.1
            dF, dB = (balance * R - F) / 0.8, F - R
            R, F, B = R + dR / 100, F + dF / 100, B + dB / 100
        return B

    assert check("L03.E2", mass_after).status == "correct"


def test_sketches_differ_clearly():
    levels = list(lesson_03._DECADE_SKETCHES.values())
    for i, one in enumerate(levels):
        for other in levels[i + 1 :]:
            assert np.abs(one - other).max() >= 2


@pytest.mark.parametrize(
    ("id", "letter", "said"),
    [
        ("L03.P1", "C", "92.8 % after five"),
        ("L03.P2", "B", "year 2.9, at 2.6 %"),
        ("L03.P3", "A", "70 % is left"),
        ("L03.P4", "D", "gains 0.9 %"),
        ("L03.P5", "C", "−4.0 %"),
    ],
)
def test_predictions_come_true_as_the_blueprint_has_them(id, letter, said):
    asked = registry.get_prediction(id)
    assert asked.right() == letter
    assert said in asked.happened()


def test_the_blueprints_treated_values_are_those_with_calcium():
    """+1.4, +1.8, +1.8 % for raloxifene and −0.4, −1.0, −1.6 % for placebo from year 5."""
    years = np.linspace(0, 8, 97)
    for plan, values in (
        (therapy(5, serm="raloxifene", calcium=True), (1.4, 1.8, 1.8)),
        (therapy(5, calcium=True), (-0.4, -1.0, -1.6)),
    ):
        since = change_since(bone_mass(years, plan), 5)
        assert since.loc[[6, 7, 8]].tolist() == pytest.approx(values, abs=0.1)
