"""Every number of a model, with symbol, unit, source and verification level.

The numbers live in ``datasets/parameters.csv``. A set is read once, never changed:
``replace`` makes a new one.
"""

from __future__ import annotations

import csv
import math
from collections import namedtuple
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace as replaced
from functools import cache
from pathlib import Path

from course_utils.physiology.names import nearest

TABLE = Path(__file__).resolve().parents[2] / "datasets" / "parameters.csv"
LEVELS = ("measured", "published model", "recalled", "calibrated", "teaching assumption")
COLUMNS = ("symbol", "name", "value", "unit", "source", "level", "low", "high")


@dataclass(frozen=True)
class Parameter:
    """One number with its unit, its source and how far it has been checked.

    ``low`` and ``high`` bound the plausible range; ``None`` leaves that side open.
    """

    symbol: str
    name: str
    value: float
    unit: str
    source: str
    level: str
    low: float | None = None
    high: float | None = None

    def with_value(self, value):
        """The same parameter with another value; refuses one outside the plausible range."""
        number = self._as_number(value)
        below = self.low is not None and number < self.low
        above = self.high is not None and number > self.high
        if below or above:
            raise ValueError(f"{self.name} ({self.symbol}) must be {self._range()}; got {value}.")
        return replaced(self, value=number, level="teaching assumption", source="set by the reader")

    def _as_number(self, value):
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = math.nan
        if not math.isfinite(number):
            raise ValueError(f"{self.name} ({self.symbol}) must be {self._range()}; got {value!r}.")
        return number

    def _range(self):
        unit = f" {self.unit}" if self.unit else ""
        if self.low is None and self.high is None:
            return f"a finite number{unit}"
        low = "any lower bound" if self.low is None else f"{self.low:g}"
        high = "any upper bound" if self.high is None else f"{self.high:g}"
        return f"between {low} and {high}{unit}"


class ParameterSet(Mapping):
    """The numbers of one model: a read-only mapping from symbol to value.

    Parameters
    ----------
    name : str
        Name of the model, as in the column ``model`` of the table.
    parameters : iterable of Parameter

    Examples
    --------
    >>> parameter_set("komarova2003")["k2"]
    0.0017
    """

    def __init__(self, name, parameters):
        self.name = name
        self._parameters = {p.symbol: p for p in parameters}

    def __getitem__(self, symbol):
        return self.parameter(symbol).value

    def __contains__(self, symbol):
        return symbol in self._parameters

    def get(self, symbol, default=None):
        """The value called ``symbol``, or ``default`` if there is none."""
        return self._parameters[symbol].value if symbol in self._parameters else default

    def __iter__(self):
        return iter(self._parameters)

    def __len__(self):
        return len(self._parameters)

    def __hash__(self):
        return hash((self.name, tuple(self._parameters.values())))

    def __eq__(self, other):
        if not isinstance(other, ParameterSet):
            return NotImplemented
        return self.name == other.name and self._parameters == other._parameters

    def parameter(self, symbol):
        """The :class:`Parameter` called ``symbol``; an unknown symbol raises KeyError in words."""
        if symbol in self._parameters:
            return self._parameters[symbol]
        raise KeyError(f"{self.name} has no parameter {symbol!r}. {nearest(symbol, self)}")

    def replace(self, **values):
        """A new set in which the named parameters have new values.

        Raises
        ------
        KeyError
            If a symbol is unknown; the sentence names the nearest right one.
        ValueError
            If a value is not a number or lies outside the plausible range.
        """
        changed = {s: self.parameter(s).with_value(v) for s, v in values.items()}
        return ParameterSet(self.name, {**self._parameters, **changed}.values())

    def numbers(self, **values):
        """The values as a named tuple, for a rates function; ``values`` replace some of them.

        Replacements are taken as they are (arrays for a cohort, symbols for an export).
        """
        for symbol in values:
            self.parameter(symbol)
        return _tuple_type(tuple(self))(**(dict(self) | values))

    def table(self):
        """The set as a DataFrame: symbol, name, value, unit, source, level and range."""
        import pandas as pd

        rows = [[getattr(p, c) for c in COLUMNS] for p in self._parameters.values()]
        return pd.DataFrame(rows, columns=list(COLUMNS)).set_index("symbol")

    def __repr__(self):
        lines = [f"{p.symbol} = {p.value:g} {p.unit}".rstrip() for p in self._parameters.values()]
        return f"{self.name}: " + ", ".join(lines)

    def _repr_html_(self):
        columns = ["name", "value", "unit", "source", "level"]
        return self.table()[columns].to_html(formatters={"value": "{:g}".format})


@cache
def _tuple_type(symbols):
    return namedtuple("Numbers", symbols)


def _read(row):
    bounds = {side: float(row[side]) if row[side] else None for side in ("low", "high")}
    texts = {key: row[key] for key in ("symbol", "name", "unit", "source", "level")}
    return Parameter(**texts, value=float(row["value"]), **bounds)


@cache
def _models():
    models = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            models.setdefault(row["model"], []).append(_read(row))
    return {name: ParameterSet(name, rows) for name, rows in models.items()}


def parameter_set(model):
    """The parameter set of one model.

    Parameters
    ----------
    model : str
        A name of the column ``model`` in ``datasets/parameters.csv``.

    Raises
    ------
    KeyError
        If the model is unknown; the sentence names the nearest right one.
    """
    models = _models()
    if model in models:
        return models[model]
    raise KeyError(f"No parameter set is called {model!r}. {nearest(model, models)}")
