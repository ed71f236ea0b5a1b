"""One explorer on a page, driven like a person drives it, beside the same explorer in Python."""

from __future__ import annotations

import base64
import io
from importlib.resources import files

import numpy as np
from PIL import Image

from course_utils.explorers import explore
from course_utils.explorers.kit.controls import Choice, Number
from course_utils.explorers.kit.frame import NARROWEST, WIDEST

AXE = files("axe_core_python").joinpath("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIOLATIONS = """async ([selector, rules]) => {
  const target = document.querySelector(selector);
  const found = await axe.run(target, {runOnly: rules});
  return found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 200)).join(' ')}`);
}"""
STEPS = 40
SLOW = 60_000  # ms an answer may take on a busy machine
SAYS = """([title, words, alt, entries]) => {
  const root = [...document.querySelectorAll('.course-explorer')]
    .find(panel => panel.ariaLabel === title);
  return Boolean(root) && root.querySelector('p.words').textContent === words
    && (alt === null || root.querySelector('.stage img').alt === alt)
    && entries.every(([label, value]) => [...root.querySelectorAll('label')]
      .find(one => one.textContent === label).control.value === value);
}"""
# What a person does with a list or a box, forty times as fast as a person.
WALK = """async (control, [steps, values]) => {
  for (let step = 0; step < steps; step += 1) {
    if (control.type === 'checkbox') control.click();
    else {
      control.selectedIndex = step % values;
      control.dispatchEvent(new Event('change', {bubbles: true}));
    }
    await new Promise(requestAnimationFrame);
  }
}"""


def ends(control):
    """The first and the last value of a control."""
    return control.values[0], control.values[-1]


class ExplorerPage:
    """A live panel, found by its title."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        self.model = explore(name)
        self.model._render = lambda: None  # only its words are wanted
        self.controls = self.model.declaration.controls
        self.root = page.get_by_role("region", name=self.model.declaration.title, exact=True)
        self.picture = self.root.locator(".stage img")
        self.sentence = self.root.locator("p[role=status]")

    def reads(self, **state):
        """Wait until sentence, alt text and controls say what the model says for `state`."""
        from playwright.sync_api import TimeoutError as TooLate

        model = self.model
        model.unpin().change(**(model.declaration.defaults | state))
        entries = [
            [control.label, control.format(model.state[control.name])]
            for control in self.controls
            if isinstance(control, Number)
        ]
        alt = None if model.error else model.alt
        wanted = [model.declaration.title, model.summary, alt, entries]
        try:
            self.page.wait_for_function(SAYS, arg=wanted, timeout=SLOW)
        except TooLate as late:
            shown = self.sentence.first.inner_text()
            raise AssertionError(f"the page says {shown!r}, not {model.summary!r}") from late

    def settle(self):
        """Wait until the picture has the pixels of its place on the page."""
        self.picture.wait_for()
        fits = f"""() => {{
          const picture = [...document.querySelectorAll('.course-explorer')]
            .find(root => root.ariaLabel === {self.model.declaration.title!r})
            .querySelector('.stage img');
          const place = picture.getBoundingClientRect().width * devicePixelRatio;
          const wanted = Math.min(Math.max(Math.round(place), {NARROWEST}), {WIDEST});
          return picture.naturalWidth === wanted;
        }}"""
        self.page.wait_for_function(fits, timeout=SLOW)

    def box(self, control):
        """The entry box of a number."""
        return self.root.get_by_role("textbox", name=control.label, exact=True)

    def slider(self, control):
        """The slider of a number."""
        return self.root.get_by_role("slider", name=control.label).and_(
            self.root.locator(f'[aria-label^="{control.label}"]')
        )

    def press(self, words):
        """Press a button of the panel."""
        self.root.get_by_role("button", name=words).click()

    def reset(self):
        """Back to the defaults."""
        self.press("Reset")
        self.reads()

    def to(self, control, value):
        """Move one control to a value at one of its ends."""
        if isinstance(control, Number):
            self.slider(control).focus()
            self.page.keyboard.press("Home" if value == control.values[0] else "End")
        elif isinstance(control, Choice):
            self.root.get_by_label(control.label, exact=True).select_option(
                index=control.values.index(value)
            )
        else:
            self.root.get_by_label(control.label, exact=True).set_checked(value)

    def walk(self, control):
        """Forty steps of one control, from where `to` left it; the value it stands at."""
        values = control.values
        if isinstance(control, Number):
            for _ in range(STEPS):
                self.page.keyboard.press("ArrowLeft")
            return values[max(0, len(values) - 1 - STEPS)]
        handle = self.root.get_by_label(control.label, exact=True)
        handle.evaluate(WALK, [STEPS, len(values)])
        # A box clicked an even number of times stands where it stood, at its last value.
        return values[(STEPS - 1) % len(values)]

    def is_still(self, control, value):
        """True if the picture drawn in Python does not follow this control at the defaults.

        Some controls matter only together with others; the tests without a browser look for these.
        """
        frames = {
            explore(self.name).set(**{control.name: chosen}).frame_png
            for chosen in (*ends(control), value)
        }
        return len(frames) == 1

    def source(self):
        """The picture's bytes as the page holds them."""
        return self.picture.get_attribute("src")

    def pixels(self):
        """The picture's pixels."""
        png = base64.b64decode(self.source().partition(",")[2])
        return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)

    def violations(self):
        """What axe-core has to say about the panel."""
        if not self.page.evaluate("() => Boolean(window.axe)"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        self.root.evaluate("element => { element.dataset.axe = 'here'; }")
        return self.page.evaluate(VIOLATIONS, ['[data-axe="here"]', RULES])
