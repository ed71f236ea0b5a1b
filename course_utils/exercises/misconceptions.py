"""The misconceptions that planted wrong answers point to.

``MISCONCEPTIONS`` maps a code to what a student with that idea believes and to the fact or
question that moves it. Codes are stable: they are stored with a student's progress.
"""

from __future__ import annotations

from typing import NamedTuple


class Misconception(NamedTuple):
    """A belief, and the move against it."""

    belief: str
    counter: str


def lookup(code):
    """The misconception with this code, or ``None`` if the code is only a slip."""
    return MISCONCEPTIONS.get(code)


_ROWS = {
    "M-BONE-1": (
        "Bone is finished and inert.",
        "Look at the turnover numbers: a skeleton is a river, not a statue.",
    ),
    "M-BONE-2": (
        "Remodeling is the same as modeling or growth.",
        "Remodeling removes and replaces at one spot; modeling does only one of the two.",
    ),
    "M-BONE-3": (
        "A stock peaks or troughs when its flow does.",
        "The stock turns when inflow overtakes outflow, not when either is largest.",
    ),
    "M-BONE-4": (
        "High turnover always means lasting loss.",
        "Balanced doubling costs one deficit, then the level is flat.",
    ),
    "M-BONE-5": ("Density is strength.", "Fluoride raised density and fractures together."),
    "M-BONE-6": (
        "T-score and Z-score are the same or swapped.",
        "T compares with young adults, Z with people of one's own age and sex.",
    ),
    "M-BONE-7": (
        "Any change between two scans is real.",
        "Compare it with 2.77 times the precision error.",
    ),
    "M-BONE-8": (
        "Antiresorptive drugs keep building bone.",
        "Most of the early gain refills open remodeling space, then it levels off.",
    ),
    "M-BONE-9": (
        "Osteoclasts are the enemy.",
        "Without resorption there is no repair and no calcium release.",
    ),
    "M-SIG-1": (
        "A ratio alone fixes the outcome.",
        "The same ratio at a tenth of the amounts leaves another free fraction.",
    ),
    "M-SIG-2": ("OPG blocks RANK.", "OPG traps RANKL; the receptor itself stays free."),
    "M-SIG-3": (
        "Estrogen mainly builds bone.",
        "It mainly restrains resorption; formation markers fall too.",
    ),
    "M-PK-1": (
        "A higher dose reaches steady state sooner.",
        "The time depends on the half-life alone.",
    ),
    "M-PK-2": (
        "The half-life is how long a drug works.",
        "Effect follows concentration and receptor, not one half-life.",
    ),
    "M-PK-3": (
        "What is in the tablet is what is in the blood.",
        "Isomers with different half-lives drift apart with time.",
    ),
    "M-PK-4": (
        "Oral and skin routes are equal at equal dose.",
        "First pass changes both the amount and what the liver sees.",
    ),
    "M-PD-1": (
        "Strong binding is strong effect.",
        "Affinity fills the seat; efficacy works the switch.",
    ),
    "M-PD-2": ("Potent means effective.", "EC50 moves sideways, Emax upward."),
    "M-PD-3": (
        "A competitive antagonist lowers the maximum.",
        "It shifts the curve; enough agonist restores the top.",
    ),
    "M-PD-4": (
        "A partial agonist always stimulates, or always blocks.",
        "The direction depends on how much full agonist is there already.",
    ),
    "M-PD-5": (
        "Half occupancy is half effect, and signals add.",
        "Amplification, thresholds and shared seats bend the line.",
    ),
    "M-PD-6": ("An antagonist has the opposite effect.", "No signal is not a negative signal."),
    "M-PD-7": (
        "The receptor has another shape in each tissue.",
        "The ligand sets the shape; the cell's partner proteins read it.",
    ),
    "M-PD-8": (
        "More dose turns a partial agonist into a full one.",
        "The ceiling is the drug's efficacy.",
    ),
    "M-FB-1": (
        "Negative feedback is bad, or means less.",
        "It opposes change in either direction.",
    ),
    "M-FB-2": ("Hormone added is hormone gained.", "The loop gives part of it back."),
    "M-FB-3": ("More hormone is better.", "Benefit levels off; harm need not."),
    "M-FB-4": ("SERMs lower estrogen.", "In men with working testes estradiol rises."),
    "M-FB-5": (
        "A SERM is an aromatase inhibitor.",
        "One hides the message; the other stops it being written.",
    ),
    "M-FB-6": (
        "Constant GnRH means more LH.",
        "Receptors desensitize after a short flare.",
    ),
    "M-FB-7": (
        "Good labs on the drug mean the axis has recovered.",
        "Stop the drug and look again.",
    ),
    "M-FB-8": (
        "There is one sensor in one place.",
        "There is evidence for hypothalamic and for pituitary sites.",
    ),
    "M-LAB-1": (
        "Total hormone is active hormone.",
        "SHBG can change total without free, and the reverse.",
    ),
    "M-LAB-2": ("A good ratio means good levels.", "Both levels can be low."),
    "M-LAB-3": (
        "Estrogen is a female hormone.",
        "Men without aromatase lose bone despite testosterone.",
    ),
    "M-LAB-4": (
        "Symptoms prove a low hormone.",
        "Tiredness is nonspecific; ask for the probability after the test.",
    ),
    "M-EPI-1": (
        "“50 % fewer” spares half of everyone.",
        "Of how many people, and over how long?",
    ),
    "M-EPI-2": (
        "Percent and percentage points are the same.",
        "One subtracts, the other divides by the starting value.",
    ),
    "M-EPI-3": (
        "The number needed to treat belongs to a drug.",
        "It needs a baseline risk and a time.",
    ),
    "M-EPI-4": ("Not significant means no effect.", "Look at the interval."),
    "M-EPI-5": ("A star beside a subgroup is proof.", "Count how many looks were taken."),
    "M-EPI-6": (
        "A better marker is a better patient.",
        "On which rung of the ladder of endpoints are we?",
    ),
    "M-EPI-7": ("Users did better, so it works.", "Who becomes a user?"),
    "M-EPI-8": (
        "Time before the first dose counts as treated.",
        "Nobody can die in that time and still become a user.",
    ),
    "M-EPI-9": (
        "Drugs can be compared through their separate placebo trials.",
        "Populations differ; look for a head-to-head trial.",
    ),
    "M-EPI-10": (
        "No evidence of harm is evidence of no harm.",
        "How large a harm could this study have seen?",
    ),
    "M-EPI-11": (
        "True in one sex, age or stage is true in all.",
        "Check the ambient hormone and the baseline risk.",
    ),
    "M-EPI-12": (
        "A plausible mechanism is a benefit.",
        "A mechanism proposes; a trial decides.",
    ),
    "M-EPI-13": (
        "A citation is evidence.",
        "Open it: is it the right paper, and does it say that?",
    ),
    "M-ODE-1": (
        "Parameters and states are the same kind of thing.",
        "A slider is a parameter; a curve is a state.",
    ),
    "M-ODE-2": (
        "At steady state nothing happens.",
        "Flows run on, equal and opposite.",
    ),
    "M-ODE-3": (
        "The starting value decides where it ends.",
        "Parameters set the end; the start sets the road.",
    ),
    "M-ODE-4": (
        "A model's curve is data.",
        "Who or what drew the line: equations, or people in a study?",
    ),
    "M-NUM-1": (
        "Units take care of themselves (ng/dL, nmol/L, pg/mL, pmol/L).",
        "Carry the unit in every name.",
    ),
    "M-NUM-2": (
        "A straight line means proportional, on any axis.",
        "On two log axes a straight line is a power.",
    ),
}

MISCONCEPTIONS = {code: Misconception(*row) for code, row in _ROWS.items()}
