"""From the numbers of a drug to the entries of its dose: one function per kind of drug.

Each function takes the numbers ``p`` (symbol → value) and ``absorbed``. With
``absorbed=False`` the dose reaches the blood at once: that is the daily-average input, in
which the hours of absorption do not matter.
"""

from __future__ import annotations

from math import log

import numpy as np

from course_utils.physiology.drugs.linear import Entry, chain, two_compartments

HOURS = 24.0
NMOL_PER_MG = 1e6  # divided by the molar mass in g/mol
PG_PER_ML = 1e6  # 1 mg/L
NG_PER_ML = 1e3  # 1 mg/L
NG_PER_DL = 1e5  # 1 mg/L


def _uptake(p, absorbed):
    """Gain and poles of absorption, and its lag in days."""
    if not absorbed:
        return 1.0, (), 0.0
    rate = HOURS * p["ka"]
    return rate, (rate,), p.get("lag", 0.0) / HOURS


def tablet(p, absorbed, channel):
    """Tablet, one compartment.

        dA/dt = −ka·A,   dc/dt = 1e6·ka·A/(MW·V) − (CL/V)·c        (c in nmol/L, A in mg)

    Leaves out the distribution phase, so peaks of drugs that distribute slowly are too low.
    """
    gain, poles, lag = _uptake(p, absorbed)
    k = HOURS * p["CL"] / p["V"]
    blood = chain(channel, gain * NMOL_PER_MG / (p["MW"] * p["V"]), (*poles, k))
    return (Entry((blood,), lag=lag),)


def tamoxifen(p, absorbed):
    """Tamoxifen and the two metabolites that bind the receptor, in moles.

        dc_TAM/dt = input − k·c_TAM,   k = CL/V
        dc_NDM/dt = f_NDM·k·c_TAM·V/V_NDM − (CL_NDM/V_NDM)·c_NDM
        dc_END/dt = f_END·activity^exponent·k·c_TAM·V/V_END − (CL_END/V_END)·c_END

    Leaves out the liver compartment of ter Heine 2014 (about 0.5 % of a dose becomes
    endoxifen before it reaches the blood), the path N-desmethyltamoxifen → endoxifen as a
    step of its own, and 4-hydroxytamoxifen.
    """
    gain, poles, lag = _uptake(p, absorbed)
    k = HOURS * p["CL"] / p["V"]
    dose = gain * NMOL_PER_MG / p["MW"]
    shares = metabolite_shares(p)
    responses = [chain("tamoxifen", dose / p["V"], (*poles, k))]
    for channel, key in (("desmethyltamoxifen", "NDM"), ("endoxifen", "END")):
        out = HOURS * p[f"CL_{key}"] / p[f"V_{key}"]
        made = dose * shares[key] * k / p[f"V_{key}"]
        responses.append(chain(channel, made, (*poles, k, out)))
    return (Entry(tuple(responses), lag=lag),)


def metabolite_shares(p):
    """Shares of cleared tamoxifen that become each metabolite (0 to 1, together at most 1).

    f_END(activity) = f_END·activity^exponent
    """
    endoxifen = p["f_END"] * p["activity"] ** p["exponent"]
    if np.any(endoxifen + p["f_NDM"] > 1):
        raise ValueError(
            "The metabolites of tamoxifen cannot hold more than was cleared: "
            f"f_NDM + f_END·activity^{p['exponent']:g} must be at most 1."
        )
    return {"NDM": p["f_NDM"], "END": endoxifen}


def clomiphene(p, absorbed):
    """Clomiphene citrate: two isomers, each a tablet of its own (``_ENC`` and ``_ZUC``).

    Leaves out any conversion of one isomer into the other.
    """
    entries = ()
    for channel, key in (("enclomiphene", "ENC"), ("zuclomiphene", "ZUC")):
        own = {s.removesuffix(f"_{key}"): v for s, v in p.items() if s.endswith(f"_{key}")}
        own["MW"] = own["MW"] / p[f"share_{key}"]  # a share of the dose, not all of it
        entries += tablet(own, absorbed, channel)
    return entries


def estradiol(p, absorbed):
    """Estradiol added to the body's own, pg/mL.

        dE/dt = 1e6·F·input/V − k·E,   V = CL/k        (input mg/d, CL L/d, k 1/d)

    A patch has no absorption step (``ka`` missing) and F = 1: its dose is what it delivers.
    Leaves out estrone and its sulfate, which a tablet raises far more than a patch.
    """
    gain, poles, lag = _uptake(p, absorbed and "ka" in p)
    size = PG_PER_ML * p.get("F", 1.0) * p["k"] / p["CL"]
    return (Entry((chain("estradiol_added", gain * size, (*poles, p["k"])),), lag=lag),)


def testosterone_depot(p, absorbed):
    """Testosterone ester in an oil depot: input to blood testosterone, ng/dL per day.

        dD/dt = f·dose − (ln2/t½)·D,   input = (ln2/t½)·D·1e5/V_T        (D in mg)

    Elimination of testosterone belongs to the hormone axis. Leaves out the slower rise
    within the first day.
    """
    out = log(2) / p["t_half"]
    gain = NG_PER_DL * p["f_ester"] * out / p["V_T"]
    return (Entry((chain("testosterone_input", gain, (out,)),)),)


def triptorelin(p, absorbed):
    """Triptorelin depot of Tornøe 2007: a burst into blood and a slow release in two steps.

        burst  share Fr, zero order over t_burst hours
        slow   dD/dt = −k1·D,  dS/dt = k1·D − k2·S,  k2·S enters the blood
        blood  two compartments CL, Vc, Q, Vp        (ng/mL)

    Leaves out the additive assay baseline of the paper (0.0107 ng/mL).
    """
    fast, slow, back = two_compartments(HOURS * p["CL"], p["Vc"], HOURS * p["Q"], p["Vp"])
    size = NG_PER_ML / p["Vc"]
    k1, k2 = log(2) / p["t_half_1"], log(2) / p["t_half_2"]
    burst = chain("triptorelin", size * p["Fr"], (fast, slow), (back,))
    gain = size * (1 - p["Fr"]) * k1 * k2
    release = chain("triptorelin", gain, (k1, k2, fast, slow), (back,))
    return Entry((burst,), duration=p["t_burst"] / HOURS), Entry((release,))


def degarelix(p, absorbed):
    """Degarelix of Tornøe 2007: a fast and a slow depot under the skin, two compartments.

        share F·Fr at ln2/t½fast, share F·(1−Fr) at ln2/t½slow; CL, Vc, Q, Vp        (ng/mL)

    Without ``Q`` the body is one volume V: the simplification of the full chain.
    """
    if "Q" in p:
        fast, slow, back = two_compartments(HOURS * p["CL"], p["Vc"], HOURS * p["Q"], p["Vp"])
        size, poles, zeros = NG_PER_ML / p["Vc"], (fast, slow), (back,)
    else:
        size, poles, zeros = NG_PER_ML / p["V"], (HOURS * p["CL"] / p["V"],), ()
    entries = ()
    for share, half in ((p["Fr"], p["t_half_fast"]), (1 - p["Fr"], p["t_half_slow"])):
        release = log(2) / half
        gain = size * p["F"] * share * release
        entries += (Entry((chain("degarelix", gain, (release, *poles), zeros),)),)
    return entries
