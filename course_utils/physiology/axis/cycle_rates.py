"""Equations of the menstrual cycle of Röblitz et al. 2013, organ by organ.

Every function takes states and the parameters ``p`` and gives the flows of one organ, per day.
Symbols are those of the paper. ``_rising`` and ``_falling`` are its two Hill functions.

Source: Röblitz et al. 2013, J Theor Biol 321:8 (BioModels BIOMD0000000494).
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import formula


@formula
def _rising(x, threshold, power):
    """(x/T)^n / (1 + (x/T)^n)."""
    ratio = (x / threshold) ** power
    return ratio / (1 + ratio)


@formula
def _falling(x, threshold, power):
    """1 / (1 + (x/T)^n)."""
    return 1 / (1 + (x / threshold) ** power)


@formula
def pulse_frequency(estradiol, progesterone, p):
    """GnRH pulses per day: progesterone slows them, high estradiol doubles them.

    freq = f0 / (1 + (P4/T)^n) · (1 + m·(E2/T)^n / (1 + (E2/T)^n))
    """
    slowed = p.f_0 * _falling(progesterone, p.T_P4_freq, p.n_P4_freq)
    return slowed * (1 + p.m_E2_freq * _rising(estradiol, p.T_E2_freq, p.n_E2_freq))


@formula
def pulse_mass(estradiol, p):
    """GnRH per pulse, nM: smaller at middling estradiol, large again before ovulation."""
    surge = _rising(estradiol, p.T_E2_mass_1, p.n_E2_mass_1)
    basal = _falling(estradiol, p.T_E2_mass_2, p.n_E2_mass_2)
    return p.a_0 * (surge + basal)


@formula
def gnrh_released(estradiol, progesterone, p):
    """GnRH released per day, nM/d: pulses per day times the GnRH in each."""
    return pulse_frequency(estradiol, progesterone, p) * pulse_mass(estradiol, p)


@formula
def _gnrh_receptors(GnRH, RG_a, RG_i, GR_a, GR_i, p):
    """GnRH, its free receptors and its complexes, without the drugs."""
    bound = p.k_on_G * GnRH * RG_a - p.k_off_G * GR_a
    silenced = p.k_inact_GR * GR_a - p.k_act_GR * GR_i
    internalized = p.k_inter_RG * RG_a - p.k_recy_RG * RG_i
    freed = p.k_diss_GRi * GR_i
    dGnRH = -bound - p.k_degr_G * GnRH
    dRG_a = -bound - internalized
    dRG_i = internalized + freed - p.k_degr_RG * RG_i + p.k_syn_RG
    return dGnRH, dRG_a, dRG_i, bound - silenced, silenced - freed - p.k_degr_GRi * GR_i


@formula
def _agonist(Ago_d, Ago_c, AR_a, AR_i, RG_a, p):
    """Nafarelin: depot, blood, active and inactive complex; then what it takes and frees."""
    bound = p.k_on_Ago * RG_a * Ago_c - p.k_off_Ago * AR_a
    silenced = p.k_inact_AgoR * AR_a - p.k_act_AgoR * AR_i
    freed = p.k_diss_AgoR * AR_i
    absorbed = p.k_A_Ago * Ago_d
    dAgo_c = absorbed / p.V_c_F_Ago - p.cl_Ago * Ago_c - bound
    dAR_i = silenced - freed - p.k_degr_AgoR * AR_i
    return -absorbed, dAgo_c, bound - silenced, dAR_i, bound, freed


@formula
def _antagonist(Ant_d, Ant_c, Ant_p, Ant_R, RG_a, p):
    """Cetrorelix: depot, blood, periphery and complex; then the receptors it takes."""
    bound = p.k_on_ant * RG_a * Ant_c - p.k_off_Ant * Ant_R
    absorbed = p.k_A_Ant * Ant_d
    spread = p.k_cp_Ant * Ant_c - p.k_pc_Ant * Ant_p
    dAnt_c = absorbed / p.V_c_F_Ant - p.cl_Ant * Ant_c - bound - spread
    return -absorbed, dAnt_c, spread, bound - p.k_degr_Ant * Ant_R, bound


@formula
def _gonadotropins(LH_pit, FSH_pit, complexes, E2, P4, IhA_e, IhB, freq, p):
    """Pituitary stores of LH and FSH, and what they release into each liter of blood."""
    made_LH = p.b_syn_LH + p.k_E2_LH * _rising(E2, p.T_E2_LH, p.n_E2_LH)
    made_LH = made_LH * _falling(P4, p.T_P4_LH, p.n_P4_LH)
    inhibin = (IhA_e / p.T_IhA) ** p.n_IhA + (IhB / p.T_IhB) ** p.n_IhB
    made_FSH = p.k_Ih_FSH / (1 + inhibin) * _falling(freq, p.T_freq_FSH, p.n_freq_FSH)
    out_LH = (p.b_rel_LH + p.k_GR_LH * _rising(complexes, p.T_GR_LH, p.n_GR_LH)) * LH_pit
    out_FSH = (p.b_rel_FSH + p.k_GR_FSH * _rising(complexes, p.T_GR_FSH, p.n_GR_FSH)) * FSH_pit
    return made_LH - out_LH, made_FSH - out_FSH, out_LH / p.V_blood, out_FSH / p.V_blood


@formula
def _ovarian_receptors(LH, R_LH, LH_R, R_LH_des, FSH, R_FSH, FSH_R, R_FSH_des, p):
    """Receptors of LH and FSH: free, bound, desensitized; binding takes hormone from blood."""
    bound_LH, bound_FSH = p.k_on_LH * LH * R_LH, p.k_on_FSH * FSH * R_FSH
    tired_LH, tired_FSH = p.k_des_LH * LH_R, p.k_des_FSH * FSH_R
    back_LH, back_FSH = p.k_recy_LH * R_LH_des, p.k_recy_FSH * R_FSH_des
    LH_rates = (back_LH - bound_LH, bound_LH - tired_LH, tired_LH - back_LH)
    FSH_rates = (back_FSH - bound_FSH, bound_FSH - tired_FSH, tired_FSH - back_FSH)
    return LH_rates, FSH_rates, bound_LH, bound_FSH


@formula
def _follicles(s, AF1, AF2, AF3, AF4, PrF, OvF, FSH, FSH_R, lh_signal, P4, p):
    """Sensitivity to LH, four antral stages, preovulatory and ovulatory follicle."""
    ds = p.k_s * _rising(FSH, p.T_FSH_s, p.n_FSH_s) - p.k_cl_s * _rising(P4, p.T_P4_s, p.n_P4_s) * s
    recruited = p.k_AF1 * _rising(FSH_R, p.T_FSHR_AF1, p.n_FSHR_AF1)
    to_2 = p.k_AF1_AF2 * FSH_R * AF1
    to_3 = p.k_AF2_AF3 * lh_signal**p.n_AF2_AF3 * s * AF2
    to_4 = p.k_AF3_AF4 * lh_signal**p.n_AF3_AF4 * s * AF3
    to_PrF = p.k_AF4_PrF * lh_signal * s * AF4
    growth_3 = p.k_AF3_AF3 * FSH_R * AF3 * (1 - AF3 / p.SeF_max)
    growth_4 = p.k_A42_AF4 * lh_signal**p.n_AF4 * AF4 * (1 - AF4 / p.SeF_max)
    rupture = lh_signal**p.n_OvF * s
    dPrF = to_PrF - p.k_cl_PrF * rupture * PrF
    dOvF = p.k_OvF * rupture * _rising(PrF, p.T_PrF_OvF, p.n_PrF_OvF) - p.k_cl_OvF * OvF
    antral = (recruited - to_2, to_2 - to_3, to_3 - to_4 + growth_3, to_4 - to_PrF + growth_4)
    return ds, antral, dPrF, dOvF


@formula
def _corpus_luteum(OvF, Sc1, Sc2, Lut1, Lut2, Lut3, Lut4, complexes, p):
    """Two scars and four luteal stages in a row; GnRH receptors speed the last four up."""
    haste = 1 + p.m_GR_Lut * _rising(complexes, p.T_GR_Lut, p.n_GR_Lut)
    started = p.k_Sc1 * _rising(OvF, p.T_OvF_Sc1, p.n_OvF_Sc1)
    scarred, luteal = p.k_Sc1_Sc2 * Sc1, p.k_Sc2_Lut1 * Sc2
    to_2, to_3 = p.k_Lut1_Lut2 * haste * Lut1, p.k_Lut2_Lut3 * haste * Lut2
    to_4, gone = p.k_Lut3_Lut4 * haste * Lut3, p.k_cl_Lut4 * haste * Lut4
    scars = (started - scarred, scarred - luteal)
    return scars, (luteal - to_2, to_2 - to_3, to_3 - to_4, to_4 - gone)


@formula
def _steroids(E2, P4, AF2, AF3, AF4, PrF, Lut1, Lut4, LH, p):
    """Estradiol from follicles and corpus luteum, progesterone from the corpus luteum."""
    follicular = p.k_AF2_E2 * AF2 + p.k_AF3_E2 * AF3 * LH + p.k_AF4_E2 * AF4 + p.k_PrF_E2 * PrF * LH
    luteal = p.k_Lut1_E2 * Lut1 + p.k_Lut4_E2 * Lut4
    dE2 = p.b_E2 + follicular + luteal - p.k_cl_E2 * E2
    return dE2, p.b_P4 + p.k_Lut4_P4 * Lut4 - p.k_cl_P4 * P4


@formula
def _inhibins(IhA, IhA_e, IhB, AF2, PrF, Sc1, Sc2, Lut1, Lut2, Lut3, Lut4, p):
    """Inhibin A, inhibin A delayed, inhibin B."""
    luteal = p.k_Lut1_IhA * Lut1 + p.k_Lut2_IhA * Lut2 + p.k_Lut3_IhA * Lut3 + p.k_Lut4_IhA * Lut4
    made_A = p.b_IhA + p.k_PrF_IhA * PrF + p.k_Sc1_IhA * Sc1 + luteal
    made_B = p.b_IhB + p.k_AF2_IhB * AF2 + p.k_Sc2_IhB * Sc2
    delayed = p.k_IhA * IhA
    return made_A - delayed, delayed - p.k_cl_IhAe * IhA_e, made_B - p.k_cl_IhB * IhB


@formula
def cycle_rates(time, state, p):
    """Time derivatives of the 41 states, per day, in the order of ``cycle.STATES``."""
    GnRH, RG_a, RG_i, GR_a, GR_i, LH_pit, FSH_pit, LH, FSH = state[:9]
    R_LH, LH_R, R_LH_des, R_FSH, FSH_R, R_FSH_des = state[9:15]
    s, AF1, AF2, AF3, AF4, PrF, OvF = state[15:22]
    Sc1, Sc2, Lut1, Lut2, Lut3, Lut4 = state[22:28]
    E2, P4, IhA, IhA_e, IhB = state[28:33]
    Ago_d, Ago_c, AR_a, AR_i, Ant_d, Ant_c, Ant_p, Ant_R = state[33:41]

    freq = pulse_frequency(E2, P4, p)
    complexes = GR_a + AR_a
    dGnRH, dRG_a, dRG_i, dGR_a, dGR_i = _gnrh_receptors(GnRH, RG_a, RG_i, GR_a, GR_i, p)
    dAgo_d, dAgo_c, dAR_a, dAR_i, held, freed = _agonist(Ago_d, Ago_c, AR_a, AR_i, RG_a, p)
    dAnt_d, dAnt_c, dAnt_p, dAnt_R, blocked = _antagonist(Ant_d, Ant_c, Ant_p, Ant_R, RG_a, p)
    dLH_pit, dFSH_pit, out_LH, out_FSH = _gonadotropins(
        LH_pit, FSH_pit, complexes, E2, P4, IhA_e, IhB, freq, p
    )
    (dR_LH, dLH_R, dR_LH_des), (dR_FSH, dFSH_R, dR_FSH_des), bound_LH, bound_FSH = (
        _ovarian_receptors(LH, R_LH, LH_R, R_LH_des, FSH, R_FSH, FSH_R, R_FSH_des, p)
    )
    lh_signal = LH_R / p.SF_LHR
    ds, (dAF1, dAF2, dAF3, dAF4), dPrF, dOvF = _follicles(
        s, AF1, AF2, AF3, AF4, PrF, OvF, FSH, FSH_R, lh_signal, P4, p
    )
    (dSc1, dSc2), (dLut1, dLut2, dLut3, dLut4) = _corpus_luteum(
        OvF, Sc1, Sc2, Lut1, Lut2, Lut3, Lut4, complexes, p
    )
    dE2, dP4 = _steroids(E2, P4, AF2, AF3, AF4, PrF, Lut1, Lut4, LH, p)
    dIhA, dIhA_e, dIhB = _inhibins(IhA, IhA_e, IhB, AF2, PrF, Sc1, Sc2, Lut1, Lut2, Lut3, Lut4, p)
    dGnRH = dGnRH + freq * pulse_mass(E2, p)
    dRG_a = dRG_a - held - blocked
    dRG_i = dRG_i + freed
    dLH = out_LH - bound_LH - p.k_cl_LH * LH
    dFSH = out_FSH - bound_FSH - p.k_cl_FSH * FSH
    pituitary = (dGnRH, dRG_a, dRG_i, dGR_a, dGR_i, dLH_pit, dFSH_pit, dLH, dFSH)
    receptors = (dR_LH, dLH_R, dR_LH_des, dR_FSH, dFSH_R, dR_FSH_des)
    follicles = (ds, dAF1, dAF2, dAF3, dAF4, dPrF, dOvF)
    luteal = (dSc1, dSc2, dLut1, dLut2, dLut3, dLut4)
    hormones = (dE2, dP4, dIhA, dIhA_e, dIhB)
    drugs = (dAgo_d, dAgo_c, dAR_a, dAR_i, dAnt_d, dAnt_c, dAnt_p, dAnt_R)
    return pituitary + receptors + follicles + luteal + hormones + drugs
