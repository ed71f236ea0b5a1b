"""Figures of lesson 16 against the tables behind them."""

import pytest

from course_utils.exercises import lesson_16_data as data
from course_utils.figures import lesson_16 as draw
from course_utils.figures.lesson_16_known import MISSING, SIGNS
from tests.figures.lesson_16_gallery import KINDS, LESSON_16


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_every_cell_of_the_grid_has_its_word():
    written, states = _texts(LESSON_16["known or open"]()), data.states()
    counts = states.stack().value_counts()
    assert len(written) == states.size
    assert {word: written.count(sign) for word, sign in SIGNS.items()} == {
        word: counts[word] for word in SIGNS
    }
    assert written.count(MISSING) == counts[MISSING]


def test_what_was_not_randomized_is_hollow():
    ax = LESSON_16["three kinds of ratio"]().figure.axes[0]
    fills = {
        line.get_marker(): line.get_markerfacecolor()
        for line in ax.lines
        if line.get_marker() in "soD" and len(line.get_xdata()) == 1
    }
    assert fills["o"] == fills["D"] == "white"
    assert fills["s"] != "white"


def test_an_unknown_kind_of_ratio_is_refused():
    rows = data.as_rows([("a", "hearsay", 1, 0.5, 2)])
    with pytest.raises(ValueError, match="hearsay"):
        draw.ratio_rows(rows, "Ratios")


def test_the_summary_counts_the_intervals_that_leave_out_one():
    summary = draw.ratio_rows(data.as_rows(KINDS), "Ratios of three kinds").summary
    assert "2 of 3" in summary
    assert "counted; watched" in summary


def test_both_sheets_share_one_axis_and_the_missing_rate_is_said():
    described = LESSON_16["two sheets"]()
    top, bottom = described.figure.axes
    assert top.get_xlim() == bottom.get_xlim()
    assert any("no rate printed" in text for text in _texts(described))


def test_each_event_has_its_date_on_the_other_side():
    written = _texts(LESSON_16["two clocks"]())
    for date, _, what in data.EVENTS:
        assert date in written
        assert what in written
