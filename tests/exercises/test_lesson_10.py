"""The numbers of the lesson against published values, and every wrong answer as rounded."""

import numpy as np
import pytest

from course_utils.exercises import check, lesson_10, registry
from course_utils.physiology.axis import free_testosterone
from course_utils.physiology.receptors import bone_signal


def test_the_keys():
    assert registry.get("L10.E1").key == pytest.approx(157.9, abs=0.2)
    assert registry.get("L10.E2").key[:3] == pytest.approx((323, 468, 136), abs=0.6)
    assert [row[0] for row in registry.get("L10.E3").key] == list("SUQPRT")
    assert registry.get("L10.E4").key == "B"
    assert registry.get("L10.E5").key == pytest.approx((12.1, 14.4), abs=0.06)
    assert sum(registry.get(f"L10.E{n}").points for n in range(1, 6)) == 10


def test_the_example_on_the_authors_page():
    """Total 10, SHBG 40 nmol/L: 1.7388e-10 mol/L (issam.ch/freetesuit.html)."""
    assert lesson_10.free_t(10, 40) == pytest.approx(173.88, rel=1e-3)


@pytest.mark.parametrize(("total", "shbg"), [(17.35, 40), (0.5, 5), (35, 120), (8, 8)])
def test_the_short_formula_agrees_with_the_careful_one(total, shbg):
    assert lesson_10.free_t(total, shbg) == pytest.approx(free_testosterone(total, shbg))


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L10.E1", 142, "M-LAB-1"),
        ("L10.E1", 7108, "M-LAB-1"),
        ("L10.E1", 3700, "planted"),
        ("L10.E1", 303, "planted"),
        ("L10.E1", 120, "planted"),
        ("L10.E1", 0.158, "M-NUM-1"),
        ("L10.E1", "158 nmol/L", "type"),
        ("L10.E4", "A", "M-LAB-2"),
        ("L10.E4", "C", "M-LAB-2"),
        ("L10.E4", "D", "M-LAB-2"),
        ("L10.E5", (0.083, 0.070), "planted"),
        ("L10.E5", (0.418, 0.498), "M-NUM-1"),
        ("L10.E5", (2.38, 2.0), "planted"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    assert check(id, answer).code == code


def test_sorted_by_ratio_is_named():
    rows = lesson_10.labs_by_signal(lesson_10.labs())
    result = check("L10.E3", rows.sort_values("ratio"))
    assert (result.status, result.code) == ("partly correct", "M-LAB-2")


def test_the_six_labs_stand_in_four_different_orders():
    rows = lesson_10.labs_by_signal(lesson_10.labs())
    columns = ("signal_in_bone", "ratio", "testosterone_ng_per_dl", "lab")
    orders = {tuple(rows.sort_values(column)["lab"]) for column in columns}
    assert len(orders) == len(columns)


def test_one_ratio_three_signals_and_three_ratios_one_signal():
    men = {name: (t / e, round(float(bone_signal(e)), 2)) for name, t, e in lesson_10.FIVE_MEN}
    assert [men[name] for name in "ABC"] == [(20, 0.45), (20, 0.84), (20, 0.94)]
    assert {men[name][1] for name in "BDE"} == {0.84}
    assert sorted(men[name][0] for name in "BDE") == [12, 20, 32]


def test_more_shbg_takes_more_testosterone_than_estradiol():
    """Estradiol sits on SHBG three times more loosely (Södergård 1982)."""
    (testosterone, estradiol), folds = lesson_10.fall_as_shbg_rises()
    assert np.all(testosterone[1:] < estradiol[1:])
    assert folds[2] == pytest.approx((-37, -20), abs=1)


def test_the_published_falls_with_age():
    assert lesson_10.fall_with_age() == {"40–59 years": (-26, -9), "60 and older": (-60, -38)}


def test_the_trials_in_the_plane():
    (_, before, after), (_, start, end) = lesson_10.trial_moves()
    assert (before, after) == ((205, 17), (488, 34))
    assert (start, end) == ((319, 15), (524, 12))


@pytest.mark.parametrize(
    ("id", "letter", "told"),
    [
        ("L10.P1", "B", "69 %"),
        ("L10.P2", "A", "22.2"),
        ("L10.P3", "C", "free estradiol falls"),
        ("L10.P4", "D", "13 of 100"),
        ("L10.P5", "B", "0.45, 0.84 and 0.94"),
        ("L10.P6", "C", "0.84"),
    ],
)
def test_what_came_true(id, letter, told):
    asked = registry.get_prediction(id)
    assert asked.right() == letter
    assert told in asked.happened()
