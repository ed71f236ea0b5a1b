"""Disagreements between the articles, and the audit of their references."""

import re

import pandas as pd
import pytest

from course_utils.datasets import cite, load
from course_utils.evidence import audit_tables
from course_utils.evidence.audit_tables import (
    contradictions,
    reference_audit,
    reference_audit_sentence,
)


def test_reference_audit_counts_every_entry_once():
    """6 right, 17 wrong, 11 untraced of 34, as the register of references says."""
    audit = reference_audit()
    assert list(audit.columns) == ["right", "wrong", "untraced", "entries"]
    assert audit.loc["all"].tolist() == [6, 17, 11, 34]
    assert audit.loc["S0"].tolist() == [1, 7, 2, 10]
    table = load("article_references", include_unverified=True)
    assert (audit["entries"].drop("all") == table["article"].value_counts().sort_index()).all()


def test_the_sentence_is_counted_from_the_table():
    numbers = [int(n) for n in re.findall(r"\d+", reference_audit_sentence())]
    assert numbers == [34, 6, 17, 11]


def test_without_the_table_the_audit_is_zero(monkeypatch):
    monkeypatch.setattr(audit_tables, "names", list)
    assert (reference_audit() == 0).all(axis=None)


def test_an_unknown_verdict_names_the_reference(monkeypatch):
    odd = pd.DataFrame({"article": ["S1"], "ref_no": [3], "verdict": ["maybe"]})
    monkeypatch.setattr(audit_tables, "load", lambda *_args, **_kwargs: odd)
    with pytest.raises(ValueError, match="Reference 3 of S1 has the verdict 'maybe'"):
        reference_audit()


def test_every_contradiction_names_claims_and_sources_that_exist():
    register = set(load("claim_audits", include_unverified=True)["register_id"])
    table = contradictions()
    assert len(table) == 7
    for _, row in table.iterrows():
        assert set(row["claim_ids"].split(";")) <= register, row["topic"]
        assert cite(row)
        assert row["first_source"] != row["second_source"]


def test_contradictions_by_lesson():
    assert set(contradictions("08")["lesson"]) == {"08"}
    with pytest.raises(ValueError, match="No disagreement belongs to lesson '02'"):
        contradictions("02")
