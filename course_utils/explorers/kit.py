"""An explorer at work: it keeps a state, computes, draws and says what it shows.

    state → compute → result → update → picture
                            ↘ summarize → sentence

A declaration holds only functions and controls. `Explorer` runs them, remembers
the state and tells whoever watches (the panel) that there is something new.
"""

from __future__ import annotations

import threading

from course_utils.explorers.frame import Frame, house_style


class Explorer:
    """An explorer in a certain state.

    Parameters
    ----------
    declaration : Declaration

    Attributes
    ----------
    state : dict
        The settings now.
    result
        What the model function returned for them; None after a fault.
    summary, alt : str
        The state in one sentence; the same after a description of the picture.
    png : bytes
        The picture as it stands on a printed page.
    error : Exception or None
        What went wrong at the last change, if something did.
    """

    def __init__(self, declaration):
        self.declaration = declaration
        self.error = None
        self.frame_png = b""
        self._lock = threading.RLock()
        self._watchers = []
        self._panel = None
        self._state = declaration.defaults
        self._result = declaration.compute(**self._state)
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
    def summary(self):
        """Settings and reading in one sentence."""
        settings = self.declaration.settings(self._state)
        if self.error is not None:
            return f"Now showing no picture for {settings}: {_sentence(self.error)}"
        return f"Now showing {settings}: {self.declaration.summarize(self._result)}."

    @property
    def alt(self):
        """The picture in words; it follows the state."""
        return f"{self.declaration.picture} {self.summary}"

    @property
    def page_size(self):
        """Width and height of the picture on the page, px."""
        return self._frame.page_size

    @property
    def png(self):
        """The picture at 100 dpi in few colors, as bytes."""
        with self._lock:
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
        with self._lock:
            state = self._state | self.declaration.accept(values)
            if state == self._state and self.error is None:
                return
            self._state = state
            self._recompute()
            for watcher in self._watchers:
                watcher()

    def reset(self):
        """Back to the defaults."""
        return self.set(**self.declaration.defaults)

    def as_code(self):
        """One line of Python that brings this state back."""
        changed = {k: v for k, v in self._state.items() if v != self.declaration.defaults[k]}
        settings = ", ".join(f"{name}={value!r}" for name, value in changed.items())
        line = f'explore("{self.declaration.name}")'
        return f"{line}.set({settings})" if settings else line

    def on_change(self, watcher):
        """Call ``watcher()`` after every change."""
        self._watchers.append(watcher)

    @property
    def panel(self):
        """The widget panel; made when first asked for."""
        if self._panel is None:
            from course_utils.explorers.panel import Panel

            self._panel = Panel(self)
        return self._panel

    def _recompute(self):
        self._result, self.error = None, None
        try:
            self._result = self.declaration.compute(**self._state)
            self._render()
        except Exception as fault:  # whatever it is, the person gets a sentence and keeps the panel
            self.error = fault

    def _render(self):
        self.declaration.update(self._frame.artists, self._result)
        self.frame_png = self._frame.live()

    def _raise_fault(self):
        if self.error is not None:
            raise RuntimeError(
                f"The explorer {self.declaration.title!r} could not draw "
                f"{self.declaration.settings(self._state)}: {_sentence(self.error)}"
            ) from self.error

    def __repr__(self):
        return self.summary

    def _repr_mimebundle_(self, include=None, exclude=None):
        from course_utils.explorers.fallback import static_bundle

        self._raise_fault()
        model = {"version_major": 2, "version_minor": 0, "model_id": self.panel.model_id}
        return {**static_bundle(self), "application/vnd.jupyter.widget-view+json": model}


def _sentence(fault):
    """An exception as a sentence; its type stands in when it says nothing."""
    text = " ".join(str(fault).split()) or type(fault).__name__
    return text if text.endswith(".") else f"{text}."
