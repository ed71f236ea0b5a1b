"""Time several ways to the same result in one process, turn by turn."""

from __future__ import annotations

import statistics
import time


def side_by_side(ways, repeats=9):
    """Median seconds of each way.

    Parameters
    ----------
    ways : dict of str to callable
        Each is run once unmeasured (compilation, caches), then ``repeats`` times in turn, so
        that a busy moment of the machine hits all of them.
    repeats : int

    Returns
    -------
    dict of str to float
    """
    for way in ways.values():
        way()
    seconds = {name: [] for name in ways}
    for _ in range(repeats):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def print_table(title, medians, against, errors=None):
    """Medians in ms, their ratio to one of them, and the largest error where it is known."""
    print(f"\n{title}")
    for name, seconds in medians.items():
        ratio = seconds / medians[against]
        error = f"  error {errors[name]:.1e}" if errors and name in errors else ""
        print(f"  {name:<44} {seconds * 1000:9.2f} ms  {ratio:7.2f} ×{error}")
