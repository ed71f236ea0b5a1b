"""The student's face of a check: pairs, unknown ids, progress trouble, speed of import."""

import subprocess
import sys

import pytest

from course_utils.exercises import check, checking, progress, registry, session


def test_half_a_pair_earns_half_and_names_what_is_right():
    result = check("L00.E3", (7, ...))
    assert (result.status, result.points) == ("partly correct", 1.0)
    assert result.message.startswith("Right: the change in percentage points.")
    assert "still open" in result.message


def test_a_swapped_pair_is_recognized():
    result = check("L00.E3", (38.9, 7))
    assert (result.status, result.code) == ("incorrect", "M-EPI-2")
    assert "other order" in result.message


def test_a_fraction_in_place_of_percent_is_recognized():
    assert check("L00.E3", (0.07, 0.389)).code == "percent-or-fraction"
    assert check("L01.E5", 0.064).code == "percent-or-fraction"


def test_an_inverted_conversion_is_recognized():
    inverted = 500 * 288.4 / 10
    result = check("L00.E1", inverted)
    assert result.code == "M-NUM-1"
    assert "molar mass" in result.message or "other way round" in result.message


def test_words_can_be_a_planted_answer():
    result = check("L01.E5", "It grows")
    assert (result.status, result.code) == ("incorrect", "M-BONE-4")


@pytest.mark.parametrize("id", ["l00.e1", " L00.E1 "])
def test_ids_are_read_kindly(id):
    assert check(id, 17.3).status == "correct"


@pytest.mark.parametrize("id", ["L00.E99", "nonsense", "", 17.3, None, object(), "L" * 10**6])
def test_an_unknown_id_is_answered_in_words(id):
    result = check(id, 1)
    assert (result.status, result.code) == ("could not read", "unknown-id")
    assert len(result.message) < 200


def test_nearest_ids_are_offered():
    assert "L00.E1" in check("L0.E1", 1).message


def test_an_old_id_still_works(monkeypatch):
    exercise = registry.get("L00.E4")
    monkeypatch.setitem(exercise.__dict__, "formerly", ("L00.X7",))
    assert check("L00.X7", 17.3).exercise_id == "L00.E4"


def test_a_broken_reference_is_not_blamed_on_the_student(monkeypatch):
    exercise = registry.get("L00.E2")
    monkeypatch.delitem(exercise.__dict__, "key", raising=False)
    monkeypatch.setitem(exercise.__dict__, "reference", lambda: 1 / 0)
    result = check("L00.E2", 91.8)
    assert result.code == "course-fault"
    assert "not judged" in result.message
    assert "L00.E2" not in session.tried
    monkeypatch.undo()


def test_trouble_with_the_store_is_one_sentence_in_the_card(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "missing" / "progress.sqlite"))
    result = check("L00.E1", 17.3)
    assert result.status == "correct"
    assert result.note.startswith("Progress was not saved")
    assert result.note in result._repr_mimebundle_()["text/plain"]


def test_an_answer_is_recorded_and_a_blank_is_not(store):
    check("L00.E1", ...)
    check("L00.E1", 1.73)
    check("L00.E1", 17.3)
    events = progress.records()
    assert [(e["item"], e["status"], e["points"]) for e in events] == [
        ("L00.E1", "incorrect", 0.0),
        ("L00.E1", "correct", 2.0),
    ]
    assert events[0]["code"] == "M-NUM-1"


def test_the_bundle_is_machine_readable():
    bundle = check("L01.E1", 11)._repr_mimebundle_()
    assert bundle[checking.RESULT_TYPE] == {
        "id": "L01.E1",
        "status": "incorrect",
        "code": "M-ODE-3",
        "points": 0.0,
    }


def test_importing_the_face_loads_nothing_heavy():
    code = (
        "import sys, course_utils.exercises;"
        "heavy = {'numpy', 'pandas', 'scipy', 'ipywidgets', 'matplotlib', 'IPython'};"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
