"""Two treatments that met only a common comparator: Bucher's indirect contrast."""

import math

from scipy import stats

from course_utils.evidence.intervals import Effect
from course_utils.evidence.pooling import Pooled


def bucher(one, other):
    """Indirect contrast of two treatments through a common comparator.

        θ_AB = θ_AC − θ_BC,   SE² = SE_AC² + SE_BC²        (log scale for ratios)

    Parameters
    ----------
    one, other : Effect or Pooled
        A against C, and B against C, of the same measure and from different trials.

    Returns
    -------
    Effect
        A against B, with the level of `one`.

    Raises
    ------
    ValueError
        If the measures differ or a standard error is missing.

    Source: Bucher et al. 1997, Journal of Clinical Epidemiology 50:683–691,
    doi:10.1016/S0895-4356(97)00049-8.
    """
    one, other = (e.effect() if isinstance(e, Pooled) else e for e in (one, other))
    if one.measure != other.measure:
        raise ValueError(f"The measures differ: {one.measure} and {other.measure}.")
    y, se = one.yi - other.yi, math.hypot(one.se, other.se)
    if math.isnan(se):
        raise ValueError("An effect has no standard error; use effect_from_interval.")
    half = stats.norm.isf((1 - one.level / 100) / 2) * se
    back = math.exp if one.is_ratio else float
    values = (back(x) for x in (y, y - half, y + half))
    return Effect(one.measure, *values, se, one.level, "indirect contrast (Bucher)")
