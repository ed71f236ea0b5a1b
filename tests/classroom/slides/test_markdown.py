"""What of a Markdown cell stands on a slide."""

import pytest

from course_utils.classroom.slides import markdown

LONG = "Three kinds of cell share the long job of bone."


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        (f"{LONG} One digs.", LONG),
        ("Short one. And the second says more. Third.", "Short one. And the second says more."),
        ("Seen first (by Smith et al. 2004. In men) in a trial. Later not.", None),
        ("At $x = 1. A$ the curve crosses the level of the line. Then it falls.", None),
        (f"{LONG} **The dose sets how far.** More.", "**The dose sets how far.**"),
    ],
)
def test_a_paragraph_gives_one_telling_sentence(paragraph, sentence):
    whole = sentence or paragraph[: paragraph.rindex(". ") + 1]
    assert markdown.telling_sentence(paragraph) == whole


def test_links_become_plain_words_and_keep_their_bold():
    text = (
        r'A [**SERM**](#words "a \"drug\" (of a kind)") and [Smith 2004](https://doi.org/1/x(1)2).'
    )
    assert markdown.plain_links(text) == "A **SERM** and Smith 2004."


def test_two_paragraphs_stand_on_a_slide_and_bold_ones_go_first():
    text = f"## Head\n\n{LONG} Not this.\n\nTwo.\n\n**Exit question.** Name two. Both."
    assert markdown.on_slide(text, 2) == f"{LONG}\n\n**Exit question.** Name two. Both."
    assert markdown.on_slide(text, 0) == ""


def test_the_list_of_goals_keeps_the_words_that_lead_to_it():
    text = "*Not advice.*\n\n**Why?**\n\nIn about 60 minutes you will be able to\n\n1. one"
    assert markdown.on_slide(text, 2).endswith("**Why?**\n\nYou will be able to\n\n1. one")


def test_formulas_lists_and_tables_stay_whole_with_the_words_that_lead_to_them():
    text = "Much was said. The signal is:\n\n$$S = e$$\n\nAnd so on.\n\n- one\n- two"
    assert markdown.on_slide(text, 1) == "The signal is:\n\n$$S = e$$\n\n- one\n- two"


def test_an_option_of_signs_is_no_list():
    assert markdown.inline_html("+ − + −") == "+ − + −"
    assert markdown.inline_html("5. of *May*") == "5. of <em>May</em>"


def test_formulas_reach_the_page_untouched():
    assert "$a_1 < b_2$" in markdown.inline_html("Read $a_1 < b_2$.").replace("&lt;", "<")
