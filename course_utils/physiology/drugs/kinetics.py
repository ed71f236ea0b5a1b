"""One dose in one compartment: the curves every pharmacokinetics course begins with.

Teaching versions. They leave out distribution between tissues, saturable steps, and
differences between persons; :mod:`.exposure` adds depots, two compartments and metabolites.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.drugs.clearance import average_at_steady_state
from course_utils.physiology.drugs.ranges import not_negative, plain, positive, share


def bolus(times, dose, volume, k):
    """Concentration after a dose put into the blood at once.

        C(t) = (D/V)·exp(−k·t),   0 before the dose

    Parameters
    ----------
    times : float or array (n,)
        Time since the dose.
    dose : float
        D, amount; not negative.
    volume : float
        V; positive.
    k : float
        Elimination rate constant, one per unit of time; positive.

    Returns
    -------
    float or array (n,)
        Amount per volume.

    Raises
    ------
    ValueError
        If the dose is negative, or volume or k is not positive.

    Source: one-compartment model. Leaves out distribution: real curves fall faster at first.
    """
    times = np.asarray(times, dtype=float)
    size = not_negative("dose", dose) / positive("volume", volume)
    fade = np.exp(-positive("elimination rate", k) * np.clip(times, 0, None))
    return plain(np.where(times >= 0, size * fade, 0.0))


def bateman(times, dose, volume, ka, k, availability=1.0):
    """Concentration after a swallowed dose: first-order absorption and elimination.

        C(t) = F·D/V · ka/(ka−k) · (exp(−k·t) − exp(−ka·t))
        ka → k:   C(t) = F·D/V · k·t·exp(−k·t)

    The limit is exact: the two exponentials are joined as exp(−k·t)·(1−exp(−(ka−k)·t))/(ka−k),
    which has no difference of large numbers.

    Parameters
    ----------
    times : float or array (n,)
        Time since the dose.
    dose, volume, k : float
        As in :func:`bolus`.
    ka : float
        Absorption rate constant, one per unit of time; positive.
    availability : float
        F, 0 to 1.

    Returns
    -------
    float or array (n,)
        Amount per volume; 0 before the dose.

    Raises
    ------
    ValueError
        If a number is outside the ranges above.

    Source: Bateman 1910 (same equations, for radioactive decay). With ka < k the last slope is ka
    ("flip-flop"). Leaves out lag and distribution.
    """
    times = np.asarray(times, dtype=float)
    ka, k = positive("absorption rate", ka), positive("elimination rate", k)
    size = share("availability", availability) * not_negative("dose", dose)
    size = size / positive("volume", volume)
    passed = np.clip(times, 0, None)
    slow, gap = np.minimum(ka, k), np.abs(ka - k)
    rising = -np.expm1(-gap * passed) / np.where(gap == 0, 1.0, gap)
    rising = np.where(gap == 0, passed, rising)
    return plain(np.where(times >= 0, size * ka * np.exp(-slow * passed) * rising, 0.0))


def time_of_peak(ka, k):
    """Time of the highest concentration after one swallowed dose.

        t_max = ln(ka/k)/(ka−k),   1/k for ka = k

    Parameters
    ----------
    ka, k : float or array (n,)
        Absorption and elimination rate constants; positive.

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If a rate is not positive.

    Source: zero of the slope of the Bateman curve.
    """
    ka, k = positive("absorption rate", ka), positive("elimination rate", k)
    gap = (ka - k) / k
    return plain(np.where(gap == 0, 1.0, np.log1p(gap) / np.where(gap == 0, 1.0, gap)) / k)


def infusion(times, rate, clearance, volume, stop=np.inf):
    """Concentration during and after a constant infusion.

        t ≤ stop:  C(t) = (R/CL)·(1 − exp(−k·t)),   k = CL/V
        t > stop:  C(t) = C(stop)·exp(−k·(t − stop))

    Parameters
    ----------
    times : float or array (n,)
        Time since the start of the infusion.
    rate : float
        R, amount per time; not negative.
    clearance, volume : float
        CL and V; positive.
    stop : float
        Length of the infusion; positive, default without end.

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If a number is outside the ranges above.

    Source: one-compartment model.
    """
    times = np.asarray(times, dtype=float)
    plateau = average_at_steady_state(rate, clearance)
    k = np.asarray(clearance, dtype=float) / positive("volume", volume)
    running = np.clip(times, 0, positive("length of the infusion", stop))
    after = np.clip(times - running, 0, None)
    return plain(-plateau * np.expm1(-k * running) * np.exp(-k * after))


def metabolite(times, dose, k_parent, k_metabolite, volume, fraction=1.0):
    """Metabolite after a bolus of its parent, in moles.

        C_m(t) = f·D/V_m · k/(k_m−k) · (exp(−k·t) − exp(−k_m·t))

    The parent's elimination is the metabolite's absorption: the Bateman curve again.

    Parameters
    ----------
    times : float or array (n,)
        Time since the dose of the parent.
    dose : float
        D, moles of parent that reach the blood; not negative.
    k_parent, k_metabolite : float
        k and k_m; positive. The slower one sets the last slope of the metabolite.
    volume : float
        V_m of the metabolite; positive.
    fraction : float
        f, share of the parent that becomes this metabolite, 0 to 1.

    Returns
    -------
    float or array (n,)
        Moles per volume.

    Raises
    ------
    ValueError
        If a number is outside the ranges above.

    Source: mass balance in moles. Leaves out metabolite formed on the way through the liver.
    """
    return bateman(times, dose, volume, k_parent, k_metabolite, fraction)
