"""The figures of lesson 16, once each, for the tests that hold for all figures."""

from course_utils.evidence.balance import balance_lines
from course_utils.exercises import lesson_16_data as data
from course_utils.figures import lesson_16 as draw
from course_utils.figures import lesson_16_known as grid
from course_utils.figures.balance import balance_sheet

KINDS = [
    ("counted", "trial", 0.58, 0.47, 0.70),
    ("by a detour", "indirect", 0.91, 0.69, 1.19),
    ("watched", "cohort", 1.7, 1.1, 2.8),
]


def _two():
    sheets = {"RUTH": "raloxifene_ruth", "MORE": "raloxifene_more"}
    return draw.two_sheets({k: balance_lines(v, 5) for k, v in sheets.items()}, 5)


LESSON_16 = {
    "first sheet": lambda: balance_sheet(
        balance_lines("estrogen_progestogen", 5), 5, treatment="Estrogen plus progestogen"
    ),
    "known or open": lambda: grid.known_or_open(data.states()),
    "two sheets": _two,
    "three kinds of ratio": lambda: draw.ratio_rows(data.as_rows(KINDS), "Ratios of three kinds"),
    "routes": lambda: draw.ratio_rows(data.route_ratios(), "Clots with estrogen"),
    "two clocks": lambda: grid.two_clocks(data.EVENTS),
}
