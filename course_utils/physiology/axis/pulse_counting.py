"""Blood samples of a pulsatile hormone, and counting pulses in them.

What a study sees is not the profile but samples every ten minutes with assay noise. Whether
a wiggle is a pulse is a rule, and a rule can be tested here against pulses that are known.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.axis.pulses import PULSES


def sample_blood(profile, seed, every_minutes=None, assay_cv=None, parameters=PULSES):
    """Blood samples from a profile, with the noise of the LH assay.

        measured = true · (1 + CV · z),   z standard normal, cut at 0

    Parameters
    ----------
    profile : DataFrame
        From :func:`pulsatile_man`.
    seed : int or numpy.random.Generator
    every_minutes : int, optional
        Sampling interval, min; 10 if not given.
    assay_cv : float, optional
        Coefficient of variation of one measurement; 0.05 if not given.
    parameters : ParameterSet

    Returns
    -------
    Series of ``lh_iu_per_l`` indexed by ``time_hour``.

    Raises
    ------
    ValueError
        If the interval is not a whole number of minutes from 1, or the noise is negative.
    """
    every = parameters["sampling"] if every_minutes is None else every_minutes
    cv = parameters["assay_cv"] if assay_cv is None else assay_cv
    if every != int(every) or every < 1:
        raise ValueError(f"The sampling interval must be whole minutes from 1; got {every}.")
    if not cv >= 0:
        raise ValueError(f"The assay's coefficient of variation cannot be negative; got {cv}.")
    drawn = profile["lh_iu_per_l"].iloc[:: int(every)]
    noise = np.random.default_rng(seed).standard_normal(drawn.size)
    return (drawn * (1 + cv * noise)).clip(lower=0.0)


def find_pulses(samples, assay_cv=None, rise=None, parameters=PULSES):
    """Pulses in a sampled LH series by the nadir-to-peak rule.

    A pulse is a rise from a nadir by at least ``rise`` assay coefficients of variation
    (peak ≥ nadir·(1 + rise·CV)); it ends when LH has fallen from the peak by as much. The
    conventional ``rise`` is 3. The rule also finds pulses in noise alone, as its critics
    showed: raise ``rise`` to see fewer of them.

    Parameters
    ----------
    samples : Series
        LH by ``time_hour``, as from :func:`sample_blood`.
    assay_cv, rise : float, optional
        CV of one measurement and the least rise in CVs.
    parameters : ParameterSet

    Returns
    -------
    DataFrame with one row per pulse: ``nadir_hour``, ``peak_hour``, ``nadir_iu_per_l``,
    ``peak_iu_per_l``.

    Raises
    ------
    ValueError
        If ``rise`` times the CV is not positive.

    Source: the criterion tested by Ross et al. 1984.
    """
    import pandas as pd

    cv = parameters["assay_cv"] if assay_cv is None else assay_cv
    factor = 1 + (parameters["rise"] if rise is None else rise) * cv
    if not factor > 1:
        raise ValueError("The least rise times the assay's CV must be positive.")
    hours, level = samples.index.to_numpy(), samples.to_numpy()
    turns = _turns(level, factor)
    columns = ["nadir_hour", "peak_hour", "nadir_iu_per_l", "peak_iu_per_l"]
    rows = [(hours[low], hours[high], level[low], level[high]) for low, high in turns]
    return pd.DataFrame(rows, columns=columns)


def _turns(level, factor):
    """Pairs of positions (nadir, peak) where the level rises, then falls, by the factor."""
    pairs, low, high = [], 0, None
    for i, value in enumerate(level):
        if high is None:
            if value < level[low]:
                low = i
            elif value >= factor * level[low] and value > level[low]:
                high = i
        elif value > level[high]:
            high = i
        elif value * factor <= level[high]:
            pairs.append((low, high))
            low, high = i, None
    if high is not None:
        pairs.append((low, high))
    return pairs


def match_pulses(found, true_hours, window_hours=0.5):
    """How many true pulses were found, missed, and how many found pulses are false.

    A true pulse counts as found if a detected pulse has its nadir before, and its peak at
    most ``window_hours`` after, the start of the pulse; each detected pulse serves once.

    Parameters
    ----------
    found : DataFrame
        From :func:`find_pulses`.
    true_hours : array
        Times of the true pulses, h.
    window_hours : float

    Returns
    -------
    dict with ``found``, ``missed`` and ``false``.
    """
    free = list(zip(found["nadir_hour"], found["peak_hour"], strict=True))
    hits = 0
    for start in sorted(true_hours):
        for pulse in free:
            nadir, peak = pulse
            if nadir - window_hours <= start <= peak and peak - start <= 2 * window_hours:
                free.remove(pulse)
                hits += 1
                break
    return {"found": hits, "missed": len(true_hours) - hits, "false": len(free)}
