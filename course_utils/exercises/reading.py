"""Turn what a student hands in into plain Python, or say in words why that is not possible.

Answers come from anybody's code, so nothing here trusts an object: types are compared by
identity or through the defining library, and text is measured before it is searched.
"""

from __future__ import annotations

import math
import re
import sys

LONGEST_TEXT = 80

_NUMBER = re.compile(r"([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?)\s*(.*)", re.DOTALL)

_SAME_UNIT = {
    "percent": "%",
    "per cent": "%",
    "pp": "percentage points",
    "percentage point": "percentage points",
    "points": "percentage points",
    "%-points": "percentage points",
    "% points": "percentage points",
    "nm": "nmol/l",
    "pm": "pmol/l",
    "cell": "cells",
    "osteoclasts": "cells",
    "nanomol/l": "nmol/l",
    "picomol/l": "pmol/l",
}


class Blank(Exception):
    """The student has not answered yet."""


class CannotRead(Exception):
    """The answer is there but cannot be read; ``str(error)`` says why, in one sentence."""


def is_blank(raw):
    """True for ``...``, ``None`` and text without any sign in it."""
    if raw is None or raw is ... or raw is NotImplemented:
        return True
    if not isinstance(raw, str) or str.__len__(raw) > LONGEST_TEXT:
        return False
    return str.strip(raw) in {"", "...", "…"}


def in_words(raw):
    """What kind of thing this is, for a sentence that starts with "I got"."""
    pandas, numpy = sys.modules.get("pandas"), sys.modules.get("numpy")
    if isinstance(raw, bool) or (numpy and isinstance(raw, numpy.bool_)):
        return "a True/False value (bool)"
    if isinstance(raw, str):
        return f"a text of {str.__len__(raw):,} characters (str)"
    if pandas and isinstance(raw, pandas.DataFrame):
        return f"a table of {len(raw)} rows (DataFrame)"
    if pandas and isinstance(raw, pandas.Series):
        return f"a column of {len(raw)} values (Series)"
    if numpy and isinstance(raw, numpy.ndarray):
        return f"an array of {raw.size} values (ndarray)"
    return _plain_words(raw)


def _plain_words(raw):
    for kind, name in ((tuple, "tuple"), (list, "list"), (set, "set"), (dict, "dict")):
        if type(raw) is kind:
            return f"a {name} of {len(raw)} item{'s' * (len(raw) != 1)}"
    if isinstance(raw, complex):
        return "a complex number"
    if isinstance(raw, (int, float)):
        return "a number"
    if callable(raw):
        return "a function or class (something to call)"
    return f"an object of type {type_name(raw)}"


def type_name(raw):
    """The name of the object's class, even when its metaclass misbehaves."""
    name = type.__dict__["__name__"].__get__(type(raw))
    return name if len(name) <= 40 else name[:37] + "..."


def read_number(raw, unit):
    """A finite float from a number, a one-element array or a text such as "17,3 nmol/L".

    Parameters
    ----------
    raw : anything
    unit : str
        The unit a text may end with; "" if the number has none.

    Raises
    ------
    Blank
        If there is no answer yet.
    CannotRead
        If the answer is not one finite real number.
    """
    if is_blank(raw):
        raise Blank
    if isinstance(raw, str):
        value = _number_from_text(raw, unit)
    else:
        value = _number_from_object(_only_element(raw), unit)
    if math.isnan(value):
        raise CannotRead(
            "I got NaN, which means “not a number”: one step divided zero by zero "
            "or met a missing value. Which step?"
        )
    if math.isinf(value):
        raise CannotRead("I got infinity: one step divided by zero or overflowed. Which step?")
    return value


def _only_element(raw):
    """The single value inside an array or a Series; anything else as it came."""
    pandas, numpy = sys.modules.get("pandas"), sys.modules.get("numpy")
    if pandas and isinstance(raw, pandas.Series) and len(raw) == 1:
        raw = raw.iloc[0]
    if numpy and isinstance(raw, numpy.ndarray) and raw.size == 1:
        raw = raw.reshape(-1)[0]
    return raw.item() if numpy and isinstance(raw, numpy.generic) else raw


def _number_from_object(raw, unit):
    wanted = f"one number{_in_unit(unit)}"
    if isinstance(raw, tuple) and tuple.__len__(raw) == 1:
        raise CannotRead(
            f"I got a tuple of 1 item; a comma at the end of the line makes one. "
            f"This exercise takes {wanted}."
        )
    if isinstance(raw, (bool, complex, bytes, bytearray, list, tuple, dict, set)):
        raise CannotRead(f"I got {in_words(raw)}; this exercise takes {wanted}.")
    try:
        return float(raw)
    except OverflowError:
        raise CannotRead(f"I got a number too large to compare; I expect {wanted}.") from None
    except Exception:
        raise CannotRead(f"I got {in_words(raw)}; this exercise takes {wanted}.") from None


def _number_from_text(raw, unit):
    wanted = f"one number{_in_unit(unit)}"
    if str.__len__(raw) > LONGEST_TEXT:
        raise CannotRead(f"I got {in_words(raw)}; this exercise takes {wanted}.")
    text = str.strip(raw).replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ")
    found = _NUMBER.fullmatch(text)
    if not found:
        raise CannotRead(f"I got a text that does not start as a number; I expect {wanted}.")
    digits, suffix = found.groups()
    if suffix and suffix[0] in ".,0123456789+-":
        raise CannotRead(f"I got a text with more than one number in it; I expect {wanted}.")
    if suffix and _plain_unit(suffix) != _plain_unit(unit):
        raise CannotRead(f"The text carries another unit; this exercise takes {wanted}.")
    return float(digits.replace(",", "."))


def _in_unit(unit):
    return f" in {unit}" if unit else ""


def _plain_unit(text):
    plain = " ".join(text.casefold().split()).replace(" /", "/").replace("/ ", "/")
    return _SAME_UNIT.get(plain, plain)


def read_items(raw, names):
    """The parts of a pair or longer answer: a tuple, list, array, Series or dict by name.

    Raises
    ------
    Blank
        If every part is still open.
    CannotRead
        If it is no sequence, or has another length.
    """
    if is_blank(raw):
        raise Blank
    wanted = f"{len(names)} numbers in one tuple: ({', '.join(names)})"
    items = _as_list(raw, names)
    if items is None or len(items) != len(names):
        raise CannotRead(f"I got {in_words(raw)}; this exercise takes {wanted}.")
    if all(is_blank(item) for item in items):
        raise Blank
    return items


def _as_list(raw, names):
    pandas, numpy = sys.modules.get("pandas"), sys.modules.get("numpy")
    if isinstance(raw, dict) and len(raw) == len(names):
        return [raw[name] for name in names] if set(raw) == set(names) else list(raw.values())
    if isinstance(raw, (list, tuple)) and len(raw) <= LONGEST_TEXT:
        return list(raw)
    vector = (numpy and isinstance(raw, numpy.ndarray) and raw.ndim == 1) or (
        pandas and isinstance(raw, pandas.Series)
    )
    return list(raw) if vector and len(raw) == len(names) else None


def read_letter(raw, options):
    """The letter of one option, from "b", "B)", "(B)" or the option's own words."""
    if is_blank(raw):
        raise Blank
    wanted = f"one of the letters {', '.join(options)}, in quotation marks"
    if not isinstance(raw, str):
        raise CannotRead(f"I got {in_words(raw)}; this exercise takes {wanted}.")
    if str.__len__(raw) > 400:
        raise CannotRead(f"I got {in_words(raw)}; this exercise takes {wanted}.")
    text = str.strip(raw)
    for letter, words in options.items():
        if text.strip("().: ").upper() == letter or text.casefold() == words.casefold():
            return letter
    raise CannotRead(f"I got a text that is not on the list; this exercise takes {wanted}.")
