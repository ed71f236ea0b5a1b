"""Write docs/coverage.md: where the course treats what the five articles bring up.

Run from the root of the project: python -m tests.coverage_page
"""

from pathlib import Path

import nbformat

from course_utils.classroom.notebooks import lesson_paths
from course_utils.datasets import load

PAGE = Path(__file__).resolve().parents[1] / "docs" / "coverage.md"
KINDS = {"mechanism": "Mechanisms", "drug": "Drugs and hormones", "table": "Tables and lists"}
INTRODUCTION = """# Where the course treats what the articles say

The course began with five popular health articles, S0 to S4. This page lists the mechanisms,
drugs and tables they bring up, and the lessons that test them. Their 222 single claims, each
with a verdict, stand in [the claim browser](../lessons/06_appendix/19_claim_browser.ipynb).
"""


def page():
    """The page as text."""
    table = load("coverage")
    parts = [INTRODUCTION]
    for kind, heading in KINDS.items():
        rows = table[table["kind"] == kind]
        parts.append(f"## {heading}\n\n| | Articles | Lessons |\n|---|---|---|")
        parts[-1] += "".join(f"\n{_row(row)}" for row in rows.itertuples())
        parts[-1] += "\n"
    parts.append(_claims())
    return "\n".join(parts)


def _row(row):
    lessons = ", ".join(_link(number) for number in row.lessons.split(";"))
    return f"| {row.item} | {row.articles.replace(';', ', ')} | {lessons} |"


def _claims():
    counted = load("claims", include_unverified=True)
    lessons = counted["lesson"].str.split(";").explode().value_counts().sort_index()
    lines = ["## Claims by lesson\n", "| Lesson | Claims |", "|---|---|"]
    lines += [f"| {_link(number)} | {count} |" for number, count in lessons.items()]
    note = "\nA claim that two lessons treat counts in both."
    return "\n".join([*lines, note]) + "\n"


def _link(number):
    path = next(path for path in lesson_paths() if path.name.startswith(number))
    return f"[{number} {title(path)}](../lessons/{path.parent.name}/{path.name})"


def title(path):
    """The heading of a lesson."""
    return nbformat.read(path, as_version=4).cells[0].source.splitlines()[0].lstrip("# ")


def main():
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
