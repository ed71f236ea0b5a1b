"""The panel answers to what a browser sends, without a browser."""

import html
import re

import ipywidgets as widgets
import pytest


@pytest.fixture
def explorer(tiny):
    return tiny()


def sentence(panel):
    return html.unescape(re.sub("<[^>]+>", "", panel.sentence.value))


def test_a_slider_message_moves_everything(explorer):
    panel = explorer.panel
    row = panel.rows["slope"]
    before = panel.picture.value
    row.slider.set_state({"value": 9.500000000000002})
    assert explorer.state["slope"] == 9.5
    assert row.box.value == "9.5"
    assert sentence(panel) == explorer.summary
    assert panel.picture.value != before
    assert f'alt="{html.escape(explorer.alt)}"' in panel.picture.value


@pytest.mark.parametrize(("typed", "value"), [("12,5", 12.5), (" 4 mm", 4), ("30", 30), ("0", 0)])
def test_a_typed_number_moves_the_slider(explorer, typed, value):
    row = explorer.panel.rows["slope"]
    row.box.set_state({"value": typed})
    assert explorer.state["slope"] == value
    assert row.slider.value == value
    assert row.box.value == f"{value:.1f}"
    assert explorer.panel.notice.value == ""


@pytest.mark.parametrize("typed", ["31", "-1", "many", "", "<b>1</b>", "1e999", "9" * 5000, "1.3"])
def test_a_refused_number_is_explained_and_the_value_stays(explorer, typed):
    row = explorer.panel.rows["slope"]
    row.box.set_state({"value": typed})
    notice = explorer.panel.notice.value
    assert 'role="alert"' in notice
    assert "The setting stays at 2.0 mm." in notice
    assert "<b>" not in notice
    assert len(notice) < 400
    assert row.box.value == "2.0"
    assert row.slider.value == 2
    assert explorer.state["slope"] == 2


def test_the_next_accepted_value_clears_the_notice(explorer):
    row = explorer.panel.rows["slope"]
    row.box.set_state({"value": "99"})
    row.box.set_state({"value": "99"})
    assert explorer.panel.notice.value
    row.slider.set_state({"value": 3.0})
    assert explorer.panel.notice.value == ""


def test_choice_and_toggle_follow_and_lead(explorer):
    panel = explorer.panel
    panel.rows["shape"].field.set_state({"index": 1})
    panel.rows["marked"].field.set_state({"value": True})
    assert explorer.state == {"slope": 2, "shape": "parabola", "marked": True}
    explorer.set(shape="line", marked=False)
    assert panel.rows["shape"].field.value == "line"
    assert panel.rows["marked"].field.value is False


def test_the_reset_button_brings_everything_back(explorer):
    panel = explorer.panel
    picture = panel.picture.value
    panel.rows["slope"].box.set_state({"value": "20"})
    panel.rows["slope"].box.set_state({"value": "too much"})
    panel.reset.click()
    assert explorer.state == explorer.declaration.defaults
    assert panel.picture.value == picture
    assert panel.rows["slope"].slider.value == 2
    assert panel.notice.value == ""


@pytest.mark.parametrize("slope", [13.0, 7.0])
def test_a_fault_puts_a_sentence_in_place_of_the_picture(explorer, slope):
    panel = explorer.panel
    panel.rows["slope"].slider.set_state({"value": slope})
    assert explorer.error is not None
    assert "<img" not in panel.picture.value
    assert 'role="alert"' in panel.picture.value
    assert "Press Reset" in panel.picture.value
    assert "Traceback" not in panel.picture.value
    panel.reset.click()
    assert explorer.error is None
    assert "<img" in panel.picture.value


def test_python_moves_the_widgets(explorer):
    panel = explorer.panel
    explorer.set(slope=30)
    assert panel.rows["slope"].slider.value == 30
    assert panel.rows["slope"].box.value == "30.0"


def parts(widget):
    """A widget and everything inside it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def test_every_control_has_a_label_a_unit_and_a_keyboard_step(explorer):
    row = explorer.panel.rows["slope"]
    assert row.box.description == "Slope"
    assert row.slider.step == 0.5
    labels = [part.value for part in parts(row.widget) if isinstance(part, widgets.Label)]
    assert labels == ["mm"]


def test_a_panel_made_late_shows_the_state_of_now(tiny):
    explorer = tiny().set(slope=8, shape="parabola", marked=True)
    rows = explorer.panel.rows
    assert (rows["slope"].box.value, rows["slope"].slider.value) == ("8.0", 8)
    assert (rows["shape"].field.value, rows["marked"].field.value) == ("parabola", True)
    assert explorer.state["slope"] == 8


def test_the_sentence_is_a_live_region(explorer):
    assert 'role="status" aria-live="polite"' in explorer.panel.sentence.value
    assert sentence(explorer.panel).startswith("Now showing ")


def test_the_panel_holds_no_output_widget_and_one_picture(explorer):
    inside = list(parts(explorer.panel))
    assert not [part for part in inside if isinstance(part, widgets.Output | widgets.Image)]
    pages = [part.value for part in inside if isinstance(part, widgets.HTML)]
    assert sum("<img" in page for page in pages) == 1
