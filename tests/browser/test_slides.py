"""Every lecture deck in a browser: nothing runs over, every formula is set, nothing is fetched."""

import pytest
from deck_page import LOOK, complaints, open_deck

from course_utils.classroom.paths import course_root
from course_utils.classroom.slides import chosen_lessons, write_decks

pytestmark = pytest.mark.browser
LESSONS = chosen_lessons(course_root(), [])


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decks")
    return {page.name[:2]: page for page, _deck in write_decks(LESSONS, folder)}


@pytest.fixture(scope="module")
def page(new_page):
    return new_page(offline=True)


@pytest.mark.parametrize("lesson", [path.name[:2] for path in LESSONS])
def test_a_deck_fits_both_screens_and_needs_no_network(lesson, decks, page):
    assert complaints(page, decks[lesson]) == []
    assert (page.outside, page.complaints) == ([], [])


def test_faults_are_seen(decks, page):
    open_deck(page, decks["01"], (1280, 720))
    page.evaluate("""() => {
      const [first, second, third] = document.querySelectorAll("section .body");
      first.insertAdjacentHTML("beforeend", "<p>" + "much too long ".repeat(300) + "</p>");
      second.insertAdjacentHTML("beforeend", "<p style='font-size:12px'>tiny $x$</p>");
      third.querySelector("figure").style.flex = "0 0 100px";
    }""")
    said = " ".join(page.evaluate(LOOK))
    assert "runs over" in said
    assert "small text, 12 px" in said
    assert "formula as text" in said
    assert "picture only" in said


def test_the_speaker_notes_open_beside_the_deck(decks, page):
    open_deck(page, decks["01"], (1280, 720))
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value
    notes.wait_for_selector(".speaker-controls-notes:not(.hidden)")
    assert "minute 0 to 3" in notes.inner_text(".speaker-controls-notes")
    notes.close()
