"""Amounts in the body under repeated doses, one compartment for each part of a drug."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from course_utils.datasets import load
from course_utils.physiology.drugs import half_life_to_k, repeated_bolus, steady_state
from course_utils.physiology.parameters import parameter_set

HOURS = 24
DRUGS = {
    "clomiphene 25 mg": "clomiphene",
    "raloxifene 60 mg": "raloxifene",
    "tamoxifen 20 mg": "tamoxifen",
    "anastrozole 1 mg": "anastrozole",
    "testosterone cypionate 100 mg": "testosterone_cypionate",
}
ISOMERS = {"enclomiphene": "share_ENC", "zuclomiphene": "share_ZUC"}
STUDY = "helo2017"
JUST_BEFORE = 1 - 1e-9
EVEN = 241  # points between the doses' own times, for the bend after a stop


class Course(NamedTuple):
    """One part of a drug: its amount over time and what to say of it.

    ``times`` days and ``amounts`` mg (n,); ``average`` of the last interval and ``plateau``, the
    average without end, mg; ``reached`` share of the plateau; ``left`` share of the amount on the
    day of the stop, None without a stop; ``half_life`` h.
    """

    name: str
    times: np.ndarray
    amounts: np.ndarray
    average: float
    plateau: float
    reached: float
    left: float | None
    half_life: float


def courses(drug, interval, days, stop, multiplier):
    """The parts of a drug, fast one first; the multiplier acts on the last one.

    Parameters
    ----------
    drug : str
        One of ``DRUGS``' values.
    interval : float
        Between doses, h.
    days : float
        Length of the picture.
    stop : float or None
        Day from which on no dose is taken.
    multiplier : float
        Of the half-life of the slow part.

    Returns
    -------
    list of Course

    Leaves out: absorption, volumes of distribution and clearance of their own.
    Source: superposition; half-lives of the parameter set ``pk_half_lives``.
    """
    dose, halves = parameter_set(f"pk_{drug}")["dose"], parameter_set("pk_half_lives")
    shares = {drug: 1.0}
    if drug == "clomiphene":
        shares = {name: parameter_set("pk_clomiphene")[key] for name, key in ISOMERS.items()}
    slow = list(shares)[-1]
    plan = (interval, HOURS * days, None if stop is None else HOURS * stop)
    return [
        _course(name, dose * share, halves[name] * (multiplier if name == slow else 1), plan)
        for name, share in shares.items()
    ]


def _course(name, dose, half_life, plan):
    interval, end, stop = plan
    rate = half_life_to_k(half_life)
    doses = int(np.ceil((end if stop is None else stop) / interval))
    given = interval * np.arange(doses)
    hours = np.union1d(np.linspace(0, end * JUST_BEFORE, EVEN), given)
    hours = np.union1d(hours, given[1:] * JUST_BEFORE)
    plateau = steady_state(dose, interval, 1.0, rate).average
    reached = -np.expm1(-doses * interval * rate)
    return Course(
        name,
        hours / HOURS,
        repeated_bolus(hours, dose, interval, 1.0, rate, doses),
        plateau * reached,
        plateau,
        reached,
        None if stop is None else float(np.exp(-rate * (end - stop))),
        half_life,
    )


@cache
def measured_ratio():
    """Zuclomiphene over enclomiphene in blood, a median; from men on 25 mg a day."""
    table = load("pharmacokinetics")
    row = table[(table["parameter"] == "css_ratio") & (table["citation_key"] == STUDY)]
    return float(row["value"].item())
