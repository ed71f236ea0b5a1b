"""One person, one plan, one trajectory: the whole chain from dose to fracture hazard.

table = simulate(Person.woman(age=55, final_period_age=51), "raloxifene", years=3)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import replace as replaced
from difflib import get_close_matches

from course_utils.physiology.density.scores import t_score
from course_utils.physiology.density.sites import SITES
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.scenario import parameters_of, simulate, start_state
from course_utils.physiology.units import DAYS_PER_YEAR

__all__ = ["FACTORS", "KINDS", "Person", "parameters_of", "simulate", "start_state"]

PATIENTS = parameter_set("patients")
PERSON = parameter_set("chain_person")
FACTORS = ("drive", "pituitary", "leydig", "sertoli", "aromatase", "er_alpha")
KINDS = (
    "healthy",
    "secondary hypogonadism",
    "older low testosterone",
    "pituitary failure",
    "testis failure",
    "aromatase deficient",
    "ER alpha null",
)
AGES = (18.0, 100.0)
FINAL_PERIOD_AGES = (30.0, 65.0)


@dataclass(frozen=True)
class Person:
    """Who enters the chain. Made by :meth:`woman` or :meth:`man`.

    Attributes
    ----------
    sex : str
        ``"woman"`` or ``"man"``.
    age : float
        Years at the start of the scenario.
    final_period_age : float or None
        Age at the final menstrual period (women); may lie in the future.
    kind : str
        One of ``KINDS``.
    factors : tuple of (str, float)
        Multipliers that differ from a healthy person: GnRH ``drive``, ``pituitary``,
        ``leydig``, ``sertoli``, ``aromatase``, ``er_alpha``.
    condition_years : float
        How long the multipliers have been as they are when the scenario starts.
    density : tuple of (str, float)
        Measured BMD at the start, g/cm², by site; sites left out follow the model.
    markers : tuple of (str, float)
        Measured ``sctx`` (ng/mL) and ``p1np`` (µg/L) at the start.
    """

    sex: str
    age: float
    final_period_age: float | None = None
    kind: str = "healthy"
    factors: tuple = ()
    condition_years: float = 0.0
    density: tuple = field(default=())
    markers: tuple = field(default=())

    @classmethod
    def woman(cls, age, final_period_age=PATIENTS["final_period_age"], **details):
        """A woman of a certain age and reproductive age.

        Parameters
        ----------
        age : float
            Years, 18 to 100.
        final_period_age : float
            Age at the final menstrual period, 30 to 65; may lie in the future.
        **details
            Multipliers (see ``FACTORS``), ``condition_years``, ``density`` (dict of g/cm² by
            site), ``markers`` (dict with ``sctx`` ng/mL, ``p1np`` µg/L).

        Raises
        ------
        ValueError
            If an age or a value is impossible.
        KeyError
            If a detail is unknown; the nearest right name is given.
        """
        _check_age("age at the final period", final_period_age, FINAL_PERIOD_AGES)
        return _person("woman", age, "healthy", details, final_period_age=float(final_period_age))

    @classmethod
    def man(cls, age, kind="healthy", **details):
        """A man, healthy or with one of the conditions of the axis.

        Parameters
        ----------
        age : float
            Years, 18 to 100.
        kind : str
            One of ``KINDS``: a set of multipliers from the table ``patients``.
        **details
            As in :meth:`woman`; multipliers given here replace those of the kind.

        Raises
        ------
        ValueError
            If the kind is unknown (the nearest right one is named) or a value is impossible.
        KeyError
            If a detail is unknown.
        """
        return _person("man", age, kind, _factors_of(kind) | details)

    def parameter_values(self):
        """What this person changes in the parameters of the chain: symbol → value."""
        values = dict(self.factors)
        if self.sex == "woman":
            years = self.final_period_age - self.age
            values["final_period_day"] = years * DAYS_PER_YEAR
        return values

    @property
    def years_since_final_period(self):
        """Years since the final period (negative before it); None in a man."""
        return None if self.final_period_age is None else self.age - self.final_period_age

    @property
    def history_years(self):
        """Years before the start at which the person was last a healthy young adult.

        A woman's history starts ``bone_history_years`` before her final period, that of a
        condition ``condition_years`` ago; the earlier one counts.
        """
        years = self.condition_years if self.factors else 0.0
        if self.sex == "woman":
            years = max(years, self.years_since_final_period + PATIENTS["bone_history_years"])
        return max(years, 0.0)

    def t_scores(self):
        """T-scores of the measured densities, by site."""
        return {site: float(t_score(value, site)) for site, value in self.density}

    def replace(self, **changes):
        """The same person with other attributes."""
        return replaced(self, **changes)


def _person(sex, age, kind, details, **more):
    _check_age("age", age, AGES)
    known = (*FACTORS, "condition_years", "density", "markers")
    for name in details:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.0)[0]
            raise KeyError(f"A person has no {name!r}. Did you mean {near}?")
    given = {f: float(details[f]) for f in FACTORS if f in details}
    for name, value in given.items():
        PERSON.parameter(name).with_value(value)
    years = details.get("condition_years", PATIENTS["history_years"] if given else 0.0)
    if not 0 <= years <= age:
        raise ValueError(f"A condition lasts between 0 years and the age {age:g}; got {years!r}.")
    return Person(
        sex,
        float(age),
        kind=kind,
        factors=tuple((f, v) for f, v in given.items() if v != 1.0),
        condition_years=float(years),
        density=_positives(details.get("density"), tuple(SITES), "g/cm²"),
        markers=_positives(details.get("markers"), ("sctx", "p1np"), "ng/mL or µg/L"),
        **more,
    )


def _factors_of(kind):
    if kind not in KINDS:
        near = get_close_matches(str(kind), KINDS, n=1, cutoff=0.0)[0]
        raise ValueError(
            f"No kind of man is called {kind!r}. Did you mean {near!r}? Known: {', '.join(KINDS)}."
        )
    prefix = kind.lower().replace(" ", "_")
    symbols = {f: f"{prefix}_{f}" for f in FACTORS}
    return {f: PATIENTS[symbol] for f, symbol in symbols.items() if symbol in PATIENTS}


def _check_age(name, value, bounds):
    try:
        possible = bounds[0] <= float(value) <= bounds[1]
    except (TypeError, ValueError):
        possible = False
    if not possible:
        raise ValueError(
            f"The {name} must be between {bounds[0]:g} and {bounds[1]:g} years; got {value!r}."
        )


def _positives(values, known, unit):
    for name, value in (values or {}).items():
        if name not in known:
            raise KeyError(f"Nothing measured is called {name!r}; known: {', '.join(known)}.")
        if not value > 0:
            raise ValueError(f"{name} must be positive ({unit}); got {value!r}.")
    return tuple((values or {}).items())
