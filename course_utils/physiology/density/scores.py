"""T- and Z-scores: where a density lies among young adults, or among people of the same age."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.density.sites import DENSITY, site_symbol

LOW, OSTEOPOROTIC = -1.0, -2.5
HIGHEST = 5.0  # g/cm²; beyond that a unit, or an age, has been mistaken
CATEGORIES = ("osteoporosis", "low bone mass", "normal")


def t_score(bmd, site="femoral_neck", parameters=DENSITY):
    """Distance from the young reference mean in its standard deviations.

        T = (BMD − mean)/SD

    Parameters
    ----------
    bmd : float or array (n,)
        g/cm²; must be positive.
    site : str
        ``lumbar_spine``, ``total_hip`` or ``femoral_neck``.
    parameters : mapping with ``LS_mean``, ``LS_sd`` and so on

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If a density is not positive.
    KeyError
        If the site is unknown.

    Source: definition; reference values recalled (hip: NHANES III, white women). Scanners of
    other makers, and men, may use other references.
    """
    mean, sd = reference(site, parameters)
    return (_density(bmd) - mean) / sd


def z_score(bmd, expected, site="femoral_neck", parameters=DENSITY):
    """Distance from the mean of people of the same age, in standard deviations of the young.

        Z = (BMD − expected)/SD

    Parameters
    ----------
    bmd : float or array (n,)
        g/cm²; must be positive.
    expected : float or array (n,)
        Mean density at that age, g/cm², not the age; must be positive.
    site, parameters
        As in :func:`t_score`.

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError, KeyError
        As in :func:`t_score`.

    Leaves out that the spread changes a little with age.
    """
    return (_density(bmd) - _density(expected)) / reference(site, parameters)[1]


def density_of(score, site="femoral_neck", parameters=DENSITY):
    """Density (g/cm²) of a T-score: mean + T·SD."""
    mean, sd = reference(site, parameters)
    return mean + np.asarray(score, dtype=float)[()] * sd


def reference(site, parameters=DENSITY):
    """Mean and standard deviation (g/cm²) of the young reference at a site."""
    symbol = site_symbol(site)
    return parameters[f"{symbol}_mean"], parameters[f"{symbol}_sd"]


def category(score):
    """The WHO word for a T-score: normal from −1, osteoporosis from −2.5 down.

    Parameters
    ----------
    score : float or array (n,)

    Returns
    -------
    str or array of str

    Source: WHO 1994, for postmenopausal women and men from 50.
    """
    place = (np.asarray(score) > OSTEOPOROTIC) + (np.asarray(score) >= LOW).astype(int)
    words = np.array(CATEGORIES)[place]
    return words if np.ndim(place) else str(words)


def _density(bmd):
    bmd = np.asarray(bmd, dtype=float)
    if not np.all(bmd > 0):
        raise ValueError("A bone mineral density must be a positive number of g/cm².")
    if np.any(bmd > HIGHEST):
        raise ValueError(f"A bone mineral density is below {HIGHEST:g} g/cm²; got {bmd.max():g}.")
    return bmd[()]
