"""Bone mass through menopause and treatments, with the teaching model of :mod:`.mass`."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.bone.mass import (
    BONE_MASS,
    BONE_MASS_NUMBERS,
    estradiol_course,
    resting_bone_mass,
    signal_in_bone,
)
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve


def therapy(start, stop=None, *, serm=None, dose=None, estradiol=None, calcium=False):
    """A treatment from one year to another, as changes of parameters.

    Parameters
    ----------
    start, stop : float
        Years; without ``stop`` it goes on.
    serm : str or float, optional
        A ligand of the teaching receptor table, or its efficacy in bone between 0 and 1.
    dose : float, optional
        SERM concentration over its dissociation constant; the table's default if not given.
    estradiol : float, optional
        Estradiol held at this value instead of its own course, pg/mL: hormone therapy, a
        GnRH agonist, an aromatase inhibitor.
    calcium : bool
        Calcium and vitamin D supplement.

    Returns
    -------
    list of (year, dict), for ``therapies`` of :func:`bone_mass` or ``changes`` of the solver

    Raises
    ------
    KeyError
        If the SERM is unknown.
    ValueError
        If the treatment stops before it starts.
    """
    changed = {}
    if serm is not None:
        changed |= _serm(serm, dose)
    if estradiol is not None:
        changed |= {"E2_early": estradiol, "E2_late": estradiol}
    if calcium:
        changed["calcium"] = BONE_MASS_NUMBERS["calcium_supplement"]
    if stop is None:
        return [(start, changed)]
    if stop <= start:
        raise ValueError(f"A treatment must stop after it starts; got {start:g} to {stop:g} years.")
    return [(start, changed), (stop, {symbol: None for symbol in changed})]


def _serm(serm, dose):
    receptor = parameter_set("er_teaching")
    efficacy = receptor[f"efficacy_{serm}_bone"] if isinstance(serm, str) else serm
    return {"serm_efficacy": efficacy, "serm_dose": receptor["dose"] if dose is None else dose}


def bone_mass(years, therapies=(), *, estradiol=None, parameters=BONE_MASS_NUMBERS):
    """Follow bone mass through menopause, or from rest at one estradiol, with treatments.

    Parameters
    ----------
    years : array (n,)
        Increasing times, years. Menopause is the course of :func:`estradiol_course`; it
        starts at year 0 from turnover R0 and mass 100 %.
    therapies : sequence of (year, dict)
        From :func:`therapy`; join several with ``+``. A value ``None`` takes the parameter
        back to that of ``parameters``, also where another treatment set it.
    estradiol : float, optional
        pg/mL. If given there is no menopause: the person has rested at this estradiol (a
        man, a woman before menopause).
    parameters : ParameterSet
        Adaptation γ, balance δ, lags and the transition are set here with ``replace``.

    Returns
    -------
    DataFrame indexed by ``time_year``: ``resorption_percent_per_year``,
    ``formation_percent_per_year``, ``bone_mass_percent``, ``estradiol_pg_per_ml`` and
    ``estrogen_signal``.

    Raises
    ------
    KeyError, ValueError
        If a parameter is unknown or impossible, or the times do not increase.

    Source: teaching assumption.
    """
    start = None
    if estradiol is not None:
        parameters = parameters.replace(E2_early=estradiol, E2_late=estradiol)
        start = resting_bone_mass(estradiol, parameters=parameters)._asdict()
    changes = _filled(therapies, parameters)
    table = solve(BONE_MASS, years, parameters=parameters, start=start, changes=changes)
    return _with_signal(table, changes, parameters)


def _filled(therapies, parameters):
    """Changes in order of time, with every ``None`` replaced by the parameter's own value."""
    return [
        (year, {s: parameters[s] if value is None else value for s, value in new.items()})
        for year, new in sorted(therapies, key=lambda change: change[0])
    ]


def _with_signal(table, changes, parameters):
    years = table.index.to_numpy()
    estradiol, signal = np.empty(years.size), np.empty(years.size)
    current = {}
    for year, new in [(-np.inf, {}), *changes]:
        current |= new
        numbers, later = parameters.replace(**current).numbers(), years >= year
        estradiol[later] = estradiol_course(years[later], numbers)
        signal[later] = signal_in_bone(estradiol[later], numbers)
    return table.assign(estradiol_pg_per_ml=estradiol, estrogen_signal=signal)


def change_since(table, year, column="bone_mass_percent"):
    """Change of a column in percent of its value at one year of the table.

    Parameters
    ----------
    table : DataFrame indexed by year
    year : float
        One of its years.
    column : str

    Returns
    -------
    Series indexed by ``time_year``

    Raises
    ------
    KeyError
        If the table has no row at that year.
    """
    if year not in table.index:
        raise KeyError(f"The table has no row at year {year:g}; ask for that time too.")
    return (table[column] / table.loc[year, column] - 1) * 100
