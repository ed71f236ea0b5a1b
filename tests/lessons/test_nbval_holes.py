"""A stale or broken lesson fails: through nbval where it looks, through our rules elsewhere.

One notebook holds every cell that nbval has to judge: it goes on after a failure, and
starting a kernel is slow.
"""

import re

import pandas as pd
import pytest
from nbformat.v4 import new_output
from nbval.plugin import get_sanitize_patterns

from course_utils.classroom import CourseError, notebooks
from course_utils.classroom.paths import course_root
from tests.lessons.planted import (
    ALT,
    FakeRegistry,
    code,
    failed,
    notebook,
    png,
    printed,
    run_nbval,
    save,
    shown,
    text,
)

RULES = course_root() / "tests" / "nbval_sanitize.cfg"
TABLE = pd.DataFrame({"arm": ["placebo", "raloxifene"], "hot_flashes_per_100": [18, 25]})
MAKE_TABLE = f"import pandas as pd\npd.DataFrame({TABLE.to_dict('list')!r})"
MAKE_WIDGET = "import ipywidgets as widgets\n"
HIDDEN_ERROR = f"{MAKE_WIDGET}out = widgets.Output()\nwith out:\n    1 / 0"
UNDER_SLIDER = (
    f"{MAKE_WIDGET}def draw(x):\n    return 1 / x\n"
    "panel = widgets.interactive(draw, x=widgets.IntSlider(1, 0, 3))\npanel.children[0].value = 0"
)
CALL_HOME = "from urllib.request import urlopen\nurlopen('http://example.org', timeout=5)"


def table(html):
    data = {"text/html": html, "text/plain": repr(TABLE)}
    return new_output("execute_result", data, execution_count=None)


def table_html(old="18", new="18"):
    # pandas writes to_html() and the notebook's form alike but for the style block
    html = TABLE._repr_html_()
    assert html.count(f"<td>{old}</td>") == 1
    return html.replace(f"<td>{old}</td>", f"<td>{new}</td>")


def drawing(alt=ALT, picture=None):
    """Code that shows a picture with this alt text."""
    picture = picture or png()
    html = f'<img alt="{alt}" src="data:image/png;base64,{picture}">'
    data = {"text/html": html, "image/png": picture, "text/plain": alt}
    return f"from IPython.display import display\ndisplay({data!r}, raw=True)", data


def picture_cell(stored_alt=ALT, stored_picture=None):
    source, _ = drawing()
    _, data = drawing(stored_alt, stored_picture)
    return code(source, shown(**{key.replace("/", "_"): data[key] for key in data}))


SOUND = {
    "number": code("print(60 / 2)", printed("30.0\n")),
    "table": code(MAKE_TABLE, table(table_html())),
    "picture": picture_cell(),
    "other pixels": picture_cell(stored_picture=png((0, 114, 178))),
    "expected error": code(
        "raise ValueError('too small')", failed(value="too small"), tags=["raises-exception"]
    ),
}
STALE = {
    "other number": code("print(60 / 2)", printed("30.1\n")),
    "other number in a table": code(MAKE_TABLE, table(table_html("25", "24"))),
    "table without HTML": code(MAKE_TABLE, shown(text_plain=repr(TABLE))),
    "other alt text": picture_cell(stored_alt=ALT.replace("97", "98")),
    "exception": code("1 / 0"),
    "warning": code("import warnings\nwarnings.warn('soon gone')"),
    "output gone": code("x = 1", printed("30.0\n")),
    "output new": code("print(30.0)"),
    "no error left": code("x = 1", failed(), tags=["raises-exception"]),
    "other error": code("1 / 0", failed(), tags=["raises-exception"]),
    "hidden error": code(HIDDEN_ERROR),
    "error under a slider": code(UNDER_SLIDER),
    "call home": code(CALL_HOME),
}


@pytest.fixture(scope="module")
def failures(tmp_path_factory):
    """Name of each planted cell to what nbval says against it; empty if it passes."""
    folder = tmp_path_factory.mktemp("planted")
    planted = {**SOUND, **STALE}
    save(notebook(planted.values()), folder)
    return dict(zip(planted, run_nbval(folder), strict=True))


@pytest.mark.parametrize("name", SOUND)
def test_nbval_passes_what_is_sound(name, failures):
    assert failures[name] == ""


@pytest.mark.parametrize("name", STALE)
def test_nbval_fails_what_is_stale(name, failures):
    assert failures[name]


def test_only_the_pixels_are_left_out_of_the_comparison(failures):
    assert "mismatch 'text/html'" in failures["other alt text"]
    rules = get_sanitize_patterns(RULES.read_text(encoding="utf-8"))
    assert len(rules) == 1
    page = '<img alt="97 percent" src="data:image/png;base64,AA+/=="><p>base64,x 97</p>'
    assert re.sub(*rules[0], page) == page.replace("AA+/==", "IMAGE")


def test_a_lesson_that_calls_home_is_told_so(failures):
    assert "network is off for lessons" in failures["call home"]


# Each of these passes under nbval; the rule on the right is what stops it.
HOLES = {
    "never run": (code("print(0.1 + 0.2)"), {"executed": False}, "unexecuted"),
    "marker that skips": (code("# NBVAL_SKIP\n1 / 0"), {}, "disabled-check"),
    "marker that ignores": (
        code("# NBVAL_IGNORE_OUTPUT\nprint(2)", printed("1\n")),
        {},
        "disabled-check",
    ),
    "marker with more words": (code("# NBVAL_CHECK_OUTPUT please\nx = 1"), {}, "disabled-check"),
    "tag that skips": (code("1 / 0", tags=["nbval-skip"]), {}, "disabled-check"),
    "tag with a typo": (code("x = 1", tags=["nbval-check-ouput"]), {}, "disabled-check"),
    "tag of another runner": (code("1 / 0", tags=["skip-execution"]), {}, "unknown-tag"),
    "no exception raised": (code("x = 1", tags=["raises-exception"]), {}, "error"),
    "callback never called": (
        code("slider = make()\nslider.observe(lambda change: 1 / 0, 'value')"),
        {},
        "hidden-output",
    ),
    "widget made in a lesson": (code(MAKE_WIDGET), {}, "import"),
    "error swallowed": (
        code("try:\n    1 / 0\nexcept Exception:\n    pass"),
        {},
        "swallowed-error",
    ),
    "warning swallowed": (
        code("import warnings\nwarnings.filterwarnings('ignore')"),
        {},
        "hidden-output",
    ),
    "stored warning": (code("x = warn()", printed("soon gone\n", "stderr")), {}, "stderr"),
    "stored fault card": (
        code("x = 1", shown(text_plain="There is no exercise called 'L07.E9'.")),
        {},
        "fault-card",
    ),
}


@pytest.mark.parametrize("name", HOLES)
def test_a_hole_in_nbval_is_closed_by_a_rule(name, rules_broken):
    cell, how, rule = HOLES[name]
    cells = [text("# Planted\n\nNot medical advice."), cell]
    if rule == "unexecuted":
        cells += [code("x = 1")]
    book = notebook(cells, **how)
    assert rule in rules_broken(book, FakeRegistry([], []))


def test_one_cell_never_run_among_others_is_found(rules_broken):
    book = notebook([text("# Planted\n\nNot medical advice."), code("x = 1"), code("print(x)")])
    book.cells[2].execution_count = None
    assert rules_broken(book, FakeRegistry([], [])) == {"unexecuted"}


def test_an_error_inside_a_widget_stops_make_lessons(tmp_path):
    """nbclient, unlike nbval, takes such an error for a success."""
    with pytest.raises(CourseError, match="A widget hides an error: ZeroDivisionError"):
        notebooks.execute(notebook([code(HIDDEN_ERROR)]), tmp_path)
