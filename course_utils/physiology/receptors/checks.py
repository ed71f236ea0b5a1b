"""Refusals in words that all rungs of the receptor ladder share."""

from __future__ import annotations

from difflib import get_close_matches

import numpy as np


def known(word, words, kind):
    """``word`` if it is one of ``words``; else KeyError naming the nearest right one."""
    if word in words:
        return word
    close = get_close_matches(str(word), list(words), n=1, cutoff=0.4)
    hint = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(words)}."
    raise KeyError(f"No {kind} is called {word!r}. {hint}")


def nonnegative(value, name, unit="the unit of the dissociation constant"):
    """``value`` as float or float array; ValueError if negative, missing or not a number."""
    number = _number(value, name)
    if np.any(number < 0):
        raise ValueError(f"{name} must not be negative ({unit}); got {value}.")
    return number


def positive(value, name, unit="the unit of the concentration"):
    """``value`` as float or float array; ValueError unless every number is above zero."""
    number = _number(value, name)
    if np.any(number <= 0):
        raise ValueError(f"{name} must be greater than zero ({unit}); got {value}.")
    return number


def share(value, name):
    """``value`` as float or float array; ValueError unless it lies between 0 and 1."""
    number = _number(value, name)
    if np.any(number < 0) or np.any(number > 1):
        raise ValueError(f"{name} must lie between 0 and 1; got {value}.")
    return number


def _number(value, name):
    try:
        number = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} must be a number or an array of numbers; got {value!r}."
        ) from None
    if not np.all(np.isfinite(number)):
        raise ValueError(f"{name} must be finite everywhere; got {value!r}.")
    return number.item() if number.ndim == 0 else number
