"""Lesson 06, Bind and activate: seats, assays, two knobs, a blocker."""

from __future__ import annotations

from course_utils.datasets import load
from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.ordering import Order
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.drugs import accumulation_ratio
from course_utils.physiology.receptors import (
    dose_ratio,
    half_effect_concentration,
    half_inhibition,
    inhibition_constant,
    maximal_effect,
    occupancy,
    operational,
)

_IN_WORDS = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}


def share_of_seats(times=3):
    """Occupancy at a multiple of the dissociation constant."""
    return occupancy(times, 1)


exercise(
    "L06.E1",
    title="{times.1}",
    variable="seats_taken",
    answer=Number("", tolerance=0.005),
    numbers={
        "times": Vary(
            3,
            (4, 5, 6, 7),
            in_task=lambda times: (
                f"stands at {_IN_WORDS[times]} times",
                f"{_IN_WORDS[times].capitalize()} times K",
            ),
        )
    },
    reference=share_of_seats,
    hints=(
        "Put the concentration in units of K: it is {times}.",
        "Occupancy is C/(C + K). With K as the unit that is {times}/({times} + 1).",
    ),
    wrong=(
        Wrong(
            lambda times: times,
            "That is the concentration in units of K. Can more than all seats be taken?",
        ),
        Wrong(
            lambda times: 1 - occupancy(times, 1),
            "That share of the seats is still empty. Which share is asked for?",
        ),
        Wrong(
            lambda times: (times + 1) / times,
            "The fraction stands on its head. Can more than all seats be taken?",
        ),
        Wrong(lambda times: 1 / times, "This divides K by the concentration. What belongs on top?"),
        Wrong(
            0.5,
            "Half of the seats is what C = K gives. How much more drug is there here?",
            "M-PD-5",
        ),
    ),
    right="K itself takes half of the seats. Each further multiple of K buys less than the one "
    "before.",
    nudge="How many seats does the drug hold for each one it leaves empty?",
    points=1,
)


_STEPS = {
    "A": "Partner proteins dock on the new surface.",
    "B": "A ligand sits down in the receptor.",
    "C": "The chaperones that held the receptor let go.",
    "D": "The tissue picks the shape that the receptor takes.",
    "E": "The gene is read, more often or less often.",
    "F": "The receptor closes around the ligand and changes its shape.",
    "G": "Two receptors pair.",
    "H": "The pair holds on to a stretch of DNA, the response element.",
}


def from_ligand_to_gene():
    """The cards in textbook order, each followed by what it makes possible."""
    makes_possible = {"B": "F", "F": "C", "C": "G", "G": "H", "H": "A", "A": "E"}
    order = "B"
    while order[-1] in makes_possible:
        order += makes_possible[order[-1]]
    return order


exercise(
    "L06.E2",
    title="From ligand to gene, in order",
    variable="ligand_to_gene",
    answer=Order(_STEPS, steps=7),
    reference=from_ligand_to_gene,
    hints=(
        "Cause first. One card stays out: ask who gives the receptor its shape.",
        "Ligand, shape, chaperones, pair, DNA, partners, gene.",
    ),
    wrong=(
        Wrong(
            "BDCGHAE",
            "The shape is the ligand's work. What in the tissue differs, and on which card is it?",
            "M-PD-7",
        ),
        Wrong(
            "DBCGHAE",
            "A receptor has no tissue's shape waiting for the ligand. Who bends it, and when?",
            "M-PD-7",
        ),
        Wrong("EAHGCFB", "This reads the chain from its end. What happens first, in time?"),
        Wrong(
            "BHFCGAE",
            "DNA comes too early. What still holds the receptor before its shape has changed?",
        ),
        Wrong(
            "BAFCGHE",
            "Partners dock on a surface. Which card makes that surface?",
        ),
    ),
    right="The partners come late, and they differ from cell to cell. "
    "That is where lesson 08 will look for tissue selectivity.",
    nudge="Ask of each card: what must be true just before it?",
)


def drug_effect(A, KA, tau):
    """Effect in the operational model, as a fraction of what the tissue can give."""
    return tau * A / (KA + A + tau * A)


exercise(
    "L06.E3",
    title="The switch, as a function",
    variable="drug_effect",
    answer=Function(
        parameters=("A", "KA", "tau"),
        cases=(
            Case("as much drug as KA", (1.0, 1.0, 3.0)),
            Case("a great deal of drug", (1e6, 1.0, 3.0)),
            Case("a quarter of KA", (0.5, 2.0, 3.0)),
            Case("a drug that presses nothing", (5.0, 1.0, 0.0)),
            Case("a weak press on most seats", (10.0, 2.0, 0.3)),
        ),
        unit="fractions of 1",
        tolerance=0.002,
    ),
    reference=drug_effect,
    hints=(
        "τ weighs the drug that sits. It appears twice.",
        "On top τ·A, below KA + A + τ·A.",
    ),
    wrong=(
        Wrong(
            lambda A, KA, tau: A / (KA + A),
            "These are the seats taken. Where does it matter how hard the drug presses?",
            "M-PD-5",
        ),
        Wrong(
            lambda A, KA, tau: tau * A / (KA + A),
            "With τ above 1 the effect passes all that the tissue can give. "
            "What in the denominator should stop it?",
        ),
        Wrong(
            lambda A, KA, tau: A / (KA / (1 + tau) + A),
            "The half-effect mark is right, and every drug reaches the same top. "
            "What sets the height?",
            "M-PD-2",
        ),
        Wrong(
            lambda A, KA, tau: tau / (1 + tau) * A / (KA + A),
            "The top is right and half of it still lies at KA. What does a strong press do to it?",
            "M-PD-5",
        ),
        Wrong(
            lambda A, KA, tau: tau * A / (KA + tau * A),
            "Here enough of any drug gives the full effect. Which term is missing below?",
            "M-PD-8",
        ),
    ),
    right="One line with both knobs in it: KA for the grip, τ for the press.",
    nudge="Call it with a huge A and τ = 3. Does it come near three quarters?",
)


def fold_more_agonist(blocker=20, k_b=2):
    """Dose ratio with a competitive blocker and its K_B, both in nM."""
    return dose_ratio(blocker, k_b)


exercise(
    "L06.E4",
    title="How much more agonist",
    variable="fold_more",
    answer=Number("", tolerance=0.1),
    numbers={"blocker": Vary(20, (12, 24, 36, 60)), "k_b": Vary(2, (3, 4, 6))},
    reference=fold_more_agonist,
    hints=(
        "First put the blocker in units of its own K_B.",
        "The dose ratio is 1 + B/K_B, and B/K_B is {blocker}/{k_b}.",
    ),
    wrong=(
        Wrong(
            lambda blocker, k_b: blocker / k_b,
            "That is the blocker in units of its K_B. What would no blocker at all give?",
        ),
        Wrong(
            lambda blocker, k_b: 1 / dose_ratio(blocker, k_b),
            "That is the share of the old grip that is left. Is more or less agonist needed?",
        ),
        Wrong(
            lambda blocker: 1 + blocker,
            "This counts the blocker in nM. Compared with what does {blocker} nM count?",
        ),
        Wrong(
            lambda blocker, k_b: 1 + k_b / blocker,
            "The ratio of blocker and K_B stands on its head. Which is the larger?",
        ),
        Wrong(1, "No shift at all. Who sits in the seats when blocker and agonist compete?"),
    ),
    right="And with that much more agonist the whole effect is back, top included.",
    nudge="How many seats does the blocker hold for each empty one?",
    points=1,
)


def what_follows():
    """The letter: two drugs with the same grip and different τ have different tops."""
    one, other = (operational(1e6, 1.0, tau) for tau in (30, 0.3))
    return "A" if abs(one - other) < 0.01 else "C"


exercise(
    "L06.E5",
    title="Tight grip, large effect?",
    variable="verdict_letter",
    answer=Choice(
        {
            "A": "It follows: an equal grip gives an equal effect.",
            "B": "It does not follow, because in the other assays the grip was weaker.",
            "C": "It does not follow: the grip fills seats, and how hard the switch is pressed is "
            "another number.",
            "D": "It does not follow, because an antagonist has the opposite effect.",
        }
    ),
    reference=what_follows,
    hints=(
        "Which knob does a binding assay turn, and which does it leave out?",
        "Suppose all five laboratories had found the same grip. Would the sentence be right then?",
    ),
    wrong=(
        Wrong(
            "A",
            "Two drugs can fill the same seats and press differently. "
            "Which figure of the lesson shows it?",
            "M-PD-1",
        ),
        Wrong(
            "B",
            "The verdict is right for the wrong reason. "
            "Had every laboratory found an equal grip, would the effect be equal?",
            "M-PD-1",
        ),
        Wrong(
            "D",
            "A drug that presses nothing gives no effect. Is none the same as the opposite?",
            "M-PD-6",
        ),
    ),
    right="Filling a seat and pressing the switch are two numbers. An assay of binding sees one.",
    nudge="Ask what was measured: who sits, or what happens then?",
    points=1,
)


DRUGS = {"P": (0.6, 0.25), "Q": (20.0, 30.0), "R": (2.0, 9.0)}  # K_A in nM, τ; invented


def three_words(drugs):
    """The letter of the line that names the tightest, the most potent, the most efficacious."""
    grip = min(drugs, key=lambda name: drugs[name][0])
    potent = min(drugs, key=lambda name: half_effect_concentration(*drugs[name]))
    strong = max(drugs, key=lambda name: maximal_effect(drugs[name][1]))
    lines = {"PPQ": "A", "PRP": "B", "QRQ": "C", "PRQ": "D", "PQQ": "E", "RRQ": "F"}
    return lines[grip + potent + strong]


exercise(
    "L06.E6",
    title="Three drugs, three words",
    variable="line_letter",
    answer=Choice(
        {
            "A": "tightest P · most potent P · most efficacious Q",
            "B": "tightest P · most potent R · most efficacious P",
            "C": "tightest Q · most potent R · most efficacious Q",
            "D": "tightest P · most potent R · most efficacious Q",
            "E": "tightest P · most potent Q · most efficacious Q",
            "F": "tightest R · most potent R · most efficacious Q",
        }
    ),
    reference=three_words,
    given={"drugs": lambda: DRUGS},
    hints=(
        "Three marks, three words: half of the seats, half of the drug's own effect, the top.",
        "The tightest has its open ring farthest left, the most potent its filled dot, "
        "and the most efficacious the highest line at the right.",
    ),
    wrong=(
        Wrong(
            "A",
            "Potency is read from the effect and not from the seats. "
            "Which filled dot lies farthest left?",
            "M-PD-1",
        ),
        Wrong(
            "B",
            "The tightest drug is taken for the strongest. How high does its thick line end?",
            "M-PD-1",
        ),
        Wrong(
            "C",
            "A large K_A means that much drug is needed to sit. Which ring lies farthest left?",
        ),
        Wrong(
            "E",
            "The highest top is taken for the greatest potency. "
            "At which concentration does each reach half of its own top?",
            "M-PD-2",
        ),
        Wrong(
            "F",
            "The half-effect mark is taken for the grip. Which of the two lines counts seats?",
            "M-PD-5",
        ),
    ),
    right="Three drugs, three winners. Who says only “stronger” has not said which.",
    nudge="Take one word at a time, and for each look at one mark only.",
)


def tightness(ic50=6.0, tracer=0.3):
    """K_i from an IC50 against a tracer with K of 0.1 nM; all in nM."""
    return inhibition_constant(ic50, tracer, 0.1)


exercise(
    "L06.E7",
    title="From IC50 to K",
    variable="k_i_nM",
    answer=Number("nM", tolerance=0.02),
    numbers={
        "ic50": Vary(6.0, (5.0, 7.0, 8.0, 9.0), "{:.1f}"),
        "tracer": Vary(0.3, (0.2, 0.4, 0.5)),
    },
    reference=tightness,
    hints=(
        "The tracer defends its seats. By how much does it raise the IC50?",
        "Divide the IC50 by 1 + L/K_L, with L = {tracer} and K_L = 0.1 nM.",
    ),
    wrong=(
        Wrong(
            lambda ic50: ic50,
            "That is the IC50 itself. Would it be the same with less tracer in the tube?",
        ),
        Wrong(
            lambda ic50, tracer: half_inhibition(ic50, tracer, 0.1),
            "This makes the correction the wrong way round. "
            "Is a competitor's K above or below its IC50?",
        ),
        Wrong(
            lambda ic50, tracer: ic50 / (tracer / 0.1),
            "The ratio of tracer and its K is right. What would no tracer give with your formula?",
        ),
        Wrong(
            lambda ic50, tracer: inhibition_constant(ic50, 0.1, tracer),
            "Tracer and its K have changed places. Which of the two belongs on top?",
        ),
        Wrong(
            lambda ic50, tracer: ic50 / (1 + tracer),
            "This uses the tracer in nM. Compared with what does {tracer} nM count?",
        ),
    ),
    right="Well below the IC50: most of the seats held tracer at the start.",
    nudge="How many seats did the tracer hold for each empty one before you began?",
    points=1,
)


def _nearest(options, value):
    return min(options, key=lambda letter: abs(options[letter] - value))


_TENFOLD = {"A": 1.0, "B": 0.91, "C": 0.55}

foretell(
    "L06.P1",
    title="Ten times the drug",
    prompt="At C = K half of the seats are taken. Now there is ten times as much drug. "
    "How many seats are taken?",
    options={
        "A": "All of them: five times a half is more than enough.",
        "B": "About nine in ten.",
        "C": "A little more than half.",
    },
    right=lambda: _nearest(_TENFOLD, occupancy(10, 1)),
    happened=lambda: f"With 10 K of drug {100 * occupancy(10, 1):.0f} % of the seats are taken.",
    explain="The more seats are taken, the fewer are left to win. Another tenfold step closes most "
    "of what is still open, and never all of it.",
)


_TRACER = {"A": 2.0, "B": 3.0, "C": 1.0, "D": 1 / 3}


def _tracer_fold():
    return half_inhibition(1, 3, 1) / half_inhibition(1, 1, 1)


foretell(
    "L06.P2",
    title="Three times the tracer",
    prompt="The experiment is repeated with three times as much tracer: 3 K of it and not 1 K. "
    "What happens to the competitor's IC50?",
    options={
        "A": "It doubles.",
        "B": "It triples, like the tracer.",
        "C": "Nothing: a drug's grip does not depend on the tracer.",
        "D": "It falls to a third.",
    },
    right=lambda: _nearest(_TRACER, _tracer_fold()),
    happened=lambda: f"The expected IC50 is {_tracer_fold():.1f} times as large; K_i is the same.",
    explain="The IC50 belongs to the tube: it grows with 1 + L/K_L, here from 2 to 4. "
    "The grip of the drug, K_i, is what stays.",
)


_APART = {"A": 1.2, "B": 3.0, "C": 10.0, "D": 100.0}


def _laboratories_apart():
    table = load("receptor_binding")
    chosen = table[
        (table["ligand"] == "4-hydroxytamoxifen")
        & (table["receptor"] == "ERalpha")
        & (table["measure"] == "RBA")
    ]
    return chosen["value"].max() / chosen["value"].min()


foretell(
    "L06.P3",
    title="Two laboratories, one molecule",
    prompt="Careful laboratories measured how tightly 4-hydroxytamoxifen holds on to human ERα, "
    "with estradiol as 100 %. How far apart are the highest and the lowest number?",
    options={
        "A": "A fifth or so: it is a constant of nature.",
        "B": "About threefold.",
        "C": "About tenfold.",
        "D": "About a hundredfold.",
    },
    right=lambda: _nearest(_APART, _laboratories_apart()),
    happened=lambda: f"178 % and 1.7 %: a factor of {_laboratories_apart():.0f}.",
    explain="One assay used receptor made in a test tube, the other whole living cells. Tracer, "
    "temperature, time and what else the drug sticks to all enter the number.",
)


def _press_letter():
    strong, weak = 30, 3
    lower = maximal_effect(weak) < 0.95 * maximal_effect(strong)
    later = half_effect_concentration(1, weak) > 1.5 * half_effect_concentration(1, strong)
    return {(True, False): "A", (False, True): "B", (True, True): "C"}.get((lower, later), "D")


foretell(
    "L06.P4",
    title="Same grip, weaker press",
    prompt="Two drugs have the same K. One has τ = 30, the other τ = 3. "
    "How does the second curve of effect differ?",
    options={
        "A": "Its top is lower, and half of its top lies at the same concentration.",
        "B": "It is moved to the right, with the same top.",
        "C": "Its top is lower, and half of its top lies farther right.",
        "D": "Not at all: both drugs take the same seats.",
    },
    right=_press_letter,
    happened=lambda: (
        f"Top {maximal_effect(30):.2f} against {maximal_effect(3):.2f}; half of it at "
        f"{half_effect_concentration(1, 30):.2f} against {half_effect_concentration(1, 3):.2f} K."
    ),
    explain="Efficacy moves the curve upward and also to the left. So potency, the place of the "
    "half-effect mark, depends on both knobs and tells you neither.",
)


_SPARE = {"A": 0.97, "B": 0.5, "C": 0.25, "D": 0.03}


def _seats_at_half_effect():
    return occupancy(half_effect_concentration(1, 30), 1)


foretell(
    "L06.P5",
    title="Half of the effect",
    prompt="A drug with τ = 30 gives half of its greatest effect. "
    "What share of the seats does it hold at that moment?",
    options={
        "A": "Nearly all.",
        "B": "Half of them.",
        "C": "About a quarter.",
        "D": "About 3 in 100.",
    },
    right=lambda: _nearest(_SPARE, _seats_at_half_effect()),
    happened=lambda: f"In this model {100 * _seats_at_half_effect():.0f} % of the seats.",
    explain="A few pressed switches are enough to move a cell with strong amplification. "
    "The other seats are spare: they make the cell sensitive, not the effect larger.",
)


def _blocked_letter():
    shifted = operational(10, dose_ratio(10, 1), 3)
    top = operational(1e9, dose_ratio(10, 1), 3)
    moves, falls = shifted < operational(10, 1, 3), top < 0.95 * maximal_effect(3)
    return {(True, False): "A", (False, True): "B", (True, True): "C"}.get((moves, falls), "D")


foretell(
    "L06.P6",
    title="A blocker in the seats",
    prompt="A blocker sits in the same seats and presses nothing. There is ten times its K_B of "
    "it. What happens to the agonist's curve?",
    options={
        "A": "It moves to the right, and its top stays.",
        "B": "Its top falls to a tenth or so.",
        "C": "It moves to the right, and its top falls.",
        "D": "Nothing: the agonist pushes the blocker out.",
    },
    right=_blocked_letter,
    happened=lambda: (
        f"{dose_ratio(10, 1):.0f} times as much agonist gives the same effect as before, "
        "all the way to the top."
    ),
    explain="Both come and go, so it is a race for empty seats. Whoever is more plentiful, in "
    "units of its own K, wins more of them. Enough agonist wins nearly all.",
)


recall(
    "L06",
    Question(
        "Zuclomiphene has a half-life of about 30 days. Taken daily, how many times the first "
        "day's amount is in the body in the end?",
        lambda: (
            f"About {accumulation_ratio(30 * 24, 24):.0f} times: each day removes little, "
            "so the doses pile up."
        ),
    ),
    Question(
        "The same blood level of estradiol from a tablet and from a patch. "
        "Which organ can tell the difference, and why?",
        "The liver: what is swallowed passes it first and in high concentration.",
    ),
    Question(
        "Which message do osteocytes send out to hold back the builders?",
        "Sclerostin, which holds back Wnt. Under load they send less of it.",
    ),
)
