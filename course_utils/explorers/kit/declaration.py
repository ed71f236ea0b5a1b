"""What one explorer consists of: controls, a model, a drawing, a sentence, prompts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from course_utils.explorers.kit.pace import run

MOST_NAMED = 8  # settings a sentence can hold


@dataclass(frozen=True)
class Try:
    """A prompt with the settings it leads to.

    Parameters
    ----------
    prompt : str
        What to do and what to look at; it does not give the answer away.
    states : tuple of dict
        Settings that differ from the defaults, one dict per row of the fallback table.
    """

    prompt: str
    states: tuple


@dataclass(frozen=True)
class Declaration:
    """Everything one explorer consists of.

    Parameters
    ----------
    name, title : str
        Python name; heading of the panel.
    picture : str
        What the picture consists of; the alt text starts with it.
    controls : tuple of Number, Choice or Toggle
    compute : callable
        ``compute(**state) -> result``, a pure function that draws nothing: it runs beside the
        main thread. One that may take more than 150 ms can be a generator function: it yields
        the part done (0 to 1) and returns the result, and is left when a newer state is wanted.
    draw : callable
        ``draw(baseline) -> (figure, artists)``: background, ghost and moving artists.
    update : callable
        ``update(artists, result)``: puts a result into the moving artists.
    summarize : callable
        ``summarize(result) -> str``: the reading, a clause without capital and full stop.
    tries : tuple of Try
    pinned : tuple
        Names of moving lines whose curve stays in the picture, gray and labeled, when a person
        pins a state; without them a pinned state is a row of the table under the picture.
    """

    name: str
    title: str
    picture: str
    controls: tuple
    compute: Callable
    draw: Callable
    update: Callable
    summarize: Callable
    tries: tuple = ()
    pinned: tuple = ()

    @property
    def defaults(self):
        """The state the explorer starts in."""
        return {control.name: control.default for control in self.controls}

    def accept(self, values):
        """Settings checked by their controls; raises ValueError in words."""
        controls = {control.name: control for control in self.controls}
        for name in values:
            if name not in controls:
                near = get_close_matches(name, controls, n=1, cutoff=0.0)[0]
                raise ValueError(
                    f"There is no setting {name!r}. Did you mean {near!r}? "
                    f"The settings are {', '.join(controls)}."
                )
        return {name: controls[name].accept(value) for name, value in values.items()}

    def text_of(self, name, value):
        """A value of a setting as a person reads it: ``"18 %"``."""
        return next(control.text(value) for control in self.controls if control.name == name)

    def settings(self, state):
        """The settings as one phrase: ``"baseline risk 18 %, treated risk 25 %"``.

        Of many controls only the first two and those that are not at their default are named.
        """
        named = self.controls
        if len([c for c in named if c.phrase(c.default)]) > MOST_NAMED:
            named = [c for c in named if c in named[:2] or state[c.name] != c.default]
        return ", ".join(filter(None, (control.phrase(state[control.name]) for control in named)))

    def readings(self):
        """Rows (prompt, settings, reading) of all tries, computed by the model."""
        for attempt in self.tries:
            for values in attempt.states:
                state = self.defaults | self.accept(values)
                reading = self.summarize(run(self.compute, state))
                yield attempt.prompt, self.settings(state), reading
