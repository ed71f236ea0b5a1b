"""A lesson as the data of its handout: what the notebook and ``choices.toml`` say.

Nothing is executed. Figures, predictions and claims are taken from the saved outputs.
"""

from __future__ import annotations

import base64
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course_utils.classroom import CourseError, saved
from course_utils.classroom.editions import cell_source, read_notebook
from course_utils.classroom.slides.markdown import plain_links

CHOICES = Path(__file__).with_name("choices.toml")
NOTICE = "Not medical advice; do not start, stop or change any medicine because of it."


def read_lesson(path: Path) -> dict[str, Any]:
    """Everything a handout prints, as plain texts; the picture as PNG bytes.

    Parameters
    ----------
    path : Path
        The committed notebook.

    Returns
    -------
    dict
        ``number``, ``title``, ``question``, ``outcomes``, ``links`` (today's, from 0), ``chain``,
        ``idea``, ``formula``, ``meaning``, ``figure``, ``words``, ``predictions``, ``claims``,
        ``exit``, ``references``, ``notice``.

    Raises
    ------
    CourseError
        If the notebook or ``choices.toml`` lacks something.
    """
    cells = read_notebook(path.read_bytes(), path.name)["cells"]
    number = path.name[:2]
    chosen = _choices(number)
    head = cell_source(cells[0])
    if NOTICE not in head:
        raise CourseError(f"{path.name} has no line that says it is no medical advice.")
    return {
        "number": number,
        "title": plain(head.splitlines()[0].lstrip("# ")),
        "question": plain(_first(r"(?m)^\*\*(.+?)\*\*$", head, path)),
        "outcomes": [plain(line) for line in re.findall(r"(?m)^\d\. (.+)$", head)],
        "links": [number - 1 for number in saved.todays_links(cells)],
        "chain": saved.LINKS,
        "idea": chosen["idea"],
        "formula": chosen["formula"],
        "meaning": chosen["meaning"],
        "figure": _figure(cells, chosen["figure"], path),
        "words": list(_words(cells)),
        "predictions": list(_predictions(cells)),
        "claims": list(_claims(cells)),
        "exit": plain(_first(r"(?s)\*\*Exit question\.\*\* (.+?)(?:\n\n|\Z)", _all(cells), path)),
        "references": list(_references(cells)),
        "notice": f"Teaching material with fictional people and simplified models. {NOTICE}",
    }


def plain(text: str) -> str:
    """Markdown of one line as plain words: links, stars and backticks taken off."""
    text = plain_links(text)
    text = re.sub(r"\*\*|`", "", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])", "", text)
    return " ".join(text.split())


def _choices(number: str) -> dict[str, Any]:
    chosen = tomllib.loads(CHOICES.read_text(encoding="utf-8"))
    if number not in chosen:
        raise CourseError(f"choices.toml names no figure and no idea for lesson {number}.")
    return chosen[number]


def _first(pattern: str, text: str, path: Path) -> str:
    found = re.search(pattern, text)
    if not found:
        raise CourseError(f"{path.name} has nothing of the form {pattern!r}.")
    return found[1]


def _all(cells: list[dict]) -> str:
    return "\n\n".join(cell_source(cell) for cell in cells if cell["cell_type"] == "markdown")


def _figure(cells: list[dict], cell_id: str, path: Path) -> dict[str, Any]:
    cell = next((cell for cell in cells if cell.get("id") == cell_id), {})
    picture = next(saved.shown(cell, "image/png"), "")
    if not picture:
        raise CourseError(f"{path.name} has no saved figure in a cell called {cell_id}.")
    return {"png": base64.b64decode(picture), "text": " ".join(next(saved.shown(cell)).split())}


def _section(cells: list[dict], heading: str) -> str:
    texts = (cell_source(cell) for cell in cells)
    return next((text for text in texts if text.startswith(f"## {heading}")), "")


def _words(cells: list[dict]) -> Iterator[dict[str, str]]:
    rows = re.findall(r"(?m)^\| \*\*(.+?)\*\* \| (.+?) \|", _section(cells, "Words"))
    for word, meaning in rows:
        yield {"word": plain(word), "meaning": plain(meaning)}


def _predictions(cells: list[dict]) -> Iterator[dict[str, Any]]:
    for cell in cells:
        if not re.search(r"(?m)^predict\(", cell_source(cell)):
            continue
        if asked := saved.prediction(next(saved.shown(cell), "")):
            yield {
                "id": asked.name,
                "title": asked.title,
                "prompt": " ".join(asked.prompt.split()),
                "options": [list(pair) for pair in asked.options.items()],
            }


def _claims(cells: list[dict]) -> Iterator[dict[str, str]]:
    for cell in cells:
        stated = saved.claim(next(saved.shown(cell), ""))
        if stated and cell_source(cell).startswith("audit_card("):
            yield {"id": stated.name, "claim": stated.text}


def _references(cells: list[dict]) -> Iterator[dict[str, str]]:
    """First author, journal or source, year, and DOI where there is one."""
    for line in re.findall(r"(?m)^- (.+)$", _section(cells, "References")):
        doi = re.search(r"doi:(10\.[^\]\s]+)\]", line)
        link = re.search(r"\]\((https?://[^)\s]+)\)", line)
        year = re.search(r"\b(19|20)\d\d\b", line.partition("[")[0]) or re.search(
            r"\b(19|20)\d\d\b", line
        )
        journal = re.search(r"\*(.+?)\*", line)
        yield {
            "author": re.split(r"[,.:]| and ", plain(line))[0],
            "year": year[0] if year else "",
            "journal": plain(journal[1]) if journal else "",
            "where": f"doi:{doi[1]}" if doi else link[1] if link else "",
        }
