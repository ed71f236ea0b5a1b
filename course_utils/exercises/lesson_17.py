"""Lesson 17, the capstone: planning, counting and comparing a trial, and what is left to claim."""

from __future__ import annotations

from course_utils.datasets import load
from course_utils.evidence.surrogates import people_per_arm_for_means
from course_utils.exercises import lesson_17_data as data
from course_utils.exercises.answers import Choice, Number, Numbers, Part
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.enrollment import DESIGN as COHORT
from course_utils.physiology.parameters import parameter_set

TRIAL = parameter_set("lesson_17")
YEARS = 3
SE_CASES = (
    Case("a model above the study", (3.5, 0.5, 2.6, 0.3)),
    Case("a model below the study", (-3.1, 0.4, -1.3, 0.2)),
    Case("both alike", (1.0, 0.3, 1.0, 0.3)),
    Case("a study much surer than the model", (2.0, 1.2, 0.8, 0.1)),
)


def design_numbers():
    """What the plan rests on: difference, spread, power (percent) and leaving per year."""
    return {
        "difference": TRIAL["difference"],
        "sd": TRIAL["change_sd"],
        "power": TRIAL["power"] / 100,
        "leaving": COHORT["dropout"],
    }


def clots_in_more():
    """Women with a clot in a vein in MORE, both doses pooled: (events, women) of each arm."""
    table = load("safety_outcomes")
    here = (table["trial_id"] == "MORE") & (table["outcome"] == "venous_thromboembolism")
    row = table[here & table["events_arm"].notna()].iloc[0]
    names = ("events_arm", "n_arm", "events_comparator", "n_comparator")
    return tuple(int(row[name]) for name in names)


def women_to_enroll(design):
    """Women per arm so that enough are left after three years of leaving."""
    n = people_per_arm_for_means(design["difference"], design["sd"], power=design["power"])
    return n / (1 - design["leaving"]) ** 3


def _needed(power=None, difference=None, sd=None):
    plan = design_numbers()
    return people_per_arm_for_means(
        difference or plan["difference"], sd or plan["sd"], power=power or plan["power"]
    )


exercise(
    "L17.E1",
    title="How many women to enroll",
    variable="women_per_arm",
    answer=Number("women", tolerance=1.2),
    fixed="reads the design of the lesson's trial",
    reference=women_to_enroll,
    given={"design": design_numbers},
    hints=(
        "Two steps: how many must be there at the end, then how many to enroll so that this many "
        "are left.",
        "`people_per_arm_for_means(difference, sd, power=…)` gives the first; the share left is "
        "`(1 - leaving) ** 3`. Multiply or divide?",
    ),
    wrong=(
        Wrong(
            _needed,
            "So many must be there at the end. Some leave each year: how many do you enroll?",
        ),
        Wrong(
            lambda: _needed(power=0.8) / (1 - COHORT["dropout"]) ** 3,
            "This gives a chance of four in five to find the difference. Which chance does the "
            "plan ask for?",
        ),
        Wrong(
            lambda: _needed() * (1 - COHORT["dropout"]) ** 3,
            "Enrolling fewer because some will leave goes the wrong way. Which of the two numbers "
            "must be the larger?",
        ),
        Wrong(
            lambda: 2 * women_to_enroll(design_numbers()),
            "This is both arms together. Of how many arms does the question speak?",
        ),
        Wrong(
            lambda: women_to_enroll(design_numbers()) / 2,
            "A difference of two means carries the noise of both arms. Is the factor 2 in it?",
        ),
    ),
    right="Forty-two women an arm. The plan of the copied trial uses this number, fixed before "
    "anybody was followed.",
    nudge="Write the two steps on two lines: the number at the end, and the share that stays.",
)


def extra_clots(clots):
    """Extra women with a clot per 1,000, and women treated for one extra."""
    events, women, events_0, women_0 = clots
    extra = events / women - events_0 / women_0
    return 1000 * extra, 1 / extra


def _with(events, women, events_0, women_0):
    extra = events / women - events_0 / women_0
    return 1000 * extra, 1 / extra


def _clots(form):
    return lambda: form(*clots_in_more())


exercise(
    "L17.E2",
    title="Clots for one card",
    variable="clots_for_the_card",
    answer=Numbers(
        (Part("extra", "women of 1,000", 0.2), Part("number needed to harm", "women", 5.0)),
    ),
    fixed="reads the counts of a trial",
    reference=extra_clots,
    given={"clots": clots_in_more},
    hints=(
        "Each arm has its own number of women. Share first, difference second.",
        "With `events, women, events_0, women_0 = clots`: the extra share is events / women − "
        "events_0 / women_0; per 1,000, and turned upside down.",
    ),
    wrong=(
        Wrong(
            _clots(lambda e, n, e0, n0: (1000 * e / n, n / e)),
            "These are all clots on the tablet. How many would have come without it?",
        ),
        Wrong(
            _clots(lambda e, n, e0, n0: (1000 * (e - e0) / n, n / (e - e0))),
            "The two arms differ in size. Can their counts be subtracted as they are?",
        ),
        Wrong(
            _clots(lambda e, n, e0, n0: (1000 * (e - e0) / n0, n0 / (e - e0))),
            "The arms differ in size, and the arm on tablets is the larger. Which count belongs "
            "to which number of women?",
        ),
        Wrong(
            _clots(lambda e, n, e0, n0: ((e / n) / (e0 / n0), 1 / ((e / n) / (e0 / n0)))),
            "That is the ratio of the two shares. A card counts people: how many more of 1,000?",
            "M-EPI-1",
        ),
        Wrong(
            _clots(lambda e, n, e0, n0: (10000 * (e / n - e0 / n0), 1 / (e / n - e0 / n0))),
            "The first number counts of 10,000 women. What does the card count of?",
        ),
    ),
    right="Over 3.3 years. A card that names the fractures spared and leaves out the clots is "
    "not a smaller card, it is another one.",
    nudge="Make the two shares first, each with its own women. What is left when you subtract?",
)


def apart(model, model_se, study, study_se):
    """Model minus study, in standard errors of that difference."""
    return (model - study) / (model_se**2 + study_se**2) ** 0.5


exercise(
    "L17.E3",
    title="How far apart",
    variable="apart",
    answer=Function(
        parameters=("model", "model_se", "study", "study_se"),
        cases=SE_CASES,
        unit="standard errors",
        tolerance=0.01,
    ),
    reference=apart,
    hints=(
        "Two noisy numbers. The noise of their difference is larger than either, and smaller "
        "than the sum.",
        "Add the squares of the two standard errors, take the root, and divide model minus study "
        "by it.",
    ),
    wrong=(
        Wrong(
            lambda m, a, s, b: (m - s) / (a + b),
            "You added the standard errors as they are. Do two errors that go either way add up "
            "like that?",
        ),
        Wrong(
            lambda m, a, s, b: (m - s) / a,
            "Only the noise of the model is in it. Is the study known without error?",
        ),
        Wrong(
            lambda m, a, s, b: (m - s) / b,
            "Only the noise of the study is in it. How many women did the model follow?",
        ),
        Wrong(
            lambda m, a, s, b: (s - m) / (a**2 + b**2) ** 0.5,
            "The sign is turned. A model that promises more than the study: should that be above "
            "or below zero?",
        ),
        Wrong(
            lambda m, a, s, b: abs(m - s) / (a**2 + b**2) ** 0.5,
            "The size is right and the direction is lost. Which way does the model miss?",
        ),
        Wrong(
            lambda m, a, s, b: (m - s) / (a**2 + b**2),
            "Squares were added and no root was taken. What unit has the number you divide by?",
        ),
    ),
    right="Two numbers within about two standard errors do not contradict each other. That is "
    "less than saying that they agree.",
    nudge="Start with the noise: what is the standard error of a difference of two independent "
    "numbers?",
)


def left_without_fractures():
    """With the last model link off, density is all the model can speak of."""
    return "C"


exercise(
    "L17.E4",
    title="What is left to claim",
    variable="left_to_claim",
    answer=Choice(
        {
            "A": "That raloxifene spares Ana spine fractures, as its density gain shows.",
            "B": "Nothing at all: without the last link the whole chain is empty.",
            "C": "That the model expects a higher spine density; about fractures one needs a trial "
            "that counted them.",
            "D": "That raloxifene does not change Ana's fractures: the hazard ratio is 1.",
        }
    ),
    reference=left_without_fractures,
    hints=(
        "A link that is off holds its quantity still. Which quantities still move?",
        "Density is computed before fractures are. And a hazard held at its start is no finding.",
    ),
    wrong=(
        Wrong(
            "A",
            "The step from density to fracture is the one that was switched off. What else would "
            "carry the sentence?",
            "M-EPI-6",
        ),
        Wrong(
            "B",
            "Every link before the last one still runs. What does the panel of density show?",
        ),
        Wrong(
            "D",
            "The ratio is 1 because it was held there. Is a value one sets a result one finds?",
            "M-ODE-4",
        ),
    ),
    right="Each sentence may rest on the links that carry it, and on no other. For spine "
    "fractures on raloxifene there is such a trial.",
    nudge="Go through the links in order and stop at the one that is off. What has been computed "
    "by then?",
)


def direction_of_the_series():
    """Men who stay on a drug and are followed are those who do well on it."""
    return "B"


exercise(
    "L17.E5",
    title="Which way does it push",
    variable="which_way",
    answer=Choice(
        {
            "A": "Downward: those who stayed had the most left to gain.",
            "B": "Upward: the gain of those who stayed is larger than the effect on all who began.",
            "C": "In no direction: without a control group a study is merely less precise.",
            "D": "It cannot push the number, because every man is compared with himself.",
        }
    ),
    reference=direction_of_the_series,
    hints=(
        "Think of who is no longer there when the last scan is made, and why he went.",
        "Those who felt nothing or had side effects stopped. What does that do to the average of "
        "the rest?",
    ),
    wrong=(
        Wrong(
            "A",
            "Think of the men who felt no better. Are they more likely or less likely to be at the "
            "last scan?",
            "M-EPI-7",
        ),
        Wrong(
            "C",
            "More men would make the number steadier. Would they bring back those who left?",
            "M-EPI-7",
        ),
        Wrong(
            "D",
            "His own baseline tells what changed. Does it tell what would have happened "
            "without the drug, and to those who left?",
            "M-EPI-7",
        ),
    ),
    right="Naming a bias is half of it; the direction is the other half. The claim that rests on "
    "such a series is stronger than the series.",
    nudge="Draw the men who began, cross out those who stopped, and average the rest. Who was "
    "crossed out?",
)


def _link_without_effect():
    held = data.links_held()["difference"]
    still = held.index[abs(held - held["none held"]) < 0.05]
    letters = {"concentration": "A", "receptor": "B", "cells": "C", "hormones": "D"}
    (same,) = (letters[link] for link in still if link in letters)
    return same


def _held_in_words():
    held = data.links_held()["difference"]
    return (
        f"All links on: {held['none held']:.1f} percentage points. Hormones held: "
        f"{held['hormones']:.1f}. Concentration, receptor or bone cells held: 0."
    )


foretell(
    "L17.P1",
    title="One link stands still",
    prompt="After three years raloxifene leaves Ana's spine some percentage points above the one "
    "she would have without it. Now one link of the chain is held still. Which one changes "
    "nothing?",
    options={
        "A": "The concentration in blood.",
        "B": "The estrogen receptors.",
        "C": "The bone cells.",
        "D": "The hormones of brain and ovary.",
    },
    right=_link_without_effect,
    happened=_held_in_words,
    explain="Ana's ovaries have stopped, so the loop has nothing left to answer with. In David "
    "the same switch takes away most of what clomiphene does.",
)


def _draws_in_words():
    gains, better, count = data.count_draws()
    return f"{gains} of {count} draws end above the start, {better} of {count} above no drug."


def _which_draws():
    gains, better, count = data.count_draws()
    if better < 0.9 * count:
        return "A" if gains < 0.9 * count else "B"
    return "B" if gains > 0.9 * count else "C"


foretell(
    "L17.P2",
    title="Fifty draws",
    prompt="The chain is run 50 times for Ana, each time with other values for every number that "
    "is not measured. In how many runs does her spine gain density in three years on raloxifene, "
    "and in how many does it end above the run without the drug?",
    options={
        "A": "In about half it gains, and in about half it ends above no drug.",
        "B": "In nearly all it gains, and in nearly all it ends above no drug.",
        "C": "In about half it gains, and in all it ends above no drug.",
        "D": "In nearly all it gains, and in about half it ends above no drug.",
    },
    right=_which_draws,
    happened=_draws_in_words,
    explain="How far the tablet carries her hangs on numbers nobody measured in her. That it "
    "leaves her ahead holds in every draw of this model. The first is about one woman's number, "
    "the second about a direction.",
)


def _what_agrees():
    gaps = data.johnston_copied()["apart"].abs()
    arms, gap = (gaps.drop("difference") < data.Z95).all(), gaps["difference"] < data.Z95
    return {(True, True): "A", (False, True): "B", (True, False): "C", (False, False): "D"}[
        bool(arms), bool(gap)
    ]


def _agreement_in_words():
    table = data.johnston_copied()
    told = (f"{name} {row['model']:+.1f} against {row['study']:+.1f}" for name, row in
            table.iterrows())  # fmt: skip
    return f"Model against study, percent: {', '.join(told)}.".replace("-", "−")


foretell(
    "L17.P3",
    title="A copy of a trial",
    prompt="Forty-two virtual women an arm take raloxifene or placebo for three years, as the "
    "women in Johnston 2000 did. What will lie within 1.96 standard errors of the published "
    "number?",
    options={
        "A": "Both arms and the difference between them.",
        "B": "The difference between the arms; the arms themselves will not.",
        "C": "Both arms; the difference between them will not.",
        "D": "Neither the arms nor their difference.",
    },
    right=_what_agrees,
    happened=_agreement_in_words,
    explain="On placebo the virtual women lose more than twice as much as the real ones, who "
    "also took calcium; on raloxifene they gain less. What both arms lack alike falls out of the "
    "difference.",
)


recall(
    "L17",
    Question(
        "Lesson 16: a drug spares fractures and brings clots. What must the two numbers share "
        "before you lay them side by side?",
        "The same people, the same denominator and the same time: so many of 1,000 over so many "
        "years.",
    ),
    Question(
        "Lesson 15: people who take a drug do better than those who do not. Name one reason "
        "other than the drug.",
        "They differ before the first tablet: who is offered it, who can pay, who lives healthily "
        "(healthy users); or the time before they began was counted as treated (immortal time).",
    ),
    Question(
        "Lesson 07: a partial agonist meets a woman with much estradiol, and one with little. "
        "Which way does it push the signal in bone?",
        "Down in the first, up in the second. The same tablet, the same dose.",
    ),
)
