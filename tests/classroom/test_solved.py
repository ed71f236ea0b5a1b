"""Solved editions hold the reference code, and never land where a student works."""

import json
from types import SimpleNamespace

import pytest

from course_utils.classroom import CourseError, workspace
from course_utils.classroom.paths import course_root
from course_utils.classroom.solved import exercise_id, write_solved
from course_utils.exercises import registry
from tests.classroom.tiny_course import BONE, PICTURE, START, code, notebook_bytes

SOLUTION = "def reference():\n    return 42\n\n\npits = reference()"


def find(wanted):
    return {"L01.E1": SimpleNamespace(solved_source=lambda: SOLUTION)}[wanted]


def sources(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells]


def test_stub_becomes_reference_and_the_rest_stays(course):
    written = write_solved(course.root, find=find)
    assert written == [course.root / "build" / "solved" / name for name in (START, BONE)]
    shipped = sources(course.root / "lessons" / BONE)
    assert sources(written[1]) == [SOLUTION if s == "pits = ..." else s for s in shipped]
    assert (course.root / "build" / "solved" / PICTURE).exists()


def test_solved_edition_is_a_valid_notebook_without_outputs(course):
    import nbformat

    for path in write_solved(course.root, find=find):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert all(not cell.get("outputs") for cell in notebook.cells)


def test_twice_gives_the_same_bytes(course, tmp_path):
    first = [path.read_bytes() for path in write_solved(course.root, tmp_path / "s", find)]
    assert [path.read_bytes() for path in write_solved(course.root, tmp_path / "s", find)] == first


def test_lessons_are_not_written_to(course):
    before = course.tree(course.root / "lessons")
    write_solved(course.root, find=find)
    assert course.tree(course.root / "lessons") == before


def test_undeclared_stub_is_named_and_nothing_is_written(course, tmp_path):
    course.publish(BONE, notebook_bytes(code("x = ...", "exercise:L01.E9")))
    with pytest.raises(CourseError, match=r"01_living_bone.ipynb has a stub for L01.E9"):
        write_solved(course.root, tmp_path / "s", find)
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("place", [".", "lessons", "lessons/00_start_here"])
def test_never_into_the_course_itself(course, place):
    with pytest.raises(CourseError, match="belongs to the course"):
        write_solved(course.root, course.root / place, find)


@pytest.mark.parametrize("place", ["", "solved"])
def test_never_into_a_workspace(course, place):
    workspace.start(course.workspace, course.root)
    before = course.tree()
    with pytest.raises(CourseError, match="workspace"):
        write_solved(course.root, course.workspace / place, find)
    assert course.tree() == before


def test_never_over_other_things(course, tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="holds other things"):
        write_solved(course.root, notes, find)
    with pytest.raises(CourseError, match="is a file"):
        write_solved(course.root, notes / "mine.txt", find)


def test_every_stub_of_the_real_lessons_gets_its_reference(tmp_path):
    written = write_solved(course_root(), tmp_path / "solved")
    assert len(written) >= 2
    for path in written:
        stubs = [cell for cell in json.loads(path.read_bytes())["cells"] if exercise_id(cell)]
        assert stubs or path.name[:2] in ("18", "19"), path.name  # the appendix asks nothing
        for cell in stubs:
            expected = registry.get(exercise_id(cell)).solved_source()
            assert "".join(cell["source"]) == expected
            compile(expected, path.name, "exec")


def test_exercise_id_reads_only_exercise_tags():
    assert exercise_id(code("x", "lecturer", "exercise:L01.E1")) == "L01.E1"
    assert exercise_id(code("x", "lecturer")) is None
    assert exercise_id({"cell_type": "code", "source": "x"}) is None
