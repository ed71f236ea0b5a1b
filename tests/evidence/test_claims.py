"""The scale of verdicts, the cards, and the rules for the register."""

import pytest

from course_utils.datasets import load
from course_utils.evidence.claims import (
    WORDS,
    ClaimCard,
    audit_card,
    checked_verdict,
    model_only_problem,
    reference_verdict,
    verdict_scale,
)

REGISTER = list(load("claim_audits", include_unverified=True)["register_id"])
LESSON_CLAIMS = {
    "C-S3-06": "supported with limits",
    "C-S3-01": "supported",
    "C-S1-22": "not checkable",
    "C-S2-01": "supported",
    "C-S0-04": "supported",
    "C-S3-02": "supported",
    "C-S2-03": "supported with limits",
}


def test_the_scale_has_six_words_each_with_its_own_symbol():
    scale = verdict_scale()
    assert list(scale.index) == list(WORDS)
    assert list(scale["symbol"]) == ["●", "◐", "▲", "✕", "?", "–"]
    assert all(scale["use when"])


@pytest.mark.parametrize(("register_id", "verdict"), LESSON_CLAIMS.items())
def test_verdicts_of_the_first_lessons(register_id, verdict):
    assert reference_verdict(register_id).verdict == verdict


@pytest.mark.parametrize("register_id", REGISTER)
def test_the_claim_card_hides_the_verdict(register_id):
    reference, card = reference_verdict(register_id), audit_card(register_id)
    for text in (repr(card), card._repr_html_()):
        assert reference.reason not in text
        assert reference.symbol not in text or reference.symbol in "?–"
        assert f"verdict: {reference.verdict}" not in text
    assert card.claim in repr(card) and card.test in repr(card)


@pytest.mark.parametrize("register_id", REGISTER)
def test_cards_are_the_same_each_time(register_id):
    for make in (audit_card, reference_verdict):
        assert make(register_id)._repr_html_() == make(register_id)._repr_html_()
        assert repr(make(register_id)) == repr(make(register_id))
        assert " at 0x" not in repr(make(register_id))


def test_the_reference_shows_reason_sources_and_date():
    text = repr(reference_verdict("C-S3-01"))
    assert "supported ●" in text
    assert "https://doi.org/10.1001/archinte.160.22.3444" in text
    assert "2026-11-21" in text
    assert "Sources" not in repr(reference_verdict("C-S1-22"))


def test_html_of_a_card_is_escaped():
    card = ClaimCard("C-S0-01", "<script>x</script>", "S0", "a & b", '"quoted"')
    assert "<script>" not in card._repr_html_()
    assert "&lt;script&gt;" in card._repr_html_() and "a &amp; b" in card._repr_html_()


@pytest.mark.parametrize("wrong", ["C-S3-6", "", None, 7, "S3-08"])
def test_an_unknown_claim_is_said_in_words(wrong):
    for door in (audit_card, reference_verdict):
        with pytest.raises(ValueError, match="The register has no claim"):
            door(wrong)


def test_a_near_miss_gets_the_right_id():
    with pytest.raises(ValueError, match="C-S3-06"):
        audit_card("C-S3-6")


@pytest.mark.parametrize("word", [" Supported ", "SUPPORTED WITH LIMITS"])
def test_a_verdict_may_be_written_loosely(word):
    assert checked_verdict(word) == word.strip().lower()


@pytest.mark.parametrize("wrong", ["true", "support", "", None, 1, ["supported"]])
def test_a_word_off_the_scale_is_refused_with_the_six(wrong):
    with pytest.raises(ValueError, match=r"supported with limits.*not checkable"):
        checked_verdict(wrong)


def test_every_row_of_the_register_keeps_the_rule_for_models():
    table = load("claim_audits", include_unverified=True)
    for _, row in table.iterrows():
        assert model_only_problem(row["verdict"], row["reason"], row["basis"]) == ""


@pytest.mark.parametrize(
    ("verdict", "reason", "allowed"),
    [
        ("untested", "Model says the sign turns.", True),
        ("untested", "The sign turns.", False),
        ("supported", "Model says so.", False),
        ("overstated", "Model says less.", False),
    ],
)
def test_a_model_alone_gives_at_most_untested(verdict, reason, allowed):
    assert (model_only_problem(verdict, reason, "model only") == "") is allowed
    assert model_only_problem(verdict, reason, "randomized trials") == ""
