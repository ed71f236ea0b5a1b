"""Parameter sets with constants that follow from them."""

from __future__ import annotations

from functools import cached_property, lru_cache

from course_utils.physiology.parameters import ParameterSet


class DerivedParameters(ParameterSet):
    """A parameter set whose :meth:`numbers` also hold what follows from the rows.

    Changing any row therefore changes the constants that hang on it (a resting point, a
    reference), so a healthy person stays at rest at 1.

    Parameters
    ----------
    name : str
    parameters : iterable of Parameter
    derive : callable
        Module-level function from a dict of values to the named tuple for the rates function.
    """

    def __init__(self, name, parameters, derive):
        super().__init__(name, parameters)
        self.derive = derive

    def __hash__(self):
        return self._hash

    @cached_property
    def _hash(self):
        # Values tell sets apart well enough and hash many times faster than whole rows.
        return hash((self.name, tuple(self.values())))

    def __getstate__(self):
        # Words hash differently in another process.
        return {key: value for key, value in vars(self).items() if key != "_hash"}

    def __eq__(self, other):
        return super().__eq__(other)

    def replace(self, **values):
        """A new set with other values; errors as in :class:`ParameterSet`."""
        if not values:
            return self
        changed = super().replace(**values)
        rows = [changed.parameter(symbol) for symbol in changed]
        return DerivedParameters(self.name, rows, self.derive)

    def numbers(self, **values):
        """The numbers a rates function needs, derived constants included.

        Parameters
        ----------
        **values
            Replacements by symbol, taken as they are: floats, or arrays over persons.
        """
        for symbol in values:
            self.parameter(symbol)
        if values:
            return self.derive(dict(self) | values)
        return _numbers(self)


@lru_cache(maxsize=256)
def _numbers(parameters):
    return parameters.derive(dict(parameters))


def merged(sets):
    """All parameters of several sets, in order; for sets that share no symbol."""
    return [s.parameter(symbol) for s in sets for symbol in s]
