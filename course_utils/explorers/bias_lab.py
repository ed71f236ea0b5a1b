"""Lesson 15: simulated people whose true answer is known, analyzed in four ways."""

from course_utils.evidence import bias
from course_utils.evidence.bias_cohorts import SEED
from course_utils.explorers.kit.controls import Choice, Levels, Number
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.bias_people import answer_of, twelve_people
from course_utils.explorers.parts.bias_picture import draw, update
from course_utils.explorers.parts.bias_words import ANALYSES, LANDMARK_YEARS, STRATA, reading

HOW = {
    "naive": bias.naive_rate_ratio,
    "person_time": bias.person_time_rr,
    "strata": lambda cohort: bias.person_time_rr(cohort, STRATA),
    "landmark": lambda cohort: bias.landmark_rr(cohort, LANDMARK_YEARS),
}
PEOPLE = (1000, 2000, 3000, 5000, 7000, 10_000, 15_000, 20_000, 30_000, 50_000)


def compute(true_ratio, delay, share, use, event, analysis, people, seed):
    """One simulated study, its answer, and twelve of its people."""
    truth = {"true_ratio": true_ratio, "analysis": analysis, "people": people, "share": share}
    if share in (0, 100):
        return truth | {"answer": None, "twelve": ()}
    cohort = bias.treatment_cohort(
        true_rate_ratio=true_ratio,
        start_delay_years=delay,
        share_of_users=share / 100,
        frailty_on_use=use,
        frailty_on_event=event,
        people=people,
        seed=seed,
    )
    return truth | {
        "answer": answer_of(HOW[analysis], cohort),
        "twelve": twelve_people(cohort, analysis),
    }


EXPLORER = Declaration(
    name="bias_lab",
    title="Bias lab",
    picture=(
        "Left: strips for twelve simulated people, hatched where the analysis counts their time "
        "as treated. Right: the rate ratio this analysis finds, beside the true one."
    ),
    controls=(
        Number("true_ratio", "True rate ratio", "", 0.5, 2, 0.05, 1, decimals=2),
        Number("delay", "Start within", "years", 0, 3, 0.25, 3, decimals=2),
        Number("share", "Meant to use the drug", "%", 0, 100, 5, 50),
        Number("use", "Frailty on use", "log odds per SD", -1.5, 0, 0.1, 0, decimals=1),
        Number("event", "Frailty on events", "log rate per SD", 0, 1, 0.1, 0, decimals=1),
        Choice("analysis", "Analysis", ANALYSES, "naive"),
        Levels("people", "People", "", PEOPLE, 20_000),
        Number("seed", "Random seed", "", SEED - 20, SEED + 20, 1, SEED),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try(
            "The drug does nothing. What does the naive analysis say, and the one that sorts time?",
            ({}, {"analysis": "person_time"}),
        ),
        Try(
            "Let all users start on day one, with three random seeds. What is left of the bias?",
            tuple({"delay": 0, "seed": SEED + more} for more in range(3)),
        ),
        Try(
            "Start on day one, but frail people rarely use the drug (−0.8) and have more events "
            "(0.5). Does sorting time help? Do groups of equal frailty?",
            tuple(
                {"delay": 0, "use": -0.8, "event": 0.5, "analysis": analysis}
                for analysis in ("naive", "person_time", "strata")
            ),
        ),
    ),
)
