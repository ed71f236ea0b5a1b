"""Lesson 03, When estrogen falls: fast and slow loss, comparison groups, starts and stops."""

from __future__ import annotations

import numpy as np

from course_utils.datasets import load
from course_utils.exercises.answers import Choice, Number, Numbers, Part
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.bone import (
    BONE_MASS_NUMBERS,
    bone_mass,
    bone_mass_flows,
    change_since,
    rank_occupancy,
    therapy,
)

_YEARS = np.linspace(0, 20, 241)


def _mass(year, therapies=(), **numbers):
    """Bone mass (%) of the teaching model in one year."""
    course = bone_mass(_YEARS, therapies, parameters=BONE_MASS_NUMBERS.replace(**numbers))
    return float(np.interp(year, course.index, course["bone_mass_percent"]))


def bone_left_untreated(year=5):
    """Bone mass (% of year 0) some years after the transition began, nothing done."""
    course = bone_mass([0, year])
    return course["bone_mass_percent"].loc[year]


exercise(
    "L03.E1",
    title="{year.1}",
    variable="bone_in_year_5",
    answer=Number("% of year 0", tolerance=0.2),
    renamed="bone_left_percent_of_year_0",
    numbers={
        "year": Vary(
            5,
            (4, 6, 7, 8),
            in_task=lambda year: (f"is left in year {year}, if", f"What is left in year {year}"),
        )
    },
    reference=bone_left_untreated,
    hints=(
        "The question is what remains, not what was lost.",
        "`bone_mass(years)` returns a table indexed by year. Choose years that hold a {year}, "
        "then read the column `bone_mass_percent` in that row.",
    ),
    wrong=(
        Wrong(
            lambda year: 100 - _mass(year),
            "This is what is gone. The exercise asks what remains.",
        ),
        Wrong(
            lambda year: _mass(year - 1),
            "This is the year before. Which row of the table does the exercise ask for?",
        ),
        Wrong(
            lambda year: _mass(year, adaptation=0.0),
            "Bone answers its own loss in this model. "
            "Did you leave the adaptation γ at its usual value?",
        ),
        Wrong(
            lambda: _mass(10),
            "This is what remains at the end of the ten years. Which year does the exercise name?",
        ),
        Wrong(
            lambda year: float(bone_mass(_YEARS)["resorption_percent_per_year"].loc[year]),
            "This is a flow per year. Which column holds the stock?",
            "M-BONE-3",
        ),
    ),
    right="Most of what is gone was lost in three of these years.",
    nudge="Print the row of that year. Which of its columns is the stock?",
)


def mass_after(signal, years):
    """Bone mass (%) after some years at one estrogen signal, by Euler steps of a day."""
    p = BONE_MASS_NUMBERS.numbers()
    R, F, B = 8.0, 8.0, 100.0
    dt = 1 / 365
    for _ in range(round(years * 365)):
        dR, dF, dB = bone_mass_flows(R, F, B, signal, p)
        R, F, B = R + dR * dt, F + dF * dt, B + dB * dt
    return B


def _walk(signal, years, change, steps=365):
    """`mass_after` with one thing twisted: ``change`` makes the next R, F, B."""
    p = BONE_MASS_NUMBERS.numbers()
    state = (8.0, 8.0, 100.0)
    for _ in range(round(years * steps)):
        state = change(state, bone_mass_flows(*state, signal, p), 1 / steps, p, signal)
    return state[2]


def _balance(p, lack, mass, sign=-1):
    return 1 + sign * p.delta * lack + p.adaptation * (1 - mass / 100)


def _no_lag(state, rates, dt, p, signal):
    R, _, B = state
    R = R + rates[0] * dt
    F = _balance(p, 1 - signal, B) * R
    return R, F, B + (F - R) * dt


def _turned_balance(state, rates, dt, p, signal):
    R, F, B = state
    slope = (_balance(p, 1 - signal, B, +1) * R - F) / p.tau_F
    return R + rates[0] * dt, F + slope * dt, B + (F - R) * dt


exercise(
    "L03.E2",
    title="Three equations, one step",
    variable="mass_after",
    answer=Function(
        parameters=("signal", "years"),
        cases=(
            Case("one year at a low signal", (0.446, 1)),
            Case("three years at a low signal", (0.446, 3)),
            Case("two years without any signal", (0.0, 2)),
            Case("four years with the full signal", (1.0, 4)),
        ),
        unit="% of the start",
        tolerance=0.1,
    ),
    reference=mass_after,
    stub="""
        def mass_after(signal, years):
            # start: R = 8.0, F = 8.0, B = 100.0; one day is dt = 1 / 365 year
            for _ in range(round(years * 365)):
                ...  # the three rates, then one step for each of R, F and B
            return ...
    """,
    hints=(
        "Each day: compute the three rates from the old values, then move all three.",
        "`dR, dF, dB = rates(R, F, B, signal)` and `R = R + dR * dt`; "
        "the same for F and B. Return B after the loop.",
    ),
    wrong=(
        Wrong(
            lambda signal, years: _walk(signal, years, _no_lag),
            "Formation follows resorption at once here. Which equation makes it late?",
        ),
        Wrong(
            lambda signal, years: _walk(signal, years, _turned_balance),
            "Each site gains here when estrogen falls. Which sign has δ in the balance κ?",
        ),
        Wrong(
            lambda signal, years: _walk(
                signal,
                years,
                lambda s, r, dt, p, _: (s[0] + r[0] * dt, s[1] + r[1] * dt, s[2] - r[2] * dt),
            ),
            "Resorption fills the bath here. In dB/dt, which flow comes with a minus?",
        ),
        Wrong(
            lambda signal, years: _walk(
                signal,
                years,
                lambda s, r, dt, p, _: (s[0] + r[0] * dt, s[1], s[2] + r[2] * dt),
            ),
            "Formation never moves here. Does the loop give F its new value too?",
        ),
        Wrong(
            lambda signal, years: 100.0,
            "Bone stays where it began. Do R and F change inside the loop, before B is read?",
            "M-ODE-2",
        ),
        Wrong(
            lambda signal, years: 100 - mass_after(signal, years),
            "This is what is lost. The exercise asks for the bone that is left.",
        ),
        Wrong(
            lambda signal, years: _walk(
                signal,
                years,
                lambda s, r, dt, p, _: tuple(a + b * dt for a, b in zip(s, r, strict=True)),
                steps=1,
            ),
            "Steps of a year are longer than the lag of resorption, and the sum runs away. "
            "How long is one step?",
        ),
    ),
    right="A model of a skeleton in a dozen lines. The packaged one uses a finer solver, and the "
    "two agree to a tenth of a percent.",
    nudge="Do one day on paper: three rates from the old R, F and B, then three new values.",
)


def _johnston():
    """The four arms of the raloxifene prevention trials, spine, three years."""
    return load("bmd_outcomes").query("trial_id == 'RLX_PREV_3Y'")


def difference_with_interval(johnston):
    """Raloxifene 60 mg minus placebo (percent), and the half width of its 95 % interval."""
    arms = johnston.set_index("arm")
    treated, control = arms.loc["raloxifene_60mg"], arms.loc["placebo"]
    difference = treated["mean_pct_change"] - control["mean_pct_change"]
    standard_error = (treated["se"] ** 2 + control["se"] ** 2) ** 0.5
    return float(difference), float(1.96 * standard_error)


def _wrong_halves(se_of_both):
    difference, _ = difference_with_interval(_johnston())
    return difference, se_of_both


exercise(
    "L03.E3",
    title="Compared with what",
    variable="effect_and_half_width",
    answer=Numbers(
        (
            Part("difference", "percent", 0.02),
            Part("half width of its 95 % interval", "percent", 0.03),
        )
    ),
    fixed="reads the table of a trial",
    reference=difference_with_interval,
    given={"johnston": _johnston},
    stub="""
        effect_and_half_width = ...  # a pair: (difference, half width)
    """,
    hints=(
        "The effect of a drug is what happened with it minus what happened without it.",
        "The standard error of a difference of two independent means is the root of the sum of "
        "their squares. A 95 % interval reaches almost two of them to each side.",
    ),
    wrong=(
        Wrong(
            lambda: (1.28 - 1.32, difference_with_interval(_johnston())[1]),
            "The placebo group lost bone, so its change carries a minus. "
            "What does minus a minus make?",
        ),
        Wrong(
            lambda: (1.28, 1.96 * 0.23),
            "This is one arm alone. What would have happened to these women without the tablet?",
        ),
        Wrong(
            lambda: (1.28, difference_with_interval(_johnston())[1]),
            "The interval belongs to a difference, and the number beside it to one arm. "
            "What happened in the other arm?",
        ),
        Wrong(
            lambda: _wrong_halves(0.22 + 0.23),
            "The difference is right. Standard errors do not simply add. How do they combine, "
            "and how many of them make 95 %?",
        ),
        Wrong(
            lambda: _wrong_halves(1.96 * (0.22 + 0.23)),
            "The difference is right. You added the standard errors, "
            "which makes the interval too wide. How do independent errors combine?",
        ),
        Wrong(
            lambda: _wrong_halves((0.22**2 + 0.23**2) ** 0.5),
            "The difference is right, and this is its standard error. "
            "How many of them reach to the end of a 95 % interval?",
        ),
        Wrong(
            lambda: _wrong_halves(2 * 1.96 * (0.22**2 + 0.23**2) ** 0.5),
            "The difference is right, and this is the whole width. The exercise asks for half.",
        ),
    ),
    right="Half of what the tablet did is a gain, the other half a loss that did not happen. "
    "Only the comparison shows the second half.",
    nudge="Write down both changes with their signs, then subtract the untreated from the treated.",
)


def source_of_the_early_gain():
    """The letter of the cause that the model itself shows: formation falls, later than R."""
    course = bone_mass([0, 5, 6], therapy(5, serm="raloxifene"))
    change = course.loc[6] - course.loc[5]
    formation_falls = change["formation_percent_per_year"] < 0
    gains = change["bone_mass_percent"] > 0
    return "B" if formation_falls and gains else "A"


exercise(
    "L03.E4",
    title="Where the first gain comes from",
    variable="first_gain_is",
    answer=Choice(
        {
            "A": "Osteoblasts speed up and build bone beyond the level of youth.",
            "B": "Fewer new holes are dug while the old ones go on filling.",
            "C": "The scanner drifts, so the gain is measurement error.",
            "D": "Osteoclasts begin to lay down bone.",
        }
    ),
    reference=source_of_the_early_gain,
    hints=(
        "Think of the holes that stood open on the day of the first tablet.",
        "Look at both flows in the figure after the start. Which one moves first, and which way "
        "does the other move later?",
    ),
    wrong=(
        Wrong(
            "A",
            "Look at the blue line in the year after the start. "
            "Does formation rise or fall, and where does the level stop?",
            "M-BONE-8",
        ),
        Wrong(
            "C",
            "One person's scan could drift. Would the mean of hundreds drift up in one arm "
            "and down in the other?",
        ),
        Wrong(
            "D",
            "That would be a new job for them. Which cells fill a hole, "
            "and who makes fewer holes now?",
        ),
    ),
    right="Remodeling space, handed back. It can be handed back once.",
    nudge="Which flow changes first when the signal rises?",
)


def bone_in_year_11(estradiol=60):
    """Bone mass (% of year 0) one year after stopping a hormone therapy of years 5 to 10."""
    course = bone_mass([0, 10, 11], therapy(5, 10, estradiol=estradiol))
    return course["bone_mass_percent"].loc[11]


exercise(
    "L03.E5",
    title="A year after the stop",
    variable="bone_in_year_11_percent",
    answer=Number("% of year 0", tolerance=0.3),
    numbers={"estradiol": Vary(60, (25, 30, 35, 40))},
    reference=bone_in_year_11,
    hints=(
        "Resorption answers within weeks, formation within most of a year. "
        "What happens in between?",
        "`therapy(5, 10, estradiol={estradiol})` is the treatment; hand it to `bone_mass` "
        "and read the row one year after the stop.",
    ),
    wrong=(
        Wrong(
            lambda estradiol: _mass(10, therapy(5, 10, estradiol=estradiol)),
            "So much is there while the therapy works. "
            "What happens to the two flows in the year after the stop?",
        ),
        Wrong(
            lambda estradiol: (
                _mass(10, therapy(5, 10, estradiol=estradiol)) - (_mass(10) - _mass(11))
            ),
            "This lets bone go on at the slow pace of a woman who was never treated. "
            "Which flow jumps first after the stop?",
            "M-BONE-4",
        ),
        Wrong(
            lambda: _mass(11),
            "This woman was never treated. Which argument hands the treatment to `bone_mass`?",
        ),
        Wrong(
            lambda estradiol: _mass(12, therapy(5, 10, estradiol=estradiol)),
            "This is two years after the stop. Which row is one year after it?",
        ),
        Wrong(
            lambda estradiol: (
                _mass(10, therapy(5, 10, estradiol=estradiol)) - bone_in_year_11(estradiol)
            ),
            "This is what was lost in that year. The exercise asks what is left.",
        ),
    ),
    right="The holes open again before formation has heard of it: in the model a year takes back "
    "most of what five had given.",
    nudge="Which year does the treatment stop, and which row do you read?",
)


# Ana's ten years, four sketches of her bone: years and percent of year 0.
_DECADE = np.array([0.0, 1, 2, 3, 4, 5, 8, 10])
_DECADE_SKETCHES = {
    "A": 100 - 1.04 * _DECADE,
    "B": np.array([100, 91, 90, 89.6, 89.6, 89.6, 89.6, 89.6]),
    "C": np.array([100, 99.8, 99, 96.5, 94.3, 92.8, 90.5, 89.6]),
    "D": np.array([100, 99.9, 99.7, 99.4, 98.9, 98.2, 94.6, 89.6]),
}


def _decade():
    course = bone_mass(np.linspace(0, 10, 121))["bone_mass_percent"]
    return np.interp(_DECADE, course.index, course)


def _nearest(options, value):
    return min(options, key=lambda letter: np.abs(np.subtract(options[letter], value)).sum())


foretell(
    "L03.P1",
    title="Ten years of bone",
    prompt="Estradiol falls to a twentieth within about two years and stays there for the other "
    "eight. Nothing is done. Which sketch shows bone mass?",
    options={
        "A": "It falls by the same amount every year.",
        "B": "It drops at once and then stays where it is.",
        "C": "It holds for a while, falls fast, then ever more slowly.",
        "D": "It falls slowly at first and faster and faster later.",
    },
    sketches={
        letter: list(zip(_DECADE.tolist(), level.tolist(), strict=True))
        for letter, level in _DECADE_SKETCHES.items()
    },
    right=lambda: _nearest(_DECADE_SKETCHES, _decade()),
    happened=lambda: (
        f"In the model bone stands at {_decade()[1]:.1f} % after one year, {_decade()[5]:.1f} % "
        f"after five and {_decade()[7]:.1f} % after ten."
    ),
    explain="Two losses overlap. Open holes multiply while formation lags: fast, and over within "
    "a few years. And each site fills a little short: slow, and it goes on.",
)


_FASTEST = {"A": 1, "B": 3, "C": 10}


def _fastest_year():
    course = bone_mass(np.linspace(0, 10, 241))
    net = course["formation_percent_per_year"] - course["resorption_percent_per_year"]
    return float(net.idxmin()), float(net.min())


foretell(
    "L03.P2",
    title="The year of fastest loss",
    prompt="In the model estradiol falls fastest in year 1. When is bone lost fastest?",
    options={
        "A": "In year 1 as well.",
        "B": "About two years later, when hardly any estradiol is left to lose.",
        "C": "At the very end, when it has been low for longest.",
    },
    right=lambda: _nearest(_FASTEST, _fastest_year()[0]),
    happened=lambda: (
        f"In the model the loss is fastest in year {_fastest_year()[0]:.1f}, "
        f"at {-_fastest_year()[1]:.1f} % per year."
    ),
    explain="The signal bends late, because a little estradiol still fills many receptors. Then "
    "resorption rises and formation lags behind it. The gap between the two is the loss.",
)


_LATE_RATES = {"A": 1.4, "B": 4.0, "C": 0.25}


def _late_rate():
    """Loss (% of year 0 per year) between years 10 and 20 without adaptation."""
    return (_mass(10, adaptation=0.0) - _mass(20, adaptation=0.0)) / 10


foretell(
    "L03.P3",
    title="A skeleton that does not answer",
    prompt="Take out the last term: less bone no longer improves the balance (γ = 0). With it, "
    "bone is lost at about a quarter of a percent a year by year 15. And without it?",
    options={
        "A": "The loss settles at a steady pace, several times that, and never slows.",
        "B": "The loss gets faster and faster.",
        "C": "About the same: the term is a detail.",
    },
    right=lambda: _nearest(_LATE_RATES, _late_rate()),
    happened=lambda: (
        f"In the model {_late_rate():.1f} % of the first mass goes every year from year 10 "
        f"to 20, and {_mass(20, adaptation=0.0):.0f} % is left in year 20."
    ),
    explain="Without γ every site stays short by the same share for ever, so the loss is a "
    "straight line. What slows a real skeleton is the assumption to question here.",
)


_AFTER_START = {"A": (1.0, 5.0), "B": (-0.5, -2.0), "C": (7.0, 7.0), "D": (1.0, 1.0)}


def _raloxifene_gains():
    course = bone_mass(_YEARS, therapy(5, serm="raloxifene"))
    since = change_since(course, 5)
    return float(since.loc[6]), float(since.loc[9])


foretell(
    "L03.P4",
    title="A tablet in year 5",
    prompt="In year 5 a raloxifene-like drug lifts the estrogen signal in bone from 0.45 to 0.68 "
    "and keeps it there. What does bone mass do in the next four years?",
    options={
        "A": "It climbs year after year.",
        "B": "It goes on falling, only more slowly, from the first day.",
        "C": "It is back where it was before menopause within a year.",
        "D": "It rises for a year or two, then levels off.",
    },
    right=lambda: _nearest(_AFTER_START, _raloxifene_gains()),
    happened=lambda: (
        "In the model bone gains {:.1f} % in a year, and after four years the gain "
        "is {:.1f} %.".format(*_raloxifene_gains())
    ),
    explain="Resorption falls at once, formation late. In between the open holes fill, and that "
    "is the gain. Then formation has come down too, and only the better balance is left.",
)


_FIRST_YEAR_OFF = {"A": -0.5, "B": -1.5, "C": -4.0, "D": -8.0}


def _year_off():
    course = bone_mass(_YEARS, therapy(5, 10, estradiol=60))
    return float(change_since(course, 10).loc[11])


foretell(
    "L03.P5",
    title="The year after the stop",
    prompt="Hormone therapy from year 5, stopped in year 10. A woman who was never treated loses "
    "about half a percent of her bone in that eleventh year. What does the model say for "
    "the one who stops?",
    options={
        "A": "About half a percent too: she is older, her loss is slow.",
        "B": "About one and a half percent.",
        "C": "About four percent: the fast phase comes now.",
        "D": "About eight percent: everything she had gained and more.",
    },
    right=lambda: _nearest(_FIRST_YEAR_OFF, _year_off()),
    happened=lambda: f"In the model bone changes by −{-_year_off():.1f} % in the first year off.",
    explain="The therapy had kept the holes few. When it stops they open again, with formation "
    "late as before. The fast phase was not escaped, it was put off.",
)


recall(
    "L03",
    Question(
        "OPG keeps osteoclasts in check. What does it bind?",
        "RANKL, the trigger. It traps RANKL before RANK can see it; RANK itself stays free.",
    ),
    Question(
        "Two women have the same ratio of RANKL to OPG, one with ten times the amounts of the "
        "other. Is RANK occupied to the same degree?",
        lambda: (
            "No: in the decoy model of lesson 02 RANK is occupied to "
            f"{100 * rank_occupancy(1, 1):.0f} % at 1 and 1, and to "
            f"{100 * rank_occupancy(0.1, 0.1):.0f} % at 0.1 and 0.1."
        ),
    ),
    Question(
        "Resorption has just passed its peak and is falling. Does bone mass rise now?",
        "Only if resorption is already below formation. A level answers to the difference of "
        "the flows, not to the direction of one of them.",
    ),
)
