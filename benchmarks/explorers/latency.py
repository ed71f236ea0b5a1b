"""From slider to pixels: our explorers, plain ``interact``, and the floor below both.

JupyterLab runs in a headless Chromium. One step is one press of an arrow key on
a slider. The clock starts with the browser's own time stamp of the key and stops
in the animation frame that first has the new picture, loaded. In a drag the
pointer moves 180 times in 3 seconds; *settle* is the time from the last move to
the last new picture, *blank* counts frames without a picture.

*floor* is a slider that writes its value into a label. *interact* draws the same
figure of the same model with pyplot. *anew* moves the doses taken of a drug, each
time to a value not seen before, with nothing remembered: each step runs ten years of
the chain and its 50 draws and writes new words.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from course_utils.explorers import NAMES, explore
from course_utils.explorers.kit.controls import Number

ROOT = Path(__file__).resolve().parents[2]
TIMED = ("hundred_people", "one_pit_ten_pits", "whole_chain")
"""The quickest model, a model with an equation solver, and the heaviest."""

FLOOR = """
import ipywidgets as widgets
slider, label = widgets.IntSlider(0, 0, 100), widgets.HTML('<b class="echo">0</b>')
slider.observe(
    lambda change: setattr(label, "value", f'<b class="echo">{change["new"]}</b>'), "value")
widgets.VBox([slider, label])
"""
OURS = """
from course_utils.explorers import explore
explore("NAME")
"""
ANEW = """
from functools import lru_cache
from course_utils.explorers import explore
from course_utils.explorers.parts import chain_course as chain
for name in ("course", "_drawn_course"):  # remember the last one and the one without the drug
    setattr(chain, name, lru_cache(maxsize=2)(getattr(chain, name).__wrapped__))
shown = explore("whole_chain")
shown.change(therapy="raloxifene")
shown
"""
INTERACT = """
%matplotlib inline
import ipywidgets as widgets
import matplotlib.pyplot as plt
import sys
from course_utils.explorers.NAME import EXPLORER as it
from course_utils.explorers.kit.pace import run
sys.modules[it.draw.__module__].new_figure = lambda width, height, **grid: plt.subplots(
    figsize=(width, height), layout="constrained", **grid)
control = it.controls[WHICH]
baseline = run(it.compute, it.defaults)

def picture(place):
    figure, artists = it.draw(baseline)
    it.update(artists, run(it.compute, it.defaults | {control.name: control.values[place]}))
    plt.show()

slider = widgets.IntSlider(
    control.values.index(control.default), 0, len(control.values) - 1, description=control.label)
widgets.interact(picture, place=slider);
"""


@dataclass(frozen=True)
class Variant:
    """One way from slider to pixels: a notebook cell, what to move and what to look at.

    `onward` moves to the right only; else five steps there and five back.
    """

    cell: str
    handle: str
    seen: str
    onward: bool = False


def variants(names):
    """Name → Variant."""
    found = {"floor": Variant(FLOOR, ".noUi-handle", ".jp-OutputArea .echo")}
    for name in names:
        which = next(
            number
            for number, control in enumerate(explore(name).declaration.controls)
            if isinstance(control, Number)
        )
        ours = OURS.replace("NAME", name)
        plain = INTERACT.replace("NAME", name).replace("WHICH", str(which))
        slider = ".course-explorer input[type=range] >> nth=0"
        found[f"{name} ours"] = Variant(ours, slider, ".course-explorer .stage img")
        found[f"{name} interact"] = Variant(plain, ".noUi-handle", ".jp-OutputArea img")
        if name == "whole_chain":
            doses = slider.replace("nth=0", "nth=1")
            found[f"{name} anew"] = Variant(ANEW, doses, found[f"{name} ours"].seen, True)
    return found


STEP = """selector => { window.step = new Promise(resolve => {
  const look = () => {
    const seen = document.querySelector(selector);
    if (!seen) return null;
    if (seen.tagName !== 'IMG') return seen.textContent;
    return seen.complete && seen.naturalWidth ? seen.src : null;
  };
  const before = look();
  let pressed = null;
  window.addEventListener('keydown', event => { pressed = event.timeStamp; },
                          {capture: true, once: true});
  const frame = () => {
    const waited = pressed === null ? 0 : performance.now() - pressed;
    const now = look();
    if (waited && now && now !== before) resolve(waited);
    else if (waited > 5000) resolve(null);
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}); }"""
RECORD = """selector => {
  const record = window.record = {news: [], frames: 0, blank: 0, last: null, moved: 0, on: true};
  const moved = event => { if (record.on) record.moved = event.timeStamp; };
  document.addEventListener('pointermove', moved, true);
  const frame = () => {
    const seen = document.querySelector(selector);
    const there = seen && (seen.tagName !== 'IMG' || (seen.complete && seen.naturalWidth));
    record.frames += 1;
    if (!there) record.blank += 1;
    const now = there ? (seen.src || seen.textContent) : record.last;
    if (now !== record.last) record.news.push(performance.now());
    record.last = now;
    if (record.on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
STOP = """() => { const r = window.record; r.on = false;
  return {pictures: r.news.length - 1, frames: r.frames, blank: r.blank,
          settle: Math.max(0, r.news.at(-1) - r.moved)}; }"""


def main(steps=20, passes=3, names=None, scale=1):
    """Measure all variants in turn, `passes` times over, and print the table."""
    names = names or [name for name in TIMED if name in NAMES]
    times, drags = defaultdict(list), defaultdict(list)
    with pages(names, scale) as opened:
        for _ in range(passes):
            for name, (page, variant) in opened.items():
                page.bring_to_front()
                times[name] += measure_steps(page, variant, steps)
                drags[name].append(measure_drag(page, variant))
    for line in table(times, drags):
        print(line)
    return times


@contextmanager
def pages(names, scale=1):
    """One live page per variant: name → (page, variant)."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]
    import chromium
    from lab import CHROMIUM_FLAGS, open_notebook, run_all, running_lab
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM_PATH") or chromium.find_or_install()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        running_lab(Path(folder) / "lab") as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_FLAGS))
        opened = {}
        for name, variant in variants(names).items():
            page = browser.new_page(
                viewport={"width": 1280, "height": 1000}, device_scale_factor=scale
            )
            path = lab.write_notebook(f"{name.replace(' ', '_')}.ipynb", variant.cell)
            open_notebook(page, lab, path)
            run_all(page)
            page.locator(variant.seen).first.wait_for()
            page.wait_for_timeout(1000)
            opened[name] = (page, variant)
        yield opened
        browser.close()


def measure_steps(page, variant, steps):
    """Milliseconds of each of `steps` key presses; three more warm up."""
    page.locator(variant.handle).first.focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(1000)
    waited = []
    for number in range(steps + 3):
        page.evaluate(STEP, variant.seen)
        right = variant.onward or number % 10 < 5
        page.keyboard.press("ArrowRight" if right else "ArrowLeft")
        waited.append(page.evaluate("() => window.step"))
        page.wait_for_timeout(60)
    if None in waited:
        raise RuntimeError("a step of the slider brought no new picture within 5 seconds")
    return waited[3:]


def measure_drag(page, variant, seconds=3.0, moves=180):
    """Drag the slider back and forth; what was seen meanwhile."""
    handle = page.locator(variant.handle).first
    grip = handle.bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.evaluate(RECORD, variant.seen)
    page.mouse.move(x, y)
    page.mouse.down()
    for number in range(moves):
        sweep = abs((number % 60) - 30) - 15
        page.mouse.move(x + 6 * sweep, y)
        page.wait_for_timeout(1000 * seconds / moves - 1)
    page.wait_for_timeout(1500)
    seen = page.evaluate(STOP)
    page.mouse.up()
    page.wait_for_timeout(300)
    return seen


def table(times, drags):
    """The lines of the result."""
    yield __doc__.strip().splitlines()[0]
    heads = f"{'median':>9}{'p95':>8}{'× floor':>9}{'× interact':>12}{'settle':>8}"
    yield f"{'':26}{heads}  blank frames"
    floor = statistics.median(times["floor"])
    for name, waited in times.items():
        median, p95 = statistics.median(waited), statistics.quantiles(waited, n=20)[-1]
        other = times.get(name.replace(" ours", " interact")) if " ours" in name else None
        ratio = f"{median / statistics.median(other):.2f}" if other else ""
        settle = max(drag["settle"] for drag in drags[name])
        blank = sum(drag["blank"] for drag in drags[name])
        frames = sum(drag["frames"] for drag in drags[name])
        yield (
            f"{name:26}{median:6.0f} ms{p95:5.0f} ms{median / floor:9.2f}{ratio:>12}"
            f"{settle:5.0f} ms  {blank} of {frames}"
        )
    steps = len(times["floor"])
    yield f"{steps} steps each; settle is the worst of {len(drags['floor'])} drags."


if __name__ == "__main__":
    main()
