"""The rubric: what the machine finds, what it leaves to a person, and that nothing is lost."""

import copy

import pytest

from course_utils.exercises import progress, rubric
from course_utils.exercises.audit_checks import FIELDS, findings
from course_utils.exercises.audit_rows import TABLES, look_up
from course_utils.exercises.clinic import clinic_person, run_again
from course_utils.exercises.rubric import blank_audit, ceiling, check_audit, judged, last_audit

GOOD = {
    "claim_id": "C-S3-10",
    "kind": "causal outcome",
    "test": "Women after menopause on raloxifene lose less spine density than on placebo.",
    "population": "women after menopause",
    "comparator": "placebo",
    "endpoint": "spine density",
    "years": 3,
    "runs": [
        {"person": "ana", "plan": "raloxifene", "years": 3, "result": 0.6},
        {"person": "ana", "plan": "raloxifene", "years": 3, "change": {"k_t": 0.06},
         "result": 0.9},
        {"person": "ana", "plan": "raloxifene", "years": 3, "off": "receptor", "result": -3.1},
    ],
    "model_limits": "No calcium and no falls.",
    "evidence": [
        ("bmd_outcomes", {"trial_id": "RLX_PREV_3Y", "arm": "raloxifene_60mg"}),
        ("safety_outcomes", {"trial_id": "MORE", "outcome": "venous_thromboembolism",
                             "citation_key": "cummings1999"}),
    ],
    "bias": "Women of the trial took calcium, so the placebo arm lost less than Ana would.",
    "verdict": "overstated",
    "confidence": "high",
    "reason": "True after menopause; before it tamoxifen lowered spine density.",
    "repaired": "After menopause raloxifene slows the loss of spine density.",
    "card": "Of 1,000 women who took this tablet for 3 years, about 10 had a blood clot; without "
    "it about 3. Bones of the spine lost less mineral.",
    "change_my_mind": "A trial in women before menopause that finds a gain.",
    "seed": 1,
}  # fmt: skip


def words_of(criterion, audit):
    return [one.words for one in findings(criterion, audit) if not one.there]


def test_a_full_audit_can_still_earn_all_forty_points():
    assert rubric.TOTAL == 40
    assert [words_of(criterion.key, GOOD) for criterion in rubric.RUBRIC] == [[]] * 7
    assert "at most 40 of 40" in repr(check_audit(GOOD))


@pytest.mark.parametrize("blank", [None, ..., {}, {"claim_id": ""}])
def test_a_blank_audit_is_not_started(blank):
    assert "not started yet" in repr(check_audit(blank))
    assert "not started yet" in repr(check_audit(blank_audit()))


@pytest.mark.parametrize(
    ("criterion", "change", "words"),
    [
        ("question", {"claim_id": "C-S9-99"}, "The register has no claim"),
        ("question", {"kind": "feeling"}, "kind is one of"),
        ("question", {"years": "three"}, "the time in years"),
        ("model", {"runs": GOOD["runs"][:2]}, "a second changed setting"),
        ("model", {"runs": [GOOD["runs"][0] | {"result": 5.0}]}, "comes out as 0.6"),
        ("model", {"runs": [{"person": "nobody", "years": 1, "result": 1}]}, "Nobody is called"),
        ("model", {"runs": [7]}, "not a dict"),
        ("model", {"runs": "no"}, "why the model has nothing to say"),
        ("evidence", {"evidence": GOOD["evidence"][:1]}, "independent sources: 1 of 2"),
        ("evidence", {"evidence": [("bmd_outcome", {"arm": "x"})]}, "near it: bmd_outcomes"),
        ("evidence", {"evidence": [("bmd_outcomes", {"trial": "x"})]}, "near it: trial_id"),
        ("evidence", {"evidence": [("bmd_outcomes", {"trial_id": "PEPY"})]}, "near it: PEPI"),
        ("evidence", {"evidence": [("bmd_outcomes", {"site": "total_hip"})]}, "add an arm"),
        ("evidence", {"evidence": ["PEPI"]}, "not a pair"),
        ("bias", {"bias": "There may be some confounding in a study of this kind."}, "direction"),
        ("verdict", {"verdict": "true"}, "on the scale"),
        ("verdict", {"reason": "word " * 26}, "26 words"),
        ("verdict", {"evidence": []}, "at most untested"),
        ("verdict", {"change_my_mind": ""}, "change your mind"),
        ("communication", {"card": GOOD["card"] + " You should take it."}, "You should"),
        ("communication", {"card": "35 % fewer fractures in 3 years"}, "people counted"),
        ("communication", {"card": "35 of 1,000 women were spared"}, "over how long"),
        ("communication", {"card": "word " * 151}, "151 words"),
        ("communication", {"card": "The RR was 0.7 in 3 years, 35 of 1,000."}, "RR"),
        ("reproducibility", {"seed": True}, "a seed"),
    ],
)
def test_each_gap_is_named_in_words(criterion, change, words):
    assert any(words in said for said in words_of(criterion, GOOD | change))


def test_a_gap_costs_a_level_and_an_empty_part_all_of_it():
    (question, *_), (_, _, evidence, *_) = rubric.RUBRIC, rubric.RUBRIC
    one = dict((c.key, ceiling(c, f)) for c, f in judged(GOOD | {"population": ""}))
    assert one[question.key] == 4
    none = dict((c.key, ceiling(c, f)) for c, f in judged(GOOD | {"card": ""}))
    assert none["communication"] == 0 and evidence.points[0] == 8


def test_a_model_with_nothing_to_say_may_say_so():
    words = "The chain has no peptides, so it is silent here."
    assert not words_of("model", GOOD | {"runs": words})


@pytest.mark.parametrize("odd", [5, "text", [1], object(), float("nan")])
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_in_a_field_raises(field, odd):
    assert "at most" in repr(check_audit(GOOD | {field: odd, "runs": []}, example=True))


@pytest.mark.parametrize("odd", [5, "text", [GOOD]])
def test_something_that_is_no_audit_is_said_in_words(odd):
    assert "I got" in repr(check_audit(odd))


def test_nothing_typed_is_changed_or_lost(store):
    mine = copy.deepcopy(GOOD) | {"my own field": "kept too"}
    before = copy.deepcopy(mine)
    shown = repr(check_audit(mine))
    assert mine == before and "No field is called 'my own field'" in shown
    rubric._kept.clear()  # as after a restart
    assert last_audit()["card"] == GOOD["card"]
    assert last_audit()["my own field"] == "kept too"
    assert progress.records()[-1]["kind"] == "audit"


def test_an_example_is_kept_nowhere(store):
    check_audit(GOOD, example=True)
    assert not progress.records()


def test_text_of_the_student_is_escaped():
    shown = check_audit(GOOD | {"<img src=x>": "y"}, example=True)._repr_mimebundle_()["text/html"]
    assert "<img" not in shown


def test_every_table_of_evidence_can_be_looked_up():
    for table in TABLES:
        assert "has no column" in look_up((table, {"no such column": 1})).problem


def test_recalled_rows_are_no_evidence():
    wanted = {"trial_id": "MORE", "arm": "raloxifene_60_and_120mg", "outcome": "nonvertebral",
              "follow_up_y": 3}  # fmt: skip
    assert "recalled" in look_up(("fracture_outcomes", wanted)).problem


def test_people_of_the_clinic():
    assert clinic_person("Ana").years_since_final_period == 5
    assert clinic_person("david").kind == "secondary hypogonadism"
    assert clinic_person(1).sex == "woman" and clinic_person(2).sex == "man"
    with pytest.raises(ValueError, match="Nobody is called"):
        clinic_person("bob")
    with pytest.raises(ValueError, match="persons 1 to 600"):
        clinic_person(601)


def test_a_run_lacks_a_key_or_has_a_strange_one():
    assert "result" in run_again({"person": "ana", "years": 1}).words
    assert "a run has person" in run_again({"person": "ana", "year": 1}).words


def test_the_sheet_for_marking_asks_a_person_about_every_line():
    sheet = rubric.mark_sheet(GOOD | {"population": ""})
    assert sheet["points"].sum() == 40 and sheet["at_most"].sum() == 38
    assert sheet["a_person_marks"].str.endswith("?").all()
    assert sheet.loc["question and endpoint", "missing"] == "population"


def test_the_rubric_as_a_table_has_four_levels():
    assert rubric.rubric().shape == (7, 4)
