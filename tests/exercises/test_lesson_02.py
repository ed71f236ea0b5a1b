"""The numbers of the lesson's blueprint, and every wrong answer as a student would round it."""

import pytest

from course_utils.exercises import check, lesson_02, registry
from course_utils.physiology.bone import free_rankl, lemaire_steady_state, rank_occupancy


def test_the_keys_are_the_blueprint_values():
    assert registry.get("L02.E1").key == pytest.approx(0.542, abs=0.0005)
    assert registry.get("L02.E2").key[:4] == pytest.approx((0.400, 0.769, 0.132, 0.299), abs=0.001)
    assert registry.get("L02.E3").key == pytest.approx(1.48, abs=0.01)
    assert registry.get("L02.E4").key == "C"
    assert registry.get("L02.E5").key == tuple("CGEAFDB")


def test_ten_points():
    ids = [f"L02.E{number}" for number in range(1, 6)]
    assert sum(registry.get(id).points for id in ids) == 10


@pytest.mark.parametrize(("L", "O"), [(1, 0), (1, 1), (0.1, 3), (4, 0.2)])
def test_the_short_formula_agrees_with_the_careful_one(L, O):  # noqa: E741
    assert lesson_02.occupied_rank(L, O, 0.05, 0.3) == pytest.approx(rank_occupancy(L, O))


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L02.E1", 0.5, "planted"),
        ("L02.E1", 0.458, "planted"),
        ("L02.E1", 0.2, "planted"),
        ("L02.E1", 0.046, "planted"),
        ("L02.E1", 0.644, "planted"),
        ("L02.E1", 0.0909, "planted"),
        ("L02.E1", "0.5 nmol/L", "type"),
        ("L02.E3", 2.5, "planted"),
        ("L02.E3", 1.28, "planted"),
        ("L02.E3", 0.68, "planted"),
        ("L02.E3", 1.24, "planted"),
        ("L02.E3", 1.35, "planted"),
        ("L02.E4", "A", "M-SIG-2"),
        ("L02.E4", "B", "M-SIG-2"),
        ("L02.E4", "D", "planted"),
        ("L02.E5", "CHEAFDB", "planted"),
        ("L02.E5", "CGEAFBD", "M-BONE-3"),
        ("L02.E5", "CGEADFB", "neighbors"),
        ("L02.E5", "CGEAFD", "missing"),
        ("L02.E5", "CGEAFDH", "stranger"),
    ],
)
def test_listed_wrong_answers(id, answer, code):
    assert check(id, answer).code == code


def test_neighbors_swapped_earn_half():
    result = check("L02.E5", "C G E A D F B")
    assert (result.status, result.points) == ("partly correct", 1.0)


def test_each_step_of_the_order_is_what_the_models_do():
    """Less OPG and more RANKL: free RANKL, RANK, osteoclasts and their lead all rise."""
    assert free_rankl(1.2, 0.8) > free_rankl(1, 1)
    assert rank_occupancy(1.2, 0.8) > rank_occupancy(1, 1)
    rest, lost = lemaire_steady_state(), lemaire_steady_state(K_OP=1.6e5, K_LP=3.6e6)
    assert lost.C / rest.C > lost.B / rest.B > 1


@pytest.mark.parametrize(
    ("id", "letter", "told"),
    [
        ("L02.P1", "B", "40 %"),
        ("L02.P2", "B", "14 %"),
        ("L02.P3", "C", "1.35"),
        ("L02.P4", "D", "(PTH)"),
        ("L02.P5", "C", "lower"),
    ],
)
def test_what_came_true(id, letter, told):
    asked = registry.get_prediction(id)
    assert asked.right() == letter
    assert told in asked.happened()
