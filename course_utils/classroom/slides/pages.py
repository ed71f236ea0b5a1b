"""Decks as pages: one file per lesson, and beside them what they need without a network."""

from __future__ import annotations

import functools
import html
import importlib.util
import shutil
from collections.abc import Iterable
from pathlib import Path

from course_utils.classroom import CourseError, files
from course_utils.classroom.saved import LINKS
from course_utils.classroom.slides.blocks import Deck
from course_utils.classroom.slides.decks import notes_of, read_deck
from course_utils.classroom.slides.markdown import first_sentence, inline_html

HERE = Path(__file__).parent
VERDICTS = (
    "● supported",
    "◐ supported with limits",
    "▲ overstated",
    "✕ contradicted",
    "? untested",
    "– not checkable",
)
FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf", "LICENSE_DEJAVU")


def write_decks(lessons: Iterable[Path], output: Path) -> list[tuple[Path, Deck]]:
    """Write a deck for each lesson, the files they share, and a list of the decks.

    Parameters
    ----------
    lessons : iterable of Path
        Committed notebooks: their saved outputs are shown, nothing is run.
    output : Path
        The folder; it can be copied anywhere as a whole.

    Returns
    -------
    list of (Path, Deck)
        The pages, in course order.
    """
    if output.exists() and not output.is_dir():
        raise CourseError(f"{output} is a file; name a folder.")
    written = []
    for lesson in lessons:
        deck, page = read_deck(lesson), output / f"{lesson.stem}.html"
        files.replace(page, page_of(deck).encode("utf-8"))
        written.append((page, deck))
    copy_assets(output / "assets")
    _write_list(output)
    return written


def page_of(deck: Deck) -> str:
    """The deck as one HTML page."""
    return _template("deck.html.j2").render(deck=deck, links=LINKS, verdicts=VERDICTS)


def copy_assets(folder: Path) -> None:
    """reveal.js, MathJax, the style sheet and the fonts of the figures."""
    shutil.copytree(HERE / "vendor", folder, dirs_exist_ok=True)
    for name in ("deck.css", "deck.js"):
        shutil.copyfile(HERE / "templates" / name, folder / name)
    fonts = Path(importlib.util.find_spec("matplotlib").origin).parent / "mpl-data/fonts/ttf"
    (folder / "fonts").mkdir(exist_ok=True)
    for name in FONTS:
        shutil.copyfile(fonts / name, folder / "fonts" / name)


def _write_list(output: Path) -> None:
    """The first page: all decks that are in the folder, also from earlier calls."""
    decks = [(page.name, _title(page)) for page in sorted(output.glob("[0-9][0-9]_*.html"))]
    page = _template("index.html.j2").render(decks=decks)
    files.replace(output / "index.html", page.encode("utf-8"))


def _title(page: Path) -> str:
    with page.open(encoding="utf-8") as lines:
        titles = (line for line in lines if line.startswith("<title>"))
        return html.unescape(next(titles, "").strip()[len("<title>") : -len("</title>")])


@functools.cache
def _template(name: str):
    try:
        from jinja2 import Environment, FileSystemLoader
        from nbconvert.filters import markdown_mistune as _needed  # noqa: F401
    except ImportError as problem:
        raise CourseError(
            "Decks need nbconvert, which is not installed. Type: pip install -e '.[teach]'"
        ) from problem
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True
    )
    environment.filters |= {
        "inline": inline_html,
        "notes": notes_of,
        "first": first_sentence,
    }
    return environment.get_template(name)
