"""Submissions that attack: none succeeds, all end, the next one is graded, the report tells."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.classroom.grading.sandbox import Limits, run_submission, why_not
from course_utils.classroom.grading.scoring import score
from course_utils.exercises import registry

pytestmark = pytest.mark.skipif(bool(why_not()), reason=str(why_not()))

HOSTILE = Path(__file__).with_name("hostile")
LIMITS = Limits(cell_seconds=8, notebook_seconds=90, memory_bytes=1024**3, output_bytes=10**6)
SHORT = replace(LIMITS, cell_seconds=3)
PATIENT = replace(LIMITS, cell_seconds=30)
OWN_LIMITS = {"ignores_the_stop": SHORT, "fork_bomb": SHORT, "many_big_children": PATIENT}
SECRETS = {
    "gradebook.db": "points of everybody",
    "source/key.ipynb": "the worked answers",
    "submitted/mia/lesson.ipynb": "what mia wrote",
}
# Each of these ends its own cell at most, so they share one notebook.
GENTLE = (
    "reads_others",
    "reads_key",
    "writes_outside",
    "fills_the_disk",
    "deletes_the_gradebook",
    "uses_the_network",
    "allocates_10_gb",
    "prints_a_score",
    "replaces_the_grade_cell",
    "huge_answers",
    "inspects_the_stack",
    "floods",
    "loops_for_ever",
    "patches_everything",
    "forges_messages",
)
DEADLY = (
    "floods_at_once",
    "ignores_the_stop",
    "kills_the_kernel",
    "fork_bomb",
    "many_big_children",
)
RIGHT = registry.get("L00.E1").raw_key()
HONEST = f"from course_utils.exercises import check\ncheck('L00.E1', {RIGHT})"


def submission(*names, place="", port=0):
    cells = [new_code_cell(f"PLACE, PORT = {str(place)!r}, {port}\n{HONEST}", id="honest")]
    for name in names:
        cells.append(new_code_cell((HOSTILE / f"{name}.py").read_text("utf-8"), id=name))
    return new_notebook(cells=[*cells, new_code_cell("print('after')", id="after")])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grading")
    for name, secret in SECRETS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(secret, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


@pytest.fixture(scope="module")
def runs(place, listener):
    """Name → (executed, seconds). One batch, as a lecturer would grade it; the last is honest."""
    port = listener.getsockname()[1]
    batch = {"gentle": submission(*GENTLE, place=place, port=port)}
    batch |= {name: submission(name, place=place) for name in DEADLY}
    batch |= {"honest": submission()}

    def timed(name):
        began = time.monotonic()
        executed = run_submission(batch[name], OWN_LIMITS.get(name, LIMITS))
        return executed, time.monotonic() - began

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(batch, pool.map(timed, batch), strict=True))


@pytest.fixture
def gentle(runs):
    return runs["gentle"][0]


def said(executed, name):
    cell = next(cell for cell in executed.notebook.cells if cell.id == name)
    return "".join(out.get("text", "") for out in cell.outputs)


def kinds(executed, cell):
    return {event.kind for event in executed.events if event.cell == cell}


def points(executed, id):
    return score(executed, [id])[0].points


def test_other_work_gradebook_and_key_are_out_of_sight(gentle):
    assert said(gentle, "reads_others") == "FOUND []\n"
    assert "outside" in kinds(gentle, "reads_others")
    assert not any(secret in str(gentle.notebook) for secret in SECRETS.values())


def test_no_module_holds_the_key(gentle):
    assert said(gentle, "reads_key") == "GOT []\n"


def test_nothing_is_written_or_deleted_outside(gentle, place):
    assert "WROTE" not in said(gentle, "writes_outside")
    assert "outside" in kinds(gentle, "writes_outside")
    assert "outside" in kinds(gentle, "deletes_the_gradebook")
    assert {f for f in place.rglob("*") if f.is_file()} == {place / name for name in SECRETS}
    assert all((place / n).read_text("utf-8") == secret for n, secret in SECRETS.items())


def test_what_is_written_inside_is_bounded_and_gone(gentle):
    total = int(said(gentle, "fills_the_disk").split()[1])
    assert total < 300_000_000
    assert "outside" in kinds(gentle, "fills_the_disk")
    assert not list(Path("/tmp").glob("full_*"))


def test_nobody_is_called(gentle, listener):
    assert "network" in kinds(gentle, "uses_the_network")
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_ten_gigabytes_are_refused(gentle):
    assert kinds(gentle, "allocates_10_gb") == {"memory"}


def test_a_printed_score_is_worth_nothing(gentle):
    assert points(gentle, "L00.E2") == 0


def test_a_replaced_grade_cell_is_worth_nothing(gentle):
    (scored,) = score(gentle, ["L00.E3"])
    assert (scored.points, scored.status) == (0, "not attempted")
    assert "Nothing was handed over" in scored.words


def test_impossible_values_get_a_sentence_and_no_points(gentle):
    ids = ["L00.E0", "L00.E4", "L01.E1", "L01.E3", "L01.E4", "L01.E5", "L00.E5"]
    for scored in score(gentle, ids):
        assert scored.points == 0, scored
        assert scored.words, scored


def test_the_stack_of_a_function_shows_no_key(gentle):
    assert said(gentle, "inspects_the_stack") == "SEEN []\n"
    assert points(gentle, "L01.E2") == 0


def test_patching_numpy_and_the_twin_gains_nothing(gentle):
    assert points(gentle, "L01.E4") == points(gentle, "L01.E5") == 0


def test_a_flood_of_output_is_cut(gentle):
    assert "output" in kinds(gentle, "floods")
    assert len(said(gentle, "floods")) <= LIMITS.output_bytes


def test_a_flood_in_one_piece_leaves_no_more_than_the_limit(runs):
    assert len(said(runs["floods_at_once"][0], "floods_at_once")) <= LIMITS.output_bytes


def test_an_endless_loop_is_stopped_and_the_rest_runs(gentle):
    assert "time" in kinds(gentle, "loops_for_ever")
    assert said(gentle, "after") == "after\n"


def test_forged_messages_stop_nobody(gentle):
    assert all(event.cell for event in gentle.events)
    assert points(gentle, "L00.E1") == registry.get("L00.E1").points


@pytest.mark.parametrize(
    ("name", "kind", "word"),
    [
        ("ignores_the_stop", "died", "did not obey the stop"),
        ("kills_the_kernel", "died", "Python itself ended"),
        ("fork_bomb", "died", "did not obey the stop"),
        ("many_big_children", "memory", "more than 1 GiB"),
    ],
)
def test_what_cannot_be_stopped_is_ended_and_told(runs, name, kind, word):
    executed, _ = runs[name]
    assert any(e.kind == kind and word in e.words for e in executed.events), executed.events
    assert said(executed, "after") == ""


@pytest.mark.parametrize("name", DEADLY)
def test_what_was_handed_over_before_still_counts(runs, name):
    assert points(runs[name][0], "L00.E1") == registry.get("L00.E1").points


def test_all_end_within_limits_and_the_batch_goes_on(runs):
    starting = 60
    assert all(seconds < LIMITS.notebook_seconds + starting for _, seconds in runs.values())
    executed, _ = runs["honest"]
    assert executed.events == []
    assert points(executed, "L00.E1") == registry.get("L00.E1").points
