"""Plain arithmetic: what the right-hand side of a model may be made of.

A rates function uses ``+ - * / **``, ``abs`` and the formulas below, nothing else. The same
lines then serve one person (floats), a cohort (arrays), compiled code and symbols.
"""

from __future__ import annotations

EULER = 2.718281828459045


def formula(function):
    """Mark a function as plain arithmetic, so that it can be compiled and traced."""
    function.is_formula = True
    return function


@formula
def exp(x):
    """e to the power ``x``."""
    return EULER**x


@formula
def positive(x):
    """``x`` where it is positive, 0 elsewhere."""
    return (x + abs(x)) / 2


@formula
def lesser(a, b):
    """The smaller of two numbers."""
    return (a + b - abs(a - b)) / 2


@formula
def greater(a, b):
    """The larger of two numbers."""
    return (a + b + abs(a - b)) / 2


@formula
def saturating(x, half, power=1.0):
    """Hill curve x^n / (x^n + K^n), between 0 and 1."""
    return x**power / (x**power + half**power)
