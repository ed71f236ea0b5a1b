"""The female axis, mean field: cycle means before, through and after the menopause transition.

Eight quantities of a woman: G, P, Rg, LH, FSH, InhB, testosterone and estradiol. Left out: the
cycle itself, progesterone as a hormone of its own, follicle numbers, hot flashes. For cycles see
the menstrual-cycle model of this package.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import exp, formula, lesser, positive
from course_utils.physiology.axis.pituitary import (
    aromatase_block,
    fsh_rate,
    gnrh_drugs,
    pituitary_rates,
)
from course_utils.physiology.units import DAYS_PER_YEAR

FEMALE_AXIS = ("G", "P", "Rg", "LH", "FSH", "InhB", "T", "E2")


@formula
def ovarian_reserve(time, p):
    """Share of ovarian function left: w = 1/(1 + exp[(t − (t_FMP − lead))/width]).

    Parameters
    ----------
    time : float or array
        Days of the scenario.
    p : named tuple with ``final_period_day`` (t_FMP, day of the scenario, may be negative),
        ``reserve_lead`` and ``reserve_width`` (years)

    Returns
    -------
    float or array between 0 and 1

    Source: calibrated.
    """
    years_after = (time - p.final_period_day) / DAYS_PER_YEAR
    return 1 / (1 + exp((years_after + p.reserve_lead) / p.reserve_width))


@formula
def female_feedback(e, w, p):
    """How much GnRH the brain releases, 1 at rest: N = (1+φE+φP)/(1 + φE·e^hE + φP·w)."""
    return (1 + p.phi_E + p.phi_P) / (1 + p.phi_E * e**p.h_E + p.phi_P * w)


@formula
def female_fsh_feedback(e, InhB, p):
    """Feedback on FSH, 1 at rest: NF = (1+φFE+φFI)/(1 + φFE·e + φFI·InhB)."""
    return (1 + p.phi_FE + p.phi_FI) / (1 + p.phi_FE * e + p.phi_FI * InhB)


@formula
def ovarian_response(f, l, p):  # noqa: E741
    """How FSH and LH drive the ovary, 1 at rest: min{max, 2f/(1+f)·(√f + √l)/2}.

    Parameters
    ----------
    f, l : float or array
        FSH and LH relative to rest; must not be negative.
    p : named tuple with ``ovary_max``
    """
    return lesser(p.ovary_max, f / (1 + f) * (f**0.5 + l**0.5))


@formula
def estradiol_of_a_woman(w, f, l, block, p):  # noqa: E741
    """Estradiol from ovary and fat.

        E2 = χ·{E_adrenal·[1 − 0.9·min(1, I/AI_max)] + (E0 − E_adrenal)·w·response·(1 − 0.3·I)}

    Parameters
    ----------
    w : float or array
        Ovarian reserve.
    f, l : float or array
        FSH and LH relative to rest.
    block : float or array
        I of :func:`aromatase_block`.
    p : named tuple with the symbols of ``chain_female`` and ``aromatase`` (χ)

    Returns
    -------
    float or array, pg/mL
    """
    fat = p.E_adrenal * (1 - p.E_adrenal_block * lesser(1.0, block / p.AI_max))
    ovary = w * ovarian_response(f, l, p) * (1 - p.ovary_block * block)
    return p.aromatase * (fat + (p.E0 - p.E_adrenal) * ovary)


@formula
def female_axis_rates(time, state, e, drugs, p):
    """Rates of the eight quantities of ``FEMALE_AXIS``.

        dInhB/dt = [w·min(f, 1.5) − InhB]/τI
        dT/dt    = keT·[T0·(1 − s + s·w) − T] + testosterone given
        dE2/dt   = keE·(E2 of ovary and fat − E2)

    and the equations of :func:`pituitary_rates` and :func:`fsh_rate`.

    Parameters
    ----------
    time : float
        Days of the scenario.
    state : sequence of eight
        LH and FSH in IU/L, T in ng/dL, E2 in pg/mL, all others relative to rest.
    e : float or array
        Estrogen stimulus of hypothalamus and pituitary, relative to rest.
    drugs : sequence of five
        As in the male axis; hCG-like activity counts as LH at the ovary.
    p : named tuple with the symbols of ``chain_axis``, ``chain_female``, the multipliers and
        ``final_period_day``

    Returns
    -------
    tuple of eight, per day

    Source: calibrated; LH pool as in Tornøe et al. 2007.
    """
    G, P, Rg, LH, FSH, InhB, T, E2 = state
    anastrozole, triptorelin, degarelix, testosterone_given, gonadotropin = drugs
    at_receptor = gnrh_drugs(triptorelin, degarelix, p)
    w = ovarian_reserve(time, p)
    f, l = positive(FSH) / p.FSH0, (positive(LH) + gonadotropin) / p.LH0  # noqa: E741
    dG, dP, dRg, dLH = pituitary_rates(G, P, Rg, LH, female_feedback(e, w, p), at_receptor, p)
    return (
        dG,
        dP,
        dRg,
        dLH,
        fsh_rate(FSH, G, P, Rg, female_fsh_feedback(e, InhB, p), at_receptor, p),
        (w * lesser(f, p.inhibin_max) - InhB) / p.tau_I,
        p.k_T * (p.T0 * (1 - p.T_ovary + p.T_ovary * w) - T) + testosterone_given,
        p.k_E * (estradiol_of_a_woman(w, f, l, aromatase_block(anastrozole, p), p) - E2),
    )
