"""From the solved states of the chain to one readable table."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course_utils.physiology.density.hazard import FRACTURES, fracture_site, hazard_ratio
from course_utils.physiology.density.scores import density_of, reference, t_score
from course_utils.physiology.density.sites import SITES, site_density
from course_utils.physiology.drugs.channels import CHANNELS, DEFAULTS, INDEX
from course_utils.physiology.names import nearest
from course_utils.physiology.receptors.mixtures import DRUGS
from course_utils.physiology.receptors.partition import signal, stimulus, tissue_coefficients
from course_utils.physiology.receptors.terms import SETS
from course_utils.physiology.units import DAYS_PER_YEAR

SIGNALS = {"woman": ("bone", "uterus", "breast", "vagina"), "man": ("bone", "breast")}
SERMS = tuple(INDEX[drug] for drug in DRUGS)


def trajectory(person, states, inputs, parameters, density, off=frozenset()):
    """Everything a scenario shows, one row for each time.

    Parameters
    ----------
    person : Person
    states : DataFrame
        As :func:`course_utils.physiology.solve.solve` returns it.
    inputs : Exposure
    parameters : DerivedParameters
    density : mapping, the table ``chain_density``
    off : set of str
        Links held at their start.

    Returns
    -------
    DataFrame, see :func:`course_utils.physiology.scenario.simulate`
    """
    import pandas as pd

    times = states.index.to_numpy()
    given = np.asarray(inputs.values(times))
    columns = {"time_year": times / DAYS_PER_YEAR}
    columns |= _concentrations(given)
    columns |= _hormones(states, given)
    columns |= _receptors(person, columns["estradiol_pg_per_ml"], given, parameters)
    columns |= _bone(states)
    columns |= _markers(person, states, density)
    columns |= _densities(person, states, density)
    columns |= _hazards(columns, states, density, off)
    return pd.DataFrame(columns, index=states.index)


def picked(table, columns):
    """Some columns of a trajectory.

    A drug that was not taken has no column in a trajectory; asked for, it is 0 all the time.

    Parameters
    ----------
    table : DataFrame
    columns : sequence of str

    Raises
    ------
    KeyError
        If a trajectory has no such column; the nearest right ones are named.
    """
    without = {c.column: c.default for c in CHANNELS if c.column not in table}
    for name in columns:
        if name not in table and name not in without:
            known = nearest(name, [*table, *without])
            raise KeyError(f"A trajectory has no column {name!r}. {known}")
    return table.assign(**without)[list(columns)]


def _concentrations(given):
    """The channels that ever differ from no treatment."""
    return {
        channel.column: given[:, place]
        for place, channel in enumerate(CHANNELS)
        if np.any(given[:, place] != DEFAULTS[place])
    }


def _hormones(states, given):
    bone_from = list(states).index("hormone_signal")
    hormones = {name: states[name].to_numpy() for name in list(states)[:bone_from]}
    own = hormones["estradiol_pg_per_ml"]
    return hormones | {"estradiol_pg_per_ml": own + given[:, INDEX["estradiol_added"]]}


def _receptors(person, estradiol, given, parameters):
    """Occupancy of ERα in bone by estradiol and by drugs, and the signal of each tissue."""
    live = parameters["receptor_live"]
    seen = live * estradiol + parameters["estradiol_held"]
    ligands = (seen, *(live * given[:, place] for place in SERMS))
    columns = {}
    for tissue, numbers in _tissue_numbers(SIGNALS[person.sex], parameters).items():
        if tissue == "bone":
            by_estradiol, by_drugs = _occupancy(numbers, ligands)
            columns["bone_er_alpha_estradiol_percent"] = 100 * by_estradiol
            columns["bone_er_alpha_drug_percent"] = 100 * by_drugs
        columns[f"{tissue}_signal"] = signal(stimulus(numbers, ligands), numbers)
    return columns


@lru_cache(maxsize=64)
def _tissue_numbers(tissues, parameters):
    """Coefficients by tissue."""
    values = dict(parameters)
    sets = dict.fromkeys(SETS, values)
    return {t: tissue_coefficients(t, values["er_alpha"], sets) for t in tissues}


def _occupancy(numbers, ligands):
    bound = [getattr(numbers, f"d_alpha_{n}") * c for n, c in zip(_NAMES, ligands, strict=True)]
    free = 1 + sum(bound)
    return bound[0] / free, sum(bound[1:]) / free


_NAMES = ("estradiol", *DRUGS)


def _bone(states):
    first = list(states).index("hormone_signal")
    return {name: states[name].to_numpy() for name in list(states)[first:]}


def _markers(person, states, density):
    known, columns = dict(person.markers), {}
    for marker, cells, unit in (
        ("sctx", "osteoclasts", "ng_per_ml"),
        ("p1np", "osteoblasts", "ug_per_l"),
    ):
        level = states[cells].to_numpy()
        typical = density["ctx_mean" if marker == "sctx" else "p1np_mean"]
        columns[f"{marker}_{unit}"] = known.get(marker, typical * level[0]) * level / level[0]
        columns[f"{marker}_percent"] = 100 * (level / level[0] - 1)
    return columns


def _densities(person, states, density):
    known, columns = dict(person.density), {}
    volumes = [states[n].to_numpy() for n in ("trabecular_volume", "cortical_volume")]
    for site in SITES:
        relative = site_density(site, *volumes, states["mineralization"].to_numpy(), density)
        start = known.get(site, density_of(0.0, site, density) * relative[0])
        columns[f"{site}_bmd_g_per_cm2"] = start * relative / relative[0]
        columns[f"{site}_bmd_percent"] = 100 * (relative / relative[0] - 1)
        columns[f"{site}_t_score"] = t_score(columns[f"{site}_bmd_g_per_cm2"], site, density)
    return columns


def _hazards(columns, states, density, off):
    """Hazard ratios relative to the start: change in density in percent of the young mean."""
    turnover = states["osteoclasts"].to_numpy()
    ratios = {}
    for fracture in FRACTURES:
        name = fracture_site(fracture)
        values = columns[f"{name}_bmd_g_per_cm2"]
        change = 100 * (values - values[0]) / reference(name, density)[0]
        ratio = hazard_ratio(fracture, change, turnover / turnover[0], density)
        ratios[f"{fracture}_hazard_ratio"] = np.ones_like(ratio) if "fracture" in off else ratio
    return ratios
