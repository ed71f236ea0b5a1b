"""Röblitz 2013 against the published listing run by libRoadRunner, and against its figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.axis import ROEBLITZ, cycle_lengths, menstrual_cycle, surge_days
from course_utils.physiology.axis.cycle import unvarying_gnrh
from course_utils.physiology.axis.cycle_rates import (
    cycle_rates,
    gnrh_released,
    pulse_frequency,
    pulse_mass,
)
from course_utils.physiology.solve import solve
from tests.physiology import other_engine
from tests.physiology.other_engine import ORACLES, oracle

NUMBERS = ROEBLITZ.parameters.numbers()
SIX_CYCLES = np.arange(0, 170.1, 0.5)
TIGHT = {"rtol": 1e-10, "atol": 1e-12}


@pytest.fixture(autouse=True)
def amounts_that_vanish(monkeypatch):
    """An absolute tolerance for drug amounts that fade to nothing."""
    monkeypatch.setattr(other_engine, "ABSOLUTE", 1e-13)


@pytest.fixture(scope="module")
def untreated():
    return menstrual_cycle(np.arange(0, 170.1, 0.05))


def worst(ours, theirs):
    """Largest difference of each state, relative to the state's peak."""
    peaks = np.abs(theirs).max(axis=0)
    return (np.abs(ours - theirs).max(axis=0) / np.where(peaks > 1e-15, peaks, 1.0)).max()


def test_six_cycles_agree_with_the_published_listing():
    ours = solve(ROEBLITZ, SIX_CYCLES, **TIGHT).to_numpy()
    assert worst(ours, oracle("roeblitz2013", SIX_CYCLES, ROEBLITZ.symbols)) < 1e-6


@pytest.mark.parametrize(
    ("state", "doses"),
    [
        ("Ago_c", [(day, {"Ago_d": 100.0}) for day in (*range(6, 17), 24, 32)]),
        ("Ant_c", [(day, {"Ant_d": 500.0}) for day in (*range(8, 14), 21, 30)]),
    ],
)
def test_dosing_agrees_with_the_published_listing(state, doses):
    days = np.arange(0.25, 40, 0.5)
    start = np.concatenate([[0.0], days])
    ours = solve(ROEBLITZ, start, doses=doses, **TIGHT).to_numpy()
    theirs = oracle("roeblitz2013", start, ROEBLITZ.symbols, doses=doses)
    assert theirs[:, ROEBLITZ.position(state)].max() > 0.1
    assert worst(ours, theirs) < 1e-6


def test_every_term_agrees_at_random_states():
    antimony, roadrunner = pytest.importorskip("antimony"), pytest.importorskip("roadrunner")
    antimony.clearPreviousLoads()
    antimony.loadAntimonyString((ORACLES / "roeblitz2013.ant").read_text(encoding="utf-8"))
    engine = roadrunner.RoadRunner(antimony.getSBMLString("roeblitz2013"))
    random, usual = np.random.default_rng(7), np.array(ROEBLITZ.sizes)
    for _ in range(30):
        state = usual * 10 ** random.uniform(-1.5, 1.5, usual.size)
        for symbol, value in zip(ROEBLITZ.symbols, state, strict=True):
            engine[symbol] = value
        theirs = np.array([engine[f"{symbol}'"] for symbol in ROEBLITZ.symbols])
        ours = np.array(cycle_rates(0.0, state.tolist(), NUMBERS))
        assert np.allclose(ours, theirs, rtol=1e-9, atol=1e-12 * np.abs(theirs).max())


def test_cycles_have_the_published_length_and_peaks(untreated):
    assert cycle_lengths(untreated) == pytest.approx([28.2] * 5, abs=0.1)
    assert untreated["lh_iu_per_l"].max() == pytest.approx(125, abs=1)
    assert untreated.loc[:28, "estradiol_pg_per_ml"].max() == pytest.approx(431, abs=1)
    assert untreated["progesterone_ng_per_ml"].max() == pytest.approx(16, abs=0.2)


def test_estradiol_peaks_before_lh_and_progesterone_after(untreated):
    cycle = untreated.loc[surge_days(untreated)[1] - 10 : surge_days(untreated)[1] + 14]
    surge = cycle["lh_iu_per_l"].idxmax()
    assert 0 < surge - cycle["estradiol_pg_per_ml"].idxmax() < 3
    assert 4 < cycle["progesterone_ng_per_ml"].idxmax() - surge < 12


@pytest.mark.parametrize(("hormone", "total"), [("lh", 9.372), ("fsh", 8.500)])
def test_ovarian_receptors_are_neither_made_nor_lost(untreated, hormone, total):
    kinds = ("free", "bound", "desensitized")
    sums = sum(untreated[f"{hormone}_receptors_{kind}_iu_per_l"] for kind in kinds)
    assert np.allclose(sums, total, rtol=1e-10)


@given(factors=st.lists(st.floats(1e-3, 1e3), min_size=41, max_size=41))
def test_receptor_sums_hold_at_any_state(factors):
    state = [size * factor for size, factor in zip(ROEBLITZ.sizes, factors, strict=True)]
    rates = dict(zip(ROEBLITZ.symbols, cycle_rates(0.0, state, NUMBERS), strict=True))
    for kinds in (("R_LH", "LH_R", "R_LH_des"), ("R_FSH", "FSH_R", "R_FSH_des")):
        parts = [rates[kind] for kind in kinds]
        assert sum(parts) == pytest.approx(0, abs=1e-12 * max(map(abs, parts)) + 1e-300)


def test_all_states_stay_positive(untreated):
    assert (untreated.min() >= -1e-9 * untreated.max()).all()


def test_daily_nafarelin_flares_then_stops_ovulation(untreated):
    table = menstrual_cycle(np.arange(0, 90.1, 0.5), nafarelin=range(2, 91))
    usual = untreated.loc[2.5, "lh_iu_per_l"]
    assert table.loc[2.5, "lh_iu_per_l"] > 10 * usual
    late = table.loc[80:]
    assert late["progesterone_ng_per_ml"].max() < 1
    assert late["estradiol_pg_per_ml"].mean() == pytest.approx(17, abs=2)
    assert late["lh_iu_per_l"].mean() == pytest.approx(15, abs=2)  # the model's known weakness


def test_cetrorelix_lowers_lh_and_puts_the_surge_off(untreated):
    table = menstrual_cycle(np.arange(0, 30.1, 0.25), cetrorelix=range(8, 14))
    assert table.loc[9, "lh_iu_per_l"] < 0.85 * untreated.loc[9, "lh_iu_per_l"]
    assert surge_days(table)[0] > surge_days(untreated)[0] + 1.5


def test_a_dose_of_nothing_changes_nothing():
    days = np.arange(0, 20.1, 0.5)
    nothing = menstrual_cycle(days, nafarelin={5.0: 0.0}, cetrorelix={6.0: 0.0})
    assert np.allclose(nothing, menstrual_cycle(days), rtol=1e-5, atol=1e-12)


@pytest.mark.parametrize("drug", ["nafarelin", "cetrorelix"])
def test_negative_doses_are_refused(drug):
    with pytest.raises(ValueError, match="cannot be negative"):
        menstrual_cycle([0, 1], **{drug: {0.5: -1.0}})


def test_a_longer_life_of_the_corpus_luteum_makes_cycles_longer(untreated):
    slower = ROEBLITZ.parameters.replace(k_cl_Lut4=0.8 * ROEBLITZ.parameters["k_cl_Lut4"])
    changed = menstrual_cycle(np.arange(0, 100.1, 0.1), parameters=slower)
    assert cycle_lengths(changed)[-1] > cycle_lengths(untreated)[0] + 0.3


@settings(max_examples=50)
@given(
    low=st.floats(0, 20, allow_subnormal=False),
    more=st.floats(0.01, 20),
    estradiol=st.floats(1, 600),
)
def test_progesterone_slows_gnrh_pulses(low, more, estradiol):
    slow = pulse_frequency(estradiol, low + more, NUMBERS)
    assert 0 < slow < pulse_frequency(estradiol, low, NUMBERS) <= 2 * NUMBERS.f_0


def test_gnrh_pulses_are_smallest_at_middling_estradiol():
    levels = np.array([1.0, 50.0, 400.0])
    low, middle, high = pulse_mass(levels, NUMBERS)
    assert middle < low
    assert middle < high


def test_unvarying_gnrh_keeps_the_means_and_follows_nothing():
    table = menstrual_cycle(np.arange(0, 60, 0.25))
    estradiol, progesterone = table["estradiol_pg_per_ml"], table["progesterone_ng_per_ml"]
    mean = pulse_frequency(estradiol, progesterone, NUMBERS).mean()
    mean *= pulse_mass(estradiol, NUMBERS).mean()
    fixed = unvarying_gnrh(table).numbers()
    assert np.allclose(gnrh_released(estradiol, progesterone, fixed), mean)
    assert np.ptp(gnrh_released(estradiol, progesterone, NUMBERS)) > mean
