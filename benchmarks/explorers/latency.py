"""From slider to pixels: our explorers, plain ``interact``, and the floor below both.

JupyterLab runs in a headless Chromium. One step is one press of an arrow key on
a slider. The clock starts with the browser's own time stamp of the key and stops
in the animation frame that first has the new picture, loaded. In a drag the
pointer moves 180 times in 3 seconds; *settle* is the time from the last move to
the last new picture, *blank* counts frames without a picture.

*floor* is a slider that writes its value into a label. *interact* draws the same
figure of the same model with pyplot, at half the pixels per inch.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

from course_utils.explorers import NAMES

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ".jp-OutputArea img"
LABEL = ".jp-OutputArea .echo"

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
INTERACT = """
%matplotlib inline
import ipywidgets as widgets
import matplotlib.pyplot as plt
import sys
from course_utils.explorers.NAME import EXPLORER as it
sys.modules[it.draw.__module__].new_figure = lambda width, height, **grid: plt.subplots(
    figsize=(width, height), layout="constrained", **grid)
first = it.controls[0]
baseline = it.compute(**it.defaults)

def picture(value):
    figure, artists = it.draw(baseline)
    it.update(artists, it.compute(**it.defaults | {first.name: value}))
    plt.show()

slider = widgets.IntSlider(first.default, first.low, first.high, description=first.label)
widgets.interact(picture, value=slider);
"""

STEP = """selector => { window.step = new Promise(resolve => {
  const look = () => {
    const seen = document.querySelector(selector);
    if (!seen) return null;
    if (seen.tagName !== 'IMG') return seen.textContent;
    return seen.complete && seen.naturalWidth ? seen.src : null;
  };
  const before = look();
  let pressed = null;
  document.addEventListener('keydown', event => { pressed = event.timeStamp; },
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


def variants():
    """Name → (notebook cell, what to look at)."""
    found = {"floor": (FLOOR, LABEL)}
    for name in NAMES:
        found[f"{name} ours"] = (OURS.replace("NAME", name), PICTURE)
        found[f"{name} interact"] = (INTERACT.replace("NAME", name), PICTURE)
    return found


def main(steps=20, passes=3):
    """Measure all variants in turn, `passes` times over, and print the table."""
    times, drags = defaultdict(list), defaultdict(list)
    with pages() as opened:
        for _ in range(passes):
            for name, (page, selector) in opened.items():
                page.bring_to_front()
                times[name] += measure_steps(page, selector, steps)
                drags[name].append(measure_drag(page, selector))
    for line in table(times, drags):
        print(line)
    return times


@contextmanager
def pages():
    """One live page per variant: name → (page, selector)."""
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
        for name, (cell, selector) in variants().items():
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            path = lab.write_notebook(f"{name.replace(' ', '_')}.ipynb", cell)
            open_notebook(page, lab, path)
            run_all(page)
            page.locator(selector).first.wait_for()
            opened[name] = (page, selector)
        yield opened
        browser.close()


def measure_steps(page, selector, steps):
    """Milliseconds of each of `steps` key presses, there and back; three more warm up."""
    page.locator(".noUi-handle").first.focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(1000)
    waited = []
    for number in range(steps + 3):
        page.evaluate(STEP, selector)
        page.keyboard.press("ArrowRight" if number % 10 < 5 else "ArrowLeft")
        waited.append(page.evaluate("() => window.step"))
        page.wait_for_timeout(60)
    if None in waited:
        raise RuntimeError("a step of the slider brought no new picture within 5 seconds")
    return waited[3:]


def measure_drag(page, selector, seconds=3.0, moves=180):
    """Drag the slider back and forth; what was seen meanwhile."""
    grip = page.locator(".noUi-handle").first.bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.evaluate(RECORD, selector)
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
        other = times.get(name.replace(" ours", " interact"))
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
