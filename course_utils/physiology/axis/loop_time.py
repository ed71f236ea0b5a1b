"""The teaching loop in time: testis capacity, injected hormone and GnRH receptors.

Four slow things are added to the three equations of ``loop.py``: LH and testosterone settle
within a day, the testis shrinks without LH and grows back within months, an injected hormone
fades with its half-life, and GnRH receptors vanish under constant occupancy.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.arithmetic import formula, lesser
from course_utils.physiology.axis.loop import (
    LOOP,
    estradiol_from,
    feedback,
    gnrh_drive,
    lh_at_rest,
    loop_settings,
    receptors_at_rest,
    steady_state,
    testosterone_at_rest,
)
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve

LN2 = float(np.log(2))
STOPPING = parameter_set("hpg_stopping")


@formula
def loop_rates(time, state, p):
    """Time derivatives per day of LH, T, testis capacity A, supply X and GnRH receptors R.

    dLH/dt = (LH at rest − LH)/1 d             dT/dt = (T at rest − T)/1 d
    dA/dt  = (min(1, (LH_total/3)²) − A)/90 d  dX/dt = (T_input − X)·ln2/8 d
    dR/dt  = ((1 − R) − 20·occ·R)/60 d
    """
    LH, T, A, X, R = state
    signal = feedback(T, estradiol_from(T, p), p)
    dLH = (lh_at_rest(signal, gnrh_drive(R, p), p) - LH) / p.tau_H
    dT = (testosterone_at_rest(LH, A, X, p) - T) / p.tau_H
    kept = lesser(1.0, ((LH + p.hcg) / p.LH_keep) ** 2)
    dA = (kept - A) / p.tau_A
    dX = (p.T_input - X) * LN2 / p.half_life
    dR = (1 - R - p.k_down * p.occ * R) / p.tau_R
    return dLH, dT, dA, dX, dR


REST = steady_state(LOOP)

LOOP_IN_TIME = Model(
    name="hpg_loop",
    states=(
        State("LH", "lh", "IU/L", REST.lh_iu_per_l),
        State("T", "testosterone", "ng/dL", REST.testosterone_ng_per_dl),
        State("A", "testis_capacity", "", LOOP["capacity"]),
        State("X", "testosterone_supplied", "ng/dL", 0.0, 100.0),
        State("R", "gnrh_receptors", "", receptors_at_rest(LOOP.numbers())),
    ),
    rates=loop_rates,
    parameters=LOOP,
    source="teaching assumption",
)


def follow_loop(days, before=LOOP, changes=(), supplied=0.0):
    """Hormones and testis capacity over time, from the rest of one setting through others.

    Parameters
    ----------
    days : array (n,)
        Increasing days.
    before : ParameterSet
        Settings at the start; the person begins at their steady state.
    changes : sequence of (day, ParameterSet)
        From that day on these settings hold.
    supplied : float
        Testosterone in the blood from outside at the start, ng/dL.

    Returns
    -------
    DataFrame indexed by ``time_day``: ``lh_iu_per_l``, ``testosterone_ng_per_dl``,
    ``testis_capacity``, ``testosterone_supplied_ng_per_dl``, ``gnrh_receptors`` and
    ``estradiol_pg_per_ml``.

    Raises
    ------
    ValueError
        If the days do not increase.

    Source: teaching assumption. FSH, sperm and the pulses themselves are left out.
    """
    rest, p = steady_state(before), before.numbers()
    start = {"LH": rest.lh_iu_per_l, "T": rest.testosterone_ng_per_dl, "X": supplied}
    start |= {"A": p.capacity, "R": receptors_at_rest(p)}
    steps = [(day, dict(settings)) for day, settings in changes]
    table = solve(LOOP_IN_TIME, days, parameters=before, start=start, changes=steps)
    return table.assign(estradiol_pg_per_ml=_estradiol(table, before, changes))


def _estradiol(table, before, changes):
    """E2 is in balance with T at every moment; aromatase may change on the way."""
    days, level = table.index.to_numpy(), table["testosterone_ng_per_dl"].to_numpy()
    estradiol = estradiol_from(level, before.numbers())
    for day, settings in sorted(changes, key=lambda change: change[0]):
        later = estradiol_from(level, settings.numbers())
        estradiol = np.where(days >= day, later, estradiol)
    return estradiol


def stop_testosterone(days, courses=(), person="luis"):
    """What follows after a year on testosterone, with or without drugs meant to restart.

    Day 0 is the last day of supply; before it the man was on 800 ng/dL for a year with a
    testis that started healthy.

    Parameters
    ----------
    days : array (n,)
        Increasing days after stopping, from 0.
    courses : sequence of (first day, last day, therapies)
        Therapies as in :func:`loop_settings`; courses must not overlap.
    person : str

    Returns
    -------
    DataFrame as from :func:`follow_loop`.

    Raises
    ------
    ValueError
        If courses overlap, or end before they begin.

    Source: teaching assumption. The capacity grows back at the same speed with and without a
    drug once LH is above 3 IU/L, so a level measured on a drug says nothing about recovery.
    Laid beside men who took nothing (Liu et al. 2006) this is a hypothesis, not a result.
    """
    year = STOPPING["days_on"]
    off = loop_settings(person)
    on = loop_settings(person, T_input=STOPPING["T_input"])
    changes = [(0.0, on), (year, off)]
    end = 0.0
    for first, last, therapies in sorted(courses, key=lambda course: course[0]):
        if not end <= first < last:
            raise ValueError("Courses must not overlap and must end after they begin, in days.")
        changes += [(year + first, loop_settings(person, therapies)), (year + last, off)]
        end = last
    days = np.asarray(days, dtype=float)
    times = np.unique(np.concatenate([[0.0], days + year]))
    table = follow_loop(times, off, changes, supplied=STOPPING["T_input"])
    table = table.iloc[-days.size :]
    return table.set_axis(days).rename_axis("time_day")
