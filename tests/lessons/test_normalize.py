"""One form for every lesson: two runs leave the same bytes, and nothing volatile stays."""

import base64
import copy
import json

import nbformat
import pytest

from course_utils.classroom import CourseError, normalize, notebooks
from tests.lessons.planted import (
    ALT,
    code,
    failed,
    figure,
    notebook,
    png,
    printed,
    save,
    shown,
    sound_cells,
    text,
)

LIVE = """
import ipywidgets
class Panel:
    def _repr_mimebundle_(self, include=None, exclude=None):
        model = {"version_major": 2, "version_minor": 0, "model_id": slider.model_id}
        view = {"application/vnd.jupyter.widget-view+json": model}
        return view | {"text/html": "<p>40 of 1,000</p>", "text/plain": "40 of 1,000"}
slider = ipywidgets.IntSlider()
Panel()
"""
LESSON = [
    text("# Planted\n\nNot medical advice."),
    code("print('60 mg')\nprint('a day')"),
    code(LIVE.strip()),
    code("import pandas as pd\npd.DataFrame({'mg': [60, 120]})"),
    code(
        "from course_utils.figures import new_figure, show\n"
        "figure, ax = new_figure()\nax.plot([0, 3], [100, 97])\n"
        f"show(figure, alt={ALT!r}, summary='Three percent are lost in three years.')"
    ),
    code(
        "from matplotlib.figure import Figure\nfrom IPython.display import display\n"
        "plain = Figure()\nplain.subplots().plot([0, 1])\n"
        "import io\nraw = io.BytesIO()\nplain.savefig(raw, format='png')\n"
        "display({'image/png': __import__('base64').b64encode(raw.getvalue()).decode()}, raw=True)"
    ),
    code("print(slider.value)"),
]


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory):
    """A planted lesson after one run, its bytes then, and what a second run changed."""
    path = save(notebook(LESSON, executed=False), tmp_path_factory.mktemp("course"))
    first = notebooks.refresh_lessons([path])
    after_one = path.read_bytes()
    return path, first, after_one, notebooks.refresh_lessons([path])


def test_a_second_run_changes_no_byte(refreshed):
    path, first, after_one, second = refreshed
    assert first == [path]
    assert second == []
    assert path.read_bytes() == after_one


def test_the_saved_form_holds_nothing_volatile(refreshed):
    saved = refreshed[2].decode("utf-8")
    for word in (
        'widget-view+json": {',
        'model_id": "',
        "widget-state",
        "iopub",
        "Software",
        "transient",
    ):
        assert word not in saved
    assert saved.endswith("}\n")
    assert "\r" not in saved


def test_the_outputs_are_all_there(refreshed):
    book = normalize.read(refreshed[0])
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4, 5, 6]
    assert cells[0].outputs == [printed("60 mg\na day\n")]
    assert cells[1].outputs[0].data == {
        "text/html": "<p>40 of 1,000</p>",
        "text/plain": "40 of 1,000",
    }
    assert "<td>120</td>" in cells[2].outputs[0].data["text/html"]
    assert f'alt="{ALT}"' in cells[3].outputs[0].data["text/html"]
    for cell in cells[3:5]:
        assert normalize.is_small(base64.b64decode(cell.outputs[0].data["image/png"]))
    nbformat.validate(book)


def test_the_bytes_are_those_nbformat_writes(refreshed, tmp_path):
    book = nbformat.read(refreshed[0], as_version=4)
    nbformat.write(book, tmp_path / "again.ipynb")
    assert (tmp_path / "again.ipynb").read_bytes() == refreshed[2]


def test_normalizing_twice_is_normalizing_once():
    once = notebook([*sound_cells(), code("x", failed(), figure(picture=png(mode="RGB")))])
    assert normalize.to_bytes(normalize.normalize(once)) == normalize.to_bytes(once)


def test_the_notebook_handed_in_is_left_alone():
    book = notebook(sound_cells())
    book.cells[0].metadata["collapsed"] = True
    before = copy.deepcopy(book)
    result = normalize.normalize(book)
    result.metadata.kernelspec.name = "another"
    assert book == before
    assert normalize.normalize(book).metadata.kernelspec.name == "python3"


def test_counts_run_from_one_and_unexecuted_cells_stay_so():
    book = notebook([code("a = 1"), text("words"), code("b = 2"), code("c = 3")])
    for cell, count in zip(book.cells, (7, None, None, 12), strict=True):
        if cell.cell_type == "code":
            cell.execution_count = count
    counts = [cell.get("execution_count") for cell in normalize.normalize(book).cells]
    assert counts == [1, None, None, 2]


def test_good_ids_stay_and_bad_ones_follow_from_the_content():
    book = notebook([code("a = 1"), code("b = 2"), code("b = 2"), code("c = 3")])
    book.cells[1].id, book.cells[2].id = "cell-01", "no good id"
    del book.cells[3]["id"]
    ids = [cell.id for cell in normalize.normalize(book).cells]
    assert ids[0] == "cell-01"
    assert len(set(ids)) == 4
    assert ids == [cell.id for cell in normalize.normalize(book).cells]


def test_a_file_of_an_older_minor_format_gets_the_same_ids_each_time(tmp_path):
    book = json.loads(normalize.to_bytes(notebook(sound_cells())))
    book["nbformat_minor"] = 2
    for cell in book["cells"]:
        del cell["id"]
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    first, second = (normalize.normalize(normalize.read(path)) for _ in range(2))
    assert first == second
    nbformat.validate(first)


def test_metadata_is_tags_and_known_slide_types_only():
    book = notebook([code("x = 1", tags=["b", "a"], slideshow={"slide_type": "notes"})])
    book.cells[0].metadata["tags"].append("b")
    book.cells[0].metadata.update({"collapsed": True, "execution": {"iopub": "12:00"}})
    book.metadata["authors"] = ["somebody"]
    result = normalize.normalize(book)
    assert result.cells[0].metadata == {"tags": ["b", "a"], "slideshow": {"slide_type": "notes"}}
    assert set(result.metadata) == {"kernelspec", "language_info"}
    book.cells[0].metadata["slideshow"] = {"slide_type": "sideways"}
    assert "slideshow" not in normalize.normalize(book).cells[0].metadata


def test_streams_are_merged_and_empty_outputs_dropped():
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "ab"}}
    outputs = [printed("a\n"), printed(""), printed("b\n"), shown(**view), printed("c\n", "stderr")]
    cell = notebook([code("x = 1", *outputs)]).cells[0]
    assert cell.outputs == [printed("a\nb\n"), printed("c\n", "stderr")]


def test_a_traceback_names_no_place_on_this_machine():
    error = failed()
    error.traceback = ["\x1b[31m", "File /home/ana/.venv/lib/x.py:3, in <module>"]
    assert notebook([code("x", error)]).cells[0].outputs[0].traceback == [
        "ValueError: a dose must not be negative"
    ]


@pytest.mark.parametrize("mode", ["RGB", "P"])
def test_pictures_become_small_and_silent(mode):
    outputs = notebook([code("x = 1", figure(picture=png(mode=mode)))]).cells[0].outputs
    data = outputs[0].data
    assert normalize.is_small(base64.b64decode(data["image/png"]))
    assert data["image/png"] in data["text/html"]
    if mode == "P":
        assert data["image/png"] == png()


def test_a_picture_with_a_note_or_many_colors_is_not_small():
    assert not normalize.is_small(base64.b64decode(png(mode="RGB")))
    assert not normalize.is_small(b"")
    assert normalize.is_small(base64.b64decode(png()))


def test_a_failing_lesson_is_named_and_left_as_it_was(tmp_path):
    bad = save(notebook([text("# Planted"), code("x = 1"), code("1 / 0")], False), tmp_path)
    before = bad.read_bytes()
    with pytest.raises(CourseError, match=r"07_planted.ipynb: Cell 3 stopped with ZeroDivision"):
        notebooks.refresh_lessons([bad])
    assert bad.read_bytes() == before


def test_lessons_are_found_by_their_names(tmp_path):
    first = save(notebook([]), tmp_path, "00_first.ipynb")
    save(notebook([]), tmp_path, "draft.ipynb")
    litter = first.parent / ".ipynb_checkpoints"
    litter.mkdir()
    (litter / "00_first.ipynb").write_bytes(first.read_bytes())
    assert notebooks.lesson_paths(tmp_path) == [first]


@pytest.mark.parametrize("content", ["{", "[]", '{"cells": []}', '{"nbformat": 3, "cells": []}'])
def test_what_is_no_notebook_is_refused_in_words(content, tmp_path):
    path = tmp_path / "07_planted.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match="not a readable notebook"):
        normalize.read(path)
