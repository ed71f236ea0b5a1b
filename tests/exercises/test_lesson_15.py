"""The numbers of the lesson against planted truths, published values and arithmetic."""

import numpy as np
import pandas as pd
import pytest

from course_utils.evidence import bias
from course_utils.exercises import check, lesson_15, registry
from course_utils.exercises.misconceptions import MISCONCEPTIONS


def test_the_keys_follow_from_the_tables():
    # The card of cohort_synthetic: naive near 0.5, sorted 1 within about 7 % (one SE).
    assert registry.get("L15.E1").key == pytest.approx(0.559, abs=0.001)
    assert registry.get("L15.E2").key == ("D", "E", "B", "A")
    nothing, halves, day_one, few = registry.get("L15.E3").key
    assert (nothing, day_one) == (pytest.approx(1, abs=0.25), pytest.approx(1, abs=0.25))
    assert halves == pytest.approx(0.5, abs=0.1)
    assert few == pytest.approx(1, abs=0.25)
    assert [registry.get(f"L15.E{n}").key for n in (4, 5)] == ["C", "B"]
    assert sum(registry.get(f"L15.E{n}").points for n in range(1, 6)) == 10


def test_the_written_out_ratios_are_those_of_the_library():
    people = lesson_15.synthetic_people()
    assert lesson_15.naive_ratio_of(people) == pytest.approx(bias.naive_rate_ratio(people).estimate)
    assert lesson_15.sorted_rate_ratio(people) == pytest.approx(
        bias.person_time_rr(people).estimate
    )


def test_a_tiny_cohort_by_hand():
    """Years on the drug 3 + 1 with 1 event; off it 2 + 1 + 5 + 2 with 1 event."""
    people = pd.DataFrame(
        {
            "started": [True, True, False, False],
            "start_years": [2.0, 1.0, np.nan, np.nan],
            "follow_up_years": [5.0, 2.0, 5.0, 2.0],
            "event": [False, True, False, True],
        }
    )
    assert lesson_15.sorted_rate_ratio(people) == pytest.approx((1 / 4) / (1 / 10))
    assert lesson_15.naive_ratio_of(people) == pytest.approx((1 / 7) / (1 / 7))


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L15.E1", 1.05, "planted"),
        ("L15.E1", 1.78, "planted"),
        ("L15.E1", 0.62, "planted"),
        ("L15.E1", 0.81, "M-EPI-8"),
        ("L15.E1", 1, "planted"),
        ("L15.E2", "D C B A", "M-EPI-8"),
        ("L15.E2", "EDBA", "planted"),
        ("L15.E3", lesson_15.naive_ratio_of, "M-EPI-8"),
        ("L15.E3", lesson_15._dropped_ratio, "M-EPI-8"),
        ("L15.E4", "B", "M-EPI-7"),
        ("L15.E5", "C", "planted"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_give_them(id, answer, code):
    result = check(id, answer)
    assert result.status in {"incorrect", "partly correct"}
    assert result.code == code


def test_an_answer_that_changes_its_table_changes_no_case():
    def greedy(people):
        people.loc[:, "event"] = False
        return 1.0

    check("L15.E3", greedy)
    assert check("L15.E3", lesson_15.sorted_rate_ratio).status == "correct"


def test_predictions_come_true_as_the_lesson_tells_them():
    rights = [registry.get_prediction(f"L15.P{n}").right() for n in range(1, 6)]
    assert rights == ["D", "B", "C", "A", "C"]


def test_healthy_users_push_below_one():
    assert bias.person_time_rr(bias.healthy_user_cohort()).ci_high < 1
    assert lesson_15.direction_of_healthy_users() == "C"


def test_dropping_the_waiting_years_pushes_down_and_not_up():
    """The blueprint expected an upward bias; the others lose their safest years."""
    assert lesson_15._dropped_ratio(bias.immortal_time_cohort(people=100_000)) < 0.9


def test_a_noisy_questionnaire_repairs_less_than_half():
    cohort = bias.healthy_user_cohort(people=200_000)
    raw, known = bias.person_time_rr(cohort), bias.person_time_rr(cohort, 10)
    half = bias.person_time_rr(lesson_15.with_noise(cohort, 1.0), 10)
    way = np.log(half.estimate / raw.estimate) / np.log(known.estimate / raw.estimate)
    assert 0.35 < way < 0.55


def test_tenths_hold_the_rates_of_their_people():
    cohort = bias.healthy_user_cohort()
    table = lesson_15.by_tenth(cohort)
    robust = cohort[cohort["frailty_sd"] <= cohort["frailty_sd"].quantile(0.1)]
    users = robust[robust["started"]]
    rate = 100 * users["event"].sum() / users["follow_up_years"].sum()
    assert table["users"].iloc[0] == pytest.approx(rate)
    assert table["share_of_users"].is_monotonic_decreasing


def test_pairs_are_the_published_ones():
    """Table 2 of Hartz 2013; abstracts of Banks 2004, Cauley 2003 and Jackson 2006."""
    rows = lesson_15.pairs()[["design", "estimate", "ci_low", "ci_high"]].to_numpy().tolist()
    assert rows[:2] == [["cohort", 0.86, 0.7, 1.05], ["trial", 1.3, 1.02, 1.65]]
    assert rows[8:] == [
        ["cohort", 0.62, 0.58, 0.66],
        ["trial", 0.76, 0.69, 0.83],
        ["trial", 0.71, 0.64, 0.8],
    ]


def test_timing_is_the_published_one():
    """Table 3 of Hernán 2008; Roehm 2015; abstract of Schierbeck 2012."""
    found = lesson_15.timing()["estimate"].tolist()
    assert found == [0.96, 1.42, 0.88, 0.84, 1.12, 0.60, 0.48]
    assert lesson_15.early_and_late() == {"early": (0.84, 0.61, 1.14), "late": (1.12, 0.84, 1.48)}


def test_starts_are_the_published_shares():
    """Table 2 of Prentice 2008: 952, 2338 and 2160 of 5450; 4257, 1115 and 338 of 5710."""
    starts = lesson_15.starts()
    counts = {"trial": (952, 2338, 2160), "cohort": (4257, 1115, 338)}
    for design, people in counts.items():
        assert starts[design].tolist() == [round(100 * n / sum(people)) for n in people]


def test_codes_are_known():
    wrong = [w for n in range(1, 6) for w in registry.get(f"L15.E{n}").wrong]
    assert {w.code for w in wrong} - {""} <= set(MISCONCEPTIONS)
