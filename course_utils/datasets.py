"""The one door to the course's data: typed, cited tables.

>>> from course_utils.datasets import load, cite
>>> trials = load("bmd_outcomes")
>>> cite("johnston2000", style="short")
'Johnston et al. 2000'
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pandas as pd

from course_utils.bibliography import STYLES, read_bib
from course_utils.data_cards import Card, Profile

FOLDER = Path(__file__).resolve().parents[1] / "datasets"
UNVERIFIED = "recalled_unverified"
HIDDEN = ("source_url",)
_TYPES = {"integer": "Int64", "number": "float64"}


def names():
    """Names of the tables that `load` knows."""
    return [r["name"] for r in _package()["resources"] if r["type"] == "table"]


def load(name, include_unverified=False):
    """Read one table.

    Parameters
    ----------
    name : str
        One of `names()`.
    include_unverified : bool
        If true, rows that were recalled and not checked come too, and a column
        ``unverified`` marks them. Such rows must not be shown as facts.

    Returns
    -------
    pandas.DataFrame
        Integers as Int64, numbers as float64, words as strings; an empty cell is missing.
        ``attrs`` holds the name, the path of the card and the unit of each column.

    Raises
    ------
    ValueError
        If no table has this name; the sentence gives the nearest right ones.

    Source: the column ``citation_key`` of each row; see `cite` and `card`.
    """
    resource = _resource(name)
    table = _read(FOLDER / resource["path"], resource["schema"]["fields"])
    if "verification" in table:
        unverified = table["verification"] == UNVERIFIED
        table = table.assign(unverified=unverified) if include_unverified else table[~unverified]
    table = table.drop(columns=[c for c in HIDDEN if c in table]).reset_index(drop=True)
    table.attrs = {"name": name, "card": f"datasets/cards/{name}.md", "units": _units(resource)}
    return table


def _read(path, fields):
    types = {field["name"]: _TYPES.get(field["type"], "str") for field in fields}
    # Only an empty cell is missing: "NA" or "none" in a column of words is a word.
    return pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8")


def _units(resource):
    return {f["name"]: f["unit"] for f in resource["schema"]["fields"] if "unit" in f}


def card(name):
    """The card of a table: columns, units, size, checking, limits, sources, license.

    Parameters
    ----------
    name : str
        One of `names()`.

    Returns
    -------
    Card
        Formatted text in a notebook, plain text elsewhere.

    Raises
    ------
    ValueError
        If no table has this name.
    """
    _resource(name)
    text = (FOLDER / "cards" / f"{name}.md").read_text(encoding="utf-8")
    return Card(name, text)


def cite(row_or_key, style="line"):
    """Author, year and link of a source.

    Parameters
    ----------
    row_or_key : str, Series or mapping
        A citation key, several keys separated by ``;``, or a row that has a
        ``citation_key``.
    style : {"line", "short", "full"}
        ``line``: author, year, journal, link. ``short``: author and year.
        ``full``: with title, volume, pages and what of it was recalled.

    Returns
    -------
    str
        One citation per key, separated by ``; ``.

    Raises
    ------
    ValueError
        If a key or the style is unknown, or the row names no source.
    """
    if style not in STYLES:
        raise ValueError(f"{style!r} is no citation style; use {', '.join(STYLES)}.")
    return "; ".join(STYLES[style](_entry(key)) for key in _keys(row_or_key))


def _keys(row_or_key):
    if isinstance(row_or_key, str):
        text = row_or_key
    elif isinstance(row_or_key, (Mapping, pd.Series)):
        text = row_or_key.get("citation_key", "")
    else:
        raise ValueError("Cite a citation key, such as 'johnston2000', or one row of a table.")
    keys = [key.strip() for key in text.split(";")] if isinstance(text, str) else []
    if not any(keys):
        raise ValueError("This row names no source, so there is nothing to cite.")
    return [key for key in keys if key]


def _entry(key):
    known = _bibliography()
    if key in known:
        return known[key]
    raise ValueError(f"No source has the key {key!r}. {_nearest(key, known)}")


def profiles():
    """The fictional people of the course.

    Returns
    -------
    dict
        Key (``"ana"``, ``"david"``, …) → `Profile`. All are fictional, with synthetic
        parameters; each number carries its unit, its level and, where there is one, a source.
    """
    return dict(_profiles())


def quiz_bank():
    """The questions of the final quiz.

    Returns
    -------
    list of dict
        ``id``, ``lesson``, ``outcome`` (O1 to O10), ``bloom``, ``stem``, ``options`` (A to D),
        ``key``, ``why`` (one reason per option), ``misconceptions`` (letter → code) and
        ``source`` (a key for `cite`, or empty).
    """
    return json.loads((FOLDER / "quiz_bank.json").read_text(encoding="utf-8"))["items"]


def _resource(name):
    tables = {r["name"]: r for r in _package()["resources"] if r["type"] == "table"}
    if name in tables:
        return tables[name]
    raise ValueError(f"No table is called {name!r}. {_nearest(name, tables)}")


def _nearest(word, known):
    close = get_close_matches(str(word), list(known), n=3, cutoff=0.4)
    if close:
        return f"Did you mean {' or '.join(repr(c) for c in close)}?"
    return f"Known are {', '.join(sorted(known)[:8])}{' and more' if len(known) > 8 else ''}."


@cache
def _package():
    return json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))


@cache
def _bibliography():
    return read_bib((FOLDER / "sources.bib").read_text(encoding="utf-8"))


@cache
def _profiles():
    people = json.loads((FOLDER / "profiles.json").read_text(encoding="utf-8"))["people"]
    return {person["key"]: _profile(person) for person in people}


def _profile(person):
    words = {k: person[k] for k in ("name", "pronouns", "setting", "concern", "in_their_words")}
    lists = {k: tuple(person[k]) for k in ("lessons", "numbers")}
    return Profile(**words, **lists, fictional=person["fictional"])
