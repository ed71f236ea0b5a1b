"""Which numbers decide an answer: one at a time near the table, and all at once over ranges.

    local_sensitivity(outcome, parameters)     elasticity of the outcome
    global_sensitivity(outcome, parameters)    Morris screening (needs SALib)

``outcome`` is any function of a dict of replaced values, such as :func:`spine_outcome`.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.person import Person
from course_utils.physiology.scenario import simulate
from course_utils.physiology.uncertainty import SCENARIO, uncertain
from course_utils.physiology.workers import share_out

STEP = 0.01
LEVELS = 4  # values on which Morris screening looks at each range
COLUMNS = ("name", "value", "unit", "level")


def spine_outcome(values, regimen="raloxifene", years=3.0, person=None):
    """Spine density under a drug minus without it, percentage points, in one typical woman.

    Parameters
    ----------
    values : dict
        Chain parameters to replace, by symbol.
    regimen, years
        As in :func:`course_utils.physiology.scenario.simulate`.
    person : Person, optional
        A woman of 56, five years after her final period, unless given.
    """
    person = person or Person.woman(56)
    runs = [_spine(person, plan, years, values) for plan in (regimen, ())]
    return runs[0] - runs[1]


def _spine(person, regimen, years, values):
    days = [0.0, years * 365.25]
    table = simulate(person, regimen, times=days, parameters=values, dosing="average")
    return table["lumbar_spine_bmd_percent"].iloc[-1]


def local_sensitivity(outcome=spine_outcome, parameters=None, symbols=None, step=STEP):
    """What a change of one number alone does to the outcome.

        effect = [y(p·(1 + h)) − y(p·(1 − h))]/(2h): change of y per doubling of p, to first order

    Parameters
    ----------
    outcome : callable
        dict → float.
    parameters : ParameterSet
        The woman's chain by default.
    symbols : sequence of str, optional
        By default all with a value other than 0 that do not describe the person or scenario.
    step : float
        h, a small fraction.

    Returns
    -------
    DataFrame indexed by symbol, largest effect first: ``effect`` in the unit of the outcome,
    name, value, unit and level.

    Raises
    ------
    ValueError
        If ``step`` is not between 0 and 0.2.
    """
    if not 0 < step <= 0.2:
        raise ValueError(f"The step must be a fraction between 0 and 0.2; got {step!r}.")
    parameters = parameters or chain_parameters("woman")
    named = symbols or [s for s in parameters if s not in SCENARIO]
    chosen = [s for s in named if parameters[s] != 0]
    effects = [_effect(outcome, parameters.parameter(s), step) for s in chosen]
    return _table(parameters, chosen, effect=effects).sort_values(
        "effect", key=np.abs, ascending=False
    )


def _effect(outcome, parameter, step):
    low, high = (_within(parameter, 1 + sign * step) for sign in (-1, 1))
    rise = outcome({parameter.symbol: high}) - outcome({parameter.symbol: low})
    return rise * parameter.value / (high - low)


def _within(parameter, factor):
    """The value times a factor, but not beyond the plausible range."""
    low = -np.inf if parameter.low is None else parameter.low
    high = np.inf if parameter.high is None else parameter.high
    return float(np.clip(parameter.value * factor, low, high))


def global_sensitivity(
    outcome=spine_outcome,
    parameters=None,
    symbols=None,
    trajectories=8,
    seed=20261121,
    workers=1,
    client=None,
):
    """Morris screening: mean effect of each number while all others move over their ranges.

    Parameters
    ----------
    outcome : callable
        dict → float.
    parameters : ParameterSet
        The woman's chain by default.
    symbols : sequence of str, optional
        :func:`course_utils.physiology.uncertainty.uncertain` by default.
    trajectories : int
        Paths through the ranges; each costs one run per symbol and one more.
    seed : int
    workers, client
        As in :func:`course_utils.physiology.workers.share_out`; ``outcome`` must then be a
        function at module level.

    Returns
    -------
    DataFrame indexed by symbol, largest first: ``mu_star`` (mean size of the effect of moving
    the number through its range, unit of the outcome), ``mu_star_conf`` (half-width of its 95 %
    interval), ``sigma`` (interactions and curvature), name, value, unit and level.

    Raises
    ------
    ValueError
        If a number has no range, or there are fewer than 2 trajectories.
    ModuleNotFoundError
        If SALib is not installed; the sentence says how to get it.

    Source: Morris 1991, Technometrics 33:161, through SALib.
    """
    try:
        from SALib.analyze import morris as analysis
        from SALib.sample import morris as sampling
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "Global sensitivity needs the package SALib. "
            "Install the extra: pip install -e '.[sensitivity]'."
        ) from None
    parameters = parameters or chain_parameters("woman")
    chosen = list(symbols or uncertain(parameters))
    rows = [parameters.parameter(s) for s in chosen]
    _check_screening(rows, trajectories)
    problem = {"num_vars": len(chosen), "names": chosen, "bounds": [[p.low, p.high] for p in rows]}
    points = sampling.sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    sets = [(dict(zip(chosen, row, strict=True)),) for row in points.tolist()]
    values = np.array(share_out(outcome, sets, workers, client))
    found = analysis.analyze(problem, points, values, num_levels=LEVELS, seed=seed)
    table = _table(
        parameters, chosen, **{k: found[k] for k in ("mu_star", "mu_star_conf", "sigma")}
    )
    return table.sort_values("mu_star", ascending=False)


def _check_screening(rows, trajectories):
    without = [p.symbol for p in rows if None in (p.low, p.high)]
    if without:
        raise ValueError(f"Morris screening needs a range; {', '.join(without)} has none.")
    if int(trajectories) != trajectories or trajectories < 2:
        raise ValueError(f"There must be 2 or more trajectories; got {trajectories!r}.")


def _table(parameters, symbols, **results):
    import pandas as pd

    table = pd.DataFrame(results, index=pd.Index(symbols, name="symbol"))
    for column in COLUMNS:
        table[column] = [getattr(parameters.parameter(s), column) for s in symbols]
    return table
