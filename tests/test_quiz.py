"""The quiz bank: complete, balanced, and right wherever a number can be computed again."""

import math
import re
from collections import Counter

import numpy as np
import pytest

from course_utils.bibliography import read_bib
from course_utils.datasets import FOLDER, load, quiz_bank
from course_utils.evidence.counts import risk_difference
from course_utils.evidence.effects import percentage_points, relative_change_percent
from course_utils.evidence.rates import per_thousand
from course_utils.exercises.misconceptions import lookup
from course_utils.physiology.axis import (
    free_testosterone,
    loop_settings,
    steady_state,
    stop_testosterone,
)
from course_utils.physiology.bone import (
    LEMAIRE_NUMBERS,
    flows_to_stock,
    free_rankl,
    lemaire_steady_state,
    lowest_point,
    rank_occupancy,
    remodeling_site,
)
from course_utils.physiology.drugs import accumulation_ratio
from course_utils.physiology.receptors import bone_signal, crossover

ITEMS = {item["id"]: item for item in quiz_bank()}
BLOOM = {"remember", "understand", "apply", "analyze", "evaluate"}
FIELDS = ["id", "lesson", "outcome", "bloom", "stem", "options", "key", "why"]


def number(text):
    """The first number of an option, with a printed minus sign."""
    found = re.search(r"[−-]?\d+(?:\.\d+)?", text.replace(",", ""))
    return float(found.group().replace("−", "-"))


def key_text(identifier):
    item = ITEMS[identifier]
    return item["options"][item["key"]]


# --- form ----------------------------------------------------------------------------------


def test_there_are_66_questions_on_lessons_1_to_16_with_all_outcomes():
    assert list(ITEMS) == [f"Q{n:02d}" for n in range(1, 67)]
    assert {item["lesson"] for item in ITEMS.values()} == {f"{n:02d}" for n in range(1, 17)}
    assert {item["outcome"] for item in ITEMS.values()} == {f"O{n}" for n in range(1, 11)}
    assert {item["bloom"] for item in ITEMS.values()} == BLOOM


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_every_question_is_complete(item):
    assert list(item) == [*FIELDS, "misconceptions", "source"]
    assert all(item[field] for field in FIELDS)
    assert list(item["options"]) == list(item["why"]) == ["A", "B", "C", "D"]
    assert item["key"] in item["options"]
    assert len(set(item["options"].values())) == 4
    assert all(reason.endswith((".", ".)")) for reason in item["why"].values())
    assert not item["stem"].endswith(".")


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_codes_hang_on_wrong_options_and_exist(item):
    assert item["key"] not in item["misconceptions"]
    assert set(item["misconceptions"]) <= set(item["options"])
    assert all(lookup(code) for code in item["misconceptions"].values())


def test_most_questions_name_a_belief_behind_a_wrong_option():
    assert sum(bool(item["misconceptions"]) for item in ITEMS.values()) >= 44


def test_sources_are_in_the_bibliography():
    known = read_bib((FOLDER / "sources.bib").read_text(encoding="utf-8"))
    assert {item["source"] for item in ITEMS.values()} - {""} <= known.keys()


def test_letters_are_balanced_and_the_key_is_not_the_longest_option():
    letters = Counter(item["key"] for item in ITEMS.values())
    assert max(letters.values()) - min(letters.values()) <= 1

    def longest(item):
        key = item["key"]
        rest = max(len(text) for letter, text in item["options"].items() if letter != key)
        return len(item["options"][key]) > rest

    # By chance one in four: 16.5 of 66.
    assert sum(map(longest, ITEMS.values())) <= 22


def test_no_question_advises():
    advice = re.compile(r"\b(should|must|ought to|had better) (take|start|stop|change|switch)")
    for item in ITEMS.values():
        words = " ".join([item["stem"], *item["options"].values(), *item["why"].values()])
        assert not advice.search(words)
        assert not re.search(r"\b(sufferers?|osteoporotics?|normal women|noncompliant)\b", words)


# --- keys computed again -------------------------------------------------------------------


def test_eight_years_of_two_flows():
    mass = flows_to_stock(np.array([0.0, 8.0]), 7.8, 8.3).iloc[-1]
    assert number(key_text("Q02")) == pytest.approx(mass["bone_mass_percent"], abs=0.05)


def test_the_pit_is_deepest_after_the_osteoclast_peak_and_before_the_end():
    site = remodeling_site()
    day = lowest_point(site)[0]
    assert site["osteoclasts_cells"].idxmax() < day < site.index[-1]


def test_decoy_binding():
    assert number(key_text("Q06")) == pytest.approx(free_rankl(1, 1), abs=0.005)
    occupied = [round(rank_occupancy(amount, amount), 3) for amount in (0.1, 1)]
    assert occupied == [0.143, 0.400]
    assert all(text in ITEMS["Q07"]["why"]["A"] for text in ("0.143", "0.400"))


def test_less_opg_raises_both_cells_and_osteoclasts_more():
    rest = lemaire_steady_state()
    less = lemaire_steady_state(K_OP=0.4 * LEMAIRE_NUMBERS["K_OP"])
    said = ITEMS["Q08"]["why"]["C"]
    assert f"osteoclasts rise {less.C / rest.C:.2f}-fold" in said
    assert f"osteoblasts {less.B / rest.B:.2f}-fold" in said


def test_difference_of_the_raloxifene_trial_is_in_the_table():
    table = load("bmd_outcomes").query("trial_id == 'RLX_PREV_3Y' and site == 'lumbar_spine'")
    change = table.set_index("arm").mean_pct_change
    difference = change["raloxifene_60mg"] - change["placebo"]
    assert number(key_text("Q12")) == pytest.approx(difference, abs=0.005)


def test_least_significant_change():
    assert number(key_text("Q16")) == pytest.approx(1.96 * math.sqrt(2) * 0.012, abs=0.0005)
    assert abs(0.765 - 0.780) < 0.0277 and key_text("Q17").startswith("unclear")


def test_accumulation_and_isomers():
    assert number(key_text("Q21")) == pytest.approx(accumulation_ratio(30, 1), abs=0.5)
    assert number(key_text("Q22")) == pytest.approx(38 * 720 / (62 * 10), abs=0.5)
    shorter = 13.6 * 24
    assert 38 * shorter / (62 * 10) == pytest.approx(20, abs=0.1)
    assert "13.6" in ITEMS["Q23"]["why"]["A"]


def test_receptor_arithmetic():
    assert number(key_text("Q26")) == 4 / (4 + 1)
    assert number(key_text("Q28")) == pytest.approx((1 + 30) / (1 + 3), abs=0.5)
    assert number(key_text("Q31")) == pytest.approx(crossover(0.6))
    assert number(key_text("Q36")) == 1 / (1 + 0.5 * 2)


def test_a_partial_agonist_lowers_a_full_signal_whatever_the_dose():
    low, high, extreme = (bone_signal(100, dose=d, efficacy=0.6) for d in (20, 40, 1e6))
    assert bone_signal(100) > low > high
    assert extreme == pytest.approx(0.6 * 1.07, abs=0.001)
    assert bone_signal(10.5, dose=40, efficacy=0.6) == pytest.approx(bone_signal(10.5))
    signals = [round(bone_signal(level), 2) for level in (5, 50)]
    assert key_text("Q47") == f"{signals[0]:.2f} and {signals[1]:.2f}"


def test_closed_loop():
    assert steady_state().testosterone_ng_per_dl == pytest.approx(500, rel=0.01)
    added = steady_state(loop_settings(T_input=500)).testosterone_ng_per_dl
    assert number(key_text("Q41")) == pytest.approx(added, rel=0.01)
    halved = steady_state(loop_settings(capacity=0.5))
    assert halved.lh_iu_per_l == pytest.approx(7.3, abs=0.05)
    assert "5.0 to 7.3" in ITEMS["Q44"]["why"]["D"]


def test_a_level_on_the_drug_says_nothing_about_the_time_after_it():
    days = np.array([0.0, 100.0, 130.0])
    alone = stop_testosterone(days)["testosterone_ng_per_dl"]
    treated = stop_testosterone(days, [(21, 111, ("clomiphene",))])["testosterone_ng_per_dl"]
    said = number(re.search(r"is (\d+) ng/dL", ITEMS["Q50"]["stem"]).group(1))
    after = number(re.search(r"is (\d+) at day 130", ITEMS["Q50"]["why"]["D"]).group(1))
    assert treated.loc[100] == pytest.approx(said, rel=0.03)
    assert [alone.loc[130], treated.loc[130]] == pytest.approx([after, after], rel=0.03)


def test_free_testosterone():
    free = free_testosterone(17.35, 40)
    assert number(key_text("Q46")) == pytest.approx(free, abs=1)
    assert f"{free / 17350:.2%}".replace("%", " %") in ITEMS["Q46"]["why"]["B"]
    assert free_testosterone(17.35, 80) < free


def test_changes_in_percent_and_points():
    assert number(key_text("Q51").lstrip("+")) == pytest.approx(
        float(relative_change_percent(17, 34))
    )
    assert number(key_text("Q53")) == pytest.approx(-1.69 - 0.76)
    assert float(percentage_points(10.1, 6.6)) == pytest.approx(-3.5)


def test_needed_reduced_and_averted():
    assert number(key_text("Q56")) == pytest.approx(100 / (10.1 - 6.6), abs=0.5)
    assert number(key_text("Q57")) == pytest.approx(100 * (4.1 - 2.3) / 4.1, abs=0.5)
    averted = -1000 * risk_difference(1, 2259, 10, 2292).estimate
    assert number(key_text("Q60")) == pytest.approx(averted, abs=0.05)
    extra = per_thousand(18 - 9, 5, per=10_000)
    assert number(key_text("Q65")) == pytest.approx(float(extra), abs=0.01)


def test_sizes_of_trials_for_a_surrogate_and_for_hip_fracture():
    both = (1.959964 + 0.841621) ** 2
    density = 2 * both * (4 / 2.6) ** 2
    hip = both * (0.006 * 0.994 + 0.004 * 0.996) / 0.002**2
    assert (round(density), round(hip, -2)) == (37, 19_500)
    assert "37 people per arm" in ITEMS["Q62"]["why"]["B"]


def test_interval_of_the_risk_ratio_is_read_right():
    row = load("fracture_outcomes").query(
        "citation_key == 'delmas2002' and outcome == 'nonvertebral'"
    )
    low, high = row.ci_low.iloc[0], row.ci_high.iloc[0]
    less, more = round(100 * (1 - low)), round(100 * (high - 1))
    assert key_text("Q58") == f"anything from {less} % less to {more} % more"
