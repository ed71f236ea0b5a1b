"""The courses of "Push the loop": who, what, how much, from when to when."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course_utils.physiology.axis import follow_loop, loop_settings
from course_utils.physiology.axis.loop_time import STOPPING
from course_utils.physiology.receptors import bone_signal

LAST_DAY = 540
DAYS = np.arange(LAST_DAY + 1.0)
PERSONS = {"a healthy man": "healthy", "David": "david", "Luis, off testosterone": "luis"}
PARTS = {
    "none": (),
    "testosterone": ("testosterone",),
    "clomiphene": ("clomiphene",),
    "pure antagonist": ("antagonist",),
    "aromatase inhibitor": ("aromatase_inhibitor",),
    "testosterone + aromatase inhibitor": ("testosterone", "aromatase_inhibitor"),
    "GnRH agonist": ("gnrh_agonist",),
}
THERAPIES = {name: name for name in PARTS}


def course_settings(person, therapy, dose):
    """Parameters of the loop while a course is taken at some multiple of its usual dose.

    Levels of drug and of testosterone follow the dose; each whole dose of the inhibitor
    leaves the same part of the aromatase that is left (0.4 per dose); a receptor cannot be
    more than full.

    Parameters
    ----------
    person : str
        ``"healthy"``, ``"david"`` or ``"luis"``.
    therapy : str
        A key of ``PARTS``.
    dose : float
        Multiple of the dose in the parameter table, 0 or more.

    Returns
    -------
    ParameterSet
    """
    before, usual = loop_settings(person), loop_settings(person, PARTS[therapy])
    differing = [symbol for symbol in usual if usual[symbol] != before[symbol]]
    scaled = {name: _scaled(name, before[name], usual[name], dose) for name in differing}
    return before.replace(**scaled)


def _scaled(symbol, before, usual, dose):
    if symbol == "eps":  # a property of the drug, not of its amount
        return usual
    if symbol == "inhibited":
        return usual**dose
    if symbol == "occ":
        return before + (usual - before) * min(dose, 1.0)
    return usual * dose


@lru_cache(maxsize=512)
def follow_course(person, therapy, dose, start, stop):
    """One man day by day through one course.

    Luis had 800 ng/dL supplied for a year until day 0; the others begin at rest.

    Parameters
    ----------
    person, therapy, dose
        As in :func:`course_settings`.
    start, stop : int
        Days on which the course begins and ends.

    Returns
    -------
    dict of str to array (541,)
        Levels, testis capacity and the bone signal of estradiol alone, on days 0 to 540.

    Source: teaching model of :mod:`course_utils.physiology.axis.loop_time`; FSH, sperm and a
    drug's own effect in bone are left out.
    """
    off = loop_settings(person)
    changes = [(float(start), course_settings(person, therapy, dose))]
    if stop < LAST_DAY:  # a course until the last day does not end within the picture
        changes.append((float(stop), off))
    table = _after_a_year(off, changes) if person == "luis" else follow_loop(DAYS, off, changes)
    columns = {name: table[name].to_numpy() for name in table.columns}
    return columns | {"bone_signal": bone_signal(columns["estradiol_pg_per_ml"])}


def _after_a_year(off, changes):
    """The same days after a year of supply with a testis that began healthy."""
    year, supply = STOPPING["days_on"], STOPPING["T_input"]
    later = [(year + day, settings) for day, settings in changes]
    first = [(0.0, off.replace(T_input=supply)), (year, off)]
    times = np.concatenate([[0.0], year + DAYS])
    return follow_loop(times, off, first + later, supplied=supply).iloc[1:]
