"""The code in docs/physiology.md runs as written and prints what the page says."""

import os
import re
from pathlib import Path

import pytest

from course_utils.physiology import right_hand_side
from tests.docs_page import blocks, printed, refreshed

PAGE = Path(__file__).resolve().parents[1] / "docs" / "physiology.md"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
ADVICE = "run python -m tests.docs_page docs/physiology.md"


@pytest.fixture(scope="module")
def page():
    for package in ("antimony", "SALib"):
        pytest.importorskip(package, reason=f"the page uses {package}, which is not installed")
    if (os.cpu_count() or 1) < 2:
        pytest.skip("the page runs a trial on two processors")
    return PAGE.read_text(encoding="utf-8")


def test_the_page_prints_what_it_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(right_hand_side, "COMPILE", False)  # compiling takes longer than the page
    said, prints = [output for _, output in blocks(page)], printed(page, "physiology")
    for (code, _), old, new in zip(blocks(page), said, prints, strict=True):
        assert words(old) == words(new), f"{ADVICE}\n{code}"
        far = [pair for pair in zip(numbers(old), numbers(new), strict=True) if differ(*pair)]
        assert not far, f"{ADVICE}\n{code}"


def test_every_room_has_an_example(page):
    code = "".join(code for code, _ in blocks(page))
    for room in ("drugs", "receptors", "axis", "bone", "interchange"):
        assert f"course_utils.physiology.{room} import" in code
    for door in ("simulate", "virtual_trial", "uncertainty_band", "local_sensitivity"):
        assert f"{door}(" in code


def test_links_lead_to_files(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page):
        assert (PAGE.parent / target).exists(), target


def test_a_changed_output_is_put_under_its_block():
    page = "a\n```python\nx = 1 + 1\nprint(x)\n```\n\n```text\n3\n```\n```python\ny = x\n```\nz\n"
    assert refreshed(page, "small") == page.replace("3", "2")


def words(text):
    return NUMBER.sub("#", text).split()


def numbers(text):
    return NUMBER.findall(text)


def differ(old, new):
    """Whether two printed numbers differ by more than their last digit, between machines."""
    digit = 10.0 ** -len(old.partition(".")[2])
    return abs(float(old) - float(new)) > 1.01 * digit
