"""Lesson 08, Same drug, different tissue: dials, odds, articles against evidence, a pair."""

from __future__ import annotations

from course_utils.evidence.tissue_matrix import statements_beside_evidence
from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import (
    coregulator_efficacy,
    coregulator_fractions,
    crossover,
    dose_for_signal,
    efficacy_odds,
    mixture,
    rank_one_fit,
    shape_fractions,
    tissue_efficacies,
    tissue_signal,
)

FULL = 1e6  # nM of total plasma drug: every receptor holds it
ESTROGEN = 60  # pg/mL, on estrogen; the level of the blueprint's pair
AFTER = 5  # pg/mL, Ana's estradiol


def full_of(drug, tissue):
    """Shapes and partners of receptors that all hold one drug, shares of 1 (full model).

    Parameters
    ----------
    drug, tissue : str
        Names of the full receptor model.
    """
    held = mixture(0, **{drug: FULL})
    return shape_fractions(tissue, held), coregulator_fractions(tissue, held)


def efficacy_of_dials(rho=0.5, chi=2):
    """Efficacy from the dial of a drug and the dial of a tissue."""
    return coregulator_efficacy(rho, chi)


exercise(
    "L08.E1",
    title="Two dials, one efficacy",
    variable="dial_efficacy",
    answer=Number("", tolerance=0.005),
    numbers={"rho": Vary(0.5, (0.25, 0.4, 0.6, 0.8)), "chi": Vary(2, (3, 4, 5))},
    reference=efficacy_of_dials,
    hints=(
        "The two dials are multiplied first. What does the product stand for?",
        "The product is the odds against pressing; ε is one over one plus the odds.",
    ),
    wrong=(
        Wrong(
            lambda rho, chi: rho * chi,
            "This is the product of the dials, the odds against pressing. "
            "How do odds become a share?",
        ),
        Wrong(
            lambda rho, chi: rho / chi,
            "Here one dial divides the other. Do they not pull the same way?",
        ),
        Wrong(
            lambda rho: 1 / (1 + rho),
            "Only the dial of the drug is in here. Where is the cell's?",
        ),
        Wrong(
            lambda chi: 1 / (1 + chi),
            "Only the dial of the cell is in here. Where is the drug's?",
        ),
    ),
    right="For that share of the time that the drug holds the seat, the switch is pressed.",
    nudge="Write the product of the dials first. What do odds of one to one mean?",
)


def disagreements(statements):
    """Statements whose word is none of the words found in people; empty cells do not count."""
    filled = statements.dropna(subset="found")
    pairs = zip(filled["stated"], filled["found"], strict=True)
    return sum(stated not in found.split(" or ") for stated, found in pairs)


def _counted(keep_blanks, whole):
    """Count as a student may: with empty cells, or comparing whole texts."""
    table = statements_beside_evidence()
    table = table if keep_blanks else table.dropna(subset="found")
    if whole:
        return int((table["stated"] != table["found"]).sum())
    pairs = zip(table["stated"], table["found"].fillna(""), strict=True)
    return sum(stated not in found.split(" or ") for stated, found in pairs)


exercise(
    "L08.E2",
    title="Articles against evidence",
    variable="disagreeing_statements",
    answer=Number("statements", tolerance=0.1),
    fixed="reads the table of the lesson",
    reference=disagreements,
    given={"statements": statements_beside_evidence},
    hints=(
        "First drop the rows for which nothing was found: they can neither agree nor differ.",
        'A row agrees if its `stated` is one of the words in `found`, split at `" or "`. '
        "Loop over the rows and count those that do not.",
    ),
    wrong=(
        Wrong(
            lambda: _counted(keep_blanks=True, whole=False),
            "Empty cells are counted too. Can a statement differ from nothing?",
            "M-EPI-10",
        ),
        Wrong(
            lambda: _counted(keep_blanks=False, whole=True),
            "Rows with two words in `found` are counted, although the article has one of them. "
            "Does it differ then?",
        ),
        Wrong(
            lambda: _counted(keep_blanks=True, whole=True),
            "This compares whole texts and counts empty cells as well. "
            "Which rows have a word to compare with, and which have two?",
        ),
        Wrong(
            lambda: (
                len(statements_beside_evidence().dropna(subset="found"))
                - disagreements(statements_beside_evidence())
            ),
            "These are the statements that agree. Which ones are asked for?",
        ),
        Wrong(
            lambda: int(statements_beside_evidence()["found"].isna().sum()),
            "These are the rows with nothing found. Which rows have something to compare with?",
        ),
    ),
    right="Three of them call a drug an antagonist where women show nothing, which is a quarrel "
    "about a word. Two are wrong in fact: tamoxifen and ospemifene in the lining of the uterus.",
    nudge="Print the rows you count. Is there a word under `found` in each, and is it another one?",
)


def odds_ratio_of_tissues(uterus=0.03, bone=0.65):
    """Odds against pressing in the uterus over those in bone, from the two efficacies."""
    return ((1 - uterus) / uterus) / ((1 - bone) / bone)


def _odds_ratio(drug, above, below):
    odds = efficacy_odds(tissue_efficacies()).loc[drug]
    return odds[above] / odds[below]


exercise(
    "L08.E3",
    title="How far apart are two tissues?",
    variable="raloxifene_odds_ratio",
    answer=Number("", tolerance=2),
    renamed="tissue_odds_ratio",
    numbers={
        "uterus": Vary(
            0.03,
            (0.04, 0.05, 0.06, 0.08),
            in_task=lambda uterus: (
                "Raloxifene's efficacy is 0.03"
                if uterus == 0.03
                else f"The efficacy of an invented drug is {uterus:.2f}"
            ),
        ),
        "bone": Vary(0.65, (0.55, 0.60, 0.70, 0.75), "{:.2f}"),
    },
    reference=odds_ratio_of_tissues,
    hints=(
        "Turn each efficacy into odds before you divide.",
        "odds against pressing = (1 − ε)/ε; the uterus belongs on top.",
    ),
    wrong=(
        Wrong(
            lambda uterus, bone: bone / uterus,
            "This is a ratio of efficacies. Which quantity does the dial of a cell multiply?",
        ),
        Wrong(
            lambda uterus, bone: uterus / bone,
            "This divides efficacies, and the uterus by bone. Which quantity is it about?",
        ),
        Wrong(
            lambda uterus, bone: 1 / odds_ratio_of_tissues(uterus, bone),
            "The ratio stands on its head. Which tissue belongs on top?",
        ),
        Wrong(
            lambda: _odds_ratio("tamoxifen", "uterus", "bone"),
            "That is tamoxifen's. Which drug does the exercise ask for?",
        ),
        Wrong(
            lambda uterus: (1 - uterus) / uterus,
            "These are the odds in the uterus alone. What are they in bone?",
        ),
    ),
    right="If one dial per tissue were enough, tamoxifen would have to show the same ratio. "
    "Its ratio is one to one.",
    nudge="Write two lines: the odds in the uterus, the odds in bone. Then one division.",
)


def where_selectivity_arises():
    """The letter of the larger difference between bone and breast: shape, or partners."""
    full = mixture(0, raloxifene=1e6)  # nM: every receptor holds it
    apart = []
    for shares in (shape_fractions, coregulator_fractions):
        bone, breast = shares("bone", full), shares("breast", full)
        apart.append(max(abs(bone[name] - breast[name]) for name in bone))
    shapes, partners = apart
    return "A" if partners > shapes else "C"


exercise(
    "L08.E4",
    title="Where selectivity comes from",
    variable="selectivity_because",
    answer=Choice(
        {
            "A": "The drug sets most of the shape; cells differ in the partners that meet it.",
            "B": "The drug reaches bone and hardly any other tissue.",
            "C": "The receptor is folded differently in each tissue, whatever sits in it.",
            "D": "Bone cells carry other genes than breast cells.",
        }
    ),
    reference=where_selectivity_arises,
    hints=(
        "Who brings the shape, and who reads it?",
        "Look at the two halves of the figure of raloxifene: in which of them do the two tissues "
        "differ?",
    ),
    wrong=(
        Wrong(
            "C",
            "In crystals the same protein folds in one way around estradiol and in another around "
            "raloxifene. What did change between the two crystals?",
            "M-PD-7",
        ),
        Wrong(
            "B",
            "Then the breast would not notice raloxifene, and breast cancers were fewer with it. "
            "What must have got there?",
        ),
        Wrong(
            "D",
            "All cells of a person carry the same genes. What differs is which proteins they "
            "make from them: which ones matter here?",
        ),
    ),
    right="Drug first, company second. DNA and partners bend the shape a little further; how much "
    "in a living tissue, nobody has measured.",
    nudge="Two drugs in one cell differ, and one drug in two cells differs. What is not the same "
    "in the first case, and what in the second?",
)


def dose_for_a_quiet_uterus(estradiol=60):
    """Dose d of bazedoxifene that brings the uterus to the level after menopause."""
    estrogen, untreated = estradiol / 7, 5 / (5 + 7)
    return estrogen / untreated - (1 + estrogen)


def _without_the_empty_seat(estradiol):
    estrogen = estradiol / parameter_set("er_teaching")["K"]
    return estrogen / tissue_signal("uterus", AFTER) - estrogen


exercise(
    "L08.E5",
    title="How much bazedoxifene is enough?",
    variable="quiet_dose",
    answer=Number("", tolerance=0.5),
    numbers={"estradiol": Vary(60, (45, 50, 55, 70, 80))},
    reference=dose_for_a_quiet_uterus,
    hints=(
        "In the uterus bazedoxifene does not press at all, so only estradiol is in the numerator.",
        "signal = e/(1 + e + d) with e = E2/K; set it equal to the untreated signal, "
        "e/(1 + e) at 5 pg/mL, and solve for d.",
    ),
    wrong=(
        Wrong(
            20,
            "That is the default of the explorer. What does it do to the uterus: "
            "the untreated level, or less?",
        ),
        Wrong(
            _without_the_empty_seat,
            "Some seats stay empty. Where are they in the denominator?",
        ),
        Wrong(
            lambda estradiol: dose_for_signal(tissue_signal("brain", AFTER), estradiol, 0.10),
            "That dose quiets the brain. Which efficacy belongs to the uterus?",
        ),
        Wrong(
            lambda estradiol: dose_for_signal(
                tissue_signal("uterus", estradiol) / 2, estradiol, 0.0
            ),
            "This halves the signal. To which level is it to fall?",
        ),
    ),
    right="In this model. At that dose the brain is near its untreated level as well.",
    nudge="Put your d into the signal of the uterus. Does the untreated level come out?",
)


def _companies():
    """Largest share of raloxifene's shape and of co-repressor, percent, in bone and breast."""
    found = {}
    for tissue in ("bone", "breast"):
        shapes, partners = full_of("raloxifene", tissue)
        found[tissue] = (100 * float(shapes["R"]), 100 * float(partners["corepressor"]))
    return found


def _where_they_differ():
    (shape, partner), (other_shape, other_partner) = _companies().values()
    return "D" if abs(partner - other_partner) > abs(shape - other_shape) else "C"


foretell(
    "L08.P1",
    title="One drug, two cells",
    prompt="Raloxifene fills every estrogen receptor of a bone cell and of a breast cell. "
    "In which way do the two sets of receptors differ most?",
    options={
        "A": "They do not differ: the breast just has fewer of them.",
        "B": "In the drug: the breast turns raloxifene into something else.",
        "C": "In their shape: the pair of drug and receptor folds differently in the breast.",
        "D": "In the partner proteins they hold: the shapes are nearly the same.",
    },
    right=_where_they_differ,
    happened=lambda: (
        "In the model {:.0f} % of receptors in bone and {:.0f} % in breast are in raloxifene's "
        "shape; {:.0f} % and {:.0f} % hold a co-repressor.".format(
            *(_companies()[tissue][part] for part in (0, 1) for tissue in ("bone", "breast"))
        )
    ),
    explain="The drug brings the shape. What the cell does next depends on the partner proteins "
    "it has in stock: same shape, other company, other message.",
)


def one_dial_for_raloxifene():
    """Efficacy of raloxifene in the uterus if dials set on the other tissues decided."""
    table = tissue_efficacies().loc[["tamoxifen", "raloxifene"]]
    fit = rank_one_fit(table.drop(columns="uterus"))
    ratio = fit.preference["raloxifene"] / fit.preference["tamoxifen"]
    return 1 / (1 + ratio * efficacy_odds(table.loc["tamoxifen", "uterus"]))


_ASKED = {"A": 0.03, "B": 0.15, "C": 0.43, "D": 0.80}

foretell(
    "L08.P2",
    title="One dial for the uterus",
    prompt="The dials of tamoxifen and raloxifene are set on bone, breast, liver and brain. In the "
    "uterus tamoxifen has an efficacy of 0.60. What do the dials demand of raloxifene there?",
    options={
        "A": "About 0.03: next to nothing, as the trials suggest.",
        "B": "About 0.15.",
        "C": "About 0.43: nearly half of estradiol.",
        "D": "About 0.80: more than tamoxifen.",
    },
    right=lambda: min(_ASKED, key=lambda k: abs(_ASKED[k] - one_dial_for_raloxifene())),
    happened=lambda: f"The dials demand {one_dial_for_raloxifene():.2f}.",
    explain="In the other four tissues the two drugs are near each other, so their own dials are "
    "too. A dial of the uterus that lets tamoxifen press lets raloxifene press as well. "
    "Women show otherwise.",
)


_FALLING = {"A": "uterus", "B": "bone", "C": "brain"}


def _falls_first():
    lost = {
        letter: tissue_signal(tissue, ESTROGEN) - tissue_signal(tissue, ESTROGEN, "bazedoxifene", 5)
        for letter, tissue in _FALLING.items()
    }
    return max(lost, key=lost.get)


def _signals_at(dose):
    return ", ".join(
        f"{tissue} {tissue_signal(tissue, ESTROGEN, 'bazedoxifene', dose):.2f}"
        for tissue in _FALLING.values()
    )


foretell(
    "L08.P3",
    title="Bazedoxifene on top of estrogen",
    prompt="A woman takes estrogen: 60 pg/mL of estradiol, signal 0.90 everywhere. Bazedoxifene is "
    "added, a little more each time. Which signal falls fastest?",
    options={
        "A": "The uterus's.",
        "B": "Bone's.",
        "C": "The brain's.",
        "D": "All alike: they share one receptor.",
    },
    right=_falls_first,
    happened=lambda: f"At a dose of 5: {_signals_at(5)}; at 20: {_signals_at(20)} (model).",
    explain="The drug takes the same share of seats everywhere. What it leaves of the signal is "
    "its own efficacy there: none in the uterus, little in the brain, two thirds in bone.",
)


def _flashes():
    trials = parameter_set("tissue_trials")
    return trials["flashes_halved_tsec"], trials["flashes_halved_placebo"]


def _who_had_fewer():
    pair, placebo = _flashes()
    if abs(pair - placebo) < 5:
        return "B"
    return "C" if pair > placebo else "A"


foretell(
    "L08.P4",
    title="Hot flashes on the pair",
    prompt="At a dose of 20 the model's brain signal, 0.36, is below the 0.42 of a woman without "
    "any drug. In trials of estrogen with bazedoxifene, what happened to hot flashes?",
    options={
        "A": "More women had relief on placebo than on the pair.",
        "B": "There was no difference from placebo.",
        "C": "More women had relief on the pair than on placebo.",
    },
    right=_who_had_fewer,
    happened=lambda: (
        "After 12 weeks {:.0f} % of women on the pair and {:.0f} % on placebo had at most half as "
        "many hot flashes as before.".format(*_flashes())
    ),
    explain="The model with one receptor and one dose everywhere says no relief, and it is wrong. "
    "A claim that rests on a model alone stays untested until somebody counts.",
)


recall(
    "L08",
    Question(
        "In lesson 07, at which estradiol does a SERM of efficacy 0.60 leave the signal as it is, "
        "if K is 7 pg/mL?",
        lambda: (
            f"At E2* = K·ε/(1 − ε) = {crossover(0.60):.1f} pg/mL. Below it the drug raises the "
            "signal, above it the drug lowers it."
        ),
    ),
    Question(
        "Why can no dose of a partial agonist turn a fall of the signal into a rise?",
        "More drug takes more seats and moves the signal further toward the drug's own efficacy. "
        "Dose sets how far, efficacy and estradiol set which way.",
    ),
    Question(
        "There are two estrogen receptors. Which one does bone need most, and how do we know?",
        "ERα. A man without working ERα had thin bones and open growth plates at 28, although his "
        "estradiol was high.",
    ),
)
