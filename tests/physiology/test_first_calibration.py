"""The equations with the numbers of the first calibration, against an independent solution.

The expected values come from a second implementation, written from the equations alone. They
guard the equations; they are no published results. The numbers themselves have moved on since.
"""

import numpy as np
import pytest

from course_utils.physiology import right_hand_side
from course_utils.physiology.chain import CHAINS
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.density.sites import DENSITY, site_density
from course_utils.physiology.derived import DerivedParameters
from course_utils.physiology.drugs.exposure import exposure
from course_utils.physiology.drugs.interventions import Intervention, calcium_and_vitamin_d
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.parameters import ParameterSet, parameter_set
from course_utils.physiology.solve import solve

YEAR = 365.25
PATIENTS = parameter_set("first_calibration_patients")


def with_rows(parameters, *names):
    """Rows of a set, those of other sets in their place; their ranges do not matter here."""
    rows = {symbol: parameters.parameter(symbol) for symbol in parameters}
    for name in names:
        other = parameter_set(name)
        rows |= {symbol: other.parameter(symbol) for symbol in other}
    return rows.values()


DENSITIES = ParameterSet("chain_density", with_rows(DENSITY, "first_calibration_density"))


@pytest.fixture(autouse=True)
def plain_python(monkeypatch):
    """Compiling takes longer than these tests."""
    monkeypatch.setattr(right_hand_side, "COMPILE", False)


def first(sex, **values):
    """The parameters of the chain with the rows of the first calibration."""
    today = chain_parameters(sex)
    rows = with_rows(today, "first_calibration", f"first_calibration_{sex}")
    return DerivedParameters(today.name, rows, today.derive).replace(**values)


def run(sex, parameters, days, plan=(), start=None):
    start = dict(start or {})
    if sex == "woman" and not start:
        start = {"E2": parameters["E0"]}
    return solve(
        CHAINS[sex], days, parameters=parameters, start=start, inputs=exposure(plan, days[-1])
    )


def last(table, sex):
    return dict(zip(CHAINS[sex].symbols, table.iloc[-1], strict=True))


def change(table, site):
    names = ("trabecular_volume", "cortical_volume", "mineralization")
    bmd = site_density(site, *(table[n].to_numpy() for n in names), DENSITIES)
    return 100 * (bmd[-1] / bmd[0] - 1)


def daily(drug, dose):
    return Regimen(drug, dose, average=True)


def test_ten_years_around_the_final_period():
    days = np.linspace(0, 10 * YEAR, 121)
    table = run("woman", first("woman", final_period_day=5 * YEAR), days)
    assert change(table, "lumbar_spine") == pytest.approx(-10.618, abs=0.0006)
    assert change(table, "femoral_neck") == pytest.approx(-8.490, abs=0.0006)
    # Turnover counts as the mean of the last year.
    assert table["osteoclasts"].iloc[-13:].mean() == pytest.approx(2.064, abs=0.001)
    assert table["osteoblasts"].iloc[-13:].mean() == pytest.approx(1.465, abs=0.001)


@pytest.fixture(scope="module")
def four_years_after():
    """A woman four years after her final period, as a start, and her parameters."""
    parameters = first("woman", final_period_day=5 * YEAR)
    start = last(run("woman", parameters, [0, 9 * YEAR]), "woman")
    clock = {"final_period_day": -4 * YEAR, "aging_day": -9 * YEAR}
    return start, parameters.replace(**clock)


@pytest.mark.parametrize(
    ("plan", "spine"),
    [
        ([], -2.126),
        ([daily("raloxifene", 60)], 0.884),
        ([daily("tamoxifen", 20)], 1.405),
        ([Intervention("estradiol_added", 57), daily("bazedoxifene", 20)], 3.590),
        ([Intervention("estradiol_added", 80)], 5.064),
    ],
    ids=["none", "raloxifene", "tamoxifen", "estrogen with bazedoxifene", "estrogen"],
)
def test_three_years_of_treatment(four_years_after, plan, spine):
    start, parameters = four_years_after
    days = np.linspace(0, 3 * YEAR, 10)
    table = run("woman", parameters, days, [*plan, calcium_and_vitamin_d()], start)
    assert change(table, "lumbar_spine") == pytest.approx(spine, abs=0.0006)


def hormones(table):
    names = ("testosterone_ng_per_dl", "estradiol_pg_per_ml", "lh_iu_per_l", "fsh_iu_per_l")
    return [table[name].iloc[-1] for name in names]


def test_clomiphene_in_a_hypogonadal_man():
    kind = {"drive": PATIENTS["secondary_hypogonadism_drive"], "leydig": 0.65, "aromatase": 1.3}
    parameters = first("man", **kind)
    before = run("man", parameters, [0, 1500])
    assert hormones(before) == pytest.approx([198.8, 15.18, 3.09, 3.32], rel=2e-3)
    after = run("man", parameters, [0, 180], [daily("clomiphene", 25)], last(before, "man"))
    assert hormones(after) == pytest.approx([398.9, 26.53, 5.17, 3.96], rel=1e-3)


def test_a_year_of_testosterone():
    plan = [Regimen("testosterone_cypionate", 200, every=7, average=True)]
    table = run("man", first("man"), [0, 365], plan)
    assert hormones(table) == pytest.approx([1854, 83.9, 0.562, 1.276], rel=1e-3)
    assert table["sperm_output"].iloc[-1] == pytest.approx(0.002, abs=0.0005)


def test_an_aromatase_inhibitor_in_an_older_man():
    parameters = first("man", drive=PATIENTS["older_low_testosterone_drive"], leydig=0.65)
    before = run("man", parameters, [0, 1500])
    assert hormones(before)[:2] == pytest.approx([315.3, 16.76], rel=1e-3)
    table = run("man", parameters, [0, 365], [daily("anastrozole", 1)], last(before, "man"))
    assert hormones(table)[:2] == pytest.approx([474.0, 11.06], rel=1e-3)
    assert change(table, "lumbar_spine") == pytest.approx(-0.785, abs=0.0006)
