"""The rates of many persons and their slopes, as the solver of many persons wants them.

States stand person after person: all of the first, all of the second, and so on.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.compiled import compiled
from course_utils.physiology.drugs.exposure import Segment
from course_utils.physiology.flat import flat_rates, inputs_of
from course_utils.physiology.right_hand_side import may_compile


def segment_of_many(inputs, start, block=slice(None)):
    """The segment of an :class:`~course_utils.physiology.drugs.exposure.Exposure` from ``start``.

    Returns
    -------
    Segment
        Its arrays have a last axis for the persons of ``block`` where these differ.
    """
    here = max(int(np.searchsorted(inputs.starts, start, side="right")) - 1, 0)
    base, weights, rates = inputs.base[here], inputs.weights[here], inputs.rates
    if rates.ndim > 1:
        base, weights, rates = base[:, block], weights[..., block], rates[:, block]
    return Segment(float(inputs.starts[here]), np.inf, base, weights, rates)


def rates_of_many(rates, size, count, numbers, segment=None):
    """Right-hand side of all persons, and its Jacobian as a band.

        c_i(t) = base_i + Σ_j weight_ij · exp(−rate_j · (t − start of the segment))

    Parameters
    ----------
    rates : callable
        ``rates(t, y, numbers[, inputs])``, plain arithmetic.
    size, count : int
        Number of states and of persons.
    numbers : named tuple
        Floats, or arrays (count,) where persons differ.
    segment : Segment, optional
        Inputs, for models that take them.

    Returns
    -------
    tuple (right, jacobian)
        ``right(t, y)`` for ``y`` of shape (count · size,), compiled where numba is installed;
        ``jacobian(t, y)``: array (2 · size − 1, count · size), as VODE has it.
    """
    flat = flat_rates(rates, size, numbers, *inputs_of(segment))
    places, slopes = flat.slopes
    slopes, band = slopes.bind(numbers, np.exp), np.zeros((2 * size - 1, count, size))

    def at(time, y):
        state = y.reshape(count, size).T.copy()
        return (time, state) if segment is None else (time, state, _inputs(segment, time))

    def jacobian(time, y):
        for (i, j), slope in zip(places, slopes(*at(time, y)), strict=True):
            band[size - 1 + i - j, :, j] = slope
        return band.reshape(2 * size - 1, -1)

    if may_compile(rates):
        return _compiled(rates, size, count, numbers, segment), jacobian
    bound, derivative = flat.bind(numbers, np.exp), np.empty((count, size))

    def right(time, y):
        for place, rate in enumerate(bound(*at(time, y))):
            derivative[:, place] = rate
        return derivative.ravel()

    return right, jacobian


def _inputs(segment, time):
    fading = np.exp(-segment.rates * (time - segment.start))
    return segment.base + (segment.weights * fading).sum(axis=1)


def _compiled(rates, size, count, numbers, segment):
    """The right-hand side by numba; one compiled text serves every set of idle channels."""
    flat = flat_rates(rates, size, numbers, 0 if segment is None else len(segment.base))
    given = () if segment is None else _by_person(segment, count)
    arguments = (flat.constants_of_many(numbers, count), *given, np.empty((count, size)))
    function = compiled(flat).many
    return lambda time, y: function(time, y.reshape(count, size), *arguments).ravel()


def _by_person(segment, count):
    """Base, weights and rates with the persons on the first axis; start; room for the inputs."""
    parts = (segment.base, segment.weights, segment.rates)
    if segment.rates.ndim > 1:
        parts = [np.moveaxis(part, -1, 0) for part in parts]
    else:
        parts = [np.broadcast_to(part, (count, *part.shape)) for part in parts]
    parts = [np.ascontiguousarray(part, dtype=float) for part in parts]
    return (*parts, segment.start, np.empty(len(segment.base)))
