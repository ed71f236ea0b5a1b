"""What makes a deck fit for fifty minutes: few slides, one idea each, no answer too early."""

from __future__ import annotations

from collections.abc import Iterator

from course_utils.classroom.slides.blocks import Deck, Slide

FEWEST, MOST = 8, 14
MOST_STEPS = 10
BETWEEN = 3  # equations may stand between a question and its answer
MOST_ROWS = 9
MOST_LINES = 10


def broken(deck: Deck) -> list[str]:
    """One sentence for each rule the deck breaks; empty if it is fit to be shown."""
    found = list(_size(deck))
    for slide in deck.slides:
        place = f"slide {slide.number}{'+' if slide.step else ''} ({slide.heading})"
        found += [f"{place} {words}" for words in _slide(slide)]
    return found + list(_predictions(deck.slides))


def _size(deck: Deck) -> Iterator[str]:
    steps = len(deck.slides) - deck.total
    if not FEWEST <= deck.total <= MOST:
        yield f"{deck.total} slides; {FEWEST} to {MOST}, votes counted, fill 50 minutes"
    if steps > MOST_STEPS:
        yield f"{steps} steps; at most {MOST_STEPS}"
    if deck.slides[0].step:
        yield "the first slide is a step"


def _slide(slide: Slide) -> Iterator[str]:
    large = [b for b in slide.blocks if b.kind in ("picture", "table", "question", "key", "claim")]
    if not slide.blocks:
        yield "is empty"
    if len(large) > 1:
        yield f"holds {' and '.join(block.kind for block in large)}: one idea per slide"
    for block in slide.blocks:
        if block.kind == "table" and block.html.count("<tr") > MOST_ROWS + 1:
            yield f"has a table of more than {MOST_ROWS} rows"
        if block.kind == "lines" and len(block.text.splitlines()) > MOST_LINES:
            yield f"has more than {MOST_LINES} printed lines"
        if block.kind == "picture" and not block.alt:
            yield "has a picture without words for it"


def _predictions(slides: list[Slide]) -> Iterator[str]:
    """Each prediction is answered on a step right after it, and nowhere earlier."""
    asked = {s.first("question").name: i for i, s in enumerate(slides) if s.first("question")}
    told = {s.first("answer").name: i for i, s in enumerate(slides) if s.first("answer")}
    for name in filter(lambda name: name.startswith("L"), asked | told):
        if name not in asked or name not in told:
            yield f"{name} is {'answered' if name in told else 'asked'} only"
        elif not asked[name] < told[name] <= asked[name] + 1 + BETWEEN:
            yield f"{name} is not answered on the slide after its question"
        elif not slides[told[name]].step:
            yield f"{name}: the slide with the answer must be a subslide"
