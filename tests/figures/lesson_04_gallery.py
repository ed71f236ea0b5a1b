"""The figures of lesson 04 with the numbers of the lesson."""

import numpy as np

from course_utils.exercises import lesson_04 as data
from course_utils.figures import lesson_04 as draw
from course_utils.physiology.density.detection import chance_to_count
from course_utils.physiology.density.rhythm import daily_ctx

PERCENT = np.linspace(-8, 8, 161)
HOURS = np.linspace(0, 24, 121)
YEARS = np.linspace(-5, 10, 61)


def _loss(size):
    """A loss that begins around the final period and slows."""
    return -size * np.log1p(np.exp(2 * YEARS)) ** 0.5


def _chances():
    return {f"error {e:.3f}": chance_to_count(0.0078 * PERCENT, e) for e in (0.010, 0.005)}


def _sites():
    courses = {"lumbar spine": 3.4, "total hip": 3.1, "femoral neck": 2.8}
    limits = {"lumbar spine": 2.6, "total hip": 2.9, "femoral neck": 4.8}
    measured = {"lumbar spine": -10.6, "femoral neck": -9.1}
    lines = {site: _loss(size) for site, size in courses.items()}
    return draw.three_sites(YEARS, lines, limits, measured, "SWAN (Greendale 2012)")


def _scores():
    readings = {age: data.scores_at(0.850, age) for age in (35, 75)}
    women = data.reference_means("female", "lumbar_spine")
    return draw.scores_by_age(women, 0.850, readings, "NHANES column, Varatharajan 2026")


def _repeat(site):
    pairs = data.scan_pairs(site)
    return draw.repeat_scans(pairs["first"], pairs["second"], 0.026, site.replace("total_", ""))


LESSON_04 = {
    "two blocks": lambda: draw.two_blocks({"small": (3, 3, 3, 0.75), "large": (4, 4, 4, 1.0)}),
    "scores by age": _scores,
    "repeat scans, hip": lambda: _repeat("total_hip"),
    "repeat scans, spine": lambda: _repeat("spine"),
    "change and limits": lambda: draw.change_and_limits(
        -0.015,
        {
            "most precise technologist": 0.017,
            "our scan room": 0.025,
            "least precise technologist": 0.044,
        },
    ),
    "chance by change": lambda: draw.chance_by_change(
        PERCENT, _chances(), data.mean_changes_in_trials()
    ),
    "three sites": _sites,
    "marker visits": lambda: draw.marker_visits(data.marker_changes(), 30, meals=False),
    "marker visits, meals": lambda: draw.marker_visits(data.marker_changes(), 30),
    "daily rhythm": lambda: draw.daily_rhythm(
        HOURS, daily_ctx(HOURS), daily_ctx(HOURS, fasting=True), "Qvist 2002"
    ),
    "scan pair": lambda: draw.scan_pair(*data.mothers_scans(), ("last year", "this year")),
    "scan pair, numbers": lambda: draw.scan_pair(
        *data.mothers_scans(), ("last year", "this year"), numbers=True
    ),
}
