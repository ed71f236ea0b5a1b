"""The live panel: a form, one picture, one sentence, as one widget.

The page (``panel.js``) sends what a person asks for with a running number; every answer is one
message with picture, words and settings together, so they never contradict each other.
"""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import files

import anywidget
import traitlets

from course_utils.explorers.kit.form import form_of, places_of, read_typed, values_at
from course_utils.explorers.kit.pace import Pace

PAGE = files("course_utils.explorers.kit")


class Panel(anywidget.AnyWidget):
    """The widget of one explorer; all it does is pass on wishes and show the outcome.

    Parameters
    ----------
    explorer : Explorer
    """

    _esm = PAGE.joinpath("panel.js").read_text(encoding="utf-8")
    _css = PAGE.joinpath("panel.css").read_text(encoding="utf-8")
    form = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)

    def __init__(self, explorer):
        self.explorer = explorer
        self.pace = Pace(explorer, self._tell_progress)
        self._number, self._notice = 0, ""
        super().__init__(form=form_of(explorer.declaration), shown=self._now())
        # The events around a message are meant for cells. Between a message and its answer
        # they would flush the pyplot figures of a cell that is running.
        if hasattr(self.comm, "handle_msg"):
            self.comm.handle_msg = self._handle_msg
        self.on_msg(lambda _widget, asked, _buffers: self.pace.on_main_thread(self.answer, asked))
        explorer.on_change(self.refresh)

    def answer(self, asked):
        """Do what the page asks for.

        Parameters
        ----------
        asked : dict
            ``number`` and one of ``places`` (control → place), ``typed`` (control, text),
            ``press`` (button, pin number) or ``pixels`` (width of the picture).
        """
        self._number, self._notice, wanted = asked["number"], "", None
        try:
            wanted = self._do(asked)
        except ValueError as refusal:
            self._notice = str(refusal)
        here = self.explorer.state if self.explorer.error is None else None
        if wanted is None or (not self.pace.busy and wanted == here):
            self.refresh()
        elif not self.pace.busy or wanted != self.pace.target:
            self.pace.want(wanted)

    def _do(self, asked):
        """The state wanted; None if nothing is to be computed."""
        declaration, target = self.explorer.declaration, self.pace.target
        if "places" in asked:
            return target | values_at(declaration, asked["places"])
        if "typed" in asked:
            return target | self._typed(*asked["typed"])
        if "press" in asked:
            return self._press(*asked["press"])
        self.explorer.fit(asked["pixels"])
        return None

    def _typed(self, name, text):
        try:
            return {name: read_typed(self.explorer.declaration, name, text)}
        except ValueError as refusal:
            words = self.explorer.declaration.text_of(name, self.pace.target[name])
            raise ValueError(f"{refusal} The setting stays at {words}.") from refusal

    def _press(self, button, number=None):
        explorer = self.explorer
        if button == "reset":
            explorer.unpin()
            return explorer.declaration.defaults
        if button == "pin" and explorer.error is None:
            explorer.pin()
        elif button == "unpin":
            explorer.unpin(number)
        elif button == "show":
            return dict(explorer.pins[number - 1].state)
        return None

    def refresh(self):
        """Send picture, words and settings of the explorer to the page."""
        self.shown = self._now()

    def _now(self):
        explorer = self.explorer
        if not self.pace.busy:
            self._answered = self._number
        return {
            "number": self._answered,
            "notice": self._notice,
            "places": places_of(explorer.declaration, explorer.state),
            "words": explorer.summary,
            "alt": explorer.alt,
            "code": explorer.as_code(),
            "fault": explorer.error is not None,
            "pins": [[pin.settings, pin.reading] for pin in explorer.pins],
            "size": list(explorer.page_size),
            "picture": f"data:image/png;base64,{b64encode(explorer.frame_png).decode()}",
        }

    def _tell_progress(self, part):
        self.send({"part": part})
