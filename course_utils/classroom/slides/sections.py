"""Which slide belongs to which section of the table of minutes, and who goes astray where."""

from __future__ import annotations

import math
import re
from collections import Counter

from course_utils.classroom.slides.blocks import Slide
from course_utils.classroom.slides.teaching import NOT_SHOWN, Section

COMMON = frozenset(
    """
    a an and are as at be but by can does for from has have how in is it its no not of on or
    so than that the their then there they this to was what when where which who why with
    you your may wait yes say
    """.split()  # noqa: SIM905
)
IN_HEADING, IN_WORDS, AGREED = 3.0, 0.5, 4.0


def tokens(text: str) -> list[str]:
    """The words that carry meaning, without their plural s."""
    words = re.findall(r"[a-zA-Zα-ω]{2,}|\d+", text.lower())
    return [word.rstrip("s") for word in words if word not in COMMON]


def place(slides: list[Slide], sections: list[Section]) -> list[int]:
    """For each slide the number of its section; −1 if there is no table.

    Both lists keep their order, so a slide never belongs to an earlier section than the slide
    before it. Among all such ways the one with most words in common is taken.
    """
    shown = [i for i, section in enumerate(sections) if section.shown not in NOT_SHOWN]
    if not shown:
        return [-1] * len(slides)
    heads = [i for i, slide in enumerate(slides) if _opens(slide, slides[i - 1] if i else None)]
    scores = [[_likeness(slides[head], sections[i]) for i in shown] for head in heads]
    chosen = dict(zip(heads, _best_path(scores), strict=True))
    places: list[int] = []
    for number in range(len(slides)):
        places.append(shown[chosen[number]] if number in chosen else places[-1])
    return places


def _opens(slide: Slide, before: Slide | None) -> bool:
    """Whether a slide has a place of its own; a step has that of the slide before it."""
    return before is None or not slide.step or slide.section != before.section


def _likeness(slide: Slide, section: Section) -> float:
    if slide.title:
        return 100.0 * section.name.startswith("Title")
    if slide.is_explorer and section.name.startswith("Explorer"):
        return 100.0
    name = set(tokens(section.name))
    heading = set(tokens(f"{slide.section} {slide.heading}"))
    words = set(tokens(" ".join(slide.spoken)))
    return IN_HEADING * len(name & heading) + IN_WORDS * len(name & words - heading)


def _best_path(scores: list[list[float]]) -> list[int]:
    """Columns, never falling from row to row, with the greatest sum of scores."""
    width = len(scores[0])
    best = [(0.0, []) for _ in range(width)]
    for row in scores:
        reach = [max(best[: column + 1], key=lambda way: way[0]) for column in range(width)]
        best = [(way[0] + row[i], [*way[1], i]) for i, way in enumerate(reach)]
    return max(best, key=lambda way: way[0])[1]


def spread_mistakes(slides: list[Slide], places: list[int], mistakes: list[str]) -> None:
    """Give each usual mistake to the section that speaks of it, as a point to discuss.

    A mistake in an exercise is left out: exercises are done at home.
    """
    groups: dict[int, list[Slide]] = {}
    for slide, number in zip(slides, places, strict=True):
        groups.setdefault(number, []).append(slide)
    for mistake in mistakes:
        at_home = re.search(r"\bE\d", mistake)
        best = None if at_home else nearest(mistake, slides, places)
        if best is not None:
            _where_discussed(groups[best]).points.append(mistake)


def nearest(text: str, slides: list[Slide], places: list[int], least: float = AGREED) -> int | None:
    """The section whose slides share most words with a text, rare words counting more."""
    words: dict[int, set[str]] = {}
    for slide, number in zip(slides, places, strict=True):
        words.setdefault(number, set()).update(tokens(" ".join((slide.heading, *slide.spoken))))
    rarity = Counter(word for seen in words.values() for word in seen)
    weights = {
        number: sum(math.log(1 + len(words) / rarity[word]) for word in {*tokens(text)} & seen)
        for number, seen in words.items()
    }
    best = max(weights, key=weights.__getitem__)
    return best if weights[best] >= least else None


def _where_discussed(group: list[Slide]) -> Slide:
    answers = [slide for slide in group if slide.first("answer")]
    return answers[-1] if answers else group[0]
