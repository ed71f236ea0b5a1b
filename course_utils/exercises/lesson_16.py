"""Lesson 16, The whole balance sheet: one denominator, detours, sheets and dates."""

from __future__ import annotations

from course_utils.evidence.balance import balance_lines
from course_utils.evidence.balance_rows import find_row, ratio_in
from course_utils.evidence.network import network
from course_utils.exercises.answers import Choice, Number, Numbers, Part
from course_utils.exercises.code_answers import Table
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.lesson_16_data import all_sheets, clot_baselines, spine_ratios
from course_utils.exercises.registry import exercise, foretell, recall


def extra_lung_clots(treated=18, placebo=9):
    """Extra clots in the lung per 1,000 women over 5 years, from two rates per 10,000 a year."""
    return (treated - placebo) / 10_000 * 1000 * 5


exercise(
    "L16.E1",
    title="Two rates, one denominator",
    variable="lung_clots",
    answer=Number("per 1,000 women over 5 years", tolerance=0.2),
    numbers={
        "treated": Vary(
            18,
            (22, 24, 26, 28),
            in_task=lambda n: (
                "On estrogen plus progestogen 18 of 10,000 women a year"
                if n == 18
                else f"In an invented trial {n} of 10,000 women a year on the drug"
            ),
        ),
        "placebo": Vary(9, (8, 10, 12, 14), in_task=lambda n: f"on placebo {n}."),
    },
    reference=extra_lung_clots,
    hints=(
        "Take the difference first. Which part of it is due to the tablet?",
        "(rate with − rate without) is per 10,000 and one year. Bring it to 1,000, then to five.",
    ),
    wrong=(
        Wrong(
            lambda treated, placebo: treated - placebo,
            "This counts per 10,000 in one year, or else every clot on the tablet. "
            "Which denominator is asked for, and what would have come without the tablet?",
        ),
        Wrong(
            lambda treated, placebo: 5 * (treated - placebo),
            "Five years are in it. Is it still per 10,000 women?",
        ),
        Wrong(
            lambda treated, placebo: (treated - placebo) / 10,
            "That is per 1,000 in one year. How many years does the sheet cover?",
        ),
        Wrong(
            lambda treated, placebo: treated / placebo,
            "That is a ratio. It says how many times, not how many: what is the baseline?",
            "M-EPI-1",
        ),
    ),
    right="The two rates per 10,000 in a year and this number are one finding. "
    "Only the second can stand beside fractures counted over five years.",
    nudge="Write the unit behind each step: per how many women, over how long?",
)


def differences_over_five_years(breast=-1.2, fatal_stroke=0.7):
    """Breast cancers and fatal strokes per 1,000 over 5 years, from yearly differences."""
    return (5 * breast, 5 * fatal_stroke)


exercise(
    "L16.E2",
    title="{breast.1}",
    variable="ruth_five_years",
    answer=Numbers(
        (
            Part("breast cancers", "per 1,000 over 5 years", 0.15),
            Part("fatal strokes", "per 1,000 over 5 years", 0.15),
        )
    ),
    renamed="differences_in_five_years",
    numbers={
        "breast": Vary(
            -1.2,
            (-0.8, -1.4, -1.6, -1.8),
            in_task=lambda n: (
                (
                    "RUTH prints yearly differences per 1,000 women: invasive breast cancer −1.2,",
                    "Five years of raloxifene",
                )
                if n == -1.2
                else (
                    "An invented trial prints yearly differences per 1,000 women: "
                    f"invasive breast cancer −{-n},",
                    "Five years of a drug",
                )
            ),
        ),
        "fatal_stroke": Vary(0.7, (0.3, 0.4, 0.5, 0.9), in_task=lambda n: f"fatal stroke +{n}."),
    },
    reference=differences_over_five_years,
    hints=(
        "The trial prints differences for one year. What does the sheet cover?",
        "Each difference times the years; fewer events keep their minus.",
    ),
    wrong=(
        Wrong(
            lambda breast, fatal_stroke: (breast, fatal_stroke),
            "These are the printed differences, for one year. How many years are asked for?",
        ),
        Wrong(
            lambda breast, fatal_stroke: (breast * 5.6, fatal_stroke * 5.6),
            "This covers the length of the trial. How many years does the sheet have?",
        ),
        Wrong(
            lambda: (-44, 49),
            "These are percent, from the hazard ratios. Of how many women?",
            "M-EPI-1",
        ),
        Wrong(
            lambda breast, fatal_stroke: (10 * breast, 10 * fatal_stroke),
            "Is the difference printed per 1,000 or per 10,000 women? Read the unit again.",
        ),
    ),
    right="Two numbers in one unit, and still no sum: a cancer found is not a death. The unit "
    "makes them comparable in count, and in nothing else.",
    nudge="Start with one line: difference per year, times years. Does the sign say fewer?",
)


def clear_harms(stack):
    """Lines whose whole interval lies above zero, in order of its lower end."""
    return stack[stack["ci_low"] > 0].sort_values("ci_low")


exercise(
    "L16.E3",
    title="The harms that are clear",
    variable="harms",
    answer=Table(("trial", "outcome"), "ci_low"),
    reference=clear_harms,
    given={"stack": all_sheets},
    hints=(
        "More events are positive. When does an interval leave no room for none or fewer?",
        'Compare the lower limit with zero, then `.sort_values("ci_low")`.',
    ),
    wrong=(
        Wrong(
            lambda: all_sheets().query("difference > 0").sort_values("ci_low"),
            "These are all lines with more events, also those whose interval reaches zero. "
            "Which of them are clear?",
        ),
        Wrong(
            lambda: all_sheets().query("ci_high > 0").sort_values("ci_low"),
            "Here the upper limit decides. Which limit must be above zero for a clear harm?",
        ),
        Wrong(
            lambda: all_sheets().query("ci_high < 0").sort_values("ci_low"),
            "These are the clear gains. What sign do extra events have?",
        ),
        Wrong(
            lambda: all_sheets().query("ci_low > 0 or ci_high < 0").sort_values("ci_low"),
            "Clear in both directions. Which direction is a harm?",
        ),
    ),
    right="In every trial a clot line is among them, whatever the drug was. What is missing from "
    "the table may be harmless, or only too rare for the trial.",
    nudge="Print your rows. Is every interval wholly above zero, and is the order ascending?",
)


def verdict_on_two_ratios(clots):
    """The letter: raloxifene differs from itself by more than from hormone therapy."""
    own = clots[clots["drug"] == "raloxifene"].groupby("trial")["ratio"].max()
    return "C" if own["MORE"] - own["RUTH"] > 1.9 - own["RUTH"] else "A"


exercise(
    "L16.E4",
    title="1.4 is less than 1.9",
    variable="safer_because",
    answer=Choice(
        {
            "A": "So raloxifene is safer: its ratio is smaller.",
            "B": "So they are equal: the intervals overlap.",
            "C": "Nothing follows: other women, other baselines. Only a trial of both could tell.",
            "D": "So hormone therapy is safer, because its women were younger.",
        }
    ),
    reference=verdict_on_two_ratios,
    given={"clots": clot_baselines},
    hints=(
        "Were the two drugs given to the same women?",
        "Look up raloxifene's own ratio in MORE. Could one drug be safer than itself?",
    ),
    wrong=(
        Wrong(
            "A",
            "By this rule raloxifene in RUTH would be safer than raloxifene in MORE. "
            "What differed between those two?",
            "M-EPI-9",
        ),
        Wrong(
            "B",
            "Intervals that overlap leave a difference open. Is open the same as equal?",
            "M-EPI-4",
        ),
        Wrong(
            "D",
            "Age would be one reason why the women differ. Does a difference between women "
            "tell which drug is safer?",
            "M-EPI-9",
        ),
    ),
    right="The detour over placebo assumes the same women on both roads. In RUTH and MORE the same "
    "drug has 1.4 and 3.1.",
    nudge="Who were the women in each trial, and how often did clots come on placebo?",
)

SUMMARIES = {
    "A": "The combination lowers fractures by 24 % and doubles clots, so most women should avoid "
    "it unless their bones are very thin.",
    "B": "Of 1,000 women like those in WHI, over 5 years, about 23 fewer broke a bone and about 6 "
    "more had a clot in a vein; if coronary events change is open. The weighing is hers.",
    "C": "Trials have shown both benefits and risks. Every woman is different, and she should talk "
    "about it with somebody she trusts.",
    "D": "Over 5 years about 23 of 1,000 women are spared a fracture, and since the warning came "
    "off the labels in 2026 the risks no longer count.",
}


def fullest_summary():
    """The summary that meets most points of the rubric."""
    met = {
        "A": ["both sides"],
        "B": ["who", "how many", "how long", "both sides", "what is open", "no advice"],
        "C": ["both sides", "no advice"],
        "D": ["how many", "how long"],
    }
    return max(met, key=lambda letter: len(met[letter]))


exercise(
    "L16.E5",
    title="Which summary is balanced?",
    variable="balanced",
    answer=Choice(SUMMARIES),
    reference=fullest_summary,
    hints=(
        "Five things belong in it: who, how many, by when, both sides, and what is not known.",
        "Go through the summaries and tick the five. Then strike out any that gives advice.",
    ),
    wrong=(
        Wrong(
            "A",
            "It has percentages without a baseline, and it tells women what to do. How many women, "
            "over how long?",
            "M-EPI-1",
        ),
        Wrong(
            "C",
            "Nothing in it is false, and nothing in it helps. How many, of how many, by when?",
        ),
        Wrong(
            "D",
            "Labels are decisions about words. Which count of which trial changed with them?",
            "M-EPI-10",
        ),
    ),
    right="Who, how many, over how long, both sides, what is open, and no advice. Write your own "
    "below and tick the same list.",
    nudge="Tick for each one: who, how many, how long, both sides, what is open.",
)


def _five_years(sheet):
    return balance_lines(sheet, 5).set_index("outcome")["difference"]


def _harms():
    lines = _five_years("estrogen_progestogen")
    return {
        "A": lines["Stroke"],
        "B": lines["Coronary events"],
        "C": lines["Clots in the lung"] + lines["Clots in deep veins"],
        "D": lines["Breast cancer"],
    }


foretell(
    "L16.P1",
    title="The longest bar",
    prompt="1,000 women of 50 to 79 take estrogen plus progestogen for five years, and 1,000 take "
    "placebo. Of which of these are there most extra events?",
    options={
        "A": "Strokes.",
        "B": "Coronary events, such as heart attacks.",
        "C": "Clots in veins and lungs, taken together.",
        "D": "Breast cancers.",
    },
    right=lambda: max(_harms(), key=_harms().get),
    happened=lambda: (
        "Per 1,000 women and five years: strokes {A:+.1f}, coronary events {B:+.1f}, clots {C:+.1f}"
        ", breast cancers {D:+.1f}.".format(**_harms())
    ),
    explain="Clots lead, even if a woman with a clot in leg and lung is counted twice here: deep "
    "veins alone have 6. Breast cancer, of which one hears most, is about as long as strokes.",
)

_SPINE = {"A": 7, "B": 15, "C": 30, "D": 60}


def _in_more():
    return -_five_years("raloxifene_more")["Spine fracture on X-ray"]


foretell(
    "L16.P2",
    title="The same drug again",
    prompt="In RUTH, raloxifene spared 1,000 women with heart risks 6.5 spine fractures over five "
    "years. How many does it spare 1,000 women with osteoporosis, by the counts of MORE?",
    options={"A": "About 7.", "B": "About 15.", "C": "About 30.", "D": "About 60."},
    right=lambda: min(_SPINE, key=lambda letter: abs(_SPINE[letter] - _in_more())),
    happened=lambda: (
        f"About {_in_more():.0f}, and the ratio is nearly the same: 0.64 against 0.65."
    ),
    explain="Two things changed, and neither is the drug. The women of MORE break more easily, and "
    "their spines were X-rayed whether they hurt or not, so silent fractures count too.",
)


def _star():
    return ratio_in(find_row("STAR", "invasive_breast_cancer", "vogel2006")).estimate


_MET = {"A": 1.0, "B": 0.7, "C": 0.42, "D": 2.0}

foretell(
    "L16.P4",
    title="When two SERMs met",
    prompt="Against placebo tamoxifen took away 43 % of breast cancers (ratio 0.57, P-1) and "
    "raloxifene 76 % (ratio 0.24, MORE). Then one trial, STAR, gave one or the other to 19,747 "
    "women. Cancers on raloxifene over cancers on tamoxifen?",
    options={
        "A": "About 1.0: as many on both.",
        "B": "About 0.7.",
        "C": "About 0.4, which is 0.24 over 0.57.",
        "D": "About 2: twice as many on raloxifene.",
    },
    right=lambda: min(_MET, key=lambda letter: abs(_MET[letter] - _star())),
    happened=lambda: (
        "{:.2f} (0.82 to 1.28) after 47 months; after 81 months {:.2f} (1.05 to 1.47), to the "
        "disadvantage of raloxifene.".format(
            _star(), ratio_in(find_row("STAR", "invasive_breast_cancer", "vogel2010")).estimate
        )
    ),
    explain="The women of MORE were chosen for thin bones, those of P-1 for their risk of breast "
    "cancer, and some of them still had their cycle. Dividing 0.24 by 0.57 divides two "
    "populations.",
)


def _told_apart():
    fitted = network(spine_ratios(), reference="placebo", allow_mixed=True)
    drugs = [name for name in fitted.treatments if name != "placebo"]
    pairs = [(a, b) for i, a in enumerate(drugs) for b in drugs[i + 1 :]]
    effects = [fitted.contrast(*pair) for pair in pairs]
    return sum(effect.low > 1 or effect.high < 1 for effect in effects), len(pairs)


foretell(
    "L16.P3",
    title="Six pairs of SERMs",
    prompt="Four SERMs were each tested against placebo; the ratios for spine fractures are 0.58, "
    "0.58, 0.59 and 0.64. Four drugs make six pairs. In how many pairs can the detour over "
    "placebo tell the two apart, at 95 %?",
    options={
        "A": "In all six.",
        "B": "In none.",
        "C": "In the three pairs with raloxifene, which has the 0.64.",
        "D": "In one: the best against the worst.",
    },
    right=lambda: {0: "B", 1: "D", 3: "C", 6: "A"}[_told_apart()[0]],
    happened=lambda: "In {} of {}.".format(*_told_apart()),
    explain="A detour adds the uncertainty of both roads. What was a clear effect against placebo "
    "becomes a blur against a neighbor.",
)


recall(
    "L16",
    Question(
        "Why must no time before the first tablet be counted as time on treatment?",
        "Because a person who takes the tablet later must have lived until then. Those years are "
        "free of deaths by construction, and the drug looks good.",
    ),
    Question(
        "A trial and a cohort ask the same question. When does the clock start in each?",
        "In a trial at randomization. A cohort has to choose its time zero, and should choose the "
        "moment a person could have been randomized.",
    ),
    Question(
        "What is in a TSEC, and what is each part for?",
        "Estrogen for hot flashes and bone, and a SERM that keeps the lining of the uterus quiet.",
    ),
)
