"""The feedback loop when the brain feels free hormone and SHBG is not what it was.

The loop of ``loop.py`` speaks of totals. Here the brain feels the free part instead, so more
SHBG hides hormone from it until total testosterone has risen. Left out: clearance follows
total hormone as before, although only free and loosely held hormone leaves the blood. With
clearance of free hormone alone, free testosterone would not move with SHBG at all.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy

from course_utils.physiology.axis.binding import (
    PMOL_PER_NMOL,
    STEROIDS,
    VERMEULEN,
    binding_pools,
)
from course_utils.physiology.axis.loop import (
    LOOP,
    estradiol_from,
    feedback,
    gnrh_drive,
    lh_at_rest,
    receptors_at_rest,
    steady_state,
    testosterone_at_rest,
)
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.units import (
    estradiol_pg_per_ml_to_pmol_per_l,
    testosterone_ng_per_dl_to_nmol_per_l,
)

FREE_LOOP = parameter_set("hpg_free_loop")


def free_share(testosterone, estradiol, shbg, parameters=VERMEULEN):
    """Free part of testosterone and of estradiol, as fractions of their totals.

    Parameters
    ----------
    testosterone, estradiol : float or array (n,)
        Totals, ng/dL and pg/mL; must not be negative.
    shbg : float or array (n,)
        nmol/L.
    parameters : ParameterSet

    Returns
    -------
    tuple
        Free over total, testosterone and estradiol; 0 where the total is 0.
    """
    pools = binding_pools(
        testosterone_ng_per_dl_to_nmol_per_l(testosterone),
        estradiol_pg_per_ml_to_pmol_per_l(estradiol) / PMOL_PER_NMOL,
        shbg=shbg,
        parameters=parameters,
    )
    return tuple(_over(pools[name].free, sum(pools[name])) for name in STEROIDS[:2])


def _over(free, total):
    """Free over total; 0 where there is none."""
    return np.divide(free, total, out=np.zeros(np.shape(total)), where=np.asarray(total) > 0)


def total_at_rest(shbg, parameters=LOOP, reference=None):
    """Total testosterone where a loop that feels free hormone comes to rest.

        T = A·1780·LH(f)²/(64 + LH(f)²),   f felt from T·s_T/s_T0 and E2·s_E/s_E0

    s is the free share at this SHBG, s₀ the one where the loop of ``loop.py`` was set up.

    Parameters
    ----------
    shbg : float
        nmol/L; must not be negative.
    parameters : ParameterSet
        Of the loop, from :func:`course_utils.physiology.axis.loop.loop_settings`.
    reference : float, optional
        SHBG at which the loop is unchanged, nmol/L; 40 if not given.

    Returns
    -------
    float
        ng/dL.

    Raises
    ------
    ValueError
        If SHBG is negative or missing.
    """
    p = parameters.numbers()
    drive = gnrh_drive(receptors_at_rest(p), p)
    reference = FREE_LOOP["SHBG_ref"] if reference is None else reference
    usual = steady_state(parameters)
    was = free_share(usual.testosterone_ng_per_dl, usual.estradiol_pg_per_ml, reference)

    def gap(total):
        estradiol = estradiol_from(total, p)
        now = free_share(total, estradiol, shbg)
        felt = feedback(total * now[0] / was[0], estradiol * now[1] / was[1], p)
        return total - testosterone_at_rest(lh_at_rest(felt, drive, p), p.capacity, p.T_input, p)

    lowest = max(p.T_input, 1.0)
    return float(scipy.optimize.brentq(gap, lowest, p.T_input + p.capacity * p.T_most, xtol=1e-9))


def shbg_and_the_loop(shbg, parameters=LOOP):
    """Total and free testosterone against SHBG, in a tube and in a man.

    Parameters
    ----------
    shbg : array (n,)
        nmol/L.
    parameters : ParameterSet
        Of the loop.

    Returns
    -------
    DataFrame
        Indexed by SHBG in nmol/L; ``total_…`` in nmol/L and ``free_…`` in pmol/L, each with
        ``in_a_tube`` (total held) and ``in_a_man`` (the loop answers).
    """
    shbg = np.asarray(shbg, dtype=float)
    held = np.full(shbg.shape, steady_state(parameters).testosterone_ng_per_dl)
    totals = {"tube": held, "man": np.array([total_at_rest(level, parameters) for level in shbg])}
    columns = {}
    for place, total in totals.items():
        share, _ = free_share(total, estradiol_from(total, parameters.numbers()), shbg)
        molar = testosterone_ng_per_dl_to_nmol_per_l(total)
        columns[f"total_in_a_{place}_nmol_per_l"] = molar
        columns[f"free_in_a_{place}_pmol_per_l"] = molar * share * PMOL_PER_NMOL
    return pd.DataFrame(columns, index=pd.Index(shbg, name="shbg_nmol_per_l"))
