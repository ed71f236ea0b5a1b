"""Symbols: run a rates function on names instead of numbers and read off its equations.

Because a rates function is plain arithmetic, calling it with symbols builds the expression it
computes. Terms used more than once are kept once and named.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import EULER

SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
STRENGTH = {"add": 1, "sub": 1, "mul": 2, "div": 2, "neg": 2, "pow": 4}
FUNCTIONS = ("exp", "abs", "sign")
ATOM = 9


class Symbol:
    """A name or an expression of names; arithmetic on it makes a new expression.

    What adds 0 or multiplies by 0 or 1 is left out.
    """

    def __init__(self, operation, parts):
        self.operation, self.parts = operation, parts

    def __add__(self, other):
        return self if _is(0, other) else Symbol("add", (self, other))

    def __radd__(self, other):
        return self if _is(0, other) else Symbol("add", (other, self))

    def __sub__(self, other):
        return self if _is(0, other) else Symbol("sub", (self, other))

    def __rsub__(self, other):
        return -self if _is(0, other) else Symbol("sub", (other, self))

    def __mul__(self, other):
        return 0 if _is(0, other) else (self if _is(1, other) else Symbol("mul", (self, other)))

    def __rmul__(self, other):
        return 0 if _is(0, other) else (self if _is(1, other) else Symbol("mul", (other, self)))

    def __truediv__(self, other):
        return self if _is(1, other) else Symbol("div", (self, other))

    def __rtruediv__(self, other):
        return 0 if _is(0, other) else Symbol("div", (other, self))

    def __pow__(self, other):
        return self if _is(1, other) else Symbol("pow", (self, other))

    def __rpow__(self, other):
        return Symbol("exp", (self,)) if other == EULER else Symbol("pow", (other, self))

    def __neg__(self):
        return Symbol("neg", (self,))

    def __pos__(self):
        return self

    def __abs__(self):
        return Symbol("abs", (self,))

    def __bool__(self):
        raise TypeError("A rates function must not decide on a value: it is plain arithmetic.")


def _is(number, value):
    return not isinstance(value, Symbol) and value == number


def name(text):
    """The symbol of one quantity."""
    return Symbol("name", (text,))


class Writer:
    """Turns expressions into texts.

    Terms used more than once become ``lines``, pairs of name and text. Terms made of ``fixed``
    names alone become ``constants``, which need to be computed once.

    Parameters
    ----------
    expressions : sequence of Symbol
    power : str
        The sign of a power in the language written.
    fixed : set of str
        Names that do not change while the expressions are evaluated.
    """

    def __init__(self, expressions, power="^", fixed=frozenset()):
        self.lines, self.constants = [], []
        self._signs, self._names = SIGNS | {"pow": power}, set(fixed)
        self._same, self._known, self._uses, self._terms, self._fixed = {}, {}, {}, {}, {}
        self._keep = list(expressions)
        self._expressions = [self._merged(expression) for expression in expressions]
        for expression in self._expressions:
            self._count(expression)

    def texts(self):
        """The expressions, in order."""
        return [self.text(expression) for expression in self._expressions]

    def _merged(self, node):
        """One node for all equal ones."""
        if not isinstance(node, Symbol):
            return node
        if id(node) not in self._known:
            parts = node.parts if node.operation == "name" else map(self._merged, node.parts)
            parts = tuple(parts)
            key = node.operation, *(id(p) if isinstance(p, Symbol) else p for p in parts)
            self._known[id(node)] = self._same.setdefault(key, Symbol(node.operation, parts))
        return self._known[id(node)]

    def _count(self, node):
        if not isinstance(node, Symbol) or node.operation == "name":
            return
        self._uses[id(node)] = self._uses.get(id(node), 0) + 1
        if self._uses[id(node)] == 1:
            for part in node.parts:
                self._count(part)

    def _is_fixed(self, node):
        if not isinstance(node, Symbol):
            return True
        if id(node) not in self._fixed:
            if node.operation == "name":
                answer = node.parts[0] in self._names
            else:
                answer = all(self._is_fixed(part) for part in node.parts)
            self._fixed[id(node)] = answer
        return self._fixed[id(node)]

    def text(self, node, strength=0, inside=False):
        """A node as text, in brackets if it binds more weakly than ``strength``.

        ``inside`` is true within a constant, whose own text may use the fixed names.
        """
        if not isinstance(node, Symbol):
            return repr(node) if node >= 0 else f"({node!r})"
        if not inside and self._is_fixed(node):
            return self._term(node, inside=True)
        if node.operation == "name":
            return node.parts[0]
        if self._uses[id(node)] > 1:
            return self._term(node, inside)
        return self._brackets(node, strength, inside)

    def _term(self, node, inside):
        if id(node) not in self._terms:
            place, letter = (self.constants, "k") if inside else (self.lines, "v")
            name_only = node.operation == "name"
            text = node.parts[0] if name_only else self._brackets(node, 0, inside)
            self._terms[id(node)] = f"{letter}{len(place) + 1}"
            place.append((self._terms[id(node)], text))
        return self._terms[id(node)]

    def _brackets(self, node, strength, inside):
        own = STRENGTH.get(node.operation, ATOM)
        text = self._plain(node, own, inside)
        return f"({text})" if own < strength else text

    def _plain(self, node, own, inside):
        if node.operation in FUNCTIONS:
            return f"{node.operation}({self.text(node.parts[0], 0, inside)})"
        if node.operation == "neg":
            return f"-{self.text(node.parts[0], own + 1, inside)}"
        left, right = node.parts
        power = node.operation == "pow"
        # Left-associative: the right-hand side needs brackets at equal strength, a power on both.
        first = self.text(left, own + 1 if power else own, inside)
        return f"{first} {self._signs[node.operation]} {self.text(right, own + 1, inside)}"
