"""Cards of the data: what a table holds, and who the fictional people are.

A card is text. It shows as formatted text in a notebook and as plain text elsewhere.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

FICTIONAL = "fictional, synthetic parameters"


@dataclass(frozen=True)
class Card:
    """The card of one table, in Markdown."""

    name: str
    markdown: str

    def _repr_markdown_(self):
        return self.markdown

    def __repr__(self):
        return self.markdown


def card_markdown(resource, package):
    """Write the card of one table.

    Parameters
    ----------
    resource : dict
        The table's entry in ``datapackage.json``, with ``rows`` and ``levels``.
    package : dict
        The whole descriptor; its licence is repeated on the card, and its note on facts
        unless the table has ``facts`` of its own.

    Returns
    -------
    str
        Markdown, ending in a line break.
    """
    fields = resource["schema"]["fields"]
    licence = package["licenses"][0]
    levels = ", ".join(f"{count} {level}" for level, count in resource.get("levels", {}).items())
    per_level = f" Rows per level: {levels}." if levels else ""
    re_typed = f"{package['facts']} `cite(row)` gives author, year and a link."
    sources = resource.get("facts", re_typed)
    parts = [
        f"# {resource['title']}",
        resource["description"],
        f"**Size.** {resource['rows']} rows, {len(fields)} columns. File: `{resource['path']}`.",
        f"**How it was checked.** {resource['checked']}{per_level}",
        f"**Limits.** {resource['limits']}",
        f"**Sources.** {sources}",
        f"**License.** [{licence['title']}]({licence['path']}).",
        "## Columns",
        "\n".join(["| column | type | unit | meaning |", "|---|---|---|---|", *map(_line, fields)]),
    ]
    return "\n\n".join(parts) + "\n"


def _line(field):
    allowed = field.get("constraints", {}).get("enum")
    values = f" (one of: {', '.join(map(str, allowed))})" if allowed else ""
    meaning = f"{field['description']}{values}".replace("|", "/")
    return f"| `{field['name']}` | {field['type']} | {field.get('unit', '')} | {meaning} |"


@dataclass(frozen=True)
class Profile:
    """A fictional person of the course; every number has a unit, a level and a note.

    Attributes
    ----------
    name, pronouns, setting, concern, in_their_words : str
    lessons : tuple of str
        Numbers of the lessons in which the person appears.
    numbers : tuple of dict
        ``quantity``, ``label``, ``value``, ``unit``, ``level``, ``source``, ``note``.
    fictional : bool
        Always true.

    Examples
    --------
    >>> profiles()["ana"]["estradiol_now"]
    5
    """

    name: str
    pronouns: str
    setting: str
    concern: str
    in_their_words: str
    lessons: tuple
    numbers: tuple
    fictional: bool = True

    def __getitem__(self, quantity):
        known = {number["quantity"]: number["value"] for number in self.numbers}
        if quantity in known:
            return known[quantity]
        raise KeyError(f"{self.name} has no {quantity!r}; known are {', '.join(known)}.")

    def table(self):
        """The numbers as a DataFrame: label, value, unit, level, note."""
        import pandas as pd

        shown = ["label", "value", "unit", "level", "note"]
        return pd.DataFrame(
            [[number[key] for key in shown] for number in self.numbers], columns=shown
        )

    @property
    def lines(self):
        """Who the person is, in at most four lines."""
        first = f"{self.name} ({self.pronouns}), {self['age']} years, {FICTIONAL}"
        quote = f"“{self.in_their_words}”" if self.in_their_words else ""
        return [line for line in (first, self.setting, self.concern, quote) if line]

    def _repr_html_(self):
        first, *rest = (html.escape(line) for line in self.lines)
        return "<p>" + "<br>".join([f"<strong>{first}</strong>", *rest]) + "</p>"

    def __repr__(self):
        return "\n".join(self.lines)
