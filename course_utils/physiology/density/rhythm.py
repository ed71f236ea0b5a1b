"""The day in a marker: CTX rises by night and falls by day, less so without food.

CTX/mean = 1 + s·cos(phase),   phase 0 at the peak, π at the low, even in between
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.parameters import parameter_set

RHYTHM = parameter_set("ctx_rhythm")
HOURS_PER_DAY = 24


def daily_ctx(hour, fasting=False, parameters=RHYTHM):
    """Serum CTX at an hour of the day, relative to its mean over 24 hours.

        CTX/mean = 1 + s·cos(phase)

    Parameters
    ----------
    hour : float or array (n,)
        Hour of the day, 0 to 24; later hours belong to the days after.
    fasting : bool
        Without food the swing s shrinks to ``fasting_share`` of its size.
    parameters : mapping with ``peak_hour``, ``low_hour``, ``swing`` and ``fasting_share``

    Returns
    -------
    float or array (n,)

    Source: Qvist 2002 for the two hours, the swing and the share. The cosine between the two
    hours is a teaching assumption. Leaves out the differences between people.
    """
    swing = parameters["swing"] * (parameters["fasting_share"] if fasting else 1)
    return (1 + swing * np.cos(_phase(np.asarray(hour, dtype=float), parameters)))[()]


def _phase(hour, parameters):
    """0 at the peak, π at the low and 2π at the next peak; the fall is the shorter way."""
    since = (hour - parameters["peak_hour"]) % HOURS_PER_DAY
    fall = (parameters["low_hour"] - parameters["peak_hour"]) % HOURS_PER_DAY
    rising = np.pi * (1 + (since - fall) / (HOURS_PER_DAY - fall))
    return np.where(since <= fall, np.pi * since / fall, rising)
