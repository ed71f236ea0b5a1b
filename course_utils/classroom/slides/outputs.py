"""Saved outputs of a lesson cell as blocks of a slide."""

from __future__ import annotations

import base64
import html
import re
import struct

from course_utils.classroom import saved
from course_utils.classroom.editions import as_text
from course_utils.classroom.slides.blocks import (
    Answer,
    Block,
    Claim,
    Lines,
    Picture,
    Prose,
    Question,
    Table,
)

HAPPENED = re.compile(r"^What happened: ([A-Z])\. (.*)$", re.MULTILINE)
CALL = re.compile(r"^(\w+)\(", re.MULTILINE)


def blocks_of(cell: dict, options: dict[str, dict[str, str]]) -> list[Block]:
    """Blocks of a code cell, in their order.

    Parameters
    ----------
    cell : dict
        With its saved outputs.
    options : dict
        Prediction → its options; predictions met here are added.
    """
    calls = set(CALL.findall(as_text(cell["source"])))
    found = [_block(output, calls, options) for output in cell.get("outputs", ())]
    return [block for block in found if block]


def _block(output: dict, calls: set[str], options: dict) -> Block | None:
    if output["output_type"] == "stream":
        return Lines(as_text(output["text"]).rstrip("\n"))
    data = {kind: as_text(value) for kind, value in output.get("data", {}).items()}
    if "image/png" in data:
        return _picture(data, "explore" in calls)
    words = data.get("text/plain", "")
    if "predict" in calls:
        return _question(words, data.get("text/html", ""), options)
    if "reveal" in calls:
        return _answer(words, options)
    if "audit_card" in calls:
        return _claim(words)
    if "<table" in data.get("text/html", ""):
        return Table(_bare_table(data["text/html"]))
    if data.get("text/html", "").startswith("<p>"):
        return Prose(data["text/html"])
    if "<div" in data.get("text/html", ""):
        return Prose("<p>" + "<br>".join(map(html.escape, words.splitlines())) + "</p>")
    return Lines(words) if words else None


def _picture(data: dict[str, str], is_explorer: bool) -> Picture | None:
    page = data.get("text/html", "")
    caption = _between(page, "<figcaption>", "</figcaption>")
    if caption.startswith("Today:"):
        return None  # the strip stands at the foot of every slide
    width, height = struct.unpack(">II", base64.b64decode(data["image/png"][:64])[16:24])
    explorer = _between(page, "<caption>", ": the controls") if is_explorer else ""
    alt = html.unescape(_between(page, 'alt="', '"'))
    source = "data:image/png;base64," + "".join(data["image/png"].split())
    return Picture(source, alt, html.unescape(caption), width, height, html.unescape(explorer))


def _between(text: str, before: str, after: str) -> str:
    return text.partition(before)[2].partition(after)[0] if before in text else ""


def _question(words: str, page: str, options: dict) -> Question | None:
    asked = saved.prediction(words)
    if not asked:
        return None
    options[asked.name] = asked.options
    sketches = tuple(re.findall(r"<svg role=\"img\".*?</svg>", page, re.DOTALL))
    return Question(*asked, sketches)


def _answer(words: str, options: dict) -> Answer | None:
    found, happened = saved.TITLE.search(words), HAPPENED.search(words)
    if not found or not happened:
        return None
    why = words.partition("\nWhy: ")[2].strip()
    option = options.get(found[1], {}).get(happened[1], "")
    return Answer(found[1], found[2], happened[1], option, happened[2], why)


def _claim(words: str) -> Claim | None:
    stated = saved.claim(words)
    return stated and Claim(*stated)


def _bare_table(page: str) -> str:
    """The table alone; the style of the deck replaces that of the notebook.

    Numbers of rows are left out: nobody in the room knows what they count.
    """
    table = re.search(r"<table.*?</table>", page, re.DOTALL)[0]
    table = re.sub(r"\s(?:style|border|class)=\"[^\"]*\"", "", table)
    numbered = re.findall(r"<tr>\s*<th>(.*?)</th>", table)
    if numbered and numbered[0] == "" and all(name.isdecimal() for name in numbered[1:]):
        table = re.sub(r"(<tr>\s*)<th>\d*</th>", r"\1", table)
    return table
