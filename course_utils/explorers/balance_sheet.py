"""Lesson 16: what one trial says about many outcomes, for another baseline and other years."""

from course_utils.evidence.balance import GROUPS, SHEETS, balance_lines
from course_utils.explorers.kit.controls import Choice, Levels, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.balance_picture import draw, update
from course_utils.explorers.parts.balance_words import reading

TREATMENTS = {
    "estrogen plus progestogen (WHI)": "estrogen_progestogen",
    "estrogen alone (WHI)": "estrogen_alone",
    "raloxifene, women with heart risks (RUTH)": "raloxifene_ruth",
    "raloxifene, women with osteoporosis (MORE)": "raloxifene_more",
    "lasofoxifene, women with osteoporosis (PEARL)": "lasofoxifene",
}
NAMES = dict(zip(GROUPS, ("Fracture", "Clot", "Breast cancer", "Stroke", "Heart"), strict=True))
TIMES = (0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 3.5, 4)


def compute(treatment, years, route, interval, **groups):
    """The lines of one trial's sheet, and each line times the weight a person gave it."""
    sheet = SHEETS[treatment]
    used = route if sheet.tablets else "oral"
    times = {group: groups[f"{group}_times"] for group in GROUPS}
    lines = balance_lines(treatment, years, times, used)
    weights = lines["group"].map({group: groups[f"{group}_weight"] for group in GROUPS}).fillna(0)
    return {
        "sheet": sheet,
        "years": years,
        "patch": route == "patch",
        "interval": interval,
        "lines": lines.assign(weighed=(weights * lines["difference"].abs()).fillna(0)),
        "weights": dict(zip(lines["outcome"], weights, strict=True)),
        "in_trial": balance_lines(treatment, years, route=used)["difference"],
    }


EXPLORER = Declaration(
    name="balance_sheet",
    title="Balance sheet",
    picture=(
        "Bars left and right of zero, one per outcome of a trial: events fewer or more per 1,000 "
        "women; on the right each bar times the weight set for it. There is no total."
    ),
    controls=(
        Choice("treatment", "Against placebo", TREATMENTS, "estrogen_progestogen"),
        Number("years", "Years", "", 1, 10, 1, 5),
        Choice("route", "Route", {"oral": "oral", "patch (observational)": "patch"}, "oral"),
        Toggle("interval", "Show intervals", "intervals shown", default=True),
        *(Levels(f"{g}_times", f"{name} baseline", "×", TIMES, 1) for g, name in NAMES.items()),
        *(Number(f"{g}_weight", f"{n} weight", "of 5", 0, 5, 1, 0) for g, n in NAMES.items()),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try(
            "Estrogen plus progestogen for 5 years: guess the longest bar on each side, then look.",
            ({},),
        ),
        Try(
            "A woman whose clot baseline is three times that of the trial: which lines move?",
            ({"clots_times": 3},),
        ),
        Try(
            "Raloxifene in RUTH and in MORE: the same drug. Why do the sheets differ?",
            ({"treatment": "raloxifene_ruth"}, {"treatment": "raloxifene_more"}),
        ),
    ),
)
