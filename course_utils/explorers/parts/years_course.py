"""Courses of bone mass for "Ten years of bone"."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course_utils.physiology.bone import BONE_MASS_NUMBERS, bone_mass, therapy
from course_utils.physiology.parameters import parameter_set

HELD = parameter_set("ten_years_explorer")["hormone_therapy_estradiol"]
THERAPIES = {
    "none": "none",
    "raloxifene-like": "raloxifene",
    f"hormone therapy, estradiol {HELD:g}": "estradiol",
}
LAST_YEAR = 20
YEARS = np.linspace(0, LAST_YEAR + 1, 20 * (LAST_YEAR + 1) + 1)  # one more: a stop in the last
MASS, RESORPTION = "bone_mass_percent", "resorption_percent_per_year"
FORMATION, CHANGE = "formation_percent_per_year", "change_percent_per_year"


@lru_cache(maxsize=1024)
def course(estradiol, adaptation, lag, treatment="none", start=0, stop=None, calcium=False):
    """One course through the menopausal transition.

    Parameters
    ----------
    estradiol : float
        After the transition, pg/mL.
    adaptation, lag : float
        γ; τ_F, years.
    treatment : str
        ``none``, ``raloxifene`` (its efficacy and dose of the teaching receptor table) or
        ``estradiol`` (held at one level).
    start, stop : float
        Years; ``stop`` may be None.
    calcium : bool
        Supplement in the same years.

    Returns
    -------
    DataFrame indexed by ``time_year``, that of `bone_mass` and the change of mass per year:
    formation minus resorption, percent of the mass in year 0.

    Raises
    ------
    ValueError
        If the treatment stops before it starts.

    Source: teaching model of :mod:`course_utils.physiology.bone.mass`.
    """
    numbers = BONE_MASS_NUMBERS.replace(E2_late=estradiol, adaptation=adaptation, tau_F=lag)
    given = {
        "none": {},
        "raloxifene": {"serm": "raloxifene"},
        "estradiol": {"estradiol": HELD},
    }[treatment]
    treated = given or calcium
    changes = therapy(start, stop, calcium=calcium, **given) if treated else ()
    table = bone_mass(YEARS, changes, parameters=numbers)
    return table.assign(**{CHANGE: table[FORMATION] - table[RESORPTION]})


def mass_at(table, year):
    """Bone mass in a year of the table, percent of the mass in year 0."""
    return float(np.interp(year, table.index, table[MASS]))


def steepest(table):
    """Year and size of the fastest loss that the picture shows, percent of year 0 per year."""
    change = table[CHANGE].loc[:LAST_YEAR]
    return float(change.idxmin()), float(change.min())


def first_year_off(table, stop):
    """Change of bone mass in the year after the stop, percent of the mass at the stop."""
    if stop is None:
        return None
    return 100 * (mass_at(table, stop + 1) / mass_at(table, stop) - 1)
