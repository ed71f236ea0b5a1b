"""Where exercises, predictions and warm-up questions are declared and found again.

A lesson module calls :func:`exercise`, :func:`foretell` and :func:`recall` at import; it is
imported when one of its ids is first asked for.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import pkgutil
import re

from course_utils.exercises.declarations import Exercise, Prediction, Question
from course_utils.exercises.variants import in_class_set

LESSON_MODULE = re.compile(r"lesson_(\d\d)")

_exercises: dict[str, Exercise] = {}
_predictions: dict[str, Prediction] = {}
_warmups: dict[str, tuple[Question, ...]] = {}
_loaded: set[str] = set()


class UnknownId(LookupError):
    """No such exercise or prediction; the message names the nearest ones."""


def exercise(id, **fields):
    """Declare an exercise.

    Parameters
    ----------
    id : str
        "L00.E1".
    title, variable : str
        The name in words, and the name the student assigns or defines.
    answer : Number, Numbers, Choice, Function or Table
    reference : callable
        Real code that uses only names its lesson defines; computes the key.
    hints : two str
        A nudge, then the set-up. Neither holds the number.
    wrong : tuple of Wrong
    right : str
        Said when the answer is right: what it means.
    nudge : str
        Said when nothing more special fits.
    points : float
    given : dict
        Lesson name → function that makes it; passed to the reference in this order.
    stub : str
        The stub cell, if it is more than ``name = ...``.
    formerly : tuple of str
        Older ids that still lead here.
    numbers : dict
        Name → ``Vary`` or ``Follows``: numbers of the task that class sets change. The
        reference and the planted answers take them as parameters of that name, and texts
        show them as ``{name}``.
    renamed : str
        The variable in class sets, if the standard one names what varies.
    fixed : str
        Why the exercise is the same in every class set, if it has to be.
    """
    return _keep(_exercises, Exercise(id=id, **fields))


def foretell(id, **fields):
    """Declare a prediction; the fields are those of :class:`Prediction`."""
    return _keep(_predictions, Prediction(id=id, **fields))


def recall(lesson, *questions):
    """Declare the warm-up questions of a lesson."""
    _warmups[lesson] = questions


def _keep(shelf, item):
    shelf[item.id] = item
    return item


def get(id, seed=0):
    """The exercise with this id, or one that carried it formerly.

    Parameters
    ----------
    id : str
    seed : int
        The class set; 0 is the standard edition.

    Returns
    -------
    Exercise
        With key, planted answers, texts and options of that class set.

    Raises
    ------
    UnknownId
        With the nearest ids in its message.
    """
    return _in_class_set(_find(_exercises, id, "exercise").id, seed)


@functools.cache
def _in_class_set(id, seed):
    return in_class_set(_exercises[id], seed)


def get_prediction(id):
    """The prediction with this id; raises :class:`UnknownId` as :func:`get` does."""
    return _find(_predictions, id, "prediction")


def get_warmup(lesson):
    """The warm-up questions of a lesson such as "L01"; raises :class:`UnknownId`."""
    return _find(_warmups, lesson, "warm-up")


def all_exercises(seed=0):
    """Every declared exercise as a class set has it, in the order of the ids."""
    _load_all()
    return [_in_class_set(id, seed) for id in sorted(_exercises)]


def all_predictions():
    """Every declared prediction, in the order of the ids."""
    _load_all()
    return [_predictions[id] for id in sorted(_predictions)]


def all_warmups():
    """Lesson → warm-up questions, for every lesson that has some."""
    _load_all()
    return dict(sorted(_warmups.items()))


def _find(shelf, id, kind):
    plain = _plain(id, kind)
    lesson = re.match(r"L(\d\d)", plain)
    if lesson:
        _load(f"lesson_{lesson[1]}")
    if plain in shelf:
        return shelf[plain]
    _load_all()
    renamed = {old: item for item in shelf.values() for old in getattr(item, "formerly", ())}
    if plain in renamed:
        return renamed[plain]
    near = _nearest(plain, shelf)
    rest = f" Nearest: {', '.join(near)}." if near else ""
    raise UnknownId(f"There is no {kind} called {plain!r}.{rest}")


def _nearest(word, names, most=3, cutoff=0.4):
    """The names most like a word; of equally like ones the first in order."""
    likeness = {name: difflib.SequenceMatcher(None, word, name).ratio() for name in names}
    close = [name for name in sorted(names) if likeness[name] >= cutoff]
    return sorted(close, key=likeness.get, reverse=True)[:most]


def _plain(id, kind):
    if type(id) is not str or len(id) > 40:
        raise UnknownId(f'The id comes first, as a text such as "L00.E1", to name the {kind}.')
    return id.strip().upper()


def _load_all():
    from course_utils import exercises

    for module in pkgutil.iter_modules(exercises.__path__):
        if LESSON_MODULE.fullmatch(module.name):
            _load(module.name)


def _load(name):
    if name in _loaded:
        return
    try:
        importlib.import_module(f"course_utils.exercises.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"course_utils.exercises.{name}":
            raise
    _loaded.add(name)
