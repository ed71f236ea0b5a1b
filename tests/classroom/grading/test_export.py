"""The exported course: what each source holds, and which files are never written over."""

import csv
import json

import nbformat
import pytest

from course_utils.classroom import CourseError, files
from course_utils.classroom.editions import lesson_files, read_notebook, student_edition
from course_utils.classroom.grading.export import MARKER, export_nbgrader
from course_utils.classroom.grading.export_cells import checked_exercise, source_notebook
from course_utils.classroom.grading.export_metadata import points_of
from course_utils.classroom.paths import course_root
from course_utils.exercises import registry
from tests.classroom.tiny_course import BONE, code, notebook_bytes

ROOT = course_root()
LESSONS = [item for item in lesson_files(ROOT) if item.is_notebook and item.number < "18"]
BY_PERSON = {"00": 1, "17": 41}


def marks(cell):
    return cell.get("metadata", {}).get("nbgrader", {})


def source(cell):
    return "".join(cell["source"])


@pytest.fixture(scope="module")
def sources():
    """Every lesson with exercises as nbgrader source, made once."""
    return {
        item.number: source_notebook(item.source.read_bytes(), item.name, registry.get)
        for item in LESSONS
    }


def test_there_are_eighteen_lessons_with_exercises():
    assert [item.number for item in LESSONS] == [f"{n:02d}" for n in range(18)]


@pytest.mark.parametrize("item", LESSONS, ids=lambda item: item.number)
def test_points_are_ten_by_machine_and_the_rest_by_a_person(item, sources):
    cells = sources[item.number]["cells"]
    by_machine, by_person = points_of(cells)
    claims = sum("record_verdict(" in source(c) for c in cells if marks(c).get("grade"))
    assert by_machine == 10
    assert by_person == BY_PERSON.get(item.number, claims + 2)


@pytest.mark.parametrize("item", LESSONS, ids=lambda item: item.number)
def test_each_exercise_has_one_answer_cell_and_one_grade_cell(item, sources):
    cells = sources[item.number]["cells"]
    declared = [e for e in registry.all_exercises() if e.lesson == f"L{item.number}"]
    graded = {
        checked_exercise(marks(c)["grade_id"]): marks(c)["points"]
        for c in cells
        if marks(c).get("grade") and not marks(c)["solution"]
    }
    assert graded == {e.id: e.points for e in declared}
    answers = [c for c in cells if marks(c).get("solution") and not marks(c)["grade"]]
    assert len(answers) == len(declared)
    for exercise, cell in zip(declared, answers, strict=True):
        assert exercise.solved_source() in source(cell)


@pytest.mark.parametrize("item", LESSONS, ids=lambda item: item.number)
def test_grade_ids_are_unique_and_the_notebook_is_valid(item, sources):
    notebook = sources[item.number]
    ids = [marks(cell)["grade_id"] for cell in notebook["cells"] if marks(cell)]
    assert len(ids) == len(set(ids))
    nbformat.validate(nbformat.from_dict(notebook))
    assert all(not cell.get("outputs") for cell in notebook["cells"])


def test_the_capstone_audit_is_marked_out_of_forty_by_criterion(sources):
    tasks = [cell for cell in sources["17"]["cells"] if marks(cell).get("task")]
    assert [marks(cell)["points"] for cell in tasks] == [6, 6, 8, 6, 6, 5, 3]
    assert all("BEGIN MARK SCHEME" in source(cell) for cell in tasks)
    assert all(f"- {marks(c)['points']:g}: " in source(c) for c in tasks)


def test_a_lesson_keeps_every_cell_of_the_student_edition(sources):
    for item in LESSONS:
        student = read_notebook(student_edition(item.source.read_bytes(), item.name), item.name)
        exported = {cell["id"]: source(cell) for cell in sources[item.number]["cells"]}
        for cell in student["cells"]:
            assert source(cell) in exported[cell["id"]]


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="holds other things"):
        export_nbgrader(ROOT, tmp_path, ("01",))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("place", ["", "lessons/01_bone_remodeling"])
def test_the_course_itself_is_refused(place):
    with pytest.raises(CourseError, match="belongs to the course itself"):
        export_nbgrader(ROOT, ROOT / place, ("01",))


@pytest.fixture
def exported(tmp_path):
    """A course folder with lesson 01, and what the teacher has added to it since."""
    folder = tmp_path / "grading"
    export_nbgrader(ROOT, folder, ("01",))
    for name in ("gradebook.db", "submitted/ana/01_living_bone/01_living_bone.ipynb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"theirs")
    return folder


def kinds(steps):
    return {step.path.name: step.kind for step in steps}


def test_again_changes_nothing(exported):
    before = {p: p.read_bytes() for p in exported.rglob("*") if p.is_file()}
    assert set(kinds(export_nbgrader(ROOT, exported, ("01",))).values()) == {"same"}
    assert {p: p.read_bytes() for p in exported.rglob("*") if p.is_file()} == before


def test_edited_files_are_kept_and_stale_ones_updated(exported):
    settings = exported / "nbgrader_config.py"
    settings.write_text("# my own\n", encoding="utf-8")
    lesson = exported / "source" / "01_living_bone" / "01_living_bone.ipynb"
    lesson.write_bytes(b"an older version of the course")
    record = json.loads((exported / MARKER).read_text(encoding="utf-8"))
    stale = files.sha256(lesson.read_bytes())
    record["files"]["source/01_living_bone/01_living_bone.ipynb"] = stale
    (exported / MARKER).write_text(json.dumps(record), encoding="utf-8")
    done = kinds(export_nbgrader(ROOT, exported, ("01",)))
    assert done["nbgrader_config.py"] == "kept"
    assert done["01_living_bone.ipynb"] == "updated"
    assert settings.read_text(encoding="utf-8") == "# my own\n"
    assert (exported / "gradebook.db").read_bytes() == b"theirs"


def test_a_source_the_teacher_edited_is_kept(exported):
    lesson = exported / "source" / "01_living_bone" / "01_living_bone.ipynb"
    text = lesson.read_text(encoding="utf-8").replace('"points": 1.0', '"points": 3.0')
    lesson.write_text(text, encoding="utf-8")
    assert kinds(export_nbgrader(ROOT, exported, ("01",)))["01_living_bone.ipynb"] == "kept"
    assert lesson.read_text(encoding="utf-8") == text


def test_another_lesson_joins_the_table_of_points(exported):
    export_nbgrader(ROOT, exported, ("13",))
    with open(exported / "assignments.csv", encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == ["01_living_bone", "13_percent_to_people"]
    row = rows["13_percent_to_people"]
    assert (row["points_by_machine"], row["points_by_person"], row["points"]) == ("10", "7", "17")


def test_a_class_set_has_its_own_folder_numbers_and_settings(exported, tmp_path):
    with pytest.raises(CourseError, match="holds class set 0, not 7"):
        export_nbgrader(ROOT, exported, ("01",), variant=7)
    other = tmp_path / "set_7"
    export_nbgrader(ROOT, other, ("01",), variant=7)
    place = "source/01_living_bone/01_living_bone.ipynb"
    assert (other / place).read_bytes() != (exported / place).read_bytes()
    assert "variant=7" in (other / "nbgrader_config.py").read_text(encoding="utf-8")


def test_a_lesson_without_exercises_is_refused(tmp_path):
    with pytest.raises(CourseError, match="18_self_test has no exercises"):
        export_nbgrader(ROOT, tmp_path / "g", ("18",))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([code("x = ...", "exercise:L01.E9")], "has a cell for L01.E9, which no lesson"),
        ([code("x = ...", "exercise:L01.E1")], "has a stub without its check"),
    ],
)
def test_a_lesson_that_does_not_fit_is_named(cells, sentence):
    with pytest.raises(CourseError, match=sentence):
        source_notebook(notebook_bytes(*cells), BONE, registry.get)
