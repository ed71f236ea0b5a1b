"""The feedback loop of brain, pituitary and testis, small enough to solve by hand.

Three equations hold at rest: the brain adds estradiol and testosterone up to one signal,
LH falls with that signal, testosterone rises with LH. Where they meet is the steady state.

The full model in ``male.py`` adds what is left out here: the GnRH drive and the pituitary pool
as states of their own, FSH, inhibin B and sperm, growth of the Leydig cells, saturating
estrogen receptors with isoforms, and drug levels instead of a dose over its dissociation
constant.
"""

from __future__ import annotations

from collections import namedtuple

import scipy

from course_utils.physiology.arithmetic import formula
from course_utils.physiology.parameters import parameter_set

LOOP = parameter_set("hpg_loop")
PEOPLE = ("healthy", "david", "luis", "older_man", "no_aromatase", "no_receptor")
THERAPIES = (
    "clomiphene",
    "antagonist",
    "raloxifene",
    "aromatase_inhibitor",
    "testosterone",
    "hcg",
    "gnrh_agonist",
)

Hormones = namedtuple("Hormones", "lh_iu_per_l testosterone_ng_per_dl estradiol_pg_per_ml")


def loop_settings(person="healthy", therapies=(), **changes):
    """Parameters of the loop for one person under any number of therapies.

    Parameters
    ----------
    person : str
        One of ``PEOPLE``. All of them are fictional.
    therapies : str or sequence of str
        Names out of ``THERAPIES``; their settings are put on top of each other.
    **changes
        Single parameters, last word.

    Returns
    -------
    ParameterSet

    Raises
    ------
    ValueError
        If a person or therapy is unknown, or a value lies outside its range.
    KeyError
        If a parameter is unknown; the nearest right name is given.
    """
    therapies = (therapies,) if isinstance(therapies, str) else tuple(therapies)
    values = _known("person", person, PEOPLE)
    for therapy in therapies:
        values |= _known("therapy", therapy, THERAPIES)
    return LOOP.replace(**(values | changes))


def _known(kind, name, names):
    if name not in names:
        raise ValueError(f"No {kind} is called {name!r}. Known are {', '.join(names)}.")
    return dict(parameter_set(f"hpg_{kind}_{name}"))


@formula
def receptor_signal(estradiol, p):
    """Signal of the estrogen receptor in the brain, relative to a healthy man.

        S_E = (e + ε·d) / (1 + e + d),   e = E2/60,   relative to S_E at 25 pg/mL without drug

    The drug takes receptors (d) and passes on the part ε of estradiol's signal. Leaves out
    conformations and co-regulators, which the receptor models have.
    """
    e, reference = estradiol / p.E_half, p.E_ref / p.E_half
    signal = p.signaling * (e + p.eps * p.d) / (1 + e + p.d)
    return signal * (1 + reference) / reference


@formula
def feedback(testosterone, estradiol, p):
    """How strongly the brain feels its hormones; 1 in a healthy man.

    f = φ · (0.7·S_E + 0.3·T/500)
    """
    seen = p.weight_E * receptor_signal(estradiol, p)
    return p.phi * (seen + (1 - p.weight_E) * testosterone / p.T_ref)


@formula
def lh_at_rest(feedback_signal, drive, p):
    """LH, IU/L: c·g·10 / (1 + f⁶), with the GnRH drive g (1 under normal pulses)."""
    return p.pituitary * drive * p.LH_most / (1 + feedback_signal**p.n_f)


@formula
def testosterone_at_rest(lh, capacity, supplied, p):
    """Testosterone, ng/dL: A·1780·LH²/(64 + LH²) + T supplied; LH counts hCG."""
    stimulus = (lh + p.hcg) ** 2
    return capacity * p.T_most * stimulus / (p.LH_half**2 + stimulus) + supplied


@formula
def estradiol_from(testosterone, p):
    """Estradiol, pg/mL: 0.05 · aromatase · ai · T."""
    return p.yield_E * p.aromatase * p.inhibited * testosterone


@formula
def gnrh_drive(receptors, p):
    """Drive of the pituitary by its GnRH receptors R; 1 under normal pulses.

    g = R·occ/(occ + 0.05), relative to its value under normal pulses
    """
    pulses = p.occ_pulses / (p.occ_pulses + p.occ_half)
    usual = pulses / (1 + p.k_down * p.occ_pulses)
    return receptors * p.occ / (p.occ + p.occ_half) / usual


def receptors_at_rest(p):
    """GnRH receptors in the long run at the occupancy ``occ``: 1 / (1 + 20·occ)."""
    return 1 / (1 + p.k_down * p.occ)


def steady_state(parameters=LOOP):
    """LH, testosterone and estradiol where the loop comes to rest.

        T = A·1780·LH(T)²/(64 + LH(T)²) + T_input,   solved for T

    The right side falls with T and the left side rises, so there is one solution; it lies
    between the input and the input plus the largest production (Brent's method).

    Parameters
    ----------
    parameters : ParameterSet
        From :func:`loop_settings`; ``capacity`` is the testis capacity A.

    Returns
    -------
    Hormones
        Named tuple ``lh_iu_per_l, testosterone_ng_per_dl, estradiol_pg_per_ml``.

    Source: teaching assumption. The capacity is held fixed here; :mod:`loop_time` lets it
    follow LH.
    """
    p = parameters.numbers()
    drive = gnrh_drive(receptors_at_rest(p), p)

    def lh(testosterone):
        return lh_at_rest(feedback(testosterone, estradiol_from(testosterone, p), p), drive, p)

    def gap(testosterone):
        made = testosterone_at_rest(lh(testosterone), p.capacity, p.T_input, p)
        return testosterone - made

    highest = p.T_input + p.capacity * p.T_most
    level = (
        scipy.optimize.brentq(gap, p.T_input, highest, xtol=1e-12)
        if highest > p.T_input
        else highest
    )
    return Hormones(float(lh(level)), float(level), float(estradiol_from(level, p)))


def open_loop(parameters, undisturbed=LOOP):
    """The same settings with the loop cut: LH stays where it was before the disturbance.

    Parameters
    ----------
    parameters : ParameterSet
        With the disturbance (an input, a lost capacity).
    undisturbed : ParameterSet
        Sets LH.

    Returns
    -------
    Hormones
    """
    p = parameters.numbers()
    lh = steady_state(undisturbed).lh_iu_per_l
    level = testosterone_at_rest(lh, p.capacity, p.T_input, p)
    return Hormones(lh, float(level), float(estradiol_from(level, p)))


def loop_gain(parameters=LOOP):
    """Gain of the loop at rest: how far one turn around it carries a small change.

        gain = (dlnT/dlnLH) · (dlnLH/dlnT)

    It is negative (feedback opposes the change); a disturbance that alone would move T by
    1 % moves it by 1/(1 − gain) %.

    Parameters
    ----------
    parameters : ParameterSet

    Returns
    -------
    float
    """
    p = parameters.numbers()
    lh, level, estradiol = steady_state(parameters)
    if level == 0:
        return 0.0
    stimulus = (lh + p.hcg) ** 2
    forward = 2 * p.LH_half**2 / (p.LH_half**2 + stimulus) * (level - p.T_input) / level
    forward *= lh / (lh + p.hcg) if lh + p.hcg > 0 else 0.0
    signal = feedback(level, estradiol, p)
    return (
        forward
        * -p.n_f
        * signal**p.n_f
        / (1 + signal**p.n_f)
        * _sensitivity(level, estradiol, signal, p)
    )


def _sensitivity(level, estradiol, signal, p):
    """dln f / dln T: estradiol moves in step with testosterone."""
    e = estradiol / p.E_half
    slope = p.signaling * e * (1 + p.d - p.eps * p.d) / (1 + e + p.d) ** 2
    reference = p.E_ref / p.E_half
    seen = p.weight_E * slope * (1 + reference) / reference
    return p.phi * (seen + (1 - p.weight_E) * level / p.T_ref) / signal if signal > 0 else 0.0
