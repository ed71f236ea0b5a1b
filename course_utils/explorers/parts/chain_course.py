"""Ten years along the whole chain for one person: the model's own line, and a band around it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course_utils.explorers.parts.chain_people import (
    THERAPIES,
    person_of,
    reference_of,
    refusal_of,
    regimens_of,
    usual_level,
)
from course_utils.physiology.chain import ligands
from course_utils.physiology.density.hazard import hazard_ratio
from course_utils.physiology.density.sites import site_density
from course_utils.physiology.drugs.catalog import DRUGS, TIMING, drug
from course_utils.physiology.drugs.channels import CHANNELS, INDEX
from course_utils.physiology.ensemble import follow_draws
from course_utils.physiology.links import LINKS
from course_utils.physiology.receptors.partition import signal, stimulus
from course_utils.physiology.scenario import simulate
from course_utils.physiology.uncertainty import draws, uncertain
from course_utils.physiology.units import DAYS_PER_YEAR

YEARS = 10
SEED = 20261121
SHARE = 90  # percent of the draws inside the band
EDGES = (50 - SHARE / 2, 50 + SHARE / 2)
KEPT = 24  # drawn courses remembered
BANDED = (
    *("level", "signal", "estradiol", "testosterone"),
    *("resorbing", "building", "density", "hazard"),
)


def compute(person, therapy, years, adherence, draws, **switches):
    """The chosen course, the one without it, and the band; part by part."""
    off = tuple(link for link in LINKS if switches[f"{link}_off"])
    refusal = refusal_of(person, therapy)
    used = "none" if refusal else therapy
    taken = adherence if used != "none" else 100
    other = reference_of(person, used)
    result = {"person": person, "therapy": used, "asked": therapy, "refusal": refusal}
    result |= {"years": years, "adherence": taken, "off": off, "count": draws}
    yield 0.0
    result["course"] = course(person, used, taken, off)
    without = course(person, other, 100, off)
    result["without"] = without | {"level": np.zeros_like(without["level"])}
    yield 0.2
    result["bands"] = yield from _bands(person, used, other, taken, off, draws, years)
    result["ratio"] = _averaged_ratio(result["course"], result["without"], years)
    return result


@lru_cache(maxsize=128)
def course(person, therapy, adherence, off):
    """Every month of ten years: quantity → array (121,)."""
    regimens = regimens_of(person, therapy, adherence)
    table = simulate(person_of(person), regimens, YEARS, dosing="average", off=off)
    columns = {
        "days": table.index,
        "signal": table["bone_signal"],
        "estradiol": table["estradiol_pg_per_ml"],
        "testosterone": table["testosterone_ng_per_dl"],
        "resorbing": table["sctx_percent"],
        "building": table["p1np_percent"],
        "density": table["lumbar_spine_bmd_percent"],
        "hazard": table["vertebral_hazard_ratio"],
    }
    columns = {name: np.asarray(values) for name, values in columns.items()}
    return columns | {"level": _level(table, therapy, columns["days"])}


def _level(table, therapy, days):
    """Level of the followed drug, percent of the usual average."""
    if therapy == "none":
        return np.zeros(days.size)
    column = CHANNELS[INDEX[THERAPIES[therapy].channel]].column
    found = np.asarray(table[column]) if column in table else np.zeros(days.size)
    return 100 * found / usual_level(therapy)


def _bands(person, therapy, other, adherence, off, count, years):
    """Quantiles of the draws: quantity → (low, high) along ``days``; and of the ratio."""
    one = _drawn_course(person, therapy, adherence, off, count)
    yield 0.6
    two = _drawn_course(person, other, 100, off, count)
    ratio = np.percentile(_averaged_ratio(one, two, years), EDGES)
    return one["bands"] | {"days": one["days"], "ratio": ratio, "draws": count}


def _averaged_ratio(one, two, years):
    """Hazard of spine fractures with over without, each averaged over the years."""
    sums = [
        np.trapezoid(part["hazard"].T, np.minimum(part["days"], years * DAYS_PER_YEAR))
        for part in (one, two)
    ]
    return sums[0] / sums[1]


@lru_cache(maxsize=KEPT)
def _drawn_course(person, therapy, adherence, off, count):
    """Hazard of all draws, array (m, count), and the bands of all quantities; remembered."""
    someone = person_of(person)
    regimens = regimens_of(person, therapy, adherence, lambda name: _drawn_drug(name, count))
    every = follow_draws(someone, regimens, YEARS, count, SEED, off)
    drawn = _quantities(every, therapy, off)
    bands = {name: np.percentile(drawn[name], EDGES, axis=1) for name in BANDED}
    return {"days": every.days, "hazard": drawn["hazard"], "bands": bands}


@lru_cache(maxsize=64)
def _drawn_drug(name, count):
    """A drug whose uncertain numbers are drawn, one value for each draw."""
    table = drug(name).parameters
    # Every number becomes an array, those that are sure an array of equal values.
    factors = {s: np.ones(count) for s in table if s not in TIMING and table[s] > 0}
    symbols = [symbol for symbol in uncertain(table) if symbol in factors]
    if symbols:
        sets = draws(table, count, SEED + 1 + DRUGS.index(name), symbols)
        factors |= {s: np.array([one[s] for one in sets]) / table[s] for s in symbols}
    return drug(name).scaled(**factors)


def _quantities(every, therapy, off):
    p, state = every.numbers, every.state
    given = [every.inputs[:, place] for place in range(len(CHANNELS))]
    given = [g[:, None] if g.ndim == 1 else g for g in given]
    seen = ligands(state("E2"), given, p)
    spine = site_density("lumbar_spine", state("Vt"), state("Vc"), state("M"))
    turnover = state("C") / state("C")[0]
    hazard = hazard_ratio("vertebral", 100 * (spine - spine[0]), turnover)
    return {
        "level": _drawn_level(given, therapy, state("C").shape),
        "signal": signal(stimulus(p.bone, seen), p.bone),
        "estradiol": state("E2") + given[INDEX["estradiol_added"]],
        "testosterone": state("T"),
        "resorbing": 100 * (turnover - 1),
        "building": 100 * (state("B") / state("B")[0] - 1),
        "density": 100 * (spine / spine[0] - 1),
        "hazard": np.ones_like(hazard) if "fracture" in off else hazard,
    }


def _drawn_level(given, therapy, shape):
    if therapy == "none":
        return np.zeros(shape)
    level = given[INDEX[THERAPIES[therapy].channel]]
    return np.broadcast_to(100 * level / usual_level(therapy), shape)
