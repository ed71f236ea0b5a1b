"""Explorers as a student meets them: in JupyterLab, by keyboard, by mouse, by typing."""

import base64
import io
import re
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from course_utils.explorers import NAMES, explore

pytestmark = pytest.mark.browser


LOADED = """picture => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.toDataURL();
}"""


def decoded(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


class LivePanel:
    """One explorer on a page."""

    def __init__(self, page, name):
        self.page = page
        self.model = explore(name)
        self.control = self.model.declaration.controls[0]
        self.picture = page.locator(".jp-OutputArea img[alt]").first
        self.sentence = page.get_by_role("status").filter(has_text="Now showing")
        self.box = page.get_by_label(self.control.label, exact=True)
        self.handle = page.locator(".noUi-handle").first

    def reads(self, **state):
        """Wait until sentence, alt text and box say what the model says for `state`."""
        from playwright.sync_api import expect

        self.model.reset().set(**state)
        expect(self.sentence).to_have_text(self.model.summary)
        expect(self.picture).to_have_attribute("alt", self.model.alt)
        expect(self.box).to_have_value(self.control.format(self.model.state[self.control.name]))

    def pixels(self):
        """The loaded picture itself, wherever on the page it stands."""
        return decoded(base64.b64decode(self.picture.evaluate(LOADED).partition(",")[2]))

    def on_screen(self):
        """The place of the picture as the browser paints it."""
        return decoded(self.picture.screenshot())

    def reset(self):
        self.page.get_by_role("button", name="Reset").click()
        self.reads()


@pytest.fixture(scope="module", params=NAMES)
def shown(request, lab, new_page):
    """The panel of one explorer, live."""
    from lab import open_notebook, run_all

    page = new_page()
    cells = ("from course_utils.explorers import explore", f'explore("{request.param}")')
    open_notebook(page, lab, lab.write_notebook(f"{request.param}.ipynb", *cells))
    run_all(page)
    panel = LivePanel(page, request.param)
    panel.picture.wait_for()
    return panel


@pytest.fixture(autouse=True)
def fresh(shown):
    shown.reset()


def test_arrow_keys_move_the_slider_the_picture_and_the_words(shown):
    before = shown.on_screen()
    shown.handle.focus()
    for _ in range(3):
        shown.page.keyboard.press("ArrowRight")
    shown.reads(**{shown.control.name: shown.control.default + 3 * shown.control.step})
    after = shown.on_screen()
    assert after.shape == before.shape
    assert (after != before).any(axis=2).sum() > 50


def test_the_mouse_drags_to_both_ends(shown):
    shots = []
    for end, way in zip(shown.control.ends, (-2000, 2000), strict=True):
        grip = shown.handle.bounding_box()
        x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
        shown.page.mouse.move(x, y)
        shown.page.mouse.down()
        shown.page.mouse.move(x + way, y, steps=12)
        shown.page.mouse.up()
        shown.reads(**{shown.control.name: end})
        shots.append(shown.pixels())
    assert (shots[0] != shots[1]).any()


@pytest.mark.parametrize("typed", ["99", "many"])
def test_a_refused_entry_is_explained_and_nothing_moves(shown, typed):
    before = shown.pixels()
    shown.box.fill(typed)
    shown.box.press("Enter")
    notice = shown.page.get_by_role("alert")
    notice.wait_for()
    assert re.search(rf"{shown.control.label}.*The setting stays at", notice.inner_text(), re.S)
    shown.reads()
    assert (shown.pixels() == before).all()


def test_a_typed_value_is_taken_and_reset_brings_the_default_back(shown):
    before = shown.pixels()
    shown.box.fill(shown.control.format(shown.control.high))
    shown.box.press("Enter")
    shown.reads(**{shown.control.name: shown.control.high})
    assert (shown.pixels() != before).any()
    shown.reset()
    assert (shown.pixels() == before).all()


def test_the_tab_key_reaches_every_number(shown):
    shown.box.focus()
    shown.page.keyboard.press("Tab")
    role = shown.page.evaluate("() => document.activeElement.getAttribute('role')")
    assert role == "slider"


@pytest.mark.parametrize("width", [1280, 800])
def test_nothing_sticks_out_at_this_width(shown, width):
    shown.page.set_viewport_size({"width": width, "height": 900})
    try:
        edges = SimpleNamespace(**shown.page.evaluate(EDGES))
        assert edges.picture_right <= edges.output_right + 1
        assert edges.scroll_width <= edges.client_width + 1
        assert abs(edges.ratio_shown / edges.ratio_natural - 1) < 0.01
    finally:
        shown.page.set_viewport_size({"width": 1280, "height": 900})


EDGES = """() => {
  const picture = document.querySelector('.jp-OutputArea img[alt]');
  const output = picture.closest('.jp-OutputArea-output');
  const box = picture.getBoundingClientRect();
  return {
    picture_right: box.right, output_right: output.getBoundingClientRect().right,
    scroll_width: output.scrollWidth, client_width: output.clientWidth,
    ratio_shown: box.width / box.height,
    ratio_natural: picture.naturalWidth / picture.naturalHeight,
  };
}"""


def test_the_page_stayed_on_this_machine_and_had_nothing_to_complain_about(shown):
    assert shown.page.outside == []
    assert shown.page.complaints == []
