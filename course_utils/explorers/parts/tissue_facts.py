"""Six tissues: their column in the teaching table, and what was found in people."""

from __future__ import annotations

from functools import cache

from course_utils.datasets import load

SIX = {
    "bone": "bone",
    "breast": "breast",
    "uterus": "uterus",
    "liver": "liver",
    "brain: heat": "brain",
    "brain: LH": "brain",
}
"""Tissue → column of efficacies; both places in the brain share one column."""

MEASURED = {
    "bone": "bone",
    "breast": "breast",
    "uterus": "endometrium",
    "liver": "liver_lipids",
    "brain: heat": "vasomotor",
    "brain: LH": "hypothalamus_pituitary",
}
HUMAN = ("clinical", "regulatory label")
UNKNOWN = "not listed"


def in_people(drugs):
    """Tissue → what clinical studies in people say of one drug; of two together none is listed.

    Parameters
    ----------
    drugs : list of str
        Up to two names.

    Returns
    -------
    dict of str to str
        ``"agonist"``, ``"antagonist"``, ``"neutral"``, two of them when studies differ, or
        ``"not listed"`` where the table ``tissue_activity`` has none.
    """
    return dict(_of_drug(drugs[0] if len(drugs) == 1 else ""))


@cache
def _of_drug(name):
    table = load("tissue_activity")
    people = table["species"].eq("human") & table["evidence_type"].str.startswith(HUMAN)
    rows = table[people & table["drug"].eq(name)]
    return tuple((tissue, _said(rows, key)) for tissue, key in MEASURED.items())


def _said(rows, key):
    words = rows.loc[rows["tissue"] == key, "activity"].str.replace("_", " ").unique()
    return "\nor ".join(words) or UNKNOWN
