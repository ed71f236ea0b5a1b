"""What the articles bring up is treated where the coverage table says."""

import re

import nbformat
import pytest

from course_utils.classroom.notebooks import lesson_paths
from course_utils.datasets import load
from tests.coverage_page import PAGE, page

ROWS = load("coverage").to_dict("records")
PLACES = [(row, lesson) for row in ROWS for lesson in row["lessons"].split(";")]


def text_of(number):
    """Everything a reader of a lesson sees in words, lower case."""
    path = next(path for path in lesson_paths() if path.name.startswith(number))
    cells = nbformat.read(path, as_version=4).cells
    outputs = [out for cell in cells for out in cell.get("outputs", ())]
    shown = [out.get("text", "") or out.get("data", {}).get("text/plain", "") for out in outputs]
    return " ".join([cell.source for cell in cells] + shown).lower()


@pytest.mark.parametrize(("row", "lesson"), PLACES, ids=lambda x: x if isinstance(x, str) else "")
def test_a_lesson_speaks_of_what_it_is_said_to_treat(row, lesson):
    text = text_of(lesson)
    found = [word for word in row["words"].split(";") if word.lower() in text]
    assert found, f"L{lesson} has none of {row['words']}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["item"])
def test_all_words_of_a_row_occur_in_its_lessons_together(row):
    text = " ".join(text_of(lesson) for lesson in row["lessons"].split(";"))
    assert [word for word in row["words"].split(";") if word.lower() not in text] == []


def test_every_article_and_every_lesson_of_the_modules_occurs():
    articles = {article for row in ROWS for article in row["articles"].split(";")}
    lessons = {lesson for _row, lesson in PLACES}
    assert articles == {"S0", "S1", "S2", "S3", "S4"}
    assert lessons >= {f"{number:02d}" for number in range(1, 17)}


def test_every_lesson_that_a_claim_names_exists():
    named = {
        n for cell in load("claims", include_unverified=True)["lesson"] for n in cell.split(";")
    }
    assert named <= {re.match(r"\d\d", path.name).group() for path in lesson_paths()}


def test_the_page_is_written_from_the_table():
    assert PAGE.read_text(encoding="utf-8") == page()
