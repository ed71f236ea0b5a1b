"""How the bias lab names its analyses and reads out their answers."""

from __future__ import annotations

from course_utils.explorers.parts.effect_marks import ratio_words

LANDMARK_YEARS = 3
STRATA = 10
ANALYSES = {
    "naive: users from day one": "naive",
    "person-time: sort the years": "person_time",
    "strata: years, within tenths of frailty": "strata",
    f"landmark: users by year {LANDMARK_YEARS}": "landmark",
}
SHELVED = {
    "naive": "all years of a user count as treated",
    "person_time": "years before the start count as untreated",
    "strata": "years sorted, and compared only within tenths of equal frailty",
    "landmark": f"the clock starts at year {LANDMARK_YEARS}, users are those on it by then",
}


def reading(result):
    """Truth, answer and what the analysis did with the years."""
    true = f"the true rate ratio is {result['true_ratio']:.2f}"
    answer = result["answer"]
    if answer is None:
        return f"{true}; there is no answer: {missing(result)}"
    words = ratio_words(answer.estimate, answer.ci_low, answer.ci_high)
    within = "holds" if answer.ci_low <= result["true_ratio"] <= answer.ci_high else "misses"
    return (
        f"{true}; this analysis of {result['people']:,} simulated people over 5 years finds "
        f"{words}, an interval that {within} the truth; {SHELVED[result['analysis']]}"
    )


def missing(result):
    """Why there is no ratio."""
    if result["share"] in (0, 100):
        who = "nobody" if result["share"] == 0 else "everybody"
        return f"{who} is meant to use the drug, so there is no one to compare with"
    return "one side has no event, so no ratio can be formed"
