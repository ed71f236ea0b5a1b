"""Ids, titles and variables of everything that is declared."""

import re

from course_utils.exercises import registry


def test_ids_follow_the_pattern_and_names_are_unique():
    exercises = registry.all_exercises()
    graded = [e.id for e in exercises if e.points]
    assert graded == [f"L{n:02d}.E{k}" for n in (0, 1) for k in range(1, 6)]
    assert [e.id for e in exercises if not e.points] == ["L00.E0"]
    assert len({e.variable for e in exercises}) == len(exercises)
    assert all(e.variable.isidentifier() for e in exercises)


def test_predictions_have_options_sketches_and_one_right_letter():
    predictions = registry.all_predictions()
    assert [p.id for p in predictions] == ["L00.P1", "L00.P2", "L01.P1", "L01.P2", "L01.P3"]
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


def test_warm_ups_exist_for_lesson_01_only():
    assert list(registry.all_warmups()) == ["L01"]
    assert len(registry.get_warmup("L01")) == 3
