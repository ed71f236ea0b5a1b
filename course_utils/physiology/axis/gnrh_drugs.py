"""GnRH agonist and antagonist in men: Tornøe et al. 2007 as published.

One axis for both drugs: a feedback compartment F driven by testosterone, a pool of LH, LH and
testosterone. Triptorelin speeds the release of LH, empties the pool, and a flare turns into
castration; degarelix blocks the release at once. Five numbers differ between the two studies;
the triptorelin study needs an LH elimination of 0.0082 per hour, which is not physiological.

Rates are per hour in the paper and in the parameter table; time here runs in days.

Source: Tornøe et al. 2007, Br J Clin Pharmacol 63:648. Left out: variation between persons,
the intramuscular arm, and the assay offset of 0.0107 ng/mL that the paper adds to triptorelin.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.arithmetic import formula, positive, saturating
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve

HOURS = 24.0
NG_PER_ML = 1000.0  # 1 mg/L in ng/mL
NG_PER_DL = 100.0  # 1 ng/mL in ng/dL
LN2 = float(np.log(2))
TOLERANCE = 1e-9

TRIPTORELIN_NUMBERS = parameter_set("tornoe2007_triptorelin")
DEGARELIX_NUMBERS = parameter_set("tornoe2007_degarelix")


@formula
def testosterone_secretion(LH, p):
    """Secretion of testosterone, ng/mL per hour: ke·Tb·(1 + H3(LH)) / (1 + H3(LHb))."""
    now = 1 + p.Lmax * saturating(LH, p.L50, p.kappa)
    usual = 1 + p.Lmax * saturating(p.LHb, p.L50, p.kappa)
    return p.ke_T * p.Tb * now / usual


@formula
def _axis(F, P, LH, Te, release, synthesis, p):
    """Feedback, LH pool, LH and testosterone, per hour.

    dF/dt = ke_F·(Te/Tb)^λ − ke_F·F     dP/dt  = ke_LH·LHb·H5(F) − release·P
    dLH/dt = release·P − ke_LH·LH       dTe/dt = secretion − ke_T·Te
    """
    released = release * P
    dF = p.ke_F * (Te / p.Tb) ** p.lam - p.ke_F * F
    dP = p.ke_LH * p.LHb * synthesis - released
    return dF, dP, released - p.ke_LH * LH, testosterone_secretion(LH, p) - p.ke_T * Te


@formula
def _disposition(arriving, central, peripheral, p):
    """Drug amounts in blood and periphery, mg per hour."""
    back = p.Q * (central / p.Vc - peripheral / p.Vp)
    return arriving - p.CL * central / p.Vc - back, back


@formula
def triptorelin_rates(time, state, p):
    """Depot, way to blood, blood, periphery; then F, P, LH and testosterone, per day.

    release = krel·(1 + Emax·c^γ/(EC50^γ + c^γ))/F,   H5 = 1/F
    """
    depot, way, central, peripheral, F, P, LH, Te = state
    leaving, arriving = LN2 / p.half_life_1 * depot, LN2 / p.half_life_2 * way
    dcentral, dperipheral = _disposition(arriving / HOURS + p.burst, central, peripheral, p)
    level = positive(NG_PER_ML * central / p.Vc)
    release = p.krel * (1 + p.Emax * saturating(level, p.EC50, p.gam)) / F
    dF, dP, dLH, dTe = _axis(F, P, LH, Te, release, 1 / F, p)
    drug = (-leaving, leaving - arriving, HOURS * dcentral, HOURS * dperipheral)
    return (*drug, HOURS * dF, HOURS * dP, HOURS * dLH, HOURS * dTe)


@formula
def degarelix_rates(time, state, p):
    """Fast and slow depot, blood, periphery; then F, P, LH and testosterone, per day.

    release = krel·(1 − Imax·c^δ/(IC50^δ + c^δ))·F,   H5 = F
    """
    fast, slow, central, peripheral, F, P, LH, Te = state
    from_fast, from_slow = LN2 / p.half_life_fast * fast, LN2 / p.half_life_slow * slow
    arriving = (from_fast + from_slow) / HOURS
    dcentral, dperipheral = _disposition(arriving, central, peripheral, p)
    level = positive(NG_PER_ML * central / p.Vc)
    release = p.krel * (1 - p.Imax * saturating(level, p.IC50, p.delta)) * F
    dF, dP, dLH, dTe = _axis(F, P, LH, Te, release, F, p)
    drug = (-from_fast, -from_slow, HOURS * dcentral, HOURS * dperipheral)
    return (*drug, HOURS * dF, HOURS * dP, HOURS * dLH, HOURS * dTe)


def _states(first, second, numbers):
    """States of one study, at rest without drug: F = 1, P = ke_LH·LHb/krel."""
    pool = numbers["ke_LH"] * numbers["LHb"] / numbers["krel"]
    return (
        State("D1", first, "mg", 0.0),
        State("D2", second, "mg", 0.0),
        State("C", "drug_in_blood", "mg", 0.0),
        State("A", "drug_in_periphery", "mg", 0.0),
        State("F", "feedback", "", 1.0),
        State("P", "lh_pool", "IU/L", pool),
        State("LH", "lh", "IU/L", numbers["LHb"]),
        State("Te", "testosterone", "ng/mL", numbers["Tb"]),
    )


TRIPTORELIN = Model(
    name="tornoe2007_triptorelin",
    states=_states("drug_in_depot", "drug_on_the_way", TRIPTORELIN_NUMBERS),
    rates=triptorelin_rates,
    parameters=TRIPTORELIN_NUMBERS,
    source="Tornøe et al. 2007, Br J Clin Pharmacol 63:648",
)
DEGARELIX = Model(
    name="tornoe2007_degarelix",
    states=_states("drug_in_fast_depot", "drug_in_slow_depot", DEGARELIX_NUMBERS),
    rates=degarelix_rates,
    parameters=DEGARELIX_NUMBERS,
    source="Tornøe et al. 2007, Br J Clin Pharmacol 63:648",
)


def triptorelin(days, injections=(0.0,), dose=None, parameters=None):
    """Hormones of a healthy man after depot injections of triptorelin.

    Parameters
    ----------
    days : array (n,)
        Increasing days.
    injections : sequence of float
        Days of injection, at least two hours apart.
    dose : float, optional
        mg; 3.75 if not given.
    parameters : ParameterSet, optional
        Changed numbers of ``tornoe2007_triptorelin``.

    Returns
    -------
    DataFrame indexed by ``time_day``: ``triptorelin_ng_per_ml``, ``lh_iu_per_l``,
    ``testosterone_ng_per_dl``, ``feedback``, ``lh_pool_iu_per_l`` and the drug amounts in mg.

    Raises
    ------
    ValueError
        If the dose is negative, the days do not increase or injections are too close.

    Source: Tornøe et al. 2007. 60.5 % of a dose enters the blood within 1.77 hours, the rest
    through two slow steps.
    """
    p = parameters or TRIPTORELIN_NUMBERS
    dose, injections = _dose(dose, p), sorted(float(day) for day in injections)
    burst = {"burst": p["burst_fraction"] * dose / p["burst_hours"]}
    length = p["burst_hours"] / HOURS
    if any(np.diff(injections) < length):
        raise ValueError(f"Injections must be at least {p['burst_hours']:g} hours apart.")
    changes = [step for day in injections for step in ((day, burst), (day + length, {"burst": 0}))]
    doses = [(day, {"D1": (1 - p["burst_fraction"]) * dose}) for day in injections]
    return _table("triptorelin", TRIPTORELIN, days, p, changes, doses)


def degarelix(days, injections=(0.0,), dose=None, parameters=None):
    """Hormones of a man with prostate cancer after injections of degarelix at 40 mg/mL.

    Parameters
    ----------
    days : array (n,)
        Increasing days.
    injections : sequence of float
        Days of injection.
    dose : float, optional
        mg; 200 if not given.
    parameters : ParameterSet, optional
        Changed numbers of ``tornoe2007_degarelix``.

    Returns
    -------
    DataFrame
        As from :func:`triptorelin`, with ``degarelix_ng_per_ml``.

    Raises
    ------
    ValueError
        If the dose is negative or the days do not increase.

    Source: Tornøe et al. 2007. A quarter of the dose reaches the blood, 6 % of that from a
    fast depot and the rest from a slow one.
    """
    p = parameters or DEGARELIX_NUMBERS
    available = p["bioavailability"] * _dose(dose, p)
    parts = {"D1": p["fast_fraction"] * available, "D2": (1 - p["fast_fraction"]) * available}
    doses = [(float(day), parts) for day in injections]
    return _table("degarelix", DEGARELIX, days, p, (), doses)


def _dose(dose, parameters):
    dose = parameters["dose"] if dose is None else float(dose)
    if not dose >= 0:
        raise ValueError(f"A dose in mg cannot be negative; got {dose:g}.")
    return dose


def _table(drug, model, days, parameters, changes, doses):
    """The states, plus drug level and testosterone in the units of the course."""
    table = solve(model, days, parameters=parameters, changes=changes, doses=doses, rtol=TOLERANCE)
    level = NG_PER_ML * table["drug_in_blood_mg"] / parameters["Vc"]
    testosterone = NG_PER_DL * table.pop("testosterone_ng_per_ml")
    table.insert(0, f"{drug}_ng_per_ml", level)
    table.insert(1, "testosterone_ng_per_dl", testosterone)
    return table
