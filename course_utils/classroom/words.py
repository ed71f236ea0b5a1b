"""The words of a lesson: each term is a link at its first use and stands in a table at the end.

A writer marks a term as ``[open holes](#words "remodeling space")``, or as
``[remodeling space](#words)`` where the text shows the term itself. ``fill`` turns the mark
into a link that shows the term's sentence from ``datasets/glossary.csv`` on hovering, and
writes the table to which all such links lead. Both are plain Markdown: they work in a student's
edition that was never run, in an exported page, and without a network.
"""

import copy
import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from course_utils.classroom import CourseError
from course_utils.classroom.paths import course_root, nearest_names

TITLE = "Words of this lesson"
PLACE = TITLE.replace(" ", "-")
END_OF_LESSON = "## References"
LEAD = (
    "Each is a link at its first use: rest the pointer on it to read its sentence there. "
    "The last column leads back to that place."
)
MARK = re.compile(rf'\[([^\[\]]+)\]\(#(?:words|{PLACE})(?:\s+"([^"]*)")?\)')
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*$", re.MULTILINE)


class Use(NamedTuple):
    """Where a lesson marks a term: as what, in which cell, from which character on."""

    term: str
    label: str
    cell: int
    start: int


@cache
def glossary() -> dict[str, str]:
    """Every term of the course with its sentence."""
    table = course_root() / "datasets" / "glossary.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return {row["term"]: row["sentence"] for row in csv.DictReader(file)}


def find_term(name: str) -> str:
    """The term of the glossary that goes by a name.

    Parameters
    ----------
    name : str
        The term, one of its parts as in ``osteoblast/osteoclast``, its short form in brackets,
        or a plural of these; capitals do not matter.

    Raises
    ------
    CourseError
        If the glossary knows no such term; the sentence names what comes nearest.
    """
    known = _names()
    word = _plain(name)
    for form in (word, word.removesuffix("s")):
        if form in known:
            return known[form]
    near = nearest_names(word, list(known))
    raise CourseError(f"The glossary has no term {name!r}; the nearest are {near}.")


def uses(notebook: Any) -> list[Use]:
    """Every mark of a lesson, in order.

    Raises
    ------
    CourseError
        If a mark names no term of the glossary.
    """
    return [
        Use(_term_of(mark), mark[1], number, mark.start())
        for number, cell in _texts(notebook)
        for mark in MARK.finditer(cell.source)
    ]


def fill(notebook: Any) -> Any:
    """A copy of a lesson with its marks filled in and its table of words up to date.

    A lesson without marks comes back as it is. Filling once more changes nothing.

    Raises
    ------
    CourseError
        If a mark names no term of the glossary.
    """
    result = copy.deepcopy(notebook)
    first = {use.term: use for use in reversed(uses(result))}
    for _number, cell in _texts(result):
        cell.source = MARK.sub(_linked, cell.source)
    if first:
        _place_table(result, _table(result, first))
    return result


def used_before(notebook: Any) -> list[tuple[Use, int]]:
    """Marks whose words already stand in an earlier text, with the number of that cell.

    The title cell, which names what is to come, does not count, nor do headings.
    """
    first = {use.term: use for use in reversed(uses(notebook))}
    found = []
    for use in first.values():
        wanted = re.compile(rf"\b{re.escape(_plain(use.label).removesuffix('s'))}s?\b")
        for number, cell in _texts(notebook):
            text = cell.source[: use.start] if number == use.cell else cell.source
            if 0 < number <= use.cell and wanted.search(_plain(_read(text))):
                found.append((use, number))
                break
    return found


def _read(source: str) -> str:
    """A text without headings and without what stands behind its links."""
    return HEADING.sub("", re.sub(r"\]\([^()]*\)", "]", MARK.sub(r"\1", source)))


def _texts(notebook: Any) -> Iterator[tuple[int, Any]]:
    """The Markdown cells other than the table, with their numbers from 0."""
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown" and not _is_table(cell):
            yield number, cell


def _term_of(mark: re.Match) -> str:
    """The term of a mark: named in its title, or shown in the text."""
    label, title = mark.groups()
    return find_term(title.partition(": ")[0] if title else label)


def _linked(mark: re.Match) -> str:
    term = _term_of(mark)
    return f'[{mark[1]}](#{PLACE} "{_shown(term)}: {glossary()[term]}")'


def _table(notebook: Any, first: dict[str, Use]) -> str:
    """The table of words, in the order of the alphabet."""
    rows = [
        f"| **{_shown(term)}** | {glossary()[term]} | {_way_back(notebook, first[term])} |"
        for term in sorted(first, key=str.lower)
    ]
    head = ["| Word | In one sentence | First met under |", "|---|---|---|"]
    return "\n".join([f"## {TITLE}", "", LEAD, "", *head, *rows])


def _way_back(notebook: Any, use: Use) -> str:
    """A link to the cell of a use, with the heading above it."""
    earlier = [cell.source for number, cell in _texts(notebook) if number < use.cell]
    above = [*earlier, notebook.cells[use.cell].source[: use.start]]
    heading = (HEADING.findall("\n\n".join(above)) or ["the start"])[-1]
    return f"[{heading}](#cell-id={notebook.cells[use.cell].id})"


def _place_table(notebook: Any, table: str) -> None:
    """Put the table where it stands, or before the references, or at the end."""
    from nbformat.v4 import new_markdown_cell

    if old := next((cell for cell in notebook.cells if _is_table(cell)), None):
        old.source = table
        return
    starts = [cell.source.startswith(END_OF_LESSON) for cell in notebook.cells]
    number = starts.index(True) if any(starts) else len(starts)
    prefix = str(notebook.cells[0].id).partition("-")[0]
    metadata = {"slideshow": {"slide_type": "skip"}}
    cell = new_markdown_cell(table, id=f"{prefix}-words", metadata=metadata)
    notebook.cells.insert(number, cell)


def _is_table(cell: Any) -> bool:
    return cell.cell_type == "markdown" and cell.source.startswith(f"## {TITLE}")


@cache
def _names() -> dict[str, str]:
    """Every name a term goes by, in small letters, with the term."""
    found: dict[str, str] = {}
    for term in glossary():
        bare = re.sub(r"\s*\(.*?\)", "", term)
        short = re.findall(r"\((.*?)\)", term)
        for name in (term, _shown(term), bare, *bare.split("/"), *short):
            found.setdefault(_plain(name), term)
    return found


def _shown(term: str) -> str:
    """A term as readers see it; air around a slash lets a long one break."""
    return term.replace("/", " / ")


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[*_`]", "", name).lower().split())
