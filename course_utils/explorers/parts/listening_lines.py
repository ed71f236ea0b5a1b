"""Lines of equal signal in a man's bone, over testosterone and estradiol."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.bone.men import men_bone_signal

EQUAL = tuple(tenth / 10 for tenth in range(1, 11))
TESTOSTERONE = np.linspace(50, 1200, 47)  # ng/dL
ESTRADIOL = np.linspace(0, 60, 241)  # pg/mL


def equal_signal(level, own):
    """Estradiol at which the signal has this level, for each testosterone.

    Parameters
    ----------
    level : float
        S.
    own : dict
        ``weight``, ``efficacy`` and ``dose`` of :func:`.men_bone_signal`.

    Returns
    -------
    array (47,)
        pg/mL over ``TESTOSTERONE``; NaN where no estradiol up to 60 pg/mL gives the level.
    """
    direct = men_bone_signal(TESTOSTERONE, 0.0, **own)[1]
    # With all of the signal from the receptor the part along E2 rises, so it can be read backward.
    along = men_bone_signal(0.0, ESTRADIOL, **own)[0]
    return np.interp(level - direct, along, ESTRADIOL, left=np.nan, right=np.nan)
