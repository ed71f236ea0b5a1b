"""Read what the sealed ``check`` handed over, trusting nothing: plain JSON, measured, rebuilt.

Values become the simple objects that `course_utils.exercises.checking` judges. No pickle is
opened and no name is looked up; what does not fit the few known shapes is no answer.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from nbformat import NotebookNode

from course_utils.classroom.grading.sealed.exercises.handing import (
    LONGEST_TEXT,
    MIME,
    MOST_CELLS,
    MOST_ITEMS,
    MOST_ROWS,
)

LARGEST = 4 * 1024**2
DEEPEST = 12
TOO_LARGE_FOR_FLOAT = 10**400


class NotPlain(Exception):
    """What came over has not the shape of an answer; the text says what is wrong."""


def handed_over(notebook: NotebookNode, wanted: Iterable[str]) -> dict[str, Any]:
    """The answers of an executed notebook, still as they came.

    Parameters
    ----------
    notebook : NotebookNode
    wanted : iterable of str
        Exercise ids; others are passed over.

    Returns
    -------
    dict
        Exercise id → the last thing handed over under it.
    """
    known = set(wanted)
    found = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            parcel = output.get("data", {}).get(MIME)
            id = parcel.get("id") if isinstance(parcel, dict) else None
            if isinstance(id, str) and id in known:
                found[id] = parcel.get("answer")
    return found


def rebuilt(answer: Any) -> Any:
    """The value to judge.

    Raises
    ------
    NotPlain
        If it is too large, too deep, or not of a known shape.
    """
    try:
        _measure(answer)
        return _rebuild(answer)
    except NotPlain:
        raise
    except Exception:
        raise NotPlain("It has not the shape of an answer.") from None


def _measure(answer: Any) -> None:
    if _depth(answer) > DEEPEST:
        raise NotPlain("It is nested too deeply to be an answer.")
    if len(json.dumps(answer)) > LARGEST:
        raise NotPlain("It is too large to be an answer.")


def _depth(answer: Any) -> int:
    """How deep lists and dicts nest, without going down into them by recursion."""
    depth, level = 0, [answer]
    while level and depth <= DEEPEST:
        inner = (list(x.values()) if isinstance(x, dict) else x for x in level)
        level = [x for items in inner if isinstance(items, list) for x in items]
        depth += 1
    return depth


def _rebuild(answer: Any) -> Any:
    if not isinstance(answer, dict) or answer.get("kind") not in _KINDS:
        raise NotPlain("It has not the shape of an answer.")
    return _KINDS[answer["kind"]](answer)


def _number(answer: dict) -> float | int:
    value = answer["value"]
    if value in ("inf", "-inf", "nan"):
        return float(value)
    if value == "huge":
        return TOO_LARGE_FOR_FLOAT
    if type(value) not in (int, float):
        raise NotPlain("It calls itself a number and is none.")
    return value


def _text(answer: dict) -> str:
    value = answer["value"]
    if type(value) is not str or len(value) > LONGEST_TEXT:
        raise NotPlain("It calls itself a text and is none.")
    return value


def _items(answer: dict) -> list:
    items = answer.get("items", [])
    if len(items) > MOST_ITEMS:
        raise NotPlain("It has too many items to be an answer.")
    rebuilt_items = [_rebuild(item) for item in items]
    missing = min(int(answer["size"]), 10**6) - len(items)
    return rebuilt_items + [_unclear({})] * max(0, missing)


def _dict(answer: dict) -> dict:
    names = [str(name) for name in answer.get("names", [])]
    return dict(zip(names, _items(answer), strict=False))


def _array(answer: dict) -> Any:
    items = [_cell(item) for item in answer["items"]]
    if len(items) != answer["size"] or answer["dimensions"] != 1:
        return _unclear(answer) if len(items) != 1 else np.array(items)
    return pd.Series(items) if answer["kind"] == "series" else np.array(items)


def _table(answer: dict) -> pd.DataFrame:
    names, columns = answer["names"], answer["columns"]
    if len(names) * answer["rows"] > MOST_CELLS or len(names) != len(columns):
        raise NotPlain("It calls itself a table and is none.")
    filled = {str(n): [_cell(item) for item in c] for n, c in zip(names, columns, strict=True)}
    return pd.DataFrame(filled)


def _large_table(answer: dict) -> pd.DataFrame:
    return pd.DataFrame(index=range(min(max(int(answer["rows"]), MOST_ROWS + 1), 10**7)))


def _cell(item: Any) -> Any:
    if isinstance(item, dict):
        return float(item["float"]) if item.get("float") in ("inf", "-inf", "nan") else math.nan
    if item is not None and type(item) not in (bool, int, float, str):
        raise NotPlain("A cell of its table is neither number nor text.")
    return item


def _function(answer: dict) -> Callable:
    """A function that gives, call after call, what the student's own gave in the sandbox."""
    results = answer["results"]
    if results is None:
        raise NotPlain("It is a function where none is asked for.")
    if not answer.get("fits", True):
        return lambda: None
    waiting = iter(results[:MOST_ITEMS])

    def replay(*_: Any) -> Any:
        result = next(waiting)
        if result.get("kind") == "raised":
            raise type(_class_name(result.get("type")), (Exception,), {})
        if result.get("printed") is True:
            print("printed")  # the judge catches it, and says so if nothing came back
        return _rebuild(result)

    return replay


def _unclear(answer: dict) -> Any:
    """Stands for a value that is no number, text, list or table."""
    return type(_class_name(answer.get("type")), (), {})()


def _class_name(name: Any) -> str:
    return name if isinstance(name, str) and name.isidentifier() and len(name) < 60 else "Unknown"


_KINDS: dict[str, Callable[[dict], Any]] = {
    "blank": lambda _: None,
    "truth": lambda answer: answer["value"] is True,
    "number": _number,
    "text": _text,
    "complex": lambda _: 1j,
    "tuple": lambda answer: tuple(_items(answer)),
    "list": _items,
    "dict": _dict,
    "set": lambda answer: set(range(min(int(answer["size"]), MOST_ITEMS))),
    "array": _array,
    "series": _array,
    "table": _table,
    "large table": _large_table,
    "function": _function,
    "other": _unclear,
    "broken": _unclear,
}
