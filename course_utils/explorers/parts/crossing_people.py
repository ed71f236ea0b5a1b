"""The fictional people of "The crossing point", and three years of their bone mass."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course_utils.physiology.bone.mass import BONE_MASS_NUMBERS
from course_utils.physiology.bone.mass_course import bone_mass, therapy
from course_utils.physiology.parameters import parameter_set

ESTRADIOL = (0, 0.5, *range(1, 11), 10.5, *range(11, 18), 20, 25, 30, 40, 50, 60, 80, 100, 120, 150)
PEOPLE = ("Ana", "Priya", "Walter")
YEARS = np.linspace(0, 3, 37)


def own_estradiol(person):
    """A person's own estradiol, pg/mL; that of a healthy man for "custom"."""
    return parameter_set("crossing_people")[person]


@lru_cache(maxsize=4096)
def bone_change(person, estradiol, efficacy, dose):
    """Change of bone mass over three years from the day the drug (and this estradiol) begins.

    Ana comes out of her menopause, Walter from rest before his androgens were withdrawn, all
    others from rest at their own estradiol ("custom": at the estradiol chosen).

    Parameters
    ----------
    person : str
        One of ``PEOPLE`` or ``"custom"``.
    estradiol, efficacy, dose : float
        pg/mL; ε in bone, 0 to 1; d = C/K, 0 for no drug.

    Returns
    -------
    array (37,)
        Percent of the mass on day 0, at ``YEARS``.

    Source: teaching model of :mod:`course_utils.physiology.bone.mass`.
    """
    numbers = parameter_set("crossing_people")
    begin = numbers["Ana_menopause"] if person == "Ana" else 0.0
    years = begin + YEARS
    held = therapy(begin, serm=efficacy, dose=dose, estradiol=estradiol)
    if person == "Ana":
        table = bone_mass(np.concatenate([[0.0], years]), held, parameters=BONE_MASS_NUMBERS)
    else:
        rest = {"Walter": numbers["Walter_before"], "custom": estradiol}
        table = bone_mass(years, held, estradiol=rest.get(person, numbers[person]))
    mass = table["bone_mass_percent"].to_numpy()[-len(years) :]
    return 100 * (mass / mass[0] - 1)
