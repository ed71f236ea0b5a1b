"""A deck from a lesson: slides, answers a slide later, minutes, votes, what is refused."""

import re

import pytest
import tiny_lesson
from tiny_lesson import ASKED, CELLS, TOLD, card, picture, text

from course_utils.classroom import CourseError
from course_utils.classroom.slides import broken
from course_utils.classroom.slides.decks import notes_of, read_deck


def changed(tmp_path, *cells):
    return read_deck(tiny_lesson.write(tmp_path / "changed", [CELLS[0], *cells]))


def test_slide_types_make_slides_and_votes_follow_their_section(deck):
    assert [(slide.number, slide.kind, slide.step) for slide in deck.slides] == [
        (1, "title", False),
        (2, "question", False),  # the first clicker has no section of its own
        (2, "key", True),
        (3, "question", False),
        (3, "answer", True),
        (4, "question", False),
        (4, "key", True),
        (5, "claim", False),
        (6, "words", False),
    ]
    assert (deck.total, deck.today, deck.title) == (6, (5,), "Bone")


def test_the_question_gives_nothing_away_and_the_answer_stands_on_the_next_slide(deck):
    asked, told = deck.slides[3:5]
    assert asked.first("question").options == {"A": "It rises.", "B": "+ it falls"}
    assert asked.first("question").prompt == "Tap and drain differ. What does the *level* do?"
    assert "84" not in str(asked)
    assert (told.first("answer").letter, told.first("answer").option) == ("B", "+ it falls")
    assert told.first("answer").happened == "It falls to 84 %."
    assert [block.kind for block in told.blocks] == ["picture", "answer"]


def test_what_is_printed_beside_a_picture_is_only_spoken(deck):
    spoken = notes_of(deck.slides[4])
    assert "level 84" in spoken
    assert "A stock remembers." in spoken
    assert "<em>The picture:</em> The level falls." in spoken


def test_notes_hold_minutes_points_to_discuss_and_the_text(deck):
    title, told, leave = (notes_of(deck.slides[i]) for i in (0, 4, 8))
    assert "Title, story: 3 min, minute 0 to 3" in title
    assert "Ana was here." in title
    assert "copies the drain" in told
    assert "compounds" not in "".join(map(notes_of, deck.slides))  # an exercise, done at home
    assert "More digging, or less filling." in leave


def test_a_vote_that_opens_a_section_has_its_key_at_the_end(tmp_path, monkeypatch):
    first = tiny_lesson.TEACHING.replace("with clicker 2", "with clicker 2 asked first")
    monkeypatch.setattr(tiny_lesson, "TEACHING", first)
    slides = read_deck(tiny_lesson.write(tmp_path)).slides
    kinds = [slide.kind for slide in slides[3:7]]
    assert kinds == ["question", "question", "answer", "key"]
    assert slides[3].first("question") == slides[6].first("key").asked


def test_an_explorer_has_the_minutes_of_its_row_and_says_how_to_show_it(tmp_path, monkeypatch):
    row = "| Claim audit, exit |"
    longer = tiny_lesson.TEACHING.replace(row, f"| Explorer | 4 | 2 | yes |\n{row}")
    monkeypatch.setattr(tiny_lesson, "TEACHING", longer)
    live = picture("-", call='explore("tub")')
    page = live["outputs"][0]["data"]["text/html"]
    table = "<table><caption>Tub: the controls</caption></table>"
    live["outputs"][0]["data"]["text/html"] = page + table
    cells = [*CELLS[:10], text("## Explorer: the bathtub of the title", "slide"), live]
    slide = read_deck(tiny_lesson.write(tmp_path, cells)).slides[-1]
    assert slide.first("picture").explorer == "Tub"
    assert slide.minutes == "Explorer: 2 min, minute 15 to 17"
    assert "course apps" in notes_of(slide)


def test_numbers_of_rows_are_left_out_and_names_of_rows_stay(tmp_path):
    head = "<table><thead><tr><th></th><th>dose</th></tr></thead><tbody>"
    rows = "".join(f"<tr><th>{name}</th><td>60 mg</td></tr>" for name in ("7", "{}"))
    for name, left in (("12", ["dose"]), ("placebo", ["", "dose", "7", "placebo"])):
        page = f"<div>{head}{rows.format(name)}</tbody></table></div>"
        shown = changed(tmp_path, tiny_lesson.code("t", "slide", **{"text/html": page})).slides[1]
        assert re.findall("<th>(.*?)</th>", shown.first("table").html) == left


def test_the_strip_is_no_picture_of_the_title(deck):
    assert [block.kind for block in deck.slides[0].blocks] == ["prose"]
    assert "Not medical advice" in deck.slides[0].blocks[0].html


def test_a_lesson_without_slides_and_a_broken_file_are_refused_in_words(tmp_path):
    with pytest.raises(CourseError, match="no cell with the slide type"):
        read_deck(tiny_lesson.write(tmp_path, [text("x", "skip")]))
    (tmp_path / "02_x.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(CourseError, match="not a notebook"):
        read_deck(tmp_path / "02_x.ipynb")


def test_rules_tell_a_deck_that_is_too_short(deck):
    assert broken(deck) == ["6 slides; 8 to 14, votes counted, fill 50 minutes"]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([picture("slide"), picture("-")], "holds picture and picture: one idea per slide"),
        ([card('predict("L01.P1")', ASKED, "slide")], "L01.P1 is asked only"),
        ([card('reveal("L01.P1")', TOLD, "slide")], "L01.P1 is answered only"),
        (
            [card('predict("L01.P1")', ASKED, "slide"), card('reveal("L01.P1")', TOLD, "-")],
            "L01.P1 is not answered on the slide after its question",
        ),
        (
            [card('predict("L01.P1")', ASKED, "slide"), card('reveal("L01.P1")', TOLD, "slide")],
            "L01.P1: the slide with the answer must be a subslide",
        ),
        ([tiny_lesson.printed("\n".join("123456789ab"), "slide")], "more than 10 printed lines"),
        ([tiny_lesson.code("x", "slide")], "is empty"),
        ([picture("subslide")] * 9, "steps; at most 10"),
    ],
)
def test_rules_tell_what_is_wrong(tmp_path, cells, sentence):
    assert any(sentence in words for words in broken(changed(tmp_path, *cells)))
