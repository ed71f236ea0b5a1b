"""What stands on a slide: the kinds of block, a slide, a deck."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

# Width over height up to which a picture is larger with its words at its right. Measured on
# the 1280 × 720 slide: words below take 100 to 130 px from the height, words beside 400 from
# the width.
UNDER_AN_ANSWER, UNDER_A_LINE = 1.6, 1.35
DERIVATION = r"\begin{aligned}"


@dataclass(frozen=True)
class Prose:
    """Sentences, lists, tables and formulas, as HTML."""

    html: str
    kind: ClassVar[str] = "prose"


@dataclass(frozen=True)
class Picture:
    """A figure of the lesson; ``explorer`` is the name of the live one it stands for."""

    source: str
    alt: str
    caption: str
    width: int
    height: int
    explorer: str = ""

    @property
    def shape(self) -> float:
        """Width over height."""
        return self.width / self.height

    kind: ClassVar[str] = "picture"


@dataclass(frozen=True)
class Lines:
    """What a cell printed, line by line."""

    text: str
    kind: ClassVar[str] = "lines"


@dataclass(frozen=True)
class Table:
    """A table, as HTML."""

    html: str
    kind: ClassVar[str] = "table"


@dataclass(frozen=True)
class Question:
    """A prediction or a clicker question, with nothing that gives the answer away."""

    name: str
    title: str
    prompt: str
    options: dict[str, str]
    sketches: tuple[str, ...] = ()
    kind: ClassVar[str] = "question"


@dataclass(frozen=True)
class Answer:
    """What happened after a prediction, and why."""

    name: str
    title: str
    letter: str
    option: str
    happened: str
    why: str
    kind: ClassVar[str] = "answer"


@dataclass(frozen=True)
class Key:
    """The key of a clicker question beside the first vote to expect."""

    asked: Question
    letter: str
    spread: tuple[int, ...]
    kind: ClassVar[str] = "key"


@dataclass(frozen=True)
class Claim:
    """A claim to judge, and what would have to be true."""

    name: str
    text: str
    needed: str
    kind: ClassVar[str] = "claim"


Block = Prose | Picture | Lines | Table | Question | Answer | Key | Claim


@dataclass
class Slide:
    """One slide: a heading, blocks, and what the lecturer reads beside it.

    ``step`` marks a reveal or a second picture, which belongs to the slide before it.
    """

    heading: str
    section: str
    step: bool = False
    title: bool = False
    blocks: list[Block] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    minutes: str = ""
    points: list[str] = field(default_factory=list)
    number: int = 0

    def first(self, *kinds: str) -> Block | None:
        """The first block of one of these kinds, or None."""
        return next((block for block in self.blocks if block.kind in kinds), None)

    @property
    def kind(self) -> str:
        """What the slide is for; the style sheet goes by it."""
        kinds = ("question", "answer", "key", "claim", "picture", "table", "lines")
        found = next((kind for kind in kinds if self.first(kind)), "words")
        return "title" if self.title else found

    @property
    def is_explorer(self) -> bool:
        """Whether the picture stands for a live explorer."""
        picture = self.first("picture")
        return bool(picture and picture.explorer)

    @property
    def beside(self) -> bool:
        """Whether words go to the right of the picture: it is then the larger of the two ways."""
        picture = self.first("picture")
        limit = UNDER_AN_ANSWER if self.first("answer") else UNDER_A_LINE
        has_words = bool(picture) and (len(self.blocks) > 1 or bool(picture.explorer))
        return has_words and picture.shape < limit

    @property
    def tall(self) -> bool:
        """Whether the picture is so high that even the heading goes beside it."""
        picture = self.first("picture")
        return bool(picture) and picture.shape < UNDER_A_LINE

    @property
    def dense(self) -> bool:
        """Whether a derivation of several lines asks for smaller formulas."""
        return any(DERIVATION in block.html for block in self.blocks if isinstance(block, Prose))


@dataclass
class Deck:
    """The slides of one lesson."""

    lesson: str
    title: str
    slides: list[Slide]
    today: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many slides there are, steps not counted."""
        return sum(not slide.step for slide in self.slides)

    @property
    def summary(self) -> str:
        """Its length in a few words."""
        return f"{self.total} slides, {len(self.slides) - self.total} more for answers and keys"
