"""Figures of lesson 01 against the tables they draw and the published site model."""

import numpy as np
import pytest

from course_utils.figures import lesson_01 as draw
from course_utils.physiology.bone import lagging_formation, remodeling_site
from tests.figures.gallery import bath, filling


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_flows_stand_above_the_stock_on_one_time_axis():
    above, below = draw.flows_over_stock(bath()).figure.axes
    assert above.get_xlim() == below.get_xlim()
    assert above.get_position().y0 > below.get_position().y0
    drawn = below.lines[0].get_ydata()
    assert np.array_equal(drawn, bath()["bone_mass_percent"])


def test_the_gap_is_named_for_what_it_does():
    assert "drains" in _texts(draw.flows_over_stock(bath()))
    assert "fills" in _texts(draw.flows_over_stock(filling()))


def test_flows_are_told_with_the_arithmetic_of_the_bath():
    """Two years at 16 − 8 = 8 % per year leave 84 %."""
    described = draw.flows_over_stock(bath())
    assert "from 100.0 % to 84.0 % at its lowest, and it ends at 84.0 %" in described.summary
    assert "resorption 8.0 to 16.0 and formation 8.0 percent per year" in described.alt


def test_a_prediction_is_drawn_dashed_beside_the_model():
    described = draw.flows_over_stock(bath(), predicted=[100, 100, 80, 100])
    line = described.figure.axes[1].lines[1]
    assert line.get_linestyle() == "--"
    assert line.get_ydata()[0] == 100 and min(line.get_ydata()) == pytest.approx(80, abs=0.2)
    assert "your prediction" in _texts(described)
    assert "your prediction" in described.alt


def test_a_prediction_may_be_pairs_of_time_and_level():
    described = draw.flows_over_stock(bath(), predicted=[(0, 100), (3, 90), (6, 90)])
    line = described.figure.axes[1].lines[1]
    assert np.interp(1.5, line.get_xdata(), line.get_ydata()) == pytest.approx(95)


@pytest.mark.parametrize("predicted", [[100], [100, float("nan")], [[1, 2, 3], [4, 5, 6]]])
def test_an_unreadable_prediction_is_refused(predicted):
    with pytest.raises(ValueError, match="at least two levels"):
        draw.flows_over_stock(bath(), predicted=predicted)


def test_one_site_marks_the_published_minimum():
    """Komarova 2003: lowest 89.84 % on day 12.2, osteoblast peak 395.9 on day 14.2."""
    described = draw.one_site(remodeling_site())
    assert "lowest: 89.8 % on day 12" in _texts(described)
    assert "Osteoblasts peak at 396 on day 14" in described.alt
    assert "ends at 100.0 %" in described.summary


def test_one_site_shows_the_bone_from_zero_as_well():
    axes = draw.one_site(remodeling_site()).figure.axes
    floors = sorted(ax.get_ylim()[0] for ax in axes if "one" in ax.get_title("left").lower())
    assert floors == [80]
    assert any(ax.get_title("left") == "From 0" and ax.get_ylim()[0] == 0 for ax in axes)


def test_one_site_without_marks_keeps_the_answer_for_later():
    assert not [
        words for words in _texts(draw.one_site(remodeling_site(), marks=False)) if "day" in words
    ]


def test_a_hole_that_is_never_refilled_is_said_so():
    weak = draw.one_site(remodeling_site(formation_efficiency=0.0010))
    assert "less than 95 % of the hole is refilled" in weak.summary
    assert not [words for words in _texts(weak) if "refilled" in words]


def test_the_staircase_ends_where_the_tables_end():
    """k2 0.0015 loses about 1.7 % a cycle: 83.2 % after ten."""
    weak = remodeling_site(formation_efficiency=0.0015, cycles=10)
    described = draw.staircase(remodeling_site(cycles=10), weak)
    assert "83.2 %" in described.summary and "−1.7 percentage points per cycle" in described.summary
    assert "weaker filling:\n83.2 %" in _texts(described)


def test_the_doubling_costs_its_lag_times_its_step_once():
    """(16 − 8) %/y × 0.8 y = 6.4 %."""
    described = draw.balanced_doubling(lagging_formation(np.linspace(0, 10, 201), resorption=16))
    assert "−6.4 %, once" in _texts(described)
    assert "costs 6.4 % of bone mass once" in described.summary
    above = described.figure.axes[0]
    resorption = next(line for line in above.lines if line.get_linewidth() == 1.8)
    assert resorption.get_ydata()[0] == 8 and resorption.get_ydata()[-1] == 16


def test_one_flow_says_nothing_of_the_other():
    years = np.linspace(0, 10, 101)
    described = draw.one_flow(years, 8 + 6 * np.exp(-((years - 5) ** 2)))
    assert "14.0 % per year in year 5.0" in described.alt
    assert "formation is not shown" in described.summary


def test_phases_come_in_order_with_the_durations_given():
    described = draw.four_phases({"formation": "3–5 months"})
    titles = [ax.get_title("left") for ax in described.figure.axes]
    assert titles == ["1 activation", "2 resorption", "3 reversal", "4 formation"]
    assert "osteoblasts fill the pit, 3–5 months" in described.alt
    assert "months" not in draw.four_phases().alt
    with pytest.raises(ValueError, match="activation, resorption, reversal, formation"):
        draw.four_phases({"rest": "a year"})


def test_the_cast_names_its_three_cells():
    written = " ".join(_texts(draw.cast_of_cells()))
    assert all(name in written for name in ("osteoclast", "osteoblasts", "osteocytes"))
