"""The claim browser: the card holds every claim, the panel every filter and page."""

import pytest

from course_utils.evidence.claim_search import find_claims
from course_utils.exercises import claim_browser, live
from course_utils.exercises.claim_panel import ANY, PAGE, Panel

OPEN = {"words": "", "article": None, "lesson": None, "verdict": None}


def test_the_card_holds_all_222_claims_with_their_verdicts():
    text = repr(claim_browser())
    for row in find_claims().itertuples():
        assert f"{row.claim_id} · {row.claim}" in text
        assert row.verdict.capitalize() in text


def test_a_start_narrows_the_card():
    assert "[1 claim]" in repr(claim_browser("boxed warning"))


def test_no_claim_and_an_unknown_filter_are_said_in_words():
    assert "No claim fits" in repr(claim_browser("zzzz"))
    assert "No claim has the lesson" in repr(claim_browser(lesson="L99"))


def test_the_panel_turns_every_page():
    panel, seen = Panel(OPEN), 0
    assert panel.before.disabled
    while True:
        seen += panel.claims.value.count("<details")
        if panel.after.disabled:
            break
        panel.after.click()
    assert seen == len(find_claims())
    panel.before.click()
    assert panel.start == (len(find_claims()) - 1) // PAGE * PAGE - PAGE


@pytest.mark.parametrize("name", ["article", "lesson", "verdict"])
def test_every_menu_entry_shows_its_claims(name):
    panel = Panel(OPEN)
    for value in panel.menus[name].options:
        panel.menus[name].value = value
        wanted = None if value == ANY else value
        assert len(panel.found) == len(find_claims(**{name: wanted})) > 0


def test_typing_starts_again_from_the_first_page():
    panel = Panel(OPEN)
    panel.after.click()
    panel.words.value = "tamoxifen"
    assert panel.start == 0
    assert "tamoxifen" in panel.claims.value.lower()
    panel.words.value = "zzzz"
    assert "No claim fits" in panel.claims.value


def test_a_notebook_gets_the_panel_and_the_card(monkeypatch):
    card = claim_browser("ospemifene")
    monkeypatch.setattr(live, "_in_notebook", lambda: True)
    bundle = card._repr_mimebundle_()
    assert bundle[live.WIDGET_TYPE]["model_id"] == card.panel().model_id
    assert "ospemifene" in bundle["text/html"].lower()
