"""A committed lesson as slides, by the slide types of its cells."""

from __future__ import annotations

from collections.abc import Iterator

from course_utils.classroom.editions import cell_source
from course_utils.classroom.slides import markdown, outputs
from course_utils.classroom.slides.blocks import Block, Picture, Prose, Slide

SILENT = {"question", "answer", "claim"}
ALONE, BESIDE = 2, 1
LECTURER = "lecturer"  # the clicker questions again, for those who read the notebook


def read_slides(cells: list[dict]) -> list[Slide]:
    """Slides of a lesson, in their order.

    ``slide`` starts one, ``subslide`` starts a step (a reveal, a second picture), ``-`` and
    ``fragment`` go on, ``notes`` is for the lecturer, ``skip`` is not in the deck.
    """
    drafts: list[_Draft] = []
    options: dict[str, dict[str, str]] = {}
    section = ""
    for cell in cells:
        section = _section(cell, section)
        kind = slide_type(cell)
        if kind == "skip" or LECTURER in cell["metadata"].get("tags", ()):
            continue
        if kind in ("slide", "subslide") or (not drafts and kind != "notes"):
            drafts.append(_Draft(section, step=kind == "subslide"))
        if drafts:
            drafts[-1].add(cell, kind, options)
    return [draft.slide(number == 0) for number, draft in enumerate(drafts)]


def slide_type(cell: dict) -> str:
    """The slide type of a cell; ``-`` if it has none."""
    return cell["metadata"].get("slideshow", {}).get("slide_type", "-")


def _section(cell: dict, before: str) -> str:
    if cell["cell_type"] != "markdown":
        return before
    found = markdown.heading(cell_source(cell))
    return found[1] if found and found[0] <= 2 else before


class _Draft:
    """A slide whose cells are still being collected."""

    def __init__(self, section: str, step: bool):
        self.section, self.step = section, step
        self.heading = ""
        self.items: list[str | Block] = []  # a text is Markdown that is still to be shortened
        self.spoken: list[str] = []

    def add(self, cell: dict, kind: str, options: dict) -> None:
        """Take a cell in; Markdown is also spoken, as a whole."""
        if cell["cell_type"] == "code":
            self.items += outputs.blocks_of(cell, options) if kind != "notes" else []
        elif cell["cell_type"] == "markdown":
            text = cell_source(cell)
            self.spoken.append(markdown.plain_links(markdown.without_headings(text)).strip())
            if kind != "notes":
                found = markdown.heading(text)
                self.heading = self.heading or (found[1] if found else "")
                self.items.append(text)

    def slide(self, is_title: bool) -> Slide:
        """The finished slide."""
        blocks = [item for item in self.items if not isinstance(item, str)]
        kinds = {block.kind for block in blocks}
        spoken = [text for text in self.spoken if text]
        if not self._prints(kinds):
            spoken += [f"```\n{block.text}\n```" for block in blocks if block.kind == "lines"]
        spoken += [f"*Why:* {block.why}" for block in blocks if block.kind == "answer"]
        spoken += [f"*The picture:* {b.caption}" for b in blocks if isinstance(b, Picture)]
        return Slide(
            heading=self.heading or _own_title(blocks) or self.section,
            section=self.section,
            step=self.step,
            title=is_title,
            blocks=list(self._shown(kinds)),
            spoken=spoken,
        )

    def _shown(self, kinds: set[str]) -> Iterator[Block]:
        left = BESIDE if kinds else ALONE
        for item in self.items:
            if isinstance(item, str):
                text = "" if self._is_silent(kinds) else markdown.on_slide(item, left)
                paragraphs = markdown.paragraphs(text)
                left -= sum(not markdown.stands_whole(block) for block in paragraphs)
                if text:
                    yield Prose(markdown.to_html(text))
            elif item.kind != "lines" or self._prints(kinds):
                yield item

    def _is_silent(self, kinds: set[str]) -> bool:
        """Whether the text is only spoken: the block says it, or the explorer is live."""
        live = any(isinstance(item, Picture) and item.explorer for item in self.items)
        return live or bool(kinds & SILENT)

    def _prints(self, kinds: set[str]) -> bool:
        """Whether printed lines are shown; beside a picture or an answer they are only told."""
        return not kinds & {"picture", "answer"}


def _own_title(blocks: list[Block]) -> str:
    titled = [block.title for block in blocks if block.kind in ("question", "answer")]
    return titled[0] if titled else ""
