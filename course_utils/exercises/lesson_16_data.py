"""What lesson 16 puts side by side: sheets, networks, routes, and the dates of claims."""

from __future__ import annotations

import pandas as pd

from course_utils.datasets import load
from course_utils.evidence.balance import SHEETS, balance_lines
from course_utils.evidence.balance_rows import find_row, ratio_in, yearly_rate

NAMES = {
    "estrogen_progestogen": "E + P\n(WHI)",
    "estrogen_alone": "E alone\n(WHI)",
    "raloxifene_ruth": "raloxifene\n(RUTH)",
    "raloxifene_more": "raloxifene\n(MORE)",
    "lasofoxifene": "lasofoxifene\n(PEARL)",
}
PAIR = "E + baze-\ndoxifene"
OUTCOMES = {
    "Fracture": "fracture",
    "Breast cancer": "breast",
    "Clots": "clots",
    "Stroke": "stroke",
    "Heart": "heart",
    "Diabetes": "Diabetes",
    "Gallbladder": "Gallbladder disease",
}
EVENTS = (
    ("1999", "label", "US: raloxifene to treat\nosteoporosis (1997: prevent)"),
    ("2002", "trial", "WHI estrogen + progestogen\nstopped"),
    ("2003", "label", "US: boxed warning on\nestrogen labels"),
    ("2006", "trial", "RUTH; and STAR at 47 months:\nratio 1.02 (0.82 to 1.28)"),
    ("2007", "label", "US: raloxifene against breast\ncancer; box for clots, stroke"),
    ("2009", "label", "EU: experts recommend\nbazedoxifene"),
    ("2010", "trial", "PEARL; and STAR at 81 months:\nratio 1.24 (1.05 to 1.47)"),
    ("2013", "trial", "WHI: both trials, all outcomes"),
    ("2013", "label", "US: estrogen + bazedoxifene,\nwith the estrogen box"),
    ("Nov 2025", "label", "US: agency asks to shorten\nthe box"),
    ("Feb 2026", "label", "US: first six new labels"),
)
"""Dates as the sources print them; sources: see the references of the lesson."""


def state(lines):
    """What a trial says about one outcome: fewer, more, open or no line.

    An interval that leaves out no effect decides; one that does not leaves it open.
    """
    if lines.empty:
        return "no line"
    if (lines["ci_low"] > 0).any():
        return "more"
    return "fewer" if (lines["ci_high"] < 0).any() else "open"


def states():
    """Outcome × treatment → `state`; the last column is the pair, which has no sheet.

    Returns
    -------
    DataFrame
    """
    found = {}
    for sheet, name in NAMES.items():
        lines = balance_lines(sheet, 5)
        of = lines["group"].where(lines["group"] != "", lines["outcome"])
        found[name] = [state(lines[of == group]) for group in OUTCOMES.values()]
    found[PAIR] = ["no line"] * len(OUTCOMES)
    return pd.DataFrame(found, index=list(OUTCOMES))


def all_sheets():
    """Four sheets stacked: events per 1,000 women over 5 years, more (+) or fewer (−).

    Lines without an interval are left out.

    Returns
    -------
    DataFrame
        ``trial``, ``treatment`` and the columns of `balance_lines` but for ratio and design.
    """
    parts = [
        balance_lines(name, 5).assign(trial=SHEETS[name].trial_id, treatment=SHEETS[name].treatment)
        for name in SHEETS
        if name != "estrogen_alone"
    ]
    columns = ["trial", "treatment", "outcome", "difference", "ci_low", "ci_high"]
    return pd.concat(parts).dropna(subset="ci_low").reset_index(drop=True)[columns]


def spine_ratios():
    """Spine fractures on X-ray of four SERMs against placebo, one row per trial."""
    chosen = (
        ("MORE", "delmas2002", "raloxifene_60mg"),
        ("BZA_301", "silverman2008;vestergaard2009", "bazedoxifene_20mg"),
        ("PEARL", "cummings2010", "lasofoxifene_0.5mg"),
        ("GENERATIONS", "cummings2011", "arzoxifene_20mg"),
    )
    table = load("fracture_outcomes")
    found = []
    for trial, key, arm in chosen:
        rows = table[(table["trial_id"] == trial) & (table["citation_key"] == key)]
        rows = rows[(rows["arm"] == arm) & (rows["outcome"] == "vertebral_morphometric")]
        found.append(rows.dropna(subset=["ci_low"]).iloc[[0]])
    return _plain_names(pd.concat(found, ignore_index=True))


def breast_ratios(star="vogel2006"):
    """Invasive breast cancer: P-1, MORE, RUTH against placebo, and STAR head to head.

    Parameters
    ----------
    star : str
        Which report of STAR: vogel2006 or vogel2010.
    """
    chosen = {
        "NSABP_P1": "fisher2005",
        "MORE": "cummings1999",
        "RUTH": "barrettconnor2006",
        "STAR": star,
    }
    rows = [find_row(trial, "invasive_breast_cancer", key) for trial, key in chosen.items()]
    return _plain_names(pd.DataFrame(rows).reset_index(drop=True))


def route_ratios():
    """Clots with estrogen swallowed and through the skin, against non-use; for `ratio_rows`."""
    rows = []
    for trial, key in (("ESTHER", "canonico2007"), ("E3N", "canonico2010")):
        for arm, words in (("oral_estrogen", "swallowed"), ("transdermal_estrogen", "on the skin")):
            effect = ratio_in(
                find_row(trial, "venous_thromboembolism", key, "safety_outcomes", arm)
            )
            rows.append((f"{words}, {trial}", "cohort", effect.estimate, effect.low, effect.high))
    return as_rows(rows)


def as_rows(rows):
    """Tuples (label, kind, estimate, low, high) as the table that `ratio_rows` draws."""
    return pd.DataFrame(rows, columns=["label", "kind", "estimate", "ci_low", "ci_high"])


def clot_baselines():
    """Clots with a SERM in four reports: the baseline, the ratio and the extra over 5 years.

    Returns
    -------
    DataFrame
        ``drug``, ``trial``, ``report``, ``placebo_per_1000_y``, ``ratio``, ``extra_per_1000_5y``.
    """
    more = find_row("MORE", "venous_thromboembolism", "cummings1999")
    pearl = find_row("PEARL", "venous_thromboembolism", "cummings2010", arm="lasofoxifene_0.5mg")
    ruth = find_row("RUTH", "venous_thromboembolism", "barrettconnor2006")
    reports = (
        ("raloxifene", "MORE", "1999", more, _from_counts(more)),
        ("raloxifene", "MORE", "2004", _again("grady2004"), _from_counts(more)),
        ("lasofoxifene", "PEARL", "2010", pearl, yearly_rate(pearl)),
        ("raloxifene", "RUTH", "2006", ruth, _from_counts(ruth)),
    )
    rows = [(d, t, y, 1000 * rate, ratio_in(row).estimate) for d, t, y, row, rate in reports]
    table = pd.DataFrame(rows, columns=["drug", "trial", "report", "placebo_per_1000_y", "ratio"])
    return table.assign(
        extra_per_1000_5y=5 * table["placebo_per_1000_y"] * (table["ratio"] - 1)
    ).round(2)


def _again(key):
    return find_row("MORE", "venous_thromboembolism", key)


def _from_counts(row):
    """Events per person-year on placebo; half of the randomized where n is not printed."""
    trials = load("trials")
    half = float(trials[trials["trial_id"] == row["trial_id"]]["n_randomized"].iloc[0]) / 2
    people = half if pd.isna(row["n_comparator"]) else float(row["n_comparator"])
    return float(row["events_comparator"]) / people / float(row["follow_up_y"])


def _plain_names(rows):
    short = {name: rows[name].str.split("_").str[0] for name in ("arm", "comparator")}
    keep = ["trial_id", "arm", "comparator", "measure", "estimate", "ci_low", "ci_high"]
    numbers = {name: rows[name].astype(float) for name in keep[4:]}
    return rows.assign(**short, **numbers, ci_level=95.0)[
        [*keep, "follow_up_y", "ci_level", "citation_key"]
    ]
