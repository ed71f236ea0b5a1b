"""Lesson 10, Total, free and the ratio: binding proteins, assays and what a ratio forgets."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.datasets import load
from course_utils.exercises.answers import Choice, Number, Numbers, Part
from course_utils.exercises.code_answers import Case, Function, Table
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.axis import (
    LOOP,
    VERMEULEN,
    binding_pools,
    free_testosterone,
    loop_settings,
    steady_state,
)
from course_utils.physiology.axis.free_loop import FREE_LOOP, shbg_and_the_loop
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import bone_signal
from course_utils.physiology.units import (
    estradiol_pg_per_ml_to_pmol_per_l,
    testosterone_ng_per_dl_to_nmol_per_l,
)

TUBE = 17.35  # nmol/L, about 500 ng/dL: the total of the healthy man
FIVE_MEN = (  # name, testosterone ng/dL, estradiol pg/mL; fictional
    ("A", 100, 5),
    ("B", 500, 25),
    ("C", 1000, 50),
    ("D", 300, 25),
    ("E", 800, 25),
)
FOLDS = (2, 3, 4)


def labs():
    """Six fictional laboratory reports: who, testosterone in ng/dL, estradiol in pg/mL."""
    rows = {
        "lab": ["P", "Q", "R", "S", "T", "U"],
        "testosterone_ng_per_dl": [600, 240, 900, 150, 420, 720],
        "estradiol_pg_per_ml": [20, 12, 30, 6, 35, 9],
    }
    return pd.DataFrame(rows)


def clomiphene_medians():
    """Medians before and on clomiphene in 15 men (Helo 2017): ng/dL and pg/mL."""
    table = load("hormone_outcomes")
    table = table[table["trial_id"] == "HELO2017"]
    wide = table.pivot_table(index="time_d", columns="hormone", values="value", aggfunc="first")
    wide = wide[["total_testosterone", "estradiol"]].set_axis(["testosterone", "estradiol"], axis=1)
    return wide.set_axis(["before", "on clomiphene"], axis=0)


def trial_moves():
    """Where two drugs moved men in the plane: name, start and end as (ng/dL, pg/mL)."""
    before, after = clomiphene_medians().itertuples(index=False, name=None)
    table = load("hormone_outcomes")
    table = table[table["citation_key"] == "burnettbowie2009"]
    wide = table.pivot_table(index="time_d", columns="hormone", values="value", aggfunc="first")
    start, end = (
        (row["total_testosterone"], row["estradiol"]) for _, row in wide.loc[[0, 91]].iterrows()
    )
    return (
        ("clomiphene\n(Helo 2017)", before, after),
        ("anastrozole\n(Burnett-Bowie 2009)", start, end),
    )


def fall_with_age():
    """Bioavailable testosterone and estradiol of older men against men of 20 to 39, percent."""
    table = load("hormone_decline")
    table = table[table["citation_key"] == "khosla2005m"]
    wide = table.pivot_table(index="population", columns="hormone", values="value")
    wide = wide[["bioavailable_testosterone", "bioavailable_estradiol"]]
    names = {"40-59 y vs 20-39 y": "40–59 years", ">=60 y vs 20-39 y": "60 and older"}
    return {said: tuple(wide.loc[name]) for name, said in names.items()}


def fall_as_shbg_rises(most=4.0):
    """Change of both bioavailable hormones when only SHBG rises, and some places on the way.

    Parameters
    ----------
    most : float
        Largest multiple of the young man's SHBG.

    Returns
    -------
    line : tuple of array
        Change of testosterone and of estradiol, percent.
    folds : dict
        Multiple → the two changes.
    """
    multiples = np.linspace(1, most, 61)
    young = LOOP.numbers()
    pools = binding_pools(
        testosterone_ng_per_dl_to_nmol_per_l(young.T_ref),
        estradiol_pg_per_ml_to_pmol_per_l(young.E_ref) / 1000,
        shbg=FREE_LOOP["SHBG_young"] * multiples,
    )
    levels = [
        pools[name].free + pools[name].albumin_bound for name in ("testosterone", "estradiol")
    ]
    line = tuple(100 * (level / level[0] - 1) for level in levels)
    places = {fold: tuple(float(np.interp(fold, multiples, y)) for y in line) for fold in FOLDS}
    return line, places


def free_by_the_report(ng_per_dl=205, shbg=25):
    """Free testosterone (pmol/L) from total and SHBG (nmol/L), with albumin 43 g/L."""
    total = testosterone_ng_per_dl_to_nmol_per_l(ng_per_dl)
    return free_testosterone(total, shbg)


_as_nmol = testosterone_ng_per_dl_to_nmol_per_l


def _loose():
    """1 + K·albumin: how many times the free level is free or on albumin."""
    carried = VERMEULEN["testosterone_albumin"] * VERMEULEN["albumin"]
    return 1 + carried / VERMEULEN["albumin_mass"]


def _quadratic(total, shbg, n=None, sign=1):
    n = _loose() if n is None else n
    b = n + shbg - total
    return 1000 * (-b + sign * (b**2 + 4 * n * total) ** 0.5) / (2 * n)


exercise(
    "L10.E1",
    title="{ng_per_dl.1}",
    variable="davids_free",
    answer=Number("pmol/L", tolerance=3),
    renamed="free_by_report",
    numbers={
        "ng_per_dl": Vary(
            205,
            (180, 190, 215, 225),
            in_task=lambda total: (
                ("David's total testosterone is 205 ng/dL", "David's free testosterone")
                if total == 205
                else (f"A man's total testosterone is {total} ng/dL", "A man's free testosterone")
            ),
        ),
        "shbg": Vary(25, (18, 20, 22, 27)),
    },
    reference=free_by_the_report,
    hints=(
        "The report and the equation speak different units. Which number has to be converted?",
        "`testosterone_ng_per_dl_to_nmol_per_l` gives the total; "
        "`free_testosterone(total, shbg)` solves the quadratic.",
    ),
    wrong=(
        Wrong(
            lambda ng_per_dl: 1000 * 0.02 * _as_nmol(ng_per_dl),
            "This is two percent of the total. Does the rule of thumb know his SHBG?",
            "M-LAB-1",
        ),
        Wrong(
            lambda ng_per_dl: 1000 * _as_nmol(ng_per_dl),
            "This is all of it, in pmol/L. Which part of it does no protein hold?",
            "M-LAB-1",
        ),
        Wrong(
            lambda ng_per_dl, shbg: free_testosterone(ng_per_dl, shbg),
            "You gave the equation ng/dL where it takes nmol/L. "
            "Which function of the course converts the one into the other?",
            "M-NUM-1",
        ),
        Wrong(
            lambda ng_per_dl, shbg: _loose() * free_by_the_report(ng_per_dl, shbg),
            "This counts what sits on albumin as well: the bioavailable part. "
            "How much of it is free?",
        ),
        Wrong(
            lambda ng_per_dl: 1000 * _as_nmol(ng_per_dl) / _loose(),
            "That would be free if there were no SHBG in the tube. Where does his SHBG enter?",
        ),
        Wrong(
            lambda ng_per_dl: free_testosterone(_as_nmol(ng_per_dl), 40),
            "This is a man with the SHBG of the example. What does this report say?",
        ),
        Wrong(
            lambda ng_per_dl, shbg: _quadratic(_as_nmol(ng_per_dl), shbg, n=1),
            "Here SHBG is the only protein. How much testosterone does albumin carry?",
        ),
    ),
    right="Below the 220 pmol/L that one large study used beside total testosterone. "
    "His SHBG is low, so his total looks worse than his free level does.",
    nudge="Two steps: the total in nmol/L first, then the quadratic with SHBG {shbg}. "
    "Which of the two numbers looks odd?",
)


def free_t(total, shbg):
    """Free testosterone (pmol/L) from total testosterone and SHBG (nmol/L), albumin 43 g/L."""
    n = 1 + VERMEULEN["testosterone_albumin"] * VERMEULEN["albumin"] / VERMEULEN["albumin_mass"]
    k = VERMEULEN["testosterone_shbg"] / 1e9  # L/mol to L/nmol
    b = n + k * (shbg - total)
    return 1000 * (-b + (b**2 + 4 * n * k * total) ** 0.5) / (2 * n * k)


exercise(
    "L10.E2",
    title="The quadratic as a function",
    variable="free_t",
    answer=Function(
        parameters=("total", "shbg"),
        cases=(
            Case("the healthy man", (17.35, 40)),
            Case("little SHBG", (17.35, 20)),
            Case("a low total, much SHBG", (10.4, 60)),
            Case("a very low total", (2, 80)),
            Case("a high total, little SHBG", (30, 15)),
        ),
        unit="pmol/L",
        tolerance=1.5,
    ),
    reference=free_t,
    hints=(
        "Follow the cell done by hand. Of its two roots only one is a concentration.",
        "`b = n + k * (shbg - total)`, then the root with the plus sign over `2 * n * k`, "
        "then from nmol/L to pmol/L.",
    ),
    wrong=(
        Wrong(
            lambda total, shbg: _quadratic(total, shbg, sign=-1),
            "This root is negative everywhere. Which sign before the square root makes sense?",
        ),
        Wrong(
            lambda total, shbg: _quadratic(total, shbg, n=1),
            "Albumin is missing: its share of the total is free in your function. "
            "Where does n come in?",
        ),
        Wrong(
            lambda total, shbg: _quadratic(total, shbg) / 1000,
            "The digits fit. In which unit does the function answer, and which one is asked for?",
            "M-NUM-1",
        ),
        Wrong(
            lambda total, shbg: 20 * total,
            "A fixed share of the total. Why should SHBG be an input then?",
            "M-LAB-1",
        ),
        Wrong(
            lambda total, shbg: 1000 * total / _loose(),
            "Only albumin binds here. What happens to your result when SHBG doubles?",
        ),
        Wrong(
            lambda total, shbg: _quadratic(total, 2 * total - shbg),
            "More SHBG gives more free hormone here. "
            "Which comes first in the bracket, SHBG or total?",
        ),
    ),
    right="This is the calculator that laboratories print under “calculated free testosterone”, "
    "in four lines.",
    nudge="Check it with total 10 and SHBG 40, the cell done by hand. Do both agree?",
)


def labs_by_signal(labs):
    """The six labs with their ratio and the model's bone signal, weakest signal first."""
    estradiol = labs["estradiol_pg_per_ml"]
    table = labs.assign(
        ratio=labs["testosterone_ng_per_dl"] / estradiol, signal_in_bone=bone_signal(estradiol)
    )
    return table.sort_values("signal_in_bone")


def _sorted(column, ascending=True):
    return labs_by_signal(labs()).sort_values(column, ascending=ascending)


exercise(
    "L10.E3",
    title="Six labs in order",
    variable="by_signal",
    answer=Table(identity=("lab",), sorted_by="signal_in_bone"),
    reference=labs_by_signal,
    given={"labs": labs},
    hints=(
        "Two new columns first, then one sort. The signal of the model asks for one hormone only.",
        "`labs.assign(ratio=..., signal_in_bone=bone_signal(...))` and then "
        "`.sort_values(column)`; `bone_signal` takes the column of estradiol.",
    ),
    wrong=(
        Wrong(
            lambda: _sorted("ratio"),
            "These rows stand in the order of the ratio. Read down `signal_in_bone`: does it rise?",
            "M-LAB-2",
        ),
        Wrong(
            lambda: _sorted("testosterone_ng_per_dl"),
            "These rows follow testosterone. Which hormone does this signal follow?",
        ),
        Wrong(
            lambda: _sorted("signal_in_bone", ascending=False),
            "The strongest signal stands first. Which end should the weakest have?",
        ),
        Wrong(
            lambda: _sorted("lab"),
            "The rows are as they came. Which method of a table puts them in order?",
        ),
    ),
    right="The order is that of estradiol, by construction of the model. "
    "Look at the column of ratios beside it: it jumps up and down.",
    nudge="Print your table. Does `signal_in_bone` grow from the first row to the last, "
    "and are all six labs there?",
)


def what_a_ratio_tells():
    """Along the line of one ratio the model's bone signal runs from weak to strong."""
    return "B"


exercise(
    "L10.E4",
    title="A green number",
    variable="ratio_tells",
    answer=Choice(
        {
            "A": "The signal is good: 20 lies in the range of the app.",
            "B": "Next to nothing: at 20 it can be weak or strong.",
            "C": "The signal is strong, since testosterone outweighs estradiol twentyfold.",
            "D": "The signal is weak, since estradiol is a twentieth of testosterone.",
        }
    ),
    reference=what_a_ratio_tells,
    hints=(
        "Find two men with this ratio who differ as much as possible.",
        "Walk along the line of ratio 20 in the plane, and read the shading at both ends.",
    ),
    wrong=(
        Wrong(
            "A",
            "Two men in the plane share this ratio. Do they share the shading too?",
            "M-LAB-2",
        ),
        Wrong(
            "C",
            "The signal of this model does not ask for testosterone. And are ng/dL and pg/mL "
            "amounts you can weigh against each other?",
            "M-LAB-2",
        ),
        Wrong(
            "D",
            "A twentieth of what? Try it with testosterone of 1,000 ng/dL: is estradiol low then?",
            "M-LAB-2",
        ),
    ),
    right="A ratio is one number made of two, and nobody can get the two back.",
    nudge="Write down two pairs of levels with a ratio of 20, one low and one high. "
    "What does each do to bone in this model?",
)


def ratios_before_and_on(clomiphene):
    """Ratio of the medians (ng/dL per pg/mL) before and on clomiphene."""
    before, after = clomiphene["testosterone"] / clomiphene["estradiol"]
    return before, after


def _upside_down():
    return tuple(1 / ratio for ratio in ratios_before_and_on(clomiphene_medians()))


def _in_nmol():
    medians = clomiphene_medians()
    molar = testosterone_ng_per_dl_to_nmol_per_l(medians["testosterone"].to_numpy())
    return tuple(molar / medians["estradiol"].to_numpy())


exercise(
    "L10.E5",
    title="Both doubled",
    variable="ratio_before_and_on",
    answer=Numbers(
        (
            Part("ratio before", "ng/dL per pg/mL", 0.2),
            Part("ratio on clomiphene", "ng/dL per pg/mL", 0.2),
        )
    ),
    fixed="reads the medians of a study",
    reference=ratios_before_and_on,
    given={"clomiphene": clomiphene_medians},
    hints=(
        "One division for each row of the table.",
        '`clomiphene["testosterone"] / clomiphene["estradiol"]`, then the two results as a tuple.',
    ),
    wrong=(
        Wrong(
            _upside_down,
            "This is estradiol over testosterone. Which one stands above the line?",
        ),
        Wrong(
            _in_nmol,
            "You converted testosterone to nmol/L. Which units does the line “Checked” ask for?",
            "M-NUM-1",
        ),
        Wrong(
            lambda: tuple(clomiphene_medians().iloc[1] / clomiphene_medians().iloc[0]),
            "These are the factors by which each hormone rose. "
            "The exercise asks for one hormone over the other: which row gives which number?",
        ),
    ),
    right="Both hormones doubled, and the ratio moved by a fifth. (A ratio of medians is not the "
    "median of the men's ratios; the paper's abstract does not give that one.)",
    nudge="Divide within a row, not down a column. What stands in the row “before”?",
)


def _tube(shbg):
    return free_testosterone(TUBE, shbg)


_LEFT = {"A": 1 / 2, "B": 2 / 3, "C": 1.0, "D": 1 / 10}

foretell(
    "L10.P1",
    title="Twice the SHBG in one tube",
    prompt="A tube of blood holds 17.35 nmol/L of testosterone and 20 nmol/L of SHBG. Somebody "
    "adds SHBG until there are 40. Nothing leaves the tube. What happens to free testosterone?",
    options={
        "A": "It halves: twice the protein, half the free hormone.",
        "B": "It falls by about a third.",
        "C": "It stays: the total has not changed.",
        "D": "It all but disappears.",
    },
    right=lambda: min(_LEFT, key=lambda letter: abs(_LEFT[letter] - _tube(40) / _tube(20))),
    happened=lambda: (
        f"Free testosterone falls from {_tube(20):.0f} to {_tube(40):.0f} pmol/L, "
        f"to {100 * _tube(40) / _tube(20):.0f} % of what it was."
    ),
    explain="SHBG is a parking lot. More places, fewer cars on the road, though as many cars as "
    "before. Not half as many, because cars also leave the loose places on albumin to fill the "
    "new ones.",
)


def _loop_pair():
    return shbg_and_the_loop([40.0, 80.0])


def _answer_of_the_loop():
    table = _loop_pair()
    total, free = table["total_in_a_man_nmol_per_l"], table["free_in_a_man_pmol_per_l"]
    if total.iloc[1] <= 1.02 * total.iloc[0]:
        return "C" if total.iloc[1] < 0.98 * total.iloc[0] else "B"
    return "D" if abs(free.iloc[1] / free.iloc[0] - 1) < 0.02 else "A"


def _loop_in_words():
    table = _loop_pair()
    total, free = table["total_in_a_man_nmol_per_l"], table["free_in_a_man_pmol_per_l"]
    tube = table["free_in_a_tube_pmol_per_l"]
    return (
        f"Total rises from {total.iloc[0]:.1f} to {total.iloc[1]:.1f} nmol/L. Free falls from "
        f"{free.iloc[0]:.0f} to {free.iloc[1]:.0f} pmol/L; in the tube it would be "
        f"{tube.iloc[1]:.0f}."
    )


foretell(
    "L10.P2",
    title="Twice the SHBG in one man",
    prompt="Now the SHBG of a living man doubles, from 40 to 80 nmol/L. His brain feels free "
    "hormone, and his loop works. Where do total and free testosterone settle?",
    options={
        "A": "Total rises, and free falls less than in the tube.",
        "B": "Total stays, and free falls as it would in the tube.",
        "C": "Total falls.",
        "D": "Total rises until free is exactly what it was.",
    },
    right=_answer_of_the_loop,
    happened=_loop_in_words,
    explain="The brain misses free hormone and calls for more; the call works in part, as every "
    "call of this loop does. Total went up and nobody got more hormone.",
)


def _trend(hormone):
    table = load("hormone_decline")
    rows = table[(table["citation_key"] == "jasuja2013") & (table["hormone"] == hormone)]
    return rows["raw_value"].iloc[0]


_TRENDS = {"falls": "A", "stays": "B", "rises": "C"}

foretell(
    "L10.P3",
    title="Total estradiol and age",
    prompt="Testosterone is what men make estradiol from. In 1,461 men of one American town, "
    "measured by mass spectrometry: how does total estradiol go with age?",
    options={
        "A": "It falls: less testosterone, less estradiol.",
        "B": "It is the same at all ages.",
        "C": "It rises somewhat.",
    },
    right=lambda: _TRENDS[_trend("total_estradiol")],
    happened=lambda: (
        f"Total estradiol {_trend('total_estradiol')} with age and free estradiol "
        f"{_trend('free_estradiol')} (Jasuja 2013; the abstract gives no size)."
    ),
    explain="More SHBG holds more of both hormones, and body fat and illness change how much is "
    "made. Total and free may go opposite ways, so “estradiol falls” needs one more word.",
)


_FOUND = {"A": 95, "B": 75, "C": 50, "D": 13}

foretell(
    "L10.P4",
    title="The same blood, two machines",
    prompt="Among 3,174 men some are low in estradiol by mass spectrometry (below about "
    "11 pg/mL). The same blood goes through an immunoassay, the usual machine. How many of 100 "
    "such men does it call low?",
    options={
        "A": "About 95.",
        "B": "About 75.",
        "C": "About 50.",
        "D": "About 13.",
    },
    right=lambda: min(
        _FOUND,
        key=lambda letter: abs(
            _FOUND[letter] - parameter_set("sex_steroid_assays")["low_estradiol_found"]
        ),
    ),
    happened=lambda: (
        f"{parameter_set('sex_steroid_assays')['low_estradiol_found']:.0f} of 100. Low "
        f"testosterone it finds in "
        f"{parameter_set('sex_steroid_assays')['low_testosterone_found']:.0f} of 100."
    ),
    explain="An immunoassay counts what sticks to an antibody. Where estradiol is scarce, other "
    "things that stick weigh more, and low looks normal.",
)


def _signals(names):
    return [float(bone_signal(e)) for name, _, e in FIVE_MEN if name in names]


def _along_the_line():
    low, middle, high = _signals("ABC")
    return "B" if low < middle < high else "D" if low > middle > high else "A"


foretell(
    "L10.P5",
    title="Three men, one ratio",
    prompt="Three fictional men have testosterone and estradiol of 100 and 5, 500 and 25, 1,000 "
    "and 50 (ng/dL and pg/mL). Each ratio is 20. How strong is the estrogen signal in their bone?",
    options={
        "A": "The same in all three.",
        "B": "Weakest in the first, strongest in the third.",
        "C": "Strongest in the second, whose levels are in balance.",
        "D": "Strongest in the first, whose estradiol is lowest.",
    },
    right=_along_the_line,
    happened=lambda: "In the model the signal is {:.2f}, {:.2f} and {:.2f} of 1.".format(
        *_signals("ABC")
    ),
    explain="A ratio forgets size. Twenty over one and two hundred over ten are the same number, "
    "and a receptor counts molecules.",
)


def _across_the_lines():
    spread = np.ptp(_signals("BDE"))
    return "C" if spread < 0.01 else "A"


foretell(
    "L10.P6",
    title="Three men, three ratios",
    prompt="Three other men all have estradiol of 25 pg/mL. Their testosterone is 300, 500 and "
    "800 ng/dL, their ratios 12, 20 and 32. Whose bone gets the strongest estrogen signal?",
    options={
        "A": "The man with the highest ratio.",
        "B": "The man with the lowest ratio.",
        "C": "None: it is the same in all three.",
    },
    right=_across_the_lines,
    happened=lambda: "In the model it is {:.2f} in each of them.".format(_signals("B")[0]),
    explain="We built the model so: its bone signal asks for estradiol alone. Whether bone asks "
    "testosterone too is the question of lesson 12. Either way two levels answer it, not a ratio.",
)


def _with_input():
    return steady_state(loop_settings(T_input=500)).testosterone_ng_per_dl


recall(
    "L10",
    Question(
        "A man whose own loop holds testosterone at 500 ng/dL gets an input that alone would give "
        "500. Where does he end, and where would he end with the loop cut?",
        lambda: (
            f"Near {_with_input():.0f} ng/dL in the model. With the loop cut, 1,000. "
            "The loop gives most of the push back."
        ),
    ),
    Question(
        "GnRH is given without a pause. What does LH do on the first day, and after two weeks?",
        "It flares up, then falls far below where it began: without gaps the receptors vanish.",
    ),
    Question(
        "When does a partial agonist raise the signal in a tissue, and when does it lower it?",
        "It raises the signal where little of the full hormone is about, and lowers it where "
        "there is much: it takes seats and presses less.",
    ),
)
