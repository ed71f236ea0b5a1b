"""Class sets on disk: what students get, what the instructor gets, and the key."""

import csv
import itertools
import json
from pathlib import Path

import nbformat
import pytest

from course_utils.classroom import CourseError, verify
from course_utils.classroom.editions import cell_source, cell_tags, lesson_files
from course_utils.classroom.paths import course_root
from course_utils.classroom.solved import exercise_id
from course_utils.classroom.variant import both_editions, task_places, varied_lesson, write_variant
from course_utils.exercises import registry
from tests.classroom.tiny_course import BONE, code, notebook_bytes, text

SEED = 7


@pytest.fixture(scope="module")
def class_set(tmp_path_factory):
    """Class set 7 of the real course: the students' folder and the instructor's."""
    students, instructor, _ = write_variant(course_root(), SEED, tmp_path_factory.mktemp("set"))
    return students, instructor


def lessons(folder):
    return {path.name: json.loads(path.read_bytes()) for path in sorted(folder.rglob("*.ipynb"))}


def key_rows(folder):
    with (folder / "key.csv").open(encoding="utf-8", newline="") as file:
        return {row["exercise"]: row for row in csv.DictReader(file)}


def test_both_folders_hold_every_lesson_and_asset(class_set):
    names = {item.name for item in lesson_files(course_root())}
    for folder, more in zip(class_set, (set(), {"key.csv"}), strict=True):
        found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        assert found == names | more


def test_students_get_no_outputs_no_notes_and_no_answers(class_set):
    for name, notebook in lessons(class_set[0]).items():
        nbformat.validate(nbformat.from_dict(notebook))
        for cell in notebook["cells"]:
            assert not cell.get("outputs")
            assert "lecturer" not in cell_tags(cell)
            if exercise_id(cell):
                wanted = registry.get(exercise_id(cell), SEED)
                assert wanted.reference_source() not in cell_source(cell), name


def test_every_lesson_with_exercises_switches_once_and_before_the_first_check(class_set):
    for folder in class_set:
        for name, notebook in lessons(folder).items():
            sources = [cell_source(c) for c in notebook["cells"] if c["cell_type"] == "code"]
            stubs = [cell for cell in notebook["cells"] if exercise_id(cell)]
            switches = [n for n, source in enumerate(sources) if "use_variant(7)" in source]
            assert len(switches) == bool(stubs), name
            used = [n for n, s in enumerate(sources) if s.startswith(("check(", "predict("))]
            assert not stubs or switches[0] < min(used)


def test_the_students_task_and_the_solved_stub_belong_to_the_set(class_set):
    students, instructor = map(lessons, class_set)
    for name, notebook in students.items():
        cells = notebook["cells"]
        for stub, cell in enumerate(cells):
            if exercise_id(cell):
                varied = registry.get(exercise_id(cell), SEED)
                task = "\n".join(cell_source(cells[n]) for n in task_places(cells, stub))
                assert task.startswith(f"### {varied.id} · {varied.title}\n"), name
                assert varied.checked_line in task
                assert varied.options_markdown in task
        for cell in instructor[name]["cells"]:
            if exercise_id(cell):
                varied = registry.get(exercise_id(cell), SEED)
                assert cell_source(cell) == varied.solved_source()


def test_the_check_hands_in_the_variable_of_the_set(class_set):
    for notebook in lessons(class_set[0]).values():
        for stub, check in itertools.pairwise(notebook["cells"]):
            if exercise_id(stub):
                varied = registry.get(exercise_id(stub), SEED)
                assert cell_source(check) == f'check("{varied.id}", {varied.variable})'


def test_the_key_has_a_row_for_every_exercise_and_a_reason_where_nothing_varies(class_set):
    rows = key_rows(class_set[1])
    assert list(rows) == [exercise.id for exercise in registry.all_exercises()]
    for row in rows.values():
        assert (row["varies"] == "yes") == (row["why_not"] == "")
        assert row["key"]
    numeric = [row for row in rows.values() if row["kind"] in ("number", "numbers")]
    changed = [row for row in numeric if row["varies"] == "yes"]
    assert len(changed) >= 30
    assert all(row["key"] != row["standard_key"] for row in changed)
    assert rows["L01.E5"]["unit"] == "%" and rows["L01.E5"]["tolerance"] == "±0.2"


def test_the_same_seed_gives_the_same_bytes_and_another_one_others():
    item = next(i for i in lesson_files(course_root()) if i.stem.startswith("06"))
    assert both_editions(item, SEED) == both_editions(item, SEED)
    assert both_editions(item, SEED) != both_editions(item, SEED + 1)


def test_a_solved_lesson_of_the_set_is_all_correct(class_set):
    path = next(class_set[1].rglob("06_*.ipynb"))
    report = verify.verify(path, 120)
    assert not report.first_error
    assert {row.status for row in report.rows} == {"correct"}
    assert {row.note for row in report.rows} == {"class set 7"}


def test_folders_that_hold_other_things_and_other_seeds_are_refused(course, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="holds other things"):
        write_variant(course.root, SEED, tmp_path)
    with pytest.raises(CourseError, match="belongs to the course"):
        write_variant(course.root, SEED, course.root / "lessons")
    with pytest.raises(CourseError, match="from 1 on"):
        write_variant(course.root, 0)


def test_a_lesson_that_imports_nothing_from_the_exercises_is_named():
    raw = notebook_bytes(text("task"), code("bone_left_percent = ...", "exercise:L01.E4"))
    with pytest.raises(CourseError, match="no cell that imports"):
        varied_lesson(raw, BONE, SEED)


def test_a_lesson_without_exercises_stays_as_it_is():
    raw = notebook_bytes(text("# Appendix"), code("1 + 1"))
    assert varied_lesson(raw, "18_self_test.ipynb", SEED) == raw


def test_a_second_run_covers_the_first(course, monkeypatch):
    monkeypatch.setattr("course_utils.classroom.variant.key_table", lambda seed: "key")
    raw = notebook_bytes(text("# Bone"), code("print('bone')"))
    for name in ("00_start_here/00_start_here.ipynb", BONE):
        course.publish(name, raw)
    first = write_variant(course.root, SEED)
    tree = course.tree(course.root / "build")
    assert write_variant(course.root, SEED) == first
    assert course.tree(course.root / "build") == tree
    assert first[0] == (course.root / "build" / "variant_7" / "students").resolve()
    assert Path(first[2]).read_text(encoding="utf-8") == "key"
