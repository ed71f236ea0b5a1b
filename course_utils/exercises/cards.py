"""Cards: what a check, a hint or a prediction shows, as HTML and as plain text.

A card is a heading, a status word and a few blocks. Colors are fixed, with dark ink on a
light ground, so that a card reads the same in a light and in a dark notebook; the status
is always a word. Headings use ``role="heading"``, which a screen reader finds and
JupyterLab's table of contents leaves alone.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import NamedTuple

INK, PAPER, QUIET_PAPER = "#1f1f1f", "#fbfaf6", "#ecebe4"
TONES = {
    "good": ("✓", "#14603a"),
    "part": ("◐", "#7a4a00"),
    "look": ("✎", "#93370d"),
    "open": ("○", "#4a4a4a"),
    "odd": ("?", "#6b2a5b"),
    "info": ("›", "#0b4f85"),
}
_BOX = (
    "border:1px solid #b9b6aa;border-left:6px solid {edge};border-radius:4px;"
    "padding:0.6em 0.9em;margin:0.3em 0;max-width:46em;line-height:1.45;"
    "box-sizing:border-box;overflow-wrap:anywhere;"
    f"background-color:{PAPER};color:{INK}"
)
_INLINE = f"background-color:{QUIET_PAPER};color:{INK};padding:0 0.25em;border-radius:3px"
_BLOCK = (
    f"background-color:{QUIET_PAPER};color:{INK};padding:0.6em 0.8em;border-radius:4px;"
    "overflow-x:auto;white-space:pre"
)


class Text(NamedTuple):
    """A paragraph; `backticks` mark code."""

    words: str

    def html(self):
        return f'<p style="margin:0.35em 0;color:{INK}">{inline_html(self.words)}</p>'

    def text(self):
        return self.words


class Code(NamedTuple):
    """A block of source code."""

    source: str

    def html(self):
        source = html.escape(self.source)
        style = f"background-color:transparent;color:{INK};white-space:pre"
        return f'<pre style="{_BLOCK}"><code style="{style}">{source}</code></pre>'

    def text(self):
        return "\n".join(f"    {line}" for line in self.source.splitlines())


class Options(NamedTuple):
    """Lettered options."""

    items: dict[str, str]

    def html(self):
        rows = "".join(
            f'<li style="margin:0.15em 0;color:{INK}"><strong>{letter}</strong> · '
            f"{inline_html(words)}</li>"
            for letter, words in self.items.items()
        )
        return f'<ul style="list-style:none;padding-left:0.6em;margin:0.35em 0">{rows}</ul>'

    def text(self):
        return "\n".join(f"  {letter}  {words}" for letter, words in self.items.items())


class Folded(NamedTuple):
    """A question whose answer opens on demand."""

    question: str
    answer: str

    def html(self):
        return (
            f'<details style="margin:0.4em 0;color:{INK}">'
            f'<summary style="cursor:pointer;color:{INK}">{inline_html(self.question)}</summary>'
            f'<p style="margin:0.3em 0 0.3em 1.2em;color:{INK}">{inline_html(self.answer)}</p>'
            "</details>"
        )

    def text(self):
        return f"Question: {self.question}\n  Answer: {self.answer}"


class Sketches(NamedTuple):
    """Small line drawings, one per option; the options say the same in words."""

    curves: dict[str, list[tuple[float, float]]]
    names: dict[str, str]

    def html(self):
        drawings = "".join(self._drawing(letter) for letter in self.curves)
        return f'<div style="display:flex;flex-wrap:wrap;gap:0.8em">{drawings}</div>'

    def _drawing(self, letter):
        points = " ".join(self._place(x, y) for x, y in self.curves[letter])
        label = html.escape(f"Sketch {letter}: {self.names[letter]}")
        return (
            f'<svg role="img" aria-label="{label}" width="140" height="100" '
            'viewBox="0 0 140 100" xmlns="http://www.w3.org/2000/svg">'
            f'<path d="M10 6 V78 H134" fill="none" stroke="{INK}" stroke-width="1"/>'
            f'<polyline points="{points}" fill="none" stroke="#0b4f85" stroke-width="2.5"/>'
            f'<text x="66" y="96" font-size="14" fill="{INK}">{letter}</text></svg>'
        )

    def _place(self, x, y):
        """One point in the drawing; all drawings share the same axes."""
        xs, ys = zip(*(point for curve in self.curves.values() for point in curve), strict=True)
        across = (x - min(xs)) / (max(xs) - min(xs))
        up = (y - min(ys)) / (max(ys) - min(ys))
        return f"{10 + 120 * across:.0f},{74 - 60 * up:.0f}"

    def text(self):
        return ""


@dataclass(frozen=True)
class Card:
    """Heading, status word, blocks; ``live`` cards are announced by a screen reader."""

    heading: str
    status: str
    tone: str
    blocks: tuple
    live: bool = False

    def html(self):
        symbol, edge = TONES[self.tone]
        role = 'role="status" aria-live="polite"' if self.live else 'role="group"'
        label = html.escape(f"{self.heading}: {self.status}" if self.status else self.heading)
        word = f"{symbol} {html.escape(self.status)}"
        status = f' <span style="color:{edge};margin-left:0.6em">{word}</span>'
        return (
            f'<div {role} aria-label="{label}" style="{_BOX.format(edge=edge)}">'
            f'<div role="heading" aria-level="4" style="font-weight:bold;color:{INK}">'
            f"{html.escape(self.heading)}{status if self.status else ''}</div>"
            f"{''.join(block.html() for block in self.blocks)}</div>"
        )

    def text(self):
        head = f"{self.heading} [{self.status}]" if self.status else self.heading
        return "\n".join([head, *(text for block in self.blocks if (text := block.text()))])


def inline_html(words):
    """Escape a text and set its `backticks` as code."""
    code = rf'<code style="{_INLINE}">\1</code>'
    return re.sub(r"`([^`]+)`", code, html.escape(words, quote=False))


class Shown:
    """Anything a notebook displays as a card."""

    def card(self):
        raise NotImplementedError

    def data(self):
        """Extra entries for the bundle of representations."""
        return {}

    def _repr_mimebundle_(self, include=None, exclude=None, **_options):
        card = self.card()
        return {"text/html": card.html(), "text/plain": card.text(), **self.data()}

    def __repr__(self):
        return self.card().text()


@dataclass(frozen=True, repr=False)
class Note(Shown):
    """A card that is nothing but a card."""

    content: Card

    def card(self):
        return self.content
