"""All claims of the articles, found by word, article, lesson or verdict."""

from __future__ import annotations

from course_utils.datasets import cite, load

VERDICT_WORDS = {
    "supported": "supported",
    "supported_with_caveat": "supported with limits",
    "overstated": "overstated",
    "contradicted": "contradicted",
    "miscited": "miscited",
    "unverifiable": "no evidence found",
}
HYPHEN_MINUS = r"(?<![\w.])-(?=\d)"
CHECKED = {
    "verified_abstract": "checked against the abstract",
    "verified_secondary": "checked against a page that reports the study",
    "verified_fulltext_page": "checked against the full text",
    "recalled_unverified": "recalled, not checked",
}


def find_claims(words="", article=None, lesson=None, verdict=None):
    """Claims that fit every condition given.

    Parameters
    ----------
    words : str
        Every word must occur in the claim, its reason or its effect; case does not matter.
    article : str, optional
        ``"S0"`` to ``"S4"``.
    lesson : str, optional
        Such as ``"L07"``.
    verdict : str, optional
        One of the words of ``VERDICT_WORDS``.

    Returns
    -------
    pandas.DataFrame
        One row per claim, in the order of the articles: ``claim_id``, ``article``, ``lesson``,
        ``claim``, ``verdict``, ``effect``, ``reason``, ``sources``, ``checked``, ``register_id``
        (the claims of the register that this one backs; may be empty).

    Raises
    ------
    ValueError
        If no claim carries the article, lesson or verdict; the sentence lists those that do.
    """
    table = _claims()
    for column, wanted in (("article", article), ("lesson", lesson), ("verdict", verdict)):
        if wanted is not None:
            table = table[_carries(table[column], column, wanted)]
    text = (table["claim"] + " " + table["reason"] + " " + table["effect"]).str.lower()
    for word in words.lower().split():
        table = table[text.loc[table.index].str.contains(word, regex=False)]
    return table.reset_index(drop=True)


def choices(column):
    """The values that occur in ``article``, ``lesson`` or ``verdict``, sorted."""
    return sorted({value for cell in _claims()[column] for value in cell.split(", ")})


def _carries(cells, column, wanted):
    known = choices(column)
    if wanted not in known:
        raise ValueError(f"No claim has the {column} {wanted!r}; there are {', '.join(known)}.")
    return [wanted in cell.split(", ") for cell in cells]


def _claims():
    import pandas as pd

    table = load("claims", include_unverified=True)
    return pd.DataFrame(
        {
            "claim_id": table["claim_id"],
            "article": table["article"],
            "lesson": ["L" + lessons.replace(";", ", L") for lessons in table["lesson"]],
            "claim": table["claim_paraphrase"],
            "verdict": table["verdict"].map(VERDICT_WORDS),
            "effect": table["effect_estimate"]
            .fillna("")
            .str.replace(HYPHEN_MINUS, "−", regex=True),
            "reason": table["reasoning"].fillna(""),
            "sources": [_sources(row) for _, row in table.iterrows()],
            "checked": table["verification"].map(CHECKED),
            "register_id": table["claim_id"].map(_register()).fillna(""),
        }
    )


def _sources(row):
    return cite(row) if isinstance(row["citation_key"], str) else ""


def _register():
    """Claim → the ids of the register that rest on it."""
    audits = load("claim_audits", include_unverified=True).dropna(subset="evidence_claim_id")
    pairs = audits.assign(claim=audits["evidence_claim_id"].str.split(";")).explode("claim")
    return pairs.groupby("claim")["register_id"].agg(", ".join)
