"""``predict``, ``reveal`` and ``prediction``: commit first, look afterwards.

A prediction is locked by a button where widgets work and by ``predict(id, letter)``
anywhere. A locked choice stays until it is reset on purpose, so that a surprise is honest.
"""

from __future__ import annotations

from course_utils.exercises import progress, reading, registry, session
from course_utils.exercises.cards import Card, Note, Options, Sketches, Text
from course_utils.exercises.live import Live
from course_utils.exercises.reading import type_name


def predict(prediction_id, choice=None, *, reset=False):
    """Ask for a prediction, or lock one.

    Parameters
    ----------
    prediction_id : str
        Such as "L01.P1".
    choice : str, optional
        The letter to lock; needs no widget.
    reset : bool
        Forget the locked letter and ask again.
    """
    try:
        asked = registry.get_prediction(prediction_id)
    except registry.UnknownId as error:
        return Note(Card("Prediction", "no such prediction", "odd", (Text(str(error)),)))
    except Exception as error:
        return _not_available(error)
    if reset:
        session.locked.pop(asked.id, None)
        progress.release_prediction(asked.id)
    message = "" if reading.is_blank(choice) else lock(asked, choice)
    return PredictionCard(asked, message)


def prediction(prediction_id):
    """The locked letter, or ``None`` if there is none."""
    try:
        return _locked(registry.get_prediction(prediction_id))
    except Exception:
        return None


def predicted_curve(prediction_id):
    """The sketch behind the locked letter as (x, y) points, or ``None`` if there is none."""
    letter = prediction(prediction_id)
    return registry.get_prediction(prediction_id).sketches.get(letter) if letter else None


def reveal(prediction_id):
    """Your prediction beside what happened, and why.

    Parameters
    ----------
    prediction_id : str
        Such as "L01.P1".
    """
    try:
        asked = registry.get_prediction(prediction_id)
        return _revealed(asked)
    except registry.UnknownId as error:
        return Note(Card("Reveal", "no such prediction", "odd", (Text(str(error)),)))
    except Exception as error:
        return _not_available(error)


def lock(asked, choice):
    """Lock a letter and return what to tell the student."""
    try:
        letter = reading.read_letter(choice, asked.options)
    except Exception as error:
        return str(error) if isinstance(error, reading.CannotRead) else "Choose a letter."
    before = _locked(asked)
    if before and before != letter:
        return (
            f"{before} is locked and stays, so that the reveal compares it honestly. "
            f'To choose afresh: `predict("{asked.id}", reset=True)`.'
        )
    kept, trouble = progress.lock_prediction(asked.id, letter)
    session.locked[asked.id] = kept
    if kept != letter:
        return f"{kept} was locked in another notebook, and stays."
    return f"{kept} is locked. Go on to the next cell. {trouble}".strip()


def _locked(asked):
    return session.locked.get(asked.id) or progress.get_prediction(asked.id)


def _revealed(asked):
    choice, right = _locked(asked), asked.right()
    if choice is None:
        status = "no prediction was locked"
        yours = (
            "You had not locked a prediction. Guessing first makes it easier to see what "
            "happens; the next one is a fresh chance."
        )
    elif choice == right:
        status, yours = "as you predicted", f"You predicted {choice}: {asked.options[choice]}"
    else:
        status = "not what you predicted"
        yours = f"You predicted {choice}: {asked.options[choice]}"
    progress.record(asked.id, status, kind="reveal", detail={"choice": choice, "right": right})
    blocks = (
        Text(yours),
        Text(f"What happened: {right}. {asked.happened()}"),
        Text(f"Why: {asked.explain}"),
    )
    return Note(Card(f"{asked.id} · {asked.title}", status, "info", blocks, live=True))


def _not_available(error):
    words = f"The course could not show this ({type_name(error)}). Try `course doctor`."
    return Note(Card("Prediction", "not available", "odd", (Text(words),)))


class PredictionCard(Live):
    """A prompt with its options; a live panel in a notebook, a card elsewhere."""

    def __init__(self, asked, message=""):
        self.asked = asked
        self.message = message

    @property
    def choice(self):
        """The locked letter, or ``None``."""
        return _locked(self.asked)

    def card(self):
        asked = self.asked
        blocks = [Text(asked.prompt), *self._drawings(), Options(asked.options)]
        blocks += [Text(words) for words in (self.message, self._next_step()) if words]
        status = f"{self.choice} is locked" if self.choice else "choose one before you go on"
        return Card(f"{asked.id} · {asked.title}", status, "info", tuple(blocks), live=True)

    def _drawings(self):
        return [Sketches(self.asked.sketches, self.asked.options)] if self.asked.sketches else []

    def _next_step(self):
        if not self.choice:
            call = f'predict("{self.asked.id}", "{next(iter(self.asked.options))}")'
            return f"To lock without a button, run `{call}` with your own letter."
        if self.message:
            return ""
        return f'To choose afresh: `predict("{self.asked.id}", reset=True)`.'

    def is_open(self):
        """Whether a letter can still be locked."""
        return not self.choice

    def build(self):
        """The widget: the card, radio buttons, a button and a line that says what happened."""
        from course_utils.exercises.prediction_panel import build

        return build(self.asked, lock)
