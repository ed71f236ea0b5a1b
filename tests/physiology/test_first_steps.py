"""What somebody types in the first hour: the doors, and words where a guess was wrong."""

import os

import numpy as np
import pytest

import course_utils.physiology as physiology
from course_utils.physiology import (
    Person,
    Regimen,
    antimony,
    global_sensitivity,
    sbml,
    simulate,
    uncertainty_band,
    virtual_trial,
)
from course_utils.physiology.bone import LEMAIRE
from course_utils.physiology.chain import CHAINS
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.density import z_score
from course_utils.physiology.drugs import denosumab, drug, exposure
from course_utils.physiology.interchange import SECONDS
from course_utils.physiology.scenario import chain_of
from course_utils.physiology.solve import solve
from course_utils.physiology.trajectory import picked
from course_utils.physiology.workers import share_out

WOMAN = Person.woman(56)
ARM = {"placebo": ()}
SPINE = "lumbar_spine_bmd_percent"


def test_the_doors_stand_open():
    assert set(physiology.__all__) <= set(dir(physiology))
    assert all(callable(getattr(physiology, name)) for name in physiology.__all__)
    with pytest.raises(AttributeError, match="simulated"):
        physiology.simulated  # noqa: B018


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: simulate("woman"), "made by Person.woman or Person.man"),
        (lambda: simulate(WOMAN, {"raloxifene": 60}), "A plan is the name of a drug"),
        (lambda: simulate(WOMAN, ("raloxifene", 60)), "A plan is the name of a drug"),
        (lambda: simulate(WOMAN, None), r"\(\) is nothing"),
        (lambda: simulate(WOMAN, "denosumab"), r"denosumab\(\) are interventions"),
        (lambda: drug("raloxifen"), "Did you mean raloxifene"),
        (lambda: simulate(WOMAN, years="3"), "at most 60 years; got '3'"),
        (lambda: simulate(WOMAN, times=[0, 1e6]), "must be at most day 21915"),
        (lambda: Person.woman(55, menopause=51), "Known: final_period_age, drive"),
        (lambda: Person.woman(55, density={"lumbar_spine": 90}), "below 3 g/cm²"),
        (lambda: Person.woman(55, density=0.9), "Give measured values by name"),
        (lambda: WOMAN.replace(age=300), "between 18 and 100 years"),
        (lambda: Person("female", 50.0, 51.0), "a woman or a man; got 'female'"),
        (lambda: virtual_trial(WOMAN, ["placebo"], 2, 1), "Give the arms by name"),
        (lambda: virtual_trial(WOMAN, ARM, 2.5, 1), "per arm must be a whole number"),
        (
            lambda: virtual_trial(WOMAN, ARM, 2, 1, outcomes="bmd"),
            "no column 'bmd'. Known:",
        ),
        (lambda: virtual_trial(WOMAN, ARM, 2, 1, design={"drop": 0}), "Did you mean dropout"),
        (lambda: virtual_trial(WOMAN, ARM, 2, 1, variation={"kt": 0.2}), "Did you mean k_t"),
        (lambda: uncertainty_band(WOMAN, columns="bmd", count=2), "no column 'bmd'"),
        (lambda: solve(CHAINS["woman"], [0, 1]), r"give inputs=exposure\(\[\], days\)"),
        (lambda: solve(LEMAIRE, [0, 1], parameters={"IP": 1}), "Did you mean I_P"),
        (lambda: antimony(LEMAIRE, changes=[(1, {"IP": 1})]), "Did you mean I_P"),
        (lambda: antimony(LEMAIRE, changes=[(1, {"I_P": -1})]), "must be between 0"),
        (lambda: z_score(0.9, 60), "below 5 g/cm²; got 60"),
    ],
)
def test_a_wrong_guess_is_answered_in_words(act, sentence):
    with pytest.raises((KeyError, ValueError, TypeError), match=sentence):
        act()


def test_a_lost_worker_is_named_and_the_next_call_starts_new_ones():
    if (os.cpu_count() or 1) < 2:
        pytest.skip("two processes need two processors")
    with pytest.raises(RuntimeError, match=r'under if __name__ == "__main__"'):
        share_out(os._exit, [(1,), (1,)], workers=2)
    assert share_out(abs, [(-1,), (2,)], workers=2) == [1, 2]


def test_screening_asks_for_ranges_and_paths():
    pytest.importorskip("SALib", reason="the optional package SALib is not installed")
    with pytest.raises(ValueError, match="K_LP has none"):
        global_sensitivity(symbols=["K_LP"])
    with pytest.raises(ValueError, match="2 or more trajectories"):
        global_sensitivity(symbols=["k_t"], trajectories=0)


def test_a_plan_is_the_same_in_all_its_forms():
    plans = ("raloxifene", ["raloxifene"], Regimen("raloxifene"), (Regimen("raloxifene", 60),))
    first, *others = [simulate(WOMAN, plan, 1)[SPINE] for plan in plans]
    assert all(first.equals(other) for other in others)
    assert exposure("raloxifene", 9).table([5]).equals(exposure(plans[2], 9).table([5]))
    assert simulate(WOMAN, [denosumab(), "raloxifene"], 1)[SPINE].iloc[-1] > first.iloc[-1]


def test_numbers_are_changed_the_same_way_for_a_person_and_for_a_model():
    changed = solve(LEMAIRE, [0, 5], parameters={"I_P": 500.0})
    assert changed.equals(solve(LEMAIRE.replace(I_P=500.0), [0, 5]))
    assert "I_P = 500.0" in antimony(LEMAIRE, parameters={"I_P": 500.0})


def test_a_drug_not_taken_is_zero_in_a_trial():
    trial = virtual_trial(
        WOMAN, ARM | {"drug": "raloxifene"}, 2, 1, outcomes="raloxifene_nmol_per_l"
    )
    last = trial[trial["year"] == 1].groupby("arm")["raloxifene_nmol_per_l"].max()
    assert last["placebo"] == 0 < last["drug"]


def test_picked_columns_keep_their_order_and_defaults():
    table = picked(simulate(WOMAN, (), 1), ["igf_drive_multiple", SPINE, "raloxifene_nmol_per_l"])
    assert list(table) == ["igf_drive_multiple", SPINE, "raloxifene_nmol_per_l"]
    assert table.iloc[0].tolist() == [1, 0, 0]


def test_part_of_a_design_is_enough():
    trial = virtual_trial(WOMAN, ARM, 3, 1, design={"age_sd": 0.0, "dropout": 0.0})
    assert trial["age"].eq(56).all()
    assert not trial.isna().any(axis=None)


def test_one_person_leaves_as_a_model_with_its_settings():
    model, settings = chain_of(WOMAN, "raloxifene", 2)
    days = [0.0, 365.25, 730.5]
    here = simulate(WOMAN, "raloxifene", times=days)["trabecular_volume"]
    there = solve(model, days, **settings)["trabecular_volume"]
    assert np.allclose(here, there, rtol=1e-6)


def test_changes_in_exported_text_carry_what_follows_from_them():
    """E0 sets what the receptors call normal: the constants derived from it jump with it."""
    model, settings = chain_of(WOMAN, (), 1)
    text = antimony(model, **settings, changes=[(30.0, {"E0": 80.0})])
    event = next(line for line in text.splitlines() if "time >= 30.0" in line)
    fresh = chain_parameters("woman", **dict(settings["parameters"]) | {"E0": 80.0}).numbers()
    assert "E0 = 80.0" in event
    assert f"X_rest = {fresh.X_rest!r}" in event


def test_exported_time_is_in_the_units_of_the_model():
    pytest.importorskip("antimony", reason="antimony is not installed")
    assert "unit time_unit = day" in antimony(LEMAIRE)
    text = sbml(LEMAIRE)
    assert 'timeUnits="day"' in text
    # COPASI recognizes a day only when it is written as whole seconds.
    assert f'<unit kind="second" exponent="1" scale="0" multiplier="{SECONDS["day"]}"/>' in text
