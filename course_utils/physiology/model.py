"""What an ODE model consists of: named states, a rates function and its parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from inspect import signature

from course_utils.physiology.parameters import ParameterSet

UNIT_WORDS = {"": "", "1": "", "pM": "pmol_per_l", "nM": "nmol_per_l", "%": "percent"}


@dataclass(frozen=True)
class State:
    """One quantity that a model follows in time.

    Parameters
    ----------
    symbol : str
        The paper's symbol, a Python name.
    name : str
        Plain words joined by underscores: ``"responding_osteoblasts"``.
    unit : str
        ``"pM"``, ``"pg/mL"``; empty for a ratio.
    start : float
        Value at time 0 unless the caller says otherwise.
    typical : float, optional
        A typical size, against which absolute errors are judged; the start value, or 1
        where that is 0.
    """

    symbol: str
    name: str
    unit: str
    start: float
    typical: float | None = None

    @property
    def size(self):
        """The typical size of the quantity, in its unit."""
        return self.typical or abs(self.start) or 1.0

    @property
    def column(self):
        """Name of the column in a result table: quantity, then unit in words."""
        words = UNIT_WORDS.get(self.unit)
        if words is None:
            words = (
                self.unit.lower().replace("/", "_per_").replace(" ", "_").replace("%", "percent")
            )
        return f"{self.name}_{words}" if words else self.name


@dataclass(frozen=True, repr=False)
class Model:
    """Equations of one system, ready to be solved, exported and printed.

    Parameters
    ----------
    name : str
    states : tuple of State
    rates : callable
        ``rates(time, state, p)`` → tuple of time derivatives, plain arithmetic;
        ``state`` is a sequence of numbers, ``p`` a named tuple of parameters.
        Models driven from outside take a fourth argument, the tuple of inputs.
    parameters : ParameterSet
    time_unit : str
    source : str
        Where the equations were published.
    """

    name: str
    states: tuple
    rates: Callable
    parameters: ParameterSet
    time_unit: str = "day"
    source: str = ""

    def __post_init__(self):
        shared = {state.symbol for state in self.states} & set(self.parameters)
        if shared:
            raise ValueError(
                f"{self.name} uses {', '.join(sorted(shared))} for a state and for a parameter."
            )

    @cached_property
    def symbols(self):
        """Symbols of the states, in order."""
        return tuple(state.symbol for state in self.states)

    @property
    def columns(self):
        """Columns of a result table, in order."""
        return [state.column for state in self.states]

    @property
    def sizes(self):
        """Typical sizes of the states."""
        return [state.size for state in self.states]

    @property
    def quantities(self):
        """Names of the states in plain words."""
        return [state.name.replace("_", " ") for state in self.states]

    def start(self, changes=None):
        """Start values as a list; ``changes`` maps symbols to other values.

        Raises
        ------
        KeyError
            If a symbol is unknown; the sentence names the nearest right one.
        """
        values = {state.symbol: state.start for state in self.states}
        for symbol in changes or ():
            self.position(symbol)
        return list((values | dict(changes or {})).values())

    def position(self, symbol):
        """Place of a state in the order of states; unknown symbols are refused in words."""
        if symbol in self.symbols:
            return self.symbols.index(symbol)
        near = get_close_matches(str(symbol), self.symbols, n=1, cutoff=0.0)
        raise KeyError(
            f"{self.name} has no state {symbol!r}. Did you mean {near[0]}? "
            f"Its states are {', '.join(self.symbols)}."
        )

    def replace(self, **parameters):
        """The same model with other parameter values."""
        return replace(self, parameters=self.parameters.replace(**parameters))

    def run_with(self, parameters=None, inputs=None):
        """The parameter set of a run.

        Parameters
        ----------
        parameters : ParameterSet or dict, optional
            A whole set, or the values that differ from the model's own, by symbol.
        inputs : Exposure, optional

        Raises
        ------
        KeyError, ValueError
            If a parameter is unknown or its value impossible.
        TypeError
            If the model is driven from outside and no inputs are given.
        """
        if inputs is None and len(signature(self.rates).parameters) > 3:
            raise TypeError(
                f"{self.name} is driven by drugs: give inputs=exposure([], days) for none."
            )
        if isinstance(parameters, ParameterSet):
            return parameters
        return self.parameters.replace(**parameters) if parameters else self.parameters

    def __repr__(self):
        return f"{self.name}: {', '.join(self.columns)}; {len(self.parameters)} parameters"

    def _repr_html_(self):
        return self.parameters._repr_html_()
