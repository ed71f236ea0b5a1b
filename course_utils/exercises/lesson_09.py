"""Lesson 09, The hormone thermostat: open and closed loop, gain, pulses, a sign that turns."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.axis import (
    LOOP,
    find_pulses,
    follow_loop,
    loop_settings,
    menstrual_cycle,
    open_loop,
    pulsatile_man,
    sample_blood,
    steady_state,
    surge_days,
)
from course_utils.physiology.axis.cycle import POSITIVE_WIRES, ROEBLITZ, unvarying_gnrh
from course_utils.physiology.bone import free_rankl

NIGHT, STRIP = 3, 37  # seeds of the simulated day of the lesson and of the strip of exercise 6


def lh_of(testosterone):
    """LH that the brain of the lesson asks for, IU/L, as the lesson writes it."""
    estradiol = 0.05 * testosterone
    signal = estradiol / (60 + estradiol) / (25 / 85)
    felt = 0.7 * signal + 0.3 * testosterone / 500
    return 10 / (1 + felt**6)


def testosterone_of(lh, supplied=0, capacity=1):
    """Testosterone that testis and supply give, ng/dL, as the lesson writes it."""
    return capacity * 1780 * lh**2 / (64 + lh**2) + supplied


def simulated_day():
    """LH of one simulated day, minute by minute."""
    return pulsatile_man(24, seed=NIGHT)


def blood_strip():
    """Five hours of samples, one every ten minutes, for exercise 6 (simulated)."""
    return sample_blood(pulsatile_man(5, seed=STRIP), seed=STRIP).round(1)


def level_with_supply(supplied=300):
    """Testosterone (ng/dL) when some is supplied to the healthy man."""
    return steady_state(loop_settings(T_input=supplied)).testosterone_ng_per_dl


exercise(
    "L09.E1",
    title="A smaller supply",
    variable="level_reached",
    answer=Number("ng/dL", tolerance=10),
    numbers={"supplied": Vary(300, (150, 200, 240, 350, 400))},
    reference=level_with_supply,
    hints=(
        "The brain notices the supply and asks the testis for less. Who makes up the rest?",
        "`steady_state(loop_settings(T_input=...))` rests the loop; read the testosterone of it. "
        "Or look where the two curves cross.",
    ),
    wrong=(
        Wrong(
            lambda supplied: 500 + supplied,
            "This adds the two as if nobody had noticed. What does LH do when testosterone rises?",
            "M-FB-2",
        ),
        Wrong(
            lambda: 500,
            "Nothing gained would need a loop of infinite gain. How large was it in this man?",
        ),
        Wrong(
            lambda: steady_state(loop_settings(T_input=500)).testosterone_ng_per_dl,
            "This belongs to the supply of the lesson. How much is supplied here?",
        ),
        Wrong(
            lambda supplied: level_with_supply(supplied) - supplied,
            "That much his own testis still makes. What does the laboratory measure?",
        ),
        Wrong(
            lambda supplied: supplied,
            "A testis that still gets some LH makes something. How much LH is left?",
        ),
        Wrong(
            lambda supplied: steady_state(loop_settings(T_input=supplied)).lh_iu_per_l,
            "This is the LH. Which hormone does the exercise ask for?",
        ),
    ),
    right="Only part of the supply is kept. His own testes hand the rest back by making less.",
    nudge="Between no gain and the full sum. Run the closed loop: what does LH settle at?",
)


def lh_with_less_testis(capacity=0.25):
    """LH (IU/L) when a share of the testis capacity is left."""
    return steady_state(loop_settings(capacity=capacity)).lh_iu_per_l


exercise(
    "L09.E2",
    title="{capacity.1}",
    variable="lh_reached",
    answer=Number("IU/L", tolerance=0.2),
    numbers={
        "capacity": Vary(
            0.25,
            (0.3, 0.35, 0.4, 0.45),
            in_task=lambda share: (
                ("A man keeps a quarter of his", "A quarter of the testis left")
                if share == 0.25
                else (
                    f"A man keeps {100 * share:.0f} % of his",
                    f"{100 * share:.0f} % of the testis left",
                )
            ),
        )
    },
    reference=lh_with_less_testis,
    hints=(
        "Less testosterone reaches the brain. Does the brain ask for less then, or for more?",
        "`loop_settings(capacity=...)` takes the share that is left, "
        "`steady_state(...)` rests the loop, `.lh_iu_per_l` reads it.",
    ),
    wrong=(
        Wrong(
            lambda capacity: 5.0 * capacity,
            "LH shrinks here with the testis. Which way does the brain answer when "
            "testosterone falls?",
            "M-FB-1",
        ),
        Wrong(
            lambda: 10,
            "That is LH without any restraint. Is there no testosterone left at all?",
        ),
        Wrong(
            lambda: 5,
            "LH stays here as if the wire were cut. What does a brain do that hears of the loss?",
        ),
        Wrong(
            lambda: steady_state(loop_settings(capacity=0.5)).lh_iu_per_l,
            "This belongs to half a testis. How much is left in the exercise?",
        ),
        Wrong(
            lambda capacity: steady_state(loop_settings(capacity=1 - capacity)).lh_iu_per_l,
            "That share was taken away here. How much is to be left?",
        ),
        Wrong(
            lambda capacity: steady_state(loop_settings(capacity=capacity)).testosterone_ng_per_dl,
            "This is the testosterone. Which hormone does the brain send?",
        ),
    ),
    right="Most of the LH there is. High LH beside low testosterone is an axis that calls and "
    "gets no answer.",
    nudge="Follow the rising curve of a smaller testis: where does it meet the falling one?",
    points=1.0,
)


def steady_testosterone(supplied):
    """Level at which the axis rests, ng/dL, by halving an interval."""
    low, high = supplied, supplied + 1780
    for _ in range(60):
        middle = (low + high) / 2
        if testosterone_of(lh_of(middle), supplied) > middle:
            low = middle
        else:
            high = middle
    return middle


def _round_and_round(supplied):
    level = 500.0 + supplied / 2
    for _ in range(60):
        level = testosterone_of(lh_of(level), supplied)
    return level


exercise(
    "L09.E3",
    title="Find the crossing by halving",
    variable="steady_testosterone",
    answer=Function(
        parameters=("supplied",),
        cases=(
            Case("nothing supplied", (0,)),
            Case("a small supply", (200,)),
            Case("as much as his own", (500,)),
            Case("more than his own", (900,)),
        ),
        unit="ng/dL",
        tolerance=5,
    ),
    reference=steady_testosterone,
    given={"lh_of": lambda: lh_of, "testosterone_of": lambda: testosterone_of},
    hints=(
        "One unknown, and a guess is either too low or too high: ask the axis which, "
        "then keep the half that can still hold the answer.",
        "Start with `low = supplied` and `high = supplied + 1780`. If "
        "`testosterone_of(lh_of(middle), supplied)` is above `middle`, the guess was too low.",
    ),
    wrong=(
        Wrong(
            lambda supplied: 500 + supplied,
            "No brain takes part in this sum. Where does `lh_of` come in?",
            "M-FB-2",
        ),
        Wrong(
            _round_and_round,
            "Going round and round jumps between too much and too little, because the gain is "
            "larger than 1. What if you halve an interval instead?",
        ),
        Wrong(
            lambda supplied: testosterone_of(lh_of(500 + supplied), supplied),
            "That is one trip around the loop. Is the level you come out with "
            "the one you went in with?",
        ),
        Wrong(
            lambda supplied: lh_of(steady_testosterone(supplied)),
            "This is LH at rest. Which of the two does the function return?",
        ),
        Wrong(
            lambda supplied: steady_testosterone(0),
            "The supply makes no difference here. Which of the two curves does it move?",
        ),
        Wrong(
            lambda supplied: supplied + 1780,
            "The search ran to the upper end. If the axis makes more than the guess, "
            "was the guess too low or too high?",
        ),
        Wrong(
            lambda supplied: steady_testosterone(supplied) - supplied,
            "The testis alone makes this. What is added to it in the blood?",
        ),
    ),
    right="Sixty halvings, and no thought about which way the loop swings. Library solvers do the "
    "same with fewer steps.",
    nudge="Print `low`, `high` and what the axis makes at the middle, for three rounds. "
    "Does the interval keep the crossing inside?",
    points=3.0,
)


def what_negative_means():
    """The letter: LH falls when testosterone is supplied and rises when a testis is lost."""
    usual = steady_state().lh_iu_per_l
    fed = steady_state(loop_settings(T_input=500)).lh_iu_per_l
    robbed = steady_state(loop_settings(capacity=0.5)).lh_iu_per_l
    return "C" if fed < usual < robbed else "A"


exercise(
    "L09.E4",
    title="What the word negative says",
    variable="negative_means",
    answer=Choice(
        {
            "A": "The loop lowers a hormone.",
            "B": "The loop does harm, and health means being rid of it.",
            "C": "The answer runs against the change, whichever way the change went.",
            "D": "The loop holds the hormone at exactly one level.",
        }
    ),
    reference=what_negative_means,
    hints=(
        "You have seen the loop answer a rise and a loss. What did both answers have in common?",
        "Negative is the sign of a product: change times answer.",
    ),
    wrong=(
        Wrong(
            "A",
            "What did LH do when half of the testis was gone?",
            "M-FB-1",
        ),
        Wrong(
            "B",
            "Cut the wire and take half of a testis away. Who is better off, with or without it?",
            "M-FB-1",
        ),
        Wrong(
            "D",
            "Did testosterone come all the way back in the two runs of the lesson?",
        ),
    ),
    right="Against the change, up or down, and only in part. The word holds no judgment.",
    nudge="Look at LH in both disturbances: which way did it go, and which way testosterone?",
    points=1.0,
)


def why_constant_gnrh_silences():
    """The letter: more drive at first, less later, with pituitary and drug unchanged."""
    agonist = loop_settings(therapies="gnrh_agonist")
    table = follow_loop([0.0, 0.5, 14.0], changes=[(0.0, agonist)])
    first, later = table["lh_iu_per_l"].iloc[1:] - table["lh_iu_per_l"].iloc[0]
    return "D" if first > 0 > later else "C"


exercise(
    "L09.E5",
    title="A stimulant that silences",
    variable="silenced_because",
    answer=Choice(
        {
            "A": "It keeps LH high until the testis wears out.",
            "B": "It kills the cells of the pituitary.",
            "C": "It shuts the GnRH receptor from the first hour.",
            "D": "Receptors that are never left alone stop answering.",
        }
    ),
    reference=why_constant_gnrh_silences,
    hints=(
        "Look at the first two days and at the second week. Which explanation fits both?",
        "Ask where the receptors are when the drug is still there and the drive is gone.",
    ),
    wrong=(
        Wrong(
            "A",
            "Where is LH in the second week of the figure?",
            "M-FB-6",
        ),
        Wrong(
            "C",
            "Then LH could not rise at first. What do the first two days of the figure show?",
            "M-FB-6",
        ),
        Wrong(
            "B",
            "After the drug the axis can come back in the model. What must have survived?",
        ),
    ),
    right="The same receptor, the same messenger, and the pauses make the difference.",
    nudge="Two facts have to fit: a rise at first, silence later.",
    points=1.0,
)


def pulses_in_the_strip(strip):
    """Pulses in the strip by the rule: a rise from nadir to peak by three spreads of the assay."""
    return len(find_pulses(strip))


def _tops():
    level = blood_strip().to_numpy()
    return int(np.sum((level[1:-1] > level[:-2]) & (level[1:-1] >= level[2:])))


def _steep_steps():
    level = blood_strip().to_numpy()
    return int(np.sum(level[1:] >= 1.15 * level[:-1]))


exercise(
    "L09.E6",
    title="Count the pulses",
    variable="pulses_counted",
    answer=Number("pulses", tolerance=0.4),
    fixed="counts in a strip of simulated blood",
    reference=pulses_in_the_strip,
    given={"strip": blood_strip},
    hints=(
        "Start at the first low point. How far must LH rise from there before the rule says pulse?",
        "From each nadir wait for a rise of 15 %; the pulse ends once LH has fallen from its peak "
        "by as much. Then look for the next nadir.",
    ),
    wrong=(
        Wrong(
            _tops,
            "This counts every sample that is higher than its neighbors. "
            "Could noise of 5 % make such a top?",
        ),
        Wrong(
            _steep_steps,
            "This counts steep steps. When LH climbs over two samples, is that one pulse or two?",
        ),
        Wrong(
            lambda: len(find_pulses(blood_strip(), rise=1)),
            "One spread of the assay is too little: noise alone does that often. "
            "What does the rule ask?",
        ),
        Wrong(
            lambda: len(blood_strip()),
            "That is the number of samples. How many rises do they show?",
        ),
        Wrong(
            lambda: 0,
            "No pulse at all? Compare the lowest sample with the highest one.",
        ),
    ),
    right="And here the rule found what was there: as many bursts were planted. It is not "
    "always so lucky.",
    nudge="Draw the samples on paper and mark each nadir. Which rises are 15 % or more?",
)


def _letter(options, value):
    return min(options, key=lambda letter: abs(options[letter] - value))


def _supplied_500():
    return steady_state(loop_settings(T_input=500))


foretell(
    "L09.P1",
    title="500 and 500",
    prompt="The axis of a healthy man holds testosterone at 500 ng/dL. Now he is supplied, day "
    "and night, with an amount that alone would give 500. Where does he settle?",
    options={
        "A": "Near 1,000: the two add up.",
        "B": "Near 640: the loop gives most of it back.",
        "C": "At 500: the loop gives all of it back.",
        "D": "Near 250: a supplied body stops making its own.",
    },
    right=lambda: _letter(
        {"A": 1000, "B": 640, "C": 500, "D": 250}, _supplied_500().testosterone_ng_per_dl
    ),
    happened=lambda: (
        f"In the model he settles at {_supplied_500().testosterone_ng_per_dl:.0f} ng/dL, "
        f"with LH at {_supplied_500().lh_iu_per_l:.1f} IU/L."
    ),
    explain="His brain tastes the extra hormone and asks for less of his own. Part of any push is "
    "returned, and his testes are quieter than the laboratory number lets you think.",
)


def _half():
    return steady_state(loop_settings(capacity=0.5))


foretell(
    "L09.P2",
    title="Half of the testis",
    prompt="A healthy man loses half of his testis capacity. "
    "Where do LH (5.0 IU/L before) and testosterone (500 ng/dL) settle?",
    options={
        "A": "LH rises, testosterone falls by about a fifth.",
        "B": "LH stays, testosterone falls to half.",
        "C": "LH falls, testosterone falls below half.",
        "D": "LH rises, testosterone returns to 500.",
    },
    right=lambda: _letter({"A": 400, "B": 250, "C": 150, "D": 500}, _half().testosterone_ng_per_dl),
    happened=lambda: (
        f"LH settles at {_half().lh_iu_per_l:.1f} IU/L and testosterone at "
        f"{_half().testosterone_ng_per_dl:.0f} ng/dL; with the wire cut it would be "
        f"{open_loop(loop_settings(capacity=0.5)).testosterone_ng_per_dl:.0f}."
    ),
    explain="Less hormone, less restraint, more LH: half a testis is driven harder. It does not "
    "get back to 500, because at 500 there would be no reason to drive it harder.",
)


def _counted(minutes):
    day = simulated_day()
    return len(find_pulses(sample_blood(day, seed=NIGHT, every_minutes=minutes)))


foretell(
    "L09.P3",
    title="A sample every minute",
    prompt="Thirteen pulses in one simulated day; samples every 10 minutes and the usual rule "
    "count 11. Now blood is drawn every minute, with the same assay and the same rule. "
    "How many are counted?",
    options={
        "A": "Fewer than 11: each rise is spread over many samples.",
        "B": "All 13.",
        "C": "About 50.",
    },
    right=lambda: _letter({"A": 8, "B": 13, "C": 50}, _counted(1)),
    happened=lambda: (
        f"The rule counts {_counted(1)} pulses where {len(simulated_day().attrs['pulse_hours'])} "
        "were planted."
    ),
    explain="Each sample carries noise, and more samples give noise more chances to look like a "
    "rise. Finer is not truer unless the rule knows how often it may be fooled.",
)


def _agonist():
    days = np.array([0.0, 0.5, 14.0])
    changes = [(0.0, loop_settings(therapies="gnrh_agonist"))]
    return follow_loop(days, changes=changes)["lh_iu_per_l"].to_numpy()


def _agonist_letter():
    start, early, late = _agonist()
    if early <= start:
        return "A"
    return "D" if late < start else "B"


foretell(
    "L09.P4",
    title="GnRH without pauses",
    prompt="In place of pulses the pituitary gets GnRH without any pause, from day 0 on. "
    "How does LH stand on the first day, and on day 14?",
    options={
        "A": "Low from the first day.",
        "B": "High on both: more messenger, more answer.",
        "C": "As before on both: the pituitary takes the mean.",
        "D": "High on the first day, low on day 14.",
    },
    right=_agonist_letter,
    happened=lambda: "LH {:.1f} IU/L before, {:.1f} after half a day, {:.1f} on day 14.".format(
        *_agonist()
    ),
    explain="Pauses let receptors recover. Without pauses they are lost faster than they are made: "
    "a short flare ends in silence. So a stimulating drug can serve to switch the axis off.",
)


def _surges_without_swings():
    days = np.arange(0, 85, 0.1)
    usual = menstrual_cycle(days)
    return surge_days(menstrual_cycle(days, parameters=unvarying_gnrh(usual))).size


foretell(
    "L09.P5",
    title="GnRH that no longer swings",
    prompt="In the model of the cycle GnRH is now held at its mean: even pulses, whatever the "
    "ovary says. A follicle grows and estradiol climbs. What does LH do?",
    options={
        "A": "It never surges.",
        "B": "It surges every few days.",
        "C": "It surges as before: estradiol needs only the pituitary.",
    },
    right=lambda: {0: "A", 3: "C"}.get(_surges_without_swings(), "B"),
    happened=lambda: f"In 85 days the model counts {_surges_without_swings()} surges, against 3.",
    explain="In this model the sign turns in the hypothalamus: high estradiol makes GnRH pulses "
    "larger and more frequent. Take that away and the follicle calls in vain.",
)


@lru_cache(maxsize=2)
def _turned(factor):
    """First surge (day, IU/L) when each positive wire needs so many times the estradiol."""
    moved = {name: factor * ROEBLITZ.parameters[name] for name in POSITIVE_WIRES}
    parameters = ROEBLITZ.parameters.replace(**moved)
    table = menstrual_cycle(np.arange(0, 85, 0.1), parameters=parameters)
    days = surge_days(table)
    return (days[0], table["lh_iu_per_l"][days[0]]) if len(days) else (np.inf, 0.0)


def _late_and_lower():
    (usual, high), (day, peak) = _turned(1), _turned(2)
    return "D" if np.isinf(day) else "C" if day > usual + 7 and peak < 0.7 * high else "A"


foretell(
    "L09.P6",
    title="A turn that needs more",
    prompt="In the model of the cycle each positive wire now needs twice the estradiol. "
    "What do the surges of LH do?",
    options={
        "A": "They come as before: the follicle makes enough.",
        "B": "They come more often.",
        "C": "They come later and lower.",
        "D": "They never come.",
    },
    right=_late_and_lower,
    happened=lambda: (
        f"The first surge comes on day {_turned(2)[0]:.0f} in place of {_turned(1)[0]:.0f}, and "
        f"reaches {_turned(2)[1]:.0f} IU/L in place of {_turned(1)[1]:.0f}."
    ),
    explain="In this model nothing but estradiol starts the surge. A follicle needs longer to make "
    "twice as much, so everything waits for it. At three times no follicle gets there, and none "
    "opens.",
)


recall(
    "L09",
    Question(
        "Why can one drug act like estrogen in bone and against it in breast? "
        "Say it in about ten words.",
        "The ligand sets the shape; each cell's coregulators read it differently.",
    ),
    Question(
        "A TSEC pairs estrogen with a SERM. What does the SERM spare the woman, and at what price?",
        "It guards the lining of the uterus, so that no progestogen is needed. The price: what "
        "blocks estrogen there also takes some of its effect elsewhere.",
    ),
    Question(
        "One unit of the decoy OPG meets one unit of RANKL. Is any RANKL left free?",
        lambda: (
            f"Yes, about {100 * free_rankl(1, 1):.0f} % in the model of lesson 02: "
            "the decoy lets go now and then."
        ),
    ),
)


def loops_of_gain():
    """Loops from cut to steep, all resting at 500: steepness of the feedback 0, 1.75, 6, 10.5."""
    return [LOOP.replace(n_f=steepness) for steepness in (0, 1.75, 6, 10.5)]
