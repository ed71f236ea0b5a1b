"""Rules about Markdown: the notice, links that lead somewhere, pictures with words."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from course_utils.classroom import CourseError, normalize
from course_utils.classroom.editions import ASSET_SUFFIXES
from course_utils.classroom.rules.html import Tag, tags
from course_utils.classroom.rules.lesson import Cell, Lesson, Problem, words

NOTICE = "Not medical advice"
FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
NOT_TEXT = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
TARGET = r"\(\s*(?:<([^<>\n]*)>|((?:[^()\s]|\([^()\s]*\))*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
LABEL = r"\[((?:[^\[\]]|\\.|!?\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
LINK = re.compile(rf"(?<!!){LABEL}{TARGET}")
PICTURE = re.compile(rf"!\[([^\[\]]*)\]{TARGET}")
REFERENCE = re.compile(r"(!?)\[([^\[\]]+)\]\[([^\[\]]*)\]")
DEFINITION = re.compile(r"^ {0,3}\[([^\[\]]+)\]:\s*<?([^\s>]*)", re.MULTILINE)
HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)
BARE_HOSTS = {"doi.org", "dx.doi.org"}


def check(lesson: Lesson) -> Iterator[Problem]:
    """Every fault in the text of a lesson."""
    yield from notice(lesson)
    defined = _definitions(lesson)
    for cell in lesson.markdown_cells:
        for label, target in links(cell.source, defined):
            if fault := link_fault(lesson, target):
                told = f"The link {words(label)!r} {fault}."
                yield cell.problem("dead-link", told)
        yield from pictures(lesson, cell, defined)


def notice(lesson: Lesson) -> Iterator[Problem]:
    """The first text says what the lesson is not."""
    first = lesson.markdown_cells[0] if lesson.markdown_cells else None
    if first is None or NOTICE.lower() not in first.source.lower():
        number = first.number if first else None
        yield Problem(number, "notice", f"The first text lacks the line {NOTICE!r}.")


def pictures(lesson: Lesson, cell: Cell, defined: dict[str, str]) -> Iterator[Problem]:
    """Pictures in the text have alt text and come with the lesson."""
    for alt, target in images(cell.source, defined):
        shown = words(target)
        if not alt.strip():
            yield cell.problem("no-alt-text", f"The picture {shown!r} has no alt text.")
        if target.startswith("attachment:"):
            if target.removeprefix("attachment:") not in cell.node.get("attachments", {}):
                yield cell.problem("dead-link", f"The picture {shown!r} is not attached.")
        elif urlsplit(target).scheme or target.startswith("//"):
            told = f"The picture {shown!r} is not in the lesson's folder; it must show offline."
            yield cell.problem("dead-link", told)
        elif fault := link_fault(lesson, target):
            yield cell.problem("dead-link", f"The picture {shown!r} {fault}.")


def links(source: str, defined: dict[str, str]) -> list[tuple[str, str]]:
    """Label and target of every link in a text, in Markdown and HTML form."""
    text = plain_text(source)
    found = [(m[1], m[2] or m[3] or "") for m in LINK.finditer(text)]
    for mark, label, name in REFERENCE.findall(text):
        if not mark:
            found.append((label, defined.get((name or label).lower(), "")))
    anchors = [tag for tag in tags(text) if tag.name == "a" and not _is_place(tag)]
    return found + [(tag.text, tag.get("href")) for tag in anchors]


def images(source: str, defined: dict[str, str]) -> list[tuple[str, str]]:
    """Alt text and target of every picture in a text."""
    text = plain_text(source)
    found = [(m[1], m[2] or m[3] or "") for m in PICTURE.finditer(text)]
    for mark, label, name in REFERENCE.findall(text):
        if mark:
            found.append((label, defined.get((name or label).lower(), "")))
    return found + [(tag.get("alt"), tag.get("src")) for tag in tags(text) if tag.name == "img"]


def plain_text(source: str) -> str:
    """The text without code and formulas, whose brackets are no links."""
    return NOT_TEXT.sub(" ", FENCE.sub(" ", source))


def link_fault(lesson: Lesson, target: str) -> str:
    """What is wrong with where a link leads; empty if nothing is."""
    if not target.strip():
        return "has no target"
    parts = urlsplit(target)
    if parts.scheme in ("http", "https"):
        bare = parts.netloc in BARE_HOSTS and not parts.path.strip("/")
        return "" if parts.netloc and not bare else f"has the incomplete target {target!r}"
    if parts.scheme:
        return "" if parts.scheme == "mailto" and "@" in target else f"cannot lead to {target!r}"
    return _local_fault(lesson.path, unquote(parts.path), unquote(parts.fragment))


def _local_fault(lesson: Path, path: str, fragment: str) -> str:
    target = lesson
    if path:
        target = (lesson.parent / path).resolve()
        shipped = target.suffix == ".ipynb" or target.suffix.lower() in ASSET_SUFFIXES
        if path.startswith("/") or lesson.resolve().parents[1] not in target.parents:
            return f"leads out of the lessons: {path!r}; a student's workspace has only these"
        if not _exists_as_written(target):
            return f"leads to {path!r}, which does not exist"
        if not shipped:
            return f"leads to {path!r}, which no student's workspace has"
    if fragment and target.suffix == ".ipynb" and fragment not in places(target):
        return f"leads to the heading {fragment!r}, which does not exist"
    return ""


def _exists_as_written(path: Path) -> bool:
    """Whether a file exists with exactly these capitals, as Linux wants it."""
    return path.exists() and path.name in {entry.name for entry in path.parent.iterdir()}


@cache
def places(path: Path) -> frozenset[str]:
    """Everything ``#...`` can lead to: cells, headings as JupyterLab names them, HTML ids."""
    try:
        cells = normalize.read(path).cells
    except CourseError:
        return frozenset()
    texts = [FENCE.sub(" ", cell.source) for cell in cells if cell.cell_type == "markdown"]
    headings = {_heading_id(found) for text in texts for found in HEADING.findall(text)}
    ids = {tag.get("id") for text in texts for tag in tags(text)}
    numbers = {f"cell-id={cell.get('id')}" for cell in cells}
    return frozenset(headings | numbers | ids - {""})


def _heading_id(heading: str) -> str:
    shown = re.sub(LABEL + TARGET, r"\1", heading)
    return re.sub(r"<[^>]+>|[*`]|(?<!\w)_|_(?!\w)", "", shown).replace(" ", "-")


def _definitions(lesson: Lesson) -> dict[str, str]:
    return {
        name.lower(): target
        for cell in lesson.markdown_cells
        for name, target in DEFINITION.findall(plain_text(cell.source))
    }


def _is_place(tag: Tag) -> bool:
    """An ``<a id=…>`` without href marks a place; it is no link."""
    return not tag.get("href") and bool(tag.get("id") or tag.get("name"))
