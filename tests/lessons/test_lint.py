"""Every rule finds its planted fault, and finds nothing in a sound lesson."""

import pytest
from nbformat.v4 import new_raw_cell

from course_utils.classroom import lint as lint_module
from course_utils.classroom.lint import lint, main, unknown_lessons
from tests.lessons.planted import (
    ALT,
    CHECK,
    FakeExercise,
    FakePrediction,
    FakeRegistry,
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
    unanswered,
)

REASON = "The lesson shows this message and explains it in the next cell."
STUB = 7  # place of the stub among the sound cells


def with_cell(cell):
    return [*sound_cells(), cell]


def with_stub(source):
    cells = sound_cells()
    cells[STUB] = code(source, tags=["exercise:L07.E1"])
    return cells


def without(*places):
    return [cell for place, cell in enumerate(sound_cells()) if place not in places]


def test_a_sound_lesson_has_no_problem(rules_broken):
    assert rules_broken(sound_cells()) == set()


FORBIDDEN_CODE = {
    "magic": [
        "%timeit 1",
        "%%time\n1",
        "!ls",
        "x = !ls",
        "x = %pwd",
        "int?",
    ],
    "syntax": ["x = = 1"],
    "file-access": [
        'open("x.csv")',
        'import pandas as pd\npd.read_csv("x.csv")',
        'read_json("x.json")',
        'from pandas import read_csv as table\ntable("x.csv")',
        'from pathlib import Path\nPath("x").read_text()',
        'Path("x").open()',
        'np.loadtxt("x")',
        "json.load(f)",
        'rows = [pd.read_excel(name) for name in ("a", "b")]',
    ],
    "import": [
        "import matplotlib.pyplot as plt",
        "from matplotlib import pyplot",
        "plt.plot([1])",
        "import ipywidgets as widgets",
        "from urllib.request import urlopen",
        "import requests",
        "import subprocess",
        '__import__("socket")',
    ],
    "hidden-output": [
        "slider.observe(update)",
        "button.on_click(update)",
        "interact(update, x=(0, 1))",
        "with Output():\n    1 / 0",
        "import warnings\nwarnings.simplefilter('ignore')",
        "from warnings import filterwarnings",
        "from contextlib import suppress",
        "display(x, display_id='a')",
        "clear_output(wait=True)",
    ],
    "swallowed-error": [
        "try:\n    x = 1 / 0\nexcept:\n    pass",
        "try:\n    x = 1 / 0\nexcept (KeyError, Exception):\n    ...",
    ],
    "indirect": ['eval("do" + "se")', 'globals()["dose"]', 'get_ipython().run_line_magic("x", "")'],
    "disabled-check": [
        "# NBVAL_SKIP\nx = 1",
        "#NBVAL_IGNORE_OUTPUT\nx = 1",
        "x = 1\n# NBVAL_CHECK_OUTPUT because",
        "# NVBAL_SKIP\nx = 1",
        "# nbval-raises-exception\nx = 1",
        "# PYTEST_VALIDATE_IGNORE_OUTPUT\nx = 1",
        'x = """\n# NBVAL_SKIP\n"""',
    ],
    "empty-cell": ["", "\n"],
    "unknown-id": ['check("L07.E9", 1)', 'hint("L06.E1")', "hint(name)", 'reveal("L07.P2")'],
    "uses-answer": [
        "print(dose)",
        'print(f"{dose:.1f} mg")',
        "twice = [dose * n for n in (1, 2)]",
        "dose = 60",
        "def dose(x):\n    return x",
        'table.query("mg > @dose")',
        "from course_utils import dose",
    ],
    "absolute-path": ['folder = "/home/ana/course"', r'folder = "C:\\Users\\ana"'],
}
PAIRS = [(rule, source) for rule, sources in FORBIDDEN_CODE.items() for source in sources]


@pytest.mark.parametrize(("rule", "source"), PAIRS)
def test_forbidden_code_is_found(rule, source, rules_broken):
    assert rule in rules_broken(with_cell(code(source)))


@pytest.mark.parametrize(
    "source",
    [
        'from course_utils.datasets import load\nrows = load("bmd_outcomes")',
        "doses = 1",
        'print("the dose is 60 mg")',
        'print("see https://example.org/home/page")',
        "part = 7 % 2",
        "try:\n    x = 1 / 0\nexcept ZeroDivisionError as error:\n    print(error)",
        "# the ratio of two rates, to check output by hand\nx = 1",
        'letter = "a:\\n"',
    ],
)
def test_ordinary_code_is_left_alone(source, rules_broken):
    assert rules_broken(with_cell(code(source))) == set()


BAD_TEXT = {
    "dead-link": [
        "[read]()",
        "[read](#No-such-heading)",
        "[read](missing.ipynb)",
        "[read](../../README.md)",
        "[read](/etc/hosts)",
        "[read](https://doi.org/)",
        "[read](https://)",
        "[read](javascript:alert)",
        "[read][nowhere]",
        '<a href="">read</a>',
        "![a pit in bone](missing.png)",
        "![a pit in bone](https://example.org/pit.png)",
        "![a pit in bone](attachment:pit.png)",
    ],
    "no-alt-text": ["![](missing.png)", '<img src="missing.png">'],
    "absolute-path": ["Open `/Users/ana/course`.", r"Open `C:\Users\ana`."],
}


@pytest.mark.parametrize(
    ("rule", "source"),
    [(rule, source) for rule, sources in BAD_TEXT.items() for source in sources],
)
def test_bad_text_is_found(rule, source, rules_broken):
    assert rule in rules_broken(with_cell(text(source)))


def test_good_links_are_left_alone(rules_broken, tmp_path):
    save(notebook([text("## What *is* bone?")]), tmp_path, "08_next.ipynb")
    good = [
        "## How much is in a tablet?",
        "[up](#How-much-is-in-a-tablet?), [next](08_next.ipynb)",
        "[there](08_next.ipynb#What-is-bone?)",
        "[paper](https://doi.org/10.1016/S0140-6736(02)08657-9), <https://example.org>",
        "[paper][p] and `[not](a link)` and $[x](y)$ and [mail](mailto:a@example.org)",
        "```\n[not](a-link)\n```\n\n[p]: https://example.org/paper",
        '<a id="here"></a> [here](#here) [wide](<08_next.ipynb> "title")',
    ]
    assert rules_broken(with_cell(text("\n\n".join(good)))) == set()


def test_a_link_with_other_capitals_is_dead(rules_broken, tmp_path):
    save(notebook([text("# Next")]), tmp_path, "08_Next.ipynb")
    assert "dead-link" in rules_broken(with_cell(text("[next](08_next.ipynb)")))


BAD_OUTPUTS = {
    "stderr": [printed("FutureWarning: soon\n", "stderr")],
    "error": [failed()],
    "absolute-path": [printed("saved in /Users/a/x\n"), shown(text_plain="file:///home/a/x")],
    "memory-address": [shown(text_plain="<Line2D at 0x7f00aa11bb22>")],
    "raw-number": [shown(text_plain="np.float64(1.25)")],
    "fault-card": [shown(text_html="<p>The course could not show this (KeyError).</p>")],
    "no-alt-text": [
        shown(image_png=png(), text_plain=ALT),
        figure(alt="too short"),
        shown(text_html='<img src="data:image/png;base64,AAAA">'),
        shown(text_html="<svg></svg>"),
    ],
    "blank-picture": [figure(picture=png(bar=False))],
    "no-text-equivalent": [
        shown(
            text_html=f'<img alt="{ALT}">',
            image_png=png(),
            text_plain="<Figure size 800x360 with 1 Axes>",
        )
    ],
    "bare-widget": [shown(text_plain="VBox(children=(HTML(value=''),))")],
    "answered": [
        shown(text_plain="done", **{CHECK: unanswered("correct")}),
        shown(text_plain="done", **{CHECK: unanswered("incorrect")}),
    ],
}


@pytest.mark.parametrize(
    ("rule", "output"), [(rule, output) for rule, found in BAD_OUTPUTS.items() for output in found]
)
def test_a_bad_output_is_found(rule, output, rules_broken):
    assert rule in rules_broken(with_cell(code("x = 1", output)))


def test_metadata_faults_are_found(rules_broken):
    book = notebook(sound_cells())
    book.cells[1].metadata = {"collapsed": True}
    assert "metadata" in rules_broken(book)
    book.cells[1].metadata = {"slideshow": {"slide_type": "slides"}}
    assert "slide-type" in rules_broken(book)
    book.cells[1].metadata = {"tags": "figure-setup"}
    assert "unknown-tag" in rules_broken(book)


@pytest.mark.parametrize("tag", ["exercise:L7.E1", "exercise:E1", "hide", "raise-error", "Skip"])
def test_unknown_tags_are_found(tag, rules_broken):
    assert "unknown-tag" in rules_broken(with_cell(code("x = 1", tags=[tag])))


def test_lecturer_notes_are_text_only(rules_broken):
    assert "lecturer-code" in rules_broken(with_cell(code("x = 1", tags=["lecturer"])))


def test_another_kernel_is_found(rules_broken):
    book = notebook(sound_cells())
    book.metadata.kernelspec["name"] = "course-env"
    assert "kernel" in rules_broken(book)


def test_raw_cells_are_found(rules_broken):
    assert rules_broken(with_cell(new_raw_cell("% LaTeX"))) == {"cell-type"}


def test_cell_ids_are_one_each(rules_broken):
    book = notebook(sound_cells())
    book.cells[1].id = book.cells[2].id
    assert "cell-id" in rules_broken(book)


def test_run_order_is_checked(rules_broken):
    book = notebook(sound_cells())
    book.cells[1].execution_count, book.cells[2].execution_count = 2, 1
    assert "run-order" in rules_broken(book)


def test_a_file_that_make_lessons_would_change_is_found(rules_broken):
    book = notebook(sound_cells())
    book.metadata["widgets"] = {"state": {}}
    assert rules_broken(book) == {"normal-form"}


def test_long_cells_and_long_lessons_are_found(rules_broken):
    assert rules_broken(with_cell(code("\n".join(["x = 1"] * 25)))) == set()
    assert "long-cell" in rules_broken(with_cell(code("\n".join(["x = 1"] * 26))))
    many = [code("\n".join(["x = 1"] * 11)) for _ in range(12)]
    assert "long-lesson" in rules_broken([*sound_cells(), *many])


def test_the_notice_is_asked_for(rules_broken):
    cells = sound_cells()
    cells[0] = text("# How much is in a tablet?")
    assert "notice" in rules_broken(cells)


@pytest.mark.parametrize(
    "source",
    [
        "dose = 60",
        "dosis = ...",
        "dose = None",
        "dose = ...\nprint(dose)",
        "def dose(x):\n  return ...",
    ],
)
def test_a_stub_that_is_no_stub_is_found(source, rules_broken):
    assert "stub" in rules_broken(with_stub(source))


def test_a_stub_may_carry_a_comment(rules_broken):
    assert rules_broken(with_stub("# in milligrams\ndose = ...")) == set()


@pytest.mark.parametrize(
    ("source", "fits"),
    [
        ("def dose(x, y):\n    return ...", True),
        ('def dose(x, y):\n    """Sum."""\n    # add them\n    return ...', True),
        ("def dose(y, x):\n    return ...", False),
        ("def dose(x, y=1):\n    return ...", False),
        ("def dose(x, y):\n    return x", False),
    ],
)
def test_a_function_stub_has_the_signature_of_the_reference(source, fits, rules_broken):
    declared = FakeRegistry([FakeExercise(stub="def dose(x, y):\n    return ...")])
    assert ("stub" in rules_broken(with_stub(source), declared)) is not fits


def test_stub_and_registry_agree_both_ways(rules_broken):
    cells = sound_cells()
    assert "stub" in rules_broken(cells, FakeRegistry([FakeExercise(), FakeExercise("L07.E2")]))
    assert "stub" in rules_broken(cells, FakeRegistry([]))
    assert "stub" in rules_broken([*cells, *cells[6:9]])
    assert rules_broken(cells, FakeRegistry([FakeExercise(), FakeExercise("L06.E1")])) == set()


def test_the_check_stands_right_after_the_stub(rules_broken):
    assert "check-cell" in rules_broken(without(8))
    cells = sound_cells()
    cells[8] = code('check("L07.E1", 60)')
    assert "check-cell" in rules_broken(cells)
    assert "check-cell" in rules_broken(with_cell(code('check("L07.E1", 60)')))


def test_what_is_checked_stands_right_before_the_stub(rules_broken):
    assert "checked-line" in rules_broken(without(6))
    cells = sound_cells()
    cells[6] = text("**Checked:** `dose`, a number in mg, within ±2.")
    assert "checked-line" in rules_broken(cells)


def test_predictions_are_asked_once_and_revealed_later(rules_broken):
    assert "prediction" in rules_broken(without(2))
    assert "prediction" in rules_broken(without(5))
    assert "prediction" in rules_broken(with_cell(code('predict("L07.P1")')))
    cells = sound_cells()
    cells[2], cells[5] = cells[5], cells[2]
    assert "prediction" in rules_broken(cells)
    two = FakeRegistry(predictions=[FakePrediction(), FakePrediction("L07.P2")])
    assert "prediction" in rules_broken(sound_cells(), two)


def test_an_exception_needs_a_reason_and_a_need(rules_broken):
    raising = [*sound_cells(), code("raise ValueError", failed(), tags=["raises-exception"])]
    key = ("07_planted", "cell-11", "raises-exception")
    assert rules_broken(raising, allowed={key: REASON}) == set()
    assert "disabled-check" in rules_broken(raising)
    assert {"disabled-check", "allow-list"} <= rules_broken(raising, allowed={key: "because"})
    assert "allow-list" in rules_broken(sound_cells(), allowed={key: REASON})


def test_a_demonstration_may_be_wrong_but_never_right(rules_broken):
    allowed = {("07_planted", "cell-11", "check"): REASON}
    for status, rules in [("incorrect", set()), ("correct", {"answered"})]:
        output = shown(text_plain="look again", **{CHECK: unanswered(status)})
        cells = with_cell(code('check("L07.E1", 0.17)', output))
        assert rules_broken(cells, allowed=allowed) == rules


def test_the_allow_list_names_only_lessons(tmp_path):
    path = save(notebook(sound_cells()), tmp_path)
    assert unknown_lessons([path], {("07_planted", "*", "skip"): REASON}) == []
    assert unknown_lessons([path], {("08_gone", "*", "skip"): REASON}) == ["08_gone"]


def test_what_is_no_notebook_is_said_in_words(tmp_path):
    path = tmp_path / "07_planted.ipynb"
    path.write_text("{", encoding="utf-8")
    assert [problem.rule for problem in lint(path, FakeRegistry())] == ["unreadable"]


def test_the_command_prints_sentences_and_fails(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(lint_module, "_registry", FakeRegistry)
    assert main([str(save(notebook(sound_cells()), tmp_path))]) == 0
    assert main([str(save(notebook(with_cell(code("%pwd"))), tmp_path))]) == 1
    assert "cell 11: IPython magics" in capsys.readouterr().out
    monkeypatch.setattr(lint_module, "lesson_paths", lambda: [])
    assert main() == 1
