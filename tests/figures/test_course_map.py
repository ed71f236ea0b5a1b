"""The map of the course says what the notebooks say."""

import ast

import nbformat
import pytest

from course_utils.classroom.notebooks import lesson_paths
from course_utils.figures.chain import LINKS
from course_utils.figures.course_map import MODULES, course_map

STOPS = [stop for stops in MODULES.values() for stop in stops]
PATHS = {path.name[:2]: path for path in lesson_paths()}


def strip_of(cells):
    """The links that a lesson's chain strip fills."""
    calls = (node for cell in cells for node in ast.walk(ast.parse(cell.source)))
    strip = next(
        node
        for node in calls
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "chain_strip"
    )
    value = strip.keywords[0].value if strip.keywords else strip.args[0]
    named = LINKS if isinstance(value, ast.Name) else ast.literal_eval(value)
    return (named,) if isinstance(named, str) else tuple(named)


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.number)
def test_titles_and_links_are_those_of_the_notebook(stop):
    cells = nbformat.read(PATHS[stop.number], as_version=4).cells
    assert cells[0].source.splitlines()[0] == f"# {stop.title}"
    assert strip_of([cell for cell in cells if cell.cell_type == "code"]) == stop.links


def test_every_lesson_and_every_link_is_on_the_map():
    assert [stop.number for stop in STOPS] == [f"{number:02d}" for number in range(1, 18)]
    assert {link for stop in STOPS for link in stop.links} == set(LINKS)
    assert all(f" {stop.number}" in course_map().alt for stop in STOPS)
