"""Lesson 07, One drug, two answers: two ligands, one seat, and the estradiol that decides."""

from __future__ import annotations

from course_utils.exercises.answers import Choice, Number, Numbers, Part
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.lesson_07_trials import contrasts
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.bone import bone_mass, change_since, therapy
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import bone_signal, crossover, dose_ratio

RECEPTOR = parameter_set("er_teaching")
_K, _DOSE = RECEPTOR["K"], RECEPTOR["dose"]
_TAMOXIFEN = RECEPTOR["efficacy_tamoxifen_bone"]
_RALOXIFENE = RECEPTOR["efficacy_raloxifene_bone"]


def anas_signal(d=20):
    """Signal in Ana's bone on tamoxifen: one shared denominator, then relative to S_ref."""
    e, eps = 5 / 7, 0.60
    s_ref = 100 / 107
    return (e + eps * d) / (1 + e + d) / s_ref


exercise(
    "L07.E1",
    title="Ana's signal on tamoxifen",
    variable="anas_signal",
    answer=Number("", tolerance=0.005),
    numbers={"d": Vary(20, (6, 7, 8, 9, 10, 12))},
    reference=anas_signal,
    hints=(
        "Estradiol and tamoxifen sit on the same seats. How many denominators are there?",
        "`e = 5 / 7`, then `(e + 0.60 * d) / (1 + e + d)`, and last divide by 100/107.",
    ),
    points=1.0,
    wrong=(
        Wrong(
            lambda: bone_signal(5) + _TAMOXIFEN,
            "Signals do not add: tamoxifen sits on some of estradiol's seats. "
            "Which denominator do the two share?",
            "M-PD-5",
        ),
        Wrong(
            _TAMOXIFEN,
            "This is tamoxifen alone on every seat. "
            "Who else sits there, and what is the scale of the picture?",
        ),
        Wrong(
            lambda: bone_signal(5),
            "This is Ana without the drug. Which two terms does tamoxifen add?",
        ),
        Wrong(
            lambda d: bone_signal(5, "tamoxifen", d) * 100 / 107,
            "The share is right. On the scale of the figures, 100 pg/mL without a drug counts as "
            "one. What is left to do?",
        ),
        Wrong(
            lambda d: bone_signal(5, "raloxifene", d),
            "This efficacy belongs to raloxifene. Which drug does Ana take here?",
        ),
        Wrong(
            lambda d: (5 / 7 + d) / (1 + 5 / 7 + d) * 107 / 100,
            "This is how full the seats are. Does a seat with tamoxifen count as much as one "
            "with estradiol?",
            "M-PD-1",
        ),
    ),
    right="Nearly all of it is tamoxifen's: at this dose estradiol holds few of the seats.",
    nudge="Write e and d down first. Then one fraction: what presses, over everything.",
)


def two_ligand_signal(E2, K, d, eps):
    """Signal of estradiol and one SERM on one kind of seat."""
    e = E2 / K
    return (e + eps * d) / (1 + e + d)


def _apart(E2, K, d, eps):
    e = E2 / K
    return e / (1 + e) + eps * d / (1 + d)


exercise(
    "L07.E2",
    title="Two ligands, as a function",
    variable="two_ligand_signal",
    answer=Function(
        parameters=("E2", "K", "d", "eps"),
        cases=(
            Case("Ana with tamoxifen", (5, 7, 20, 0.60)),
            Case("Priya with tamoxifen", (100, 7, 20, 0.60)),
            Case("nobody's drug", (5, 7, 0, 0.60)),
            Case("no estradiol at all", (0, 7, 20, 0.65)),
            Case("at the crossing", (10.5, 7, 50, 0.60)),
            Case("another constant", (30, 15, 5, 0.30)),
        ),
        unit="shares of the full signal",
        tolerance=0.002,
    ),
    reference=two_ligand_signal,
    hints=(
        "Three kinds of seats: empty, with estradiol, with the drug. They share one total.",
        "Top: what presses. Bottom: `1 + e + d`, with `e = E2 / K`. No division by S_ref here.",
    ),
    wrong=(
        Wrong(
            _apart,
            "Each drug has its own chair here, and the sum can pass 1. "
            "How many denominators do two people on one chair need?",
            "M-PD-5",
        ),
        Wrong(
            lambda E2, K, d, eps: (E2 / K + d) / (1 + E2 / K + d),
            "Every filled seat counts in full. Where does the efficacy of the drug come in?",
            "M-PD-1",
        ),
        Wrong(
            lambda E2, K, d, eps: eps * (E2 / K + d) / (1 + E2 / K + d),
            "The efficacy weakens estradiol too. Whose seats does it belong to?",
        ),
        Wrong(
            lambda E2, K, d, eps: (E2 / K) / (1 + E2 / K + d),
            "The drug only blocks here, as if its efficacy were zero. What does it press itself?",
            "M-PD-4",
        ),
        Wrong(
            lambda E2, K, d, eps: (E2 + eps * d) / (1 + E2 + d),
            "Estradiol comes in pg/mL here, d as a pure number. What makes e a pure number too?",
            "M-NUM-1",
        ),
        Wrong(
            lambda E2, K, d, eps: (E2 / K + eps * d) / (1 + E2 / K + eps * d),
            "The efficacy changes how many seats are filled. Does it, or only what is pressed?",
            "M-PD-1",
        ),
        Wrong(
            lambda E2, K, d, eps: two_ligand_signal(E2, K, d, eps) * 107 / 100,
            "All is right but the scale. The exercise asks for the plain share, without S_ref.",
        ),
    ),
    right="Whatever you put in, the change it makes has the sign of ε − e/(1 + e). "
    "Try it with numbers of your own.",
    nudge="Take no estradiol at all and a huge dose. What should come out, and what does?",
    points=3.0,
)


def raloxifene_crossing(K=7):
    """Estradiol at which raloxifene (ε 0.65) changes nothing, pg/mL."""
    eps = 0.65
    return K * eps / (1 - eps)


exercise(
    "L07.E3",
    title="Where raloxifene turns",
    variable="raloxifene_crossing",
    answer=Number("pg/mL", tolerance=0.1),
    numbers={
        "K": Vary(
            7,
            (4, 5, 6, 9, 10, 12),
            in_task=lambda K: "and $K = 7$ pg/mL" if K == 7 else f"and suppose $K = {K}$ pg/mL",
        )
    },
    reference=raloxifene_crossing,
    hints=(
        "At the crossing the drug presses exactly as hard as what would sit there without it.",
        "Set e/(1 + e) equal to ε, solve for e, then multiply by K.",
    ),
    points=1.0,
    wrong=(
        Wrong(
            lambda K: K * _RALOXIFENE,
            "This is K times ε. After solving for e, what stands below the line?",
        ),
        Wrong(
            lambda K: K / _RALOXIFENE,
            "You divided K by ε. Start again from e/(1 + e) = ε: which e solves it?",
        ),
        Wrong(
            lambda: _RALOXIFENE / (1 - _RALOXIFENE),
            "This is e, a pure number. Which constant turns it into pg/mL?",
            "M-NUM-1",
        ),
        Wrong(
            lambda K: crossover(_TAMOXIFEN) * K / _K,
            "This is tamoxifen's crossing. Which efficacy does the exercise give?",
        ),
        Wrong(
            lambda K: K * (1 - _RALOXIFENE) / _RALOXIFENE,
            "The fraction stands on its head. Should a drug that presses harder turn later?",
        ),
    ),
    right="A little later than tamoxifen: the harder a drug presses, the more estradiol it takes "
    "to outdo it. In the full receptor the turn lies elsewhere; never mix the two.",
    nudge="One equation: the share of seats estradiol holds alone equals ε. Solve it on paper.",
)


def double_dose():
    """The direction follows from the model: lower still, toward ε over S_ref."""
    once, twice = (bone_signal(100, "tamoxifen", dose) for dose in (20, 40))
    return "B" if twice < once < 1 else "C"


exercise(
    "L07.E4",
    title="Twice the dose for Priya",
    variable="twice_the_dose",
    answer=Choice(
        {
            "A": "It pushes the signal down to 0.",
            "B": "It pushes the signal further down, toward 0.64.",
            "C": "It changes nothing: the seats are full already.",
            "D": "It brings the signal back up, because more drug presses more.",
        }
    ),
    reference=double_dose,
    hints=(
        "As d grows, one ligand takes all the seats. Which signal is left then?",
        "Compare what sits on a seat without the drug, 0.93 on average, with what the drug "
        "presses, 0.60. Then ask what more of the second does.",
    ),
    wrong=(
        Wrong(
            "D",
            "More drug means more seats for the weaker presser. "
            "Does its efficacy rise with the dose?",
            "M-PD-8",
        ),
        Wrong(
            "C",
            "Estradiol still holds four seats in ten at this dose. Who gets them next?",
        ),
        Wrong(
            "A",
            "That would be a drug with efficacy zero. How hard does this one press?",
            "M-PD-6",
        ),
    ),
    right="The floor is ε/S_ref, 0.60 over 0.93. Dose sets how far along the road, "
    "never which way it leads.",
    nudge="Run `bone_signal(100, 'tamoxifen', d)` for d of 20, 40 and 1000.",
)


def treated_minus_control(contrasts):
    """Percent per year: Powles before menopause, and ZIPP on goserelin."""
    rows = contrasts.loc[["Powles 1996", "ZIPP 2004"]]
    per_year = (rows["treated"] - rows["control"]) / rows["over_years"]
    return tuple(per_year)


def _pair(make):
    rows = contrasts().loc[["Powles 1996", "ZIPP 2004"]]
    return tuple(float(value) for value in make(rows))


exercise(
    "L07.E5",
    title="Treated minus control",
    variable="powles_and_zipp",
    answer=Numbers(
        (
            Part("Powles 1996", "percent per year", 0.02),
            Part("ZIPP 2004", "percent per year", 0.02),
        )
    ),
    fixed="reads the table of the trials",
    reference=treated_minus_control,
    given={"contrasts": contrasts},
    stub="""
        powles_and_zipp = ...  # a pair, from the rows "Powles 1996" and "ZIPP 2004"
    """,
    hints=(
        "What a drug did is what happened with it minus what happened without it.",
        '`rows = contrasts.loc[["Powles 1996", "ZIPP 2004"]]`; then treated minus control, '
        "divided by `over_years`.",
    ),
    wrong=(
        Wrong(
            lambda: _pair(lambda rows: rows["treated"] / rows["over_years"]),
            "These are the treated women alone. What happened to those without tamoxifen?",
        ),
        Wrong(
            lambda: _pair(lambda rows: rows["treated"] - rows["control"]),
            "One of the two trials counts over more than a year. Which column says so?",
        ),
        Wrong(
            lambda: _pair(lambda rows: (rows["treated"] + rows["control"]) / rows["over_years"]),
            "You added. A loss in the control group carries a minus: what is minus a minus?",
        ),
        Wrong(
            lambda: _pair(lambda rows: rows["control"] / rows["over_years"]),
            "These are the control groups. What changed when tamoxifen was added?",
        ),
    ),
    right="Tamoxifen took 1.7 % a year from the first group and gave 1.8 % a year to the second, "
    "which still lost bone. A drug can help somebody who goes on losing.",
    nudge="Write the four numbers with their signs and their years, then do one trial at a time.",
)


def what_tamoxifen_did():
    """Order of three signals: her own, on the agonist with tamoxifen, on it with an inhibitor."""
    own, both, inhibited = bone_signal(100), bone_signal(5, "tamoxifen"), bone_signal(1)
    return "D" if own > both > bone_signal(5) > inhibited else "A"


exercise(
    "L07.E6",
    title="Why she still loses bone",
    variable="why_still_loss",
    answer=Choice(
        {
            "A": "Tamoxifen caused the loss.",
            "B": "The aromatase inhibitor would have protected her bone.",
            "C": "The dose of tamoxifen was too low to turn it into an agonist.",
            "D": "Tamoxifen lifted a signal the agonist had cut, but not back to where it was.",
        }
    ),
    reference=what_tamoxifen_did,
    hints=(
        "Line up the signal before treatment, under the agonist alone, and with tamoxifen added.",
        "In the model: 1.00 before, 0.45 on the agonist, 0.63 with tamoxifen; with an aromatase "
        "inhibitor in its place 0.13.",
    ),
    wrong=(
        Wrong(
            "A",
            "Compare the two arms of ZIPP. Which of them lost more, and what did it lack?",
            "M-PD-4",
        ),
        Wrong(
            "B",
            "It takes away the last estradiol. In ABCSG-12, which arm lost more?",
            "M-FB-5",
        ),
        Wrong(
            "C",
            "Does any dose of it press harder than its efficacy? Look at the curves of all doses.",
            "M-PD-8",
        ),
    ),
    right="Two questions, two comparisons: better than the agonist alone, worse than before it.",
    nudge="Better than what, and worse than what? Name both comparisons.",
    points=1.0,
)


_SIGNALS = {level: (bone_signal(level), bone_signal(level, "tamoxifen")) for level in (5, 100)}


def _moved(level):
    before, after = _SIGNALS[level]
    return f"from {before:.2f} to {after:.2f}"


def _direction(level, up, down):
    before, after = _SIGNALS[level]
    return up if after > before else down


foretell(
    "L07.P1",
    title="Tamoxifen for Priya",
    prompt="Priya has regular cycles; we take 100 pg/mL of estradiol. Tamoxifen is added, "
    "efficacy 0.60 in bone. What happens to the estrogen signal in her bone?",
    options={
        "A": "It rises: tamoxifen acts like estrogen in bone.",
        "B": "It falls.",
        "C": "It stays: the seats were full anyway.",
        "D": "It depends on the dose.",
    },
    right=lambda: _direction(100, "A", "B"),
    happened=lambda: f"In the model her signal goes {_moved(100)}.",
    explain="At high estradiol nearly every seat has somebody on it who presses fully. Tamoxifen "
    "takes seats and presses less, so the sum falls.",
)

foretell(
    "L07.P2",
    title="Tamoxifen for Ana",
    prompt="Ana is five years past her last period; we take 5 pg/mL. Same drug, same dose. "
    "What happens to the signal in her bone?",
    options={
        "A": "It rises.",
        "B": "It falls, as in Priya.",
        "C": "It stays: there is no estradiol left to push aside.",
        "D": "It depends on the dose.",
    },
    right=lambda: _direction(5, "A", "B"),
    happened=lambda: f"In the model her signal goes {_moved(5)}.",
    explain="More than half of her seats were empty. A partial press on a seat that was empty "
    "is a gain.",
)


def _signs_by_dose():
    return {(bone_signal(100, "tamoxifen", d) > 1, bone_signal(5, "tamoxifen", d) > bone_signal(5))
            for d in (0.5, 5, 20, 40, 100)}  # fmt: skip


foretell(
    "L07.P3",
    title="A matter of dose?",
    prompt="Perhaps Priya's dose was only wrong. Can another dose of tamoxifen turn the fall of "
    "her signal into a rise?",
    options={
        "A": "Yes, a larger dose: it would press harder.",
        "B": "Yes, a very small dose.",
        "C": "No dose can.",
    },
    right=lambda: "C" if _signs_by_dose() == {(False, True)} else "A",
    happened=lambda: "At every dose from 0.5 to 100 her signal falls, and Ana's rises.",
    explain="The dose says how many seats change hands. Who gains by the change does not depend "
    "on how many: it depends on what sat there before.",
)


def _pattern():
    table = contrasts()
    signs = (table["treated"] - table["control"]) > 0
    people = ("Powles 1996", "Johnston 2000", "ZIPP 2004", "Smith 2004, hip")
    return "".join("+" if signs[study] else "−" for study in people)


_PATTERNS = {"A": "++++", "B": "−+−+", "C": "−+++", "D": "−+−−"}

foretell(
    "L07.P4",
    title="Four people",
    prompt="What does the drug do to bone density, compared with the same people without it? "
    "In this order: tamoxifen before menopause · raloxifene after menopause · tamoxifen added to "
    "a GnRH agonist before menopause · raloxifene added to a GnRH agonist in men.",
    options={
        "A": "+ + + +",
        "B": "− + − +",
        "C": "− + + +",
        "D": "− + − −",
    },
    right=lambda: next(letter for letter, signs in _PATTERNS.items() if signs == _pattern()),
    happened=lambda: f"In the trials: {' '.join(_pattern())}.",
    explain="Ask each time how much estradiol is there, not how old or of which sex somebody is. "
    "A GnRH agonist takes a woman of 38 and a man of 71 to where Ana is.",
)


def _lowest():
    course = bone_mass([0, 3], therapy(0, estradiol=0), estradiol=100)
    return float(change_since(course, 0).iloc[-1])


foretell(
    "L07.P5",
    title="Can the receptor be blamed?",
    prompt="On a GnRH agonist and an aromatase inhibitor the women of ABCSG-12 lost 17.3 % in "
    "three years; the model loses 12.8 %. How little signal would the model need to lose 17.3 %?",
    options={
        "A": "About a tenth of Priya's own.",
        "B": "About a hundredth.",
        "C": "None at all: exactly zero.",
        "D": "Even zero is not low enough.",
    },
    right=lambda: "D" if _lowest() > -17.3 else "B",
    happened=lambda: f"With no signal at all the model loses {-_lowest():.1f} % in three years.",
    explain="A signal cannot go below nothing. Whatever is missing sits behind the receptor: in "
    "the bone of the model, or in how the loss was measured.",
)

recall(
    "L07",
    Question(
        "Two drugs hold on to the receptor equally tightly, one presses half as hard. What is the "
        "same about their curves, and what differs?",
        "The same concentration fills half of the seats. The top differs: efficacy is upward.",
    ),
    Question(
        "A competitive antagonist stands at ten times its own dissociation constant. How much more "
        "agonist gives the old response?",
        lambda: f"{dose_ratio(10, 1):.0f} times as much: 1 + 10.",
    ),
    Question(
        "A scan room has a precision error of 0.010 g/cm². From which change on is a difference of "
        "two scans called real?",
        lambda: f"2.77 × 0.010 = {2.77 * 0.010:.3f} g/cm².",
    ),
)
