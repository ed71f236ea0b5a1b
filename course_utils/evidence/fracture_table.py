"""The articles' table of fracture reductions, cell by cell, beside trials and pooled trials."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from course_utils.datasets import load

LIMITED = ("estimate", "ci_low", "ci_high")


class Source(NamedTuple):
    """Where a mark of the rebuilt table comes from, and what it is called there."""

    label: str
    trial_id: str
    outcome: str
    citation_key: str
    arm: str | None = None
    analysis_set: str | None = None
    table: str = "fracture_outcomes"


HORMONES, RALOXIFENE = "hormone therapy", "raloxifene"
LASOFOXIFENE, BAZEDOXIFENE = "lasofoxifene", "bazedoxifene"
SPINE, ELSEWHERE = "vertebral", "nonvertebral"
META = "meta_analyses"
SHAPE = "vertebral_morphometric"

# (drug, fracture) → claim with the article's number, and the sources that answer it.
CELLS = {
    (HORMONES, SPINE): ("S4-17", (
        Source("WHI E+P, felt", "WHI_EP", "clinical_vertebral", "uspstf2012"),
        Source("WHI E alone, felt", "WHI_EA", "clinical_vertebral", "jackson2006"),
        Source("13 trials pooled", "TORGERSON2001V", "vertebral fracture", "torgerson2001v",
               table=META),
        Source("5 trials pooled", "WELLS2002", "vertebral fracture", "wells2002", table=META),
    )),
    (RALOXIFENE, SPINE): ("S4-20", (
        Source("MORE 60 mg, X-ray", "MORE", SHAPE, "delmas2002", "raloxifene_60mg"),
        Source("MORE 120 mg, X-ray", "MORE", SHAPE, "delmas2002", "raloxifene_120mg"),
        Source("RUTH 60 mg, felt", "RUTH", "clinical_vertebral", "barrettconnor2006"),
    )),
    (LASOFOXIFENE, SPINE): ("S4-23", (
        Source("PEARL 0.5 mg, X-ray", "PEARL", SHAPE, "cummings2010", "lasofoxifene_0.5mg"),
        Source("PEARL 0.25 mg, X-ray", "PEARL", SHAPE, "cummings2010", "lasofoxifene_0.25mg"),
    )),
    (BAZEDOXIFENE, SPINE): ("S4-26", (
        Source("3 years, 20 mg, X-ray", "BZA_301", SHAPE, "silverman2008;vestergaard2009",
               "bazedoxifene_20mg"),
        Source("5 years, 20 mg, X-ray", "BZA_301", SHAPE, "silverman2012", "bazedoxifene_20mg"),
    )),
    (HORMONES, ELSEWHERE): ("S4-18", (
        Source("22 trials pooled", "TORGERSON2001", "nonvertebral fracture", "torgerson2001",
               table=META),
        Source("6 trials pooled", "WELLS2002", "nonvertebral fracture", "wells2002", table=META),
        Source("WHI E+P, any fracture", "WHI_EP", "total", "cauley2003"),
        Source("WHI E alone, any fracture", "WHI_EA", "total", "jackson2006", analysis_set="ITT"),
        Source("WHI E alone, hip only", "WHI_EA", "hip", "jackson2006"),
    )),
    (RALOXIFENE, ELSEWHERE): ("S4-21", (
        Source("MORE, both doses, 4 years", "MORE", "nonvertebral", "delmas2002"),
        Source("MORE and CORE, 8 years", "CORE", "nonvertebral", "siris2005"),
    )),
    (LASOFOXIFENE, ELSEWHERE): ("S4-24", (
        Source("PEARL 0.5 mg", "PEARL", "nonvertebral", "cummings2010", "lasofoxifene_0.5mg"),
    )),
    (BAZEDOXIFENE, ELSEWHERE): ("S4-27", (
        Source("3 years, chosen afterward", "BZA_301", "nonvertebral", "silverman2008",
               "bazedoxifene_20mg"),
    )),
}  # fmt: skip


def claimed_cells():
    """What the articles' table says in each cell, and the course's verdict.

    Returns
    -------
    DataFrame indexed by ``drug``, ``fracture``
        ``claim_id``; ``low`` and ``high``, percent fewer as the article prints them, equal
        for a single number and missing where it claims no consistent effect; ``verdict``.

    Source: table ``claims``; the numbers are read from each claim's sentence.
    """
    claims = load("claims").set_index("claim_id")
    rows = {}
    for place, (claim_id, _) in CELLS.items():
        claim = claims.loc[claim_id]
        low, high = _numbers(claim["claim_paraphrase"])
        verdict = str(claim["verdict"]).replace("_", " ").replace("caveat", "limits")
        rows[place] = {"claim_id": claim_id, "low": low, "high": high, "verdict": verdict}
    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index = pd.MultiIndex.from_tuples(table.index, names=["drug", "fracture"])
    return table


def measured_cells():
    """What trials and pooled trials measured for each cell, in percent fewer fractures.

        percent fewer = 100 · (1 − ratio)

    Returns
    -------
    DataFrame
        ``drug``, ``fracture``, ``label``; ``fewer``, ``low``, ``high`` in percent (negative:
        more fractures; limits missing where none is printed); ``measure``,
        ``citation_key``, ``verification``, ``analysis_set``.

    Raises
    ------
    ValueError
        If a source has no row or more than one.

    Source: tables ``fracture_outcomes`` and ``meta_analyses``.
    """
    return pd.DataFrame(
        {"drug": drug, "fracture": fracture, "label": source.label} | _measured(source)
        for (drug, fracture), (_, sources) in CELLS.items()
        for source in sources
    )


def claimed_beside_measured():
    """One row per cell: the article's number, and the range of the estimates beside it.

    Returns
    -------
    DataFrame indexed by ``drug``, ``fracture``
        ``article``, ``trials`` (percent fewer, smallest to largest estimate, without groups
        picked out after the data were in) and ``verdict``.

    Source: `claimed_cells` and `measured_cells`.
    """
    claimed, measured = claimed_cells(), measured_cells()
    planned = measured[~measured["analysis_set"].fillna("").str.startswith("post hoc")]
    found = planned.groupby(["drug", "fracture"])["fewer"].agg(["min", "max"])
    found = found.reindex(claimed.index)
    says = _spans(claimed["low"], claimed["high"], "no consistent effect")
    trials = _spans(found["min"], found["max"], "late subgroup only")
    return claimed.assign(article=says, trials=trials)[["article", "trials", "verdict"]]


def _numbers(sentence):
    """The one or two percentages of a claim; missing if it has none."""
    found = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", sentence)]
    return (found[0], found[-1]) if found else (float("nan"), float("nan"))


def _measured(source):
    row = _row(source)
    if row["measure"] == "relative_reduction_pct":
        fewer, low, high = row["estimate"], float("nan"), float("nan")
    else:
        fewer, high, low = (100 * (1 - row[name]) for name in LIMITED)
    kept = {name: row.get(name) for name in ("measure", "citation_key", "verification")}
    return (
        {"fewer": fewer, "low": low, "high": high}
        | kept
        | {"analysis_set": row.get("analysis_set")}
    )


def _row(source):
    if source.table == META:
        return _pooled(source)
    rows = load(source.table)
    keep = (rows["trial_id"] == source.trial_id) & (rows["outcome"] == source.outcome)
    keep &= (rows["citation_key"] == source.citation_key) & (rows["comparator"] == "placebo")
    for column in ("arm", "analysis_set"):
        wanted = getattr(source, column)
        keep &= rows[column].eq(wanted) | (wanted is None)
    return _only(rows[keep & rows["estimate"].notna()], source)


def _pooled(source):
    rows = load(META)
    keep = (rows["meta_id"] == source.trial_id) & (rows["outcome"] == source.outcome)
    return _only(rows[keep], source)


def _only(rows, source):
    if len(rows) != 1:
        raise ValueError(f"{len(rows)} rows fit the mark {source.label!r}; one is needed.")
    return rows.iloc[0]


def _spans(lows, highs, missing):
    """Ranges in words; `missing` where there is none."""
    pairs = zip(lows, highs, strict=True)
    return [missing if pd.isna(low) else _span(low, high) for low, high in pairs]


def _span(low, high):
    one, two = f"{low:.0f}".replace("-", "−"), f"{high:.0f}".replace("-", "−")
    return f"{one} %" if one == two else f"{one} to {two} %"
