"""Committing to a verdict: kept first, then compared; nothing is given away before."""

import pytest

from course_utils.evidence.claims import reference_verdict
from course_utils.exercises import progress
from course_utils.exercises.audit import record_verdict

CLAIM = "C-S3-06"
GOOD = ("Supported with limits", "medium", "Other pools gave 28 and 21 percent.")


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / ".course").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    return tmp_path


def both(card):
    bundle = card._repr_mimebundle_()
    return bundle["text/html"], bundle["text/plain"]


def hidden(card):
    reason = reference_verdict(CLAIM).reason
    return all(reason not in text and "Course verdict on" not in text for text in both(card))


def test_a_verdict_is_kept_and_compared(workspace):
    for text in both(record_verdict(CLAIM, *GOOD)):
        assert "Course verdict on C-S3-06" in text and "agrees" in text
    kept = progress.get_verdict(CLAIM)
    assert (kept["verdict"], kept["confidence"]) == ("supported with limits", "medium")
    assert kept["reason"] == GOOD[2]


def test_another_verdict_is_told_that_it_differs(workspace):
    assert "differs" in repr(record_verdict(CLAIM, "contradicted", "low", "I doubt it."))


@pytest.mark.parametrize("blank", [None, ...])
def test_a_blank_verdict_gives_nothing_away(workspace, blank):
    card = record_verdict(CLAIM, blank, "high", "why")
    assert "not recorded yet" in repr(card)
    assert hidden(card)
    assert progress.get_verdict(CLAIM) is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("true", "low", "why"), "not on the scale"),
        ((["supported"], "low", "why"), "not on the scale"),
        (("supported", "sure", "why"), "low, medium or high"),
        (("supported", None, "why"), "low, medium or high"),
        (("supported", "low", ""), "Give a reason"),
        (("supported", "low", None), "Give a reason"),
        (("supported", "low", "word " * 26), "26 words"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_kept(workspace, given, words):
    card = record_verdict(CLAIM, *given)
    assert "could not read" in repr(card) and words in repr(card)
    assert hidden(card)
    assert progress.get_verdict(CLAIM) is None


def test_an_unknown_claim_is_said_in_words(workspace):
    assert "The register has no claim" in repr(record_verdict("C-S9-99", *GOOD))


def test_text_of_the_student_is_escaped(workspace):
    shown, _ = both(record_verdict(CLAIM, "supported", "low", "<img src=x onerror=y> & so"))
    assert "<img" not in shown and "&lt;img" in shown


def test_the_card_is_the_same_each_time_and_needs_no_workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert both(record_verdict(CLAIM, *GOOD)) == both(record_verdict(CLAIM, *GOOD))
    assert not list(tmp_path.iterdir())
