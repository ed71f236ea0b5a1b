"""One person, one plan, one trajectory: the whole chain from dose to fracture hazard.

table = simulate(Person.woman(age=55, final_period_age=51), "raloxifene", years=3)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replaced

from course_utils.physiology.density.scores import t_score
from course_utils.physiology.density.sites import SITES
from course_utils.physiology.names import nearest
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
OF_SEX = {"woman": "final_period_age", "man": "kind"}
AGES = (18.0, 100.0)
FINAL_PERIOD_AGES = (30.0, 65.0)
DENSITIES = (0.1, 3.0)  # g/cm²; beyond that a unit has been mistaken
MEASURED = ("sctx", "p1np")
MARKER_LEVELS = (0.0, float("inf"))


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

    def __post_init__(self):
        if self.sex not in ("woman", "man"):
            raise ValueError(f"The chain is written for a woman or a man; got {self.sex!r}.")
        _check_age("age", self.age, AGES)
        if self.sex == "woman":
            _check_age("age at the final period", self.final_period_age, FINAL_PERIOD_AGES)

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
            If a detail is unknown; the known ones are named.
        TypeError
            If ``density`` or ``markers`` is no dict.
        """
        _check_age("age at the final period", final_period_age, FINAL_PERIOD_AGES)
        final_period_age = float(final_period_age)
        return _person("woman", age, "healthy", details, final_period_age=final_period_age)

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
        """The same person with other attributes, such as ``age``."""
        return replaced(self, **changes)


def _person(sex, age, kind, details, **more):
    _check_age("age", age, AGES)
    age = float(age)
    known = (*FACTORS, "condition_years", "density", "markers")
    for name in details:
        if name not in known:
            raise KeyError(f"A person has no {name!r}. {nearest(name, (OF_SEX[sex], *known))}")
    given = {f: float(details[f]) for f in FACTORS if f in details}
    for name, value in given.items():
        PERSON.parameter(name).with_value(value)
    years = details.get("condition_years", PATIENTS["history_years"] if given else 0.0)
    if not 0 <= years <= age:
        raise ValueError(f"A condition lasts between 0 years and the age {age:g}; got {years!r}.")
    return Person(
        sex,
        age,
        kind=kind,
        factors=tuple((f, v) for f, v in given.items() if v != 1.0),
        condition_years=float(years),
        density=_levels(details.get("density"), tuple(SITES), DENSITIES, "g/cm²"),
        markers=_levels(details.get("markers"), MEASURED, MARKER_LEVELS, "ng/mL or µg/L"),
        **more,
    )


def _factors_of(kind):
    if kind not in KINDS:
        raise ValueError(f"No kind of man is called {kind!r}. {nearest(kind, KINDS)}")
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


def _levels(values, known, bounds, unit):
    """Measured values as pairs (name, number); refused in words unless known and possible."""
    values = {} if values is None else values
    if not isinstance(values, Mapping):
        raise TypeError(f"Give measured values by name, as {{{known[0]!r}: …}}; got {values!r}.")
    for name, value in values.items():
        if name not in known:
            raise KeyError(f"Nothing measured is called {name!r}; known: {', '.join(known)}.")
        if isinstance(value, str) or not bounds[0] < value < bounds[1]:
            most = f" and below {bounds[1]:g}" if bounds[1] < float("inf") else ""
            raise ValueError(f"{name} must be above {bounds[0]:g}{most} {unit}; got {value!r}.")
    return tuple((name, float(value)) for name, value in values.items())
