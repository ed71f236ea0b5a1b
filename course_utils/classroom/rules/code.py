"""Rules about what the code of a lesson does, read from its syntax tree.

Most of them close a door through which a fault could pass unseen: a callback no test ever
calls, an output nobody compares, a file that is only on one machine.
"""

import ast
import re
from collections.abc import Iterator

from course_utils.classroom.rules.lesson import Cell, Lesson, Problem, dotted

MAGIC = re.compile(r"^\s*(?:[\w, ]+=\s*)?(?:%{1,2}\w|!{1,2}\S|\?)|\?\s*$", re.MULTILINE)
DATA_RULE = "Data come through course_utils.datasets, not through {}()."
PANDAS_READERS = {
    f"read_{kind}"
    for kind in (
        *("clipboard", "csv", "excel", "feather", "fwf", "gbq", "hdf", "html", "iceberg", "json"),
        *("orc", "parquet", "pickle", "sas", "spss", "sql", "sql_query", "sql_table", "stata"),
        *("table", "xml"),
    )
}
FILE_CALLS = {"open", "io.open", "codecs.open", "loadtxt", "genfromtxt", "fromfile", "memmap"}
LOADERS = {"np.load", "numpy.load", "json.load", "pickle.load", "tomllib.load", "yaml.safe_load"}
FILE_METHODS = (
    PANDAS_READERS
    | {"open", "read_bytes", "read_text", "recfromcsv"}
    | {name for name in FILE_CALLS if "." not in name}
)
NO_NETWORK = "lessons run without a network"
NO_FILES = "data come through course_utils.datasets"
BANNED_IMPORTS = {
    "matplotlib": "figures come from course_utils.figures",
    "pylab": "figures come from course_utils.figures",
    "ipywidgets": "live panels come from course_utils.explorers, where tests move every control",
    "subprocess": "lessons start no other programs",
    **dict.fromkeys(("urllib", "requests", "socket", "http", "httpx", "ftplib"), NO_NETWORK),
    **dict.fromkeys(("csv", "sqlite3", "pickle", "shelve"), NO_FILES),
}
HIDING = {
    "interact": "an error in its callback shows in no saved output",
    "interactive": "an error in its callback shows in no saved output",
    "interact_manual": "its callback runs in no test",
    "interactive_output": "an error in its callback shows in no saved output",
    "Output": "an Output widget keeps errors out of the saved outputs",
    "clear_output": "it erases outputs before they are compared",
    "update_display": "changed displays are not compared",
    "capture_output": "it swallows outputs before they are compared",
    "redirect_stdout": "it swallows outputs before they are compared",
    "redirect_stderr": "it swallows warnings",
    "filterwarnings": "it hides warnings from the comparison",
    "simplefilter": "it hides warnings from the comparison",
    "catch_warnings": "it hides warnings from the comparison",
    "suppress": "it swallows errors",
    "observe": "no run without a browser calls the callback",
    "on_click": "no run without a browser calls the callback",
    "on_msg": "no run without a browser calls the callback",
}
INDIRECT = {"eval", "exec", "globals", "locals", "vars", "get_ipython", "input", "breakpoint"}
BROAD = {"", "Exception", "BaseException"}


def check(lesson: Lesson) -> Iterator[Problem]:
    """Every fault in the code of a lesson."""
    for cell in lesson.code_cells:
        if cell.tree is None:
            yield not_python(cell)
            continue
        yield from files(cell)
        yield from imports(cell)
        yield from hiding(lesson, cell)
        yield from borrowed_names(lesson, cell)
        yield from swallowed(lesson, cell)


def not_python(cell: Cell) -> Problem:
    """Plain Python only: magics run in no other program and hide output."""
    if MAGIC.search(cell.source):
        return cell.problem("magic", "IPython magics and shell lines do not belong in a lesson.")
    return cell.problem("syntax", "The code is not valid Python.")


def files(cell: Cell) -> Iterator[Problem]:
    """No file is opened by a lesson."""
    for name, _call in cell.calls():
        last = name.rpartition(".")[2]
        if name in FILE_CALLS | LOADERS | PANDAS_READERS or ("." in name and last in FILE_METHODS):
            yield cell.problem("file-access", DATA_RULE.format(name.lstrip(".")))


def imports(cell: Cell) -> Iterator[Problem]:
    """Nothing is imported that goes around the course's own packages."""
    for node in cell.nodes():
        for module in _imported(node):
            reason = BANNED_IMPORTS.get(module.partition(".")[0])
            if reason:
                yield cell.problem("import", f"Do not import {module} here: {reason}.")
        if isinstance(node, ast.Name) and node.id == "plt":
            told = "Do not draw with plt here: figures come from course_utils.figures."
            yield cell.problem("import", told)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module or ""]
    if isinstance(node, ast.Call) and dotted(node.func) in ("__import__", "import_module"):
        return [str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)]
    return []


def hiding(lesson: Lesson, cell: Cell) -> Iterator[Problem]:
    """Nothing that keeps an output, a warning or an error from being compared."""
    for name, call in cell.calls():
        last = name.rpartition(".")[2]
        if last in HIDING and not lesson.permitted(cell, last):
            yield cell.problem("hidden-output", f"{last}() does not belong here: {HIDING[last]}.")
        if name in INDIRECT:
            told = f"{name}() does not belong in a lesson; write the code itself."
            yield cell.problem("indirect", told)
        if any(keyword.arg == "display_id" for keyword in call.keywords):
            told = "display_id does not belong here: changed displays are not compared."
            yield cell.problem("hidden-output", told)


def borrowed_names(lesson: Lesson, cell: Cell) -> Iterator[Problem]:
    """The same calls under another name: ``from pandas import read_csv as table``."""
    for node in cell.nodes():
        names = node.names if isinstance(node, ast.ImportFrom) else []
        for name in (alias.name for alias in names):
            if name in FILE_METHODS:
                yield cell.problem("file-access", DATA_RULE.format(name))
            if name in HIDING and not lesson.permitted(cell, name):
                told = f"Do not import {name}: {HIDING[name]}."
                yield cell.problem("hidden-output", told)


def swallowed(lesson: Lesson, cell: Cell) -> Iterator[Problem]:
    """No handler that takes any error and says nothing."""
    for node in cell.nodes():
        if not isinstance(node, ast.ExceptHandler) or not _is_broad(node):
            continue
        if all(_says_nothing(line) for line in node.body) and not lesson.permitted(cell, "except"):
            told = "The except clause swallows every error; name the one you expect and show it."
            yield cell.problem("swallowed-error", told)


def _is_broad(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or dotted(kind) in BROAD for kind in kinds)


def _says_nothing(line: ast.stmt) -> bool:
    return isinstance(line, ast.Pass | ast.Continue) or (
        isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
    )
