"""The numbers of the lesson's blueprint, and every wrong answer as a student would round it."""

import pytest

from course_utils.datasets import load
from course_utils.evidence.tissue_matrix import statements_beside_evidence
from course_utils.exercises import check, lesson_08, registry
from course_utils.physiology.receptors import tissue_signal


def test_the_keys_are_the_blueprint_values():
    assert registry.get("L08.E1").key == 0.5
    assert registry.get("L08.E2").key == 5
    assert registry.get("L08.E3").key == pytest.approx(60, abs=0.1)
    assert registry.get("L08.E4").key == "A"
    assert registry.get("L08.E5").key == pytest.approx(11.0, abs=0.05)


def test_ten_points():
    assert sum(registry.get(f"L08.E{number}").points for number in range(1, 6)) == 10


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L08.E1", 1, "planted"),
        ("L08.E1", 0.25, "planted"),
        ("L08.E1", 0.67, "planted"),
        ("L08.E1", 0.33, "planted"),
        ("L08.E2", 7, "M-EPI-10"),
        ("L08.E2", 9, "planted"),
        ("L08.E2", 11, "planted"),
        ("L08.E2", 18, "planted"),
        ("L08.E2", 2, "planted"),
        ("L08.E3", 21.7, "planted"),
        ("L08.E3", 0.046, "planted"),
        ("L08.E3", 0.017, "planted"),
        ("L08.E3", 1.0, "planted"),
        ("L08.E3", 32.3, "planted"),
        ("L08.E4", "C", "M-PD-7"),
        ("L08.E4", "B", "planted"),
        ("L08.E4", "D", "planted"),
        ("L08.E5", 20, "planted"),
        ("L08.E5", 12, "planted"),
        ("L08.E5", 14.5, "planted"),
        ("L08.E5", 9.6, "planted"),
        ("L08.E5", "11 nM", "type"),
    ],
)
def test_listed_wrong_answers(id, answer, code):
    assert check(id, answer).code == code


def test_the_quiet_dose_quiets_the_uterus_and_the_brain_nearly():
    dose, untreated = lesson_08.dose_for_a_quiet_uterus(), tissue_signal("uterus", 5)
    assert tissue_signal("uterus", 60, "bazedoxifene", dose) == pytest.approx(untreated)
    assert tissue_signal("brain", 60, "bazedoxifene", dose) == pytest.approx(untreated, abs=0.06)


@pytest.mark.parametrize(
    ("id", "letter"), [("L08.P1", "D"), ("L08.P2", "C"), ("L08.P3", "A"), ("L08.P4", "C")]
)
def test_what_happens_is_computed(id, letter):
    assert registry.get_prediction(id).right() == letter


def test_every_statement_rests_on_a_claim_of_its_article():
    claims = set(load("claims", include_unverified=True)["claim_id"])
    audits = set(load("claim_audits", include_unverified=True)["register_id"])
    table = load("tissue_statements")
    assert set(table["claim_id"]) <= claims | audits
    own = [
        a == c.removeprefix("C-")[:2]
        for a, c in zip(table["article"], table["claim_id"], strict=True)
    ]
    assert all(own)


def test_the_disagreements_are_the_five_that_the_lesson_names():
    table = statements_beside_evidence().dropna(subset="found")
    agrees = [s in f.split(" or ") for s, f in zip(table["stated"], table["found"], strict=True)]
    differ = table[[not a for a in agrees]]
    assert set(zip(differ["article"], differ["drug"], differ["tissue"], strict=True)) == {
        ("S2", "raloxifene", "endometrium"),
        ("S2", "bazedoxifene", "breast"),
        ("S2", "bazedoxifene", "endometrium"),
        ("S3", "ospemifene", "endometrium"),
        ("S4", "tamoxifen", "endometrium"),
    }
