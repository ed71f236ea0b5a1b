"""Class sets: what must hold for every exercise in every set, made from its own declaration."""

import functools
import inspect
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.classroom.editions import cell_source, lesson_files
from course_utils.classroom.paths import course_root
from course_utils.classroom.solved import exercise_id
from course_utils.classroom.variant import task_places
from course_utils.exercises import check, hint, progress, registry, session, solution, use_variant
from course_utils.exercises.answers import Number, Numbers
from course_utils.exercises.checking import judge
from course_utils.exercises.rewriting import count
from course_utils.exercises.variants import task_text, tokens, why_not

STANDARD = {exercise.id: exercise for exercise in registry.all_exercises()}
VARIED = [id for id in STANDARD if not why_not(registry.get(id, 1))]
NUMERIC = [id for id, e in STANDARD.items() if isinstance(e.answer, (Number, Numbers))]
DRAWN = [id for id in VARIED if id in NUMERIC]
SEEDS = st.integers(min_value=1, max_value=10**6)
LETTER = re.compile(r"(?<![\w.])([B-H]|A(?! [a-zµ]))(?![\w²₂-])")

each = pytest.mark.parametrize("id", VARIED)
each_number = pytest.mark.parametrize("id", DRAWN)
some_sets = settings(max_examples=6)


@functools.cache
def task_cells():
    """Exercise id → the Markdown of its task, from the lessons as they ship."""
    found = {}
    for item in lesson_files(course_root()):
        cells = json.loads(item.source.read_bytes())["cells"] if item.is_notebook else []
        for stub, cell in enumerate(cells):
            if exercise_id(cell):
                texts = [cell_source(cells[place]) for place in task_places(cells, stub)]
                found[exercise_id(cell)] = "\n\n".join(texts)
    return found


@each
@some_sets
@given(seed=SEEDS)
def test_its_reference_is_correct_in_its_set(id, seed):
    varied = registry.get(id, seed)
    assert why_not(varied) == ""
    assert judge(varied, varied.raw_key()).status == "correct"
    assert varied.points == STANDARD[id].points


@each
@some_sets
@given(seed=SEEDS)
def test_each_planted_answer_is_refused_with_its_own_message(id, seed):
    varied = registry.get(id, seed)
    for wrong in varied.wrong:
        value = wrong.value() if callable(wrong.value) else wrong.value
        verdict = judge(varied, value)
        assert verdict.status in {"incorrect", "partly correct"}
        assert wrong.message in verdict.message


@each
@some_sets
@given(seed=SEEDS)
def test_no_placeholder_is_left(id, seed):
    varied = registry.get(id, seed)
    said = [varied.title, varied.right, varied.nudge, *varied.hints, varied.stub]
    said += [wrong.message for wrong in varied.wrong]
    assert not [words for name in varied.numbers for words in said if f"{{{name}" in words]


@each
@pytest.mark.parametrize("seed", [3, 7])
def test_the_solved_stub_is_correct_with_the_names_of_the_lesson_alone(id, seed):
    varied = registry.get(id, seed)
    module = vars(inspect.getmodule(varied.reference))
    science = ("course_utils.physiology", "course_utils.evidence", "course_utils.datasets")
    names = {k: v for k, v in module.items() if getattr(v, "__module__", "").startswith(science)}
    names |= {name: make() for name, make in varied.given.items()}
    exec(varied.solved_source(), names)
    assert judge(varied, names[varied.variable]).status == "correct"


@each_number
@some_sets
@given(seed=SEEDS)
def test_the_standard_key_is_refused(id, seed):
    verdict = judge(registry.get(id, seed), STANDARD[id].raw_key())
    assert verdict.status in {"incorrect", "partly correct"}


@each_number
@pytest.mark.parametrize("seed", [3, 7])
def test_the_task_shows_the_numbers_of_the_set_and_the_solution_not_the_old_ones(id, seed):
    varied, task = registry.get(id, seed), task_cells()[id]
    for old, new in tokens(varied).items():
        text = task.replace(varied.checked_line, "")
        assert count(text, old) == 1, f"{old!r} must stand once in the task of {id}"
        assert count(task_text(task, varied, STANDARD[id]), new) >= 1
    defaults = inspect.signature(varied.reference).parameters
    for name, number in varied.numbers.items():
        if name in defaults:
            assert defaults[name].default == number.standard
            assert f"{name}={varied.drawn[name]!r}" in varied.solved_source()
    docstring = inspect.getdoc(varied.reference) or ""
    assert not [old for old in tokens(varied) if count(docstring, old)]


@pytest.mark.parametrize("id", [id for id in VARIED if id not in DRAWN])
@some_sets
@given(seed=SEEDS)
def test_letters_move_with_their_sentences(id, seed):
    standard, varied = STANDARD[id], registry.get(id, seed)
    old, new = standard.answer.options, varied.answer.options
    assert list(new) == list(old)
    assert new != old
    assert {letter: new[varied.letters[letter]] for letter in old} == old
    assert [new[letter] for letter in varied.key] == [old[letter] for letter in standard.key]
    shown = task_text(task_cells()[id], varied, standard)
    assert varied.options_markdown in shown
    assert shown.count("- **A**") == 1


@pytest.mark.parametrize("id", [id for id in VARIED if id not in DRAWN])
def test_no_sentence_of_a_lettered_exercise_names_a_letter(id):
    exercise = STANDARD[id]
    said = [exercise.title, exercise.right, exercise.nudge, *exercise.hints]
    said += [wrong.message for wrong in exercise.wrong]
    said += [task_cells()[id].partition("\n- **A**")[0], *exercise.answer.options.values()]
    found = {m for words in said for m in LETTER.findall(words) if m in exercise.answer.options}
    assert not found


def test_every_exercise_varies_or_says_why_not():
    reasons = {id: why_not(registry.get(id, 7)) for id in STANDARD}
    assert "its numbers are not declared" not in reasons.values()
    assert "no draw kept the planted answers apart" not in reasons.values()
    assert len(DRAWN) >= 30


def test_seed_zero_is_the_standard_edition():
    for id, standard in STANDARD.items():
        assert registry.get(id, 0) is standard
        assert standard.class_set == 0
        assert not standard.letters


def test_check_hint_and_solution_follow_the_class_set():
    varied = registry.get("L01.E5", 7)
    use_variant(7)
    result = check("L01.E5", varied.key)
    assert (result.status, result.class_set) == ("correct", 7)
    assert "class set 7" in repr(result)
    assert check("L01.E5", STANDARD["L01.E5"].key).status == "incorrect"
    assert f"lag_years={varied.drawn['lag_years']}" in repr(solution("L01.E5"))
    doubled = f"that is {registry.get('L06.E1', 7).drawn['times']}/("
    hint("L06.E1")
    assert doubled in repr(hint("L06.E1"))


def test_the_first_message_names_the_class_set():
    assert repr(use_variant(7)).startswith("Class set 7")
    assert "Standard" in repr(use_variant(0))


@pytest.mark.parametrize("seed", [-1, 1.5, "7", None, True])
def test_a_class_set_has_a_whole_number(seed):
    with pytest.raises(ValueError, match="whole number"):
        use_variant(seed)


def test_progress_of_another_set_never_counts(store):
    check("L01.E5", 6.4)
    progress.lock_prediction("L01.P1", "A")
    use_variant(7)
    assert not session.has_tried("L01.E5")
    assert progress.get_prediction("L01.P1") is None
    check("L01.E5", registry.get("L01.E5", 7).key)
    use_variant(0)
    assert [event["item"] for event in progress.records()] == ["L01.E5", "L01.E5@7"]
    assert session.has_tried("L01.E5")
    assert progress.get_prediction("L01.P1") == "A"
