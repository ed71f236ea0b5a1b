"""What trials measured for the therapies of "The whole chain": density, fractures, all else."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from course_utils.datasets import cite, load
from course_utils.evidence.balance import balance_lines

NORMAL = 1.96  # standard errors from a mean to the limits of its 95 % interval
AFTER = ("ana", "mei")


class Measured(NamedTuple):
    """A result of a study with its 95 % interval (NaN where none was printed)."""

    estimate: float
    low: float
    high: float
    years: float
    study: str
    what: str


class _Row(NamedTuple):
    """Where a result stands: people, therapy, then trial, arm, line and source of a table."""

    people: tuple
    therapy: str
    trial: str
    arm: str
    line: str
    source: str
    years: float
    what: str


DENSITY = (
    _Row(AFTER, "none", "RLX_PREV_3Y", "placebo", "lumbar_spine", "johnston2000", 3, "placebo"),
    _Row(AFTER, "raloxifene", "RLX_PREV_3Y", "raloxifene_60mg", "lumbar_spine", "johnston2000",
         3, "raloxifene"),
    _Row(AFTER, "hrt_oral", "PEPI", "cee_mpa_continuous", "lumbar_spine", "pepi1996", 3, "HRT"),
    _Row(AFTER, "tsec", "SMART_1", "bza20_ce0.45", "lumbar_spine", "bza_ce_review2013", 1, "TSEC"),
    _Row(AFTER, "tamoxifen", "HENRY2010", "tamoxifen_postmenopausal", "lumbar_spine",
         "henry2009", 1, "tamoxifen"),
    _Row(AFTER, "ai", "ATAC_BONE", "anastrozole_1mg", "lumbar_spine", "eastell2008atac", 5,
         "anastrozole"),
    _Row(("david",), "ai", "BURNETTBOWIE2009", "anastrozole_1mg", "lumbar_spine",
         "burnettbowie2009", 1, "anastrozole, older men"),
    _Row(("walter",), "gnrh_agonist", "SMITH2004", "no_raloxifene", "lumbar_spine", "smith2004",
         1, "GnRH agonist"),
    _Row(("walter",), "raloxifene", "SMITH2004", "raloxifene_60mg", "lumbar_spine", "smith2004",
         1, "with raloxifene"),
)  # fmt: skip
FRACTURES = (
    _Row(AFTER, "raloxifene", "MORE", "raloxifene_60mg", "vertebral_morphometric", "delmas2002",
         4, "spine, on X-ray"),
    _Row(AFTER, "hrt_oral", "WHI_EP", "cee_mpa", "clinical_vertebral", "uspstf2012", 5.6,
         "spine, clinical"),
    _Row(AFTER, "tamoxifen", "NSABP_P1", "tamoxifen_20mg", "osteoporotic_any", "fisher2005", 7,
         "osteoporotic"),
    _Row(AFTER, "ai", "ATAC", "anastrozole_1mg", "total", "eastell2006atac", 5,
         "vs tamoxifen"),
    _Row(("david", "luis"), "trt", "TRAVERSE_FX", "testosterone_gel", "total", "snyder2024", 3.19,
         "any, older men"),
)  # fmt: skip
SHEETS = {
    "hrt_oral": ("estrogen_progestogen", "oral"),
    "hrt_patch": ("estrogen_progestogen", "patch"),
    "raloxifene": ("raloxifene_ruth", "oral"),
}
SHOWN = 4


@cache
def density_of(person, therapy):
    """Change of spine density a trial measured in people like this one; None if none is known."""
    row = _wanted(DENSITY, person, therapy)
    if row is None:
        return None
    one = _row_of("bmd_outcomes", row, "site", "time_y")
    mean, error = one["mean_pct_change"], one["se"]
    low, high = one["ci_low"], one["ci_high"]
    if math.isnan(low) and not math.isnan(error):
        low, high = mean - NORMAL * error, mean + NORMAL * error
    return Measured(mean, low, high, row.years, _study(row.source), row.what)


@cache
def fractures_of(person, therapy):
    """Fracture ratio a trial measured for this therapy; None if the tables hold none."""
    row = _wanted(FRACTURES, person, therapy)
    if row is None:
        return None
    one = _row_of("fracture_outcomes", row, "outcome", "follow_up_y")
    return Measured(
        *(float(one[name]) for name in ("estimate", "ci_low", "ci_high")),
        row.years,
        _study(row.source),
        row.what,
    )


@cache
def counts_of(person, therapy, years):
    """Other events a trial counted: list of (outcome, events per 1,000 women), longest first."""
    if person not in AFTER or therapy not in SHEETS:
        return ()
    sheet, route = SHEETS[therapy]
    lines = balance_lines(sheet, years, route=route).dropna(subset="difference")
    lines = lines[~lines["outcome"].str.contains("fracture", case=False)]
    order = lines["difference"].abs().sort_values(ascending=False).index[:SHOWN]
    return tuple(zip(lines["outcome"][order], lines["difference"][order], strict=True))


def _wanted(rows, person, therapy):
    found = (row for row in rows if person in row.people and row.therapy == therapy)
    return next(found, None)


def _row_of(table, row, line, years):
    data = load(table)
    here = (data["trial_id"] == row.trial) & (data["arm"] == row.arm)
    here &= (data[line] == row.line) & (data["citation_key"] == row.source)
    here &= data[years] == row.years
    for wanted in ("mean_pct_change", "estimate"):
        if wanted in data:
            here &= data[wanted].notna()
    return data[here].iloc[0]


def _study(source):
    """``"Johnston 2000"``; the Women's Health Initiative, read in a review, by its name."""
    words = cite(source, "short").split()
    if words[0] == "U.S.":
        return "WHI"
    return f"{'PEPI' if 'PEPI' in words else words[0]} {words[-1]}"
