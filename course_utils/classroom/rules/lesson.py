"""A lesson as the rules see it, and the problems they find."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

SHORTEST_REASON = 20
ALL_CELLS = "*"


@dataclass(frozen=True)
class Problem:
    """One fault: the cell (counted from 1; None for the whole lesson), the rule, a sentence."""

    cell: int | None
    rule: str
    sentence: str


@dataclass(frozen=True)
class Cell:
    """One cell with its place."""

    number: int
    node: Any

    @property
    def source(self) -> str:
        """The text of the cell."""
        return self.node.source

    @property
    def is_code(self) -> bool:
        """Whether the kernel runs this cell."""
        return self.node.cell_type == "code"

    @property
    def is_markdown(self) -> bool:
        """Whether this cell is text."""
        return self.node.cell_type == "markdown"

    @property
    def tags(self) -> list[str]:
        """The tags; empty when they are no list."""
        tags = self.node.metadata.get("tags", [])
        return [str(tag) for tag in tags] if isinstance(tags, list) else []

    @property
    def outputs(self) -> list[Any]:
        """The saved outputs; none for text."""
        return self.node.get("outputs", [])

    @cached_property
    def tree(self) -> ast.Module | None:
        """The parsed code; None when it is not plain Python."""
        try:
            return ast.parse(self.source)
        except (SyntaxError, ValueError):
            return None

    def nodes(self) -> Iterator[ast.AST]:
        """Every node of the parsed code."""
        return ast.walk(self.tree) if self.tree is not None else iter(())

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call with the full dotted name of what is called."""
        for node in self.nodes():
            if isinstance(node, ast.Call):
                yield dotted(node.func), node

    def problem(self, rule: str, sentence: str) -> Problem:
        """A fault of this cell."""
        return Problem(self.number, rule, sentence)


@dataclass
class Lesson:
    """A notebook file with its cells and the exceptions granted to it.

    ``permits`` maps (lesson, cell id, what) to a reason; the cell id "*" means all cells.
    """

    path: Path
    notebook: Any
    permits: dict[tuple[str, str, str], str]
    used: set = field(default_factory=set)

    def __post_init__(self):
        self.cells = [Cell(number, node) for number, node in enumerate(self.notebook.cells, 1)]

    @property
    def name(self) -> str:
        """File name without suffix, for example ``01_living_bone``."""
        return self.path.stem

    @property
    def code(self) -> str:
        """The lesson's code in ids, for example ``L01``."""
        return f"L{self.path.name[:2]}"

    @property
    def code_cells(self) -> list[Cell]:
        """The cells the kernel runs."""
        return [cell for cell in self.cells if cell.is_code]

    @property
    def markdown_cells(self) -> list[Cell]:
        """The cells with text."""
        return [cell for cell in self.cells if cell.is_markdown]

    def permitted(self, cell: Cell, what: str) -> bool:
        """Whether an exception with a reason is granted for ``what`` in this cell."""
        for place in (cell.node.get("id", ""), ALL_CELLS):
            key = (self.name, place, what)
            if len(self.permits.get(key, "").strip()) >= SHORTEST_REASON:
                self.used.add(key)
                return True
        return False


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a name or an attribute; what stands before a call or index is left out."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def words(text: str, width: int = 50) -> str:
    """A text short enough to quote."""
    plain = " ".join(text.split())
    return plain if len(plain) <= width else f"{plain[: width - 1]}…"
