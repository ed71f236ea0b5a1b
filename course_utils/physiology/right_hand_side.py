"""A rates function as the solver wants it: plain Python floats, or compiled.

Both call the very same formulas; the compiled one is used when numba is installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp as float_exp

import numpy as np

from course_utils.physiology.compiled import available, compiled
from course_utils.physiology.flat import flat_rates, inputs_of

COMPILE = True
"""Set to False to run plain Python although numba is installed."""


class RanAway(ArithmeticError):
    """A quantity of a model left every plausible range."""

    @classmethod
    def near(cls, time, state, quantities):
        """The error for a state, naming its largest quantity."""
        sizes = [abs(value) if abs(value) == abs(value) else np.inf for value in state]
        name = quantities[int(np.argmax(sizes))]
        return cls(
            f"The model stopped near time {time:.4g}: {name} ran away. Check the parameters."
        )

    @classmethod
    def negative(cls, quantities):
        """The error for a quantity that fell below zero where it must not."""
        return cls(
            f"The model stopped: one of {', '.join(quantities)} fell below zero. "
            "Check the parameters."
        )


@dataclass(frozen=True)
class RightHandSide:
    """A function of time, state and the extra arguments that the solver hands on."""

    function: object
    arguments: tuple = ()


def plain_rates(rates, numbers, segment, quantities, states):
    """The rates on Python floats, which are several times faster than array elements."""
    if numbers is None:
        return RightHandSide(rates)
    given = segment_inputs(segment) if segment is not None else None
    bound = _bound(rates, states, numbers, segment)

    def function(time, state):
        values = state.tolist()
        try:
            return bound(time, values) if given is None else bound(time, values, given(time))
        except ArithmeticError:
            raise RanAway.near(time, values, quantities) from None

    return RightHandSide(function)


def _bound(rates, states, numbers, segment):
    """The rates for these numbers: flat where the function is plain arithmetic."""
    if is_formula(rates):
        flat = flat_rates(rates, states, numbers, *inputs_of(segment))
        return flat.bind(numbers, float_exp)
    if segment is None:
        return lambda time, state: rates(time, state, numbers)
    return lambda time, state, inputs: rates(time, state, numbers, inputs)


def is_formula(function):
    """Whether a function is marked as plain arithmetic."""
    return getattr(function, "is_formula", False)


def segment_inputs(segment):
    """The inputs of one segment as a function of time: tuple of floats.

    c_i(t) = base_i + Σ_j weight_ij · exp(−rate_j · (t − start))
    """
    base, start = np.asarray(segment.base).tolist(), float(segment.start)
    weights, decay = np.asarray(segment.weights), np.asarray(segment.rates).tolist()
    moving = [(i, weights[i].tolist()) for i in np.flatnonzero(np.any(weights != 0, axis=1))]
    if not moving:
        fixed = tuple(base)
        return lambda time: fixed

    def inputs(time):
        elapsed = time - start
        fading = [float_exp(-rate * elapsed) for rate in decay]
        values = base.copy()
        for i, row in moving:
            values[i] += sum([w * f for w, f in zip(row, fading, strict=True)])
        return tuple(values)

    return inputs


def may_compile(rates):
    """Whether numba is installed, wanted and able to compile this function."""
    return COMPILE and available() and is_formula(rates)


def compiled_rates(rates, states, numbers, segment):
    """The rates compiled, or None where that cannot be."""
    if numbers is None or not may_compile(rates):
        return None
    flat = flat_rates(rates, states, numbers, 0 if segment is None else len(segment.base))
    constants = flat.constant_values(numbers)
    if segment is None:
        return RightHandSide(compiled(flat).one, (constants, np.empty(states)))
    base, weights, decay = (
        np.ascontiguousarray(values, dtype=float)
        for values in (segment.base, segment.weights, segment.rates)
    )
    given = (base, weights, decay, float(segment.start), np.empty(base.size))
    return RightHandSide(compiled(flat).one, (constants, *given, np.empty(states)))
