"""Lesson 11, Four ways to push the loop: drugs on the axis, fertility, restart, model criticism."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course_utils.exercises import lesson_11_data as data
from course_utils.exercises.answers import Choice, Number, Numbers, Part
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.ordering import Order
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.axis import (
    degarelix,
    loop_settings,
    open_loop,
    steady_state,
    triptorelin,
)
from course_utils.physiology.axis.free_loop import shbg_and_the_loop
from course_utils.physiology.axis.loop_time import stop_testosterone

PATTERNS = {
    "A": "LH falls; testosterone in blood and estradiol rise; inside the testis it falls.",
    "B": "LH and testosterone rise, also inside the testis; estradiol falls.",
    "C": "After a month LH, testosterone (also inside the testis) and estradiol are low.",
    "D": "LH, testosterone (also inside the testis) and estradiol rise.",
    "E": "LH rises; testosterone (also inside the testis) and estradiol fall.",
}
_SIGNS = {(-1, 1, 1): "A", (1, 1, -1): "B", (-1, -1, -1): "C", (1, 1, 1): "D", (1, -1, -1): "E"}
GRID = ("clomiphene", "aromatase_inhibitor", "testosterone", "gnrh_agonist")


def david(therapies=(), **changes):
    """Where David's loop rests (teaching loop); he is fictional."""
    return steady_state(loop_settings("david", therapies, **changes))


def pattern_of_each_push():
    """The same letters from the signs of change in the teaching loop."""
    before = david()
    return "".join(_SIGNS[tuple(np.sign(np.subtract(david(push), before)))] for push in GRID)


def four_patterns():
    """Letters of the patterns of clomiphene, inhibitor, testosterone and GnRH agonist."""
    return "DBAC"


exercise(
    "L11.E1",
    title="Four pushes, four patterns",
    variable="patterns",
    answer=Order(PATTERNS, steps=4),
    reference=four_patterns,
    hints=(
        "Take one drug at a time and start where it acts. Which hormone moves first?",
        "One hides the message, one stops its writing, one adds from outside, one never pauses. "
        "What each does to LH decides what the testis holds.",
    ),
    wrong=(
        Wrong(
            "BDAC",
            "Two drugs have changed places. Which of them stops the making of estradiol, "
            "and which only hides it?",
            "M-FB-5",
        ),
        Wrong(
            "BBAC",
            "The SERM lowers estradiol here. Where does aromatase get more to work on?",
            "M-FB-4",
        ),
        Wrong(
            "DDAC",
            "The inhibitor raises estradiol here. What does it take out of service?",
            "M-FB-5",
        ),
        Wrong(
            "DBAD",
            "The agonist still drives the pituitary after a month here. "
            "What became of the receptors?",
            "M-FB-6",
        ),
        Wrong(
            "DBDC",
            "Testosterone from outside raises LH here. What does a brain do that tastes more?",
            "M-FB-2",
        ),
        Wrong(
            "CABD",
            "These are the right patterns from the last push to the first, or nearly so. "
            "Which drug comes first in the list?",
        ),
    ),
    right="Hide, stop, add, never pause: four places, four patterns. The fifth card is a testis "
    "that fails.",
    nudge="Check LH first: it rises under two of the four. Which two?",
)


def on_a_pure_antagonist():
    """David's estradiol on a drug that takes the receptors and passes nothing on, pg/mL."""
    return steady_state(loop_settings("david", "antagonist")).estradiol_pg_per_ml


exercise(
    "L11.E2",
    title="A SERM without any estrogen in it",
    variable="estradiol_reached",
    answer=Number("pg/mL", tolerance=0.1),
    fixed="man and drug are settings of the library",
    reference=on_a_pure_antagonist,
    hints=(
        "With less restraint than on clomiphene, where does testosterone go, and what follows it?",
        '`steady_state(loop_settings("david", "antagonist"))` rests the loop; '
        "read the estradiol of it.",
    ),
    wrong=(
        Wrong(
            lambda: david().estradiol_pg_per_ml,
            "That is David without a drug. Which way does testosterone move on it?",
            "M-FB-4",
        ),
        Wrong(
            lambda: david("clomiphene").estradiol_pg_per_ml,
            "This is clomiphene, which passes on a little signal. How much does this drug pass on?",
        ),
        Wrong(
            lambda: david("antagonist").testosterone_ng_per_dl * 0.05,
            "This is the estradiol of a man with usual aromatase. How much has David?",
        ),
        Wrong(
            lambda: steady_state(loop_settings("healthy", "antagonist")).estradiol_pg_per_ml,
            "Close, but this is the healthy man. Two things differ in David and nearly cancel. "
            "Whose loop is asked for?",
        ),
        Wrong(
            lambda: david("aromatase_inhibitor").estradiol_pg_per_ml,
            "This is the aromatase inhibitor. Does this drug touch the enzyme?",
            "M-FB-5",
        ),
        Wrong(
            lambda: 0,
            "The drug sits in receptors. Does estradiol vanish from blood when nobody hears it?",
            "M-PD-6",
        ),
        Wrong(
            lambda: david("antagonist").testosterone_ng_per_dl,
            "This is the testosterone. Which hormone does the exercise ask for?",
        ),
    ),
    right="More than on clomiphene. The better a drug hides estradiol from the brain, "
    "the more of it there is.",
    nudge="Three numbers come out of the loop. Which of them is in pg/mL, and in which man?",
)


@lru_cache(maxsize=8)
def _luis(courses=()):
    return stop_testosterone(np.arange(0, 365.0), courses)["testosterone_ng_per_dl"]


def _passes(courses=(), level=450.0, after=27):
    line = _luis(courses).iloc[after:]
    return float(line.index[line.to_numpy() > level][0])


def first_day_above(luis, threshold=450):
    """First day after the low on which testosterone stands above a level in ng/dL."""
    level = luis["testosterone_ng_per_dl"]
    after = level.loc[level.idxmin() :]
    return float(after.index[after > threshold][0])


exercise(
    "L11.E3",
    title="When is Luis back?",
    variable="day_back",
    answer=Number("days", tolerance=6),
    numbers={"threshold": Vary(450, (460, 465, 470, 475, 480))},
    reference=first_day_above,
    given={"luis": lambda: stop_testosterone(np.arange(0, 365.0))},
    hints=(
        "On day 0 he is above {threshold} as well. Whose testosterone is that?",
        "`level.idxmin()` is the day of the low; look from there on, and take the first index "
        "with `level > {threshold}`.",
    ),
    wrong=(
        Wrong(
            lambda: 0,
            "On that day the last supply is still in his blood. When is the level his own?",
            "M-FB-2",
        ),
        Wrong(
            lambda threshold: float(_luis().index[_luis() > threshold][-1]),
            "This is the last row above {threshold}. Which row after the low is the first?",
        ),
        Wrong(
            lambda: float(_luis().idxmin()),
            "This is the day of the low. How long does it take from there up to {threshold}?",
        ),
        Wrong(
            lambda threshold: _passes(data.COURSES["clomiphene"], threshold),
            "This is the man on clomiphene. What does Luis take in this exercise?",
            "M-FB-7",
        ),
        Wrong(
            lambda: float(_luis().iloc[90]),
            "This is a level. On which day is it reached?",
        ),
        Wrong(
            lambda: _passes(level=490),
            "This is too late: he has passed {threshold} long before. "
            "Which level do you compare with?",
        ),
    ),
    right="Months without anything, in this model. Whoever takes something for three months "
    "and feels well then has to be compared with this.",
    nudge="Drop the rows before the low, then ask for the first above {threshold}.",
)


def what_day_100_shows():
    """The letter: far above the untreated on the drug, level with it off the drug."""
    return "C"


exercise(
    "L11.E4",
    title="“Axis restarted”",
    variable="day_100_shows",
    answer=Choice(
        {
            "A": "That his axis has recovered.",
            "B": "Nothing: 701 is a mistake of the laboratory.",
            "C": "What a man on clomiphene has. Whether his axis runs alone is still unknown.",
            "D": "That clomiphene made his testes recover sooner.",
        }
    ),
    reference=what_day_100_shows,
    hints=(
        "What is in his blood on day 100 besides testosterone?",
        "Find the untreated man on day 130, and this one on day 130. Compare.",
    ),
    wrong=(
        Wrong(
            "A",
            "He was still on the drug. What does his level do once it is gone?",
            "M-FB-7",
        ),
        Wrong(
            "D",
            "Compare his testis capacity with the untreated man's on day 100. Who is ahead?",
            "M-FB-7",
        ),
        Wrong(
            "B",
            "The number is what the model gives on that day. What produces it?",
        ),
    ),
    right="An on-drug value. To learn about recovery, stop, wait, and compare with somebody who "
    "took nothing.",
    nudge="Put your finger on day 100 in the figure, then on day 130.",
    points=1.0,
)

_CARDS = {
    "A": "Aromatase turns the extra testosterone into extra estradiol.",
    "B": "GnRH and LH rise.",
    "C": "Bone gains.",
    "D": "Clomiphene takes estrogen receptors in hypothalamus and pituitary.",
    "E": "What bone hears depends on the extra estradiol and on the drug in its own receptors.",
    "F": "Leydig cells make more testosterone.",
    "G": "Estradiol in blood falls, because the drug blocks it.",
    "H": "The brain hears less estrogen than there is.",
}


def from_serm_to_bone():
    """From the receptor in the brain to what bone hears."""
    return "DHBFAE"


exercise(
    "L11.E5",
    title="From a tablet to bone, in order",
    variable="chain_of_a_serm",
    answer=Order(_CARDS, steps=6),
    reference=from_serm_to_bone,
    hints=(
        "Start where the drug sits. Two of the cards stay out.",
        "Brain, pituitary, testis, enzyme; and the last link is a question, not an arrow.",
    ),
    wrong=(
        Wrong(
            "DHBFAC",
            "The last card is too sure. What else sits in the receptors of bone?",
            "M-EPI-12",
        ),
        Wrong(
            "DHBFGE",
            "Estradiol falls here although testosterone rises. Is the enzyme blocked?",
            "M-FB-4",
        ),
        Wrong(
            "DGHBFE",
            "Estradiol falls here at the start. Does a taken receptor remove it from blood?",
            "M-FB-4",
        ),
        Wrong(
            "DHFBAE",
            "The testis hears before LH rises here. Who tells it?",
        ),
        Wrong(
            "EAFBHD",
            "This reads the chain from its end. What happens first?",
        ),
        Wrong(
            "DBHFAE",
            "LH rises here before the brain has missed anything. What must come before?",
        ),
    ),
    right="Five arrows and a question mark. Lesson 12 asks it.",
    nudge="Ask of each card: what must have happened just before?",
    points=1.0,
)


def lh_in_men_and_model(men_lh):
    """LH on clomiphene over LH before: in Helo's men and in David (teaching loop)."""
    before, on = men_lh
    david, treated = (steady_state(loop_settings("david", push)) for push in ((), "clomiphene"))
    return on / before, treated.lh_iu_per_l / david.lh_iu_per_l


exercise(
    "L11.E6",
    title="How far does LH rise?",
    variable="lh_rise",
    answer=Numbers((Part("rise in the men", "times", 0.05), Part("rise in David", "times", 0.05))),
    fixed="reads the medians of a study",
    reference=lh_in_men_and_model,
    given={"men_lh": data.lh_on_clomiphene},
    hints=(
        "How many times the level before? Once for the men, once for David.",
        "Divide LH on the drug by LH before: the second of `men_lh` by the first, then David's "
        'two: `steady_state(loop_settings("david", ...)).lh_iu_per_l`.',
    ),
    wrong=(
        Wrong(
            lambda: (6.1 - 4.0, david("clomiphene").lh_iu_per_l - david().lh_iu_per_l),
            "These are differences in IU/L. What do you get if you divide?",
        ),
        Wrong(
            lambda: (4.0 / 6.1, david().lh_iu_per_l / david("clomiphene").lh_iu_per_l),
            "These are below 1 while LH rises. Which level stands above the line?",
        ),
        Wrong(
            lambda: (488 / 205, david("clomiphene")[1] / david()[1]),
            "This is how testosterone rises. Which hormone does the exercise ask for?",
        ),
        Wrong(
            lambda: (52.5, 100 * (lh_in_men_and_model((4.0, 6.1))[1] - 1)),
            "These are percent of increase. How many times the level before is that?",
            "M-EPI-2",
        ),
        Wrong(
            lambda: (6.1, david("clomiphene").lh_iu_per_l),
            "These are the levels on the drug. By what do you divide them?",
        ),
    ),
    right="Within a tenth of each other, for a drug to which the teaching loop was fitted. "
    "The next exercise takes one to which it was not.",
    nudge="On the drug over before, twice, and two decimals.",
    points=1.0,
)


def what_holds_lh_down():
    """The letter: with every other number at its best, LH still cannot double."""
    usual = steady_state().lh_iu_per_l
    numbers = [{"n_f": 12}, {"weight_E": 1.0}, {"n_f": 12, "weight_E": 1.0}, {"aromatase": 1.5}]
    most = max(steady_state(loop_settings(inhibited=0.05, **each)).lh_iu_per_l for each in numbers)
    return "B" if most <= 2 * usual else "A"


exercise(
    "L11.E7",
    title="Why the loop cannot follow",
    variable="held_by",
    answer=Choice(
        {
            "A": "Its aromatase: estradiol should fall further.",
            "B": "Its ceiling: a healthy man already has half of the greatest LH there is.",
            "C": "Its clock: LH is cleared too fast.",
            "D": "Nothing: the men must have been measured wrongly.",
        }
    ),
    reference=what_holds_lh_down,
    hints=(
        "Take all estradiol away in the model. How high does LH get?",
        "Look at the equation of LH: what is the most it can give, and where is a healthy man?",
    ),
    wrong=(
        Wrong(
            "A",
            "The comparison was made where estradiol is halved, in men and model alike. "
            "What does LH do there?",
        ),
        Wrong(
            "C",
            "The loop is at rest here. Does a clearance decide a resting value that the equation "
            "sets outright?",
            "M-ODE-2",
        ),
        Wrong(
            "D",
            "Twenty men on the drug, sampled every ten minutes for a day, against placebo. "
            "Which of the two would you doubt first?",
            "M-ODE-4",
        ),
    ),
    right="Ten over one plus something: from 5 it can at most double, whatever the signal does. "
    "An equation can refuse a fact before any number is chosen.",
    nudge="Set `inhibited=0.02` and look at LH.",
    points=1.0,
)


_CHANGE = {"A": 0.4, "B": 1.0, "C": 1.1, "D": 2.2}


def _nearest(options, value):
    return min(options, key=lambda letter: abs(np.log(options[letter] / value)))


foretell(
    "L11.P1",
    title="A blocker of estrogen",
    prompt="David (testosterone 204 ng/dL, estradiol 17 pg/mL) takes clomiphene, which blocks "
    "estrogen receptors in the brain. Where does the estradiol in his blood go?",
    options={
        "A": "It falls by more than half: the drug blocks it.",
        "B": "It stays.",
        "C": "It rises slightly, by a tenth or so.",
        "D": "It more than doubles.",
    },
    right=lambda: _nearest(
        _CHANGE, david("clomiphene").estradiol_pg_per_ml / david().estradiol_pg_per_ml
    ),
    happened=lambda: (
        f"In the model estradiol goes from {david().estradiol_pg_per_ml:.0f} to "
        f"{david('clomiphene').estradiol_pg_per_ml:.0f} pg/mL. In 15 men on 25 mg a day the "
        "median went from 17 to 34 (Helo 2017)."
    ),
    explain="The brain hears less estrogen than there is and calls for more testosterone. "
    "Aromatase is free to work, so estradiol follows. Hidden from the brain, it is there for "
    "everybody else.",
)


def _same_testosterone():
    inhibitor = david(inhibited=0.2)
    return david("clomiphene").estradiol_pg_per_ml / inhibitor.estradiol_pg_per_ml


foretell(
    "L11.P2",
    title="Same testosterone, two drugs",
    prompt="Give David so much of an aromatase inhibitor that his testosterone becomes the same "
    "475 ng/dL as on clomiphene. Compare his estradiol on the two drugs.",
    options={
        "A": "It is about five times higher on clomiphene.",
        "B": "It is the same: same testosterone, same estradiol.",
        "C": "It is higher on the inhibitor.",
        "D": "It is zero on the inhibitor.",
    },
    right=lambda: "A" if _same_testosterone() > 3 else "B",
    happened=lambda: (
        f"{david('clomiphene').estradiol_pg_per_ml:.0f} pg/mL on clomiphene and "
        f"{david(inhibited=0.2).estradiol_pg_per_ml:.0f} on the inhibitor, at 475 ng/dL of "
        "testosterone on both."
    ),
    explain="Both drugs raise LH and testosterone, because the brain hears less estrogen. One "
    "hides it, so it piles up. The other stops its making, so it falls.",
)


@lru_cache(maxsize=1)
def _men():
    return data.every_push_on_every_man()["testosterone_ng_per_dl"].unstack(sort=False)


def _gain():
    men = _men()
    return men[men.columns[1]] - men[men.columns[0]]


def _who_answers():
    healthy, quiet, pituitary, testis = _gain() > 50
    found = {(True, True, True, True): "A", (True, True, False, False): "B"}
    found |= {(True, False, False, False): "D", (True, True, True, False): "C"}
    return found[healthy, quiet, pituitary, testis]


foretell(
    "L11.P3",
    title="Where is the fault?",
    prompt="Four men take enclomiphene, the short-lived half of clomiphene, for half a year: one "
    "healthy, one with a quiet hypothalamus (few GnRH bursts), one whose pituitary has failed, one "
    "whose testes have. In whom does testosterone rise by more than 50 ng/dL?",
    options={
        "A": "In all four.",
        "B": "In the healthy man and the man with the quiet hypothalamus.",
        "C": "In all but the man whose testes failed.",
        "D": "In the healthy man only.",
    },
    right=_who_answers,
    happened=lambda: (
        "By "
        + ", ".join(f"{gain:+.0f}" for gain in _gain()).replace("-", "−")
        + " ng/dL, in the order of the question (full chain)."
    ),
    explain="A call helps if somebody can hear it and somebody can answer. The drug makes the "
    "hypothalamus call louder; pituitary and testis below have to work.",
)


def _below_50(drug):
    line = drug(np.arange(0, 40, 0.25))["testosterone_ng_per_dl"]
    return float(line.index[line < 50][0])


foretell(
    "L11.P4",
    title="Two ways to silence a receptor",
    prompt="One drug turns the GnRH receptor on without pause (agonist), another sits in it and "
    "does nothing (antagonist). When does testosterone fall below 50 ng/dL?",
    options={
        "A": "Under both on the first day.",
        "B": "Under the agonist first: it wears the receptors out.",
        "C": "Under the antagonist within two days, under the agonist after some three weeks.",
        "D": "Under both after some three weeks.",
    },
    right=lambda: "C" if _below_50(degarelix) < 3 < 14 < _below_50(triptorelin) else "D",
    happened=lambda: (
        f"In the published model on day {np.ceil(_below_50(degarelix)):.0f} after the antagonist "
        f"and on day {np.ceil(_below_50(triptorelin)):.0f} after the agonist, which first nearly "
        "doubles testosterone."
    ),
    explain="The antagonist only takes seats. The agonist presses every one of them first, so that "
    "stored LH pours out; silence has to wait until receptors and store are used up.",
)


_TESTIS = {"A": 2.0, "B": 1.0, "C": 0.75, "D": 0.06}

foretell(
    "L11.P5",
    title="Inside the testis",
    prompt="Healthy men got 200 mg of testosterone enanthate a week for three weeks; blood "
    "testosterone rose. Fluid was drawn from their testes before and after. What happened to the "
    "testosterone in there?",
    options={
        "A": "It doubled, as in blood.",
        "B": "It stayed.",
        "C": "It fell by a quarter.",
        "D": "It fell by more than nine tenths.",
    },
    right=lambda: _nearest(_TESTIS, 1 - data.REPORTS["testis_fall"] / 100),
    happened=lambda: (
        f"It fell by {data.REPORTS['testis_fall']:.0f} % (Coviello 2005). Before, the level in "
        f"blood was {data.REPORTS['blood_in_testis']:g} % of that in the testis."
    ),
    explain="The testis is where testosterone is made, and there is some eighty times more of it "
    "than in blood. Without LH it stops, and what comes from outside cannot fill that.",
)


def _day_130():
    return [_luis(courses).loc[130.0] for courses in (data.COURSES["clomiphene"], ())]


def _after_the_drug():
    on, without = _day_130()
    return "B" if abs(on / without - 1) < 0.02 else "A" if on > without else "C"


foretell(
    "L11.P6",
    title="Nineteen days later",
    prompt="Luis took clomiphene from day 21 to day 111; on day 100 he stood at 701 ng/dL, his "
    "untreated twin at 457. Now it is day 130. How do the two compare in the model?",
    options={
        "A": "Luis stays well above his twin.",
        "B": "They are the same.",
        "C": "Luis has fallen well below his twin.",
    },
    right=_after_the_drug,
    happened=lambda: "On day 130 Luis has {:.0f} ng/dL and his twin {:.0f}.".format(*_day_130()),
    explain="On day 100 the drug is still hiding the signal; on day 130 it is gone and the number "
    "is that of no treatment. The equality is built into this model. The on-drug number could not "
    "have told.",
)


def _free_levels():
    table = shbg_and_the_loop([40.0, 80.0])
    return table["free_in_a_tube_pmol_per_l"], table["free_in_a_man_pmol_per_l"]


recall(
    "L11",
    Question(
        "A man's SHBG doubles. What happens to his free testosterone in a tube, and what in him?",
        lambda: (
            "In a tube it falls from {:.0f} to {:.0f} pmol/L in the model; in him only to {:.0f}, "
            "because his brain misses it and calls for more.".format(
                *_free_levels()[0], _free_levels()[1].iloc[1]
            )
        ),
    ),
    Question(
        "Two men have a testosterone-to-estradiol ratio of 20. What do you know about the estrogen "
        "signal in their bone?",
        "Next to nothing: both levels can be low, or both high.",
    ),
    Question(
        "Where does a man's estradiol come from, and what is its part in the loop?",
        lambda: (
            "Mostly from testosterone, by aromatase. It restrains hypothalamus and pituitary: cut "
            "that wire, and the testis is driven at "
            f"{open_loop(loop_settings()).lh_iu_per_l:.0f} IU/L of LH whatever it makes."
        ),
    ),
)
