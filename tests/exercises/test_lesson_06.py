"""The numbers of the lesson's blueprint, and every wrong answer as a student would round it."""

import pytest

from course_utils.exercises import check, lesson_06, registry
from course_utils.physiology.receptors import (
    dose_ratio,
    half_effect_concentration,
    maximal_effect,
    operational,
)


def test_the_keys_are_the_blueprint_values():
    assert registry.get("L06.E1").key == pytest.approx(0.75)
    assert registry.get("L06.E2").key == tuple("BFCGHAE")
    assert registry.get("L06.E3").key[1:4] == pytest.approx((0.75, 0.375, 0.0), abs=0.001)
    assert registry.get("L06.E4").key == pytest.approx(11)
    assert registry.get("L06.E5").key == "C"
    assert registry.get("L06.E6").key == "D"
    assert registry.get("L06.E7").key == pytest.approx(1.5)


def test_ten_points():
    points = [registry.get(f"L06.E{number}").points for number in range(1, 8)]
    assert points == [1, 2, 2, 1, 1, 2, 1]


def test_the_half_effect_case_sits_at_half_of_the_top():
    """EC50 = K_A/4 with τ = 3: case three of E3 asks for it."""
    case = registry.get("L06.E3").answer.cases[2]
    agonist, grip, tau = case.arguments
    assert agonist == pytest.approx(half_effect_concentration(grip, tau))
    assert lesson_06.drug_effect(*case.arguments) == pytest.approx(maximal_effect(tau) / 2)


@pytest.mark.parametrize(("A", "KA", "tau"), [(1, 1, 3), (0.01, 2, 30), (50, 0.1, 0.3), (5, 1, 0)])
def test_the_short_formula_agrees_with_the_library(A, KA, tau):
    assert lesson_06.drug_effect(A, KA, tau) == pytest.approx(operational(A, KA, tau))


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L06.E1", 3, "planted"),
        ("L06.E1", 0.25, "planted"),
        ("L06.E1", 1.33, "planted"),
        ("L06.E1", 0.33, "planted"),
        ("L06.E1", 0.5, "M-PD-5"),
        ("L06.E1", "0.75 nmol/L", "type"),
        ("L06.E2", "BDCGHAE", "M-PD-7"),
        ("L06.E2", "B F C G A H E", "neighbors"),
        ("L06.E2", "BFCGHA", "missing"),
        ("L06.E2", "BFCGHAD", "stranger"),
        ("L06.E4", 10, "planted"),
        ("L06.E4", 0.091, "planted"),
        ("L06.E4", 21, "planted"),
        ("L06.E4", 1, "planted"),
        ("L06.E5", "A", "M-PD-1"),
        ("L06.E5", "B", "M-PD-1"),
        ("L06.E5", "D", "M-PD-6"),
        ("L06.E6", "A", "M-PD-1"),
        ("L06.E6", "B", "M-PD-1"),
        ("L06.E6", "C", "planted"),
        ("L06.E6", "E", "M-PD-2"),
        ("L06.E6", "F", "M-PD-5"),
        ("L06.E7", 6, "planted"),
        ("L06.E7", 24, "planted"),
        ("L06.E7", 2, "planted"),
        ("L06.E7", 4.5, "planted"),
        ("L06.E7", 4.6, "planted"),
    ],
)
def test_listed_wrong_answers(id, answer, code):
    assert check(id, answer).code == code


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda A, KA, tau: A / (KA + A), "M-PD-5"),
        (lambda A, KA, tau: A / (KA / (1 + tau) + A), "M-PD-2"),
        (lambda A, KA, tau: tau * A / (KA + tau * A), "M-PD-8"),
        (lambda A, KA, tau: tau * A / (KA + A), "planted"),
    ],
)
def test_wrong_functions_are_known(wrong, code):
    assert check("L06.E3", wrong).code == code


def test_three_drugs_have_three_winners():
    """No drug wins two of affinity, potency and efficacy, so that no confusion goes unseen."""
    drugs = lesson_06.DRUGS
    tightest = min(drugs, key=lambda name: drugs[name][0])
    potent = min(drugs, key=lambda name: half_effect_concentration(*drugs[name]))
    strong = max(drugs, key=lambda name: maximal_effect(drugs[name][1]))
    assert {tightest, potent, strong} == set(drugs)


def test_a_blocker_needs_more_agonist_at_every_height():
    ratio = dose_ratio(20, 2)
    for agonist in (0.1, 1, 10):
        assert operational(agonist * ratio, ratio, 3) == pytest.approx(operational(agonist, 1, 3))


@pytest.mark.parametrize(
    ("id", "letter", "told"),
    [
        ("L06.P1", "B", "91 %"),
        ("L06.P2", "A", "2.0"),
        ("L06.P3", "D", "105"),
        ("L06.P4", "C", "0.97"),
        ("L06.P5", "D", "3 %"),
        ("L06.P6", "A", "11"),
    ],
)
def test_what_came_true(id, letter, told):
    asked = registry.get_prediction(id)
    assert asked.right() == letter
    assert told in asked.happened()
