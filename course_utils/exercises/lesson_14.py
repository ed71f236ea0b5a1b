"""Lesson 14, Density is not fracture: a surrogate against the outcome it stands for."""

from __future__ import annotations

import math

import numpy as np

from course_utils.evidence.surrogates import (
    fracture_ratio_from_density,
    people_per_arm_for_means,
    people_per_arm_for_risks,
    share_explained,
)
from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.lesson_14_trials import (
    BASELINE,
    GAIN,
    HORMONAL,
    TREATED,
    article_rows,
    doses_by_place,
    fluoride,
    line_through,
    people_table,
    promised,
    ratio_at,
    smallest_safe_gain,
    trials_of_density,
    two_doses,
    warnings,
)
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.parameters import parameter_set

__all__ = [
    "HORMONAL",
    "article_rows",
    "doses_by_place",
    "fluoride",
    "line_through",
    "people_table",
    "predicted_ratio",
    "promised",
    "ratio_at",
    "smallest_safe_gain",
    "trials_of_density",
    "two_doses",
    "warnings",
]

SPINE_MEAN, SPINE_SD, GRADIENT = 0.80, 0.11, 2.0  # defaults of fracture_ratio_from_density


def predicted_ratio():
    """Fracture ratio that 2.6 % more spine density would give, by density alone."""
    return 2.0 ** (-2.6 * 0.80 / (100 * 0.11))


exercise(
    "L14.E1",
    title="What 2.6 % should do",
    variable="predicted_by_density",
    answer=Number("", tolerance=0.01),
    fixed="the lesson shows its solution",
    reference=predicted_ratio,
    hints=(
        "How many standard deviations is the gain? A percent of a mean is not yet one.",
        "Take the percentage of the mean, divide it by the SD, and use it, with a minus sign, as "
        "the exponent of the gradient.",
    ),
    wrong=(
        Wrong(
            0.974,
            "You took one percent of density for one percent of risk. "
            "What does one standard deviation of density do, and how much of one is this?",
            "M-NUM-2",
        ),
        Wrong(
            lambda: 1 / predicted_ratio(),
            "By this the denser bone breaks more. Which sign does the exponent need?",
        ),
        Wrong(
            lambda: GRADIENT ** (-GAIN * SPINE_MEAN / SPINE_SD),
            "This treats the percentage as if it were a fraction. What is 2.6 % of the mean?",
            "M-NUM-1",
        ),
        Wrong(
            lambda: GAIN * SPINE_MEAN / (100 * SPINE_SD),
            "This is the gain in standard deviations. Which step is left, from SDs to risk?",
        ),
        Wrong(
            lambda: 1 - GAIN * SPINE_MEAN / (100 * SPINE_SD),
            "You took the gain in standard deviations off the risk. Each standard deviation "
            "multiplies the risk. What is the factor for a part of one?",
            "M-NUM-2",
        ),
    ),
    right="Density alone would leave nearly nine fractures of ten. The trial left fewer than "
    "seven.",
    nudge="Three steps: percent to g/cm², g/cm² to standard deviations, standard deviations to a "
    "factor. At which one do you leave the road?",
)


def share_of_the_effect():
    """ln(predicted) / ln(observed), both ratios against placebo."""
    return share_explained(fracture_ratio_from_density(2.6), 6.6 / 10.1)


exercise(
    "L14.E2",
    title="How much of it is density?",
    variable="share",
    answer=Number("", tolerance=0.02),
    fixed="the numbers are the results of a trial",
    reference=share_of_the_effect,
    hints=(
        "Effects that multiply are compared as logarithms.",
        "Divide the logarithm of the predicted ratio by the logarithm of the observed one.",
    ),
    wrong=(
        Wrong(
            lambda: (1 - predicted_ratio()) / (1 - TREATED / BASELINE),
            "You compared the two reductions in percent. Factors add up as logarithms: "
            "what do you get with those?",
            "M-NUM-2",
        ),
        Wrong(
            lambda: predicted_ratio() / (TREATED / BASELINE),
            "This is one ratio divided by the other: the factor that density overshoots. "
            "What share of the way from 1 does it explain?",
        ),
        Wrong(
            lambda: 1 / share_of_the_effect(),
            "Here the part is divided into the whole upside down. Can density explain more "
            "than everything that happened?",
        ),
        Wrong(
            lambda: 1 - share_of_the_effect(),
            "This is the share that density does not account for. Which one is asked?",
        ),
        Wrong(
            0.04,
            "That is the published answer to another question: did the women who gained more "
            "break less? Here two numbers of a whole trial are compared. Which two?",
            "M-EPI-6",
        ),
    ),
    right="About a third, by this formula. The 4 % of Sarkar 2002 answers another question, about "
    "single women and their own gains. Both say that most of the effect is not in the scan.",
    nudge="The two ratios are those of E1 and of the trial, 6.6 against 10.1 %. "
    "Which function turns factors into amounts that can be divided?",
)


def people_for_the_promise(power=0.8):
    """People per arm if the drug did only what its density promises."""
    promised = 10.1 * fracture_ratio_from_density(2.6)  # percent with a fracture
    return people_per_arm_for_risks(10.1, promised, power=power)


def _people(risk, power):
    return people_per_arm_for_risks(BASELINE, risk, power=power)


exercise(
    "L14.E3",
    title="A trial for the promise alone",
    variable="people_per_arm",
    answer=Number("people per arm", tolerance=0.06, relative=True),
    numbers={"power": Vary(0.8, (0.7, 0.85, 0.9, 0.95), lambda power: f"{100 * power:.0f} %")},
    reference=people_for_the_promise,
    hints=(
        "First the risk on the drug: what does density alone leave of the risk on placebo?",
        "`people_per_arm_for_risks` takes two risks in percent: placebo, and placebo times the "
        "ratio that the gain promises. Its `power` is a share of 1.",
    ),
    wrong=(
        Wrong(
            lambda power: people_for_the_promise(power) / 2,
            "You halved the people of one arm. How many arms does the formula count already?",
        ),
        Wrong(
            lambda power: 2 * people_for_the_promise(power),
            "This is both arms together. How many of them does the line “Checked” name?",
        ),
        Wrong(
            lambda power: _people(TREATED, power),
            "This trial looks for the effect that was seen. "
            "Which risk would density alone have left on the drug?",
        ),
        Wrong(
            lambda power: people_per_arm_for_means(
                GAIN, parameter_set("density_trial")["sd_change"], power=power
            ),
            "So few are enough to see the density change. What has to be counted here?",
            "M-EPI-6",
        ),
        Wrong(
            lambda power: _people(BASELINE * 0.974, power),
            "Here 2.6 % more density became 2.6 % less risk. What did exercise 1 give instead?",
            "M-NUM-2",
        ),
    ),
    right="Nine times as many people as for the effect that was seen. A drug that works by "
    "density alone, at this size, would be costly to prove.",
    nudge="Two risks go in: the one on placebo, and the one that density alone would leave. "
    "Which two did you use?",
)


def what_failed():
    """The stand-in: spine mineral rose, shaft mineral fell and bones outside the spine broke."""
    return "C"


exercise(
    "L14.E4",
    title="What failed in the fluoride trial?",
    variable="what_failed",
    answer=Choice(
        {
            "A": "The scan: it measured wrongly, density cannot have risen by 35 %.",
            "B": "The dose: a little more density would have brought the fractures down.",
            "C": "The stand-in: mineral went up at the spine, and bone did not get stronger.",
            "D": "Nothing: 163 against 136 is not significant, so density did protect the spine.",
        }
    ),
    reference=what_failed,
    hints=(
        "Compare the three sites of the scan with the two places where bones broke.",
        "The spine gained much, the shaft of the radius lost. Where are non-vertebral bones?",
    ),
    wrong=(
        Wrong(
            "A",
            "The scan measures mineral, and mineral there was. Was mineral what the women "
            "were promised?",
            "M-BONE-5",
        ),
        Wrong(
            "B",
            "The gain was already more than ten times that of raloxifene. If density were "
            "strength, what should thirty-five percent have done?",
            "M-BONE-5",
        ),
        Wrong(
            "D",
            "“Not significant” is not “protected”: more fractures were counted on fluoride. "
            "Which side of 1 is the ratio on?",
            "M-EPI-4",
        ),
    ),
    right="The measurement was right and it measured the wrong thing. A stand-in is good for the "
    "drugs it was tested on, and for a new way of acting it has to be tested again.",
    nudge="Ask of each answer: would the number of fractures be different if it were true?",
)


def status_of_the_threshold():
    """A hypothesis from few drugs that differ in more than one way."""
    return "B"


exercise(
    "L14.E5",
    title="A threshold from four rows",
    variable="threshold_is",
    answer=Choice(
        {
            "A": "shown: the two drugs with the largest fall are the two with an effect.",
            "B": "a hypothesis: four drugs that differ in many ways, and two doses that speak "
            "against it.",
            "C": "refuted for good: markers have nothing to do with fractures.",
            "D": "likely: a stronger brake on resorption must reach cortical bone at some point.",
        }
    ),
    reference=status_of_the_threshold,
    hints=(
        "How many points are there, and in how many other ways do they differ?",
        "Then look for a comparison inside one trial, where only the dose differs.",
    ),
    wrong=(
        Wrong(
            "A",
            "Four drugs from four trials in four groups of women. What else differs between "
            "them besides the fall of the marker?",
            "M-EPI-9",
        ),
        Wrong(
            "C",
            "Then look again at the vertebral result of the pooled trials. What did the "
            "markers account for there?",
        ),
        Wrong(
            "D",
            "A good story about cortical bone is a reason to test. Who tested it, "
            "and what did the two doses show?",
            "M-EPI-12",
        ),
    ),
    right="It could still be true of some drugs; in the risedronate trials a link was seen. As a "
    "rule for SERMs and hormones it has met one direct test, and did not pass.",
    nudge="What would have to be seen in the two doses of lasofoxifene if a threshold ruled?",
)


_BROKEN = {"A": 0.3, "B": 0.7, "C": 1.0, "D": 3.0}


def _broken_on_fluoride():
    found = float(warnings().loc["fluoride, elsewhere", "estimate"])
    return min(_BROKEN, key=lambda letter: abs(math.log(_BROKEN[letter] / found)))


foretell(
    "L14.P1",
    title="Thirty-five percent",
    prompt="For four years 202 women with osteoporosis took one of two tablets. In the treated "
    "women spine density rose by 35 % against placebo, and hip density by 12 %. "
    "How many fractures outside the spine were counted, for each one on placebo?",
    options={
        "A": "About 0.3: such bone hardly breaks.",
        "B": "About 0.7, as with other bone drugs.",
        "C": "About 1: no difference.",
        "D": "About 3.",
    },
    right=_broken_on_fluoride,
    happened=lambda: (
        "{} fractures outside the spine on the drug, {} on placebo: three for each one. "
        "In the spine {} against {}.".format(*fluoride()[1]["elsewhere"], *fluoride()[1]["spine"])
    ),
    explain="Fluoride made much bone of poor build and took mineral from the shafts. "
    "Density is one part of strength.",
)


_LEFT = {"A": 0.98, "B": 0.88, "C": 0.65, "D": 0.30}

foretell(
    "L14.P2",
    title="What the scan promises",
    prompt="Raloxifene leaves the spine 2.6 % denser than placebo does. In untreated women each "
    "standard deviation of density, 0.11 of 0.80 g/cm², doubles or halves the risk of a new "
    "spine fracture. Which risk ratio do you expect from the density alone?",
    options={
        "A": "0.98: hardly any effect.",
        "B": "0.88: one fracture in eight avoided.",
        "C": "0.65: one in three, as the trial saw.",
        "D": "0.30: more than two in three.",
    },
    right=lambda: min(_LEFT, key=lambda k: abs(_LEFT[k] - fracture_ratio_from_density(GAIN))),
    happened=lambda: (
        f"{predicted_ratio():.2f} by density alone. The trial counted 6.6 against 10.1 % "
        f"of women: {TREATED / BASELINE:.2f}."
    ),
    explain="A fifth of a standard deviation is little, and the drug did more than that. Fewer "
    "open pits and fewer plates cut through hardly weigh on a scan.",
)


def _slope_of(trials):
    return line_through(trials).table().loc["gain"]


def _what_is_left():
    trials = trials_of_density()
    every = _slope_of(trials)
    part = _slope_of(trials[trials["kind"] == HORMONAL])
    if part["ci_low"] <= 0 <= part["ci_high"]:
        return "C"
    return "A" if part["estimate"] / every["estimate"] > 0.5 else "D"


def _both_slopes():
    trials = trials_of_density()
    factors = [
        np.exp(10 * _slope_of(t)["estimate"]) for t in (trials, trials[trials["kind"] == HORMONAL])
    ]
    return (
        f"Ten points more density: ratio times {factors[0]:.2f} in all eight trials, times "
        f"{factors[1]:.2f} in the six, with an interval on both sides of 1."
    )


foretell(
    "L14.P3",
    title="Two trials fewer",
    prompt="Through eight trials runs a falling line: more density, fewer fractures. Six of them "
    "tested estrogens or SERMs, two tested teriparatide and denosumab, which gained most. "
    "What is left of the line without those two?",
    options={
        "A": "The same line, a little less certain.",
        "B": "A steeper line, since the six resemble each other.",
        "C": "No line to speak of: level, and compatible with up and down.",
        "D": "A line that clearly rises: more density, more fractures.",
    },
    right=_what_is_left,
    happened=_both_slopes,
    explain="The line connects classes of drug. Within the hormonal ones all trials found about a "
    "third to a half fewer spine fractures, whatever the scan gained.",
)


_FOLDS = {"A": 2, "B": 5, "C": 50, "D": 500}


def _fold():
    people = people_table()
    return people["hip fracture"] / people["spine density"]


foretell(
    "L14.P4",
    title="The price of an outcome",
    prompt="A trial that measures spine density needs a few dozen people per arm. How many times "
    "as many does one need that counts hip fractures, 0.6 against 0.4 % of people?",
    options={"A": "Twice.", "B": "Five times.", "C": "Fifty times.", "D": "Five hundred times."},
    right=lambda: min(_FOLDS, key=lambda k: abs(math.log(_FOLDS[k] / _fold()))),
    happened=lambda: "{:.0f} people per arm for density, {:,.0f} for hip fractures.".format(
        people_table()["spine density"], people_table()["hip fracture"]
    ),
    explain="Everybody has a density and almost nobody has an event. A count of rare events "
    "carries little news per person. That is why stand-ins exist.",
)


foretell(
    "L14.P5",
    title="Two doses, one marker",
    prompt="Two doses of lasofoxifene in one trial: 0.25 and 0.5 mg a day. Turnover markers fell "
    "about equally on both. If a threshold of turnover decided about fractures outside the "
    "spine, what should the two doses have done to them?",
    options={
        "A": "The same: both above the threshold, or both below.",
        "B": "The higher dose more, because more drug does more.",
        "C": "The lower dose more, because too much brake harms.",
    },
    right=lambda: "A",
    happened=lambda: (
        "They differed. Outside the spine the hazard ratio was {:.2f} ({:.2f} to {:.2f}) on "
        "0.5 mg, with no significant reduction on 0.25 mg.".format(
            *two_doses().iloc[-1][["estimate", "ci_low", "ci_high"]]
        )
    ),
    explain="One fall of the marker cannot be on both sides of one threshold. Something else "
    "differs between the doses, or chance does: one comparison is one comparison.",
)


recall(
    "L14",
    Question(
        "A drug has “a number needed to treat of 29”. Which two things must you ask before the "
        "number means anything?",
        "At which risk without the drug, and over how long. The number belongs to both.",
    ),
    Question(
        "A trial reports fractures outside the spine: ratio 0.93, interval 0.81 to 1.06. "
        "What may be said?",
        "Anything from about a fifth fewer to a few percent more fits the data. It shows neither "
        "an effect nor its absence.",
    ),
    Question(
        "Two blocks of the same bony material, one larger. Which does a DXA scan call denser, "
        "and what does it leave out?",
        "The larger one. The scan divides mineral by the area of a shadow; depth, build and "
        "strength are not in the quotient.",
    ),
)
