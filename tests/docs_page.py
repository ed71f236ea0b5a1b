"""Run the code of a page in docs and put what it prints under it.

Each ``python`` block is run, in order and in one namespace; the ``text`` block right after it
holds what it printed.

Run from the root of the project: python -m tests.docs_page docs/physiology.md
"""

import contextlib
import io
import re
import sys
from pathlib import Path

PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<output>.*?)```\n)?", re.DOTALL)


def blocks(text):
    """Code and printed output of each python block, in order."""
    return [(found["code"], found["output"] or "") for found in PYTHON.finditer(text)]


def printed(text, name):
    """What each python block of a page prints today, in order."""
    scope, outputs = {"__name__": name}, []
    for number, (code, _) in enumerate(blocks(text), start=1):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, f"<{name}, block {number}>", "exec"), scope)
        outputs.append(out.getvalue())
    return outputs


def refreshed(text, name):
    """The page with today's output under each block."""
    outputs = iter(printed(text, name))

    def renewed(found):
        output = next(outputs)
        below = f"\n```text\n{output}```\n" if output else ""
        return f"```python\n{found['code']}```\n{below}"

    return PYTHON.sub(renewed, text)


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(
        refreshed(page.read_text(encoding="utf-8"), page.stem), encoding="utf-8", newline="\n"
    )
