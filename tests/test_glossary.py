"""Glossary and concept map: complete, without circles, and pointing only at what exists."""

import re
from itertools import pairwise

import pytest

from course_utils.datasets import load

NODES = """
dose; route; absorption; half-life; concentration; free fraction; SHBG; ER-alpha; ER-beta;
affinity; efficacy; occupancy; partial agonist; coregulator balance; tissue response; GnRH; LH;
FSH; testosterone; aromatase; estradiol; negative feedback; RANKL; OPG; sclerostin/Wnt; osteocyte;
osteoclast; osteoblast; resorption; formation; remodeling space; bone mass; BMD; architecture;
falls; fracture; surrogate; baseline risk; relative risk; absolute risk; bias; decision
"""
PLANNED = {node.strip() for node in NODES.split(";")}
ADVICE = re.compile(r"\b(should|must|ought|recommended|avoid|safest|best choice)\b")
STIGMA = re.compile(r"\b(sufferers?|victims?|osteoporotics?|diabetics?|elderly|normal women)\b")
GLOSSARY = load("glossary")
SENTENCES = dict(zip(GLOSSARY.term, GLOSSARY.sentence, strict=True))


# --- glossary ------------------------------------------------------------------------------


def test_there_are_the_98_planned_terms_or_more_in_order():
    assert len(SENTENCES) >= 98
    assert list(SENTENCES) == sorted(SENTENCES, key=str.lower)


@pytest.mark.parametrize("term", SENTENCES)
def test_each_term_has_one_plain_sentence(term):
    sentence = SENTENCES[term]
    assert sentence.endswith(".")
    assert not re.search(r"[.!?]\s", sentence)
    assert 5 <= len(sentence.split()) <= 32
    assert not ADVICE.search(sentence) and not STIGMA.search(sentence)


def names_of(term):
    """What a term is called: without its brackets, split at slashes."""
    bare = re.sub(r"\s*\(.*?\)", "", term).lower()
    return [part.strip() for part in bare.split("/") if len(part.strip()) > 3]


@pytest.mark.parametrize("term", SENTENCES)
def test_no_sentence_explains_a_term_by_itself(term):
    words = SENTENCES[term].lower()
    assert not [name for name in names_of(term) if re.search(rf"\b{re.escape(name)}\b", words)]


@pytest.mark.parametrize("row", list(GLOSSARY.itertuples()), ids=SENTENCES)
def test_see_also_names_other_terms(row):
    others = row.see_also.split(";")
    assert set(others) <= SENTENCES.keys() - {row.term}
    assert len(others) == len(set(others))


def test_no_sentence_serves_two_terms():
    twice = GLOSSARY.sentence.str.lower().duplicated()
    assert not twice.any()


def test_module_follows_from_lesson():
    order = list(dict.fromkeys(GLOSSARY.sort_values("lesson").module))
    assert order[:2] == ["Start here", "Bone remodeling"]
    modules = GLOSSARY.groupby("lesson").module.nunique()
    assert (modules == 1).all()
    number = GLOSSARY.lesson.astype(int)
    assert number.between(0, 16).all()
    expected = ((number + 3) // 4).where(number > 0, 0)
    assert [order.index(module) for module in GLOSSARY.module] == expected.tolist()


# --- concept map ---------------------------------------------------------------------------


def edges():
    return load("concept_map")


def test_the_map_has_the_42_planned_ideas_and_no_other():
    assert len(PLANNED) == 42
    assert set(edges()["from"]) | set(edges()["to"]) == PLANNED


def test_every_arrow_has_a_verb_and_a_lesson_and_leads_elsewhere():
    table = edges()
    assert (table["from"] != table["to"]).all()
    assert not table.duplicated(["from", "to"]).any()
    assert table.verb.str.len().gt(0).all()
    assert table.lesson.astype(int).between(1, 16).all()


def reached_from(start):
    arrows = list(zip(edges()["from"], edges()["to"], strict=True))
    known, new = set(), {start}
    while new:
        known |= new
        new = {end for begin, end in arrows if begin in new} - known
    return known


def test_a_path_leads_from_dose_through_the_chain_to_decision():
    chain = ["dose", "concentration", "occupancy", "resorption", "BMD", "fracture", "decision"]
    for start, end in pairwise(chain):
        assert end in reached_from(start), (start, end)
    assert "dose" not in reached_from("decision")


def test_loops_are_only_those_of_the_hormone_axis_and_of_flow_and_stock():
    looped = {
        node
        for node in PLANNED
        if any(
            node in reached_from(end)
            for begin, end in zip(edges()["from"], edges()["to"], strict=True)
            if begin == node
        )
    }
    assert {"GnRH", "LH", "testosterone", "estradiol", "negative feedback"} == looped
