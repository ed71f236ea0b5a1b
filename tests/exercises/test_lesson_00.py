"""The numbers of the lesson's blueprint, as regression values with its tolerances."""

import pytest

from course_utils.exercises import check, registry
from course_utils.exercises.lesson_00 import early_menopause_trials
from course_utils.physiology import units


def test_the_keys_are_the_published_conversions():
    assert registry.get("L00.E1").key == pytest.approx(500 * 0.03467, rel=1e-3)
    assert registry.get("L00.E2").key == pytest.approx(25 * 3.671, rel=1e-3)
    assert registry.get("L00.E3").key == pytest.approx((7.0, 38.9), abs=0.05)


def test_reference_arithmetic_agrees_with_the_package():
    assert registry.get("L00.E1").key == units.testosterone_ng_per_dl_to_nmol_per_l(500)
    assert registry.get("L00.E2").key == pytest.approx(units.estradiol_pg_per_ml_to_pmol_per_l(25))


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L00.E1", 0.173, "M-NUM-1"),
        ("L00.E1", 1442, "M-NUM-1"),
        ("L00.E1", 1.73, "M-NUM-1"),
        ("L00.E1", 0.0173, "M-NUM-1"),
        ("L00.E1", 173, "M-NUM-1"),
        ("L00.E2", 6.8, "M-NUM-1"),
        ("L00.E2", 9.18, "M-NUM-1"),
        ("L00.E2", 0.0918, "M-NUM-1"),
        ("L00.E2", 25, "M-NUM-1"),
        ("L00.E3", (38.9, 7), "M-EPI-2"),
        ("L00.E3", (7, 28), "M-EPI-2"),
        ("L00.E3", (7, 7), "M-EPI-2"),
        ("L00.E3", (25, 39), "M-EPI-2"),
        ("L00.E5", "A", "M-ODE-4"),
        ("L00.E5", "C", "M-ODE-4"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert result.code == code
    assert result.message != registry.get(id).nudge


@pytest.mark.parametrize(
    ("id", "answer"),
    [("L00.E1", "17,3 nmol/L"), ("L00.E1", 17.34), ("L00.E2", 91.8), ("L00.E3", (7, "38.9 %"))],
)
def test_right_answers_as_a_student_would_round_them(id, answer):
    assert check(id, answer).status == "correct"


def test_the_starting_table_is_small_whole_and_names_its_kinds_of_value():
    table = early_menopause_trials()
    assert len(table) == 7
    assert set(table["time_y"]) == {2, 3}
    assert set(table["trial_id"]) == {"RLX_PREV_EU", "RLX_PREV_3Y"}
    kinds = table.groupby("trial_id")["value_type"].unique()
    assert list(kinds["RLX_PREV_3Y"]) == ["change_from_baseline"]
    assert list(kinds["RLX_PREV_EU"]) == ["difference_vs_comparator"]


def test_the_filtered_table_holds_the_published_three_year_changes():
    """Johnston 2000, abstract: spine +0.71, +1.28 and +1.20 % for 30, 60 and 150 mg."""
    rows = registry.get("L00.E4").key
    assert [(arm, change) for arm, _, change in rows] == [
        ("raloxifene_30mg", 0.71),
        ("raloxifene_150mg", 1.20),
        ("raloxifene_60mg", 1.28),
    ]
    assert len({change for *_, change in rows}) == 3  # no ties, so one right order
