"""Hundred people: the three currencies, the dots, and both ends of every control."""

import itertools
import math

import pytest

from course_utils.explorers import explore
from course_utils.explorers.hundred_people import EXPLORER, compute

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return explore("hundred_people")


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_the_default_reads_as_the_lesson_says():
    result = run()
    assert result["points"] == 7
    assert result["relative_percent"] == pytest.approx(38.9, abs=0.05)
    reading = EXPLORER.summarize(result)
    for words in ("7 more of 100", "+7 percentage points", "+39 %"):
        assert words in reading


def test_try_a_doubling_is_one_more_of_100():
    result = run(baseline=1, treated=2)
    assert result["relative_percent"] == pytest.approx(100)
    assert "1 more of 100" in result["sentence"]


def test_try_b_half_the_risk_helps_very_different_numbers():
    halves = [run(**state) for state in EXPLORER.tries[1].states]
    assert [result["relative_percent"] for result in halves] == [-50, -50, -50]
    assert len({result["points"] for result in halves}) == 3


def test_try_c_no_change_is_zero_three_times():
    result = run(**EXPLORER.tries[2].states[0])
    assert result["points"] == result["relative_percent"] == 0
    assert result["affected"] == {"baseline": 18, "treated": 18}


def test_from_zero_there_is_no_relative_change():
    result = run(baseline=0)
    assert math.isnan(result["relative_percent"])
    assert "inf" not in result["sentence"] and "nan" not in result["sentence"]


def dots(explorer, group):
    """How many dots of each kind stand in one crowd."""
    marks = {
        key[2]: len(line.get_xdata())
        for key, line in explorer._frame.artists.items()
        if key[0] == group and key[1] == "mark"
    }
    assert sum(marks.values()) == explorer.state["people"]
    return marks


ENDS = list(itertools.product(*(control.ends for control in EXPLORER.controls)))


@pytest.mark.parametrize("values", ENDS, ids=str)
def test_all_corners_of_the_controls_show_every_person(explorer, values):
    explorer.set(**dict(zip(DEFAULTS, values, strict=True)))
    people = explorer.state["people"]
    before, after = (explorer.state[name] * people // 100 for name in ("baseline", "treated"))
    assert dots(explorer, "baseline")["affected"] == before
    treated = dots(explorer, "treated")
    assert treated["affected"] + treated["more"] == after
    assert treated["more"] == max(0, after - before)
    assert treated["fewer"] == max(0, before - after)
    assert explorer.result["sentence"] in explorer.summary
    assert explorer.summary in explorer.alt
    assert f"of {people:,}" in explorer._frame.artists["treated", "title"].get_text()


def test_the_outline_keeps_the_default_number(explorer):
    explorer.set(baseline=3, people=1000)
    x, y = explorer._frame.artists["baseline", "ghost"].get_data()
    area = 0.0  # shoelace formula, block by block; gaps are NaN
    for x0, y0, x1, y1 in zip(x, y, x[1:], y[1:], strict=False):
        step = x0 * y1 - x1 * y0
        area += 0 if step != step else step / 2
    assert abs(area) == pytest.approx(180)
