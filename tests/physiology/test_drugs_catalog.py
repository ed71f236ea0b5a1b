"""The drugs of the course against their published and specified levels."""

import csv
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.drugs import (
    DRUGS,
    Regimen,
    all_drugs,
    drug,
    exposure,
    person_factors,
    time_of_peak,
)
from course_utils.physiology.drugs.linear import chain
from course_utils.physiology.parameters import LEVELS, TABLE

factor = st.floats(0.2, 5)


def published(analyte, parameter, statistic=None):
    """Values of one measured number in the evidence table."""
    path = TABLE.with_name("pharmacokinetics.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["analyte"] == analyte]
    rows = [r for r in rows if r["parameter"] == parameter]
    if statistic:
        rows = [r for r in rows if statistic in r["statistic"]]
    return [float(r["value"]) for r in rows if r["value"]]


def ng_per_ml(level, molar_mass):
    return level * molar_mass / 1000


@pytest.mark.parametrize(
    ("name", "dose", "channel", "level"),
    [
        ("tamoxifen", 20, "tamoxifen", 232),
        ("tamoxifen", 20, "endoxifen", 17),
        ("raloxifene", 60, "raloxifene", 1.86),
        ("bazedoxifene", 20, "bazedoxifene", 6.3),
        ("lasofoxifene", 0.5, "lasofoxifene", 8.4),
        ("ospemifene", 60, "ospemifene", 720),
        ("enclomiphene", 25, "enclomiphene", 12.8),
        ("zuclomiphene", 9.5, "zuclomiphene", 108),
        ("clomiphene", 25, "zuclomiphene", 108),
        ("anastrozole", 1, "anastrozole", 92),
        ("estradiol_patch", 0.05, "estradiol_added", 40),
        ("estradiol_patch", 0.025, "estradiol_added", 20),
        ("estradiol_patch_14", 0.014, "estradiol_added", 3.5),
        ("estradiol_oral", 1, "estradiol_added", 40),
        ("conjugated_estrogens", 0.625, "estradiol_added", 80),
        ("conjugated_estrogens", 0.45, "estradiol_added", 57.5),
    ],
)
def test_average_level_at_the_usual_dose(name, dose, channel, level):
    assert drug(name).average_levels(dose)[channel] == pytest.approx(level, rel=6e-3)


def test_desmethyltamoxifen_stands_at_twice_tamoxifen():
    levels = drug("tamoxifen").average_levels(20)
    assert levels["desmethyltamoxifen"] == pytest.approx(485, rel=0.05)
    assert levels["desmethyltamoxifen"] / levels["tamoxifen"] == pytest.approx(2, rel=0.05)


def test_weekly_testosterone_adds_what_its_clearance_leaves():
    added = drug("testosterone_cypionate").average_levels(50, 7)["testosterone_input"] / 2.16
    assert added == pytest.approx(460, rel=0.01)


@pytest.mark.parametrize(
    ("name", "channel", "days"),
    [
        ("tamoxifen", "tamoxifen", 54 / 24),
        ("tamoxifen", "desmethyltamoxifen", 13.6),
        ("raloxifene", "raloxifene", 37.8 / 24),
        ("bazedoxifene", "bazedoxifene", 30 / 24),
        ("lasofoxifene", "lasofoxifene", 6),
        ("ospemifene", "ospemifene", 34 / 24),
        ("clomiphene", "enclomiphene", 10 / 24),
        ("clomiphene", "zuclomiphene", 30),
        ("anastrozole", "anastrozole", 50 / 24),
        ("testosterone_cypionate", "testosterone_input", 8),
        ("degarelix", "degarelix", 73.7),
    ],
)
def test_half_lives(name, channel, days):
    assert drug(name).half_lives()[channel] == pytest.approx(days, rel=5e-3)


def test_levels_agree_with_the_measured_ones():
    """Windows are the published ranges, or as wide as the label's between-person variation."""
    clomiphene = drug("clomiphene")
    levels = clomiphene.average_levels(25)
    assert ng_per_ml(levels["zuclomiphene"], 406) == pytest.approx(44, rel=0.01)
    low = min(v for v in published("enclomiphene", "css"))
    assert low < ng_per_ml(levels["enclomiphene"], 406) < 2 * low
    raloxifene = drug("raloxifene")
    area = 24 * ng_per_ml(raloxifene.average_levels(60)["raloxifene"], 473.6)
    assert area == pytest.approx(published("raloxifene", "auc_0_tau")[0], rel=0.36)
    ospemifene = ng_per_ml(drug("ospemifene").average_levels(60)["ospemifene"], 378.9) * 24
    fasted, fed = sorted(published("ospemifene", "auc_0_inf"))
    assert fasted < ospemifene < fed
    anastrozole = ng_per_ml(drug("anastrozole").average_levels(1)["anastrozole"], 293.4)
    assert anastrozole == pytest.approx(27, abs=0.5)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("raloxifene", 15.8, 86.6), ("bazedoxifene", 27, 33), ("lasofoxifene", 120, 200)],
)
def test_half_lives_lie_in_the_published_range(name, low, high):
    assert low < 24 * drug(name).half_lives()[name] < high


@pytest.mark.parametrize(
    ("name", "hours"), [("raloxifene", 6), ("bazedoxifene", 2.5), ("ospemifene", 2.5)]
)
def test_absorption_puts_the_peak_where_it_was_measured(name, hours):
    numbers = drug(name).parameters
    assert hours in published(name, "tmax")
    peak = time_of_peak(numbers["ka"], numbers["CL"] / numbers["V"])
    assert peak == pytest.approx(hours, rel=0.03)


def test_anastrozole_accumulates_three_to_four_fold_and_is_nearly_level_in_a_week():
    days = exposure(Regimen("anastrozole"), 60)
    at_peak = days.table(np.arange(60) + 2 / 24)["anastrozole_nmol_per_l"].to_numpy()
    assert 3 < at_peak[-1] / at_peak[0] < 4
    assert 0.89 < at_peak[6] / at_peak[-1] < 0.95


def test_a_poor_metabolizer_makes_a_quarter_to_a_third_of_the_endoxifen():
    usual = drug("tamoxifen").average_levels(20)
    poor = drug("tamoxifen").replace(activity=20 / 1560).average_levels(20)
    change = 100 * (poor["endoxifen"] / usual["endoxifen"] - 1)
    (measured,) = published("endoxifen", "cyp2d6_poor_metabolizer_change")
    assert change == pytest.approx(measured, abs=8)
    assert poor["tamoxifen"] == usual["tamoxifen"]


def test_degarelix_peaks_at_14_9_and_its_one_volume_keeps_the_area():
    times = np.linspace(0, 20, 20001)
    once = exposure(Regimen("degarelix", 200, every=float("inf")), 20)
    assert once.table(times)["degarelix_ng_per_ml"].max() == pytest.approx(14.9, abs=0.05)
    areas = [drug(n).average_levels(200, 1) for n in ("degarelix", "degarelix_one_volume")]
    assert areas[0]["degarelix"] == pytest.approx(areas[1]["degarelix"], rel=1e-12)


def test_degarelix_monthly_doses_keep_the_level_above_the_potency():
    """240 mg, then 80 mg of the thinner solution every 28 days; IC50 of LH release 1.49 ng/mL."""
    plan = [
        Regimen("degarelix", 240, every=float("inf")),
        Regimen("degarelix_20", 80, every=28, start=28),
    ]
    level = exposure(plan, 336).table(np.arange(1, 336))["degarelix_ng_per_ml"]
    assert level.min() > 1.49 * 2


def test_triptorelin_stays_above_the_level_that_keeps_receptors_down():
    """0.012 ng/mL is the half-maximal level of receptor loss in the hormone axis."""
    level = exposure(Regimen("triptorelin"), 280).table(np.arange(1, 280))
    assert level["triptorelin_ng_per_ml"].min() > 0.012


@given(cl=factor, v=factor, dose=st.floats(0.1, 200))
@settings(deadline=None)
def test_area_is_dose_over_clearance_whatever_the_volume(cl, v, dose):
    for name in ("raloxifene", "anastrozole", "tamoxifen"):
        one = drug(name).scaled(CL=cl, V=v)
        numbers = one.numbers()
        moles = 1e6 * dose / numbers["MW"]
        level = one.average_levels(dose)[name]
        assert level == pytest.approx(moles / (24 * numbers["CL"]), rel=1e-9)


@given(cl=factor, v=factor, activity=st.floats(0.02, 12))
@settings(deadline=None)
def test_moles_of_metabolite_cleared_are_the_share_of_tamoxifen_cleared(cl, v, activity):
    one = drug("tamoxifen").replace(activity=activity).scaled(CL=cl, V=v, CL_NDM=v, V_END=cl)
    p, levels = one.numbers(), one.average_levels(20)
    moles = 1e6 * 20 / p["MW"]
    assert 24 * p["CL"] * levels["tamoxifen"] == pytest.approx(moles, rel=1e-9)
    assert 24 * p["CL_NDM"] * levels["desmethyltamoxifen"] == pytest.approx(0.75 * moles, rel=1e-8)
    share = 0.0386 * activity**0.262
    assert 24 * p["CL_END"] * levels["endoxifen"] == pytest.approx(share * moles, rel=1e-8)


ATOMIC_WEIGHT = {"C": 12.011, "H": 1.008, "N": 14.007, "O": 15.999, "Cl": 35.45, "S": 32.06}


@pytest.mark.parametrize(
    ("name", "symbol", "formula"),
    [
        ("tamoxifen", "MW", {"C": 26, "H": 29, "N": 1, "O": 1}),
        ("tamoxifen", "MW_NDM", {"C": 25, "H": 27, "N": 1, "O": 1}),
        ("tamoxifen", "MW_END", {"C": 25, "H": 27, "N": 1, "O": 2}),
        ("raloxifene", "MW", {"C": 28, "H": 27, "N": 1, "O": 4, "S": 1}),
        ("bazedoxifene", "MW", {"C": 30, "H": 34, "N": 2, "O": 3}),
        ("lasofoxifene", "MW", {"C": 28, "H": 31, "N": 1, "O": 2}),
        ("ospemifene", "MW", {"C": 24, "H": 23, "Cl": 1, "O": 2}),
        ("enclomiphene", "MW", {"C": 26, "H": 28, "Cl": 1, "N": 1, "O": 1}),
        ("zuclomiphene", "MW", {"C": 26, "H": 28, "Cl": 1, "N": 1, "O": 1}),
        ("anastrozole", "MW", {"C": 17, "H": 19, "N": 5}),
    ],
)
def test_molar_masses_follow_from_the_atomic_weights(name, symbol, formula):
    mass = sum(count * ATOMIC_WEIGHT[element] for element, count in formula.items())
    assert drug(name).parameters[symbol] == pytest.approx(mass, abs=0.06)


def test_metabolites_cannot_exceed_the_parent():
    with pytest.raises(ValueError, match="cannot hold more than was cleared"):
        drug("tamoxifen").scaled(f_END=8).average_levels(20)


@given(
    poles=st.lists(st.floats(0.05, 20), min_size=1, max_size=2),
    twin=st.integers(1, 2),
)
@settings(deadline=None)
def test_a_chain_with_equal_steps_still_keeps_its_area(poles, twin):
    poles = [*poles, poles[0]][: twin + 1]
    answer = chain("tamoxifen", np.prod(poles), poles)
    assert answer.area() == pytest.approx(1, rel=1e-4)
    assert answer.at(0.0) == pytest.approx(0, abs=1e-4 * np.prod(poles) ** (1 / len(poles)))


def test_two_equal_steps_give_t_times_exp():
    times = np.linspace(0, 9, 40)
    answer = chain("tamoxifen", 4.0, (2.0, 2.0))
    assert answer.at(times) == pytest.approx(4 * times * np.exp(-2 * times), abs=1e-8)


@pytest.mark.parametrize("name", DRUGS)
def test_every_drug_prints_its_sourced_table(name):
    one = drug(name)
    table = one.table()
    assert set(table["level"]) <= set(LEVELS)
    assert (table["name"] != "").all()
    assert one.label in repr(one)
    assert "<table" in one._repr_html_()
    assert drug(name.upper().replace("_", " ")) is one


def test_the_catalog_lists_every_drug_and_channel():
    table = all_drugs()
    assert set(table.index) == set(DRUGS)
    assert (table["average"] > 0).all()


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: drug("tamoxifene"), "Did you mean tamoxifen"),
        (lambda: drug("Raloxifen 60"), "raloxifene"),
        (lambda: drug("qqqq"), "Known: tamoxifen"),
        (lambda: drug("raloxifene").scaled(CLL=2), "CL"),
        (lambda: drug("clomiphene").replace(CL=2), "CL_ENC or CL_ZUC|CL_ZUC or CL_ENC"),
    ],
)
def test_unknown_names_get_the_nearest_right_one(act, sentence):
    with pytest.raises(KeyError, match=sentence):
        act()


@pytest.mark.parametrize("value", [0, -1, float("nan"), [1.0, -2.0]])
def test_a_multiplier_must_be_positive(value):
    with pytest.raises(ValueError, match="multiplier of CL must be a positive number"):
        drug("raloxifene").scaled(CL=value)


def test_a_changed_drug_leaves_the_catalog_alone():
    before = drug("anastrozole").parameters["CL"]
    assert drug("anastrozole").replace(CL=2.0).parameters["CL"] == 2.0
    assert drug("anastrozole").parameters["CL"] == before


def test_many_persons_at_once_are_the_persons_one_by_one():
    factors = {"CL": np.array([0.5, 1.0, 2.0]), "V": np.array([1.0, 0.7, 1.3])}
    together = exposure(Regimen(drug("tamoxifen").scaled(**factors)), 20)
    for person in range(3):
        own = {symbol: values[person] for symbol, values in factors.items()}
        alone = exposure(Regimen(drug("tamoxifen").scaled(**own)), 20)
        assert together.values([7.3])[0, :, person] == pytest.approx(alone.values([7.3])[0])
        assert np.array(together.at(7.3))[:, person] == pytest.approx(np.array(alone.at(7.3)))
        column = together.table([7.3])["endoxifen_nmol_per_l"][person]
        assert column.iloc[0] == pytest.approx(alone.at(7.3)[2])


@pytest.mark.parametrize("name", DRUGS)
def test_a_plan_travels_to_another_process(name):
    plan = Regimen(drug(name).replace(dose=drug(name).parameters["dose"] / 2))
    there = pickle.loads(pickle.dumps(plan))
    assert np.array_equal(exposure(there, 30).values([3.3]), exposure(plan, 30).values([3.3]))
    sent = pickle.loads(pickle.dumps(exposure(plan, 30)))
    assert sent.at(3.3) == exposure(plan, 30).at(3.3)


def test_between_person_variation_is_the_published_one():
    people = person_factors("tamoxifen", 40_000, seed=1)
    logs = {symbol: np.log(values) for symbol, values in people.items()}
    spread = {s: np.sqrt(np.expm1(np.var(v))) for s, v in logs.items()}
    assert spread["CL"] == pytest.approx(0.378, rel=0.03)
    assert spread["V"] == pytest.approx(0.266, rel=0.03)
    assert np.corrcoef(logs["CL"], logs["V"])[0, 1] == pytest.approx(0.613, abs=0.02)
    formed = logs["f_END"] + logs["CL"]
    assert np.sqrt(np.expm1(np.var(formed))) == pytest.approx(0.255, rel=0.03)
    assert np.median(people["CL"]) == pytest.approx(1, rel=0.02)


def test_the_same_seed_gives_the_same_people_for_every_drug():
    for name in DRUGS:
        again = person_factors(name, 5, seed=3)
        for symbol, values in person_factors(name, 5, seed=3).items():
            assert np.array_equal(values, again[symbol])
            assert values.shape == (5,)
        drug(name).scaled(**again)
    with pytest.raises(ValueError, match="whole number"):
        person_factors("tamoxifen", 0, seed=1)
