"""The course's two steps in nbgrader's place, without a gradebook and without running anything."""

import nbformat
import pytest

pytest.importorskip("nbgrader")

from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets.config import Config

from course_utils.classroom import CourseError
from course_utils.classroom.grading import sandbox
from course_utils.classroom.grading.export_metadata import nbgrader
from course_utils.classroom.grading.nbgrader_config import set_up, settings
from course_utils.classroom.grading.nbgrader_preprocessors import (
    KEY,
    RunInSandbox,
    TrustedScores,
    shown,
)
from course_utils.classroom.grading.sandbox import Executed
from course_utils.classroom.grading.scoring import Scored
from course_utils.classroom.grading.sealed.exercises.handing import MIME
from course_utils.exercises import registry
from tests.classroom.grading.marked_course import Listener

NAMES = {"nbgrader": {"student": "ana"}}
CHECK = nbgrader("l02-e1-check", "code", grade=True, locked=True, points=2)
VERDICT = nbgrader("l01-audit-1-verdict", "code", grade=True, solution=True, points=1)


def handed_in(value):
    """A notebook after its run: one answer handed over, by a scratch cell and by its check."""
    parcel = {"id": "L02.E1", "answer": {"kind": "number", "value": value}}
    cells = [
        new_code_cell("check('L02.E1', 1)", outputs=[new_output("display_data", {MIME: parcel})]),
        new_code_cell("check(...)", metadata={"nbgrader": CHECK}),
    ]
    return new_notebook(cells=cells)


def scored(notebook, variant=0):
    config = Config()
    set_up(config, variant)
    step = TrustedScores(config=config)
    return step.preprocess(notebook, {KEY: Executed(notebook)})[0]


@pytest.mark.parametrize(
    ("points", "most", "worth", "number"),
    [(2, 2, 2, "2"), (1, 2, 3, "1.5"), (9, 2, 2, "2"), (-1, 2, 2, "0"), (0, 0, 0, "0")],
)
def test_the_number_for_nbgrader_stays_within_the_cell(points, most, worth, number):
    outputs = shown(Scored("L01.E1", points, most, "So."), worth)
    assert [o.output_type for o in outputs] == ["display_data", "execute_result"]
    assert outputs[1].data["text/plain"] == number


def test_scores_are_refused_when_nothing_ran_in_the_sandbox():
    with pytest.raises(CourseError, match="RunInSandbox must come before"):
        TrustedScores().preprocess(nbformat.v4.new_notebook(), {})


@pytest.mark.parametrize("variant", [0, 7])
def test_a_class_set_is_scored_with_its_own_key(variant):
    numbers = {seed: registry.get("L02.E1", seed).raw_key() for seed in (0, 7)}
    assert numbers[0] != numbers[7]
    earned = {
        seed: scored(handed_in(number), variant).cells[1].outputs[1].data["text/plain"]
        for seed, number in numbers.items()
    }
    assert earned == {variant: "2", 7 - variant: "0"}


def test_what_was_handed_over_is_not_left_for_the_feedback_page():
    outputs = [out for cell in scored(handed_in(1)).cells for out in cell.outputs]
    assert len(outputs) == 2 and all(MIME not in out.data for out in outputs)


@pytest.mark.parametrize("kept", [True, False])
def test_the_marker_has_a_claims_rubric_even_if_the_student_deleted_it(kept):
    rubric = "# Marked by a person, 1 point: a verdict on the scale, a confidence, and a reason\n"
    call = 'record_verdict("C-S2-01", verdict="supported")'
    cell = new_code_cell(rubric * kept + call, metadata={"nbgrader": VERDICT})
    text = scored(new_notebook(cells=[cell])).cells[0].outputs[0].data["text/plain"]
    assert text.startswith("Course verdict on C-S2-01: ")
    assert ("Marked by a person, 1 point" in text) is not kept


@pytest.mark.parametrize("trust", [None, True])
def test_a_submission_runs_with_your_rights_only_if_you_say_so(trust, monkeypatch):
    asked = []

    def ran(notebook, limits, variant, trust):
        asked.append((variant, trust))
        return Executed(notebook)

    monkeypatch.setattr(sandbox, "run_submission", ran)
    config = Config()
    set_up(config, 7)
    if trust:
        config.RunInSandbox.trust = trust
    step = RunInSandbox(config=config, log=Listener())
    step.preprocess(new_notebook(), NAMES)
    assert asked == [(7, bool(trust))]
    assert any("ana: run with your own rights" in line for line in step.log.lines()) is bool(trust)


def test_each_class_set_is_a_course_of_its_own_in_the_exchange():
    def named(variant):
        return next(line for line in settings(variant).splitlines() if "course_id" in line)

    assert len({named(0), named(7), named(8)}) == 3
    assert named(0).endswith('"receptor_to_fracture"')
