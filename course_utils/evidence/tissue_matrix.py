"""What each drug does in each tissue, the evidence behind the word, and what the articles say."""

from __future__ import annotations

import pandas as pd

from course_utils.datasets import load

TISSUES = {
    "bone": "bone",
    "breast": "breast",
    "endometrium": "uterus lining",
    "vagina": "vagina",
    "liver_lipids": "liver (LDL)",
    "coagulation": "clotting",
    "vasomotor": "hot flashes",
    "hypothalamus_pituitary": "LH and FSH",
}
"""Tissue of the table ``tissue_activity`` → short name."""

DRUGS = (
    "tamoxifen",
    "raloxifene",
    "bazedoxifene",
    "lasofoxifene",
    "arzoxifene",
    "ospemifene",
    "clomiphene",
    "enclomiphene",
    "bazedoxifene + CE",
)
# Strongest first; what a kind of evidence begins with → its level.
LEVELS = ("trial", "trial in men", "cohort, review or label", "animals or cells")
_BEGINNINGS = {
    "clinical (review": "cohort, review or label",
    "clinical (book": "cohort, review or label",
    "clinical": "trial",
    "regulatory": "cohort, review or label",
    "review": "cohort, review or label",
    "uncontrolled": "cohort, review or label",
    "preclinical": "animals or cells",
    "molecular": "animals or cells",
}
WORDS = {"agonist": "like", "partial_agonist": "partly like", "antagonist": "against"}


def evidence_level(evidence_type):
    """One of ``LEVELS`` for a kind of evidence of the table ``tissue_activity``.

    Raises
    ------
    ValueError
        If the kind is not known.
    """
    for start, level in _BEGINNINGS.items():
        if evidence_type.startswith(start):
            return "trial in men" if level == "trial" and ", men" in evidence_type else level
    raise ValueError(f"No level is set for the evidence {evidence_type!r}.")


def tissue_matrix(drugs=DRUGS, tissues=tuple(TISSUES)):
    """Direction and evidence of each drug in each tissue, one row per filled cell.

    Parameters
    ----------
    drugs, tissues : sequence of str
        As written in ``tissue_activity``.

    Returns
    -------
    DataFrame
        ``drug``, ``tissue``, ``direction`` ("like", "against", "neutral" …; "it depends" if
        studies differ), ``level`` (the strongest of ``LEVELS``), ``citation_key``,
        ``verification``; both of the last with all entries of the cell.

    Source: `citation_key` of each row; see `course_utils.datasets.cite`.
    """
    table = load("tissue_activity")
    table = table[table["drug"].isin(drugs) & table["tissue"].isin(tissues)]
    table = table[table["species"].eq("human") & table["activity"].ne("unknown")]
    cells = [_cell(*key, rows) for key, rows in table.groupby(["drug", "tissue"], sort=False)]
    order = {name: place for place, name in enumerate((*drugs, *tissues))}
    cells.sort(key=lambda cell: (order[cell["drug"]], order[cell["tissue"]]))
    return pd.DataFrame(cells)


def _cell(drug, tissue, rows):
    words = [WORDS.get(activity, activity) for activity in rows["activity"]]
    levels = {evidence_level(kind) for kind in rows["evidence_type"]}
    return {
        "drug": drug,
        "tissue": tissue,
        "direction": words[0] if len(set(words)) == 1 else "it depends",
        "level": min(levels, key=LEVELS.index),
        "citation_key": ";".join(dict.fromkeys(rows["citation_key"])),
        "verification": ";".join(dict.fromkeys(rows["verification"])),
    }


def statements_beside_evidence():
    """What the articles state of a drug in a tissue, beside what was found in people.

    Returns
    -------
    DataFrame
        Columns of ``tissue_statements`` and ``found``: the words of all human rows of that drug
        and tissue, joined by " or "; missing where the table has no row.

    Source: tables ``tissue_statements`` and ``tissue_activity``.
    """
    people = load("tissue_activity").query("species == 'human'")
    words = people.groupby(["drug", "tissue"])["activity"].unique()
    found = words.map(" or ".join).rename("found").reset_index()
    return load("tissue_statements").merge(found, on=["drug", "tissue"], how="left")
