"""The guide for lecturers says what the lessons, their notes and the command line say."""

import re

import pytest
import typer.main

from course_utils.classroom.cli import app
from tests.assessment_page import ROOT, cells, lessons

GUIDE = (ROOT / "docs" / "course_guide.md").read_text(encoding="utf-8")
ROW = re.compile(r"(?m)^\| (\d\d) ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$")
TABLE = {row[0]: row[1:] for row in ROW.findall(GUIDE)}
every_lesson = pytest.mark.parametrize("lesson", lessons())


def chapter(heading):
    return GUIDE.partition(f"## {heading}")[2].partition("\n## ")[0]


def numbers(text):
    """Two-digit lessons in a text; "13 to 15" counts three."""
    text = re.sub(r"(\d\d)(?: to |–)(\d\d)", lambda m: _range(int(m[1]), int(m[2])), text)
    return re.findall(r"\b\d\d\b", text)


def _range(first, last):
    return ", ".join(f"{n:02d}" for n in range(first, last + 1))


def plan(heading):
    """Lessons in class, row by row, and everything read before."""
    rows = re.findall(r"(?m)^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", chapter(heading))
    return [(numbers(row[1].partition(", and")[0]), numbers(row[2])) for row in rows[1:]]


@every_lesson
def test_needs_are_those_of_the_notebook(lesson):
    needed = re.search(r"You need (.+?)\.(?:\s|$)", cells(lessons()[lesson])[0].source)[1]
    firm = needed.partition(";")[0] if lesson != "17" else needed
    assert set(numbers(TABLE[lesson][1].partition("(")[0])) == set(numbers(firm))


@every_lesson
def test_minutes_and_title_are_those_of_the_notes(lesson):
    path = lessons()[lesson]
    notes = path.with_name("TEACHING.md").read_text(encoding="utf-8")
    part = next(p for p in notes.split("\n## Lesson ") if p.startswith(lesson))
    alone = re.search(r"\*\*Students:\*\* (\d+)", part)[1]
    lecture = re.search(r"\*\*Lecture:\*\* (?:two of )?(\d+)", part)[1]
    title, _needs, by_self, in_class, _hardest = TABLE[lesson]
    assert by_self.startswith(alone) and in_class.endswith(lecture)
    assert cells(path)[0].source.splitlines()[0].lstrip("# ").startswith(title)


def test_the_semester_takes_every_lesson_after_what_it_needs():
    taught = [lesson for row, _ in plan("One semester") for lesson in row]
    assert taught == sorted(taught) == list(lessons())
    assert len(plan("One semester")) == 14


def test_the_week_teaches_or_reads_what_each_lesson_needs():
    known = {"00"}
    for taught, read in plan("One week"):
        known |= {*taught, *read}
        needed = {n for lesson in taught for n in numbers(TABLE[lesson][1].partition("(")[0])}
        assert needed <= known, needed - known
    assert known | {"17"} == set(lessons())


def test_one_lecture_takes_fifty_minutes():
    minutes = re.findall(r"(?m)^\| (\d+) \| ", chapter("One lecture"))
    assert sum(map(int, minutes)) == 50


def test_the_flipped_lesson_takes_fifty_minutes_in_class():
    minutes = re.findall(r"(?m)^\| In class \| .+ \| (\d+) \|$", chapter("Flipped classroom"))
    assert sum(map(int, minutes)) == 50


def test_commands_and_links_exist():
    commands = typer.main.get_command(app).commands
    assert set(re.findall(r"`course (\w+)", GUIDE)) <= set(commands)
    links = re.findall(r"\]\(([^)#]+)\)", GUIDE)
    assert [link for link in links if not (ROOT / "docs" / link).resolve().is_file()] == []
