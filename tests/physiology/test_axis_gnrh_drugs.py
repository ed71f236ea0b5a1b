"""Tornøe 2007 against its equations in libRoadRunner, its published shape and closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology import right_hand_side
from course_utils.physiology.axis import DEGARELIX, TRIPTORELIN, degarelix, triptorelin
from course_utils.physiology.axis.gnrh_drugs import degarelix_rates, triptorelin_rates
from tests.physiology import other_engine
from tests.physiology.other_engine import oracle

DAYS = np.arange(0, 100.1, 0.05)
CASTRATE = 50.0
STATES = ["D1", "D2", "C", "A", "F", "P", "LH", "Te"]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(right_hand_side, "COMPILE", False)
    monkeypatch.setattr(other_engine, "ABSOLUTE", 1e-13)


@pytest.fixture(scope="module")
def agonist():
    return triptorelin(DAYS)


@pytest.fixture(scope="module")
def antagonist():
    return degarelix(DAYS)


def in_paper_units(table):
    """Amounts, F, P, LH and testosterone in ng/mL, in the order of the other engine."""
    ours = table.iloc[:, 2:].to_numpy()
    return np.column_stack([ours, table["testosterone_ng_per_dl"] / 100])


def assert_close(ours, theirs):
    assert np.allclose(ours, theirs, rtol=1e-6, atol=1e-6 * np.abs(theirs).max(axis=0))


def test_triptorelin_agrees_with_the_published_equations():
    days = np.concatenate([[0.0], np.arange(0.25, 90, 0.5)])
    start, again, length = 0.0, 28.0 * 24, 1.77
    rate = 0.605 * 3.75 / 1.77
    theirs = oracle(
        "tornoe2007_triptorelin",
        days * 24,
        STATES,
        changes=[
            (time + late, {"burst": value})
            for time in (start, again)
            for late, value in ((0.0, rate), (length, 0.0))
        ],
        doses=[(time, {"D1": 0.395 * 3.75}) for time in (start, again)],
    )
    ours = in_paper_units(triptorelin(days, injections=(0, 28)))
    assert_close(ours[1:], theirs[1:])


def test_degarelix_agrees_with_the_published_equations():
    days = np.concatenate([[0.0], np.arange(0.25, 90, 0.5)])
    dose = {"D1": 0.0573 * 0.240 * 200, "D2": 0.9427 * 0.240 * 200}
    doses = [(0.0, dose), (56.0 * 24, dose)]
    theirs = oracle("tornoe2007_degarelix", days * 24, STATES, doses=doses)
    assert_close(in_paper_units(degarelix(days, injections=(0, 56)))[1:], theirs[1:])


def test_triptorelin_flares_then_castrates(agonist):
    level = agonist["testosterone_ng_per_dl"]
    assert level.max() == pytest.approx(929, abs=1)
    assert level.idxmax() == pytest.approx(1.8, abs=0.2)
    assert level.max() / level.iloc[0] == pytest.approx(1.92, abs=0.01)
    assert agonist["lh_iu_per_l"].max() == pytest.approx(20, abs=1)
    low = level[level < CASTRATE].index
    assert low[0] == pytest.approx(18.8, abs=0.2)
    assert low[-1] == pytest.approx(86, abs=0.5)


def test_degarelix_castrates_without_a_flare(antagonist):
    level = antagonist["testosterone_ng_per_dl"]
    assert level.max() == pytest.approx(321, abs=1e-3)
    assert level[level < CASTRATE].index[0] == pytest.approx(1.2, abs=0.15)
    assert antagonist["degarelix_ng_per_ml"].max() == pytest.approx(14.9, abs=0.1)
    assert antagonist["lh_iu_per_l"].max() == pytest.approx(6.98, abs=1e-3)


@pytest.mark.parametrize(
    ("model", "rates"), [(TRIPTORELIN, triptorelin_rates), (DEGARELIX, degarelix_rates)]
)
def test_nothing_moves_without_drug(model, rates):
    change = rates(0.0, model.start(), model.parameters.numbers())
    assert np.abs(np.array(change) / np.array(model.sizes)).max() < 1e-12


@settings(max_examples=6, deadline=None)
@given(dose=st.floats(0.1, 40))
def test_all_of_a_triptorelin_dose_is_cleared(dose):
    table = triptorelin(np.linspace(0, 300, 6001), dose=dose)
    level = table["triptorelin_ng_per_ml"]
    exposure = np.trapezoid(level, level.index) * 24  # ng h/mL
    assert exposure == pytest.approx(1000 * dose / 63.2, rel=0.01)


@settings(max_examples=6, deadline=None)
@given(dose=st.floats(1, 400))
def test_levels_are_proportional_to_the_dose(dose):
    days = np.linspace(0, 60, 25)
    one = degarelix(days, dose=1.0)["degarelix_ng_per_ml"]
    assert np.allclose(
        degarelix(days, dose=dose)["degarelix_ng_per_ml"], dose * one, rtol=1e-5, atol=1e-9
    )


@settings(max_examples=5, deadline=None)
@given(dose=st.floats(0, 40, allow_subnormal=False), second=st.floats(5, 60))
def test_states_stay_positive(dose, second):
    for drug in (triptorelin, degarelix):
        table = drug(np.linspace(0, 90, 91), injections=(0, second), dose=dose)
        assert (table >= -1e-8).all(axis=None)


def test_a_second_injection_flares_less(agonist):
    again = triptorelin(DAYS, injections=(0, 28))["testosterone_ng_per_dl"]
    assert again.loc[28:56].max() < CASTRATE < agonist["testosterone_ng_per_dl"].max()


@pytest.mark.parametrize("drug", [triptorelin, degarelix])
def test_negative_doses_are_refused(drug):
    with pytest.raises(ValueError, match="cannot be negative"):
        drug([0, 1], dose=-1)


def test_overlapping_bursts_are_refused():
    with pytest.raises(ValueError, match=r"at least 1\.77 hours apart"):
        triptorelin([0, 1], injections=(0, 0.05))
