"""What lesson 15 reads from the evidence tables: cohorts beside trials, and who started when."""

from __future__ import annotations

import pandas as pd

from course_utils.datasets import cite, load

COLUMNS = ["estimate", "ci_low", "ci_high", "citation_key", "verification"]
QUESTIONS = {  # exposure and outcome in the table → words for a figure
    (
        "estrogen plus progestin vs none",
        "myocardial infarction",
    ): "heart attack,\nestrogen + progestin",
    ("estrogen plus progestin vs none", "stroke"): "stroke,\nestrogen + progestin",
    ("estrogen alone vs none", "myocardial infarction"): "heart attack,\nestrogen alone",
    ("estrogen alone vs none", "stroke"): "stroke,\nestrogen alone",
}
FRACTURES = {"WHI_EP": "cauley2003", "WHI_EA": "jackson2006"}  # trial → data version used here
NAMES = {
    "WHI_OS": "WHI cohort",
    "WHI_HT_TRIAL": "WHI trials",
    "MILLION_WOMEN": "UK cohort",
    "NHS_EMULATED": "Nurses",
    "WHI_EP": "WHI (E + P)",
    "WHI_EA": "WHI (E alone)",
    "DOPS": "Danish trial",
}
GAPS = {"less than 5": "< 5", "5 to 15": "5–15", "more than 15": "> 15"}


def _named(row, question, design):
    found = {name: row[name] for name in COLUMNS}
    return {"question": question, "design": design, "study": _study(row)} | found


def _study(row):
    name = NAMES[row["study_id"] if "study_id" in row else row["trial_id"]]
    return f"{name}, {cite(row['citation_key'], 'short').replace(' et al.', '')}"


def hearts():
    """Heart attack and stroke in one research program: women who chose, women who were drawn.

    Returns
    -------
    DataFrame
        ``question``, ``design``, ``study``, ``estimate``, ``ci_low``, ``ci_high``,
        ``citation_key``, ``verification``.
    """
    table = load("associations").set_index("study_id", drop=False)
    rows = []
    for (exposure, outcome), question in QUESTIONS.items():
        for study, design in (("WHI_OS", "cohort"), ("WHI_HT_TRIAL", "trial")):
            found = table.loc[study]
            same = (found["exposure"] == exposure) & (found["outcome"] == outcome)
            rows.append(_named(found[same].iloc[0], question, design))
    return pd.DataFrame(rows)


def fractures():
    """Any fracture in the Million Women Study and in the two WHI trials; columns as `hearts`."""
    table = load("associations")
    cohort = table[table["study_id"] == "MILLION_WOMEN"].iloc[0]
    trials = load("fracture_outcomes")
    rows = [_named(cohort, "any fracture", "cohort")]
    for trial, version in FRACTURES.items():
        same = (trials["trial_id"] == trial) & (trials["citation_key"] == version)
        whole = trials[same & (trials["outcome"] == "total") & (trials["analysis_set"] == "ITT")]
        rows.append(_named(whole.iloc[0], "any fracture", "trial"))
    return pd.DataFrame(rows)


def pairs():
    """`hearts` and below them `fractures`."""
    return pd.concat([hearts(), fractures()], ignore_index=True)


def nurses():
    """The nurses' cohort arranged like a trial: coronary disease by time, columns as `hearts`."""
    table = load("associations")
    rows = table[table["study_id"] == "NHS_EMULATED"]
    words = {
        "nurses, whole follow-up": "all nurses,\nall years",
        "nurses, first 2 years": "all nurses,\nfirst 2 years",
        "nurses, after 2 years": "all nurses,\nafter 2 years",
        "nurses less than 10 years after menopause": "start < 10 years\nafter menopause",
        "nurses 10 or more years after menopause": "start ≥ 10 years\nafter menopause",
    }
    named = [_named(row, words[row["population"]], "cohort") for _, row in rows.iterrows()]
    return pd.DataFrame(named)


def young_in_trials():
    """Trials in women near menopause: WHI estrogen alone at 50 to 59 years, and DOPS."""
    table = load("safety_outcomes")
    young = (table["outcome"] == "coronary_heart_disease_age50_59") & (table["follow_up_y"] < 10)
    danish = table["outcome"] == "death_heart_failure_or_mi"
    words = {
        "WHI_EA": "coronary disease,\nage 50–59 at entry",
        "DOPS": "death, heart failure\nor heart attack",
    }
    chosen = table[young | danish]
    return pd.DataFrame([_named(r, words[r["trial_id"]], "trial") for _, r in chosen.iterrows()])


def timing():
    """`nurses` and below them `young_in_trials`."""
    return pd.concat([nurses(), young_in_trials()], ignore_index=True)


def starts():
    """Years from menopause to the first hormones: percent of the users of cohort and trial.

    Returns
    -------
    DataFrame
        Rows ``< 5``, ``5–15`` and ``> 15`` years, columns ``cohort`` and ``trial``.
    """
    table = load("associations")
    columns = {}
    for study, design in (("WHI_GAP_OS", "cohort"), ("WHI_GAP_TRIAL", "trial")):
        rows = table[table["study_id"] == study]
        spans = rows["exposure"].str.split(": ").str[1].map(GAPS)
        columns[design] = pd.Series(rows["estimate"].to_numpy(float), index=spans)
    return pd.DataFrame(columns)


def early_and_late():
    """Ratio and limits for a start within 10 years of menopause, and for a later one."""
    rows = nurses().set_index("question")[["estimate", "ci_low", "ci_high"]]
    early = rows.loc["start < 10 years\nafter menopause"]
    late = rows.loc["start ≥ 10 years\nafter menopause"]
    return {"early": tuple(map(float, early)), "late": tuple(map(float, late))}
