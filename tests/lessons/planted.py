"""Builds small lessons, sound or with one planted fault, for the tests of this folder."""

import base64
import copy
import io
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)
from PIL import Image, PngImagePlugin

from course_utils.classroom import normalize
from course_utils.classroom.notebooks import nbval_arguments, offline_environment

NAME = "07_planted.ipynb"
CHECK = "application/vnd.bone-course.check+json"
ALT = "Bone density falls from 100 to 97 percent within 3 years."


@dataclass
class FakeExercise:
    """What the rules ask of an exercise."""

    id: str = "L07.E1"
    variable: str = "dose"
    stub: str = "dose = ..."
    checked_line: str = "**Checked:** `dose`, a number in mg, within ±1."

    def stub_source(self):
        return self.stub


@dataclass
class FakePrediction:
    """What the rules ask of a prediction."""

    id: str = "L07.P1"


@dataclass
class FakeRegistry:
    """A registry with one exercise and one prediction."""

    exercises: list = field(default_factory=lambda: [FakeExercise()])
    predictions: list = field(default_factory=lambda: [FakePrediction()])

    def all_exercises(self):
        return self.exercises

    def all_predictions(self):
        return self.predictions


def text(source, *tags, **metadata):
    """A Markdown cell."""
    return new_markdown_cell(source, metadata=_metadata(tags, metadata))


def code(source, *outputs, tags=(), **metadata):
    """A code cell with the outputs given."""
    return new_code_cell(source, outputs=list(outputs), metadata=_metadata(tags, metadata))


def printed(words, name="stdout"):
    """What print leaves."""
    return new_output("stream", name=name, text=words)


def shown(**data):
    """A display; MIME types are written text_html for text/html."""
    types = {key.replace("_", "/", 1): value for key, value in data.items()}
    return new_output("display_data", types)


def failed(name="ValueError", value="a dose must not be negative"):
    """What an exception leaves."""
    return new_output("error", ename=name, evalue=value, traceback=[f"{name}: {value}"])


def figure(alt=ALT, picture=None):
    """A figure as the course shows it."""
    picture = picture or png()
    html = f'<figure><img alt="{alt}" src="data:image/png;base64,{picture}"></figure>'
    return shown(text_html=html, image_png=picture, text_plain=alt)


def png(color=(213, 94, 0), mode="P", bar=True):
    """A small picture in base64: a palette PNG, or a full-color one with a text inside."""
    image, raw = Image.new("RGB", (20, 10), color), io.BytesIO()
    image.paste("black", (2, 2, 18, 4 if bar else 2))
    if mode == "P":
        image.quantize(64).save(raw, format="PNG", optimize=True)
    else:
        info = PngImagePlugin.PngInfo()
        info.add_text("Software", "a plotting library 1.0")
        image.save(raw, format="PNG", pnginfo=info)
    return base64.b64encode(raw.getvalue()).decode("ascii")


def sound_cells():
    """The cells of a lesson without a fault."""
    return [
        text(
            "# How much is in a tablet?\n\nNot medical advice.", slideshow={"slide_type": "slide"}
        ),
        code("from course_utils.exercises import check, predict, reveal"),
        code('predict("L07.P1")'),
        code("half = 60 / 2\nprint(half)", printed("30.0\n")),
        code("show(draw(half))", figure(), tags=["figure-setup"]),
        code('reveal("L07.P1")'),
        text("Now you.\n\n**Checked:** `dose`, a number in mg, within ±1."),
        code("dose = ...", tags=["exercise:L07.E1"]),
        code('check("L07.E1", dose)', shown(text_plain="open", **{CHECK: unanswered()})),
        text("Which is right? B.", "lecturer"),
    ]


def unanswered(status="not attempted"):
    """The machine-readable part of a check's output."""
    return {"id": "L07.E1", "status": status, "code": "", "points": 0}


def notebook(cells, executed=True):
    """A notebook in normal form, its code cells counted if ``executed``."""
    cells = [copy.deepcopy(cell) for cell in cells]
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number:02d}"
        if cell.cell_type == "code":
            cell.execution_count = number if executed else None
    return normalize.normalize(new_notebook(cells=cells))


def save(book, folder, name=NAME):
    """Write a notebook as it is, into a folder of lessons."""
    path = Path(folder) / "lessons" / "02_planted" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(normalize.to_bytes(book))
    return path


def run_nbval(folder, strict=True):
    """Run nbval over a folder as the course's tests do; what it says against each cell."""
    report = Path(folder) / "report.xml"
    command = [sys.executable, "-m", "pytest", *nbval_arguments(strict), f"--junitxml={report}"]
    apart = ["-p", "no:cacheprovider", "--rootdir", str(folder), "-c", os.devnull, str(folder)]
    environment = {**os.environ, **offline_environment()}
    done = subprocess.run(
        [*command, *apart],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert report.exists(), done.stdout + done.stderr
    return _failures(report)


def _failures(report):
    cases = ElementTree.parse(report).iter("testcase")
    return [
        "".join(fault.text or "" for fault in case if fault.tag in ("failure", "error"))
        for case in cases
    ]


def _metadata(tags, others):
    return {**({"tags": list(tags)} if tags else {}), **others}
