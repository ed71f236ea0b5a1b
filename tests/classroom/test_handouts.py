"""Handouts: two pages for each lesson, every word readable, and no answer among them."""

import re

import nbformat
import pytest
from typer.testing import CliRunner

from course_utils.classroom import CourseError
from course_utils.classroom.cli import app
from course_utils.classroom.handouts import reading, writing
from course_utils.classroom.notebooks import lesson_paths
from course_utils.classroom.paths import course_root
from tests.classroom import pdf_text

LESSONS = [path for path in lesson_paths() if path.name[:2] < "18"]
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.name[:2])


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """All handouts, name → bytes."""
    folder = tmp_path_factory.mktemp("handouts")
    return {
        path.stem: path.read_bytes() for path in writing.write_handouts(course_root(), (), folder)
    }


def squeezed(text):
    """Letters only: lines and hyphens at their ends do not count."""
    return re.sub(r"[\s\-\u2010\u00ad\u200b]", "", text)


def test_each_lesson_has_one(written):
    assert list(written) == [path.stem for path in LESSONS]
    assert len(written) == 18


@every_lesson
def test_two_pages_in_a_font_that_is_embedded(written, path):
    pdf = written[path.stem]
    assert pdf_text.pages(pdf) == 2
    assert b"595.2" in re.search(rb"/MediaBox ?\[([^\]]+)\]", pdf)[1]
    assert set(re.findall(rb"/FontName/[A-Z]{6}\+(\w+)", pdf)) >= {b"DejaVuSans"}


@every_lesson
def test_every_word_can_be_read_back(written, path):
    lesson, text = reading.read_lesson(path), squeezed(pdf_text.text(written[path.stem]))
    expected = [lesson["title"], lesson["question"], *lesson["outcomes"], lesson["idea"]]
    expected += [lesson["figure"]["text"], lesson["exit"], lesson["notice"]]
    expected += [claim["claim"] for claim in lesson["claims"]]
    expected += [entry["meaning"] for entry in lesson["words"]]
    expected += [words for asked in lesson["predictions"] for _, words in asked["options"]]
    expected += [asked["prompt"] for asked in lesson["predictions"]]
    expected += [reference["where"] for reference in lesson["references"]]
    assert [words for words in expected if squeezed(words) not in text] == []


@every_lesson
def test_nothing_of_a_lesson_is_left_out(path):
    lesson = reading.read_lesson(path)
    cells = nbformat.read(path, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert [asked["id"] for asked in lesson["predictions"]] == re.findall(
        r'(?m)^predict\("(.+?)"', code
    )
    assert [c["id"] for c in lesson["claims"]] == re.findall(r'(?m)^audit_card\("(.+?)"', code)
    assert all(len(asked["options"]) >= 3 for asked in lesson["predictions"])
    assert len(lesson["outcomes"]) >= 4 and lesson["links"] and lesson["words"]
    references = next(c.source for c in cells if c.source.startswith("## References"))
    dois = [r["where"] for r in lesson["references"] if r["where"].startswith("doi:")]
    assert len(dois) == len(re.findall(r"(?m)^- .*\[doi:", references))


@every_lesson
def test_no_answer_is_given_away_beside_a_prediction(written, path):
    """What ``reveal`` says, and the verdicts, stay in the notebook."""
    text = squeezed(pdf_text.text(written[path.stem]))
    cells = nbformat.read(path, as_version=4).cells
    saved = [o.data["text/plain"] for c in cells for o in c.get("outputs", ()) if "data" in o]
    told = [words for shown in saved for words in re.findall(r"What happened: [A-D]\. (.+)", shown)]
    assert len(told) == len(reading.read_lesson(path)["predictions"])
    assert [words for words in told if squeezed(words) in text] == []
    assert not re.search(r"Key[A-D]\b|Whathappened:|answer:[A-D]", text)


def test_too_much_for_a_page_is_an_error_and_not_an_overflow():
    lesson = reading.read_lesson(LESSONS[0])
    lesson["idea"] *= 40
    with pytest.raises(CourseError, match="more than fits"):
        writing.printed(lesson)


def test_the_command_takes_lessons_by_number(tmp_path):
    result = CliRunner().invoke(app, ["handouts", "01", "L01", "--output", str(tmp_path / "new")])
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["01_living_bone.pdf"]


def test_the_command_refuses_what_has_no_handout(tmp_path):
    result = CliRunner().invoke(app, ["handouts", "18", "--output", str(tmp_path)])
    assert result.exit_code == 1 and "no handout" in result.output
    assert not list(tmp_path.iterdir())


def test_markdown_becomes_plain_words():
    text = (
        'See [**RANKL**](#Words "RANKL / RANK: a (long) word") and *two* **bold** `names`, 2 * 3.'
    )
    assert reading.plain(text) == "See RANKL and two bold names, 2 * 3."
