"""One person through the whole chain: tables, order of treatments, links, refusals."""

import numpy as np
import pytest

from course_utils.physiology import right_hand_side
from course_utils.physiology.chain import CHAINS
from course_utils.physiology.comparison import compare_fractures
from course_utils.physiology.compiled import available
from course_utils.physiology.drugs.interventions import Intervention, calcium_and_vitamin_d
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.links import LINKS
from course_utils.physiology.person import (
    KINDS,
    Person,
    parameters_of,
    simulate,
    start_state,
)
from course_utils.physiology.solve import solve

WOMAN = Person.woman(age=55, final_period_age=51)
SECONDARY = Person.man(40, "secondary hypogonadism")
HORMONES = ["lh_iu_per_l", "fsh_iu_per_l", "testosterone_ng_per_dl", "estradiol_pg_per_ml"]
CHANGES = [f"{site}_bmd_percent" for site in ("lumbar_spine", "total_hip", "femoral_neck")]


@pytest.fixture(autouse=True)
def plain_python(monkeypatch):
    """Compiling takes longer than these tests."""
    monkeypatch.setattr(right_hand_side, "COMPILE", False)


def test_changes_and_hazards_count_from_the_start():
    table = simulate(WOMAN, "raloxifene", 2)
    first = table.iloc[0]
    assert all(first[name] == 0 for name in table if name.endswith("_percent") and "bmd" in name)
    assert first["sctx_percent"] == 0 == first["p1np_percent"]
    assert all(first[name] == 1 for name in table if name.endswith("hazard_ratio"))
    assert table.index.name == "time_day"
    assert table.index[-1] == pytest.approx(2 * 365.25)
    assert table["time_year"].iloc[-1] == pytest.approx(2)
    assert np.all(np.isfinite(table.to_numpy()))


def test_a_healthy_person_without_treatment_changes_only_by_age():
    for person in (Person.man(30), Person.woman(30)):
        table = simulate(person, years=3)
        assert table[CHANGES].abs().to_numpy().max() < 1
        young = simulate(person, years=3, parameters={"aging": 0.0})
        assert young[CHANGES].abs().to_numpy().max() < 1e-4
        drift = young[HORMONES].iloc[-1] / young[HORMONES].iloc[0]
        assert drift.to_numpy() == pytest.approx(1, abs=1e-6)


def test_the_order_of_treatments_at_the_spine():
    plans = [
        (),
        ["raloxifene"],
        [Regimen("conjugated_estrogens", 0.45), "bazedoxifene"],
        ["conjugated_estrogens"],
    ]
    gains = [
        simulate(WOMAN, [*plan, calcium_and_vitamin_d()], 3)[CHANGES[0]].iloc[-1] for plan in plans
    ]
    assert gains == sorted(gains) and np.all(np.diff(gains) > 0.3)
    assert gains[0] < 0 < gains[1]


def test_loss_is_fastest_in_the_first_years_after_the_final_period():
    table = simulate(Person.woman(46, 51), years=20)
    yearly = -table[CHANGES[0]].iloc[::12].diff().to_numpy()[1:]
    fastest = np.argmax(yearly) - 5
    assert 0 <= fastest <= 2
    assert yearly[10:].max() < yearly.max()


def test_a_serm_protects_where_estradiol_is_low_and_costs_where_it_is_high():
    after = simulate(WOMAN, "tamoxifen", 2)[CHANGES[0]] - simulate(WOMAN, (), 2)[CHANGES[0]]
    young = Person.woman(35)
    before = simulate(young, "tamoxifen", 2)[CHANGES[0]] - simulate(young, (), 2)[CHANGES[0]]
    assert after.iloc[-1] > 1 and before.iloc[-1] < -0.5


def test_occupancies_never_exceed_all_receptors():
    table = simulate(Person.woman(35), ["tamoxifen", "estradiol_patch"], 1)
    both = table["bone_er_alpha_estradiol_percent"] + table["bone_er_alpha_drug_percent"]
    assert both.max() < 100 and both.iloc[-1] > both.iloc[0]


def test_a_start_without_history_is_rest():
    man = Person.man(30)
    start = start_state(man, parameters_of(man))
    assert start == tuple(CHAINS["man"].start())


def test_a_condition_that_began_today_starts_healthy():
    today = Person.man(30, "aromatase deficient", condition_years=0)
    table = simulate(today, years=10)
    assert table["testosterone_ng_per_dl"].iloc[0] == 550
    assert table["testosterone_ng_per_dl"].iloc[-1] > 600
    assert table[CHANGES[0]].iloc[-1] < -5


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_man_runs_and_stands_still_untreated(kind):
    table = simulate(Person.man(45, kind, condition_years=8), years=0.5)
    end = table[HORMONES].iloc[-1] / table[HORMONES].iloc[0]
    assert end.to_numpy() == pytest.approx(1, abs=1e-3)


def test_average_dosing_stands_for_daily_doses():
    """The shortest half-life of the course, 10 h: the mean over a day is what bone sees."""
    days = np.arange(0, 61.0)
    plan = Regimen("enclomiphene", 25)
    average = simulate(SECONDARY, plan, times=days, dosing="average")
    doses = simulate(SECONDARY, plan, times=days, dosing="each dose")
    ratio = doses["testosterone_ng_per_dl"].iloc[-1] / average["testosterone_ng_per_dl"].iloc[-1]
    assert ratio == pytest.approx(1, abs=0.02)
    gap = doses[CHANGES[0]].iloc[-1] - average[CHANGES[0]].iloc[-1]
    assert abs(gap) < 0.02


@pytest.mark.parametrize(
    ("person", "plan"),
    [
        (Person.woman(47, 51), "raloxifene"),
        (Person.woman(35), "tamoxifen"),
        (SECONDARY, "clomiphene"),
        (Person.man(40), Regimen("testosterone_cypionate", 200, every=7)),
    ],
)
def test_the_default_tolerances_leave_an_error_below_1e_5(person, plan):
    from course_utils.physiology.drugs.exposure import exposure

    days = np.linspace(0, 1826.25, 21)
    plan = Regimen(plan, average=True) if isinstance(plan, str) else plan
    plan = Regimen(plan.drug, plan.dose, every=plan.every, average=True)
    parameters, model = parameters_of(person), CHAINS[person.sex]
    start = dict(zip(model.symbols, start_state(person, parameters), strict=True))
    exact = solve(
        model,
        days,
        parameters=parameters,
        start=start,
        inputs=exposure(plan, days[-1]),
        rtol=1e-10,
        atol=1e-13,
    )
    table = simulate(person, plan, times=days)[list(exact)[:-1]]
    floor = 1e-3 * np.array(model.sizes)[:-1]
    error = np.abs(table.to_numpy() - exact.to_numpy()[:, :-1])
    assert (error / np.maximum(np.abs(exact.to_numpy()[:, :-1]), floor)).max() < 1e-5


@pytest.mark.skipif(not available(), reason="numba is not installed")
def test_compiled_equations_give_the_same_course(monkeypatch):
    plain = simulate(WOMAN, "raloxifene", 2)
    monkeypatch.setattr(right_hand_side, "COMPILE", True)
    compiled = simulate(WOMAN, "raloxifene", 2)
    assert compiled.to_numpy() == pytest.approx(plain.to_numpy(), rel=1e-8, abs=1e-8)


def test_each_link_held_keeps_what_it_carries():
    plan = ["raloxifene", calcium_and_vitamin_d()]
    full, untreated = simulate(WOMAN, plan, 2), simulate(WOMAN, (), 2)
    held = {link: simulate(WOMAN, plan, 2, off=[link]) for link in LINKS}
    assert "raloxifene_nmol_per_l" not in held["concentration"]
    same = ["lumbar_spine_bmd_percent", "sctx_percent", "bone_signal"]
    assert held["concentration"][same].iloc[-1].to_numpy() == pytest.approx(
        untreated[same].iloc[-1].to_numpy(), abs=1e-9
    )
    assert held["receptor"]["bone_signal"].std() == pytest.approx(0, abs=1e-12)
    assert np.ptp(held["hormones"]["lh_iu_per_l"]) == 0
    assert held["cells"]["sctx_percent"].abs().max() == 0
    assert held["density"]["lumbar_spine_bmd_percent"].abs().max() == 0
    assert (held["fracture"]["hip_hazard_ratio"] == 1).all()
    assert full["hip_hazard_ratio"].iloc[-1] != 1
    assert held["fracture"]["lumbar_spine_bmd_percent"].equals(full["lumbar_spine_bmd_percent"])


def test_measured_values_set_the_level_and_not_the_change():
    ana = Person.woman(55, 50, density={"femoral_neck": 0.700}, markers={"sctx": 0.5})
    table, plain = simulate(ana, years=1), simulate(Person.woman(55, 50), years=1)
    assert table["femoral_neck_t_score"].iloc[0] == pytest.approx(-1.32, abs=0.005)
    assert ana.t_scores()["femoral_neck"] == pytest.approx(-1.32, abs=0.005)
    assert table["sctx_ng_per_ml"].iloc[0] == 0.5
    assert table[CHANGES].equals(plain[CHANGES])
    assert table["sctx_percent"].equals(plain["sctx_percent"])


def test_fractures_of_two_courses():
    plan = ["raloxifene", calcium_and_vitamin_d()]
    treated, untreated = simulate(WOMAN, plan, 3), simulate(WOMAN, (), 3)
    table = compare_fractures(treated, untreated, age=65)
    end = table.iloc[-1]
    assert end["vertebral_hazard_ratio"] < end["nonvertebral_hazard_ratio"] < 1
    assert end["vertebral_treated_per_1000"] < end["vertebral_untreated_per_1000"]
    nobody = compare_fractures(untreated, untreated, age=65)
    assert (nobody.filter(like="ratio") == 1).all(axis=None)
    # Three years at 0.6 percent a year, rising with age: between 18 and 22 of 1000.
    assert 18 * 0.99 < nobody["vertebral_treated_per_1000"].iloc[-1] < 22
    with pytest.raises(ValueError, match="same times"):
        compare_fractures(treated, simulate(WOMAN, (), 2), age=65)


def test_factors_of_a_kind_can_be_replaced():
    milder = Person.man(40, "testis failure", leydig=0.5)
    assert dict(milder.factors) == {"leydig": 0.5, "sertoli": 0.1}
    assert Person.man(40, drive=1.0).factors == ()
    assert Person.woman(60, 50).history_years == 15


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: Person.woman(17), "age must be between 18 and 100 years; got 17"),
        (lambda: Person.woman("old"), "between 18 and 100 years; got 'old'"),
        (lambda: Person.woman(50, 12), "final period must be between 30 and 65"),
        (lambda: Person.man(40, "hypogonadism"), "Did you mean"),
        (lambda: Person.man(40, leydigs=2), "Did you mean leydig"),
        (lambda: Person.man(40, leydig=-1), "must be between 0 and 5"),
        (lambda: Person.man(40, drive=0.5, condition_years=50), "between 0 years and the age"),
        (lambda: Person.man(40, density={"wrist": 0.5}), "Nothing measured is called 'wrist'"),
        (lambda: Person.man(40, density={"total_hip": -1}), "above 0.1 and below 3 g/cm²"),
        (lambda: simulate(WOMAN, years=0), "more than 0 and at most 60 years"),
        (lambda: simulate(WOMAN, times=[1, 2]), "increase from 0"),
        (lambda: simulate(WOMAN, dosing="weekly"), "each dose, average"),
        (lambda: simulate(WOMAN, off=["evidence"]), "No link is called 'evidence'"),
        (lambda: simulate(WOMAN, parameters={"tau_h": 3}), "tau_H"),
        (lambda: simulate(WOMAN, Intervention("estradiol", 3)), "No input is called"),
    ],
)
def test_impossible_requests_are_refused_in_words(act, sentence):
    with pytest.raises((KeyError, ValueError), match=sentence):
        act()
