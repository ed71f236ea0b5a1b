"""What an explorer shows where no kernel runs: a still picture, its sentence, a table."""

from __future__ import annotations

import base64
import html
from itertools import groupby

from course_utils.figures.present import figure_html

HEADINGS = ("Try", "Settings", "Reading")
CELL = ' style="text-align:left;vertical-align:top"'


def static_bundle(explorer):
    """The still picture in three forms: HTML with the table of tries, PNG, plain text."""
    picture = base64.b64encode(explorer.png).decode("ascii")
    parts = (
        figure_html(picture, explorer.alt, explorer.summary),
        table_of_pins(explorer.pins),
        table_of_tries(explorer.declaration),
    )
    return {
        "text/html": "".join(parts),
        "image/png": picture,
        "text/plain": explorer.summary,
    }


def table_of_tries(declaration):
    """HTML table of what the prompts lead to, read off the explorer's own model."""
    head = "".join(f'<th scope="col"{CELL}>{title}</th>' for title in HEADINGS)
    groups = groupby(declaration.readings(), key=lambda row: row[0])
    body = "".join(_rows(prompt, list(rows)) for prompt, rows in groups)
    title = html.escape(declaration.title)
    return (
        f"<table><caption>{title}: the controls are live in JupyterLab; these are their readings."
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def table_of_pins(pins):
    """HTML table of the states kept for comparison; nothing if there are none."""
    if not pins:
        return ""
    head = "".join(f'<th scope="col"{CELL}>{title}</th>' for title in ("Pin", *HEADINGS[1:]))
    body = "".join(
        f'<tr><th scope="row"{CELL}>{number}</th>{_cells(pin.settings, pin.reading)}</tr>'
        for number, pin in enumerate(pins, start=1)
    )
    return (
        f"<table><caption>Pinned states</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _cells(*texts):
    return "".join(f"<td{CELL}>{html.escape(text)}</td>" for text in texts)


def _rows(prompt, rows):
    """The rows of one prompt; the prompt stands once and spans them."""
    first = f'<th scope="rowgroup" rowspan="{len(rows)}"{CELL}>{html.escape(prompt)}</th>'
    lines = []
    for _, settings, reading in rows:
        lines.append(f"<tr>{first}{_cells(settings, reading)}</tr>")
        first = ""
    return "".join(lines)
