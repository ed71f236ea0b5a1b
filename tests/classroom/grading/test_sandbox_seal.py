"""What the sandbox shows of the course: data yes, answers no; and how an answer travels."""

import ast
import json
import math

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from course_utils import exercises
from course_utils.classroom.grading import sandbox_cases, sandbox_command, sandbox_seal, scoring
from course_utils.classroom.grading.handover import NotPlain, rebuilt
from course_utils.classroom.grading.sandbox import Executed
from course_utils.classroom.grading.sandbox_shake import shaken
from course_utils.classroom.grading.sealed import exercises as twin
from course_utils.classroom.grading.sealed.exercises import handing
from course_utils.classroom.paths import course_root
from course_utils.exercises import registry
from course_utils.exercises.checking import judge

# A lesson prints what this one gives, by the function `effect_with_interval`.
SHOWN_IN_THE_LESSON = {("lesson_12", "anastrozole_effect")}
ONE_OF_EACH = ("L00.E1", "L00.E3", "L00.E4", "L00.E5", "L01.E2", "L02.E5", "L15.E3")


@pytest.fixture(scope="module")
def open_modules():
    return sandbox_seal.open_modules(course_root())


@pytest.fixture
def cases(tmp_path, monkeypatch):
    names = new_notebook(cells=[new_code_cell(" ".join(ONE_OF_EACH))])
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(sandbox_cases.cases_for(names)), encoding="utf-8")
    monkeypatch.setenv(handing.CASES, str(path))


def delivered(value, id):
    """As the judge gets it: packed, through JSON, rebuilt."""
    return rebuilt(json.loads(json.dumps(handing.packed(value, id))))


def executed(*parcels):
    outputs = [new_output("display_data", data={handing.MIME: parcel}) for parcel in parcels]
    return Executed(new_notebook(cells=[new_code_cell("", outputs=outputs)]))


def parcel(id, value):
    return {"id": id, "answer": handing.packed(value, id)}


def test_a_shaken_module_keeps_what_is_asked_for_and_what_that_needs():
    source = (
        '"""Words."""\nimport math\nimport os\nA = 2\nB = A + 1\ndef area(r):\n'
        "    return math.pi * B * r\ndef key():\n    return os.name\nexercise('X', reference=key)\n"
    )
    left = shaken(source, ["area", "not there"])
    assert [type(node).__name__ for node in ast.parse(left).body] == [
        "Import",
        "Assign",
        "Assign",
        "FunctionDef",
    ]
    assert "os" not in left and "key" not in left and "exercise" not in left


def test_no_open_module_declares_an_exercise_or_holds_a_reference(open_modules):
    references = {
        (one.reference.__module__.rpartition(".")[2], one.reference.__name__)
        for one in registry.all_exercises()
    }
    held = {
        (module, node.name)
        for module, source in open_modules.items()
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    }
    assert held & references <= SHOWN_IN_THE_LESSON
    for module, source in open_modules.items():
        assert "exercise(" not in source and "Wrong(" not in source, module


def test_every_module_the_open_ones_import_is_there(open_modules):
    there = set(open_modules) | {"handing"}
    wanted = {
        module for source in open_modules.values() for module, _ in sandbox_seal._imports(source)
    }
    assert wanted <= there


def test_the_twin_offers_every_name_of_the_exercises():
    for name in exercises.__all__:
        assert callable(getattr(twin, name)), name
    assert twin.hint("L00.E1") is twin.predict("L00.P1", "A", reset=True) is None


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_an_answer_is_judged_after_its_journey_as_before(id, cases):
    exercise = registry.get(id)
    answers = [exercise.raw_key(), None, ..., "", "17,3 nmol/L", math.nan, math.inf, 10**400, True]
    answers += [wrong.value for wrong in exercise.wrong if exercise.is_function]
    answers += [(1, 2), [1, 2, 3], {"a": 1}, {1, 2}, 1j, lambda: 3, lambda x: x, print]
    for value in answers:
        try:
            after = delivered(value, id)
        except NotPlain:  # a function where none is asked for
            assert judge(exercise, value).status == "could not read"
            continue
        assert judge(exercise, after) == judge(exercise, value), value


def test_the_last_answer_counts_and_earns_the_points():
    exercise = registry.get("L00.E1")
    right, wrong = parcel("L00.E1", exercise.raw_key()), parcel("L00.E1", -5)
    for parcels, points in (((right,), 2), ((right, wrong), 0), ((wrong, right), 2)):
        (scored,) = scoring.score(executed(*parcels), ["L00.E1"])
        assert (scored.points, scored.max_points) == (points, exercise.points)
        assert scored.words


def test_a_class_set_is_scored_by_its_own_key():
    exercise = registry.get("L00.E1", 7)
    handed = executed(parcel("L00.E1", exercise.raw_key()))
    assert scoring.score(handed, ["L00.E1"], 7)[0].points == exercise.points
    assert scoring.score(handed, ["L00.E1"])[0].points == 0


def test_what_is_missing_or_unknown_is_said():
    missing, unknown = scoring.score(executed(), ["L00.E1", "L99.E1"])
    assert (missing.status, missing.points) == ("not attempted", 0)
    assert "no exercise" in unknown.words and unknown.max_points == 0


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "7.1",
        7.1,
        {"kind": "correct"},
        {"kind": ["number"]},
        {"kind": "number"},
        {"kind": "number", "value": "1" * 90},
        {"kind": "number", "value": [1]},
        {"kind": "text", "value": "x" * 10**6},
        {"kind": "list", "size": 1, "items": [{"kind": "number", "value": 1}] * 2000},
        {"kind": "list", "size": "many", "items": []},
        {"kind": "table", "rows": 1, "names": ["a"], "columns": []},
        {"kind": "table", "rows": 1, "names": ["a"], "columns": [[["deep"]]]},
        {"kind": "text", "value": "x" * (5 * 10**6)},
    ],
)
def test_what_has_no_proper_shape_is_refused_in_words(answer):
    with pytest.raises(NotPlain, match=r"answer|number|text|table"):
        rebuilt(answer)


def test_the_sandbox_is_refused_in_one_sentence_elsewhere(monkeypatch):
    monkeypatch.setattr(sandbox_command.sys, "platform", "darwin")
    assert "Linux virtual machine or container" in sandbox_command.why_not()
    monkeypatch.setattr(sandbox_command.sys, "platform", "linux")
    monkeypatch.setattr(sandbox_command.shutil, "which", lambda name: None)
    assert "apt install bubblewrap" in sandbox_command.why_not()


def test_only_libraries_are_shown_of_the_system():
    words = sandbox_command.shut_in(["true"], sandbox_command.Account(1000, separate=False))
    shown = [words[i + 1] for i, word in enumerate(words) if word in ("--ro-bind", "--bind")]
    root = str(course_root())
    assert not {"/", "/home", "/root", "/usr", "/usr/local", "/etc", root} & set(shown)
    for option in ("--unshare-net", "--unshare-pid", "--unshare-user", "--clearenv"):
        assert option in words
