"""Lesson 05, From dose to blood: build-up, two isomers, a metabolite, two routes, missed doses."""

from __future__ import annotations

from functools import cache

import numpy as np

from course_utils.datasets import load
from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Follows, Vary
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.drugs import (
    Gap,
    Regimen,
    accumulation_ratio,
    drug,
    exposure,
    half_life_to_k,
    repeated_bolus,
    time_to_fraction,
)
from course_utils.physiology.parameters import parameter_set

HALVES = parameter_set("pk_half_lives")  # hours; the teaching half-lives
MIX = parameter_set("pk_clomiphene")  # shares of the tablet


def measured_isomers():
    """Median serum levels of both isomers in men on clomiphene 25 mg a day (Helo 2017).

    Returns
    -------
    dict
        ``enclomiphene`` and ``zuclomiphene``, ng/mL, and their ``ratio``.
    """
    table = load("pharmacokinetics")
    rows = table[table["citation_key"] == "helo2017"].set_index("analyte")["value"]
    found = {name: float(rows[name]) for name in ("enclomiphene", "zuclomiphene")}
    return found | {"ratio": float(rows["zuclomiphene:enclomiphene"])}


def clot_rows():
    """Clots in users of oral and of transdermal estrogen, against women who used neither.

    Returns
    -------
    DataFrame
        ``study``, ``route``, ``measure``, ``estimate``, ``ci_low``, ``ci_high``,
        ``verification``.
    """
    table = load("safety_outcomes")
    wanted = table["trial_id"].isin(["ESTHER", "E3N"]) & table["arm"].str.endswith("al_estrogen")
    rows = table.loc[wanted & (table["outcome"] == "venous_thromboembolism")]
    names = {"ESTHER": "ESTHER, Canonico 2007", "E3N": "E3N, Canonico 2010"}
    rows = rows.assign(
        study=rows["trial_id"].map(names), route=rows["arm"].str.removesuffix("_estrogen")
    )
    columns = ["study", "route", "measure", "estimate", "ci_low", "ci_high", "verification"]
    return rows[columns].reset_index(drop=True)


def label_fall():
    """Endoxifen of poor metabolizers against others, a share (1 = equal); product information."""
    table = load("pharmacokinetics")
    row = table[table["parameter"] == "cyp2d6_poor_metabolizer_change"]
    return 1 + float(row["value"].item()) / 100


# A class set with another half-life does not ascribe it to a real drug.
_HALF_LIFE = Vary(
    30,
    (33, 36, 40, 45, 50),
    in_task=lambda days: (
        "Zuclomiphene, half-life 30 days" if days == 30 else f"A drug, half-life {days} days"
    ),
)
_ANOTHER_HALF_LIFE = Vary(
    30,
    (28, 32, 35, 38, 42),
    in_task=lambda days: (
        "The same drug." if days == 30 else f"Another drug, half-life {days} days, once a day."
    ),
)


def zuclomiphene_build_up(half_life_days=30):
    """Peak at steady state over the peak of the first tablet, one tablet a day."""
    left_after_a_day = 2 ** (-1 / half_life_days)
    return 1 / (1 - left_after_a_day)


exercise(
    "L05.E1",
    title="How high it piles",
    variable="pile",
    answer=Number("multiples of the first peak", tolerance=0.3),
    numbers={"half_life_days": _HALF_LIFE},
    reference=zuclomiphene_build_up,
    hints=(
        "What share of zuclomiphene survives the day from one tablet to the next?",
        "Share left: 2 to the power of minus one day over the half-life. "
        "All earlier tablets together: 1/(1 − share left).",
    ),
    wrong=(
        Wrong(
            lambda half_life_days: half_life_days,
            "This is the half-life in days. What share is left one day after a tablet?",
            "M-PK-2",
        ),
        Wrong(
            lambda half_life_days: 2 ** (1 / half_life_days),
            "This is peak over trough, the swing within one day. How high above the first "
            "tablet does the whole curve stand?",
        ),
        Wrong(
            2,
            "This is what one tablet every half-life would give. How often is a tablet taken here?",
        ),
        Wrong(
            lambda half_life_days: 2 * half_life_days,
            "Two half-lives in days say when three quarters of the plateau are reached. "
            "Which number says how high it is?",
        ),
        Wrong(
            lambda half_life_days: 1 / (1 - 2 ** (-24 / half_life_days)),
            "The interval counts in hours and the half-life in days here. "
            "Do both carry the same unit?",
            "M-NUM-1",
        ),
        Wrong(
            lambda half_life_days: 1 / (1 - np.exp(-1 / half_life_days)),
            "The rate constant is not 1/t½. Which number stands above the half-life?",
        ),
    ),
    right="One tablet adds little to what is there. For the same reason one forgotten tablet takes "
    "little away.",
    nudge="Two steps: the share left after a day, then the sum over all earlier tablets. "
    "Which of the two is in your number?",
)


def days_to_ninety_percent(half_life_days=30):
    """Days until a drug taken daily has reached 90 % of its plateau."""
    return time_to_fraction(half_life_days, 0.9)


exercise(
    "L05.E2",
    title="When is it level?",
    variable="days_to_90",
    answer=Number("days", tolerance=1),
    numbers={"half_life_days": _ANOTHER_HALF_LIFE},
    reference=days_to_ninety_percent,
    hints=(
        "After one half-life half of the climb is missing, after two a quarter. "
        "How many until a tenth is missing?",
        "log2(10) half-lives; the library has `time_to_fraction(t_half, fraction)`.",
    ),
    wrong=(
        Wrong(
            lambda half_life_days: 0.9 * half_life_days,
            "Nine tenths of one half-life is not nine tenths of the climb. "
            "How much of the climb is missing after one half-life?",
            "M-NUM-2",
        ),
        Wrong(
            lambda half_life_days: 5 * half_life_days,
            "A fine rule of thumb: five half-lives bring 97 % of the plateau. How many bring 90 %?",
        ),
        Wrong(
            lambda half_life_days: half_life_days,
            "After one half-life, half of the climb is still missing. And then?",
            "M-PK-2",
        ),
        Wrong(
            lambda half_life_days: 2.2 * half_life_days,
            "2.2 belongs to a time constant, or to the way from 10 to 90 %. "
            "How often must you halve to leave a tenth?",
        ),
        Wrong(
            lambda half_life_days: half_life_days * np.log(10),
            "ln counts time constants. Which logarithm counts halvings?",
        ),
        Wrong(
            lambda half_life_days: 24 * time_to_fraction(half_life_days, 0.9),
            "That many hours is right. In which unit does the line “Checked” ask for it?",
            "M-NUM-1",
        ),
    ),
    right="More than three months, whatever the dose. A blood test in week six sees a drug that is "
    "still climbing.",
    nudge="Halve what is missing until a tenth is left. How many halvings is that?",
)


def build_up(t_half, tau):
    """Peak at steady state over the peak of the first dose; both times in hours."""
    left = 2 ** (-tau / t_half)
    return 1 / (1 - left)


exercise(
    "L05.E3",
    title="Build-up, as a function",
    variable="build_up",
    answer=Function(
        parameters=("t_half", "tau"),
        cases=(
            Case("a half-life shorter than the interval", (10, 24)),
            Case("a half-life of thirty days, taken daily", (720, 24)),
            Case("an injection every week", (192, 168)),
            Case("raloxifene, taken daily", (27.7, 24)),
        ),
        unit="multiples of the first peak",
        tolerance=0.01,
    ),
    reference=build_up,
    hints=(
        "First the share that is left after one interval, then the sum of all earlier doses.",
        "`left = 2 ** (-tau / t_half)`, and 1 + left + left² + … = 1/(1 − left).",
    ),
    wrong=(
        Wrong(
            lambda t_half, tau: 1 / (1 - np.exp(-tau / t_half)),
            "The rate constant is taken as 1/t½ here. What does e to the minus one leave after "
            "one half-life: a half?",
        ),
        Wrong(
            lambda t_half, tau: 1 - 2 ** (-tau / t_half),
            "This is the share lost in one interval. Is the build-up that, or one over that?",
        ),
        Wrong(
            lambda t_half, tau: 2 ** (tau / t_half),
            "This is peak over trough within one interval. "
            "What stands above the first dose once all earlier ones are added?",
        ),
        Wrong(
            lambda t_half, tau: 1 / (1 - 2 ** (-t_half / tau)),
            "Interval and half-life have changed places. Which of them must grow for a drug "
            "to pile higher?",
        ),
        Wrong(
            lambda t_half, tau: t_half / (tau * np.log(2)),
            "This is the average over one dose, close to the answer when the half-life is long. "
            "Can a steady peak be lower than the first one?",
        ),
    ),
    right="One line holds for a tablet every day and for an injection every week: only the ratio "
    "of interval and half-life counts.",
    nudge="Call it by hand with a half-life equal to the interval. It should give 2. Does it?",
)


def ratio_of_another_tablet(share=0.30):
    """Steady zuclomiphene over enclomiphene, by the share of zuclomiphene in the tablet."""
    zuclomiphene = share * 30 * 24  # share times half-life in hours
    enclomiphene = (1 - share) * 10
    return zuclomiphene / enclomiphene


exercise(
    "L05.E4",
    title="Another tablet",
    variable="steady_ratio",
    answer=Number("", tolerance=0.4),
    numbers={
        "share": Vary(0.30, (0.32, 0.33, 0.34, 0.35), lambda share: f"{100 * share:.0f} %"),
        "rest": Follows(0.70, lambda share: 1 - share, lambda rest: f"{100 * rest:.0f} %"),
    },
    reference=ratio_of_another_tablet,
    hints=(
        "With equal volumes the steady average is proportional to dose times half-life.",
        "(share × half-life) of zuclomiphene over (share × half-life) of enclomiphene, "
        "both half-lives in hours.",
    ),
    wrong=(
        Wrong(
            lambda share: share / (1 - share),
            "This is the ratio in the tablet. What have months of unequal half-lives made of it?",
            "M-PK-3",
        ),
        Wrong(
            lambda: 720 / 10,
            "This is the ratio of the half-lives alone. How much of each isomer "
            "does the tablet hold?",
        ),
        Wrong(
            lambda: 0.38 * 720 / (0.62 * 10),
            "This is the tablet of the lesson. What share of zuclomiphene does this one hold?",
        ),
        Wrong(
            lambda share: share * 30 / ((1 - share) * 10),
            "One half-life counts in days and the other in hours here. What comes out in one unit?",
            "M-NUM-1",
        ),
        Wrong(
            lambda share: (1 - share) * 720 / (share * 10),
            "The two shares have changed places. Which isomer has {share} here?",
        ),
        Wrong(
            lambda share, rest: (
                share * accumulation_ratio(720, 24) / (rest * accumulation_ratio(10, 24))
            ),
            "These are the peaks right after a tablet. Which numbers stand for the averages "
            "over a day?",
        ),
        Wrong(
            lambda share: (share / 9.0) / ((1 - share) / 200),
            "This uses the clearances of the catalog. Which rule does the task ask for: equal "
            "volumes and the two half-lives?",
        ),
    ),
    right="The label allows 30 to 50 % zuclomiphene. The mix alone moves the ratio by more than "
    "a factor of two, and blood stays far from the tablet in every case.",
    nudge="Multiply each share by its half-life, both in hours, then divide. "
    "Which of these steps is missing?",
)


def what_the_gap_means():
    """The direction holds and an assumption is off: a half-life near 14 days would do it."""
    return "C"


exercise(
    "L05.E5",
    title="Measured 20, computed 44",
    variable="reading",
    answer=Choice(
        {
            "A": "The model is useless: it misses by more than a factor of two.",
            "B": "The measurement is wrong: the arithmetic of half-lives is exact.",
            "C": "At least one assumption is off; the direction is confirmed.",
            "D": "The men's tablets must have held less zuclomiphene than the label allows.",
        }
    ),
    reference=what_the_gap_means,
    hints=(
        "Separate two questions: which way do the isomers drift apart, and how far?",
        "Which single number of the model moves 44 to 20, and how well is that number known?",
    ),
    wrong=(
        Wrong(
            "A",
            "The tablet holds less zuclomiphene than enclomiphene, the blood far more. "
            "Did the model foretell that?",
        ),
        Wrong(
            "B",
            "The arithmetic is exact, and its inputs are recalled numbers. "
            "What comes out of exact arithmetic with an uncertain half-life?",
            "M-ODE-4",
        ),
        Wrong(
            "D",
            "You would need a tablet outside the label. Is there an assumption that is known "
            "less well than the mix?",
        ),
    ),
    right="Right direction, uncertain size: a half-life of 14 days instead of 30 closes the gap, "
    "and so do volumes that differ. The one ratio cannot tell which.",
    nudge="Ask of each sentence what it does with the direction, which fits, "
    "and with the size, which does not.",
)


_DAYS = np.arange(0, 15, 0.25)


def _share_of_plateau(dose):
    """Course of a drug with a half-life of one day, as a share of its own plateau."""
    amounts = repeated_bolus(_DAYS, dose, 1, 1, half_life_to_k(1))
    return amounts / (2 * dose)  # the steady peak is twice the dose


def _double_dose():
    same = np.allclose(_share_of_plateau(200), _share_of_plateau(100))
    return "B" if same else "A"


foretell(
    "L05.P1",
    title="Twice the dose",
    prompt="The same drug, one tablet a day, now with twice the dose from the first day on. "
    "When does it reach 90 % of its plateau, and how high is that plateau?",
    options={
        "A": "Sooner; just as high.",
        "B": "At the same time; twice as high.",
        "C": "Later; twice as high: there is more to fill.",
        "D": "Sooner; twice as high.",
    },
    right=_double_dose,
    happened=lambda: (
        f"Both reach 90 % after {time_to_fraction(1.0):.2f} half-lives, one twice as high."
    ),
    explain="The drain takes a share, and a share knows no milligrams. Doubling the tap doubles "
    "every level on the way and moves no date.",
)


def isomer_amounts(day):
    """Average amounts (mg) of enclomiphene and zuclomiphene on a day of 25 mg tablets."""
    hours = 24 * day + np.arange(0.05, 24, 0.1)  # the middle of each tenth of an hour
    return {
        name: float(
            repeated_bolus(
                hours, MIX["dose"] * MIX[share], 24, 1, half_life_to_k(HALVES[name])
            ).mean()
        )
        for name, share in (("enclomiphene", "share_ENC"), ("zuclomiphene", "share_ZUC"))
    }


def _ratio_on_day_90():
    amounts = isomer_amounts(90)
    return amounts["zuclomiphene"] / amounts["enclomiphene"]


_RATIOS = {"A": 0.6, "B": 2.0, "C": 40.0, "D": 1000.0}


def _nearest_ratio():
    found = _ratio_on_day_90()
    return min(_RATIOS, key=lambda letter: abs(np.log(_RATIOS[letter] / found)))


foretell(
    "L05.P2",
    title="Ninety tablets later",
    prompt="Each tablet holds 62 % enclomiphene (half-life 10 hours) and 38 % zuclomiphene "
    "(30 days). One a day for 90 days: how much zuclomiphene is in the body for each milligram "
    "of enclomiphene?",
    options={
        "A": "About 0.6 mg, as in the tablet.",
        "B": "About 2 mg.",
        "C": "About 40 mg.",
        "D": "More than 1,000 mg.",
    },
    right=_nearest_ratio,
    happened=lambda: f"On day 90 the model has {_ratio_on_day_90():.0f} mg for each milligram.",
    explain="Each day adds a dose and removes a share. Enclomiphene loses most of itself before "
    "the next tablet. Zuclomiphene loses little, so it stacks for months.",
)


def changed_ratios():
    """The teaching ratio with one assumption changed at a time: letter → ratio of averages."""
    slow, fast, share = HALVES["zuclomiphene"], HALVES["enclomiphene"], MIX["share_ZUC"]
    rest = 1 - share
    before = 24 * 720 - 1e-6  # hours: right before a tablet, two years in
    last = [
        float(repeated_bolus(before, part, 24, 1, half_life_to_k(half)))
        for part, half in ((share, slow), (rest, fast))
    ]
    return {
        "A": share * 14 * 24 / (rest * fast),
        "B": 0.30 * slow / (0.70 * fast),
        "C": last[0] / last[1],
        "D": share * slow / (rest * 11),
    }


def _closest_to_measured():
    ratios, wanted = changed_ratios(), measured_isomers()["ratio"]
    return min(ratios, key=lambda letter: abs(np.log(ratios[letter] / wanted)))


def _each_change():
    a, b, c, d = (f"{ratio:.0f}" for ratio in changed_ratios().values())
    return f"A brings {a} to 1, B {b}, C {c} and D {d}; measured were 20."


foretell(
    "L05.P3",
    title="Which assumption?",
    prompt="Change one thing in the model and leave the rest. Which change brings 44 to 1 nearest "
    "to the measured 20 to 1?",
    options={
        "A": "Zuclomiphene has a half-life of 14 days, not 30.",
        "B": "The tablet holds 30 % zuclomiphene, not 38 %.",
        "C": "Blood was drawn right before the next tablet.",
        "D": "Enclomiphene has a half-life of 11 hours, not 10.",
    },
    right=_closest_to_measured,
    happened=_each_change,
    explain="The ratio moves in step with the half-life of zuclomiphene, and that number is known "
    "worst: 30 days is recalled, and an author from the maker of enclomiphene has written 14.",
)


def testosterone_course(dose, interval, days):
    """Testosterone ester in its depot (mg) under equal injections; ``days`` is an array."""
    k = half_life_to_k(HALVES["testosterone_cypionate"] / 24)
    return repeated_bolus(days, dose, interval, 1, k)


def _how_it_swings():
    days = np.linspace(140, 168, 2801)[:-1]
    weekly, fortnightly = (testosterone_course(*plan, days) for plan in ((100, 7), (200, 14)))
    same = abs(fortnightly.mean() / weekly.mean() - 1) < 0.01
    wider = np.ptp(fortnightly) > 1.1 * np.ptp(weekly)
    return {(True, True): "A", (True, False): "B"}.get((same, bool(wider)), "C")


foretell(
    "L05.P4",
    title="Every week or every other week",
    prompt="100 mg of testosterone cypionate every week, or 200 mg every two weeks (half-life of "
    "release 8 days). Once steady, what does the second schedule do?",
    options={
        "A": "The same average, with higher peaks and lower troughs.",
        "B": "Nothing: 100 mg a week is 100 mg a week.",
        "C": "A higher average: the single dose is twice as large.",
        "D": "A lower average: there is more time to lose it.",
    },
    right=_how_it_swings,
    happened=lambda: (
        f"Peak over trough is {2 ** (7 / 8):.1f} with weekly and {2 ** (14 / 8):.1f} with "
        "two-weekly injections; the averages are equal."
    ),
    explain="Dose per week sets the average. Interval over half-life sets the swing: peak over "
    "trough is 2 to the power of that ratio.",
)


@cache
def endoxifen_share(activity):
    """Steady endoxifen at a CYP2D6 activity (1 = median) over that at the median."""
    median = drug("tamoxifen").average_levels(20)["endoxifen"]
    return float(drug("tamoxifen").scaled(activity=activity).average_levels(20)["endoxifen"]) / (
        float(median)
    )


_SHARES = {"A": 0.001, "B": 0.1, "C": 0.5, "D": 1.0}


def _nearest_share():
    found = endoxifen_share(0.1)
    return min(_SHARES, key=lambda letter: abs(np.log(_SHARES[letter] / found)))


foretell(
    "L05.P5",
    title="A tenth of the enzyme",
    prompt="Two women take 20 mg of tamoxifen a day. In one, CYP2D6 works at a tenth of the "
    "median. How much endoxifen has she, compared with the other, in the published model?",
    options={
        "A": "Next to none: no enzyme, no product.",
        "B": "A tenth, in step with the enzyme.",
        "C": "About half.",
        "D": "The same: the tablet is the same.",
    },
    right=_nearest_share,
    happened=lambda: f"{100 * endoxifen_share(0.1):.0f} % of the level at median activity.",
    explain="The model fitted to patients lets formation rise with activity to the power 0.262. "
    "Ten times less enzyme activity, by the probe used, halves the product.",
)


def _what_the_liver_sees():
    oral, patch = drug("estradiol_oral"), drug("estradiol_patch")
    same = np.isclose(
        oral.average_levels(1.0)["estradiol_added"], patch.average_levels(0.05)["estradiol_added"]
    )
    more = 1.0 > 0.05  # mg a day that are handed to gut and liver, or to the blood
    return "C" if same and more else "A"


foretell(
    "L05.P6",
    title="Which organ sees it first?",
    prompt="A tablet of 1 mg and a patch that releases 50 µg a day give the same average estradiol "
    "in blood (model). What reaches the gut wall and the liver?",
    options={
        "A": "The same amount either way.",
        "B": "More with the patch.",
        "C": "More with the tablet.",
        "D": "None with either: estradiol is a hormone of the ovary.",
    },
    right=_what_the_liver_sees,
    happened=lambda: "1,000 µg a day against 50 for the same level in blood: 20 to 1.",
    explain="What you swallow goes through gut wall and liver before anything else. About 5 % of "
    "swallowed estradiol came through in one study, so the tablet must hold twenty times more.",
)


def missed_week(names=("raloxifene", "tamoxifen", "clomiphene"), first=210, shown=28):
    """Levels around a week without tablets, percent of the level right before it.

    Parameters
    ----------
    names : sequence of str
        Drugs of the catalog, at their usual dose.
    first : float
        First day without a tablet; the gap lasts seven days.
    shown : float
        Days shown after ``first``.

    Returns
    -------
    dict
        Name → (days since the first missed tablet (n,), percent (n,)).
    """
    days = np.concatenate([np.arange(first - 7, first + shown, 1.0) - 1e-6])  # before each tablet
    courses = {}
    for name in names:
        table = exposure(Regimen(name, adherence=Gap(first, first + 7)), first + shown).table(days)
        levels = table.loc[:, table.max() > 0].filter(like="nmol_per_l")
        for column in levels:
            start = levels[column].to_numpy()[7]
            courses[column.removesuffix("_nmol_per_l")] = (
                days - first,
                100 * levels[column].to_numpy() / start,
            )
    return courses


_FORGOTTEN = {
    "A": "raloxifene",
    "B": "endoxifen",
    "C": "enclomiphene",
    "D": "zuclomiphene",
}


def left_after_the_week():
    """Percent of the level before the gap that is left right before the next tablet."""
    return {name: float(np.interp(7, *course)) for name, course in missed_week().items()}


def _most_left():
    left = left_after_the_week()
    return max(_FORGOTTEN, key=lambda letter: left[_FORGOTTEN[letter]])


foretell(
    "L05.P7",
    title="A week without tablets",
    prompt="Four people forget their tablets for seven days. Which of these levels has fallen "
    "least by the end of the week?",
    options={
        "A": "Raloxifene.",
        "B": "Endoxifen, made from tamoxifen.",
        "C": "Enclomiphene.",
        "D": "Zuclomiphene.",
    },
    right=_most_left,
    happened=lambda: (
        "Left are "
        + ", ".join(
            f"{left_after_the_week()[name]:.0f} % of {name}" for name in _FORGOTTEN.values()
        )
        + "."
    ),
    explain="Count the half-lives in a week. Seven days are many half-lives of enclomiphene and "
    "about a quarter of one of zuclomiphene.",
)


recall(
    "L05",
    Question(
        "In lesson 04 a change had to reach 2.77 precision errors to count. "
        "Where does 2.77 come from?",
        lambda: (
            f"1.96 × √2 = {1.96 * 2**0.5:.2f}: two scans, each with its own noise, and a width "
            "that holds 95 % of chance results."
        ),
    ),
    Question(
        "Whom does a T-score compare a person with, and whom a Z-score?",
        "T with healthy young adults of the same sex, Z with people of the same age and sex.",
    ),
    Question(
        "A bathtub has one tap and one drain. The drain is open as wide as ever and takes a tenth "
        "of the water each minute. When does the level stop rising?",
        "When a tenth of the level equals what the tap brings in a minute. The level sets the "
        "outflow, so it finds its own height.",
    ),
)
