"""A rates function as one flat list of assignments.

Nested formulas read well and run slowly: every call and every look-up of a parameter costs. So
a rates function is run once on symbols, and what comes out is written down flat, with all terms
that hold parameters alone taken out and computed once. Nothing here changes an equation.
"""

from __future__ import annotations

import math
from functools import cached_property, lru_cache

import numpy as np

from course_utils.physiology.slopes import partials
from course_utils.physiology.symbols import Writer, name

TEMPLATE = """def make(a, exp):
    {constants}
    def flat_rates(t, y{given}):
        {state}
        {terms}
        return {results}
    return flat_rates
"""
COMPILED = """from numpy import exp


def flat_rates(t, y, k, {given}out):
    {fading}
    {terms}
    return out


def flat_rates_of_many(t, y, k, {given}out):
    for i in range(y.shape[0]):
        flat_rates(t, y[i], k[i], {own}out[i])
    return out
"""
FADING = """for i in range(c.size):
        c[i] = base[i]
    for j in range(decay.size):
        e = exp(-decay[j] * (t - t0))
        for i in range(c.size):
            c[i] += weights[i, j] * e"""


def flatten(numbers):
    """A (nested) named tuple of numbers as one flat list."""
    flat = []
    for value in numbers:
        flat.extend(flatten(value) if isinstance(value, tuple) else [value])
    return flat


def _refill(numbers, values):
    """The same (nested) named tuple with other values, taken in order from an iterator."""
    parts = [_refill(v, values) if isinstance(v, tuple) else next(values) for v in numbers]
    return type(numbers)(*parts)


class Flat:
    """Expressions of time, state, parameters and inputs as one flat function.

    Parameters
    ----------
    expressions : sequence of Symbol
        In the names ``t``, ``y0`` …, ``a[0]`` … (parameters) and ``c[0]`` … (inputs).
    states, numbers, inputs : int
        How many there are of each.
    """

    def __init__(self, expressions, states, numbers, inputs=0):
        self.states, self.inputs = states, inputs
        fixed = {f"a[{i}]" for i in range(numbers)}
        writer = Writer(expressions, power="**", fixed=fixed)
        self.results = writer.texts()
        self.terms, self.constants = writer.lines, writer.constants
        self._scope = {"sign": np.sign}
        exec(self.source(), self._scope)

    def source(self):
        """Python text of ``make(a, exp)``, which returns ``f(t, y[, c])``."""
        return TEMPLATE.format(
            constants=_lines(self.constants, 1),
            given=", c" if self.inputs else "",
            state=f"{''.join(f'y{i}, ' for i in range(self.states))}= y",
            terms=_lines(self.terms, 2),
            results=f"({', '.join(self.results)},)",
        )

    def bind(self, numbers, exp):
        """The function for these numbers: floats with ``math.exp``, arrays with ``numpy.exp``."""
        return self._scope["make"](flatten(numbers), exp)

    def compiled_source(self):
        """Python text of the same for numba, for one person and for many side by side.

        The constants arrive in ``k``; of many, each array has the persons on its first axis.
        """
        state = [(f"y{i}", f"y[{i}]") for i in range(self.states)]
        constants = [(term, f"k[{i}]") for i, (term, _) in enumerate(self.constants)]
        results = [(f"out[{i}]", text) for i, text in enumerate(self.results)]
        return COMPILED.format(
            given="base, weights, decay, t0, c, " if self.inputs else "",
            own="base[i], weights[i], decay[i], t0, c, " if self.inputs else "",
            fading=FADING if self.inputs else "",
            terms=_lines(state + constants + self.terms + results, 1),
        )

    def constant_values(self, numbers):
        """Values of the constants for these floats, as an array."""
        return _constant_values(self, numbers)

    def constants_of_many(self, numbers, count):
        """The same where numbers may be arrays (count,): array (count, constants)."""
        found = np.empty((count, len(self.constants)))
        for place, value in enumerate(self._constants(numbers, np.exp)):
            found[:, place] = value
        return found

    def _constants(self, numbers, exp):
        scope = {"a": flatten(numbers), "exp": exp}
        exec(self.constants_code, scope)
        return [scope[term] for term, _ in self.constants]

    @cached_property
    def constants_code(self):
        """The constants as compiled Python."""
        return compile(_lines(self.constants, 0) or "pass", "<constants>", "exec")


class FlatRates(Flat):
    """The equations of one rates function for one shape of state, parameters and inputs.

    Parameters
    ----------
    rates : callable
        Plain arithmetic.
    states : int
        Number of states.
    numbers : named tuple
        Its shape counts, not its values.
    inputs : int
        Number of input channels; 0 for a model without inputs.
    idle : tuple of int
        Channels that stay 0; their terms are left out.
    """

    def __init__(self, rates, states, numbers, inputs=0, idle=()):
        self._symbols = [name(f"y{i}") for i in range(states)]
        self._numbers = len(flatten(numbers))
        parameters = _refill(numbers, (name(f"a[{i}]") for i in range(self._numbers)))
        given = [0.0 if i in idle else name(f"c[{i}]") for i in range(inputs)]
        given = (given,) if inputs else ()
        self._rates = rates(name("t"), self._symbols, parameters, *given)
        super().__init__(self._rates, states, self._numbers, inputs)

    @cached_property
    def slopes(self):
        """The Jacobian: places (i, j) where ∂f_i/∂y_j is not 0 everywhere, and a `Flat` of them."""
        found = partials(self._rates, self._symbols)
        return list(found), Flat(list(found.values()), self.states, self._numbers, self.inputs)


@lru_cache(maxsize=512)
def _constant_values(flat, numbers):
    return np.array(flat._constants(numbers, math.exp), dtype=float)


def _lines(pairs, depth):
    return f"\n{'    ' * depth}".join(f"{term} = {text}" for term, text in pairs)


_KNOWN = {}


def flat_rates(rates, states, numbers, inputs=0, idle=()):
    """The flat form of a rates function; made once per function and shape."""
    key = (rates, states, type(numbers), inputs, idle)
    if key not in _KNOWN:
        _KNOWN[key] = FlatRates(rates, states, numbers, inputs, idle)
    return _KNOWN[key]


def inputs_of(segment):
    """What `flat_rates` wants to know of a segment: how many channels, and which stay 0."""
    if segment is None:
        return ()
    return len(segment.base), idle_channels(segment.base, segment.weights)


def idle_channels(base, weights):
    """Channels that stay 0 in one segment.

    Parameters
    ----------
    base : array (channels, ...)
    weights : array (channels, fading terms, ...)

    Returns
    -------
    tuple of int
    """
    used = [np.reshape(part, (len(part), -1)).any(axis=1) for part in (base, weights)]
    return tuple(np.flatnonzero(~(used[0] | used[1])).tolist())
