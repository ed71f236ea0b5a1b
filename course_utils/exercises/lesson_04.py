"""Lesson 04, Measuring bone: scores, repeat scans, real change, blood, and a pair of scans."""

from __future__ import annotations

from course_utils.datasets import load
from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Vary
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.density import (
    is_real_change,
    least_significant_density,
    precision_error,
)
from course_utils.physiology.density.detection import chance_to_count
from course_utils.physiology.density.scanner import scan_spine

ANA_BEFORE, ANA_AFTER = 0.780, 0.765  # total hip, g/cm², a year apart; fictional
CRUSHED = {"L2": 0.7}  # what happened to Ana's mother between her scans; fictional
SEEDS = (1, 2)


def reference_means(sex, site):
    """Mean and SD by age group (g/cm²) from the NHANES column of Varatharajan 2026.

    Parameters
    ----------
    sex : str
        ``female`` or ``male``.
    site : str
        ``lumbar_spine`` or ``total_hip``.
    """
    columns = ["age_low_y", "age_high_y", "value", "sd", "citation_key", "verification"]
    table = load("bmd_by_age")
    chosen = (table["population"] == "NHANES reference column") & (table["sex"] == sex)
    return table.loc[chosen & (table["site"] == site), columns].reset_index(drop=True)


def scan_pairs(site):
    """Two scans of thirty synthetic people: columns ``first`` and ``second``, g/cm².

    Parameters
    ----------
    site : str
        ``spine`` or ``total_hip``.
    """
    long = load("dxa_precision_synthetic")
    wide = long.pivot(index="person", columns="scan", values=f"{site}_bmd_g_per_cm2")
    return wide.set_axis(["first", "second"], axis="columns")


def spine_pairs():
    """The spine scans of the precision study."""
    return scan_pairs("spine")


def young_hip():
    """Mean and SD of the youngest women at the total hip, g/cm²."""
    return reference_means("female", "total_hip").iloc[0]


def mothers_scans():
    """Two scans of Ana's mother, a year apart; fictional, drawn by the teaching scanner."""
    return scan_spine(seed=SEEDS[0]), scan_spine(CRUSHED, seed=SEEDS[1])


def t_score_of_the_hip(young_hip, density=0.780):
    """Distance of a density (g/cm²) from the young mean, in standard deviations."""
    return (density - young_hip["value"]) / young_hip["sd"]


def _score_against(sex, site, density):
    other = reference_means(sex, site).iloc[0]
    return (density - other["value"]) / other["sd"]


exercise(
    "L04.E1",
    title="{density.1}",
    variable="anas_t_score",
    answer=Number("standard deviations", tolerance=0.02),
    renamed="hip_t_score",
    numbers={
        "density": Vary(
            ANA_BEFORE,
            (0.735, 0.745, 0.755, 0.765),
            "{:.3f}",
            in_task=lambda density: (
                ("Last year Ana's total hip measured 0.780 g/cm²", "Ana's hip among the young")
                if density == ANA_BEFORE
                else (
                    f"The total hip of another woman measured {density:.3f} g/cm²",
                    "A hip among the young",
                )
            ),
        )
    },
    reference=t_score_of_the_hip,
    given={"young_hip": young_hip},
    hints=(
        "A score is a distance from a mean, counted in standard deviations.",
        "(density − mean of the young) / SD of the young; "
        'both stand in `young_hip`, as `young_hip["value"]` and `young_hip["sd"]`.',
    ),
    wrong=(
        Wrong(
            lambda density: density - young_hip()["value"],
            "This is the distance in g/cm². How many standard deviations are that?",
        ),
        Wrong(
            lambda density: 100 * (density / young_hip()["value"] - 1),
            "This is the distance in percent of the mean. "
            "Which number in the table says how much healthy young women differ?",
        ),
        Wrong(
            lambda density: _score_against("male", "total_hip", density),
            "That mean belongs to young men. Whose hip is on the report, "
            "and which row do you compare it with?",
        ),
        Wrong(
            lambda density: _score_against("female", "lumbar_spine", density),
            "That mean belongs to the spine. Which bone was scanned here?",
        ),
        Wrong(
            lambda density: (density - 0.942) / 0.122,
            "This uses the recalled values of the older survey. "
            "Which mean and spread stand in `young_hip`?",
        ),
    ),
    right="More than one and a half standard deviations below the young mean: low bone mass by "
    "this reference, and not far from what a scanner with the older one would print.",
    nudge="Write the two steps separately: how far from the mean, "
    "and how many standard deviations is that?",
)


def rms_sd(spine):
    """Root mean square of the standard deviations of each pair."""
    squares = (spine["first"] - spine["second"]) ** 2 / 2  # variance of two values
    return float(squares.mean() ** 0.5)


def _gaps(site="spine"):
    pairs = scan_pairs(site)
    return (pairs["first"] - pairs["second"]).abs()


exercise(
    "L04.E2",
    title="Precision of the spine scans",
    variable="spine_precision_error",
    answer=Number("g/cm²", tolerance=0.02, relative=True),
    fixed="reads the scans of the lesson",
    reference=rms_sd,
    given={"spine": spine_pairs},
    hints=(
        "First the spread within each person, then one number for all. Nobody is compared with "
        "anybody else.",
        "The variance of two values is half their squared difference. "
        "Average the variances, then take the root.",
    ),
    wrong=(
        Wrong(
            lambda: float(spine_pairs().stack().std()),
            "This is how much people differ from each other. "
            "How much does one person differ from herself?",
        ),
        Wrong(
            lambda: float(_gaps().mean()),
            "The mean gap between two scans is not yet a standard deviation. "
            "What is the SD of two values?",
        ),
        Wrong(
            lambda: float((_gaps() / 2**0.5).mean()),
            "You averaged the standard deviations themselves. "
            "Large errors count too little then: what has to be averaged instead?",
        ),
        Wrong(
            lambda: float((_gaps() ** 2 / 2).mean()),
            "This is the mean variance, in g²/cm⁴. Which last step brings back g/cm²?",
        ),
        Wrong(
            lambda: float((_gaps() ** 2).mean() ** 0.5),
            "This is the spread of the gap, which holds the noise of two scans. "
            "How much of it belongs to one scan?",
        ),
        Wrong(
            lambda: precision_error(*scan_pairs("total_hip").to_numpy().T),
            "This is the hip, worked out above. Which table holds the spine?",
        ),
        Wrong(
            lambda: 100 * rms_sd(spine_pairs()) / float(spine_pairs().stack().mean()),
            "This is a coefficient of variation in percent. Which unit does the line “Checked” "
            "ask for?",
        ),
    ),
    right="Close to the 0.010 g/cm² that was planted. Thirty pairs cannot hit it exactly: this is "
    "an estimate with noise of its own.",
    nudge="Follow the hip, line by line, with the table `spine` instead. "
    "At which line do your numbers part?",
)


def neck_limit(error=0.015):
    """Least significant change (g/cm²) of a precision error."""
    return 1.96 * 2**0.5 * error


exercise(
    "L04.E3",
    title="What counts at the femoral neck",
    variable="neck_lsc",
    answer=Number("g/cm²", tolerance=0.0004),
    numbers={
        "error": Vary(
            0.015,
            (0.011, 0.012, 0.013, 0.017, 0.018, 0.020),
            "{:.3f}",
            in_task=lambda error: (
                "the precision error is 0.015 g/cm² (level: *recalled*)"
                if error == 0.015
                else f"one center has a precision error of {error:.3f} g/cm² (invented)"
            ),
        )
    },
    reference=neck_limit,
    hints=(
        "Two scans, two errors. Errors that go either way add up by their squares.",
        "1.96 × √2 × precision error",
    ),
    wrong=(
        Wrong(
            lambda error: error,
            "This is the spread of one scan. A change comes from two, and chance often goes beyond "
            "one standard deviation. What is missing?",
            "M-BONE-7",
        ),
        Wrong(
            lambda error: 1.96 * error,
            "This covers the noise of one scan. How many scans does a change need?",
        ),
        Wrong(
            lambda error: 2**0.5 * error,
            "This is the spread of the difference. How many such spreads hold 95 % of all "
            "chance results?",
        ),
        Wrong(
            lambda error: 2 * 1.96 * error,
            "You doubled the error. Do two errors that go either way add up to twice one of them?",
        ),
    ),
    right="Several percent of a neck of 0.8 g/cm². That is why follow-up scans are read at the "
    "spine and the total hip.",
    nudge="Start from the noise of one scan, go to the noise of a difference, "
    "then to the width that holds 95 % of chance. Which factor is not in yet?",
)


def verdict(before, after, error):
    """1 if the change counts as a rise, -1 as a fall, 0 if it may be noise."""
    change = after - before
    if abs(change) < 2.77 * error:
        return 0
    return 1 if change > 0 else -1


def _direction(before, after):
    return (after > before) - (after < before)


def _verdict_with(factor):
    def judged(before, after, error):
        return _direction(before, after) * (abs(after - before) >= factor * error)

    return judged


exercise(
    "L04.E4",
    title="A rule for two scans",
    variable="verdict",
    answer=Function(
        parameters=("before", "after", "error"),
        cases=(
            Case("Ana's hip", (0.780, 0.765, 0.010)),
            Case("a clear fall", (0.780, 0.745, 0.010)),
            Case("a clear rise", (0.780, 0.820, 0.010)),
            Case("a change that equals the limit", (0.800, 0.8554, 0.020)),
            Case("a rise of twice the error", (0.900, 0.924, 0.012)),
            Case("a rise of half the error", (0.900, 0.905, 0.010)),
        ),
        unit="verdicts (1 = rise, 0 = may be noise, -1 = fall)",
        tolerance=0.01,
    ),
    reference=verdict,
    hints=(
        "Two questions, one after the other: is it large enough, and which way does it go?",
        "Compare `abs(after - before)` with 2.77 times the error. "
        "A change that equals the limit counts.",
    ),
    wrong=(
        Wrong(
            lambda before, after, error: _direction(before, after),
            "Every change gets a verdict here, however small. "
            "What would this rule say of one person scanned twice in ten minutes?",
            "M-BONE-7",
        ),
        Wrong(
            _verdict_with(1),
            "The limit is one precision error. How often does chance alone go beyond that?",
            "M-BONE-7",
        ),
        Wrong(
            _verdict_with(1.96),
            "This limit covers the noise of one scan. How many scans are compared?",
        ),
        Wrong(
            lambda before, after, error: verdict(before, after, error * (1 + 1e-9)),
            "All fits except at the limit itself. Does a change count that equals it? "
            "Use 2.77, and mind > and >=: which one do you need?",
        ),
        Wrong(
            lambda before, after, error: -verdict(before, after, error),
            "Up and down have changed places. Which number comes first in “after minus before”?",
        ),
        Wrong(
            lambda before, after, error: abs(verdict(before, after, error)),
            "A loss comes out like a gain. Which sign should a fall have?",
        ),
    ),
    right="This is the whole rule that scan rooms follow. It says when a number has moved; "
    "it does not say why.",
    nudge="Try it by hand on a small change and on a large loss. "
    "Should the first be called anything but noise?",
)


def cause_of_the_rise():
    """Extra bone at the joints between vertebrae, which lies in the beam (Rand 1997)."""
    return "B"


exercise(
    "L04.E5",
    title="Six percent in a year",
    variable="likely_cause",
    answer=Choice(
        {
            "A": "Her bones have become stronger by about 6 %.",
            "B": "Bony spurs of the arthritis lie in the beam and are counted.",
            "C": "The scan is noise: 6 % is within the least significant change.",
            "D": "She has gained 6 % of bone in her whole skeleton.",
        }
    ),
    reference=cause_of_the_rise,
    hints=(
        "What besides the bone inside a vertebra lies between the X-ray tube and the detector?",
        "Ask three things: is it beyond the limit, does the hip agree, "
        "and what grows on old joints?",
    ),
    wrong=(
        Wrong(
            "A",
            "The scan measures mineral in the beam. Is all of that mineral "
            "in a place where it carries load?",
            "M-BONE-5",
        ),
        Wrong(
            "C",
            "A typical limit at the spine is about 3 %. On which side of it does this change lie?",
        ),
        Wrong(
            "D",
            "Then the hip would show it too. What does the question say about the hip?",
            "M-BONE-5",
        ),
    ),
    right="The number is real and the bone is not stronger. In one study spurs of 10 to "
    "20 mm raised the density of a vertebra by 13 to 23 %.",
    nudge="The change is beyond the limit, so the number has moved. "
    "What else could put mineral into the picture?",
)


_AGES = {35: 1, 75: 5}  # age → row of the reference table


def scores_at(bmd, age):
    """T-score and Z-score of a spine density in a woman of 35 or 75."""
    table = reference_means("female", "lumbar_spine")
    young, same = table.iloc[0], table.iloc[_AGES[age]]
    return (bmd - young["value"]) / young["sd"], (bmd - same["value"]) / same["sd"]


def _who_scores_higher():
    (t35, z35), (t75, z75) = scores_at(0.850, 35), scores_at(0.850, 75)
    if t35 != t75:
        return "D"
    return "A" if z75 > z35 else "B" if z75 < z35 else "C"


def _both_reports(bmd):
    (t, z35), (_, z75) = scores_at(bmd, 35), scores_at(bmd, 75)
    told = f"Both have T {t:.1f}. Z is {z35:.1f} at 35 and {z75:.1f} at 75."
    return told.replace("-", "−")


foretell(
    "L04.P1",
    title="One density, two ages",
    prompt="Two women have the same spine density, 0.850 g/cm². One is 35, the other 75. "
    "What is on their reports?",
    options={
        "A": "The same T-score; the woman of 75 has the higher Z-score.",
        "B": "The same T-score; the woman of 35 has the higher Z-score.",
        "C": "The same T-score and the same Z-score.",
        "D": "The same Z-score; the woman of 75 has the lower T-score.",
    },
    right=_who_scores_higher,
    happened=lambda: _both_reports(0.850),
    explain="T always asks: compared with young women? Z asks: compared with women of this age? "
    "At 75 most have lost bone, so the same density is nearly ordinary there.",
)


_GAPS = {"A": 0.004, "B": 0.013, "C": 0.030, "D": 0.120}


def _nearest_gap():
    largest = _gaps("total_hip").max()
    return min(_GAPS, key=lambda letter: abs(_GAPS[letter] / largest - 1))


def _hip_gaps_in_words():
    gaps = _gaps("total_hip")
    return f"The largest gap is {gaps.max():.3f} g/cm²; half are below {gaps.median():.3f}."


foretell(
    "L04.P2",
    title="Ten minutes apart",
    prompt="Thirty people have their hip scanned, get up from the table, lie down again and are "
    "scanned once more. Their density is near 0.850 g/cm². "
    "How large is the largest gap between two scans of one person?",
    options={
        "A": "About 0.004 g/cm², half a percent.",
        "B": "About 0.013 g/cm², one to two percent.",
        "C": "About 0.030 g/cm², three to four percent.",
        "D": "About 0.120 g/cm², as much as people differ from each other.",
    },
    right=_nearest_gap,
    happened=_hip_gaps_in_words,
    explain="Nobody lies down twice in quite the same way, and the outline is never drawn quite "
    "the same. Among thirty people one is unlucky, and that could be the person in front of you.",
)


def hip_error():
    """Precision error of the hip in the synthetic study, g/cm²."""
    return precision_error(*scan_pairs("total_hip").to_numpy().T)


def _ana_verdict():
    if not is_real_change(ANA_BEFORE, ANA_AFTER, hip_error()):
        return "B"
    return "A" if ANA_AFTER < ANA_BEFORE else "C"


foretell(
    "L04.P3",
    title="Ana's second scan",
    prompt="Ana's hip: 0.780 g/cm² last year, 0.765 now. The report prints “−1.9 %”. "
    "What may be said?",
    options={
        "A": "Ana has lost bone at the hip.",
        "B": "Ana may have lost bone, or this may be noise: nobody can tell.",
        "C": "Ana has gained bone at the hip.",
        "D": "Ana has lost no bone: so small a change is always noise.",
    },
    right=_ana_verdict,
    happened=lambda: (
        f"The change is {ANA_BEFORE - ANA_AFTER:.3f} g/cm², "
        f"the limit {least_significant_density(hip_error()):.3f}."
    ),
    explain="Two scans each carry error, so their difference must reach 2.77 precision errors "
    "before chance is an unlikely cause. Below that the scan does not say “no change”; it says "
    "nothing.",
)


_MARKED = {  # (trial, arm, years) → what stands at the mark
    ("ATAC_BONE", "anastrozole_1mg", 2): "anastrozole\n2 years",
    ("RLX_PREV_3Y", "raloxifene_60mg", 3): "raloxifene\n3 years",
    ("EFFECT_INT", "alendronate_70mg_weekly", 1): "alendronate\n1 year",
}


def mean_changes_in_trials():
    """Mean (ATAC: median) change of spine density in three trial arms, percent."""
    table = load("bmd_outcomes")
    spine = table[(table["site"] == "lumbar_spine") & table["value_type"].str.startswith("change")]
    keys = zip(spine["trial_id"], spine["arm"], spine["time_y"], strict=True)
    spine = spine.assign(label=[_MARKED.get(key, "") for key in keys])
    columns = ["label", "mean_pct_change", "citation_key"]
    return spine.loc[spine["label"] != "", columns].sort_values("mean_pct_change")


def _share_that_counts():
    return float(chance_to_count(0.013 * ANA_BEFORE, 0.010))


_SHARES = {"A": 0.95, "B": 0.5, "C": 0.1, "D": 0.0}

foretell(
    "L04.P4",
    title="Everybody gains",
    prompt="Imagine 300 people who all truly gain 1.3 % in three years, the mean of a raloxifene "
    "trial. Precision error is 0.010 g/cm². How many of them have a second scan that counts as "
    "a gain?",
    options={
        "A": "Nearly all of them.",
        "B": "About half of them.",
        "C": "About one in ten.",
        "D": "Not a single one.",
    },
    right=lambda: min(_SHARES, key=lambda letter: abs(_SHARES[letter] - _share_that_counts())),
    happened=lambda: f"The chance is {100 * _share_that_counts():.0f} % for each of them.",
    explain="A mean over hundreds of people averages the noise away. One person has only her own "
    "two scans, and a true gain of 1.3 % sits inside a noise of 3.6 %.",
)


def marker_changes():
    """The synthetic marker table with the change of CTX since week 0, percent."""
    table = load("btm_synthetic").sort_values(["person", "week"])
    start = table.groupby("person")["ctx_ng_per_ml"].transform("first")
    return table.assign(ctx_change_percent=100 * (table["ctx_ng_per_ml"] / start - 1))


def _placebo_at_24(fasting):
    table = marker_changes()
    rows = table[(table["arm"] == "placebo") & (table["week"] == 24)]
    return rows.loc[rows["fasting"] == fasting, "ctx_change_percent"].mean()


def _why_placebo_fell():
    """A meal is the cause if those who ate fell by more than twice as much as the others."""
    return "D" if _placebo_at_24("no") < 2 * _placebo_at_24("yes") < 0 else "A"


foretell(
    "L04.P5",
    title="A placebo that works",
    prompt="In the placebo arm, CTX falls by about 16 % at week 24 and is back at week 52. "
    "What is the most likely cause?",
    options={
        "A": "Placebo slows resorption for half a year.",
        "B": "Chance: with twenty people such a mean says nothing.",
        "C": "The drug was mixed up in both arms in that week.",
        "D": "Something about how the samples were taken in week 24.",
    },
    right=_why_placebo_fell,
    happened=lambda: (
        f"Half of the people came after breakfast. Their CTX fell by "
        f"{-_placebo_at_24('no'):.0f} %, that of the others by {-_placebo_at_24('yes'):.0f} %."
    ),
    explain="Food lowers CTX within hours. A fall that comes and goes in both arms at the same "
    "visit points at the visit, and a table with a column “fasting” can be asked.",
)


def _changed_vertebra():
    before, after = (scan.report["bmd_g_per_cm2"].drop("L1–L4") for scan in mothers_scans())
    most = (after / before - 1).abs().idxmax()
    return {"L1": "A", "L2": "B", "L3": "C", "L4": "D"}[most]


foretell(
    "L04.P6",
    title="Where is the gain?",
    prompt="Ana's mother, 76: spine up 7 % in a year, beyond any limit. Look at both pictures. "
    "Where does the gain sit?",
    options={
        "A": "In L1, the uppermost outlined vertebra.",
        "B": "In L2.",
        "C": "In L3.",
        "D": "In all four alike.",
    },
    right=_changed_vertebra,
    happened=lambda: "L2 is brighter and lower. Its mineral is what it was, on less area.",
    explain="A vertebra that gives way keeps its mineral and loses height. The scanner divides by "
    "area, so a broken vertebra looks like a gain.",
)


recall(
    "L04",
    Question(
        "In lesson 03 Ana's loss slowed down after some years, although her estradiol stayed low. "
        "Which idea in the model did that, and is it measured?",
        "Less bone carries the same load, so each remaining piece is strained more and the "
        "balance of digging and filling improves. In the model this is an assumption.",
    ),
    Question(
        "Density rises by 1.3 % on a drug. Which number do you still need before you credit "
        "the drug?",
        "What happened without it: the change in a comparable group on placebo, with its interval.",
    ),
    Question(
        "Turnover rises from 8 to 12 % of bone a year, and formation follows after 0.8 years. "
        "How much bone is missing from open holes?",
        lambda: f"(12 − 8) × 0.8 = {(12 - 8) * 0.8:.1f} % of bone mass, once.",
    ),
)
