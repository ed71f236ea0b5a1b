"""Lesson 03: bone after estrogen falls. Fast loss, slow loss, and what a treatment changes."""

from course_utils.explorers.kit.controls import Choice, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.kit.optional import Optional
from course_utils.explorers.parts.years_course import THERAPIES, course, first_year_off, steepest
from course_utils.explorers.parts.years_picture import draw, update
from course_utils.explorers.parts.years_words import reading

ADAPTATION = ("", 0, 1, 0.05, 0.65)
LAG = ("years", 0.2, 1.2, 0.1, 0.8)


def compute(estradiol, treatment, start, stop, adaptation, lag, calcium):
    """Bone, resorption and formation over the years, treated and not (teaching model)."""
    stopped = None if stop == "never" else stop
    person = (estradiol, adaptation, lag)
    untreated = course(*person)
    chosen = treatment != "none" or calcium
    # Without a choice a raloxifene-like course is shown beside, for comparison.
    shown = treatment if chosen else "raloxifene"
    treated = course(*person, shown, start, stopped, calcium)
    followed = treated if chosen else untreated
    return {
        "untreated": untreated,
        "treated": treated,
        "followed": followed,
        "chosen": chosen,
        "treatment": shown,
        "calcium": calcium,
        "start": start,
        "stop": stopped,
        "steepest": steepest(followed),
        "first_year_off": first_year_off(treated, stopped),
    }


EXPLORER = Declaration(
    name="ten_years_of_bone",
    title="Ten years of bone",
    picture=(
        "Model curves over 20 years from the start of the menopausal transition: bone mass with "
        "and without a treatment, resorption and formation, and the change of bone mass per year."
    ),
    controls=(
        Number("estradiol", "Estradiol after the transition", "pg/mL", 1, 60, 1, 5),
        Choice("treatment", "Treatment", THERAPIES, "none"),
        Number("start", "Treatment starts in year", "", 0, 15, 1, 5),
        Optional("stop", "It stops in year", "", tuple(range(6, 21)), "never", "it does not stop"),
        Number("adaptation", "Adaptation γ", *ADAPTATION, decimals=2),
        Number("lag", "Lag of formation τ_F", *LAG, decimals=1),
        Toggle("calcium", "Calcium and vitamin D in those years", "calcium and vitamin D"),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    pinned=("followed",),
    tries=(
        Try("Leave all as it is. In which year is bone lost fastest, and why not at once?", ({},)),
        Try(
            "Hormone therapy from year 5, stopped in year 10. Sketch the first year after the "
            "stop before you look.",
            ({"treatment": "estradiol"}, {"treatment": "estradiol", "stop": 10}),
        ),
        Try(
            "Set adaptation γ to 0. What becomes of the loss per year in the long run? Could a "
            "skeleton do that?",
            ({"adaptation": 0},),
        ),
    ),
)
