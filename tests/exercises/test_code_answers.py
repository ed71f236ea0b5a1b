"""Functions and tables handed in by students."""

import pandas as pd
import pytest

from course_utils.exercises import check


def noisy(b0, F, R, years):
    print("a line that must not reach the notebook")
    return b0 + (F - R) * years


def test_printing_on_the_way_is_fine_and_caught(capsys):
    assert check("L01.E2", noisy).status == "correct"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("function", "word"),
    [
        (lambda *inputs: print("95"), "prints a value and returns nothing"),
        (lambda *inputs: None, "returns nothing"),
        (lambda b0, F: 95, "does not take the 4 inputs"),
        (lambda *inputs: 1 / 0, "ZeroDivisionError"),
        (lambda *inputs: exit(), "SystemExit"),
        (lambda *inputs: [1, 2], "what came back is unclear"),
        (lambda *inputs: float("nan"), "NaN"),
        (95, "by its name without parentheses"),
    ],
)
def test_a_function_that_cannot_be_judged(function, word):
    result = check("L01.E2", function)
    assert result.status == "could not read"
    assert word in result.message


def test_recursion_without_end_is_reported():
    def again(b0, F, R, years):
        return again(b0, F, R, years)

    assert "RecursionError" in check("L01.E2", again).message


def test_the_stop_button_ends_a_loop_in_words():
    def stopped(b0, F, R, years):
        raise KeyboardInterrupt

    assert "Can each of its loops end" in check("L01.E2", stopped).message


def test_returning_the_dots_is_not_attempted():
    assert check("L01.E2", lambda b0, F, R, years: ...).status == "not attempted"


def test_defaults_and_other_names_for_the_inputs_are_fine():
    assert check("L01.E2", lambda a, b, c, d, e=1: a + (b - c) * d * e).status == "correct"


def test_most_cases_right_is_partly_correct_and_names_them():
    def afraid_of_gain(b0, F, R, years):
        return b0 + min(F - R, 0) * years

    result = check("L01.E2", afraid_of_gain)
    assert result.status == "partly correct"
    assert result.points == 1.0
    assert "equal flows" in result.message
    assert "Not yet for: a surplus" in result.message


@pytest.fixture
def right_rows():
    from course_utils.exercises.lesson_00 import early_menopause_trials, treated_at_three_years

    return treated_at_three_years(early_menopause_trials())


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.reset_index(drop=True),
        lambda rows: rows.set_index("arm"),
        lambda rows: rows[["arm", "site", "mean_pct_change"]],
        lambda rows: rows.assign(extra=1),
        lambda rows: rows[rows.columns[::-1]],
    ],
)
def test_index_and_further_columns_do_not_count(right_rows, change):
    assert check("L00.E4", change(right_rows)).status == "correct"


def test_a_table_is_left_as_it_was(right_rows):
    before = right_rows.copy()
    check("L00.E4", right_rows)
    pd.testing.assert_frame_equal(right_rows, before)


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [
        (lambda rows: rows.iloc[1:], "rows", "too strict"),
        (lambda rows: rows.iloc[:0], "empty", "No row is left"),
        (lambda rows: pd.concat([rows, rows.iloc[:1]]), "repeated", "twice"),
        (lambda rows: rows.iloc[[1, 0, 2]], "order", "ascending"),
    ],
)
def test_other_rows_are_described(right_rows, change, code, word):
    result = check("L00.E4", change(right_rows))
    assert (result.code, word in result.message) == (code, True)


def test_a_missing_column_is_named(right_rows):
    result = check("L00.E4", right_rows.drop(columns="arm"))
    assert result.status == "could not read"
    assert "'arm'" in result.message
