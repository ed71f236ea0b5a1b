"""Virtual trials: many persons who differ, are measured with noise and sometimes leave.

    trial = virtual_trial(Person.woman(56), {"placebo": (), "raloxifene": "raloxifene"}, 200, 3)

Person number i is drawn from (seed, i) alone, so a trial is the same whatever the number of
workers. All persons and results are synthetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as replaced

import numpy as np

from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.density.markers import measured
from course_utils.physiology.density.sites import SITES
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.drugs.variability import person_factors
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.person import AGES, Person
from course_utils.physiology.scenario import simulate
from course_utils.physiology.units import DAYS_PER_YEAR
from course_utils.physiology.workers import share_out

VARIATION = parameter_set("cohort_variation")
DESIGN = parameter_set("cohort_design")
OUTCOMES = (
    *(f"{site}_bmd_g_per_cm2" for site in SITES),
    "sctx_ng_per_ml",
    "p1np_ug_per_l",
)
MARKER_OF = {"sctx_ng_per_ml": "sctx", "p1np_ug_per_l": "p1np"}


@dataclass(frozen=True)
class Subject:
    """One virtual person: who, with which chain parameters, number in the trial."""

    number: int
    seed: int
    person: Person
    parameters: tuple = ()

    def random(self, purpose):
        """A stream of random numbers that belongs to this person and purpose alone."""
        return np.random.default_rng([self.seed, self.number, PURPOSES.index(purpose)])


PURPOSES = ("person", "kinetics", "scans", "leaving")


def enroll(template, count, seed, first=0, variation=VARIATION, design=DESIGN):
    """Draw persons around a template.

        parameter_i = parameter·exp(s·z − s²/2),  s² = ln(1 + CV²)   (mean kept)

    Parameters
    ----------
    template : Person
        Its age is the mean age; a woman's years since the final period move with age.
    count : int
        Persons, at least 1.
    seed : int
    first : int
        Number of the first person.
    variation : mapping of symbol to CV
        Chain parameters that differ between persons.
    design : mapping with ``age_sd``, ``bmd_cv``, ``bmd_correlation``

    Returns
    -------
    list of Subject

    Raises
    ------
    ValueError
        If ``count`` is not a positive whole number.

    Source: teaching assumptions of the tables ``cohort_variation`` and ``cohort_design``.
    """
    if int(count) != count or count < 1:
        raise ValueError(f"The number of persons must be a whole number from 1; got {count!r}.")
    known = chain_parameters(template.sex)
    varying = {s: cv for s, cv in variation.items() if s in known}
    numbers = range(first, first + int(count))
    typical = simulate(template, times=[0.0, 1.0]).iloc[0]
    template = template.replace(
        density=tuple((site, typical[f"{site}_bmd_g_per_cm2"]) for site in SITES)
    )
    return [_draw(template, i, seed, known, varying, design) for i in numbers]


def _draw(template, number, seed, known, varying, design):
    subject = Subject(number, seed, template)
    rng = subject.random("person")
    z = rng.standard_normal(len(varying))
    spread = np.sqrt(np.log1p(np.square(list(varying.values()))))
    factors = np.exp(spread * z - spread**2 / 2)
    values = {s: _inside(known.parameter(s), f) for s, f in zip(varying, factors, strict=True)}
    age = float(np.clip(template.age + design["age_sd"] * rng.standard_normal(), *AGES))
    shared, own = rng.standard_normal(), rng.standard_normal(len(SITES))
    rho = design["bmd_correlation"]
    z_scores = np.sqrt(rho) * shared + np.sqrt(1 - rho) * own
    factors = np.exp(design["bmd_cv"] * z_scores)
    density = tuple((s, d * f) for (s, d), f in zip(template.density, factors, strict=True))
    person = template.replace(age=age, density=density)
    return replaced(subject, person=person, parameters=tuple(values.items()))


def _inside(parameter, factor):
    low = -np.inf if parameter.low is None else parameter.low
    high = np.inf if parameter.high is None else parameter.high
    return float(np.clip(parameter.value * factor, low, high))


def follow(subject, regimen, days, outcomes=OUTCOMES):
    """What is true of one person at the visits: array (visits, outcomes).

    The person's own clearance and volume are drawn for each drug.
    """
    items = [regimen] if isinstance(regimen, (str, Regimen)) else list(regimen)
    own = [_own(subject, item, k) for k, item in enumerate(items)]
    table = simulate(
        subject.person, own, times=days, parameters=dict(subject.parameters), dosing="average"
    )
    return table[list(outcomes)].to_numpy()


def _own(subject, item, k):
    """A regimen with the drug as this person handles it."""
    item = Regimen(item) if isinstance(item, str) else item
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
    outcomes : sequence of str
        Densities and markers get measurement noise; other columns are reported as they are.
    seed : int
        The same seed gives the same trial.
    variation, design : mapping
        How persons differ, how well is measured, how many leave each year.
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
    """
    days = _visits(arms, years, visits_per_year)
    names = [name for name in arms for _ in range(per_arm)]
    subjects = enroll(template, len(names), seed, variation=variation, design=design)
    regimens = [arms[name] for name in names]
    true = follow_all(subjects, regimens, days, outcomes, workers, client)
    return _report(subjects, names, days, true, outcomes, design)


def _visits(arms, years, visits_per_year):
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
