"""Every explorer as people meet it: in JupyterLab and on the gallery page, by key and by mouse."""

import os
import re

import pytest
from explorer_page import SLOW, ExplorerPage, ends

from course_utils.explorers import NAMES
from course_utils.explorers.kit.controls import Number

pytestmark = pytest.mark.browser

GALLERY = "from course_utils.explorers.kit.gallery import gallery\n\ngallery()"
HOSTS = ("lab", "voila")
# What the kit does for every explorer alike is tried with three of them; with all of them on
# request: EXPLORERS=all make test.
SOME = NAMES if os.environ.get("EXPLORERS") == "all" else (NAMES[0], NAMES[1], NAMES[-1])


def places(names):
    """(host, name) of explorers, host by host."""
    return [pytest.param((host, name), id=f"{host}-{name}") for host in HOSTS for name in names]


with_some = pytest.mark.parametrize("shown", places(SOME), indirect=True, scope="module")


@pytest.fixture(scope="module")
def galleries():
    """Host → page with all explorers; a page stays open for all tests."""
    return {}


def open_gallery(request, host):
    """The page with all explorers in JupyterLab or in Voilà."""
    page = request.getfixturevalue("new_page")({"width": 1280, "height": 1000})
    page.set_default_timeout(SLOW)
    if host == "lab":
        from lab import open_notebook, run_all

        lab = request.getfixturevalue("lab")
        open_notebook(page, lab, lab.write_notebook("gallery.ipynb", GALLERY))
        run_all(page, 2 * SLOW / 1000)
    else:
        page.goto(request.getfixturevalue("voila"), timeout=2 * SLOW)
    page.locator(".course-explorer .stage img").wait_for(timeout=2 * SLOW)
    return page


@pytest.fixture(scope="module", params=places(NAMES))
def shown(request, galleries):
    """One explorer, opened from the list."""
    host, name = request.param
    if host not in galleries:
        galleries[host] = open_gallery(request, host)
    page = galleries[host]
    page.bring_to_front()
    panel = ExplorerPage(page, name)
    title = panel.model.declaration.title
    page.get_by_role("button", name=re.compile(rf"^L\d\d {re.escape(title)}$")).click()
    panel.picture.wait_for(timeout=SLOW)
    panel.settle()
    return panel


@pytest.fixture(autouse=True)
def fresh(shown):
    """Each test begins at the defaults; after it the console has nothing to complain about."""
    shown.reset()
    yield
    found = list(shown.page.complaints)
    shown.page.complaints.clear()
    assert found == []


def test_each_control_goes_to_both_ends_and_forty_steps(shown):
    first = shown.source()
    for control in shown.controls:
        seen = set()
        for value in ends(control):
            shown.to(control, value)
            shown.reads(**{control.name: value})
            seen.add(shown.source() if shown.model.error is None else "")
        at = shown.walk(control)
        shown.reads(**{control.name: at})
        seen.add(shown.source())
        assert len(seen | {first}) > 1 or shown.is_still(control, at), control.label
        shown.reset()
    assert shown.source() == first


@with_some
def test_the_mouse_drags_a_slider_to_both_ends(shown):
    control = next(control for control in shown.controls if isinstance(control, Number))
    slider = shown.slider(control)
    slider.scroll_into_view_if_needed()
    grip = slider.bounding_box()
    y = grip["y"] + grip["height"] / 2
    shown.page.mouse.move(grip["x"] + grip["width"] / 2, y)
    shown.page.mouse.down()
    beyond = (grip["x"] - 50, grip["x"] + grip["width"] + 50)
    for value, x in zip(ends(control), beyond, strict=True):
        shown.page.mouse.move(x, y, steps=12)
        shown.reads(**{control.name: value})
    shown.page.mouse.up()


@with_some
def test_typed_entries_are_taken_or_refused_in_words(shown):
    control = next(control for control in shown.controls if isinstance(control, Number))
    box, notice = shown.box(control), shown.root.locator(".notice")
    for typed in ("9e9", "many"):
        box.fill(typed)
        box.press("Enter")
        notice.filter(has_text="The setting stays at").wait_for(timeout=SLOW)
        assert control.label in notice.inner_text()
        shown.reads()
    box.fill(control.format(ends(control)[1]))
    box.press("Enter")
    shown.reads(**{control.name: ends(control)[1]})
    assert notice.inner_text() == ""


@with_some
def test_a_pinned_state_is_listed_and_comes_back_as_python(shown):
    control = shown.controls[0]
    shown.to(control, ends(control)[1])
    shown.reads(**{control.name: ends(control)[1]})
    if shown.model.error is not None:
        pytest.skip("this end is refused in words")
    shown.press("Pin this state")
    row = shown.root.locator("tbody tr")
    row.wait_for()
    assert shown.model.settings in row.inner_text()
    code = shown.root.get_by_label("This picture as Python")
    assert code.input_value() == shown.model.pin().as_code()
    shown.press("Remove pin 1")
    row.wait_for(state="detached")
    shown.model.reset()


def test_axe_finds_nothing_to_complain_about(shown):
    shown.press("Pin this state")
    shown.root.locator("tbody tr").wait_for()
    assert shown.violations() == []


@with_some
@pytest.mark.parametrize("width", [600, 1400])
def test_it_fits_pages_from_narrow_to_wide(shown, width):
    page = shown.page
    sidebar = 360 if "/lab/" in page.url else 0
    page.set_viewport_size({"width": width + sidebar, "height": 1000})
    try:
        page.wait_for_timeout(300)
        shown.settle()
        edges = shown.root.evaluate(EDGES)
        assert edges["sticks_out"] == []
        assert abs(edges["shown"] / edges["natural"] - 1) < 0.02
    finally:
        page.set_viewport_size({"width": 1280, "height": 1000})
        shown.settle()


EDGES = """root => {
  const picture = root.querySelector('.stage img');
  const box = picture.getBoundingClientRect();
  const right = root.getBoundingClientRect().right + 1;
  return {
    sticks_out: [...root.querySelectorAll(':not(option)')]
      .filter(e => e.getBoundingClientRect().right > right)
      .map(e => e.outerHTML.slice(0, 120)),
    shown: box.width / box.height,
    natural: picture.naturalWidth / picture.naturalHeight,
  };
}"""


def test_the_page_stayed_on_this_machine(shown):
    assert shown.page.outside == []
