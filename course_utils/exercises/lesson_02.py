"""Lesson 02, The brake and the accelerator: a decoy, four levers, two antibodies."""

from __future__ import annotations

import numpy as np

from course_utils.evidence.effects import percentage_points, relative_change_percent
from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.ordering import Order
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.bone import (
    LEMAIRE_NUMBERS,
    free_rankl,
    lagging_formation,
    lemaire_steady_state,
    rank_occupancy,
    remodeling_site,
    trapped_rankl,
)
from course_utils.physiology.bone.levers import LEVERS, pulled
from course_utils.physiology.drugs import denosumab
from course_utils.physiology.person import Person, simulate


def rankl_left_free(opg=0.5):
    """Free RANKL with 1 unit of RANKL and some OPG, Kd = 0.05."""
    rankl, dissociation = 1, 0.05
    total = rankl + opg + dissociation
    trapped = (total - (total**2 - 4 * rankl * opg) ** 0.5) / 2
    return rankl - trapped


exercise(
    "L02.E1",
    title="What the trap leaves",
    variable="free_units",
    answer=Number("arbitrary units", tolerance=0.005),
    numbers={
        "opg": Vary(
            0.5,
            (0.3, 0.4, 0.6, 0.7, 0.8),
            in_task=lambda opg: "half a unit of OPG" if opg == 0.5 else f"{opg} units of OPG",
        )
    },
    reference=rankl_left_free,
    hints=(
        "Some of the RANKL is trapped. Work out how much, then subtract.",
        "`total = L + O + Kd`; the trapped amount is the smaller root, "
        "(total − √(total² − 4·L·O))/2.",
    ),
    wrong=(
        Wrong(
            lambda opg: 1 - opg,
            "This lets every OPG hold its RANKL for good. The trap also lets go: "
            "what does Kd say about that?",
        ),
        Wrong(
            lambda opg: trapped_rankl(1, opg),
            "That much sits in the trap. The exercise asks for the rest.",
        ),
        Wrong(
            lambda: free_rankl(1, 1),
            "This belongs to equal amounts. How much OPG is there in the exercise?",
        ),
        Wrong(
            lambda: free_rankl(1, 2),
            "With OPG at twice RANKL this would be left. Which of the two is the smaller here?",
        ),
        Wrong(
            lambda opg: rank_occupancy(1, opg),
            "You went one step further, to the share of RANK that is occupied. "
            "How much RANKL is free before that step?",
        ),
        Wrong(
            lambda opg: 1 - (1.05 + opg + ((1.05 + opg) ** 2 - 4 * opg) ** 0.5) / 2,
            "Less than nothing is left. Of the two roots, which one traps "
            "no more RANKL than there is?",
        ),
        Wrong(
            lambda opg: 1 / (1 + opg / 0.05),
            "This treats OPG as if binding did not use it up. "
            "How many OPG are still empty when some hold RANKL?",
        ),
    ),
    right="The trap holds a little less than its number, because it now and then lets go.",
    nudge="Three amounts must add up: trapped plus free RANKL is all RANKL. "
    "Which equation gives the trapped part?",
)


def occupied_rank(L, O, Kd, Kr):  # noqa: E741
    """Share of RANK occupied by the RANKL that OPG leaves free."""
    total = L + O + Kd
    trapped = (total - (total**2 - 4 * L * O) ** 0.5) / 2
    free = L - trapped
    return free / (Kr + free)


def _larger_root(L, O, Kd, Kr):  # noqa: E741
    total = L + O + Kd
    free = L - (total + (total**2 - 4 * L * O) ** 0.5) / 2
    return free / (Kr + free)


exercise(
    "L02.E2",
    title="RANK occupied, as a function",
    variable="occupied_rank",
    answer=Function(
        parameters=("L", "O", "Kd", "Kr"),
        cases=(
            Case("as much OPG as RANKL", (1, 1, 0.05, 0.3)),
            Case("no OPG at all", (1, 0, 0.05, 0.3)),
            Case("more OPG than RANKL", (1, 2, 0.05, 0.3)),
            Case("small amounts of both", (0.2, 0.1, 0.05, 0.3)),
            Case("a loose trap and a less eager RANK", (1, 0.5, 0.2, 0.5)),
        ),
        unit="fractions of 1",
        tolerance=0.002,
    ),
    reference=occupied_rank,
    hints=(
        "Three lines: what is trapped, what is left free, what share of RANK that occupies.",
        "`total = L + O + Kd`, trapped is (total − √(total² − 4·L·O))/2, "
        "and the share is free/(Kr + free).",
    ),
    wrong=(
        Wrong(
            lambda L, O, Kd, Kr: L / (Kr + L),  # noqa: E741
            "All the RANKL reaches RANK here. Where does the trap come in?",
            "M-SIG-2",
        ),
        Wrong(
            lambda L, O, Kd, Kr: L / (L + Kr * (1 + O / Kd)),  # noqa: E741
            "Here OPG competes for the seat on RANK. To which of the two molecules does it bind?",
            "M-SIG-2",
        ),
        Wrong(
            lambda L, O, Kd, Kr: max(L - O, 0) / (Kr + max(L - O, 0)),  # noqa: E741
            "This trap never lets go, so free RANKL is what OPG is short of. "
            "What changes when Kd is not zero?",
        ),
        Wrong(
            lambda L, O, Kd, Kr: (L - O) / (Kr + L - O),  # noqa: E741
            "Here each OPG holds its RANKL for good. What does Kd say about that, and what "
            "happens to your free RANKL where there is more OPG than RANKL?",
        ),
        Wrong(
            _larger_root,
            "The larger root traps more RANKL than there is. Which sign stands before the root?",
        ),
        Wrong(
            lambda L, O, Kd, Kr: free_rankl(L, O, Kd),  # noqa: E741
            "The free RANKL is right. What share of RANK does it occupy?",
        ),
        Wrong(
            lambda L, O, Kd, Kr: trapped_rankl(L, O, Kd) / (Kr + trapped_rankl(L, O, Kd)),  # noqa: E741
            "This lets the trapped RANKL press the switch. Which part can still reach RANK?",
            "M-SIG-2",
        ),
        Wrong(
            lambda L, O, Kd, Kr: Kr / (Kr + free_rankl(L, O, Kd)),  # noqa: E741
            "This is the share of RANK that stays empty. Which share is asked for?",
        ),
    ),
    right="Three lines, and they draw the whole map of the explorer.",
    nudge="Print what is trapped and what is free for one case. Do the two add up to L?",
)


def osteoclast_rise(share=0.4):
    """Osteoclasts with a share of the OPG production, as a multiple of those at rest."""
    rest = lemaire_steady_state()
    less_opg = lemaire_steady_state(K_OP=share * LEMAIRE_NUMBERS["K_OP"])
    return less_opg.C / rest.C


def _cells(**changes):
    rest = lemaire_steady_state()
    cells = lemaire_steady_state(**changes)
    return cells.C / rest.C, cells.B / rest.B


_K_OP = LEMAIRE_NUMBERS["K_OP"]

exercise(
    "L02.E3",
    title="Osteoclasts with little OPG",
    variable="osteoclast_fold",
    answer=Number("", tolerance=0.02),
    numbers={"share": Vary(0.4, (0.25, 0.3, 0.35, 0.45), lambda share: f"{100 * share:.0f} %")},
    reference=osteoclast_rise,
    hints=(
        "Two runs of the cell model, one number changed, and one division.",
        "`lemaire_steady_state(K_OP=...)` takes the new production; "
        'the old one is `LEMAIRE_NUMBERS["K_OP"]`. Divide the two values of `.C`.',
    ),
    wrong=(
        Wrong(
            lambda share: 1 / share,
            "This takes osteoclasts to be inversely proportional to OPG. "
            "What else in the model answers when they rise?",
        ),
        Wrong(
            lambda share: _cells(K_OP=share * _K_OP)[1],
            "That is by how much the osteoblasts rise. Which letter stands for osteoclasts?",
        ),
        Wrong(
            lambda share: 1 / _cells(K_OP=share * _K_OP)[0],
            "The fold runs the other way round. Which of the two runs belongs on top?",
        ),
        Wrong(
            lambda share: _cells(K_OP=(1 - share) * _K_OP)[0],
            "OPG was taken down by {share} here. To what is it to fall?",
        ),
        Wrong(
            lambda: _cells(K_OP=0.5 * _K_OP)[0],
            "This is the run of the lesson, with half the OPG. Which share does the exercise ask?",
        ),
        Wrong(
            lambda share: _cells(K_OP=(1 + share) * _K_OP)[0],
            "Osteoclasts fall: OPG went up. Which way does it go when estrogen is lost?",
        ),
        Wrong(
            lambda share: lemaire_steady_state(K_OP=share * _K_OP).C,
            "This is their number in pM. By what do you divide to get a fold?",
        ),
    ),
    right="Far from inversely proportional: more osteoclasts free more TGF-β, which ends more "
    "osteoclasts, and more responding osteoblasts make more OPG. The wiring resists.",
    nudge="Print `.C` of both runs. Which one was changed, and what is their ratio?",
)


def how_opg_works():
    """The letter of the mechanism: if OPG sat on RANK, it would leave RANKL free."""
    spared = free_rankl(1, 1) / free_rankl(1, 0)
    return "A" if spared == 1 else "C"


exercise(
    "L02.E4",
    title="How OPG works",
    variable="opg_works_by",
    answer=Choice(
        {
            "A": "It sits on RANK, so that RANKL finds the seat taken.",
            "B": "It kills osteoclasts.",
            "C": "It holds RANKL, so that RANK is not triggered.",
            "D": "It brings calcium to the bone surface.",
        }
    ),
    reference=how_opg_works,
    hints=(
        "OPG floats freely and looks like a receptor. What would a false receptor catch?",
        "A decoy binds the ligand and leaves the true receptor empty.",
    ),
    wrong=(
        Wrong(
            "A",
            "RANK stays empty and ready. What happens to the molecule that would have sat there?",
            "M-SIG-2",
        ),
        Wrong(
            "B",
            "Fewer osteoclasts form, and none is attacked. Which molecule do they miss?",
            "M-SIG-2",
        ),
        Wrong("D", "OPG carries no calcium. What does a protein that looks like RANK catch?"),
    ),
    right="A decoy. Denosumab does the same job with an antibody in place of OPG.",
    nudge="Look at the drawing of the molecules once more: who holds whom?",
)


_STEPS = {
    "A": "More RANK is occupied.",
    "B": "Bone mass falls.",
    "C": "Estrogen falls.",
    "D": "Resorption gets ahead of formation.",
    "E": "More RANKL is free.",
    "F": "More osteoclasts form, and each lives longer.",
    "G": "RANKL rises and OPG falls.",
    "H": "OPG rises and traps more RANKL.",
}


def from_estrogen_to_bone():
    """The cards in order, each followed by what it causes."""
    causes = {"C": "G", "G": "E", "E": "A", "A": "F", "F": "D", "D": "B"}
    order = "C"
    while order[-1] in causes:
        order += causes[order[-1]]
    return order


exercise(
    "L02.E5",
    title="From estrogen to bone, in order",
    variable="chain_of_events",
    answer=Order(_STEPS, steps=7),
    reference=from_estrogen_to_bone,
    hints=(
        "Start with the hormone and end with the tissue. One card stays out.",
        "Between them: signals, then receptors, then cells, then flows.",
    ),
    wrong=(
        Wrong(
            "CHEAFDB",
            "One card has its sign turned. With more of the trap, is more RANKL free, or less?",
        ),
        Wrong(
            "BDFAEGC",
            "This reads the chain from its end. What happens first, in time?",
        ),
        Wrong(
            "CFGEADB",
            "Osteoclasts cannot know of the hormone before a signal tells them. "
            "Which cards are signals?",
        ),
        Wrong(
            "CGEAFBD",
            "The stock falls here before the flows part. Which of the two moves the other?",
            "M-BONE-3",
        ),
        Wrong(
            "CGAEFDB",
            "RANK is occupied here by RANKL that is not free yet. What must come before?",
        ),
    ),
    right="Seven links. Two of them were measured in women, the others elsewhere: "
    "the map of the lesson says which.",
    nudge="Ask of each card: what must have happened just before?",
)


_TRAP_OPTIONS = {"A": 0.03, "B": 0.40, "C": 0.75}


def _nearest(options, value):
    return min(options, key=lambda letter: abs(options[letter] - value))


foretell(
    "L02.P1",
    title="As much trap as trigger",
    prompt="With 1 unit of RANKL and no OPG, 77 % of RANK is occupied. Now 1 unit of OPG is added, "
    "one decoy for each RANKL. How much of RANK is still occupied?",
    options={
        "A": "Next to nothing: each RANKL has its decoy.",
        "B": "About half of what it was: some 40 % of RANK.",
        "C": "Nearly as much as before: some 75 % of RANK.",
    },
    right=lambda: _nearest(_TRAP_OPTIONS, rank_occupancy(1, 1)),
    happened=lambda: (
        f"In the model {100 * rank_occupancy(1, 1):.0f} % of RANK is occupied, "
        f"down from {100 * rank_occupancy(1, 0):.0f} %."
    ),
    explain="The trap and the target compete. The decoy lets go now and then, so a fifth of the "
    "RANKL is free at any moment, and RANK is eager enough to make much of it.",
)


_DILUTED = {"A": 1.0, "B": 0.36, "C": 0.1, "D": 1.6}

foretell(
    "L02.P2",
    title="The same ratio, ten times thinner",
    prompt="One woman has 1 unit of RANKL and 1 of OPG, another 0.1 and 0.1. The ratio is the "
    "same. Compared with the first, how much RANK is occupied in the second?",
    options={
        "A": "The same share: the ratio decides.",
        "B": "About a third as much.",
        "C": "A tenth as much, like the amounts.",
        "D": "More than in the first.",
    },
    right=lambda: _nearest(_DILUTED, rank_occupancy(0.1, 0.1) / rank_occupancy(1, 1)),
    happened=lambda: (
        f"In the model {100 * rank_occupancy(0.1, 0.1):.0f} % of RANK is occupied, "
        f"against {100 * rank_occupancy(1, 1):.0f} %."
    ),
    explain="RANK counts free molecules, not ratios. When both are thin, a larger share of the "
    "RANKL is free, and still fewer molecules are.",
)


def _osteoblast_letter():
    clasts, blasts = _cells(K_OP=0.5 * _K_OP)
    if blasts < 0.97:
        return "A"
    if blasts < 1.03:
        return "B"
    return "C" if blasts < clasts else "D"


foretell(
    "L02.P3",
    title="Half the OPG",
    prompt="In the cell model OPG production is halved. Osteoclasts rise. "
    "What do the osteoblasts do once everything has settled?",
    options={
        "A": "They fall: bone is being lost.",
        "B": "They stay as they were.",
        "C": "They rise too, less than the osteoclasts.",
        "D": "They rise more than the osteoclasts.",
    },
    right=_osteoblast_letter,
    happened=lambda: "Osteoclasts settle at {:.2f} times rest, osteoblasts at {:.2f}.".format(
        *_cells(K_OP=0.5 * _K_OP)
    ),
    explain="Cells of the osteoblast line make the signal that calls osteoclasts, and osteoclasts "
    "at work free a signal that calls osteoblasts. Raise one side and the other follows.",
)


def _strongest_lever():
    strength = {lever: abs(np.log(pulled(lever, 2.0)[0])) for lever in LEVERS}
    strongest = max(strength, key=strength.get)
    return {"sclerostin": "A", "RANKL": "B", "OPG": "C", "PTH": "D"}[strongest]


foretell(
    "L02.P4",
    title="Four levers, each doubled",
    prompt="One at a time, four signals are held at twice their resting value. "
    "Which of them changes the number of osteoclasts most?",
    options={
        "A": "Sclerostin, the osteocyte's brake.",
        "B": "RANKL, the accelerator itself.",
        "C": "OPG, the trap.",
        "D": "PTH, the parathyroid hormone.",
    },
    right=_strongest_lever,
    happened=lambda: (
        "Doubled one at a time, osteoclasts settle at "
        + ", ".join(f"{pulled(lever, 2.0)[0]:.2f} ({lever})" for lever in LEVERS)
        + " times rest."
    ),
    explain="In this model PTH pulls two levers at once: it puts more RANKL on the cells and it "
    "lowers OPG. Both push the same way.",
)


def _formation_after_a_year():
    """Percent change of P1NP after a year of the antibody against RANKL, model."""
    woman = Person.woman(age=70, final_period_age=50)
    return simulate(woman, denosumab(), years=1)["p1np_percent"].iloc[-1]


_FORMATION = {"A": 30.0, "B": 0.0, "C": -45.0, "D": -95.0}

foretell(
    "L02.P5",
    title="An antibody against RANKL",
    prompt="An antibody catches RANKL for a year and density rises. "
    "What does a blood marker of bone formation do by the end of the year?",
    options={
        "A": "It rises by a third: bone is being built.",
        "B": "It stays: only osteoclasts are hit.",
        "C": "It falls by about half.",
        "D": "It falls to almost nothing.",
    },
    right=lambda: _nearest(_FORMATION, _formation_after_a_year()),
    happened=lambda: (
        f"In the model the formation marker P1NP ends {-_formation_after_a_year():.0f} % lower."
    ),
    explain="Fewer osteoclasts, fewer calls for osteoblasts. Density rises because open holes are "
    "being filled and few new ones are dug, and so less building is needed.",
)


recall(
    "L02",
    Question(
        "At one remodeling site, when is the hole deepest?",
        lambda: (
            "When filling first gets ahead of digging, in the model on day "
            f"{remodeling_site()['bone_mass_percent'].idxmin():.0f}, "
            "while osteoclasts are still at work."
        ),
    ),
    Question(
        "What is remodeling space, and does it come back?",
        lambda: (
            "The bone missing from open holes. A step in turnover from 8 to 12 % a year costs "
            f"{_space():.1f} % once, and slower turnover pays it back."
        ),
    ),
    Question(
        "A marker falls from 40 to 30 % of people above a limit. "
        "How many percentage points is that, and how many percent?",
        lambda: (
            f"{-percentage_points(40, 30):.0f} percentage points, and "
            f"{-relative_change_percent(40, 30):.0f} % of where it started."
        ),
    ),
)


def _space():
    table = lagging_formation(np.linspace(0, 20, 201), resorption=12)
    return 100 - table["bone_mass_percent"].iloc[-1]
