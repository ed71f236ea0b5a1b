"""Rewrite texts and code for a class set: placeholders, numbers in a task, defaults, letters."""

from __future__ import annotations

import ast
import re

LOOKUP = "letters_of_this_set"


def filled(text, shown):
    """A text with ``{name}``, or ``{name.1}``, replaced.

    Parameters
    ----------
    text : str
        Other braces stay as they are.
    shown : dict
        "name" or "name.1" → the text that shows its value.
    """
    if not shown or "{" not in text:
        return text
    names = "|".join(map(re.escape, shown))
    return re.sub(rf"\{{({names})\}}", lambda found: shown[found[1]], text)


def count(text, token):
    """How often a number or word stands in a text on its own."""
    return len(re.findall(_alone(token), text))


def exchanged(text, pairs):
    """A text with tokens exchanged, all at once, so that 18 → 25 and 25 → 30 do not meet."""
    pairs = {old: new for old, new in pairs.items() if old != new}
    if not pairs:
        return text
    longest_first = sorted(pairs, key=len, reverse=True)
    pattern = "|".join(_alone(token) for token in longest_first)
    return re.sub(pattern, lambda found: pairs[found[0]], text)


def _alone(token):
    """A pattern for a token that is no part of a longer word or number."""
    before = r"(?<!\w)(?<!\d[.,])" if token[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if token[-1].isalnum() else ""
    return before + re.escape(token) + after


def with_defaults(source, values):
    """The code of a function with other defaults for some of its parameters."""
    arguments = ast.parse(source).body[0].args
    plain = arguments.args[len(arguments.args) - len(arguments.defaults) :]
    pairs = [*zip(plain, arguments.defaults, strict=True)]
    pairs += [*zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    lines = source.encode("utf-8").splitlines(keepends=True)
    for argument, default in reversed(pairs):
        if argument.arg in values and default is not None:
            line = lines[default.lineno - 1]
            value = repr(values[argument.arg]).encode("utf-8")
            lines[default.lineno - 1] = (
                line[: default.col_offset] + value + line[default.end_col_offset :]
            )
    return b"".join(lines).decode("utf-8")


def relabeled(answer, letters):
    """An answer in letters, or anything else as it came, in the letters of a class set."""
    if isinstance(answer, (tuple, list)):
        return type(answer)(relabeled(item, letters) for item in answer)
    if not letters or not isinstance(answer, str) or not set(answer) <= set(letters):
        return answer
    return "".join(letters[letter] for letter in answer)


def in_letters(source, call, letters):
    """Code and call of a reference so that they give the letter of a class set.

    A reference that only names its letter names the other one. Where the letter is computed,
    the result is looked up.
    """
    literal = _returned_literal(source)
    if literal is None:
        pairs = ", ".join(f'"{old}": "{new}"' for old, new in sorted(letters.items()))
        source = f"{source}\n\n\n# Letters of the standard edition and of this class set.\n"
        return source + f"{LOOKUP} = {{{pairs}}}", f'"".join({LOOKUP}[letter] for letter in {call})'
    lines = source.encode("utf-8").splitlines(keepends=True)
    line = lines[literal.lineno - 1]
    quoted = f'"{relabeled(literal.value, letters)}"'.encode()
    lines[literal.lineno - 1] = line[: literal.col_offset] + quoted + line[literal.end_col_offset :]
    return b"".join(lines).decode("utf-8"), call


def _returned_literal(source):
    """The text constant that a function does nothing but return, or None."""
    first, *rest = ast.parse(source).body[0].body
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        first, *rest = [*rest, None]
    if rest not in ([], [None]) or not isinstance(first, ast.Return):
        return None
    value = first.value
    return value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None
