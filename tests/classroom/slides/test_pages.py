"""The pages: self-contained, with the words, links and colors the course uses elsewhere."""

import re

import pytest
import tiny_lesson
from typer.testing import CliRunner

from course_utils.classroom import CourseError
from course_utils.classroom.cli import app
from course_utils.classroom.slides import chosen_lessons, pages, write_decks
from course_utils.evidence.claims import VERDICTS
from course_utils.figures.chain import LINKS
from course_utils.figures.palette import COLORS, GRID, INK, MUTED, PAPER


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    base = tmp_path_factory.mktemp("decks")
    write_decks([tiny_lesson.write(base / "lesson")], base / "out")
    return base / "out"


def test_every_file_a_page_names_is_in_the_folder(folder):
    for page in folder.glob("*.html"):
        named = re.findall(r'(?:src|href)="(?!data:)([^"#]+)"', page.read_text(encoding="utf-8"))
        assert named
        assert [name for name in named if not (folder / name).is_file()] == []
    css = (folder / "assets" / "deck.css").read_text(encoding="utf-8")
    fonts = re.findall(r'url\("([^"]+)"\)', css)
    assert fonts and all((folder / "assets" / name).is_file() for name in fonts)


def test_what_is_not_ours_comes_with_its_license(folder):
    for name in ("reveal/LICENSE", "mathjax/LICENSE", "fonts/LICENSE_DEJAVU"):
        assert (folder / "assets" / name).stat().st_size > 500


def test_the_page_says_the_words_of_the_course():
    assert LINKS == pages.LINKS
    assert tuple(f"{verdict.symbol} {verdict.word}" for verdict in VERDICTS) == pages.VERDICTS


def test_the_style_sheet_uses_the_palette():
    css = (pages.HERE / "templates" / "deck.css").read_text(encoding="utf-8")
    ours = {color.lower() for color in (*COLORS.values(), INK, MUTED, GRID, PAPER)}
    used = set(re.findall(r"#[0-9a-f]{6}", css))
    assert used - ours == {"#00664b"}  # the green of estradiol, dark enough for words


def test_the_list_names_the_decks(folder):
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<a href="01_bone.html">Lesson 01 · Bone</a>' in page


def test_lessons_are_chosen_by_number_and_the_appendix_has_no_deck(tmp_path):
    for name in ("01_a", "17_b", "18_c"):
        path = tmp_path / "lessons" / "m" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert [path.stem for path in chosen_lessons(tmp_path, [])] == ["01_a", "17_b"]
    assert [path.stem for path in chosen_lessons(tmp_path, ["L17"])] == ["17_b"]
    with pytest.raises(CourseError, match="no deck for 18"):
        chosen_lessons(tmp_path, ["18"])
    copy = tmp_path / "mine" / "01_a.ipynb"
    copy.parent.mkdir()
    copy.touch()
    assert chosen_lessons(tmp_path, [str(copy)]) == [copy]


def test_the_command_writes_a_deck_and_says_where(tmp_path):
    said = CliRunner().invoke(app, ["slides", "01", "--output", str(tmp_path)])
    assert said.exit_code == 0, said.output
    assert "01_living_bone.html: 13 slides" in said.output
    assert (tmp_path / "01_living_bone.html").is_file()


def test_the_command_refuses_in_one_sentence(tmp_path):
    said = CliRunner().invoke(app, ["slides", "99"])
    assert (said.exit_code, said.stderr.count("\n")) == (1, 1)
    (tmp_path / "file").touch()
    with pytest.raises(CourseError, match="name a folder"):
        write_decks([], tmp_path / "file")
