"""Finding claims: every one of them, each filter, and refusals in words."""

import csv

import pytest

from course_utils.datasets import FOLDER
from course_utils.evidence.claim_search import VERDICT_WORDS, choices, find_claims

with (FOLDER / "claims.csv").open(encoding="utf-8", newline="") as file:
    RAW = list(csv.DictReader(file))


def test_every_claim_of_the_table_is_found_once():
    assert list(find_claims()["claim_id"]) == [row["claim_id"] for row in RAW]


def test_every_claim_has_words_a_verdict_a_lesson_and_its_level():
    table = find_claims()
    for column in ("claim", "verdict", "lesson", "checked"):
        assert (table[column].str.len() > 2).all()
    assert set(table["verdict"]) <= set(VERDICT_WORDS.values())


@pytest.mark.parametrize("article", ["S0", "S1", "S2", "S3", "S4"])
def test_an_article_holds_its_own_claims(article):
    expected = [row["claim_id"] for row in RAW if row["article"] == article]
    assert list(find_claims(article=article)["claim_id"]) == expected


def test_a_claim_of_two_lessons_is_found_from_both():
    both = {row["claim_id"] for row in RAW if row["lesson"] == "12;14"}
    assert both <= set(find_claims(lesson="L12")["claim_id"])
    assert both <= set(find_claims(lesson="L14")["claim_id"])


@pytest.mark.parametrize("column", ["article", "lesson", "verdict"])
def test_the_choices_cover_every_claim(column):
    found = set()
    for value in choices(column):
        found |= set(find_claims(**{column: value})["claim_id"])
    assert found == {row["claim_id"] for row in RAW}


def test_words_must_all_occur_and_case_does_not_matter():
    many, few = find_claims("raloxifene"), find_claims("HIP Raloxifene")
    assert 0 < len(few) < len(many)
    assert set(few["claim_id"]) < set(many["claim_id"])


@pytest.mark.parametrize("words", ["zzzz", "(zzz", "[a", "\\"])
def test_words_that_fit_nothing_leave_an_empty_table(words):
    assert find_claims(words).empty


@pytest.mark.parametrize("wrong", [{"lesson": "7"}, {"article": "S9"}, {"verdict": "true"}])
def test_an_unknown_filter_is_refused_with_the_known_ones(wrong):
    with pytest.raises(ValueError, match=r"No claim has the \w+ .*there are .*\.$"):
        find_claims(**wrong)


def test_the_register_ids_are_those_that_rest_on_the_claim():
    row = find_claims().set_index("claim_id").loc["S0-01"]
    assert row["register_id"] == "C-S0-03"
