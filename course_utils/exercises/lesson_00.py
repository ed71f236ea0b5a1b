"""Lesson 00, Start here: units, percent against points, a first table, model against data."""

from __future__ import annotations

from course_utils.datasets import load
from course_utils.evidence.effects import percentage_points, relative_change_percent
from course_utils.exercises.answers import Choice, Number, Numbers, Part
from course_utils.exercises.code_answers import Table
from course_utils.exercises.declarations import Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.registry import exercise, foretell
from course_utils.physiology.units import testosterone_ng_per_dl_to_nmol_per_l


def months_in_three_years():
    """Three years in months."""
    return 3 * 12


exercise(
    "L00.E0",
    title="Practice: a trial of three years",
    variable="trial_months",
    answer=Number("months", tolerance=0.5),
    reference=months_in_three_years,
    hints=("How many months does one year have?", "Years times months per year."),
    wrong=(
        Wrong(
            lambda: 3 / 12,
            "Dividing makes three years shorter than one month. "
            "Should the number of months be larger or smaller than the number of years?",
            "M-NUM-1",
        ),
        Wrong(3, "That is the number of years. How many months are in each of them?", "M-NUM-1"),
        Wrong(lambda: 3 * 52, "Those are weeks. Which unit does the line “Checked” ask for?"),
    ),
    right="That is all there is to it. From here on the checks count.",
    nudge="Write the unit beside the number: 3 years, and how many months in a year?",
    points=0,
    fixed="practice without points; the lesson shows its solution",
)


def testosterone_by_hand(ng_per_dl=500):
    """Testosterone in nmol/L."""
    ng_per_l = ng_per_dl * 10  # one liter is ten deciliters
    return ng_per_l / 288.4  # ng divided by g/mol gives nmol


exercise(
    "L00.E1",
    title="Testosterone in nmol/L",
    variable="testosterone_nmol_per_l",
    answer=Number("nmol/L", tolerance=0.2, converted_from="ng_per_dl"),
    numbers={"ng_per_dl": Vary(500, (410, 450, 560, 620, 680))},
    reference=testosterone_by_hand,
    hints=(
        "A mole counts molecules. What does one mole of testosterone weigh?",
        "Two steps: ng/dL times 10 is ng/L; ng/L divided by 288.4 g/mol is nmol/L.",
    ),
    wrong=(
        Wrong(
            lambda ng_per_dl: ng_per_dl / 10 / 288.4,
            "You may have gone from deciliter to liter the wrong way. "
            "Does a liter hold more nanograms than a deciliter, or fewer?",
            "M-NUM-1",
        ),
        Wrong(
            lambda ng_per_dl: ng_per_dl / 100 * 288.4,
            "Multiplying by the molar mass turns moles into grams. "
            "On the unit ladder, are we going toward grams or toward moles?",
            "M-NUM-1",
        ),
        Wrong(
            lambda ng_per_dl: ng_per_dl / 288.4,
            "This is nanomoles in one deciliter. The answer is asked for one liter: "
            "how many deciliters are in it?",
            "M-NUM-1",
        ),
        Wrong(
            lambda ng_per_dl: ng_per_dl * 10 / 288.4 / 1000,
            "That would be the value in µmol/L. "
            "Which prefix does the line “Checked” ask for, and how far apart are the two?",
            "M-NUM-1",
        ),
        Wrong(
            lambda ng_per_dl: ng_per_dl * 10 * 10 / 288.4,
            "A deciliter is a tenth of a liter. Did you use that ten twice?",
            "M-NUM-1",
        ),
        Wrong(
            lambda ng_per_dl: ng_per_dl,
            "The number stayed and only its unit was renamed. "
            "What does a molecule of testosterone weigh, and where does that enter?",
            "M-NUM-1",
        ),
    ),
    right="The same blood, counted in molecules. Writing the unit into the variable's name "
    "is the cheapest protection against a slip.",
    nudge="Write the unit beside every step, ng/dL, ng/L, nmol/L. Which step changes the volume "
    "and which one counts molecules?",
)


def estradiol_by_hand(pg_per_ml=25):
    """Estradiol in pmol/L."""
    ng_per_l = pg_per_ml  # one pg/mL is one ng/L
    nmol_per_l = ng_per_l / 272.4
    return nmol_per_l * 1000


exercise(
    "L00.E2",
    title="Estradiol in pmol/L",
    variable="estradiol_pmol_per_l",
    answer=Number("pmol/L", tolerance=1.0, converted_from="pg_per_ml"),
    numbers={"pg_per_ml": Vary(25, (18, 22, 29, 33, 38))},
    reference=estradiol_by_hand,
    hints=(
        "pg/mL and ng/L are the same concentration: both parts grow a thousandfold.",
        "Divide ng/L by 272.4 g/mol to get nmol/L, then go from nmol to pmol.",
    ),
    wrong=(
        Wrong(
            lambda pg_per_ml: pg_per_ml * 272.4 / 1000,
            "The conversion seems to run the other way. A picomole of estradiol weighs less "
            "than a nanogram: should the number grow or shrink?",
            "M-NUM-1",
        ),
        Wrong(
            lambda pg_per_ml: pg_per_ml / 272.4 * 100,
            "The digits fit. From nmol to pmol is how many steps of ten?",
            "M-NUM-1",
        ),
        Wrong(
            lambda pg_per_ml: pg_per_ml / 272.4,
            "This is the value in nmol/L. Which prefix does the line “Checked” ask for?",
            "M-NUM-1",
        ),
        Wrong(
            lambda pg_per_ml: pg_per_ml,
            "The number stayed and only its unit was renamed. "
            "Where does the weight of a molecule enter?",
            "M-NUM-1",
        ),
    ),
    right="Estradiol works at concentrations far below testosterone's, which is why laboratories "
    "use a smaller unit for it.",
    nudge="Write down the unit after each step. Which step turns a mass into a count of molecules?",
)


def points_and_percent(before=18, after=25):
    """The change in percentage points, and the relative change in percent."""
    return percentage_points(before, after), relative_change_percent(before, after)


exercise(
    "L00.E3",
    title="Points and percent",
    variable="hot_flash_change",
    answer=Numbers(
        (
            Part("change", "percentage points", 0.2),
            Part("relative change", "%", 0.2),
        ),
        swap_code="M-EPI-2",
    ),
    numbers={"before": Vary(18, (12, 14, 16, 20)), "after": Vary(25, (22, 24, 27, 31))},
    reference=points_and_percent,
    hints=(
        "One of the two numbers comes from subtracting, the other from dividing as well.",
        "Relative change in percent: 100 * (new - old) / old. "
        "Which of the two risks is the old one?",
    ),
    wrong=(
        Wrong(
            lambda before, after: points_and_percent(before, after)[::-1],
            "Both numbers are there, in the other order. "
            "Which of them is a difference on the dot array, and which compares with the start?",
            "M-EPI-2",
        ),
        Wrong(
            lambda before, after: (after - before, 100 * (after - before) / after),
            "The second number compares the change with the end. "
            "Percent more than what: than the risk before, or the risk after?",
            "M-EPI-2",
        ),
        Wrong(
            lambda before, after: (after - before, after - before),
            "You gave the points twice. Count the extra dots, then ask: "
            "how large is that beside the dots that were there before?",
            "M-EPI-2",
        ),
        Wrong(
            lambda before, after: (after, 100 * (after - before) / before),
            "The first number is a risk as it stands. How many dots were added to the array?",
            "M-EPI-2",
        ),
    ),
    right="Points say how many more of a hundred; percent says how large that is beside the start. "
    "A fair sentence gives both.",
    nudge="Put the two dot arrays side by side. How many dots differ, and what are they compared "
    "with in each of your two numbers?",
)


def early_menopause_trials():
    """Spine and hip results of the raloxifene prevention trials, as the lesson's ``bmd``.

    Seven rows from two publications in healthy women after menopause: changes from baseline
    at three years, and differences from placebo at two years (``value_type`` says which).
    """
    columns = ["trial_id", "arm", "site", "time_y", "value_type", "mean_pct_change", "se"]
    table = load("bmd_outcomes")
    chosen = table["trial_id"].isin(["RLX_PREV_EU", "RLX_PREV_3Y"])
    return table.loc[chosen, columns].reset_index(drop=True)


def treated_at_three_years(bmd):
    """The treated arms at three years, smallest change first."""
    treated = bmd[(bmd["time_y"] == 3) & (bmd["arm"] != "placebo")]
    return treated.sort_values("mean_pct_change")


def _all_arms():
    bmd = early_menopause_trials()
    return bmd[bmd["time_y"] == 3].sort_values("mean_pct_change")


def _unsorted():
    bmd = early_menopause_trials()
    return bmd[(bmd["time_y"] == 3) & (bmd["arm"] != "placebo")]


def _largest_first():
    return treated_at_three_years(early_menopause_trials())[::-1]


def _both_times():
    bmd = early_menopause_trials()
    return bmd[bmd["arm"] != "placebo"].sort_values("mean_pct_change")


def _placebo_only():
    bmd = early_menopause_trials()
    return bmd[(bmd["time_y"] == 3) & (bmd["arm"] == "placebo")]


exercise(
    "L00.E4",
    title="A first filter",
    variable="treated_arms",
    answer=Table(identity=("arm", "site"), sorted_by="mean_pct_change"),
    reference=treated_at_three_years,
    given={"bmd": early_menopause_trials},
    hints=(
        "Two conditions choose the rows, then one step puts them in order.",
        "`bmd[(condition) & (condition)].sort_values(column)`, "
        "with each condition in its own parentheses.",
    ),
    wrong=(
        Wrong(
            _all_arms,
            "One row is an arm that got no drug. Which value in the column `arm` names it?",
        ),
        Wrong(
            _unsorted,
            "Now the order: which column should grow from the first row to the last?",
        ),
        Wrong(
            _largest_first,
            "The order runs downward. Read down the column: should the first row hold the "
            "smallest or the largest change?",
        ),
        Wrong(
            _both_times,
            "Two-year and three-year rows are mixed, and `value_type` shows they measure "
            "different things. Which condition on `time_y` keeps one kind?",
        ),
        Wrong(
            _placebo_only,
            "Only the arm without drug is left. Which sign stands for “is not” in Python?",
        ),
    ),
    right="The order of the changes is not the order of the doses. "
    "The standard errors in the last column say how much to make of that.",
    nudge="Look at the columns `time_y` and `arm` of your result. Does every row meet both "
    "conditions, and does none that meets them go missing?",
)


def sentence_for_a_model_curve():
    """A curve labeled “model” says what the equations give with these settings."""
    return "B"


exercise(
    "L00.E5",
    title="What may be printed",
    variable="printed_sentence",
    answer=Choice(
        {
            "A": "Patients lose bone mass from one remodeling cycle to the next.",
            "B": "In this model, with these settings, bone mass falls from cycle to cycle.",
            "C": "On average, people lose bone mass from one remodeling cycle to the next.",
            "D": "Trials have shown that bone mass falls from cycle to cycle.",
        }
    ),
    reference=sentence_for_a_model_curve,
    hints=(
        "Who or what produced the line: people in a study, or equations?",
        "Look for the sentence that stays true if no patient was ever measured.",
    ),
    wrong=(
        Wrong(
            "A",
            "That speaks about patients. Which patients were measured to draw this curve? "
            "Look at its label.",
            "M-ODE-4",
        ),
        Wrong(
            "C",
            "An average over people needs people, so it needs a study. "
            "How many were measured for a line labeled “model”?",
            "M-ODE-4",
        ),
        Wrong(
            "D",
            "A trial compares people who were followed over time. "
            "Which mark in our plots stands for that, and is it on this curve?",
            "M-ODE-4",
        ),
    ),
    right="A model can carry exactly this much. Whether people do the same is a question for data.",
    nudge="Look at the label on the curve. Who or what drew it?",
)


_GUESSES = {"A": 2, "B": 17, "C": 50}


def _nearest_guess():
    exact = testosterone_ng_per_dl_to_nmol_per_l(500)
    return min(_GUESSES, key=lambda letter: abs(_GUESSES[letter] - exact))


foretell(
    "L00.P1",
    title="The size of a unit",
    prompt="A laboratory reports testosterone as 500 ng/dL. "
    "Which value in nmol/L is that nearest to?",
    options={letter: f"{guess} nmol/L" for letter, guess in _GUESSES.items()},
    right=_nearest_guess,
    happened=lambda: (
        f"Of the three, {_GUESSES[_nearest_guess()]} nmol/L is nearest. "
        "The exact value is yours to work out in the first exercise."
    ),
    explain="Two things change at once: a liter holds ten deciliters, and grams become moles. "
    "Few people can do that in their head, which is why units belong in names.",
)


def _what_the_seven_is():
    points, percent = percentage_points(18, 25), relative_change_percent(18, 25)
    if percent == points:
        return "C"
    return "A" if percent > points else "B"


foretell(
    "L00.P2",
    title="Seven what?",
    prompt="Hot flashes go from 18 of 100 women to 25 of 100. "
    "A headline says “7 % more hot flashes”. What is the 7?",
    options={
        "A": "The increase in percentage points; in percent the increase is larger.",
        "B": "The increase in percentage points; in percent the increase is smaller.",
        "C": "The increase in percent: 7 % more than before.",
    },
    right=_what_the_seven_is,
    happened=lambda: (
        f"From 18 to 25 of 100 is {percentage_points(18, 25):+.0f} percentage points "
        f"and {relative_change_percent(18, 25):+.0f} % of what there was before."
    ),
    explain="Points subtract two percentages. Percent divides that difference by where it started, "
    "and the start was small. The same step looks larger or smaller depending on which is "
    "printed, so ask for both.",
)
