"""What the articles say about each other, and what stands behind their reference lists."""

from __future__ import annotations

import pandas as pd

from course_utils.datasets import load, names

ARTICLES = ("S0", "S1", "S2", "S3", "S4")
# The words of the table → the words of the audit.
REFERENCE_VERDICTS = {"correct": "right", "miscited": "wrong", "unverifiable": "untraced"}


def contradictions(lesson=None):
    """Where the articles disagree with each other, with the trials or with a label.

    Parameters
    ----------
    lesson : str, optional
        Two digits, such as ``"08"``, for the disagreements that lesson takes up; none for all.

    Returns
    -------
    DataFrame
        ``topic``, ``first_source``, ``first_says``, ``second_source``, ``second_says``,
        ``resolved_by`` (both plausible, data, logic, label, evidence gap), ``resolution``,
        ``lesson``, ``claim_ids``, ``citation_key``, ``checked_on``, ``verification``.

    Raises
    ------
    ValueError
        If the table is not there or no disagreement belongs to the lesson.

    Source: `citation_key` of each row; see `course_utils.datasets.cite`.
    """
    table = load("contradictions")
    if lesson is None:
        return table
    chosen = table[table["lesson"] == lesson].reset_index(drop=True)
    if chosen.empty:
        known = ", ".join(sorted(set(table["lesson"])))
        raise ValueError(
            f"No disagreement belongs to lesson {lesson!r}; there are some for {known}."
        )
    return chosen


def reference_audit():
    """How many entries in each article's reference list are right, wrong or untraced.

    right: the entry leads to the paper it names; wrong: it provably does not (mixed-up
    authors, year, journal or pages); untraced: nothing was found, which is not proof of
    an error.

    Returns
    -------
    DataFrame
        Index ``article`` with a last row ``all``; columns ``right``, ``wrong``,
        ``untraced`` and ``entries``, as counts; all zero if the table of references is
        not installed.

    Raises
    ------
    ValueError
        If an entry has a verdict outside the three.

    Source: table ``article_references``.
    """
    counted = pd.DataFrame(0, index=list(ARTICLES), columns=list(REFERENCE_VERDICTS.values()))
    counted.index.name = "article"
    for article, verdict in _judged():
        counted.loc[article, verdict] += 1
    counted.loc["all"] = counted.sum()
    return counted.assign(entries=counted.sum(axis=1))


def reference_audit_sentence(audit=None):
    """The audit in one sentence, counted from the table.

    Parameters
    ----------
    audit : DataFrame, optional
        From `reference_audit`; made anew if left out.
    """
    row = (reference_audit() if audit is None else audit).loc["all"]
    return (
        f"Of {row['entries']} references in the articles {row['right']} are right, "
        f"{row['wrong']} are wrong and {row['untraced']} could not be traced."
    )


def _judged():
    """(article, right / wrong / untraced) of every entry; none if the table is not installed."""
    if "article_references" not in names():
        return
    for _, row in load("article_references", include_unverified=True).iterrows():
        if row["verdict"] not in REFERENCE_VERDICTS:
            raise ValueError(
                f"Reference {row['ref_no']} of {row['article']} has the verdict "
                f"{row['verdict']!r}; accepted are {', '.join(REFERENCE_VERDICTS)}."
            )
        yield row["article"], REFERENCE_VERDICTS[row["verdict"]]
