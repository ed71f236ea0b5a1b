"""Every lesson has the same teaching notes: all parts, minutes that add up, votes with a key."""

import importlib
import re
from collections import Counter

import nbformat
import pytest

from course_utils.classroom.notebooks import lesson_paths
from course_utils.datasets import load

LESSONS = {path.name[:2]: path for path in lesson_paths() if path.name[:2] < "18"}
OPENING = ("Question:", "Students:", "Lecture:", "You prepare:", "Hardest moment:")
BOLD = ("For 45 minutes in class:", "Do nothing option:", "Pictures for your own slides:")
PARTS = (
    "Clicker questions",
    "What goes wrong",
    "Answer to the exit question",
    "Answer to the stretch",
    "Board plan",
    "Graded by hand",
    "Frequent questions",
)
ALIASES = {
    "Title, story": ["title"],
    "Claim audit, exit": ["claim audit", "in one sentence"],
    "exit": ["in one sentence"],
}
NOT_TAUGHT = {"words of this lesson", "references", "stretch", "ten mini-projects"}
LECTURE_MINUTES = 50
ROW = re.compile(r"(?m)^\|([^|\n]+)\|([^|\n]+)\|([^|\n]+)\|([^|\n]+)\|$")
VOTE = re.compile(
    r"(?ms)^(\d)\. \*(?P<ask>.+?)\*\s+(?P<options>A.+?)\n\s+\*\*Key (?P<key>\w)\b(?P<rest>.+?)"
    r"(?=^\d\. |^\w|\Z)"
)
SHARES = re.compile(r"Expect (\d+) / (\d+) / (\d+) / (\d+) % \(estimate\)")
every_lesson = pytest.mark.parametrize("lesson", LESSONS)


def part_of(lesson):
    """What TEACHING.md says about one lesson."""
    text = LESSONS[lesson].with_name("TEACHING.md").read_text(encoding="utf-8")
    return next(p for p in re.split(r"(?m)^## Lesson ", text) if p.startswith(f"{lesson} · "))


def chapter(lesson, name):
    """The text under one of its headings."""
    return part_of(lesson).partition(f"\n### {name}\n")[2].partition("\n### ")[0]


def rows(lesson):
    """Section, minutes alone, in class, slide: the table of minutes without its head."""
    found = ROW.findall(part_of(lesson).partition("\n### ")[0])
    return [[cell.strip() for cell in row] for row in found[2:]]


def minutes(cell):
    """The number a cell of the table begins with."""
    return int((re.match(r"\d+", cell) or ["0"])[0])


def votes(lesson):
    """The clicker questions: options, key, expected shares and the rest of the words."""
    found = []
    for vote in VOTE.finditer(chapter(lesson, "Clicker questions")):
        shares = SHARES.search(vote["rest"])
        letters = [option[0] for option in vote["options"].split(" · ")]
        found.append(
            (letters, vote["key"], [int(share) for share in shares.groups()], vote["rest"])
        )
    return found


def cells(lesson):
    return nbformat.read(LESSONS[lesson], as_version=4).cells


def headings(lesson):
    """The sections of a notebook, in lower case, without question marks and remarks."""
    found = []
    for cell in cells(lesson):
        if cell.cell_type == "markdown" and (line := re.match(r"#{1,3} (.+)", cell.source)):
            found.append((line[0].index(" "), plain(line[1])))
    return [("title" if level == 1 else words, level) for level, words in found]


def plain(words):
    """A section name as both files write it: no remark in parentheses, no question mark."""
    words = re.sub(r"\*?\((may|can) wait\)\*?|\([^)]*(may|can) wait\)", "", words)
    return words.strip().rstrip("?").lower()


def named(row):
    """The headings that a row of the table stands for."""
    if row in ALIASES:
        return ALIASES[row]
    row = re.sub(r" ?\([^)]*(may|can) wait\)", "", row)
    if row in ALIASES:
        return ALIASES[row]
    return [name for part in row.split("; ") for name in ALIASES.get(part, [plain(part)])]


@every_lesson
def test_all_parts_are_there_in_one_order(lesson):
    part = part_of(lesson)
    title = re.match(r"\d\d · (.+)", part)[1]
    assert title == cells(lesson)[0].source.splitlines()[0].lstrip("# ")
    assert [word for word in OPENING if f"**{word}** " not in part.splitlines()[2]] == []
    bold = [part.find(f"\n**{word}** ") for word in BOLD]
    assert min(bold) > 0 and bold == sorted(bold)
    found = [name for name in re.findall(r"(?m)^### (.+)$", part) if name in PARTS]
    assert found == list(PARTS)


@every_lesson
def test_no_part_is_empty(lesson):
    chapters = re.split(r"(?m)^### ", part_of(lesson))[1:]
    assert [text.splitlines()[0] for text in chapters if len(text.split()) < 20] == []


@every_lesson
def test_the_question_is_the_one_of_the_notebook(lesson):
    asked = re.search(r"\*\*Question:\*\* (.+?) \*\*", part_of(lesson))[1]
    assert asked.lower() in cells(lesson)[0].source.lower()


@every_lesson
def test_minutes_in_class_add_up_to_what_is_promised(lesson):
    second = sum(minutes(cell) for _, _, cell, _ in rows(lesson) if "second lecture" in cell)
    longest = max(sum(minutes(cell) for _, _, cell, _ in rows(lesson)) - second, second)
    promised = int(re.search(r"\*\*Lecture:\*\* (?:two of )?(\d+) minutes", part_of(lesson))[1])
    assert longest == promised <= LECTURE_MINUTES


@every_lesson
def test_minutes_alone_agree_with_the_notebook(lesson):
    promised = int(re.search(r"\*\*Students:\*\* (\d+) minutes", part_of(lesson))[1])
    in_notebook = re.search(r"In about (\d+) minutes", cells(lesson)[0].source)
    alone = sum(minutes(cell) for _, cell, _, _ in rows(lesson))
    assert abs(alone - promised) <= promised / 10
    assert int(in_notebook[1] if in_notebook else 60) == promised


@every_lesson
def test_every_row_names_a_section_and_no_section_is_left_out(lesson):
    known = headings(lesson)
    words = {name for name, _level in known} | {name.split(":")[0] for name, _level in known}
    listed = [name for row in rows(lesson) for name in named(row[0])]
    assert [name for name in listed if name not in words] == []
    sections = {name for name, level in known if level <= 2} - NOT_TAUGHT
    assert [n for n in sections if n not in listed and n.split(":")[0] not in listed] == []


@every_lesson
def test_clicker_questions_can_be_asked_and_resolved(lesson):
    assert len(votes(lesson)) == 2
    for letters, key, shares, rest in votes(lesson):
        assert letters == list("ABCD") and key in letters
        assert sum(shares) == 100
        assert " Ask: " in rest
    placed = re.findall(r"with clicker (\d)", " ".join(cell for _, _, cell, _ in rows(lesson)))
    assert sorted(placed) == ["1", "2"]


@every_lesson
def test_the_notebook_holds_the_same_votes(lesson):
    lecturer = next(c.source for c in cells(lesson) if "lecturer" in c.metadata.get("tags", []))
    keys = re.findall(r"Key ([A-D])", lecturer)
    shares = re.findall(r"\b(\d+/\d+/\d+/\d+)\b", lecturer)
    assert keys == [key for _, key, _, _ in votes(lesson)]
    assert shares == ["/".join(map(str, expected)) for _, _, expected, _ in votes(lesson)]


def test_keys_are_spread_over_the_letters():
    count = Counter(key for lesson in LESSONS for _, key, _, _ in votes(lesson))
    fair = count.total() / 4
    assert [letter for letter in "ABCD" if not fair * 2 / 3 <= count[letter] <= fair * 4 / 3] == []


@every_lesson
def test_the_figures_it_names_exist(lesson):
    source = "\n".join(cell.source for cell in cells(lesson) if cell.cell_type == "code")
    modules = re.findall(r"from course_utils\.figures import (lesson_\w+) as draw", source)
    modules = modules or [f"lesson_{lesson}"]
    drawn = [importlib.import_module(f"course_utils.figures.{name}") for name in modules]
    missing = [
        name
        for name in re.findall(r"`(?:show\()?draw\.(\w+)", part_of(lesson))
        if not any(hasattr(module, name) for module in drawn)
    ]
    assert missing == []


@every_lesson
def test_claims_graded_by_hand_are_those_of_the_notebook(lesson):
    if lesson in ("00", "17"):  # worked claims, and an audit with a rubric of its own
        pytest.skip("no claims of the student's own")
    asked = re.findall(r'audit_card\("([^"]+)"\)', "\n".join(c.source for c in cells(lesson)))
    by_hand = chapter(lesson, "Graded by hand")
    listed = dict(re.findall(r"(?m)^\| (C-S\d-\d\d) \| ([^|]+) \|", by_hand))
    audits = load("claim_audits", include_unverified=True).set_index("register_id")["verdict"]
    assert list(listed) == asked
    assert listed == {claim: audits[claim] for claim in asked}
    assert "**The repaired sentence:**" in by_hand
