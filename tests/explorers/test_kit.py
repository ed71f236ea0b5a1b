"""An explorer driven from Python: state, refusals, ghost, words, static copy, faults."""

import base64
import dataclasses
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from course_utils.explorers import LESSON_OF, NAMES, explore, kit
from course_utils.explorers.kit.controls import Number
from course_utils.figures.style import new_figure


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def test_setting_moves_result_picture_and_words_together(tiny):
    explorer = tiny()
    before, picture = explorer.summary, explorer.frame_png
    explorer.set(slope=9)
    assert explorer.state == {"slope": 9, "shape": "line", "marked": False}
    assert explorer.result["y"][-1] == 9
    assert explorer.summary == "Now showing slope 9.0 mm, shape straight: the line ends at 9.0 mm."
    assert explorer.summary != before
    assert explorer.frame_png != picture
    assert explorer.alt == f"One line over x. {explorer.summary}"


def test_the_drawn_line_is_the_computed_one(tiny):
    explorer = tiny().set(slope=11, shape="parabola")
    drawn = explorer._frame.artists["line"].get_ydata()
    assert np.array_equal(drawn, explorer.result["y"])


def test_reset_brings_back_state_and_bytes(tiny):
    explorer = tiny()
    live, still = explorer.frame_png, explorer.png
    explorer.set(slope=25, shape="parabola", marked=True).png  # noqa: B018
    explorer.set(slope=3)
    explorer.reset()
    assert explorer.state == explorer.declaration.defaults
    assert explorer.frame_png == live
    assert explorer.png == still


def test_state_handed_out_is_a_copy(tiny):
    explorer = tiny()
    explorer.state["slope"] = 30
    assert explorer.state["slope"] == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"slope": 31}, r"Slope goes from 0\.0 mm to 30\.0 mm, so 31 is refused"),
        ({"slop": 3}, "no setting 'slop'. Did you mean 'slope'"),
        ({"shape": "round"}, "Shape is one of 'line', 'parabola'"),
        ({"slope": 5, "marked": "yes"}, "Mark the end is True or False"),
    ],
)
def test_a_refusal_is_in_words_and_changes_nothing(tiny, values, words):
    explorer = tiny()
    before = explorer.state
    with pytest.raises(ValueError, match=words):
        explorer.set(**values)
    assert explorer.state == before
    assert explorer.error is None


def test_an_unchanged_state_is_not_drawn_again(tiny):
    explorer = tiny()
    told = []
    explorer.on_change(lambda: told.append(explorer.state))
    explorer.set(slope=2).set(slope=2.0, marked=False).reset()
    assert told == []
    explorer.set(slope=3)
    assert len(told) == 1


@pytest.mark.parametrize(("slope", "words"), [(13, "slope 13 has no line"), (7, "the pen broke")])
def test_a_fault_is_raised_in_words_kept_and_overcome(tiny, slope, words):
    explorer = tiny()
    with pytest.raises(RuntimeError, match=f"could not draw slope {slope}.0 mm.*{words}"):
        explorer.set(slope=slope)
    assert words in str(explorer.error)
    assert words in explorer.summary
    with pytest.raises(RuntimeError, match=words):
        explorer.png  # noqa: B018
    with pytest.raises(RuntimeError, match=words):
        explorer._repr_mimebundle_()
    explorer.reset()
    assert explorer.error is None
    assert explorer.frame_png == tiny().frame_png


def test_a_declaration_that_fails_at_once_is_not_shown_at_all(tiny):
    def broken(**_state):
        raise ValueError("no parameters")

    with pytest.raises(ValueError, match="no parameters"):
        tiny(compute=broken)


def test_as_code_recreates_the_state(tiny):
    explorer = tiny()
    assert explorer.as_code() == 'explore("tiny")'
    explorer.set(slope=4.5, shape="parabola", marked=True)
    line = explorer.as_code()
    again = eval(line, {"explore": lambda _name: tiny()})
    assert again.state == explorer.state
    assert again.frame_png == explorer.frame_png


def test_as_code_recreates_pinned_states_too(tiny):
    explorer = tiny(pinned=("line",)).set(slope=4.5).pin().set(slope=9, shape="parabola").pin()
    explorer.set(slope=2)
    line = explorer.as_code()
    walk = (".set(slope=4.5)", ".pin()", ".set(slope=9.0, shape='parabola')", ".pin()")
    assert line == 'explore("tiny")' + "".join(walk) + ".set(slope=2.0)"
    again = eval(line, {"explore": lambda _name: tiny(pinned=("line",))})
    assert again.frame_png == explorer.frame_png
    assert again.alt == explorer.alt


def test_pinned_curves_stay_labeled_and_leave_again(tiny):
    explorer = tiny(pinned=("line",))
    ax, bare = explorer._frame.figure.axes[0], explorer.frame_png
    explorer.set(slope=12).pin().set(slope=6).pin().set(slope=2)
    assert [text.get_text() for text in ax.texts] == ["pin 1", "pin 2"]
    assert {tuple(line.get_ydata()) for line in ax.lines} >= {
        tuple(12 * np.linspace(0, 1, 5)),
        tuple(6 * np.linspace(0, 1, 5)),
    }
    assert "Pin 1: slope 12.0 mm, shape straight." in explorer.alt
    explorer.unpin(1)
    assert [text.get_text() for text in ax.texts] == ["pin 1"]
    assert [pin.state["slope"] for pin in explorer.pins] == [6]
    assert explorer.unpin().frame_png == bare


def test_a_fourth_pin_is_refused_in_words(tiny):
    explorer = tiny().pin().pin().pin()
    with pytest.raises(ValueError, match=r"3 states are pinned already\. Remove one first"):
        explorer.pin()


def test_pinned_states_come_with_the_static_copy(tiny):
    page = tiny().set(slope=4.5).pin().set(slope=9)._repr_mimebundle_()["text/html"]
    assert "Pinned states" in page
    assert page.count("slope 4.5 mm") >= 2


def test_a_state_travels_as_a_plain_dict(tiny):
    state = tiny().set(slope=9, marked=True).state
    assert tiny().set(**state).state == state == json.loads(json.dumps(state))


def test_the_ghost_stays_where_the_default_is(tiny):
    explorer = tiny()
    ax = explorer._frame.figure.axes[0]
    ghost = next(line for line in ax.lines if line not in explorer._frame.artists.values())
    default = ghost.get_ydata().copy()
    explorer.set(slope=20)
    assert np.array_equal(ghost.get_ydata(), default)
    gray = np.array([0x94] * 3)
    assert (np.abs(pixels(explorer.frame_png) - gray).max(axis=2) < 6).any()


def test_live_and_still_picture_show_the_same(tiny):
    explorer = tiny().set(slope=12, marked=True)
    still = Image.open(io.BytesIO(explorer.png)).convert("RGB")
    for zoom in (1, 2):
        explorer.fit(zoom * explorer.page_size[0])
        live = Image.open(io.BytesIO(explorer.frame_png)).convert("RGB")
        assert live.size == tuple(zoom * side for side in still.size)
        live = np.asarray(live.resize(still.size)).astype(int)
        assert np.abs(live - np.asarray(still).astype(int)).mean() < 3


def test_the_still_picture_does_not_depend_on_the_size_of_the_live_one(tiny):
    explorer = tiny()
    explorer.fit(1600)
    assert explorer.png == tiny().png


def test_a_frame_after_new_limits_equals_one_drawn_from_scratch(tiny):
    wandering = tiny().set(slope=30).set(slope=4).set(slope=28)
    assert wandering.frame_png == tiny().set(slope=28).frame_png


def test_the_static_copy_is_whole_and_the_same_every_time(tiny):
    bundle = tiny()._repr_mimebundle_()
    model = bundle.pop("application/vnd.jupyter.widget-view+json")
    assert model["model_id"]
    assert bundle == {k: v for k, v in tiny()._repr_mimebundle_().items() if k in bundle}
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    assert bundle["text/plain"] == tiny().summary
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    json.dumps(bundle)


def test_the_static_table_holds_the_readings_of_the_model(tiny):
    page = tiny()._repr_mimebundle_()["text/html"]
    assert 'alt="One line over x. Now showing slope 2.0 mm' in page
    assert "Make it steep &amp; bent." in page
    assert "<td" in page
    assert page.count("the line ends at 9.0 mm") == 2
    assert "slope 9.0 mm, shape bent" in page
    assert "Tiny &lt;line&gt;" in page


def test_a_wrong_name_gets_the_nearest_one():
    with pytest.raises(ValueError, match=r"no explorer 'one_pit'. Did you mean 'one_pit_ten_pits'"):
        explore("one_pit")
    with pytest.raises(ValueError, match=f"There are {NAMES[0]}, .* and {NAMES[-1]}"):
        explore(None)


def test_every_declared_explorer_has_a_name_in_the_order_of_the_lessons():
    folder = Path(kit.__file__).parents[1]
    declared = {
        path.stem for path in folder.glob("*.py") if "\nEXPLORER = " in path.read_text("utf-8")
    }
    assert declared == set(NAMES)
    lessons = list(LESSON_OF.values())
    assert lessons == sorted(lessons)


def test_labels_of_pins_keep_apart_on_a_logarithmic_axis():
    from course_utils.explorers.kit.pins import PLACES, Pin

    _figure, ax = new_figure(4, 2)
    ax.set(xscale="log", xlim=(1e-4, 1e4), ylim=(0, 1))
    curve = (ax, np.logspace(-4, 4, 81), np.full(81, 0.5))
    for slot in range(3):
        Pin({}, "", "", [curve]).draw(slot)
    to_part = ax.transData + ax.transAxes.inverted()
    parts = [to_part.transform(text.xy)[0] for text in ax.texts]
    assert np.allclose(parts, PLACES, atol=0.02)


def test_of_many_settings_a_sentence_names_the_first_two_and_the_changed_ones(tiny):
    controls = tuple(Number(f"n{place}", f"Part {place}", "", 0, 9, 1, 1) for place in range(9))
    settings = dataclasses.replace(tiny().declaration, controls=controls).settings
    state = {control.name: 1 for control in controls}
    assert settings(state) == "part 0 1, part 1 1"
    assert settings(state | {"n7": 3}) == "part 0 1, part 1 1, part 7 3"
