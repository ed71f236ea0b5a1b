"""Repeated doses in closed form: geometric sums, accumulation and steady state.

Teaching versions for equal doses at equal intervals in one compartment. Missed doses,
changes of dose and metabolites are the business of :mod:`.exposure`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from course_utils.physiology.drugs.ranges import not_negative, plain, positive, share

PLATEAU = 0.9  # share of the steady state that "time to steady state" means by default
SAME_RATE = 1e-6  # relative gap of ka and k below which the limit is used; error about 1e-12


class SteadyState(NamedTuple):
    """Highest, lowest and average concentration within one interval once steady."""

    peak: float
    trough: float
    average: float


def accumulation_ratio(t_half, tau):
    """How much higher the steady peak is than the peak of the first dose.

        R = 1/(1 − 2^(−τ/t½)) = 1/(1 − exp(−k·τ))

    Parameters
    ----------
    t_half : float or array (n,)
        t½; positive.
    tau : float or array (n,)
        Dosing interval in the same unit; positive.

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If half-life or interval is not positive.

    Source: geometric series of what is left from all earlier doses (bolus doses).
    """
    exponent = -np.log(2.0) * positive("interval", tau) / positive("half-life", t_half)
    return plain(-1 / np.expm1(exponent))


def time_to_fraction(t_half, fraction=PLATEAU):
    """Time until a level that builds up reaches a share of its plateau.

        t_f = −t½·log2(1 − f);   f = 0.9 gives 3.32 half-lives

    Parameters
    ----------
    t_half : float or array (n,)
        t½; positive.
    fraction : float or array (n,)
        f, at least 0 and below 1.

    Returns
    -------
    float or array (n,)
        Time in the unit of the half-life. The dose does not appear.

    Raises
    ------
    ValueError
        If the half-life is not positive or the share is not in [0, 1).

    Source: one-compartment model.
    """
    left = 1 - share("share of the plateau", fraction)
    return plain(-positive("half-life", t_half) * np.log2(positive("remaining share", left)))


def steady_state(dose, tau, volume, k):
    """Peak, trough and average under equal bolus doses, once steady.

        peak = (D/V)/(1 − exp(−k·τ)),   trough = peak·exp(−k·τ),   average = D/(V·k·τ)

    Parameters
    ----------
    dose : float or array (n,)
        D; not negative.
    tau : float or array (n,)
        Interval; positive.
    volume, k : float or array (n,)
        V and elimination rate constant; positive.

    Returns
    -------
    SteadyState
        Named tuple ``peak, trough, average`` in amount per volume.

    Raises
    ------
    ValueError
        If a number is outside the ranges above.

    Source: geometric series; the average follows from AUC = D/CL.
    """
    tau, k = positive("interval", tau), positive("elimination rate", k)
    size = not_negative("dose", dose) / positive("volume", volume)
    peak = -size / np.expm1(-k * tau)
    return SteadyState(plain(peak), plain(peak * np.exp(-k * tau)), plain(size / (k * tau)))


def repeated_bolus(times, dose, tau, volume, k, doses=np.inf):
    """Concentration under equal bolus doses at 0, τ, 2τ, ... in closed form.

        C(t) = (D/V)·exp(−k·s)·(1 − exp(−N·k·τ))/(1 − exp(−k·τ))

    N is the number of doses given so far, s the time since the last of them.

    Parameters
    ----------
    times : float or array (n,)
        Time since the first dose.
    dose, tau, volume, k : float
        As in :func:`steady_state`.
    doses : float
        How many doses in all; default without end.

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If a number is outside the ranges above.

    Source: superposition and the geometric series.
    """
    size = not_negative("dose", dose) / positive("volume", volume)
    given, since, tau = _given(times, tau, doses)
    return plain(size * _sum(positive("elimination rate", k), given, since, tau))


def repeat_dose(times, dose, tau, volume, ka, k, availability=1.0, doses=np.inf):
    """Concentration under equal swallowed doses at 0, τ, 2τ, ...: the Bateman sum.

        C(t) = F·D/V · ka/(ka−k) · [S(k) − S(ka)]
        S(λ) = exp(−λ·s)·(1 − exp(−N·λ·τ))/(1 − exp(−λ·τ))

    For ka → k the bracket becomes −(ka−k)·dS/dλ, which is used when the rates coincide.

    Parameters
    ----------
    times, dose, tau, volume, k, doses
        As in :func:`repeated_bolus`.
    ka : float
        Absorption rate constant; positive.
    availability : float
        F, 0 to 1.

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If a number is outside the ranges above.

    Source: superposition of Bateman curves.
    """
    ka, k = float(positive("absorption rate", ka)), float(positive("elimination rate", k))
    size = share("availability", availability) * not_negative("dose", dose)
    size = size * ka / positive("volume", volume)
    given, since, tau = _given(times, tau, doses)
    if abs(ka - k) < SAME_RATE * k:
        return plain(-size * _sum_slope((ka + k) / 2, given, since, tau))
    both = _sum(k, given, since, tau) - _sum(ka, given, since, tau)
    return plain(size * both / (ka - k))


def _given(times, tau, doses):
    """Doses given by each time and the time since the last one."""
    times, tau = np.asarray(times, dtype=float), float(positive("interval", tau))
    most = positive("number of doses", doses)
    given = np.clip(np.minimum(np.floor(times / tau) + 1, most), 0, None)
    return given, np.clip(times - np.clip(given - 1, 0, None) * tau, 0, None), tau


def _sum(rate, given, since, tau):
    return np.exp(-rate * since) * np.expm1(-given * rate * tau) / np.expm1(-rate * tau)


def _sum_slope(rate, given, since, tau):
    """dS/dλ, by the product rule on the three factors of S."""
    last = -given * tau * np.exp(-given * rate * tau) / np.expm1(-rate * tau)
    first = tau * np.exp(-rate * tau) * np.expm1(-given * rate * tau) / np.expm1(-rate * tau) ** 2
    return -since * _sum(rate, given, since, tau) + np.exp(-rate * since) * (last + first)
