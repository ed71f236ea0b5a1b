"""Two trajectories side by side: fracture hazards and absolute risks."""

from __future__ import annotations

from course_utils.physiology.density.hazard import (
    ABSOLUTE,
    FRACTURES,
    annual_hazard,
    cumulative_risk,
    fracture_site,
    hazard_ratio,
)
from course_utils.physiology.density.scores import reference
from course_utils.physiology.density.sites import DENSITY

PER = 1000


def compare_fractures(treated, untreated, age, z=0.0, density=DENSITY):
    """Fracture hazard of a treated course relative to an untreated one, and absolute risks.

    The untreated course has the age's hazard on the teaching scale; the treated one has that
    times the hazard ratio between the two courses, from their densities and turnover.

    Parameters
    ----------
    treated, untreated : DataFrame
        From :func:`course_utils.physiology.scenario.simulate`, with the same times.
    age : float
        Years at the start, 40 to 100 with the length of the scenario.
    z : float
        Z-score at the start.
    density : ParameterSet, the table ``chain_density``

    Returns
    -------
    DataFrame indexed by ``time_year``
        ``…_hazard_ratio`` for vertebral, hip and non-vertebral fractures; for the first two
        also ``…_untreated_per_1000`` and ``…_treated_per_1000``, people with at least one
        fracture so far.

    Raises
    ------
    ValueError
        If the times differ or the age is outside the teaching scale.

    Source: teaching scale; see :mod:`course_utils.physiology.density.hazard`.
    """
    import pandas as pd

    if not treated.index.equals(untreated.index):
        raise ValueError("Both courses must have the same times.")
    years = untreated["time_year"].to_numpy()
    columns = {}
    for fracture in FRACTURES:
        ratio = _between(fracture, treated, untreated, density)
        columns[f"{fracture}_hazard_ratio"] = ratio
        if fracture in ABSOLUTE:
            hazard = annual_hazard(fracture, age + years, z, density)
            for arm, times in (("untreated", 1.0), ("treated", ratio)):
                risk = cumulative_risk(years, hazard * times)
                columns[f"{fracture}_{arm}_per_{PER}"] = PER * risk
    return pd.DataFrame(columns, index=pd.Index(years, name="time_year"))


def _between(fracture, treated, untreated, density):
    site = fracture_site(fracture)
    gained = treated[f"{site}_bmd_g_per_cm2"] - untreated[f"{site}_bmd_g_per_cm2"]
    change = 100 * gained.to_numpy() / reference(site, density)[0]
    turnover = (treated["osteoclasts"] / untreated["osteoclasts"]).to_numpy()
    return hazard_ratio(fracture, change, turnover, density)
