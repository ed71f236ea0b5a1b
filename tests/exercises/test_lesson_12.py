"""The numbers of the lesson against published values, and every wrong answer as rounded."""

import numpy as np
import pytest

from course_utils.datasets import load
from course_utils.exercises import check, lesson_12, registry
from course_utils.exercises import lesson_12_studies as studies
from course_utils.physiology.bone.men import men_bone_signal


def test_the_keys():
    assert registry.get("L12.E1").key == pytest.approx(-2.46, abs=0.005)
    assert registry.get("L12.E2").key == pytest.approx((10.4, 96.2), abs=0.05)
    assert registry.get("L12.E3").key == "C"
    assert registry.get("L12.E4").key == pytest.approx(0.625)
    assert [row[-1] for row in registry.get("L12.E5").key] == [1, 2, 3, 4, 5]
    assert registry.get("L12.E6").key == "B"
    assert sum(registry.get(f"L12.E{n}").points for n in range(1, 7)) == 10


def test_at_the_neutral_efficacy_the_signal_stays():
    before = sum(men_bone_signal(204, 17))
    after = sum(men_bone_signal(475, 37, efficacy=lesson_12.neutral_efficacy(), dose=10))
    assert after == pytest.approx(before)


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L12.E1", -1.69, "planted"),
        ("L12.E1", -0.93, "planted"),
        ("L12.E1", -0.019, "M-NUM-1"),
        ("L12.E1", -0.028, "M-NUM-1"),
        ("L12.E1", 2.46, "sign"),
        ("L12.E2", (430, 2.33), "M-EPI-1"),
        ("L12.E2", (1.04, 96.2), "M-NUM-1"),
        ("L12.E2", (10.4, 962), "M-NUM-1"),
        ("L12.E3", "A", "M-EPI-10"),
        ("L12.E3", "B", "M-EPI-5"),
        ("L12.E4", 0.5, "planted"),
        ("L12.E4", 0.708, "M-PD-1"),
        ("L12.E4", 0.758, "M-PD-1"),
        ("L12.E4", 0, "M-PD-6"),
        ("L12.E6", "A", "M-EPI-12"),
        ("L12.E6", "C", "M-EPI-6"),
        ("L12.E6", "D", "M-EPI-10"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    assert check(id, answer).code == code


def test_the_number_in_the_figure_is_not_yet_the_answer():
    assert check("L12.E1", -2.5).status != "correct"
    assert check("L12.E2", (10, 100)).status != "correct"


def test_another_way_to_the_highest_rung():
    tested = lesson_12.tested()
    best = tested.loc[tested.groupby("treatment")["rung"].idxmax()].sort_values("rung")
    assert check("L12.E5", best).status == "correct"


def test_the_counts_agree_with_the_printed_rates():
    row = load("fracture_outcomes")
    row = row[(row["trial_id"] == "TRAVERSE_FX") & (row["outcome"] == "total")].iloc[0]
    risk = 100 * lesson_12.fractures()["with_fracture"] / lesson_12.fractures()["men"]
    assert tuple(risk.round(2)) == (row["rate_arm"], row["rate_comparator"])


def test_the_scans_agree_with_the_evidence_table():
    rows = load("bmd_outcomes")
    rows = rows[rows["trial_id"] == "BURNETTBOWIE2009"].set_index("arm")["mean_pct_change"]
    scans = lesson_12.scans()
    change = (100 * (scans["after_1_y"] / scans["before"] - 1)).round(1)
    assert change["anastrozole"] == rows["anastrozole_1mg"]
    assert change["placebo"] == rows["placebo"]


def test_the_interval_gives_back_its_p():
    effect, low, high = lesson_12.effect_with_interval()
    assert (low, high) == pytest.approx((-3.97, -0.95), abs=0.01)
    assert low < effect < high < 0


def test_the_blueprints_three_years_of_david():
    assert studies.years_of_bone(475, 37)[-1] == pytest.approx(1.9, abs=0.05)
    with_drug = studies.years_of_bone(475, 37, efficacy=0.5, dose=10)
    assert with_drug[-1] == pytest.approx(-1.2, abs=0.05)
    assert studies.years_of_bone(475, 10)[-1] == pytest.approx(-1.8, abs=0.05)


def test_the_same_drug_helps_walter_and_not_david():
    (alone, with_drug), (walter, walter_with) = studies.two_men().values()
    assert with_drug[-1] < 0 < alone[-1]
    assert walter[-1] < walter_with[-1] < 0


def test_any_share_of_testosterone_moves_the_model_away_from_the_anastrozole_trial():
    shares, change = studies.anastrozole_by_share()
    assert np.all(np.diff(change) > 0)
    assert change[0] > lesson_12.effect_with_interval()[2]
    assert shares[0] == 0


def test_a_larger_share_makes_the_blocked_column_steeper():
    slopes = [np.ptp(studies.factorial_spine(w)["blocked"]) for w in (0, 0.3)]
    assert slopes[0] < slopes[1]
    assert np.all(studies.factorial_spine(0)["blocked"] < -1)


def test_the_trial_in_words_holds_above_both_thresholds():
    trial = studies.trial_in_words()
    assert list(trial["open"]) == ["not said", "not said", "held", "held", "held"]
    assert set(trial["blocked"]) == {"fell"}


def test_one_man_as_the_table_has_him():
    man = lesson_12.one_man()
    assert list(man.index) == [0, 6, 12, 24, 36]
    assert list(man["estradiol_pg_per_ml"]) == [10, 45, 12, 27, 17]
    assert list(man["radius_mg_per_cm3"]) == [52, 83, 51, 69, 71]


@pytest.mark.parametrize(
    ("id", "letter", "told"),
    [
        ("L12.P1", "B", "0.933 to 1.275"),
        ("L12.P2", "C", "all five doses"),
        ("L12.P3", "A", "−1.69 %"),
        ("L12.P4", "D", "−1.2 %"),
        ("L12.P5", "D", "91 of 2,601"),
    ],
)
def test_what_came_true(id, letter, told):
    asked = registry.get_prediction(id)
    assert asked.right() == letter
    assert told in asked.happened()
