"""Rules about cells and metadata: what is there, in which order, how long, how tagged."""

import difflib
import io
import re
import statistics
import tokenize
from collections import Counter
from collections.abc import Iterator

from course_utils.classroom import normalize
from course_utils.classroom.rules.lesson import Cell, Lesson, Problem

TAGS = {"raises-exception", "lecturer", "figure-setup"}
EXERCISE_TAG = re.compile(r"exercise:L\d\d\.E\d+")
MOST_LINES, MEDIAN_LINES = 25, 10
METADATA = {"tags", "slideshow"}
NBVAL_WORDS = ("ignore_output", "check_output", "raises_exception", "skip")
NBVAL_MARKERS = [f"nbval_{word}" for word in NBVAL_WORDS] + ["pytest_validate_ignore_output"]


def check(lesson: Lesson) -> Iterator[Problem]:
    """Every fault in the structure of a lesson."""
    yield from kernel(lesson)
    yield from executed(lesson)
    yield from lengths(lesson)
    for cell in lesson.cells:
        yield from tags(lesson, cell)
        yield from metadata(cell)
        if cell.is_code:
            yield from markers(lesson, cell)
    yield from ids(lesson)


def normal_form(lesson: Lesson, raw: bytes) -> Iterator[Problem]:
    """The saved bytes are the ones ``make lessons`` would write from the same outputs."""
    if normalize.to_bytes(normalize.normalize(lesson.notebook)) != raw:
        yield Problem(None, "normal-form", "The file is not in its normal form: `make lessons`.")


def kernel(lesson: Lesson) -> Iterator[Problem]:
    """Only the kernel python3."""
    name = lesson.notebook.metadata.get("kernelspec", {}).get("name")
    if name != "python3":
        yield Problem(None, "kernel", f"The kernel must be python3, not {name}.")


def executed(lesson: Lesson) -> Iterator[Problem]:
    """Code cells carry the counts 1, 2, 3 … of one run from top to bottom.

    nbval compares nothing in a cell without a count.
    """
    counts = [cell.node.get("execution_count") for cell in lesson.code_cells]
    if not any(counts):
        yield Problem(
            None, "unexecuted", "No cell was run, so nothing is compared: `make lessons`."
        )
        return
    for expected, cell in enumerate(lesson.code_cells, start=1):
        count = counts[expected - 1]
        if not cell.source.strip():
            yield cell.problem("empty-cell", "The code cell is empty; take it out.")
        elif count is None:
            yield cell.problem("unexecuted", "The cell was never run, so nothing is compared.")
        elif count != expected:
            told = f"The cell has count {count} instead of {expected}; run the lesson afresh."
            yield cell.problem("run-order", told)
    for cell in lesson.cells:
        if not (cell.is_code or cell.is_markdown):
            yield cell.problem("cell-type", "Only Markdown and code cells belong in a lesson.")


def lengths(lesson: Lesson) -> Iterator[Problem]:
    """At most 25 lines in a code cell and 10 at the median of the lesson."""
    lines = [len(cell.source.splitlines()) for cell in lesson.code_cells]
    for cell, count in zip(lesson.code_cells, lines, strict=True):
        if count > MOST_LINES:
            told = f"The cell has {count} lines of code; {MOST_LINES} is the most."
            yield cell.problem("long-cell", told)
    if lines and (median := statistics.median(lines)) > MEDIAN_LINES:
        told = f"Half of the code cells have {median:g} lines or more; {MEDIAN_LINES} is the most."
        yield Problem(None, "long-lesson", told)


def tags(lesson: Lesson, cell: Cell) -> Iterator[Problem]:
    """Only known tags: nbval ignores a tag it does not know, a typo included."""
    given = cell.node.metadata.get("tags", [])
    if not isinstance(given, list):
        yield cell.problem("unknown-tag", "The tags are not a list, so none of them works.")
    for tag in cell.tags:
        if tag == "raises-exception" or looks_like_marker(tag):
            if not lesson.permitted(cell, tag):
                yield _disabled(cell, tag)
        elif tag not in TAGS and not EXERCISE_TAG.fullmatch(tag):
            yield cell.problem("unknown-tag", f"Nobody knows the tag {tag!r}.")
    if "lecturer" in cell.tags and not cell.is_markdown:
        told = "The tag lecturer takes a cell from students, so it belongs on Markdown only."
        yield cell.problem("lecturer-code", told)
    repeated = [tag for tag, count in Counter(cell.tags).items() if count > 1]
    if repeated:
        yield cell.problem("unknown-tag", f"The tag {repeated[0]!r} stands there twice.")


def metadata(cell: Cell) -> Iterator[Problem]:
    """Nothing but tags and a slide type; some other keys make runners skip or hide a cell."""
    for key in sorted(set(cell.node.metadata) - METADATA):
        yield cell.problem("metadata", f"The cell metadata {key!r} does not belong there.")
    if "slideshow" in cell.node.metadata:
        slide = cell.node.metadata["slideshow"].get("slide_type")
        if slide not in normalize.SLIDE_TYPES:
            yield cell.problem("slide-type", f"There is no slide type {slide!r}.")


def markers(lesson: Lesson, cell: Cell) -> Iterator[Problem]:
    """No comment that switches nbval off, nor one that tries to and is misspelt."""
    for comment in _comments(cell.source):
        if looks_like_marker(comment) and not lesson.permitted(cell, comment):
            yield _disabled(cell, comment)


def looks_like_marker(text: str) -> bool:
    """Whether a tag or comment is, holds or resembles a marker of nbval."""
    plain = re.sub(r"[\s-]+", "_", text.strip().lower())
    if "nbval" in plain or "pytest_validate" in plain:
        return True
    return bool(difflib.get_close_matches(plain, NBVAL_MARKERS, cutoff=0.8))


def _comments(source: str) -> list[str]:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
        comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    except (tokenize.TokenError, SyntaxError):
        comments = []
    # nbval reads lines, so a marker inside a text in triple quotes works as well.
    lines = [line.strip() for line in source.splitlines() if line.strip().startswith("#")]
    return list(dict.fromkeys(comment.lstrip("#").strip() for comment in [*lines, *comments]))


def _disabled(cell: Cell, what: str) -> Problem:
    told = f"{what!r} switches a check off; lint.ALLOWED must hold a reason for this cell."
    return cell.problem("disabled-check", told)


def ids(lesson: Lesson) -> Iterator[Problem]:
    """Every cell has its own valid id, so that a change can be told from a move."""
    seen: Counter = Counter(str(cell.node.get("id", "")) for cell in lesson.cells)
    for cell in lesson.cells:
        id = str(cell.node.get("id", ""))
        if not normalize.CELL_ID.fullmatch(id) or seen[id] > 1:
            yield cell.problem("cell-id", f"The cell id {id!r} is missing, invalid or used twice.")
