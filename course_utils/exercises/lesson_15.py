"""Lesson 15, Trial or cohort?: immortal time, healthy users, cohorts beside trials, transport."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.datasets import load
from course_utils.evidence import bias
from course_utils.evidence.bias_cohorts import SEED
from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.lesson_15_studies import (
    early_and_late,
    fractures,
    hearts,
    nurses,
    pairs,
    starts,
    timing,
    young_in_trials,
)
from course_utils.exercises.ordering import Order
from course_utils.exercises.registry import exercise, foretell, recall

__all__ = [
    "early_and_late",
    "fractures",
    "hearts",
    "nurses",
    "pairs",
    "starts",
    "timing",
    "young_in_trials",
]
TENTHS = 10


def synthetic_people():
    """The table of 4,000 invented people who start a drug that does nothing."""
    return load("cohort_synthetic")


def by_tenth(cohort):
    """Rates and share of users in tenths of frailty.

    Parameters
    ----------
    cohort : DataFrame
        From `course_utils.evidence.bias.treatment_cohort`, all users starting on day one.

    Returns
    -------
    DataFrame
        Rows 1 to 10; ``users`` and ``others`` (events per 100 person-years),
        ``share_of_users`` (percent).
    """
    tenth = pd.qcut(cohort["frailty_sd"], TENTHS, labels=range(1, TENTHS + 1))
    group = cohort.groupby([tenth, "started"], observed=True)
    rate = (100 * group["event"].sum() / group["follow_up_years"].sum()).unstack()
    share = 100 * cohort["started"].groupby(tenth, observed=True).mean()
    return pd.DataFrame({"users": rate[True], "others": rate[False], "share_of_users": share})


def with_noise(cohort, noise_sd):
    """The same people, their frailty known only from a questionnaire with noise.

    Parameters
    ----------
    cohort : DataFrame
    noise_sd : float
        Standard deviation of the error, in standard deviations of frailty.
    """
    error = np.random.default_rng(SEED).normal(scale=noise_sd, size=len(cohort))
    return cohort.assign(frailty_sd=cohort["frailty_sd"] + error)


def naive_ratio_of(people):
    """Rate of whoever ever starts, from day one on, over the rate of the others."""
    users, others = people[people["started"] == 1], people[people["started"] == 0]
    rate_users = users["event"].sum() / users["follow_up_years"].sum()
    rate_others = others["event"].sum() / others["follow_up_years"].sum()
    return rate_users / rate_others


def sorted_rate_ratio(people):
    """Rate on the drug over rate off it, each year on the shelf of what was taken."""
    users = people[people["started"] == 1]
    on_years = (users["follow_up_years"] - users["start_years"]).sum()
    off_years = people["follow_up_years"].sum() - on_years
    on_events = users["event"].sum()
    off_events = people["event"].sum() - on_events
    return (on_events / on_years) / (off_events / off_years)


def _dropped_ratio(people):
    """The years before the first dose belong to nobody."""
    users, others = people[people["started"] == 1], people[people["started"] == 0]
    on_years = (users["follow_up_years"] - users["start_years"]).sum()
    off = others["event"].sum() / others["follow_up_years"].sum()
    return users["event"].sum() / on_years / off


def _doubled_ratio(people):
    """The years before the first dose count on both shelves."""
    users, others = people[people["started"] == 1], people[people["started"] == 0]
    off_years = others["follow_up_years"].sum() + users["start_years"].sum()
    on = users["event"].sum() / users["follow_up_years"].sum()
    return on / (others["event"].sum() / off_years)


def _ratio_of_shares(people):
    users, others = people[people["started"] == 1], people[people["started"] == 0]
    return users["event"].mean() / others["event"].mean()


exercise(
    "L15.E1",
    title="The naive answer of another cohort",
    variable="naive_ratio",
    answer=Number("times (a rate ratio)", tolerance=0.01),
    fixed="reads a cohort drawn for the lesson",
    reference=naive_ratio_of,
    given={"people": synthetic_people},
    hints=(
        "Whose clock is it? In the naive analysis every year of a user belongs to the users.",
        "Two rates: `event` summed over `follow_up_years` summed, once where `started` is 1, "
        "once where it is 0. Then divide.",
    ),
    wrong=(
        Wrong(
            1,
            "One is the truth that was planted. What does this analysis find?",
        ),
        Wrong(
            lambda: sorted_rate_ratio(synthetic_people()),
            "This is the ratio after sorting the years, the repaired one. "
            "Which years does the naive analysis give to the users?",
        ),
        Wrong(
            lambda: 1 / naive_ratio_of(synthetic_people()),
            "This is others over users. Which rate stands on top if the question is what the "
            "drug does?",
        ),
        Wrong(
            lambda: _ratio_of_shares(synthetic_people()),
            "You divided shares of people. Both groups were followed for different times: "
            "by what does a rate divide?",
        ),
        Wrong(
            lambda: _dropped_ratio(synthetic_people()),
            "The years before the first dose are on no shelf here. Where does the naive "
            "analysis put them?",
            "M-EPI-8",
        ),
    ),
    right="Almost half the events gone, by a drug that does nothing, in a table you can open. "
    "The error is made by the ruler, so more people would not remove it.",
    nudge="Work out the two rates one by one and look at them. How many events, in how many years?",
)


_STEPS = {
    "A": "Divide events by years on each shelf, then one rate by the other.",
    "B": "Put every event on the shelf that was open when it happened.",
    "C": "Put all years of whoever ever takes the drug on the shelf of the treated.",
    "D": "Set time zero: the day a person may enter, by the same rule for everybody.",
    "E": "Cut the years of each user at the first dose.",
}


def from_time_zero_to_ratio():
    """The cards in order, each followed by the step that needs it."""
    then = {"D": "E", "E": "B", "B": "A"}
    order = "D"
    while order[-1] in then:
        order += then[order[-1]]
    return order


exercise(
    "L15.E2",
    title="An honest rate ratio, in order",
    variable="steps",
    answer=Order(_STEPS, steps=4),
    reference=from_time_zero_to_ratio,
    hints=(
        "Nothing can be counted before the clock runs. One card stays out.",
        "The clock, the cut, the counting, the division.",
    ),
    wrong=(
        Wrong(
            "DCBA",
            "One card shelves the waiting years with the drug. Could a user have had the event "
            "in them?",
            "M-EPI-8",
        ),
        Wrong(
            "EDBA",
            "You cut before the clock runs. From which day are the years before the cut counted?",
        ),
        Wrong(
            "ADEB",
            "You divide first. What would stand above and below the line at that moment?",
        ),
        Wrong(
            "DBEA",
            "The events are shelved before there are two shelves for a user. "
            "Which step makes the second one?",
        ),
    ),
    right="The same four steps a trial takes. There the first two happen on one day, "
    "by a draw, and nobody has to remember them.",
    nudge="Ask of each card what must be there before it can be done.",
)


class _Fresh(tuple):
    """Inputs that hand out copies of their tables, so that no answer can change a case."""

    def __iter__(self):
        return (table.copy() for table in tuple.__iter__(self))


def _case(label, **settings):
    return Case(label, _Fresh((bias.treatment_cohort(people=2000, **settings),)))


exercise(
    "L15.E3",
    title="Sort the years yourself",
    variable="sorted_rate_ratio",
    answer=Function(
        parameters=("people",),
        cases=(
            _case("a drug that does nothing", event_rate_per_year=0.05),
            _case("a drug that halves events", true_rate_ratio=0.5, event_rate_per_year=0.08),
            _case("everybody starts on day one", start_delay_years=0.0, event_rate_per_year=0.05),
            _case("few users, late starts", share_of_users=0.2, event_rate_per_year=0.1),
        ),
        unit="times (a rate ratio)",
        tolerance=0.002,
    ),
    reference=sorted_rate_ratio,
    hints=(
        "A user gives two pieces of time: one before the first dose, one after it.",
        "Years on the drug: `follow_up_years` minus `start_years`, summed over users. "
        "All other years, and all events of people who never started, lie on the other shelf.",
    ),
    wrong=(
        Wrong(
            naive_ratio_of,
            "All years of a user count as treated here. Which of them did she live through "
            "without the drug?",
            "M-EPI-8",
        ),
        Wrong(
            _dropped_ratio,
            "The years before the first dose have vanished. They were lived, without an event "
            "and without the drug: which shelf is theirs?",
            "M-EPI-8",
        ),
        Wrong(
            _doubled_ratio,
            "The waiting years lie on both shelves. From which one must they be taken?",
            "M-EPI-8",
        ),
        Wrong(
            lambda people: 1 / sorted_rate_ratio(people),
            "Upside down: this is off over on. Which rate stands on top?",
        ),
        Wrong(
            _ratio_of_shares,
            "Shares of people do not know how long each was followed. What does a rate divide by?",
        ),
    ),
    right="Four lines, and the bias of the first section is gone. It takes no statistics, "
    "only the date of the first dose, which is why its absence is so hard to forgive.",
    nudge="Take one user in your head, first dose after 2 of her 5 years. "
    "How many years does she give to each shelf?",
)


def direction_of_healthy_users():
    """Health lowers events and raises use, so users have fewer events: below 1."""
    return "C"


exercise(
    "L15.E4",
    title="Which way does it push?",
    variable="direction",
    answer=Choice(
        {
            "A": "Above 1: the drug looks harmful.",
            "B": "To 1: with enough people the difference averages out.",
            "C": "Below 1: the drug looks protective.",
            "D": "Either way, as the sample happens to fall.",
        }
    ),
    reference=direction_of_healthy_users,
    hints=(
        "Who has fewer events to begin with, and in which group do they stand?",
        "Healthier people start; healthier people have fewer events, drug or no drug.",
    ),
    wrong=(
        Wrong(
            "A",
            "Then users would have had more events. Were they the more or the less healthy ones?",
            "M-EPI-7",
        ),
        Wrong(
            "B",
            "More people narrow the interval. Do they also make the two groups alike?",
            "M-EPI-7",
        ),
        Wrong(
            "D",
            "Chance has no preferred side. Does health, in this story?",
        ),
    ),
    right="And a larger cohort only makes the wrong answer more exact. Sick people chosen for "
    "a drug push the other way; that is called confounding by indication.",
    nudge="Let the drug do nothing. Compare the two groups as if neither had swallowed anything.",
)


def two_mechanisms():
    """Who starts, and when: the reading that names both."""
    return "B"


exercise(
    "L15.E5",
    title="0.86 here, 1.30 there",
    variable="who_and_when",
    answer=Choice(
        {
            "A": "Trials are always right, so the cohort needs no explanation.",
            "B": "Healthier women chose hormones, and most had chosen them long before they "
            "were counted.",
            "C": "It is chance alone: with so few women the two could be one number.",
            "D": "The women differed, so nothing can be learned from laying the two side by side.",
        }
    ),
    reference=two_mechanisms,
    hints=(
        "Two things differ at the start: who takes the drug, and when counting begins.",
        "One bias of each section of this lesson: choice, and clocks.",
    ),
    wrong=(
        Wrong(
            "A",
            "A trial can be small, unblinded or in the wrong people. What does it have that "
            "makes this one weigh more?",
        ),
        Wrong(
            "C",
            "The authors compared the two and found them apart by more than chance. "
            "What besides chance differs between choosing and being drawn?",
        ),
        Wrong(
            "D",
            "They differed in ways that were measured, such as the years since menopause. "
            "Can a difference that is known be used?",
            "M-EPI-11",
        ),
    ),
    right="Who starts, and when the clock starts. Neither is settled by adding more women, and "
    "the second can be repaired in a cohort, as the nurses' study showed.",
    nudge="Think of the two halves of this lesson. Which error did each of them make?",
)


_NAIVE_GUESSES = {"A": 1.80, "B": 1.00, "C": 0.80, "D": 0.55}


def _nearest(guesses, value):
    return min(guesses, key=lambda letter: abs(np.log(guesses[letter] / value)))


def _naive_of_nothing():
    return bias.naive_rate_ratio(bias.immortal_time_cohort())


foretell(
    "L15.P1",
    title="A drug that does nothing",
    prompt="Half of 20,000 people are meant to start the drug some time in the next three years. "
    "It does nothing. An analyst calls everybody a user who ever started it, and counts "
    "everyone's years from day one. Which ratio of rates, users to others, comes out?",
    options={
        "A": "About 1.8: users have more events.",
        "B": "About 1.0: nothing, as it should be.",
        "C": "About 0.8: a fifth fewer events.",
        "D": "About 0.55: almost half fewer.",
    },
    right=lambda: _nearest(_NAIVE_GUESSES, _naive_of_nothing().estimate),
    happened=lambda: (
        f"{_naive_of_nothing().estimate:.2f} (95 % interval {_naive_of_nothing().ci_low:.2f} to "
        f"{_naive_of_nothing().ci_high:.2f}), for a drug that does nothing."
    ),
    explain="To become a user one has to get as far as the first dose without the event. "
    "Those safe years were counted for the drug, and whoever had the event before starting was "
    "counted against doing without.",
)


def _healthy_ratios():
    cohort = bias.healthy_user_cohort()
    return bias.person_time_rr(cohort), bias.person_time_rr(cohort, TENTHS)


foretell(
    "L15.P2",
    title="Only like with like",
    prompt="Healthy people prefer the drug; the ratio is 0.74 though the drug does nothing. "
    "Now each user is compared only with non-users of the same tenth of frailty. "
    "What happens to the ratio?",
    options={
        "A": "It stays near 0.74: the years were on their shelves already.",
        "B": "It comes close to 1.",
        "C": "It comes half way, to about 0.87.",
        "D": "It jumps above 1.3.",
    },
    right=lambda: _nearest(
        {"A": 0.74, "B": 1.0, "C": 0.87, "D": 1.3}, _healthy_ratios()[1].estimate
    ),
    happened=lambda: (
        f"From {_healthy_ratios()[0].estimate:.2f} to {_healthy_ratios()[1].estimate:.2f} "
        f"(95 % interval {_healthy_ratios()[1].ci_low:.2f} to {_healthy_ratios()[1].ci_high:.2f})."
    ),
    explain="Within a tenth there is hardly any difference in frailty left to be mistaken for the "
    "drug. The catch is the word frailty: here it is a column of the table.",
)


def _noisy():
    return bias.person_time_rr(with_noise(bias.healthy_user_cohort(), 1.0), TENTHS)


foretell(
    "L15.P3",
    title="A questionnaire for frailty",
    prompt="In life nobody reads frailty off a column. A questionnaire catches it with an error as "
    "large as the differences between people. Its tenths are used instead. "
    "What is the ratio now? (Raw it was 0.74, with true frailty 1.02.)",
    options={
        "A": "About 1.02: tenths are tenths.",
        "B": "About 0.97: nearly repaired.",
        "C": "About 0.85: less than half of the way.",
        "D": "About 0.74: a poor measure is worth nothing.",
    },
    right=lambda: _nearest({"A": 1.02, "B": 0.97, "C": 0.85, "D": 0.74}, _noisy().estimate),
    happened=lambda: f"{_noisy().estimate:.2f} ({_noisy().ci_low:.2f} to {_noisy().ci_high:.2f}).",
    explain="Half-known frailty is half adjusted for. The table will say 'adjusted for frailty', "
    "the interval will be narrow, and what remains looks exactly like a drug effect.",
)


def _which_part_ways():
    table = pairs()
    heart = table[table["question"] == "heart attack,\nestrogen + progestin"]
    bone = table[table["question"] == "any fracture"]
    apart = [not _one_side(rows["estimate"]) for rows in (heart, bone)]
    return {(True, False): "A", (False, True): "B", (True, True): "C"}.get(tuple(apart), "D")


def _one_side(ratios):
    return bool((ratios < 1).all() or (ratios > 1).all())


foretell(
    "L15.P4",
    title="Where do they part?",
    prompt="Women who chose hormones, and women who were drawn to get them or placebo. For which "
    "outcome do the two kinds of study come out on opposite sides of 1?",
    options={
        "A": "Heart attacks with estrogen plus progestin, but not fractures.",
        "B": "Fractures, but not heart attacks.",
        "C": "Both.",
        "D": "Neither.",
    },
    right=_which_part_ways,
    happened=lambda: (
        "Heart attack: cohort {:.2f}, trial {:.2f}. ".format(*hearts()["estimate"].iloc[:2])
        + "Any fracture: cohort {:.2f}, trials {:.2f} and {:.2f}.".format(*fractures()["estimate"])
    ),
    explain="For bone both designs point the same way. For the heart they do not. In every pair "
    "the cohort is the kinder of the two, so the same push may be in all of them.",
)


def _first_two_years():
    rows = nurses().set_index("question")["estimate"]
    return rows["all nurses,\nfirst 2 years"], rows["all nurses,\nafter 2 years"]


foretell(
    "L15.P5",
    title="The first two years",
    prompt="The nurses' cohort is arranged like a trial: each time a woman starts estrogen "
    "plus progestin, a clock opens for her and for those who did not start. Over all years the "
    "hazard ratio for coronary disease is 0.96. What was it in the first two years?",
    options={
        "A": "About 0.6: the benefit comes early.",
        "B": "About 0.96: the same at all times.",
        "C": "About 1.4: more events early.",
        "D": "It cannot be found in a cohort.",
    },
    right=lambda: _nearest({"A": 0.6, "B": 0.96, "C": 1.4}, _first_two_years()[0]),
    happened=lambda: "{:.2f} in the first two years, {:.2f} after them.".format(
        *_first_two_years()
    ),
    explain="A study of long-standing users begins after those years. Who had her heart attack "
    "early is no longer among the users it can count; the clock has started too late.",
)


recall(
    "L15",
    Question(
        "Lesson 14: fluoride raised spine density by 35 % in four years. What happened to the "
        "fractures outside the spine, and what is such a density then called?",
        "They tripled, 72 against 24. A surrogate: it may stand in for the outcome, and here it "
        "did not.",
    ),
    Question(
        "Lesson 13: a risk ratio of 0.93 with an interval from 0.81 to 1.06. Does the treatment "
        "do nothing?",
        "That is one possibility. The data fit anything from 19 % fewer events to 6 % more.",
    ),
    Question(
        "Lesson 10: SHBG doubles in a man whose axis works. What happens to his total "
        "testosterone, and what to the free hormone?",
        "Total rises, free ends near where it was. A number can move because of what it is "
        "measured with; keep that thought.",
    ),
)
