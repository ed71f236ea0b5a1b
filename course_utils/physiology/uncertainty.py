"""How sure the chain can be, given what is known about its numbers.

A measured or published number is taken as it is. Every other number (recalled, calibrated,
assumed) is drawn from its plausible range, many times, and the chain is run with each draw. The
band is what the model says about its own numbers; it does not cover a wrong equation.
"""

from __future__ import annotations

import numpy as np
import scipy

from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.links import SWITCHES
from course_utils.physiology.person import FACTORS
from course_utils.physiology.scenario import simulate
from course_utils.physiology.trajectory import picked
from course_utils.physiology.workers import share_out

UNCERTAIN = ("recalled", "calibrated", "teaching assumption")
SCENARIO = (*FACTORS, "final_period_day", "aging_day", "estradiol_held", *SWITCHES.values())


def uncertain(parameters):
    """Symbols whose value is open within a range: no measurement and no published model.

    Parameters
    ----------
    parameters : ParameterSet

    Returns
    -------
    list of str
        What describes the person or the scenario is left out.
    """
    rows = (parameters.parameter(s) for s in parameters if s not in SCENARIO)
    return [p.symbol for p in rows if p.level in UNCERTAIN and _open(p)]


def _open(parameter):
    bounds = parameter.low, parameter.high
    return None not in bounds and bounds[0] < bounds[1]


def draws(parameters, count, seed=20261121, symbols=None):
    """Sets of values drawn from the plausible ranges.

        value ~ Triangular(low, value in the table, high), by Latin hypercube

    Parameters
    ----------
    parameters : ParameterSet
    count : int
        Draws, at least 1.
    seed : int
    symbols : sequence of str, optional
        What to draw; :func:`uncertain` by default.

    Returns
    -------
    list of dict, symbol → value

    Raises
    ------
    ValueError
        If ``count`` is below 1.
    """
    if int(count) != count or count < 1:
        raise ValueError(f"The number of draws must be a whole number from 1; got {count!r}.")
    rows = [parameters.parameter(s) for s in symbols or uncertain(parameters)]
    shares = scipy.stats.qmc.LatinHypercube(len(rows), rng=np.random.default_rng(seed)).random(
        int(count)
    )
    value, low, high = (np.array([getattr(p, n) for p in rows]) for n in ("value", "low", "high"))
    width = high - low
    values = scipy.stats.triang.ppf(shares, (value - low) / width, loc=low, scale=width)
    return [dict(zip((p.symbol for p in rows), row, strict=True)) for row in values.tolist()]


def uncertainty_band(
    person,
    regimen=(),
    years=5.0,
    *,
    columns=("lumbar_spine_bmd_percent",),
    count=50,
    share=0.9,
    seed=20261121,
    workers=1,
    client=None,
    **settings,
):
    """The chain's answer with a band from its uncertain numbers.

    Parameters
    ----------
    person, regimen, years, **settings
        As in :func:`course_utils.physiology.scenario.simulate`.
    columns : str or sequence of str
        Columns of its table.
    count : int
        Draws. The edges of a 90 % band from 50 draws are themselves rough.
    share : float
        Part of the draws inside the band, between 0 and 1.
    seed : int
    workers, client
        As in :func:`course_utils.physiology.workers.share_out`.

    Returns
    -------
    DataFrame indexed by ``time_day``
        For each column ``…`` the table's own numbers give ``…``, the draws ``…_low``,
        ``…_median`` and ``…_high``; ``attrs["failed"]`` counts draws the model refused.

    Raises
    ------
    ValueError
        If ``share`` or ``count`` is impossible.
    KeyError
        If a column is unknown; the nearest right ones are named.
    """
    if not 0 < share < 1:
        raise ValueError(f"The share inside the band must lie between 0 and 1; got {share!r}.")
    columns = [columns] if isinstance(columns, str) else list(columns)
    band = picked(simulate(person, regimen, years, **settings), columns)
    sets = draws(chain_parameters(person.sex), count, seed)
    jobs = [(person, regimen, years, settings, values, tuple(columns)) for values in sets]
    runs = [run for run in share_out(_one, jobs, workers, client) if run is not None]
    edges = np.quantile(np.stack(runs), [(1 - share) / 2, 0.5, (1 + share) / 2], axis=0)
    for name, values in zip(("low", "median", "high"), edges, strict=True):
        for column, series in zip(columns, values.T, strict=True):
            band[f"{column}_{name}"] = series
    band.attrs |= {"failed": len(jobs) - len(runs), "draws": len(jobs), "share": share}
    return band


def _one(person, regimen, years, settings, values, columns):
    """One run, or None where these numbers together make no viable person."""
    try:
        table = simulate(person, regimen, years, parameters=values, **settings)
    except ArithmeticError:
        return None
    return picked(table, columns).to_numpy()
