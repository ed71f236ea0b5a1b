"""Explorers next to other work: a running cell, Notebook 7, a sharp screen, a zoomed page."""

import re

import pytest
from explorer_page import ExplorerPage, ends

pytestmark = pytest.mark.browser

OPEN = 'from course_utils.explorers import explore\nexplore("one_pit_ten_pits")'
FIGURES = """
%matplotlib inline
import time
import matplotlib.pyplot as plt

for number in range(25):
    plt.figure(figsize=(2, 1))
    plt.plot([0, 1, number])
    time.sleep(0.08)
    plt.title(str(number))
    plt.show()
"""
BURST = "burst"


def pictures(output):
    """The PNG images a cell has shown."""
    return [out["data"]["image/png"] for out in output if "image/png" in out.get("data", {})]


def test_moving_a_slider_while_a_cell_draws_25_figures_spoils_none(lab, new_page):
    from lab import open_notebook, outputs, run_all

    page = new_page({"width": 1280, "height": 1200})
    open_notebook(page, lab, lab.write_notebook("beside.ipynb", OPEN, FIGURES))
    run_all(page)
    quiet = pictures(outputs(page)[1])
    assert len(quiet) == len(set(quiet)) == 25
    panel = ExplorerPage(page, "one_pit_ten_pits")
    panel.picture.wait_for()
    page.evaluate(AGAIN)
    slider = panel.slider(panel.controls[0])
    slider.focus()
    moves = 0
    while moves < 20 or page.evaluate(WORKING):
        page.keyboard.press("ArrowRight" if moves % 6 < 3 else "ArrowLeft")
        page.wait_for_timeout(40)
        moves += 1
    assert pictures(outputs(page)[1]) == quiet
    page.keyboard.press("End")
    panel.reads(**{BURST: ends(panel.controls[0])[1]})
    assert page.complaints == []


AGAIN = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  panel.content.activeCellIndex = 1;
  window.jupyterapp.commands.execute('notebook:run-cell');
}"""
WORKING = """() =>
  window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy'"""


def test_notebook_7_moves_by_keys_and_by_typing(lab, new_page):
    from lab import TOKEN

    page = new_page({"width": 1280, "height": 1200})
    name = lab.write_notebook("seven.ipynb", OPEN)
    page.goto(f"{lab.url}/notebooks/{name}?token={TOKEN}")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    panel = ExplorerPage(page, "one_pit_ten_pits")
    panel.picture.wait_for()
    burst = panel.controls[0]
    panel.slider(burst).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    panel.reads(**{BURST: burst.default + 3 * burst.step})
    panel.box(burst).fill("5")
    page.keyboard.press("Enter")
    panel.reads(**{BURST: 5})
    assert panel.violations() == []


def test_two_explorers_on_a_page_keep_their_labels_apart(lab, new_page):
    from lab import open_notebook, run_all

    page = new_page({"width": 1280, "height": 2400})
    other = OPEN.replace("one_pit_ten_pits", "cycle_turns")
    open_notebook(page, lab, lab.write_notebook("two.ipynb", OPEN, other))
    run_all(page)
    panel = ExplorerPage(page, "cycle_turns")
    panel.picture.wait_for()
    threshold = panel.controls[0]
    panel.root.get_by_text(threshold.label, exact=True).click()
    assert panel.box(threshold).evaluate("box => box === document.activeElement")
    assert panel.violations() == []


def test_what_is_being_typed_outlives_the_answer_to_the_box_before(lab, new_page):
    from lab import open_notebook, run_all

    page, state = new_page(), {"therapy": "raloxifene", "draws": 200}
    cell = f'from course_utils.explorers import explore\nexplore("whole_chain").set(**{state})'
    open_notebook(page, lab, lab.write_notebook("typing.ipynb", cell))
    run_all(page)
    panel = ExplorerPage(page, "whole_chain")
    panel.picture.wait_for()
    years, taken = (c for c in panel.controls if c.name in ("years", "adherence"))
    panel.box(years).fill("9")
    page.keyboard.press("Tab")  # to its slider
    page.keyboard.press("Tab")
    assert panel.box(taken).evaluate("box => box === document.activeElement")
    page.keyboard.type("50", delay=400)
    page.keyboard.press("Enter")
    panel.reads(**state, years=9, adherence=50)
    assert panel.box(taken).input_value() == "50"


@pytest.mark.parametrize("zoom", [2])
def test_frames_have_as_many_pixels_as_the_screen_shows(lab, new_page, zoom):
    from lab import open_notebook, run_all

    # A zoom of 200 % is the same to a page: half the room, twice the pixels.
    page = new_page({"width": 1200 // zoom * 2, "height": 900}, device_scale_factor=zoom)
    open_notebook(page, lab, lab.write_notebook(f"sharp{zoom}.ipynb", OPEN))
    run_all(page)
    panel = ExplorerPage(page, "one_pit_ten_pits")
    panel.settle()
    assert panel.picture.evaluate("picture => picture.naturalWidth / picture.width") > zoom - 0.1


def test_a_fault_stands_in_place_of_the_picture_until_it_is_overcome(lab, new_page):
    from lab import open_notebook, run_all

    page = new_page()
    open_notebook(page, lab, lab.write_notebook("fault.ipynb", FAULT))
    run_all(page)
    root = page.locator(".course-explorer")
    root.locator(".stage img").wait_for()
    slider = root.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("Home")
    fault = root.locator(".fault")
    fault.filter(has_text=re.compile("no picture .* broke")).wait_for()
    page.keyboard.press("End")
    root.locator(".stage img").wait_for()
    assert fault.is_hidden()


FAULT = """
import dataclasses
from course_utils.explorers import Explorer, explore

sound = explore("one_pit_ten_pits").declaration

def brittle(**state):
    if state["burst"] == 2:
        raise ArithmeticError("the model broke")
    return sound.compute(**state)

Explorer(dataclasses.replace(sound, compute=brittle))
"""
