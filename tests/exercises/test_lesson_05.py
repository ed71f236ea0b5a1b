"""The numbers of the lesson against arithmetic, published values and the two sets of kinetics."""

import numpy as np
import pytest

from course_utils.exercises import check, lesson_05, registry
from course_utils.exercises.misconceptions import MISCONCEPTIONS
from course_utils.physiology.drugs import Regimen, drug, exposure


def test_the_keys_follow_from_arithmetic():
    assert registry.get("L05.E1").key == pytest.approx(1 / (1 - 0.5 ** (1 / 30)))
    assert registry.get("L05.E2").key == pytest.approx(30 * np.log(10) / np.log(2))
    assert registry.get("L05.E3").key == pytest.approx((1.234, 43.783, 2.199, 2.215), abs=0.001)
    assert registry.get("L05.E4").key == pytest.approx(0.3 * 720 / (0.7 * 10))
    assert registry.get("L05.E5").key == "C"
    assert sum(registry.get(f"L05.E{n}").points for n in range(1, 6)) == 10


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L05.E1", 30, "M-PK-2"),
        ("L05.E1", 1.02, "planted"),
        ("L05.E1", 2, "planted"),
        ("L05.E1", 60, "planted"),
        ("L05.E1", 2.35, "M-NUM-1"),
        ("L05.E1", 30.5, "planted"),
        ("L05.E2", 27, "M-NUM-2"),
        ("L05.E2", 150, "planted"),
        ("L05.E2", 30, "M-PK-2"),
        ("L05.E2", 66, "planted"),
        ("L05.E2", 69.1, "planted"),
        ("L05.E2", 2390, "M-NUM-1"),
        ("L05.E4", 0.43, "M-PK-3"),
        ("L05.E4", 72, "planted"),
        ("L05.E4", 44.1, "planted"),
        ("L05.E4", 1.29, "M-NUM-1"),
        ("L05.E4", 168, "planted"),
        ("L05.E4", 15.2, "planted"),
        ("L05.E4", 9.5, "planted"),
        ("L05.E5", "A", "planted"),
        ("L05.E5", "B", "M-ODE-4"),
        ("L05.E5", "D", "planted"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert (result.status, result.code) == ("incorrect", code)


def test_predictions_come_true_as_the_lesson_tells_them():
    rights = [registry.get_prediction(f"L05.P{n}").right() for n in range(1, 8)]
    assert rights == ["B", "C", "A", "A", "C", "C", "D"]


def test_the_teaching_half_lives_give_44_and_the_catalog_14_to_1():
    amounts = lesson_05.isomer_amounts(720)
    assert amounts["zuclomiphene"] / amounts["enclomiphene"] == pytest.approx(44.1, abs=0.1)
    levels = drug("clomiphene").average_levels(25)
    assert levels["zuclomiphene"] / levels["enclomiphene"] == pytest.approx(13.6, abs=0.1)


def test_helo_is_read_from_the_table_and_met_by_the_catalog_after_17_hours():
    """Helo 2017: medians 2.2 and 44.0 ng/mL, 20 to 1; the catalog is calibrated to it."""
    assert lesson_05.measured_isomers() == {
        "enclomiphene": 2.2,
        "zuclomiphene": 44.0,
        "ratio": 20.0,
    }
    row = exposure(Regimen("clomiphene"), 401).table([400 + 17 / 24]).iloc[0]
    mass = drug("clomiphene").parameters["MW_ENC"] / 1000
    fast, slow = (row[f"{i}clomiphene_nmol_per_l"] * mass for i in ("en", "zu"))
    assert fast == pytest.approx(2.2, abs=0.05)
    assert slow == pytest.approx(44, abs=0.5)


def test_one_assumption_at_a_time():
    assert list(lesson_05.changed_ratios().values()) == pytest.approx(
        [20.6, 30.9, 112.2, 40.1], abs=0.1
    )


def test_overtaking_after_seven_hours():
    """15.5 mg with a half-life of 10 h meet 9.5 mg that hardly fall."""
    left = 15.5 * 2 ** (-7 / 10), 9.5 * 2 ** (-7 / 720)
    assert left[0] == pytest.approx(left[1], rel=0.02)


@pytest.mark.parametrize(("activity", "share"), [(1, 1), (0.1, 0.1**0.262), (10, 10**0.262)])
def test_endoxifen_follows_the_published_power(activity, share):
    assert lesson_05.endoxifen_share(activity) == pytest.approx(share)


def test_the_label_says_a_quarter_is_left():
    assert lesson_05.label_fall() == 0.25


def test_clot_rows_are_the_published_ones():
    rows = lesson_05.clot_rows()
    assert rows["route"].tolist() == ["oral", "transdermal"] * 2
    assert rows["estimate"].tolist() == [4.2, 0.9, 1.7, 1.1]  # Canonico 2007 and 2010
    assert rows["measure"].tolist() == ["OR", "OR", "HR", "HR"]


def test_what_a_missed_week_leaves_of_single_exponentials():
    left = lesson_05.left_after_the_week()
    assert left["zuclomiphene"] == pytest.approx(100 * 2 ** (-7 / 30), abs=0.2)
    assert left["raloxifene"] == pytest.approx(100 * 2 ** (-7 * 24 / 37.8), abs=0.2)
    assert left["enclomiphene"] < 0.01


def test_weekly_and_fortnightly_injections_share_an_average():
    days = np.linspace(140, 168, 5601)[:-1]
    weekly, fortnightly = (lesson_05.testosterone_course(*p, days) for p in ((100, 7), (200, 14)))
    assert weekly.mean() == pytest.approx(fortnightly.mean(), rel=0.01)
    assert weekly.max() / weekly.min() == pytest.approx(2 ** (7 / 8), rel=0.01)


def test_codes_are_known():
    wrong = [w for n in range(1, 6) for w in registry.get(f"L05.E{n}").wrong]
    assert {w.code for w in wrong} - {""} <= set(MISCONCEPTIONS)
