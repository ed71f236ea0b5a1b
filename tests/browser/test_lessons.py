"""The finished lessons, opened from a student's workspace and run from top to bottom."""

import os
import shutil
import time
from pathlib import Path

import pytest

from course_utils.explorers import explore

pytestmark = pytest.mark.browser

LESSONS_ASKED = os.environ.get("LESSONS") == "all"
LESSONS = Path(__file__).parents[2] / "lessons"
EXPLORERS = {
    "00_start_here/00_start_here.ipynb": "hundred_people",
    "01_bone_remodeling/01_living_bone.ipynb": "one_pit_ten_pits",
    "01_bone_remodeling/02_brake_and_accelerator.ipynb": "trap_and_trigger",
    "01_bone_remodeling/03_when_estrogen_falls.ipynb": "ten_years_of_bone",
    "01_bone_remodeling/04_measuring_bone.ipynb": "signal_or_noise",
    "02_er_pharmacology/05_dose_to_concentration.ipynb": "tablet_to_blood",
    "02_er_pharmacology/06_bind_and_activate.ipynb": "two_knobs",
    "02_er_pharmacology/07_one_drug_two_answers.ipynb": "crossing_point",
    "02_er_pharmacology/08_tissue_selectivity.ipynb": "six_tissues_one_drug",
    "03_hpg_feedback/09_hormone_thermostat.ipynb": "open_and_closed",
    "03_hpg_feedback/10_total_free_ratio.ipynb": "three_pools",
    "03_hpg_feedback/11_pushing_the_loop.ipynb": "push_the_loop",
    "03_hpg_feedback/12_estrogen_in_men.ipynb": "who_does_bone_listen_to",
    "04_hrt_vs_serm_evidence/13_percent_to_people.ipynb": "per_thousand",
    "04_hrt_vs_serm_evidence/14_density_is_not_fracture.ipynb": "does_the_scan_predict",
    "04_hrt_vs_serm_evidence/15_trial_or_cohort.ipynb": "bias_lab",
    "04_hrt_vs_serm_evidence/16_balance_sheet.ipynb": "balance_sheet",
    "05_capstone/17_virtual_clinic.ipynb": "whole_chain",
}
# Every lesson runs under nbval; a page takes a minute, so one of each module is opened.
USUAL = ("00", "02", "07", "10", "16")
OPENED = [name for name in EXPLORERS if LESSONS_ASKED or name.split("/")[1][:2] in USUAL]


def without_outputs(source, target):
    """Copy a lesson the way the workspace holds it."""
    import nbformat

    book = nbformat.read(source, as_version=4)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, target)
    return target


@pytest.fixture(scope="module", params=OPENED)
def lesson(request, lab, new_page):
    """A lesson on a page after Run All, with the number of the cell that shows the explorer."""
    from lab import open_notebook, run_all

    target = without_outputs(LESSONS / request.param, lab.folder / "my_course" / request.param)
    page = new_page()
    open_notebook(page, lab, target.relative_to(lab.folder).as_posix())
    run_all(page, 120)
    yield page, EXPLORERS[request.param]
    shutil.rmtree(lab.folder / "my_course", ignore_errors=True)


def test_no_cell_ends_in_an_error(lesson):
    from lab import outputs

    page, _name = lesson
    shown = [output for cell in outputs(page) for output in cell]
    assert shown
    assert [out.get("evalue") for out in shown if out["output_type"] == "error"] == []


def test_the_explorer_is_live(lesson):
    from lab import outputs, scroll_to_cell

    page, name = lesson
    expected = explore(name)
    number = next(
        number
        for number, cell in enumerate(outputs(page))
        if any(
            expected.summary in "".join(out.get("data", {}).get("text/plain", "")) for out in cell
        )
    )
    sentence = page.get_by_role("status").filter(has_text="Now showing")
    scroll_until_seen(page, lambda: scroll_to_cell(page, number), sentence)
    control = next(one for one in expected.declaration.controls if hasattr(one, "high"))
    page.get_by_label(control.label, exact=True).fill(control.format(control.high))
    page.keyboard.press("Enter")
    expected.set(**{control.name: control.high})
    sentence.filter(has_text=expected.summary).wait_for()


def scroll_until_seen(page, scroll, target, seconds=30):
    """Scroll again until the target is on the page: long notebooks settle while they scroll."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        scroll()
        page.wait_for_timeout(300)
        if target.count() and target.first.is_visible():
            return
    raise TimeoutError("the explorer did not come into view")


def test_the_lesson_asked_nothing_of_other_machines(lesson):
    page, _name = lesson
    assert page.outside == []
    assert page.complaints == []
