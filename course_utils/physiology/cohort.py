"""Virtual trials: many persons who differ, are measured with noise and sometimes leave.

    trial = virtual_trial(Person.woman(56), {"placebo": (), "raloxifene": "raloxifene"}, 200, 3)

Person number i is drawn from (seed, i) alone, so a trial is the same whatever the number of
workers. All persons and results are synthetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as replaced

import numpy as np

from course_utils.physiology.density.markers import measured
from course_utils.physiology.density.sites import SITES
from course_utils.physiology.drugs.exposure import plan_items
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.drugs.variability import person_factors
from course_utils.physiology.enrollment import DESIGN, VARIATION, Subject, completed, enroll
from course_utils.physiology.scenario import simulate
from course_utils.physiology.trajectory import picked
from course_utils.physiology.units import DAYS_PER_YEAR
from course_utils.physiology.workers import share_out

__all__ = [
    "DESIGN",
    "OUTCOMES",
    "VARIATION",
    "Subject",
    "enroll",
    "follow",
    "follow_all",
    "virtual_trial",
]

OUTCOMES = (
    *(f"{site}_bmd_g_per_cm2" for site in SITES),
    "sctx_ng_per_ml",
    "p1np_ug_per_l",
)
MARKER_OF = {"sctx_ng_per_ml": "sctx", "p1np_ug_per_l": "p1np"}


def follow(subject, regimen, days, outcomes=OUTCOMES):
    """What is true of one person at the visits: array (visits, outcomes).

    The person's own clearance and volume are drawn for each drug.
    """
    own = [_own(subject, item, k) for k, item in enumerate(plan_items(regimen))]
    table = simulate(
        subject.person, own, times=days, parameters=dict(subject.parameters), dosing="average"
    )
    return picked(table, outcomes).to_numpy()


def _own(subject, item, k):
    """A regimen with the drug as this person handles it."""
    if not isinstance(item, Regimen):
        return item
    seed = int(subject.random("kinetics").integers(2**31)) + k
    factors = {s: float(f[0]) for s, f in person_factors(item.drug, 1, seed).items()}
    return replaced(item, drug=item.drug.scaled(**factors))


def follow_all(subjects, regimens, days, outcomes=OUTCOMES, workers=1, client=None):
    """Follow many persons, each on a regimen: array (persons, visits, outcomes).

    Parameters
    ----------
    subjects : list of Subject
    regimens : list, one per subject
    days : array (v,)
        Visits, days from 0.
    outcomes : sequence of str
        Columns of :func:`course_utils.physiology.scenario.simulate`.
    workers : int
        Processes on this machine.
    client : dask.distributed.Client, optional
        A cluster to use instead.

    Returns
    -------
    array (persons, visits, outcomes)
        Eight bytes per number: nothing else of a person is kept.
    """
    jobs = [(s, r, days, outcomes) for s, r in zip(subjects, regimens, strict=True)]
    return np.stack(share_out(follow, jobs, workers, client))


def virtual_trial(
    template,
    arms,
    per_arm,
    years,
    *,
    visits_per_year=1,
    outcomes=OUTCOMES,
    seed=20261121,
    variation=VARIATION,
    design=DESIGN,
    workers=1,
    client=None,
):
    """Run a randomized trial on virtual persons.

    Parameters
    ----------
    template : Person
        The typical participant.
    arms : dict of str to regimen
        What each arm takes; ``()`` is nothing.
    per_arm : int
    years : float
    visits_per_year : int
    outcomes : str or sequence of str
        Columns of :func:`course_utils.physiology.scenario.simulate`. Densities (g/cm²) and
        markers get measurement noise; other columns are reported as they are.
    seed : int
        The same seed gives the same trial.
    variation, design : mapping
        How persons differ, how well is measured, how many leave each year. Parameters left
        out of ``variation`` do not differ; values left out of ``design`` are the table's.
    workers, client
        As in :func:`follow_all`; they change no number.

    Returns
    -------
    DataFrame
        One row per person and visit: ``person``, ``arm``, ``year``, ``age``, the measured
        outcomes, and each outcome once more as ``true_…``. Measured values are missing after
        a person has left. ``attrs["synthetic"]`` says that nobody of this exists.

    Raises
    ------
    ValueError
        If there is no arm, or a number of persons, years or visits is impossible.
    KeyError
        If a drug, an outcome, a parameter of ``variation`` or a value of ``design`` is unknown.
    TypeError
        If ``arms`` is no dict or a plan is none.

    Notes
    -----
    A script that asks for workers must do so under ``if __name__ == "__main__":``, as always
    with processes in Python; a notebook need not.
    """
    days = _visits(arms, years, visits_per_year)
    arms = {name: plan_items(plan) for name, plan in arms.items()}
    outcomes, design = _named(outcomes), completed(design)
    picked(simulate(template, times=[0.0, 1.0]), outcomes)  # refuses before the long run
    if isinstance(per_arm, str) or int(per_arm) != per_arm:
        raise ValueError(f"The number of persons per arm must be a whole number; got {per_arm!r}.")
    names = [name for name in arms for _ in range(int(per_arm))]
    subjects = enroll(template, len(names), seed, variation=variation, design=design)
    regimens = [arms[name] for name in names]
    true = follow_all(subjects, regimens, days, outcomes, workers, client)
    return _report(subjects, names, days, true, outcomes, design)


def _named(outcomes):
    return (outcomes,) if isinstance(outcomes, str) else tuple(outcomes)


def _visits(arms, years, visits_per_year):
    if not isinstance(arms, Mapping):
        raise TypeError(f"Give the arms by name, as {{'placebo': ()}}; got {arms!r}.")
    if not arms:
        raise ValueError("A trial needs at least one arm, for example {'placebo': ()}.")
    visits = years * visits_per_year
    if not years > 0 or visits_per_year < 1 or abs(visits - round(visits)) > 1e-9:
        raise ValueError(
            f"Years times visits per year must be a whole number from 1; got {years!r} years "
            f"with {visits_per_year!r} visits each."
        )
    return np.linspace(0, years * DAYS_PER_YEAR, round(visits) + 1)


def _report(subjects, names, days, true, outcomes, design):
    import pandas as pd

    parts = []
    for subject, name, values in zip(subjects, names, true, strict=True):
        part = {"person": subject.number, "arm": name, "year": days / DAYS_PER_YEAR}
        part |= {"age": subject.person.age}
        seen = _measure(subject, days, values, outcomes, design)
        part |= dict(zip(outcomes, seen.T, strict=True))
        part |= {f"true_{o}": column for o, column in zip(outcomes, values.T, strict=True)}
        parts.append(pd.DataFrame(part))
    trial = pd.concat(parts, ignore_index=True)
    trial.attrs["synthetic"] = "Virtual persons from the course model; no measured data."
    return trial


def _measure(subject, days, values, outcomes, design):
    """The true values with noise, until the person leaves."""
    rng, seen = subject.random("scans"), values.copy()
    for column, outcome in enumerate(outcomes):
        if outcome in MARKER_OF:
            seen[:, column] = measured(values[:, column], MARKER_OF[outcome], rng)
        elif outcome.endswith("bmd_g_per_cm2"):
            seen[:, column] += design["bmd_precision"] * rng.standard_normal(days.size)
    rate = design["dropout"]
    leaves = subject.random("leaving").exponential(1 / rate) if rate > 0 else np.inf
    seen[days / DAYS_PER_YEAR > leaves] = np.nan
    return seen
