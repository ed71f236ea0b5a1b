"""Bone through the menopause transition: eight quantities, driven by estradiol over time.

The bone half of the full chain on its own. Estradiol and testosterone follow the ovarian reserve
by formula, so there is no axis (no FSH that drives the last follicles harder), no drug kinetics
and no IGF-1; a constant extra of estradiol and a constant parathyroid hormone stand for
treatment. Small enough for cohorts of many thousands.
"""

from __future__ import annotations

from collections import namedtuple
from functools import cache

from course_utils.physiology.arithmetic import formula
from course_utils.physiology.axis.female import ovarian_reserve
from course_utils.physiology.bone.hormones import (
    BONE_STATES,
    androgen_effect,
    bone_rates,
    hormone_signal,
)
from course_utils.physiology.bone.lemaire import pth_effect
from course_utils.physiology.bone.rest import resting_cells
from course_utils.physiology.derived import DerivedParameters, merged
from course_utils.physiology.model import Model
from course_utils.physiology.parameters import ParameterSet, parameter_set
from course_utils.physiology.receptors.mixtures import DRUGS
from course_utils.physiology.receptors.partition import signal, stimulus, tissue_coefficients
from course_utils.physiology.receptors.terms import SETS

FEMALE_ROWS = ("E0", "E_adrenal", "reserve_lead", "reserve_width", "T0", "T_ovary")
PERSON_ROWS = ("er_alpha", "aging_day")
RECEPTOR = ("n_alpha", "d_alpha", "n_beta", "d_beta", "amplification", "gain")
DERIVED = ("c_H", "H_rest", "R_rest", "B_rest", "C_rest", "pth_rest", *RECEPTOR)


@formula
def estradiol_signal(E2, p):
    """Signal of bone from estradiol alone: X = Σ n·E2/(1 + d·E2), S = gain·X/(1 + X/X50)."""
    X = p.n_alpha * E2 / (1 + p.d_alpha * E2) + p.n_beta * E2 / (1 + p.d_beta * E2)
    return p.gain * X / (1 + p.amplification * X)


@formula
def menopause_signal(time, p):
    """Hormone signal H on a day of the transition.

        E2 = E_adrenal + (E0 − E_adrenal)·w + E2_added,   T = T0·(1 − s + s·w)

    Parameters
    ----------
    time : float or array
        Days of the scenario.
    p : named tuple of ``BONE_CORE.parameters``

    Returns
    -------
    float or array
        1 before the transition.
    """
    w = ovarian_reserve(time, p)
    E2 = p.E_adrenal + (p.E0 - p.E_adrenal) * w + p.E2_added
    return hormone_signal(estradiol_signal(E2, p), p.T0 * (1 - p.T_ovary + p.T_ovary * w), p)


@formula
def bone_core_rates(time, state, p):
    """Rates of hormone signal, sclerostin, three cells, two volumes and mineralization.

    Parameters
    ----------
    time : float
        Days of the scenario; the final period falls on ``p.final_period_day``.
    state : sequence of eight
        Hf, Y, R, B, C, Vt, Vc, M, all relative to the healthy young adult.
    p : named tuple of ``BONE_CORE.parameters``

    Returns
    -------
    tuple of eight, per day

    Source: as :func:`course_utils.physiology.bone.hormones.bone_rates`, with IGF-1 at rest.
    """
    Hf, Y, R, B, C, Vt, Vc, M = state
    given = (1.0, p.parathyroid, 0.0, 0.0)
    whole = (Hf, Y, R, B, C, Vt, Vc, M, 1.0)
    return bone_rates(time, whole, menopause_signal(time, p), given, p)[:-1]


@cache
def _rows():
    female, person = parameter_set("chain_female"), parameter_set("chain_person")
    chosen = [female.parameter(s) for s in FEMALE_ROWS] + [person.parameter(s) for s in PERSON_ROWS]
    sets = [parameter_set(s) for s in ("bone_core", "chain_bone", "lemaire2004")]
    return (*merged(sets), *chosen)


@cache
def _numbers_type():
    symbols = tuple(ParameterSet("bone_core", _rows()))
    return symbols, namedtuple("BoneCoreNumbers", [*symbols, *DERIVED])


def bone_core_numbers(values):
    """From all rows (symbol → float or array over persons) to the tuple the rates read."""
    symbols, kind = _numbers_type()
    rows = {symbol: values[symbol] for symbol in symbols}
    p = kind(**rows, **dict.fromkeys(DERIVED, 1.0))
    receptor = dict.fromkeys(SETS, values)
    healthy = tissue_coefficients("bone", 1.0, receptor)
    own = tissue_coefficients("bone", p.er_alpha, receptor)
    S_rest = signal(stimulus(healthy, (p.E0, *[0.0] * len(DRUGS))), healthy)
    p = p._replace(c_H=1 - p.w_A * androgen_effect(p.T_woman, p))
    R, B, C = resting_cells(p)
    coefficients = {name: getattr(own, f"{name}_estradiol") for name in RECEPTOR[:4]}
    return p._replace(
        H_rest=hormone_signal(S_rest, p.T0, p),
        R_rest=R,
        B_rest=B,
        C_rest=C,
        pth_rest=pth_effect(p),
        amplification=own.amplification,
        gain=own.gain,
        **coefficients,
    )


BONE_CORE = Model(
    "bone_core",
    BONE_STATES[:-1],
    bone_core_rates,
    DerivedParameters(
        "bone_core", [*_rows(), *merged(parameter_set(s) for s in SETS)], bone_core_numbers
    ),
    source="Lemaire et al. 2004 for the cells; hormones and volumes calibrated for this course",
)
