"""The people of the virtual clinic as the chain knows them, and model runs done again."""

from __future__ import annotations

from typing import NamedTuple

from course_utils.datasets import load, profiles
from course_utils.exercises.reading import in_words
from course_utils.physiology import Person, simulate

SPINE = "lumbar_spine_bmd_percent"
WITHIN = 0.1  # a number copied with one decimal is off by 0.05 at most
KEYS = ("person", "plan", "years", "change", "off", "column", "result")


def clinic_person(who):
    """A fictional person for the chain.

    Parameters
    ----------
    who : str or int
        A name of the course ("ana", "david", "priya", "walter", "luis", "mei"), or the number
        of a person in ``virtual_clinic_synthetic``.

    Returns
    -------
    Person
        Ages, the final period and the measured hip density are the table's; hormones follow
        from the chain.

    Raises
    ------
    ValueError
        If nobody is called that.
    """
    if isinstance(who, str):
        return _by_name(who.strip().lower())
    table = load("virtual_clinic_synthetic")
    row = table[table["person"] == who]
    if row.empty:
        raise ValueError(f"The clinic has persons 1 to {len(table)}; got {who!r}.")
    return _by_row(row.iloc[0])


def _by_name(name):
    people = profiles()
    if name not in people:
        raise ValueError(f"Nobody is called {name!r}; there are {', '.join(people)}.")
    age = people[name]["age"]
    if name == "ana":
        return Person.woman(age, age - people[name]["years_since_menopause"])
    if name in ("mei", "priya"):
        return Person.woman(age)
    return Person.man(age, "secondary hypogonadism" if name == "david" else "healthy")


def _by_row(row):
    density = {"femoral_neck": float(row["femoral_neck_bmd_g_per_cm2"])}
    age = float(row["age_years"])
    if row["sex"] == "male":
        return Person.man(age, density=density)
    if row.isna()["years_since_menopause"]:  # before the final period
        return Person.woman(age, density=density)
    return Person.woman(age, age - float(row["years_since_menopause"]), density=density)


class Again(NamedTuple):
    """A model run done again: whether it agrees, whether a setting was changed, and words."""

    agrees: bool
    changed: bool
    words: str


def run_again(run):
    """Do a reported model run again and compare the number.

    Parameters
    ----------
    run : dict
        ``person``, ``plan`` (drug or drugs, "" for nothing), ``years``, ``result``; optional
        ``change`` (symbol → value), ``off`` (links held) and ``column`` (spine density change
        in percent by default), taken at the end of the run.

    Returns
    -------
    Again
        What cannot be run is said in words; nothing is raised.
    """
    try:
        value = result_of(run)
        told = float(run["result"])
    except KeyError as problem:
        return Again(False, False, f"a run lacks or does not know {_words(problem)}")
    except (ValueError, TypeError, ArithmeticError, AttributeError) as problem:
        return Again(False, False, f"a run was refused: {_words(problem)}")
    changed = bool(run.get("change") or run.get("off"))
    if abs(value - told) <= WITHIN + 0.005 * abs(value):
        return Again(True, changed, "")
    return Again(False, changed, f"a run reported as {told:g} comes out as {value:.1f} here")


def result_of(run):
    """The number at the end of a run described by a dict; see :func:`run_again`.

    Raises
    ------
    TypeError
        If the run is no dict.
    KeyError, ValueError
        If a key is missing or a value impossible.
    """
    if not isinstance(run, dict):
        raise TypeError(f"it is {in_words(run)}, not a dict")
    for key in run:
        if key not in KEYS:
            raise KeyError(f"{key!r} (a run has {', '.join(KEYS)})")
    table = simulate(
        clinic_person(run["person"]),
        run.get("plan") or (),
        float(run["years"]),
        parameters=run.get("change") or None,
        off=run.get("off") or (),
    )
    return float(table[run.get("column", SPINE)].iloc[-1])


def _words(problem):
    text = str(problem.args[0]) if problem.args else str(problem)
    return text.rstrip(".")
