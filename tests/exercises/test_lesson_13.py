"""The numbers of the lesson against printed results, the blueprint and other formulas."""

import math

import pytest

from course_utils.evidence import effects
from course_utils.exercises import check, lesson_13, registry
from course_utils.exercises.misconceptions import MISCONCEPTIONS


def test_the_keys_follow_from_printed_numbers():
    # Silverman 2012: 6.8 and 4.5 % in 5 years; Qu 2005: 1 of 2,259 and 10 of 2,292.
    assert registry.get("L13.E1").key == pytest.approx((33.82, 43.48), abs=0.01)
    assert registry.get("L13.E3").key == pytest.approx(1000 * (10 / 2292 - 1 / 2259))
    assert registry.get("L13.E4").key == "C"
    assert registry.get("L13.E5").key == "B"
    assert sum(registry.get(f"L13.E{n}").points for n in range(1, 7)) == 10


def test_the_upper_end_is_that_of_the_packaged_interval():
    exercise = registry.get("L13.E2")
    for case, key in zip(exercise.answer.cases, exercise.key, strict=True):
        assert key == pytest.approx(effects.risk_ratio(*case.arguments).high, abs=2e-4)
    assert lesson_13.rr_upper(733, 8506, 896, 8102) == pytest.approx(0.855, abs=5e-4)


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L13.E1", (33.8, 2.96), "M-EPI-1"),
        ("L13.E1", (2.3, 43.5), "M-EPI-2"),
        ("L13.E1", (33.8, 0.435), "planted"),
        ("L13.E1", (51.1, 43.5), "planted"),
        ("L13.E1", (66.2, 43.5), "planted"),
        ("L13.E1", (34.7, 28.6), "M-EPI-3"),
        ("L13.E3", 900, "M-EPI-1"),
        ("L13.E3", 90, "M-EPI-1"),
        ("L13.E3", 0.39, "M-EPI-2"),
        ("L13.E3", 39, "planted"),
        ("L13.E3", 4.36, "planted"),
        ("L13.E3", 255, "planted"),
        ("L13.E4", "A", "M-EPI-4"),
        ("L13.E4", "B", "M-EPI-4"),
        ("L13.E5", "A", "M-EPI-5"),
        ("L13.E5", "C", "M-EPI-5"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert (result.status, result.code) in {("incorrect", code), ("partly correct", code)}


@pytest.mark.parametrize("answer", [(34, 44), (34, 43), (33.8, 43.5)])
def test_sensible_rounding_passes(answer):
    assert check("L13.E1", answer).status == "correct"


def test_the_cards_of_the_lesson_are_the_blueprints():
    """MORE, 60 mg: 34.7 %, 3.5 percentage points, number needed 28.6."""
    ways = lesson_13.three_ways(lesson_13.more_shares())
    assert ways == pytest.approx((34.65, 3.5, 28.57), abs=0.01)


def test_a_function_without_the_way_back_is_told():
    result = check("L13.E2", lambda a, n1, c, n0: math.log((a / n1) / (c / n0)))
    assert result.status == "incorrect"


def test_two_papers_go_by_two_names():
    table = lesson_13.one_paper_two_names(lesson_13.cited())
    assert list(table["citation_key"]) == ["rambhatla2016", "wong2019"]
    assert list(table["first_authors"]) == [2, 2]


def test_predictions_come_true_as_the_lesson_tells_them():
    rights = [registry.get_prediction(f"L13.P{n}").right() for n in range(1, 6)]
    assert rights == ["B", "D", "C", "A", "B"]


def test_counts_of_the_trials_are_the_printed_ones():
    assert lesson_13.whi_counts() == (733, 8506, 896, 8102)  # Cauley 2003
    assert lesson_13.half_year_counts() == (1, 2259, 10, 2292)  # Qu 2005
    assert dict(lesson_13.more_shares()) == {"placebo": 10.1, "raloxifene": 6.6}


def test_the_early_looks_are_those_of_the_papers():
    looks = lesson_13.felt_over_time()
    assert looks.loc[0.5].tolist() == pytest.approx([90, 37, 99])
    assert looks.loc[1.0].tolist() == [68, 20, 87]
    assert looks.loc[3.0].tolist() == [41, 17, 59]
    assert looks["low"].max() < 45 < looks["high"].min()


def test_two_baselines_reproduce_the_blueprint():
    """35 of 1,000 in MORE, about 4 in RUTH; the interval of MORE as from rounded counts."""
    table = lesson_13.two_baselines()
    assert table["fewer"].round(1).to_dict() == {"MORE": 35.0, "RUTH": 3.9}
    counts = effects.risk_difference(149, 2259, 231, 2292)
    assert -table.loc["MORE", "low"] == pytest.approx(1000 * counts.high, abs=1)
    assert -table.loc["MORE", "high"] == pytest.approx(1000 * counts.low, abs=1)


def test_versions_are_of_one_trial_each():
    for versions in (lesson_13.hip_versions(), lesson_13.heart_versions()):
        assert versions["trial_id"].nunique() == 1
        assert len(versions) == versions["label"].nunique() == 3
    assert list(lesson_13.heart_versions()["ci_low"]) == [1.02, 0.99, 0.95]


def test_two_drugs_with_one_percentage():
    table = lesson_13.forty_two()
    ratio = (table["rate_arm"] / table["rate_comparator"]).astype(float)
    assert ratio.to_dict() == pytest.approx(
        {"lasofoxifene": 0.585, "bazedoxifene": 0.561}, abs=1e-3
    )


def test_codes_are_known():
    wrong = [w for n in range(1, 7) for w in registry.get(f"L13.E{n}").wrong]
    assert {w.code for w in wrong} - {""} <= set(MISCONCEPTIONS)
