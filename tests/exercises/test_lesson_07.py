"""The lesson's numbers against algebra, the blueprint and published abstracts."""

import numpy as np
import pytest

from course_utils.exercises import check, lesson_07, lesson_07_trials, registry
from course_utils.exercises.misconceptions import MISCONCEPTIONS
from course_utils.physiology.receptors import two_ligand_signal


def test_the_keys_are_those_of_the_algebra():
    # (5/7 + 12)/(1 + 5/7 + 20)/(100/107) and 7·0.65/0.35, worked out by hand.
    assert registry.get("L07.E1").key == pytest.approx(0.627, abs=0.0005)
    assert registry.get("L07.E3").key == pytest.approx(13.0, abs=0.01)
    assert registry.get("L07.E4").key == "B"
    # Powles 1996: −1.44 − 0.24 a year; ZIPP: (−1.4 + 5.0)/2.
    assert registry.get("L07.E5").key == pytest.approx((-1.68, 1.8))
    assert registry.get("L07.E6").key == "D"


def test_ten_points():
    assert sum(registry.get(f"L07.E{n}").points for n in range(1, 7)) == 10


def test_the_students_function_is_the_packaged_one():
    for case in registry.get("L07.E2").answer.cases:
        packaged = two_ligand_signal(*case.arguments)
        assert lesson_07.two_ligand_signal(*case.arguments) == pytest.approx(packaged)


@pytest.mark.parametrize("seed", range(5))
def test_the_change_has_the_sign_of_efficacy_minus_occupancy(seed):
    rng = np.random.default_rng(seed)
    E2, K, d, eps = rng.uniform(0.1, 200), rng.uniform(1, 50), rng.uniform(0.1, 100), rng.uniform()
    change = lesson_07.two_ligand_signal(E2, K, d, eps) - E2 / (E2 + K)
    assert np.sign(change) == np.sign(eps - E2 / (E2 + K))


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L07.E1", 1.05, "M-PD-5"),
        ("L07.E1", 0.60, "planted"),
        ("L07.E1", 0.446, "planted"),
        ("L07.E1", 0.586, "planted"),
        ("L07.E1", 0.676, "planted"),
        ("L07.E1", 1.02, "M-PD-1"),
        ("L07.E3", 4.55, "planted"),
        ("L07.E3", 10.8, "planted"),
        ("L07.E3", 1.86, "M-NUM-1"),
        ("L07.E3", 10.5, "planted"),
        ("L07.E3", 3.77, "planted"),
        ("L07.E4", "D", "M-PD-8"),
        ("L07.E4", "C", "planted"),
        ("L07.E4", "A", "M-PD-6"),
        ("L07.E5", (-1.44, -0.7), "planted"),
        ("L07.E5", (-1.68, 3.6), "planted"),
        ("L07.E5", (-1.2, -3.2), "planted"),
        ("L07.E5", (0.24, -2.5), "planted"),
        ("L07.E5", (1.68, -1.8), "sign"),
        ("L07.E6", "A", "M-PD-4"),
        ("L07.E6", "B", "M-FB-5"),
        ("L07.E6", "C", "M-PD-8"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_round_them(id, answer, code):
    result = check(id, answer)
    assert (result.status in {"incorrect", "partly correct"}, result.code) == (True, code)


@pytest.mark.parametrize("answer", ["10.5 nmol/L", "about 13", [13.0], object()])
def test_another_unit_or_type_is_never_right(answer):
    assert check("L07.E3", answer).status in {"could not read", "incorrect"}


def test_two_chairs_are_told_from_one():
    def independent(E2, K, d, eps):
        return E2 / (E2 + K) + eps * d / (1 + d)

    result = check("L07.E2", independent)
    assert result.code == "M-PD-5"


@pytest.mark.parametrize(
    ("id", "letter", "told"),
    [
        ("L07.P1", "B", "from 1.00 to 0.80"),
        ("L07.P2", "A", "from 0.45 to 0.63"),
        ("L07.P3", "C", "every dose"),
        ("L07.P4", "C", "− + + +"),
        ("L07.P5", "D", "15.1 %"),
    ],
)
def test_what_came_true(id, letter, told):
    asked = registry.get_prediction(id)
    assert asked.right() == letter
    assert told in asked.happened()


def test_codes_are_known():
    wrong = [w for n in range(1, 7) for w in registry.get(f"L07.E{n}").wrong]
    assert {w.code for w in wrong} - {""} <= set(MISCONCEPTIONS)


def test_the_pairs_of_arms_are_the_published_ones():
    table = lesson_07_trials.contrasts()
    assert len(table) == 7
    # Johnston 2000: SE 0.22 and 0.23. Smith 2004: hip 1.1 ± 0.4 against −2.6 ± 0.7.
    assert table.loc["Johnston 2000", "se"] == pytest.approx(0.318, abs=0.001)
    smith = table.loc["Smith 2004, hip"]
    assert (smith["treated"], smith["control"]) == (1.1, -2.6)
    assert smith["se"] == pytest.approx((0.4**2 + 0.7**2) ** 0.5)


def test_no_row_of_the_lesson_was_only_recalled():
    levels = set(lesson_07_trials.contrasts()["verification"])
    levels |= set(lesson_07_trials.arms(models=False)["verification"])
    assert levels <= {"verified_abstract", "verified_secondary", "verified_fulltext_page"}


def test_the_arms_beside_the_teaching_model():
    """Blueprint: −2.6, −5.0 and −12.8 % at three years; Gnant 2007: −11.6 and −17.3 %."""
    table = lesson_07_trials.arms()
    agonist = table[table["people"] == lesson_07_trials.ON_AGONIST].loc["ABCSG-12"]
    assert list(agonist["change"]) == [-11.6, -17.3]
    assert list(agonist["teaching"]) == pytest.approx([-5.0, -12.8], abs=0.05)
    powles = table.loc["Powles 1996"].set_index("people")
    assert powles.loc[lesson_07_trials.BEFORE, "change"] == pytest.approx(3 * -1.44)
    assert powles.loc[lesson_07_trials.BEFORE, "teaching"] == pytest.approx(-2.6, abs=0.05)
    whole_body = table["site"] == lesson_07_trials.BODY
    assert table.loc[whole_body, "chain"].isna().all()
    assert table.loc[~whole_body, "chain"].notna().all()


def test_men_as_published():
    """Doran 2001: 22 ± 2 and 30 ± 3 pg/mL. Uebelhart 2004: 101.8 pmol/L."""
    found = lesson_07_trials.men()
    assert found["fell"] == (22, 2) and found["did not fall"] == (30, 3)
    assert found["threshold"] == pytest.approx(101.8 / 3.671, abs=0.02)
