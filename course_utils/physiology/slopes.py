"""Partial derivatives of the expressions of :mod:`course_utils.physiology.symbols`.

Exact slopes spare a solver one run of all equations per state, and hold no rounding noise.
"""

from __future__ import annotations

from course_utils.physiology.symbols import Symbol


def partials(expressions, names):
    """∂(expression i)/∂(name j) by the rules of calculus.

    Parameters
    ----------
    expressions : sequence of Symbol
    names : sequence of Symbol
        Each made by :func:`course_utils.physiology.symbols.name`.

    Returns
    -------
    dict of (int, int) to Symbol or float
        Only those that are not 0 everywhere.

    Raises
    ------
    TypeError
        If an exponent depends on one of the names.
    """
    found = {}
    for j, by in enumerate(names):
        known = {id(by): 1}
        for i, expression in enumerate(expressions):
            slope = _partial(expression, known)
            if slope is not NONE:
                found[i, j] = slope
    return dict(sorted(found.items()))


NONE = 0
"""The slope of what does not depend on the name; arithmetic leaves it out."""


def _partial(node, known):
    """Slope of a node; each node once."""
    if not isinstance(node, Symbol) or node.operation == "name":
        return known.get(id(node), NONE)
    if id(node) not in known:
        slopes = [_partial(part, known) for part in node.parts]
        moves = any(slope is not NONE for slope in slopes)
        known[id(node)] = RULES[node.operation](node, *node.parts, *slopes) if moves else NONE
    return known[id(node)]


def _power(_node, base, exponent, slope, exponent_slope):
    if exponent_slope is not NONE:
        raise TypeError("A power whose exponent depends on the state has no slope here.")
    return exponent * base ** (exponent - 1) * slope


RULES = {
    "add": lambda _node, _left, _right, dl, dr: dl + dr,
    "sub": lambda _node, _left, _right, dl, dr: dl - dr,
    "mul": lambda _node, left, right, dl, dr: dl * right + left * dr,
    "div": lambda node, _left, right, dl, dr: (dl - node * dr) / right,
    "pow": _power,
    "neg": lambda _node, _part, slope: -slope,
    "exp": lambda node, _part, slope: node * slope,
    "abs": lambda _node, part, slope: Symbol("sign", (part,)) * slope,
}
"""By operation: slope from the node, its parts and the slopes of its parts."""
