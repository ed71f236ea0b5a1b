"""Markdown of a lesson cell: what of it stands on a slide, and all of it for the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

HEADING = re.compile(r"^(#{1,4})\s+(.*)$")
_ADDRESS = r"(?:<[^>]*>|(?:[^()\s]|\([^()]*\))*)"
_TITLE = r"(?:\s+\"(?:\\.|[^\"\\])*\")?"
LINK = re.compile(rf"(!?)\[((?:\\.|[^\[\]])*)\]\({_ADDRESS}{_TITLE}\)")
WHOLE = ("$$", "|", "- ", "* ", "![", "1. ", "> ", "<")
SENTENCE_END = re.compile(r"(?<=[.?!:…])(?:[*_)”\"]{0,3})\s+(?=[\"“(*_\[$]*[A-ZÄÖÜ0-9\\])")
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|al|vs|Fig|No|approx|Dr|St|ca)\.|\b[A-Z]\.|:)$")
LIST_SIGN = re.compile(r"^(\d*)([-+*#>.)])(?=\s)")
GOALS = "you will be able to"  # leads to the list of what a lesson teaches
TOO_SHORT, KEY_WORDS, LEAD_IN = 45, 330, 100


def paragraphs(text: str) -> list[str]:
    """The blocks of a Markdown text, which blank lines part."""
    return [block.strip("\n") for block in re.split(r"\n\s*\n", text) if block.strip()]


def heading(text: str) -> tuple[int, str] | None:
    """Depth and words of the first heading, or None."""
    found = (HEADING.match(line) for line in text.splitlines())
    first = next(filter(None, found), None)
    return (len(first[1]), plain_links(first[2]).strip()) if first else None


def without_headings(text: str) -> str:
    """The text without its lines of heading."""
    return "\n".join(line for line in text.splitlines() if not HEADING.match(line))


def plain_links(text: str) -> str:
    """Links as plain words: on a slide nobody follows them."""
    return LINK.sub(lambda found: found[0] if found[1] else found[2], text)


def stands_whole(block: str) -> bool:
    """Whether a block is a formula, a list, a table or an image and is shown as it is."""
    first = block.lstrip()
    return first.startswith(WHOLE) or bool(re.match(r"\d+\. ", first))


def first_sentence(block: str) -> str:
    """The first sentence of a paragraph; two if the first says little alone."""
    sentences = split_sentences(" ".join(block.split()))
    taken = sentences[0]
    if len(taken) < TOO_SHORT and len(sentences) > 1:
        taken = f"{taken} {sentences[1]}"
    return taken


def split_sentences(text: str) -> list[str]:
    """Sentences of one line; never cut in a formula, a parenthesis or an abbreviation."""
    sentences, start = [], 0
    for end in SENTENCE_END.finditer(text):
        so_far = text[start : end.start()].rstrip('*_)”"')
        if _is_open(text[start : end.start()]) or ABBREVIATION.search(so_far):
            continue
        sentences.append(text[start : end.end()].strip())
        start = end.end()
    return [*sentences, text[start:].strip()] if text[start:].strip() else sentences


def _is_open(part: str) -> bool:
    return part.count("$") % 2 == 1 or part.count("(") > part.count(")")


def is_key(block: str) -> bool:
    """Whether a paragraph starts in bold: a driving question, an exit question."""
    return block.startswith("**") and len(block) <= KEY_WORDS


def on_slide(text: str, sentences: int) -> str:
    """What of a cell stands on a slide: whole blocks, and one sentence of some paragraphs.

    Paragraphs that start in bold, or are in italics, go first and stay whole. Where
    there are formulas, only the words that lead to them are shown.
    """
    blocks = paragraphs(without_headings(plain_links(text)))
    if sentences > 0 and any(block.startswith("$$") for block in blocks):
        return "\n\n".join(_with_formulas(blocks))
    blocks = [GOALS.capitalize() if block.endswith(GOALS) else block for block in blocks]
    running = [block for block in blocks if not stands_whole(block)]
    taken = sorted(running, key=_rank)[: max(sentences, 0)]
    kept = [block for block in blocks if block in taken or _goes_with_a_list(block)]
    return "\n\n".join(block if _stays(block) else telling_sentence(block) for block in kept)


def _with_formulas(blocks: list[str]) -> Iterator[str]:
    """Formulas, the sentence before each if there is room, and sentences in bold."""
    longest = LEAD_IN if any("aligned" in block for block in blocks) else 2 * LEAD_IN
    for block, after in zip(blocks, [*blocks[1:], ""], strict=True):
        if stands_whole(block):
            yield block
        else:
            last = split_sentences(" ".join(block.split()))[-1]
            leads_in = after.startswith("$$") and len(last) <= longest
            if words := last if leads_in else _bold_sentence(block):
                yield words


def telling_sentence(block: str) -> str:
    """The sentence in bold if there is one, else the first."""
    return _bold_sentence(block) or first_sentence(block)


def _bold_sentence(block: str) -> str:
    sentences = split_sentences(" ".join(block.split()))
    return next((s for s in sentences if s.startswith("**") and s.rstrip(".").endswith("**")), "")


def _in_italics(block: str) -> bool:
    return block.startswith("*") and block.endswith("*")


def _goes_with_a_list(block: str) -> bool:
    return stands_whole(block) or block == GOALS.capitalize()


def _rank(block: str) -> int:
    return 0 if is_key(block) else 1 if _in_italics(block) else 2


def _stays(block: str) -> bool:
    return stands_whole(block) or is_key(block) or _in_italics(block)


def to_html(text: str) -> str:
    """Markdown as HTML; formulas stay as they are for MathJax."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    return markdown2html_mistune(text).strip()


def inline_html(text: str) -> str:
    """One line of Markdown as HTML, without the paragraph around it."""
    text = LIST_SIGN.sub(r"\1\\\2", plain_links(text))  # "+ + −" is no list
    html = to_html(text)
    return re.sub(r"^<p>(.*)</p>$", r"\1", html, flags=re.DOTALL)
