"""Honest submissions in the sandbox: course code runs, answers arrive, points are right."""

import subprocess
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.classroom import CourseError
from course_utils.classroom.grading import sandbox, sandbox_command
from course_utils.classroom.grading.sandbox import Limits, run_submission, why_not
from course_utils.classroom.grading.sandbox_command import Account
from course_utils.classroom.grading.scoring import score
from course_utils.exercises import registry

needs_sandbox = pytest.mark.skipif(bool(why_not()), reason=str(why_not()))
IDS = ("L00.E1", "L00.E4", "L01.E2", "L15.E3")
PREPARED = """
from course_utils.datasets import load
from course_utils.exercises import check, hint, lesson_15 as data, predict, reveal
from course_utils.exercises.lesson_00 import early_menopause_trials

predict("L00.P1", "A"), hint("L00.E1"), reveal("L00.P1")
assert len(load("bmd_outcomes")) and callable(data.synthetic_people)
bmd = early_menopause_trials()
"""
PROCESS = """
from pathlib import Path
status = dict(line.split(":", 1) for line in Path("/proc/self/status").open())
processes = list(Path("/proc").glob("[0-9]*"))
print(status["CapEff"].strip(), status["NoNewPrivs"].strip(), len(processes))
"""


def run(*sources, **options):
    cells = [new_code_cell(source, id=f"c{i}") for i, source in enumerate(sources)]
    return run_submission(new_notebook(cells=cells), Limits(cell_seconds=60), **options)


def printed(executed):
    texts = (out.get("text", "") for cell in executed.notebook.cells for out in cell.outputs)
    return "".join(texts)


def errors(executed):
    outputs = (out for cell in executed.notebook.cells for out in cell.outputs)
    return [out.evalue for out in outputs if out.output_type == "error"]


@needs_sandbox
def test_course_code_runs_and_right_answers_earn_their_points():
    solved = [registry.get(id).solved_source() for id in ("L00.E4", "L01.E2")]
    key = registry.get("L00.E1").raw_key()
    checks = f"check('L00.E1', {key})\ncheck('L00.E4', treated_arms)\ncheck('L01.E2', bone_after)"
    executed = run(
        PREPARED, *solved, checks, "check('L15.E3', lambda people: len(people))", PROCESS
    )
    assert errors(executed) == [] and executed.events == []
    points = {one.id: one.points for one in score(executed, IDS)}
    assert points == {"L00.E1": 2, "L00.E4": 2, "L01.E2": 2, "L15.E3": 0}
    capabilities, confined, processes = printed(executed).split()
    assert int(capabilities, 16) == 0 and confined == "1" and int(processes) <= 4


@needs_sandbox
def test_the_sandbox_of_an_ordinary_account_is_as_tight(monkeypatch):
    mapped = Account(0, separate=False)
    monkeypatch.setattr(Account, "choose", classmethod(lambda cls: mapped))
    executed = run("import os\nprint(os.getuid())", PROCESS)
    number, capabilities, confined, processes = printed(executed).split()
    assert (number, confined) == (str(sandbox_command.NOBODY), "1")
    assert int(capabilities, 16) == 0 and int(processes) <= 4


@needs_sandbox
@pytest.mark.parametrize("scratch", ["/tmp", sandbox_command.HOME])
def test_a_python_below_a_scratch_folder_stays_visible(scratch, tmp_path, monkeypatch):
    library = Path(scratch) / "course" / "venv" / "lib"
    (tmp_path / "found.txt").write_text("found", encoding="utf-8")
    tmp_path.chmod(0o755)
    monkeypatch.setattr(sandbox_command, "python_paths", lambda: [library])
    command = sandbox_command.shut_in(["cat", str(library / "found.txt")], Account.choose())
    where = command.index(str(library), command.index("--ro-bind"))
    command[where] = str(tmp_path)  # the folder need not exist outside
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "found", done.stderr


def test_trust_is_given_by_hand_and_still_keeps_the_key_away(monkeypatch):
    monkeypatch.setattr(sandbox, "why_not", lambda: "No sandbox here; use Linux.")
    with pytest.raises(CourseError, match="No sandbox here"):
        run("1")
    asked = "from course_utils.exercises import check\ncheck('L00.E1', 3)"
    executed = run(asked, "import sys\nprint(sys.prefix)", trust=True)
    assert printed(executed).strip() == sys.prefix
    assert score(executed, ["L00.E1"])[0].status == "incorrect"


def test_a_file_that_is_no_notebook_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox, "why_not", lambda: None)
    path = tmp_path / "essay.ipynb"
    path.write_text("Dear lecturer", encoding="utf-8")
    with pytest.raises(CourseError, match="not a notebook"):
        run_submission(path)


def test_a_sandbox_that_does_not_start_marks_nothing(monkeypatch):
    monkeypatch.setattr(sandbox, "why_not", lambda: None)
    monkeypatch.setattr(sandbox, "_call_runner", lambda folder, seconds: None)
    with pytest.raises(CourseError, match="did not start"):
        run("1")
