"""An exercise as one class set has it: other numbers, other letters, the same question.

``course_utils.exercises.registry.get(id, seed)`` is the way in; it needs no running kernel.
"""

from __future__ import annotations

import functools
import inspect
import re
from dataclasses import replace

from course_utils.exercises.declarations import Exercise, Wrong
from course_utils.exercises.drawing import draw, shuffled, texts, word
from course_utils.exercises.rewriting import exchanged, filled, relabeled

MOST_DRAWS = 40
NUMBER = re.compile(r"(?<![\w.])[-+−]?\d+(?:\.\d+)?")


def in_class_set(declared: Exercise, seed: int = 0) -> Exercise:
    """The exercise with the numbers and letters of a class set.

    Parameters
    ----------
    declared : Exercise
        As a lesson module declares it, placeholders and all.
    seed : int
        0 is the standard edition.

    Returns
    -------
    Exercise
        Ready to be checked: texts filled in, planted answers bound to the numbers. If no draw
        keeps the planted answers apart, the numbers stay the standard ones.
    """
    if not seed and not declared.numbers:
        return declared
    standard = _bound(declared, 0, draw(declared.numbers, 0, declared.id))
    if not seed or declared.fixed:
        return replace(standard, class_set=seed)
    if declared.numbers:
        return _first_sound(declared, seed, standard)
    return _relettered(replace(standard, class_set=seed))


def _first_sound(declared, seed, standard):
    for attempt in range(MOST_DRAWS):
        drawn = draw(declared.numbers, seed, declared.id, attempt)
        varied = _bound(declared, seed, drawn)
        if is_sound(varied, standard):
            return varied
    return replace(standard, class_set=seed)


def _bound(declared, seed, drawn):
    shown = _shown(declared.numbers, drawn)
    words = {
        field: filled(getattr(declared, field), shown)
        for field in ("title", "right", "nudge", "stub")
    }
    planted = tuple(
        Wrong(_with_numbers(wrong.value, drawn), filled(wrong.message, shown), wrong.code)
        for wrong in declared.wrong
    )
    words["variable"] = (seed and declared.renamed) or declared.variable
    hints = tuple(filled(hint, shown) for hint in declared.hints)
    answer = _started_from(declared.answer, drawn)
    return replace(
        declared, class_set=seed, drawn=drawn, wrong=planted, hints=hints, answer=answer, **words
    )


def _shown(numbers, drawn):
    """What stands for ``{name}`` and ``{name.0}`` in the texts of an exercise."""
    shown = {}
    for name, number in numbers.items():
        shown[name] = word(number, drawn[name])
        shown |= {f"{name}.{n}": text for n, text in enumerate(texts(number, drawn[name]))}
    return shown


def _with_numbers(value, drawn):
    taken = numbers_taken(value, drawn) if drawn and callable(value) else {}
    return functools.partial(value, **taken) if taken else value


def numbers_taken(function, drawn):
    """Those of the drawn numbers that a function has parameters for."""
    names = inspect.signature(function).parameters
    return {name: value for name, value in drawn.items() if name in names}


def _started_from(answer, drawn):
    """A conversion may start from a number that varies; then it names it."""
    start = getattr(answer, "converted_from", None)
    return replace(answer, converted_from=drawn[start]) if isinstance(start, str) else answer


def _relettered(standard):
    options = getattr(standard.answer, "options", None)
    if not options:
        return standard
    orders = (shuffled(options, standard.class_set, f"{standard.id}/{n}") for n in range(99))
    order = next(order for order in orders if order != list(options))
    letters = dict(zip(order, options, strict=True))
    moved = {letters[old]: options[old] for old in order}
    field = "cards" if hasattr(standard.answer, "cards") else "options"
    wrong = tuple(replace(w, value=relabeled(w.value, letters)) for w in standard.wrong)
    answer = replace(standard.answer, **{field: moved})
    return replace(standard, letters=letters, wrong=wrong, answer=answer)


def is_sound(varied: Exercise, standard: Exercise) -> bool:
    """Whether a draw keeps key, standard key and planted answers apart.

    Each planted answer must be refused and get its own message, the standard key must be
    refused, and no sentence may hold a number that would be accepted.
    """
    answer, key = varied.answer, varied.key
    if answer.accepts(standard.key, key):
        return False
    values = [value for value in varied.wrong_values if type(value) is type(key)]
    if any(answer.accepts(value, key) for value in values):
        return False
    if any(_first_match(value, values, answer, key) != n for n, value in enumerate(values)):
        return False
    return not _gives_away(varied)


def _first_match(value, values, answer, key):
    matches = (n for n, other in enumerate(values) if answer.matches(value, other, key))
    return next(matches, None)


def _gives_away(varied):
    said = " ".join([w.message for w in varied.wrong] + [varied.nudge, *varied.hints])
    numbers = [float(number.replace("−", "-")) for number in NUMBER.findall(said)]
    keys = varied.key if isinstance(varied.key, tuple) else (varied.key,)
    kinds = getattr(varied.answer, "kinds", [varied.answer])
    pairs = list(zip(keys, kinds, strict=True))
    return any(kind.accepts(number, key) for number in numbers for key, kind in pairs)


def task_text(markdown: str, varied: Exercise, standard: Exercise) -> str:
    """The task of the standard edition with the numbers and options of a class set.

    Parameters
    ----------
    markdown : str
        The cell before the stub.
    varied, standard : Exercise
        ``registry.get(id, seed)`` and ``registry.get(id)``.
    """
    before, line, after = markdown.partition(standard.checked_line)
    options = (standard.options_markdown, varied.options_markdown)
    pairs = tokens(varied)
    before, after = (
        exchanged(part.replace(*options) if options[0] else part, pairs) for part in (before, after)
    )
    return before + (line and varied.checked_line) + after


def tokens(varied: Exercise) -> dict[str, str]:
    """Text of a standard number → text of the number of this class set."""
    pairs = {}
    for name, number in varied.numbers.items():
        old, new = texts(number, number.standard), texts(number, varied.drawn[name])
        pairs |= dict(zip(old, new, strict=True))
    return pairs


def why_not(varied: Exercise) -> str:
    """Why an exercise is the same in every class set; "" if it is not."""
    if varied.fixed:
        return varied.fixed
    if varied.numbers:
        same = varied.drawn == draw(varied.numbers, 0, varied.id)
        return "no draw kept the planted answers apart" if same else ""
    if varied.letters:
        return ""
    if varied.is_function:
        return "a function: judged on hidden cases, the same in every set"
    if hasattr(varied.answer, "sorted_by"):
        return "a table: the rows come from a data set"
    return "its numbers are not declared"
