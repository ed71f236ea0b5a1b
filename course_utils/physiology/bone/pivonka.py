"""Bone cells with explicit TGF-β, and RANKL and OPG made by different cells (Pivonka 2008).

"Model structure 2" of the paper: preosteoblasts carry RANKL, active osteoblasts make OPG. It
leaves out sclerostin, Wnt and sex hormones. Some numbers follow the code of the authors'
group rather than the printed table; the notes of the parameter table say which.
"""

from __future__ import annotations

from collections import namedtuple

import scipy

from course_utils.physiology.arithmetic import formula
from course_utils.physiology.bone.flows import FULL_BONE_PERCENT
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set

PIVONKA_NUMBERS = parameter_set("pivonka2008")
SMALLEST_STEP = 1e-300
FEWEST_OSTEOCLASTS = 1e-9
"""Start of the root search, as a fraction of D_OCp/A_OCa."""

PivonkaCells = namedtuple("PivonkaCells", "OBp OBa OCa")


@formula
def tgf_beta(OCa, p):
    """TGF-β set free by osteoclasts, pM: (α·k_res·OCa + I_T)/D_TGF."""
    return (p.alpha * p.k_res * OCa + p.I_T) / p.D_TGF


@formula
def opg(OBa, p):
    """OPG at once in balance with its production, pM.

    q = β_OPG·OBa·K6/(PTH + K6),   OPG = (q + I_O)·OPG_max/(q + D_OPG·OPG_max)
    """
    pth = (p.beta_PTH + p.I_P) / p.D_PTH
    q = p.beta_OPG * OBa * p.K6 / (pth + p.K6)
    return (q + p.I_O) * p.OPG_max / (q + p.D_OPG * p.OPG_max)


@formula
def rankl(OBp, OBa, p):
    """Free RANKL at once in balance with RANK, OPG and its own turnover, pM.

    L = R_RANKL·OBp·PTH/(PTH + K4)
    RANKL = L/(1 + KA1·OPG + KA2·RANK) · (β_RL + I_L)/(β_RL + D_RL·L)
    """
    pth = (p.beta_PTH + p.I_P) / p.D_PTH
    carried = p.R_RANKL * OBp * pth / (pth + p.K4)
    free = carried / (1 + p.KA1 * opg(OBa, p) + p.KA2 * p.RANK)
    return free * (p.beta_RL + p.I_L) / (p.beta_RL + p.D_RL * carried)


@formula
def rank_effect(OBp, OBa, p):
    """Differentiation of osteoclasts by occupied RANK: KA2·RANKL·RANK/(KA2·RANKL·RANK + K8)."""
    occupied = p.KA2 * rankl(OBp, OBa, p) * p.RANK
    return occupied / (occupied + p.K8)


@formula
def pivonka_cells(OBp, OBa, OCa, p):
    """Rates of the three cell numbers, pM per day; see :func:`pivonka_rates`."""
    tgf = tgf_beta(OCa, p)
    maturing = p.D_OBp * OBp * p.K2 / (p.K2 + tgf)
    dying = p.A_OCa * OCa * tgf / (p.K3 + tgf)
    return (
        p.D_OBu * tgf / (p.K1 + tgf) - maturing + p.J_OBp,
        maturing - p.A_OBa * OBa + p.J_OBa,
        p.D_OCp * rank_effect(OBp, OBa, p) - dying + p.J_OCa,
    )


@formula
def pivonka_rates(time, state, p):
    """The published cells, and the bone volume that they fill and drain.

        dOBp/dt = D_OBu·π1 − D_OBp·OBp·ρ2 + J_OBp        π1 = TGF/(K1 + TGF)
        dOBa/dt = D_OBp·OBp·ρ2 − A_OBa·OBa + J_OBa       ρ2 = K2/(K2 + TGF)
        dOCa/dt = D_OCp·πR − A_OCa·OCa·π3 + J_OCa        π3 = TGF/(K3 + TGF)
        dBV/dt  = k_form·OBa − k_res_BV·OCa

    Parameters
    ----------
    time : float
        Days; the equations do not depend on it.
    state : sequence
        OBp preosteoblasts, OBa active osteoblasts, OCa active osteoclasts in pM; BV bone
        volume in percent.
    p : named tuple with the symbols of ``pivonka2008``
        ``I_P``, ``I_O``, ``I_L``, ``I_T`` are infusions of parathyroid hormone, OPG, RANKL
        and TGF-β, ``J_…`` cells added; all in pM per day.

    Returns
    -------
    tuple of four floats or arrays
        pM per day, and percent per day for the bone volume.

    Source: Pivonka et al. 2008, Bone 43:249.
    """
    OBp, OBa, OCa, _ = state
    dOBp, dOBa, dOCa = pivonka_cells(OBp, OBa, OCa, p)
    return dOBp, dOBa, dOCa, p.k_form * OBa - p.k_res_BV * OCa


def pivonka_steady_state(parameters=PIVONKA_NUMBERS, **changes):
    """Cells at rest under constant parameters and infusions.

    TGF-β follows OCa, which gives OBp and OBa in closed form; the balance of the osteoclasts
    is then solved for OCa. Few osteoclasts gain in number, very many lose: death grows
    without bound, birth does not.

    Parameters
    ----------
    parameters : ParameterSet
    **changes
        Parameters to replace, for example ``I_P=1000``.

    Returns
    -------
    named tuple (OBp, OBa, OCa), pM

    Raises
    ------
    KeyError, ValueError
        If a parameter is unknown or impossible, or if no cells are at rest.

    Source: Pivonka et al. 2008, Bone 43:249; steady state derived from its equations.
    """
    p = (parameters.replace(**changes) if changes else parameters).numbers()
    few = FEWEST_OSTEOCLASTS * p.D_OCp / p.A_OCa
    if _osteoclast_surplus(few, p) <= 0:
        raise ValueError("With these parameters of pivonka2008 no living cells are at rest.")
    OCa = scipy.optimize.brentq(
        _osteoclast_surplus, few, _too_many(few, p), (p,), xtol=SMALLEST_STEP, rtol=1e-15
    )
    return PivonkaCells(*_resting_osteoblasts(OCa, p), OCa)


def _too_many(OCa, p):
    """A number of osteoclasts of which more die than are born; birth is bounded, death is not."""
    while _osteoclast_surplus(OCa, p) > 0:
        OCa *= 2
    return OCa


def _resting_osteoblasts(OCa, p):
    tgf = tgf_beta(OCa, p)
    matured = p.D_OBu * tgf / (p.K1 + tgf) + p.J_OBp
    return matured * (p.K2 + tgf) / (p.D_OBp * p.K2), (matured + p.J_OBa) / p.A_OBa


def _osteoclast_surplus(OCa, p):
    """dOCa/dt with the osteoblasts at rest."""
    return pivonka_cells(*_resting_osteoblasts(OCa, p), OCa, p)[2]


_REST = pivonka_steady_state()

PIVONKA = Model(
    name="pivonka2008",
    states=(
        State("OBp", "preosteoblasts", "pM", _REST.OBp),
        State("OBa", "active_osteoblasts", "pM", _REST.OBa),
        State("OCa", "active_osteoclasts", "pM", _REST.OCa),
        State("BV", "bone_volume", "%", FULL_BONE_PERCENT),
    ),
    rates=pivonka_rates,
    parameters=PIVONKA_NUMBERS,
    source="pivonka2008",
)
