"""What must hold for every exercise, made from its own declaration."""

import ast
import inspect
import re

import numpy as np
import pandas as pd
import pytest

from course_utils.exercises import check, registry
from course_utils.exercises.answers import Choice, Number, Numbers
from course_utils.exercises.checking import RESULT_TYPE, STATUSES, judge
from course_utils.exercises.code_answers import Function, Table
from course_utils.exercises.misconceptions import MISCONCEPTIONS
from tests.exercises.hostile import all_of_them

EXERCISES = {exercise.id: exercise for exercise in registry.all_exercises()}
NUMERIC = {id: e for id, e in EXERCISES.items() if isinstance(e.answer, (Number, Numbers))}
PLANTED = [(id, n) for id, e in EXERCISES.items() for n in range(len(e.wrong))]
NUMBER = re.compile(r"(?<![\w.])[-+−]?\d+(?:\.\d+)?")

each = pytest.mark.parametrize("id", EXERCISES)
each_number = pytest.mark.parametrize("id", NUMERIC)


def raw_wrong(exercise, n):
    value = exercise.wrong[n].value
    return value() if callable(value) and not exercise.is_function else value


def messages(exercise):
    """Every sentence this exercise can say when the answer is not right."""
    said = [wrong.message for wrong in exercise.wrong] + [exercise.nudge, *exercise.hints]
    said += [judge(exercise, raw_wrong(exercise, n)).message for n in range(len(exercise.wrong))]
    said += [judge(exercise, raw).message for raw in attempts(exercise)]
    return said


def attempts(exercise):
    """Answers that set off the general slips."""
    if isinstance(exercise.answer, Number):
        key = exercise.key
        start = exercise.answer.converted_from or 1
        factors = (-1, 0.001, 0.01, 0.1, 10, 100, 1000, 1.03, 7.3)
        return [key * factor for factor in factors] + [start**2 / key, "text", "1 mg", [], None]
    if isinstance(exercise.answer, Numbers):
        a, b = exercise.key
        return [(b, a), (a, None), (a / 100, b / 100), (a, -b), (1234, 4321), (a,), a, None]
    if isinstance(exercise.answer, Table):
        rows = exercise.raw_key()
        column = rows[exercise.answer.identity[0]]
        return [rows[:0], rows[1:], pd.concat([rows, rows[:1]]), column, None]
    if isinstance(exercise.answer, Function):
        return [lambda *a: None, lambda *a: 0, lambda: 1, lambda *a: a[0], 95, None]
    return ["Z", 3, "", None]


@each
def test_its_reference_is_correct_and_earns_all_points(id):
    result = check(id, EXERCISES[id].raw_key())
    assert (result.status, result.points) == ("correct", EXERCISES[id].points)


@each
@pytest.mark.parametrize("blank", [..., None, "", "  ", "..."])
def test_a_blank_is_not_attempted(id, blank):
    assert check(id, blank).status == "not attempted"


@each
def test_the_stub_as_shipped_is_not_attempted(id):
    exercise = EXERCISES[id]
    names = dict(vars(inspect.getmodule(exercise.reference)))
    exec(exercise.stub_source(), names)
    assert check(id, names[exercise.variable]).status == "not attempted"


@each
def test_the_solved_stub_is_correct_with_the_names_of_the_lesson_alone(id):
    exercise = EXERCISES[id]
    module = vars(inspect.getmodule(exercise.reference))
    imported = {
        name: value
        for name, value in module.items()
        if getattr(value, "__module__", "").startswith(
            ("course_utils.physiology", "course_utils.evidence", "course_utils.datasets")
        )
    }
    imported |= {name: make() for name, make in exercise.given.items()}
    exec(exercise.solved_source(), imported)
    assert check(id, imported[exercise.variable]).status == "correct"


@pytest.mark.parametrize(("id", "n"), PLANTED)
def test_each_planted_answer_gets_its_own_message(id, n):
    exercise = EXERCISES[id]
    result = check(id, raw_wrong(exercise, n))
    assert result.status in {"incorrect", "partly correct"}
    assert exercise.wrong[n].message in result.message
    assert result.code == (exercise.wrong[n].code or "planted")
    assert result.points < exercise.points or exercise.points == 0


@each
def test_codes_of_planted_answers_are_registered(id):
    codes = {wrong.code for wrong in EXERCISES[id].wrong} - {""}
    assert codes <= set(MISCONCEPTIONS)
    assert EXERCISES[id].wrong


@each
@pytest.mark.parametrize("name", all_of_them())
def test_a_hostile_answer_never_raises_and_is_never_correct(id, name):
    result = check(id, all_of_them()[name])
    assert result.status in set(STATUSES) - {"correct"}
    bundle = result._repr_mimebundle_()
    assert bundle[RESULT_TYPE]["id"] == id
    assert "<script" not in bundle["text/html"]
    assert len(bundle["text/html"]) < 5000


@each
@pytest.mark.parametrize(
    "raw", [object(), {"a": 1}, pd.DataFrame({"x": [1]}), np.arange(5), pd.Series([1, 2, 3]), 3j]
)
def test_a_wrong_type_is_said_in_words(id, raw):
    result = check(id, raw)
    assert result.status == "could not read"
    assert "Traceback" not in result.message
    assert re.search(r"takes|should be|expect|lacks", result.message)


@each
def test_feedback_never_holds_the_key(id):
    exercise = EXERCISES[id]
    said = " ".join(messages(exercise))
    if isinstance(exercise.answer, Choice):
        letters = list(exercise.answer.options)
        for invitation in (", ".join(letters), f"from `'{letters[0]}'` to `'{letters[-1]}'`"):
            said = said.replace(invitation, "")
        assert not re.search(rf"\b{exercise.key}\b", said)
        assert exercise.answer.options[exercise.key] not in said
    if isinstance(exercise.answer, (Number, Numbers)):
        single = isinstance(exercise.answer, Number)
        keys = (exercise.key,) if single else exercise.key
        kinds = (exercise.answer,) if single else exercise.answer.kinds
        found = [float(number.replace("−", "-")) for number in NUMBER.findall(said)]
        near = [n for n in found for k, kind in zip(keys, kinds, strict=True) if kind.accepts(n, k)]
        assert not near


@each
def test_feedback_is_short_and_kind(id):
    for words in messages(EXERCISES[id])[: len(EXERCISES[id].wrong) + 3]:
        assert len(words.split()) <= 35, words
        assert "wrong!" not in words.lower()
        assert "!" not in words.replace("!=", "")
    for wrong in EXERCISES[id].wrong:
        assert "?" in wrong.message or "asks" in wrong.message, wrong.message


@each
def test_there_are_two_hints_and_they_differ(id):
    first, second = EXERCISES[id].hints
    assert first
    assert second
    assert first != second


@each_number
def test_a_slip_of_units_is_named(id):
    exercise = EXERCISES[id]
    for factor in (0.001, 0.01, 0.1, 10, 100, 1000):
        key = exercise.key
        value = key * factor if isinstance(key, float) else tuple(k * factor for k in key)
        result = check(id, value)
        assert result.status == "incorrect"
        assert result.code not in {"other", "near"}, (factor, result.code)


@each_number
def test_a_turned_sign_is_named(id):
    key = EXERCISES[id].key
    value = -key if isinstance(key, float) else tuple(-k for k in key)
    assert check(id, value).code == "sign"


@each_number
def test_twenty_answers_inside_are_accepted_and_twenty_outside_rejected(id):
    exercise = EXERCISES[id]
    single = isinstance(exercise.answer, Number)
    keys = np.array([exercise.key] if single else exercise.key)
    kinds = [exercise.answer] if single else exercise.answer.kinds
    margins = np.array([kind.margin(key) for kind, key in zip(kinds, keys, strict=True)])
    shares = np.linspace(-0.999, 0.999, 21)
    beyond = np.concatenate([np.geomspace(1.001, 400, 12), -np.geomspace(1.001, 400, 12)])
    hand_in = (lambda v: float(v[0])) if single else (lambda v: tuple(v.tolist()))
    inside = [judge(exercise, hand_in(keys + share * margins)).status for share in shares]
    outside = [judge(exercise, hand_in(keys + share * margins)).status for share in beyond]
    assert set(inside) == {"correct"}
    assert set(outside) == {"incorrect"}


def test_a_function_off_by_more_than_the_tolerance_is_rejected():
    exercise = registry.get("L01.E2")
    for share in np.concatenate([np.geomspace(1.001, 1e4, 12), -np.geomspace(1.001, 1e4, 12)]):
        off = share * exercise.answer.tolerance
        answer = judge(exercise, lambda b0, F, R, y, off=off: b0 + (F - R) * y + off)
        assert answer.status == "incorrect"
    for share in np.linspace(-0.99, 0.99, 21):
        off = share * exercise.answer.tolerance
        answer = judge(exercise, lambda b0, F, R, y, off=off: b0 + (F - R) * y + off)
        assert answer.status == "correct"


@each
def test_choices_and_tables_reject_every_other_answer(id):
    exercise = EXERCISES[id]
    if isinstance(exercise.answer, Choice):
        others = set(exercise.answer.options) - {exercise.key}
        assert {wrong.value for wrong in exercise.wrong} == others
    if isinstance(exercise.answer, Table):
        (make,) = exercise.given.values()
        rows = make()
        rng = np.random.default_rng(20261121)
        for _ in range(30):
            some = rows.sample(frac=rng.uniform(0.2, 1), random_state=int(rng.integers(1e6)))
            same = list(some.index) == list(exercise.raw_key().index)
            assert (judge(exercise, some).status == "correct") == same


@each
def test_stub_and_reference_take_the_same_inputs(id):
    exercise = EXERCISES[id]
    tree = ast.parse(exercise.stub_source())
    if exercise.is_function:
        (stub,) = (node for node in tree.body if isinstance(node, ast.FunctionDef))
        names = [argument.arg for argument in stub.args.args]
        assert names == list(inspect.signature(exercise.reference).parameters)
        assert stub.name == exercise.reference.__name__ == exercise.variable
    else:
        targets = [t.id for node in tree.body if isinstance(node, ast.Assign) for t in node.targets]
        assert exercise.variable in targets
        inputs = list(inspect.signature(exercise.reference).parameters)
        assert len([name for name in inputs if name not in exercise.numbers]) == len(exercise.given)


@each
def test_the_checked_line_states_name_kind_and_tolerance(id):
    exercise = EXERCISES[id]
    line = exercise.checked_line
    assert line.startswith(f"**Checked:** `{exercise.variable}")
    assert line.endswith(".")
    if id in NUMERIC:
        assert "±" in line


@each
def test_the_same_answer_gives_the_same_card(id):
    exercise = EXERCISES[id]
    cards = [check(id, exercise.raw_key())._repr_mimebundle_() for _ in range(2)]
    assert cards[0] == cards[1]


def test_each_lesson_is_worth_ten_points():
    """The project of lesson 17 is marked by its rubric, out of 40, and not here."""
    for lesson in {e.lesson for e in EXERCISES.values()}:
        assert sum(e.points for e in EXERCISES.values() if e.lesson == lesson) == 10, lesson
