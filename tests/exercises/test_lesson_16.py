"""The numbers of the lesson's blueprint, and every wrong answer as a student would round it."""

import pytest

from course_utils.datasets import load
from course_utils.evidence.balance import balance_lines
from course_utils.evidence.network import network
from course_utils.exercises import check, lesson_16_data, registry


def test_the_keys_are_the_blueprint_values():
    assert registry.get("L16.E1").key == pytest.approx(4.5)
    assert registry.get("L16.E2").key == pytest.approx((-6.0, 3.5))
    assert len(registry.get("L16.E3").key) == 8
    assert registry.get("L16.E4").key == "C"
    assert registry.get("L16.E5").key == "B"


def test_ten_points():
    assert sum(registry.get(f"L16.E{number}").points for number in range(1, 6)) == 10


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L16.E1", 9, "planted"),
        ("L16.E1", 0.9, "planted"),
        ("L16.E1", 45, "planted"),
        ("L16.E1", 2, "M-EPI-1"),
        ("L16.E1", -4.5, "sign"),
        ("L16.E1", "4.5 mg", "type"),
        ("L16.E2", (-1.2, 0.7), "planted"),
        ("L16.E2", (-6.7, 3.9), "planted"),
        ("L16.E2", (-44, 49), "M-EPI-1"),
        ("L16.E2", (-12, 7), "planted"),
        ("L16.E2", (6.0, -3.5), "sign"),
        ("L16.E4", "A", "M-EPI-9"),
        ("L16.E4", "B", "M-EPI-4"),
        ("L16.E4", "D", "M-EPI-9"),
        ("L16.E5", "A", "M-EPI-1"),
        ("L16.E5", "C", "planted"),
        ("L16.E5", "D", "M-EPI-10"),
    ],
)
def test_listed_wrong_answers(id, answer, code):
    assert check(id, answer).code == code


@pytest.mark.parametrize(
    "rows",
    ["difference > 0", "ci_high > 0", "ci_high < 0", "ci_low > 0 or ci_high < 0"],
)
def test_wrong_rows_get_their_own_word(rows):
    stack = lesson_16_data.all_sheets()
    assert check("L16.E3", stack.query(rows).sort_values("ci_low")).code == "planted"


def test_right_rows_in_another_order_are_told_so():
    stack = lesson_16_data.all_sheets()
    right = stack[stack["ci_low"] > 0]
    assert check("L16.E3", right.sort_values("ci_low")).status == "correct"
    assert check("L16.E3", right.sort_values("ci_low", ascending=False)).code == "order"


def test_the_order_of_the_clear_harms_has_no_ties():
    harms = registry.get("L16.E3").raw_key()["ci_low"]
    assert harms.is_unique


@pytest.mark.parametrize(
    ("id", "letter"), [("L16.P1", "C"), ("L16.P2", "D"), ("L16.P3", "B"), ("L16.P4", "A")]
)
def test_what_happens_is_computed(id, letter):
    assert registry.get_prediction(id).right() == letter


def test_the_first_sheet_is_the_blueprints():
    """Blueprint: CHD +3, stroke +4.5, PE +4.5, DVT +6, diabetes −8 (printed −15: −7.5)."""
    lines = balance_lines("estrogen_progestogen", 5).set_index("outcome")["difference"]
    assert lines["Coronary events"] == pytest.approx(3)
    assert lines["Stroke"] == pytest.approx(4.5)
    assert lines["Clots in the lung"] == pytest.approx(4.5)
    assert lines["Clots in deep veins"] == pytest.approx(6)
    assert lines["Diabetes"] == pytest.approx(-7.5)


def test_clots_are_the_one_row_in_which_all_trials_agree():
    states = lesson_16_data.states()
    agree = [name for name, row in states.iloc[:, :-1].iterrows() if set(row) == {"more"}]
    assert agree == ["Clots"]


def test_the_ranking_by_ratio_and_by_count_differ():
    table = lesson_16_data.clot_baselines().set_index(["trial", "report"])
    more, ruth = table.loc[("MORE", "2004")], table.loc[("RUTH", "2006")]
    assert more["ratio"] > ruth["ratio"]
    assert more["extra_per_1000_5y"] < ruth["extra_per_1000_5y"]


def test_the_triangle_closes_with_ruth_and_not_with_more():
    table = lesson_16_data.breast_ratios()
    gaps = {
        road: network(table[table["trial_id"] != other], reference="placebo", allow_mixed=True)
        .decomposition()
        .loc["between designs", "p_value"]
        for road, other in {"MORE": "RUTH", "RUTH": "MORE"}.items()
    }
    assert gaps["MORE"] == pytest.approx(0.011, abs=0.002)
    assert gaps["RUTH"] == pytest.approx(0.88, abs=0.01)


def test_star_moved_between_its_reports():
    ratios = [
        float(lesson_16_data.breast_ratios(key).set_index("trial_id").loc["STAR", "estimate"])
        for key in ("vogel2006", "vogel2010")
    ]
    assert ratios == [1.02, 1.24]


def test_the_dates_are_in_order_and_have_sources():
    years = [int(date[-4:]) for date, _, _ in lesson_16_data.EVENTS]
    assert years == sorted(years)
    assert set(load("safety_outcomes")["citation_key"]) >= {"vogel2006", "vogel2010", "manson2013"}
