"""What a number of pharmacokinetics may be; refusals in one sentence."""

from __future__ import annotations

import numpy as np


def plain(value):
    """A Python number for a 0-d array, else the array."""
    value = np.asarray(value)
    return value if value.ndim else value.item()


def positive(name, value):
    """``value`` as float array; ValueError unless all of it is above 0."""
    number = np.asarray(value, dtype=float)
    if not np.all(number > 0):
        raise ValueError(f"The {name} must be positive; got {value!r}.")
    return number


def not_negative(name, value):
    """``value`` as float array; ValueError if any of it is negative or missing."""
    number = np.asarray(value, dtype=float)
    if not np.all(number >= 0):
        raise ValueError(f"The {name} must not be negative or missing; got {value!r}.")
    return number


def share(name, value):
    """``value`` as float array; ValueError unless all of it lies between 0 and 1."""
    number = np.asarray(value, dtype=float)
    if not np.all((number >= 0) & (number <= 1)):
        raise ValueError(f"The {name} must be between 0 and 1; got {value!r}.")
    return number
