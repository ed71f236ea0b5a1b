"""Lesson 13, From percent to people: risks, baselines, intervals, a rebuilt table, citations."""

from __future__ import annotations

import math

import pandas as pd

from course_utils.datasets import load
from course_utils.evidence import effects, fracture_table
from course_utils.evidence.balance_rows import find_row
from course_utils.exercises.answers import Choice, Number, Numbers, Part
from course_utils.exercises.code_answers import Case, Function, Table
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.parameters import parameter_set

FRACTURES = "fracture_outcomes"
RALOXIFENE = "raloxifene_60mg"
COUNTS = ("events_arm", "n_arm", "events_comparator", "n_comparator")
MORE_YEARS = 3


def whi_counts():
    """Women with any fracture and all women, E+P and placebo (Cauley 2003): a, n₁, c, n₀."""
    row = find_row("WHI_EP", "total", "cauley2003", FRACTURES)
    return tuple(int(row[name]) for name in COUNTS)


def more_shares():
    """Women with a new spine fracture on X-ray within 3 years in MORE, percent (Ettinger 1999)."""
    row = find_row("MORE", "vertebral_morphometric", "ettinger1999", FRACTURES, RALOXIFENE)
    return pd.Series(
        {"placebo": row["rate_comparator"], "raloxifene": row["rate_arm"]}, name="percent"
    )


def half_year_counts():
    """Women with a felt spine fracture within 6 months in MORE (Qu 2005): a, n₁, c, n₀."""
    row = find_row("MORE", "clinical_vertebral", "qu2005", FRACTURES, RALOXIFENE)
    return tuple(int(row[name]) for name in COUNTS)


def felt_over_time():
    """Felt spine fractures in MORE, raloxifene 60 mg: percent fewer after each length of time.

    Returns
    -------
    DataFrame indexed by ``years``
        ``fewer``, ``low``, ``high``: percent fewer women with one, with the printed interval.
    """
    row = find_row("MORE", "clinical_vertebral", "qu2005", FRACTURES, RALOXIFENE)
    first = [100 * (1 - row[name]) for name in ("estimate", "ci_high", "ci_low")]
    later = parameter_set("more_felt_spine_fractures")
    rows = {float(row["follow_up_y"]): first}
    for years in (1, 2, 3):
        found = later.parameter(f"after_{years}_y")
        rows[float(years)] = [found.value, found.low, found.high]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["fewer", "low", "high"])
    return table.rename_axis("years")


def two_baselines():
    """MORE and RUTH over 3 years: risk without raloxifene and fewer women of 1,000.

    Returns
    -------
    DataFrame indexed by ``trial``
        ``baseline_percent``; ``fewer``, ``low``, ``high`` per 1,000 women. The interval of
        MORE comes from its shares and numbers of women, that of RUTH from its hazard ratio.
    """
    table = pd.DataFrame.from_dict({"MORE": _more(), "RUTH": _ruth()}, orient="index")
    table.columns = ["baseline_percent", "fewer", "low", "high"]
    return table.rename_axis("trial")


def _more():
    without, treated = more_shares() / 100
    _, n1, _, n0 = half_year_counts()
    se = math.sqrt(treated * (1 - treated) / n1 + without * (1 - without) / n0)
    half, fewer = 1.96 * se, without - treated
    return [100 * without, *(1000 * x for x in (fewer, fewer - half, fewer + half))]


def _ruth():
    row = find_row("RUTH", "clinical_vertebral", "barrettconnor2006", FRACTURES)
    fewer = 1000 * MORE_YEARS * parameter_set("ruth_felt_spine_fractures")["fewer"]
    without = fewer / (1 - row["estimate"])  # the rate whose reduction by 1 − HR is printed
    limits = [without * (1 - row[name]) for name in ("ci_high", "ci_low")]
    return [without / 10, fewer, *limits]


def forty_two():
    """Two trials behind the same 42 %: rates as printed, treated and placebo, with their unit."""
    shape = "vertebral_morphometric"
    lasofoxifene = ("PEARL", shape, "cummings2010", FRACTURES, "lasofoxifene_0.5mg")
    bazedoxifene = ("BZA_301", shape, "wyeth2007press", FRACTURES, "bazedoxifene_20mg")
    names = ["trial_id", "rate_comparator", "rate_arm", "rate_unit", "verification"]
    rows = {"lasofoxifene": find_row(*lasofoxifene), "bazedoxifene": find_row(*bazedoxifene)}
    return pd.DataFrame({drug: row[names] for drug, row in rows.items()}).T


def measured_cells():
    """The marks of the rebuilt table, with the seven years of bazedoxifene beside them."""
    seven = parameter_set("bazedoxifene_seven_years")
    more = seven["nonvertebral_20mg"] / seven["nonvertebral_placebo"] - 1
    mark = {
        "drug": fracture_table.BAZEDOXIFENE,
        "fracture": fracture_table.ELSEWHERE,
        "label": "7 years, 20 mg, all women",
        "fewer": -100 * more,
        "citation_key": "palacios2015",
        "verification": "verified_abstract",
    }
    return pd.concat([fracture_table.measured_cells(), pd.DataFrame([mark])], ignore_index=True)


HIP_LABELS = {
    "jackson2006": "Jackson 2006",
    "uspstf2012": "task-force table 2012",
    "roehm2015": "final data, in Roehm 2015",
}
HEART_LABELS = {
    "wiki_whi_ep": "first report 2002",
    "uspstf2012": "task-force table 2012",
    "manson2013": "final data, in a review",
}


def hip_versions():
    """Hip fracture in the estrogen-alone trial of the WHI, as three sources print it."""
    return _versions(load(FRACTURES), "WHI_EA", "hip", HIP_LABELS)


def heart_versions():
    """Coronary heart disease in the estrogen-plus-progestin trial, as three sources print it."""
    rows = _versions(load("safety_outcomes"), "WHI_EP", "coronary_heart_disease", HEART_LABELS)
    return rows.sort_values("label", key=lambda label: label.map(list(HEART_LABELS.values()).index))


def _versions(table, trial, outcome, labels):
    rows = table[(table["trial_id"] == trial) & (table["outcome"] == outcome)]
    return rows.assign(label=rows["citation_key"].map(labels)).reset_index(drop=True)


def cited():
    """The 34 reference entries of the articles, as cited and as found."""
    columns = ["article", "ref_no", "cited_first_author", "cited_year", "cited_container"]
    table = load("article_references", include_unverified=True)
    return table[[*columns, "match_found", "verdict", "citation_key"]]


def five_year_shares():
    """Women with a new spine fracture within 5 years, percent (Silverman 2012)."""
    found = load(FRACTURES)
    found = found[
        (found["citation_key"] == "silverman2012") & (found["arm"] == "bazedoxifene_20mg")
    ]
    row = found.iloc[0]
    return pd.Series(
        {"placebo": row["rate_comparator"], "bazedoxifene": row["rate_arm"]}, name="percent"
    )


def reduction_and_needed(shares):
    """Relative reduction (%) and number needed to treat, from two shares in percent."""
    points = shares["placebo"] - shares["bazedoxifene"]
    return 100 * points / shares["placebo"], 100 / points


def _points():
    shares = five_year_shares()
    return shares["placebo"] - shares["bazedoxifene"]


def _five_years(relative=None, needed=None):
    right = reduction_and_needed(five_year_shares())
    return tuple(
        own if new is None else new for own, new in zip(right, (relative, needed), strict=True)
    )


exercise(
    "L13.E1",
    title="Two numbers from two",
    variable="reduction_and_nnt",
    answer=Numbers(
        (
            Part("relative reduction", "%", 0.5),
            Part("number needed to treat", "women", 0.6),
        )
    ),
    fixed="reads the counts of a trial; the lesson shows its solution",
    reference=reduction_and_needed,
    given={"five_years": five_year_shares},
    hints=(
        "Subtract the shares first. What share of the fractures is that, and what share of the "
        "women?",
        "The difference over the share on placebo is the first; 100 over the difference is the "
        "second.",
    ),
    wrong=(
        Wrong(
            lambda: _five_years(needed=100 / reduction_and_needed(five_year_shares())[0]),
            "You counted as if all women on placebo would have had a fracture. "
            "How many of 100 did?",
            "M-EPI-1",
        ),
        Wrong(
            lambda: _five_years(relative=_points()),
            "The first is the difference in percentage points. What share of the fractures is it?",
            "M-EPI-2",
        ),
        Wrong(
            lambda: _five_years(needed=1 / _points()),
            "The second is less than one woman. "
            "Is a percentage point a share of one woman or of a hundred?",
        ),
        Wrong(
            lambda: _five_years(relative=100 * _points() / five_year_shares()["bazedoxifene"]),
            "You divided by the risk on the drug. Which group tells what would have happened?",
        ),
        Wrong(
            lambda: _five_years(
                relative=100 * five_year_shares()["bazedoxifene"] / five_year_shares()["placebo"]
            ),
            "The first is what remained. Which share of the fractures is gone?",
        ),
        Wrong(
            lambda: tuple(three_ways(more_shares())[n] for n in (0, 2)),
            "These belong to MORE. Which two shares stand in `five_years`?",
            "M-EPI-3",
        ),
    ),
    right="Nearly the relative reduction of the screenshot, and half as many women again are "
    "needed. (The report prints 35 %, from the time to each fracture.)",
    nudge="Write the difference of the two shares first. "
    "Divide it by the share on placebo; then ask how many such differences make a hundred.",
)


def three_ways(shares):
    """Relative reduction (%), difference (percentage points), number needed, for MORE."""
    points = shares["placebo"] - shares["raloxifene"]
    return 100 * points / shares["placebo"], points, 100 / points


def rr_upper(a, n1, c, n0):
    """Upper end of the 95 % interval of a risk ratio, on the log scale (Katz)."""
    from math import exp

    ratio = (a / n1) / (c / n0)
    se = (1 / a - 1 / n1 + 1 / c - 1 / n0) ** 0.5
    return ratio * exp(1.96 * se)


def _log_se(a, n1, c, n0):
    return (1 / a - 1 / n1 + 1 / c - 1 / n0) ** 0.5


def _ratio(a, n1, c, n0):
    return (a / n1) / (c / n0)


def _odds_upper(a, n1, c, n0):
    odds = a * (n0 - c) / ((n1 - a) * c)
    return odds * math.exp(1.96 * (1 / a + 1 / (n1 - a) + 1 / c + 1 / (n0 - c)) ** 0.5)


exercise(
    "L13.E2",
    title="The upper end of an interval",
    variable="rr_upper",
    answer=Function(
        parameters=("a", "n1", "c", "n0"),
        cases=(
            Case("any fracture in the WHI", (733, 8506, 896, 8102)),
            Case("eleven fractures in half a year", (1, 2259, 10, 2292)),
            Case("a small trial", (7, 100, 10, 100)),
            Case("a harm", (30, 500, 20, 500)),
            Case("arms of unequal size", (12, 150, 60, 450)),
        ),
        unit="units of the risk ratio",
        tolerance=0.002,
    ),
    reference=rr_upper,
    hints=(
        "Ratios are symmetric on the log scale: go there, take 1.96 standard errors, come back.",
        "`se = (1/a - 1/n1 + 1/c - 1/n0) ** 0.5`; coming back from the log scale turns "
        "“plus 1.96 se” into “times e to the power of 1.96 se”.",
    ),
    wrong=(
        Wrong(
            _odds_upper,
            "This is the upper end for the odds ratio. Which people stand below the line in a "
            "risk: all, or only those without the event?",
        ),
        Wrong(
            lambda *counts: _ratio(*counts) + 1.96 * _log_se(*counts),
            "You added on the scale of the ratio an error that belongs to its logarithm. "
            "What does adding become after the way back?",
        ),
        Wrong(
            lambda *counts: _ratio(*counts) / math.exp(1.96 * _log_se(*counts)),
            "This is the lower end. Which way does the upper end lie?",
        ),
        Wrong(
            lambda *counts: _ratio(*counts) * math.exp(_log_se(*counts)),
            "This is one standard error away. How many hold 95 %?",
        ),
        Wrong(
            lambda a, n1, c, n0: _ratio(a, n1, c, n0) * math.exp(1.96 * (1 / a + 1 / c) ** 0.5),
            "The two terms with the numbers of women are missing. "
            "What would they do where an event is common?",
        ),
        Wrong(
            _ratio,
            "This is the ratio itself. How far above it does chance reach?",
        ),
    ),
    right="With 733 and 896 women the upper end is 0.855: at least 14 % fewer. With 1 and 10 it is "
    "0.79, though the ratio is 0.10 (the paper has 0.63, from another method). "
    "Intervals count events, not women.",
    nudge="Do the WHI first and compare with what `risk_ratio` printed. "
    "Is the logarithm taken, and undone?",
)


def fewer_in_half_a_year(a, n1, c, n0):
    """Women spared a felt spine fracture, of 1,000, in six months."""
    return 1000 * (c / n0 - a / n1)


def _half_year(factor=1000.0, relative=False):
    a, n1, c, n0 = half_year_counts()
    difference = c / n0 - a / n1
    return factor * difference / (c / n0 if relative else 1)


exercise(
    "L13.E3",
    title="Ninety percent of what?",
    variable="fewer_per_1000",
    answer=Number("women of 1,000", tolerance=0.1),
    fixed="reads the counts of a trial",
    reference=fewer_in_half_a_year,
    given={
        name: (lambda place=place: half_year_counts()[place])
        for place, name in enumerate(("a", "n1", "c", "n0"))
    },
    hints=(
        "How many of 1,000 had such a fracture with placebo, and how many with raloxifene?",
        "1,000 × (10 / 2,292 − 1 / 2,259)",
    ),
    wrong=(
        Wrong(
            lambda: _half_year(relative=True),
            "That would be right if all 1,000 had broken a vertebra. How many of them did?",
            "M-EPI-1",
        ),
        Wrong(
            lambda: _half_year(100, relative=True),
            "This is the relative reduction in percent. How many women of 1,000 is it?",
            "M-EPI-1",
        ),
        Wrong(
            lambda: _half_year(100),
            "These are percentage points: women of 100. How many of 1,000?",
            "M-EPI-2",
        ),
        Wrong(
            lambda: 1 / _half_year(1),
            "This is the number needed to treat. What is the question about?",
        ),
        Wrong(
            lambda: 1000 * half_year_counts()[2] / half_year_counts()[3],
            "So many had one on placebo. Did none have one on raloxifene?",
        ),
        Wrong(
            lambda: _half_year(10000),
            "The decimal point has slipped: this is of 10,000 women. How many of 1,000?",
        ),
    ),
    right="About four women of 1,000 in half a year. “90 % lower” is the same result, seen from "
    "the few who would have had one.",
    nudge="Turn each arm into women of 1,000 before you subtract.",
)


def reading_of_093():
    """An interval lists the effects that the data do not contradict."""
    return "C"


exercise(
    "L13.E4",
    title="Neither yes nor no",
    points=1.0,
    variable="interval_says",
    answer=Choice(
        {
            "A": "Raloxifene has no effect on nonvertebral fractures.",
            "B": "Raloxifene lowers nonvertebral fractures by 7 %.",
            "C": "The data fit anything from 19 % fewer to 6 % more.",
            "D": "There is a 95 % chance of exactly 7 % fewer.",
        }
    ),
    reference=reading_of_093,
    hints=(
        "Read both ends of the interval, not only the middle.",
        "1 − 0.81 and 1.06 − 1: what do they say in percent?",
    ),
    wrong=(
        Wrong(
            "A",
            "1 lies inside the interval, and so does 0.85. Has the trial ruled that out?",
            "M-EPI-4",
        ),
        Wrong(
            "B",
            "0.93 is the best single guess. What else do the data allow?",
            "M-EPI-4",
        ),
        Wrong(
            "D",
            "The 95 % belong to the whole interval. What does it span?",
        ),
    ),
    right="Little or nothing is likely, a cut by a third is ruled out, and harm is possible.",
    nudge="Say the lower end in words, then the upper end.",
)


def what_a_late_subgroup_is():
    """Chosen after the data were in, against a flat main result: a question for a new trial."""
    return "B"


exercise(
    "L13.E5",
    title="The star beside a subgroup",
    points=1.0,
    variable="subgroup_is",
    answer=Choice(
        {
            "A": "Proof for women at high risk: P is 0.02.",
            "B": "A hypothesis: the group was chosen after the data were in.",
            "C": "Proof for all women: the whole trial had 7,492.",
            "D": "A sign that the data were forged.",
        }
    ),
    reference=what_a_late_subgroup_is,
    hints=(
        "When was the group chosen, and what did the whole trial say?",
        "If you look at twenty groups and nothing is going on, how many show P below 0.05?",
    ),
    wrong=(
        Wrong(
            "A",
            "P = 0.02 is for one look. How many looks were possible before this one was printed?",
            "M-EPI-5",
        ),
        Wrong(
            "C",
            "The result stands for a quarter of them. What was the result for all?",
            "M-EPI-5",
        ),
        Wrong(
            "D",
            "Looking again at data is honest if it is called by its name. What is its name?",
        ),
    ),
    right="After seven years 12.0 % of all women on 20 mg had had a nonvertebral fracture, and "
    "10.8 % on placebo (Palacios 2015). The hypothesis is still waiting for its trial.",
    nudge="Ask two things: was it planned, and does the whole trial agree?",
)


def one_paper_two_names(cited):
    """Papers that were found, and that the articles cite under more than one first author."""
    found = cited[cited["match_found"] != "no"]
    names = found.groupby("citation_key")["cited_first_author"].nunique()
    return names[names > 1].rename("first_authors").reset_index()


def _names_of(rows, least=2):
    names = rows.groupby("citation_key")["cited_first_author"].nunique()
    return names[names >= least].rename("first_authors").reset_index()


exercise(
    "L13.E6",
    title="One paper, two names",
    variable="two_names",
    answer=Table(identity=("citation_key",), sorted_by="first_authors"),
    reference=one_paper_two_names,
    given={"cited": cited},
    hints=(
        "Leave out the entries without a match, group by the paper, count the different names.",
        '`found.groupby("citation_key")["cited_first_author"].nunique()`, then keep counts '
        "above 1, call them `first_authors` and use `.reset_index()`.",
    ),
    wrong=(
        Wrong(
            lambda: _names_of(cited()),
            "One of these papers carries an entry that matches nothing: its key only points at "
            "the nearest real paper. Which column says so?",
            "M-EPI-13",
        ),
        Wrong(
            lambda: _names_of(cited()[cited()["verdict"] == "miscited"]),
            "You kept only entries called wrong. Can one of a pair be right?",
        ),
        Wrong(
            lambda: _names_of(cited()[cited()["match_found"] != "no"], least=1),
            "These are all papers that were found. Which of them go by more than one name?",
        ),
    ),
    right="Two papers go by two names each. A third pair hides from this search: S3 and S4 give "
    "one chapter title to different authors, and no record of either was found.",
    nudge="Three steps: drop the entries without a match, group, keep the groups with two names.",
)


foretell(
    "L13.P1",
    title="Six wordings, one effect",
    prompt="In an experiment 2,978 volunteers were told what a statin does for the heart, each in "
    "one of six wordings of the same effect. One wording was relative (“so many percent fewer”), "
    "five were absolute. Then they chose. What did the wording do?",
    options={
        "A": "Nothing: the effect was the same, and so were the choices.",
        "B": "Those who read the relative wording chose the drug more often.",
        "C": "Those who read the number needed to treat chose the drug more often.",
        "D": "Each of the six wordings led to clearly different choices.",
    },
    right=lambda: "B",
    happened=lambda: (
        "Of 100 people who read the relative wording about 21 more chose the drug: one more for "
        "every five. Among the five absolute wordings no clear difference was seen "
        "(Carling 2009)."
    ),
    explain="The relative number is the largest, and it does not say of how many. "
    "That part the reader has to fill in.",
)


def _nearest(options, value):
    return min(options, key=lambda letter: abs(math.log(options[letter] / value)))


foretell(
    "L13.P2",
    title="Ninety percent fewer",
    prompt="In its first half-year raloxifene cut the risk of a felt spine fracture by 90 % "
    "(secondary analysis of MORE). Of 1,000 women who take it for that half-year, how many are "
    "spared such a fracture?",
    options={
        "A": "About 900.",
        "B": "About 90.",
        "C": "About 40.",
        "D": "About 4.",
    },
    right=lambda: _nearest({"A": 900, "B": 90, "C": 40, "D": 4}, _half_year()),
    happened=lambda: (
        f"{_half_year():.1f} of 1,000: 10 of 2,292 women had one on placebo, "
        "1 of 2,259 on raloxifene."
    ),
    explain="Ninety percent fewer sounds like nearly everybody. But 996 of 1,000 women would have "
    "had no such fracture in that half-year anyway.",
)


foretell(
    "L13.P3",
    title="The same ratio elsewhere",
    prompt="In MORE the ratio was about 0.65 and 35 women of 1,000 were spared a spine fracture in "
    "3 years. RUTH gave the same drug to women with heart risk and found a ratio of 0.65 for felt "
    "spine fractures. How many of 1,000 were spared in 3 years?",
    options={
        "A": "About 35, since the ratio is the same.",
        "B": "About 12.",
        "C": "About 4.",
        "D": "About 0.4.",
    },
    right=lambda: _nearest({"A": 35, "B": 12, "C": 4, "D": 0.4}, _ruth()[1]),
    happened=lambda: (
        f"{_ruth()[1]:.1f} of 1,000 in 3 years; number needed to treat "
        f"{math.ceil(1000 / _ruth()[1])} in place of {math.ceil(1000 / _more()[1])}."
    ),
    explain="A ratio multiplies a baseline. The women of RUTH were not chosen for weak bones, and "
    "only felt fractures counted; their baseline was a ninth of that in MORE.",
)


INFLATED = {
    "A": (fracture_table.HORMONES, fracture_table.SPINE),
    "B": (fracture_table.RALOXIFENE, fracture_table.SPINE),
    "C": (fracture_table.LASOFOXIFENE, fracture_table.ELSEWHERE),
    "D": (fracture_table.BAZEDOXIFENE, fracture_table.SPINE),
}


def _overshoot(place):
    """Percentage points between the low end of a claim and the largest estimate beside it."""
    found = fracture_table.measured_cells().groupby(["drug", "fracture"])["fewer"].max()
    return fracture_table.claimed_cells().loc[place, "low"] - found[place]


foretell(
    "L13.P4",
    title="The tallest cell",
    prompt="One article prints a table of fracture reductions. Which of these four cells lies "
    "furthest above the trials?",
    options={
        "A": "Hormone therapy, vertebral: 50 to 60 %.",
        "B": "Raloxifene, vertebral: 30 to 50 %.",
        "C": "Lasofoxifene, nonvertebral: 24 %.",
        "D": "Bazedoxifene, vertebral: 42 %.",
    },
    right=lambda: max(INFLATED, key=lambda letter: _overshoot(INFLATED[letter])),
    happened=lambda: (
        f"Its lower end lies {_overshoot(INFLATED['A']):.0f} percentage points above the "
        "largest of four estimates, 36 %. The other three match an estimate."
    ),
    explain="Each of the three SERM cells can be found in a trial report. "
    "For the hormone cell no report with such numbers was found.",
)


def _pooled_width():
    from course_utils.evidence.pooling import pool

    versions = hip_versions()
    _, low, high = pool(versions, method="EE", allow_overlap=True).ratio_or_value
    one = versions.iloc[0]
    return math.log(high / low) / math.log(one["ci_high"] / one["ci_low"])


foretell(
    "L13.P5",
    title="Three reports, one trial",
    prompt="Three sources print the hip result of one trial, each from a slightly different "
    "version of its data. A colleague takes them for three trials and pools them. What happens to "
    "the interval?",
    options={
        "A": "It stays as wide as one of them.",
        "B": "It shrinks to about 60 % of the width.",
        "C": "It grows, because the versions disagree.",
        "D": "It stays, and the estimate moves to 1.",
    },
    right=lambda: "B" if _pooled_width() < 0.8 else "A" if _pooled_width() < 1.2 else "C",
    happened=lambda: (
        f"It has {100 * _pooled_width():.0f} % of the width of one report, on the log scale. "
        "Not one woman has been added."
    ),
    explain="Pooling takes rows for independent. Three copies of the same women count as three "
    "times the evidence, and √3 narrower is what that looks like.",
)


recall(
    "L13",
    Question(
        "Lesson 12: testosterone gel raised density in one trial of older men. "
        "What did a larger trial find when it counted fractures?",
        "More of them: 3.50 against 2.46 % within about 3 years. Density and fractures can part.",
    ),
    Question(
        "Lesson 11: a SERM and an aromatase inhibitor raise a man's testosterone alike. "
        "What happens to his estradiol?",
        "It rises on the SERM, which hides it from the brain, and falls on the inhibitor, "
        "which stops it from being made.",
    ),
    Question(
        "Lesson 00: a share goes from 18 to 25 %. Say the change in percentage points, "
        "and in percent.",
        lambda: f"{effects.difference_sentence(18, 25)}.",
    ),
)
