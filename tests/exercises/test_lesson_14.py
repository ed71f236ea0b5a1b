"""The numbers of the lesson against published values, and every wrong answer as rounded."""

import numpy as np
import pytest

from course_utils.evidence.surrogates import fracture_ratio_from_density
from course_utils.evidence.synthesis import predict_effect
from course_utils.exercises import check, lesson_14, registry
from course_utils.exercises.misconceptions import MISCONCEPTIONS


def test_the_keys():
    assert registry.get("L14.E1").key == pytest.approx(0.877, abs=0.001)
    assert registry.get("L14.E2").key == pytest.approx(0.31, abs=0.005)
    assert registry.get("L14.E3").key == pytest.approx(8747, abs=5)
    assert registry.get("L14.E4").key == "C"
    assert registry.get("L14.E5").key == "B"
    assert sum(registry.get(f"L14.E{n}").points for n in range(1, 6)) == 10


def test_the_line_of_arithmetic_is_the_function_of_the_library():
    assert lesson_14.predicted_ratio() == pytest.approx(fracture_ratio_from_density(2.6))


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L14.E1", 0.974, "M-NUM-2"),
        ("L14.E1", 1.14, "planted"),
        ("L14.E1", 0.19, "planted"),
        ("L14.E1", 0.81, "M-NUM-2"),
        ("L14.E2", 0.355, "M-NUM-2"),
        ("L14.E2", 1.34, "planted"),
        ("L14.E2", 3.25, "planted"),
        ("L14.E2", 0.69, "planted"),
        ("L14.E2", 0.04, "M-EPI-6"),
        ("L14.E3", 4370, "planted"),
        ("L14.E3", 17500, "planted"),
        ("L14.E3", 37, "M-EPI-6"),
        ("L14.E3", 977, "planted"),
        ("L14.E4", "A", "M-BONE-5"),
        ("L14.E4", "B", "M-BONE-5"),
        ("L14.E4", "D", "M-EPI-4"),
        ("L14.E5", "A", "M-EPI-9"),
        ("L14.E5", "C", "planted"),
        ("L14.E5", "D", "M-EPI-12"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert (result.status, result.code) == ("incorrect", code)


def test_predictions_come_true_as_the_lesson_tells_them():
    rights = [registry.get_prediction(f"L14.P{n}").right() for n in range(1, 6)]
    assert rights == ["D", "B", "C", "D", "A"]


def test_the_eight_trials_are_the_published_ones():
    """Printed: Cummings 2010, Delmas 2002, Neer 2001, Austin 2012, Smith 2008."""
    trials = lesson_14.trials_of_density().set_index("drug")
    assert trials.loc["lasofoxifene", ["estimate", "ci_low", "ci_high"]].tolist() == [
        0.69,
        0.57,
        0.83,
    ]
    assert trials.loc["raloxifene", "estimate"] == 0.64
    assert trials.loc["raloxifene", "gain"] == pytest.approx(1.28 + 1.32)
    assert trials.loc["toremifene, men", "gain"] == 2.3
    assert trials.loc["teriparatide", ["gain", "estimate"]].tolist() == [9, 0.35]
    assert trials.loc["denosumab", ["estimate", "ci_low"]].tolist() == [0.32, 0.26]
    assert trials.loc["estrogen + progestogen", "gain"] == pytest.approx(6.8)
    assert len(trials) == 8 and trials["trial_id"].is_unique


def test_what_the_lesson_says_about_the_two_lines():
    trials = lesson_14.trials_of_density()
    fitted = lesson_14.line_through(trials)
    assert fitted.r2 == pytest.approx(66, abs=1)
    at = predict_effect(fitted, [0, 2.6, 6.8, 35])
    assert at.loc[0, "ci_low"] == pytest.approx(0.53, abs=0.01)
    assert at.loc[0, "ci_high"] == pytest.approx(1.23, abs=0.01)
    assert at.loc[2.6, "prediction_low"] == pytest.approx(0.41, abs=0.01)
    assert at.loc[2.6, "prediction_high"] == pytest.approx(1.07, abs=0.01)
    assert at.loc[6.8, "prediction_high"] == pytest.approx(0.75, abs=0.01)
    assert at.loc[35, "estimate"] == pytest.approx(0.05, abs=0.005)
    six = lesson_14.line_through(trials[trials["kind"] == lesson_14.HORMONAL])
    low, high = six.table().loc["gain", ["ci_low", "ci_high"]]
    assert low < 0 < high
    assert predict_effect(six, 0)["ci_high"].item() == pytest.approx(0.74, abs=0.01)
    assert lesson_14.smallest_safe_gain(fitted) == pytest.approx(3.3)
    assert lesson_14.smallest_safe_gain(six) == 0


def test_warnings_lie_outside_the_prediction_interval():
    line = lesson_14.line_through(lesson_14.trials_of_density())
    for _, row in lesson_14.warnings().iterrows():
        assert row["estimate"] > predict_effect(line, row["gain"])["prediction_high"].item()


def test_fluoride_is_told_as_printed():
    """Riggs 1990: +35, +12, −4 %; 163 against 136 and 72 against 24 fractures."""
    density, fractures = lesson_14.fluoride()
    assert list(density.values()) == [35, 12, -4]
    assert fractures == {"spine": (163, 136), "elsewhere": (72, 24)}


def test_bars_of_the_article_are_the_printed_intervals():
    """Torgerson 2001 0.56 to 0.94, PEARL 0.64 to 0.91, MORE 0.81 to 1.06."""
    rows = lesson_14.article_rows()[["trial_low", "trial_high"]]
    assert rows.to_numpy().tolist() == [[6, 44], [9, 36], [-6, 19]]


def test_the_quality_factors_named_under_the_explorer():
    assert 0.65 / fracture_ratio_from_density(2.6) == pytest.approx(0.74, abs=0.005)
    assert 1 / fracture_ratio_from_density(35) == pytest.approx(5.8, abs=0.1)
    assert 3 / fracture_ratio_from_density(35) == pytest.approx(17.5, abs=0.3)


def test_three_sizes_of_a_trial():
    sizes = np.round(list(lesson_14.people_table().values()))
    assert sizes.tolist() == [37, 977, 19520]


def test_codes_are_known():
    wrong = [w for n in range(1, 6) for w in registry.get(f"L14.E{n}").wrong]
    assert {w.code for w in wrong} - {""} <= set(MISCONCEPTIONS)
