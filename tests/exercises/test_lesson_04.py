"""The numbers of the lesson against published values, planted values and arithmetic."""

import numpy as np
import pytest

from course_utils.exercises import check, lesson_04, registry
from course_utils.exercises.misconceptions import MISCONCEPTIONS


def test_the_keys_follow_from_published_and_planted_numbers():
    # 0.971 and 0.114: NHANES column of table 3 in Varatharajan 2026.
    assert registry.get("L04.E1").key == pytest.approx((0.780 - 0.971) / 0.114, abs=1e-9)
    # Planted precision error 0.010 g/cm²; thirty pairs know it to about 13 % (one SE).
    assert registry.get("L04.E2").key == pytest.approx(0.010, rel=0.3)
    assert registry.get("L04.E3").key == pytest.approx(0.0416, abs=0.0001)
    assert registry.get("L04.E4").key == (0, -1, 1, 1, 0, 0)
    assert registry.get("L04.E5").key == "B"
    assert sum(registry.get(f"L04.E{n}").points for n in range(1, 6)) == 10


def test_the_rule_of_the_blueprint_holds_for_its_three_cases():
    """Not real, real, and equal to the limit: real."""
    assert lesson_04.verdict(0.780, 0.765, 0.010) == 0
    assert lesson_04.verdict(0.780, 0.745, 0.010) == -1
    assert lesson_04.verdict(0.800, 0.8554, 0.020) == 1


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L04.E1", -0.191, "planted"),
        ("L04.E1", -19.7, "planted"),
        ("L04.E1", -2.39, "planted"),
        ("L04.E1", -2.68, "planted"),
        ("L04.E1", -1.33, "planted"),
        ("L04.E1", 1.675, "sign"),
        ("L04.E2", 0.1127, "planted"),
        ("L04.E2", 0.0094, "planted"),
        ("L04.E2", 0.00665, "planted"),
        ("L04.E2", 0.0138, "planted"),
        ("L04.E2", 0.0091, "planted"),
        ("L04.E2", 1.03, "planted"),
        ("L04.E3", 0.015, "M-BONE-7"),
        ("L04.E3", 0.0294, "planted"),
        ("L04.E3", 0.0212, "planted"),
        ("L04.E5", "A", "M-BONE-5"),
        ("L04.E5", "C", "planted"),
        ("L04.E5", "D", "M-BONE-5"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert (result.status, result.code) == ("incorrect", code)


def test_a_limit_of_1_96_root_2_misses_only_the_edge():
    def exact(before, after, error):
        change = after - before
        return 0 if abs(change) < 1.96 * 2**0.5 * error else np.sign(change)

    result = check("L04.E4", exact)
    assert result.status in {"incorrect", "partly correct"}
    assert "limit itself" in result.message


def test_predictions_come_true_as_the_lesson_tells_them():
    rights = [registry.get_prediction(f"L04.P{n}").right() for n in range(1, 7)]
    assert rights == ["A", "C", "B", "C", "D", "B"]


def test_scores_at_both_ages_are_those_of_the_printed_table():
    """Table 3: 1.064 (0.106) at 21–30, 1.065 (0.110) at 31–40, 0.902 (0.167) at 71–80."""
    (t_35, z_35), (t_75, z_75) = lesson_04.scores_at(0.850, 35), lesson_04.scores_at(0.850, 75)
    assert t_35 == t_75 == pytest.approx((0.850 - 1.064) / 0.106)
    assert z_35 == pytest.approx((0.850 - 1.065) / 0.110)
    assert z_75 == pytest.approx((0.850 - 0.902) / 0.167)


def test_the_hip_of_the_study_is_near_its_planted_error():
    assert lesson_04.hip_error() == pytest.approx(0.008, rel=0.3)


def test_a_meal_is_found_with_about_its_planted_size():
    """Planted: CTX times 0.70 after a meal; ten people a group, noise 10 %."""
    fed, fasting = (100 + lesson_04._placebo_at_24(word) for word in ("no", "yes"))
    assert fed / fasting == pytest.approx(0.70, abs=0.1)


def test_changes_of_the_trials_are_the_published_ones():
    found = dict(lesson_04.mean_changes_in_trials()[["label", "mean_pct_change"]].to_numpy())
    assert found["raloxifene\n3 years"] == 1.28  # Johnston 2000
    assert sorted(found.values()) == [-4.1, 1.28, 4.8]


def test_the_mothers_spine_gains_density_and_no_mineral():
    before, after = (scan.report.loc["L1–L4"] for scan in lesson_04.mothers_scans())
    assert after["bmd_g_per_cm2"] / before["bmd_g_per_cm2"] == pytest.approx(1.07, abs=0.005)
    assert after["bone_mineral_g"] / before["bone_mineral_g"] == pytest.approx(1, abs=0.02)


def test_codes_are_known():
    wrong = [w for n in range(1, 6) for w in registry.get(f"L04.E{n}").wrong]
    assert {w.code for w in wrong} - {""} <= set(MISCONCEPTIONS)
