"""How likely two scans are to show a true change as one that counts."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.density.precision import least_significant_density
from course_utils.physiology.density.sites import DENSITY


def chance_to_count(change, error, parameters=DENSITY):
    """Chance that a true change is measured in its own direction and counts.

        P = Φ((|Δ| − LSC)/(√2·e)),   LSC = 2.77·e

    Parameters
    ----------
    change : float or array (n,)
        True change Δ, g/cm².
    error : float
        Precision error e, g/cm²; must be positive.
    parameters : mapping with ``lsc_factor``

    Returns
    -------
    float or array (n,), between 0 and 1

    Raises
    ------
    ValueError
        If the precision error is not positive.

    Source: difference of two normal measurements.
    """
    from scipy.special import ndtr

    least = least_significant_density(error, parameters)
    return ndtr((np.abs(np.asarray(change, dtype=float)) - least) / (np.sqrt(2) * error))[()]
