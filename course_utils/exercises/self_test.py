"""``self_test``: the questions of the quiz bank, one after the other, with a reason per option.

>>> from course_utils.exercises import self_test
>>> self_test("L07")  # a panel in a notebook, folded questions elsewhere
"""

from __future__ import annotations

from course_utils.exercises.cards import Card, Folded, Note, Options, Text
from course_utils.exercises.live import Live


def questions(lesson=None):
    """The questions of one lesson, or of all.

    Parameters
    ----------
    lesson : str, optional
        Such as "L07", "07" or 7.

    Returns
    -------
    list of dict
        As in ``quiz_bank.json``: ``id``, ``lesson``, ``stem``, ``options``, ``key``, ``why`` …

    Raises
    ------
    ValueError
        If the bank has no question on that lesson.
    """
    from course_utils.datasets import quiz_bank

    bank = quiz_bank()
    if lesson is None:
        return bank
    number = str(lesson).strip().upper().removeprefix("L").zfill(2)
    found = [item for item in bank if item["lesson"] == number]
    if found:
        return found
    first, last = bank[0]["lesson"], bank[-1]["lesson"]
    raise ValueError(
        f"The quiz bank has no question on lesson {lesson!r}; it covers L{first} to L{last}."
    )


def self_test(lesson=None):
    """Ask the questions of a lesson; nothing is graded, stored or sent.

    Parameters
    ----------
    lesson : str, optional
        Such as "L07"; all lessons if left out.

    Returns
    -------
    SelfTest
        A panel that asks one question at a time and gives a reason for every option. Without
        widgets a card with the same questions, their answers folded away.
    """
    try:
        return SelfTest(questions(lesson))
    except ValueError as error:
        return Note(Card("Self-test", "no such questions", "odd", (Text(str(error)),)))


def verdict(item, letter):
    """What to say of a chosen option: a word, then the paragraphs of the answer.

    The reason of the chosen option comes first, then the key and its reason, then the rest.
    """
    key, options, why = item["key"], item["options"], item["why"]
    order = list(dict.fromkeys([letter, key, *options]))
    lines = [f"{name} · {options[name]}: {why[name]}" for name in order]
    lines += _belief(item, letter)
    if item["source"]:
        from course_utils.datasets import cite

        lines.append(f"Source: {cite(item['source'])}")
    return ("right" if letter == key else f"the answer is {key}"), lines


def _belief(item, letter):
    code = item["misconceptions"].get(letter)
    if not code:
        return []
    from course_utils.exercises.misconceptions import lookup

    return [f"The belief behind {letter}: {lookup(code).belief}"]


class SelfTest(Live):
    """Some questions of the bank, as a card and as a panel."""

    def __init__(self, items):
        self.items = items

    def card(self):
        start = Text("Answer each from memory, then open it. Nothing is graded or stored.")
        blocks = [start, *(block for item in self.items for block in _folded(item))]
        return Card("Self-test", f"{len(self.items)} questions", "info", tuple(blocks))

    def build(self):
        from course_utils.exercises.self_test_panel import Panel

        return Panel(self.items).box


def _folded(item):
    reasons = " ".join(f"{letter}: {reason}" for letter, reason in item["why"].items())
    question = Text(f"{item['id']} · L{item['lesson']} · {item['stem']}")
    answer = Folded("Answer and reasons", f"The answer is {item['key']}. {reasons}")
    return question, Options(item["options"]), answer
