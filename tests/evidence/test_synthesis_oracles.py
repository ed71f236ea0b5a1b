"""Agreement with R (metafor); the scripts and the data are in the folder oracles."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from course_utils.evidence.synthesis import (
    cumulative,
    effects_from_counts,
    egger,
    leave_one_out,
    meta_regression,
    network_from_arms,
    pool,
    pool_mantel_haenszel,
    pool_peto,
    subgroups,
)

FOLDER = Path(__file__).parent / "oracles"
POOLED = pd.read_csv(FOLDER / "pooled.csv")
MORE = pd.read_csv(FOLDER / "more.csv", skipinitialspace=True)
TRIALS = pd.read_csv(FOLDER / "analysis_set.csv")
BCG = (
    pd.read_csv(FOLDER / "bcg_data.csv")
    .drop(columns="trial")
    .assign(
        events_arm=lambda t: t.tpos,
        n_arm=lambda t: t.tpos + t.tneg,
        events_comparator=lambda t: t.cpos,
        n_comparator=lambda t: t.cpos + t.cneg,
    )
)
ZERO = pd.read_csv(FOLDER / "zero_cells.csv").rename(
    columns={"ai": "events_arm", "n1i": "n_arm", "ci": "events_comparator", "n2i": "n_comparator"}
)
RATES = pd.read_csv(FOLDER / "rates.csv").rename(
    columns={
        "x1i": "events_arm",
        "t1i": "person_years_arm",
        "x2i": "events_comparator",
        "t2i": "person_years_comparator",
    }
)
SENN = pd.read_csv(FOLDER / "senn2013.csv").rename(columns={"ni": "n", "mi": "mean", "sdi": "sd"})
TESTS = {"z": "normal", "knha": "hartung-knapp", "adhoc": "hartung-knapp at least normal"}
FIELDS = {
    "estimate": "estimate",
    "se": "se",
    "ci_low": "low",
    "ci_high": "high",
    "low": "low",
    "high": "high",
    "statistic": "statistic",
    "p_value": "p_value",
    "p": "p_value",
    "tau2": "tau2",
    "se_tau2": "se_tau2",
    "I2": "i2",
    "i2": "i2",
    "H2": "h2",
    "h2": "h2",
    "Q": "q",
    "q": "q",
    "Q_p": "q_p",
    "q_p": "q_p",
    "q_df": "q_df",
    "pi_low": "prediction_low",
    "pi_high": "prediction_high",
}


def close(value, rel=1e-4):
    return pytest.approx(value, rel=rel, abs=1e-9, nan_ok=True)


def expected(case):
    rows = MORE[MORE.case == case]
    assert len(rows), case
    names = rows.quantity.str.split(".").str[0]
    return dict(zip(names, rows.value, strict=True))


def agree(result, numbers, rel=1e-4):
    for name, value in numbers.items():
        assert getattr(result, FIELDS[name]) == close(value, rel), name


def cases(prefix):
    found = [case for case in MORE.case.unique() if case.startswith(prefix)]
    assert found
    return found


@pytest.mark.parametrize(
    "row", list(POOLED.itertuples()), ids=lambda r: f"{r[1]}-{r.method}-{r.test}"
)
def test_the_reference_results(row):
    data = BCG
    if row.set == "main":
        wanted = (TRIALS.analysis_id == row.analysis_id) & (TRIALS.set == "main")
        data = TRIALS[wanted & (TRIALS.drug_class != "androgen")]
    result = pool(data, row.method, TESTS[row.test], allow_mixed=True)
    assert result.k == row.k
    agree(result, {name: getattr(row, name) for name in POOLED.columns if name in FIELDS})


@pytest.mark.parametrize("method", ["DL", "REML", "ML", "PM", "EB", "HE", "HS", "SJ"])
@pytest.mark.parametrize("test", TESTS)
def test_every_estimator(method, test):
    agree(pool(BCG, method, TESTS[test]), expected(f"bcg {method} {test}"))


def test_the_published_bcg_result():
    result = pool(BCG)
    assert round(result.estimate, 4) == -0.7145
    assert round(result.tau2, 4) == 0.3132
    assert round(result.i2, 2) == 92.22


def test_q_profile():
    numbers, result = expected("bcg qprofile"), pool(BCG)
    assert result.tau2_interval() == close((numbers["tau2_low"], numbers["tau2_high"]))
    assert result.i2_interval() == close((numbers["i2_low"], numbers["i2_high"]))


@pytest.mark.parametrize("measure", ["RR", "OR", "RD"])
def test_mantel_haenszel(measure):
    agree(pool_mantel_haenszel(BCG, measure), expected(f"bcg MH {measure}"))
    agree(pool_mantel_haenszel(ZERO, measure), expected(f"zero MH {measure}"))


def test_peto():
    agree(pool_peto(BCG), expected("bcg Peto"))
    agree(pool_peto(ZERO), expected("zero Peto"))


@pytest.mark.parametrize("measure", ["RR", "OR", "RD"])
def test_zero_cells(measure):
    effects = effects_from_counts(ZERO, measure)
    for i, (y, v) in enumerate(zip(effects.yi, effects.vi, strict=True), 1):
        numbers = expected(f"zero {measure} {i}")
        assert (y, v) == close((numbers["yi"], numbers["vi"]))
    assert "0.5 added to the cells of 1, 2, 4, 6" in effects.note
    agree(pool(effects, "DL"), expected(f"zero {measure} DL"))


def test_rates():
    agree(pool_mantel_haenszel(RATES, "IRR"), expected("rates MH IRR"))
    agree(pool(effects_from_counts(RATES, "IRR"), "DL"), expected("rates IRR DL"))


@pytest.mark.parametrize(
    "case", [c for c in cases("bcg a") if c.split()[1] in ("ablat", "ablat+year", "alloc")]
)
def test_meta_regression(case):
    _, covariates, method, test = case.split()
    result = meta_regression(BCG, covariates.split("+"), method, TESTS[test])
    numbers, table = expected(case), result.table()
    for column, letter in (("estimate", "b"), ("se", "se"), ("p_value", "p")):
        wanted = [numbers[f"{letter}{i}"] for i in range(len(table))]
        assert list(table[column]) == close(wanted), column
    for name in ("tau2", "i2", "h2", "qe", "qe_p", "qm", "qm_p"):
        assert getattr(result, name) == close(numbers[name]), name
    if "r2" in numbers and method != "EE":
        assert result.r2 == close(numbers["r2"])


@pytest.mark.parametrize("model", ["lm", "rma"])
def test_egger(model):
    result, numbers = egger(BCG, model), expected(f"bcg egger {model}")
    assert result.statistic == close(numbers["statistic"])
    assert result.p_value == close(numbers["p"])
    limits = (result.limit, result.limit_low, result.limit_high)
    assert limits == close(tuple(numbers[n] for n in ("limit", "limit_low", "limit_high")))


@pytest.mark.parametrize(("word", "function"), [("leave", leave_one_out), ("cumul", cumulative)])
def test_one_by_one(word, function):
    table = function(BCG, method="DL")
    for i, row in enumerate(table.itertuples(), 1):
        wanted = expected(f"bcg {word} {i}")
        found = {"estimate": row.estimate, "low": row.ci_low, "tau2": row.tau2}
        assert found == close(wanted)


def test_subgroups():
    result = subgroups(BCG, "alloc", "DL")
    for name, group in result.groups.items():
        agree(group, expected(f"bcg subgroup {name}"))
    y = np.array([g.estimate for g in result.groups.values()])
    w = np.array([g.se**-2 for g in result.groups.values()])
    assert result.q_between == close(np.sum(w * y**2) - np.sum(w * y) ** 2 / np.sum(w))


@pytest.mark.parametrize(
    ("method", "case"), [("EE", "senn common"), ("DL", "senn DL"), ("REML", "senn REML")]
)
def test_network_with_a_three_armed_trial(method, case):
    result, numbers = network_from_arms(SENN, "MD", "placebo", method), expected(case)
    assert result.tau2 == close(numbers["tau2"], 1e-4 if method != "REML" else 1e-3)
    for treatment, row in result.table().iterrows():
        assert row.estimate == close(numbers[treatment])
        assert row.se == close(numbers[f"se {treatment}"])


def test_network_as_netmeta_prints_it():
    """Senn 2013 in the netmeta documentation: τ² 0.1087, I² 81.4 %, Q between designs 22.53."""
    result = network_from_arms(SENN, "MD", "placebo")
    assert result.q == close(expected("senn")["q"])
    assert round(result.tau2, 4) == 0.1087
    assert round(result.i2, 1) == 81.4
    assert (round(result.q_between, 2), result.between_df, result.within_df) == (22.53, 7, 11)
    assert round(result.p_scores()["rosiglitazone"], 4) == 0.8934
