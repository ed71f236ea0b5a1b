"""Rules about saved outputs: nothing hidden, nothing of one machine, words for pictures."""

import re
from collections.abc import Iterator
from typing import Any

from course_utils.classroom import normalize
from course_utils.classroom.rules.html import Tag, tags
from course_utils.classroom.rules.lesson import Cell, Lesson, Problem, words

SHORTEST_ALT = 20
CHECK_TYPE = "application/vnd.bone-course.check+json"
ABSOLUTE = re.compile(
    r"(?<![\w.-])(?:/(?:home|root|work|Users|tmp|private|var|usr|opt|mnt)/"
    r"|[A-Za-z]:\\{1,2}(?:Users|Windows|Program|Documents|Temp|\w+\\))"
)
EMBEDDED = re.compile(r"base64,[A-Za-z0-9+/=\s]+")
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
NUMPY_NUMBER = re.compile(r"\bnp\.(?:float|int|uint|bool|str)\d*_?\(")
WIDGET_TEXT = re.compile(r"^\w+\((?:children|value|options|description|layout)=")
FAULT_CARD = re.compile(r"could not show this|There is no (?:exercise|prediction|warm-up) called")


def check(lesson: Lesson) -> Iterator[Problem]:
    """Every fault in what is saved below the cells, and paths of one machine anywhere."""
    for cell in lesson.cells:
        yield from paths(cell, cell.source, "The cell")
        for output in cell.outputs:
            yield from one_output(lesson, cell, output)
        if cell.is_code:
            yield from errors(lesson, cell)


def one_output(lesson: Lesson, cell: Cell, output: Any) -> Iterator[Problem]:
    """Every fault in one output."""
    if output.get("name") == "stderr":
        told = f"The cell writes to stderr: {words(output.text)!r}; mend what it warns of."
        yield cell.problem("stderr", told)
    for text in texts(output):
        yield from paths(cell, text, "An output")
        yield from leftovers(cell, text)
    if "data" in output:
        yield from figure(cell, output.data)
        yield from widget(cell, output.data)
        yield from answer(lesson, cell, output.data)


def errors(lesson: Lesson, cell: Cell) -> Iterator[Problem]:
    """Errors only where they are allowed, and there always.

    ``raises-exception`` lets a cell fail but does not ask it to; the saved error does.
    """
    raised = [output for output in cell.outputs if output.output_type == "error"]
    expected = "raises-exception" in cell.tags
    if raised and not expected:
        first = raised[0]
        yield cell.problem("error", f"The cell failed: {words(f'{first.ename}: {first.evalue}')}.")
    elif expected and not raised:
        told = "The tag raises-exception promises an error, but none is saved."
        yield cell.problem("error", told)


def texts(output: Any) -> list[str]:
    """Every text in an output, without the bytes of pictures."""
    found = [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
    data = output.get("data", {})
    found += [value for key, value in data.items() if not key.startswith("image/")]
    return [EMBEDDED.sub("", text if isinstance(text, str) else str(text)) for text in found]


def paths(cell: Cell, text: str, where: str) -> Iterator[Problem]:
    """No path that exists on one machine only."""
    if found := ABSOLUTE.search(EMBEDDED.sub("", text)):
        told = f"{where} names a path of one machine: {words(text[found.start() :], 30)!r}."
        yield cell.problem("absolute-path", told)


def leftovers(cell: Cell, text: str) -> Iterator[Problem]:
    """Nothing a person should not have to read."""
    if ADDRESS.search(text):
        yield cell.problem("memory-address", "An output shows an address in memory.")
    if NUMPY_NUMBER.search(text):
        told = "An output shows np.float64(…) or the like; print the number rounded, with unit."
        yield cell.problem("raw-number", told)
    if FAULT_CARD.search(text):
        yield cell.problem("fault-card", "A card in the output says that something is missing.")


def figure(cell: Cell, data: Any) -> Iterator[Problem]:
    """A picture reaches a screen reader, and its point stands below it in words."""
    elements = tags(data.get("text/html", ""))
    pictures = [tag for tag in elements if tag.name == "img"]
    if any(key.startswith("image/") for key in data):
        if not pictures:
            told = "A picture has no HTML with alt text; use course_utils.figures.show."
            yield cell.problem("no-alt-text", told)
        if normalize.is_blank(data.get("image/png", "")):
            yield cell.problem("blank-picture", "A picture shows nothing but one color.")
        plain = data.get("text/plain", "")
        if len(plain.strip()) < SHORTEST_ALT or plain.startswith("<"):
            told = "A picture has no sentence as its plain text; use course_utils.figures.show."
            yield cell.problem("no-text-equivalent", told)
    for picture in pictures:
        if len(picture.get("alt").strip()) < SHORTEST_ALT:
            alt = picture.get("alt")
            told = f"The alt text {alt!r} says too little: under {SHORTEST_ALT} characters."
            yield cell.problem("no-alt-text", told)
    for drawing in elements:
        if drawing.name == "svg" and not _has_name(drawing):
            yield cell.problem("no-alt-text", "A drawing (SVG) has no aria-label.")


def _has_name(drawing: Tag) -> bool:
    named = drawing.get("aria-label") or drawing.get("aria-labelledby")
    return bool(named) or drawing.get("aria-hidden") == "true"


def widget(cell: Cell, data: Any) -> Iterator[Problem]:
    """No bare widget, which is only its constructor where no kernel runs."""
    if "text/html" not in data and WIDGET_TEXT.match(data.get("text/plain", "")):
        told = "A widget has no form for pages without a kernel; use course_utils.explorers."
        yield cell.problem("bare-widget", told)


def answer(lesson: Lesson, cell: Cell, data: Any) -> Iterator[Problem]:
    """A lesson ships with every exercise not attempted.

    A cell that demonstrates feedback may be wrong if lint.ALLOWED says so, never right.
    """
    status = data.get(CHECK_TYPE, {}).get("status", "not attempted")
    if status == "not attempted":
        return
    if status == "correct" or not lesson.permitted(cell, "check"):
        told = f"The exercise {data[CHECK_TYPE].get('id')} is saved as {status!r}."
        yield cell.problem("answered", told)
