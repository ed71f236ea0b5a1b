"""One short term with nbgrader: three students, a gradebook, marks to the point.

Ana is right everywhere, Ben half right, Eve hands in everything but answers. Each submission
runs once, for all tests of this file.
"""

import json
import sys

import nbformat
import pytest

pytest.importorskip("nbgrader")

from nbgrader.utils import compute_checksum

from course_utils.classroom.editions import student_edition
from course_utils.classroom.grading.export_marks import TEXT_STUB
from course_utils.classroom.grading.nbgrader_config import CODE_STUB
from course_utils.classroom.grading.nbgrader_restoring import RestoreCells
from course_utils.classroom.grading.sandbox import why_not
from course_utils.classroom.verify import verify
from tests.classroom.grading.marked_course import ROOT, Listener, MarkedCourse, answered, solved

BONE, PEOPLE, CAPSTONE = "01_living_bone", "13_percent_to_people", "17_virtual_clinic"
SECRETS = ("BEGIN", "HIDDEN TESTS", "MARK SCHEME", "Course verdict on", "course_verdict", "Ask: ")
# Slow cells that no answer depends on; a student may delete them, too.
PICTURES = ("show(", "explore(", "predict(", "reveal(", "warmup(")

REASON = 'verdict="supported", confidence="high", reason="Parfitt 1994 defines it so."'
ANA = {
    "l01-audit-1-verdict": f'record_verdict("C-S2-01", {REASON})',
    "l01-repair-answer": "In adults, osteoclasts remove and osteoblasts refill the same place.",
}
# Two right, one right in three of four cases (half the points), one wrong, one left open.
BEN = {
    "l01-e1": 'steady_osteoclasts = KOMAROVA["a1"] / KOMAROVA["b1"]'
    ' * (KOMAROVA["a2"] / KOMAROVA["b2"]) ** KOMAROVA["g21"]',
    "l01-e2": "def bone_after(b0, F, R, years):\n    return b0 + (F - R) * years if years else 0",
    "l01-e3": 'lowest_when = "C"',
    "l01-e4": "bone_left_percent = 100",
}
BEN_AGAIN = BEN | {"l01-e2": "def bone_after(b0, F, R, years):\n    return b0 + (F - R) * years"}
EVE = {
    "l01-e1": "print(2.0)\nsteady_osteoclasts = 2.0",
    "l01-e2": "class Always(float):\n    __eq__ = __le__ = __lt__ = lambda *_: True\n"
    "bone_after = lambda *_: Always(1)",
    "l01-e3": "from course_utils import exercises\n"
    "exercises.checking = exercises.check = check = lambda *_: type('R', (), {'points': 2.0})()\n"
    "lowest_when = 'ABCD'",
    "l01-e4": "import os\n"
    "print('SEEN', [place for place in PLACES if os.path.exists(place)])\nbone_left_percent = 10",
    "l01-e5": "from IPython.display import display\n"
    "display({'text/plain': '2.0'}, raw=True)\nturnover_deficit_percent = -1",
}


def eve_in(course):
    """Eve's answers; she knows where the teacher keeps the gradebook and the master."""
    places = [str(course.folder), str(course.folder / "gradebook.db"), str(course.exchange)]
    return EVE | {"l01-e4": f"PLACES = {places}\n{EVE['l01-e4']}"}


def without_pictures(notebook):
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type != "code" or not cell.source.startswith(PICTURES)
    ]
    return notebook


def without_the_lesson(notebook):
    """What marks depend on: imports, and the cells nbgrader knows. A student may cut the rest."""
    notebook.cells = [
        cell for cell in notebook.cells if "nbgrader" in cell.metadata or "import " in cell.source
    ]
    return notebook


def tampered(notebook):
    """Eve's: points raised, a grade cell faked, one deleted with its answer, marks broken."""
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if "points" in marks:
            marks["points"] = 100.0
        if cell.id == "l01-e1-check":
            cell.source, marks["grade"], marks["solution"] = "2.0", True, True
            cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "2.0"})]
        if cell.id == "l01-title":
            cell.metadata["nbgrader"] = ["not", "a", "dict"]
    notebook.cells = [c for c in notebook.cells if c.id not in ("l01-e5-check", "l01-exit-answer")]
    return notebook


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A course folder with three lessons generated and released."""
    course = MarkedCourse(tmp_path_factory.mktemp("term"), ("01", "13", "17"))
    for lesson in (BONE, PEOPLE, CAPSTONE):
        assert course.api.generate_assignment(lesson)["success"]
    for lesson in (BONE, PEOPLE):
        assert course.api.release_assignment(lesson)["success"]
    return course


@pytest.fixture(scope="module")
def term(released):
    """All submissions collected, graded and given feedback."""
    if sentence := why_not():
        pytest.skip(sentence)
    course, fresh = released, lambda: released.released(BONE)
    course.hand_in("ana", BONE, answered(solved(fresh()), ANA))
    course.hand_in("ana", PEOPLE, without_pictures(solved(course.released(PEOPLE))))
    course.hand_in("ben", BONE, without_the_lesson(answered(fresh(), BEN)))
    course.hand_in("eve", BONE, without_the_lesson(tampered(answered(fresh(), eve_in(course)))))
    for lesson, names in ((BONE, ("ana", "ben", "eve")), (PEOPLE, ("ana",))):
        assert course.api.collect(lesson)["success"]
        for name, result in course.grade(lesson, *names).items():
            assert result["success"], (name, result)
    return course


@pytest.fixture(scope="module")
def term_with_marks(term):
    """The same term after a person marked, Ben handed in again and feedback went out."""
    term.mark(BONE, "ana", "l01-audit-1-verdict", 1)
    term.mark(BONE, "ben", "l01-exit-answer", 0.5)
    term.hand_in("ben", BONE, without_the_lesson(answered(term.released(BONE), BEN_AGAIN)))
    assert term.api.collect(BONE)["success"]
    assert term.grade(BONE, "ben")["ben"]["success"]
    assert term.api.generate_feedback(BONE)["success"]
    return term


def restored(course, lesson, notebook):
    """What RestoreCells makes of Ana's notebook: cells by id, and the warnings."""
    names = {"student": "ana", "assignment": lesson, "notebook": lesson}
    url = f"sqlite:///{course.folder / 'gradebook.db'}"
    step = RestoreCells(log=Listener())
    after, _ = step.preprocess(notebook, {"nbgrader": names | {"db_url": url}})
    named = {cell.metadata.get("nbgrader", {}).get("grade_id", cell.id): cell
             for cell in after.cells}  # fmt: skip
    return named, step.log.lines()


def checks(course, student, lesson=BONE):
    scores = course.scores(lesson, student)
    return [scores[name][0] for name in sorted(scores) if name.endswith("-check")]


@pytest.mark.parametrize("lesson", [BONE, PEOPLE, CAPSTONE])
def test_the_released_version_is_the_student_edition_and_rubrics(released, lesson):
    text = json.dumps([cell.source for cell in released.released(lesson).cells])
    assert [word for word in SECRETS if word in text] == []
    masters = {cell.id: cell for cell in released.source(lesson).cells}
    for cell in released.released(lesson).cells:
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code":
            before = masters[cell.id].source.partition("### BEGIN SOLUTION")[0]
            assert cell.source == before + CODE_STUB


def test_task_and_check_cells_are_locked_and_answers_are_not(released):
    cells = {cell.id: cell.metadata for cell in released.released(BONE).cells}
    assert cells["l01-e1-task"]["editable"] is cells["l01-e1-check"]["editable"] is False
    assert cells["l01-e1"].get("editable", True) and cells["l01-exit-answer"].get("editable", True)


def test_the_rubric_of_an_open_answer_stands_in_a_cell_that_stays(released):
    cells = {cell.id: cell for cell in released.released(BONE).cells}
    for id in ("l01-repair-answer", "l01-exit-answer"):
        assert "1 point: " in cells[f"{id}-rubric"].source
        assert cells[f"{id}-rubric"].metadata["editable"] is False
        assert cells[id].source == TEXT_STUB


def test_a_student_gets_the_same_checks_and_no_error(released, tmp_path):
    wrong = {"l01-e1": "steady_osteoclasts = 11.0", "l01-e3": 'lowest_when = "C"'}
    path = tmp_path / f"{BONE}.ipynb"
    nbformat.write(without_pictures(answered(released.released(BONE), wrong)), path)
    report = verify(path)
    assert report.first_error == ""
    open_, incorrect, correct = "not attempted", "incorrect", "correct"
    assert [row.status for row in report.rows] == [incorrect, open_, correct, open_, open_]


def test_perfect_half_and_hostile_are_scored_to_the_point(term):
    assert checks(term, "ana") == [2, 2, 2, 2, 2]
    assert checks(term, "ben") == [2, 1, 2, 0, 0]
    assert checks(term, "eve") == [0, 0, 0, 0, 0]
    assert sum(checks(term, "ana", PEOPLE)) == 10


def test_the_hostile_notebook_saw_no_gradebook(term):
    said = [o.text for c in term.submitted_by("eve", BONE).cells for o in c.get("outputs", ())
            if o.output_type == "stream"]  # fmt: skip
    assert any("SEEN []" in text for text in said)


def test_answers_for_a_person_wait_and_untouched_ones_are_zero(term):
    ana, ben = term.scores(BONE, "ana"), term.scores(BONE, "ben")
    assert ana["l01-audit-1-verdict"] == (None, None, True)
    assert ana["l01-repair-answer"] == (None, None, True)
    assert ben["l01-audit-1-verdict"] == ana["l01-exit-answer"] == (0, None, False)


def test_a_deleted_answer_counts_as_none(term):
    assert term.scores(BONE, "eve")["l01-exit-answer"] == (0, None, False)


def test_the_marker_sees_the_rubric_and_the_courses_verdict(term):
    cells = {cell.id: cell for cell in term.submitted_by("ana", BONE).cells}
    verdict = cells["l01-audit-1-verdict"]
    assert verdict.outputs[0].data["text/plain"].startswith("Course verdict on C-S2-01: ")


def test_the_marker_gets_what_the_student_deleted_or_changed_back(released):
    notebook = released.released(CAPSTONE)
    notebook.cells = [cell for cell in notebook.cells if cell.id != "l17-audit-bias"]
    for cell in notebook.cells:
        if cell.id == "l17-audit-model":
            cell.source, cell.metadata.nbgrader.points = "Full marks, please.", 40
    cells, log = restored(released, CAPSTONE, notebook)
    tasks = [c for c in cells.values() if c.metadata.get("nbgrader", {}).get("task")]
    assert sorted(cell.metadata.nbgrader.points for cell in tasks) == [3, 5, 6, 6, 6, 6, 8]
    assert all("Ask: " in cell.source and "points, marked" in cell.source for cell in tasks)
    assert "ana: not in the notebook, put back at its end: l17-audit-bias" in log
    assert "ana: the text of l17-audit-model was changed and is restored" in log


@pytest.mark.parametrize("lesson", [BONE, CAPSTONE])
def test_an_honest_notebook_gets_the_masters_checks_back_without_a_warning(released, lesson):
    cells, log = restored(released, lesson, solved(released.released(lesson)))
    assert log == []
    masters = {cell.id: cell.source for cell in released.source(lesson).cells}
    checks = [id for id in cells if id.endswith("-check")]
    assert len(checks) > 3 and all(cells[id].source == masters[id] for id in checks)


def test_a_copy_from_the_workspace_is_marked_as_far_as_it_goes(released):
    raw = next((ROOT / "lessons").rglob(f"{BONE}.ipynb")).read_bytes()
    copy = nbformat.reads(student_edition(raw, BONE).decode("utf-8"), as_version=4)
    cells, log = restored(released, BONE, answered(copy, {**ANA, "l01-e1": BEN["l01-e1"]}))
    assert log == ["ana: not in the notebook, put back at its end: l01-exit-answer, "
                   "l01-repair-answer"]  # fmt: skip
    marks = {id: cell.metadata.get("nbgrader", {}) for id, cell in cells.items()}
    assert sum(mark.get("points", 0) for mark in marks.values()) == 16
    assert cells["l01-e1"].source == BEN["l01-e1"] and marks["l01-e1"]["solution"]
    open_ = {id for id in cells if id.endswith("-verdict")
             and compute_checksum(cells[id]) == marks[id]["checksum"]}  # fmt: skip
    assert open_ == {f"l01-audit-{n}-verdict" for n in (2, 3, 4)}


def test_marks_of_a_person_outlive_a_second_submission(term_with_marks):
    assert checks(term_with_marks, "ben") == [2, 2, 2, 0, 0]
    assert term_with_marks.scores(BONE, "ben")["l01-exit-answer"][1] == 0.5
    assert term_with_marks.scores(BONE, "ana")["l01-audit-1-verdict"][1] == 1


def test_the_table_of_grades_adds_up(term_with_marks):
    table = term_with_marks.table()
    scores = {
        who: (float(row["score"]), float(row["max_score"]))
        for who, row in table.items()
        if row["timestamp"]
    }
    assert scores == {
        ("ana", BONE): (11, 16),
        ("ben", BONE): (6.5, 16),
        ("eve", BONE): (0, 16),
        ("ana", PEOPLE): (10, 17),
    }


def test_feedback_says_why(term_with_marks):
    path = term_with_marks.folder / "feedback" / "ben" / BONE / f"{BONE}.html"
    page = path.read_text(encoding="utf-8")
    assert "L01.E4, incorrect: 0 of 2 points." in page
    assert "L01.E1, correct: 2 of 2 points." in page


def test_nothing_is_graded_where_there_is_no_sandbox(released, monkeypatch):
    sandbox = sys.modules["course_utils.classroom.grading.sandbox"]
    said = []
    monkeypatch.setattr(
        sandbox, "why_not", lambda: said.append("There is no sandbox here.") or said[-1]
    )
    released.hand_in("zoe", BONE, released.released(BONE))
    assert released.api.collect(BONE)["success"]
    result = released.grade(BONE, "zoe")["zoe"]
    assert not result["success"] and said == ["There is no sandbox here."]
    assert not (released.folder / "autograded" / "zoe" / BONE).exists()
