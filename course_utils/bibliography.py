"""The bibliography: read ``sources.bib`` and write one-line citations.

The reader knows the course's own layout only: one field per line, values in braces. A test
compares what it reads with a full BibTeX parser.
"""

from __future__ import annotations

import re

_ENTRY = re.compile(r"^@(\w+)\{([^,\s]+),\s*$")
_FIELD = re.compile(r"^\s+(\w+) = \{(.*)\},?\s*$")
UNKNOWN_AUTHORS = "authors not seen"


def read_bib(text):
    """Read BibTeX entries written one field per line.

    Parameters
    ----------
    text : str
        Content of the file.

    Returns
    -------
    dict
        Citation key → dictionary of fields, with the entry type under ``type``.

    Raises
    ------
    ValueError
        If a line cannot be read or a key occurs twice.
    """
    entries, current = {}, None
    for number, line in enumerate(text.splitlines(), start=1):
        if start := _ENTRY.match(line):
            current = _open(entries, start, number)
        elif current is not None and (field := _FIELD.match(line)):
            current[field[1]] = field[2] if field[1] == "author" else _unbraced(field[2])
        elif line.strip() not in {"", "}"} and not line.startswith("%"):
            raise ValueError(f"Line {number} of the bibliography cannot be read: {line!r}.")
    return entries


def _open(entries, start, number):
    if start[2] in entries:
        raise ValueError(f"Line {number} of the bibliography repeats the key {start[2]!r}.")
    entries[start[2]] = {"type": start[1]}
    return entries[start[2]]


def _unbraced(value):
    return value[1:-1] if value.startswith("{") and value.endswith("}") else value


def link(entry):
    """Address of an entry: its DOI, else PubMed, else an official page, else an empty string."""
    if "doi" in entry:
        return f"https://doi.org/{entry['doi']}"
    if "pmid" in entry:
        return f"https://pubmed.ncbi.nlm.nih.gov/{entry['pmid']}/"
    return entry.get("url", "")


def surnames(entry):
    """Surnames of the authors, in order; an institution is one name."""
    people = entry["author"].split(" and ")
    return [_surname(person) for person in people if person != "others"]


def _surname(person):
    return _unbraced(person) if person.startswith("{") else person.split(",")[0].strip()


def author_year(entry):
    """Short name of an entry: ``Cohen & Lu 2000``, ``Johnston et al. 2000``."""
    names = surnames(entry)
    year = entry.get("year", "n.d.")
    if names == [UNKNOWN_AUTHORS]:
        return f"“{entry['title']}” {year}"
    more = "others" in entry["author"].split(" and ")
    who = " & ".join(names) if len(names) < 3 and not more else f"{names[0]} et al."
    return f"{who} {year}"


def short(entry):
    """Author and year."""
    return author_year(entry)


def line(entry):
    """Author, year, journal or publisher, link."""
    where = entry.get("journal") or entry.get("howpublished", "")
    return ", ".join(part for part in (author_year(entry), where, link(entry)) if part)


def full(entry):
    """Reference for a list: author, year, title, place, link, and what was recalled."""
    where = entry.get("journal") or entry.get("howpublished", "")
    pages = entry.get("pages", "").replace("--", "–")
    place = " ".join(part for part in (where, _issue(entry.get("volume", ""), pages)) if part)
    title = "" if surnames(entry) == [UNKNOWN_AUTHORS] else entry["title"]
    parts = [author_year(entry), title, place, link(entry)]
    recalled = _recalled(entry.get("note", ""))
    return ". ".join(part for part in parts if part) + (f" [{recalled}]" if recalled else "")


def _issue(volume, pages):
    return f"{volume}:{pages}" if volume and pages else volume or pages


def _recalled(note):
    remarks = note.partition(";")[2].strip()
    return remarks if "recalled" in remarks else ""


STYLES = {"short": short, "line": line, "full": full}
