"""Hand a student's value over as plain JSON. Runs beside the student's code; trusted by nobody.

What a reader would call the kind of the value travels with it, so that the judge outside can
say "I got a list of 3 items". Everything is bounded here for politeness; the other side
measures again.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import json
import math
import os
import sys
from itertools import islice

MIME = "application/vnd.bone-course.answer+json"
CASES = "BONE_COURSE_CASES"

LONGEST_TEXT = 1_000
MOST_ITEMS = 1_000
MOST_ROWS = 10_000
MOST_CELLS = 100_000
DEEPEST = 4


class Handed:
    """What ``check`` returns while grading: the answer is on its way, and nothing is known."""

    status, code, message, note = "handed over", "", "", ""
    points = points_possible = 0.0

    def __init__(self, exercise_id=""):
        self.exercise_id = exercise_id

    def _ipython_display_(self):
        """Show nothing."""


def check(exercise_id, answer=...):
    """Hand an answer over to be judged outside.

    Parameters
    ----------
    exercise_id : str
        Such as "L00.E1".
    answer : anything
        What you worked out.
    """
    from IPython.display import display

    key = str(exercise_id).strip().upper()[:40]
    display({MIME: {"id": key, "answer": packed(answer, key)}}, raw=True)
    return Handed(key)


def packed(value, key=""):
    """The value as plain JSON; a function as its results on the cases of the exercise ``key``."""
    try:
        if callable(value) and not isinstance(value, type):
            return _function(value, key)
        return _value(value, 0)
    except Exception as error:
        return {"kind": "broken", "type": type(error).__name__}


def _value(value, depth):
    if value is None or value is ... or value is NotImplemented:
        return {"kind": "blank"}
    simple = _simple(value)
    if simple is not None:
        return simple
    return _from_library(value) or _container(value, depth) or _named(value)


def _simple(value):
    if isinstance(value, bool):
        return {"kind": "truth", "value": bool(value)}
    if isinstance(value, str):
        return {"kind": "text", "value": str(value[:LONGEST_TEXT])}
    if isinstance(value, int):
        return _number(value) if abs(value) < 2**63 else {"kind": "number", "value": "huge"}
    if isinstance(value, float):
        return _number(float(value))
    return {"kind": "complex"} if isinstance(value, complex) else None


def _number(value):
    finite = isinstance(value, int) or math.isfinite(value)
    return {"kind": "number", "value": value if finite else str(value)}


def _from_library(value):
    pandas, numpy = sys.modules.get("pandas"), sys.modules.get("numpy")
    if numpy and isinstance(value, numpy.generic):
        return _simple(value.item())
    if numpy and isinstance(value, numpy.ndarray):
        return _array("array", value.ndim, value.size, value.reshape(-1))
    if pandas and isinstance(value, pandas.Series):
        return _array("series", 1, len(value), value)
    if pandas and isinstance(value, pandas.DataFrame):
        return _table(value)
    return None


def _array(kind, dimensions, size, items):
    kept = [_cell(item) for item in islice(items, MOST_ITEMS)]
    return {"kind": kind, "dimensions": dimensions, "size": size, "items": kept}


def _table(frame):
    rows = len(frame)
    if any(name is not None and name not in frame.columns for name in frame.index.names):
        frame = frame.reset_index()
    if rows > MOST_ROWS or frame.size > MOST_CELLS:
        return {"kind": "large table", "rows": rows}
    names = [str(name)[:LONGEST_TEXT] for name in frame.columns]
    columns = [[_cell(item) for item in frame.iloc[:, i]] for i in range(len(names))]
    return {"kind": "table", "rows": rows, "names": names, "columns": columns}


def _cell(item):
    item = item.item() if hasattr(item, "item") else item
    if item is None or isinstance(item, (bool, int)):
        return item if item is None or abs(item) < 2**63 else "inf"
    if isinstance(item, float):
        return {"float": str(item)} if not math.isfinite(item) else item
    return str(item)[:LONGEST_TEXT]


def _container(value, depth):
    for kind in (tuple, list, dict, set):
        if isinstance(value, kind):
            break
    else:
        return None
    shown = {"kind": kind.__name__, "size": len(value)}
    if depth >= DEEPEST or kind is set:
        return shown
    items = value.values() if kind is dict else value
    shown["items"] = [_value(item, depth + 1) for item in islice(items, MOST_ITEMS)]
    if kind is dict:
        shown["names"] = [str(name)[:LONGEST_TEXT] for name in islice(value, MOST_ITEMS)]
    return shown


def _named(value):
    """An object that may still turn into a number, as a student's own class might."""
    if callable(value):
        return {"kind": "function", "results": None}
    try:
        return _number(float(value))
    except Exception:
        return {"kind": "other", "type": type(value).__name__[:LONGEST_TEXT]}


def _function(function, key):
    """Call the function on the inputs that the judge put in; what should come out is not here."""
    cases = _cases(key)
    if cases is None:
        return {"kind": "function", "results": None}
    if not _takes(function, cases[0]):
        return {"kind": "function", "results": [], "fits": False}
    results = [_call(function, arguments) for arguments in cases]
    return {"kind": "function", "results": results, "fits": True}


def _takes(function, arguments):
    try:
        inspect.signature(function).bind(*arguments)
    except TypeError:
        return False
    except Exception:
        return True
    return True


def _call(function, arguments):
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            value = function(*arguments)
    except KeyboardInterrupt:
        return {"kind": "raised", "type": "KeyboardInterrupt"}
    except BaseException as error:
        return {"kind": "raised", "type": type(error).__name__[:LONGEST_TEXT]}
    return _value(value, 1) | {"printed": bool(said.getvalue().strip())}


def _cases(key):
    path = os.environ.get(CASES)
    if not path:
        return None
    with open(path, encoding="utf-8") as file:
        cases = json.load(file).get(key)
    return cases and [[_input(argument) for argument in case] for case in cases]


def _input(argument):
    """One input of a case; a table travels as its columns."""
    if not isinstance(argument, dict):
        return argument
    import pandas as pd

    frame = pd.DataFrame(argument["columns"])
    return frame.astype(argument["types"])
