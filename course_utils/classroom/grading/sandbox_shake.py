"""Keep of a Python module only what some names need.

Lesson modules hold the data that lessons print beside the answers that lessons ask for. The
sandbox gets the first without the second: the definitions a notebook imports, what these are
made of, and nothing else.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable


def shaken(source: str, wanted: Iterable[str]) -> str:
    """The module's source, reduced.

    Parameters
    ----------
    source : str
    wanted : iterable of str
        Names that must stay. Names the module lacks are passed over.

    Returns
    -------
    str
        Source that defines the wanted names; comments and bare calls are gone.
    """
    tree = ast.parse(source)
    owners = _owners(tree)
    keep = _closure(owners, set(wanted))
    body = [_trimmed(node, keep) for node in tree.body if _stays(node, keep)]
    return ast.unparse(ast.Module(body=body, type_ignores=[])) + "\n"


def _owners(tree: ast.Module) -> dict[str, list[ast.stmt]]:
    """Name → the top-level statements that bind it."""
    owners: dict[str, list[ast.stmt]] = {}
    for node in tree.body:
        for name in _bound(node):
            owners.setdefault(name, []).append(node)
    return owners


def _bound(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    if isinstance(node, ast.Expr):
        return set()
    stored = (n for n in ast.walk(node) if isinstance(n, ast.Name))
    return {n.id for n in stored if isinstance(n.ctx, ast.Store)}


def _read(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def _closure(owners: dict[str, list[ast.stmt]], names: set[str]) -> set[str]:
    seen: set[str] = set()
    waiting = names & set(owners)
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for node in owners[name]:
            if not isinstance(node, (ast.Import, ast.ImportFrom)):
                waiting |= ((_read(node) | _bound(node)) & set(owners)) - seen
    return seen


def _stays(node: ast.stmt, keep: set[str]) -> bool:
    return _is_future(node) or bool(_bound(node) & keep)


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _trimmed(node: ast.stmt, keep: set[str]) -> ast.stmt:
    """An import loses the names nobody needs any more."""
    if not isinstance(node, (ast.Import, ast.ImportFrom)) or _is_future(node):
        return node
    node.names = [a for a in node.names if (a.asname or a.name).split(".")[0] in keep]
    return node
