"""A lesson of a few cells and its TEACHING.md, for the tests of the decks."""

import base64
import json
import struct

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + struct.pack(">II", 800, 400) + b"\0" * 40)
ASKED = """L01.P1 · The level [choose one before you go on]
Tap and drain differ. What does the *level* do?
  A  It rises.
  B  + it falls
To lock without a button, run `predict("L01.P1", "A")` with your own letter."""
TOLD = """L01.P1 · The level [no prediction was locked]
You had not locked a prediction.
What happened: B. It falls to 84 %.
Why: A level follows the difference. It has no memory of its own."""
CLAIM = """Claim C-S0-01: Bone is a building.
Found in: article S0 (paraphrased)
Kind: mechanism
What would have to be true: Nothing is replaced."""
TEACHING = """# Teaching notes

## Lesson 00 · Another

| Section | Minutes, alone | In class | Slide |
|---|---|---|---|
| Title | 2 | 9 | yes |

## Lesson 01 · Bone

**Question:** why? **Students:** 60 minutes alone.

| Section | Minutes, alone | In class | Slide |
|---|---|---|---|
| Title, story | 2 | 3 | yes |
| Warm-up | 3 | – | no |
| The bathtub | 8 | 12, with clicker 2 | yes |
| Claim audit, exit | 6 | 3 | one of four |

**For 45 minutes in class:** cut nothing.

### Clicker questions

1. *Bone is …* A stone · B alive.
   **Key B.** Expect 60 / 40 % (estimate). Ask: who says so?
2. *Two drugs. A is left of B. Which is it?* A: A · B: B and A · C: none.
   **Key A**, in the model. Expect 20 / 30 / 50 % (estimate). Ask: which way?
   Then draw it.

### What goes wrong

- The level of the bathtub copies the drain and forgets the tap.
- E2 compounds the level of the bathtub.

### Answer to the exit question

More digging,
or less filling.

## Lesson 02 · Later
"""


def text(source, slide):
    metadata = {"slideshow": {"slide_type": slide}}
    return {"cell_type": "markdown", "id": "m", "metadata": metadata, "source": source}


def code(source, slide, **data):
    outputs = [{"output_type": "display_data", "metadata": {}, "data": data}] if data else []
    cell = text(source, slide) | {"cell_type": "code", "execution_count": 1, "outputs": outputs}
    return cell


def printed(words, slide):
    outputs = [{"output_type": "stream", "name": "stdout", "text": words}]
    return code("print(x)", slide) | {"outputs": outputs}


def picture(slide, caption="The level falls.", call="show(draw())"):
    page = f'<figure><img alt="A falling line." src="x"><figcaption>{caption}</figcaption></figure>'
    image = {"image/png": PNG.decode(), "text/html": page, "text/plain": caption}
    return code(call, slide, **image)


def card(call, words, slide):
    return code(call, slide, **{"text/html": "<div>…</div>", "text/plain": words})


CELLS = [
    text("# Bone\n\n*Not medical advice.*\n\n**Why does it stay?**\n\n1. one\n2. two", "slide"),
    picture("-", "Today: bone cells (link 5 of 9).", "show(chain_strip(active='bone cells'))"),
    text("Ana was here.", "notes"),
    text("## Warm-up\n\nThree questions.", "skip"),
    text('## What does the bathtub do?\n\nThe [tap](#Words "in") runs.', "slide"),
    card('predict("L01.P1")', ASKED, "-"),
    printed("level 84", "subslide"),
    picture("-"),
    card('reveal("L01.P1")', TOLD, "-"),
    text("A stock remembers.", "notes"),
    text("## Claim audit\n\nOne sentence.", "slide"),
    card('audit_card("C-S0-01")', CLAIM, "-"),
    text("## In one sentence\n\n**Exit question.** Name two. Both count.", "slide"),
]


def write(folder, cells=CELLS):
    """Write the lesson as a course folder holds it; return the notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "01_bone.ipynb"
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book), encoding="utf-8")
    path.with_name("TEACHING.md").write_text(TEACHING, encoding="utf-8")
    return path
