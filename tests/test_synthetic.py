"""The synthetic tables: the same bytes from the printed seed, and the planted truth inside."""

import importlib.util

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

from course_utils.datasets import FOLDER, card, load
from course_utils.evidence.bias import naive_rate_ratio, person_time_rr

_SPEC = importlib.util.spec_from_file_location("make_synthetic", FOLDER / "make_synthetic.py")
make = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(make)

ROWS = {
    "dxa_precision_synthetic": (60, 4401, "04"),
    "btm_synthetic": (160, 4402, "04"),
    "cohort_synthetic": (4000, 20261121, "15"),
    "virtual_clinic_synthetic": (600, 1717, "17"),
}


def numbers(name, **how):
    head, rows = make.TABLES[name](**how)
    return pd.DataFrame(rows, columns=head).replace("", None).astype(float)


# --- the files -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ROWS)
def test_the_seed_makes_the_file_again_byte_for_byte(name):
    assert make.text(name).encode("utf-8") == (FOLDER / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", ROWS)
def test_rows_seed_and_lesson_are_those_on_the_card(name):
    rows, seed, lesson = ROWS[name]
    words = card(name).markdown
    assert make.SEEDS[name] == seed
    assert len(load(name)) == rows
    assert words.startswith("# Synthetic")
    assert words.split("\n\n")[1].startswith("Synthetic.")
    assert f"seed {seed}" in words
    assert f"lesson {lesson}" in words
    assert "Planted" in words


@pytest.mark.parametrize("name", ROWS)
def test_another_seed_makes_another_table(name):
    other = make.TABLES[name](seed=1)[1]
    assert other != make.TABLES[name]()[1]


# --- repeat scans --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "planted"), [("spine_bmd_g_per_cm2", 0.010), ("total_hip_bmd_g_per_cm2", 0.008)]
)
def test_precision_error_is_the_planted_one_within_sampling_error(site, planted):
    variances = load("dxa_precision_synthetic").groupby("person")[site].var()
    # Sum of 30 squared deviations over the true variance follows chi-squared with 30 df.
    low, high = chi2.ppf([0.005, 0.995], 30) / 30
    assert low < variances.mean() / planted**2 < high


def test_usual_mistakes_give_another_precision_error():
    spine = load("dxa_precision_synthetic").pivot(
        index="person", columns="scan", values="spine_bmd_g_per_cm2"
    )
    gap = spine[2] - spine[1]
    right = np.sqrt((gap**2).mean() / 2)
    for wrong in (gap.abs().mean(), gap.abs().mean() / np.sqrt(2), spine.stack().std()):
        # An answer within 2 % is taken as right.
        assert abs(wrong / right - 1) > 0.025


# --- turnover markers ----------------------------------------------------------------------


def log_change(week, marker, **rows):
    table = load("btm_synthetic")
    first = table[table.week == 0].set_index("person")[marker]
    later = table[table.week == week].set_index("person")
    for column, value in rows.items():
        later = later[later[column] == value]
    return np.log(later[marker] / first[later.index])


@pytest.mark.parametrize(
    ("week", "marker", "planted", "within"),
    [
        (12, "ctx_ng_per_ml", 0.68, 0.10),
        (52, "ctx_ng_per_ml", 0.68, 0.10),
        (12, "p1np_ng_per_ml", 0.75**0.5, 0.07),
        (52, "p1np_ng_per_ml", 0.75, 0.07),
    ],
)
def test_drug_effect_is_the_planted_one(week, marker, planted, within):
    change = log_change(week, marker, arm="drug")
    assert len(change) == 20
    assert abs(change.mean() - np.log(planted)) < 3 * within * np.sqrt(2 / 20)


@pytest.mark.parametrize("marker", ["ctx_ng_per_ml", "p1np_ng_per_ml"])
def test_nothing_happens_on_placebo_while_fasting(marker):
    change = log_change(52, marker, arm="placebo")
    assert abs(change.mean()) < 3 * 0.10 * np.sqrt(2 / 20)


def test_a_meal_lowers_ctx_and_not_p1np_and_looks_like_a_drug():
    fed = log_change(24, "ctx_ng_per_ml", arm="placebo", fasting="no")
    assert len(fed) == 10
    assert abs(fed.mean() - np.log(0.70)) < 3 * 0.10 * np.sqrt(2 / 10)
    same = log_change(24, "p1np_ng_per_ml", arm="placebo", fasting="no")
    assert abs(same.mean()) < 3 * 0.07 * np.sqrt(2 / 10)


# --- the cohort ----------------------------------------------------------------------------


def test_the_naive_rate_ratio_is_below_one_and_sorting_person_years_repairs_it():
    people = load("cohort_synthetic")
    naive, repaired = naive_rate_ratio(people), person_time_rr(people)
    assert naive.ci_high < 0.8
    assert repaired.ci_low < 1 < repaired.ci_high
    assert person_time_rr(people, strata=10).ci_low < 1 < person_time_rr(people, 10).ci_high


def test_the_truth_of_the_recipe_is_one():
    many = numbers("cohort_synthetic", seed=5, people=60_000)
    assert naive_rate_ratio(many).ci_high < 0.6
    assert person_time_rr(many).estimate == pytest.approx(1, abs=0.06)


def test_a_drug_that_works_would_be_found(monkeypatch):
    monkeypatch.setattr(make, "DRUG_RATE_RATIO", 0.5)
    many = numbers("cohort_synthetic", seed=5, people=40_000)
    assert person_time_rr(many).estimate == pytest.approx(0.5, abs=0.05)


def test_users_started_within_three_years_and_before_event_or_end():
    people = load("cohort_synthetic")
    users = people[people.started == 1]
    assert (people.start_years.notna() == (people.started == 1)).all()
    assert (users.start_years <= users.follow_up_years).all()
    assert users.start_years.max() <= 3
    assert people.follow_up_years[people.event == 0].eq(5).all()


def test_frailty_has_nothing_to_do_with_who_is_meant_to_start():
    many = numbers("cohort_synthetic", seed=5, people=60_000)
    means = many.groupby("started").frailty_sd.mean()
    # Users are a little fitter only because they lived to start.
    assert abs(means[1] - means[0]) < 0.1


def test_events_come_at_five_per_hundred_person_years():
    people = load("cohort_synthetic")
    assert people.event.sum() / people.follow_up_years.sum() == pytest.approx(0.05, abs=0.006)


# --- the clinic ----------------------------------------------------------------------------


def test_columns_of_the_clinic_agree_with_each_other():
    people = load("virtual_clinic_synthetic")
    score = (people.femoral_neck_bmd_g_per_cm2 - 0.858) / 0.120
    assert np.allclose(people.femoral_neck_t_score, score, atol=0.0051)
    men = people[people.sex == "male"]
    assert len(men) == 300
    assert (men.has_uterus == "no").all()
    assert men.years_since_menopause.isna().all()
    after = people.years_since_menopause.notna()
    assert people.estradiol_pg_per_ml[after].median() == pytest.approx(5, rel=0.15)
    assert not (people.wishes_for_a_child[after] == "yes").any()


def test_density_falls_after_the_final_period_as_planted():
    women = load("virtual_clinic_synthetic").query("sex == 'female'")
    since = women.years_since_menopause.fillna(0).clip(upper=20).astype(float)
    design = np.column_stack([np.ones(300), women.age_years.astype(float) - 30, since])
    coefficients, squares, *_ = np.linalg.lstsq(design, women.femoral_neck_bmd_g_per_cm2)
    spread = np.sqrt(squares[0] / 297)
    error = spread * np.sqrt(np.linalg.inv(design.T @ design)[2, 2])
    assert spread == pytest.approx(0.105, rel=0.15)
    assert abs(coefficients[2] - -0.006) < 3 * error


def test_fracture_doubles_per_t_score_unit():
    people = numbers_of_clinic()
    gradient, error = hazard_gradient(people)
    assert abs(gradient - np.log(2.0)) < 3 * error
    assert gradient > 2 * error


def numbers_of_clinic():
    people = load("virtual_clinic_synthetic")
    return pd.DataFrame(
        {
            "one": 1.0,
            "lower": -people.femoral_neck_t_score,
            "fell": (people.fell_last_year == "yes").astype(float),
            "age": people.age_years.astype(float) - 57,
            "event": people.fracture_within_5_years.astype(float),
        }
    )


def hazard_gradient(people):
    """Newton steps for P = 1 − exp(−exp(xβ)): the log hazard ratio per T-score unit lower."""
    x, y = people[["one", "lower", "fell", "age"]].to_numpy(), people["event"].to_numpy()
    beta = np.array([-2.5, 0.0, 0.0, 0.0])
    for _ in range(50):
        hazard = np.exp(x @ beta)
        chance = 1 - np.exp(-hazard)
        slope = hazard * (1 - chance)
        weight = slope**2 / (chance * (1 - chance))
        information = x.T @ (weight[:, None] * x)
        beta = beta + np.linalg.solve(information, x.T @ (weight / slope * (y - chance)))
    return beta[1], np.sqrt(np.linalg.inv(information)[1, 1])
