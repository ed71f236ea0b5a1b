"""Every lesson of the course makes a deck that fits a lecture of fifty minutes."""

import pytest

from course_utils.classroom.paths import course_root
from course_utils.classroom.slides import broken, chosen_lessons
from course_utils.classroom.slides.decks import NOT_PLANNED, notes_of, read_deck
from course_utils.exercises import registry

LESSONS = chosen_lessons(course_root(), [])


@pytest.fixture(scope="module", params=LESSONS, ids=lambda path: path.name[:2])
def deck(request):
    return read_deck(request.param)


def test_it_keeps_the_rules(deck):
    assert broken(deck) == []


def test_it_has_two_votes_and_today_on_the_chain(deck):
    assert sum(slide.kind == "key" for slide in deck.slides) == 2
    assert deck.today or deck.lesson == "17"


def test_each_slide_tells_its_minutes_and_what_to_do(deck):
    for slide in deck.slides:
        assert " min, minute " in slide.minutes or NOT_PLANNED in slide.minutes, slide.heading
        assert len(notes_of(slide)) > 40


def test_the_minutes_run_on_and_fill_a_lecture(deck):
    timed = [slide.minutes for slide in deck.slides if "min," in slide.minutes]
    ends = [int(words.rpartition(" ")[2]) for words in timed]
    assert ends == sorted(ends)
    assert ends[-1] <= (100 if deck.lesson == "17" else 60)  # the capstone takes two lectures


def test_its_predictions_are_those_of_the_course(deck):
    for slide in deck.slides:
        asked = slide.first("question")
        if asked and asked.name.startswith("L"):
            known = registry.get_prediction(asked.name)
            assert (asked.prompt, asked.options) == (known.prompt, known.options)
            assert len(asked.sketches) == len(known.sketches)
