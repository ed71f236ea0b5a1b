"""From lessons to decks: slides, minutes and clicker questions put together."""

from __future__ import annotations

import json
from pathlib import Path

from course_utils.classroom import CourseError
from course_utils.classroom.saved import todays_links
from course_utils.classroom.slides import markdown
from course_utils.classroom.slides.blocks import Deck, Slide
from course_utils.classroom.slides.reading import read_slides
from course_utils.classroom.slides.sections import nearest, place, spread_mistakes
from course_utils.classroom.slides.teaching import Clicker, Section, Teaching, read_teaching

TO_DO = {
    "question": "Let everybody choose a letter before anybody speaks.",
    "answer": "Ask who chose another letter, and why it looked right.",
    "picture": "Read the axes aloud, then ask what the room sees before you tell it.",
    "table": "Read one row aloud, then let the room read the next.",
    "lines": "Ask for each number: of what, per what, over how long?",
    "words": "Say it in your own words, then ask a student to say it back.",
    "claim": "Let the room vote on the six words; ask two camps for their reasons.",
}
VOTE_FIRST = "Count the hands and write them down; the key comes at the end of this section."
LIVE = (
    "**Live:** `course apps` shows this explorer full screen, without code; the lesson in "
    "JupyterLab has it too."
)
NOT_PLANNED = "not in the minutes of the lecture; take it if there is time"
AFTER_A_VOTE = (
    "Below 30 % right: teach it again. Between 30 and 70 %: two minutes with the neighbor, then "
    "vote again. Above 70 %: move on."
)


def read_deck(path: Path) -> Deck:
    """The deck of a lesson, from its notebook and the TEACHING.md beside it.

    Raises
    ------
    CourseError
        If the notebook cannot be read or holds no slide.
    """
    cells = _cells(path)
    slides = read_slides(cells)
    if not slides:
        raise CourseError(f"{path.name} has no cell with the slide type 'slide'.")
    beside = path.with_name("TEACHING.md")
    text = beside.read_text(encoding="utf-8") if beside.is_file() else ""
    lesson = path.name[:2]
    slides = with_teaching(slides, read_teaching(text, lesson))
    _number(slides)
    return Deck(lesson, slides[0].heading, slides, todays_links(cells))


def _cells(path: Path) -> list[dict]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (ValueError, KeyError) as problem:
        raise CourseError(f"{path.name} is not a notebook.") from problem


def with_teaching(slides: list[Slide], teaching: Teaching) -> list[Slide]:
    """The slides with their minutes, points to discuss and clicker questions."""
    places = place(slides, teaching.sections)
    spread_mistakes(slides, places, teaching.mistakes)
    clock = _clock(teaching.sections)
    for slide, number in zip(slides, places, strict=True):
        slide.minutes = clock[number] if number >= 0 else ""
        if slide.kind in TO_DO:
            slide.points.insert(0, TO_DO[slide.kind])
        if slide.is_explorer:
            slide.points += [line for line in (LIVE, teaching.do_nothing) if line]
    slides[0].points += [line for line in (teaching.opening, teaching.shorter) if line]
    if teaching.exit_answer:
        slides[-1].points.append(f"**Answer to the exit question:** {teaching.exit_answer}")
    return _with_clickers(slides, places, teaching)


def _clock(sections: list[Section]) -> list[str]:
    """For each section what the lecturer reads: its name, its minutes, and from when to when."""
    lines, now = [], 0
    for section in sections:
        until = now + section.minutes
        when = f"{section.minutes} min, minute {now} to {until}" if section.minutes else NOT_PLANNED
        lines.append(f"{section.name}: {when}")
        now = until
    return lines


def _with_clickers(slides: list[Slide], places: list[int], teaching: Teaching) -> list[Slide]:
    """Clicker questions behind the last slide of their section; some open it."""
    before: dict[int, list[Slide]] = {}
    after: dict[int, list[Slide]] = {}
    for number, clicker in teaching.clickers.items():
        section = _section_of(number, clicker, slides, places, teaching.sections)
        last = max(i for i, place in enumerate(places) if place <= section or i == 0)
        ask, tell = _vote(clicker, slides[last])
        if number in teaching.sections[section].asked_first and section in places:
            ask.points = [VOTE_FIRST]
            before.setdefault(places.index(section), []).append(ask)
            after.setdefault(last, []).append(tell)
        else:
            after.setdefault(last, []).extend((ask, tell))
    return [
        shown
        for i, slide in enumerate(slides)
        for shown in (*before.get(i, ()), slide, *after.get(i, ()))
    ]


def _section_of(
    number: int, clicker: Clicker, slides: list[Slide], places: list[int], sections: list[Section]
) -> int:
    """The section that names the clicker question, else the one nearest in its words."""
    named = [i for i, section in enumerate(sections) if number in section.clickers]
    words = " ".join((clicker.asked.prompt, *clicker.asked.options.values(), clicker.follow_up))
    return named[0] if named else nearest(words, slides, places, least=0)


def _vote(clicker: Clicker, before: Slide) -> list[Slide]:
    """The question, and the key on a slide of its own."""
    ask = Slide("Vote", before.section, blocks=[clicker.asked], minutes=before.minutes)
    ask.points = ["Show the question, wait, count the hands. The key is on the next slide."]
    tell = Slide("Vote: the key", before.section, step=True, blocks=[clicker.key])
    tell.minutes = before.minutes
    tell.points = [f"**Ask:** {clicker.follow_up}", AFTER_A_VOTE]
    return [ask, tell]


def _number(slides: list[Slide]) -> None:
    number = 0
    for slide in slides:
        number += not slide.step
        slide.number = number


def notes_of(slide: Slide) -> str:
    """Speaker notes as HTML: minutes, points to discuss, then the whole text of the lesson."""
    points = "\n".join(f"- {markdown.plain_links(point)}" for point in slide.points)
    parts = (f"**{slide.minutes}**" if slide.minutes else "", points, *slide.spoken)
    return markdown.to_html("\n\n".join(part for part in parts if part))
