"""What this kernel remembers: tries, hints taken, solutions asked for, locked predictions.

The progress store repeats the lasting part on disk; the memory here works without it.
"""

from __future__ import annotations

from collections import Counter

from course_utils.exercises import progress

tried: set[str] = set()
hints_taken: Counter[str] = Counter()
solutions_asked: Counter[str] = Counter()
locked: dict[str, str] = {}


def forget():
    """Start afresh, as a new kernel would."""
    for memory in (tried, hints_taken, solutions_asked, locked):
        memory.clear()


def has_tried(id):
    """True after any answer to this exercise, in this kernel or an earlier one."""
    return id in tried or progress.has(id)
