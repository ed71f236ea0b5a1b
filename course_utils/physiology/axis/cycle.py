"""The menstrual cycle of Röblitz et al. 2013 with nafarelin and cetrorelix.

The whole published model: GnRH pulses as a mean rate, GnRH receptors, pituitary, follicles,
corpus luteum, and two drugs. It runs cycles of 28.2 days from the published start values.
Its known weakness: on daily nafarelin LH settles near 15 IU/L instead of falling.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.axis.cycle_rates import cycle_rates, pulse_frequency, pulse_mass
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve

DOSES = parameter_set("roeblitz2013_doses")

POSITIVE_WIRES = ("T_E2_mass_1", "T_E2_freq", "T_E2_LH")
"""Estradiol that each wire needs by which it drives LH: larger pulses, more of them, more LH."""

TOLERANCE = 1e-9  # ovulation depends on tenth powers, which magnify small errors

PITUITARY = (
    State("GnRH", "gnrh", "nM", 0.00326),
    State("RG_a", "free_gnrh_receptors_active", "nM", 0.00928),
    State("RG_i", "free_gnrh_receptors_inactive", "nM", 0.0009409),
    State("GR_a", "bound_gnrh_receptors_active", "nM", 1.447e-05),
    State("GR_i", "bound_gnrh_receptors_inactive", "nM", 1.294e-05),
    State("LH_pit", "lh_in_pituitary", "IU", 261119),
    State("FSH_pit", "fsh_in_pituitary", "IU", 48627.2),
    State("LH", "lh", "IU/L", 2.667),
    State("FSH", "fsh", "IU/L", 4.1),
)
OVARIAN_RECEPTORS = (
    State("R_LH", "lh_receptors_free", "IU/L", 8.41),
    State("LH_R", "lh_receptors_bound", "IU/L", 0.263),
    State("R_LH_des", "lh_receptors_desensitized", "IU/L", 0.699),
    State("R_FSH", "fsh_receptors_free", "IU/L", 6.341),
    State("FSH_R", "fsh_receptors_bound", "IU/L", 0.662),
    State("R_FSH_des", "fsh_receptors_desensitized", "IU/L", 1.497),
)
FOLLICLES = (
    State("s", "sensitivity_to_lh", "", 0.119, 1.0),
    State("AF1", "antral_follicles_1", "", 2.26),
    State("AF2", "antral_follicles_2", "", 19.92),
    State("AF3", "antral_follicles_3", "", 0.504),
    State("AF4", "antral_follicles_4", "", 1.604e-05, 1.0),
    State("PrF", "preovulatory_follicle", "", 0.244),
    State("OvF", "ovulatory_follicle", "", 7.652e-19, 0.1),
)
CORPUS_LUTEUM = (
    State("Sc1", "ovulatory_scar_1", "", 1.098e-08, 0.1),
    State("Sc2", "ovulatory_scar_2", "", 2.171e-06, 0.1),
    State("Lut1", "corpus_luteum_1", "", 2.762e-05, 0.1),
    State("Lut2", "corpus_luteum_2", "", 0.0003772, 0.1),
    State("Lut3", "corpus_luteum_3", "", 0.00334, 0.1),
    State("Lut4", "corpus_luteum_4", "", 0.01385, 0.1),
)
OVARIAN_HORMONES = (
    State("E2", "estradiol", "pg/mL", 45),
    State("P4", "progesterone", "ng/mL", 2.41),
    State("IhA", "inhibin_a", "", 1.07),
    State("IhA_e", "inhibin_a_delayed", "", 86.84),
    State("IhB", "inhibin_b", "", 52.18),
)
DRUGS = (
    State("Ago_d", "nafarelin_in_depot", "ug", 0.0),
    State("Ago_c", "nafarelin", "ug/L", 0.0),
    State("AR_a", "nafarelin_receptors_active", "nM", 0.0, 1e-05),
    State("AR_i", "nafarelin_receptors_inactive", "nM", 0.0, 1e-05),
    State("Ant_d", "cetrorelix_in_depot", "ug", 0.0),
    State("Ant_c", "cetrorelix", "ug/L", 0.0),
    State("Ant_p", "cetrorelix_in_periphery", "ug/L", 0.0),
    State("Ant_R", "cetrorelix_receptors", "nM", 0.0, 1e-03),
)
STATES = PITUITARY + OVARIAN_RECEPTORS + FOLLICLES + CORPUS_LUTEUM + OVARIAN_HORMONES + DRUGS

ROEBLITZ = Model(
    name="roeblitz2013",
    states=STATES,
    rates=cycle_rates,
    parameters=parameter_set("roeblitz2013"),
    source="Röblitz et al. 2013, J Theor Biol 321:8",
)


def menstrual_cycle(days, nafarelin=(), cetrorelix=(), parameters=None):
    """Hormones, follicles and corpus luteum through cycles, with or without GnRH analogues.

    Parameters
    ----------
    days : array (n,)
        Increasing days from the published start values (early in a cycle).
    nafarelin, cetrorelix : sequence of float or dict of float to float
        Days of injection; each is one standard dose (100 µg and 500 µg). A dict gives the
        dose in µg for each day.
    parameters : ParameterSet, optional
        Changed numbers of ``roeblitz2013``.

    Returns
    -------
    DataFrame indexed by ``time_day``: ``lh_iu_per_l``, ``fsh_iu_per_l``,
    ``estradiol_pg_per_ml``, ``progesterone_ng_per_ml`` and the other 37 states.

    Raises
    ------
    ValueError
        If a dose is negative or the days do not increase.

    Source: Röblitz et al. 2013. The model knows no androgens, no pregnancy, no aging, and
    gives GnRH as a mean rate (frequency times mass), not pulse by pulse.
    """
    doses = _doses("Ago_d", nafarelin, DOSES["nafarelin"])
    doses += _doses("Ant_d", cetrorelix, DOSES["cetrorelix"])
    return solve(ROEBLITZ, days, parameters=parameters, doses=doses, rtol=TOLERANCE)


def unvarying_gnrh(table, parameters=ROEBLITZ.parameters):
    """Parameters with which GnRH pulses no longer follow the ovary.

    Each pulse has the mean mass and all come at the mean frequency of a run, whatever estradiol
    and progesterone do. With powers of 0 each Hill function of the paper is 1/2.

    Parameters
    ----------
    table : DataFrame
        From :func:`menstrual_cycle`; its means are kept.
    parameters : ParameterSet
        Numbers of ``roeblitz2013`` behind `table`.

    Returns
    -------
    ParameterSet
    """
    p = parameters.numbers()
    estradiol = table["estradiol_pg_per_ml"].to_numpy()
    progesterone = table["progesterone_ng_per_ml"].to_numpy()
    frequency = pulse_frequency(estradiol, progesterone, p).mean()
    mass = pulse_mass(estradiol, p).mean()
    steady = dict.fromkeys(("n_E2_mass_1", "n_E2_mass_2", "n_P4_freq", "m_E2_freq"), 0)
    return parameters.replace(f_0=2 * frequency, a_0=mass, **steady)


def _doses(symbol, days, standard):
    amounts = dict(days) if isinstance(days, dict) else dict.fromkeys(days, standard)
    if any(not amount >= 0 for amount in amounts.values()):
        raise ValueError("A dose in µg cannot be negative.")
    return [(float(day), {symbol: float(amount)}) for day, amount in amounts.items()]


def surge_days(table, least=30.0):
    """Days on which LH peaks, one per ovulation.

    Parameters
    ----------
    table : DataFrame
        From :func:`menstrual_cycle`, with at least four rows per day.
    least : float
        Smallest LH that counts as a surge, IU/L.

    Returns
    -------
    array of float
        Days; empty if LH never surges.
    """
    level, days = table["lh_iu_per_l"].to_numpy(), table.index.to_numpy()
    inner = level[1:-1]
    peaks = (inner > level[:-2]) & (inner >= level[2:]) & (inner > least)
    return days[1:-1][peaks]


def cycle_lengths(table):
    """Days between one LH surge and the next."""
    return np.diff(surge_days(table))
