"""Run the chain for one person and put the whole trajectory into one table."""

from __future__ import annotations

from dataclasses import replace as replaced
from functools import lru_cache

import numpy as np

from course_utils.physiology.chain import CHAINS
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.density.sites import DENSITY
from course_utils.physiology.derived import DerivedParameters
from course_utils.physiology.drugs.exposure import Exposure, exposure, plan_items
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.links import check_links, hold
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve
from course_utils.physiology.trajectory import trajectory
from course_utils.physiology.units import DAYS_PER_YEAR

DOSING = ("auto", "each dose", "average")
RULES = parameter_set("simulation")
RELATIVE_TOLERANCE = 1e-9
ABSOLUTE_TOLERANCE = 1e-11


def simulate(
    person,
    regimen=(),
    years=5.0,
    *,
    times=None,
    parameters=None,
    density=DENSITY,
    dosing="auto",
    off=(),
):
    """Follow one person through the whole chain.

    Parameters
    ----------
    person : Person
    regimen : Regimen, Intervention, str, a list or tuple of them, or Exposure
        What is taken; a string is a drug of the catalog at its usual dose. Nothing by default.
    years : float
        Length of the scenario; a table row for each month.
    times : array (n,), optional
        Days for which rows are wanted, increasing from 0; replaces ``years``.
    parameters : dict or DerivedParameters, optional
        Numbers of the chain to replace, by symbol, or a whole set of the person's sex.
    density : ParameterSet
        The table ``chain_density`` or a changed copy.
    dosing : str
        ``"each dose"``, ``"average"`` (constant daily average) or ``"auto"``: the average for
        drugs taken more often than every four weeks in scenarios longer than three months.
    off : sequence of str
        Links of the chain to hold at their start: see :mod:`course_utils.physiology.links`.

    Returns
    -------
    DataFrame indexed by ``time_day``
        Concentrations of the drugs taken, receptor occupancy and tissue signals, hormones,
        cells, markers, density and T-scores of three sites, hazard ratios. Percent changes
        and hazard ratios are relative to the start.

    Raises
    ------
    ValueError
        If a time, a dosing rule or a link is impossible.
    KeyError
        If a parameter or a drug is unknown.
    TypeError
        If ``person`` is no Person, or the plan is none of the above.
    RanAway
        If a quantity grows beyond bounds.

    Leaves out: side effects, adherence unless the regimen has it, falls, death.
    """
    links = check_links(off)
    times = _times(years, times)
    model = CHAINS[_sex(person)]
    numbers = parameters_of(person, parameters)
    given = _exposure(regimen, times[-1], dosing)
    start = start_state(person, numbers)
    numbers, given = hold(numbers, given, start[model.position("E2")], links)
    symbols = dict(zip(model.symbols, start, strict=True))
    states = solve(
        model,
        times,
        parameters=numbers,
        start=symbols,
        inputs=given,
        rtol=RELATIVE_TOLERANCE,
        atol=ABSOLUTE_TOLERANCE,
    )
    return trajectory(person, states, given, numbers, density, links)


def chain_of(person, regimen=(), years=5.0, *, parameters=None, dosing="auto"):
    """The equations of one person under one plan, to be solved or exported elsewhere.

        model, settings = chain_of(Person.woman(56), "raloxifene", 3)
        sbml(model, **settings),  solve(model, times, **settings)

    Parameters and errors as in :func:`simulate`.

    Returns
    -------
    tuple (Model, dict)
        The dict holds ``parameters``, ``start`` and ``inputs``.
    """
    model, numbers = CHAINS[_sex(person)], parameters_of(person, parameters)
    start = dict(zip(model.symbols, start_state(person, numbers), strict=True))
    given = _exposure(regimen, _times(years, None)[-1], dosing)
    return model, {"parameters": numbers, "start": start, "inputs": given}


def _sex(person):
    if getattr(person, "sex", None) not in CHAINS:
        raise TypeError(f"A person is made by Person.woman or Person.man; got {person!r}.")
    return person.sex


def parameters_of(person, parameters=None):
    """The parameters of the chain for this person: the table, the caller's, the person's own.

    Parameters and errors as in :func:`simulate`.
    """
    if not isinstance(parameters, DerivedParameters):
        parameters = chain_parameters(person.sex, **(parameters or {}))
    own = person.parameter_values() | {"aging_day": -person.history_years * DAYS_PER_YEAR}
    return parameters.replace(**{s: v for s, v in own.items() if parameters[s] != v})


@lru_cache(maxsize=512)
def start_state(person, parameters):
    """State of the person on day 0: a healthy young adult, brought through the history.

    Parameters
    ----------
    person : Person
    parameters : DerivedParameters
        From :func:`parameters_of`.

    Returns
    -------
    tuple of floats, in the order of the model's states
        Without a history this is rest, exactly.
    """
    model = replaced(CHAINS[person.sex])
    values = dict(parameters)
    rest = {s: values[n] for s, n in (("LH", "LH0"), ("FSH", "FSH0"), ("T", "T0"), ("E2", "E0"))}
    days = person.history_years * DAYS_PER_YEAR
    if days == 0:
        return tuple(model.start(rest))
    history = solve(model, [-days, 0.0], parameters=parameters, start=rest, inputs=_untreated(days))
    return tuple(history.iloc[-1].tolist())


def _untreated(days):
    return _Shifted(exposure([], days), days)


class _Shifted:
    """An exposure whose clock starts before day 0, for the history."""

    def __init__(self, given, days):
        self.channels = given.channels
        self.segments = [
            s._replace(start=s.start - days, stop=s.stop - days) for s in given.segments
        ]


def _times(years, times):
    if times is None:
        if isinstance(years, str) or not 0 < years <= RULES["most_years"]:
            raise ValueError(
                f"A scenario lasts more than 0 and at most {RULES['most_years']:g} years; "
                f"got {years!r}."
            )
        rows = max(round(years * RULES["rows_per_year"]), 1) + 1
        return np.linspace(0, years * DAYS_PER_YEAR, rows)
    times, last = np.asarray(times, dtype=float), RULES["most_years"] * DAYS_PER_YEAR
    if times.ndim != 1 or times.size < 2 or times[0] != 0 or np.any(np.diff(times) <= 0):
        raise ValueError("The times must increase from 0 and hold at least two values, in days.")
    if times[-1] > last:
        raise ValueError(f"The last time must be at most day {last:g}; got {times[-1]:g}.")
    return times


def _exposure(regimen, days, dosing):
    if dosing not in DOSING:
        raise ValueError(f"The dosing rule must be one of {', '.join(DOSING)}; got {dosing!r}.")
    if isinstance(regimen, Exposure):
        return regimen
    return exposure([_averaged(item, days, dosing) for item in plan_items(regimen)], days)


def _averaged(item, days, dosing):
    """The regimen with its doses spread out, where the rule says so."""
    if not isinstance(item, Regimen) or dosing == "each dose":
        return item
    long = days > RULES["average_beyond"] and item.every < RULES["average_below"]
    return replaced(item, average=True) if dosing == "average" or long else item
