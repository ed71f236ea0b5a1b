"""What a lesson declares: exercises with planted wrong answers, predictions, questions."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from course_utils.exercises import rewriting


@dataclass(frozen=True)
class Wrong:
    """A planted wrong answer.

    ``value`` is the answer itself, or a callable that computes it (for a function
    exercise: the wrong function). A text that is no option and no number is compared as
    typed. ``code`` is a misconception of the registry, or "" if it is only a slip.
    """

    value: object
    message: str
    code: str = ""


@dataclass(frozen=True)
class Exercise:
    """One checked task; see :func:`exercise` for the meaning of the fields."""

    id: str
    title: str
    variable: str
    answer: object
    reference: Callable
    hints: tuple[str, str]
    wrong: tuple[Wrong, ...]
    right: str
    nudge: str
    points: float = 2.0
    given: dict[str, Callable] = field(default_factory=dict)
    stub: str = ""
    formerly: tuple[str, ...] = ()
    numbers: dict = field(default_factory=dict)
    fixed: str = ""
    renamed: str = ""
    class_set: int = 0
    drawn: dict = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    @property
    def lesson(self):
        return self.id.split(".")[0]

    @property
    def is_function(self):
        return hasattr(self.answer, "cases")

    def raw_key(self):
        """The reference answer as a student would hand it in."""
        if self.is_function:
            return self.reference
        names = inspect.signature(self.reference).parameters
        taken = {name: value for name, value in self.drawn.items() if name in names}
        key = self.reference(*(make() for make in self.given.values()), **taken)
        return rewriting.relabeled(key, self.letters) if self.letters else key

    @cached_property
    def key(self):
        """The reference answer, computed at first use and then kept."""
        return self.answer.read(self.raw_key())

    @cached_property
    def wrong_values(self):
        """The planted answers, read the same way as a student's."""
        return [self._read_wrong(wrong.value) for wrong in self.wrong]

    def _read_wrong(self, value):
        if callable(value) and not self.is_function:
            value = value()
        try:
            return self.answer.read(value)
        except Exception:
            return value

    @property
    def signature(self):
        """What the student writes on the left: ``name`` or ``name(inputs)``."""
        if not self.is_function:
            return self.variable
        return f"{self.variable}({', '.join(self.answer.parameters)})"

    @property
    def checked_line(self):
        """The line of Markdown that stands before the stub."""
        return f"**Checked:** `{self.signature}`, {self.answer.describe()}."

    @property
    def options_markdown(self):
        """The options of a choice as a Markdown list; "" for other kinds."""
        options = getattr(self.answer, "options", {})
        return "\n".join(f"- **{letter}** {words}" for letter, words in options.items())

    def stub_source(self):
        """The code of the stub cell as shipped."""
        if self.stub:
            return inspect.cleandoc(self.stub)
        if self.is_function:
            return f"def {self.signature}:\n    return ..."
        return f"{self.variable} = ..."

    def reference_source(self):
        """The code of the reference function."""
        source = inspect.getsource(self.reference).strip()
        changed = {n: v for n, v in self.drawn.items() if v != self.numbers[n].standard}
        return rewriting.with_defaults(source, changed) if changed else source

    def solved_source(self):
        """The code of the stub cell in the solved edition."""
        source = self.reference_source()
        if self.is_function:
            return source
        call = f"{self.reference.__name__}({', '.join(self.given)})"
        if self.letters:
            source, call = rewriting.in_letters(source, call, self.letters)
        gap = "\n" if source.rpartition("\n")[2].startswith(rewriting.LOOKUP) else "\n\n\n"
        return f"{source}{gap}{self.variable} = {call}"


@dataclass(frozen=True)
class Prediction:
    """A locked guess before a reveal.

    ``right`` returns the letter that came true and ``happened`` the sentence that says so;
    both are called when revealed, so that they can run the model. ``sketches`` maps letters
    to lists of (x, y) points drawn beside the options.
    """

    id: str
    title: str
    prompt: str
    options: dict[str, str]
    right: Callable[[], str]
    happened: Callable[[], str]
    explain: str
    sketches: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    @property
    def lesson(self):
        return self.id.split(".")[0]


@dataclass(frozen=True)
class Question:
    """An ungraded warm-up question; ``answer`` is a text or a callable that makes it."""

    ask: str
    answer: str | Callable[[], str]
