"""The words of a lesson: marks become links with a sentence, and a table leads back."""

import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.classroom import CourseError, words
from course_utils.classroom.normalize import read
from course_utils.classroom.notebooks import lesson_paths
from course_utils.datasets import load
from tests.lessons.planted import sound_cells, text

TITLE_CELL = "# Bone\n\nNot medical advice. You will meet remodeling space."
END = "## References\n\n- none"
PLAIN = "## The price\n\nOpen holes are [remodeling space](#words)."
SHORT = 'Shortly [open holes](#words "remodeling space"), by [**osteoclasts**](#words).'


def lesson(*texts):
    cells = [new_markdown_cell(source, id=f"l07-{n}") for n, source in enumerate(texts)]
    return new_notebook(cells=[*cells, new_code_cell("x = 1", id="l07-code")])


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("remodeling space", "remodeling space"),
        ("**Osteoclasts**", "osteoblast/osteoclast/osteocyte"),
        ("osteoblast / osteoclast / osteocyte", "osteoblast/osteoclast/osteocyte"),
        ("ARR", "absolute risk reduction (ARR)"),
        ("estradiol", "estradiol (E2)"),
        ("t-scores", "T-score/Z-score"),
    ],
)
def test_a_term_goes_by_its_parts_its_short_form_and_its_plural(name, term):
    assert words.find_term(name) == term


def test_an_unknown_term_is_answered_with_the_nearest():
    with pytest.raises(CourseError, match=r"no term 'remodelling space'.*remodeling space"):
        words.find_term("remodelling space")


@pytest.mark.parametrize("source", [PLAIN, SHORT])
def test_a_mark_becomes_a_link_that_shows_the_sentence(source):
    filled = words.fill(lesson(TITLE_CELL, source, END)).cells[1].source
    sentence = words.glossary()["remodeling space"]
    assert f'(#Words-of-this-lesson "remodeling space: {sentence}")' in filled
    assert "#words" not in filled


def test_the_table_stands_before_the_references_and_leads_back_to_the_first_use():
    filled = words.fill(lesson(TITLE_CELL, PLAIN, SHORT, END))
    table = filled.cells[3]
    assert table.source.startswith("## Words of this lesson")
    assert table.metadata.slideshow.slide_type == "skip"
    assert "| [The price](#cell-id=l07-1) |" in table.source
    assert "**osteoblast / osteoclast / osteocyte**" in table.source
    assert filled.cells[4].source == END


def test_filling_again_changes_nothing_and_a_lesson_without_marks_stays():
    filled = words.fill(lesson(TITLE_CELL, PLAIN, SHORT, END))
    assert words.fill(filled) == filled
    plain = lesson(TITLE_CELL, END)
    assert words.fill(plain) == plain


def test_the_table_follows_the_glossary(monkeypatch):
    filled = words.fill(lesson(TITLE_CELL, PLAIN, END))
    newer = words.glossary() | {"remodeling space": "What is open."}
    monkeypatch.setattr(words, "glossary", lambda: newer)
    again = words.fill(filled)
    assert [cell.source.count("What is open.") for cell in again.cells] == [0, 1, 1, 0, 0]


def test_a_use_before_the_link_is_found_but_not_in_the_title_cell():
    early = "Here stands remodeling space without a link."
    found = words.used_before(lesson(TITLE_CELL, early, PLAIN, END))
    assert [(use.term, number) for use, number in found] == [("remodeling space", 1)]
    assert not words.used_before(lesson(TITLE_CELL, PLAIN, early, END))


def test_lint_names_marks_that_are_not_filled_in_or_unknown(rules_broken):
    for source in ("[remodeling space](#words)", "[phlogiston](#words)"):
        assert "words" in rules_broken([*sound_cells(), text(source)])


# --- the lessons themselves ----------------------------------------------------------------

WITH_WORDS = [path for path in lesson_paths() if words.uses(read(path))]


@pytest.mark.parametrize("path", WITH_WORDS, ids=lambda path: path.stem)
def test_a_lesson_explains_the_terms_that_the_glossary_gives_it(path):
    table = load("glossary")
    own = set(table.term[table.lesson == path.name[:2]])
    assert own <= {use.term for use in words.uses(read(path))}


@pytest.mark.parametrize("path", WITH_WORDS, ids=lambda path: path.stem)
def test_a_table_of_words_is_no_longer_than_a_page(path):
    terms = {use.term for use in words.uses(read(path))}
    assert 5 <= len(terms) <= 24
    assert not re.search("#words", path.read_text(encoding="utf-8"))
