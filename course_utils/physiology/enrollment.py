"""Persons for a virtual trial: drawn around a typical one, each from the seed and a number.

Person number i is drawn from (seed, i) alone and so does not depend on who else takes part.
All persons are synthetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as replaced

import numpy as np

from course_utils.physiology.chain_parameters import SEXES, chain_parameters
from course_utils.physiology.density.sites import SITES
from course_utils.physiology.names import nearest
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.person import AGES, Person
from course_utils.physiology.scenario import simulate

VARIATION = parameter_set("cohort_variation")
DESIGN = parameter_set("cohort_design")
PURPOSES = ("person", "kinetics", "scans", "leaving")


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
        Chain parameters that differ between persons; those left out are alike in all.
    design : mapping
        ``age_sd``, ``bmd_cv``, ``bmd_correlation``; those left out are as in the table.

    Returns
    -------
    list of Subject

    Raises
    ------
    ValueError
        If ``count`` is not a positive whole number.
    KeyError
        If a symbol of ``variation`` or ``design`` is unknown.

    Source: teaching assumptions of the tables ``cohort_variation`` and ``cohort_design``.
    """
    if isinstance(count, str) or int(count) != count or count < 1:
        raise ValueError(f"The number of persons must be a whole number from 1; got {count!r}.")
    known, design = chain_parameters(template.sex), completed(design)
    varying = {s: cv for s, cv in _checked(variation).items() if s in known}
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


def completed(design):
    """The table ``cohort_design`` with the values given; unknown ones are refused in words."""
    for symbol in design:
        DESIGN.parameter(symbol)
    return dict(DESIGN) | dict(design)


def _checked(variation):
    known = {symbol: None for sex in SEXES for symbol in chain_parameters(sex)}
    for symbol in variation:
        if symbol not in known:
            raise KeyError(f"The chain has no parameter {symbol!r}. {nearest(symbol, known)}")
    return variation
