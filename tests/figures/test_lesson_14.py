"""Figures of lesson 14 against the numbers they are given."""

import numpy as np
import pandas as pd
import pytest

from course_utils.figures import lesson_14 as draw

GAINS = np.linspace(0, 10, 11)
TRIALS = pd.DataFrame(
    {
        "drug": ["one drug", "another"],
        "kind": ["estrogen or SERM", "another class"],
        "gain": [2.0, 8.0],
        "estimate": [0.7, 0.4],
        "ci_low": [0.5, 0.3],
        "ci_high": [0.9, 0.6],
    }
)
WARNED = pd.DataFrame(
    {
        "gain": [6.8, 35],
        "estimate": [1.43, 3.0],
        "ci_low": [1.04, np.nan],
        "ci_high": [1.97, np.nan],
    },
    index=["a gel", "a salt"],
)


def line(gains=GAINS):
    middle = np.exp(-0.1 * gains)
    factors = {"estimate": 1, "ci_low": 0.9, "ci_high": 1.1, "prediction_low": 0.7,
               "prediction_high": 1.4}  # fmt: skip
    return pd.DataFrame({k: f * middle for k, f in factors.items()}, index=gains)


def texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_fluoride_tells_scans_and_counts():
    described = draw.fluoride_trial(
        {"spine": 35.0, "radius shaft": -4.0}, {"spine": (163, 136), "elsewhere": (72, 24)}, "Riggs"
    )
    assert "radius shaft −4 %" in described.alt
    assert "72 fractures outside the spine stood against 24" in described.summary
    assert "Riggs" in texts(described)


def test_promises_are_counted_as_kept_or_not():
    rows = pd.DataFrame(
        {"gain": [2.6, 35], "predicted": [0.88, 0.17], "estimate": [0.64, 3.0],
         "ci_low": [0.5, np.nan], "ci_high": [0.8, np.nan]},
        index=["one", "two"],
    )  # fmt: skip
    described = draw.promised_and_seen(rows)
    assert "Of 2 results 1 are better" in described.summary
    assert "two: promised 0.17, seen 3.00" in described.alt


def test_the_line_tells_where_it_runs_and_names_its_trials():
    described = draw.trial_line(TRIALS, line())
    assert "from ratio 1.00 at a gain of 0 % to 0.37 at 10 %" in described.summary
    assert "one drug" in texts(described)


def test_what_was_not_fitted_is_drawn_apart():
    described = draw.trial_line(TRIALS, line(np.linspace(0, 37, 75)), WARNED)
    assert "a salt 3.00" in texts(described) and "one drug" not in texts(described)
    assert "Far above the line" in described.summary


def test_the_line_is_broken_beyond_the_last_trial():
    ax = draw.trial_line(TRIALS, line()).figure.axes[0]
    dashed = [drawn for drawn in ax.lines if drawn.get_linestyle() == "--"]
    assert min(dashed[0].get_xdata()) > 8


@pytest.mark.parametrize("people", [{"a": 37, "b": 977, "c": 19520}])
def test_people_are_written_on_their_bars(people):
    described = draw.people_needed(people)
    assert {"37", "977", "19,520"} <= set(texts(described))


def test_boxes_and_bars_are_told_apart():
    columns = ["fall_low", "fall_high", "effect_low", "effect_high", "trial_low", "trial_high"]
    rows = pd.DataFrame([(50, 70, 30, 40, 6, 44), (30, 40, 0, 0, -6, 19)], columns=columns)
    described = draw.four_rows(rows.set_axis(["one", "two"]), (42, 27), (33, 1.1))
    assert "no consistent effect, trials −6 to 19 %" in described.alt
    assert {"a threshold", "a slope"} <= set(texts(described))


def test_a_missing_number_is_said():
    rows = pd.DataFrame(
        {"place": ["spine", "spine", "elsewhere"], "dose": ["0.25 mg", "0.5 mg", "0.5 mg"],
         "estimate": [0.69, 0.58, 0.76], "ci_low": [0.57, 0.47, 0.64],
         "ci_high": [0.83, 0.7, 0.91]}
    )  # fmt: skip
    described = draw.two_doses(rows, {("elsewhere", "0.25 mg"): "not printed"})
    assert "not printed" in texts(described) and "elsewhere, 0.25 mg" in described.alt
