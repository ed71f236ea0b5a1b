"""Write docs/assessment_map.md: which task checks which outcome, for how many points.

Run from the root of the project: python -m tests.assessment_page
"""

import functools
import json
import re
from pathlib import Path

import nbformat
import pandas as pd

from course_utils.classroom.notebooks import lesson_paths
from course_utils.datasets import load
from course_utils.exercises import marking, registry

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "assessment_map.md"
LEVELS = ("remember", "understand", "apply", "analyze", "evaluate")
BY_HAND = {
    "claims": "verdicts on claims",
    "repair": "the repaired sentence",
    "exit": "exit question",
    "text": "a text of 120 words",
    "audit": "the capstone's audit",
}
INTRODUCTION = """# Which task checks which outcome

Every lesson begins with what you will be able to do. This page lists, for each of these
outcomes, the exercises, predictions and texts that check it, with points and level. Written
from `datasets/outcomes.csv`, the exercises and the quiz bank.

**E** an exercise, checked by machine. **P** a prediction, never marked. **Claims**, **repair**,
**exit**, **text**, **audit**: marked by a person, with the rubric in `TEACHING.md`. The level
says which thinking a task asks for (after Bloom); it is the authors' judgment.
"""


def lessons():
    """Number → path of every lesson with outcomes."""
    return {path.name[:2]: path for path in lesson_paths() if path.name[:2] < "18"}


@functools.cache
def cells(path):
    """The cells of a lesson."""
    return nbformat.read(path, as_version=4).cells


def outcomes(path):
    """The numbered outcomes in the first cell of a lesson."""
    first = cells(path)[0].source
    return re.findall(r"(?m)^\d\. (.+?)[,.]?$", first)


def quiz():
    """The items of the quiz bank."""
    return load_quiz()["items"]


def load_quiz():
    """The quiz bank as it stands in the file."""
    return json.loads((ROOT / "datasets" / "quiz_bank.json").read_text(encoding="utf-8"))


def tasks():
    """Every task with its lesson, kind and points; ``outcomes`` as a list of numbers."""
    table = load("outcomes")
    split = table["item"].str.extract(r"L(?P<lesson>\d\d)\.(?P<task>\w+)")
    table = pd.concat([table, split], axis=1)
    table["outcomes"] = [
        [int(n) for n in cell.split(";")] for cell in table["outcomes"].astype(str)
    ]
    table["points"] = [points(row.lesson, row.task) for row in table.itertuples()]
    return table


def points(lesson, task):
    """Points of a task; predictions, texts without a mark and practice have none."""
    if task[0] == "E":
        return registry.get(f"L{lesson}.{task}").points
    if task == "claims":
        return marking.CLAIM_POINTS * claims(lesson)
    if task == "audit":
        return sum(item.points for item in marking.audit_items())
    return marking.ANSWER_POINTS if task in ("repair", "exit") else 0


def claims(lesson):
    """How many claims of a lesson a student judges; those of lesson 00 are worked examples."""
    if lesson == "00":
        return 0
    return sum(cell.source.startswith("audit_card(") for cell in cells(lessons()[lesson]))


def page():
    """The page as text."""
    table = tasks()
    parts = [INTRODUCTION, _summary(table), _levels(table), _course_outcomes(table)]
    parts += [_lesson(number, path, table) for number, path in lessons().items()]
    return "\n".join(parts)


def _summary(table):
    lines = ["## Points\n", "| Lesson | Exercises | By hand | Quiz items |", "|---|---|---|---|"]
    asked = pd.Series([item["lesson"] for item in quiz()]).value_counts()
    totals = [0, 0, 0]
    for number, path in lessons().items():
        rows = table[table["lesson"] == number]
        machine = rows.loc[rows["task"].str.match(r"E\d"), "points"].sum()
        numbers = [machine, rows["points"].sum() - machine, asked.get(number, 0)]
        totals = [total + n for total, n in zip(totals, numbers, strict=True)]
        lines.append(_cells(_link(number, path), *(f"{n:g}" for n in numbers)))
    lines.append(_cells("**all**", *(f"**{n:g}**" for n in totals)))
    return "\n".join(lines) + "\n"


def _levels(table):
    kinds = {
        "Exercises": table["task"].str.match(r"E\d"),
        "Predictions": table["task"].str.match(r"P\d"),
        "Marked by a person": table["task"].isin(BY_HAND),
    }
    lines = ["## Levels\n", _cells("", *LEVELS), "|---" * (len(LEVELS) + 1) + "|"]
    for name, chosen in kinds.items():
        count = table.loc[chosen, "level"].value_counts()
        lines.append(_cells(name, *(str(count.get(level, 0)) for level in LEVELS)))
    count = pd.Series([item["bloom"] for item in quiz()]).value_counts()
    lines.append(_cells("Quiz items", *(str(count.get(level, 0)) for level in LEVELS)))
    return "\n".join(lines) + "\n"


def _course_outcomes(table):
    words = load_quiz()["outcomes"]
    asked = pd.Series([item["outcome"] for item in quiz()]).value_counts()
    lines = ["## Outcomes of the course\n", "| | Lessons | Tasks | Points | Quiz items |"]
    lines.append("|---|---|---|---|---|")
    for key, name in words.items():
        rows = table[table["course_outcome"] == key]
        where = ", ".join(sorted(set(rows["lesson"])))
        total = f"{rows['points'].sum():g}"
        lines.append(_cells(f"{key} {name}", where, str(len(rows)), total, str(asked.get(key, 0))))
    return "\n".join(lines) + "\n"


def _lesson(number, path, table):
    rows = table[table["lesson"] == number]
    lines = [f"## {_link(number, path)}\n", "| Outcome | Checked by | Level |", "|---|---|---|"]
    for n, outcome in enumerate(outcomes(path), start=1):
        checking = rows[[n in numbers for numbers in rows["outcomes"]]]
        levels = [level for level in LEVELS if level in set(checking["level"])]
        lines.append(_cells(f"{n} {outcome}", _named(checking), ", ".join(levels)))
    asked = ", ".join(item["id"] for item in quiz() if item["lesson"] == number)
    marked = [f"{row.task} {row.points:g}" for row in rows.itertuples() if row.points]
    end = f"\nPoints: {', '.join(marked)}." + (f" Quiz: {asked}." if asked else "")
    return "\n".join([*lines, end]) + "\n"


def _named(rows):
    return ", ".join(BY_HAND.get(task, task) for task in rows["task"])


def _link(number, path):
    heading = cells(path)[0].source.splitlines()[0].lstrip("# ")
    return f"[{number} {heading}](../lessons/{path.parent.name}/{path.name})"


def _cells(*words):
    return f"| {' | '.join(words)} |"


def main():
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
