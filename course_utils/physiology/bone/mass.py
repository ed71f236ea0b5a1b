"""Bone mass driven by the estrogen signal: the model students build and question.

Resorption follows the signal quickly, formation follows resorption slowly, mass is what is
left. One number stands for the whole skeleton. It leaves out the cells, sites, minerals,
markers and sclerostin of the full chain, androgens, aging and pharmacokinetics; its numbers
are teaching assumptions. Known misfits: it loses too little under a GnRH agonist with
tamoxifen and in men on an aromatase inhibitor.
"""

from __future__ import annotations

from collections import namedtuple

from course_utils.physiology.arithmetic import exp, formula, lesser
from course_utils.physiology.bone.flows import FULL_BONE_PERCENT
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set

BONE_MASS_NUMBERS = parameter_set("bone_mass_teaching")
STEEPEST = 500
"""Largest exponent of the transition; e to its power is still a number."""
NEGLIGIBLE = 1e-12

RestingMass = namedtuple("RestingMass", "R F B")


@formula
def estradiol_course(time, p):
    """Estradiol through the menopausal transition, pg/mL; ``time`` in years.

    E2(t) = E2_late + (E2_early − E2_late)/(1 + exp((t − t_half)/t_width))
    """
    passed = lesser((time - p.t_half) / p.t_width, STEEPEST)
    return p.E2_late + (p.E2_early - p.E2_late) / (1 + exp(passed))


@formula
def signal_in_bone(estradiol, p):
    """Estrogen signal of estradiol and one SERM in bone; 1 at ``E2_ref`` without a SERM.

    S = (e + ε·d)/(1 + e + d) / S_ref,   e = E2/K,   S_ref = E2_ref/(E2_ref + K)
    """
    e = estradiol / p.K_E2
    seated = (e + p.serm_efficacy * p.serm_dose) / (1 + e + p.serm_dose)
    return seated * (p.E2_ref + p.K_E2) / p.E2_ref


@formula
def bone_mass_flows(R, F, B, signal, p):
    """Rates of resorption, formation and mass for a given estrogen signal.

        dR/dt = (R0·(1 + a·(1 − S))·calcium − R)/τ_R
        dF/dt = (κ·R − F)/τ_F,   κ = 1 − δ·(1 − S) + γ·(1 − B/100)
        dB/dt = F − R

    Parameters
    ----------
    R, F : float or array
        Resorption and formation, percent of the reference mass per year.
    B : float or array
        Bone mass, percent of the reference mass.
    signal : float or array
        S, 1 in the young adult, 0 without any estrogen signal.
    p : named tuple with the symbols of ``bone_mass_teaching``
        γ is called ``adaptation``, because Antimony keeps the word gamma for itself.

    Returns
    -------
    tuple (dR/dt, dF/dt, dB/dt) per year

    Source: teaching assumption.
    """
    goal = p.R0 * (1 + p.a * (1 - signal)) * p.calcium
    balance = 1 - p.delta * (1 - signal) + p.adaptation * (1 - B / FULL_BONE_PERCENT)
    return (goal - R) / p.tau_R, (balance * R - F) / p.tau_F, F - R


@formula
def bone_mass_rates(time, state, p):
    """:func:`bone_mass_flows` with the signal of :func:`estradiol_course`; time in years."""
    R, F, B = state
    return bone_mass_flows(R, F, B, signal_in_bone(estradiol_course(time, p), p), p)


BONE_MASS = Model(
    name="bone_mass_teaching",
    states=(
        State("R", "resorption", "%/year", BONE_MASS_NUMBERS["R0"]),
        State("F", "formation", "%/year", BONE_MASS_NUMBERS["R0"]),
        State("B", "bone_mass", "%", FULL_BONE_PERCENT),
    ),
    rates=bone_mass_rates,
    parameters=BONE_MASS_NUMBERS,
    time_unit="year",
)


def resting_bone_mass(estradiol=None, *, signal=None, parameters=BONE_MASS_NUMBERS):
    """Turnover and mass after a long time at one estradiol, or at one signal.

        R = F = R0·(1 + a·(1 − S))·calcium,   B = 100·(1 − δ·(1 − S)/γ)

    Parameters
    ----------
    estradiol : float, optional
        pg/mL; must not be negative.
    signal : float, optional
        S itself, in place of estradiol.
    parameters : ParameterSet

    Returns
    -------
    named tuple (R, F, B): percent per year, percent per year, percent

    Raises
    ------
    ValueError
        If neither or both are given, or adaptation γ is too weak for any bone to remain.

    Source: derived from the equations of :func:`bone_mass_flows`.
    """
    if (estradiol is None) == (signal is None):
        raise ValueError("Give either the estradiol in pg/mL or the signal.")
    p = parameters.numbers()
    lack = 1 - (signal_in_bone(estradiol, p) if signal is None else signal)
    turnover = p.R0 * (1 + p.a * lack) * p.calcium
    return RestingMass(turnover, turnover, _resting_mass(p.delta * lack, p.adaptation))


def _resting_mass(imbalance, gamma):
    if abs(imbalance) < NEGLIGIBLE:
        return FULL_BONE_PERCENT
    if imbalance >= gamma:
        raise ValueError(
            f"Adaptation γ = {gamma:g} is too weak for bone to come to rest; it must be above "
            f"{imbalance:.3g} at this signal."
        )
    return FULL_BONE_PERCENT * (1 - imbalance / gamma)
