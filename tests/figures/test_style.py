"""Model and data conventions, and labels that keep apart."""

from itertools import pairwise

import matplotlib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_utils.figures.style import (
    data_points,
    label_line_end,
    model_line,
    new_figure,
    note,
    spread,
)


def test_a_new_figure_leaves_the_settings_of_the_reader_alone():
    before = dict(matplotlib.rcParams)
    figure, ax = new_figure()
    model_line(ax, [0, 1], [0, 1], "curve")
    assert dict(matplotlib.rcParams) == before
    assert isinstance(figure.canvas, FigureCanvasAgg)
    assert figure.canvas.manager is None


def test_the_style_survives_other_settings():
    with matplotlib.rc_context({"font.size": 5, "axes.spines.top": True, "axes.facecolor": "k"}):
        _figure, ax = new_figure()
        ax.set_xlabel("days")
    assert ax.xaxis.label.get_fontsize() == 11
    assert not ax.spines["top"].get_visible()
    assert matplotlib.colors.to_hex(ax.get_facecolor()) == "#ffffff"


def test_a_model_line_is_a_line_and_says_model():
    _figure, axes = new_figure(ncols=2)
    line = model_line(axes[0], [0, 1, 2], [1, 2, 4], "formation", "formation")
    model_line(axes[1], [0, 1], [1, 1])
    assert line.get_marker() in ("None", None, "")
    written = [text.get_text() for ax in axes for text in ax.texts]
    assert written == ["formation", "model"]


def test_data_are_marks_with_their_interval_and_study():
    _figure, ax = new_figure()
    marks = data_points(ax, [0, 1], [-1.0, 2.0], ([-2, 1], [1, 2.5]), "Johnston 2000")
    points, _caps, (bars,) = marks
    assert points.get_linestyle() == "None"
    spans = [tuple(segment[:, 1]) for segment in bars.get_segments()]
    assert spans == [(-2, 1), (1, 2.5)]
    assert [text.get_text() for text in ax.texts] == ["Johnston 2000"]


def test_data_without_a_study_are_refused():
    _figure, ax = new_figure()
    with pytest.raises(ValueError, match="name of their study"):
        data_points(ax, [0], [1], ([0], [2]), " ")


def test_a_value_outside_its_interval_is_refused():
    _figure, ax = new_figure()
    with pytest.raises(ValueError, match="inside its interval"):
        data_points(ax, [0], [3], ([0], [2]), "Johnston 2000")


def test_end_labels_of_equal_lines_do_not_touch():
    figure, ax = new_figure()
    ax.set(xlim=(0, 1), ylim=(0, 10))
    labels = [label_line_end(ax, 1, 5, name) for name in ("one", "two", "three")]
    figure.draw_without_rendering()
    boxes = sorted((label.get_window_extent() for label in labels), key=lambda box: box.y0)
    assert all(low.y1 < high.y0 for low, high in pairwise(boxes))


def test_a_note_stands_in_its_corner():
    _figure, ax = new_figure()
    badge = note(ax, "synthetic", "lower left")
    assert (badge.get_ha(), badge.get_va()) == ("left", "bottom")


numbers = st.lists(st.floats(-100, 100), min_size=1, max_size=8)


@given(numbers)
def test_spread_labels_keep_order_distance_and_mean(places):
    moved = spread(places, [5.0] * len(places))
    order = np.argsort(places, kind="stable")
    assert np.all(np.diff(moved[order]) >= 5 - 1e-9)
    assert np.mean(moved) == pytest.approx(np.mean(places), abs=1e-9)


def test_labels_with_room_stay_where_they_are():
    assert spread([0, 10, 30], [5, 5, 5]).tolist() == [0, 10, 30]


def test_spread_handles_an_exact_clash():
    assert spread([1, 1], [4, 4]).tolist() == [-1, 3]
