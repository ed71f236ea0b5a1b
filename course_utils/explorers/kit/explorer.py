"""An explorer at work: it keeps a state, computes, draws and says what it shows.

    state → compute → result → update → picture
                            ↘ summarize → sentence

A declaration holds only functions and controls. `Explorer` runs them, remembers
the state and tells whoever watches (the panel) that there is something new.
"""

from __future__ import annotations

from course_utils.explorers.kit.code import code_line
from course_utils.explorers.kit.frame import Frame, house_style
from course_utils.explorers.kit.pace import Overtaken, run
from course_utils.explorers.kit.pins import MOST, Pin, curves_now


class Explorer:
    """An explorer in a certain state.

    Parameters
    ----------
    declaration : Declaration

    Attributes
    ----------
    state : dict
        The settings now; hand it to a check or to ``set(**state)`` of another explorer.
    result
        What the model function returned for them; None after a fault.
    summary, alt : str
        The state in one sentence; the same after a description of the picture.
    png : bytes
        The picture as it stands on a printed page.
    pins : list of Pin
        The states kept for comparison.
    error : Exception or None
        What went wrong at the last change, if something did.
    """

    def __init__(self, declaration):
        self.declaration = declaration
        self.error = None
        self.frame_png = b""
        self.pins = []
        self._watchers = []
        self._panel = self._told = None
        self._state = declaration.defaults
        self._result = run(declaration.compute, self._state)
        self._frame = self._first_frame()
        self._render()

    def _first_frame(self):
        with house_style():
            figure, artists = self.declaration.draw(self._result)
            self.declaration.update(artists, self._result)
        return Frame(figure, artists)

    @property
    def state(self):
        """The settings now, as a dict of its own."""
        return dict(self._state)

    @property
    def result(self):
        """What the model function returned for the settings now."""
        return self._result

    @property
    def settings(self):
        """The settings now, in words."""
        return self.declaration.settings(self._state)

    @property
    def summary(self):
        """Settings and reading in one sentence."""
        if self.error is not None:
            return f"Now showing no picture for {self.settings}: {_sentence(self.error)}"
        return f"Now showing {self.settings}: {self._reading()}."

    def _reading(self):
        """What the result says; put into words once, however often it is told."""
        told = self._told
        if told is None or told[0] is not self._result:
            self._told = told = (self._result, self.declaration.summarize(self._result))
        return told[1]

    @property
    def alt(self):
        """The picture in words; it follows the state."""
        kept = "".join(
            f" Pin {number}: {pin.settings}." for number, pin in enumerate(self.pins, start=1)
        )
        return f"{self.declaration.picture} {self.summary}{kept}"

    @property
    def page_size(self):
        """Width and height of the picture on the page, px."""
        return self._frame.page_size

    @property
    def png(self):
        """The picture at 100 dpi in few colors, as bytes."""
        self._raise_fault()
        return self._frame.still()

    def set(self, **values):
        """Change settings and draw.

        Returns
        -------
        Explorer
            Itself, so that a state can be written in one line.

        Raises
        ------
        ValueError
            In words, if a name or a value is not accepted; nothing is changed then.
        RuntimeError
            If the model or the drawing failed.
        """
        self.change(**values)
        self._raise_fault()
        return self

    def change(self, **values):
        """Like `set`, but a fault of the model is kept in `error` and shown, not raised."""
        state = self._state | self.declaration.accept(values)
        if state != self._state or self.error is not None:
            self.arrive(state, *self.outcome(state))

    def reset(self):
        """Back to the defaults, without pins."""
        self.unpin()
        return self.set(**self.declaration.defaults)

    def pin(self):
        """Keep the state of now for comparison, up to three.

        Raises
        ------
        ValueError
            If three states are pinned already.
        RuntimeError
            If there is no picture to keep.
        """
        self._raise_fault()
        if len(self.pins) == MOST:
            raise ValueError(f"{MOST} states are pinned already. Remove one first.")
        curves = [self._frame.artists[name] for name in self.declaration.pinned]
        self.pins.append(Pin(self.state, self.settings, self._reading(), curves_now(curves)))
        self._draw_pins()
        return self

    def unpin(self, number=None):
        """Forget pin `number` (1, 2 or 3), or all of them."""
        gone = self.pins[:] if number is None else self.pins[number - 1 : number]
        for pin in gone:
            pin.erase()
            self.pins.remove(pin)
        if gone:
            self._draw_pins()
        return self

    def as_code(self):
        """One line of Python that brings this picture back, pins included."""
        states = [*(pin.state for pin in self.pins), self._state]
        return code_line(self.declaration, states)

    def fit(self, pixels):
        """Draw live frames this many pixels wide; True if that made a new frame."""
        changed = self._frame.fit(pixels)
        if changed and self.error is None:
            self._render()
        return changed

    def on_change(self, watcher):
        """Call ``watcher()`` after every change."""
        self._watchers.append(watcher)

    @property
    def panel(self):
        """The widget panel; made when first asked for."""
        if self._panel is None:
            from course_utils.explorers.kit.panel import Panel

            self._panel = Panel(self)
        return self._panel

    def outcome(self, state, wanted=lambda: True, progress=lambda _part: None):
        """Result and fault for a state, one of them None; touches nothing else."""
        try:
            return run(self.declaration.compute, state, wanted, progress), None
        except Overtaken:
            raise
        except Exception as fault:  # whatever it is, the person gets a sentence and keeps the panel
            return None, fault

    def arrive(self, state, result, fault):
        """Show a computed state."""
        self._state, self._result, self.error = state, result, fault
        self._show()

    def _show(self):
        try:
            if self.error is None:
                self._render()
        except Exception as fault:  # as in `outcome`
            self._result, self.error = None, fault
        for watcher in self._watchers:
            watcher()

    def _draw_pins(self):
        with house_style():
            for slot, pin in enumerate(self.pins):
                pin.draw(slot)
        self._frame.forget()
        self._show()

    def _render(self):
        self.declaration.update(self._frame.artists, self._result)
        self.frame_png = self._frame.live()

    def _raise_fault(self):
        if self.error is not None:
            raise RuntimeError(
                f"The explorer {self.declaration.title!r} could not draw "
                f"{self.settings}: {_sentence(self.error)}"
            ) from self.error

    def __repr__(self):
        return self.summary

    def _repr_mimebundle_(self, include=None, exclude=None):
        from course_utils.explorers.kit.fallback import static_bundle

        self._raise_fault()
        model = {"version_major": 2, "version_minor": 0, "model_id": self.panel.model_id}
        return {**static_bundle(self), "application/vnd.jupyter.widget-view+json": model}


def _sentence(fault):
    """An exception as a sentence; its type stands in when it says nothing."""
    text = " ".join(str(fault).split()) or type(fault).__name__
    return text if text.endswith(".") else f"{text}."
