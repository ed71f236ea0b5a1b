"""Ids, titles and variables of everything that is declared."""

import re
from collections import Counter

from course_utils.exercises import registry


def test_ids_follow_the_pattern_and_names_are_unique():
    exercises = registry.all_exercises()
    graded = [e.id for e in exercises if e.points]
    lessons = sorted({e.lesson for e in exercises})
    assert {"L00", "L01"} <= set(lessons)
    count = Counter(id[:3] for id in graded)
    assert graded == [f"{lesson}.E{k + 1}" for lesson in lessons for k in range(count[lesson])]
    assert min(count.values()) == 5
    assert [e.id for e in exercises if not e.points] == ["L00.E0"]
    assert len({e.variable for e in exercises}) == len(exercises)
    assert all(e.variable.isidentifier() for e in exercises)


def test_predictions_have_options_sketches_and_one_right_letter():
    predictions = registry.all_predictions()
    count = Counter(p.lesson for p in predictions)
    assert count["L00"] == 2
    assert count["L01"] == 4
    numbered = [f"{lesson}.P{k + 1}" for lesson, n in sorted(count.items()) for k in range(n)]
    assert [p.id for p in predictions] == numbered
    for p in predictions:
        assert p.right() in p.options
        assert set(p.sketches) <= set(p.options)
        assert 15 <= len(p.explain.split()) <= 50
        assert p.happened()


def test_the_right_letter_is_not_always_the_same():
    assert len({p.right() for p in registry.all_predictions()}) > 1


def test_options_of_a_choice_can_be_printed_in_the_lesson():
    lines = registry.get("L00.E5").options_markdown.splitlines()
    assert all(re.match(r"- \*\*[A-D]\*\* \w", line) for line in lines)
    assert registry.get("L00.E1").options_markdown == ""


def test_every_lesson_but_the_first_warms_up_with_three_questions():
    lessons = {e.lesson for e in registry.all_exercises()} - {"L00"}
    assert set(registry.all_warmups()) == lessons
    assert all(len(questions) == 3 for questions in registry.all_warmups().values())
