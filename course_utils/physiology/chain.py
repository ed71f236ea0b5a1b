"""The full chain as two systems of equations: one for men, one for women.

    drug concentrations → receptor stimulus → hormones → hormone signal → bone cells → bone

Drugs enter from outside, as the channels of :mod:`course_utils.physiology.drugs.channels`; the
axis differs between the sexes, bone does not. Twenty-one quantities in men, seventeen in women.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import formula, positive
from course_utils.physiology.axis.female import FEMALE_AXIS, female_axis_rates
from course_utils.physiology.axis.male import MALE_AXIS, male_axis_rates
from course_utils.physiology.bone.hormones import BONE_STATES, bone_rates, hormone_signal
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.model import Model, State
from course_utils.physiology.receptors.partition import signal, stimulus


@formula
def ligands(E2, inputs, p):
    """What the estrogen receptors see: estradiol (pg/mL) and nine SERMs (nM).

    Estradiol is the body's own plus what is given. With ``receptor_live`` 0 the receptors go
    on seeing ``estradiol_held`` and no drug.
    """
    t, m, x, r, b, f, o, n, z, _ai, added = inputs[:11]
    live = p.receptor_live
    seen = live * (positive(E2) + added) + p.estradiol_held
    return (
        seen, live * t, live * m, live * x, live * r,
        live * b, live * f, live * o, live * n, live * z,
    )  # fmt: skip


@formula
def receptor_signals(E2, T, inputs, p):
    """What estradiol and drugs tell the brain and, with testosterone, bone.

        e = X_brain/X_rest,   H of :func:`course_utils.physiology.bone.hormones.hormone_signal`

    Parameters
    ----------
    E2, T : float or array
        The body's own estradiol, pg/mL, and testosterone, ng/dL.
    inputs : sequence of 19
    p : named tuple

    Returns
    -------
    tuple (e, H), both 1 in a healthy young adult
    """
    seen = ligands(E2, inputs, p)
    e = stimulus(p.hypothalamus_pituitary, seen) / p.X_rest
    return e, hormone_signal(signal(stimulus(p.bone, seen), p.bone), positive(T), p)


@formula
def live_rates(axis, bone, p):
    """Rates of all states, those of a switched-off link multiplied by 0.

    ``hormones_live`` holds the axis, ``cells_live`` R, B and C, ``density_live`` Vt, Vc and M;
    all are 1 unless :mod:`course_utils.physiology.links` switches a link off.

    Parameters
    ----------
    axis : tuple
    bone : tuple of nine, in the order of ``BONE``
    p : named tuple

    Returns
    -------
    tuple, per day
    """
    Hf, Y, R, B, C, Vt, Vc, M, IGF = bone
    cells, density = p.cells_live, p.density_live
    moving = tuple([p.hormones_live * rate for rate in axis])
    return (
        *moving,
        Hf, Y,
        cells * R, cells * B, cells * C,
        density * Vt, density * Vc, density * M,
        IGF,
    )  # fmt: skip


@formula
def male_chain_rates(time, state, p, inputs):
    """Rates of the 21 quantities of a man.

    Parameters
    ----------
    time : float
        Days since the scenario started.
    state : sequence of 21
        The twelve of ``MALE_AXIS``, then the nine of ``BONE``.
    p : named tuple
        ``chain_parameters("man").numbers()``.
    inputs : sequence of 19
        Channels of :mod:`course_utils.physiology.drugs.channels`, in their order.

    Returns
    -------
    tuple of 21, per day
    """
    G, P, Rg, LH, FSH, InhB, T, E2, LC, Sp1, Sp2, Sp3, Hf, Y, R, B, C, Vt, Vc, M, IGF = state
    (_t, _m, _x, _r, _b, _f, _o, _n, _z, anastrozole, _added, testosterone, triptorelin,
     degarelix, igf, parathyroid, sclerostin_block, rankl_block, gonadotropin) = inputs  # fmt: skip
    e, H = receptor_signals(E2, T, inputs, p)
    axis = male_axis_rates(
        (G, P, Rg, LH, FSH, InhB, T, E2, LC, Sp1, Sp2, Sp3),
        e,
        (anastrozole, triptorelin, degarelix, testosterone, gonadotropin),
        p,
    )
    given = (igf, parathyroid, sclerostin_block, rankl_block)
    bone = bone_rates(time, (Hf, Y, R, B, C, Vt, Vc, M, IGF), H, given, p)
    return live_rates(axis, bone, p)


@formula
def female_chain_rates(time, state, p, inputs):
    """Rates of the 17 quantities of a woman.

    Parameters as in :func:`male_chain_rates`; ``state`` has the eight of ``FEMALE_AXIS``, then
    the nine of ``BONE``, and ``p`` comes from ``chain_parameters("woman")``.

    Returns
    -------
    tuple of 17, per day
    """
    G, P, Rg, LH, FSH, InhB, T, E2, Hf, Y, R, B, C, Vt, Vc, M, IGF = state
    (_t, _m, _x, _r, _b, _f, _o, _n, _z, anastrozole, _added, testosterone, triptorelin,
     degarelix, igf, parathyroid, sclerostin_block, rankl_block, gonadotropin) = inputs  # fmt: skip
    e, H = receptor_signals(E2, T, inputs, p)
    axis = female_axis_rates(
        time,
        (G, P, Rg, LH, FSH, InhB, T, E2),
        e,
        (anastrozole, triptorelin, degarelix, testosterone, gonadotropin),
        p,
    )
    given = (igf, parathyroid, sclerostin_block, rankl_block)
    bone = bone_rates(time, (Hf, Y, R, B, C, Vt, Vc, M, IGF), H, given, p)
    return live_rates(axis, bone, p)


def _axis_states(p):
    return {
        "G": State("G", "gnrh_drive", "", 1.0),
        "P": State("P", "lh_pool", "", 1.0),
        "Rg": State("Rg", "gnrh_receptors", "", 1.0),
        "LH": State("LH", "lh", "IU/L", p["LH0"]),
        "FSH": State("FSH", "fsh", "IU/L", p["FSH0"]),
        "InhB": State("InhB", "inhibin_b", "", 1.0),
        "T": State("T", "testosterone", "ng/dL", p["T0"]),
        "E2": State("E2", "estradiol", "pg/mL", p["E0"]),
        "LC": State("LC", "leydig_capacity", "", 1.0),
        "Sp1": State("Sp1", "early_germ_cells", "", 1.0),
        "Sp2": State("Sp2", "middle_germ_cells", "", 1.0),
        "Sp3": State("Sp3", "sperm_output", "", 1.0),
    }


def _model(name, sex, symbols, rates):
    parameters = chain_parameters(sex)
    axis = _axis_states(parameters)
    states = (*(axis[s] for s in symbols), *BONE_STATES)
    source = "Lemaire et al. 2004 for the cells, Tornøe et al. 2007 for LH; joined for this course"
    return Model(name, states, rates, parameters, source=source)


MALE_CHAIN = _model("male_chain", "man", MALE_AXIS, male_chain_rates)
FEMALE_CHAIN = _model("female_chain", "woman", FEMALE_AXIS, female_chain_rates)
CHAINS = {"man": MALE_CHAIN, "woman": FEMALE_CHAIN}
