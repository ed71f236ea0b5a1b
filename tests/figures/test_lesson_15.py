"""Figures of lesson 15 against the tables they draw."""

import numpy as np
import pandas as pd
import pytest

from course_utils.evidence.bias_answer import Answer
from course_utils.figures import lesson_15 as draw
from course_utils.figures.lesson_15 import twelve


def people():
    """Five users, two of them with an event, and five others, three with one."""
    return pd.DataFrame(
        {
            "started": [1] * 5 + [0] * 5,
            "start_years": [2.0, 1.0, 0.5, 1.5, 2.5] + [np.nan] * 5,
            "follow_up_years": [5, 5, 5, 3, 4, 5, 5, 0.7, 1.8, 2.5],
            "event": [0, 0, 0, 1, 1, 0, 0, 1, 1, 1],
        }
    )


def pairs():
    rows = [
        ("heart", "cohort", "A 2013", 0.86, 0.70, 1.05),
        ("heart", "trial", "A 2013", 1.30, 1.02, 1.65),
        ("bone", "cohort", "B 2004", 0.80, 0.70, 0.90),
        ("bone", "trial", "C 2003", 0.70, 0.60, 0.80),
    ]
    columns = ["question", "design", "study", "estimate", "ci_low", "ci_high"]
    return pd.DataFrame(rows, columns=columns)


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_users_come_first_in_the_order_of_their_starts():
    rows = twelve(people())
    assert [row.started for row in rows] == [1] * 5 + [0] * 5
    assert [row.start_years for row in rows[:5]] == [0.5, 1.0, 1.5, 2.0, 2.5]


def test_waiting_years_are_added_up_and_named():
    described = draw.shelves(people())
    assert "Among these 5 users, 7.5 years" in described.summary
    assert {"immortal", "treated", "untreated"} <= set(_texts(described))


def test_an_answer_that_misses_the_truth_is_a_cross_and_named():
    answers = {
        "wrong": Answer("rate ratio", 0.56, 0.51, 0.62, ""),
        "right": Answer("rate ratio", 1.06, 0.96, 1.16, ""),
    }
    described = draw.analyses(answers, 1.0)
    assert described.summary.endswith("Missed by: wrong.")
    assert "simulated people" in _texts(described)
    assert {"X", "o"} <= {line.get_marker() for line in described.figure.axes[0].lines}
    assert "Every interval" in draw.analyses({"right": answers["right"]}, 1.0).summary


def test_tenths_tell_who_takes_the_drug():
    table = pd.DataFrame(
        {"users": [0.8, 3.9], "others": [0.7, 4.6], "share_of_users": [80.0, 19.0]}, index=[1, 2]
    )
    described = draw.tenths(table)
    assert "80 % take the drug, of the most frail 19 %" in described.summary


def test_pairs_are_compared_only_where_both_designs_answer():
    described = draw.side_by_side(pairs(), "Hormones")
    assert described.summary == "In 1 of 2 pairs the cohort lies below the trial."
    assert {"A 2013", "B 2004", "C 2003"} <= set(_texts(described))
    alone = draw.side_by_side(pairs().query("design == 'cohort'"), "Hormones")
    assert alone.summary == "The estimates run from 0.80 (bone) to 0.86 (heart)."


def test_an_interval_without_its_estimate_is_refused():
    broken = pairs().assign(ci_high=0.5)
    with pytest.raises(ValueError, match="heart"):
        draw.side_by_side(broken, "Hormones")


def test_starts_read_the_first_span():
    starts = pd.DataFrame({"cohort": [75.0, 25.0], "trial": [17.0, 83.0]}, index=["< 5", "≥ 5"])
    described = draw.who_started_when(starts, "a study")
    assert "75 % had begun within 5 years" in described.summary
    assert "a study" in _texts(described)


def test_a_mixture_is_read_off_its_line():
    share = np.linspace(0, 100, 11)
    ends = {"early": (0.84, 0.61, 1.14), "late": (1.12, 0.84, 1.48)}
    described = draw.mixture_line(share, 1.12 - 0.0028 * share, {"half": 50}, ends, "a study")
    assert "half (50 % early) 0.98" in described.summary
    assert "model" in _texts(described)
