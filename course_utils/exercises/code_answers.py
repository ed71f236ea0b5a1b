"""Answers a student makes with code: a function, or a table.

They know the same five things as the kinds in ``answers``.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import sys
from dataclasses import dataclass
from typing import NamedTuple

from course_utils.exercises import reading
from course_utils.exercises.answers import Number
from course_utils.exercises.reading import Blank, CannotRead
from course_utils.exercises.slips import Slip

MOST_ROWS = 10_000


class Case(NamedTuple):
    """One call of the student's function; the label stands in for the numbers in feedback."""

    label: str
    arguments: tuple[float, ...]


@dataclass(frozen=True)
class Function:
    """A function, judged by its results on a few cases.

    Cases are called in this process with no time limit: an endless loop is ended by the
    stop button, and that is reported like any other trouble.
    """

    parameters: tuple[str, ...]
    cases: tuple[Case, ...]
    unit: str
    tolerance: float

    @property
    def kind(self):
        return Number(self.unit, self.tolerance)

    def read(self, raw):
        if reading.is_blank(raw):
            raise Blank
        if not callable(raw):
            raise CannotRead(
                f"I got {reading.in_words(raw)}; this exercise takes the function itself, "
                "by its name without parentheses."
            )
        self._must_take_the_inputs(raw)
        results = [_call(raw, case) for case in self.cases]
        if all(reading.is_blank(result.value) for result in results):
            raise self._nothing_came_back(results)
        return tuple(self._number(result.value) for result in results)

    def _must_take_the_inputs(self, function):
        try:
            inspect.signature(function).bind(*self.cases[0].arguments)
        except TypeError:
            raise CannotRead(
                f"The function does not take the {len(self.parameters)} inputs "
                f"({', '.join(self.parameters)}) in this order."
            ) from None
        except Exception:
            return

    def _nothing_came_back(self, results):
        if any(result.value is ... for result in results):
            return Blank()
        printed = any(result.printed for result in results)
        cause = "prints a value and returns nothing" if printed else "returns nothing"
        return CannotRead(f"The function {cause}. Which line hands the result back?")

    def _number(self, value):
        if reading.is_blank(value):
            return None
        try:
            return self.kind.read(value)
        except CannotRead as error:
            raise CannotRead(f"The function ran, and what came back is unclear: {error}") from None

    def _right(self, values, keys):
        return [
            v is not None and self.kind.accepts(v, k) for v, k in zip(values, keys, strict=True)
        ]

    def accepts(self, values, keys):
        return all(self._right(values, keys))

    def matches(self, values, wrong, keys):
        # Cases in which the misconception happens to be harmless cannot tell it apart.
        tell = [i for i, right in enumerate(self._right(wrong, keys)) if not right]
        same = (values[i] is not None and self.kind.accepts(values[i], wrong[i]) for i in tell)
        return bool(tell) and all(same)

    def slip(self, values, keys):
        pairs = zip(self.cases, self._right(values, keys), strict=True)
        still = "; ".join(case.label for case, right in pairs if not right)
        return Slip("cases", f"Not yet for: {still}. Call it by hand there: what should come out?")

    def right_parts(self, values, keys):
        right = self._right(values, keys)
        if sum(right) * 2 <= len(right):
            return []
        return [case.label for case, fits in zip(self.cases, right, strict=True) if fits]

    def describe(self):
        width = Number(self.unit, self.tolerance).within
        return f"a function that returns a number in {self.unit}, {width}"


class _Result(NamedTuple):
    value: object
    printed: bool


def _call(function, case):
    """Run student code: its prints are caught, and nothing it raises gets past."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            value = function(*case.arguments)
    except KeyboardInterrupt:
        raise CannotRead(
            "The function was stopped before it came back. Can each of its loops end?"
        ) from None
    except BaseException as error:  # SystemExit and the like would take the kernel down
        raise CannotRead(
            f"The function stopped with {reading.type_name(error)} (case: {case.label}). "
            "Call it yourself once and read the message."
        ) from None
    return _Result(value, bool(said.getvalue().strip()))


@dataclass(frozen=True)
class Table:
    """A DataFrame, judged by which rows it holds and their order; the index does not count.

    ``identity`` names the columns that tell rows apart, ``sorted_by`` the column whose
    ascending order is asked for.
    """

    identity: tuple[str, ...]
    sorted_by: str

    def read(self, raw):
        if reading.is_blank(raw):
            raise Blank
        pandas = sys.modules.get("pandas")
        if not (pandas and isinstance(raw, pandas.DataFrame)):
            raise CannotRead(f"I got {reading.in_words(raw)}; this exercise takes a DataFrame.")
        if len(raw) > MOST_ROWS:
            raise CannotRead(f"The table has {len(raw):,} rows, more than the one you began with.")
        return self._rows(raw)

    def _rows(self, frame):
        wanted = [*self.identity, self.sorted_by]
        if not set(wanted) <= set(frame.columns):
            frame = frame.reset_index()
        missing = [name for name in wanted if name not in frame.columns]
        if missing:
            raise CannotRead(f"The table lacks the column {missing[0]!r}; keep all columns.")
        names = frame[list(self.identity)].astype(str).itertuples(index=False, name=None)
        values = (_cell(value) for value in frame[self.sorted_by])
        return [(*name, value) for name, value in zip(names, values, strict=True)]

    def accepts(self, rows, key):
        return rows == key

    def matches(self, rows, wrong, key):
        if rows == wrong:
            return True
        return sorted(rows) == sorted(wrong) and sorted(wrong) != sorted(key)

    def slip(self, rows, key):
        if not rows:
            return Slip("empty", "No row is left. Which of your conditions can no row meet?")
        if sorted(rows) == sorted(key):
            return Slip("order", f"Now put them in ascending order of `{self.sorted_by}`.")
        if len(rows) != len(set(rows)):
            return Slip("repeated", "Some rows appear twice. Which step copied them?")
        extra, missing = set(rows) - set(key), set(key) - set(rows)
        if extra and missing:
            text = "Some rows should have gone and some that belong are gone. Read each condition."
        elif extra:
            text = "Some rows should have been left out. Which condition would drop them?"
        else:
            text = "Some rows that belong here are gone. Which condition is too strict?"
        return Slip("rows", text)

    def right_parts(self, rows, key):
        return ["the choice of rows"] if sorted(rows) == sorted(key) else []

    def describe(self):
        columns = " and ".join(f"`{name}`" for name in (*self.identity, self.sorted_by))
        return (
            f"a table (DataFrame) that keeps the columns {columns}, "
            f"rows in ascending order of `{self.sorted_by}`"
        )


def _cell(value):
    try:
        return round(float(value), 6)
    except (TypeError, ValueError):
        raise CannotRead("A value in the sorted column is not a number any more.") from None
