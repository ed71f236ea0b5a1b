"""Hints come in order; the solution comes after a try or a second request."""

from course_utils.exercises import check, hint, registry, session, solution
from course_utils.exercises.cards import Code


def words(note):
    return repr(note)


def test_hints_come_in_order_and_then_point_to_the_solution():
    first, second = registry.get("L00.E1").hints
    shown = [words(hint("L00.E1")) for _ in range(3)]
    assert first in shown[0]
    assert second not in shown[0]
    assert second in shown[1]
    assert first in shown[2]
    assert 'solution("L00.E1")' in shown[2]


def test_the_solution_opens_at_the_second_request():
    assert "Have a try first" in words(solution("L00.E1"))
    assert "288.4" in words(solution("L00.E1"))


def test_the_solution_opens_after_a_try():
    check("L00.E1", 3)
    assert "288.4" in words(solution("L00.E1"))


def test_a_blank_is_no_try():
    check("L00.E1", ...)
    assert "Have a try first" in words(solution("L00.E1"))


def test_a_try_in_an_earlier_kernel_counts(store):
    check("L01.E5", 3)
    session.forget()
    assert "lag_years" in words(solution("L01.E5"))


def test_the_source_shown_is_the_reference_that_runs():
    check("L01.E3", "A")
    note = solution("L01.E3")
    code = next(block for block in note.card().blocks if isinstance(block, Code))
    assert code.source == registry.get("L01.E3").solved_source()
    assert "@" not in code.source.splitlines()[0]


def test_an_unknown_id_gets_an_answer_in_words():
    assert "no exercise" in words(hint("L99.E1"))
    assert "no exercise" in words(solution("nonsense"))
    assert "comes first" in words(hint(3))
